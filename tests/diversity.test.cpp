// SPDX-License-Identifier: BSL-1.0
#include <lorenz/diversity.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <lorenz/market.hpp>

#include "reference/extended.hpp"
#include "reference/formulas.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::frequency;
using lorenz::hannah_kay;
using lorenz::shannon_entropy;

namespace {

const auto shannon_call = [](const auto&... sample) { return shannon_entropy(sample...); };
const auto hannah_kay_call = [](const auto&... sample) { return hannah_kay(sample..., 1.7); };

const auto shannon = [](const formulas::sample& s) { return formulas::shannon_entropy(s); };

template <class... Sample>
void all_accurate(const formulas::sample& s, const Sample&... sample) {
  CHECK(formulas::accurate(shannon_entropy(sample...), shannon, s));
  for (const double alpha : {0.25, 0.5, 0.9999, 1.0, 1.0001, 1.5, 2.0, 3.0, 25.0}) {
    CAPTURE(alpha);
    const double index = hannah_kay(sample..., alpha);
    // The power 1/(alpha - 1) takes the rounding of its argument with it.
    const formulas::number truth = formulas::hannah_kay(s, alpha);
    CHECK(abs(formulas::number(index) / truth - 1) <=
          formulas::number(1e-15) * (1 + 2 * alpha / std::fabs(alpha == 1 ? 1 : alpha - 1)));
    CHECK(abs(formulas::number(index) / truth - 1) <= formulas::number(1e-12));
  }
}

}  // namespace

TEST_CASE("diversity: by hand") {
  const double log2 = std::log(2.0);
  CHECK(shannon_entropy(std::vector<int>{5, 5, 5, 5}) == Approx(2 * log2).epsilon(1e-15));
  CHECK(shannon_entropy(std::vector<int>{1, 1, 2}) == Approx(1.5 * log2).epsilon(1e-15));
  CHECK(shannon_entropy(std::vector<int>{0, 3, 0}) == 0);
  CHECK(shannon_entropy(std::vector<int>{9}) == 0);
  CHECK(hannah_kay(std::vector<int>{1, 1, 2}, 2) == Approx(0.375).epsilon(1e-15));
  CHECK(hannah_kay(std::vector<int>{1, 1, 2}, 1) == Approx(std::exp2(-1.5)).epsilon(1e-15));
  CHECK(hannah_kay(std::vector<int>{1, 1, 2}, 3) == Approx(std::sqrt(10.0) / 8).epsilon(1e-15));
  CHECK(hannah_kay(std::vector<int>{1, 1, 2}, 0.5) == Approx(1 / std::pow(1 + std::sqrt(0.5), 2)).epsilon(1e-15));
  CHECK(hannah_kay(std::vector<int>{3, 3, 3, 3}, 7) == 0.25);
  CHECK(hannah_kay(std::vector<int>{0, 8, 0}, 0.3) == 1);
  CHECK(hannah_kay(std::vector<int>{0, 1, 1}, 1e-12) == Approx(0.5).epsilon(1e-11));  // units that hold something
  CHECK(hannah_kay(std::vector<int>{0, 1, 1}, 1e-310) == Approx(0.5).epsilon(1e-15));
}

TEST_CASE("diversity: accurate on any data") {
  for (const std::size_t n : {1u, 2u, 5u, 20u})
    for (const auto& [name, x] : samples::hostile(n, n + 300)) {
      const auto& data = name;  // Clang 14 captures no structured binding
      CAPTURE(data);
      CAPTURE(n);
      all_accurate(formulas::sample(x), x);
    }
  const auto counts = samples::frequencies(15, 5);
  for (const auto& [name, x] : samples::hostile(15, 4)) {
    const auto& data = name;  // Clang 14 captures no structured binding
    CAPTURE(data);
    const formulas::sample s(x, counts);
    if (!(s.total() > 0)) continue;
    all_accurate(s, x, frequency(counts));
    const auto expanded = samples::expand(x, counts);
    CHECK(shannon_entropy(x, frequency(counts)) == shannon_entropy(expanded));
    for (const double alpha : {0.3, 1.0, 4.0})
      CHECK(hannah_kay(x, frequency(counts), alpha) == hannah_kay(expanded, alpha));
  }
  // One holds all but next to nothing: what it lacks to 1 is no rounding error.
  for (const double rest : {1e-9, 1e-17, 1e-40, 1e-300}) {
    const std::vector<double> x{rest, 1, rest};
    CHECK(formulas::accurate(shannon_entropy(x), shannon, formulas::sample(x)));
  }
}

