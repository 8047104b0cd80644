// SPDX-License-Identifier: BSL-1.0

#include <lorenz/panel.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "reference/error_of.hpp"

using namespace lorenz;

namespace {

const std::vector<std::string> names{"China", "United States", "Other"};

Eigen::MatrixXd downloads() {
  Eigen::MatrixXd x(3, 3);
  x << 10, 60, 30,  //
      30, 60, 30,   //
      90, 60, 50;
  return x;
}

}  // namespace

TEST_CASE("panel: totals, shares, growth, contributions, concentration") {
  const panel p(std::vector<int>{2023, 2024, 2025}, names, downloads());
  CHECK(p.totals()[0] == 100);
  CHECK(p.totals()(2) == 200);
  CHECK(p.shares()(1, 0) == 0.25);
  CHECK(p.shares()[2][1] == 0.3);
  const Eigen::MatrixXd shares = p.shares();
  CHECK(shares.rows() == 3);
  CHECK(shares(0, 2) == 0.3);
  CHECK(p.herfindahl()[0] == doctest::Approx(0.46).epsilon(1e-15));
  CHECK(p.effective_number()[0] == doctest::Approx(1 / 0.46).epsilon(1e-15));

  const auto rates = p.year_over_year();
  CHECK(rates.rows() == 2);
  CHECK(rates.periods() == std::vector<std::string>{"2024", "2025"});
  CHECK(rates(0, 0) == 2);
  CHECK(rates(1, 0) == 2);
  CHECK(rates(1, 1) == 0);

  const auto parts = p.contributions();
  CHECK(parts.rows() == 2);
  CHECK(parts(0, 0) == 0.2);
  CHECK(parts(1, 0) == 0.5);
  CHECK(parts(1, 2) == 20.0 / 120);
  CHECK(parts.values().row(1).sum() == doctest::Approx(200.0 / 120 - 1).epsilon(1e-15));

  CHECK(p.ranks()(0, 0) == 3);
  CHECK(p.ranks()(1, 0) == 2);
  CHECK(p.ranks()(1, 2) == 2);  // a tie shares the better rank
  CHECK(p.rank_changes()(1, 0) == 1);
  CHECK(p.rank_changes()(1, 1) == -1);
}

TEST_CASE("panel: crossing by name") {
  const panel p(std::vector<int>{2023, 2024, 2025}, names, downloads());
  const auto found = p.crossing("China", "United States");
  REQUIRE(found.size() == 1);
  CHECK(found[0].upward);
  CHECK(found[0].position == 1.5);  // -30 to +30
  CHECK(error_of([&] { p.crossing("China", "Europe"); }) == "lorenz::panel::crossing: no group is named Europe");
}

TEST_CASE("panel: growth respects the calendar") {
  const std::vector<std::string> one{"all"};
  const panel gap(std::vector<int>{2020, 2022, 2023}, one, std::vector<double>{1, 2, 3});
  const auto yearly = gap.year_over_year();
  CHECK(yearly.periods() == std::vector<std::string>{"2023"});
  CHECK(yearly(0, 0) == 0.5);
  CHECK(gap.contributions().rows() == 2);

  const std::vector<month> months{{2023, 11}, {2023, 12}, {2024, 12}};
  const panel monthly(months, one, std::vector<int>{9, 4, 5});
  CHECK(monthly.year_over_year().periods() == std::vector<std::string>{"2024-12"});
  CHECK(monthly.year_over_year()(0, 0) == 0.25);

  const panel named(std::vector<std::string>{"spring", "autumn"}, one, std::vector<int>{2, 3});
  CHECK(named.year_over_year()(0, 0) == 0.5);
  CHECK(panel(std::vector<int>{}, one, std::vector<int>{}).year_over_year().rows() == 0);
}

TEST_CASE("panel: growth from zero raises, or is new") {
  const panel p(std::vector<int>{1, 2}, std::vector<std::string>{"a", "b"},
                std::vector<std::vector<int>>{{0, 4}, {5, 6}});
  CHECK(error_of([&] { p.year_over_year(); }) ==
        "lorenz::panel::year_over_year: a at 1 is 0, growth from zero is not defined");
  growth_options marked;
  marked.from_zero = zero_base::infinite;
  const auto rates = p.year_over_year(marked);
  CHECK(rates(0, 0) == std::numeric_limits<double>::infinity());
  CHECK(rates.text() == "     a    b\n2  new  0.5\n");
}

TEST_CASE("panel: missing cells are explicit") {
  panel::mask missing(2, 2);
  missing << false, true, false, false;
  Eigen::MatrixXd x(2, 2);
  x << 1, std::nan(""), 2, 3;
  const panel p(std::vector<int>{2024, 2025}, std::vector<std::string>{"a", "b"}, x, missing);
  CHECK(p.text() == "      a  b\n2024  1  -\n2025  2  3\n");
  CHECK(error_of([&] { p.totals(); }) == "lorenz::panel: b at 2024 is missing");
  CHECK_THROWS_AS(p.shares(), std::domain_error);
  CHECK_THROWS_AS(p.crossing("a", "b"), std::domain_error);
  const auto rates = p.year_over_year();
  CHECK(rates(0, 0) == 1);
  CHECK(rates.missing(0, 1));
  CHECK_THROWS_AS(rates(0, 1), std::domain_error);
  CHECK_THROWS_AS(rates.values(), std::domain_error);
  CHECK(p.filled(0).totals()[0] == 1);
  CHECK(p.without("b").totals()[1] == 2);
  CHECK(p.without("a").levels().missing(0, 0));
}

