// SPDX-License-Identifier: BSL-1.0

#include <lorenz/detail/groups.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace lorenz;
using namespace lorenz::detail;

TEST_CASE("partition_of: names in ascending order, each once") {
  const auto parts = partition_of(std::vector<std::string>{"b", "a", "b", ""});
  CHECK(parts.labels == std::vector<std::string>{"", "a", "b"});
  CHECK(parts.group == std::vector<std::size_t>{2, 1, 2, 0});
  const auto numbers = partition_of(std::array<std::uint8_t, 3>{200, 7, 200});
  static_assert(std::is_same_v<decltype(numbers.labels), std::vector<std::uint8_t>>);
  CHECK(numbers.group == std::vector<std::size_t>{1, 0, 1});
  const char* literals[] = {"x", "y"};
  CHECK(partition_of(literals).labels == std::vector<std::string>{"x", "y"});
}

TEST_CASE("matched: by name across types, whatever the order") {
  const std::vector<std::string> a{"d", "a", "c"};
  const std::vector<std::string_view> b{"c", "x", "d"};
  const auto pairs = matched("f", a, b);
  REQUIRE(pairs.size() == 2);
  CHECK(pairs[0].first == 2);
  CHECK(pairs[0].second == 0);
  CHECK(pairs[1].first == 0);
  CHECK(pairs[1].second == 2);
  // -1 is not 2^64 - 1.
  CHECK(matched("f", std::vector<int>{-1}, std::vector<std::uint64_t>{UINT64_MAX}).empty());
  CHECK_THROWS_WITH_AS(matched("f", std::vector<int>{1, 2}, std::vector<int>{5, 5}),
                       "lorenz::f: ids1[1] is 5, as is ids1[0]", std::invalid_argument);
}

TEST_CASE("grouped: checked, ascending, without what has no weight") {
  const std::vector<int> x{5, 3, 9, 1};
  const std::vector<int> g{1, 1, 2, 3};
  const auto plain = grouped("f", domain::real, x, unweighted{}, g);
  CHECK(plain.all.values == std::vector<int>{1, 3, 5, 9});
  CHECK(plain.groups[0].values == std::vector<int>{3, 5});
  const auto counted = grouped("f", domain::real, x, frequency(std::vector<int>{1, 2, 0, 4}), g);
  CHECK(counted.labels == std::vector<int>{1, 3});
  CHECK(counted.groups[0].weights == std::vector<std::uint64_t>{2, 1});
  CHECK(counted.all.weights == std::vector<std::uint64_t>{4, 2, 1});
  CHECK_THROWS_AS(grouped("f", domain::real, x, frequency(std::vector<int>{0, 0, 0, 0}), g), std::domain_error);
  CHECK_THROWS_AS(grouped("f", domain::real, x, frequency(std::vector<int>{1}), g), std::invalid_argument);
  CHECK_THROWS_AS(grouped("f", domain::real, x, unweighted{}, std::vector<int>{1}), std::invalid_argument);
}
