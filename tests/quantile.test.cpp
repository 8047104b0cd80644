// SPDX-License-Identifier: BSL-1.0
#include <lorenz/quantile.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/oracle.hpp"
#include "reference/published.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::frequency;
using lorenz::interquartile_range;
using lorenz::median;
using lorenz::median_absolute_deviation;
using lorenz::quantile;
using lorenz::quantile_definition;
using lorenz::quantile_options;
using lorenz::quantiles;
using lorenz::sampling;

namespace {

constexpr double largest = (std::numeric_limits<double>::max)();
constexpr double epsilon = std::numeric_limits<double>::epsilon();

quantile_options hyndman_fan(int definition) {
  return {static_cast<quantile_definition>(static_cast<int>(quantile_definition::hyndman_fan_1) + definition - 1)};
}

const auto third = [](const auto&... sample) { return quantile(sample..., 0.3); };
const auto third_of_weight = [](const auto&... sample) { return quantile(sample..., 0.3, hyndman_fan(1)); };
const auto one_of_several = [](const auto&... sample) {
  return quantiles(sample..., std::vector<double>{0.9, 0.3, 0.5})[1];
};
const auto middle = [](const auto&... sample) { return median(sample...); };
const auto range = [](const auto&... sample) { return interquartile_range(sample...); };
const auto deviation = [](const auto&... sample) { return median_absolute_deviation(sample...); };

// Definitions 1 to 3 pick a value or halve two, so they come out correctly rounded. The others
// interpolate: two ulp, and the rank's own rounding times the gap it moves in.
bool agrees(double result, const oracle::sample& s, double p, int definition) {
  const oracle::rational truth = oracle::quantile(s, oracle::exact(p), definition);
  if (definition <= 3) return oracle::ulps(result, truth) <= 0.5;
  if (oracle::ulps(result, truth) <= 2) return true;
  const auto at = oracle::hyndman_fan_position(s.n, oracle::exact(p), definition, epsilon);
  const oracle::rational gap = s.order_statistic(at.j + 1) - s.order_statistic(at.j);
  return abs(oracle::exact(result) - truth) <= 4 * oracle::exact(epsilon) * (at.rank + 1) * gap;
}

// The median of |x - median| by the definition, for the weights of `s`; `sampling_median` on cumulated weights.
oracle::rational slow_deviation(const oracle::sample& s, bool on_cumulated_weights) {
  const auto middle_of = [&](const oracle::sample& of) {
    return on_cumulated_weights ? oracle::weighted_quantile(of, oracle::rational(1, 2), 2)
                                : oracle::quantile(of, oracle::rational(1, 2), 7);
  };
  const oracle::rational centre = middle_of(s);
  oracle::sample away = s;
  std::vector<std::pair<oracle::rational, oracle::integer>> rows;
  for (std::size_t i = 0; i < s.rows(); ++i) rows.emplace_back(abs(s.value(i) - centre), s.w[i]);
  std::sort(rows.begin(), rows.end());
  for (std::size_t i = 0; i < s.rows(); ++i) {
    // Twice the deviation is an integer at the exponent of the data.
    const oracle::rational twice = oracle::times_power_of_two(rows[i].first * 2, -s.x_exponent);
    away.x[i] = numerator(twice);
    away.w[i] = rows[i].second;
  }
  away.x_exponent = s.x_exponent - 1;
  return middle_of(away);
}

}  // namespace

