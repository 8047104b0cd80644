// SPDX-License-Identifier: BSL-1.0
//
// concentration_index.hpp: how x is concentrated over the ranking of another variable.
//
//     concentration_index(downloads, followers)                        > 0: with those who have many followers
//     concentration_index(health, sampling(weights), income)

#ifndef LORENZ_CONCENTRATION_INDEX_HPP
#define LORENZ_CONCENTRATION_INDEX_HPP

#include <algorithm>    // sort
#include <cstddef>      // size_t
#include <type_traits>  // decay
#include <vector>       // vector

#include "detail/rows.hpp"
#include "detail/wide.hpp"
#include "sample.hpp"

namespace lorenz {

/// Concentration index of x over the ranking of `by`: twice the area between the diagonal and the concentration curve,
/// the share of x that the units lowest in `by` hold.
///
///     C = sum_i w_i x_i (2 R_i - 1) / sum_i w_i x_i,   R_i the fractional rank of unit i in `by`
///
/// Units that tie in `by` share the average of their ranks, so that the order of the input does not matter. In
/// [1/n - 1, 1 - 1/n] for values >= 0: negative where x lies with the units low in `by`; gini(x) where x is ranked by
/// itself, and between -gini(x) and gini(x) otherwise; 0 where x, or `by`, is equal for all. Negative values are
/// allowed while the total is not zero; C then has no bounds. Invariant to the scale of x, to any increasing change of
/// `by`, and to replication.
/// Weights: `frequency` equals the expanded sample bit for bit; of `sampling` weights only the ratios matter. x or `by`
/// may be sorted(...); a distribution cannot stand for x, whose rows belong to those of `by`.
/// Throws std::invalid_argument for malformed input, where a `by` that is not finite is named like x, and where the
/// sizes differ; std::domain_error where no unit is left or the total is zero.
/// O(n log n), one copy. Sums are exact for plain samples and frequencies, and of twice the precision for sampling
/// weights: within 2 ulp where C is not the small difference of large parts.
/// Kakwani, Wagstaff and van Doorslaer 1997, doi:10.1016/S0304-4076(96)01807-6; ties and weights: Lerman and Yitzhaki
/// 1989, doi:10.1016/0304-4076(89)90074-2.
template <class X, class By, class = detail::value_t<By>>
detail::result_t<X> concentration_index(const X& x, const By& by);
template <class X, class W, class By, detail::if_weights<W> = 0, class = detail::value_t<By>>
detail::result_t<X> concentration_index(const X& x, const W& w, const By& by);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

template <class T, class By, class W>
struct ranked {
  By by;
  T x;
  W weight;
  bool operator<(const ranked& other) const {
    if (by < other.by || other.by < by) return by < other.by;
    if (x < other.x || other.x < x) return x < other.x;
    return weight < other.weight;
  }
};

/// The sum of w x (2 R - 1) over that of w x, for units in ascending order of `by`.
template <class T, class By, class W>
floating_t<T> concentration(const std::vector<ranked<T, By, W>>& units) {
  using R = floating_t<T>;
  constexpr bool counted = std::is_same_v<W, std::uint64_t>;
  const std::size_t size = units.size();
  const auto end_of_tie = [&](std::size_t i) {
    std::size_t end = i + 1;
    while (end < size && !(units[i].by < units[end].by)) ++end;
    return end;
  };
  if constexpr (counted && is_exact_v<T>) {
    std::uint64_t n = 0;
    for (const auto& unit : units) n += unit.weight;
    exact_sum<T> ranks;
    exact_sum<T> total;
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < size;) {
      const std::size_t end = end_of_tie(i);
      std::uint64_t tied = 0;
      for (std::size_t j = i; j < end; ++j) tied += units[j].weight;
      const int128 rank = 2 * static_cast<int128>(below) + static_cast<int128>(tied) - static_cast<int128>(n);
      for (; i < end; ++i) {
        const auto count = static_cast<int128>(units[i].weight);
        ranks.add(units[i].x, count * rank);
        total.add(units[i].x, count);
      }
      below += tied;
    }
    const scaled<R> held = total.value();
    if (held.significand.high == R(0)) fail_domain("concentration_index", "the total is zero");
    return quotient(ranks.value(), held * scaled<R>{widen<R>(n), 0}) + R(0);
  } else {
    R largest(0);
    R heaviest(0);
    for (const auto& unit : units) {
      const R size_of_x = unit.x < T(0) ? R(-R(unit.x)) : R(unit.x);
      if (largest < size_of_x) largest = size_of_x;
      if (heaviest < R(unit.weight)) heaviest = R(unit.weight);
    }
    const R scale = range_scale(largest);
    const R weight_scale = counted ? R(1) : range_scale(heaviest);
    const auto weight = [&](std::size_t i) { return widen<R>(units[i].weight) * weight_scale; };
    wide<R> n;
    for (std::size_t i = 0; i < size; ++i) n = n + weight(i);
    wide<R> ranks;
    wide<R> total;
    wide<R> below;
    for (std::size_t i = 0; i < size;) {
      const std::size_t end = end_of_tie(i);
      wide<R> tied;
      wide<R> held;
      for (; i < end; ++i) {
        tied = tied + weight(i);
        held = held + weight(i) * (widen<R>(units[i].x) * scale);
      }
      ranks = ranks + held * (below * R(2) + tied - n);
      total = total + held;
      below = below + tied;
    }
    if (total.high == R(0)) fail_domain("concentration_index", "the total is zero");
    return (ranks / (n * total)).high + R(0);
  }
}

}  // namespace detail

