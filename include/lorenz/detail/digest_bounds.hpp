// SPDX-License-Identifier: BSL-1.0
//
// digest_bounds: what can be said of a sample of which only cells are known: how many units lie in a range of values,
// and their exact sum. Every bound holds for every sample that fits the cells.
//
//     const digest_cells cells = ...;        gini_bounds(cells, estimator);        held_bounds(cells, true, position);
//
// At the ends of cells the Lorenz curve is known. Within a cell it lies under the chord, where all units are equal, and
// above the lines whose slopes are the cell's ends, where units sit at the ends (Gastwirth 1972, doi:10.2307/1937992,
// here for whole units). Sums of convex functions have the same two extremes.

#ifndef LORENZ_DETAIL_DIGEST_BOUNDS_HPP
#define LORENZ_DETAIL_DIGEST_BOUNDS_HPP

#include <cmath>    // ceil, fabs, ldexp, log
#include <cstddef>  // size_t
#include <cstdint>  // uint64_t
#include <limits>   // numeric_limits

#include "../sample.hpp"
#include "ball.hpp"
#include "digest_cells.hpp"

namespace lorenz::detail {

// ---- Gini ----

/// a * b * 2^exponent, a < 2^126, |b| < 2^63, exponent + 63 <= 1023.
inline void add_product(exact_sum<double>& sum, uint128 a, int128 b, int exponent) {
  constexpr uint128 mask = (uint128(1) << 63) - 1;
  sum.add(std::ldexp(1.0, exponent), static_cast<int128>(a & mask) * b);
  if (a >> 63 != 0) sum.add(std::ldexp(1.0, exponent + 63), static_cast<int128>(a >> 63) * b);
}

/// Both ends are exact integers until the one division.
inline interval gini_bounds(const digest_cells& d, bool corrected) {
  const scaled<double> total = d.positive_total();
  const std::uint64_t n = d.count;
  if (corrected && n == 1) fail_domain(d.function, "the sample estimator needs two units, n is 1");
  exact_sum<double> equal;  // units equal within cells
  exact_sum<double> apart;  // what the extreme samples of the cells add
  int128 rank = -static_cast<int128>(n);
  for (const digest_cell& c : d.cells) {
    add_product(equal, c.sum, rank + c.count, c.exponent);
    rank += 2 * static_cast<int128>(c.count);
    if (c.known()) continue;
    const spread_units s = spread(c);
    const std::uint64_t rest = c.count - s.at_high;
    add_product(apart, uint128(s.at_high) * rest, c.high - c.low, c.exponent);
    add_product(apart, s.between - c.low, static_cast<int128>(rest) - s.at_high - 1, c.exponent);
  }
  const scaled<double> whole = total * scaled<double>{widen<double>(corrected ? n - 1 : n), 0};
  const auto ratio = [&](const scaled<double>& part) -> ball {
    if (part.significand.high == 0) return {};
    const wide<double> q = part.significand / whole.significand;
    const int shift = part.exponent - whole.exponent;
    return rounded_ball({std::ldexp(q.high, shift), std::ldexp(q.low, shift)}, 0);
  };
  const ball lower = ratio(equal.value());
  return enclosure(lower, lower + ratio(apart.value()));
}

// ---- shares of the total ----

/// A number of units: a whole one and a part of one more.
struct unit_position {
  std::uint64_t whole;
  ball part;
};

/// The fraction q of n units, exactly.
inline unit_position fraction_of(std::uint64_t n, double q) {
  const parts p = split(q);
  const uint128 product = uint128(n) * p.magnitude;
  const int bits = -p.exponent;  // 52 for q = 1
  if (127 <= bits) return {0, exact(product, p.exponent)};
  const auto whole = static_cast<std::uint64_t>(product >> bits);
  return {whole, exact(product - (uint128(whole) << bits), p.exponent)};
}

/// Cells from one end of the sample, in balls relative to the scale.
class digest_walk {
 public:
  digest_walk(const digest_cells& d, bool from_top) : d_(d), from_top_(from_top) {}

