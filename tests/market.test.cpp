// SPDX-License-Identifier: BSL-1.0
#include <lorenz/market.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <lorenz/shares.hpp>

#include "reference/extended.hpp"
#include "reference/oracle.hpp"
#include "reference/published.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::concentration_ratio;
using lorenz::effective_number;
using lorenz::frequency;
using lorenz::herfindahl;
using lorenz::herfindahl_options;

namespace {

const auto plain = [](const auto&... sample) { return herfindahl(sample...); };
const auto normalized = [](const auto&... sample) { return herfindahl(sample..., herfindahl_options{true}); };
const auto number = [](const auto&... sample) { return effective_number(sample...); };
const auto of_two = [](const auto&... sample) { return concentration_ratio(sample..., 2); };
const auto hall_tideman_call = [](const auto&... sample) { return lorenz::hall_tideman(sample...); };

oracle::rational exact_normalized(const oracle::sample& s) {
  const oracle::rational even(1, s.n);
  return (oracle::herfindahl(s) - even) / (1 - even);
}

}  // namespace

TEST_CASE("herfindahl: values other packages publish") {
  namespace p = published;
  CHECK(herfindahl(p::ineq::x) == Approx(p::ineq::printed_herfindahl).epsilon(5e-7));
  CHECK(herfindahl(p::ineq::x) == Approx(p::ineq::herfindahl).epsilon(1e-14));
  CHECK(herfindahl(p::reat::x) == Approx(p::reat::herfindahl).epsilon(1e-15));
  CHECK(herfindahl(p::reat::x, herfindahl_options{true}) == Approx(p::reat::normalized_herfindahl).epsilon(1e-15));
  CHECK(herfindahl(p::reat::x, herfindahl_options{}) == herfindahl(p::reat::x));
  CHECK(effective_number(p::reat::x) == Approx(p::reat::printed_effective_number).epsilon(5e-7));
}

TEST_CASE("herfindahl: within two ulp of exact arithmetic, whatever the data") {
  for (const std::size_t n : {1u, 2u, 3u, 41u})
    for (const auto& data : samples::hostile(n, n)) {
      const std::vector<double>& x = data.x;
      CAPTURE(data.name);
      CAPTURE(n);
      const oracle::sample s(x);
      CHECK(oracle::ulps(herfindahl(x), oracle::herfindahl(s)) <= 2);
      CHECK(oracle::ulps(effective_number(x), 1 / oracle::herfindahl(s)) <= 2);
      CHECK(herfindahl(x) <= 1);
      CHECK(effective_number(x) >= 1);
      if (n > 1) {
        CHECK(oracle::ulps(herfindahl(x, herfindahl_options{true}), exact_normalized(s)) <= 2);
        CHECK(herfindahl(x, herfindahl_options{true}) >= 0);
      }
      const auto counts = samples::frequencies(n, n);
      if (const oracle::sample counted(x, counts); counted.total > 0) {
        const auto expanded = samples::expand(x, counts);
        CHECK(oracle::ulps(herfindahl(x, frequency(counts)), oracle::herfindahl(counted)) <= 2);
        CHECK(herfindahl(x, frequency(counts)) == herfindahl(expanded));
        CHECK(effective_number(x, frequency(counts)) == effective_number(expanded));
        CHECK(herfindahl(x, frequency(counts), herfindahl_options{true}) ==
              herfindahl(expanded, herfindahl_options{true}));
      }
    }
}

TEST_CASE("herfindahl: limits") {
  CHECK(herfindahl(std::vector<int>{7}) == 1);
  CHECK(herfindahl(std::vector<int>{0, 7, 0}) == 1);
  CHECK(effective_number(std::vector<int>{0, 7, 0}) == 1);
  CHECK(herfindahl(std::vector<int>{0, 7, 0}, herfindahl_options{true}) == 1);
  for (const double value : {0.1, 1.0 / 3, 5e-324, 1e308})
    for (const std::size_t n : {2u, 8u, 49u, 1000u}) {
      const std::vector<double> x(n, value);
      CHECK(herfindahl(x) == 1 / static_cast<double>(n));
      CHECK(effective_number(x) == static_cast<double>(n));
      CHECK(herfindahl(x, herfindahl_options{true}) == 0);
    }
  // A zero is a unit for the normalized index, and nobody for the plain one.
  CHECK(herfindahl(std::vector<int>{1, 1, 0}) == 0.5);
  CHECK(herfindahl(std::vector<int>{1, 1, 0}, herfindahl_options{true}) == 0.25);
}

