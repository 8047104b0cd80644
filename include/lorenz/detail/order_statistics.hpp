// SPDX-License-Identifier: BSL-1.0
//
// order_statistics: quantiles of ascending rows in every definition, for any number of probabilities.
//
//     const order_statistics statistics(rows);
//     rounded(statistics.quantile(0.9, quantile_definition::hyndman_fan_7))
//
//     quantile_position<double>(n, p, definition)     the rank and the part of the way to the next one

#ifndef LORENZ_DETAIL_ORDER_STATISTICS_HPP
#define LORENZ_DETAIL_ORDER_STATISTICS_HPP

#include <algorithm>    // partition_point
#include <cmath>        // floor
#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <limits>       // numeric_limits
#include <type_traits>  // conditional, is_floating_point, is_same
#include <vector>       // vector

#include "../quantile_definition.hpp"
#include "rows.hpp"

namespace lorenz::detail {

/// Where a quantile lies among n units: the part g in [0, 1) of the way from x_rank to x_(rank+1), ranks from 1.
template <class R>
struct position {
  std::uint64_t rank;
  wide<R> part;
};

/// The decimal that p prints as, so that 0.29 is 29/100 and not the nearest double below it; p itself where the decimal
/// has more digits than a power of ten that R holds.
template <class R, class P>
wide<R> as_decimal(const P& p) {
  using std::floor;
  if constexpr (std::is_floating_point_v<P> && std::is_floating_point_v<R>) {
    if constexpr (std::is_same_v<P, double> && std::is_same_v<R, double>) {
      const auto nearest_integer = [](double x) { return (x + 0x1.8p52) - 0x1.8p52; };
      if (nearest_integer(p * 1024) == p * 1024) return {p, 0};
      // Few digits are found in plain arithmetic: a quotient that rounds to p is the decimal.
      for (const double power : {1.0, 10.0, 100.0, 1000.0}) {
        const double numerator = nearest_integer(p * power);
        if (numerator / power == p) return quick_quotient(wide<R>{numerator, 0}, wide<R>{power, 0});
      }
    }
    constexpr int exact_powers =
        std::numeric_limits<R>::digits * 3 / 7;  // 10^k < 2^digits 5^k holds up to 22 of double
    R power(1);
    for (int k = 0; k <= exact_powers; ++k) {
      const wide<R> product = two_product(R(p), power);
      const R upper = floor(product.high + R(0.5));
      const wide<R> numerator = two_sum(upper, floor((product + -upper).high + R(0.5)));
      const wide<R> decimal = numerator / wide<R>{power, R(0)};
      if (static_cast<P>(decimal.high + decimal.low) == p) return decimal;
      power *= R(10);
    }
  } else if constexpr (std::is_floating_point_v<P>) {
    // An extended R holds products of a power and half a number exactly, and with them the rest of the quotient.
    R power(1);
    for (int k = 0; k <= std::numeric_limits<P>::digits * 3 / 7; ++k) {
      const R numerator = floor(R(R(p) * power + R(0.5)));
      const R decimal = numerator / power;
      if (static_cast<P>(decimal) == p) {
        const R upper = static_cast<R>(static_cast<double>(decimal));
        const R lower = decimal - upper;
        return {decimal, R(((numerator - upper * power) - lower * power) / power)};
      }
      power *= R(10);
    }
  }
  return {R(p), R(0)};
}

/// What decides equality of ranks: 4 epsilons of the coarser of R and the type in which p was given.
template <class R, class P>
R rank_tolerance() {
  R epsilon = std::numeric_limits<R>::epsilon();
  if constexpr (!std::numeric_limits<P>::is_integer) {
    const R coarse = static_cast<R>(std::numeric_limits<P>::epsilon());
    if (epsilon < coarse) epsilon = coarse;
  }
  return R(4) * epsilon;
}

/// Floor and fraction of h >= 0; an h within the tolerance of an integer is that integer.
template <class R>
position<R> split(const wide<R>& h, const R& tolerance) {
  using std::floor;
  R nearest;
  if constexpr (std::is_floating_point_v<R>)
    nearest = static_cast<R>(static_cast<std::int64_t>(h.high + R(0.5)));  // without the call of floor
  else
    nearest = floor(h.high + R(0.5));
  const wide<R> distance = h + R(-nearest);
  if (!(tolerance * h.high < (distance.high < R(0) ? R(-distance.high) : distance.high)))
    return {static_cast<std::uint64_t>(nearest), {}};
  const R below = distance.high < R(0) ? R(nearest - R(1)) : nearest;
  return {static_cast<std::uint64_t>(below), h + R(-below)};
}

/// h(p) of the definitions 4 to 9 for n units, where n need not be an integer.
template <class R>
wide<R> continuous_position(quantile_definition definition, const wide<R>& n, const wide<R>& p) {
  const auto third = [] { return wide<R>{R(1), R(0)} / wide<R>{R(3), R(0)}; };
  switch (definition) {
    case quantile_definition::hyndman_fan_4:
      return n * p;
    case quantile_definition::hyndman_fan_5:
      return n * p + R(0.5);
    case quantile_definition::hyndman_fan_6:
      return (n + R(1)) * p;
    case quantile_definition::hyndman_fan_8:
      return (n + third()) * p + third();
    case quantile_definition::hyndman_fan_9:
      return (n + R(0.25)) * p + R(0.375);
    default:
      return (n + R(-1)) * p + R(1);
  }
}

/// The position of the p-quantile among n counted units.
template <class R, class P>
position<R> quantile_position(std::uint64_t n, const P& p, quantile_definition definition) {
  const wide<R> units = widen<R>(n);
  const wide<R> probability = as_decimal<R>(p);
  const R tolerance = rank_tolerance<R, P>();
  position<R> at{};
  switch (definition) {
    case quantile_definition::hyndman_fan_1:
      at = split(units * probability, tolerance);
      if (at.part.high != R(0)) at = {at.rank + 1, {}};
      break;
    case quantile_definition::hyndman_fan_2:
      at = split(units * probability, tolerance);
      at = at.part.high == R(0) ? position<R>{at.rank, {R(0.5), R(0)}} : position<R>{at.rank + 1, {}};
      break;
    case quantile_definition::hyndman_fan_3:
      at = split(units * probability + R(0.5), tolerance);  // the rank of x_(j+1)
      at = {at.part.high == R(0) && at.rank % 2 == 1 ? at.rank - 1 : at.rank, {}};
      break;
    case quantile_definition::laeken:
      at = split(units * probability, tolerance);
      at = {at.rank + 1, {}};
      break;
    default:
      at = split(continuous_position(definition, units, probability), tolerance);
  }
  if (at.rank < 1) return {1, {}};
  if (at.rank >= n) return {n, {}};
  return at;
}

/// (1 - g) a + g b for 0 <= g <= 1 and a <= b; a itself where a == b, and never outside of [a, b].
template <class R, class T>
wide<R> between(const T& a, const T& b, const wide<R>& g) {
  const wide<R> low = widen<R>(a);
  const wide<R> high = widen<R>(b);
  if (g.high == R(0) || a == b) return low;
  const R scale = range_scale(-low.high > high.high ? R(-low.high) : high.high);
  const wide<R> value = low * scale + g * (high * scale - low * scale);
  const wide<R> unscaled = {value.high / scale, value.low / scale};
  // What is left of terms that cancel is their rounding.
  const R noise = std::numeric_limits<R>::epsilon() * std::numeric_limits<R>::epsilon() * R(64);
  if (value.high < noise && -value.high < noise && low < wide<R>{} && wide<R>{} < high) return {};
  return unscaled < low ? low : high < unscaled ? high : unscaled;
}

/// Rounded, -0 to +0: which of two equal values was met must not show. What lies below 2^-92 of the value is noise and
/// dropped first, so that what is exactly the middle of two numbers is found to be that.
template <class R>
R rounded(const wide<R>& value) {
  const R coarse = R(12288) * std::numeric_limits<R>::epsilon() / range_scale(value.high);
  const R low = (value.low + coarse) - coarse;
  return (value.high + low) + R(0);
}

inline quantile_definition resolved(quantile_definition definition, bool counted) {
  if (definition != quantile_definition::standard) return definition;
  return counted ? quantile_definition::hyndman_fan_7 : quantile_definition::hyndman_fan_2;
}

/// Ascending rows with cumulated weights, for any number of quantiles.
template <class Rows>
class order_statistics {
  using R = typename Rows::result;
  using cumulated = std::conditional_t<Rows::counted, std::uint64_t, wide<R>>;
  static constexpr bool plain = std::is_same_v<decltype(Rows::weights), ones>;

