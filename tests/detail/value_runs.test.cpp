// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/value_runs.hpp>

#include <cstdint>
#include <map>

#include <doctest/doctest.h>

#include "reference/samples.hpp"

TEST_CASE("value_runs: the distinct values in ascending order, and how often each came") {
  samples::generator g(4);
  for (const int distinct : {1, 3, 700, 100000}) {
    lorenz::detail::value_runs runs;
    std::map<std::uint64_t, std::uint64_t> expected;
    for (int i = 0; i < 10000; ++i) {
      const auto value = static_cast<std::uint64_t>(g.below(distinct));
      const auto units = static_cast<std::uint64_t>(1 + g.below(3));
      runs.add(value, units);
      expected[value] += units;
    }
    const auto result = runs.ascending();
    REQUIRE(result.size() == expected.size());
    std::size_t i = 0;
    for (const auto& pair : expected) {
      CHECK(result[i].mantissa == pair.first);
      CHECK(result[i].count == pair.second);
      ++i;
    }
  }
  CHECK(lorenz::detail::value_runs().ascending().empty());
}
