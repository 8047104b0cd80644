// SPDX-License-Identifier: BSL-1.0

#include <lorenz/growth.hpp>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "reference/error_of.hpp"

using namespace lorenz;
using quad = boost::multiprecision::cpp_bin_float_quad;

TEST_CASE("growth_rate: definition and accuracy") {
  CHECK(growth_rate(2, 3) == 0.5);
  CHECK(growth_rate(4.0, 1.0) == -0.75);
  CHECK(growth_rate(5, 0) == -1.0);
  CHECK(growth_rate(-2.0, -3.0) == 0.5);
  // (nextafter(3, 4) - 3) / 3 = 2^-51 / 3, where to / from - 1 gives 2^-52.
  CHECK(growth_rate(3.0, std::nextafter(3.0, 4.0)) == 0x1p-51 / 3);
  // 64-bit integers are taken as they are: 2^62 + 1 and 2^62 differ by one.
  CHECK(growth_rate(std::int64_t(1) << 62, (std::int64_t(1) << 62) + 1) == 0x1p-62);
  CHECK(growth_rate(0x1p-1070, 0x1p-1060) == 1023.0);
  CHECK(growth_rate(1e308, 1.5e308) == doctest::Approx(0.5).epsilon(1e-15));
}

TEST_CASE("growth_rate: types") {
  static_assert(std::is_same_v<decltype(growth_rate(1, 2)), double>);
  static_assert(std::is_same_v<decltype(growth_rate(1.f, 2.f)), double>);
  static_assert(std::is_same_v<decltype(growth_rate(1, 2.0L)), long double>);
  static_assert(std::is_same_v<decltype(growth_rate(quad(1), quad(2))), quad>);
  static_assert(std::is_same_v<decltype(year_over_year(std::vector<long double>{}, 1)), std::vector<long double>>);
  const quad third = growth_rate(quad(3), quad(4));
  CHECK(abs(third * 3 - 1) < std::numeric_limits<quad>::epsilon());
  CHECK(std::fabs(growth_rate(3.0L, 4.0L) * 3 - 1) < std::numeric_limits<long double>::epsilon());
  CHECK(abs(log_growth(quad(1), quad(2)) - log(quad(2))) < 1e-30);
  CHECK(abs(cagr(quad(1), quad(4), quad(2)) - 1) < 1e-30);
}

TEST_CASE("growth_factor and log_growth") {
  CHECK(growth_factor(4, 10) == 2.5);
  CHECK(growth_factor(4, 0) == 0.0);
  CHECK(log_growth(7, 7) == 0.0);
  CHECK(log_growth(1.0, std::exp(1.0)) == doctest::Approx(1).epsilon(1e-15));
  // log(1 + e) = e - e^2/2 + ... with e = 2^-40: the next term is below 2^-121.
  CHECK(log_growth(1.0, 1 + 0x1p-40) == doctest::Approx(0x1p-40 - 0x1p-81).epsilon(1e-15));
  CHECK(log_growth(1e-300, 1e300) == doctest::Approx(600 * std::log(10.0)).epsilon(1e-15));
  for (const double to : {0.1, 0.6, 0.999, 1.7, 3.0, 1e9})
    CHECK(log_growth(1.3, to) == doctest::Approx(-log_growth(to, 1.3)).epsilon(1e-14));
}

TEST_CASE("cagr and doubling_time") {
  CHECK(cagr(100, 400, 2) == doctest::Approx(1).epsilon(1e-15));
  CHECK(cagr(100, 0, 3) == -1.0);
  CHECK(cagr(1e20, 1.0, 10) == doctest::Approx(-0.99).epsilon(1e-14));  // (10^-20)^(1/10) = 1/100
  CHECK(cagr(100.0, 110.0, 0.5) == doctest::Approx(0.21).epsilon(1e-14));
  CHECK(doubling_time(1) == 1.0);
  CHECK(doubling_time(0.41421356237309505) == doctest::Approx(2).epsilon(1e-15));
  CHECK(doubling_time(1e-12) == doctest::Approx(std::log(2.0) * 1e12 * (1 + 0.5e-12)).epsilon(1e-14));
}

