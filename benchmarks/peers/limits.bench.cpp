// SPDX-License-Identifier: BSL-1.0
// What the machine allows: a copy of the data, and a plain rounded sum.
#include <numeric>  // accumulate

#include "../bench.hpp"

const bool added =
    bench::add<double>("limit", "copy", [](const auto& x) { return std::vector<double>(x).back(); }) &&
    bench::add<double>("limit", "sum", [](const auto& x) { return std::accumulate(x.begin(), x.end(), 0.0); });
