// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/logarithm.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/samples.hpp"

using lorenz::detail::log_pivot;
using lorenz::detail::log_tail;
using lorenz::detail::octave;
using number = boost::multiprecision::cpp_bin_float_50;

namespace {

double size(const number& x) { return static_cast<double>(abs(x)); }

// The largest errors of what is computed from x/m, in units of 2^-53.
struct errors {
  double ratio = 0, log = 0;                // relative
  double below = 0, above = 0;              // relative, where |q - 1| < 1/8
  double below_scale = 0, above_scale = 0;  // relative to |q - 1| + |log q| and q |log q| + |q - 1|

  void take(double x, double high, double low) {
    const octave q = log_pivot(high, low).reduce(x);
    const number mean = number(high) + number(low);
    const number ratio_truth = number(x) / mean;
    const number d = (number(x) - mean) / mean;
    const number log_truth = abs(d) < number(0.5) ? number(log1p(d)) : number(boost::multiprecision::log(ratio_truth));
    const number below_truth = d - log_truth;
    const number above_truth = ratio_truth * log_truth - d;
    const auto worst = [](double& error, const number& found, const number& truth, const number& scale) {
      error = std::max(error, std::ldexp(size((found - truth) / scale), 53));
    };
    worst(ratio, q.ratio(), ratio_truth, ratio_truth);
    worst(log, q.log(), log_truth, log_truth);
    if (abs(d) < number(0.125)) {
      worst(below, q.below(), below_truth, below_truth);
      worst(above, q.above(), above_truth, above_truth);
    }
    worst(below_scale, q.below(), below_truth, abs(d) + abs(log_truth));
    worst(above_scale, q.above(), above_truth, abs(ratio_truth * log_truth) + abs(d));
  }

  void check() const {
    MESSAGE("ratio ", ratio, ", log ", log, ", below ", below, " and ", below_scale, ", above ", above, " and ",
            above_scale);
    CHECK(ratio < 2);
    CHECK(log < 4);
    CHECK(below < 7);
    CHECK(above < 7);
    CHECK(below_scale < 4);
    CHECK(above_scale < 5);
  }
};

}  // namespace

TEST_CASE("log_tail: within 2^-57.8 |r| and its own last bits") {
  double polynomial = 0;
  const int steps = 2000;
  for (int i = -steps; i <= steps; ++i) {
    const double r = 0.171573 * i / steps;
    const number truth = log((1 + number(r)) / (1 - number(r))) - 2 * number(r);
    if (i != 0)
      polynomial = std::max(polynomial, (size(log_tail(r) - truth) - std::ldexp(size(truth), -51)) / std::abs(r));
  }
  CHECK(polynomial < std::exp2(-57.8));
  for (double r = 0.17; r > 1e-13; r *= 0.7)
    CHECK(size(log_tail(r) / (log((1 + number(r)) / (1 - number(r))) - 2 * number(r)) - 1) < 4e-13);
  CHECK(log_tail(0.0) == 0);
  CHECK(log_tail(-0.1) == -log_tail(0.1));
}

TEST_CASE("octave: the largest errors, over all exponents") {
  samples::generator g(3);
  errors any;
  for (int i = 0; i < 6000; ++i) {
    const double high = std::ldexp(1 + g.uniform(), -2), low = std::ldexp(g.uniform() - 0.5, -55);
    any.take(std::ldexp(1 + g.uniform(), i % 2 == 0 ? g.below(1700) - 1000 : g.below(8) - 5), high, low);
  }
  any.check();
}

TEST_CASE("octave: the largest errors, next to the mean and to the ends of octaves") {
  samples::generator g(4);
  errors near, ends;
  for (int i = 0; i < 4000; ++i) {
    const double high = std::ldexp(1 + g.uniform(), -2), low = std::ldexp(g.uniform() - 0.5, -55);
    const double distance = std::ldexp(1 + g.uniform(), -2 - g.below(51));
    near.take(high * (1 + distance), high, low);
    near.take(high * (1 - distance / 2), high, low);
    const double end = high * std::sqrt(0.5) * std::ldexp(1.0, g.below(40) - 20);
    ends.take(end * (1 + distance / 16), high, low);
    ends.take(end * (1 - distance / 16), high, low);
  }
  near.check();
  ends.check();
}

TEST_CASE("octave: equal, zero, far away, two parts") {
  const log_pivot m(0.3, 0x1p-60);
  CHECK(m.reduce(0.3, 0x1p-60).below() == 0);
  CHECK(m.reduce(0.3, 0x1p-60).above() == 0);
  CHECK(m.reduce(0.3).log() == doctest::Approx(-0x1p-60 / 0.3).epsilon(1e-15));
  for (const double high : {0x1p-2, 0.3, std::nextafter(0.5, 0.0), 0x1p-150})
    for (const double x : {0.0, 5e-324, 1e-310, 1e-300}) CHECK(log_pivot(high, 0).reduce(x).above() == 1);
  const number q = (number(0x1p62) + 77) / (number(0.3) + number(0x1p-60));
  CHECK(size((m.reduce(0x1p62, 77.0).log() - log(q)) / log(q)) < 3e-16);
  const number near = (number(0.4) + number(0x1p-56)) / (number(0.3) + number(0x1p-60)) - 1;
  CHECK(size(m.reduce(0.4, 0x1p-56).rise / near - 1) < 4e-16);
}
