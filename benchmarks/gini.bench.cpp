// SPDX-License-Identifier: BSL-1.0
// gini(x) beside what a program without the library would write, and beside two limits of the machine: copying the
// data, and summing it.

#include <benchmark/benchmark.h>
#include <lorenz/gini.hpp>

#include <algorithm>  // sort
#include <cmath>      // floor, pow
#include <cstddef>    // size_t
#include <cstdint>    // int64_t
#include <numeric>    // accumulate
#include <random>     // mt19937_64
#include <vector>     // vector

namespace {

// Counts with a heavy tail and many ties, like downloads.
std::vector<double> counts(std::int64_t n) {
  std::mt19937_64 engine(1);
  std::vector<double> x(static_cast<std::size_t>(n));
  for (double& value : x) {
    const double u = (static_cast<double>(engine() >> 11) + 0.5) * 0x1p-53;
    value = std::floor(std::pow(u, -1 / 0.8));
  }
  return x;
}

// The textbook formula, in rounded arithmetic: (2 sum i x_(i) / sum x - n - 1) / n.
double sort_and_scan(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  const auto n = static_cast<double>(x.size());
  double total = 0;
  double ranked = 0;
  double rank = 0;
  for (const double value : x) {
    rank += 1;
    total += value;
    ranked += rank * value;
  }
  return (2 * ranked / total - n - 1) / n;
}

template <class Call>
void run(benchmark::State& state, Call call) {
  const std::vector<double> x = counts(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(call(x));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void gini_lorenz(benchmark::State& state) {
  run(state, [](const std::vector<double>& x) { return lorenz::gini(x); });
}
void gini_sort_and_scan(benchmark::State& state) {
  run(state, [](const std::vector<double>& x) { return sort_and_scan(x); });
}
void limit_copy(benchmark::State& state) {
  run(state, [](const std::vector<double>& x) { return std::vector<double>(x); });
}
void limit_sum(benchmark::State& state) {
  run(state, [](const std::vector<double>& x) { return std::accumulate(x.begin(), x.end(), 0.0); });
}

}  // namespace

BENCHMARK(gini_lorenz)->Arg(1000)->Arg(1000000)->Unit(benchmark::kMicrosecond);
BENCHMARK(gini_sort_and_scan)->Arg(1000)->Arg(1000000)->Unit(benchmark::kMicrosecond);
BENCHMARK(limit_copy)->Arg(1000)->Arg(1000000)->Unit(benchmark::kMicrosecond);
BENCHMARK(limit_sum)->Arg(1000)->Arg(1000000)->Unit(benchmark::kMicrosecond);
