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

#include "bounded_sum.hpp"
#include "logarithm.hpp"
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

/// 1/2!, 1/3!, 1/4! ...
template <class R, int count>
struct factorial_reciprocals {
  R values[count]{};
  constexpr factorial_reciprocals() {
    R value(1);
    for (int k = 0; k < count; ++k) values[k] = value /= R(k + 2);
  }
};

/// (e^t - 1 - t)/t, 0 at t = 0.
template <class R>
R exp_tail(const R& t) {
  using std::expm1;
  if (R(0.25) < absolute(t)) return (expm1(t) - t) / t;
  constexpr int count = std::numeric_limits<R>::digits / 4 + 1;
  R sum(0);
  if constexpr (std::is_floating_point_v<R>) {
    constexpr factorial_reciprocals<R, count> factorials;
    for (int k = count - 1; k >= 0; --k) sum = sum * t + factorials.values[k];
    return t * sum;
  } else {
    for (int k = count + 1; k >= 2; --k) sum = t / R(k) * (R(1) + sum);
    return sum;
  }
}

/// How well a mean is known, relatively: a value this near to it is it.
template <class R>
R mean_error() {
  const R epsilon = std::numeric_limits<R>::epsilon();
  return std::is_floating_point_v<R> ? R(16) * epsilon * epsilon : R(8) * epsilon;
}

/// 2^(3/4) of the largest exponent: x/m times its square is a normal number even where x/m is not.
template <class R>
constexpr int lift_exponent() {
  return std::is_floating_point_v<R> ? std::numeric_limits<R>::max_exponent / 4 * 3 : 0;
}
template <class R>
R lift() {
  using std::ldexp;
  return ldexp(R(1), lift_exponent<R>());
}

/// A value x against the mean m.
template <class R>
struct deviation {
  R ratio;     // q = x/m
  R excess;    // d = q - 1
  R log;       // log q
  R below;     // d - log q >= 0
  R above;     // q log q - d >= 0
  bool close;  // about sqrt(1/2) <= q <= sqrt(2), or a wider interval
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

/// Of terms that are computed together.
constexpr std::size_t block_length = 128;

/// The mean of a sample with total > 0, to twice the precision of R and scaled by a power of two, so that neither
/// overflow nor subnormal numbers matter.
template <class R>
class centre {
 public:
  centre(const scaled<R>& total, const scaled<R>& weight) {
    using std::frexp;
    wide<R> mean = total.significand / weight.significand;
    if constexpr (std::is_floating_point_v<R>) {
      int binary;
      (void)frexp(mean.high, &binary);
      const int exponent = total.exponent - weight.exponent;
      constexpr int least = std::numeric_limits<R>::min_exponent + 64;
      constexpr int most = std::numeric_limits<R>::max_exponent;  // a total may lie beyond, 2^-target may not
      const int found = binary + exponent;
      const int target = (found < least ? least : most < found ? most : found) + 1;
      mean = shifted(mean, exponent - target);
      scale_ = scaled_by_power(R(1), -target);
      target_ = target;
    }
    mean_ = mean.high;
    rest_ = mean.low;
    if constexpr (std::is_same_v<R, double>) pivot_ = {mean_, rest_};
  }

  template <class T>
  deviation<R> operator()(const T& x) const {
    return of(scaled_by(widen<R>(x)), x == T(0), [&] { return R((R(x) * lift<R>()) * (scale_ * lift<R>())); });
  }
  /// Of a number that has not been rounded, as a group's mean: scaled in one step, lest it be rounded as a subnormal
  /// one.
  deviation<R> operator()(const scaled<R>& x) const {
    const int by = x.exponent - target_;
    return of(shifted(x.significand, by), x.significand.high == R(0),
              [&] { return scaled_by_power(x.significand.high, by + 2 * lift_exponent<R>()); });
  }

  /// x/m in the way of loops, for reduces(x).
  template <class T>
  octave reduce(const T& x) const {
    const wide<double> value = widen<double>(x);
    if constexpr (std::numeric_limits<T>::digits <= std::numeric_limits<double>::digits)
      return pivot_.reduce(value.high * scale_ + 0.0);  // -0 becomes 0
    else
      return pivot_.reduce(value.high * scale_, value.low * scale_);
  }
  /// Terms of n <= block_length octaves, in two loops that are short enough for processors to overlap their rounds.
  template <class T, class Term>
  void reduce(const T* x, std::size_t n, const Term& term, double* terms) const {
    double rise[block_length], slope[block_length], logs[block_length], power[block_length];
    for (std::size_t i = 0; i < n; ++i) {
      const octave q = reduce(x[i]);
      rise[i] = q.rise;
      slope[i] = q.slope;
      logs[i] = q.logs;
      power[i] = q.power;
    }
    for (std::size_t i = 0; i < n; ++i) terms[i] = term(octave{rise[i], slope[i], logs[i], power[i]});
  }
  /// Whether reduce() knows the logarithm of x/m.
  template <class T>
  bool reduces(const T& x) const {
    return reduces(R(x) * scale_, 0x1p-1000);
  }

