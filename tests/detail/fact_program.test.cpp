// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/fact_program.hpp>

#include <doctest/doctest.h>

using namespace lorenz::detail;

namespace {

// Five units, the largest holds half, two of them are below 10: the second smallest is (it has four units at or above
// it), the third smallest is not.
constraints five() {
  constraints c;
  c.n = 5;
  c.whole = true;
  c.shares.push_back({1, 0.5, 0.5});
  c.values.push_back({{{4, false, 1}}, 10, true, true});
  c.values.push_back({{{3, false, 1}}, 10, false, false});
  return c;
}

}  // namespace

TEST_CASE("fact_program: five units by hand") {
  // With a mean of 20 the ends are (10, 10, 15, 15, 50) and (0, 0, 10, 40, 50); without one the levels are free, and
  // (1, 1, 1, 1, 4) and (0, 0, 0, 1, 1) are approached.
  constraints c = five();
  CHECK(consistent(c));
  const lorenz::interval open = gini_bounds(c);
  CHECK(open.lower == doctest::Approx(0.3).epsilon(1e-12));
  CHECK(open.upper == doctest::Approx(0.6).epsilon(1e-12));
  c.mean = {20, 20};
  const lorenz::interval closed = gini_bounds(c);
  CHECK(closed.lower == doctest::Approx(0.34).epsilon(1e-12));
  CHECK(closed.upper == doctest::Approx(0.56).epsilon(1e-12));
}

TEST_CASE("fact_program: what cannot hold together") {
  constraints c = five();
  c.mean = {5, 5};  // three units at 10 or more make a mean of 6 at least
  CHECK_FALSE(consistent(c));
}
