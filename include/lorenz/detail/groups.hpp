// SPDX-License-Identifier: BSL-1.0
//
// Units that carry a name: the id of a unit, or the group it belongs to. Names are integers or strings (std::string,
// std::string_view, const char*), one a unit, in contiguous memory.

#ifndef LORENZ_DETAIL_GROUPS_HPP
#define LORENZ_DETAIL_GROUPS_HPP

#include <algorithm>    // sort
#include <cstddef>      // size_t
#include <string>       // string, to_string
#include <string_view>  // string_view
#include <type_traits>  // conditional, is_integral
#include <utility>      // pair
#include <vector>       // vector

#include "levels.hpp"
#include "rows.hpp"

namespace lorenz::detail {

template <class Names>
using name_t = std::remove_cv_t<std::remove_pointer_t<decltype(std::data(std::declval<const Names&>()))>>;

/// The type a name is kept in by a result.
template <class Names>
using label_t = std::conditional_t<std::is_integral_v<name_t<Names>>, name_t<Names>, std::string>;

/// What names are compared by: the same for every type of integer and for every type of string.
template <class Name>
auto name_key(const Name& name) {
  if constexpr (std::is_integral_v<Name>)
    return static_cast<int128>(name);
  else
    return std::string_view(name);
}

template <class Name>
std::string name_text(const Name& name) {
  if constexpr (std::is_integral_v<Name>)
    return std::to_string(name);
  else
    return std::string(name);
}

/// Positions in ascending order of their names, equal names by position.
template <class Names>
std::vector<std::size_t> name_order(const Names& names) {
  const auto* first = std::data(names);
  std::vector<std::size_t> order(std::size(names));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [first](std::size_t i, std::size_t j) {
    const auto a = name_key(first[i]);
    const auto b = name_key(first[j]);
    return a < b || (a == b && i < j);
  });
  return order;
}

/// The distinct names in ascending order, and which of them each unit has.
template <class Label>
struct partition {
  std::vector<Label> labels;
  std::vector<std::size_t> group;
};

template <class Names>
partition<label_t<Names>> partition_of(const Names& names) {
  partition<label_t<Names>> result;
  result.group.resize(std::size(names));
  const auto* first = std::data(names);
  const std::vector<std::size_t> order = name_order(names);
  for (std::size_t k = 0; k < order.size(); ++k) {
    if (k == 0 || name_key(first[order[k]]) != name_key(first[order[k - 1]]))
      result.labels.emplace_back(first[order[k]]);
    result.group[order[k]] = result.labels.size() - 1;
  }
  return result;
}

template <class Names>
void check_distinct(const char* function, const char* argument, const Names& names,
                    const std::vector<std::size_t>& order) {
  const auto* first = std::data(names);
  for (std::size_t k = 1; k < order.size(); ++k)
    if (name_key(first[order[k]]) == name_key(first[order[k - 1]]))
      fail_invalid(function, at(argument, order[k]) + " is " + name_text(first[order[k]]) + ", as is " +
                                 at(argument, order[k - 1]));
}

/// The units that occur at both of two dates, as pairs of their positions. A name that repeats is an error.
template <class Names0, class Names1>
std::vector<std::pair<std::size_t, std::size_t>> matched(const char* function, const Names0& ids0, const Names1& ids1) {
  const auto order0 = name_order(ids0);
  const auto order1 = name_order(ids1);
  check_distinct(function, "ids0", ids0, order0);
  check_distinct(function, "ids1", ids1, order1);
  const auto* first0 = std::data(ids0);
  const auto* first1 = std::data(ids1);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0, j = 0; i < order0.size() && j < order1.size();) {
    const auto a = name_key(first0[order0[i]]);
    const auto b = name_key(first1[order1[j]]);
    if (a == b) pairs.emplace_back(order0[i], order1[j]);
    if (!(b < a)) ++i;
    if (!(a < b)) ++j;
  }
  return pairs;
}

/// The units of a sample, or of one group: ascending values, and their weights where there are any.
template <class T, class Weight>
struct members {
  std::vector<T> values;
  std::vector<Weight> weights;

  auto rows_of() const {
    if constexpr (std::is_same_v<Weight, ones>)
      return rows<T, ones>(values.data(), ones{}, values.size());
    else
      return rows<T, const Weight*>(values.data(), weights.data(), values.size());
  }
};

/// A checked sample in ascending order, and the same for each group that has a unit.
template <class T, class Weight, class Label>
struct grouped_sample {
  members<T, Weight> all;
  std::vector<Label> labels;
  std::vector<members<T, Weight>> groups;
};

template <class T>
members<T, ones> ascending_members(const std::vector<T>& values, const std::vector<ones>&) {
  return {sorted_copy(values.data(), values.size()), {}};
}
template <class T, class Weight>
members<T, Weight> ascending_members(const std::vector<T>& values, const std::vector<Weight>& weights) {
  auto present = present_rows(view<T>(values.data(), values.size()), weights, true);
  return {std::move(present.values), std::move(present.weights)};
}

template <class X, class W, class Groups>
auto grouped(const char* function, domain allowed, const X& x, const W& w, const Groups& groups) {
  static_assert(!is_distribution_v<X>, "lorenz: a distribution has lost which unit is in which group");
  using T = value_t<X>;
  const auto values = read_sample(x);
  const std::size_t n = values.size();
  const auto given = read_weights(w);
  check_sizes(function, n, std::size(groups), "groups");
  if constexpr (!is_unweighted_v<W>) check_sizes(function, n, given.size());
  check_values(function, allowed, values, given);
  if (n == 0) fail_domain(function, "no unit left, x is empty");
  const auto weights = [&] {
    if constexpr (is_unweighted_v<W>)
      return std::vector<ones>(n);
    else if constexpr (is_frequency_v<W>)
      return checked_counts(function, given);
    else
      return checked_weights<floating_t<T>>(function, given);
  }();
  using weight = typename std::decay_t<decltype(weights)>::value_type;
  auto parts = partition_of(groups);
  std::vector<members<T, weight>> raw(parts.labels.size());
  for (std::size_t i = 0; i < n; ++i) {
    raw[parts.group[i]].values.push_back(values.data()[i]);
    raw[parts.group[i]].weights.push_back(weights[i]);
  }
  grouped_sample<T, weight, typename decltype(parts.labels)::value_type> result;
  result.all = ascending_members(std::vector<T>(values.data(), values.data() + n), weights);
  if (result.all.values.empty()) fail_domain(function, "no unit left, every weight is zero");
  for (std::size_t g = 0; g < raw.size(); ++g) {
    auto present = ascending_members(raw[g].values, raw[g].weights);
    if (present.values.empty()) continue;
    result.labels.push_back(std::move(parts.labels[g]));
    result.groups.push_back(std::move(present));
  }
  return result;
}

}  // namespace lorenz::detail

#endif