TEST_CASE("diversity: continuous at 1, decreasing concentration of higher order") {
  for (const auto& [name, x] : samples::hostile(40, 9)) {
    const auto& data = name;  // Clang 14 captures no structured binding
    CAPTURE(data);
    const double at_one = hannah_kay(x, 1);
    CHECK(at_one == Approx(std::exp(-shannon_entropy(x))).epsilon(1e-13));
    for (const double step : {1e-16, 1e-15, 1e-14, 1e-13})
      for (const double alpha : {1 - step, 1 + step})
        CHECK(hannah_kay(x, alpha) == Approx(at_one).epsilon(1e-12).scale(0));
    CHECK(hannah_kay(x, 2) == Approx(lorenz::herfindahl(x)).epsilon(4e-15));
    double before = 0;
    for (const double alpha : {0.1, 0.5, 0.99, 1.0, 1.01, 1.5, 2.0, 5.0, 100.0, 1e4, 1e300}) {
      const double index = hannah_kay(x, alpha);
      CHECK(index >= before * (1 - 1e-13));
      CHECK(index <= 1 + 1e-15);
      before = index;
    }
    CHECK(before == Approx(lorenz::concentration_ratio(x, 1)).epsilon(1e-14));  // the largest share
  }
}

TEST_CASE("diversity: order, scale and transfers") {
  rules::same_in_any_order_and_scale(shannon_call);
  rules::same_in_any_order_and_scale(hannah_kay_call);
  rules::lowered_by_transfers([](const auto& x) { return -shannon_entropy(x); });
  for (const double alpha : {0.3, 1.0, 1.7, 3.0})
    rules::lowered_by_transfers([&](const auto& x) { return hannah_kay(x, alpha); });
}

TEST_CASE("diversity: extended types on hostile data") {
  extended::accurate_of_units(shannon_call, shannon);
  for (const double alpha : {0.25, 0.5, 1.0, 1.5, 3.0}) {
    CAPTURE(alpha);
    extended::accurate_of_units([&](const auto&... sample) { return hannah_kay(sample..., alpha); },
                                [&](const formulas::sample& s) { return formulas::hannah_kay(s, alpha); });
  }
}

TEST_CASE("diversity: number types") {
  using boost::multiprecision::cpp_bin_float_50;
  const std::vector<long double> longs{0.1L, 0.7L, 1e3L};
  const formulas::sample s(longs);
  CHECK(abs(formulas::number(shannon_entropy(longs)) / formulas::shannon_entropy(s) - 1) < 1e-18);
  CHECK(abs(formulas::number(hannah_kay(longs, 1.5L)) / formulas::hannah_kay(s, 1.5) - 1) < 1e-18);
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, 5, cpp_bin_float_50(22) / 7};
  const formulas::sample t(bigs);
  CHECK(abs(formulas::number(shannon_entropy(bigs)) / formulas::shannon_entropy(t) - 1) < 1e-48);
  CHECK(abs(formulas::number(hannah_kay(bigs, 1.5)) / formulas::hannah_kay(t, 1.5) - 1) < 1e-48);
}

TEST_CASE("shannon_entropy: every input") { rules::every_input(shannon_call); }
TEST_CASE("hannah_kay: every input") { rules::every_input(hannah_kay_call); }
TEST_CASE("shannon_entropy: errors") {
  rules::input_errors("shannon_entropy", shannon_call);
  rules::units_only("shannon_entropy", shannon_call);
  rules::no_negative_values("shannon_entropy", shannon_call);
  rules::no_zero_total("shannon_entropy", shannon_call);
}
TEST_CASE("hannah_kay: errors") {
  rules::input_errors("hannah_kay", hannah_kay_call);
  rules::units_only("hannah_kay", hannah_kay_call);
  rules::no_negative_values("hannah_kay", hannah_kay_call);
  rules::no_zero_total("hannah_kay", hannah_kay_call);
  const std::vector<int> x{1, 2};
  rules::throws<std::invalid_argument>("hannah_kay", [&] { (void)hannah_kay(x, 0); }, {"alpha is 0, must be > 0"});
  rules::throws<std::invalid_argument>("hannah_kay", [&] { (void)hannah_kay(x, -1.5); }, {"alpha is -1.5"});
  rules::throws<std::invalid_argument>("hannah_kay", [&] { (void)hannah_kay(x, rules::nan); }, {"alpha is NaN"});
  rules::throws<std::invalid_argument>("hannah_kay", [&] { (void)hannah_kay(x, rules::infinity); }, {"must be finite"});
}

TEST_CASE("shannon_entropy, hannah_kay: a total beyond the largest number") {
  const std::vector<double> huge{4.5e307, 1.2e308}, small{4.5, 12};
  const std::vector<double> counts{0x1p55, 2};
  const auto near = [](double x) { return doctest::Approx(x).epsilon(1e-14); };
  CHECK(lorenz::shannon_entropy(huge, lorenz::frequency(counts)) ==
        near(lorenz::shannon_entropy(small, lorenz::frequency(counts))));
  CHECK(lorenz::hannah_kay(huge, lorenz::frequency(counts), 2) ==
        near(lorenz::hannah_kay(small, lorenz::frequency(counts), 2)));
}
