// SPDX-License-Identifier: BSL-1.0
//
// kolm.hpp: Kolm's absolute index of inequality.
//
//     kolm(x, 0.001)        what equality would save per unit, in the unit of x

#ifndef LORENZ_KOLM_HPP
#define LORENZ_KOLM_HPP

#include <cmath>  // exp, ldexp, log, log1p

#include "detail/deviation.hpp"
#include "distribution.hpp"
#include "mean.hpp"

namespace lorenz {

/// Kolm's absolute index: the mean minus the equally distributed equivalent, with constant absolute inequality aversion
/// kappa > 0.
///
///     K = log(sum_i w_i exp(kappa (m - x_i)) / W) / kappa,   m the mean
///
/// In the unit of x, as kappa is in its inverse; in [0, m - min], about kappa/2 times the variance for small kappa. The
/// same where a constant is added to all values, which may be negative; exactly 0 where all are equal.
/// Throws std::invalid_argument for malformed input and a kappa that is not above 0 or not finite; std::domain_error
/// where no unit is left or m - min exceeds the largest number.
/// Weights: all kinds. Ties and the order of the input do not matter. O(n), no copy of a plain sample of a built-in
/// type. 1e-15 times the condition; exp does not overflow. Kolm 1976, doi:10.1016/0022-0531(76)90037-5.
template <class X>
detail::result_t<X> kolm(const X& x, const detail::result_t<X>& kappa);
template <class X, class W, detail::if_weights<W> = 0>
detail::result_t<X> kolm(const X& x, const W& w, const detail::result_t<X>& kappa);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// Differences are halved, as m - x may exceed the largest number.
template <class Rows>
typename Rows::result kolm(const Rows& rows, const typename Rows::result& kappa) {
  using R = typename Rows::result;
  using std::exp;
  using std::ldexp;
  using std::log;
  using std::log1p;
  const scaled<R> weight = total_weight(rows);
  const scaled<R> sum = total(rows);
  const wide<R> mean = sum.significand / weight.significand;
  const int exponent = sum.exponent - weight.exponent - 1;
  const R high = ldexp(mean.high, exponent);
  const R low = ldexp(mean.low, exponent);
  const auto shortfall = [&](const auto& x) {  // (m - x)/2
    const wide<R> half = widen<R>(x) * R(0.5);
    const R difference = (high - half.high) + (low - half.low);
    return absolute(difference) <= mean_error<R>() * absolute(high) ? R(0) : difference;
  };
  const auto least = extreme(rows, false);
  const R most = R(2) * shortfall(least);
  if (!is_finite(most)) fail_domain("kolm", "mean - min exceeds the largest number");
  if (kappa * most < largest_log<R>()) {
    const auto term = [&](const auto& x) {
      const R t = R(2) * kappa * shortfall(x);
      return t * exp_tail(t);
    };
    return log1p(quotient(sum_of(rows, term), weight)) / kappa;
  }
  const auto term = [&](const auto& x) { return R(exp(R(2) * kappa * (shortfall(x) - shortfall(least)))); };
  return most + log(quotient(sum_of(rows, term), weight)) / kappa;
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> kolm(const X& x, const W& w, const detail::result_t<X>& kappa) {
  using R = detail::result_t<X>;
  if (!(kappa > R(0))) detail::fail_argument("kolm", "kappa", kappa, "must be > 0");
  if (!detail::is_finite(kappa)) detail::fail_argument("kolm", "kappa", kappa, "must be finite");
  return detail::with_rows<detail::order::any>("kolm", detail::domain::real, x, w,
                                               [&](const auto& rows) { return detail::kolm(rows, kappa); });
}
template <class X>
detail::result_t<X> kolm(const X& x, const detail::result_t<X>& kappa) {
  return kolm(x, unweighted{}, kappa);
}

}  // namespace lorenz

#endif
