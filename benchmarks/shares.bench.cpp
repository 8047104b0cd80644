// SPDX-License-Identifier: BSL-1.0
#include <lorenz/shares.hpp>

#include "bench.hpp"

const bool added =
    bench::add<double>("top 200", "lorenz", [](const auto& x) { return lorenz::top_share(x, lorenz::units{200}); }) &&
    bench::add<double>("top 1 %", "lorenz",
                       [](const auto& x) { return lorenz::top_share(x, lorenz::fraction{0.01}); }) &&
    bench::add<double>("count for half", "lorenz",
                       [](const auto& x) { return static_cast<double>(lorenz::top_count(x, lorenz::share{0.5})); });
