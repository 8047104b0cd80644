// SPDX-License-Identifier: BSL-1.0
//
// Cases that are solved by hand; all corners of small problems are in facts.test.cpp.

#include <lorenz/detail/greatest_herfindahl.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace lorenz::detail;

namespace {

constraints of(double n) {
  constraints c;
  c.n = n;
  c.whole = true;
  return c;
}

value_row at_most(double rank, double bound) { return {{{rank, false, 1}}, bound, true, false}; }

}  // namespace

TEST_CASE("greatest_herfindahl: without facts one unit holds everything") {
  CHECK(greatest_herfindahl(of(1)).bound() == doctest::Approx(1).epsilon(1e-12));
  CHECK(greatest_herfindahl(of(7)).bound() == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("greatest_herfindahl: a largest value and a mean: as many units at it as the total allows, one in between") {
  for (const double n : {4.0, 5.0, 100.0, 1e6}) {
    for (const double mean : {0.5, 2.3, 7.0}) {
      constraints c = of(n);
      c.mean = {mean, mean};
      c.values.push_back(at_most(1, 10));
      const double total = n * mean, full = std::floor(total / 10), rest = total - 10 * full;
      CAPTURE(n);
      CAPTURE(mean);
      CHECK(greatest_herfindahl(c).bound() ==
            doctest::Approx((full * 100 + rest * rest) / (total * total)).epsilon(2e-9));
    }
  }
}

TEST_CASE("greatest_herfindahl: a share of the largest: all of it in one, the others at the value of the next") {
  // Three hold 0.6; x, y, y and then 0.4 in units of at most y.
  double best = 0;
  for (int i = 0; i <= 1000000; ++i) {
    const double y = 0.2 * i / 1e6;
    if (7 * y < 0.4) continue;
    const double full = std::floor(0.4 / y), rest = 0.4 - full * y;
    best = std::max(best, (0.6 - 2 * y) * (0.6 - 2 * y) + 2 * y * y + full * y * y + rest * rest);
  }
  constraints c = of(10);
  c.shares.push_back({3, 0.6, 0.6});
  const double found = greatest_herfindahl(c).bound();
  CHECK(found >= best - 1e-12);
  CHECK(found <= best + 1e-6);
}

TEST_CASE("greatest_herfindahl: two ceilings at one rank keep their values apart") {
  // x_2 <= 8, x_3 >= 9 of five with mean 10: 0, 0, 9, 9, 32.
  constraints c = of(5);
  c.mean = {10, 10};
  c.values.push_back(at_most(4, 8));
  c.values.push_back({{{3, false, 1}}, 9, false, false});
  CHECK(greatest_herfindahl(c).bound() == doctest::Approx((81 + 81 + 32 * 32) / 2500.0).epsilon(2e-9));
}
