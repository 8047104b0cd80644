// SPDX-License-Identifier: BSL-1.0
#include <lorenz/market.hpp>
#include <lorenz/mean.hpp>

#include "bench.hpp"

const bool added =
    bench::add<double>("mean", "lorenz", [](const auto& x) { return lorenz::mean(x); }) &&
    bench::add<double>("weighted mean", "lorenz",
                       [](const auto& x) { return lorenz::mean(x, lorenz::sampling(bench::weights(x.size()))); }) &&
    bench::add<double>("herfindahl", "lorenz", [](const auto& x) { return lorenz::herfindahl(x); });
