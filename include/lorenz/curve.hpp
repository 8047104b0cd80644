// SPDX-License-Identifier: BSL-1.0
//
// curve.hpp: the Lorenz curve.
//
//     curve c(x);                      c(0.9) is the share of the total that the poorer 90 % of the units hold
//     curve c(x, frequency(w));        c.inverse(0.5), c.points(), c.gini(), c.hoover(), c.asymmetry()
//     compare(curve(x), curve(y))      Lorenz dominance: does one lie above the other everywhere?
//     lorenz_asymmetry(x)              c.asymmetry() without the curve

#ifndef LORENZ_CURVE_HPP
#define LORENZ_CURVE_HPP

#include <algorithm>    // partition_point
#include <cmath>        // ldexp
#include <cstddef>      // size_t
#include <limits>       // numeric_limits
#include <type_traits>  // decay
#include <vector>       // vector

#include "distribution.hpp"
#include "gini.hpp"
#include "inequality.hpp"
#include "mean.hpp"

namespace lorenz {

/// How one Lorenz curve lies to another: above or on it everywhere (first), below or on it (second), on it, or
/// crossing.
enum class dominance { first, second, equal, crossing };

/// A corner of the Lorenz polygon: the smallest `population` (a fraction of the units) holds `share` of the total.
template <class R>
struct basic_curve_point {
  R population, share;
};
using curve_point = basic_curve_point<double>;

/// The Lorenz curve of a sample: L(p) is the share of the total held by the fraction p of units with the smallest
/// values, linear between units, so that a fractional position splits a unit.
///
/// L(0) = 0, L(1) = 1, convex, L(p) <= p, and in [0, 1]. Negative values are allowed while the total is positive: L
/// then falls below 0 before it rises, without lower bound, and gini() and hoover() have no upper one. Weights:
/// frequencies equal the expanded sample, of sampling weights only the ratios matter. Ties are merged into one side of
/// the polygon; the order of the input does not matter. Throws std::invalid_argument for malformed input,
/// std::domain_error where no unit is left, the total is not positive or, as negative values may cancel, an ordinate
/// exceeds the largest number. O(n log n) to make, O(log n) to ask, memory
/// four numbers for each distinct value. Cumulated sums have twice the precision of R; every answer is within 2 ulp. R
/// is the type of the ordinates; `curve` is basic_curve<double>. Lorenz 1905, doi:10.2307/2276207; Gastwirth 1971,
/// doi:10.2307/1909675. Example: examples/concentration.cpp.
template <class R>
class basic_curve {
 public:
  template <class X, class W = unweighted, detail::if_weights<W> = 0, class = detail::value_t<X>>
  explicit basic_curve(const X& x, const W& w = {});

  /// L(p), p in [0, 1].
  R operator()(const R& p) const;
  /// The smallest p with L(p) >= share; 0 for share = 0. A share that a corner meets within 4 machine epsilons is that
  /// corner's.
  R inverse(const R& share) const;
  /// The corners from (0, 0) to (1, 1), one for each distinct value and the origin.
  std::vector<basic_curve_point<R>> points() const;
  /// The generalized Lorenz curve: the mean times L(p), in the unit of the values. Shorrocks 1983, doi:10.2307/2554117.
  R generalized(const R& p) const;
  R mean() const { return mean_; }
  /// Twice the area between the diagonal and the polygon: gini(x), rounded to R.
  R gini() const { return gini_; }
  /// The largest distance p - L(p): the share of the total that would have to move for equality.
  R hoover() const { return hoover_; }
  /// Lorenz asymmetry F(m) + L(m) at the mean m: 1 where the curve is symmetric, above 1 where the inequality comes
  /// from few large values; in [0, 2]. Where values equal the mean, the midpoint of its range; 1 where all are equal.
  /// Between the neighbours of the mean, F and L are interpolated over one unit, for sampling weights over the mean
  /// weight of the rows with the upper one's value. Depends on the number of units, if little. Damgaard and Weiner
  /// 2000, doi:10.1890/0012-9658(2000)081[1139:DIIPSO]2.0.CO;2.
  R asymmetry() const;

