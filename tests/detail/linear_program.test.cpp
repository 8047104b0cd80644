// SPDX-License-Identifier: BSL-1.0
//
// The simplex against textbook programs, and against all corners of random ones.

#include <lorenz/detail/linear_program.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

using namespace lorenz::detail;
using outcome = linear_program::outcome;

namespace {
constexpr double infinity = linear_program::infinity;
}

TEST_CASE("linear_program: a textbook program: optimum, duals, a column that comes later") {
  linear_program lp;  // maximise 3x + 5y: x <= 4, 2y <= 12, 3x + 2y <= 18
  for (const double bound : {4.0, 12.0, 18.0}) lp.add_row(-infinity, bound);
  lp.add_column({1, 0, 3});
  lp.add_column({0, 2, 2});
  REQUIRE(lp.maximize({3, 5}) == outcome::optimal);
  CHECK(lp.objective() == 36);
  CHECK(lp.value(0) == 2);
  CHECK(lp.value(1) == 6);
  CHECK(double(lp.dual(0)) == 0);
  CHECK(double(lp.dual(1)) == doctest::Approx(1.5).epsilon(1e-15));
  CHECK(double(lp.dual(2)) == doctest::Approx(1).epsilon(1e-15));
  lp.add_column({0, 1, 0});
  REQUIRE(lp.maximize({3, 5, 4}) == outcome::optimal);
  CHECK(lp.objective() == 60);
  CHECK(lp.value(2) == 12);
}

TEST_CASE("linear_program: bounded variables flip, rows have two sides") {
  linear_program lp;
  lp.add_row(2, 5);
  lp.add_column({1}, 0, 3);
  lp.add_column({1}, 1, 4);
  REQUIRE(lp.maximize({2, 1}) == outcome::optimal);
  CHECK(lp.value(0) == 3);
  CHECK(lp.value(1) == 2);
  REQUIRE(lp.maximize({-1, -1}) == outcome::optimal);
  CHECK(lp.objective() == -2);
}

TEST_CASE("linear_program: nothing to find, and no end to it") {
  linear_program none;
  none.add_row(3, infinity);
  none.add_column({1}, 0, 2);
  CHECK(none.maximize({1}) == outcome::infeasible);
  linear_program endless;
  endless.add_row(1, infinity);
  endless.add_column({1});
  CHECK(endless.maximize({1}) == outcome::unbounded);
  REQUIRE(endless.maximize({-1}) == outcome::optimal);
  CHECK(endless.value(0) == 1);
}

TEST_CASE("linear_program: Beale's program cycles under the largest reduced cost alone") {
  linear_program lp;
  lp.add_row(-infinity, 0);
  lp.add_row(-infinity, 0);
  lp.add_row(-infinity, 1);
  lp.add_column({0.25, 0.5, 0});
  lp.add_column({-60, -90, 0});
  lp.add_column({-0.04, -0.02, 1});
  lp.add_column({9, 3, 0});
  REQUIRE(lp.maximize({0.75, -150, 0.02, -6}) == outcome::optimal);
  CHECK(double(lp.objective()) == doctest::Approx(0.05).epsilon(1e-14));
}

TEST_CASE("linear_program: bounds 1e-15 apart and coefficients from 1e-7 to 1 leave no doubt") {
  linear_program lp;
  lp.add_row(1, 1);
  lp.add_row(0.5, 0.5 + 1e-15);
  lp.add_column({1, 1});
  lp.add_column({1, 1e-7});
  REQUIRE(lp.maximize({0, 1}) == outcome::optimal);
  CHECK(double(lp.value(1)) == doctest::Approx(0.5 / (1 - 1e-7)).epsilon(1e-15));
  REQUIRE(lp.maximize({1, 0}) == outcome::optimal);
  CHECK(double(lp.value(0) + lp.value(1)) == 1);
  linear_program clash;
  clash.add_row(0.5, 0.5);
  clash.add_row(0.5 + 1e-15, 1);
  clash.add_column({1, 1});
  CHECK(clash.maximize({1}) == outcome::infeasible);
}

TEST_CASE("linear_program: random programs: the best corner") {
  // Three variables in [0, 1], rows a x <= b: every corner is where three of the planes meet.
  std::mt19937_64 random(5);
  const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  int feasible = 0;
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<std::vector<double>> planes;  // a_0 x + a_1 y + a_2 z <= a_3
    for (int i = 0; i < 3; ++i) {
      std::vector<double> low(4, 0.0), high(4, 0.0);
      low[static_cast<std::size_t>(i)] = -1;
      high[static_cast<std::size_t>(i)] = 1, high[3] = 1;
      planes.push_back(low), planes.push_back(high);
    }
    const std::size_t rows = 1 + random() % 5;
    linear_program lp;
    std::vector<std::vector<real>> columns(3);
    for (std::size_t i = 0; i < rows; ++i) {
      std::vector<double> plane;
      for (int j = 0; j < 4; ++j) plane.push_back(std::floor(9 * uniform()) - 4);
      lp.add_row(-infinity, plane[3]);
      for (std::size_t j = 0; j < 3; ++j) columns[j].push_back(plane[j]);
      planes.push_back(plane);
    }
    std::vector<real> cost;
    for (std::size_t j = 0; j < 3; ++j) lp.add_column(columns[j], 0, 1), cost.push_back(std::floor(9 * uniform()) - 4);

    double best = -infinity;
    for (std::size_t a = 0; a < planes.size(); ++a)
      for (std::size_t b = a + 1; b < planes.size(); ++b)
        for (std::size_t c = b + 1; c < planes.size(); ++c) {
          const auto& p = planes[a];
          const auto& q = planes[b];
          const auto& r = planes[c];
          const auto determinant = [&](std::size_t i, std::size_t j, std::size_t k) {
            return p[i] * (q[j] * r[k] - q[k] * r[j]) - p[j] * (q[i] * r[k] - q[k] * r[i]) +
                   p[k] * (q[i] * r[j] - q[j] * r[i]);
          };
          const double d = determinant(0, 1, 2);
          if (d == 0) continue;
          const double x[] = {determinant(3, 1, 2) / d, determinant(0, 3, 2) / d, determinant(0, 1, 3) / d};
          bool inside = true;
          for (const auto& h : planes) inside = inside && h[0] * x[0] + h[1] * x[1] + h[2] * x[2] <= h[3] + 1e-12;
          if (inside) best = std::max(best, double(cost[0]) * x[0] + double(cost[1]) * x[1] + double(cost[2]) * x[2]);
        }
    CAPTURE(trial);
    const outcome found = lp.maximize(cost);
    REQUIRE((found == outcome::optimal) == (best > -infinity));
    if (found != outcome::optimal) continue;
    ++feasible;
    CHECK(double(lp.objective()) == doctest::Approx(best).epsilon(1e-12));
  }
  CHECK(feasible > 100);
}

TEST_CASE("linear_program: integers below: floor_of reads both halves") {
  CHECK(floor_of(2.5) == 2);
  CHECK(floor_of(-2.5) == -3);
  CHECK(floor_of(real(3) - real(1e-20)) == 2);
  CHECK(floor_of(real(3) + real(1e-20)) == 3);
}