TEST_CASE("growth: errors name argument and value") {
  const double nan = std::nan("");
  CHECK_THROWS_AS(growth_rate(nan, 1.0), std::invalid_argument);
  CHECK_THROWS_AS(growth_rate(0, 1), std::domain_error);
  CHECK_THROWS_AS(growth_rate(-1, 1), std::domain_error);
  CHECK_THROWS_AS(log_growth(1, 0), std::domain_error);
  CHECK(error_of([&] { growth_rate(nan, 1.0); }) == "lorenz::growth_rate: from is NaN");
  CHECK(error_of([&] { growth_factor(1.0, -1 / 0.0); }) == "lorenz::growth_factor: to is -infinite");
  CHECK(error_of([] { growth_rate(0, 1); }) == "lorenz::growth_rate: from is 0, growth from zero is not defined");
  CHECK(error_of([] { log_growth(2, -3); }) ==
        "lorenz::log_growth: from is 2 and to is -3, growth across a sign is not defined");
  CHECK(error_of([] { log_growth(2, 0); }) == "lorenz::log_growth: to is 0, growth to zero has no logarithm");
  CHECK(error_of([] { cagr(1, 2, 0); }) == "lorenz::cagr: years is 0, must be greater than 0");
  CHECK_THROWS_AS(cagr(1, 2, -1.5), std::invalid_argument);
  CHECK(error_of([] { doubling_time(0.0); }) == "lorenz::doubling_time: rate is 0, nothing doubles");
  CHECK_THROWS_AS(doubling_time(-0.1), std::domain_error);
  CHECK_THROWS_AS(doubling_time(nan), std::invalid_argument);
}

TEST_CASE("year_over_year by position") {
  const std::vector<int> monthly{10, 20, 30, 15, 10, 60};
  CHECK(year_over_year(monthly, 3) == std::vector<double>{0.5, -0.5, 1.0});
  CHECK(year_over_year(monthly, 6).empty());
  CHECK(year_over_year(monthly, 7u).empty());
  const std::array<double, 4> fresh{0, 0, 3, -2};
  CHECK(error_of([&] { year_over_year(fresh, 1); }) ==
        "lorenz::year_over_year: values[0] is 0, growth from zero is not defined");
  growth_options marked;
  marked.from_zero = zero_base::infinite;
  CHECK(error_of([&] { year_over_year(fresh, 1, marked); }) ==
        "lorenz::year_over_year: values[2] is 3 and values[3] is -2, growth across a sign is not defined");
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(year_over_year(std::vector<double>{0, 0, 3, 6}, 1, marked) == std::vector<double>{0, infinity, 1});
  CHECK(error_of([&] { year_over_year(monthly, 0); }) == "lorenz::year_over_year: period is 0, must be greater than 0");
  CHECK_THROWS_AS(year_over_year(monthly, -1), std::invalid_argument);
  CHECK(error_of([] {
          year_over_year(std::vector<double>{1, std::nan("")}, 1);
        }) == "lorenz::year_over_year: values[1] is NaN");
}

TEST_CASE("year_over_year by the calendar") {
  // January 2025 has its twin, February's is missing, March's is there though it is not twelve rows back.
  const std::vector<month> dates{{2025, 3}, {2024, 1}, {2025, 2}, {2024, 3}, {2025, 1}};
  const std::vector<double> values{9, 4, 100, 6, 5};
  const auto rates = year_over_year(dates, values);
  static_assert(std::is_same_v<std::decay_t<decltype(rates)>, std::vector<dated_rate>>);
  REQUIRE(rates.size() == 2);
  CHECK(rates[0].when.year == 2025);
  CHECK(rates[0].when.month == 1);
  CHECK(rates[0].rate == 0.25);
  CHECK(rates[1].when.month == 3);
  CHECK(rates[1].rate == 0.5);

  CHECK(year_over_year(std::vector<month>{}, std::vector<double>{}).empty());
  CHECK(error_of([] {
          year_over_year(std::vector<month>{{2024, 13}}, std::vector<int>{1});
        }) == "lorenz::year_over_year: dates[0] is 2024-13, no date of the calendar");
  const std::vector<month> twice{{2024, 3}, {2024, 2}, {2024, 3}};
  CHECK(error_of([&] {
          year_over_year(twice, std::vector<int>{1, 2, 3});
        }) == "lorenz::year_over_year: dates[2] is 2024-03, as is dates[0]");
  CHECK(error_of([] {
          year_over_year(std::vector<month>{{2024, 3}}, std::vector<int>{1, 2});
        }) == "lorenz::year_over_year: dates has size 1, values has size 2");
  CHECK(error_of([] {
          year_over_year(std::vector<month>{{2024, 3}, {2023, 3}}, std::vector<int>{1, 0});
        }) == "lorenz::year_over_year: values[1] is 0, growth from zero is not defined");
}

