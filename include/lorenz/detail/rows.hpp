// SPDX-License-Identifier: BSL-1.0
//
// How every measure reads its sample: check it once, drop what has weight zero, put it in ascending order where the
// measure asks for that, and hand pointers and a length to the measure's kernel.
//
//     return detail::with_rows<order::ascending>("gini", domain::real, x, w, [&](const auto& rows) { ... });
//
// Kernels see rows<T, W>: W is `ones` for a plain sample, const uint64_t* for frequencies, const R* for sampling
// weights.

#ifndef LORENZ_DETAIL_ROWS_HPP
#define LORENZ_DETAIL_ROWS_HPP

#include <algorithm>    // find, reverse_copy, sort
#include <cmath>        // frexp
#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <limits>       // numeric_limits
#include <type_traits>  // is_integral, is_same, is_unsigned
#include <utility>      // pair, swap
#include <vector>       // vector

#include "../sample.hpp"
#include "sort.hpp"
#include "team.hpp"
#include "ties.hpp"

namespace lorenz {

template <class T>
class basic_distribution;

namespace detail {

/// What a measure needs of its rows. `ranked`: ascending or, where sums are exact, descending, and ties may be one row
/// with their frequency. `selectable`: plain rows as they are, weighted ones ascending.
enum class order { any, selectable, ranked, ascending };
/// How values run.
enum class run { none, ascending, descending };
enum class domain { real, nonnegative };

/// The weights of a plain sample.
struct ones {
  constexpr std::uint64_t operator[](std::size_t) const { return 1; }
};

/// 2^-k that brings a magnitude up to `largest` into [1/2, 1], so that sums of products stay in range; 1 for types
/// whose range cannot be exhausted.
template <class R>
R range_scale(const R& largest) {
  if constexpr (!std::is_floating_point_v<R>) {
    return R(1);
  } else {
    if (largest == R(0)) return R(1);
    int exponent;
    if constexpr (std::is_same_v<R, double>)
      exponent = static_cast<int>(bits_of(largest) >> 52 & 0x7ff) - 1022;
    else
      (void)std::frexp(largest, &exponent);
    constexpr int least = std::numeric_limits<R>::min_exponent + 64;
    return scaled_by_power(R(1), -(exponent < least ? least : exponent));
  }
}

template <class T, class W>
class rows {
 public:
  using value = T;
  using result = floating_t<T>;
  /// Units are counted: plain or by frequency.
  static constexpr bool counted = std::is_same_v<W, ones> || std::is_same_v<W, const std::uint64_t*>;
  /// Sums over these rows can be formed without rounding.
  static constexpr bool exact = counted && is_exact_v<T>;

  rows(const T* pointer, W weight, std::size_t n) : values(pointer), weights(weight), size(n) {
    if constexpr (!counted) {
      result largest(0);
      for (std::size_t i = 0; i < n; ++i)
        if (largest < weights[i]) largest = weights[i];
      weight_scale_ = range_scale(largest);
    }
  }

  /// Sampling weights whose scale is known.
  rows(const T* pointer, W weight, std::size_t n, const result& scale)
      : values(pointer), weights(weight), size(n), weight_scale_(scale) {}

  const T* values;
  W weights;
  std::size_t size;
  const team* helpers = nullptr;
  run direction = run::ascending;  // of plain rows: `none` where the measure selects
  const extremes<T>* known = nullptr;
  std::vector<T>* workspace = nullptr;

