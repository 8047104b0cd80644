// SPDX-License-Identifier: BSL-1.0
// A digest counts units, of which sampling weights know the relative number only.
// error: no matching (member )?function for call to
#include <lorenz/digest.hpp>
#include <vector>

void call(lorenz::digest& d, const std::vector<double>& x, const std::vector<int>& w) {
#ifdef FAIL
  d.push(x, lorenz::sampling(w));
#else
  d.push(x, lorenz::frequency(w));
#endif
}
