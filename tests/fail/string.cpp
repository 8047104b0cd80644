// SPDX-License-Identifier: BSL-1.0
// Characters are no numbers.
// error: no matching function for call to
#include <lorenz/gini.hpp>
#include <string>
#include <vector>

#ifdef FAIL
using sample = std::string;
#else
using sample = std::vector<double>;
#endif

double call(const sample& x) { return lorenz::gini(x); }
