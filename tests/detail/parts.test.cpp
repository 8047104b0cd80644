// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/parts.hpp>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

using namespace lorenz::detail;
using integer = boost::multiprecision::cpp_int;
using rational = boost::multiprecision::cpp_rational;

namespace {

integer as_integer(int128 n) {
  const uint128 magnitude = magnitude_of(n);
  const integer result =
      (integer(static_cast<std::uint64_t>(magnitude >> 64)) << 64) | static_cast<std::uint64_t>(magnitude);
  return n < 0 ? integer(-result) : result;
}

rational value_of(const scaled<double>& s) {
  const rational significand = rational(s.significand.high) + rational(s.significand.low);
  return s.exponent < 0 ? rational(significand / rational(integer(1) << -s.exponent))
                        : rational(significand * rational(integer(1) << s.exponent));
}

}  // namespace

TEST_CASE_TEMPLATE("parts make up the number again", T, double, float, long double, std::int64_t, std::uint64_t,
                   std::int8_t) {
  using limits = std::numeric_limits<T>;
  for (const T x :
       {T(0), T(1), T(100), limits::min(), limits::max(), limits::lowest(), limits::epsilon(), limits::denorm_min()}) {
    const parts p = split(x);
    const long double magnitude = std::ldexp(static_cast<long double>(p.magnitude), p.exponent);
    CHECK((p.negative ? -magnitude : magnitude) == static_cast<long double>(x));
  }
}

TEST_CASE("integers of every length are rounded to two halves: the nearest double, and the rest") {
  std::mt19937_64 engine(9);
  for (int trial = 0; trial < 20000; ++trial) {
    uint128 bits = uint128(engine()) << 64 | engine();
    bits = bits >> 1 >> engine() % 127 << engine() % 60 << 1 >> 1;
    if (trial % 3 == 0) bits &= ~(uint128(~std::uint64_t(0)) << engine() % 64);
    const int128 n = with_sign(bits, engine() % 2 == 0);
    const scaled<double> quick = rounded_integer<double>(n, -20);
    const scaled<double> full = rounded_integer<double>(magnitude_of(n), 0, n < 0, -84);
    const rational exact = rational(as_integer(n)) / (1 << 20);
    const rational error = abs(value_of(quick) - exact);
    CHECK(error * rational(integer(1) << 105) <= abs(exact));
    CHECK(value_of(quick) == value_of(full));
    CHECK(quick.rounded() == exact.convert_to<double>());
    CHECK(quick.significand.high + quick.significand.low == quick.significand.high);
  }
  CHECK(rounded_integer<double>(0, 5).rounded() == 0);
}

TEST_CASE("bits below the 128th break ties") {
  const uint128 tie = uint128(1) << 127 | uint128(1) << 74;  // half a unit above 2^127
  CHECK(rounded_integer<double>(tie, 0, false, 0).rounded() == 0x1p191);
  const auto above = rounded_integer<double>(tie, 1, false, 0);
  CHECK(above.significand.high + above.significand.low == above.significand.high);
  CHECK(above.rounded() == 0x1p191 + 0x1p139);
  CHECK(rounded_integer<double>(0, 7, true, 3).rounded() == -56);
}
