// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/buckets.hpp>

#include <doctest/doctest.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

using namespace lorenz::detail;

TEST_CASE("keys ascend with the values; both zeros have one") {
  const std::vector<double> ascending{-std::numeric_limits<double>::max(), -1, -5e-324, 0, 5e-324, 0.5, 1,
                                      std::numeric_limits<double>::max()};
  for (std::size_t i = 1; i < ascending.size(); ++i) CHECK(order_key(ascending[i - 1]) < order_key(ascending[i]));
  CHECK(order_key(-0.0) == order_key(0.0));
  CHECK(order_key(std::int64_t(-3)) < order_key(std::int64_t(2)));
}

TEST_CASE("extremes, wherever they stand") {
  for (std::size_t n = 1; n < 12; ++n)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        std::vector<double> x(n, 0.5);
        x[i] = -1;
        if (i != j) x[j] = 7;
        const extremes<double> e = extremes_of(x.data(), n);
        CHECK(e.low == -1);
        CHECK(e.high == (i != j ? 7 : n == 1 ? -1 : 0.5));
      }
}

TEST_CASE("buckets ascend with the values, few are empty and none is large") {
  std::mt19937_64 engine(3);
  std::lognormal_distribution<double> heavy(3, 2.8);
  std::normal_distribution<double> normal;
  for (int shape = 0; shape < 4; ++shape) {
    CAPTURE(shape);
    std::vector<double> x(100000);
    for (double& value : x) {
      value = shape == 0   ? heavy(engine)
              : shape == 1 ? normal(engine)
              : shape == 2 ? 1e9 + std::ldexp(static_cast<double>(engine() >> 11), -53)
                           : (engine() % 4 == 0 ? 0.0 : std::pow(10.0, 300 * normal(engine) / 8));
    }
    const extremes<double> e = extremes_of(x.data(), x.size());
    const buckets<double> map(x.data(), x.size(), e, 256);
    CHECK(map.size() <= 3 * 256);
    const std::vector<std::size_t> count = map.counts(x.data(), x.size())[0];
    std::size_t total = 0, largest = 0;
    for (std::size_t b = 0; b < count.size(); ++b) {
      total += count[b];
      if (shape != 3 || b != map(0.0)) largest = std::max(largest, count[b]);
    }
    CHECK(total == x.size());
    CHECK(largest < x.size() / 32);
    std::sort(x.begin(), x.end());
    for (std::size_t i = 1; i < x.size(); ++i) REQUIRE(map(x[i - 1]) <= map(x[i]));
    CHECK(map(e.high) < map.size());
    for (const double value : x) {
      const std::size_t b = map(value);
      REQUIRE(map.first_key(b) <= order_key(value));
      REQUIRE(order_key(value) < map.first_key(b + 1));
    }
  }
}
