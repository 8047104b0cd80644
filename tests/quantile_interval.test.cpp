// SPDX-License-Identifier: BSL-1.0
#include <lorenz/quantile_interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <doctest/doctest.h>
#include <lorenz/quantile.hpp>

#include "reference/oracle.hpp"
#include "reference/published.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::estimate;
using lorenz::frequency;
using lorenz::harrell_davis;
using lorenz::quantile_interval_options;
using lorenz::quantile_method;
using lorenz::sampling;
using oracle::integer;
using oracle::rational;
namespace inference = lorenz::inference;

namespace {

constexpr double z95 = 1.959963984540054;

const auto middle = [](const auto&... sample) { return inference::quantile(sample..., 0.4).value; };
const auto upper_end = [](const auto&... sample) { return inference::quantile(sample..., 0.4).confidence.upper; };

// P(B = k) for k = 0 ... n.
std::vector<rational> binomial(int n, const rational& p) {
  std::vector<rational> chances;
  integer choose = 1;
  for (int k = 0; k <= n; ++k) {
    rational chance = choose;
    for (int j = 0; j < n; ++j) chance = chance * (j < k ? p : rational(1 - p));
    chances.push_back(chance);
    choose = choose * (n - k) / (k + 1);
  }
  return chances;
}

rational between(const std::vector<rational>& chances, int first, int last) {
  rational sum = 0;
  for (int k = std::max(first, 0); k <= last && k < static_cast<int>(chances.size()); ++k)
    sum = sum + chances[static_cast<std::size_t>(k)];
  return sum;
}

bool same(const estimate& a, const estimate& b) {
  const auto near = [](double x, double y) { return std::fabs(x - y) <= 1e-11 * (1 + std::fabs(x)); };
  return a.value == b.value && near(a.standard_error, b.standard_error) &&
         near(a.confidence.lower, b.confidence.lower) && near(a.confidence.upper, b.confidence.upper) &&
         a.level == b.level;
}

}  // namespace

TEST_CASE("inference::quantile: exact binomial ranks") {
  for (const int n : {2, 5, 6, 10, 29, 60}) {
    std::vector<double> x;
    for (int i = 1; i <= n; ++i) x.push_back(i);
    for (const int percent : {1, 10, 50, 75, 97})
      for (const double level : {0.5, 0.95, 0.99}) {
        CAPTURE(n);
        CAPTURE(percent);
        CAPTURE(level);
        const auto chances = binomial(n, rational(percent, 100));
        const rational tail = (1 - rational(static_cast<int>(std::lround(level * 100)), 100)) / 2;
        int lower = 1;
        while (lower < n && between(chances, 0, lower) <= tail) ++lower;  // P(B < lower + 1)
        int upper = n;
        while (upper > 1 && between(chances, upper - 1, n) <= tail) --upper;
        const auto e = inference::quantile(x, percent / 100.0, quantile_interval_options{level});
        CHECK(e.confidence.lower == lower);
        CHECK(e.confidence.upper == upper);
        CHECK(e.level == Approx(oracle::approximate(between(chances, lower, upper - 1))).epsilon(1e-12));
        CHECK(e.value == lorenz::quantile(x, percent / 100.0));
      }
  }
  // The classical table: the median of ten between ranks 2 and 9 at 97.9 %.
  const auto e = inference::quantile(std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.5);
  CHECK(e.confidence.lower == 2);
  CHECK(e.confidence.upper == 9);
  CHECK(e.level == Approx(1 - 2 * 11.0 / 1024).epsilon(1e-14));
  CHECK(e.standard_error == Approx(7 / (2 * 2.2991)).epsilon(1e-4));
}

TEST_CASE("inference::quantile: Maritz and Jarrett in exact arithmetic") {
  samples::generator g(1);
  for (const int n : {2, 7, 20, 31}) {
    auto x = samples::draw(static_cast<std::size_t>(n), [&] { return g.below(40) - 11.5; });
    std::sort(x.begin(), x.end());
    for (const int percent : {1, 10, 50, 75, 99}) {
      const double p = percent / 100.0;
      const int m = std::max(1, (2 * percent * n + 100) / 200);
      // I_x(m, n - m + 1) is the chance of m or more of n.
      rational first = 0, second = 0, before = 0;
      for (int i = 1; i <= n; ++i) {
        const rational after = between(binomial(n, rational(i, n)), m, n);
        const rational value = oracle::exact(x[static_cast<std::size_t>(i - 1)]);
        first = first + (after - before) * value;
        second = second + (after - before) * value * value;
        before = after;
      }
      const double truth = std::sqrt(oracle::approximate(second - first * first));
      const auto e = inference::quantile(x, p, {0.95, quantile_method::maritz_jarrett});
      CAPTURE(n);
      CAPTURE(percent);
      CHECK(e.standard_error == Approx(truth).epsilon(1e-9));
      CHECK(e.confidence.upper == Approx(e.value + z95 * truth).epsilon(1e-9));
      CHECK(e.value == lorenz::quantile(x, p));
    }
  }
  // A far value that has no weight does not show.
  std::vector<double> x(400, 0.0);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(i);
  const double plain = inference::quantile(x, 0.5, {0.95, quantile_method::maritz_jarrett}).standard_error;
  x.back() = 1e12;
  CHECK(inference::quantile(x, 0.5, {0.95, quantile_method::maritz_jarrett}).standard_error ==
        Approx(plain).epsilon(1e-9));
}

