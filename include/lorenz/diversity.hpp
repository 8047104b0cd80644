// SPDX-License-Identifier: BSL-1.0
//
// diversity.hpp: entropies of the shares that a known number of units hold.
//
//     shannon_entropy(x)         0 for one that holds everything ... log n for equal units
//     hannah_kay(x, 1.5)         1/n for equal units ... 1 for one that holds everything; 2 is the Herfindahl index
//
// These depend on the number of units: sampling weights do not compile.

#ifndef LORENZ_DIVERSITY_HPP
#define LORENZ_DIVERSITY_HPP

#include <cmath>    // exp, log1p, pow
#include <cstddef>  // size_t
#include <limits>   // numeric_limits

#include "distribution.hpp"
#include "entropy.hpp"

namespace lorenz {

/// Shannon entropy of the shares s_i = x_i / sum x, in nats: - sum s_i log s_i with 0 log 0 = 0.
///
/// In [0, log n]; log n - theil(x). exp of it is the number of equal units that would be as diverse, the Hill number of
/// order 1. Units that hold nothing do not matter. Weights: frequencies. Ties and the order of the input do not matter;
/// invariant to scale.
/// Throws std::invalid_argument for malformed input and negative values; std::domain_error where no unit is left or the
/// total is zero. O(n), no copy of a plain sample of a built-in type.
/// Accuracy: 1e-15 times the condition, also where one unit holds all but 1e-300 of the total.
/// Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x; Hill 1973, doi:10.2307/1934352.
template <class X, class W = unweighted, detail::if_counts<W> = 0>
detail::result_t<X> shannon_entropy(const X& x, const W& w = {});

/// Hannah-Kay index of concentration of order alpha > 0: (sum s_i^alpha)^(1/(alpha - 1)), s_i = x_i / sum x.
///
/// In [1/n, 1]: the inverse of the number of equal units that would be as concentrated, the Hill number of order alpha.
/// alpha = 2 is the Herfindahl index; alpha -> 1 is exp(-shannon_entropy(x)), and the index is continuous there; large
/// alpha tends to the largest share, small alpha to the inverse number of units that hold something.
/// Throws std::invalid_argument for an alpha that is not above 0 or not finite; everything else as shannon_entropy().
/// Hannah and Kay 1977, doi:10.1007/978-1-349-02773-6.
template <class X>
detail::result_t<X> hannah_kay(const X& x, const detail::result_t<X>& alpha);
template <class X, class W, detail::if_counts<W> = 0>
detail::result_t<X> hannah_kay(const X& x, const W& w, const detail::result_t<X>& alpha);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// The sum of the values but one unit of the largest, without rounding.
template <class Rows>
scaled<typename Rows::result> rest(const Rows& rows, const typename Rows::value& largest) {
  exact_sum<typename Rows::value> sum;
  for (std::size_t i = 0; i < rows.size; ++i) sum.add(rows.values[i], static_cast<int128>(rows.weights[i]));
  sum.add(largest, int128(-1));
  return sum.value();
}

template <class Rows>
typename Rows::result shannon_entropy(const Rows& rows) {
  using R = typename Rows::result;
  using std::log1p;
  const scaled<R> sum = positive_total("shannon_entropy", rows);
  const centre<R> whole(sum, {{R(1), R(0)}, 0});
  const auto largest = extreme(rows, true);
  const auto term = [&](const auto& x) {
    const deviation<R> share = whole(x);
    return share.zero() ? R(0) : R(-share.ratio * share.log);
  };
  const scaled<R> one = {{R(1), R(0)}, 0};
  if (whole(largest).ratio <= R(0.5)) return quotient(sum_of(rows, term), one);
  // A share above 1/2 is one unit; what it lacks to 1 has all its digits in the sum of the others.
  const R others = quotient(rest(rows, largest), sum);
  const R dominant = -(R(1) - others) * log1p(-others);
  return quotient(sum_of(rows, [&](const auto& x) { return x == largest ? dominant : term(x); }), one);
}

template <class Rows>
typename Rows::result hannah_kay(const Rows& rows, const typename Rows::result& alpha) {
  using R = typename Rows::result;
  using std::exp;
  using std::log1p;
  using std::pow;
  const relative_rows<Rows> relative("hannah_kay", rows);
  const R beta = alpha - R(1);
  if (alpha * relative.extreme(alpha).log < largest_log<R>()) {
    // sum s^alpha = n^(1 - alpha) (1 + alpha beta GE): for alpha near 1, and for units nearly equal.
    const R slope = alpha * relative.entropy(alpha);
    const R rise = beta * slope;
    if (absolute(rise) < R(0.5)) {
      const bool limit = absolute(rise) < std::numeric_limits<R>::epsilon();
      return exp(limit ? slope : R(log1p(rise) / beta)) / R(rows.count());
    }
  }
  const scaled<R> one = {{R(1), R(0)}, 0};
  const auto largest = extreme(rows, true);
  const R powers = quotient(sum_of(rows, [&](const auto& x) { return R(pow(R(x) / R(largest), alpha)); }), one);
  const R share = centre<R>(total(rows), one)(largest).ratio;
  return share * pow(share * powers, R(1) / beta);
}

}  // namespace detail

template <class X, class W, detail::if_counts<W>>
detail::result_t<X> shannon_entropy(const X& x, const W& w) {
  return detail::with_rows<detail::order::any, true>("shannon_entropy", detail::domain::nonnegative, x, w,
                                                     [](const auto& rows) { return detail::shannon_entropy(rows); });
}

template <class X, class W, detail::if_counts<W>>
detail::result_t<X> hannah_kay(const X& x, const W& w, const detail::result_t<X>& alpha) {
  using R = detail::result_t<X>;
  if (!(alpha > R(0))) detail::fail_argument("hannah_kay", "alpha", alpha, "must be > 0");
  if (!detail::is_finite(alpha)) detail::fail_argument("hannah_kay", "alpha", alpha, "must be finite");
  const R least = (std::numeric_limits<R>::min)();
  return detail::with_rows<detail::order::any, true>(
      "hannah_kay", detail::domain::nonnegative, x, w,
      [&](const auto& rows) { return detail::hannah_kay(rows, alpha < least ? least : alpha); });
}

template <class X>
detail::result_t<X> hannah_kay(const X& x, const detail::result_t<X>& alpha) {
  return hannah_kay(x, unweighted{}, alpha);
}

}  // namespace lorenz

#endif
