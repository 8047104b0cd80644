// SPDX-License-Identifier: BSL-1.0
//
// The chart of a panel: shares, or levels where shares are not defined, above growth. It asks a panel for what it knows
// without its header, which needs Eigen.

#ifndef LORENZ_DETAIL_PANEL_CHART_HPP
#define LORENZ_DETAIL_PANEL_CHART_HPP

#include <algorithm>  // sort
#include <cstddef>    // size_t
#include <limits>     // numeric_limits
#include <string>     // string
#include <utility>    // move, pair
#include <vector>     // vector

#include "../growth.hpp"
#include "../plot.hpp"

namespace lorenz::detail {

/// The columns of a table in the order of `groups`, NaN where a cell is missing.
template <class Table>
std::vector<chart::series> columns(const Table& t, const std::vector<std::size_t>& groups) {
  std::vector<chart::series> all;
  for (const std::size_t g : groups) {
    chart::series one{t.groups()[g], {}};
    const auto column = static_cast<decltype(t.cols())>(g);
    for (decltype(t.rows()) i = 0; i < t.rows(); ++i)
      one.values.push_back(t.missing(i, column) ? std::numeric_limits<double>::quiet_NaN()
                                                : static_cast<double>(t(i, column)));
    all.push_back(std::move(one));
  }
  return all;
}

/// The groups, those that are the largest in the last period first.
template <class Table>
std::vector<std::size_t> by_last_level(const Table& levels) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t g = 0; g < levels.groups().size(); ++g) {
    const auto column = static_cast<decltype(levels.cols())>(g);
    const auto last = levels.rows() - 1;
    const bool there = last >= 0 && !levels.missing(last, column);
    order.emplace_back(there ? -static_cast<double>(levels(last, column)) : 0, g);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::size_t> groups;
  groups.reserve(order.size());
  for (const auto& one : order) groups.push_back(one.second);
  return groups;
}

template <class Panel>
plot panel_chart(const Panel& p) {
  const std::vector<std::size_t> groups = by_last_level(p.levels());
  const std::vector<chart::series> levels = columns(p.levels(), groups);
  bool nonnegative = true, whole = true;
  for (std::size_t i = 0; i < p.periods().size(); ++i) {
    double total = 0;
    for (const chart::series& s : levels) {
      total += s.values[i];  // NaN where one is missing
      nonnegative = nonnegative && !(s.values[i] < 0);
    }
    whole = whole && total > 0;
  }
  std::vector<chart::json> charts;
  std::string text;
  const auto add = [&](const char* what, const std::vector<std::string>& periods,
                       const std::vector<chart::series>& lines, const char* format) {
    charts.push_back(chart::over_time(what, "Period", periods, chart::fitting(what, lines, format), lines));
  };
  if (whole && nonnegative) {
    const auto shares = p.shares();
    add("Share of the total", p.periods(), columns(shares, groups), ".0%");
    text = shares.text();
  } else {
    add("Level", p.periods(), levels, ".3~s");
    text = p.text();
  }
  if (nonnegative) {  // no growth rate leads across a sign
    growth_options from_zero;
    from_zero.from_zero = zero_base::infinite;
    const auto growth = p.year_over_year(from_zero);
    if (growth.rows() > 0) {
      add("Growth rate", growth.periods(), columns(growth, groups), ".0%");
      text += "\n" + growth.text();
    }
  }
  return {chart::stacked("A panel over time", std::move(charts)), std::move(text)};
}

}  // namespace lorenz::detail

#endif