 public:
  explicit order_statistics(const Rows& rows) : order_statistics(rows, {}) {
    whole_ = plain ? cumulated{} : upto_.back();
  }
  /// Some of the rows of a sample, next to one another: the weight below them, and of all.
  order_statistics(const Rows& rows, const cumulated& below, const cumulated& whole) : order_statistics(rows, below) {
    whole_ = whole;
  }

  template <class P>
  wide<R> quantile(const P& p, quantile_definition definition) const {
    definition = resolved(definition, Rows::counted);
    if constexpr (Rows::counted) {
      const std::uint64_t n = plain ? rows_.size : whole_;
      const position<R> at = quantile_position<R>(n, p, definition);
      const auto& low = value(at.rank);
      return between<R>(low, at.part.high == R(0) ? low : value(at.rank + 1), at.part);
    } else {
      const wide<R> probability = as_decimal<R>(p);
      const R tolerance = rank_tolerance<R, P>();
      switch (definition) {
        case quantile_definition::hyndman_fan_1:
          return inverted_cdf(probability, tolerance, false);
        case quantile_definition::hyndman_fan_2:
          return inverted_cdf(probability, tolerance, true);
        case quantile_definition::laeken:
          return widen<R>(rows_.values[row_above(whole_ * probability, tolerance)]);
        case quantile_definition::statsbase:
          return statsbase(probability, tolerance);
        case quantile_definition::hmisc:
          return hmisc(probability, tolerance);
        default:
          return window_mean(probability, tolerance, definition);
      }
    }
  }