  std::size_t size() const { return d_.cells.size(); }
  const digest_cell& cell(std::size_t i) const { return d_.cells[from_top_ ? size() - 1 - i : i]; }
  ball value(std::size_t i, std::uint64_t mantissa) const { return exact(mantissa, cell(i).exponent - d_.scale()); }
  ball sum(std::size_t i) const { return exact(cell(i).sum, cell(i).exponent - d_.scale()); }
  /// The end of the range that the walk meets first, and the other one.
  ball near(std::size_t i) const { return value(i, from_top_ ? cell(i).high : cell(i).low); }
  ball far(std::size_t i) const { return value(i, from_top_ ? cell(i).low : cell(i).high); }

  /// What the first t units of a cell hold where all are equal.
  ball chord(std::size_t i, const ball& t) const { return t * sum(i) / exact(cell(i).count, 0); }
  /// What they hold where units sit at the ends: the least from the bottom, the most from the top.
  ball bend(std::size_t i, const ball& t) const {
    const ball a = t * near(i);
    const ball b = sum(i) - (exact(cell(i).count, 0) - t) * far(i);
    return (a.value < b.value) == from_top_ ? a : b;
  }
  /// The t at which these reach `need` > 0, of a cell with a sum > 0.
  ball chord_inverse(std::size_t i, const ball& need) const { return need * exact(cell(i).count, 0) / sum(i); }
  ball bend_inverse(std::size_t i, const ball& need) const {
    const bool has_a = (from_top_ ? cell(i).high : cell(i).low) != 0;
    const bool has_b = (from_top_ ? cell(i).low : cell(i).high) != 0;
    const ball a = has_a ? need / near(i) : ball{};
    if (!has_b) return a;
    const ball b = exact(cell(i).count, 0) - (sum(i) - need) / far(i);
    if (!has_a) return b;
    return (a.value < b.value) == from_top_ ? b : a;
  }