TEST_CASE("inference::quantile: the jackknife of Harrell and Davis") {
  const quantile_interval_options options{0.95, quantile_method::harrell_davis};
  // scipy, stats.mstats.hdquantiles_sd.
  const std::vector<double> published_errors{0.0379258, 0.0380656, 0.0380013};
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(inference::quantile(published::scipy::x, published::scipy::p[i + 1], options).standard_error ==
          Approx(published_errors[i]).epsilon(2e-6));
  // Without one unit after the other.
  samples::generator g(2);
  for (int trial = 0; trial < 30; ++trial) {
    const auto n = static_cast<std::size_t>(2 + g.below(12));
    const auto x = samples::draw(n, [&] { return g.below(20) / 3.0; });
    const double p = 0.02 + 0.96 * g.uniform();
    std::vector<double> without;
    for (std::size_t i = 0; i < n; ++i) {
      auto rest = x;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      without.push_back(harrell_davis(rest, p));
    }
    double mean = 0, squares = 0;
    for (const double t : without) mean += t / static_cast<double>(n);
    for (const double t : without) squares += (t - mean) * (t - mean);
    const double truth = std::sqrt(squares * (static_cast<double>(n) - 1) / static_cast<double>(n));
    const auto e = inference::quantile(x, p, options);
    CHECK(e.value == harrell_davis(x, p));
    CHECK(e.standard_error == Approx(truth).epsilon(1e-9));
  }
}

TEST_CASE("inference::quantile: Woodruff") {
  samples::generator g(3);
  const auto x = samples::draw(60, [&] { return std::exp(3 * g.uniform()); });
  const quantile_interval_options woodruff{0.95, quantile_method::woodruff};
  for (const double p : {0.1, 0.5, 0.77, 0.99}) {
    const double reach = z95 * std::sqrt(p * (1 - p) / 59);
    const auto e = inference::quantile(x, p, woodruff);
    CHECK(e.confidence.lower == Approx(lorenz::quantile(x, p - reach)).epsilon(1e-12));
    CHECK(e.confidence.upper == Approx(lorenz::quantile(x, std::min(p + reach, 1.0))).epsilon(1e-12));
    CHECK(e.standard_error == Approx((e.confidence.upper - e.confidence.lower) / (2 * z95)).epsilon(1e-12));
    CHECK(e.value == lorenz::quantile(x, p));
    CHECK(e.level == 0.95);
  }
  // Weights: the linearized error of a mean of indicators, written out.
  for (int trial = 0; trial < 20; ++trial) {
    const auto w = samples::draw(60, [&] { return 0.2 + g.uniform(); });
    const double p = 0.1 + 0.8 * g.uniform();
    double whole = 0;
    for (const double weight : w) whole += weight;
    const double q = lorenz::quantile(x, sampling(w), p, {lorenz::quantile_definition::hyndman_fan_1});
    double below = 0, at = 0;
    for (std::size_t i = 0; i < 60; ++i) {
      if (x[i] < q) below += w[i];
      if (x[i] == q) at = w[i];
    }
    double squares = 0;
    for (std::size_t i = 0; i < 60; ++i) {
      const double inside = x[i] < q ? 1 : x[i] > q ? 0 : (p * whole - below) / at;
      squares += w[i] * w[i] / whole / whole * (inside * (1 - p) * (1 - p) + (1 - inside) * p * p);
    }
    const double reach = z95 * std::sqrt(squares * 60 / 59);
    const auto e = inference::quantile(x, sampling(w), p);
    CHECK(e.value == lorenz::quantile(x, sampling(w), p));
    CHECK(e.confidence.lower == lorenz::quantile(x, sampling(w), std::max(p - reach, 0.0)));
    CHECK(e.confidence.upper == lorenz::quantile(x, sampling(w), std::min(p + reach, 1.0)));
  }
}