  /// The smallest and the largest value.
  extremes<T> range() const {
    if (known != nullptr) return *known;
    if constexpr (std::is_same_v<W, ones>) {
      if (direction == run::ascending) return {values[0], values[size - 1]};
      if (direction == run::descending) return {values[size - 1], values[0]};
    }
    return extremes_of(values, size, helpers);
  }
  /// The number of units of counted rows.
  std::uint64_t count() const {
    if constexpr (std::is_same_v<W, ones>) {
      return size;
    } else {
      std::uint64_t n = 0;
      for (std::size_t i = 0; i < size; ++i) n += weights[i];
      return n;
    }
  }
  /// A weight, of sampling weights scaled by a power of two so that sums and products stay in range.
  wide<result> weight(std::size_t i) const { return widen<result>(weights[i]) * weight_scale_; }
  const result& weight_scale() const { return weight_scale_; }
  wide<result> total_weight() const {
    if constexpr (counted) {
      return widen<result>(count());
    } else {
      wide<result> sum;
      for (std::size_t i = 0; i < size; ++i) sum = sum + weight(i);
      return sum;
    }
  }
  /// Power of two for ascending or descending values whose sums shall stay in range.
  result scale() const {
    const auto magnitude = [](const result& end) { return end < result(0) ? result(-end) : end; };
    const result first = magnitude(result(values[0]));
    const result last = magnitude(result(values[size - 1]));
    return range_scale(first < last ? last : first);
  }
  /// x_(i+1) - x_i of ascending values, times `scale`.
  wide<result> gap(std::size_t i, const result& scale) const {
    return widen<result>(values[i + 1]) * scale - widen<result>(values[i]) * scale;
  }

 private:
  result weight_scale_ = result(1);
};

/// Calls visit(i, below, above) for each gap between the ascending rows i and i + 1, with the weights on its two sides;
/// `whole` is that of all rows. The smaller side is the one that is summed up, so that neither loses digits.
template <class Rows, class Visit>
void for_each_gap(const Rows& rows, const wide<typename Rows::result>& whole, const Visit& visit) {
  using R = typename Rows::result;
  const wide<R> half = whole * R(0.5);
  wide<R> part;
  std::size_t i = 0;
  for (; i + 1 < rows.size; ++i) {
    const wide<R> next = part + rows.weight(i);
    if (half < next) break;
    part = next;
    visit(i, part, whole - part);
  }
  part = {};
  for (std::size_t j = rows.size - 1; j > i; --j) {
    part = part + rows.weight(j);
    visit(j - 1, whole - part, part);
  }
}

template <class X>
inline constexpr bool is_sorted_v = false;
template <class Range>
inline constexpr bool is_sorted_v<sorted_values<Range>> = true;

template <class X>
inline constexpr bool is_distribution_v = false;
template <class T>
inline constexpr bool is_distribution_v<basic_distribution<T>> = true;

template <class T>
struct sample_access<basic_distribution<T>> {
  using value_type = T;
};

/// The memory that a sample brings along for copies of it; workspace.hpp has some.
template <class X>
struct workspace_of {
  static std::vector<value_t<X>>* get(const X&) { return nullptr; }
};

/// What a check has learned of the extremes, if anything.
template <class T>
struct survey {
  extremes<T> range;
  bool known;
};

/// Whether the extremes tell that every value is finite and none has a sign where none is allowed.
template <class T>
bool surely_valid(const extremes<T>& found, domain allowed) {
  return has_key_v<T> && found.finite && (allowed == domain::real || !(found.low < T(0)));
}

/// Every value must be finite; a negative one of weight zero is not there, whatever the measure asks for.
template <class View, class Weights = ones>
auto check_values(const char* function, domain allowed, const View& x, const Weights& w = {},
                  const team* helpers = nullptr) {
  using T = std::decay_t<decltype(*x.data())>;
  const T* values = x.data();
  if (x.size() == 0 || (std::is_integral_v<T> && (std::is_unsigned_v<T> || allowed == domain::real)))
    return survey<T>{{}, false};
  const extremes<T> found = extremes_of(values, x.size(), helpers);
  if (surely_valid(found, allowed)) return survey<T>{found, true};
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!is_finite(values[i])) fail_argument(function, at("x", i), values[i]);
    if (allowed == domain::nonnegative && values[i] < T(0) && w[i] != 0)
      fail_argument(function, at("x", i), values[i], "must not be negative");
  }
  return survey<T>{found, true};
}

template <class T>
run direction_of(const T* x, std::size_t n) {
  std::size_t i = 1;
  while (i < n && x[i - 1] <= x[i]) ++i;
  if (i >= n) return run::ascending;
  if (i == 1)
    while (i < n && x[i] <= x[i - 1]) ++i;
  return i == n ? run::descending : run::none;
}

