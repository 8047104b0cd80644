// SPDX-License-Identifier: BSL-1.0
#include <lorenz/inequality.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <lorenz/curve.hpp>
#include <lorenz/gini.hpp>

#include "reference/extended.hpp"
#include "reference/formulas.hpp"
#include "reference/oracle.hpp"
#include "reference/published.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::bonferroni;
using lorenz::frequency;
using lorenz::hoover;
using lorenz::s_gini;
using lorenz::sampling;
using lorenz::wolfson;
using lorenz::zenga;

namespace {

const auto call = [](const auto&... sample) { return hoover(sample...); };
const auto s_gini_call = [](const auto&... sample) { return s_gini(sample..., 3.5); };
const auto bonferroni_call = [](const auto&... sample) { return bonferroni(sample...); };
const auto zenga_call = [](const auto&... sample) { return zenga(sample...); };
const auto wolfson_call = [](const auto&... sample) { return wolfson(sample...); };

const auto s_gini_of = [](double nu) { return [nu](const formulas::sample& s) { return formulas::s_gini(s, nu); }; };
const auto bonferroni_of = [](const formulas::sample& s) { return formulas::bonferroni(s); };
const auto zenga_of = [](const formulas::sample& s) { return formulas::zenga(s); };

// The rank measures of the sample, called as the caller spells it, against their formulas.
template <class... Sample>
void rank_measures_accurate(const formulas::sample& s, const Sample&... sample) {
  for (const double nu : {1.0001, 1.5, 2.0, 3.0, 40.0}) {
    CAPTURE(nu);
    CHECK(formulas::accurate(s_gini(sample..., nu), s_gini_of(nu), s));
  }
  CHECK(formulas::accurate(bonferroni(sample...), bonferroni_of, s));
  CHECK(formulas::accurate(zenga(sample...), zenga_of, s));
  CHECK(s_gini(sample..., 1) == 0);
  CHECK(s_gini(sample..., 2) == lorenz::gini(sample...));
  CHECK(bonferroni(sample...) >= lorenz::gini(sample...) * (1 - 1e-15));
  CHECK(zenga(sample...) >= bonferroni(sample...) * (1 - 1e-15));
  CHECK(zenga(sample...) <= 1);
}

}  // namespace

TEST_CASE("hoover: values and weights at the ends of the range") {
  constexpr double tiny = std::numeric_limits<double>::denorm_min();
  const std::vector<std::vector<double>> values{{6 * tiny, 5 * tiny},
                                                {4 * tiny, 4 * tiny, 4 * tiny, 2 * tiny},
                                                {6 * tiny, 1e307, tiny, 4 * tiny},
                                                {1, 1, 1 + 0x1p-52}};
  const std::vector<double> weights{5e236, 6e-202, 4e222, 3e-303};
  for (const std::vector<double>& x : values) {
    const std::vector<double> w(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(x.size()));
    CHECK(oracle::ulps(hoover(x), oracle::hoover(oracle::sample(x))) <= 2);
    CHECK(oracle::ulps(hoover(x, sampling(w)), oracle::hoover(oracle::sample(x, w))) <= 2);
  }
}

TEST_CASE("hoover: published and by hand") {
  CHECK(hoover(published::pysal::schutz_x) == Approx(published::pysal::schutz).epsilon(1e-15));
  CHECK(hoover(std::vector<int>{1, 3}) == 0.25);
  CHECK(hoover(std::vector<int>{0, 0, 0, 8}) == 0.75);
  CHECK(hoover(std::vector<int>{1, 3}, frequency(std::vector<int>{3, 1})) == 0.25);
  CHECK(hoover(std::vector<int>{5}) == 0);
}

