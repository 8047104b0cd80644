// SPDX-License-Identifier: BSL-1.0
//
// ball: a real number known to lie within `error` of a centre that is held to twice the precision of double. Sums,
// products and quotients of balls hold the result for every number in their operands, rounding included, so that a
// formula written with balls is a proof.
//
//     const ball part = exact(units, 0) * exact(value, -10) / total;        enclosure(part, part) is an interval
//
// Midpoint-radius arithmetic, Johansson 2017, doi:10.1109/TC.2017.2690633. Operands stay between 2^-900 and 2^900 in
// magnitude but for zero; what falls below 2^-900 is known to that error only.

#ifndef LORENZ_DETAIL_BALL_HPP
#define LORENZ_DETAIL_BALL_HPP

#include <cmath>   // fabs, ldexp, nextafter
#include <limits>  // numeric_limits

#include "../sample.hpp"
#include "wide.hpp"

namespace lorenz::detail {

struct ball {
  wide<double> value{};
  double error = 0;

  bool is_zero() const { return value.high == 0 && error == 0; }
};

/// The largest relative error of one operation on wide<double> is 10 * 2^-106 (Joldes, Muller and Popescu 2017).
inline ball rounded_ball(const wide<double>& value, double error) {
  constexpr double unit = 0x1p-100;
  constexpr double padding = 1 + 0x1p-40;  // for the rounding of the error itself
  return {value, (error + std::fabs(value.high) * unit) * padding};
}

/// What underflow may have taken from a product or quotient.
inline double lost(const wide<double>& value) { return std::fabs(value.high) < 0x1p-900 ? 0x1p-900 : 0; }

/// n * 2^exponent, n < 2^127.
inline ball exact(uint128 n, int exponent) {
  if (n == 0) return {};
  const auto high = static_cast<double>(n);
  const auto rest = static_cast<int128>(n) - static_cast<int128>(high);
  const wide<double> value = {std::ldexp(high, exponent), std::ldexp(static_cast<double>(rest), exponent)};
  return rounded_ball(value, lost(value));
}

inline ball operator+(const ball& a, const ball& b) { return rounded_ball(a.value + b.value, a.error + b.error); }
inline ball operator-(const ball& a, const ball& b) { return rounded_ball(a.value - b.value, a.error + b.error); }

inline ball operator*(const ball& a, const ball& b) {
  if (a.is_zero() || b.is_zero()) return {};
  const wide<double> value = a.value * b.value;
  const double error = std::fabs(a.value.high) * b.error + std::fabs(b.value.high) * a.error + a.error * b.error;
  return rounded_ball(value, error + lost(value));
}

/// b is farther from zero than its error.
inline ball operator/(const ball& a, const ball& b) {
  if (a.is_zero()) return {};
  const wide<double> value = a.value / b.value;
  const double distance = std::fabs(b.value.high) * (1 - 0x1p-40) - b.error;
  return rounded_ball(value, (a.error + std::fabs(value.high) * b.error) / distance + lost(value));
}

/// The least and the greatest number that the ball holds, two units in the last place beyond it.
inline double least(const ball& b) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (b.is_zero()) return 0;
  return std::nextafter(std::nextafter((b.value + -b.error).high, -infinity), -infinity);
}
inline double greatest(const ball& b) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (b.is_zero()) return 0;
  return std::nextafter(std::nextafter((b.value + b.error).high, infinity), infinity);
}

/// From the least number of one ball to the greatest of the other, and no farther than the range of the measure.
inline interval enclosure(const ball& lower, const ball& upper, double lowest = 0, double highest = 1) {
  const double from = least(lower);
  const double to = greatest(upper);
  return {from < lowest ? lowest : from, highest < to ? highest : to};
}

}  // namespace lorenz::detail

#endif
