// SPDX-License-Identifier: BSL-1.0

#include <lorenz/detail/least_herfindahl.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

using namespace lorenz::detail;

namespace {

using point = std::vector<real>;

/// Squared norm of the nearest point of a polytope that is given by its corners.
double nearest(const std::vector<point>& corners, const point& weight) {
  return double(least_norm(weight, [&](const point& y) {
    const point* best = &corners[0];
    double least = linear_program::infinity;
    for (const point& v : corners) {
      real sum;
      for (std::size_t i = 0; i < y.size(); ++i) sum = sum + y[i] * v[i] / weight[i];
      if (double(sum) < least) least = double(sum), best = &v;
    }
    return *best;
  }));
}

}  // namespace

TEST_CASE("least_herfindahl: nearest points that are known") {
  CHECK(nearest({{3, 0}, {0, 4}}, {1, 1}) == doctest::Approx(2.4 * 2.4).epsilon(1e-15));   // the altitude
  CHECK(nearest({{1, 2}, {3, 1}, {5, 5}}, {1, 1}) == doctest::Approx(5).epsilon(1e-15));   // a corner
  CHECK(nearest({{1, -1}, {1, 1}, {4, 0}}, {1, 1}) == doctest::Approx(1).epsilon(1e-15));  // an edge
  CHECK(nearest({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, {1, 1, 1}) == doctest::Approx(1.0 / 3).epsilon(1e-15));
  CHECK(nearest({{1, 0}, {0, 1}}, {1, 3}) == doctest::Approx(0.25).epsilon(1e-15));  // sizes as weights
}

TEST_CASE(
    "least_herfindahl: random polytopes: no corner lies on the near side of the plane through the nearest point") {
  // On the plane x + y + z = 1 the nearest point to 0 inside a triangle of it is the foot, else on an edge.
  std::mt19937_64 random(11);
  const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  for (int trial = 0; trial < 100; ++trial) {
    std::vector<point> corners;
    for (int k = 0; k < 3; ++k) {
      const double a = uniform(), b = uniform() * (1 - a);
      corners.push_back({a, b, 1 - a - b});
    }
    double best = linear_program::infinity;  // on a fine net
    for (int i = 0; i <= 200; ++i)
      for (int j = 0; i + j <= 200; ++j) {
        double norm = 0;
        for (std::size_t d = 0; d < 3; ++d) {
          const double x =
              (i * double(corners[0][d]) + j * double(corners[1][d]) + (200 - i - j) * double(corners[2][d])) / 200;
          norm += x * x;
        }
        best = std::fmin(best, norm);
      }
    const double found = nearest(corners, {1, 1, 1});
    CHECK(found <= best + 1e-15);
    CHECK(found >= best - 1e-3);
  }
}

TEST_CASE("least_herfindahl: the least sum of squares under facts") {
  constraints c;
  c.n = 10;
  c.whole = true;
  CHECK(double(least_herfindahl(c)) == doctest::Approx(0.1).epsilon(1e-15));
  c.shares.push_back({2, 0.5, 0.6});
  CHECK(double(least_herfindahl(c)) == doctest::Approx(0.5 * 0.5 / 2 + 0.5 * 0.5 / 8).epsilon(1e-15));
}
