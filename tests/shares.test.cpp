// SPDX-License-Identifier: BSL-1.0
#include <lorenz/shares.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/extended.hpp"
#include "reference/oracle.hpp"
#include "reference/published.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::bottom_share;
using lorenz::fraction;
using lorenz::frequency;
using lorenz::sampling;
using lorenz::share;
using lorenz::share_below;
using lorenz::top_count;
using lorenz::top_share;
using lorenz::units;

namespace {

const auto top_fraction = [](const auto&... sample) { return top_share(sample..., fraction{0.375}); };
const auto bottom_fraction = [](const auto&... sample) { return bottom_share(sample..., fraction{0.375}); };
const auto top_units = [](const auto&... sample) { return top_share(sample..., units{2}); };
const auto bottom_units = [](const auto&... sample) { return bottom_share(sample..., units{3}); };
const auto reaching_half = [](const auto&... sample) { return top_count(sample..., share{0.5}); };
const auto below_four = [](const auto&... sample) { return share_below(sample..., 4); };

// The smallest number of largest units whose exact share is at least s, up to four epsilons.
std::int64_t slow_top_count(const oracle::sample& sample, double s) {
  const oracle::rational wanted = oracle::exact(s);
  for (std::int64_t k = 1;; ++k) {
    const oracle::rational held = oracle::top_share(sample, k);
    if (held >= wanted || oracle::nearly_equal(held, wanted, std::numeric_limits<double>::epsilon())) return k;
  }
}

}  // namespace