TEST_CASE("hoover: within two ulp of exact arithmetic, whatever the data") {
  for (const std::size_t n : {1u, 2u, 3u, 41u})
    for (const auto& data : samples::hostile(n, n)) {
      const std::vector<double>& x = data.x;
      CAPTURE(data.name);
      CAPTURE(n);
      CHECK(oracle::ulps(hoover(x), oracle::hoover(oracle::sample(x))) <= 2);
      CHECK(hoover(x) >= 0);
      CHECK(hoover(x) < 1);
      const auto counts = samples::frequencies(n, n);
      if (const oracle::sample s(x, counts); s.total > 0) {
        CHECK(oracle::ulps(hoover(x, frequency(counts)), oracle::hoover(s)) <= 2);
        CHECK(hoover(x, frequency(counts)) == hoover(samples::expand(x, counts)));
      }
      const auto weights = samples::survey_weights(n, n);
      if (const oracle::sample s(x, weights); s.total > 0)
        CHECK(oracle::ulps(hoover(x, sampling(weights)), oracle::hoover(s)) <= 2);
    }
}

TEST_CASE("hoover: survey weights of values closer together than their mean is known") {
  const std::vector<double> x{0x1.0000000000001p+53, 0x1p+53}, w{0x1.3fc846100bfc2p+3, 0x1.6666666666666p-1};
  CHECK(oracle::ulps(hoover(x, sampling(w)), oracle::hoover(oracle::sample(x, w))) <= 1);
}

TEST_CASE("hoover: equal values give exactly zero") {
  for (const double value : {0.1, 1.0 / 3, 5e-324, 1e308})
    for (const std::size_t n : {1u, 3u, 10u, 1000u}) {
      CHECK(hoover(std::vector<double>(n, value)) == 0);
      CHECK_FALSE(std::signbit(hoover(std::vector<double>(n, value))));
      CHECK(hoover(std::vector<double>(n, value), sampling(std::vector<double>(n, 0.3))) == 0);
    }
}

TEST_CASE("hoover: negative values while the total is positive") {
  const std::vector<double> x{-1, -0.5, 0, 2, 3};
  CHECK(oracle::ulps(hoover(x), oracle::hoover(oracle::sample(x))) <= 2);
  CHECK(hoover(std::vector<double>{-1, 1.5}) == 2.5);
  rules::throws<std::domain_error>("hoover", [] { (void)hoover(std::vector<double>{-1, 1}); });
  CHECK_THROWS_AS(hoover(std::vector<double>{-2, 1}), std::logic_error);
}

TEST_CASE("hoover: order, scale, copies and transfers") {
  rules::same_in_any_order_and_scale(call);
  rules::same_of_copies(call);
  rules::not_raised_by_transfers(call);
}

TEST_CASE("hoover: extended types on hostile data") {
  extended::exact(call, [](const oracle::sample& s) { return oracle::hoover(s); });
}

TEST_CASE("hoover: number types") {
  using boost::multiprecision::cpp_bin_float_50;
  static_assert(std::is_same_v<decltype(hoover(std::vector<float>{})), double>);
  static_assert(std::is_same_v<decltype(hoover(std::vector<long double>{})), long double>);
  const std::vector<std::int64_t> top{INT64_MAX, INT64_MAX - 1, INT64_MAX - 7};
  CHECK(oracle::ulps(hoover(top), oracle::hoover(oracle::sample(top))) <= 2);
  const std::vector<std::uint64_t> wide{UINT64_MAX, 1, UINT64_MAX - 1};
  CHECK(oracle::ulps(hoover(wide), oracle::hoover(oracle::sample(wide))) <= 2);
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, 5, cpp_bin_float_50(22) / 7};
  static_assert(std::is_same_v<decltype(hoover(bigs)), cpp_bin_float_50>);
  CHECK(oracle::ulps(hoover(bigs), oracle::hoover(oracle::sample(bigs))) <= 2);
}

TEST_CASE("hoover: every input") { rules::every_input(call); }
TEST_CASE("hoover: every sampling input") { rules::every_sampling_input(call); }
TEST_CASE("hoover: errors") {
  rules::input_errors("hoover", call);
  rules::sampling_errors("hoover", call);
  rules::no_zero_total("hoover", call);
}

