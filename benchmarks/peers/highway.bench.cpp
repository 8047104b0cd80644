// SPDX-License-Identifier: BSL-1.0
// vqsort, with the vector instructions that the machine has, on a copy; then a scan.
#include <benchmark/benchmark.h>
#include <hwy/contrib/sort/vqsort.h>
#include <hwy/targets.h>

#include "../bench.hpp"
#include "plain.hpp"

namespace {

template <class T>
std::vector<T> sorted(const std::vector<T>& x) {
  static hwy::Sorter sorter;
  std::vector<T> y = x;
  sorter(y.data(), y.size(), hwy::SortAscending());
  return y;
}

template <class T>
double gini(const std::vector<T>& x) {
  return plain::gini(sorted(x));
}

bool name_target() {
  const auto targets = hwy::SupportedTargets();
  benchmark::AddCustomContext("Highway", hwy::TargetName(targets & -targets));
  return true;
}

}  // namespace

const bool added =
    name_target() && bench::add<double>("gini", "vqsort", gini) && bench::add<std::int64_t>("gini", "vqsort", gini) &&
    bench::add<std::uint32_t>("gini", "vqsort", gini) &&
    bench::add<double>("99 quantiles", "vqsort", [](const auto& x) { return plain::quantiles(sorted(x)); }) &&
    bench::add<double>("describe", "vqsort", [](const auto& x) { return plain::describe(sorted(x)); });