TEST_CASE("quantile: values other packages publish") {
  namespace p = published;
  for (int definition = 1; definition <= 9; ++definition) {
    CAPTURE(definition);
    CHECK(quantile(p::numpy::x, p::numpy::p, hyndman_fan(definition)) ==
          Approx(p::numpy::by_definition[static_cast<std::size_t>(definition - 1)]).epsilon(1e-14));
  }
  CHECK(quantile(p::numpy::x, p::numpy::p) == Approx(p::numpy::by_definition[6]).epsilon(1e-14));
  for (std::size_t i = 0; i < p::statsbase::p.size(); ++i)
    CHECK(quantile(p::statsbase::x, frequency(p::statsbase::frequency), p::statsbase::p[i]) ==
          p::statsbase::quantiles[i]);
  CHECK(quantile(std::vector<int>{1, 2}, frequency(std::vector<int>{1, 1}), 0.25) == 1.25);
  CHECK(quantile(std::vector<int>{1, 2}, frequency(std::vector<int>{2, 2}), 0.25) == 1);
  CHECK_THROWS_AS(quantile(std::vector<int>{1, 2}, frequency(std::vector<double>{1.5, 2}), 0.25),
                  std::invalid_argument);
  CHECK(quantile(p::ggdist::x, frequency(p::ggdist::frequency), 0.75, hyndman_fan(4)) == p::ggdist::quantile);
  // numpy issue 30376.
  CHECK(median(std::vector<std::int16_t>{32767, -1}) == 16383.0);
  // numpy issue 27549: nothing of weight zero is picked.
  CHECK(quantile(std::vector<int>{0, 1, 2}, sampling(std::vector<int>{0, 0, 1}), 0, hyndman_fan(1)) == 2);
  // numpy issue 24593: the smallest at p = 0.
  std::vector<int> hundred(100);
  for (int i = 0; i < 100; ++i) hundred[static_cast<std::size_t>(i)] = i;
  for (int definition = 1; definition <= 9; ++definition) {
    CHECK(quantile(hundred, 0, hyndman_fan(definition)) == 0);
    CHECK(quantile(hundred, 1, hyndman_fan(definition)) == 99);
  }
  // numpy issue 10373: equal values, bit for bit.
  const std::vector<double> repeated(p::numpy::repetitions, p::numpy::repeated);
  for (int k = 0; k <= 100; ++k)
    for (int definition = 1; definition <= 9; ++definition)
      CHECK(quantile(repeated, k / 100.0, hyndman_fan(definition)) == p::numpy::repeated);
  // numpy issue 14685: never decreasing.
  std::vector<double> tenths;
  for (const int value : p::numpy::tenths) tenths.push_back(value * 0.1);
  for (int definition = 1; definition <= 9; ++definition)
    for (int k = 1; k <= 1000; ++k)
      CHECK(quantile(tenths, k / 1000.0, hyndman_fan(definition)) >=
            quantile(tenths, (k - 1) / 1000.0, hyndman_fan(definition)));
}

TEST_CASE("quantile: the nine definitions against exact arithmetic") {
  samples::generator g(1);
  for (int trial = 0; trial < 60; ++trial) {
    const auto n = static_cast<std::size_t>(1 + g.below(trial < 30 ? 8 : 120));
    const auto x = samples::draw(n, [&] { return static_cast<double>(g.below(40) - 12); });
    const oracle::sample s(x);
    const auto counts = samples::frequencies(n, static_cast<std::uint64_t>(trial));
    const oracle::sample counted(x, counts);
    const auto expanded = samples::expand(x, counts);
    for (const double p : {0.0, g.below(101) / 100.0, g.below(101) / 100.0, g.below(1001) / 1000.0, g.uniform(), 1.0})
      for (int definition = 1; definition <= 9; ++definition) {
        CAPTURE(p);
        CAPTURE(n);
        CAPTURE(definition);
        CHECK(agrees(quantile(x, p, hyndman_fan(definition)), s, p, definition));
        const double by_frequency = quantile(x, frequency(counts), p, hyndman_fan(definition));
        CHECK(agrees(by_frequency, counted, p, definition));
        CHECK(by_frequency == quantile(expanded, p, hyndman_fan(definition)));
      }
  }
}

