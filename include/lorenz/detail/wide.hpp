// SPDX-License-Identifier: BSL-1.0
//
// wide<R>: a number held as the unevaluated sum of two R's, about twice the precision of R. Where sums run in a
// fixed order (cumulated weights, Lorenz ordinates, positions p n) their error stays near 2^-100 relative, far
// below the half ulp of the one rounding at the end.
//
// Knuth's two-sum and the products of Joldes, Muller and Popescu 2017, doi:10.1145/3121432. They need the
// arithmetic that the standard promises: sample.hpp refuses -ffast-math.

#ifndef LORENZ_DETAIL_WIDE_HPP
#define LORENZ_DETAIL_WIDE_HPP

#include <cmath>        // fma
#include <limits>       // numeric_limits
#include <type_traits>  // is_floating_point, is_integral

namespace lorenz::detail {

template <class R>
struct wide {
  R high{};
  R low{};
};

/// a + b exactly (Knuth), unless it overflows.
template <class R>
constexpr wide<R> two_sum(const R& a, const R& b) {
  const R s = a + b;
  const R b_part = s - a;
  const R a_part = s - b_part;
  const R error = (a - a_part) + (b - b_part);
  return {s, error};
}

/// a + b exactly where |a| >= |b| or a == 0 (Dekker).
template <class R>
constexpr wide<R> quick_two_sum(const R& a, const R& b) {
  const R s = a + b;
  const R error = b - (s - a);
  return {s, error};
}

/// a as a sum of two numbers of half as many digits (Veltkamp).
template <class R>
wide<R> in_halves(const R& a) {
  using std::ldexp;
  const R far = a * (ldexp(R(1), (std::numeric_limits<R>::digits + 1) / 2) + R(1));
  const R high = far - (far - a);
  return {high, R(a - high)};
}

/// a * b exactly for binary types, unless it over- or underflows; rounded for others. Extended types have no fma that
/// rounds once: Dekker 1971, doi:10.1007/BF01397083.
template <class R>
wide<R> two_product(const R& a, const R& b) {
  const R p = a * b;
  if constexpr (std::is_floating_point_v<R>) {
    return {p, std::fma(a, b, -p)};
  } else if constexpr (std::numeric_limits<R>::radix == 2 && std::numeric_limits<R>::digits > 0) {
    const wide<R> x = in_halves(a);
    const wide<R> y = in_halves(b);
    const R error = ((x.high * y.high - p) + x.high * y.low + x.low * y.high) + x.low * y.low;
    return {p, error == error ? error : R(0)};  // NaN where halving overflowed
  } else {
    return {p, R(0)};
  }
}

template <class R>
constexpr wide<R> operator-(const wide<R>& a) {
  return {R(-a.high), R(-a.low)};
}

template <class R>
constexpr wide<R> operator+(const wide<R>& a, const R& b) {
  const wide<R> s = two_sum(a.high, b);
  return quick_two_sum(s.high, R(s.low + a.low));
}

template <class R>
constexpr wide<R> operator+(const wide<R>& a, const wide<R>& b) {
  wide<R> s = two_sum(a.high, b.high);
  const wide<R> t = two_sum(a.low, b.low);
  s = quick_two_sum(s.high, R(s.low + t.high));
  return quick_two_sum(s.high, R(s.low + t.low));
}

template <class R>
constexpr wide<R> operator-(const wide<R>& a, const wide<R>& b) {
  return a + (-b);
}

template <class R>
wide<R> operator*(const wide<R>& a, const R& b) {
  const wide<R> p = two_product(a.high, b);
  return quick_two_sum(p.high, R(p.low + a.low * b));
}

template <class R>
wide<R> operator*(const wide<R>& a, const wide<R>& b) {
  const wide<R> p = two_product(a.high, b.high);
  return quick_two_sum(p.high, R(p.low + (a.high * b.low + a.low * b.high)));
}

template <class R>
wide<R> operator/(const wide<R>& a, const wide<R>& b) {
  const R first = a.high / b.high;
  const wide<R> rest = a - b * first;
  const R second = rest.high / b.high;
  const wide<R> last = rest - b * second;
  return quick_two_sum(first, second) + R(last.high / b.high);
}

/// a / b to 15 * 2^-106, for a quotient that is rounded next: a quarter of the time. The rest of the first quotient is
/// exact but for what the low halves add to it.
template <class R>
wide<R> quick_quotient(const wide<R>& a, const wide<R>& b) {
  const R first = a.high / b.high;
  const wide<R> product = two_product(b.high, first);
  const R rest = ((a.high - product.high) - product.low) + (a.low - b.low * first);
  return quick_two_sum(first, R(rest / b.high));
}

template <class R>
constexpr bool operator<(const wide<R>& a, const wide<R>& b) {
  return a.high < b.high || (a.high == b.high && a.low < b.low);
}

/// Any number without loss: a 64-bit integer needs both halves of a wide<double>.
template <class R, class T>
constexpr wide<R> widen(const T& x) {
  constexpr bool fits = std::numeric_limits<T>::digits <= std::numeric_limits<R>::digits;
  if constexpr (std::is_integral_v<T> && std::is_floating_point_v<R> && !fits) {
    // Both parts of x are exact in R, so neither rounding nor overflow can touch the split.
    const T step = T(T(1) << (sizeof(T) * 4));
    const T upper = T(x / step);
    const T lower = T(x - upper * step);
    return quick_two_sum(R(R(upper) * R(step)), R(lower));
  } else {
    return {R(x), R(0)};
  }
}

}  // namespace lorenz::detail

#endif