  /// The value of counted rows with a rank from 1 to n.
  const typename Rows::value& value(std::uint64_t rank) const {
    if constexpr (plain)
      return rows_.values[rank - 1];
    else
      return rows_.values[first_row([&](const cumulated& upto) { return upto < rank; })];
  }

 private:
  order_statistics(const Rows& rows, cumulated sum) : rows_(rows) {
    if constexpr (!plain) {
      upto_.reserve(rows.size);
      for (std::size_t i = 0; i < rows.size; ++i) {
        if constexpr (Rows::counted)
          sum += rows.weights[i];
        else
          sum = sum + rows.weight(i);
        upto_.push_back(sum);
      }
    }
  }

  /// The first row whose cumulated weight is not `before`; the last one if there is none.
  template <class Before>
  std::size_t first_row(const Before& before) const {
    const auto found =
        static_cast<std::size_t>(std::partition_point(upto_.begin(), upto_.end(), before) - upto_.begin());
    return found < rows_.size ? found : rows_.size - 1;
  }

  /// The first row whose cumulated weight reaches, or exceeds, `target`; equality within the tolerance.
  std::size_t row_reaching(const wide<R>& target, const R& tolerance) const {
    const wide<R> least = target - target * tolerance;
    return first_row([&](const cumulated& upto) { return upto < least; });
  }
  std::size_t row_above(const wide<R>& target, const R& tolerance) const {
    const wide<R> most = target + target * tolerance;
    return first_row([&](const cumulated& upto) { return !(most < upto); });
  }

  wide<R> inverted_cdf(const wide<R>& p, const R& tolerance, bool averaged) const {
    const wide<R> target = whole_ * p;
    const wide<R> slack = target * tolerance;
    const std::size_t i = row_reaching(target, tolerance);
    const bool meets = averaged && i + 1 < rows_.size && !(target + slack < upto_[i]);
    return between<R>(rows_.values[i], rows_.values[meets ? i + 1 : i], {R(0.5), R(0)});
  }

