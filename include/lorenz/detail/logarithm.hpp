// SPDX-License-Identifier: BSL-1.0
//
// The logarithm of a double against a fixed one, without branches and without a table, so that compilers vectorise
// loops of it, and with all digits where the two are nearly equal.
//
//     const log_pivot m(0.7, 0);  const octave q = m.reduce(x);    q.log(), q.below(), q.above()      of x/m
//
// x/m = 2^k (1 + e) with 1 + e in [sqrt(1/2), sqrt(2)]: as scaling by a power of two is exact, e = (x 2^-k - m)/m has
// all its digits. With r = e/(2 + e), log(1 + e) = log((1 + r)/(1 - r)) = 2 r + r^3 P(r^2), |r| <= 0.1716.

#ifndef LORENZ_DETAIL_LOGARITHM_HPP
#define LORENZ_DETAIL_LOGARITHM_HPP

#include <cstdint>  // uint64_t

#include "exact_sum.hpp"

namespace lorenz::detail {

/// log((1 + r)/(1 - r)) - 2 r for |r| <= 0.1716. The polynomial minimises the largest error on that interval, which is
/// below 2^-57.9 |r|, apart from three roundings of the result.
inline double log_tail(double r) {
  const double s = r * r;
  const double s2 = s * s;
  const double low =
      (0x1.5555555555592p-1 + 0x1.999999997fdb8p-2 * s) + s2 * (0x1.24924941f11e4p-2 + 0x1.c71c520963ce5p-3 * s);
  const double high = (0x1.74663ee6dd413p-3 + 0x1.39a1bae36ac17p-3 * s) + s2 * 0x1.2f0561ac2cf67p-3;
  return r * s * (low + s2 * s2 * high);
}

/// q = 2^k (1 + e). In units of 2^-53 the errors are at most 2 of ratio(), 4 of log(), 7 of below() and above() for
/// |q - 1| < 1/8; beyond, 4 of |q - 1| + |log q| and 5 of q |log q| + |q - 1|, the sizes of what these consist of.
struct octave {
  double rise;   // e
  double slope;  // e/(2 + e)
  double logs;   // k log 2
  double power;  // 2^k

  double ratio() const { return power * (1 + rise); }
  double excess() const { return (power - 1) + power * rise; }
  double log() const { return logs + (2 * slope + log_tail(slope)); }
  /// q - 1 - log q
  double below() const { return ((power - 1) * (1 + rise) - (logs + log_tail(slope))) + rise * slope; }
  /// q log q - q + 1
  double above() const { return power * ((1 + rise) * (logs + log_tail(slope)) + rise * slope) + (1 - power); }
};

/// high + low in [2^-200, 1/2), the second at most half an ulp of the first.
class log_pivot {
 public:
  log_pivot() = default;
  log_pivot(double high, double low)
      : high_(high), low_(low), inverse_(1 / high), least_(bits_of(high * 0.70710678118654752)) {}

  /// x + rest over the pivot, for 0 <= x < 2^800; rest, which may be left out, below half an ulp of x. Where x is
  /// zero or subnormal q is next to 0, so that above() is 1, but its logarithm is not that of x.
  template <class... Rest>
  octave reduce(double x, Rest... rest) const {
    constexpr std::uint64_t one = std::uint64_t(1023) << 52;
    constexpr std::uint64_t magic = std::uint64_t(1075) << 52;  // 2^52, whose last bit is 1
    const std::uint64_t bits = bits_of(x);
    const std::uint64_t above = bits - least_;
    const std::uint64_t shift = above >> 52 << 52;
    octave q;
    q.power = double_of(shift + one);
    q.logs = (double_of(((above + one) >> 52) | magic) - (0x1p52 + 1023)) * 0.69314718055994531;
    const double near = double_of(bits - shift);
    double distance = near - high_;
    if constexpr (sizeof...(rest) == 0)
      distance -= low_;
    else
      distance += (rest + ...) / q.power - low_;
    q.rise = distance * inverse_;
    q.slope = distance / (near + high_);
    return q;
  }

 private:
  double high_, low_, inverse_;
  std::uint64_t least_;  // of an octave
};

}  // namespace lorenz::detail

#endif
