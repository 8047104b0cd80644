// SPDX-License-Identifier: BSL-1.0
//
// Textbook formulas in rounded arithmetic, for whoever has sorted.

#ifndef LORENZ_BENCHMARKS_PLAIN_HPP
#define LORENZ_BENCHMARKS_PLAIN_HPP

#include <benchmark/benchmark.h>  // DoNotOptimize

#include <cstddef>  // size_t
#include <numeric>  // accumulate
#include <vector>   // vector

#include "../bench.hpp"

namespace plain {

/// (2 sum i x_(i) / sum x - n - 1) / n
template <class T>
double gini(const std::vector<T>& ascending) {
  const auto n = static_cast<double>(ascending.size());
  double total = 0, ranked = 0, rank = 0;
  for (const T value : ascending) {
    rank += 1;
    total += static_cast<double>(value);
    ranked += rank * static_cast<double>(value);
  }
  return (2 * ranked / total - n - 1) / n;
}

inline double quantile(const std::vector<double>& ascending, double p) {
  const double h = static_cast<double>(ascending.size() - 1) * p;
  const auto i = static_cast<std::size_t>(h);
  if (i + 1 == ascending.size()) return ascending[i];
  return ascending[i] + (h - static_cast<double>(i)) * (ascending[i + 1] - ascending[i]);
}

inline double quantiles(const std::vector<double>& ascending) {
  double sum = 0;
  for (const double p : bench::percentiles()) sum += quantile(ascending, p);
  return sum;
}

inline double top_count(const std::vector<double>& ascending) {
  const double half = std::accumulate(ascending.begin(), ascending.end(), 0.0) / 2;
  double sum = 0;
  std::size_t k = 0;
  while (k < ascending.size() && sum < half) sum += ascending[ascending.size() - ++k];
  return static_cast<double>(k);
}

inline double herfindahl(const std::vector<double>& x) {
  double sum = 0, squares = 0;
  for (const double value : x) sum += value, squares += value * value;
  return squares / (sum * sum);
}

inline double describe(const std::vector<double>& ascending) {
  const std::size_t n = ascending.size();
  const double total = std::accumulate(ascending.begin(), ascending.end(), 0.0);
  const double g = gini(ascending);
  double rest = top_count(ascending) + herfindahl(ascending) + total / static_cast<double>(n);
  for (int i = 1; i <= 9; ++i) rest += quantile(ascending, i / 10.0);
  for (const std::size_t k : {n / 10, n / 100})
    rest += std::accumulate(ascending.end() - static_cast<std::ptrdiff_t>(k), ascending.end(), 0.0) / total;
  benchmark::DoNotOptimize(rest);
  return g;
}

}  // namespace plain

#endif