  template <class T>
  friend dominance compare(const basic_curve<T>& a, const basic_curve<T>& b);
  template <class X, class W, detail::if_weights<W>>
  friend detail::result_t<X> lorenz_asymmetry(const X& x, const W& w);

  // -------------------------------------------------------------------------------------------------------------------

 private:
  using wide = detail::wide<R>;
  /// Units and total up to the end of a run of equal values.
  struct corner {
    wide units, total;
  };

  template <class X, class W>
  basic_curve(const char* function, const X& x, const W& w);
  /// The totals of the corners once more, from exact sums, as fractions of about the whole, which is 2^(exponent +
  /// 128).
  template <class Rows>
  void sum_exactly(const Rows& rows, int exponent);
  /// The mean weight of the rows with the least value above the mean.
  template <class Rows>
  void find_unit(const Rows& rows);

  template <class S>
  static wide narrowed(const detail::wide<S>& x) {
    const R high = static_cast<R>(x.high);
    return {high, static_cast<R>((x.high - static_cast<S>(high)) + x.low)};
  }

  wide share_at(const wide& position) const;
  /// The same, of a position that may have been rounded: within 4 machine epsilons of a corner it is the corner.
  wide share_near(const wide& position) const;
  /// The largest distance from the diagonal.
  R distance() const;
  /// The least ordinate, below 0 where values are.
  R least() const;
  const wide& units() const { return corners_.back().units; }
  const wide& total() const { return corners_.back().total; }
  /// The mean of the side that ends in corner i against the mean of all: < 0, 0 or > 0.
  R against_mean(std::size_t i) const {
    return ((corners_[i].total - corners_[i - 1].total) * units() -
            (corners_[i].units - corners_[i - 1].units) * total())
        .high;
  }

