// SPDX-License-Identifier: BSL-1.0
// A digest has buckets for double and the integers; long double goes beyond them.
// error: a digest takes float, double and integers
#include <lorenz/digest.hpp>
#include <vector>

void call(lorenz::digest& d, const std::vector<long double>& x) {
#ifdef FAIL
  d.push(x);
#else
  d.push(std::vector<double>(x.begin(), x.end()));
#endif
}