TEST_CASE("quantile: a percentage times n that is an integer is that integer") {
  // Every value is its rank, so a rank misjudged by rounding shows as a whole step.
  for (int n = 1; n <= 300; ++n) {
    std::vector<double> x(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) x[static_cast<std::size_t>(i)] = i + 1;
    const std::vector<int> ones(x.size(), 1);
    const std::vector<double> tenths(x.size(), 0.1);
    for (int k = 0; k <= 100; ++k) {
      if (k * n % 100 != 0) continue;
      CAPTURE(n);
      CAPTURE(k);
      const double p = k / 100.0;
      const double rank = (std::max)(k * n / 100, 1);
      const double next = k == 0 ? 1 : (std::min)(k * n / 100 + 1, n);
      CHECK(quantile(x, p, hyndman_fan(1)) == rank);
      CHECK(quantile(x, p, hyndman_fan(2)) == (rank + next) / 2);
      CHECK(quantile(x, p, hyndman_fan(4)) == rank);
      CHECK(quantile(x, frequency(ones), p, hyndman_fan(2)) == (rank + next) / 2);
      CHECK(quantile(x, sampling(tenths), p, hyndman_fan(1)) == rank);
      CHECK(quantile(x, sampling(tenths), p, hyndman_fan(2)) == (rank + next) / 2);
    }
    for (int k = 0; k <= 100; ++k) {
      const double p = k / 100.0;
      if (k * (n - 1) % 100 == 0) CHECK(quantile(x, p) == k * (n - 1) / 100 + 1);
      if (k > 0 && k < 100 && k * (n + 1) % 100 == 0) CHECK(quantile(x, p, hyndman_fan(6)) == k * (n + 1) / 100);
    }
  }
  std::vector<double> hundred(100);
  for (int i = 0; i < 100; ++i) hundred[static_cast<std::size_t>(i)] = i + 1;
  CHECK(quantile(hundred, 0.29, hyndman_fan(1)) == 29);
  CHECK(quantile(hundred, 0.29, hyndman_fan(2)) == 29.5);
  // Definition 3 rounds the rank half to even: 2 for 1.5 and 2.5 alike.
  CHECK(quantile(std::vector<int>{1, 2, 3, 4, 5}, 0.3, hyndman_fan(3)) == 2);
  CHECK(quantile(std::vector<int>{1, 2, 3, 4, 5}, 0.5, hyndman_fan(3)) == 2);
  CHECK(quantile(std::vector<int>{1, 2, 3, 4, 5}, 0.7, hyndman_fan(3)) == 4);
}

TEST_CASE("quantile: sampling weights against exact arithmetic") {
  samples::generator g(5);
  for (int trial = 0; trial < 60; ++trial) {
    const auto n = static_cast<std::size_t>(1 + g.below(30));
    const auto x = samples::draw(n, [&] { return static_cast<double>(g.below(20)); });
    auto weights = samples::survey_weights(n, static_cast<std::uint64_t>(trial));
    if (trial % 2 == 0)
      for (auto& w : weights) w = g.below(10) / 10.0 + 0.1;  // sums that meet p W up to rounding
    const oracle::sample s(x, weights);
    for (const double p : {0.0, g.below(101) / 100.0, g.below(11) / 10.0, g.uniform(), 0.5, 1.0})
      for (const int definition : {1, 2}) {
        CAPTURE(p);
        CAPTURE(definition);
        const double result = quantile(x, sampling(weights), p, hyndman_fan(definition));
        CHECK(oracle::ulps(result, oracle::weighted_quantile(s, oracle::exact(p), definition)) <= 0.5);
        if (definition == 2) CHECK(quantile(x, sampling(weights), p) == result);
      }
    CHECK(median(x, sampling(weights)) == quantile(x, sampling(weights), 0.5));
  }
  // The cumulated weight of the first two is a tenth and two tenths: three tenths, up to rounding.
  CHECK(quantile(std::vector<int>{1, 2, 3}, sampling(std::vector<double>{0.1, 0.2, 0.7}), 0.3) == 2.5);
  CHECK_THROWS_AS(quantile(std::vector<int>{1, 2}, sampling(std::vector<double>{1, 1}), 0.5, hyndman_fan(3)),
                  std::logic_error);
}

