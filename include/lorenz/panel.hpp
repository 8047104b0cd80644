// SPDX-License-Identifier: BSL-1.0
//
// panel.hpp: periods x groups with their names: totals, shares, growth, who contributed, concentration, overtakings.
//
//     panel p(std::vector{2023, 2024, 2025}, std::vector<std::string>{"China", "United States"}, downloads);
//     p.shares()(2, 0)      p.contributions().text()      p.herfindahl()[1]      p.crossing("China", "United States")

#ifndef LORENZ_PANEL_HPP
#define LORENZ_PANEL_HPP

#include <Eigen/Core>
#include <algorithm>    // min
#include <cstddef>      // size_t
#include <string>       // string
#include <type_traits>  // is_integral
#include <utility>      // move
#include <vector>       // vector

#include "decomposition/share_change.hpp"
#include "growth.hpp"
#include "market.hpp"
#include "panel_table.hpp"

namespace lorenz {

/// Mean of a measure over groups weighted by their shares, split after Olley and Pakes: mean = unweighted + covariance,
/// covariance the sum of (s_g - 1/n)(m_g - unweighted), above zero where the large groups have the high values.
template <class R>
struct basic_olley_pakes {
  R mean, unweighted, covariance;
  R residual() const { return mean - unweighted - covariance; }
};

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

  /// Every overtaking of two groups by name, position 0 the first period; as crossing().
  std::vector<overtaking> crossing(const std::string& a, const std::string& b) const;

  /// Per period, how the mean of `measure` (periods x groups) weighted by the shares comes about.
  /// Olley and Pakes 1996, doi:10.2307/2171831.
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

namespace detail {

template <class T>
std::string label(const T& x) {
  if constexpr (std::is_integral_v<T>)
    return std::to_string(x);
  else
    return std::string(x);
}

template <class Range>
std::vector<std::string> labels(const char* name, const Range& range) {
  std::vector<std::string> result;
  for (const auto& x : range) {
    result.push_back(label(x));
    for (std::size_t i = 0; i + 1 < result.size(); ++i)
      if (result[i] == result.back())
        fail_invalid("panel", at(name, result.size() - 1) + " is " + result[i] + ", as is " + at(name, i));
  }
  return result;
}

template <class T, class = void>
inline constexpr bool is_date_v = false;
template <class T>
inline constexpr bool is_date_v<T, std::void_t<decltype(calendar<T>::a_year)>> = true;

/// The values of a panel as a matrix, whatever they came as.
template <class R, class Values>
Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic> panel_values(const Values& values, std::size_t n, std::size_t m) {
  using matrix = Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic>;
  const auto check = [](const char* what, std::size_t size, const char* expected, std::size_t count) {
    if (size != count)
      fail_invalid("panel", what + std::to_string(size) + ", " + expected + " has size " + std::to_string(count));
  };
  if constexpr (std::is_base_of_v<Eigen::EigenBase<Values>, Values>) {
    check("the number of rows of values is ", static_cast<std::size_t>(values.rows()), "periods", n);
    check("the number of columns of values is ", static_cast<std::size_t>(values.cols()), "groups", m);
    return values.template cast<R>();
  } else {
    matrix result(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(m));
    const auto put = [&](std::size_t t, const auto& row) {
      for (std::size_t g = 0; g < m; ++g)
        result(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(g)) = static_cast<R>(row[g]);
    };
    if constexpr (is_number_v<pointee_t<Values>>) {
      check("the size of values is ", std::size(values), "periods x groups", n * m);
      for (std::size_t t = 0; t < n; ++t) put(t, std::data(values) + t * m);
    } else {
      check("the number of rows of values is ", std::size(values), "periods", n);
      for (std::size_t t = 0; t < n; ++t) {
        check("the size of a row of values is ", std::size(std::data(values)[t]), "groups", m);
        put(t, std::data(values)[t]);
      }
    }
    return result;
  }
}

}  // namespace detail

template <class R>
template <class Periods, class Groups, class Values>
basic_panel<R>::basic_panel(const Periods& periods, const Groups& groups, const Values& values, const mask& missing)
    : levels_({}, {}, {}, {}) {
  using period = std::decay_t<decltype(*std::begin(periods))>;
  std::vector<std::string> names;
  if constexpr (detail::is_date_v<period>) {
    a_year_ = detail::calendar<period>::a_year;
    detail::ordered_dates("panel", "periods", std::data(periods), std::size(periods));
    for (const period& when : periods) {
      names.push_back(detail::calendar<period>::text(when));
      numbers_.push_back(detail::calendar<period>::number(when));
    }
  } else {
    names = detail::labels("periods", periods);
    for ([[maybe_unused]] const auto& when : periods) {
      if constexpr (std::is_integral_v<period>)
        numbers_.push_back(static_cast<long long>(when));
      else
        numbers_.push_back(static_cast<long long>(numbers_.size()));
    }
  }
  for (std::size_t t = 1; t < numbers_.size(); ++t)
    if (numbers_[t] < numbers_[t - 1])
      detail::fail_invalid("panel", detail::at("periods", t) + " is " + names[t] + ", before the one above it");
  auto columns = detail::labels("groups", groups);
  auto cells = detail::panel_values<R>(values, names.size(), columns.size());
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
  levels_ = {std::move(names), std::move(columns), std::move(cells), std::move(holes)};
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
std::vector<overtaking> basic_panel<R>::crossing(const std::string& a, const std::string& b) const {
  return lorenz::crossing(column(group("panel::crossing", a)), column(group("panel::crossing", b)));
}

template <class R>
std::vector<basic_olley_pakes<R>> basic_panel<R>::olley_pakes(const matrix& measure) const {
  if (measure.rows() != levels_.rows() || measure.cols() != levels_.cols())
    detail::fail_invalid("panel::olley_pakes", "measure and values differ in size");
  std::vector<basic_olley_pakes<R>> result;
  for (Eigen::Index t = 0; t < levels_.rows(); ++t) {
    const std::vector<R> x = row(t);
    const auto total = detail::checked_total<R>("panel::olley_pakes", "values", view<R>(x.data(), x.size()));
    const auto n = detail::exactly<R>(x.size());
    detail::scaled<R> mean, sum;
    for (std::size_t g = 0; g < x.size(); ++g) {
      const R& m = measure(t, static_cast<Eigen::Index>(g));
      if (!detail::is_finite(m))
        detail::fail_argument("panel::olley_pakes", "measure(" + std::to_string(t) + ", " + std::to_string(g) + ")", m);
      mean = mean + detail::exactly<R>(x[g]) * detail::exactly<R>(m);
      sum = sum + detail::exactly<R>(m);
    }
    mean = mean / total;
    const auto unweighted = sum / n;
    result.push_back({mean.rounded(), unweighted.rounded(), (mean - unweighted).rounded()});
  }
  return result;
}

}  // namespace lorenz

#endif
