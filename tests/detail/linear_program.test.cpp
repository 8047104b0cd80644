// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/linear_program.hpp>

#include <doctest/doctest.h>

using lorenz::detail::linear_program;
using lorenz::detail::real;

namespace {

constexpr double infinity = linear_program::infinity;

double number(const real& x) { return static_cast<double>(x); }

}  // namespace

TEST_CASE("linear_program: a textbook problem with its prices") {
  // Hillier and Lieberman's Wyndor Glass: greatest 3 x + 5 y with x <= 4, 2 y <= 12, 3 x + 2 y <= 18.
  linear_program lp;
  lp.add_row(-infinity, 4);
  lp.add_row(-infinity, 12);
  lp.add_row(-infinity, 18);
  const std::size_t x = lp.add_column({1, 0, 3});
  const std::size_t y = lp.add_column({0, 2, 2});
  REQUIRE(lp.maximize({3, 5}) == linear_program::outcome::optimal);
  CHECK(number(lp.objective()) == doctest::Approx(36).epsilon(1e-15));
  CHECK(number(lp.value(x)) == doctest::Approx(2).epsilon(1e-15));
  CHECK(number(lp.value(y)) == doctest::Approx(6).epsilon(1e-15));
  CHECK(number(lp.dual(0)) == 0);
  CHECK(number(lp.dual(1)) == doctest::Approx(1.5).epsilon(1e-15));
  CHECK(number(lp.dual(2)) == doctest::Approx(1).epsilon(1e-15));

  // A third product that earns more than its resources cost enters from the last basis.
  const std::size_t z = lp.add_column({0, 1, 0});
  REQUIRE(lp.maximize({3, 5, 4}) == linear_program::outcome::optimal);
  CHECK(number(lp.value(z)) == doctest::Approx(12).epsilon(1e-15));
  CHECK(number(lp.objective()) == doctest::Approx(3 * 4 + 5 * 0 + 4 * 12).epsilon(1e-15));
}

TEST_CASE("linear_program: equalities, bounds of variables, another goal") {
  linear_program lp;
  lp.add_row(1, 1);
  lp.add_column({1}, 0, 0.25);
  lp.add_column({1}, 0.125);
  REQUIRE(lp.maximize({1, 0}) == linear_program::outcome::optimal);
  CHECK(number(lp.value(0)) == 0.25);
  CHECK(number(lp.value(1)) == 0.75);
  REQUIRE(lp.maximize({-1, 0}) == linear_program::outcome::optimal);
  CHECK(number(lp.value(0)) == 0);
  CHECK(number(lp.value(1)) == 1);
}

TEST_CASE("linear_program: no solution, no bound") {
  linear_program contradiction;
  contradiction.add_row(2, infinity);
  contradiction.add_row(-infinity, 1);
  contradiction.add_column({1, 1});
  CHECK(contradiction.maximize({1}) == linear_program::outcome::infeasible);

  linear_program open;
  open.add_row(-infinity, 1);
  open.add_column({1});
  open.add_column({-1});
  CHECK(open.maximize({0, 1}) == linear_program::outcome::unbounded);
}
