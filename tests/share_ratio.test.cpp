// SPDX-License-Identifier: BSL-1.0
#include <lorenz/share_ratio.hpp>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/extended.hpp"
#include "reference/oracle.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::frequency;
using lorenz::palma;
using lorenz::quantile_share_ratio;
using lorenz::sampling;

namespace {

const auto palma_call = [](const auto&... sample) { return palma(sample...); };
const auto ratio_call = [](const auto&... sample) { return quantile_share_ratio(sample..., 0.75, 0.25); };

// Share above the upper cut over share below the lower one, on the exact polygon.
oracle::rational ratio(const oracle::sample& s, const oracle::rational& upper, const oracle::rational& lower) {
  return (1 - oracle::lorenz(s, upper)) / oracle::lorenz(s, lower);
}

// Not beyond the largest double.
bool representable(const oracle::sample& s) {
  if (!(s.total > 0)) return false;
  const oracle::rational lower = oracle::lorenz(s, oracle::exact(0.5));
  return lower > 0 && oracle::approximate(lower) > 1e-307;
}

}  // namespace

TEST_CASE("share_ratio: by hand") {
  std::vector<int> ten{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  CHECK(palma(ten) == 1);  // 10 over 1 + 2 + 3 + 4
  CHECK(quantile_share_ratio(ten, 0.8, 0.2) == Approx(19.0 / 3).epsilon(1e-15));
  CHECK(quantile_share_ratio(ten, 0.5, 0.5) == Approx(40.0 / 15).epsilon(1e-15));
  CHECK(quantile_share_ratio(ten, 0.75, 0.25) == Approx(23.0 / 4.5).epsilon(1e-15));  // cuts split a unit
  CHECK(quantile_share_ratio(ten, 1, 1) == 0);
  CHECK(quantile_share_ratio(ten, 1, 0.5) == 0);
  CHECK(palma(std::vector<double>(50, 0.1)) == Approx(0.25).epsilon(1e-15));
  CHECK(palma(std::vector<int>{3}) == Approx(0.25).epsilon(1e-15));
  CHECK(palma(std::vector<int>{1, 3}, sampling(std::vector<double>{3, 1})) == Approx(0.3 / 0.4).epsilon(1e-15));
}

TEST_CASE("share_ratio: cuts are decimals for extended types too") {
  using big = boost::multiprecision::cpp_bin_float_50;
  CHECK(quantile_share_ratio(std::vector<big>{1, 3, 4, 7}, 0.8, 0.2) == 7);
  for (int n = 1; n <= 40; ++n) {
    CAPTURE(n);
    const std::vector<big> equal(static_cast<std::size_t>(n), big(3));
    CHECK(oracle::ulps(quantile_share_ratio(equal, 0.9, 0.1), 1) <= 2);
    CHECK(oracle::ulps(palma(equal), oracle::rational(1, 4)) <= 2);
    std::vector<big> x;
    for (int i = 1; i <= n; ++i) x.emplace_back(i * i % 17 + 1);
    const oracle::sample s(x);
    for (const auto& [upper, lower] : {std::pair<int, int>{8, 2}, {9, 4}, {7, 3}}) {
      const auto truth = ratio(s, {upper, 10}, {lower, 10});
      CHECK(oracle::ulps(quantile_share_ratio(x, upper / 10.0, lower / 10.0), truth) <= 2);
    }
  }
  CHECK(quantile_share_ratio(std::vector<big>(10, big(1) / 3), 0.9, 0.1) == 1);
}

TEST_CASE("share_ratio: within two ulp of exact arithmetic, whatever the data") {
  using oracle::exact;
  for (const std::size_t n : {1u, 2u, 7u, 30u})
    for (const auto& [name, x] : samples::hostile(n, n + 500)) {
      const auto& data = name;  // Clang 14 captures no structured binding
      CAPTURE(data);
      CAPTURE(n);
      const oracle::sample s(x);
      for (const double lower : {0.25, 0.5}) {
        if (oracle::lorenz(s, exact(lower)) == 0) {
          CHECK_THROWS_AS(quantile_share_ratio(x, 0.875, lower), std::domain_error);
          continue;
        }
        const auto truth = ratio(s, exact(0.875), exact(lower));
        if (oracle::approximate(truth) < 1e307) CHECK(oracle::ulps(quantile_share_ratio(x, 0.875, lower), truth) <= 2);
      }
    }
}

TEST_CASE("share_ratio: weighted") {
  using oracle::exact;
  for (const auto& [name, x] : samples::hostile(25, 41)) {
    const auto& data = name;  // Clang 14 captures no structured binding
    CAPTURE(data);
    const auto counts = samples::frequencies(25, 8);
    const oracle::sample s(x, counts);
    if (representable(s)) {
      CHECK(oracle::ulps(quantile_share_ratio(x, frequency(counts), 0.875, 0.5), ratio(s, exact(0.875), exact(0.5))) <=
            2);
      CHECK(quantile_share_ratio(x, frequency(counts), 0.9, 0.5) ==
            quantile_share_ratio(samples::expand(x, counts), 0.9, 0.5));
    }
    const auto weights = samples::survey_weights(25, 9);
    const oracle::sample t(x, weights);
    if (representable(t))
      CHECK(oracle::ulps(quantile_share_ratio(x, sampling(weights), 0.875, 0.5), ratio(t, exact(0.875), exact(0.5))) <=
            2);
  }
}

TEST_CASE("share_ratio: a cut that meets a unit does not touch the next one") {
  // 0.4 in binary lies above 2/5: a sliver of the third unit would make the ratio 1e16.
  const std::vector<int> x{0, 0, 1, 1, 1};
  rules::throws<std::domain_error>("palma", [&] { (void)palma(x); }, {"hold nothing"});
  rules::throws<std::domain_error>("palma", [&] { (void)palma(x, sampling(std::vector<double>(5, 0.1))); },
                                   {"hold nothing"});
  const std::vector<double> y{1e-300, 1e-300, 1, 1, 1, 1, 1, 1, 1, 1e2};
  CHECK(quantile_share_ratio(y, 0.9, 0.2) == Approx(1e2 / 2e-300).epsilon(1e-15));
  CHECK(quantile_share_ratio(y, sampling(std::vector<double>(10, 0.7)), 0.9, 0.2) ==
        Approx(1e2 / 2e-300).epsilon(1e-14));
}

TEST_CASE("share_ratio: order, scale, copies and transfers") {
  const auto all = [](const auto& measure) {
    rules::same_in_any_order_and_scale(measure);
    rules::same_of_copies(measure);
    // Ratios of Lorenz ordinates, unlike those of quantiles, fall with every transfer across a cut.
    rules::not_raised_by_transfers([&](std::vector<int> x) {
      for (int& value : x) value += 1;  // the smallest hold something
      return measure(x);
    });
  };
  all(palma_call);
  all(ratio_call);
}

TEST_CASE("share_ratio: extended types on hostile data") {
  extended::exact(
      palma_call,
      [](const oracle::sample& s) {
        return ratio(s, {9, 10}, {4, 10});
      },
      [](const oracle::sample& s) {
        return oracle::lorenz(s, {4, 10}) > 0;
      });
  extended::exact(
      ratio_call,
      [](const oracle::sample& s) {
        return ratio(s, {3, 4}, {1, 4});
      },
      [](const oracle::sample& s) {
        return oracle::lorenz(s, {1, 4}) > 0;
      });
}

TEST_CASE("share_ratio: number types") {
  const std::vector<std::uint64_t> big{UINT64_MAX, 1, UINT64_MAX - 1, UINT64_MAX};
  CHECK(oracle::ulps(quantile_share_ratio(big, 0.75, 0.5),
                     ratio(oracle::sample(big), oracle::exact(0.75), oracle::exact(0.5))) <= 2);
  const std::vector<long double> longs{0.1L, 0.7L, 1e12L};
  CHECK(oracle::ulps(quantile_share_ratio(longs, 0.75, 0.5),
                     ratio(oracle::sample(longs), oracle::exact(0.75), oracle::exact(0.5))) <= 2);
  // Equal values have the ratio of the cuts, which are decimals.
  for (const std::size_t n : {1u, 3u, 7u, 10u}) {
    const std::vector<double> x(n, 0.3);
    CHECK(palma(x) == 0.25);
    CHECK(quantile_share_ratio(x, 0.8, 0.2) == 1);
    CHECK(quantile_share_ratio(x, sampling(std::vector<double>(n, 0.7)), 0.9, 0.1) == 1);
  }
  // The cuts of palma are 9/10 and 4/10 to the digits of the type: of 1, 3, 4, 7 both ends hold 2.8.
  CHECK(std::fabs(palma(std::vector<long double>{1, 3, 4, 7}) - 1) < 1e-18L);
}

TEST_CASE("palma: every input") { rules::every_input(palma_call); }
TEST_CASE("quantile_share_ratio: every input") { rules::every_input(ratio_call); }
TEST_CASE("palma: every sampling input") { rules::every_sampling_input(palma_call); }
TEST_CASE("quantile_share_ratio: every sampling input") { rules::every_sampling_input(ratio_call); }
TEST_CASE("palma: errors") {
  rules::input_errors("palma", palma_call);
  rules::sampling_errors("palma", palma_call);
  rules::no_negative_values("palma", palma_call);
  rules::no_zero_total("palma", palma_call);
}
TEST_CASE("quantile_share_ratio: errors") {
  rules::input_errors("quantile_share_ratio", ratio_call);
  const std::vector<int> x{1, 2};
  const auto at = [&](double upper, double lower) {
    return [&x, upper, lower] { (void)quantile_share_ratio(x, upper, lower); };
  };
  rules::throws<std::invalid_argument>("quantile_share_ratio", at(1.5, 0.2), {"upper is 1.5, must be in [0, 1]"});
  rules::throws<std::invalid_argument>("quantile_share_ratio", at(0.5, -0.2), {"lower is -0.2"});
  rules::throws<std::invalid_argument>("quantile_share_ratio", at(rules::nan, 0.2), {"upper is NaN"});
  rules::throws<std::invalid_argument>("quantile_share_ratio", at(0.2, 0.8), {"lower is 0.8, must not exceed upper"});
  rules::throws<std::domain_error>("quantile_share_ratio", at(0.8, 0), {"hold nothing"});
  rules::throws<std::invalid_argument>("quantile_share_ratio",
                                       [] {
                                         (void)quantile_share_ratio(std::vector<int>{1, -2}, 0.5, 0.5);
                                       },
                                       {"x[1] is -2, must not be negative"});
  rules::throws<std::domain_error>("quantile_share_ratio",
                                   [] {
                                     (void)quantile_share_ratio(std::vector<double>{1e-300, 1e300}, 0.5, 0.5);
                                   },
                                   {"largest number"});
}
