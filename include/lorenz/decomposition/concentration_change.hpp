// SPDX-License-Identifier: BSL-1.0
//
// concentration_change.hpp: why concentration changed between two dates, the units matched by their ids: by growth of
// those who stayed, by their changing places, by who came and by who left.
//
//     gini_change(ids0, x0, ids1, x1)                         .change == .growth + .reranking + .entry + .exit
//     herfindahl_change(ids0, x0, ids1, x1)
//     top_share_change(ids0, x0, ids1, x1, units{200})

#ifndef LORENZ_DECOMPOSITION_CONCENTRATION_CHANGE_HPP
#define LORENZ_DECOMPOSITION_CONCENTRATION_CHANGE_HPP

#include <algorithm>  // sort
#include <cstddef>    // size_t
#include <string>     // string
#include <utility>    // pair
#include <vector>     // vector

#include "../detail/groups.hpp"
#include "../detail/table.hpp"

namespace lorenz {

/// The change of a measure of concentration from one date to the next.
template <class R>
struct basic_concentration_change {
  R before, after, change, growth, reranking, entry, exit;
  R residual() const { return change - growth - reranking - entry - exit; }
  /// A table, six significant digits.
  std::string text() const;
};
using concentration_change = basic_concentration_change<double>;

/// Change of the Gini coefficient of units known by their ids (integers or strings, each once a date). x0 and x1 are
/// the values at the two dates; who is at one of them only has left or come. With G the measure, x0s and x1s the values
/// of those who stay, and M(x1s | x0s) the measure of x1s in which each unit keeps its rank of date 0,
///
///     exit = G(x0s) - G(x0)                       growth    = M(x1s | x0s) - G(x0s)
///     entry = G(x1) - G(x1s)                      reranking = G(x1s) - M(x1s | x0s) >= 0
///
/// growth: the large grew faster than the small (above zero) or slower, ranks held fixed: progressivity. reranking:
/// units overtook each other, which no growth of fixed ranks explains. Equals at date 0 are ranked by their values at
/// date 1, so that reranking is 0 exactly when nobody overtakes. Where nobody stays, or those who do hold nothing,
/// their G is 0: all is exit and entry.
///
/// What this split meets: the parts sum to the change; nothing changed, or all who stay grew alike and nobody came or
/// left, gives zeros; units that only come (leave) give entry (exit) alone; the order of the rows, names and the unit
/// of either date do not matter; under time reversal entry and exit change places with their signs, growth + reranking
/// changes its sign, its two parts do not separately. What it does not do is average over orders in which the three
/// steps could be taken: that mixes levels of two dates, and growth would not vanish where all who stay double.
///
/// Negative values are allowed while totals are positive and that of those who stay is not negative, at both dates.
/// Throws std::invalid_argument for malformed input or an id that repeats, std::domain_error where a total is not
/// positive. O(n log n). Sums are exact; each part is rounded once.
/// The matched part is that of Jenkins and Van Kerm 2006, doi:10.1093/oep/gpl014, where reranking is the index of
/// Atkinson and Plotnick; its ranking of equals after Lambert and Aronson 1993, doi:10.2307/2234247.
template <class Ids0, class X0, class Ids1, class X1>
basic_concentration_change<detail::common_result_t<X0, X1>> gini_change(const Ids0& ids0, const X0& x0,
                                                                        const Ids1& ids1, const X1& x1);

/// The same for the Herfindahl index, values >= 0: M(x1s | x0s) is the sum of s_i t_i, s_i the share of unit i at date
/// 1 and t_i the date-1 share at its rank of date 0.
template <class Ids0, class X0, class Ids1, class X1>
basic_concentration_change<detail::common_result_t<X0, X1>> herfindahl_change(const Ids0& ids0, const X0& x0,
                                                                              const Ids1& ids1, const X1& x1);

/// The same for the share of the k largest, values >= 0: M(x1s | x0s) is the date-1 share of those k who were the
/// largest of those who stay at date 0; reranking is what the newcomers among the k largest hold more than those whom
/// they replaced.
template <class Ids0, class X0, class Ids1, class X1>
basic_concentration_change<detail::common_result_t<X0, X1>> top_share_change(const Ids0& ids0, const X0& x0,
                                                                             const Ids1& ids1, const X1& x1, units k);

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
std::string basic_concentration_change<R>::text() const {
  detail::table table({"before", detail::cell(before)});
  table.add("exit", {exit});
  table.add("growth", {growth});
  table.add("reranking", {reranking});
  table.add("entry", {entry});
  table.add("after", {after});
  return table.text();
}

namespace detail {

/// A measure before its division: equal ratios have a difference of exactly zero.
template <class R>
struct ratio {
  scaled<R> numerator;
  scaled<R> denominator{{R(1), R(0)}, 0};

