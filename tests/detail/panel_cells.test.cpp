// SPDX-License-Identifier: BSL-1.0

#include <lorenz/detail/panel_cells.hpp>

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

using namespace lorenz;
using namespace lorenz::detail;

TEST_CASE("periods_of: names and places in time") {
  const auto months = periods_of("f", std::vector<month>{{2024, 12}, {2025, 1}});
  CHECK(months.names == std::vector<std::string>{"2024-12", "2025-01"});
  CHECK(months.numbers[1] - months.numbers[0] == 1);
  CHECK(months.a_year == 12);
  const auto years = periods_of("f", std::vector<short>{-1, 4});
  CHECK(years.names == std::vector<std::string>{"-1", "4"});
  CHECK(years.numbers == std::vector<long long>{-1, 4});
  const auto names = periods_of("f", std::vector<std::string>{"spring", "autumn"});
  CHECK(names.numbers == std::vector<long long>{0, 1});
  CHECK_THROWS_WITH_AS(periods_of("f", std::vector<year>{{2025}, {2024}}),
                       "lorenz::f: periods[1] is 2024, before the one above it", std::invalid_argument);
}

TEST_CASE("panel_values: three shapes of the same") {
  const std::vector<int> flat{1, 2, 3, 4, 5, 6};
  const std::vector<std::vector<int>> nested{{1, 2, 3}, {4, 5, 6}};
  Eigen::MatrixXi m(2, 3);
  m << 1, 2, 3, 4, 5, 6;
  const Eigen::MatrixXd expected = m.cast<double>();
  CHECK(panel_values<double>("f", flat, 2, 3) == expected);
  CHECK(panel_values<double>("f", nested, 2, 3) == expected);
  CHECK(panel_values<double>("f", m, 2, 3) == expected);
  CHECK(panel_values<double>("f", m * 2, 2, 3) == 2 * expected);
  CHECK_THROWS_WITH_AS(panel_values<double>("f", nested, 2, 2),
                       "lorenz::f: the size of a row of values is 3, groups has size 2", std::invalid_argument);
}

TEST_CASE("pivot: rows in any order") {
  const std::vector<quarter> when{{2025, 1}, {2024, 4}, {2025, 1}};
  const std::vector<std::string> who{"b", "b", "a"};
  const std::vector<int> what{3, 1, 2};
  const auto table = pivot<double>("f", when, who, read(what));
  REQUIRE(table.periods.size() == 2);
  CHECK(table.periods[0].quarter == 4);
  CHECK(table.groups == std::vector<std::string>{"a", "b"});
  CHECK(table.missing(0, 0));
  CHECK(table.values(0, 1) == 1);
  CHECK(table.values(1, 0) == 2);
  CHECK(table.values(1, 1) == 3);
  // Names of periods have no order but that of their first rows.
  const auto named =
      pivot<double>("f", std::vector<std::string>{"spring", "autumn", "spring"}, std::vector<int>{2, 1, 1}, read(what));
  CHECK(named.periods == std::vector<std::string>{"spring", "autumn"});
  CHECK(named.groups == std::vector<int>{1, 2});
}