  std::vector<corner> corners_;
  R mean_;
  R gini_, hoover_;
  wide unit_ = {R(1), R(0)};  // weight of a unit above the mean
};

template <class X, class... W>
basic_curve(const X&, const W&...) -> basic_curve<detail::result_t<X>>;

using curve = basic_curve<double>;

/// Lorenz dominance: `first` where the curve a is nowhere below b and somewhere above it, which means less inequality
/// by every measure that falls with a transfer from rich to poor; `second` the other way round; `equal` where they are
/// the same, `crossing` where measures may disagree.
///
/// Ordinates within 4 machine epsilons of each other are equal, and so are corners, so that a change of scale, or of
/// the currency, which rounds every value, is none. O(n log n) for n corners of both; no errors. Atkinson 1970,
/// doi:10.1016/0022-0531(70)90039-6; Dasgupta, Sen and Starrett 1973, doi:10.1016/0022-0531(73)90033-1.
template <class R>
dominance compare(const basic_curve<R>& a, const basic_curve<R>& b);

/// curve(x, w).asymmetry().
template <class X>
detail::result_t<X> lorenz_asymmetry(const X& x);
template <class X, class W, detail::if_weights<W> = 0>
detail::result_t<X> lorenz_asymmetry(const X& x, const W& w);

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
template <class X, class W, detail::if_weights<W>, class>
basic_curve<R>::basic_curve(const X& x, const W& w) : basic_curve("curve", x, w) {}

template <class R>
template <class X, class W>
basic_curve<R>::basic_curve(const char* function, const X& x, const W& w) {
  detail::with_rows<detail::order::ascending>(function, detail::domain::real, x, w, [&](const auto& rows) {
    using Rows = std::decay_t<decltype(rows)>;
    const auto sum = detail::total(rows);
    if (!(sum.significand.high > 0)) detail::fail_domain(function, "the total is not positive");
    mean_ = detail::kept<R>(function, detail::quotient(sum, detail::total_weight(rows)), "the mean");
    const auto scale = rows.scale();
    corner last;
    corners_.push_back(last);
    for (std::size_t i = 0; i < rows.size; ++i) {
      const auto weight = rows.weight(i);
      const auto value = detail::widen<typename Rows::result>(rows.values[i]) * scale;
      last.units = last.units + narrowed(weight);
      last.total = last.total + narrowed(weight * value);
      if (i > 0 && rows.values[i] == rows.values[i - 1])
        corners_.back() = last;
      else
        corners_.push_back(last);
    }
    // Where values cancel, or weights shrink the largest beyond the range, the sums of twice the precision fail.
    const R least =
        (std::numeric_limits<R>::min)() / std::numeric_limits<R>::epsilon() / std::numeric_limits<R>::epsilon();
    if (rows.values[0] < 0 || last.total.high < least) sum_exactly(rows, sum.exponent);
    for (const corner& c : corners_)
      if (!detail::is_finite(c.total.high)) detail::fail_domain(function, "an ordinate exceeds the largest number");
    gini_ = detail::kept<R>(function, detail::gini(rows, gini_estimator::population, function), "the Gini coefficient");
    hoover_ = distance();
    if (hoover_ < R(1 << 20) * std::numeric_limits<R>::epsilon())  // the digits of the sums are not enough
      hoover_ = static_cast<R>(detail::hoover(rows));
    if constexpr (!Rows::counted) find_unit(rows);
  });
}

template <class R>
template <class Rows>
void basic_curve<R>::sum_exactly(const Rows& rows, int exponent) {
  using std::ldexp;
  detail::exact_sum<typename Rows::result> sum;
  std::size_t k = 0;
  for (std::size_t i = 0; i < rows.size; ++i) {
    const auto value = detail::widen<typename Rows::result>(rows.values[i]);
    for (const auto& part : {value.high, value.low}) {
      if (part == 0) continue;
      if constexpr (Rows::counted)
        sum.add(part, static_cast<detail::int128>(rows.weights[i]));
      else
        sum.add_product(part, rows.weights[i]);
    }
    if (i == 0 || rows.values[i] != rows.values[i - 1]) ++k;
    if (i + 1 < rows.size && rows.values[i] == rows.values[i + 1]) continue;
    const auto total = sum.value();
    const int shift = total.exponent - exponent - 128;
    corners_[k].total = narrowed(
        detail::wide<typename Rows::result>{ldexp(total.significand.high, shift), ldexp(total.significand.low, shift)});
  }
}

template <class R>
template <class Rows>
void basic_curve<R>::find_unit(const Rows& rows) {
  std::size_t above = 1;
  while (above < corners_.size() && !(R(0) < against_mean(above))) ++above;
  wide weights;
  std::size_t count = 0;
  std::size_t k = 0;
  for (std::size_t i = 0; i < rows.size; ++i) {
    if (i == 0 || rows.values[i] != rows.values[i - 1]) ++k;
    if (k == above) weights = weights + narrowed(rows.weight(i)), ++count;
  }
  if (count > 0) unit_ = weights / wide{R(count), R(0)};
}

template <class R>
detail::wide<R> basic_curve<R>::share_at(const wide& position) const {
  const auto above =
      std::partition_point(corners_.begin(), corners_.end(), [&](const corner& c) { return !(position < c.units); });
  if (above == corners_.end()) return {R(1), R(0)};
  const corner& below = *(above - 1);
  const wide part = (position - below.units) / (above->units - below.units);
  return (below.total + part * (above->total - below.total)) / total();
}

template <class R>
detail::wide<R> basic_curve<R>::share_near(const wide& position) const {
  const wide slack = position * (R(4) * std::numeric_limits<R>::epsilon());
  const auto near =
      std::partition_point(corners_.begin(), corners_.end(), [&](const auto& c) { return c.units < position - slack; });
  return near != corners_.end() && !(position + slack < near->units) ? near->total / total() : share_at(position);
}

template <class R>
R basic_curve<R>::least() const {
  std::size_t i = 0;
  while (i + 1 < corners_.size() && corners_[i + 1].total < corners_[i].total) ++i;
  return (corners_[i].total / total()).high;
}

template <class R>
R basic_curve<R>::operator()(const R& p) const {
  detail::check_probability("curve", "p", p);
  return share_at(units() * p).high;
}

template <class R>
R basic_curve<R>::generalized(const R& p) const {
  detail::check_probability("curve::generalized", "p", p);
  return share_at(units() * p).high * mean_;
}

template <class R>
R basic_curve<R>::inverse(const R& share) const {
  detail::check_probability("curve::inverse", "share", share);
  if (share == R(0)) return R(0);
  const wide target = total() * share;
  const wide tolerance = target * (R(4) * std::numeric_limits<R>::epsilon());
  const auto reaching = std::partition_point(corners_.begin(), corners_.end(),
                                             [&](const corner& c) { return c.total < target - tolerance; });
  if (!(target + tolerance < reaching->total)) return (reaching->units / units()).high;
  const corner& below = *(reaching - 1);
  const wide part = (target - below.total) / (reaching->total - below.total);
  return ((below.units + part * (reaching->units - below.units)) / units()).high;
}

template <class R>
std::vector<basic_curve_point<R>> basic_curve<R>::points() const {
  std::vector<basic_curve_point<R>> points;
  points.reserve(corners_.size());
  for (const corner& c : corners_) points.push_back({(c.units / units()).high, (c.total / total()).high});
  return points;
}

template <class R>
R basic_curve<R>::distance() const {
  std::size_t i = 1;
  while (i < corners_.size() && against_mean(i) < R(0)) ++i;
  const corner& c = corners_[i - 1];
  return ((c.units * total() - c.total * units()) / (units() * total())).high;
}

template <class R>
R basic_curve<R>::asymmetry() const {
  std::size_t i = 1;
  while (i < corners_.size() && against_mean(i) < R(0)) ++i;
  const corner& below = corners_[i - 1];
  const corner& above = corners_[i];
  const wide at_below = below.units / units() + below.total / total();
  if (!(R(0) < against_mean(i))) return ((at_below + above.units / units() + above.total / total()) * R(0.5)).high;
  if (i == 1) return R(0);
  // delta = (m - x_below) / (x_above - x_below); the point lies delta of one unit into the next side.
  const corner& before = corners_[i - 2];
  const wide x_above = (above.total - below.total) / (above.units - below.units);
  const wide x_below = (below.total - before.total) / (below.units - before.units);
  const wide delta = (total() / units() - x_below) / (x_above - x_below);
  const wide step = delta * unit_;
  return (at_below + step / units() + step * x_above / total()).high;
}

template <class R>
dominance compare(const basic_curve<R>& a, const basic_curve<R>& b) {
  const R epsilon = R(4) * std::numeric_limits<R>::epsilon();
  const R slack = R(-2) * (a.least() < b.least() ? a.least() : b.least());  // what negative values cancel
  bool above = false;
  bool below = false;
  const auto at_corners = [&](const basic_curve<R>& one, const basic_curve<R>& other, bool& higher, bool& lower) {
    for (const auto& c : one.corners_) {
      const detail::wide<R> mine = c.total / one.total();
      const detail::wide<R> theirs = other.share_near(c.units / one.units() * other.units());
      const R difference = (mine - theirs).high;
      const R size = (mine.high < theirs.high ? theirs : mine).high;
      const R tolerance = epsilon * ((size < R(0) ? R(-size) : size) + slack);
      if (tolerance < difference) higher = true;
      if (difference < -tolerance) lower = true;
    }
  };
  at_corners(a, b, above, below);
  at_corners(b, a, below, above);
  if (above && below) return dominance::crossing;
  return above ? dominance::first : below ? dominance::second : dominance::equal;
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> lorenz_asymmetry(const X& x, const W& w) {
  return basic_curve<detail::result_t<X>>("lorenz_asymmetry", x, w).asymmetry();
}
template <class X>
detail::result_t<X> lorenz_asymmetry(const X& x) {
  return lorenz_asymmetry(x, unweighted{});
}

}  // namespace lorenz

#endif
