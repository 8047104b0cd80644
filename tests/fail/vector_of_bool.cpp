// SPDX-License-Identifier: BSL-1.0
// Truth values are no numbers, and do not lie one behind the other.
// error: no matching function for call to
#include <lorenz/gini.hpp>
#include <vector>

#ifdef FAIL
using sample = std::vector<bool>;
#else
using sample = std::vector<double>;
#endif

double call(const sample& x) { return lorenz::gini(x); }
