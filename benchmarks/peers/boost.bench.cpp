// SPDX-License-Identifier: BSL-1.0
// Boost.Math sorts in place: called on a copy.
#include <boost/math/statistics/univariate_statistics.hpp>

#include "../bench.hpp"

namespace {
template <class T>
double gini(const std::vector<T>& x) {
  std::vector<double> y(x.begin(), x.end());
  return boost::math::statistics::gini_coefficient(y);
}
double median(const std::vector<double>& x) {
  std::vector<double> y = x;
  return boost::math::statistics::median(y);
}
}  // namespace

const bool added =
    bench::add<double>("gini", "Boost.Math", gini) && bench::add<std::int64_t>("gini", "Boost.Math", gini) &&
    bench::add<std::uint32_t>("gini", "Boost.Math", gini) && bench::add<double>("median", "Boost.Math", median);
