// SPDX-License-Identifier: BSL-1.0
//
// Rows and columns of the program; what comes out of it is measured in facts.test.cpp.

#include <lorenz/detail/fact_program.hpp>

#include <doctest/doctest.h>

#include <cmath>

using namespace lorenz::detail;
using lorenz::interval;

namespace {

constraints of(double n, const statement& fact) {
  constraints c;
  c.n = n;
  c.whole = n > 1;
  constrain(c, fact);
  return c;
}

}  // namespace

TEST_CASE("fact_program: positions: p n is an integer where it is one to 4 epsilons") {
  CHECK(fact_position(0.29, 100, true) == 29);
  CHECK(fact_position(0.1 + 0.2, 10, true) == 3);
  CHECK_FALSE(fact_position(0.295, 100, true) == 29);
}

TEST_CASE("fact_program: below: the last unit that is certainly below, the first that is certainly not") {
  const constraints c = of(10, {statement::kind::below, "", {7, 7}, {0.25, 0.45}});
  REQUIRE(c.values.size() == 2);
  CHECK(c.values[0].units[0].rank == 8);  // the third smallest of ten has eight at or above it
  CHECK(c.values[0].strict);
  CHECK(c.values[1].units[0].rank == 6);  // the fifth
  CHECK_FALSE(c.values[1].at_most);
  CHECK(of(10, {statement::kind::below, "", {7, 7}, {0, 1}}).values.empty());
}

TEST_CASE("fact_program: quantile: definition 7 between two units") {
  const constraints c = of(5, {statement::kind::quantile, "", {3, 3}, {0.375, 0.375}});  // h = 1.5
  REQUIRE(c.values.size() == 2);
  REQUIRE(c.values[0].units.size() == 2);
  CHECK(c.values[0].units[0].rank == 4);
  CHECK(c.values[0].units[0].coefficient == 0.5);
  CHECK(of(5, {statement::kind::quantile, "", {3, 3}, {0.5, 0.5}}).values[0].units.size() == 1);
}

TEST_CASE("fact_program: a point of the curve with a rounded population needs one side at each end") {
  const constraints c = of(1, {statement::kind::share, "", {0.4, 0.5}, {0.7, 0.8}});
  REQUIRE(c.shares.size() == 2);
  CHECK(std::fabs(double(c.shares[0].top) - 0.3) < 1e-16);
  CHECK(double(c.shares[0].lower) == doctest::Approx(0.5).epsilon(1e-14));
  CHECK(double(c.shares[1].upper) == doctest::Approx(0.6).epsilon(1e-14));
}

TEST_CASE("fact_program: values that differ by rounding alone are one value") {
  constraints c;
  c.floor = 0.3;
  c.values.push_back({{{0.5, false, 1}}, 0.1 + 0.2, true, false});
  c.values.push_back({{{0.4, false, 1}}, 0.3001, true, false});
  merge_values(c);
  CHECK(c.values[0].bound == 0.3);
  CHECK(c.values[1].bound == 0.3001);
}

TEST_CASE("fact_program: the columns at the named ranks, and the bounds they give") {
  constraints c;
  c.n = 100;
  c.whole = true;
  c.shares.push_back({2.5, 0.4, 0.4});
  const fact_program program(c);
  REQUIRE(program.breaks().size() == 4);
  CHECK(program.breaks()[0] == 100);
  CHECK(program.breaks()[1] == 3);
  CHECK(program.breaks()[2] == 2);
  CHECK(program.breaks()[3] == 1);
  CHECK(consistent(c));
  // Least: the third is one of the 98 equal ones, and half of it is in the top 2.5.
  const double top_two = 0.4 - 0.5 * 0.6 / 97.5;
  CHECK(gini_bounds(c).lower == doctest::Approx(top_two - 0.02).epsilon(1e-14));
  CHECK(top_share_bounds(c, 2.5).lower == doctest::Approx(0.4).epsilon(1e-14));
  CHECK(top_share_bounds(c, 5).lower == doctest::Approx(0.4 + 0.6 * 2.5 / 97.5).epsilon(1e-14));
  CHECK(top_share_bounds(c, 5).upper == doctest::Approx(0.8).epsilon(1e-14));
  c.mean = {5, 4};
  CHECK_FALSE(consistent(c));
}

TEST_CASE("fact_program: five units by hand") {
  // The largest holds half, two are below 10. With a mean of 20 the ends are (10, 10, 15, 15, 50) and
  // (0, 0, 10, 40, 50); without one (1, 1, 1, 1, 4) and (0, 0, 0, 1, 1) are approached.
  constraints c;
  c.n = 5;
  c.whole = true;
  c.shares.push_back({1, 0.5, 0.5});
  c.values.push_back({{{4, false, 1}}, 10, true, true});
  c.values.push_back({{{3, false, 1}}, 10, false, false});
  CHECK(gini_bounds(c).lower == doctest::Approx(0.3).epsilon(1e-14));
  CHECK(gini_bounds(c).upper == doctest::Approx(0.6).epsilon(1e-14));
  c.mean = {20, 20};
  CHECK(gini_bounds(c).lower == doctest::Approx(0.34).epsilon(1e-14));
  CHECK(gini_bounds(c).upper == doctest::Approx(0.56).epsilon(1e-14));
  c.mean = {5, 5};  // three units at 10 or more make a mean of 6 at least
  CHECK_FALSE(consistent(c));
}
