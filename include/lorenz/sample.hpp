// SPDX-License-Identifier: BSL-1.0
//
// sample.hpp: the words that every signature shares. What a sample is, how weights are named, what comes back.
//
//     gini(x)                           x: std::vector, std::array, C array, std::span, view(pointer, n)
//     gini(x, frequency(w))             x[i] occurs w[i] times
//     gini(x, sampling(w))              survey or analytic weights: only their ratios matter
//     gini(sorted(x))                   x ascends already: checked in one pass, neither copied nor sorted
//     gini(omit_missing(x))             the finite values of x
//     top_share(x, units{200})          top_share(x, fraction{0.01})          top_count(x, share{0.5})

#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error "lorenz: -ffast-math removes the checks for NaN and the exact sums; compile without it"
#endif

#ifndef LORENZ_SAMPLE_HPP
#define LORENZ_SAMPLE_HPP

#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <limits>       // numeric_limits
#include <type_traits>  // decay, enable_if, is_integral
#include <utility>      // declval, forward, move
#include <vector>       // data, size, vector

#include "detail/errors.hpp"
#include "detail/exact_sum.hpp"

namespace lorenz {

/// A closed interval.
struct interval {
  double lower, upper;
};

/// A number estimated from a sample: its standard error and its confidence interval at `level` (0.95 is 95 %).
struct estimate {
  double value, standard_error;
  interval confidence;
  double level;
};

/// A number of units: the k largest, the k smallest.
struct units {
  std::uint64_t count;
  template <class Integer, std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
  explicit units(Integer k) : count(static_cast<std::uint64_t>(k)) {
    if (k < Integer(0)) detail::fail_argument("units", "k", k, "must not be negative");
  }
};

/// A fraction of the units, in [0, 1].
struct fraction {
  double value;
  explicit fraction(double q) : value(q) { detail::check_probability("fraction", "q", q); }
};

/// A share of the total, in [0, 1].
struct share {
  double value;
  explicit share(double s) : value(s) { detail::check_probability("share", "s", s); }
};

/// n numbers that lie one behind the other in memory that somebody else owns.
template <class T>
class view {
 public:
  using value_type = T;
  view(const T* pointer, std::size_t n) : data_(pointer), size_(n) {}
  const T* data() const { return data_; }
  std::size_t size() const { return size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  const T& operator[](std::size_t i) const { return data_[i]; }

 private:
  const T* data_;
  std::size_t size_;
};

/// Frequency weights: the value occurs w times. Integers >= 0 of any type, floating ones included, with a sum below
/// 2^62. Every result is that of the expanded sample, which is never built. Owns a temporary, refers to an lvalue.
template <class Range>
class frequency {
 public:
  explicit frequency(Range&& w) : range_(std::forward<Range>(w)) {}
  const std::remove_reference_t<Range>& range() const { return range_; }

 private:
  Range range_;
};
template <class Range>
frequency(Range&&) -> frequency<Range>;

/// Sampling weights, also called survey, probability or analytic weights: finite numbers >= 0 of which only the
/// ratios matter. Measures that depend on the number of units do not take them. Owns a temporary, refers to an
/// lvalue.
template <class Range>
class sampling {
 public:
  explicit sampling(Range&& w) : range_(std::forward<Range>(w)) {}
  const std::remove_reference_t<Range>& range() const { return range_; }

 private:
  Range range_;
};
template <class Range>
sampling(Range&&) -> sampling<Range>;

/// Stands where weights may stand and none are given: every value occurs once.
struct unweighted {};

/// What sorted(x) returns.
template <class Range>
class sorted_values {
 public:
  explicit sorted_values(Range&& x) : range_(std::forward<Range>(x)) {}
  const std::remove_reference_t<Range>& range() const { return range_; }

