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

#include <algorithm>    // sort
#include <cmath>        // frexp, ldexp
#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <limits>       // numeric_limits
#include <type_traits>  // is_same
#include <utility>      // pair
#include <vector>       // vector

#include "../sample.hpp"
#include "sort.hpp"

namespace lorenz {

template <class T>
class basic_distribution;

namespace detail {

enum class order { any, ascending };
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
    (void)std::frexp(largest, &exponent);
    constexpr int least = std::numeric_limits<R>::min_exponent + 64;
    return std::ldexp(R(1), -(exponent < least ? least : exponent));
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

  const T* values;
  W weights;
  std::size_t size;

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
  /// Power of two for ascending values whose sums shall stay in range.
  result scale() const {
    const auto low = result(values[0]);
    const auto high = result(values[size - 1]);
    return range_scale(-low > high ? result(-low) : high);
  }

 private:
  result weight_scale_ = result(1);
};

template <class X>
inline constexpr bool is_sorted_v = false;
template <class Range>
inline constexpr bool is_sorted_v<sorted<Range>> = true;

template <class X>
inline constexpr bool is_distribution_v = false;
template <class T>
inline constexpr bool is_distribution_v<basic_distribution<T>> = true;

template <class T>
struct sample_access<basic_distribution<T>> {
  using value_type = T;
};

/// Every value must be finite; a negative one of weight zero is not there, whatever the measure asks for.
template <class View, class Weights = ones>
void check_values(const char* function, domain allowed, const View& x, const Weights& w = {}) {
  using T = std::decay_t<decltype(*x.data())>;
  const T* values = x.data();
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!is_finite(values[i])) fail_argument(function, at("x", i), values[i]);
    if (allowed == domain::nonnegative && values[i] < T(0) && w[i] != 0)
      fail_argument(function, at("x", i), values[i], "must not be negative");
  }
}

template <class View>
void check_ascending(const char* function, const View& x) {
  const auto* values = x.data();
  for (std::size_t i = 1; i < x.size(); ++i)
    if (values[i] < values[i - 1])
      fail_argument(function, at("x", i), values[i], "less than the element before it: not sorted");
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

template <class R, class View>
std::vector<R> checked_weights(const char* function, const View& w) {
  using W = std::decay_t<decltype(*w.data())>;
  std::vector<R> weights(w.size());
  for (std::size_t i = 0; i < w.size(); ++i) {
    const W& weight = w.data()[i];
    if (!is_finite(weight)) fail_argument(function, at("w", i), weight);
    if (weight < W(0)) fail_argument(function, at("w", i), weight, "must not be negative");
    weights[i] = R(weight);
  }
  return weights;
}

template <class T, class W>
struct weighted_values {
  std::vector<T> values;
  std::vector<W> weights;
};

/// The rows with a weight above zero, ascending by value, then weight, where `sort` says so.
template <class View, class W>
auto present_rows(const View& x, const std::vector<W>& w, bool sort) {
  using T = std::decay_t<decltype(*x.data())>;
  std::vector<std::pair<T, W>> pairs;
  pairs.reserve(w.size());
  for (std::size_t i = 0; i < w.size(); ++i)
    if (w[i] != W(0)) pairs.emplace_back(x.data()[i], w[i]);
  if (sort) std::sort(pairs.begin(), pairs.end());
  weighted_values<T, W> present;
  present.values.reserve(pairs.size());
  present.weights.reserve(pairs.size());
  for (const auto& [value, weight] : pairs) {
    present.values.push_back(value);
    present.weights.push_back(weight);
  }
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
    constexpr bool sort = (needed == order::ascending || !is_exact_v<T>)&&!is_sorted_v<X>;
    if constexpr (!is_unweighted_v<W>) check_sizes(function, values.size(), weights.size());
    check_values(function, allowed, values, weights);
    if constexpr (is_sorted_v<X>) check_ascending(function, values);
    if (values.size() == 0) fail_domain(function, "no unit left, x is empty");
    if constexpr (is_unweighted_v<W>) {
      if constexpr (sort) {
        const std::vector<T> ascending = sorted_copy(values.data(), values.size());
        return kernel(rows<T, ones>(ascending.data(), ones{}, ascending.size()));
      } else {
        return kernel(rows<T, ones>(values.data(), ones{}, values.size()));
      }
    } else {
      const auto present = [&] {
        if constexpr (is_frequency_v<W>)
          return present_rows(values, checked_counts(function, weights), sort);
        else
          return present_rows(values, checked_weights<floating_t<T>>(function, weights), sort);
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