  /// The mean over one unit of the effective n that ends at the position h.
  wide<R> window_mean(const wide<R>& p, const R& tolerance, quantile_definition definition) const {
    const wide<R>& whole = whole_;
    wide<R> squares;
    for (std::size_t i = 0; i < rows_.size; ++i) squares = squares + rows_.weight(i) * rows_.weight(i);
    const wide<R> n = whole * whole / squares;
    wide<R> h = continuous_position(definition, n, p);
    if (h.high < R(1)) h = {R(1), R(0)};
    if (n < h) h = n;
    const wide<R> unit = whole / n;
    const wide<R> end = h * unit;
    const wide<R> begin = end - unit;
    const wide<R> slack = unit * tolerance;  // what a rank may be off: such slivers of weight do not count
    std::size_t i = first_row([&](const cumulated& upto) { return !(begin + slack < upto); });
    const std::size_t first = i;
    const R half = rows_.scale() * R(0.5);
    const wide<R> origin = widen<R>(rows_.values[first]) * half;
    wide<R> sum;
    for (wide<R> from = begin; i < rows_.size && from < end - slack; from = upto_[i++]) {
      const wide<R> to = upto_[i] < end - slack ? upto_[i] : end;
      sum = sum + (widen<R>(rows_.values[i]) * half - origin) * ((to - from) / unit);
    }
    const std::size_t last = i - 1;
    const wide<R> low = widen<R>(rows_.values[first]);
    const wide<R> high = widen<R>(rows_.values[last]);
    if (first == last) return low;
    const wide<R> scaled_value = origin + sum;
    const wide<R> value = {scaled_value.high / half, scaled_value.low / half};
    return value < low ? low : high < value ? high : value;
  }

  /// Rows ascend by value, then weight, so that the row after a gap is the lightest of its ties.
  wide<R> statsbase(const wide<R>& p, const R& tolerance) const {
    const auto lightest = [&](std::size_t first, std::size_t last) {
      R weight = rows_.weights[first];
      for (std::size_t i = first; i <= last; ++i) weight = rows_.weights[i] < weight ? rows_.weights[i] : weight;
      return widen<R>(weight) * rows_.weight_scale();
    };
    const auto end_of_ties = [&](std::size_t i) {
      while (i + 1 < rows_.size && rows_.values[i + 1] == rows_.values[i]) ++i;
      return i;
    };
    const wide<R> start = lightest(0, end_of_ties(0));
    const wide<R> h = (whole_ - start) * p + start;
    std::size_t first = row_above(h, tolerance);
    const std::size_t last = end_of_ties(first);
    while (first > 0 && rows_.values[first - 1] == rows_.values[last]) --first;
    if (first == 0) return widen<R>(rows_.values[first]);
    const wide<R> past = h - upto_[first - 1];
    const wide<R> weight = lightest(first, last);
    if (!(past < weight)) return widen<R>(rows_.values[first]);
    const wide<R> part = h.high * tolerance < past.high ? past / weight : wide<R>{};
    return between<R>(rows_.values[first - 1], rows_.values[first], part);
  }

  /// The weights count units, whatever their scale: a total of one leaves the largest value.
  wide<R> hmisc(const wide<R>& p, const R& tolerance) const {
    using std::floor;
    const R unit = rows_.weight_scale();
    const wide<R>& whole = whole_;
    const wide<R> h = (whole + R(-unit)) * p + unit;
    const wide<R> rank = {h.high / unit, h.low / unit};
    if (!is_finite(rank.high)) return widen<R>(rows_.values[row_reaching(h, tolerance)]);
    R below = floor(rank.high + R(0.5));
    wide<R> part = rank + R(-below);
    if (part.high < R(0) ? part.high < -tolerance * rank.high : tolerance * rank.high < part.high) {
      if (part.high < R(0)) part = part + R(1), below -= R(1);
    } else {
      part = {};
    }
    const wide<R> low = {(below < R(1) ? R(1) : below) * unit, R(0)};
    const wide<R> next = low + unit;
    return between<R>(rows_.values[row_reaching(low, tolerance)],
                      rows_.values[row_reaching(whole < next ? whole : next, tolerance)], part);
  }

  Rows rows_;
  std::vector<cumulated> upto_;  // empty for a plain sample
  cumulated whole_{};
};

}  // namespace lorenz::detail

#endif