template <class View>
void check_ascending(const char* function, const View& x, const char* name = "x") {
  const auto* values = x.data();
  for (std::size_t i = 1; i < x.size(); ++i)
    if (values[i] < values[i - 1])
      fail_argument(function, at(name, i), values[i], "less than the element before it: not sorted");
}

template <class W>
std::uint64_t checked_count(const char* function, std::size_t i, const W& w) {
  if (!is_finite(w)) fail_argument(function, at("w", i), w);
  if (w < W(0)) fail_argument(function, at("w", i), w, "must not be negative");
  if constexpr (std::is_integral_v<W>) {
    return static_cast<std::uint64_t>(w);
  } else {
    const bool in_range = w < W(0x1p62);
    const auto count = in_range ? static_cast<std::uint64_t>(w) : std::uint64_t(0);
    if (in_range && W(count) != w) fail_argument(function, at("w", i), w, "a frequency must be an integer");
    return in_range ? count : std::uint64_t(1) << 62;
  }
}

template <class View>
std::vector<std::uint64_t> checked_counts(const char* function, const View& w) {
  std::vector<std::uint64_t> counts(w.size());
  uint128 sum = 0;
  for (std::size_t i = 0; i < w.size(); ++i) {
    counts[i] = checked_count(function, i, w.data()[i]);
    sum += counts[i];
    if (sum >> 62 != 0) fail_argument(function, at("w", i), w.data()[i], "the frequencies must sum to less than 2^62");
  }
  return counts;
}

template <class View>
void check_weights(const char* function, const View& w) {
  using W = std::decay_t<decltype(*w.data())>;
  if (w.size() != 0 && surely_valid(extremes_of(w.data(), w.size()), domain::nonnegative)) return;
  for (std::size_t i = 0; i < w.size(); ++i) {
    const W& weight = w.data()[i];
    if (!is_finite(weight)) fail_argument(function, at("w", i), weight);
    if (weight < W(0)) fail_argument(function, at("w", i), weight, "must not be negative");
  }
}

template <class R, class View>
std::vector<R> checked_weights(const char* function, const View& w) {
  check_weights(function, w);
  std::vector<R> weights(w.size());
  for (std::size_t i = 0; i < w.size(); ++i) weights[i] = R(w.data()[i]);
  return weights;
}

/// The rows with a weight above zero, ascending by value, then weight, where `sort` says so.
template <class View, class W>
auto present_rows(const View& x, const std::vector<W>& w, bool sort) {
  using T = std::decay_t<decltype(*x.data())>;
  weighted_values<T, W> present;
  const auto keep = [&present](const T& value, const W& weight) {
    present.values.push_back(value);
    present.weights.push_back(weight);
  };
  present.values.reserve(w.size());
  present.weights.reserve(w.size());
  if (!sort) {
    for (std::size_t i = 0; i < w.size(); ++i)
      if (w[i] != W(0)) keep(x.data()[i], w[i]);
    return present;
  }
  std::vector<std::pair<T, W>> pairs;
  pairs.reserve(w.size());
  for (std::size_t i = 0; i < w.size(); ++i)
    if (w[i] != W(0)) pairs.emplace_back(x.data()[i], w[i]);
  std::sort(pairs.begin(), pairs.end());
  for (const auto& [value, weight] : pairs) keep(value, weight);
  return present;
}

template <class X>
decltype(auto) read_sample(const X& x) {
  if constexpr (is_sorted_v<X>)
    return read(x.range());
  else
    return read(x);
}

template <class W>
auto read_weights(const W& w) {
  if constexpr (is_unweighted_v<W>)
    return ones{};
  else
    return read(w.range());
}

