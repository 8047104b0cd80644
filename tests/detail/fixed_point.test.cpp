// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/fixed_point.hpp>

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "reference/oracle.hpp"
#include "reference/samples.hpp"

using lorenz::detail::fixed_point;
using lorenz::detail::int128;
using lorenz::detail::on_grid;

namespace {

oracle::rational value_of(const lorenz::detail::scaled<double>& x) {
  return oracle::times_power_of_two(oracle::exact(x.significand.high) + oracle::exact(x.significand.low), x.exponent);
}

// To 100 bits.
void check_near(const lorenz::detail::scaled<double>& x, const oracle::rational& truth) {
  const oracle::rational gap = abs(value_of(x) - truth);
  CHECK(gap * (oracle::integer(1) << 100) <= abs(truth));
}

}  // namespace

TEST_CASE("fixed_point: sums without rounding, of one part and of several") {
  samples::generator g(1);
  for (int round = 0; round < 60; ++round) {
    fixed_point whole, other;
    oracle::rational truth = 0;
    for (int i = 0; i < 40; ++i) {
      const double x = round % 3 == 0   ? std::ldexp(g.uniform(), g.below(2000) - 1060)
                       : round % 3 == 1 ? 5e-324 * g.below(1000)
                                        : g.uniform();
      const auto k = static_cast<int128>(static_cast<std::int64_t>(g.bits())) * (int128(1) << g.below(60));
      (i % 2 == 0 ? whole : other).add(on_grid(x), k);
      truth = truth + oracle::exact(x) * oracle::integer(k);
    }
    std::vector<std::int64_t>& sum = whole.limbs();
    const std::vector<std::int64_t> rest = other.limbs();
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += rest[i];
    check_near(whole.value(), truth);
  }
}

TEST_CASE("fixed_point: what cancels is gone, what is left is exact") {
  fixed_point s;
  CHECK(s.value().rounded() == 0);
  const double largest = (std::numeric_limits<double>::max)();
  s.add(on_grid(largest), int128(1) << 124);
  s.add(on_grid(5e-324), -3);
  s.add(on_grid(largest), -(int128(1) << 124));
  CHECK(s.value().rounded() == -3 * 5e-324);
  s.add(on_grid(5e-324), 3);
  CHECK(s.value().rounded() == 0);
  s.add(on_grid(UINT64_MAX), 7);
  check_near(s.value(), oracle::rational(oracle::integer(UINT64_MAX) * 7));
  fixed_point high;
  high.add(on_grid(largest), (int128(1) << 124) - 1);
  check_near(high.value(), oracle::exact(largest) * oracle::integer((int128(1) << 124) - 1));
}
