// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/mean_change.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "reference/error_of.hpp"

using namespace lorenz;

namespace {

using vec = std::vector<double>;

}  // namespace

TEST_CASE("mean_change: by hand") {
  // Shares 1/2, 1/2 -> 1/4, 3/4; means 2, 6 -> 4, 8. 4 -> 7: within (3/8)2 + (5/8)2 = 2, between (-1/4)3 + (1/4)7 = 1.
  const auto c = mean_change(vec{5, 5}, vec{2, 6}, vec{1, 3}, vec{4, 8});
  CHECK(c.before == 4);
  CHECK(c.after == 7);
  CHECK(c.change == 3);
  CHECK(c.within == 2);
  CHECK(c.between == 1);
  REQUIRE(c.groups.size() == 2);
  CHECK(c.groups[0].within == 0.75);
  CHECK(c.groups[1].within == 1.25);
  CHECK(c.groups[0].between == -0.75);
  CHECK(c.groups[1].between == 1.75);
  CHECK(c.residual() == 0);
}

TEST_CASE("mean_change: groups at one date only are mix, whatever mean is written for them") {
  const auto c = mean_change(vec{1, 0}, vec{2, 99}, vec{1, 1}, vec{2, 6});
  CHECK(c.before == 2);
  CHECK(c.after == 4);
  CHECK(c.within == 0);
  CHECK(c.between == 2);
  CHECK(mean_change(vec{1, 0}, vec{2, -7}, vec{1, 0}, vec{5, 6}).within == 3);
  const auto replaced = mean_change(vec{1, 0}, vec{2, 0}, vec{0, 1}, vec{0, 5});
  CHECK(replaced.within == 0);
  CHECK(replaced.between == 3);
}

TEST_CASE("mean_change: exact, time-symmetric, scale of weights and origin of means") {
  std::mt19937_64 random(5);
  std::lognormal_distribution<double> heavy(0, 3);
  for (int round = 0; round < 1000; ++round) {
    const std::size_t n = 1 + random() % 8;
    vec w0(n), w1(n), m0(n), m1(n), scaled0(n);
    long double total0 = 0, total1 = 0, mean0 = 0, mean1 = 0, size = 0;
    for (std::size_t g = 0; g < n; ++g) {
      w0[g] = g > 0 && random() % 4 == 0 ? 0 : heavy(random);
      w1[g] = g > 0 && random() % 4 == 0 ? 0 : heavy(random);
      m0[g] = heavy(random) - 1;
      m1[g] = heavy(random) - 1;
      scaled0[g] = 4 * w0[g];
    }
    for (std::size_t g = 0; g < n; ++g) {
      total0 += w0[g];
      total1 += w1[g];
    }
    for (std::size_t g = 0; g < n; ++g) {
      mean0 += w0[g] / total0 * m0[g];
      mean1 += w1[g] / total1 * m1[g];
      size += std::fabs(m0[g]) + std::fabs(m1[g]);
    }
    const auto c = mean_change(w0, m0, w1, m1);
    CHECK(std::fabs(c.before - mean0) < 1e-15L * size);
    CHECK(std::fabs(c.after - mean1) < 1e-15L * size);
    CHECK(std::fabs(c.residual()) <= 1e-15L * size);
    long double within = 0, between = 0;
    for (const auto& group : c.groups) {
      within += group.within;
      between += group.between;
    }
    CHECK(std::fabs(within - c.within) < 1e-15L * size);
    CHECK(std::fabs(between - c.between) < 1e-15L * size);
    const auto back = mean_change(w1, m1, w0, m0);
    CHECK(back.within == doctest::Approx(-c.within).epsilon(1e-13));
    CHECK(back.between == doctest::Approx(-c.between).epsilon(1e-13));
    const auto rescaled = mean_change(scaled0, m0, w1, m1);
    CHECK(rescaled.within == c.within);
    CHECK(rescaled.between == c.between);
  }
}

TEST_CASE("mean_change: types and errors") {
  const std::vector<int> one{1};
  static_assert(std::is_same_v<decltype(mean_change(one, one, one, one).within), double>);
  const auto extended = mean_change(one, std::vector<long double>{1}, one, std::vector<long double>{1 + 0x1p-62L});
  CHECK(extended.within == 0x1p-62L);
  CHECK(error_of([] {
          mean_change(vec{1, 2}, vec{1}, vec{1, 2}, vec{1, 2});
        }) == "lorenz::mean_change: m0 has size 1, w0 has size 2");
  CHECK(error_of([] { mean_change(vec{1}, vec{1}, vec{-1}, vec{1}); }) ==
        "lorenz::mean_change: w1[0] is -1, must not be negative");
  CHECK(error_of([] { mean_change(vec{1}, vec{1}, vec{0}, vec{1}); }) ==
        "lorenz::mean_change: no unit left, every weight in w1 is zero");
  CHECK(error_of([] {
          mean_change(vec{1, 0}, vec{1, 1}, vec{1, 1}, vec{std::nan(""), 1});
        }) == "lorenz::mean_change: m1[0] is NaN");
}