 private:
  Range range_;
};

/// The promise that x ascends. It is checked (std::invalid_argument names the first descent), and saves the copy
/// and the sort. Owns a temporary, refers to an lvalue. A function, as `distribution d(sorted(x));` would declare one
/// if it were a type.
template <class Range>
sorted_values<Range> sorted(Range&& x) {
  return sorted_values<Range>(std::forward<Range>(x));
}

/// The rows of a weighted sample in which both value and weight are finite, in their order:
///     auto [x, w] = omit_missing(values, frequency(counts));
template <class T, class Weights>
struct complete_rows {
  std::vector<T> values;
  Weights weights;
};

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// What counts as a number: integers of up to 64 bits that are neither bool nor characters (u8"" has char8_t's in
/// C++20), the floating types, and types like Boost.Multiprecision's that describe themselves as such.
template <class T>
inline constexpr bool is_number_v = std::numeric_limits<T>::is_specialized &&
                                    (std::is_integral_v<T>
                                         ? sizeof(T) <= 8 && !std::is_same_v<T, bool> && !std::is_same_v<T, char> &&
                                               !std::is_same_v<T, std::decay_t<decltype(*u8"")>> &&
                                               !std::is_same_v<T, wchar_t> && !std::is_same_v<T, char16_t> &&
                                               !std::is_same_v<T, char32_t>
                                         : !std::numeric_limits<T>::is_integer);

/// How a type is read as a sample; eigen.hpp adds Eigen's. `read` returns an object with data() and size().
template <class X, class = void>
struct sample_access {};

// Strides are Eigen's way to say that data() alone would read the wrong numbers.
template <class X, class = void>
inline constexpr bool has_stride_v = false;
template <class X>
inline constexpr bool has_stride_v<X, std::void_t<decltype(std::declval<const X&>().innerStride())>> = true;

template <class X>
using pointee_t = std::remove_cv_t<std::remove_pointer_t<decltype(std::data(std::declval<const X&>()))>>;

template <class X>
struct sample_access<
    X, std::enable_if_t<is_number_v<pointee_t<X>> && !has_stride_v<X> &&
                        std::is_convertible_v<decltype(std::size(std::declval<const X&>())), std::size_t>>> {
  using value_type = pointee_t<X>;
  static view<value_type> read(const X& x) { return {std::data(x), std::size(x)}; }
};

template <class X>
auto read(const X& x) {
  return sample_access<X>::read(x);
}

template <class X>
using value_t = typename sample_access<X>::value_type;

/// The result type of a measure of X; a substitution failure where X is no sample.
template <class X>
using result_t = floating_t<value_t<X>>;

template <class X>
using bare_t = std::remove_cv_t<std::remove_reference_t<X>>;

template <class X>
struct sample_access<sorted_values<X>> {
  using value_type = value_t<bare_t<X>>;
};

template <class W>
inline constexpr bool is_frequency_v = false;
template <class Range>
inline constexpr bool is_frequency_v<frequency<Range>> = true;

template <class W>
inline constexpr bool is_sampling_v = false;
template <class Range>
inline constexpr bool is_sampling_v<sampling<Range>> = true;

template <class W>
inline constexpr bool is_unweighted_v = std::is_same_v<W, unweighted>;

/// Constrains W to what may follow a sample ...
template <class W>
using if_weights = std::enable_if_t<is_unweighted_v<W> || is_frequency_v<W> || is_sampling_v<W>, int>;

/// ... and, for measures of the number of units, to what tells that number.
template <class W>
using if_counts = std::enable_if_t<is_unweighted_v<W> || is_frequency_v<W>, int>;

}  // namespace detail

/// The finite values of x, in their order.
template <class X>
std::vector<detail::value_t<X>> omit_missing(const X& x) {
  std::vector<detail::value_t<X>> kept;
  const auto values = detail::read(x);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (detail::is_finite(values.data()[i])) kept.push_back(values.data()[i]);
  return kept;
}

namespace detail {

template <template <class> class Kind, class X, class W>
auto complete(const X& x, const W& w) {
  using weight = value_t<bare_t<decltype(w.range())>>;
  const auto values = read(x);
  const auto weights = read(w.range());
  check_sizes("omit_missing", values.size(), weights.size());
  std::vector<value_t<X>> kept;
  std::vector<weight> kept_weights;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_finite(values.data()[i]) || !is_finite(weights.data()[i])) continue;
    kept.push_back(values.data()[i]);
    kept_weights.push_back(weights.data()[i]);
  }
  using kind = Kind<std::vector<weight>>;
  return complete_rows<value_t<X>, kind>{std::move(kept), kind(std::move(kept_weights))};
}

}  // namespace detail

template <class X, class Range>
auto omit_missing(const X& x, const frequency<Range>& w) {
  return detail::complete<frequency>(x, w);
}
template <class X, class Range>
auto omit_missing(const X& x, const sampling<Range>& w) {
  return detail::complete<sampling>(x, w);
}

}  // namespace lorenz

#endif
