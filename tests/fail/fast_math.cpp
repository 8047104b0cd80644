// SPDX-License-Identifier: BSL-1.0
// Where the compiler may assume that no value is a NaN, the checks for one are gone.
// option: -ffast-math
// error: -ffast-math removes the checks for NaN
#include <lorenz/gini.hpp>
#include <vector>

double call(const std::vector<double>& x) { return lorenz::gini(x); }