TEST_CASE("top_share and bottom_share: small cases by hand") {
  const std::vector<double> x{1, 2, 3, 4};
  CHECK(top_share(x, fraction{0.25}) == 0.4);
  CHECK(top_share(x, fraction{0.5}) == 0.7);
  CHECK(top_share(x, fraction{0.125}) == 0.2);   // half of the largest
  CHECK(top_share(x, fraction{0.375}) == 0.55);  // the largest and half of the next
  CHECK(bottom_share(x, fraction{0.375}) == 0.2);
  CHECK(top_share(x, fraction{0}) == 0);
  CHECK(top_share(x, fraction{1}) == 1);
  CHECK(bottom_share(x, fraction{0}) == 0);
  CHECK(bottom_share(x, fraction{1}) == 1);
  CHECK(top_share(x, units{1}) == 0.4);
  CHECK(top_share(x, units{4}) == 1);
  CHECK(top_share(x, units{5}) == 1);
  CHECK(top_share(x, units{1'000'000'000}) == 1);
  CHECK(bottom_share(x, units{2}) == 0.3);
  CHECK(bottom_share(x, units{9}) == 1);
  CHECK(top_share(std::vector<double>{5}, fraction{0.01}) == 0.01);
  // By weight: 3 of 10 units hold 4 each, so the top fifth holds 8 of 26.
  CHECK(top_share(std::vector<int>{2, 4}, frequency(std::vector<int>{7, 3}), fraction{0.2}) ==
        Approx(8.0 / 26).epsilon(1e-15));
  CHECK(top_share(std::vector<int>{2, 4}, frequency(std::vector<int>{7, 3}), units{4}) ==
        Approx(14.0 / 26).epsilon(1e-15));
}

TEST_CASE("shares: within two ulp of exact arithmetic, whatever the data") {
  for (const std::size_t n : {1u, 2u, 9u, 64u})
    for (const auto& data : samples::hostile(n, n)) {
      const std::vector<double>& x = data.x;
      CAPTURE(data.name);
      CAPTURE(n);
      const oracle::sample s(x);
      for (const double q : {1.0 / 64, 0.125, 0.375, 0.5, 0.90625}) {
        const oracle::rational exact_q = oracle::exact(q);
        CHECK(oracle::ulps(top_share(x, fraction{q}), 1 - oracle::lorenz(s, 1 - exact_q)) <= 2);
        CHECK(oracle::ulps(bottom_share(x, fraction{q}), oracle::lorenz(s, exact_q)) <= 2);
      }
      for (const std::size_t k : {std::size_t{1}, n / 2 + 1, n}) {
        CHECK(oracle::ulps(top_share(x, units{k}), oracle::top_share(s, static_cast<std::int64_t>(k))) <= 2);
        CHECK(oracle::ulps(bottom_share(x, units{k}), oracle::lorenz(s, oracle::rational(k, n))) <= 2);
      }
    }
}

TEST_CASE("shares: weighted, within two ulp of exact arithmetic") {
  for (const auto& data : samples::hostile(30, 123)) {
    const std::vector<double>& x = data.x;
    CAPTURE(data.name);
    const auto counts = samples::frequencies(30, 5);
    if (const oracle::sample s(x, counts); s.total > 0) {
      const auto expanded = samples::expand(x, counts);
      for (const double q : {0.01, 0.125, 0.29, 0.5, 0.9375}) {
        CHECK(top_share(x, frequency(counts), fraction{q}) == top_share(expanded, fraction{q}));
        CHECK(bottom_share(x, frequency(counts), fraction{q}) == bottom_share(expanded, fraction{q}));
        CHECK(top_count(x, frequency(counts), share{q}) == top_count(expanded, share{q}));
      }
      for (const int k : {1, 7, 30}) {
        CHECK(top_share(x, frequency(counts), units{k}) == top_share(expanded, units{k}));
        CHECK(bottom_share(x, frequency(counts), units{k}) == bottom_share(expanded, units{k}));
        CHECK(oracle::ulps(top_share(x, frequency(counts), units{k}), oracle::top_share(s, k)) <= 2);
      }
    }
    const auto weights = samples::survey_weights(30, 6);
    if (const oracle::sample s(x, weights); s.total > 0)
      for (const double q : {1.0 / 64, 0.375, 0.9375}) {
        const oracle::rational exact_q = oracle::exact(q);
        CHECK(oracle::ulps(top_share(x, sampling(weights), fraction{q}), 1 - oracle::lorenz(s, 1 - exact_q)) <= 2);
        CHECK(oracle::ulps(bottom_share(x, sampling(weights), fraction{q}), oracle::lorenz(s, exact_q)) <= 2);
      }
  }
}

TEST_CASE("shares: a tail far smaller than the rest keeps its digits") {
  // The bottom share is of the order 1e-20: one minus the top share would give nothing.
  const std::vector<double> x{1e-20, 3e-20, 1, 1};
  CHECK(oracle::ulps(bottom_share(x, fraction{0.5}), oracle::lorenz(oracle::sample(x), oracle::rational(1, 2))) <= 2);
  CHECK(bottom_share(x, units{2}) > 0);
  samples::generator g(21);
  std::vector<double> noisy = samples::draw(100'000, [&] { return 1e9 + g.uniform(); });
  oracle::integer total = 0;
  for (const double value : noisy) total += static_cast<std::int64_t>(std::ldexp(value, 23));
  std::sort(noisy.begin(), noisy.end());
  oracle::integer top = 0;
  for (std::size_t i = 98'000; i < 100'000; ++i) top += static_cast<std::int64_t>(std::ldexp(noisy[i], 23));
  g.shuffle(noisy);
  CHECK(oracle::ulps(top_share(noisy, units{2000}), oracle::rational(top, total)) <= 2);
}

TEST_CASE("shares: order, scale, copies and transfers") {
  rules::same_in_any_order_and_scale(top_fraction);
  rules::same_in_any_order_and_scale(bottom_fraction);
  rules::same_in_any_order_and_scale(top_units);
  rules::same_of_copies(top_fraction);
  rules::same_of_copies(bottom_fraction);
  rules::not_raised_by_transfers(top_fraction);
  rules::not_raised_by_transfers(top_units);
  rules::not_raised_by_transfers([](const auto& x) { return 1 - bottom_fraction(x); });
}

TEST_CASE("shares: extended types on hostile data") {
  const oracle::rational q(3, 8);
  extended::exact(top_fraction, [&](const oracle::sample& s) { return 1 - oracle::lorenz(s, 1 - q); });
  extended::exact(bottom_fraction, [&](const oracle::sample& s) { return oracle::lorenz(s, q); });
  extended::exact_of_units(top_units, [](const oracle::sample& s) { return oracle::top_share(s, 2); });
}

TEST_CASE("top_count") {
  const std::vector<double> x{4, 1, 2, 3};
  CHECK(top_count(x, share{0.4}) == 1);
  CHECK(top_count(x, share{0.41}) == 2);
  CHECK(top_count(x, share{0.7}) == 2);
  CHECK(top_count(x, share{0.9}) == 3);
  CHECK(top_count(x, share{1}) == 4);
  CHECK(top_count(std::vector<int>{0, 5, 0}, share{1}) == 1);
  CHECK(top_count(std::vector<int>{0, 5, 0}, share{0.001}) == 1);
  CHECK(top_count(std::vector<int>{1, 9}, frequency(std::vector<int>{1000, 100}), share{0.45}) == 95);
  static_assert(std::is_integral_v<decltype(top_count(x, share{0.5}))>);
  // k of n equal units hold exactly k / n, however k / n and the value round.
  for (const double value : {1.0, 0.1, 1.0 / 3, 1e-310})
    for (const int n : {10, 100, 49})
      for (int k = 1; k <= n; ++k)
        CHECK(top_count(std::vector<double>(static_cast<std::size_t>(n), value), share{static_cast<double>(k) / n}) ==
              static_cast<std::size_t>(k));
  for (const std::size_t n : {1u, 5u, 24u})
    for (const auto& data : samples::hostile(n, 60 + n)) {
      const std::vector<double>& sample = data.x;
      CAPTURE(data.name);
      for (const double s : {0.01, 0.25, 0.5, 0.75, 0.9, 1.0})
        CHECK(static_cast<std::int64_t>(top_count(sample, share{s})) == slow_top_count(oracle::sample(sample), s));
    }
}

TEST_CASE("share_below is strict") {
  const std::vector<double> x{1, 2, 2, 3};
  CHECK(share_below(x, 2) == 0.25);
  CHECK(share_below(x, 2.5) == 0.75);
  CHECK(share_below(x, 1) == 0);
  CHECK(share_below(x, 9) == 1);
  CHECK(share_below(x, -9) == 0);
  CHECK(share_below(std::vector<double>{-3, -0.0, 0.0}, 0.0) == 1.0 / 3);
  CHECK(share_below(std::vector<double>{0.0, 0.0}, -0.0) == 0);
  CHECK(share_below(x, frequency(std::vector<int>{1, 0, 3, 4}), 2.5) == 0.5);
  CHECK(share_below(x, sampling(std::vector<double>{0.1, 0.2, 0.3, 0.4}), 3) == Approx(0.6).epsilon(1e-15));
  CHECK(share_below(x, sampling(std::vector<double>{0.1, 0, 0.3, 0.4}), 2) == Approx(0.125).epsilon(1e-15));
  // Integers that no double tells apart.
  constexpr std::int64_t big = (std::int64_t{1} << 53) + 1;
  CHECK(share_below(std::vector<std::int64_t>{big - 1, big, big + 1, big + 2}, big) == 0.25);
  CHECK(share_below(std::vector<std::int64_t>{INT64_MIN, INT64_MAX, INT64_MAX - 1}, INT64_MAX) == 2.0 / 3);
  CHECK(share_below(std::vector<std::uint64_t>{UINT64_MAX, UINT64_MAX - 1}, UINT64_MAX) == 0.5);
  CHECK(share_below(std::vector<unsigned>{0, 1}, -1) == 0);
  CHECK(share_below(std::vector<int>{1, 2, 3}, 2.5) == 2.0 / 3);
  CHECK(share_below(x, rules::infinity) == 1);
  CHECK(share_below(x, -rules::infinity) == 0);
  rules::throws<std::invalid_argument>("share_below", [&] { (void)share_below(x, rules::nan); }, {"NaN"});
}

TEST_CASE("shares: arguments out of range") {
  using invalid = std::invalid_argument;
  const std::vector<double> x{1, 2, 3};
  rules::throws<invalid>("", [&] { (void)top_share(x, fraction{1.5}); }, {"1.5"});
  rules::throws<invalid>("", [&] { (void)top_share(x, fraction{-0.25}); }, {"-0.25"});
  rules::throws<invalid>("", [&] { (void)bottom_share(x, fraction{rules::nan}); }, {"NaN"});
  rules::throws<invalid>("", [&] { (void)bottom_share(x, fraction{rules::infinity}); }, {"inf"});
  rules::throws<invalid>("", [&] { (void)top_count(x, share{1.5}); }, {"1.5"});
  rules::throws<invalid>("", [&] { (void)top_count(x, share{-0.25}); }, {"-0.25"});
  rules::throws<invalid>("", [&] { (void)top_count(x, share{rules::nan}); }, {"NaN"});
}

TEST_CASE("shares: explicit words") {
  static_assert(!std::is_convertible_v<double, fraction>);
  static_assert(!std::is_convertible_v<double, share>);
  static_assert(!std::is_convertible_v<int, units>);
  static_assert(!std::is_convertible_v<std::size_t, units>);
}

TEST_CASE("shares: order and scale") {
  samples::generator g(4);
  std::vector<double> x = samples::draw(99, [&] { return g.uniform(); });
  const double top = top_share(x, fraction{0.1}), bottom = bottom_share(x, fraction{0.1});
  for (int i = 0; i < 10; ++i) {
    g.shuffle(x);
    CHECK(top_share(x, fraction{0.1}) == top);
    CHECK(bottom_share(x, fraction{0.1}) == bottom);
  }
  CHECK(oracle::ulp_distance(top_share(samples::expand(x, std::vector<int>(99, 4)), fraction{0.1}), top) <= 2);
  CHECK(top + bottom_share(x, fraction{0.9}) == Approx(1).epsilon(1e-15));
}

TEST_CASE("shares: number types") {
  using boost::multiprecision::cpp_bin_float_50;
  static_assert(std::is_same_v<decltype(top_share(std::vector<float>{}, units{1})), double>);
  static_assert(std::is_same_v<decltype(top_share(std::vector<long double>{}, fraction{0.1})), long double>);
  const std::vector<std::int64_t> top{INT64_MAX, INT64_MAX - 1, INT64_MAX, 1};
  CHECK(oracle::ulps(top_share(top, units{2}), oracle::top_share(oracle::sample(top), 2)) <= 2);
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, 5, cpp_bin_float_50(22) / 7};
  static_assert(std::is_same_v<decltype(top_share(bigs, units{1})), cpp_bin_float_50>);
  CHECK(oracle::ulps(top_share(bigs, units{2}), oracle::top_share(oracle::sample(bigs), 2)) <= 2);
  CHECK(oracle::ulps(bottom_share(bigs, fraction{0.5}), oracle::lorenz(oracle::sample(bigs), oracle::rational(1, 2))) <=
        2);
  CHECK(top_count(bigs, share{0.5}) == 1);
}

TEST_CASE("top_share, fraction: every input") { rules::every_input(top_fraction); }
TEST_CASE("top_share, fraction: every sampling input") { rules::every_sampling_input(top_fraction); }
TEST_CASE("bottom_share, fraction: every input") { rules::every_input(bottom_fraction); }
TEST_CASE("bottom_share, fraction: every sampling input") { rules::every_sampling_input(bottom_fraction); }
TEST_CASE("top_share, units: every input") { rules::every_input(top_units); }
TEST_CASE("bottom_share, units: every input") { rules::every_input(bottom_units); }
TEST_CASE("top_count: every input") { rules::every_input(reaching_half); }
TEST_CASE("share_below: every input") { rules::every_input(below_four); }
TEST_CASE("share_below: every sampling input") { rules::every_sampling_input(below_four); }

TEST_CASE("top_share, fraction: errors") {
  rules::input_errors("top_share", top_fraction);
  rules::sampling_errors("top_share", top_fraction);
  rules::no_negative_values("top_share", top_fraction);
  rules::no_zero_total("top_share", top_fraction);
}
TEST_CASE("bottom_share, fraction: errors") {
  rules::input_errors("bottom_share", bottom_fraction);
  rules::sampling_errors("bottom_share", bottom_fraction);
  rules::no_negative_values("bottom_share", bottom_fraction);
  rules::no_zero_total("bottom_share", bottom_fraction);
}
TEST_CASE("top_share, units: errors") {
  rules::input_errors("top_share", top_units);
  rules::units_only("top_share", top_units);
  rules::no_negative_values("top_share", top_units);
  rules::no_zero_total("top_share", top_units);
}
TEST_CASE("bottom_share, units: errors") {
  rules::units_only("bottom_share", bottom_units);
  rules::no_negative_values("bottom_share", bottom_units);
  rules::no_zero_total("bottom_share", bottom_units);
}
TEST_CASE("top_count: errors") {
  rules::input_errors("top_count", reaching_half);
  rules::units_only("top_count", reaching_half);
  rules::no_negative_values("top_count", reaching_half);
  rules::no_zero_total("top_count", reaching_half);
}
TEST_CASE("share_below: errors") {
  rules::input_errors("share_below", below_four);
  rules::sampling_errors("share_below", below_four);
}

TEST_CASE("top_count: descending values of any range") {
  const std::vector<double> x{1.9e212, 3.7e-154};
  CHECK(lorenz::top_count(x, lorenz::share(0.5)) == 1);
  CHECK(lorenz::top_count(x, lorenz::share(1)) == 1);
  const std::vector<long double> y{1e3000L, 1e-3000L};
  CHECK(lorenz::top_share(y, lorenz::fraction(0.5)) == 1);
  CHECK(lorenz::bottom_share(y, lorenz::fraction(0.5)) == 0);
}
