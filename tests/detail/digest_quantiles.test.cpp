// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/digest_quantiles.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "reference/oracle.hpp"
#include "reference/samples.hpp"

using lorenz::interval;
using lorenz::detail::digest_cell;
using lorenz::detail::digest_cells;

namespace {

// All ascending vectors of n integers in [low, high] with this sum.
void every_sample(std::vector<std::int64_t>& x, std::uint64_t n, std::int64_t low, std::int64_t high, std::int64_t sum,
                  std::vector<std::vector<std::int64_t>>& all) {
  if (n == 0) {
    if (sum == 0) all.push_back(x);
    return;
  }
  for (std::int64_t v = low; v <= high; ++v) {
    x.push_back(v);
    every_sample(x, n - 1, v, high, sum - v, all);
    x.pop_back();
  }
}

}  // namespace

TEST_CASE("digest_quantiles: a cell with every sample that fits it, both ends attained") {
  namespace l = lorenz::detail;
  for (std::uint64_t n = 1; n <= 4; ++n)
    for (std::int64_t sum = 3 * static_cast<std::int64_t>(n); sum <= 8 * static_cast<std::int64_t>(n); ++sum) {
      std::vector<std::vector<std::int64_t>> all;
      std::vector<std::int64_t> x;
      every_sample(x, n, 3, 8, sum, all);
      REQUIRE_FALSE(all.empty());
      digest_cell c{n, static_cast<l::uint128>(sum), 3, 8, 0, 1086};
      c.tighten();
      // A known unit on either side.
      const digest_cells d{"test", {digest_cell{2, 4, 2, 2, 0, 1086}, c, digest_cell{1, 9, 9, 9, 0, 1086}}, n + 3};
      CAPTURE(n);
      CAPTURE(sum);
      for (std::uint64_t rank = 1; rank <= n; ++rank) {
        std::int64_t least = 100, most = 0;
        for (const auto& s : all) {
          least = (std::min)(least, s[rank - 1]);
          most = (std::max)(most, s[rank - 1]);
        }
        const interval bound = l::order_statistic_bounds(d, 2 + rank);
        CHECK(bound.lower == static_cast<double>(least));
        CHECK(bound.upper == static_cast<double>(most));
      }
      for (std::int64_t v = 1; v <= 10; ++v) {
        std::int64_t least = 100, most = 0;
        for (const auto& s : all) {
          const auto below = std::count_if(s.begin(), s.end(), [&](std::int64_t u) { return u < v; });
          const std::int64_t units = below + (2 < v ? 2 : 0) + (9 < v ? 1 : 0);
          least = (std::min)(least, units);
          most = (std::max)(most, units);
        }
        // The cells lie in one octave here.
        l::grid_number at{1086, static_cast<std::uint64_t>(v)};
        const interval bound = l::below_bounds(d, at);
        const auto whole = static_cast<double>(n + 3);
        CAPTURE(v);
        CHECK(bound.lower == doctest::Approx(static_cast<double>(least) / whole).epsilon(1e-14));
        CHECK(bound.upper == doctest::Approx(static_cast<double>(most) / whole).epsilon(1e-14));
        CHECK(oracle::exact(bound.lower) <= oracle::rational(least, n + 3));
        CHECK(oracle::exact(bound.upper) >= oracle::rational(most, n + 3));
      }
      for (int definition = 1; definition <= 9; ++definition)
        for (const double p : {0.0, 0.1, 0.29, 0.5, 0.77, 1.0}) {
          const interval bound = l::quantile_bounds(d, p, static_cast<lorenz::quantile_definition>(definition));
          for (const auto& s : all) {
            std::vector<std::int64_t> whole{2, 2};
            whole.insert(whole.end(), s.begin(), s.end());
            whole.push_back(9);
            const oracle::rational truth = oracle::quantile(
                oracle::sample(whole), oracle::rational(static_cast<int>(p * 100 + 0.5), 100), definition);
            CHECK(oracle::exact(bound.lower) <= truth);
            CHECK(oracle::exact(bound.upper) >= truth);
          }
        }
    }
}

TEST_CASE("digest_quantiles: mantissas of full length") {
  namespace l = lorenz::detail;
  const std::uint64_t low = std::uint64_t(1) << 63;
  const std::uint64_t high = ~std::uint64_t(0);
  const digest_cells d{"test", {digest_cell{5, l::uint128(low) * 3 + l::uint128(high) * 2, low, high, 0, 1086}}, 5};
  for (std::uint64_t rank = 1; rank <= 5; ++rank) {
    const interval bound = l::order_statistic_bounds(d, rank);
    const std::uint64_t known = rank <= 3 ? low : high;  // one of the samples
    CHECK(oracle::exact(bound.lower) <= oracle::integer(known));
    CHECK(oracle::exact(bound.upper) >= oracle::integer(known));
  }
}

TEST_CASE("digest_quantiles: integers that are no doubles are rounded outward") {
  samples::generator g(3);
  for (int i = 0; i < 200; ++i) {
    const std::uint64_t m = g.bits();
    CHECK(oracle::exact(lorenz::detail::rounded_down(m, 3)) <= oracle::rational(oracle::integer(m) * 8));
    CHECK(oracle::exact(lorenz::detail::rounded_up(m, 3)) >= oracle::rational(oracle::integer(m) * 8));
    CHECK(lorenz::detail::rounded_up(m, 0) - lorenz::detail::rounded_down(m, 0) <= 2048);
  }
  CHECK(lorenz::detail::rounded_down(5, -1074) == 5 * 5e-324);
  CHECK(lorenz::detail::rounded_up(5, -1074) == 5 * 5e-324);
}
