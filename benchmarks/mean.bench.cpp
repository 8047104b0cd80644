// SPDX-License-Identifier: BSL-1.0
#include <lorenz/mean.hpp>

#include "bench.hpp"

const bool added = bench::add<double>("mean", "lorenz", [](const auto& x) { return lorenz::mean(x); });
