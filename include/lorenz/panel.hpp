// SPDX-License-Identifier: BSL-1.0
//
// panel.hpp: periods x groups with their names: totals, shares, growth, who contributed, concentration, overtakings.
//
//     panel p(std::vector{2023, 2024, 2025}, std::vector<std::string>{"China", "United States"}, downloads);
//     p.shares()(2, 0)      p.contributions().text()      p.herfindahl()[1]      p.crossing("China", "United States")
//     panel::from_rows(dates, countries, downloads)       long format: one row for each period and group

#ifndef LORENZ_PANEL_HPP
#define LORENZ_PANEL_HPP

#include <Eigen/Core>
#include <algorithm>  // min
#include <cstddef>    // size_t
#include <string>     // string
#include <utility>    // move
#include <vector>     // vector

#include "decomposition/olley_pakes.hpp"
#include "decomposition/share_change.hpp"
#include "detail/panel_cells.hpp"
#include "growth.hpp"
#include "market.hpp"
#include "panel_table.hpp"

namespace lorenz {

/// Levels of groups over time.
///
/// `periods`, in ascending order: years as integers, month, quarter or year, or names (strings), which say nothing of
/// the calendar. `groups`: names or integers, each once. `values`, periods x groups: an Eigen matrix or expression, a
/// range of ranges, or a contiguous range of the rows one after the other. `missing`: true for each cell that is not
/// there. Throws std::invalid_argument for malformed input.
///
/// R is the type the values are kept in and results have; `panel` keeps double.
/// A result that needs a missing cell throws std::domain_error, which names it; growth rates of other cells go on.
template <class R>
class basic_panel {
 public:
  using vector = Eigen::Matrix<R, Eigen::Dynamic, 1>;
  using matrix = typename basic_panel_table<R>::matrix;
  using mask = typename basic_panel_table<R>::mask;

  template <class Periods, class Groups, class Values>
  basic_panel(const Periods& periods, const Groups& groups, const Values& values, const mask& missing = {});

  /// The same from rows in any order, one for each cell: row i says what groups[i] had in periods[i]. Periods come in
  /// ascending order, names of periods in that of their first rows, groups in ascending order of their names. A cell
  /// without a row is missing; two rows for one cell are a std::invalid_argument that names them. O(rows log rows).
  template <class Periods, class Groups, class Values>
  static basic_panel from_rows(const Periods& periods, const Groups& groups, const Values& values);

  const basic_panel_table<R>& levels() const { return levels_; }
  const std::vector<std::string>& periods() const { return levels_.periods(); }
  const std::vector<std::string>& groups() const { return levels_.groups(); }

  /// The same panel with `value` in every missing cell, as 0 where a missing cell means "none".
  basic_panel filled(const R& value) const;
  /// The same panel without one group.
  basic_panel without(const std::string& name) const;

  /// One number a period: the total, the Herfindahl index of the groups, its inverse.
  vector totals() const;
  vector herfindahl() const;
  vector effective_number() const;

  /// Shares of the period's total; as shares().
  basic_panel_table<R> shares() const;
  /// Ranks by level, 1 the largest; equal levels share the best of their ranks.
  basic_panel_table<R> ranks() const;
  /// Places gained since the previous period: 2 for a group that was fifth and is third.
  basic_panel_table<R> rank_changes() const;
  /// Growth of each group since one year before, one row for each period whose twin is there: by the calendar for
  /// years, quarters and months, the previous period where periods are names. Options as year_over_year().
  basic_panel_table<R> year_over_year(growth_options options = {}) const;
  /// What each group added to the growth of the total since the previous period; as growth_contributions().
  basic_panel_table<R> contributions() const;

  /// The total as an index, base at the first period, each step measured on the groups that are there at both of its
  /// ends: what comes, leaves or is missing moves no step, where it would move totals(). Needs no cell that is missing;
  /// std::domain_error where a step has no group, or grows from zero.
  vector chained_index(double base = 100) const;

  /// Every overtaking of two groups by name, position 0 the first period; as crossing().
  std::vector<overtaking> crossing(const std::string& a, const std::string& b) const;

  /// Per period, how the mean of `measure` (periods x groups) weighted by the shares comes about.
  /// As lorenz::olley_pakes().
  std::vector<basic_olley_pakes<R>> olley_pakes(const matrix& measure) const;

  std::string text() const { return levels_.text(); }

 private:
  basic_panel(basic_panel_table<R> levels, std::vector<long long> numbers, int a_year)
      : levels_(std::move(levels)), numbers_(std::move(numbers)), a_year_(a_year) {}

  Eigen::Index group(const char* function, const std::string& name) const;
  std::vector<R> row(Eigen::Index period) const;
  std::vector<R> column(Eigen::Index group) const;
  template <class Measure>
  vector each_period(Measure&& measure) const;
  template <class Measure>
  basic_panel_table<R> each_row(std::size_t first, Measure&& measure) const;

