// SPDX-License-Identifier: BSL-1.0
#include <lorenz/entropy.hpp>

#include "bench.hpp"

const bool added = bench::add<double>("theil", "lorenz", [](const auto& x) { return lorenz::theil(x); }) &&
                   bench::add<double>("atkinson 1", "lorenz", [](const auto& x) { return lorenz::atkinson(x, 1.0); });
