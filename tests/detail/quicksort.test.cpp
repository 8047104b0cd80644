// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/quicksort.hpp>

#include <doctest/doctest.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

using namespace lorenz::detail;

namespace {

template <class T>
bool sorts(std::vector<T> x, int divisions = 32) {
  std::vector<T> expected = x;
  std::sort(expected.begin(), expected.end());
  std::vector<T> scratch(x.size());
  quicksort(x.data(), x.size(), scratch.data(), divisions);
  return x == expected;
}

}  // namespace

TEST_CASE_TEMPLATE("every length, and shapes of all kinds", T, double, float, std::int64_t, std::uint32_t) {
  std::mt19937_64 engine(3);
  std::lognormal_distribution<double> heavy(3, 2.8);
  for (std::size_t n = 0; n < 1000; n += n < 80 ? 1 : 97) {
    CAPTURE(n);
    std::vector<T> x(n);
    const auto fill = [&](auto&& f) {
      for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<T>(f(i));
      return x;
    };
    CHECK(sorts(fill([&](std::size_t) { return std::min(heavy(engine), 1e9); })));
    CHECK(sorts(fill([&](std::size_t) { return engine() % 3; })));
    CHECK(sorts(fill([&](std::size_t i) { return i; })));
    CHECK(sorts(fill([&](std::size_t i) { return n - i; })));
    CHECK(sorts(fill([&](std::size_t i) { return std::min(i, n - i); })));
    CHECK(sorts(fill([&](std::size_t) { return 7; })));
    CHECK(sorts(fill([&](std::size_t) { return std::min(heavy(engine), 1e9); }), 2));
  }
}

TEST_CASE("negative values, infinite ones and both zeros") {
  std::mt19937_64 engine(4);
  const double some[] = {-0.0, 0.0, -HUGE_VAL, HUGE_VAL, -5e-324, 5e-324, -1, 1, -1.7e308, 1.7e308};
  for (const std::size_t n : {10u, 60u, 500u}) {
    std::vector<double> x(n);
    for (double& value : x) value = some[engine() % 10];
    CHECK(sorts(x));
  }
}

TEST_CASE("the ranks asked for are in their places, the others on their side of them") {
  std::mt19937_64 engine(5);
  for (int trial = 0; trial < 500; ++trial) {
    const std::size_t n = 1 + engine() % 600;
    std::vector<double> x(n);
    for (double& value : x) value = static_cast<double>(engine() % (trial % 2 == 0 ? 10 : 100000));
    const std::size_t first = engine() % n;
    const std::size_t last = first + 1 + engine() % (n - first);
    std::vector<double> expected = x;
    std::sort(expected.begin(), expected.end());
    std::vector<double> scratch(n);
    quickselect(x.data(), n, scratch.data(), first, last);
    for (std::size_t i = first; i < last; ++i) CHECK(x[i] == expected[i]);
    for (std::size_t i = 0; i < first; ++i) CHECK(x[i] <= x[first]);
    for (std::size_t i = last; i < n; ++i) CHECK(x[last - 1] <= x[i]);
  }
}
