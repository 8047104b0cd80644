// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/order_statistics.hpp>

#include <cstdint>
#include <limits>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/oracle.hpp"
#include "reference/samples.hpp"

using lorenz::quantile_definition;
using lorenz::detail::as_decimal;
using lorenz::detail::between;
using lorenz::detail::quantile_position;
using lorenz::detail::rounded;
using lorenz::detail::wide;

namespace {

// How far a wide number is from a quotient, relative.
template <class R>
double error(const wide<R>& value, const oracle::rational& truth) {
  const oracle::rational difference = oracle::exact(value.high) + oracle::exact(value.low) - truth;
  return oracle::approximate(abs(oracle::rational(difference / truth)));
}

}  // namespace

TEST_CASE("as_decimal: the shortest decimal") {
  CHECK(error(as_decimal<double>(0.29), {29, 100}) < 1e-30);
  CHECK(error(as_decimal<double>(0.1), {1, 10}) < 1e-30);
  CHECK(error(as_decimal<double>(0.1f), {1, 10}) < 1e-30);
  CHECK(error(as_decimal<double>(0.123456789012345), {123456789012345, 1000000000000000}) < 1e-30);
  CHECK(error(as_decimal<double>(1.0 / 3),
              {oracle::integer("3333333333333333"), oracle::integer("10000000000000000")}) < 1e-30);
  CHECK(error(as_decimal<double>(2.0 / 3),
              {oracle::integer("6666666666666666"), oracle::integer("10000000000000000")}) < 1e-30);
  CHECK(error(as_decimal<double>(0x1.fffffffffffffp-1),
              {oracle::integer("9999999999999999"), oracle::integer("10000000000000000")}) < 1e-30);
  CHECK(error(as_decimal<double>(1e-20), {1, oracle::integer("100000000000000000000")}) < 1e-30);
  CHECK(error(as_decimal<long double>(0.29L), {29, 100}) < 1e-36);
  CHECK(error(as_decimal<long double>(0.29), {29, 100}) < 1e-36);
  CHECK(as_decimal<double>(0.0).high == 0);
  CHECK(as_decimal<double>(1.0).high == 1);
  CHECK(as_decimal<double>(1).high == 1);
  CHECK(as_decimal<double>(0.5).low == 0);
  CHECK(as_decimal<double>(5e-324).high == 5e-324);
  using big = boost::multiprecision::cpp_bin_float_50;
  CHECK(as_decimal<big>(big(29) / 100).high == big(29) / 100);
  CHECK(as_decimal<big>(0.29).high == big(29) / 100);
  CHECK(error(as_decimal<big>(0.29), {29, 100}) < 1e-98);
  CHECK(as_decimal<big>(0.29L).high == big(29) / 100);
  CHECK(as_decimal<big>(0.1f).high == big(1) / 10);
  CHECK(as_decimal<big>(1.0 / 3).high == big("3333333333333333") / big("10000000000000000"));
  CHECK(as_decimal<big>(5e-324).high == big(5e-324));
  CHECK(as_decimal<big>(big(0.29)).high == big(0.29));  // is what it is
  // Always within half an ulp, and in order.
  samples::generator g(1);
  for (int i = 0; i < 20000; ++i) {
    const double p = g.uniform() * (i % 2 == 0 ? 1 : 1e-4);
    const wide<double> decimal = as_decimal<double>(p);
    CHECK(decimal.high + decimal.low == p);
    if (i % 100 < 2) {
      const big wider = as_decimal<big>(p).high;
      CHECK(static_cast<double>(abs(wider - (big(decimal.high) + big(decimal.low)))) <= 0x1p-103 * p);
    }
    const double next = std::nextafter(p, 1.0);
    CHECK(!(as_decimal<double>(next) < decimal));
  }
}

TEST_CASE("quantile_position: ranks from 1 to n, beyond what double counts") {
  using definition = quantile_definition;
  const std::uint64_t many = (std::uint64_t(1) << 62) - 1;
  for (int d = 1; d <= 9; ++d) {
    const auto which = static_cast<definition>(d);
    CHECK(quantile_position<double>(many, 0.0, which).rank == 1);
    CHECK(quantile_position<double>(many, 1.0, which).rank == many);
    CHECK(quantile_position<double>(1, 0.3, which).rank == 1);
    CHECK(quantile_position<double>(1, 0.3, which).part.high == 0);
  }
  CHECK(quantile_position<double>(many, 0.5, definition::hyndman_fan_7).rank == many / 2 + 1);
  CHECK(quantile_position<double>(100, 0.29, definition::laeken).rank == 30);
  CHECK(quantile_position<double>(100, 0.29, definition::hyndman_fan_1).rank == 29);
  CHECK(quantile_position<double>(3, 1.0 / 3, definition::hyndman_fan_1).rank == 1);
  const auto at = quantile_position<double>(100, 0.29, definition::hyndman_fan_7);  // 0.29 * 99 + 1
  CHECK(at.rank == 29);
  CHECK(error(at.part, {71, 100}) < 1e-28);
}

TEST_CASE("between: exact where it can be, and inside") {
  CHECK(rounded(between<double>(-71.0, 29.0, as_decimal<double>(0.71))) == 0);
  CHECK(rounded(between<double>(-1.0, 2.0, wide<double>{1, 0} / wide<double>{3, 0})) == 0);
  CHECK(rounded(between<double>(-1e308, 1e308, {0.75, 0})) == 5e307);
  CHECK(rounded(between<double>(5e-324, 5e-324, {0.3, 0})) == 5e-324);
  CHECK(rounded(between<double>(std::int64_t(-3), std::int64_t(6), {0.5, 0})) == 1.5);
  CHECK(rounded(between<double>(-1.0, 1e-30, {0.5, 0})) == -0.5);
  CHECK(rounded(between<double>(0.0, 1e-310, {0.5, 0})) == 5e-311);
}