TEST_CASE("s_gini, bonferroni, zenga: by hand") {
  const std::vector<int> x{1, 3};
  CHECK(s_gini(x, 3) == Approx(0.375).epsilon(1e-15));  // (3 - 1) (1/2 - 1/8) / 2
  CHECK(s_gini(x, 1e9) == Approx(0.5).epsilon(1e-15));  // 1 - min/m
  CHECK(bonferroni(x) == Approx(std::log(2.0) / 2).epsilon(1e-15));
  // Halves of the integral of (p - L)/(p (1 - L)), with L = p/2, then 3p/2 - 1/2: (1/2)/(1 - p/2), then 1/(3p).
  CHECK(zenga(x) == Approx(std::log(4.0 / 3) + std::log(2.0) / 3).epsilon(1e-15));
  const std::vector<int> one{0, 0, 0, 8};
  CHECK(bonferroni(one) == Approx(3 * std::log(4.0 / 3)).epsilon(1e-15));
  CHECK(zenga(one) == Approx(0.75 * (1 + std::log(4.0 / 3))).epsilon(1e-15));
  CHECK(s_gini(one, 3) == Approx(4 * (0.25 - 1.0 / 64)).epsilon(1e-15));
  CHECK(s_gini(std::vector<double>{-1, 1.5}, 3) == Approx(2.5 * 4 * 0.375).epsilon(1e-15));
  CHECK(s_gini(std::vector<double>{-1, 1.5}, 2) == 2.5);
}

TEST_CASE("s_gini, bonferroni, zenga: areas under the curve itself") {
  const std::vector<double> x{2, 3, 3, 7, 10};
  const lorenz::curve c(x);
  double s_area = 0, b_area = 0, z_area = 0;
  for (int k = 0; k < 5; ++k) {
    const double from = k / 5.0, to = (k + 1) / 5.0;
    s_area += formulas::integral([&](double p) { return (1 - p) * c(p); }, from, to);
    b_area += formulas::integral([&](double p) { return p == 0 ? 1 - 2 / 5.0 : 1 - c(p) / p; }, from, to);
    const auto ratio = [&](double p) {
      if (p == 0) return 1 - 2 / 5.0;
      if (p == 1) return 1 - 5 / 10.0;
      return 1 - c(p) / p * (1 - p) / (1 - c(p));
    };
    z_area += formulas::integral(ratio, from, to);
  }
  CHECK(s_gini(x, 3) == Approx(1 - 6 * s_area).epsilon(1e-10));
  CHECK(bonferroni(x) == Approx(b_area).epsilon(1e-10));
  CHECK(zenga(x) == Approx(z_area).epsilon(1e-10));
}

TEST_CASE("s_gini, bonferroni, zenga: accurate on any data") {
  for (const std::size_t n : {1u, 2u, 5u, 20u})
    for (const auto& [name, x] : samples::hostile(n, n + 700)) {
      const auto& data = name;  // Clang 14 captures no structured binding
      CAPTURE(data);
      CAPTURE(n);
      rank_measures_accurate(formulas::sample(x), x);
    }
  for (const auto& [name, x] : samples::hostile(15, 71)) {
    const auto& data = name;  // Clang 14 captures no structured binding
    CAPTURE(data);
    const auto counts = samples::frequencies(15, 5);
    if (const formulas::sample s(x, counts); s.total() > 0) {
      rank_measures_accurate(s, x, frequency(counts));
      const auto expanded = samples::expand(x, counts);
      CHECK(s_gini(x, frequency(counts), 1.5) == s_gini(expanded, 1.5));
      CHECK(bonferroni(x, frequency(counts)) == bonferroni(expanded));
      CHECK(zenga(x, frequency(counts)) == zenga(expanded));
      if (name != "from subnormal to near overflow" &&
          oracle::quantile(oracle::sample(expanded), oracle::rational(1, 2), 7) > oracle::rational(0))
        CHECK(wolfson(x, frequency(counts)) == wolfson(expanded));
    }
    const auto weights = samples::survey_weights(15, 6);
    if (const formulas::sample s(x, weights); s.total() > 0) rank_measures_accurate(s, x, sampling(weights));
  }
}

