// SPDX-License-Identifier: BSL-1.0
//
// describe.hpp: a first look at a sample.
//
//     summary s = describe(x);        s.gini, s.median, s.top_1_percent ...        s.text() is a table

#ifndef LORENZ_DESCRIBE_HPP
#define LORENZ_DESCRIBE_HPP

#include <cstddef>  // size_t
#include <cstdint>  // uint64_t
#include <string>   // string
#include <vector>   // vector

#include "detail/table.hpp"
#include "distribution.hpp"
#include "gini.hpp"
#include "market.hpp"
#include "mean.hpp"
#include "quantile.hpp"
#include "shares.hpp"

namespace lorenz {

/// What describe() finds.
template <class R>
struct basic_summary {
  std::uint64_t n;  // units; for sampling weights the rows of positive weight
  R total;          // the sum of w x
  R mean, median, min, max;
  std::vector<R> deciles;  // the quantiles 0.1 ... 0.9 by the standard definition
  R gini;
  R top_10_percent, top_1_percent;  // shares of the total held by the largest tenth and hundredth of the units
  bool units_counted;        // false for sampling weights: the two below depend on the number of units, and are 0
  std::uint64_t half_count;  // so many of the largest hold half of the total
  R herfindahl;

  /// A table of all of it, one line each, six significant digits.
  std::string text() const { return table().text(); }
  detail::table table() const;
};

using summary = basic_summary<double>;

/// Size, location, spread and concentration of a sample at once: mean, median, deciles, Gini, top shares, Herfindahl,
/// each as the function of that name gives it.
///
/// Weights: all kinds. Throws as those functions do: values must not be negative and the total not zero.
/// One sort for all measures: O(n log n), two copies.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
basic_summary<detail::result_t<X>> describe(const X& x, const W& w = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

template <class Rows>
basic_summary<typename Rows::result> describe(const Rows& rows) {
  using R = typename Rows::result;
  basic_summary<R> s{};
  const scaled<R> sum = positive_total("describe", rows);
  s.total = sum.rounded();
  s.mean = quotient(sum, total_weight(rows));
  s.min = R(rows.values[0]) + R(0);
  s.max = R(rows.values[rows.size - 1]) + R(0);
  s.gini = gini(rows, gini_estimator::population);
  s.top_10_percent = held(rows, sum, true, rows.total_weight() * R(0.1));
  s.top_1_percent = held(rows, sum, true, rows.total_weight() * R(0.01));
  const order_statistics<Rows> statistics(rows);
  s.deciles.reserve(9);
  for (int i = 1; i <= 9; ++i)
    s.deciles.push_back(rounded(statistics.quantile(i / 10.0, quantile_definition::standard)));
  s.median = s.deciles[4];
  s.units_counted = Rows::counted;
  if constexpr (Rows::counted) {
    s.n = rows.count();
    s.half_count = reaching_count(rows, sum, 0.5);
    s.herfindahl = quotient(square_sum(rows), sum * sum);
  } else {
    s.n = rows.size;
  }
  return s;
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
basic_summary<detail::result_t<X>> describe(const X& x, const W& w) {
  return detail::with_rows<detail::order::ascending>("describe", detail::domain::nonnegative, x, w,
                                                     [](const auto& rows) { return detail::describe(rows); });
}

template <class R>
detail::table basic_summary<R>::table() const {
  detail::table table({"units", std::to_string(n)});
  table.add("total", {total});
  table.add("mean", {mean});
  table.add("minimum", {min});
  for (std::size_t i = 0; i < deciles.size(); ++i)
    table.add(i == 4 ? "median" : "quantile 0." + std::to_string(i + 1), {deciles[i]});
  table.add("maximum", {max});
  table.add("gini", {gini});
  table.add("share of top 10 %", {top_10_percent});
  table.add("share of top 1 %", {top_1_percent});
  if (units_counted) {
    table.add({"units holding half", std::to_string(half_count)});
    table.add("herfindahl", {herfindahl});
  }
  return table;
}

}  // namespace lorenz

#endif
