// SPDX-License-Identifier: BSL-1.0
#include <lorenz/parallel.hpp>
#include <lorenz/quantile.hpp>

#include "bench.hpp"

const bool added =
    bench::add<double>("median", "lorenz", [](const auto& x) { return lorenz::median(x); }) &&
    bench::add<double>("99 quantiles", "lorenz",
                       [](const auto& x) { return lorenz::quantiles(x, bench::percentiles())[49]; }) &&
    bench::add<double>(
        "99 quantiles", "lorenz, 2 threads",
        [](const auto& x) { return lorenz::quantiles(lorenz::parallel(x, 2), bench::percentiles())[49]; }, true) &&
    bench::add<double>("weighted median", "lorenz",
                       [](const auto& x) { return lorenz::median(x, lorenz::sampling(bench::weights(x.size()))); });
