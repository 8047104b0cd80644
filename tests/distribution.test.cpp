// SPDX-License-Identifier: BSL-1.0
#include <lorenz/distribution.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <lorenz/gini.hpp>
#include <lorenz/mean.hpp>

#include "reference/oracle.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using lorenz::distribution;
using lorenz::frequency;
using lorenz::gini;
using lorenz::mean;
using lorenz::sampling;
using lorenz::sorted;

TEST_CASE("distribution: stands in place of the sample, to the last bit") {
  for (const std::size_t n : {2u, 31u})
    for (const auto& data : samples::hostile(n, n)) {
      const std::vector<double>& x = data.x;
      CAPTURE(data.name);
      const auto counts = samples::frequencies(n, n);
      const auto weights = samples::survey_weights(n, n);
      CHECK(gini(distribution(x)) == gini(x));
      CHECK(mean(distribution(x)) == mean(x));
      CHECK(mean(distribution(x, frequency(counts))) == mean(x, frequency(counts)));
      CHECK(mean(distribution(x, sampling(weights))) == mean(x, sampling(weights)));
      if (oracle::sample(x, counts).total > 0)
        CHECK(gini(distribution(x, frequency(counts))) == gini(x, frequency(counts)));
      if (oracle::sample(x, weights).total > 0)
        CHECK(gini(distribution(x, sampling(weights))) == gini(x, sampling(weights)));
    }
}

TEST_CASE("distribution: is a value that outlives its input") {
  std::vector<double> x{1, 2, 6};
  std::vector<int> w{1, 1, 2};
  const distribution d(x, frequency(w));
  const double before = gini(d);
  x.assign(3, 0);
  w.assign(3, 0);
  CHECK(gini(d) == before);
  distribution copy = d;
  CHECK(gini(copy) == before);
  copy = distribution(std::vector<double>{1, 1}, frequency(std::vector<int>{1, 1}));
  CHECK(gini(copy) == 0);
  CHECK(gini(d) == before);
}

TEST_CASE("distribution: options still apply") {
  const lorenz::gini_options corrected{lorenz::gini_estimator::sample};
  const std::vector<double> x{1, 2, 6};
  CHECK(gini(distribution(x), corrected) == gini(x, corrected));
  const std::vector<int> w{3, 1, 2};
  CHECK(gini(distribution(x, frequency(w)), corrected) == gini(x, frequency(w), corrected));
  CHECK(gini(distribution(x, sampling(w)), corrected) == gini(x, sampling(w), corrected));
}

TEST_CASE("distribution: minus zero is zero") {
  for (const auto& x : {std::vector<double>{-0.0, 0.0}, std::vector<double>{0.0, -0.0}}) {
    const distribution d(x);
    for (const double value : d.values()) CHECK_FALSE(std::signbit(value));
  }
}

TEST_CASE("distribution: keeps double of wider numbers and weights, within its range") {
  using boost::multiprecision::cpp_bin_float_50;
  const std::vector<cpp_bin_float_50> big{1, 2, 6};
  CHECK(gini(distribution(big, sampling(big))) ==
        gini(std::vector<double>{1, 2, 6}, sampling(std::vector<double>{1, 2, 6})));
  const std::vector<long double> x{1, std::numeric_limits<long double>::max()};
  CHECK_THROWS_WITH_AS(distribution{x},
                       "lorenz::distribution: a value is infinite, in the floating type kept; name a "
                       "wider one",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS((distribution{big, sampling(std::vector<long double>{1, 1, x[1]})}),
                       "lorenz::distribution: a weight is infinite, in the floating type kept; name a wider one",
                       std::invalid_argument);
}

TEST_CASE("distribution: number types") {
  // `distribution` keeps double; basic_distribution keeps what its argument says.
  const std::vector<std::int64_t> top{INT64_MAX, INT64_MAX - 1, INT64_MAX - 5};
  CHECK(gini(lorenz::basic_distribution<std::int64_t>(top)) == gini(top));
  const std::vector<long double> longs{1, 1 + std::numeric_limits<long double>::epsilon(), 4};
  CHECK(gini(lorenz::basic_distribution<long double>(longs)) == gini(longs));
  static_assert(std::is_same_v<decltype(gini(lorenz::basic_distribution<long double>(longs))), long double>);
  CHECK(mean(distribution(std::vector<std::uint64_t>{std::uint64_t(1) << 63, std::uint64_t(1) << 63})) == 0x1p63);
  CHECK(mean(distribution(std::vector<std::int64_t>{INT64_MIN, 0})) == -0x1p62);
  CHECK(mean(distribution(std::vector<std::int64_t>{(std::int64_t(1) << 53) - 1, 0})) == 0x1p52 - 0.5);
  CHECK_THROWS_WITH_AS(distribution(std::vector<std::int64_t>{1, (std::int64_t(1) << 53) + 1}),
                       "lorenz::distribution: a value is 9007199254740993, an integer that the floating type kept does "
                       "not hold; name a wider one",
                       std::invalid_argument);
  CHECK_THROWS_AS(distribution(std::vector<std::int64_t>{-(std::int64_t(1) << 53) - 1}), std::invalid_argument);
  static_assert(std::is_same_v<decltype(gini(distribution(std::vector<int>{1, 2}))), double>);
}

TEST_CASE("distribution: errors name it") {
  using invalid = std::invalid_argument;
  rules::throws<invalid>("distribution", [] { distribution(std::vector<double>{1, rules::nan}); }, {"x[1]", "NaN"});
  rules::throws<invalid>("distribution", [] { distribution(std::vector<double>{rules::infinity}); }, {"x[0]", "inf"});
  rules::throws<invalid>("distribution",
                         [] {
                           distribution(std::vector<int>{1, 2}, frequency(std::vector<int>{1}));
                         },
                         {"2", "1"});
  rules::throws<invalid>("distribution",
                         [] {
                           distribution(std::vector<int>{1, 2}, frequency(std::vector<int>{1, -3}));
                         },
                         {"[1]", "-3"});
  rules::throws<invalid>("distribution",
                         [] {
                           distribution(std::vector<int>{1, 2}, frequency(std::vector<double>{0.5, 1}));
                         },
                         {"[0]", "0.5"});
  rules::throws<invalid>("distribution",
                         [] {
                           distribution(std::vector<double>{1, rules::nan}, sampling(std::vector<int>{1, 0}));
                         },
                         {"x[1]", "NaN"});
  rules::throws<invalid>("", [] { distribution(sorted(std::vector<int>{1, 3, 2})); }, {"[2]", "2"});
}