TEST_CASE("hoover, s_gini, bonferroni, zenga: sampling weights that differ by many orders of magnitude") {
  const std::vector<std::vector<double>> values{
      {1, 2, 3, 4}, {1, 1e10, 1e20, 1e30}, {0, 1e-20, 1, 1e35}, {1, 1e40, 2e40, 3e40}, {1, 1 + 1e-9, 1 + 2e-9, 7}};
  const std::vector<std::vector<double>> weights{
      {1, 1e-20, 1e-40, 1e-60}, {1e-60, 1e-40, 1e-20, 1}, {1, 1e-30, 1e-30, 1}, {1e-50, 1, 1, 1e-50}};
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = 0; j < weights.size(); ++j) {
      const std::vector<double>&x = values[i], &w = weights[j];
      const formulas::sample s(x, w);
      CAPTURE(i);
      CAPTURE(j);
      CHECK(oracle::ulps(hoover(x, sampling(w)), oracle::hoover(oracle::sample(x, w))) <= 2);
      for (const double nu : {1.5, 3.0}) CHECK(formulas::accurate(s_gini(x, sampling(w), nu), s_gini_of(nu), s));
      CHECK(formulas::accurate(bonferroni(x, sampling(w)), bonferroni_of, s));
      CHECK(formulas::accurate(zenga(x, sampling(w)), zenga_of, s));
    }
  CHECK(zenga(std::vector<double>{5e-324, 1.7e308}, sampling(std::vector<double>{0.3, 1e-308})) == 1);
  CHECK(zenga(std::vector<double>{0, 1.7e308}, sampling(std::vector<double>{1e-308, 0.3})) ==
        Approx(1e-308 / 0.3 * (1 + std::log(0.3) + 308 * std::log(10.0))).epsilon(1e-13).scale(0));
}

TEST_CASE("s_gini, bonferroni, zenga, wolfson: exactly zero where all are equal") {
  for (const double value : {0.1, 1e-310, 1.7e308})
    for (const std::size_t n : {1u, 3u, 1000u}) {
      const std::vector<double> x(n, value), w(n, 0.3);
      for (const double nu : {1.0, 1.3, 2.0, 7.0}) CHECK(s_gini(x, sampling(w), nu) == 0);
      CHECK(bonferroni(x) == 0);
      CHECK(zenga(x) == 0);
      CHECK(zenga(x, sampling(w)) == 0);
      CHECK(wolfson(x) == 0);
    }
}

TEST_CASE("s_gini: continuous at 1 and 2") {
  const std::vector<double> x{0, 1, 1, 4, 9, 30};
  const double theta = (s_gini(x, 1 + 1e-7) - s_gini(x, 1)) / 1e-7;  // the slope at 1
  for (const double step : {1e-15, 1e-13, 1e-10}) {
    const double nu = 1 + step;  // rounded
    CHECK(s_gini(x, nu) == Approx((nu - 1) * theta).epsilon(1e-6).scale(0));
    CHECK(s_gini(x, 2 + step) == Approx(lorenz::gini(x)).epsilon(1e-12 + step).scale(0));
    CHECK(s_gini(x, 2 - step) == Approx(lorenz::gini(x)).epsilon(1e-12 + step).scale(0));
  }
}

