// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/deviation.hpp>

#include <cmath>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <lorenz/mean.hpp>

using namespace lorenz;
using number = boost::multiprecision::cpp_bin_float_100;

namespace {

double error(double computed, const number& truth) {
  return static_cast<double>(abs((number(computed) - truth) / truth));
}

// The centre of {1, 2 m - 1}, whose mean is m.
detail::centre<double> around(double mean) { return {{{mean, 0}, 0}, {{1, 0}, 0}}; }

}  // namespace

TEST_CASE("log_tail: what a logarithm is beyond its first term") {
  for (long double r = 1.0L / 3; r > 1e-100L; r *= 0.7L)
    for (const long double x : {r, -r}) {
      const number exact = log((1 + number(x)) / (1 - number(x))) - 2 * number(x);
      const number truth = r > 1e-25L ? exact : number(2 * pow(number(x), 3) / 3);
      CHECK(static_cast<double>(abs(number(detail::log_tail(x)) / truth - 1)) < 2e-19);
    }
  CHECK(detail::log_tail(0.0L) == 0);
}

TEST_CASE("exp_tail: what an exponential is beyond its tangent") {
  for (double t = 700; t > 1e-20; t *= 0.6)
    for (const double x : {t, -t}) {
      const number exact = (exp(number(x)) - 1 - number(x)) / number(x);
      CHECK(error(detail::exp_tail(x), exact) < 4e-15);
      if (t <= 0.25) CHECK(error(detail::exp_tail(x), exact) < 5e-16);
    }
  CHECK(detail::exp_tail(0.0) == 0);
}

TEST_CASE("deviation: every part with all its digits, near the mean and far from it") {
  for (const double mean : {1.0, 1e9 + 0.3, 1e-300, 1.7e308, 0x1.9p1023, 3e-310}) {
    const auto m = around(mean);
    std::vector<double> values{
        mean / 1e6, mean * 0.3, mean * 0.49, mean * 0.51, mean * 0.55, mean * 0.9, std::nextafter(mean, 0.0)};
    if (mean < 1e300)
      for (const double factor : {1.1, 1.99, 2.01, 7.0, 1e5}) values.push_back(mean * factor);
    for (const double x : values) {
      CAPTURE(mean);
      CAPTURE(x);
      const auto d = m(x);
      const number q = number(x) / number(mean);
      CHECK(error(d.ratio, q) < 5e-16);
      CHECK(error(d.excess, q - 1) < 5e-16);
      CHECK(error(d.log, log(q)) < 1e-15);
      CHECK(error(d.below, q - 1 - log(q)) < 2e-15);
      CHECK(error(d.above, q * log(q) - q + 1) < 2e-15);
      CHECK(error(d.power(0.3), pow(q, number(0.3))) < 5e-16);
      const double square = d.ratio * d.ratio;
      CHECK(d.close == (square >= 0.5 && square <= 2));
    }
    const auto same = m(mean);
    CHECK(same.excess == 0);
    CHECK(same.below == 0);
    CHECK(same.above == 0);
    CHECK(m(0.0).zero());
    CHECK_FALSE(m(5e-324).zero());
  }
}

TEST_CASE("deviation: ratios too small for a number keep logarithm and powers") {
  const auto m = around(1e300);
  for (const double x : {1e-20, 1e-300, 5e-324}) {
    CAPTURE(x);
    const auto d = m(x);
    const number q = number(x) / number(1e300);
    CHECK(error(d.log, log(q)) < 5e-16);
    CHECK(error(d.below, q - 1 - log(q)) < 5e-16);
    CHECK(error(d.power(-0.2), pow(q, number(-0.2))) < 1e-15);
    CHECK(error(d.power(0.01), pow(q, number(0.01))) < 1e-15);
  }
}

TEST_CASE("deviation: a number with an exponent of its own is not rounded on the way") {
  for (const double mean : {0x1p-1072, 0x1p-1020, 1.0, 0x1p1023})
    for (const double third : {0.7, 1.0 / 3, 1e-3})
      for (const int below : {0, 40, 990}) {
        CAPTURE(mean);
        CAPTURE(third);
        CAPTURE(below);
        const int exponent = std::ilogb(mean) - below;
        if (exponent < -1140) continue;  // no mean of doubles is that small
        const auto d = around(mean)(detail::scaled<double>{{third, third * 0x1p-56}, exponent});
        const number q = number(third) * (1 + ldexp(number(1), -56)) * ldexp(number(1), -below);
        CHECK(error(d.ratio, q) < 5e-16);
        CHECK(error(d.log, log(q)) < 1e-15);
        CHECK(error(d.below, q - 1 - log(q)) < 2e-15);
        CHECK(error(d.above, q * log(q) - q + 1) < 2e-15);
        CHECK(error(d.power(-0.3), pow(q, number(-0.3))) < 1e-15);
      }
  const auto tiny = around(0x1p1023)(detail::scaled<double>{{0.75, 0}, -1073});
  const number q = ldexp(number(0.75), -2096);
  CHECK(error(tiny.log, log(q)) < 5e-16);
  CHECK(error(tiny.power(-0.2), pow(q, number(-0.2))) < 1e-15);
  CHECK(around(1)(detail::scaled<double>{}).zero());
}

TEST_CASE("deviation: sums and extremes of rows") {
  const std::vector<double> x{3, 1, 4, 1, 5}, w{1, 2, 3, 4, 5};
  const auto square = [](double value) { return value * value; };
  const auto rounded = [](const auto& sum) { return sum.rounded(); };
  const auto both = [&](const auto& rows) {
    CHECK(detail::extreme(rows, true) == 5);
    CHECK(detail::extreme(rows, false) == 1);
    return rounded(detail::sum_of(rows, square));
  };
  using detail::domain;
  using detail::order;
  CHECK(detail::with_rows<order::any>("f", domain::real, x, unweighted{}, both) == 52);
  CHECK(detail::with_rows<order::any>("f", domain::real, x, frequency(w), both) == 188);
  CHECK(detail::with_rows<order::any>("f", domain::real, x, sampling(w), both) == 188);
}
