// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/ties.hpp>
#include <lorenz/parallel.hpp>

#include <doctest/doctest.h>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <vector>

using namespace lorenz::detail;

namespace {

/// Whether the ties were merged; they must then be those that a std::map counts.
template <class T>
bool merges(const std::vector<T>& x) {
  const auto merged = merge_ties(x.data(), x.size());
  const thread_team three(3);
  const auto shared = merge_ties(x.data(), x.size(), &three);
  if (!merged.values.empty()) {
    REQUIRE(shared.values == merged.values);
    REQUIRE(shared.weights == merged.weights);
  }
  if (merged.values.empty()) return false;
  std::map<T, std::uint64_t> expected;
  for (const T value : x) ++expected[value];
  REQUIRE(merged.values.size() == expected.size());
  REQUIRE(merged.weights.size() == expected.size());
  std::size_t i = 0;
  for (const auto& row : expected) {
    REQUIRE(merged.values[i] == row.first);
    REQUIRE(merged.weights[i] == row.second);
    ++i;
  }
  return true;
}

}  // namespace

TEST_CASE_TEMPLATE("counts with a heavy tail", T, double, float, std::int64_t, std::uint32_t) {
  std::mt19937_64 engine(4);
  std::vector<T> x(200000);
  for (T& value : x)
    value = static_cast<T>(std::floor(std::pow(std::uniform_real_distribution<double>(1e-5, 1)(engine), -1.25)));
  CHECK(merges(x));
  x.front() = 0;
  x.back() = static_cast<T>(1e9);
  CHECK(merges(x));
}

TEST_CASE("few values, of both signs and with both zeros; one value") {
  std::mt19937_64 engine(4);
  std::vector<double> x(50001);
  for (double& value : x)
    value = 0.1 * static_cast<double>(static_cast<int>(engine() % 7) - 3) * (engine() % 2 ? 1 : -1);
  CHECK(merges(x));
  CHECK(merges(std::vector<double>(40000, 0.1)));
}

TEST_CASE("samples without common values, small ones and misleading ones are left to others") {
  std::mt19937_64 engine(4);
  std::vector<double> x(200000);
  for (double& value : x) value = static_cast<double>(engine());
  CHECK_FALSE(merges(x));
  for (std::size_t i = 0; i < x.size(); i += x.size() / 2048) x[i] = 3;  // what the sample sees
  CHECK_FALSE(merges(x));
  CHECK_FALSE(merges(std::vector<double>(1000, 0.1)));
  CHECK_FALSE(merges(std::vector<double>()));
}