TEST_CASE("wolfson: published and by hand") {
  CHECK(wolfson(published::pysal::wolfson_x) == Approx(published::pysal::wolfson).epsilon(1e-15));
  CHECK(wolfson(published::pysal::wolfson_even_x) == Approx(published::pysal::wolfson_even).epsilon(1e-15));
  CHECK(wolfson(std::vector<int>{1, 3}) == 0.25);
  CHECK(wolfson(std::vector<int>{1, 3}, frequency(std::vector<int>{500, 500})) == 0.25);
  CHECK(wolfson(std::vector<int>{1, 3}, sampling(std::vector<double>{0.2, 0.2})) == 0.25);
  rules::throws<std::domain_error>("wolfson", [] { (void)wolfson(std::vector<int>{0, 0, 0, 5}); }, {"median is zero"});
  rules::throws<std::domain_error>("wolfson",
                                   [] {
                                     (void)wolfson(std::vector<double>{1e-300, 1e-300, 1e300});
                                   },
                                   {"largest number"});
  // Gaps of 0, then 1e-20, at p = 2/3.
  CHECK(wolfson(std::vector<double>{5e-324, 5e-324, 1e-20}) == Approx(1e-20 / 9 / 5e-324).epsilon(1e-14).scale(0));
}

TEST_CASE("wolfson: accurate on any data") {
  for (const std::size_t n : {1u, 2u, 5u, 20u})
    for (const auto& [name, x] : samples::hostile(n, n + 900)) {
      const auto& data = name;  // Clang 14 captures no structured binding
      CAPTURE(data);
      CAPTURE(n);
      const auto check = [&](const oracle::rational& median, const formulas::sample& s, const auto&... sample) {
        if (median == 0) return;
        const formulas::number middle = formulas::number(numerator(median)) / formulas::number(denominator(median));
        const formulas::number truth = formulas::wolfson(s, middle);
        if (truth > 1e300) return;
        CHECK(abs(formulas::number(wolfson(sample...)) - truth) <=
              formulas::number(1e-15) * truth + formulas::number(1e-80));
      };
      check(oracle::quantile(oracle::sample(x), oracle::rational(1, 2), 7), formulas::sample(x), x);
      const auto weights = samples::survey_weights(n, n);
      check(oracle::weighted_quantile(oracle::sample(x, weights), oracle::rational(1, 2), 2),
            formulas::sample(x, weights), x, sampling(weights));
    }
}

TEST_CASE("s_gini, bonferroni, zenga, wolfson: order, scale, copies and transfers") {
  const auto all = [](const auto& measure) {
    rules::same_in_any_order_and_scale(measure);
    rules::same_of_copies(measure);
  };
  const auto less_averse = [](const auto&... sample) { return s_gini(sample..., 1.2); };
  all(less_averse);
  all(s_gini_call);
  all(bonferroni_call);
  all(zenga_call);
  all(wolfson_call);
  rules::lowered_by_transfers(less_averse);
  rules::lowered_by_transfers(s_gini_call);
  rules::lowered_by_transfers(bonferroni_call);
  rules::lowered_by_transfers(zenga_call);
  // Polarization is not inequality: transfers on either side of the median raise it.
  CHECK(wolfson(std::vector<int>{2, 2, 6, 6}) > wolfson(std::vector<int>{1, 3, 5, 7}));
}

TEST_CASE("s_gini, bonferroni, zenga, wolfson: extended types on hostile data") {
  for (const double nu : {1.0001, 1.5, 3.0, 40.0}) {
    CAPTURE(nu);
    extended::accurate([&](const auto&... sample) { return s_gini(sample..., nu); }, s_gini_of(nu));
  }
  extended::accurate(bonferroni_call, bonferroni_of);
  extended::accurate(zenga_call, zenga_of);
  const auto wolfson_check = [](const auto& weights, const auto& x, const auto&... w) {
    const oracle::sample s(x, weights);
    const bool counted = std::is_integral_v<std::decay_t<decltype(weights[0])>>;
    const oracle::rational half(1, 2);
    const oracle::rational median = counted ? oracle::quantile(s, half, 7) : oracle::weighted_quantile(s, half, 2);
    if (median == 0) return;
    const formulas::number middle = formulas::number(numerator(median)) / formulas::number(denominator(median));
    const auto formula = [&](const formulas::sample& t) { return formulas::wolfson(t, middle); };
    CHECK(extended::within(wolfson(x, w...), formula, formulas::sample(x, weights)));
  };
  extended::plain_and_counted<long double>(wolfson_check);
  extended::plain_and_counted<extended::big>(wolfson_check);
  extended::weighted<long double>(wolfson_check);
  extended::weighted<extended::big>(wolfson_check);
}