TEST_CASE("herfindahl: replication divides by the number of copies") {
  const std::vector<double> x{3, 1, 4, 1, 5};
  CHECK(herfindahl(x, frequency(std::vector<int>(5, 4))) == herfindahl(x) / 4);
  CHECK(effective_number(x, frequency(std::vector<int>(5, 4))) == effective_number(x) * 4);
}

TEST_CASE("concentration_ratio is the top share of k units") {
  const std::vector<double> x{20, 50, 20, 10};
  CHECK(concentration_ratio(x, 1) == 0.5);
  CHECK(concentration_ratio(x, 2) == 0.7);
  CHECK(concentration_ratio(x, 4) == 1);
  CHECK(concentration_ratio(x, 100) == 1);
  CHECK(concentration_ratio(x, std::size_t{3}) == 0.9);
  for (const auto& data : samples::hostile(20, 3)) {
    const std::vector<double>& sample = data.x;
    CAPTURE(data.name);
    for (const int k : {1, 4, 8, 19, 21}) {
      CHECK(concentration_ratio(sample, k) == lorenz::top_share(sample, lorenz::units{k}));
      CHECK(oracle::ulps(concentration_ratio(sample, k), oracle::top_share(oracle::sample(sample), k)) <= 2);
    }
  }
}

TEST_CASE("market: order, scale and transfers") {
  rules::same_in_any_order_and_scale(plain);
  rules::same_in_any_order_and_scale(normalized);
  rules::same_in_any_order_and_scale(number);
  rules::same_in_any_order_and_scale(hall_tideman_call);
  rules::same_in_any_order_and_scale(of_two);
  rules::lowered_by_transfers(plain);
  rules::lowered_by_transfers(normalized);
  rules::lowered_by_transfers([](const auto& x) { return -effective_number(x); });
  rules::lowered_by_transfers(hall_tideman_call);
  rules::not_raised_by_transfers(of_two);
}

TEST_CASE("market: extended types on hostile data") {
  extended::exact_of_units(plain, [](const oracle::sample& s) { return oracle::herfindahl(s); });
  extended::exact_of_units(normalized, exact_normalized, [](const oracle::sample& s) { return s.n > 1; });
  extended::exact_of_units(number, [](const oracle::sample& s) { return 1 / oracle::herfindahl(s); });
  extended::exact_of_units(of_two, [](const oracle::sample& s) { return oracle::top_share(s, 2); });
  extended::exact_of_units(hall_tideman_call,
                           [](const oracle::sample& s) { return 1 / (s.n * (1 - oracle::gini(s))); });
}

TEST_CASE("market: number types") {
  using boost::multiprecision::cpp_bin_float_50;
  static_assert(std::is_same_v<decltype(herfindahl(std::vector<float>{})), double>);
  static_assert(std::is_same_v<decltype(herfindahl(std::vector<long double>{})), long double>);
  static_assert(std::is_same_v<decltype(effective_number(std::vector<cpp_bin_float_50>{})), cpp_bin_float_50>);
  const std::vector<std::int64_t> top{INT64_MAX, INT64_MAX - 1, 5, INT64_MAX};
  CHECK(oracle::ulps(herfindahl(top), oracle::herfindahl(oracle::sample(top))) <= 2);
  const std::vector<std::int64_t> close{INT64_MAX, INT64_MAX - 1, INT64_MAX - 9};
  CHECK(oracle::ulps(herfindahl(close, herfindahl_options{true}), exact_normalized(oracle::sample(close))) <= 2);
  const std::vector<std::uint64_t> wide{UINT64_MAX, 1, UINT64_MAX - 1};
  CHECK(oracle::ulps(herfindahl(wide), oracle::herfindahl(oracle::sample(wide))) <= 2);
  const std::vector<long double> longs{0.1L, 0.7L, 1e12L, 4e11L};
  CHECK(oracle::ulps(herfindahl(longs), oracle::herfindahl(oracle::sample(longs))) <= 2);
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, 5, cpp_bin_float_50(22) / 7};
  CHECK(oracle::ulps(herfindahl(bigs), oracle::herfindahl(oracle::sample(bigs))) <= 2);
}

TEST_CASE("herfindahl: every input") { rules::every_input(plain); }
TEST_CASE("herfindahl, normalized: every input") { rules::every_input(normalized); }
TEST_CASE("effective_number: every input") { rules::every_input(number); }
TEST_CASE("concentration_ratio: every input") { rules::every_input(of_two); }