  basic_panel_table<R> levels_;
  std::vector<long long> numbers_;  // of the periods, a_year_ of them to a year
  int a_year_ = 1;
};
using panel = basic_panel<double>;

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
template <class Periods, class Groups, class Values>
basic_panel<R>::basic_panel(const Periods& periods, const Groups& groups, const Values& values, const mask& missing)
    : levels_({}, {}, {}, {}) {
  auto when = detail::periods_of("panel", periods);
  auto columns = detail::labels("panel", "groups", groups);
  auto cells = detail::panel_values<R>("panel", values, when.names.size(), columns.size());
  mask holes = missing.size() == 0 ? mask::Constant(cells.rows(), cells.cols(), false) : missing;
  if (holes.rows() != cells.rows() || holes.cols() != cells.cols())
    detail::fail_invalid("panel", "missing and values differ in size");
  for (Eigen::Index t = 0; t < cells.rows(); ++t)
    for (Eigen::Index g = 0; g < cells.cols(); ++g) {
      if (holes(t, g))
        cells(t, g) = R(0);
      else if (!detail::is_finite(cells(t, g)))
        detail::fail_argument("panel", "values(" + std::to_string(t) + ", " + std::to_string(g) + ")", cells(t, g));
    }
  levels_ = {std::move(when.names), std::move(columns), std::move(cells), std::move(holes)};
  numbers_ = std::move(when.numbers);
  a_year_ = when.a_year;
}

template <class R>
template <class Periods, class Groups, class Values>
basic_panel<R> basic_panel<R>::from_rows(const Periods& periods, const Groups& groups, const Values& values) {
  const auto table = detail::pivot<R>("panel::from_rows", periods, groups, detail::read(values));
  return {table.periods, table.groups, table.values, table.missing};
}

template <class R>
basic_panel<R> basic_panel<R>::filled(const R& value) const {
  matrix cells(levels_.rows(), levels_.cols());
  for (Eigen::Index t = 0; t < cells.rows(); ++t)
    for (Eigen::Index g = 0; g < cells.cols(); ++g) cells(t, g) = levels_.missing(t, g) ? value : levels_(t, g);
  return {{periods(), groups(), cells, mask::Constant(cells.rows(), cells.cols(), false)}, numbers_, a_year_};
}

template <class R>
Eigen::Index basic_panel<R>::group(const char* function, const std::string& name) const {
  for (std::size_t g = 0; g < groups().size(); ++g)
    if (groups()[g] == name) return static_cast<Eigen::Index>(g);
  detail::fail_invalid(function, "no group is named " + name);
}

template <class R>
basic_panel<R> basic_panel<R>::without(const std::string& name) const {
  const Eigen::Index gone = group("panel::without", name);
  std::vector<std::string> names = groups();
  names.erase(names.begin() + gone);
  matrix cells(levels_.rows(), levels_.cols() - 1);
  mask holes(cells.rows(), cells.cols());
  for (Eigen::Index t = 0; t < cells.rows(); ++t)
    for (Eigen::Index g = 0; g < cells.cols(); ++g) {
      const Eigen::Index from = g < gone ? g : g + 1;
      holes(t, g) = levels_.missing(t, from);
      cells(t, g) = holes(t, g) ? R(0) : levels_(t, from);
    }
  return {{periods(), std::move(names), std::move(cells), std::move(holes)}, numbers_, a_year_};
}

template <class R>
std::vector<R> basic_panel<R>::row(Eigen::Index period) const {
  std::vector<R> result;
  for (Eigen::Index g = 0; g < levels_.cols(); ++g) result.push_back(levels_(period, g));
  return result;
}

template <class R>
std::vector<R> basic_panel<R>::column(Eigen::Index group) const {
  std::vector<R> result;
  for (Eigen::Index t = 0; t < levels_.rows(); ++t) result.push_back(levels_(t, group));
  return result;
}

template <class R>
template <class Measure>
auto basic_panel<R>::each_period(Measure&& measure) const -> vector {
  vector result(levels_.rows());
  for (Eigen::Index t = 0; t < levels_.rows(); ++t) result[t] = measure(row(t));
  return result;
}

/// A table of the periods from `first` on, its row t made by measure(t).
template <class R>
template <class Measure>
basic_panel_table<R> basic_panel<R>::each_row(std::size_t first, Measure&& measure) const {
  first = std::min(first, periods().size());
  std::vector<std::string> names(periods().begin() + static_cast<std::ptrdiff_t>(first), periods().end());
  matrix cells(static_cast<Eigen::Index>(names.size()), levels_.cols());
  for (Eigen::Index i = 0; i < cells.rows(); ++i) {
    const std::vector<R> values = measure(i + static_cast<Eigen::Index>(first));
    for (Eigen::Index g = 0; g < cells.cols(); ++g) cells(i, g) = values[static_cast<std::size_t>(g)];
  }
  const mask none = mask::Constant(cells.rows(), cells.cols(), false);
  return {std::move(names), groups(), std::move(cells), none};
}

template <class R>
auto basic_panel<R>::totals() const -> vector {
  return each_period([](const std::vector<R>& x) { return detail::sum_of<R>(view<R>(x.data(), x.size())).rounded(); });
}

template <class R>
auto basic_panel<R>::herfindahl() const -> vector {
  return each_period([](const std::vector<R>& x) { return lorenz::herfindahl(x); });
}

template <class R>
auto basic_panel<R>::effective_number() const -> vector {
  return each_period([](const std::vector<R>& x) { return lorenz::effective_number(x); });
}

template <class R>
basic_panel_table<R> basic_panel<R>::shares() const {
  return each_row(0, [this](Eigen::Index t) { return lorenz::shares(row(t)); });
}

template <class R>
basic_panel_table<R> basic_panel<R>::ranks() const {
  return each_row(0, [this](Eigen::Index t) {
    const std::vector<R> x = row(t);
    std::vector<R> ranks(x.size(), R(1));
    for (std::size_t g = 0; g < x.size(); ++g)
      for (const R& other : x)
        if (other > x[g]) ranks[g] += R(1);
    return ranks;
  });
}

template <class R>
basic_panel_table<R> basic_panel<R>::rank_changes() const {
  const matrix rank = ranks();
  return each_row(1, [&](Eigen::Index t) {
    std::vector<R> gained;
    for (Eigen::Index g = 0; g < rank.cols(); ++g) gained.push_back(rank(t - 1, g) - rank(t, g));
    return gained;
  });
}

template <class R>
basic_panel_table<R> basic_panel<R>::year_over_year(growth_options options) const {
  std::vector<std::string> names;
  std::vector<std::pair<Eigen::Index, Eigen::Index>> pairs;
  std::size_t twin = 0;
  for (std::size_t t = 0; t < numbers_.size(); ++t) {
    while (numbers_[twin] < numbers_[t] - a_year_) ++twin;
    if (numbers_[twin] != numbers_[t] - a_year_) continue;
    pairs.emplace_back(twin, t);
    names.push_back(periods()[t]);
  }
  matrix rates(static_cast<Eigen::Index>(pairs.size()), levels_.cols());
  mask holes(rates.rows(), rates.cols());
  for (Eigen::Index i = 0; i < rates.rows(); ++i) {
    const Eigen::Index from = pairs[static_cast<std::size_t>(i)].first;
    const Eigen::Index to = pairs[static_cast<std::size_t>(i)].second;
    for (Eigen::Index g = 0; g < rates.cols(); ++g) {
      holes(i, g) = levels_.missing(from, g) || levels_.missing(to, g);
      rates(i, g) = R(0);
      if (holes(i, g)) continue;
      const auto name = [&](Eigen::Index t) {
        return groups()[static_cast<std::size_t>(g)] + " at " + periods()[static_cast<std::size_t>(t)];
      };
      rates(i, g) = detail::growth_between<R>(
          "panel::year_over_year", levels_(from, g), levels_(to, g), options, [&] { return name(from); },
          [&] { return name(to); });
    }
  }
  return {std::move(names), groups(), std::move(rates), std::move(holes)};
}

template <class R>
basic_panel_table<R> basic_panel<R>::contributions() const {
  return each_row(1, [this](Eigen::Index t) { return growth_contributions(row(t - 1), row(t)); });
}

template <class R>
auto basic_panel<R>::chained_index(double base) const -> vector {
  constexpr auto function = "panel::chained_index";
  detail::check_finite(function, "base", detail::no_position, base);
  vector result(levels_.rows());
  auto level = detail::exactly<R>(base);
  for (Eigen::Index t = 0; t < levels_.rows(); ++t) {
    std::vector<R> before, after;
    for (Eigen::Index g = 0; t > 0 && g < levels_.cols(); ++g) {
      if (levels_.missing(t - 1, g) || levels_.missing(t, g)) continue;
      before.push_back(levels_(t - 1, g));
      after.push_back(levels_(t, g));
    }
    if (t > 0) {
      const auto name = [&](Eigen::Index at) { return periods()[static_cast<std::size_t>(at)]; };
      if (before.empty()) detail::fail_domain(function, "no group is there at both " + name(t - 1) + " and " + name(t));
      const auto total0 = detail::sum_of<R>(view<R>(before.data(), before.size()));
      const auto total1 = detail::sum_of<R>(view<R>(after.data(), after.size()));
      detail::check_growth(
          function, total0.rounded(), total1.rounded(), [&] { return "the common total at " + name(t - 1); },
          [&] { return "the common total at " + name(t); });
      level = detail::normalized(level * total1 / total0);
    }
    result[t] = level.rounded();
  }
  return result;
}

template <class R>
std::vector<overtaking> basic_panel<R>::crossing(const std::string& a, const std::string& b) const {
  return lorenz::crossing(column(group("panel::crossing", a)), column(group("panel::crossing", b)));
}

template <class R>
std::vector<basic_olley_pakes<R>> basic_panel<R>::olley_pakes(const matrix& measure) const {
  if (measure.rows() != levels_.rows() || measure.cols() != levels_.cols())
    detail::fail_invalid("panel::olley_pakes", "measure and values differ in size");
  std::vector<basic_olley_pakes<R>> result;
  for (Eigen::Index t = 0; t < levels_.rows(); ++t) {
    const std::vector<R> values(measure.row(t).begin(), measure.row(t).end());
    result.push_back(lorenz::olley_pakes(row(t), values));
  }
  return result;
}

}  // namespace lorenz

#endif
