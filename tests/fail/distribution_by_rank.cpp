// SPDX-License-Identifier: BSL-1.0
// A distribution is sorted: its rows no longer belong to those of the ranking.
// error: the rows of x belong to those of `by`
#include <lorenz/concentration_index.hpp>
#include <lorenz/distribution.hpp>
#include <vector>

double call(const std::vector<double>& x, const std::vector<double>& by) {
#ifdef FAIL
  return lorenz::concentration_index(lorenz::distribution(x), by);
#else
  return lorenz::concentration_index(x, by);
#endif
}
