// SPDX-License-Identifier: BSL-1.0
// Boost.Accumulators see each value once. Their medians are estimates, after Jain and Chlamtac's P2.
#include <boost/accumulators/accumulators.hpp>
#include <boost/accumulators/statistics/mean.hpp>
#include <boost/accumulators/statistics/median.hpp>
#include <boost/accumulators/statistics/stats.hpp>
#include <boost/accumulators/statistics/weighted_mean.hpp>
#include <boost/accumulators/statistics/weighted_median.hpp>

#include "../bench.hpp"

namespace {

namespace ba = boost::accumulators;

template <class Statistic>
ba::accumulator_set<double, ba::stats<Statistic>> fed(const std::vector<double>& x) {
  ba::accumulator_set<double, ba::stats<Statistic>> set;
  for (const double value : x) set(value);
  return set;
}

template <class Statistic>
ba::accumulator_set<double, ba::stats<Statistic>, double> weighted(const std::vector<double>& x) {
  ba::accumulator_set<double, ba::stats<Statistic>, double> set;
  const double* w = bench::weights(x.size()).data();
  for (const double value : x) set(value, ba::weight = *w++);
  return set;
}

}  // namespace

const bool added =
    bench::add<double>("mean", "Boost.Accumulators", [](const auto& x) { return ba::mean(fed<ba::tag::mean>(x)); }) &&
    bench::add<double>("median", "Boost.Accumulators, P2",
                       [](const auto& x) { return ba::median(fed<ba::tag::median>(x)); }) &&
    bench::add<double>("weighted mean", "Boost.Accumulators",
                       [](const auto& x) { return ba::mean(weighted<ba::tag::weighted_mean>(x)); }) &&
    bench::add<double>("weighted median", "Boost.Accumulators, P2",
                       [](const auto& x) { return ba::weighted_median(weighted<ba::tag::weighted_median>(x)); });
