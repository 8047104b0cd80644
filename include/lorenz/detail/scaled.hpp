// SPDX-License-Identifier: BSL-1.0
//
// scaled<R>: a wide number with an exponent of its own. What exact sums round to, and what is computed from them before
// the one rounding at the end.

#ifndef LORENZ_DETAIL_SCALED_HPP
#define LORENZ_DETAIL_SCALED_HPP

#include <cmath>        // frexp, ldexp
#include <cstdint>      // uint64_t
#include <cstring>      // memcpy
#include <type_traits>  // is_floating_point, is_same

#include "wide.hpp"

namespace lorenz::detail {

inline std::uint64_t bits_of(double x) {
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}
inline double double_of(std::uint64_t bits) {
  double x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

/// x * 2^by, rounded once: ldexp, without its call for nearly all that occur.
template <class R>
R scaled_by_power(const R& x, int by) {
  if constexpr (std::is_same_v<R, double>) {
    if (-1023 < by && by < 1024) return x * double_of(static_cast<std::uint64_t>(by + 1023) << 52);
  }
  using std::ldexp;
  return ldexp(x, by);
}

/// significand * 2^exponent: what lies beyond the range of R still has its digits.
template <class R>
struct scaled {
  wide<R> significand{};
  int exponent = 0;

  /// Nearest R.
  R rounded() const { return scaled_by_power(R(significand.high + significand.low), exponent); }
};

/// x as an R; built-in floating types with their exponent apart, so that products and ratios of them stay in range.
template <class R, class T>
scaled<R> exactly(const T& x) {
  if constexpr (std::is_floating_point_v<R> && std::is_floating_point_v<T>) {
    int exponent = 0;
    const R significand = std::frexp(R(x), &exponent);
    return {{significand, R(0)}, exponent};
  } else {
    return {widen<R>(x), 0};
  }
}

template <class R>
wide<R> shifted(const wide<R>& a, int by) {
  return by == 0 ? a : wide<R>{scaled_by_power(a.high, by), scaled_by_power(a.low, by)};
}

/// The same number with a significand in [1/2, 1), so that long products stay in range.
template <class R>
scaled<R> normalized(const scaled<R>& a) {
  if constexpr (std::is_floating_point_v<R>) {
    int exponent = 0;
    (void)std::frexp(a.significand.high, &exponent);
    return {shifted(a.significand, -exponent), a.exponent + exponent};
  } else {
    return a;
  }
}

/// To about twice the precision of R.
template <class R>
scaled<R> operator+(const scaled<R>& a, const scaled<R>& b) {
  if (a.significand.high == R(0)) return b;
  if (b.significand.high == R(0)) return a;
  const int exponent = a.exponent > b.exponent ? a.exponent : b.exponent;
  return {shifted(a.significand, a.exponent - exponent) + shifted(b.significand, b.exponent - exponent), exponent};
}
template <class R>
scaled<R> operator-(const scaled<R>& a) {
  return {-a.significand, a.exponent};
}
template <class R>
scaled<R> operator-(const scaled<R>& a, const scaled<R>& b) {
  return a + (-b);
}
template <class R>
scaled<R> operator*(const scaled<R>& a, const scaled<R>& b) {
  return {a.significand * b.significand, a.exponent + b.exponent};
}
template <class R>
scaled<R> operator/(const scaled<R>& a, const scaled<R>& b) {
  return {quick_quotient(a.significand, b.significand), a.exponent - b.exponent};
}

/// a / b, rounded once.
template <class R>
R quotient(const scaled<R>& a, const scaled<R>& b) {
  return (a / b).rounded();
}

}  // namespace lorenz::detail

#endif
