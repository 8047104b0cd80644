// SPDX-License-Identifier: BSL-1.0
// What a program without any library would write, in rounded arithmetic.
#include <algorithm>  // max_element, min_element, nth_element, sort
#include <cmath>      // exp, log
#include <numeric>    // accumulate, inner_product, iota

#include "../bench.hpp"
#include "plain.hpp"

namespace {

template <class T>
double gini(const std::vector<T>& x) {
  std::vector<T> y = x;
  std::sort(y.begin(), y.end());
  return plain::gini(y);
}

double median(const std::vector<double>& x) {
  std::vector<double> y = x;
  const auto middle = y.begin() + static_cast<std::ptrdiff_t>(y.size() / 2);
  std::nth_element(y.begin(), middle, y.end());
  return y.size() % 2 == 1 ? *middle : (*middle + *std::max_element(y.begin(), middle)) / 2;
}

double quantiles(const std::vector<double>& x) {
  std::vector<double> y = x;
  std::sort(y.begin(), y.end());
  return plain::quantiles(y);
}

// As users of R and NumPy do: an index that sorts the values, cumulated weights.
double weighted_median(const std::vector<double>& x) {
  const std::vector<double>& w = bench::weights(x.size());
  std::vector<std::size_t> index(x.size());
  std::iota(index.begin(), index.end(), std::size_t(0));
  std::sort(index.begin(), index.end(), [&](std::size_t i, std::size_t j) { return x[i] < x[j]; });
  const double half = std::accumulate(w.begin(), w.end(), 0.0) / 2;
  double sum = 0;
  for (const std::size_t i : index)
    if ((sum += w[i]) >= half) return x[i];
  return x[index.back()];
}

double weighted_mean(const std::vector<double>& x) {
  const std::vector<double>& w = bench::weights(x.size());
  return std::inner_product(x.begin(), x.end(), w.begin(), 0.0) / std::accumulate(w.begin(), w.end(), 0.0);
}

double top_share(const std::vector<double>& x, std::size_t k) {
  std::vector<double> y = x;
  const auto top = y.end() - static_cast<std::ptrdiff_t>(std::min(k, y.size()));
  if (top != y.begin()) std::nth_element(y.begin(), top, y.end());
  return std::accumulate(top, y.end(), 0.0) / std::accumulate(y.begin(), y.end(), 0.0);
}

double top_count(const std::vector<double>& x) {
  std::vector<double> y = x;
  std::sort(y.begin(), y.end());
  return plain::top_count(y);
}

double mean(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

double theil(const std::vector<double>& x) {
  const double m = mean(x);
  double sum = 0;
  for (const double value : x) sum += value == 0 ? 0 : value / m * std::log(value / m);
  return sum / static_cast<double>(x.size());
}

double atkinson(const std::vector<double>& x) {
  const double m = mean(x);
  double sum = 0;
  for (const double value : x) sum += std::log(value / m);
  return 1 - std::exp(sum / static_cast<double>(x.size()));
}

double describe(const std::vector<double>& x) {
  std::vector<double> y = x;
  std::sort(y.begin(), y.end());
  return plain::describe(y);
}

// The same, but each measure with a sort of its own, as separate functions do it.
double separately(const std::vector<double>& x) {
  benchmark::DoNotOptimize(quantiles(x) + top_share(x, x.size() / 10) + top_share(x, x.size() / 100) + top_count(x) +
                           mean(x) + plain::herfindahl(x) + *std::min_element(x.begin(), x.end()) +
                           *std::max_element(x.begin(), x.end()));
  return gini(x);
}

}  // namespace

const bool added =
    bench::add<double>("gini", "std::sort", gini) && bench::add<std::int64_t>("gini", "std::sort", gini) &&
    bench::add<std::uint32_t>("gini", "std::sort", gini) && bench::add<double>("median", "std::nth_element", median) &&
    bench::add<double>("99 quantiles", "std::sort", quantiles) &&
    bench::add<double>("weighted median", "std::sort of an index", weighted_median) &&
    bench::add<double>("top 200", "std::nth_element", [](const auto& x) { return top_share(x, 200); }) &&
    bench::add<double>("top 1 %", "std::nth_element", [](const auto& x) { return top_share(x, x.size() / 100); }) &&
    bench::add<double>("count for half", "std::sort", top_count) && bench::add<double>("mean", "std", mean) &&
    bench::add<double>("weighted mean", "std", weighted_mean) &&
    bench::add<double>("herfindahl", "std", plain::herfindahl) && bench::add<double>("theil", "std::log", theil) &&
    bench::add<double>("atkinson 1", "std::log", atkinson) &&
    bench::add<double>("describe", "std::sort once", describe) &&
    bench::add<double>("describe", "std, each by itself", separately);
