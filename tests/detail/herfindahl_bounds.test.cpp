// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/herfindahl_bounds.hpp>

#include <doctest/doctest.h>

using namespace lorenz::detail;

TEST_CASE("herfindahl_bounds: five units by hand") {
  // The largest holds half, two are below 10, the mean is 20: (10, 10, 15, 15, 50) and (0, 0, 10, 40, 50) of 100.
  constraints c;
  c.n = 5;
  c.whole = true;
  c.shares.push_back({1, 0.5, 0.5});
  c.values.push_back({{{4, false, 1}}, 10, true, true});
  c.values.push_back({{{3, false, 1}}, 10, false, false});
  c.mean = {20, 20};
  const lorenz::interval bounds = herfindahl_bounds(c);
  CHECK(bounds.lower == doctest::Approx((2 * 100 + 2 * 225 + 2500) / 1e4).epsilon(1e-9));
  CHECK(bounds.upper == doctest::Approx((100 + 1600 + 2500) / 1e4).epsilon(1e-9));
}

TEST_CASE("herfindahl_bounds: nothing but the number of units") {
  constraints c;
  c.n = 4;
  c.whole = true;
  const lorenz::interval bounds = herfindahl_bounds(c);
  CHECK(bounds.lower == doctest::Approx(0.25).epsilon(1e-12));
  CHECK(bounds.upper == doctest::Approx(1).epsilon(1e-12));
}