TEST_CASE("quantile: definitions 4 to 9 with sampling weights") {
  samples::generator g(7);
  for (int trial = 0; trial < 20; ++trial) {
    const auto n = static_cast<std::size_t>(1 + g.below(30));
    const auto x = samples::draw(n, [&] { return static_cast<double>(g.below(20)); });
    const auto weights = samples::survey_weights(n, static_cast<std::uint64_t>(trial));
    std::vector<double> kept_x, kept_w;
    for (std::size_t i = 0; i < n; ++i)
      if (weights[i] > 0) {
        kept_x.push_back(x[i]);
        kept_w.push_back(weights[i]);
      }
    const std::vector<double> equal(n, 0.1);
    for (int definition = 4; definition <= 9; ++definition) {
      const quantile_options options = hyndman_fan(definition);
      double before = *std::min_element(kept_x.begin(), kept_x.end());
      for (int k = 0; k <= 20; ++k) {
        const double p = k / 20.0;
        CAPTURE(p);
        CAPTURE(definition);
        CHECK(quantile(x, sampling(equal), p, options) == Approx(quantile(x, p, options)).epsilon(1e-13));
        const double result = quantile(x, sampling(weights), p, options);
        CHECK(result == quantile(kept_x, sampling(kept_w), p, options));
        CHECK(result >= before - 1e-13);
        before = result;
      }
      CHECK(before <= *std::max_element(kept_x.begin(), kept_x.end()));
    }
  }
  // Kish's size of {1, 1, 0.5, 0.5} is 3.6, definition 7 at 1/2 averages 1/3.6 of the weight.
  const std::vector<double> x{0, 1, 2, 3}, w{1, 1, 0.5, 0.5};
  const double length = 1 / 3.6, left = (1 - length) / 2, right = left + length;
  const double first = 1.0 / 3, second = 2.0 / 3;  // the cumulated weights of 0 and 1
  CHECK(quantile(x, sampling(w), 0.5, hyndman_fan(7)) ==
        Approx(((first - (std::min)(left, first)) * 0 + ((std::min)(right, second) - (std::max)(left, first)) * 1 +
                ((std::max)(right, second) - second) * 2) /
               length)
            .epsilon(1e-14));
}

TEST_CASE("quantile: scaling the weights never moves a discrete quantile") {
  samples::generator g(6);
  const auto x = samples::draw(40, [&] { return g.uniform(); });
  const auto weights = samples::draw(40, [&] { return g.below(10) / 10.0 + 0.1; });
  for (const double factor : {1e-7, 1e-3, 0.1, 3.0, 1e7, 1e200}) {
    std::vector<double> scaled = weights;
    for (auto& w : scaled) w *= factor;
    for (int k = 0; k <= 100; ++k)
      CHECK(quantile(x, sampling(scaled), k / 100.0) == quantile(x, sampling(weights), k / 100.0));
  }
}

TEST_CASE("quantile: hostile data") {
  for (const std::size_t n : {2u, 5u, 33u})
    for (const auto& data : samples::hostile(n, n)) {
      const std::vector<double>& x = data.x;
      CAPTURE(data.name);
      const oracle::sample s(x);
      double before = -1;
      for (int k = 0; k <= 40; ++k) {
        const double p = k / 40.0;
        CAPTURE(p);
        for (const int definition : {1, 2, 5, 7, 8})
          CHECK(agrees(quantile(x, p, hyndman_fan(definition)), s, p, definition));
        CHECK(quantile(x, p) >= before);
        before = quantile(x, p);
      }
      CHECK(before == *std::max_element(x.begin(), x.end()));
    }
  // Opposite signs near overflow.
  CHECK(median(std::vector<double>{-largest, largest}) == 0);
  CHECK(quantile(std::vector<double>{-largest, largest}, 0.75) == largest / 2);
  CHECK(quantile(std::vector<double>{-largest, largest}, 0.25, hyndman_fan(2)) == -largest);
  CHECK(median(std::vector<double>{largest, largest}) == largest);
  CHECK(median(std::vector<double>{5e-324, 5e-324}) == 5e-324);
  CHECK(quantile(std::vector<double>{-0.0, 0.0}, 0.5) == 0);
  CHECK(median(std::vector<double>{0.0, -0.0, 1}) == 0);
}

