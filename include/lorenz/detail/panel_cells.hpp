// SPDX-License-Identifier: BSL-1.0
//
// What a panel is made from: names of periods and groups of any type, and values as a matrix, as rows of rows, or as
// rows of (period, group, value).

#ifndef LORENZ_DETAIL_PANEL_CELLS_HPP
#define LORENZ_DETAIL_PANEL_CELLS_HPP

#include <Eigen/Core>
#include <cstddef>      // size_t
#include <iterator>     // begin, data, size
#include <string>       // string, to_string
#include <type_traits>  // decay, is_base_of, is_integral
#include <utility>      // move
#include <vector>       // vector

#include "../growth.hpp"
#include "groups.hpp"

namespace lorenz::detail {

template <class T, class = void>
inline constexpr bool is_date_v = false;
template <class T>
inline constexpr bool is_date_v<T, std::void_t<decltype(calendar<T>::a_year)>> = true;

template <class Periods>
using period_t = std::decay_t<decltype(*std::begin(std::declval<const Periods&>()))>;

/// Names, each once.
template <class Range>
std::vector<std::string> labels(const char* function, const char* name, const Range& range) {
  std::vector<std::string> result;
  for (const auto& x : range) {
    result.push_back(name_text(x));
    for (std::size_t i = 0; i + 1 < result.size(); ++i)
      if (result[i] == result.back())
        fail_invalid(function, at(name, result.size() - 1) + " is " + result[i] + ", as is " + at(name, i));
  }
  return result;
}

/// Periods of a panel: their names, and their places in time, `a_year` of them to a year.
struct panel_periods {
  std::vector<std::string> names;
  std::vector<long long> numbers;
  int a_year = 1;
};

template <class Periods>
panel_periods periods_of(const char* function, const Periods& periods) {
  using period = period_t<Periods>;
  panel_periods result;
  if constexpr (is_date_v<period>) {
    result.a_year = calendar<period>::a_year;
    ordered_dates(function, "periods", std::data(periods), std::size(periods));
    for (const period& when : periods) {
      result.names.push_back(calendar<period>::text(when));
      result.numbers.push_back(calendar<period>::number(when));
    }
  } else {
    result.names = labels(function, "periods", periods);
    for ([[maybe_unused]] const auto& when : periods) {
      if constexpr (std::is_integral_v<period>)
        result.numbers.push_back(static_cast<long long>(when));
      else
        result.numbers.push_back(static_cast<long long>(result.numbers.size()));
    }
  }
  for (std::size_t t = 1; t < result.numbers.size(); ++t)
    if (result.numbers[t] < result.numbers[t - 1])
      fail_invalid(function, at("periods", t) + " is " + result.names[t] + ", before the one above it");
  return result;
}

/// The values of n periods and m groups as a matrix, whatever they came as.
template <class R, class Values>
Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic> panel_values(const char* function, const Values& values, std::size_t n,
                                                              std::size_t m) {
  using matrix = Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic>;
  const auto check = [function](const char* what, std::size_t size, const char* expected, std::size_t count) {
    if (size != count)
      fail_invalid(function, what + std::to_string(size) + ", " + expected + " has size " + std::to_string(count));
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

/// Rows of (period, group, value) as a matrix: periods in their order, names of periods in that of their first row,
/// groups in ascending order of their names.
template <class R, class Period, class Group>
struct pivoted {
  std::vector<Period> periods;
  std::vector<Group> groups;
  Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic> values;
  Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> missing;
};

/// Each period as a number that orders it.
template <class Periods>
std::vector<long long> period_numbers(const char* function, const Periods& periods) {
  using period = period_t<Periods>;
  const std::size_t n = std::size(periods);
  std::vector<long long> numbers(n);
  if constexpr (is_date_v<period>) {
    for (std::size_t i = 0; i < n; ++i) {
      const period& when = std::data(periods)[i];
      check_date(function, "periods", when, i);
      numbers[i] = calendar<period>::number(when);
    }
  } else if constexpr (std::is_integral_v<period>) {
    for (std::size_t i = 0; i < n; ++i) numbers[i] = static_cast<long long>(std::data(periods)[i]);
  } else {
    const auto parts = partition_of(periods);
    std::vector<std::size_t> first(parts.labels.size(), n);
    for (std::size_t i = n; i-- > 0;) first[parts.group[i]] = i;
    for (std::size_t i = 0; i < n; ++i) numbers[i] = static_cast<long long>(first[parts.group[i]]);
  }
  return numbers;
}

template <class R, class Periods, class Groups, class View>
auto pivot(const char* function, const Periods& periods, const Groups& groups, const View& values) {
  using index = Eigen::Index;
  const std::size_t n = values.size();
  check_groups(function, "values", n, "periods", std::size(periods));
  check_groups(function, "values", n, "groups", std::size(groups));
  check_levels(function, "values", values);
  const auto numbers = period_numbers(function, periods);
  const auto rows = partition_of(numbers);
  auto columns = partition_of(groups);
  pivoted<R, period_t<Periods>, label_t<Groups>> result;
  result.periods.resize(rows.labels.size());
  result.groups = std::move(columns.labels);
  const auto height = static_cast<index>(result.periods.size());
  const auto width = static_cast<index>(result.groups.size());
  result.values.setZero(height, width);
  result.missing.setConstant(height, width, true);
  Eigen::Matrix<std::size_t, Eigen::Dynamic, Eigen::Dynamic> source(height, width);
  for (std::size_t i = 0; i < n; ++i) {
    const auto t = static_cast<index>(rows.group[i]);
    const auto g = static_cast<index>(columns.group[i]);
    if (!result.missing(t, g))
      fail_invalid(function,
                   "row " + std::to_string(i) + " has the period and the group of row " + std::to_string(source(t, g)));
    result.periods[rows.group[i]] = std::data(periods)[i];
    result.values(t, g) = static_cast<R>(values.data()[i]);
    result.missing(t, g) = false;
    source(t, g) = i;
  }
  return result;
}

}  // namespace lorenz::detail

#endif
