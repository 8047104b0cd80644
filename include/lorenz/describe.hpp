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
  std::vector<R> deciles;           // the quantiles 0.1 ... 0.9 by the standard definition
  R gini;                           // 0 where the total is not positive
  R top_10_percent, top_1_percent;  // shares of the total held by the largest tenth and hundredth of the units
  bool units_counted;        // false for sampling weights: the two below depend on the number of units, and are 0
  std::uint64_t half_count;  // so many of the largest hold half of the total
  R herfindahl;
  bool total_positive;  // false: there is no Gini coefficient
  bool shares_defined;  // false: a value is negative or the total zero, and the four that follow `gini` are 0

  /// A table of all of it, one line each, six significant digits; what is not defined says "undefined" and why.
  std::string text() const { return table().text(); }
  detail::table table() const;
};

using summary = basic_summary<double>;

/// Size, location, spread and concentration of a sample at once: mean, median, deciles, Gini, top shares, Herfindahl,
/// each as the function of that name gives it.
///
/// Values may be negative, and the total zero: what is not defined then is 0, and a flag and text() say so.
/// Weights: all kinds. Throws std::invalid_argument for malformed input, std::domain_error where no unit is left.
/// One sort for all measures: O(n log n), two copies.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
basic_summary<detail::result_t<X>> describe(const X& x, const W& w = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

template <class Rows>
basic_summary<typename Rows::result> describe(const Rows& rows) {
  using R = typename Rows::result;
  basic_summary<R> s{};
  const scaled<R> sum = total(rows);
  s.total = sum.rounded();
  s.mean = quotient(sum, total_weight(rows));
  s.min = R(rows.values[0]) + R(0);
  s.max = R(rows.values[rows.size - 1]) + R(0);
  s.total_positive = sum.significand.high > R(0);
  s.shares_defined = s.total_positive && !(s.min < R(0));
  if (s.total_positive) s.gini = gini(rows, gini_estimator::population, "describe");
  if (s.shares_defined) {
    s.top_10_percent = held(rows, sum, true, rows.total_weight() * R(0.1));
    s.top_1_percent = held(rows, sum, true, rows.total_weight() * R(0.01));
  }
  const order_statistics<Rows> statistics(rows);
  for (int i = 1; i <= 9; ++i)
    s.deciles.push_back(rounded(statistics.quantile(i / 10.0, quantile_definition::standard)));
  s.median = s.deciles[4];
  s.units_counted = Rows::counted;
  if constexpr (Rows::counted) {
    s.n = rows.count();
    if (s.shares_defined) {
      s.half_count = reaching_count(rows, sum, 0.5);
      s.herfindahl = quotient(square_sum(rows), sum * sum);
    }
  } else {
    s.n = rows.size;
  }
  return s;
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
basic_summary<detail::result_t<X>> describe(const X& x, const W& w) {
  return detail::with_rows<detail::order::ascending>("describe", detail::domain::real, x, w,
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
  const auto add = [&table](const char* name, bool defined, const std::string& value, const char* why) {
    table.add({name, defined ? value : std::string("undefined: ") + why});
  };
  add("gini", total_positive, detail::cell(gini), "total not positive");
  const char* const why = min < R(0) ? "negative values" : "total zero";
  add("share of top 10 %", shares_defined, detail::cell(top_10_percent), why);
  add("share of top 1 %", shares_defined, detail::cell(top_1_percent), why);
  if (units_counted) {
    add("units holding half", shares_defined, std::to_string(half_count), why);
    add("herfindahl", shares_defined, detail::cell(herfindahl), why);
  }
  return table;
}

}  // namespace lorenz

#endif