TEST_CASE("quantile: equal values, one value") {
  for (const double value : {0.1, -1.0 / 3, largest, 5e-324})
    for (const std::size_t n : {1u, 2u, 7u})
      for (int definition = 1; definition <= 9; ++definition)
        for (const double p : {0.0, 0.1, 0.45, 0.77, 1.0}) {
          const std::vector<double> x(n, value);
          CHECK(quantile(x, p, hyndman_fan(definition)) == value);
          CHECK(quantile(x, frequency(std::vector<int>(n, 3)), p, hyndman_fan(definition)) == value);
        }
}

TEST_CASE("quantile: definitions are consecutive, the standard is 7 plain and 2 for sampling weights") {
  static_assert(
      static_cast<int>(quantile_definition::hyndman_fan_9) - static_cast<int>(quantile_definition::hyndman_fan_1) == 8);
  static_assert(quantile_options{}.definition == quantile_definition::standard);
  const std::vector<double> x{1, 2, 4, 8, 16};
  const quantile_options standard{quantile_definition::standard};
  const std::vector<int> ones(5, 1);
  for (const double p : {0.1, 0.4, 0.77}) {
    CHECK(quantile(x, p) == quantile(x, p, {quantile_definition::hyndman_fan_7}));
    CHECK(quantile(x, p, standard) == quantile(x, p));
    CHECK(quantile(x, frequency(ones), p) == quantile(x, p));
    CHECK(quantile(x, sampling(ones), p) == quantile(x, p, hyndman_fan(2)));
    CHECK(quantile(x, sampling(ones), p, standard) == quantile(x, sampling(ones), p));
  }
}

TEST_CASE("quantiles: one call, in the order of the probabilities") {
  samples::generator g(8);
  const auto x = samples::draw(257, [&] { return static_cast<double>(g.below(100)); });
  const auto counts = samples::frequencies(257, 1);
  const auto weights = samples::survey_weights(257, 1);
  const std::vector<double> ps{0.9, 0.0, 0.5, 0.1, 0.5, 1.0, 0.333};
  for (int definition = 1; definition <= 9; ++definition) {
    const auto plain = quantiles(x, ps, hyndman_fan(definition));
    const auto counted = quantiles(x, frequency(counts), ps, hyndman_fan(definition));
    REQUIRE(plain.size() == ps.size());
    REQUIRE(counted.size() == ps.size());
    for (std::size_t i = 0; i < ps.size(); ++i) {
      CHECK(plain[i] == quantile(x, ps[i], hyndman_fan(definition)));
      CHECK(counted[i] == quantile(x, frequency(counts), ps[i], hyndman_fan(definition)));
    }
  }
  const auto sampled = quantiles(x, sampling(weights), ps);
  for (std::size_t i = 0; i < ps.size(); ++i) CHECK(sampled[i] == quantile(x, sampling(weights), ps[i]));
  CHECK(quantiles(x, std::array<double, 2>{0.5, 0.25}).front() == median(x));
  CHECK(quantiles(x, std::vector<double>{}).empty());
  static_assert(std::is_same_v<decltype(quantiles(x, ps)), std::vector<double>>);
}

