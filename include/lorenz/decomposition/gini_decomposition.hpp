// SPDX-License-Identifier: BSL-1.0
//
// gini_decomposition.hpp: the Gini coefficient within groups, between them, and from their overlap.
//
//     gini_decomposition(x, groups)                 .total == .within + .between + .overlap
//     gini_decomposition(x, frequency(w), groups)   .groups[k].group, .gini, .within ...

#ifndef LORENZ_DECOMPOSITION_GINI_DECOMPOSITION_HPP
#define LORENZ_DECOMPOSITION_GINI_DECOMPOSITION_HPP

#include <algorithm>  // sort
#include <cstddef>    // size_t
#include <limits>     // numeric_limits
#include <string>     // string
#include <utility>    // move, pair
#include <vector>     // vector

#include "../detail/groups.hpp"
#include "../detail/table.hpp"
#include "../gini.hpp"

namespace lorenz {

/// One group: its share of the units and of the total, its Gini coefficient (0 where its total is zero), and what it
/// adds within.
template <class R, class Label>
struct basic_gini_group {
  Label group;
  R population, share, gini, within;
};

template <class R, class Label>
struct basic_gini_decomposition {
  R total, within, between, overlap;
  std::vector<basic_gini_group<R, Label>> groups;  // in ascending order of their names
  R residual() const { return total - within - between - overlap; }
  /// A table, six significant digits.
  std::string text() const;
};

/// Gini coefficient of a sample in groups. With p_g the share of the units in group g, s_g its share of the total and
/// G_g the Gini coefficient in it,
///
///     within = sum of p_g s_g G_g,   between = Gini of the sample in which each unit has its group's mean,
///     overlap = the rest, >= 0: 0 where no group reaches into the range of another
///
/// which is the residual of Pyatt, and Dagum's transvariation part. All three are formed before rounding, so that
/// groups that do not overlap give exactly 0, and equal means a `between` of exactly 0 (built-in types).
/// Weights: all kinds. Negative values are allowed while the total, and that of each group, is not negative.
/// The order of the rows and the names of the groups do not matter, nor does the unit of x.
/// Throws std::invalid_argument for malformed input, std::domain_error where no unit is left, the total is not positive
/// or that of a group is negative. O(n log n), three copies.
/// Bhattacharya and Mahalanobis 1967, doi:10.2307/2282915; Pyatt 1976, doi:10.2307/2230745; Dagum 1997,
/// doi:10.1007/BF01205777.
template <class X, class Groups, class Label = detail::label_t<Groups>>
basic_gini_decomposition<detail::result_t<X>, Label> gini_decomposition(const X& x, const Groups& groups);
template <class X, class W, class Groups, detail::if_weights<W> = 0, class Label = detail::label_t<Groups>>
basic_gini_decomposition<detail::result_t<X>, Label> gini_decomposition(const X& x, const W& w, const Groups& groups);

// ---------------------------------------------------------------------------------------------------------------------

template <class R, class Label>
std::string basic_gini_decomposition<R, Label>::text() const {
  detail::table table({"group", "population", "share", "gini", "within", "between", "overlap"});
  for (const auto& g : groups)
    table.add({detail::name_text(g.group), detail::cell(g.population), detail::cell(g.share), detail::cell(g.gini),
               detail::cell(g.within), "", ""});
  table.add("all", {R(1), R(1), total, within, between, overlap});
  return table.text();
}

namespace detail {

/// Gini coefficient of group means: sum over neighbours in ascending order of their gap times the units below times the
/// units above, over units times total. A gap is formed from the totals, so that equal means have none.
template <class R>
scaled<R> gini_between(std::vector<std::pair<scaled<R>, scaled<R>>> groups, const scaled<R>& units,
                       const scaled<R>& whole) {
  const auto less = [](const auto& a, const auto& b) {
    return (a.first * b.second - b.first * a.second).significand.high < R(0);
  };
  std::sort(groups.begin(), groups.end(), less);
  std::vector<scaled<R>> above(groups.size());  // summed up from there, as one group may outweigh them beyond measure
  for (std::size_t g = groups.size(); g-- > 1;) above[g - 1] = above[g] + groups[g].second;
  scaled<R> sum, below;
  for (std::size_t g = 0; g + 1 < groups.size(); ++g) {
    const auto& [total0, units0] = groups[g];
    const auto& [total1, units1] = groups[g + 1];
    below = below + units0;
    sum = sum + (total1 * units0 - total0 * units1) / (units0 * units1) * below * above[g];
  }
  return sum / (units * whole);
}

template <class Rows>
scaled<typename Rows::result> gini_near(const Rows& rows) {
  if constexpr (!Rows::counted) {
    if (is_far(rows))
      return exactly<typename Rows::result>(
          in_range(rows, [](const auto& near) { return gini_ratio(near, gini_estimator::population).rounded(); }));
  }
  return gini_ratio(rows, gini_estimator::population);
}

template <class X, class W, class Groups>
auto gini_decomposition(const X& x, const W& w, const Groups& groups) {
  using R = result_t<X>;
  constexpr auto function = "gini_decomposition";
  const auto sample = grouped(function, domain::real, x, w, groups);
  const auto all = sample.all.rows_of();
  const scaled<R> whole = normalized(total(all));
  if (!(whole.significand.high > R(0))) fail_domain(function, "the total is not positive");
  const scaled<R> units = normalized(total_weight(all));

  basic_gini_decomposition<R, label_t<Groups>> result{};
  std::vector<std::pair<scaled<R>, scaled<R>>> parts;
  scaled<R> within;
  for (std::size_t g = 0; g < sample.groups.size(); ++g) {
    const auto rows = sample.groups[g].rows_of();
    const scaled<R> group_total = normalized(total(rows));
    const scaled<R> group_units = normalized(total_weight(rows));
    const bool flat = R(rows.values[0]) == R(rows.values[rows.size - 1]);
    if (!(group_total.significand.high > R(0)) && !(flat && group_total.significand.high == R(0)))
      fail_domain(function, "the total of group " + name_text(sample.labels[g]) + " is not positive");
    const scaled<R> own = flat ? scaled<R>{} : gini_near(rows);
    const scaled<R> population = group_units / units;
    const scaled<R> held = group_total / whole;
    const scaled<R> part = population * held * own;
    within = within + part;
    parts.emplace_back(group_total, group_units);
    result.groups.push_back({sample.labels[g], population.rounded(), held.rounded(), own.rounded(), part.rounded()});
  }
  const scaled<R> gini = gini_near(all);
  const scaled<R> between = gini_between(std::move(parts), units, whole);
  const R overlap = (gini - within - between).rounded();
  result.total = gini.rounded();
  result.within = within.rounded();
  result.between = between.rounded();
  // Less than what the sums carry is nothing.
  const R noise = std::numeric_limits<R>::epsilon() * std::numeric_limits<R>::epsilon() * R(1024) * result.total;
  result.overlap = overlap > noise ? overlap : R(0);
  return result;
}

}  // namespace detail

template <class X, class Groups, class Label>
basic_gini_decomposition<detail::result_t<X>, Label> gini_decomposition(const X& x, const Groups& groups) {
  return detail::gini_decomposition(x, unweighted{}, groups);
}

template <class X, class W, class Groups, detail::if_weights<W>, class Label>
basic_gini_decomposition<detail::result_t<X>, Label> gini_decomposition(const X& x, const W& w, const Groups& groups) {
  return detail::gini_decomposition(x, w, groups);
}

}  // namespace lorenz

#endif