  R rounded() const { return quotient(numerator, denominator); }
};
template <class R>
R difference(const ratio<R>& a, const ratio<R>& b) {
  return quotient(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

// Measures of n values in the order of their ranks, `ascending` the same values in order of size. The two are one
// sequence for the measure itself.

struct gini_by_rank {
  template <class T>
  static auto numerator(const std::vector<T>& ranked, const std::vector<T>&) {
    exact_sum<T> sum;
    int128 rank = 1 - static_cast<int128>(ranked.size());
    for (const T& x : ranked) {
      sum.add(x, rank);
      rank += 2;
    }
    return sum.value();
  }
  template <class R>
  static scaled<R> denominator(const scaled<R>& total, std::size_t n) {
    return total * exactly<R>(n);
  }
};

struct herfindahl_by_rank {
  template <class T>
  static auto numerator(const std::vector<T>& ranked, const std::vector<T>& ascending) {
    exact_sum<T> sum;
    for (std::size_t i = 0; i < ranked.size(); ++i) sum.add_product(ranked[i], ascending[i]);
    return sum.value();
  }
  template <class R>
  static scaled<R> denominator(const scaled<R>& total, std::size_t) {
    return total * total;
  }
};

struct top_share_by_rank {
  std::uint64_t k;

  template <class T>
  auto numerator(const std::vector<T>& ranked, const std::vector<T>&) const {
    exact_sum<T> sum;
    for (std::size_t i = k < ranked.size() ? ranked.size() - k : 0; i < ranked.size(); ++i) sum.add(ranked[i]);
    return sum.value();
  }
  template <class R>
  static scaled<R> denominator(const scaled<R>& total, std::size_t) {
    return total;
  }
};

template <class R, class Measure, class T>
ratio<R> measured(const Measure& measure, const std::vector<T>& ranked, const std::vector<T>& ascending,
                  const scaled<R>& total) {
  if (total.significand.high == R(0)) return {};
  const auto sum = measure.numerator(ranked, ascending);
  return {normalized(scaled<R>{{R(sum.significand.high), R(sum.significand.low)}, sum.exponent}),
          measure.denominator(total, ranked.size())};
}

/// The values of one date: all, and those who stay, each in ascending order, with their totals.
template <class R, class T>
struct date_values {
  std::vector<T> all, stayers;
  scaled<R> total, stayers_total;

  template <class View, class Positions>
  date_values(const char* function, domain allowed, const char* name, const View& x, const Positions& stay) {
    check_levels(function, name, x);
    if (allowed == domain::nonnegative) check_levels_nonnegative(function, name, x);
    for (const std::size_t i : stay) stayers.push_back(x.data()[i]);
    std::sort(stayers.begin(), stayers.end());
    all = sorted_copy(x.data(), x.size());
    total = sum_of<R>(view<T>(all.data(), all.size()));
    stayers_total = sum_of<R>(view<T>(stayers.data(), stayers.size()));
    const std::string what = std::string("the total of ") + name;
    if (!(total.significand.high > R(0))) fail_domain(function, what + " is not positive");
    if (stayers_total.significand.high < R(0)) fail_domain(function, what + " of those who stay is negative");
  }
};

template <class Measure, class Ids0, class X0, class Ids1, class X1>
auto concentration_change(const char* function, domain allowed, const Measure& measure, const Ids0& ids0, const X0& x0,
                          const Ids1& ids1, const X1& x1) {
  using R = common_result_t<X0, X1>;
  const auto before = read(x0);
  const auto after = read(x1);
  check_groups(function, "x0", before.size(), "ids0", std::size(ids0));
  check_groups(function, "x1", after.size(), "ids1", std::size(ids1));
  auto pairs = matched(function, ids0, ids1);
  std::vector<std::size_t> stay0, stay1;
  for (const auto& [i, j] : pairs) {
    stay0.push_back(i);
    stay1.push_back(j);
  }
  const date_values<R, value_t<X0>> date0(function, allowed, "x0", before, stay0);
  const date_values<R, value_t<X1>> date1(function, allowed, "x1", after, stay1);

  std::sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) {
    const auto& a0 = before.data()[a.first];
    const auto& b0 = before.data()[b.first];
    return a0 < b0 || (a0 == b0 && after.data()[a.second] < after.data()[b.second]);
  });
  std::vector<value_t<X1>> held_ranks;
  held_ranks.reserve(pairs.size());
  for (const auto& [i, j] : pairs) held_ranks.push_back(after.data()[j]);

  const ratio<R> all0 = measured(measure, date0.all, date0.all, date0.total);
  const ratio<R> all1 = measured(measure, date1.all, date1.all, date1.total);
  const ratio<R> stayers0 = measured(measure, date0.stayers, date0.stayers, date0.stayers_total);
  const ratio<R> stayers1 = measured(measure, date1.stayers, date1.stayers, date1.stayers_total);
  const ratio<R> held = measured(measure, held_ranks, date1.stayers, date1.stayers_total);
  return basic_concentration_change<R>{all0.rounded(),
                                       all1.rounded(),
                                       difference(all1, all0),
                                       difference(held, stayers0),
                                       difference(stayers1, held),
                                       difference(all1, stayers1),
                                       difference(stayers0, all0)};
}

}  // namespace detail

template <class Ids0, class X0, class Ids1, class X1>
basic_concentration_change<detail::common_result_t<X0, X1>> gini_change(const Ids0& ids0, const X0& x0,
                                                                        const Ids1& ids1, const X1& x1) {
  return detail::concentration_change("gini_change", detail::domain::real, detail::gini_by_rank{}, ids0, x0, ids1, x1);
}

template <class Ids0, class X0, class Ids1, class X1>
basic_concentration_change<detail::common_result_t<X0, X1>> herfindahl_change(const Ids0& ids0, const X0& x0,
                                                                              const Ids1& ids1, const X1& x1) {
  return detail::concentration_change("herfindahl_change", detail::domain::nonnegative, detail::herfindahl_by_rank{},
                                      ids0, x0, ids1, x1);
}

template <class Ids0, class X0, class Ids1, class X1>
basic_concentration_change<detail::common_result_t<X0, X1>> top_share_change(const Ids0& ids0, const X0& x0,
                                                                             const Ids1& ids1, const X1& x1, units k) {
  return detail::concentration_change("top_share_change", detail::domain::nonnegative,
                                      detail::top_share_by_rank{k.count}, ids0, x0, ids1, x1);
}

}  // namespace lorenz

#endif