TEST_CASE("median, interquartile range, median absolute deviation") {
  CHECK(median(std::vector<int>{3, 1, 2}) == 2);
  CHECK(median(std::vector<int>{4, 1, 2, 3}) == 2.5);
  CHECK(median(std::vector<double>{1, 2, 9}, frequency(std::vector<int>{1, 1, 2})) == 5.5);
  CHECK(interquartile_range(std::vector<int>{1, 2, 3, 4, 5}) == 2);
  CHECK(median_absolute_deviation(std::vector<int>{1, 1, 2, 2, 4, 6, 9}) == 1);
  CHECK(median_absolute_deviation(std::vector<int>{5}) == 0);
  CHECK(interquartile_range(std::vector<int>{5}) == 0);
  CHECK(median_absolute_deviation(std::vector<double>{-largest, largest, largest}) == 0);
  CHECK(interquartile_range(std::vector<double>{-largest, largest}) == largest);
  CHECK(interquartile_range(std::vector<double>{-largest, 0, 0, 0}) == largest / 4);
  CHECK_THROWS_WITH_AS(interquartile_range(std::vector<double>{-largest, -largest, largest, largest}),
                       "lorenz::interquartile_range: it exceeds the largest number", std::domain_error);
  constexpr double tiny = std::numeric_limits<double>::denorm_min();
  CHECK(median_absolute_deviation(std::vector<double>{0, tiny, 3 * tiny}) == tiny);
  CHECK(median_absolute_deviation(std::vector<std::int64_t>{(std::int64_t{1} << 53) + 1, (std::int64_t{1} << 53) + 2,
                                                            (std::int64_t{1} << 53) + 4}) == 1);
  CHECK(median_absolute_deviation(std::vector<std::int64_t>{INT64_MIN, INT64_MAX, INT64_MAX}) == 0);
  samples::generator g(9);
  for (int trial = 0; trial < 40; ++trial) {
    const auto n = static_cast<std::size_t>(1 + g.below(15));
    const auto x = samples::draw(n, [&] { return static_cast<double>(g.below(30) - 10); });
    const auto counts = samples::frequencies(n, static_cast<std::uint64_t>(trial));
    const auto weights = samples::survey_weights(n, static_cast<std::uint64_t>(trial));
    CHECK(oracle::ulps(median_absolute_deviation(x), slow_deviation(oracle::sample(x), false)) <= 1);
    CHECK(oracle::ulps(median_absolute_deviation(x, frequency(counts)),
                       slow_deviation(oracle::sample(x, counts), false)) <= 1);
    CHECK(oracle::ulps(median_absolute_deviation(x, sampling(weights)),
                       slow_deviation(oracle::sample(x, weights), true)) <= 1);
    CHECK(interquartile_range(x) == quantile(x, 0.75) - quantile(x, 0.25));
    CHECK(interquartile_range(x, sampling(weights)) ==
          quantile(x, sampling(weights), 0.75) - quantile(x, sampling(weights), 0.25));
  }
}

TEST_CASE("quantile: invariances") {
  samples::generator g(10);
  auto x = samples::draw(60, [&] { return static_cast<double>(g.below(50)); });
  for (int definition = 1; definition <= 9; ++definition)
    for (const double p : {0.1, 0.25, 0.5, 0.83}) {
      const double base = quantile(x, p, hyndman_fan(definition));
      g.shuffle(x);
      CHECK(quantile(x, p, hyndman_fan(definition)) == base);
      auto moved = x;
      for (auto& value : moved) value = 4 * value + 100;
      CHECK(quantile(moved, p, hyndman_fan(definition)) == Approx(4 * base + 100).epsilon(1e-14));
    }
}

TEST_CASE("quantile: sampling weights, constant data bit for bit and monotone in p") {
  using definition = quantile_definition;
  for (const definition which :
       {definition::hyndman_fan_1, definition::hyndman_fan_2, definition::hyndman_fan_4, definition::hyndman_fan_5,
        definition::hyndman_fan_6, definition::hyndman_fan_7, definition::hyndman_fan_8, definition::hyndman_fan_9,
        definition::laeken, definition::statsbase, definition::hmisc}) {
    const int number = static_cast<int>(which);
    CAPTURE(number);
    for (const std::size_t n : {1u, 4u, 19u}) {
      CAPTURE(n);
      const auto w = samples::survey_weights(n, n + 3);
      for (const double value : {0.1, -7.3, 1.0 / 3, 1e300, 5e-324, 0.0})
        for (int k = 0; k <= 40; ++k)
          CHECK(quantile(std::vector<double>(n, value), sampling(w), k / 40.0, quantile_options{which}) == value);
      for (const auto& [name, x] : samples::hostile(n, n + 77)) {
        const auto& data = name;  // Clang 14 captures no structured binding
        CAPTURE(data);
        double before = -std::numeric_limits<double>::infinity();
        for (int k = 0; k <= 250; ++k) {
          const double p = k / 250.0;
          CAPTURE(p);
          const double found = quantile(x, sampling(w), p, quantile_options{which});
          CHECK(before <= found);
          before = found;
        }
      }
    }
  }
}

