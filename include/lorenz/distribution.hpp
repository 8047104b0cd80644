// SPDX-License-Identifier: BSL-1.0
//
// distribution.hpp: a sample that has been checked and sorted once, to be asked many questions.
//
//     distribution d(x);                      gini(d), top_share(d, units{200}), quantile(d, 0.9) ...
//     distribution d(x, frequency(counts));   stands in place of `x, frequency(counts)`
//     distribution d(x, sampling(weights));   measures of the number of units throw

#ifndef LORENZ_DISTRIBUTION_HPP
#define LORENZ_DISTRIBUTION_HPP

#include <algorithm>  // transform
#include <cstddef>    // size_t
#include <cstdint>    // uint64_t
#include <limits>     // numeric_limits
#include <vector>     // vector

#include "detail/rows.hpp"

namespace lorenz {

namespace detail {

/// x as a T, which must hold it if it is an integer: none is rounded unsaid. Minus zero is zero, so that the order of
/// the input does not show.
template <class T, class V>
T kept(const char* function, const V& x, const char* name = "a value") {
  if constexpr (std::is_integral_v<V> && std::is_floating_point_v<T> &&
                std::numeric_limits<V>::digits > std::numeric_limits<T>::digits) {
    std::uint64_t significant = x < 0 ? -static_cast<std::uint64_t>(x) : static_cast<std::uint64_t>(x);
    while (significant != 0 && significant % 2 == 0) significant /= 2;
    if (significant >> std::numeric_limits<T>::digits != 0)
      fail_argument(function, name, x, "an integer that the floating type kept does not hold; name a wider one");
  }
  const T number = T(static_cast<T>(x) + T(0));
  if (!is_finite(number)) fail_argument(function, name, number, "in the floating type kept; name a wider one");
  return number;
}

}  // namespace detail

/// A checked sample in ascending order, with its weights. Holds a copy; rows of weight zero are left out.
///
/// T is the type the values are kept in. `distribution` keeps double and refuses 64-bit integers that double does not
/// hold; basic_distribution<std::int64_t> keeps them. Wider floating types are rounded to T, in whose range they must
/// lie.
///
/// Throws std::invalid_argument as every function does (sizes, NaN, infinities, weights) and for such integers and
/// ranges, std::domain_error where no unit is left. O(n log n) to make; memory one copy of values and weights.
template <class T>
class basic_distribution {
 public:
  using value_type = T;

  template <class X, class W = unweighted, detail::if_weights<W> = 0, class = detail::value_t<X>>
  explicit basic_distribution(const X& x, const W& w = {});

  /// The values in ascending order, one a row.
  view<T> values() const { return {values_.data(), values_.size()}; }
  /// The number of rows.
  std::size_t size() const { return values_.size(); }

  /// For the measures: kernel(rows) with the weights there are.
  template <bool by_units, class Kernel>
  auto visit(const char* function, detail::domain allowed, Kernel&& kernel) const;

 private:
  using weight = detail::floating_t<T>;

  std::vector<T> values_;
  std::vector<std::uint64_t> counts_;  // empty but for frequencies
  std::vector<weight> weights_;        // empty but for sampling weights
};

template <class X, class... W>
basic_distribution(const X&, const W&...) -> basic_distribution<detail::value_t<X>>;

using distribution = basic_distribution<double>;

// ---------------------------------------------------------------------------------------------------------------------

template <class T>
template <class X, class W, detail::if_weights<W>, class>
basic_distribution<T>::basic_distribution(const X& x, const W& w) {
  detail::with_rows<detail::order::ascending>("distribution", detail::domain::real, x, w, [&](const auto& rows) {
    values_.resize(rows.size);
    std::transform(rows.values, rows.values + rows.size, values_.begin(),
                   [](const auto& value) { return detail::kept<T>("distribution", value); });
    using weights = std::decay_t<decltype(rows.weights)>;
    if constexpr (std::is_same_v<weights, const std::uint64_t*>)
      counts_.assign(rows.weights, rows.weights + rows.size);
    else if constexpr (!std::is_same_v<weights, detail::ones>)
      for (std::size_t i = 0; i < rows.size; ++i)
        weights_.push_back(detail::kept<weight>("distribution", rows.weights[i], "a weight"));
  });
}

template <class T>
template <bool by_units, class Kernel>
auto basic_distribution<T>::visit(const char* function, detail::domain allowed, Kernel&& kernel) const {
  if (allowed == detail::domain::nonnegative && values_.front() < T(0))
    detail::fail_argument(function, "the smallest value", values_.front(), "must not be negative");
  if constexpr (by_units) {
    if (!weights_.empty())
      detail::fail_invalid(function, "the distribution has sampling weights, which do not tell the number of units");
  } else {
    if (!weights_.empty()) return kernel(detail::rows<T, const weight*>(values_.data(), weights_.data(), size()));
  }
  if (!counts_.empty()) return kernel(detail::rows<T, const std::uint64_t*>(values_.data(), counts_.data(), size()));
  return kernel(detail::rows<T, detail::ones>(values_.data(), detail::ones{}, size()));
}

}  // namespace lorenz

#endif
