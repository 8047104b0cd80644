// SPDX-License-Identifier: BSL-1.0
//
// olley_pakes.hpp: whether the large have the high values: a mean weighted by size against the plain mean.
//
//     olley_pakes(sizes, values)             .mean == .unweighted + .covariance

#ifndef LORENZ_DECOMPOSITION_OLLEY_PAKES_HPP
#define LORENZ_DECOMPOSITION_OLLEY_PAKES_HPP

#include <cstddef>  // size_t
#include <string>   // string
#include <vector>   // vector

#include "../detail/levels.hpp"
#include "../detail/table.hpp"

namespace lorenz {

/// The mean weighted by shares, the plain mean, and what the first is more.
template <class R>
struct basic_olley_pakes {
  R mean, unweighted, covariance;
  R residual() const { return mean - unweighted - covariance; }
  /// A table, six significant digits.
  std::string text() const;
};

/// Decomposition of a weighted mean after Olley and Pakes. With s_i the share of unit i in the total of the sizes
/// (>= 0), v_i its value and v the plain mean of the n values,
///
///     mean = sum of s_i v_i = unweighted + covariance,     covariance = sum of (s_i - 1/n) (v_i - v)
///
/// The covariance is above zero where the large units have the high values, 0 where size and value have nothing to do
/// with each other or all sizes are equal. The unit of the sizes and the order of the units do not matter.
/// Throws std::invalid_argument for malformed input, std::domain_error where the sizes are all zero. O(n).
/// All three are carried with twice the precision of R and rounded once.
/// Olley and Pakes 1996, doi:10.2307/2171831.
template <class X, class Y>
basic_olley_pakes<detail::common_result_t<X, Y>> olley_pakes(const X& sizes, const Y& values);

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
std::string basic_olley_pakes<R>::text() const {
  detail::table table({"unweighted", detail::cell(unweighted)});
  table.add("covariance", {covariance});
  table.add("mean", {mean});
  return table.text();
}

template <class X, class Y>
basic_olley_pakes<detail::common_result_t<X, Y>> olley_pakes(const X& sizes, const Y& values) {
  using R = detail::common_result_t<X, Y>;
  constexpr auto function = "olley_pakes";
  const auto x = detail::read(sizes);
  const auto y = detail::read(values);
  detail::check_groups(function, "sizes", x.size(), "values", y.size());
  const auto total = detail::checked_total<R>(function, "sizes", x);
  detail::check_levels(function, "values", y);
  detail::scaled<R> mean;
  for (std::size_t i = 0; i < x.size(); ++i)
    mean = mean + detail::exactly<R>(x.data()[i]) * detail::exactly<R>(y.data()[i]);
  mean = mean / total;
  const auto unweighted = detail::sum_of<R>(y) / detail::exactly<R>(x.size());
  return {mean.rounded(), unweighted.rounded(), (mean - unweighted).rounded()};
}

}  // namespace lorenz

#endif
