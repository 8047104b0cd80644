// SPDX-License-Identifier: BSL-1.0

#include <lorenz/moving_growth.hpp>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <stdexcept>
#include <utility>
#include <vector>

#include "reference/oracle.hpp"

using namespace lorenz;
using oracle::rational;

TEST_CASE("rolling_growth by position") {
  const std::vector<int> x{1, 2, 3, 6, 5, 4};
  CHECK(rolling_growth(x, 1) == year_over_year(x, 1));
  CHECK(rolling_growth(x, 2) == std::vector<double>{2, 6.0 / 5, 0});  // 9/3, 11/5, 9/9
  CHECK(rolling_growth(x, 3) == std::vector<double>{1.5});            // 15/6
  CHECK(rolling_growth(x, 4).empty());
  CHECK(rolling_growth(x, SIZE_MAX).empty());
  CHECK(rolling_growth(std::vector<double>{1e308, 1e308, 1.5e308, 1.5e308}, 2)[0] == 0.5);  // sums do not overflow
  const std::vector<double> small{1, 0x1p-60, 1, 0x1p-59};
  CHECK(rolling_growth(small, 2)[0] == doctest::Approx(0x1p-60).epsilon(1e-15));  // nor lose what is small

  growth_options marked;
  marked.from_zero = zero_base::infinite;
  const std::vector<int> fresh{1, -1, 2, 3};
  CHECK(std::isinf(rolling_growth(fresh, 2, marked)[0]));
  CHECK_THROWS_WITH_AS(
      rolling_growth(fresh, 2),
      "lorenz::rolling_growth: the sum of values[0] to values[1] is 0, growth from zero is not defined",
      std::domain_error);
  CHECK_THROWS_WITH_AS(rolling_growth(x, 0), "lorenz::rolling_growth: window is 0, must be greater than 0",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(rolling_growth(std::vector<double>{1, std::nan("")}, 1),
                       "lorenz::rolling_growth: values[1] is NaN", std::invalid_argument);
}

TEST_CASE("rolling_growth and year_to_date_growth by the calendar: the definition, over gaps, in any order") {
  std::mt19937_64 random(41);
  for (int round = 0; round < 40; ++round) {
    std::map<int, std::int64_t> series;  // month number 12 year + (month - 1)
    for (int m = 12 * 2020; m < 12 * 2025; ++m)
      if (random() % 40 != 0 || round % 4 == 0) series[m] = static_cast<std::int64_t>(1 + random() % 100000);
    std::vector<std::pair<int, std::int64_t>> rows(series.begin(), series.end());
    std::shuffle(rows.begin(), rows.end(), random);
    std::vector<month> dates;
    std::vector<std::int64_t> values;
    for (const auto& [m, value] : rows) {
      dates.push_back({m / 12, m % 12 + 1});
      values.push_back(value);
    }
    const auto rolling = rolling_growth(dates, values);
    const auto to_date = year_to_date_growth(dates, values);
    std::size_t next = 0, next_to_date = 0;
    for (int m = 12 * 2020; m < 12 * 2025; ++m) {
      for (const bool whole_year : {true, false}) {
        const int count = whole_year ? 12 : m % 12 + 1;
        std::int64_t after = 0, before = 0;
        bool complete = true;
        for (int k = m - count + 1; k <= m; ++k) {
          complete = complete && series.count(k) != 0 && series.count(k - 12) != 0;
          if (complete) after += series[k], before += series[k - 12];
        }
        if (!complete) continue;
        const auto& found = whole_year ? rolling : to_date;
        const std::size_t i = whole_year ? next++ : next_to_date++;
        REQUIRE(i < found.size());
        CHECK(found[i].when.year == m / 12);
        CHECK(found[i].when.month == m % 12 + 1);
        CHECK(oracle::ulps(found[i].rate, rational(after - before, before)) <= 0.5);
      }
    }
    CHECK(next == rolling.size());
    CHECK(next_to_date == to_date.size());
  }
}

TEST_CASE("moving growth: quarters, years, years before zero, errors") {
  const std::vector<quarter> quarters{{-1, 1}, {-1, 2}, {0, 1}, {0, 2}, {0, 4}};
  const auto to_date = year_to_date_growth(quarters, std::vector<int>{1, 1, 2, 4, 9});
  REQUIRE(to_date.size() == 2);  // the third quarter is missing, so is the year from it on
  CHECK(to_date[0].rate == 1);
  CHECK(to_date[1].rate == 2);
  const std::vector<year> years{{2020}, {2021}, {2023}};
  CHECK(rolling_growth(years, std::vector<int>{2, 3, 4})[0].rate == 0.5);
  CHECK(year_to_date_growth(years, std::vector<int>{2, 3, 4}).size() == 1);
  CHECK(year_to_date_growth(std::vector<year>{}, std::vector<int>{}).empty());
  CHECK_THROWS_WITH_AS(year_to_date_growth(years, std::vector<int>{1}),
                       "lorenz::year_to_date_growth: dates has size 3, values has size 1", std::invalid_argument);
  const std::vector<month> months{{2024, 2}, {2023, 1}, {2024, 1}, {2023, 2}};
  CHECK_THROWS_WITH_AS(year_to_date_growth(months, std::vector<int>{1, 3, 4, -3}),
                       "lorenz::year_to_date_growth: the sum of values[1] to values[3] is 0, growth from zero is not "
                       "defined",
                       std::domain_error);
}

TEST_CASE("chain_index and chained_growth") {
  CHECK(chain_index(std::vector<double>{0.5, -0.5, 1}) == std::vector<double>{100, 150, 75, 150});
  CHECK(chain_index(std::vector<double>{-1, 3}, 2) == std::vector<double>{2, 0, 0});
  CHECK(chain_index(std::vector<double>{}, 7) == std::vector<double>{7});
  CHECK(chained_growth(std::vector<double>{0.5, -0.5}) == -0.25);
  CHECK(chained_growth(std::vector<double>{}) == 0);
  // (1 + e)^2 - 1 = 2 e + e^2.
  CHECK(chained_growth(std::vector<double>{0x1p-60, 0x1p-60}) == 0x1p-59);
  CHECK(chained_growth(std::vector<double>(2000, 0.5)) == std::numeric_limits<double>::infinity());
  CHECK(chain_index(std::vector<double>{1e200, 1e200, -1 + 0x1p-53, -1 + 0x1p-53}, 1e-300)[4] ==
        doctest::Approx(1e100 * 0x1p-106).epsilon(1e-15));

  // Rates lead back to the series that they are of.
  std::mt19937_64 random(5);
  std::lognormal_distribution<double> heavy(0, 2);
  std::vector<double> series;
  for (int i = 0; i < 200; ++i) series.push_back(heavy(random));
  const auto index = chain_index(year_over_year(series, 1), series[0]);
  for (std::size_t i = 0; i < series.size(); ++i) CHECK(index[i] == doctest::Approx(series[i]).epsilon(1e-13));
  using quad = boost::multiprecision::cpp_bin_float_quad;
  CHECK(abs(chained_growth(std::vector<quad>{quad(1) / 3, quad(1) / 2}) - 1) < 1e-32);

  CHECK_THROWS_WITH_AS(chained_growth(std::vector<double>{0, -1.5}),
                       "lorenz::chained_growth: rates[1] is -1.5, must not be below -1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(chain_index(std::vector<double>{INFINITY}), "lorenz::chain_index: rates[0] is infinite",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(chain_index(std::vector<double>{0}, NAN), "lorenz::chain_index: base is NaN",
                       std::invalid_argument);
}
