// SPDX-License-Identifier: BSL-1.0
// Filling a digest beside summing the same numbers, which reads them and does nothing else; merging two beside filling
// one with 20,000 numbers. 2,000,000 numbers: lognormal, the same as counts with many ties, the same ascending.

#include <benchmark/benchmark.h>
#include <Eigen/Core>
#include <lorenz/digest.hpp>

#include <algorithm>  // sort
#include <cmath>      // floor
#include <cstddef>    // size_t
#include <random>     // lognormal_distribution, mt19937_64
#include <vector>     // vector

namespace {

enum data : int { lognormal, counts, ascending };

const std::vector<double>& numbers(data kind) {
  static const std::vector<std::vector<double>> all = [] {
    std::mt19937_64 engine(1);
    std::lognormal_distribution<double> draw(3, 2.8);
    std::vector<double> x(2000000);
    for (double& value : x) value = draw(engine);
    std::vector<double> rounded = x;
    for (double& value : rounded) value = std::floor(value);
    std::vector<double> sorted = x;
    std::sort(sorted.begin(), sorted.end());
    return std::vector<std::vector<double>>{x, rounded, sorted};
  }();
  return all[static_cast<std::size_t>(kind)];
}

lorenz::digest digest_of(const std::vector<double>& x, std::size_t n) {
  lorenz::digest d;
  d.push(lorenz::view(x.data(), n));
  return d;
}

void push(benchmark::State& state) {
  const std::vector<double>& x = numbers(static_cast<data>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(digest_of(x, x.size()));
}
void sum_eigen(benchmark::State& state) {
  const std::vector<double>& x = numbers(static_cast<data>(state.range(0)));
  const Eigen::Map<const Eigen::VectorXd> all(x.data(), static_cast<Eigen::Index>(x.size()));
  for (auto _ : state) benchmark::DoNotOptimize(all.sum());
}
void push_20000(benchmark::State& state) {
  const std::vector<double>& x = numbers(lognormal);
  for (auto _ : state) benchmark::DoNotOptimize(digest_of(x, 20000));
}
void merge(benchmark::State& state) {
  const std::vector<double>& x = numbers(lognormal);
  const lorenz::digest d = digest_of(x, x.size());
  lorenz::digest sum = d;
  for (auto _ : state) {
    sum.merge(d);
    benchmark::DoNotOptimize(sum);
  }
}
void gini(benchmark::State& state) {
  const std::vector<double>& x = numbers(lognormal);
  const lorenz::digest d = digest_of(x, x.size());
  for (auto _ : state) benchmark::DoNotOptimize(d.gini());
}

}  // namespace

BENCHMARK(push)->Arg(lognormal)->Arg(counts)->Arg(ascending)->Unit(benchmark::kMicrosecond);
BENCHMARK(sum_eigen)->Arg(lognormal)->Arg(counts)->Arg(ascending)->Unit(benchmark::kMicrosecond);
BENCHMARK(push_20000)->Unit(benchmark::kMicrosecond);
BENCHMARK(merge)->Unit(benchmark::kMicrosecond);
BENCHMARK(gini)->Unit(benchmark::kMicrosecond);
