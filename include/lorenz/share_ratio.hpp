// SPDX-License-Identifier: BSL-1.0
//
// share_ratio.hpp: what the largest hold against what the smallest hold.
//
//     palma(x)                               the largest 10 % against the smallest 40 %
//     quantile_share_ratio(x, 0.8, 0.2)      S80/S20, the quintile share ratio

#ifndef LORENZ_SHARE_RATIO_HPP
#define LORENZ_SHARE_RATIO_HPP

#include <cmath>        // floor, ilogb
#include <cstddef>      // size_t
#include <type_traits>  // decay

#include "detail/order_statistics.hpp"
#include "distribution.hpp"
#include "shares.hpp"

namespace lorenz {

/// Ratio of the share of the units above the upper cut of the Lorenz curve to the share of those below the lower cut,
/// (1 - L(upper)) / L(lower) with 0 <= lower <= upper <= 1.
///
/// At least (1 - upper)/lower, which equal values give; no upper bound. A cut splits a unit, unless it lies within 4
/// machine epsilons of a whole number of units (of a cumulated sampling weight), so that 0.4 of 5 units are 2 of them;
/// as in quantile(), 0.4 is the decimal and not the double next to it.
/// Eurostat's S80/S20 and R's laeken take the units beyond a weighted quantile whole, which moves the ratio by the
/// weight of one unit at most.
/// Weights: all kinds. Ties and the order of the input do not matter; invariant to scale and to replication.
/// Throws std::invalid_argument for malformed input, negative values, a cut outside [0, 1] and a lower cut above the
/// upper one; std::domain_error where no unit is left, the total is zero, the units below hold nothing, or so little
/// that the ratio exceeds the largest number. O(n log n), one copy; O(n) without copy for sorted(x) and a distribution.
/// Within 2 ulp.
template <class X>
detail::result_t<X> quantile_share_ratio(const X& x, double upper, double lower);
template <class X, class W, detail::if_weights<W> = 0>
detail::result_t<X> quantile_share_ratio(const X& x, const W& w, double upper, double lower);

/// Palma ratio: the share of the largest 10 % over that of the smallest 40 %, quantile_share_ratio(x, 0.9, 0.4).
///
/// 1/4 for equal values; everything else as there. Palma 2011, doi:10.1111/j.1467-7660.2011.01694.x.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> palma(const X& x, const W& w = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// The position on the walk of a cut that lies `below` units from the smallest and `above` from the largest: at the end
/// of a unit where it is within the tolerance of one.
template <class Rows>
wide<typename Rows::result> cut(const walk<Rows>& walk, const wide<typename Rows::result>& position,
                                const typename Rows::result& tolerance) {
  using R = typename Rows::result;
  using std::floor;
  const auto meets = [&](const wide<R>& end) {
    const R distance = (end - position).high;
    return -tolerance <= distance && distance <= tolerance;
  };
  if constexpr (Rows::counted) {
    const wide<R> nearest = {floor(position.high + R(0.5)), R(0)};
    return meets(nearest) ? nearest : position;
  } else {
    wide<R> end;
    for (std::size_t i = 0; i < walk.rows.size && end < position + tolerance; ++i) {
      end = end + walk.weight(i);
      if (meets(end)) return end;
    }
    return position;
  }
}

/// The ratio of cuts that are decimals, where 4 epsilons of `Given` decide what they meet.
template <class Given, class X, class W>
result_t<X> share_ratio(const char* function, const X& x, const W& w, double upper, double lower) {
  using std::ilogb;
  check_probability(function, "upper", upper);
  check_probability(function, "lower", lower);
  if (upper < lower) fail_argument(function, "lower", lower, "must not exceed upper");
  const auto ratio_of = [&](const auto& rows) {
    using kind = std::decay_t<decltype(rows)>;
    using R = typename kind::result;
    const wide<R> units = rows.total_weight();
    const wide<R> low = units * as_decimal<R>(lower);
    const wide<R> high = units * as_decimal<R>(upper);
    const R epsilon = rank_tolerance<R, Given>();
    const walk<kind> up{rows, false};
    const walk<kind> down{rows, true};
    const wide<R> below = cut(up, low, R(epsilon * low.high));
    const wide<R> above = cut(down, units - high, R(epsilon * high.high));
    (void)positive_total(function, rows);
    // The smallest may be too small to be added on the scale of the largest.
    std::size_t last = 0;
    for (wide<R> end = up.weight(0); last + 1 < rows.size && end < below; end = end + up.weight(last)) ++last;
    const R scale = range_scale(R(rows.values[last]));
    const wide<R> bottom = held_by(walk<kind>{rows, false, scale}, below);
    if (!(R(0) < bottom.high)) fail_domain(function, "the units below the lower cut hold nothing");
    return quotient(scaled<R>{held_by(down, above), -ilogb(rows.scale())}, scaled<R>{bottom, -ilogb(scale)});
  };
  return with_rows<order::ascending>(function, domain::nonnegative, x, w, [&](const auto& rows) {
    const auto ratio = in_range(rows, ratio_of);
    if (!is_finite(ratio)) fail_domain(function, "the ratio exceeds the largest number");
    return ratio;
  });
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> quantile_share_ratio(const X& x, const W& w, double upper, double lower) {
  return detail::share_ratio<double>("quantile_share_ratio", x, w, upper, lower);
}
template <class X>
detail::result_t<X> quantile_share_ratio(const X& x, double upper, double lower) {
  return quantile_share_ratio(x, unweighted{}, upper, lower);
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> palma(const X& x, const W& w) {
  return detail::share_ratio<detail::result_t<X>>("palma", x, w, 0.9, 0.4);
}

}  // namespace lorenz

#endif
