// SPDX-License-Identifier: BSL-1.0
// A list is not contiguous.
// error: no matching function for call to
#include <list>
#include <lorenz/gini.hpp>
#include <vector>

#ifdef FAIL
using sample = std::list<double>;
#else
using sample = std::vector<double>;
#endif

double call(const sample& x) { return lorenz::gini(x); }