TEST_CASE("inference::quantile: frequencies are the expanded sample") {
  samples::generator g(4);
  for (int trial = 0; trial < 40; ++trial) {
    const auto n = static_cast<std::size_t>(2 + g.below(9));
    const auto x = samples::draw(n, [&] { return g.below(12) * 1.5; });
    const auto counts = samples::frequencies(n, static_cast<std::uint64_t>(trial));
    const double p = 0.05 + 0.9 * g.uniform();
    for (const auto method :
         {quantile_method::standard, quantile_method::order_statistics, quantile_method::maritz_jarrett,
          quantile_method::harrell_davis, quantile_method::woodruff}) {
      CAPTURE(static_cast<int>(method));
      CHECK(same(inference::quantile(x, frequency(counts), p, {0.9, method}),
                 inference::quantile(samples::expand(x, counts), p, {0.9, method})));
    }
  }
  const std::vector<double> many{1e15, 3e15, 1e15};  // far beyond what could be expanded
  const auto e = inference::quantile(std::vector<int>{1, 2, 3}, frequency(many), 0.5);
  CHECK(e.confidence.lower == 2);
  CHECK(e.confidence.upper == 2);
  CHECK(e.standard_error == 0);
}

TEST_CASE("inference::quantile: equal values, large values") {
  for (const auto method : {quantile_method::order_statistics, quantile_method::maritz_jarrett,
                            quantile_method::harrell_davis, quantile_method::woodruff}) {
    const auto e = inference::quantile(std::vector<double>(9, 0.1), 0.5, {0.95, method});
    CHECK(e.value == 0.1);
    CHECK(e.standard_error == 0);
    CHECK(e.confidence.lower == 0.1);
    CHECK(e.confidence.upper == 0.1);
    const auto small = inference::quantile(std::vector<double>{1, 2, 4, 8, 16, 32}, 0.5, {0.95, method});
    const auto large =
        inference::quantile(std::vector<double>{1e300, 2e300, 4e300, 8e300, 16e300, 32e300}, 0.5, {0.95, method});
    CHECK(large.standard_error == Approx(small.standard_error * 1e300).epsilon(1e-12));
  }
}

TEST_CASE("inference::quantile: every kind of input") {
  rules::every_input(middle);
  rules::every_input(upper_end);
}
// Not rules::every_sampling_input: the rows are the units, so a row split in two is another sample.
TEST_CASE("inference::quantile: the scale of sampling weights and the order of rows") {
  const std::vector<double> x{5, 9, 1, 3, 4, 4}, w{0.3, 0, 2.2, 0.7, 1.1, 0.2};
  const estimate expected = inference::quantile(x, sampling(w), 0.4);
  for (const double factor : {0x1p-40, 1e-7, 1e7, 0x1p30}) {
    auto scaled = w;
    for (double& weight : scaled) weight *= factor;
    CHECK(same(inference::quantile(x, sampling(scaled), 0.4), expected));
  }
  CHECK(same(inference::quantile(std::vector<double>{4, 4, 3, 1, 5},
                                 sampling(std::vector<double>{1.1, 0.2, 0.7, 2.2, 0.3}), 0.4),
             expected));
  CHECK(same(inference::quantile(lorenz::sorted(std::vector<double>{1, 3, 4, 4, 5}),
                                 sampling(std::vector<double>{2.2, 0.7, 1.1, 0.2, 0.3}), 0.4),
             expected));
  CHECK(same(inference::quantile(lorenz::distribution(x, sampling(w)), 0.4), expected));
}
TEST_CASE("inference::quantile: malformed input") { rules::input_errors("inference::quantile", middle); }
TEST_CASE("inference::quantile: malformed sampling weights") { rules::sampling_errors("inference::quantile", middle); }
TEST_CASE("inference::quantile: what else is refused") {
  const std::vector<int> x{1, 2, 3};
  const std::vector<int> w{1, 1, 1};
  for (const double p : {0.0, 1.0, -0.5, rules::nan})
    rules::throws<std::invalid_argument>("inference::quantile", [&] { (void)inference::quantile(x, p); },
                                         {"p is", "(0, 1)"});
  for (const double level : {0.0, 1.0, 95.0, rules::nan})
    rules::throws<std::invalid_argument>("inference::quantile",
                                         [&] { (void)inference::quantile(x, 0.5, quantile_interval_options{level}); },
                                         {"level is", "(0, 1)"});
  for (const auto method :
       {quantile_method::order_statistics, quantile_method::maritz_jarrett, quantile_method::harrell_davis})
    rules::throws<std::invalid_argument>("inference::quantile",
                                         [&] {
                                           (void)inference::quantile(x, sampling(w), 0.5, {0.95, method});
                                         },
                                         {"woodruff", "sampling"});
  rules::throws<std::domain_error>("inference::quantile", [&] { (void)inference::quantile(std::vector<int>{7}, 0.5); },
                                   {"n is 1"});
  rules::throws<std::domain_error>(
      "inference::quantile",
      [&] { (void)inference::quantile(std::vector<int>{7}, sampling(std::vector<int>{3}), 0.5); }, {"n is 1"});
}
