// SPDX-License-Identifier: BSL-1.0
// A bare second vector does not say what its weights mean.
// error: no matching function for call to
#include <lorenz/gini.hpp>
#include <vector>

double call(const std::vector<double>& x, const std::vector<double>& w) {
#ifdef FAIL
  return lorenz::gini(x, w);
#else
  return lorenz::gini(x, lorenz::frequency(w));
#endif
}
