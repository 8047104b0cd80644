// SPDX-License-Identifier: BSL-1.0
// 200 units or a fraction of 200? The call says which.
// error: no matching function for call to
#include <lorenz/shares.hpp>
#include <vector>

double call(const std::vector<double>& x) {
#ifdef FAIL
  return lorenz::top_share(x, 200);
#else
  return lorenz::top_share(x, lorenz::units{200});
#endif
}