TEST_CASE("s_gini, bonferroni, zenga, wolfson: number types") {
  using boost::multiprecision::cpp_bin_float_50;
  const std::vector<std::uint64_t> wide{UINT64_MAX, 1, UINT64_MAX - 1};
  CHECK(formulas::accurate(bonferroni(wide), bonferroni_of, formulas::sample(wide)));
  CHECK(formulas::accurate(zenga(wide), zenga_of, formulas::sample(wide)));
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, 5, cpp_bin_float_50(22) / 7};
  const formulas::sample s(bigs);
  const auto near = [](const cpp_bin_float_50& result, const formulas::number& truth) {
    return abs(formulas::number(result) / truth - 1) < 1e-48;
  };
  CHECK(near(s_gini(bigs, 2.5), formulas::s_gini(s, 2.5)));
  CHECK(near(bonferroni(bigs), formulas::bonferroni(s)));
  CHECK(near(zenga(bigs), formulas::zenga(s)));
  CHECK(near(wolfson(bigs), formulas::wolfson(s, formulas::number(22) / 7)));
  const std::vector<long double> longs{0.1L, 0.7L, 1e12L};
  CHECK(abs(formulas::number(zenga(longs)) / formulas::zenga(formulas::sample(longs)) - 1) < 1e-18);
}

TEST_CASE("s_gini: every input") { rules::every_input(s_gini_call); }
TEST_CASE("bonferroni: every input") { rules::every_input(bonferroni_call); }
TEST_CASE("zenga: every input") { rules::every_input(zenga_call); }
TEST_CASE("wolfson: every input") { rules::every_input(wolfson_call); }
TEST_CASE("s_gini: every sampling input") { rules::every_sampling_input(s_gini_call); }
TEST_CASE("bonferroni: every sampling input") { rules::every_sampling_input(bonferroni_call); }
TEST_CASE("zenga: every sampling input") { rules::every_sampling_input(zenga_call); }
TEST_CASE("s_gini: errors") {
  rules::input_errors("s_gini", s_gini_call);
  rules::no_zero_total("s_gini", s_gini_call);
  const std::vector<int> x{1, 2}, none{-1, 1};
  rules::throws<std::invalid_argument>("s_gini", [&] { (void)s_gini(x, 0.5); }, {"nu is 0.5, must be >= 1"});
  rules::throws<std::invalid_argument>("s_gini", [&] { (void)s_gini(x, rules::nan); }, {"nu is NaN"});
  rules::throws<std::invalid_argument>("s_gini", [&] { (void)s_gini(x, rules::infinity); }, {"must be finite"});
  for (const double nu : {1.0, 2.0, 3.0})
    rules::throws<std::domain_error>("s_gini", [&] { (void)s_gini(none, nu); }, {"the total is not positive"});
}
TEST_CASE("bonferroni: errors") {
  rules::input_errors("bonferroni", bonferroni_call);
  rules::no_negative_values("bonferroni", bonferroni_call);
  rules::no_zero_total("bonferroni", bonferroni_call);
}
TEST_CASE("zenga: errors") {
  rules::input_errors("zenga", zenga_call);
  rules::no_negative_values("zenga", zenga_call);
  rules::no_zero_total("zenga", zenga_call);
}
TEST_CASE("wolfson: errors") {
  rules::input_errors("wolfson", wolfson_call);
  rules::no_negative_values("wolfson", wolfson_call);
  rules::no_zero_total("wolfson", wolfson_call);
}