TEST_CASE("year_over_year for years and quarters") {
  const auto yearly = year_over_year(std::vector<year>{{2020}, {2021}, {2023}, {2024}}, std::vector<int>{2, 3, 8, 4});
  REQUIRE(yearly.size() == 2);  // 2023 has no 2022
  CHECK(yearly[0].rate == 0.5);
  CHECK(yearly[1].when.year == 2024);
  CHECK(yearly[1].rate == -0.5);
  const std::vector<quarter> quarters{{2023, 4}, {2024, 1}, {2024, 4}};
  const auto quarterly = year_over_year(quarters, std::vector<int>{2, 3, 8});
  REQUIRE(quarterly.size() == 1);
  CHECK(quarterly[0].when.quarter == 4);
  CHECK(quarterly[0].rate == 3.0);
  CHECK_THROWS_AS(year_over_year(std::vector<quarter>{{2023, 5}}, std::vector<int>{2}), std::invalid_argument);
}

TEST_CASE("year_over_year: shuffled rows give the same rates") {
  std::mt19937 random(7);
  std::vector<std::pair<month, double>> rows;
  for (int m = 0; m < 60; ++m)
    if (random() % 5 != 0) rows.push_back({{2000 + m / 12, m % 12 + 1}, 1.0 + static_cast<double>(random() % 1000)});
  const auto rates = [&] {
    std::vector<month> dates;
    std::vector<double> values;
    for (const auto& [date, value] : rows) {
      dates.push_back(date);
      values.push_back(value);
    }
    return year_over_year(dates, values);
  };
  const auto expected = rates();
  std::shuffle(rows.begin(), rows.end(), random);
  const auto shuffled = rates();
  REQUIRE(shuffled.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(shuffled[i].when.month == expected[i].when.month);
    CHECK(shuffled[i].rate == expected[i].rate);
  }
}

TEST_CASE("index_series") {
  const std::vector<int> values{50, 60, 25};
  CHECK(index_series(values, 0, 100) == std::vector<double>{100, 120, 50});
  CHECK(index_series(values, 2, 1) == std::vector<double>{2, 2.4, 1});
  CHECK(error_of([&] { index_series(values, 3, 100); }) ==
        "lorenz::index_series: base_position is 3, beyond the last of the values");
  CHECK(error_of([] {
          index_series(std::vector<int>{1, 0}, 1, 100);
        }) == "lorenz::index_series: values[1] is 0, growth from zero is not defined");
  CHECK_THROWS_AS(index_series(values, 0, std::nan("")), std::invalid_argument);
}

TEST_CASE("growth_contributions: parts of the total's growth") {
  const std::vector<int> before{50, 30, 0, 20};
  const std::vector<int> after{60, 25, 10, 30};
  CHECK(growth_contributions(before, after) == std::vector<double>{0.1, -0.05, 0.1, 0.1});
  CHECK(error_of([&] {
          growth_contributions(std::vector<int>{1, -1}, std::vector<int>{2, 3});
        }) == "lorenz::growth_contributions: the total before is 0, growth from zero is not defined");
  CHECK(error_of([&] { growth_contributions(before, std::vector<int>{1}); }) ==
        "lorenz::growth_contributions: after has size 1, before has size 4");
  CHECK(error_of([&] {
          growth_contributions(std::vector<double>{1, 2}, std::vector<double>{1, std::nan("")});
        }) == "lorenz::growth_contributions: after[1] is NaN");
  CHECK_THROWS_AS(growth_contributions(std::vector<int>{}, std::vector<int>{}), std::domain_error);
}

