// SPDX-License-Identifier: BSL-1.0
//
// Numbers as integers times powers of two, and back.
//
//     const parts p = split(x);                   x = p.magnitude * 2^p.exponent, negated where p.negative
//     rounded_integer<double>(n, exponent)        n * 2^exponent, a 128-bit n, as a scaled<double>

#ifndef LORENZ_DETAIL_PARTS_HPP
#define LORENZ_DETAIL_PARTS_HPP

#include <cmath>        // frexp, ldexp
#include <cstdint>      // uint64_t
#include <limits>       // numeric_limits
#include <type_traits>  // conditional, is_arithmetic

#include "scaled.hpp"

namespace lorenz::detail {

// An alias-declaration would be refused by -pedantic.
__extension__ typedef __int128 int128;            // NOLINT(modernize-use-using)
__extension__ typedef unsigned __int128 uint128;  // NOLINT(modernize-use-using)

inline uint128 magnitude_of(int128 x) { return x < 0 ? uint128(0) - static_cast<uint128>(x) : static_cast<uint128>(x); }
inline int128 with_sign(uint128 magnitude, bool negative) {
  const uint128 sign = uint128(0) - static_cast<uint128>(negative);
  return static_cast<int128>((magnitude ^ sign) - sign);
}

/// The type results have: double for integers and float, otherwise the type itself.
template <class T>
using floating_t = std::conditional_t<std::is_integral_v<T> || std::is_same_v<T, float>, double, T>;

/// Types whose values are 64-bit integers times a power of two.
template <class T>
inline constexpr bool is_exact_v = std::is_arithmetic_v<T>&& std::numeric_limits<T>::digits <= 64;

/// magnitude * 2^exponent, negated where negative.
struct parts {
  std::uint64_t magnitude;
  int exponent;
  bool negative;
};

/// The exponent of the last bit of a double with this exponent field; that of subnormals is 0.
constexpr int exponent_of_biased(int field) { return (field == 0 ? 1 : field) - 1075; }

template <class T>
parts split(T x) {
  if constexpr (std::is_integral_v<T>) {
    const bool negative = x < T(0);
    const auto bits = static_cast<std::uint64_t>(x);
    return {negative ? std::uint64_t(0) - bits : bits, 0, negative};
  } else if constexpr (std::numeric_limits<T>::digits <= 53) {
    const std::uint64_t bits = bits_of(x);
    const int biased = static_cast<int>(bits >> 52 & 0x7ff);
    const std::uint64_t fraction = bits & ((std::uint64_t(1) << 52) - 1);
    return {biased == 0 ? fraction : fraction | std::uint64_t(1) << 52, exponent_of_biased(biased), bits >> 63 != 0};
  } else {
    int exponent;
    const T mantissa = std::frexp(x < 0 ? -x : x, &exponent);
    return {static_cast<std::uint64_t>(std::ldexp(mantissa, 64)), exponent - 64, x < 0};
  }
}

/// 128 bits, the first of them set, and `more` below them: the low half is rounded to odd, so that rounding the sum of
/// both halves is rounding the whole (Boldo and Melquiond 2008, doi:10.1109/TC.2007.70819).
template <class R>
wide<R> leading_bits(uint128 bits, bool more) {
  constexpr int digits = std::numeric_limits<R>::digits;
  constexpr auto unit = static_cast<R>(uint128(1) << (128 - digits));
  const auto upper = static_cast<std::uint64_t>(bits >> (128 - digits));
  const uint128 rest = bits << digits >> digits;
  const auto over = static_cast<std::uint64_t>(rest >> digits);
  const int cut = over == 0 ? 0 : 64 - __builtin_clzll(over);
  auto lower = static_cast<std::uint64_t>(rest >> cut);
  if (more || static_cast<uint128>(lower) << cut != rest) lower |= 1;
  return quick_two_sum(static_cast<R>(upper) * unit, static_cast<R>(lower) * static_cast<R>(std::uint64_t(1) << cut));
}

/// n * 2^exponent, 0 <= n < 2^192 with its last 64 bits apart, to about twice the precision of R.
template <class R>
scaled<R> rounded_integer(uint128 n, std::uint64_t rest, bool negative, int exponent) {
  for (int i = 0; i < 2 && n >> 64 == 0; ++i, exponent -= 64) {
    n = n << 64 | rest;
    rest = 0;
  }
  if (n == 0) return {};
  const int zeros = __builtin_clzll(static_cast<std::uint64_t>(n >> 64));
  const wide<R> significand =
      leading_bits<R>(n << zeros | static_cast<std::uint64_t>(uint128(rest) << zeros >> 64), rest << zeros != 0);
  return {negative ? -significand : significand, exponent + 64 - zeros};
}
/// n * 2^exponent; exact, and quick, where no more than 106 bits lie between the first and the last that is set.
template <class R>
scaled<R> rounded_integer(int128 n, int exponent) {
  if constexpr (std::numeric_limits<R>::digits == 53) {
    const int zeros = __builtin_ctzll(static_cast<std::uint64_t>(n) | std::uint64_t(1) << 63);
    const int128 odd = n >> zeros;
    const int128 upper = odd >> 53;
    if (-(std::int64_t(1) << 53) <= upper && upper < std::int64_t(1) << 53) {
      const std::int64_t lower = static_cast<std::int64_t>(odd) & ((std::int64_t(1) << 53) - 1);
      return {quick_two_sum(static_cast<R>(static_cast<std::int64_t>(upper)) * R(0x1p53), static_cast<R>(lower)),
              exponent + zeros};
    }
  }
  return rounded_integer<R>(magnitude_of(n), 0, n < 0, exponent - 64);
}

}  // namespace lorenz::detail

#endif
