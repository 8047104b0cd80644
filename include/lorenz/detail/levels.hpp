// SPDX-License-Identifier: BSL-1.0
//
// Levels: one number a group, or a date, that keeps its place. How growth, shares and decompositions check them, sum
// them and compare two of them without losing a digit.

#ifndef LORENZ_DETAIL_LEVELS_HPP
#define LORENZ_DETAIL_LEVELS_HPP

#include <algorithm>    // sort
#include <cstddef>      // size_t
#include <string>       // string
#include <type_traits>  // common_type, enable_if
#include <vector>       // vector

#include "../sample.hpp"

namespace lorenz::detail {

/// The result type of a function of several numbers ...
template <class... T>
using common_floating_t = std::common_type_t<floating_t<T>...>;
/// ... and of several samples.
template <class... X>
using common_result_t = common_floating_t<value_t<X>...>;

template <class... T>
using if_numbers = std::enable_if_t<(is_number_v<T> && ...), int>;

/// The position of an argument that is no sequence.
inline constexpr std::size_t no_position = static_cast<std::size_t>(-1);

inline std::string named(const char* name, std::size_t position) {
  return position == no_position ? std::string(name) : at(name, position);
}

template <class T>
void check_finite(const char* function, const char* name, std::size_t position, const T& value) {
  if (!is_finite(value)) fail_argument(function, named(name, position), value);
}

template <class View>
void check_levels(const char* function, const char* name, const View& levels) {
  for (std::size_t i = 0; i < levels.size(); ++i) check_finite(function, name, i, levels.data()[i]);
}

template <class View>
void check_levels_nonnegative(const char* function, const char* name, const View& levels) {
  using T = std::decay_t<decltype(*levels.data())>;
  check_levels(function, name, levels);
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (levels.data()[i] < T(0)) fail_argument(function, at(name, i), levels.data()[i], "must not be negative");
}

inline void check_groups(const char* function, const char* first, std::size_t n, const char* second, std::size_t m) {
  if (n != m)
    fail_invalid(function, std::string(second) + " has size " + std::to_string(m) + ", " + first + " has size " +
                               std::to_string(n));
}

/// The sum of the levels, exact or, for extended types, to twice their precision; the same in any order.
/// R is their type or a wider one.
template <class R, class View>
scaled<R> sum_of(const View& levels) {
  using T = std::decay_t<decltype(*levels.data())>;
  exact_sum<T> sum;
  if constexpr (is_exact_v<T>) {
    sum.add(levels.data(), levels.size());
  } else {
    std::vector<T> ascending(levels.data(), levels.data() + levels.size());
    std::sort(ascending.begin(), ascending.end());
    for (const T& level : ascending) sum.add(level);
  }
  const auto value = sum.value();
  return normalized(scaled<R>{{R(value.significand.high), R(value.significand.low)}, value.exponent});
}

/// The sum of levels that have been checked to be >= 0, and is not zero.
template <class R, class View>
scaled<R> checked_total(const char* function, const char* name, const View& levels) {
  check_levels_nonnegative(function, name, levels);
  const auto total = sum_of<R>(levels);
  if (!(total.significand.high > R(0))) fail_domain(function, std::string("the total of ") + name + " is 0");
  return total;
}

}  // namespace lorenz::detail

#endif