TEST_CASE("panel: from rows of period, group and value") {
  const std::vector<int> years{2025, 2023, 2025, 2023, 2024, 2025, 2024};
  const std::vector<std::string> who{"China", "United States", "United States", "China", "China", "Other", "Other"};
  const std::vector<long long> what{90, 60, 60, 10, 30, 50, 30};
  const panel p = panel::from_rows(years, who, what);
  CHECK(p.groups() == std::vector<std::string>{"China", "Other", "United States"});
  CHECK(p.text() ==
        "      China  Other  United States\n"
        "2023     10      -             60\n"
        "2024     30     30              -\n"
        "2025     90     50             60\n");
  CHECK(p.year_over_year()(0, 0) == 2);
  CHECK(p.year_over_year().missing(0, 2));
  CHECK(p.filled(0).totals()[1] == 60);

  // The rows may come in any order.
  const panel q = panel::from_rows(
      std::vector<int>{2024, 2023, 2025, 2025, 2023, 2024, 2025},
      std::vector<const char*>{"Other", "China", "Other", "China", "United States", "China", "United States"},
      std::vector<double>{30, 10, 50, 90, 60, 30, 60});
  CHECK(q.text() == p.text());

  const std::vector<month> months{{2024, 2}, {2023, 2}};
  CHECK(panel::from_rows(months, std::vector<int>{7, 7}, std::vector<int>{3, 2}).year_over_year()(0, 0) == 0.5);
  CHECK(panel::from_rows(std::vector<int>{}, std::vector<int>{}, std::vector<int>{}).periods().empty());

  CHECK(error_of([] {
          panel::from_rows(std::vector<int>{1, 2, 1}, std::vector<int>{5, 5, 5}, std::vector<int>{1, 2, 3});
        }) == "lorenz::panel::from_rows: row 2 has the period and the group of row 0");
  CHECK(error_of([] {
          panel::from_rows(std::vector<int>{1, 2}, std::vector<int>{5, 5}, std::vector<double>{1, std::nan("")});
        }) == "lorenz::panel::from_rows: values[1] is NaN");
  CHECK(error_of([] {
          panel::from_rows(std::vector<int>{1}, std::vector<int>{5, 5}, std::vector<int>{1, 2});
        }) == "lorenz::panel::from_rows: periods has size 1, values has size 2");
  CHECK(error_of([] {
          panel::from_rows(std::vector<month>{{2024, 0}}, std::vector<int>{5}, std::vector<int>{1});
        }) == "lorenz::panel::from_rows: periods[0] is 2024-00, no date of the calendar");
}

TEST_CASE("panel: an index chained over the groups that are there at both ends of a step") {
  const panel p = panel::from_rows(std::vector<int>{1, 1, 2, 2, 2, 3, 3},
                                   std::vector<std::string>{"a", "b", "a", "b", "c", "b", "c"},
                                   std::vector<int>{2, 4, 3, 6, 100, 3, 50});
  const auto index = p.chained_index();
  CHECK(index[0] == 100);
  CHECK(index[1] == 150);  // a and b: 6 to 9; that c comes is no growth
  CHECK(index[2] == 75);   // b and c: 106 to 53; nor is it a fall that a leaves
  CHECK(p.filled(0).chained_index(1)[1] == 109.0 / 6);
  CHECK(error_of([] {
          panel::from_rows(std::vector<int>{1, 2}, std::vector<int>{7, 8}, std::vector<int>{1, 2}).chained_index();
        }) == "lorenz::panel::chained_index: no group is there at both 1 and 2");
  CHECK(error_of([] {
          panel::from_rows(std::vector<int>{1, 2}, std::vector<int>{7, 7}, std::vector<int>{0, 2}).chained_index();
        }) == "lorenz::panel::chained_index: the common total at 1 is 0, growth from zero is not defined");
}

TEST_CASE("panel: Olley and Pakes") {
  Eigen::MatrixXd x(1, 2), m(1, 2);
  x << 3, 1;
  m << 10, 2;
  const auto split = panel(std::vector<int>{1}, std::vector<std::string>{"a", "b"}, x).olley_pakes(m);
  CHECK(split[0].mean == 8);
  CHECK(split[0].unweighted == 6);
  CHECK(split[0].covariance == 2);  // (3/4 - 1/2)(10 - 6) + (1/4 - 1/2)(2 - 6)
  CHECK(split[0].residual() == 0);
}

TEST_CASE("panel: types and errors") {
  const basic_panel<long double> wide(std::vector<int>{1}, std::array<int, 2>{7, 8}, std::vector<long double>{1, 2});
  CHECK(std::fabs(wide.shares()(0, 0) * 3 - 1) < 1e-18L);
  CHECK(wide.groups()[0] == "7");

  const std::vector<int> years{2024, 2025};
  const std::vector<std::string> two{"a", "b"};
  CHECK(error_of([&] {
          panel(std::vector<int>{2025, 2024}, two, Eigen::MatrixXd(2, 2));
        }) == "lorenz::panel: periods[1] is 2024, before the one above it");
  CHECK(error_of([&] {
          panel(years, std::vector<std::string>{"a", "a"}, Eigen::MatrixXd(2, 2));
        }) == "lorenz::panel: groups[1] is a, as is groups[0]");
  CHECK(error_of([&] { panel(years, two, Eigen::MatrixXd(3, 2)); }) ==
        "lorenz::panel: the number of rows of values is 3, periods has size 2");
  CHECK(error_of([&] {
          panel(years, two, std::vector<int>{1, 2, 3});
        }) == "lorenz::panel: the size of values is 3, periods x groups has size 4");
  CHECK(error_of([&] {
          panel(years, two, std::vector<double>{1, 2, 3, std::nan("")});
        }) == "lorenz::panel: values(1, 1) is NaN");
  CHECK_THROWS_AS(panel(years, two, std::vector<int>{0, 0, 0, 0}).shares(), std::domain_error);
}