TEST_CASE("growth_contributions: sum to the growth of the total, whatever the order") {
  std::mt19937_64 random(11);
  for (int round = 0; round < 500; ++round) {
    const std::size_t n = 1 + random() % 12;
    std::vector<std::int64_t> before(n), after(n);
    for (std::size_t g = 0; g < n; ++g) {
      before[g] = static_cast<std::int64_t>(random() % 3 == 0 ? 0 : random() % 1000000);
      after[g] = static_cast<std::int64_t>(random() % 4 == 0 ? 0 : random() % 1000000);
    }
    before[0] += 1;
    const auto parts = growth_contributions(before, after);
    const std::int64_t total0 = std::accumulate(before.begin(), before.end(), std::int64_t(0));
    const std::int64_t total1 = std::accumulate(after.begin(), after.end(), std::int64_t(0));
    long double sum = 0, size = 0;
    for (std::size_t g = 0; g < n; ++g) {
      const long double exact = static_cast<long double>(after[g] - before[g]) / static_cast<long double>(total0);
      CHECK(parts[g] == static_cast<double>(exact));
      sum += parts[g];
      size += std::fabs(static_cast<long double>(parts[g]));
    }
    const long double growth = static_cast<long double>(total1 - total0) / static_cast<long double>(total0);
    CHECK(std::fabs(sum - growth) <= 2e-16L * size);
  }
  // A total that cancels: 1e300 leaves and comes back, the rest still counts.
  const auto parts = growth_contributions(std::vector<double>{1e300, 2, -1e300}, std::vector<double>{1e300, 3, -1e300});
  CHECK(parts == std::vector<double>{0, 0.5, 0});
}

TEST_CASE("crossing: direction and position") {
  const std::vector<double> a{1, 2, 5, 5, 1};
  const std::vector<double> b{2, 3, 3, 4, 4};
  const auto found = crossing(a, b);
  REQUIRE(found.size() == 2);
  CHECK(found[0].upward);
  CHECK(found[0].position == doctest::Approx(1 + 1.0 / 3));  // -1 to +2
  CHECK(!found[1].upward);
  CHECK(found[1].position == 3.25);  // +1 to -3

  const auto reversed = crossing(b, a);
  REQUIRE(reversed.size() == 2);
  CHECK(!reversed[0].upward);
  CHECK(reversed[0].position == found[0].position);
}

TEST_CASE("crossing: touches, equal stretches, ends") {
  const std::vector<int> zero(5, 0);
  CHECK(crossing(std::vector<int>{-1, 0, -1, 0, 0}, zero).empty());
  CHECK(crossing(std::vector<int>{0, 0, 1, 1, 2}, zero).empty());
  const auto plateau = crossing(std::vector<int>{-1, 0, 0, 0, 1}, zero);
  REQUIRE(plateau.size() == 1);
  CHECK(plateau[0].position == 3.0);
  CHECK(crossing(std::vector<int>{}, std::vector<int>{}).empty());
  const auto large = crossing(std::vector<double>{-1e308, 1e308}, std::vector<double>{1e308, -1e308});
  REQUIRE(large.size() == 1);
  CHECK(large[0].position == 0.5);
  CHECK(error_of([] {
          crossing(std::vector<int>{1}, std::vector<int>{1, 2});
        }) == "lorenz::crossing: b has size 2, a has size 1");
}

TEST_CASE("the growth of the report") {
  // Models on the Hub at year ends: 495,424 and 1,169,415. Nearly doubled would be short of 2.
  CHECK(growth_factor(495424, 1169415) == doctest::Approx(2.36043).epsilon(1e-5));
  // China 17 -> 39, United States 70 -> 37: the relative factor that the two shares identify.
  CHECK(growth_factor(17, 39) / growth_factor(70, 37) == doctest::Approx(4.34).epsilon(1e-3));
}