 private:
  const digest_cells& d_;
  bool from_top_;
};

/// The share that the first units from one end hold.
inline interval held_bounds(const digest_cells& d, bool from_top, const unit_position& position) {
  const ball total = d.relative_total();
  if (position.whole >= d.count) return {1, 1};
  const digest_walk walk(d, from_top);
  ball held;
  std::uint64_t passed = 0;
  std::size_t i = 0;
  for (; position.whole - passed >= walk.cell(i).count; ++i) {
    held = held + walk.sum(i);
    passed += walk.cell(i).count;
  }
  const ball t = exact(position.whole - passed, 0) + position.part;
  const ball equal = (held + walk.chord(i, t)) / total;
  const ball apart = (held + walk.bend(i, t)) / total;
  return from_top ? enclosure(equal, apart) : enclosure(apart, equal);
}

/// How many of the first units from one end reach the share, in (0, 1], of the total; a target is given to a relative
/// tolerance on either side.
inline interval reaching_bounds(const digest_cells& d, bool from_top, double share, double below, double above,
                                bool whole_units) {
  const digest_walk walk(d, from_top);
  const ball part = d.relative_total() * ball{{share, 0}, 0};
  const ball early = part * ball{two_sum(1.0, -below), 0};
  const ball late = part * ball{two_sum(1.0, above), 0};
  const auto n = static_cast<double>(d.count);
  interval reached{0, n};
  bool begun = false;
  ball held;
  std::uint64_t passed = 0;
  for (std::size_t i = 0; i < walk.size(); ++i) {
    const ball next = held + walk.sum(i);
    const ball before = exact(passed, 0);
    const auto at = [&](const ball& t) { return before + t; };
    if (!begun && !(greatest(next) < least(early)) && walk.cell(i).sum != 0) {
      begun = true;
      const ball need = early - held;
      const double t = least(at(from_top ? walk.bend_inverse(i, need) : walk.chord_inverse(i, need)));
      const double least_units = least(before);
      reached.lower = t < least_units ? least_units : t;
      if (whole_units) {
        const double next_unit = static_cast<double>(passed) + 1;
        reached.lower = std::ceil(reached.lower) < next_unit ? next_unit : std::ceil(reached.lower);
      }
    }
    if (!(least(next) < greatest(late)) && walk.cell(i).sum != 0) {
      const ball need = late - held;
      const double t = greatest(at(from_top ? walk.chord_inverse(i, need) : walk.bend_inverse(i, need)));
      reached.upper = whole_units ? std::ceil(t) : t;
      break;
    }
    held = next;
    passed += walk.cell(i).count;
  }
  if (n < reached.upper) reached.upper = n;
  if (reached.lower < 0) reached.lower = 0;
  return reached;
}

/// How many of the largest units hold the share: equality is decided as top_count() does.
inline interval top_count_bounds(const digest_cells& d, double share) {
  (void)d.positive_total();
  if (share == 0) return {0, 0};
  constexpr double tolerance = 4 * std::numeric_limits<double>::epsilon();
  return reaching_bounds(d, true, share, tolerance, -tolerance, true);
}

/// The fraction of the units at which the Lorenz curve reaches the share. A corner within the tolerance on either side
/// may be the answer.
inline interval inverse_bounds(const digest_cells& d, double share) {
  (void)d.positive_total();
  if (share == 0) return {0, 0};
  constexpr double tolerance = 4 * std::numeric_limits<double>::epsilon();
  const interval reached = reaching_bounds(d, false, share, tolerance, tolerance, false);
  const ball n = exact(d.count, 0);
  return enclosure(ball{{reached.lower, 0}, 0} / n, ball{{reached.upper, 0}, 0} / n);
}

// ---- sums of convex functions ----

/// Of the sample with equal units in each cell, and of the one with units at the ends of the cells.
struct ball_pair {
  ball equal, apart;
};

/// The sum of f over all units: f takes a value relative to the scale.
template <class F>
ball_pair convex_sum(const digest_cells& d, const F& f) {
  const digest_walk walk(d, false);
  ball_pair result;
  for (std::size_t i = 0; i < walk.size(); ++i) {
    const digest_cell& c = walk.cell(i);
    const ball n = exact(c.count, 0);
    const ball equal = n * f(walk.sum(i) / n);
    result.equal = result.equal + equal;
    if (c.known()) {
      result.apart = result.apart + equal;
      continue;
    }
    const spread_units s = spread(c);
    result.apart = result.apart + exact(s.at_high, 0) * f(walk.far(i)) + f(walk.value(i, s.between)) +
                   exact(c.count - s.at_high - 1, 0) * f(walk.near(i));
  }
  return result;
}

inline interval herfindahl_bounds(const digest_cells& d) {
  const ball total = d.relative_total();
  const ball square = total * total;
  const ball_pair sum = convex_sum(d, [](const ball& x) { return x * x; });
  return enclosure(sum.equal / square, sum.apart / square);
}

/// Half the sum of |x - m| over the total.
inline interval hoover_bounds(const digest_cells& d) {
  const ball total = d.relative_total();
  const ball mean = total / exact(d.count, 0);
  const ball_pair sum = convex_sum(d, [&](const ball& x) {
    const ball gap = x - mean;
    return gap.value.high < 0 ? ball{-gap.value, gap.error} : gap;
  });
  const ball twice = total + total;
  return enclosure(sum.equal / twice, sum.apart / twice);
}

/// The mean of q log q - (q - 1) with q = x/m, which is never negative and convex.
inline interval theil_bounds(const digest_cells& d) {
  const ball n = exact(d.count, 0);
  const ball mean = d.relative_total() / n;
  const ball_pair sum = convex_sum(d, [&](const ball& x) -> ball {
    if (x.is_zero()) return exact(1, 0);
    const double q = (x / mean).value.high;
    if (!(q > 0)) return {{1, 0}, 0x1p-900};
    // q is known to half an ulp, where the derivative is log q, and the logarithm to less than 4.
    const double product = q * std::log(q);
    const double error = 0x1p-49 * (std::fabs(product) + std::fabs(q - 1)) + 0x1p-100 * q;
    return {wide<double>{product, 0} - two_sum(q, -1.0), error};
  });
  return enclosure(sum.equal / n, sum.apart / n, 0, std::log(static_cast<double>(d.count)) * (1 + 0x1p-50));
}

}  // namespace lorenz::detail

#endif