TEST_CASE("quantile: number types") {
  using boost::multiprecision::cpp_bin_float_50;
  static_assert(std::is_same_v<decltype(median(std::vector<int>{})), double>);
  static_assert(std::is_same_v<decltype(median(std::vector<float>{})), double>);
  static_assert(std::is_same_v<decltype(median(std::vector<long double>{})), long double>);
  static_assert(std::is_same_v<decltype(median(std::vector<cpp_bin_float_50>{})), cpp_bin_float_50>);
  CHECK(median(std::vector<std::int8_t>{127, 127}) == 127);
  CHECK(median(std::vector<std::int8_t>{-128, 127}) == -0.5);
  CHECK(median(std::vector<std::uint8_t>{255, 254}) == 254.5);
  CHECK(median(std::vector<std::int32_t>{INT32_MAX, INT32_MAX - 1}) == INT32_MAX - 0.5);
  CHECK(median(std::vector<std::int64_t>{INT64_MIN, INT64_MAX}) == -0.5);
  CHECK(median(std::vector<std::int64_t>{INT64_MAX, INT64_MAX}) == 9223372036854775807.0);
  CHECK(median(std::vector<std::uint64_t>{UINT64_MAX, 0}) == 9223372036854775807.5);
  CHECK(median(std::vector<std::uint64_t>{UINT64_MAX, 1, UINT64_MAX}) == 18446744073709551615.0);
  const std::vector<long double> longs{1, 1 + std::numeric_limits<long double>::epsilon(), 2};
  CHECK(median(longs) == longs[1]);
  CHECK(quantile(longs, 0.25) == 1 + std::numeric_limits<long double>::epsilon() / 2);
  // A double p is the decimal it prints as; one that is as long as the values is what it is.
  CHECK(quantile(std::vector<cpp_bin_float_50>{10, 20, 30, 40}, 0.3) == 19);
  std::vector<cpp_bin_float_50> forty;
  for (int i = 0; i < 40; ++i) forty.emplace_back(i);
  CHECK(quantile(forty, 0.3, hyndman_fan(5)) == 11.5);
  CHECK(quantile(forty, cpp_bin_float_50(0.3)) != cpp_bin_float_50(117) / 10);
  for (const int definition : {1, 2, 3, 4, 5, 6, 7, 8, 9})
    for (int hundredths = 0; hundredths <= 100; ++hundredths) {
      const auto truth = oracle::quantile(oracle::sample(forty), oracle::rational(hundredths, 100), definition);
      const auto found = quantile(forty, hundredths / 100.0, hyndman_fan(definition));
      CHECK(oracle::ulps(found, truth) <= 8);
    }
  const cpp_bin_float_50 one_third = cpp_bin_float_50(1) / 3;
  const std::vector<cpp_bin_float_50> bigs{one_third * 2, one_third * 4, one_third, one_third * 3};
  CHECK(oracle::ulps(median(bigs), oracle::quantile(oracle::sample(bigs), oracle::rational(1, 2), 7)) <= 1);
  CHECK(quantile(bigs, 0.5, hyndman_fan(1)) == one_third * 2);
}