TEST_CASE("herfindahl: errors") {
  rules::input_errors("herfindahl", plain);
  rules::units_only("herfindahl", plain);
  rules::no_negative_values("herfindahl", plain);
  rules::no_zero_total("herfindahl", plain);
}
TEST_CASE("herfindahl, normalized: one unit has no normalized index") {
  rules::throws<std::domain_error>("herfindahl", [] { (void)normalized(std::vector<int>{5}); });
  rules::throws<std::domain_error>("herfindahl", [] {
    (void)normalized(std::vector<int>{5, 6}, frequency(std::vector<int>{1, 0}));
  });
  CHECK(normalized(std::vector<int>{5}, frequency(std::vector<int>{2})) == 0);
}
TEST_CASE("effective_number: errors") {
  rules::input_errors("effective_number", number);
  rules::units_only("effective_number", number);
  rules::no_negative_values("effective_number", number);
  rules::no_zero_total("effective_number", number);
}
TEST_CASE("concentration_ratio: errors") {
  rules::input_errors("concentration_ratio", of_two);
  rules::units_only("concentration_ratio", of_two);
  rules::no_negative_values("concentration_ratio", of_two);
  rules::no_zero_total("concentration_ratio", of_two);
  rules::throws<std::invalid_argument>("concentration_ratio",
                                       [] {
                                         (void)concentration_ratio(std::vector<int>{1, 2}, -1);
                                       },
                                       {"-1"});
}

namespace {

// 1 / (2 sum_i i s_i - 1), the units one by one.
oracle::rational hall_tideman_of(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  oracle::rational total(0), ranks(0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const oracle::rational value = oracle::exact(x[i]);
    total = total + value;
    ranks = ranks + value * oracle::rational(static_cast<long>(x.size() - i));
  }
  return total / (ranks * oracle::rational(2) - total);
}

}  // namespace

TEST_CASE("hall_tideman: published, by hand, and within two ulp of exact arithmetic") {
  using lorenz::hall_tideman;
  CHECK(hall_tideman(published::ineq::x) == Approx(published::ineq::rosenbluth).epsilon(1e-14));
  CHECK(hall_tideman(std::vector<int>{1, 3}) == Approx(1 / 1.5).epsilon(1e-15));
  CHECK(hall_tideman(std::vector<int>{0, 5, 0}) == 1);
  CHECK(hall_tideman(std::vector<double>(8, 0.1)) == 0.125);
  for (const std::size_t n : {1u, 2u, 7u, 50u})
    for (const auto& [name, x] : samples::hostile(n, n + 60)) {
      const auto& data = name;  // Clang 14 captures no structured binding
      CAPTURE(data);
      CHECK(oracle::ulps(hall_tideman(x), hall_tideman_of(x)) <= 2);
      const auto counts = samples::frequencies(n, n);
      const auto expanded = samples::expand(x, counts);
      if (oracle::sample(expanded).total > 0) CHECK(hall_tideman(x, frequency(counts)) == hall_tideman(expanded));
    }
}

TEST_CASE("hall_tideman: huge frequencies, whose squares no built-in type holds") {
  const std::vector<std::int64_t> counts{1'000'000'000'000'000'003, 7, 2'000'000'000'000'000'001};
  const auto truth = [](const oracle::sample& s) { return 1 / (s.n * (1 - oracle::gini(s))); };
  const std::vector<double> x{0.1, 0.7, 12.5};
  CHECK(oracle::ulps(lorenz::hall_tideman(x, frequency(counts)), truth(oracle::sample(x, counts))) <= 2);
  const std::vector<extended::big> bigs{extended::big(1) / 3, 5, extended::big(22) / 7};
  CHECK(oracle::ulps(lorenz::hall_tideman(bigs, frequency(counts)), truth(oracle::sample(bigs, counts))) <= 2);
}

TEST_CASE("hall_tideman: every input") { rules::every_input(hall_tideman_call); }
TEST_CASE("hall_tideman: errors") {
  rules::input_errors("hall_tideman", hall_tideman_call);
  rules::units_only("hall_tideman", hall_tideman_call);
  rules::no_negative_values("hall_tideman", hall_tideman_call);
  rules::no_zero_total("hall_tideman", hall_tideman_call);
}

TEST_CASE("herfindahl: normalized, equal values give 0 whatever their number") {
  const std::vector<double> x{3.3, 3.3, 3.3};
  const std::vector<double> counts{0x1p55, 5, 2};
  const lorenz::herfindahl_options corrected{true};
  CHECK(lorenz::herfindahl(x, lorenz::frequency(counts), corrected) == 0);
  CHECK(lorenz::herfindahl(std::vector<double>(7, 0.1), corrected) == 0);
}
