// SPDX-License-Identifier: BSL-1.0
// Sampling weights do not tell the number of units, on which the entropy of the shares depends.
// error: no matching function for call to
#include <lorenz/diversity.hpp>
#include <vector>

double call(const std::vector<double>& x, const std::vector<double>& w) {
#ifdef FAIL
  return lorenz::hannah_kay(x, lorenz::sampling(w), 2);
#else
  return lorenz::hannah_kay(x, lorenz::frequency(w), 2);
#endif
}