/// Checks x and w, which are a sample or a distribution and weights or `unweighted`, and returns kernel(rows).
/// `by_units` is set by measures of the number of units: they do not take sampling weights.
template <order needed, bool by_units = false, class X, class W, class Kernel>
auto with_rows(const char* function, domain allowed, const X& x, const W& w, Kernel&& kernel) {
  using T = value_t<X>;
  if constexpr (is_distribution_v<X>) {
    static_assert(is_unweighted_v<W>, "lorenz: a distribution carries its weights already");
    return x.template visit<by_units>(function, allowed, kernel);
  } else {
    const auto values = read_sample(x);
    const auto weights = read_weights(w);
    // Sums of extended types are compensated, not exact: ascending order makes them independent of the input's.
    constexpr bool sort = needed == order::ascending || needed == order::ranked || !is_exact_v<T>;
    if constexpr (!is_unweighted_v<W>) check_sizes(function, values.size(), weights.size());
    const team_of<X> company(x);
    const team* const helpers = company.get();
    const run direction = direction_of(values.data(), values.size());
    if (is_sorted_v<X> && direction != run::ascending) check_ascending(function, values);
    survey<T> found{{}, false};
    if (direction != run::none && values.size() != 0) {  // there is no NaN within, and the ends tell about all values
      found = {{values[0], values[values.size() - 1]}, true};
      if (direction == run::descending) std::swap(found.range.low, found.range.high);
      found.range.finite = is_finite(found.range.low) && is_finite(found.range.high);
      found.known = surely_valid(found.range, allowed);
    }
    if constexpr (is_unweighted_v<W> && needed == order::ranked && has_key_v<T>) {
      if (direction == run::none) {
        const auto ties = merge_ties(values.data(), values.size(), helpers);  // all of them finite
        if (!ties.values.empty() && (allowed == domain::real || !(ties.values[0] < T(0))))
          return kernel(rows<T, const std::uint64_t*>(ties.values.data(), ties.weights.data(), ties.values.size()));
      }
    }
    if (!found.known) found = check_values(function, allowed, values, weights, helpers);
    if (values.size() == 0) fail_domain(function, "no unit left, x is empty");
    if constexpr (is_unweighted_v<W>) {
      rows<T, ones> plain(values.data(), ones{}, values.size());
      plain.direction = direction;
      if (found.known) plain.known = &found.range;
      plain.helpers = helpers;
      plain.workspace = workspace_of<X>::get(x);
      constexpr bool either_way = needed == order::ranked && is_exact_v<T>;
      if (direction == run::ascending || (either_way && direction == run::descending)) return kernel(plain);
      if constexpr (sort) {
        buffer<T> ascending(values.size(), plain.workspace);
        if (direction == run::descending)
          std::reverse_copy(values.data(), values.data() + values.size(), ascending.data());
        else
          sort_into(values.data(), values.size(), plain.range(), ascending.data(), helpers);
        plain.values = ascending.data();
        plain.direction = run::ascending;
        return kernel(plain);
      } else {
        return kernel(plain);
      }
    } else {
      constexpr bool rearrange = (sort || needed == order::selectable) && !is_sorted_v<X>;
      if constexpr (!rearrange && is_sampling_v<W> &&
                    std::is_same_v<value_t<bare_t<decltype(w.range())>>, floating_t<T>>) {
        const auto given = read(w.range());  // as they are, where all of them are there
        check_weights(function, given);
        if (std::find(given.begin(), given.end(), floating_t<T>(0)) == given.end()) {
          rows<T, const floating_t<T>*> all(values.data(), given.data(), values.size());
          if (found.known) all.known = &found.range;
          return kernel(all);
        }
      }
      const auto present = [&] {
        if constexpr (is_frequency_v<W>)
          return present_rows(values, checked_counts(function, read(w.range())), rearrange);
        else
          return present_rows(values, checked_weights<floating_t<T>>(function, read(w.range())), rearrange);
      }();
      if (present.values.empty()) fail_domain(function, "no unit left, every weight is zero");
      using weight = std::decay_t<decltype(present.weights[0])>;
      return kernel(rows<T, const weight*>(present.values.data(), present.weights.data(), present.values.size()));
    }
  }
}

}  // namespace detail
}  // namespace lorenz

#endif
