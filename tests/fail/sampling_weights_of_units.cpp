// SPDX-License-Identifier: BSL-1.0
// Sampling weights do not tell the number of units, on which this measure depends.
// error: no matching function for call to
#include <lorenz/market.hpp>
#include <vector>

double call(const std::vector<double>& x, const std::vector<double>& w) {
#ifdef FAIL
  return lorenz::herfindahl(x, lorenz::sampling(w));
#else
  return lorenz::herfindahl(x, lorenz::frequency(w));
#endif
}
