// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/shapley.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <stdexcept>
#include <vector>

#include <lorenz/decomposition/share_change.hpp>

using namespace lorenz;

TEST_CASE("shapley: the glove game") {
  // Left gloves 0 and 1, right glove 2: a pair is worth 1. The scarce one gets 2/3, the others 1/6 each.
  const auto pair = [](std::uint32_t on) { return (on & 3) != 0 && (on & 4) != 0 ? 1 : 0; };
  const auto split = shapley(pair, 3);
  REQUIRE(split.size() == 3);
  CHECK(split[0] == doctest::Approx(1.0 / 6).epsilon(1e-15));
  CHECK(split[1] == split[0]);
  CHECK(split[2] == doctest::Approx(2.0 / 3).epsilon(1e-15));
  CHECK(split.total == 1);
  CHECK(std::fabs(split.residual()) < 1e-15);
  const auto bools = shapley([](const std::vector<bool>& on) { return (on[0] || on[1]) && on[2] ? 1.0 : 0.0; }, 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(bools[i] == split[i]);
}

TEST_CASE("shapley: the average over all orders") {
  std::mt19937_64 random(61);
  std::lognormal_distribution<double> heavy(0, 2);
  for (int round = 0; round < 20; ++round) {
    const int n = 1 + static_cast<int>(random() % 5);
    std::vector<double> f(std::size_t(1) << n);
    for (double& value : f) value = heavy(random);
    std::vector<int> order(static_cast<std::size_t>(n));
    std::iota(order.begin(), order.end(), 0);
    std::vector<long double> sums(order.size(), 0);
    int orders = 0;
    do {
      std::size_t set = 0;
      for (const int i : order) {
        const std::size_t next = set | std::size_t(1) << i;
        sums[static_cast<std::size_t>(i)] += static_cast<long double>(f[next]) - f[set];
        set = next;
      }
      ++orders;
    } while (std::next_permutation(order.begin(), order.end()));
    const auto split = shapley([&](std::uint32_t on) { return f[on]; }, n);
    const double size = *std::max_element(f.begin(), f.end());
    for (std::size_t i = 0; i < sums.size(); ++i) CHECK(std::fabs(split[i] - sums[i] / orders) < 1e-15L * size);
    CHECK(std::fabs(split.residual()) < 1e-14 * size);
  }
}

TEST_CASE("shapley: agrees with share_change, a split over two factors") {
  const double x[] = {3, 5}, others[] = {7, 4};
  const auto split = shapley([&](std::uint32_t on) { return x[on & 1] / (x[on & 1] + others[on >> 1]); }, 2);
  const auto change = share_change(std::vector<double>{3, 7}, std::vector<double>{5, 4});
  CHECK(split[0] == doctest::Approx(change[0].own).epsilon(1e-15));
  CHECK(split[1] == doctest::Approx(change[0].others).epsilon(1e-15));
}

TEST_CASE("shapley: many factors, types, errors") {
  const auto additive = shapley(
      [](std::uint32_t on) {
        double sum = 0;
        for (int i = 0; i < 16; ++i) sum += (on >> i & 1) != 0 ? i : 0;
        return sum;
      },
      16);
  for (std::size_t i = 0; i < 16; ++i) CHECK(additive[i] == doctest::Approx(static_cast<double>(i)).epsilon(1e-14));
  CHECK(shapley([](std::uint32_t) { return 5.0; }, 0).total == 0);
  const auto wide = shapley([](std::uint32_t) { return 1.0L; }, 1);
  static_assert(std::is_same_v<std::decay_t<decltype(wide.total)>, long double>);
  CHECK_THROWS_WITH_AS(shapley([](std::uint32_t) { return 1; }, 21), "lorenz::shapley: n is 21, must be in 0..20",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(shapley([](std::uint32_t on) { return on == 5 ? std::nan("") : 0; }, 3),
                       "lorenz::shapley: f({0, 2}) is NaN", std::invalid_argument);
}
