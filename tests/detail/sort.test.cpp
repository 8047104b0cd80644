// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/sort.hpp>

#include <doctest/doctest.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

using namespace lorenz::detail;

namespace {

template <class T>
bool sorts(const std::vector<T>& x) {
  std::vector<T> expected = x;
  std::sort(expected.begin(), expected.end());
  return sorted_copy(x.data(), x.size()) == expected;
}

template <class F>
auto generate(std::size_t n, F&& f) {
  std::vector<decltype(f())> x(n);
  for (auto& value : x) value = f();
  return x;
}

}  // namespace

TEST_CASE("every shape of data, at sizes around the limits of the method") {
  std::mt19937_64 engine(17);
  std::lognormal_distribution<double> heavy(3, 2.8);
  std::normal_distribution<double> normal;
  for (const std::size_t n : {0u, 1u, 2u, 24u, 25u, 97u, 1024u, 1025u, 65536u, 300000u}) {
    CAPTURE(n);
    CHECK(sorts(generate(n, [&] { return heavy(engine); })));
    CHECK(sorts(generate(n, [&] { return std::floor(heavy(engine)); })));
    CHECK(sorts(generate(n, [&] { return normal(engine); })));
    CHECK(sorts(generate(n, [&] { return 1e9 + std::ldexp(static_cast<double>(engine() >> 11), -53); })));
    CHECK(sorts(generate(n, [&] { return static_cast<double>(engine() % 3); })));
    CHECK(sorts(generate(n, [&] { return std::ldexp(normal(engine), static_cast<int>(engine() % 2000) - 1000); })));
    CHECK(sorts(generate(n, [&] { return 0.1; })));
    CHECK(sorts(generate(n, [&] { return engine() % 2 == 0 ? -0.0 : 0.0; })));
    CHECK(sorts(generate(n, [&] { return static_cast<float>(heavy(engine)); })));
    CHECK(sorts(generate(n, [&] { return static_cast<std::int64_t>(engine()); })));
    CHECK(sorts(generate(
        n, [&] { return std::numeric_limits<std::int64_t>::max() - static_cast<std::int64_t>(engine() % 900); })));
    CHECK(sorts(generate(n, [&] { return static_cast<std::uint32_t>(engine()); })));
    CHECK(sorts(generate(n, [&] { return static_cast<std::int8_t>(engine()); })));
    CHECK(sorts(generate(n, [&] { return static_cast<long double>(normal(engine)); })));
    double next = 0;
    CHECK(sorts(generate(n, [&] { return ++next; })));
    CHECK(sorts(generate(n, [&] { return --next; })));
  }
}

TEST_CASE("values that crowd ever closer to one point") {
  // Each scatter separates only a few of them: depth and fallback are met.
  std::vector<double> x;
  for (int i = 0; i < 40000; ++i) x.push_back(1 + std::ldexp(1.0, -(i % 52)) * (1 + (i / 52) * 1e-6));
  CHECK(sorts(x));
  for (int i = 0; i < 100000; ++i) x.push_back(1 + std::ldexp(1.0, -52) * (i % 2));
  CHECK(sorts(x));
}
