// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/share_change.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "reference/error_of.hpp"

using namespace lorenz;

namespace {

// The definition, word by word.
long double s(long double x, long double o) { return x + o == 0 ? 0.5L : x / (x + o); }

}  // namespace

TEST_CASE("shares") {
  CHECK(shares(std::vector<int>{1, 0, 3}) == std::vector<double>{0.25, 0, 0.75});
  CHECK(shares(std::vector<double>{7}) == std::vector<double>{1});
  CHECK(shares(std::vector<double>{1.7e308, 1.7e308}) == std::vector<double>{0.5, 0.5});
  CHECK(error_of([] { shares(std::vector<int>{0, 0}); }) == "lorenz::shares: the total of values is 0");
  CHECK(error_of([] { shares(std::vector<int>{1, -2}); }) == "lorenz::shares: values[1] is -2, must not be negative");
  CHECK_THROWS_AS(shares(std::vector<double>{1, std::nan("")}), std::invalid_argument);
  CHECK_THROWS_AS(shares(std::vector<double>{}), std::domain_error);
}

TEST_CASE("share_bounds") {
  const auto bounds = share_bounds(std::vector<int>{50, 29}, 21);
  REQUIRE(bounds.size() == 2);
  CHECK(bounds[0].lower == 0.5);
  CHECK(bounds[0].upper == 0.71);
  CHECK(bounds[1].lower == 0.29);
  CHECK(bounds[1].upper == 0.5);
  const auto known = share_bounds(std::vector<int>{1, 3}, 0);
  CHECK(known[0].lower == 0.25);
  CHECK(known[0].upper == 0.25);
  const auto all = share_bounds(std::vector<int>{0}, 2.5);
  CHECK(all[0].lower == 0);
  CHECK(all[0].upper == 1);
  CHECK(error_of([] { share_bounds(std::vector<int>{1}, -1); }) ==
        "lorenz::share_bounds: unknown is -1, must not be negative");
  CHECK_THROWS_AS(share_bounds(std::vector<int>{0}, 0), std::domain_error);
}

TEST_CASE("share_change: by hand") {
  // x 1 -> 3, others 1 -> 1: all of it is own growth. Then x 1 -> 1, others 1 -> 3: all of it is theirs.
  const auto own = share_change(std::vector<int>{1, 1}, std::vector<int>{3, 1});
  CHECK(own[0].change == 0.25);
  CHECK(own[0].own == 0.25);
  CHECK(own[0].others == 0);
  CHECK(own[1].own == 0);
  CHECK(own[1].others == -0.25);
  // x 1 -> 2, others 1 -> 3: own = (2/3 - 1/2 + 2/5 - 1/4)/2 = 19/120, others = (1/4 - 1/2 + 2/5 - 2/3)/2 = -31/120.
  const auto both = share_change(std::vector<int>{1, 1}, std::vector<int>{2, 3});
  CHECK(both[0].before == 0.5);
  CHECK(both[0].after == 0.4);
  CHECK(both[0].own == 19.0 / 120);
  CHECK(both[0].others == -31.0 / 120);
  CHECK(both[0].change == -0.1);
  CHECK(std::fabs(both.residual()) < 1e-16);
}

TEST_CASE("share_change: a monopoly that leaves") {
  // x 1 -> 0, others 0 -> 1. s(0, 0) = 1/2, so own and others halve the change.
  const auto swap = share_change(std::vector<int>{1, 0}, std::vector<int>{0, 1});
  CHECK(swap[0].change == -1);
  CHECK(swap[0].own == -0.5);
  CHECK(swap[0].others == -0.5);
  CHECK(swap[1].own == 0.5);
  const auto alone = share_change(std::vector<int>{1}, std::vector<int>{9});
  CHECK(alone[0].change == 0);
  CHECK(alone[0].own == 0);
  CHECK(alone[0].others == 0);
}

TEST_CASE("share_change: definition, sum to zero, time reversal, mirror, proportional growth") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 1000; ++round) {
    const std::size_t n = 1 + random() % 6;
    std::vector<std::int64_t> before(n), after(n), tripled(n);
    for (std::size_t g = 0; g < n; ++g) {
      before[g] = static_cast<std::int64_t>(random() % 3 == 0 ? 0 : random() % 100000);
      after[g] = static_cast<std::int64_t>(random() % 3 == 0 ? 0 : random() % 100000);
    }
    before[random() % n] += 1;
    after[random() % n] += 1;
    long double total0 = 0, total1 = 0;
    for (std::size_t g = 0; g < n; ++g) {
      total0 += static_cast<long double>(before[g]);
      total1 += static_cast<long double>(after[g]);
      tripled[g] = 3 * before[g];
    }
    const auto forward = share_change(before, after);
    const auto backward = share_change(after, before);
    const auto same = share_change(before, tripled);
    long double sum = 0;
    for (std::size_t g = 0; g < n; ++g) {
      const auto x0 = static_cast<long double>(before[g]);
      const auto x1 = static_cast<long double>(after[g]);
      const long double o0 = total0 - x0, o1 = total1 - x1;
      const long double own = (s(x1, o0) - s(x0, o0) + s(x1, o1) - s(x0, o1)) / 2;
      const long double others = (s(x0, o1) - s(x0, o0) + s(x1, o1) - s(x1, o0)) / 2;
      CHECK(std::fabs(forward[g].own - own) < 1e-15L * std::fabs(own) + 1e-18L);
      CHECK(std::fabs(forward[g].others - others) < 1e-15L * std::fabs(others) + 1e-18L);
      CHECK(std::fabs(forward[g].change - (s(x1, o1) - s(x0, o0))) < 2e-16L);
      CHECK(std::fabs(forward[g].residual()) < 1e-15);
      CHECK(backward[g].own == -forward[g].own);
      CHECK(backward[g].others == -forward[g].others);
      CHECK(backward[g].change == -forward[g].change);
      CHECK(same[g].change == 0);
      CHECK(std::fabs(same[g].residual()) < 1e-16);
      sum += forward[g].change;
    }
    CHECK(std::fabs(sum) < 1e-15L);
    CHECK(forward.residual() < 1e-15);
    if (n == 2) {
      CHECK(forward[0].own == -forward[1].others);
      CHECK(forward[0].others == -forward[1].own);
    }
  }
}

TEST_CASE("share_change: types and errors") {
  static_assert(std::is_same_v<decltype(share_change(std::vector<int>{}, std::vector<float>{})), share_changes>);
  const auto extended = share_change(std::vector<long double>{1, 2}, std::vector<long double>{1, 1});
  CHECK(std::fabs(extended[0].change - 1 / 6.0L) < 1e-19L);
  CHECK(error_of([] {
          share_change(std::vector<int>{1, 2}, std::vector<int>{1});
        }) == "lorenz::share_change: after has size 1, before has size 2");
  CHECK(error_of([] {
          share_change(std::vector<int>{1, 2}, std::vector<int>{0, 0});
        }) == "lorenz::share_change: the total of after is 0");
  CHECK(error_of([] {
          share_change(std::vector<int>{1, -2}, std::vector<int>{0, 0});
        }) == "lorenz::share_change: before[1] is -2, must not be negative");
}

TEST_CASE("share_change: a group that leaves less than the digits of the total") {
  const std::vector<double> before{1e19, 1e-71, 1e-23}, after{1e-58, 1e-56, 1e37};
  const auto split = lorenz::share_change(before, after);
  CHECK(split[0].own == -0.5);  // 1 to 0 where the others are small, 0 to 0 where they are large
  CHECK(split[2].own == 0.5);
  CHECK(split[2].others == 0.5);
}
