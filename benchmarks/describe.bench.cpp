// SPDX-License-Identifier: BSL-1.0
#include <lorenz/describe.hpp>

#include "bench.hpp"

const bool added = bench::add<double>("describe", "lorenz", [](const auto& x) { return lorenz::describe(x).gini; });