TEST_CASE("quantile: every input") { rules::every_input(third); }
TEST_CASE("quantile: every spelling") { rules::every_spelling(third); }
TEST_CASE("quantile: every sampling input, definition 1") { rules::every_sampling_input(third_of_weight); }
TEST_CASE("quantiles: every input") { rules::every_input(one_of_several); }
TEST_CASE("median: every input") { rules::every_input(middle); }
TEST_CASE("median: every sampling input") { rules::every_sampling_input(middle); }
TEST_CASE("interquartile_range: every input") { rules::every_input(range); }
TEST_CASE("median_absolute_deviation: every input") { rules::every_input(deviation); }
TEST_CASE("median_absolute_deviation: every sampling input") { rules::every_sampling_input(deviation); }

TEST_CASE("quantile: errors") {
  rules::input_errors("quantile", third);
  rules::sampling_errors("quantile", third);
}
TEST_CASE("quantiles: errors") {
  rules::input_errors("quantiles", one_of_several);
  rules::sampling_errors("quantiles", one_of_several);
}
TEST_CASE("median: errors") {
  rules::input_errors("median", middle);
  rules::sampling_errors("median", middle);
}
TEST_CASE("interquartile_range: errors") {
  rules::input_errors("interquartile_range", range);
  rules::sampling_errors("interquartile_range", range);
}
TEST_CASE("median_absolute_deviation: errors") {
  rules::input_errors("median_absolute_deviation", deviation);
  rules::sampling_errors("median_absolute_deviation", deviation);
}
TEST_CASE("quantile: probabilities outside [0, 1]") {
  using invalid = std::invalid_argument;
  const std::vector<double> x{1, 2, 3};
  const std::vector<double> w{1, 2, 3};
  rules::throws<invalid>("quantile", [&] { (void)quantile(x, 1.5); }, {"1.5"});
  rules::throws<invalid>("quantile", [&] { (void)quantile(x, -0.25); }, {"-0.25"});
  rules::throws<invalid>("quantile", [&] { (void)quantile(x, rules::nan); }, {"NaN"});
  rules::throws<invalid>("quantile", [&] { (void)quantile(x, rules::infinity); }, {"inf"});
  rules::throws<invalid>("quantile", [&] { (void)quantile(x, frequency(w), 1.5); }, {"1.5"});
  rules::throws<invalid>("quantile", [&] { (void)quantile(x, sampling(w), -0.25); }, {"-0.25"});
  rules::throws<invalid>("quantiles", [&] { (void)quantiles(x, std::vector<double>{0.5, 1.5}); }, {"[1]", "1.5"});
  rules::throws<invalid>("quantiles", [&] { (void)quantiles(x, std::vector<double>{rules::nan, 1}); }, {"[0]", "NaN"});
}

TEST_CASE("quantile: options follow the sample, or its weights") {
  const std::vector<int> x{9, 1, 2, 4};
  const std::vector<int> once{1, 1, 1, 1};
  lorenz::quantile_options first;
  first.definition = lorenz::quantile_definition::hyndman_fan_1;
  CHECK(lorenz::median(x, first) == 2);
  CHECK(lorenz::median(x, frequency(once), first) == 2);
  CHECK(lorenz::interquartile_range(x, first) == 3);  // 4 - 1
  CHECK(lorenz::interquartile_range(x, frequency(once), first) == 3);
  CHECK(lorenz::median_absolute_deviation(x, first) == 1);  // of 7, 1, 0, 2 from 2
  CHECK(lorenz::median_absolute_deviation(x, sampling(once), first) == 1);
  CHECK(lorenz::median_absolute_deviation(x) == 1.5);  // of 6, 2, 1, 1 from 3
  first.definition = lorenz::quantile_definition::hyndman_fan_3;
  CHECK_THROWS_AS(lorenz::median_absolute_deviation(x, sampling(once), first), std::invalid_argument);
}

TEST_CASE("quantile: a declaration may hold sorted(x)") {
  const std::vector<int> x{1, 2, 4};
  const std::vector<int> twice{2, 2, 2};
  const lorenz::distribution d(lorenz::sorted(x));
  const lorenz::distribution counted(lorenz::sorted(x), frequency(twice));
  CHECK(lorenz::median(d) == 2);
  CHECK(lorenz::median(counted) == 2);
}
