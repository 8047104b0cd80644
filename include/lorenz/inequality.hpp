// SPDX-License-Identifier: BSL-1.0
//
// inequality.hpp: further measures of inequality read off the Lorenz curve.
//
//     hoover(x)        share of the total that would have to change hands for equality

#ifndef LORENZ_INEQUALITY_HPP
#define LORENZ_INEQUALITY_HPP

#include <cstddef>  // size_t

#include "distribution.hpp"
#include "mean.hpp"

namespace lorenz {

/// Hoover index: half the mean absolute deviation from the mean over the mean, the largest distance between the Lorenz
/// curve and the diagonal; also Pietra, Schutz or Robin Hood index.
///
///     H = sum_i w_i |x_i - m| / (2 W m)
///
/// In [0, 1 - 1/n] for values >= 0. Negative values are allowed while the total is positive; H then has no upper
/// bound. Exactly 0 where all are equal. Weights: all kinds. Ties and the order of the input do not matter; invariant to
/// scale and to replication.
/// Throws std::invalid_argument for malformed input, std::domain_error where no unit is left or the total is not
/// positive.
/// O(n), no copy of a plain sample of a built-in type; sampling weights O(n log n). Sums are exact; within 2 ulp.
/// Hoover 1936, doi:10.2307/1927875.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> hoover(const X& x, const W& w = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// The sum over the values above the mean of w (n x - T): n (n - n_above) or - n n_above times each value, exactly.
template <class Rows>
typename Rows::result hoover(const Rows& rows) {
  using R = typename Rows::result;
  const scaled<R> sum = total(rows);
  if (!(sum.significand.high > R(0))) fail_domain("hoover", "the total is not positive");
  if constexpr (Rows::exact) {
    using std::ldexp;
    const std::uint64_t n = rows.count();
    const wide<R> reduced_mean = sum.significand / widen<R>(n);
    const wide<R> mean = {ldexp(reduced_mean.high, sum.exponent), ldexp(reduced_mean.low, sum.exponent)};
    // A value as near to the mean as its rounding may go to either side: it adds next to nothing.
    const auto above = [&](std::size_t i) { return mean < widen<R>(rows.values[i]); };
    int128 above_count = 0;
    for (std::size_t i = 0; i < rows.size; ++i)
      if (above(i)) above_count += static_cast<int128>(rows.weights[i]);
    exact_sum<typename Rows::value> surplus;
    for (std::size_t i = 0; i < rows.size; ++i)
      surplus.add(rows.values[i], static_cast<int128>(rows.weights[i]) * ((above(i) ? static_cast<int128>(n) : 0) - above_count));
    return quotient(surplus.value(), sum * scaled<R>{widen<R>(n), 0});
  } else {
    const R scale = rows.scale();
    wide<R> weighted;
    for (std::size_t i = 0; i < rows.size; ++i) weighted = weighted + rows.weight(i) * (widen<R>(rows.values[i]) * scale);
    const wide<R> mean = weighted / rows.total_weight();
    wide<R> surplus;
    for (std::size_t i = 0; i < rows.size; ++i) {
      const wide<R> excess = widen<R>(rows.values[i]) * scale - mean;
      if (excess.high > R(0)) surplus = surplus + rows.weight(i) * excess;
    }
    return (surplus / weighted).high;
  }
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> hoover(const X& x, const W& w) {
  // Sampling weights are summed in ascending order, so that the order of the rows does not show.
  constexpr detail::order order = detail::is_sampling_v<W> ? detail::order::ascending : detail::order::any;
  return detail::with_rows<order>("hoover", detail::domain::real, x, w,
                                  [](const auto& rows) { return detail::hoover(rows); });
}

}  // namespace lorenz

#endif
