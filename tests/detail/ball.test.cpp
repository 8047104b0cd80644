// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/ball.hpp>

#include <doctest/doctest.h>

#include "reference/oracle.hpp"
#include "reference/samples.hpp"

using lorenz::detail::ball;
using lorenz::detail::exact;
using lorenz::detail::uint128;

namespace {

bool holds(const ball& b, const oracle::rational& truth) {
  const oracle::rational centre = oracle::exact(b.value.high) + oracle::exact(b.value.low);
  return abs(truth - centre) <= oracle::exact(b.error);
}

}  // namespace

TEST_CASE("ball: every result holds the exact one, and hardly more") {
  samples::generator g(1);
  for (int i = 0; i < 300; ++i) {
    const uint128 n = (uint128(g.bits()) << 64 | g.bits()) >> (2 + g.below(126));
    const std::uint64_t m = g.bits() >> g.below(64);
    const int exponent = g.below(300) - 150;
    const oracle::rational a = oracle::times_power_of_two(oracle::integer(n), exponent);
    const ball x = exact(n, exponent);
    const ball y = exact(m, exponent) * exact(1, 0);
    const oracle::rational c = oracle::times_power_of_two(oracle::integer(m), exponent);
    CHECK(holds(x, a));
    CHECK(holds(x + y, a + c));
    CHECK(holds(x - y, a - c));
    CHECK(holds(x * y, a * c));
    if (m != 0) CHECK(holds(x / y, a / c));
    if (m != 0) CHECK(holds((x * y - x / y) / (y + y), (a * c - a / c) / (c + c)));
    CHECK(oracle::exact(least(x)) <= a);
    CHECK(oracle::exact(greatest(x)) >= a);
    CHECK(x.error <= 1e-29 * x.value.high);
    CHECK((x * y).error <= 1e-29 * (x * y).value.high);
  }
}

TEST_CASE("ball: what cancels is held too") {
  const ball third = exact(1, 0) / exact(3, 0);
  const ball nothing = third + third + third - exact(1, 0);
  CHECK(holds(nothing, 0));
  CHECK(nothing.error > 0);
  CHECK(least(nothing) < 0);
  CHECK(greatest(nothing) > 0);
}

TEST_CASE("ball: zero is exact, and underflow is not zero") {
  CHECK(exact(0, 5).is_zero());
  CHECK((exact(0, 0) * exact(7, 0)).is_zero());
  CHECK((exact(0, 0) / exact(7, 0)).is_zero());
  CHECK(least(ball{}) == 0);
  CHECK(greatest(ball{}) == 0);
  const ball tiny = exact(3, -2000);
  CHECK_FALSE(tiny.is_zero());
  CHECK(greatest(tiny) > 0);
  CHECK(greatest(tiny) < 1e-270);
  const ball small = exact(1, -600);
  CHECK_FALSE((small * small).is_zero());
  CHECK(greatest(small * small) > 0);
}

TEST_CASE("ball: an enclosure keeps to the range of the measure") {
  const lorenz::interval i = enclosure(exact(0, 0), exact(1, 0));
  CHECK(i.lower == 0);
  CHECK(i.upper == 1);
  const lorenz::interval third = enclosure(exact(1, 0) / exact(3, 0), exact(1, 0) / exact(3, 0));
  CHECK(oracle::exact(third.lower) < oracle::rational(1, 3));
  CHECK(oracle::exact(third.upper) > oracle::rational(1, 3));
  CHECK(third.upper - third.lower < 4e-16);
}