template <class X, class W, class By, detail::if_weights<W>, class>
detail::result_t<X> concentration_index(const X& x, const W& w, const By& by) {
  using T = detail::value_t<X>;
  using B = detail::value_t<By>;
  static_assert(!detail::is_distribution_v<X> && !detail::is_distribution_v<By>,
                "lorenz: the rows of x belong to those of `by`; a distribution has lost them");
  const char* const function = "concentration_index";
  const auto values = detail::read_sample(x);
  const auto keys = detail::read_sample(by);
  detail::check_sizes(function, values.size(), keys.size(), "by");
  if constexpr (!detail::is_unweighted_v<W>)
    detail::check_sizes(function, values.size(), detail::read(w.range()).size());
  detail::check_values(function, detail::domain::real, values);
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (!detail::is_finite(keys.data()[i])) detail::fail_argument(function, detail::at("by", i), keys.data()[i]);
  if constexpr (detail::is_sorted_v<X>) detail::check_ascending(function, values);
  if constexpr (detail::is_sorted_v<By>) detail::check_ascending(function, keys, "by");
  if (values.size() == 0) detail::fail_domain(function, "no unit left, x is empty");
  const auto sorted_units = [&](const auto& weights) {
    using weight = std::decay_t<decltype(weights[0])>;
    std::vector<detail::ranked<T, B, weight>> units;
    units.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      if (weights[i] != weight(0)) units.push_back({keys.data()[i], values.data()[i], weights[i]});
    if (units.empty()) detail::fail_domain(function, "no unit left, every weight is zero");
    std::sort(units.begin(), units.end());
    return units;
  };
  if constexpr (detail::is_unweighted_v<W>)
    return detail::concentration(sorted_units(detail::ones{}));
  else if constexpr (detail::is_frequency_v<W>)
    return detail::concentration(sorted_units(detail::checked_counts(function, detail::read(w.range()))));
  else
    return detail::concentration(
        sorted_units(detail::checked_weights<detail::floating_t<T>>(function, detail::read(w.range()))));
}

template <class X, class By, class>
detail::result_t<X> concentration_index(const X& x, const By& by) {
  return concentration_index(x, unweighted{}, by);
}

}  // namespace lorenz

#endif
