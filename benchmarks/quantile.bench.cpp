// SPDX-License-Identifier: BSL-1.0
#include <numeric>  // accumulate

#include <lorenz/parallel.hpp>
#include <lorenz/quantile.hpp>

#include "bench.hpp"

namespace {
double sum(const std::vector<double>& x) { return std::accumulate(x.begin(), x.end(), 0.0); }
}  // namespace

const bool added =
    bench::add<double>("median", "lorenz", [](const auto& x) { return lorenz::median(x); }) &&
    bench::add<double>("99 quantiles", "lorenz",
                       [](const auto& x) { return sum(lorenz::quantiles(x, bench::percentiles())); }) &&
    bench::add<double>(
        "99 quantiles", "lorenz, 2 threads",
        [](const auto& x) { return sum(lorenz::quantiles(lorenz::parallel(x, 2), bench::percentiles())); }, true) &&
    bench::add<double>("weighted median", "lorenz",
                       [](const auto& x) { return lorenz::median(x, lorenz::sampling(bench::weights(x.size()))); });
