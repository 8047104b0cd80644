// SPDX-License-Identifier: BSL-1.0
// GSL sorts in place: called on a copy.
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>

#include "../bench.hpp"
#include "plain.hpp"

namespace {
std::vector<double> sorted(const std::vector<double>& x) {
  std::vector<double> y = x;
  gsl_sort(y.data(), 1, y.size());
  return y;
}
}  // namespace

const bool added =
    bench::add<double>("gini", "GSL", [](const auto& x) { return plain::gini(sorted(x)); }) &&
    bench::add<double>("median", "GSL",
                       [](const auto& x) {
                         std::vector<double> y = x;
                         return gsl_stats_median(y.data(), 1, y.size());
                       }) &&
    bench::add<double>("mean", "GSL", [](const auto& x) { return gsl_stats_mean(x.data(), 1, x.size()); }) &&
    bench::add<double>("weighted mean", "GSL", [](const auto& x) {
      return gsl_stats_wmean(bench::weights(x.size()).data(), 1, x.data(), 1, x.size());
    });
