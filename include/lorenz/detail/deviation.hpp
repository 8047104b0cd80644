// SPDX-License-Identifier: BSL-1.0
//
// How far a value lies from the mean of its sample, with all digits where the two are nearly equal: what the measures
// with logarithms and powers are made of.
//
//     const centre m(total, total_weight);        const deviation x = m(value);        x.ratio, x.log, x.above ...
//
// Measures of inequality are means of a convex function of x/m. Written as the distance of that function from its
// tangent at the mean, which changes no mean, every term is >= 0, nothing cancels, and equality gives exactly 0.

#ifndef LORENZ_DETAIL_DEVIATION_HPP
#define LORENZ_DETAIL_DEVIATION_HPP

#include <cmath>        // expm1, frexp, ldexp, log, pow
#include <cstddef>      // size_t
#include <limits>       // numeric_limits
#include <type_traits>  // is_floating_point

#include "rows.hpp"

namespace lorenz::detail {

template <class R>
R absolute(const R& x) {
  return x < R(0) ? R(-x) : x;
}

/// 1/3, 1/5, 1/7 ...
template <class R, int count>
struct odd_reciprocals {
  R values[count]{};
  constexpr odd_reciprocals() {
    for (int k = 0; k < count; ++k) values[k] = R(1) / R(2 * k + 3);
  }
};

/// log((1 + r)/(1 - r)) - 2 r for |r| <= 1/3, by the series of the area tangent.
template <class R>
R log_tail(const R& r) {
  constexpr int count = std::numeric_limits<R>::digits / 3;  // log2 9 bits a term
  const R square = r * r;
  R sum(0);
  if constexpr (std::is_floating_point_v<R>) {
    constexpr odd_reciprocals<R, count> odd;
    for (int k = count - 1; k >= 0; --k) sum = sum * square + odd.values[k];
  } else {
    for (int k = count - 1; k >= 0; --k) sum = sum * square + R(1) / R(2 * k + 3);
  }
  return R(2) * r * square * sum;
}

/// (e^t - 1 - t)/t, 0 at t = 0.
template <class R>
R exp_tail(const R& t) {
  using std::expm1;
  if (R(0.25) < absolute(t)) return (expm1(t) - t) / t;
  R sum(0);
  for (int k = std::numeric_limits<R>::digits / 4 + 2; k >= 2; --k) sum = t / R(k) * (R(1) + sum);
  return sum;
}

/// How well a mean is known, relatively: a value this near to it is it.
template <class R>
R mean_error() {
  const R epsilon = std::numeric_limits<R>::epsilon();
  return std::is_floating_point_v<R> ? R(16) * epsilon * epsilon : R(8) * epsilon;
}

/// 2^(3/4) of the largest exponent: x/m times its square is a normal number even where x/m is not.
template <class R>
R lift() {
  using std::ldexp;
  return ldexp(R(1), std::is_floating_point_v<R> ? std::numeric_limits<R>::max_exponent / 4 * 3 : 0);
}

/// A value x against the mean m.
template <class R>
struct deviation {
  R ratio;     // q = x/m
  R excess;    // d = q - 1
  R log;       // log q
  R below;     // d - log q >= 0
  R above;     // q log q - d >= 0
  bool close;  // 1/2 <= q <= 2
  R lifted;    // where q is too small for a normal number, q lift()^2

  bool zero() const { return (std::numeric_limits<R>::max)() < below; }
  /// q^a.
  R power(const R& a) const {
    using std::pow;
    if ((std::numeric_limits<R>::min)() <= ratio) return pow(ratio, a);
    const R step = pow(R(1) / lift<R>(), a);
    return pow(lifted, a) * step * step;
  }
};

/// The mean of a sample with total > 0, to twice the precision of R and scaled by a power of two, so that neither
/// overflow nor subnormal numbers matter.
template <class R>
class centre {
 public:
  centre(const scaled<R>& total, const scaled<R>& weight) {
    using std::frexp;
    using std::ldexp;
    wide<R> mean = total.significand / weight.significand;
    if constexpr (std::is_floating_point_v<R>) {
      int binary;
      (void)frexp(mean.high, &binary);
      const int exponent = total.exponent - weight.exponent;
      constexpr int least = std::numeric_limits<R>::min_exponent + 64;
      constexpr int most = std::numeric_limits<R>::max_exponent - 2;  // a total may lie beyond, 2^-target may not
      const int found = binary + exponent;
      const int target = found < least ? least : most < found ? most : found;
      mean = {ldexp(mean.high, exponent - target), ldexp(mean.low, exponent - target)};
      scale_ = ldexp(R(1), -target);
    }
    mean_ = mean.high;
    rest_ = mean.low;
  }

  template <class T>
  deviation<R> operator()(const T& x) const {
    return of(widen<R>(x) * scale_, R(x));
  }
  /// Of a number that has not been rounded, as a group's mean.
  deviation<R> operator()(const scaled<R>& x) const {
    using std::ldexp;
    const wide<R> value{R(ldexp(x.significand.high, x.exponent)), R(ldexp(x.significand.low, x.exponent))};
    return of(value * scale_, value.high);
  }

 private:
  /// Of x, which is value but for the scale.
  deviation<R> of(const wide<R>& value, const R& x) const {
    using std::log;
    const R infinity = std::numeric_limits<R>::infinity();
    if (x == R(0)) return {R(0), R(-1), -infinity, infinity, R(1), false, R(0)};
    const R d = ((value.high - mean_) + (value.low - rest_)) / mean_;
    if (absolute(d) <= mean_error<R>()) return {R(1), R(0), R(0), R(0), R(0), true, R(0)};
    const R q = value.high / mean_;
    if (R(3) * absolute(d) <= R(2) + d) {
      const R r = d / (R(2) + d);
      const R tail = log_tail(r);
      return {q, d, R(2) * r + tail, d * r - tail, d * r + q * tail, true, R(0)};
    }
    if (q < (std::numeric_limits<R>::min)()) {
      const R up = lift<R>();
      const R lifted = (x * up) * (scale_ * up) / mean_;
      const R l = log(lifted) - R(2) * log(up);
      return {q, d, l, d - l, q * l - d, false, lifted};
    }
    const R l = log(q);
    return {q, d, l, d - l, q * l - d, false, R(0)};
  }

  R mean_, rest_, scale_ = R(1);
};

/// The sum of w term(x) over the rows: each term is rounded, their sum is not.
template <class Rows, class Term>
scaled<typename Rows::result> sum_of(const Rows& rows, const Term& term) {
  using R = typename Rows::result;
  exact_sum<R> sum;
  for (std::size_t i = 0; i < rows.size; ++i) {
    const R value = term(rows.values[i]);
    if constexpr (std::is_same_v<decltype(rows.weights), ones>)
      sum.add(value);
    else if constexpr (Rows::counted)
      sum.add(value, static_cast<int128>(rows.weights[i]));
    else
      sum.add_product(value, rows.weights[i]);
  }
  return sum.value();
}

/// The smallest or the largest value.
template <class Rows>
typename Rows::value extreme(const Rows& rows, bool largest) {
  std::size_t at = 0;
  for (std::size_t i = 1; i < rows.size; ++i)
    if (largest ? rows.values[at] < rows.values[i] : rows.values[i] < rows.values[at]) at = i;
  return rows.values[at];
}

/// The logarithm from which on a power is not formed.
template <class R>
R largest_log() {
  return R(std::numeric_limits<R>::max_exponent) * R(0.69);
}

}  // namespace lorenz::detail

#endif
