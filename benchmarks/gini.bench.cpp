// SPDX-License-Identifier: BSL-1.0
#include <lorenz/gini.hpp>
#include <lorenz/parallel.hpp>

#include "bench.hpp"

namespace {
template <class T>
double gini(const std::vector<T>& x) {
  return lorenz::gini(x);
}
}  // namespace

const bool added =
    bench::add<double>("gini", "lorenz", gini) && bench::add<std::int64_t>("gini", "lorenz", gini) &&
    bench::add<std::uint32_t>("gini", "lorenz", gini) &&
    bench::add<double>(
        "gini", "lorenz, 2 threads", [](const auto& x) { return lorenz::gini(lorenz::parallel(x, 2)); }, true);