 private:
  /// By a power of two, without rounding.
  wide<R> scaled_by(const wide<R>& value) const { return {value.high * scale_, value.low * scale_}; }
  bool reduces(const R& value, const R& least) const {
    return R(0x1p-200) <= mean_ && mean_ < R(0.5) && least <= value && value <= R(0x1p800);
  }

  /// Of a scaled value, zero or not; lifted_value() is its product with lift() squared.
  template <class Lifted>
  deviation<R> of(const wide<R>& value, bool zero, const Lifted& lifted_value) const {
    using std::log;
    const R infinity = std::numeric_limits<R>::infinity();
    if (zero) return {R(0), R(-1), -infinity, infinity, R(1), false, R(0)};
    if constexpr (std::is_same_v<R, double>) {
      if (reduces(value.high, 0x1p-1000)) {
        const octave q = pivot_.reduce(value.high, value.low);
        const bool near = q.power == 1;
        if (near && absolute(q.rise) <= mean_error<R>()) return {R(1), R(0), R(0), R(0), R(0), true, R(0)};
        return {q.ratio(), q.excess(), q.log(), q.below(), q.above(), near, R(0)};
      }
    }
    const R d = ((value.high - mean_) + (value.low - rest_)) / mean_;
    if (absolute(d) <= mean_error<R>()) return {R(1), R(0), R(0), R(0), R(0), true, R(0)};
    const R q = value.high / mean_;
    if (R(3) * absolute(d) <= R(2) + d) {
      const R r = d / (R(2) + d);
      const R tail = log_tail<R>(r);  // not that of double, which ends at r = 0.17
      return {q, d, R(2) * r + tail, d * r - tail, d * r + q * tail, true, R(0)};
    }
    if (q < (std::numeric_limits<R>::min)()) {
      const R lifted = lifted_value() / mean_;
      const R l = log(lifted) - R(2) * log(lift<R>());
      return {q, d, l, d - l, q * l - d, false, lifted};
    }
    const R l = log(q);
    return {q, d, l, d - l, q * l - d, false, R(0)};
  }

  R mean_, rest_, scale_ = R(1);
  int target_ = 0;  // of the scale: 2^-target
  std::conditional_t<std::is_same_v<R, double>, log_pivot, ones> pivot_;
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

/// The same of terms that fill(x, n, terms) computes and that do not exceed `most`.
template <class Rows, class Fill>
scaled<double> sum_of(const Rows& rows, double most, const Fill& fill) {
  const auto each_block = [&](const auto& add) {
    double terms[block_length];
    for (std::size_t begin = 0; begin < rows.size; begin += block_length) {
      const std::size_t n = rows.size - begin < block_length ? rows.size - begin : block_length;
      fill(rows.values + begin, n, terms);
      add(terms, begin, n);
    }
  };
  most *= 2;  // rounded terms may exceed it
  if constexpr (Rows::counted) {
    bounded_sum sum(most);
    each_block([&](const double* terms, [[maybe_unused]] std::size_t begin, std::size_t n) {
      if constexpr (std::is_same_v<decltype(rows.weights), ones>)
        sum.add(terms, n);
      else
        for (std::size_t i = 0; i < n; ++i) sum.add(terms[i], rows.weights[begin + i]);
    });
    return sum.value();
  } else {
    scaled<double> value;
    const bool done = bounded_sum::of_products(
        most * extremes_of(rows.weights, rows.size).high, rows.size,
        [&](bounded_sum& sum) {
          each_block([&](const double* terms, std::size_t begin, std::size_t n) {
            sum.add_products(terms, rows.weights + begin, n);
          });
        },
        value);
    if (done) return value;
    exact_sum<double> sum;
    each_block([&](const double* terms, std::size_t begin, std::size_t n) {
      for (std::size_t i = 0; i < n; ++i) sum.add_product(terms[i], rows.weights[begin + i]);
    });
    return sum.value();
  }
}

/// The smallest or the largest value.
template <class Rows>
typename Rows::value extreme(const Rows& rows, bool largest) {
  const auto found = rows.range();
  return largest ? found.high : found.low;
}

/// The logarithm from which on a power is not formed.
template <class R>
R largest_log() {
  return R(std::numeric_limits<R>::max_exponent) * R(0.69);
}

}  // namespace lorenz::detail

#endif
