// SPDX-License-Identifier: BSL-1.0
#include <lorenz/describe.hpp>
#include <lorenz/entropy.hpp>
#include <lorenz/workspace.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "../benchmarks/memory.hpp"

using namespace lorenz;

namespace {

template <class X>
std::vector<double> results(const X& x) {
  return {static_cast<double>(gini(x)),
          static_cast<double>(median(x)),
          static_cast<double>(quantile(x, 0.9)),
          static_cast<double>(top_share(x, fraction{0.3})),
          static_cast<double>(bottom_share(x, units{1})),
          static_cast<double>(top_count(x, share{0.5})),
          static_cast<double>(theil(x)),
          static_cast<double>(mean(x))};
}

}  // namespace

TEST_CASE_TEMPLATE("results are those without it, and nothing is allocated", T, double, float, std::int64_t) {
  std::mt19937_64 engine(5);
  std::vector<T> memory;
  memory.reserve(1000);
  for (std::size_t n = 2; n <= 1000; n += n / 8 + 1) {
    CAPTURE(n);
    std::vector<T> x(n);
    for (T& value : x) value = static_cast<T>(std::floor(std::ldexp(1.0, static_cast<int>(engine() % 30)) * 1.1));
    const std::vector<T> kept = x;
    const auto all = in_workspace(x, memory);
    CHECK(results(all) == results(x));
    CHECK(x == kept);
    CHECK(bench::memory_of([&] { return gini(all); }).allocations == 0);
    CHECK(bench::memory_of([&] { return median(all); }).allocations == 0);
    CHECK(bench::memory_of([&] { return top_share(all, fraction{0.3}); }).allocations == 0);
    CHECK(bench::memory_of([&] { return top_count(all, share{0.5}); }).allocations == 0);
    CHECK(bench::memory_of([&] { return describe(all); }).allocations == 1);
  }
}

TEST_CASE("memory grows, temporaries are owned, large and weighted samples do not mind") {
  std::mt19937_64 engine(6);
  std::vector<double> memory;
  for (const std::size_t n : {70u, 100000u, 70u}) {
    std::vector<double> x(n), weights(n);
    for (double& value : x) value = static_cast<double>(engine() >> 11);
    for (double& weight : weights) weight = static_cast<double>(1 + engine() % 3);
    CHECK(results(in_workspace(x, memory)) == results(x));
    CHECK(gini(in_workspace(std::vector<double>(x), memory)) == gini(x));
    CHECK(gini(in_workspace(x, memory), frequency(weights)) == gini(x, frequency(weights)));
    CHECK(median(in_workspace(x, memory), sampling(weights)) == median(x, sampling(weights)));
  }
  CHECK(memory.size() >= 70);
}

TEST_CASE("errors are those without it") {
  std::vector<double> memory;
  const std::vector<double> x{1, std::nan("")};
  CHECK_THROWS_WITH_AS(gini(in_workspace(x, memory)), "lorenz::gini: x[1] is NaN", std::invalid_argument);
}
