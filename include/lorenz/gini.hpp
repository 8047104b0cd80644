// SPDX-License-Identifier: BSL-1.0
//
// gini.hpp: the Gini coefficient.
//
//     gini(x)                                              0 is equality, 1 - 1/n one unit with everything
//     gini(x, frequency(counts))                           of the expanded sample
//     gini(x, sampling(weights))                           area of the weighted Lorenz polygon
//     gini(x, gini_options{gini_estimator::sample})        times n/(n-1)

#ifndef LORENZ_GINI_HPP
#define LORENZ_GINI_HPP

#include <cmath>        // ilogb
#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <type_traits>  // is_same
#include <vector>       // vector

#include "detail/in_range.hpp"
#include "distribution.hpp"
#include "mean.hpp"

namespace lorenz {

/// `population`: the coefficient of the values as they are. `sample`: corrected for the size of a sample, times
/// n/(n-1), n the number of units; for sampling weights times 1/(1 - sum of (w_i/W)^2).
enum class gini_estimator { population, sample };

struct gini_options {
  gini_estimator estimator = gini_estimator::population;
};

/// Gini coefficient: half the mean absolute difference of two units over the mean, which is twice the area between
/// the Lorenz polygon and the line of equality.
///
///     G = sum_i sum_j w_i w_j |x_i - x_j| / (2 W sum_i w_i x_i),   W = sum_i w_i
///
/// Range: [0, 1 - 1/n] for values >= 0, [0, 1) for sampling weights, [0, 1] with the sample correction. Negative values
/// are allowed while the total is positive; G then has no upper bound. Exactly 0 where all values are equal, and for
/// one unit. Weights: `frequency` equals the expanded sample bit for bit; `sampling` depends on the ratios of the
/// weights only. Ties, and the order of the input, do not matter. Invariant to scale and to replication of the sample.
/// Throws std::invalid_argument for malformed input; std::domain_error where no unit is left, the total is not
/// positive, or one unit meets the sample correction, and where values that cancel take G beyond the largest number.
/// One copy of the input and O(n) time where keys of values spread (sort_into), O(n log n) at worst; where values
/// ascend or descend already, for `sorted(x)` and a distribution O(n) and no copy; of counts with many ties a table of
/// them. Accuracy: within 1 ulp. For built-in types the sum of ranks times values is an exact integer, so that 1e9 +
/// U(0, 1) costs no digits, where the usual formula (2 sum i x_i / sum x_i - n - 1)/n is wrong by 1.5 %.
///
/// Prefer top_share() where the question is about the largest few, theil() where groups are to be told apart.
/// Gini 1914, reprinted in Metron 63 (2005); Yitzhaki and Schechtman 2013, doi:10.1007/978-1-4614-4720-7.
/// Example: examples/concentration.cpp.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> gini(const X& x, const W& w = {}, gini_options options = {});
template <class X>
detail::result_t<X> gini(const X& x, gini_options options);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// The total, and sum_i w_i x_i (2 C_i + w_i - N), C_i the units below row i: ranks are integers, no sum has a
/// rounding.
template <class R>
struct rank_sums {
  scaled<R> total;
  scaled<R> ranked;
};
template <class Rows>
rank_sums<typename Rows::result> sums_of_ranks(const Rows& rows, std::uint64_t n) {
  using R = typename Rows::result;
  using block = block_sum<typename Rows::value>;
  int128 rank = -static_cast<int128>(n);  // 2 C_i - N
  if constexpr (std::is_same_v<decltype(rows.weights), ones>) {
    if (n <= block::most) {
      const block all = block::ranked(rows.values, rows.size);
      const int128 ranked = (rank + 1) * all.total + all.within;
      if (all.size == n)
        return {rounded_integer<R>(all.total, all.exponent),
                rounded_integer<R>(rows.direction == run::descending ? -ranked : ranked, all.exponent)};
    }
  }
  exact_sum<typename Rows::value> total;
  exact_sum<typename Rows::value> ranked;
  if constexpr (std::is_same_v<decltype(rows.weights), ones>) {
    if (rows.helpers == nullptr) {
      total.add_ranked(rows.values, rows.size, rank + 1, ranked);
    } else {
      std::vector<decltype(total)> totals(size_of(rows.helpers));
      std::vector<decltype(total)> ranks(totals.size());
      in_parts(rows.helpers, rows.size, [&](std::size_t part, std::size_t begin, std::size_t end) {
        const int128 first = rank + 1 + 2 * static_cast<int128>(begin);
        totals[part].add_ranked(rows.values + begin, end - begin, first, ranks[part]);
      });
      for (const auto& part : totals) total.add(part);
      for (const auto& part : ranks) ranked.add(part);
    }
    if (rows.direction == run::descending)
      return {total.value(), {-ranked.value().significand, ranked.value().exponent}};
  } else {
    for (std::size_t i = 0; i < rows.size; ++i) {
      const auto count = static_cast<int128>(rows.weights[i]);
      total.add(rows.values[i], count);
      ranked.add(rows.values[i], count * (rank + count));
      rank += 2 * count;
    }
  }
  return {total.value(), ranked.value()};
}

/// The same for weights that are no integers: sum over the gaps of (x_{i+1} - x_i) C_i (W - C_i), all terms >= 0.
template <class Rows>
wide<typename Rows::result> gap_sum(const Rows& rows, const wide<typename Rows::result>& whole,
                                    const typename Rows::result& scale) {
  using R = typename Rows::result;
  wide<R> sum;
  for_each_gap(rows, whole, [&](std::size_t i, const wide<R>& below, const wide<R>& above) {
    sum = sum + rows.gap(i, scale) * below * above;
  });
  return sum;
}

/// 1 - sum of squared normalised weights.
template <class Rows>
wide<typename Rows::result> simpson(const Rows& rows, const wide<typename Rows::result>& whole) {
  using R = typename Rows::result;
  std::size_t heaviest = 0;
  for (std::size_t i = 1; i < rows.size; ++i)
    if (rows.weights[heaviest] < rows.weights[i]) heaviest = i;
  wide<R> sum;  // of w_i (W - w_i); what the heaviest leaves is summed up, so that nothing cancels
  wide<R> others;
  for (std::size_t i = 0; i < rows.size; ++i) {
    if (i == heaviest) continue;
    others = others + rows.weight(i);
    sum = sum + rows.weight(i) * (whole - rows.weight(i));
  }
  return (sum + rows.weight(heaviest) * others) / (whole * whole);
}

/// The coefficient of ascending rows before its one rounding, which decompositions put off.
template <class Rows>
scaled<typename Rows::result> gini_ratio(const Rows& rows, gini_estimator estimator, const char* function = "gini") {
  using R = typename Rows::result;
  const bool corrected = estimator == gini_estimator::sample;
  if (rows.size == 1 && corrected) {
    bool single = true;
    if constexpr (Rows::counted) single = rows.count() == 1;
    if (single) fail_domain(function, "the sample estimator needs two units, n is 1");
  }
  const auto check_total = [&](const scaled<R>& sum) {
    if (!(sum.significand.high > R(0))) fail_domain(function, "the total is not positive");
  };
  if constexpr (Rows::exact) {
    const std::uint64_t n = rows.count();
    const rank_sums<R> sums = sums_of_ranks(rows, n);
    check_total(sums.total);
    const scaled<R> whole = sums.total * exactly<R>(corrected ? n - 1 : n);
    return sums.ranked / whole;
  } else {
    const scaled<R> sum = total(rows);
    check_total(sum);
    using std::ilogb;
    const wide<R> whole = rows.total_weight();
    const R scale = rows.scale();
    wide<R> ratio = gap_sum(rows, whole, scale) / (whole * sum.significand);
    if (corrected) {
      if constexpr (Rows::counted)
        ratio = ratio * whole / (whole + R(-1));
      else if (const wide<R> correction = simpson(rows, whole); correction.high > R(0))
        ratio = ratio / correction;
      else
        fail_domain(function, "the sample estimator needs two units, one weight exceeds the others beyond measure");
    }
    return {ratio, -sum.exponent - ilogb(scale) - ilogb(rows.weight_scale())};
  }
}

template <class Rows>
typename Rows::result gini(const Rows& rows, gini_estimator estimator, const char* function = "gini") {
  const auto result = in_range(rows, [&](const auto& near) { return gini_ratio(near, estimator, function).rounded(); });
  if (!is_finite(result)) fail_domain(function, "the coefficient exceeds the largest number");
  return result;
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> gini(const X& x, const W& w, gini_options options) {
  return detail::with_rows<detail::order::ranked>(
      "gini", detail::domain::real, x, w, [&](const auto& rows) { return detail::gini(rows, options.estimator); });
}

template <class X>
detail::result_t<X> gini(const X& x, gini_options options) {
  return gini(x, unweighted{}, options);
}

}  // namespace lorenz

#endif
