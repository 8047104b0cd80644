// SPDX-License-Identifier: BSL-1.0
//
// inequality.hpp: further measures of inequality and polarization, read off the Lorenz curve.
//
//     hoover(x)        share of the total that would have to change hands for equality
//     s_gini(x, 3)     Gini with more weight on the smallest; s_gini(x, 2) is gini(x)
//     bonferroni(x)    zenga(x)          by the means of the smallest, and of the largest beside them
//     wolfson(x)       polarization: how far the middle has thinned out

#ifndef LORENZ_INEQUALITY_HPP
#define LORENZ_INEQUALITY_HPP

#include <cmath>        // expm1, ilogb, ldexp, log, log1p, round
#include <cstddef>      // size_t
#include <type_traits>  // decay
#include <vector>       // vector

#include "distribution.hpp"
#include "gini.hpp"
#include "mean.hpp"
#include "quantile.hpp"

namespace lorenz {

/// Hoover index: half the mean absolute deviation from the mean over the mean, the largest distance between the Lorenz
/// curve and the diagonal; also Pietra, Schutz or Robin Hood index.
///
///     H = sum_i w_i |x_i - m| / (2 W m)
///
/// In [0, 1 - 1/n] for values >= 0, in [0, 1) for sampling weights. Negative values are allowed while the total is
/// positive; H then has no upper bound. Exactly 0 where all are equal. Weights: all kinds. Ties and the order of the
/// input do not matter; invariant to scale and to replication. Throws std::invalid_argument for malformed input,
/// std::domain_error where no unit is left or the total is not positive. O(n), no copy of a plain sample of a built-in
/// type. Sums are exact; within 2 ulp. Hoover 1936, doi:10.2307/1927875.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> hoover(const X& x, const W& w = {});

/// Single-parameter Gini of Donaldson and Weymark, nu >= 1: the area between diagonal and Lorenz polygon, weighted
/// towards the smallest values.
///
///     G(nu) = 1 - nu (nu - 1) int_0^1 (1 - p)^(nu-2) L(p) dp
///           = sum_k (x_(k+1) - x_(k)) (a_k - a_k^nu) / m,   a_k the fraction of units above x_(k), m the mean
///
/// nu = 2 is gini(x), bit for bit; nu -> 1 tends to 0, nu -> infinity to 1 - min/m. In [0, 1] for values >= 0; negative
/// values are allowed while the total is positive, and G then has no upper bound. Exactly 0 where all are equal.
/// Weights: all kinds. Ties and the order of the input do not matter; invariant to scale and to replication.
/// Throws std::invalid_argument for malformed input and a nu that is below 1 or not finite, std::domain_error where no
/// unit is left or the total is not positive.
/// O(n log n), one copy; O(n) without copy for sorted(x) and a distribution. All terms are >= 0; 1e-15 times the
/// condition.
/// Donaldson and Weymark 1980, doi:10.1016/0022-0531(80)90065-4; Yitzhaki 1983, doi:10.2307/2648789.
template <class X>
detail::result_t<X> s_gini(const X& x, const detail::result_t<X>& nu);
template <class X, class W, detail::if_weights<W> = 0>
detail::result_t<X> s_gini(const X& x, const W& w, const detail::result_t<X>& nu);

/// Bonferroni index: the mean over p of how far the smallest fraction p of the units falls short of the mean.
///
///     B = int_0^1 (1 - L(p)/p) dp = - sum_k (x_(k+1) - x_(k)) p_k log p_k / m,   p_k the fraction of units up to x_(k)
///
/// L is the Lorenz polygon, so that B is continuous in the values and invariant to replication; sums over units that
/// divide by n - 1 are another, coarser version. In [0, 1), gini(x) <= B <= zenga(x); exactly 0 where all are equal.
/// Throws std::invalid_argument for malformed input and negative values, std::domain_error where no unit is left or the
/// total is zero. Weights, cost and accuracy as s_gini().
/// Bonferroni 1930, Elementi di statistica generale; Giorgi and Crescenzi 2001, doi:10.1007/BF02511658.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> bonferroni(const X& x, const W& w = {});

/// Zenga's index of 2007: the mean over p of how far the mean of the smallest fraction p of the units falls short of
/// the mean of the others.
///
///     Z = int_0^1 (1 - (L(p)/p) / ((1 - L(p)) / (1 - p))) dp = int_0^1 (p - L(p)) / (p (1 - L(p))) dp
///
/// L is the Lorenz polygon, integrated in closed form, so that Z is continuous in the values and invariant to
/// replication; the sum over distinct values that the paper gives for a finite population jumps where two values meet.
/// In [0, 1), >= bonferroni(x); exactly 0 where all are equal. Errors, weights, cost and accuracy as bonferroni().
/// Zenga 2007, Statistica & Applicazioni 5(1), 3-27; Langel and Tille 2012, doi:10.1007/s00184-011-0369-1.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> zenga(const X& x, const W& w = {});

/// Wolfson's index of polarization: high where the units fall into two groups below and above the median.
///
///     P = (2 T - G) m / median,  T = 1/2 - L(1/2), G the Gini coefficient
///       = sum_k (x_(k+1) - x_(k)) min(p_k, 1 - p_k)^2 / median
///
/// >= 0, without upper bound; 0 where all are equal, 1/4 where half of the units have 1 and half 3. Wolfson's scale of
/// 1994, which the World Bank uses, is twice this one. The median is median(x, w).
/// Throws std::invalid_argument for malformed input and negative values, std::domain_error where no unit is left or the
/// median is zero, or so small that P exceeds the largest number. Weights and cost as s_gini(); within 1e-15 times the
/// condition, as no term is negative. Wolfson 1994, American Economic Review 84(2), 353-358; Wolfson 1997,
/// doi:10.1111/j.1475-4991.1997.tb00233.x.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> wolfson(const X& x, const W& w = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// The mean rounded so that no value lies between the two.
template <class T, class R>
wide<R> rounded_mean(const scaled<R>& sum, const scaled<R>& weight) {
  using std::ldexp;
  using std::round;
  const scaled<R> mean = sum / weight;
  if constexpr (std::is_integral_v<T>)
    return two_sum(round(ldexp(mean.significand.high, mean.exponent)),
                   round(ldexp(mean.significand.low, mean.exponent)));
  else
    return {mean.rounded(), R(0)};
}

/// With c the rounded mean, the sum of w (x - m) over the values above m is A - (W_above / W) D, where A and D are the
/// sums of w (x - c) over the values above m and over all: neither has a rounding. D < 0 tells that c > m.
template <class Rows>
typename Rows::result hoover(const Rows& rows) {
  using R = typename Rows::result;
  const auto add = [&](exact_sum<R>& sum, std::size_t i, const wide<R>& x) {
    for (const R* part : {&x.high, &x.low}) {
      if (*part == R(0)) continue;
      if constexpr (Rows::counted)
        sum.add(*part, static_cast<int128>(rows.weights[i]));
      else
        sum.add_product(*part, rows.weights[i]);
    }
  };
  const wide<R> one = {R(1), R(0)};
  exact_sum<R> all;
  for (std::size_t i = 0; i < rows.size; ++i) add(all, i, widen<R>(rows.values[i]));
  const scaled<R> sum = all.value();
  if (!(sum.significand.high > R(0))) fail_domain("hoover", "the total is not positive");
  if constexpr (!is_exact_v<R>)
    if (rows.values[0] == rows.values[rows.size - 1]) return R(0);  // the sums of extended types have a rounding
  const scaled<R> whole = total_weight(rows);
  const wide<R> center = rounded_mean<typename Rows::value>(sum, whole);
  exact_sum<R> above;
  exact_sum<R> weight_above;
  exact_sum<R> weight_at;  // negative
  for (std::size_t i = 0; i < rows.size; ++i) {
    add(all, i, -center);
    const wide<R> x = widen<R>(rows.values[i]);
    if (center < x) {
      add(above, i, x);
      add(above, i, -center);
      add(weight_above, i, one);
    } else if (!(x < center)) {
      add(weight_at, i, -one);
    }
  }
  const scaled<R> rest = all.value();
  const scaled<R> upper = weight_above.value();
  const scaled<R> part = rest.significand.high < R(0) ? upper - weight_at.value() : upper;
  return quotient(above.value() - part / whole * rest, sum);
}

/// The sum over the gaps between ascending values of (x_(k+1) - x_(k)) weight(p_k, 1 - p_k), values times rows.scale().
template <class Rows, class Weight>
scaled<typename Rows::result> weighted_gaps(const Rows& rows, const Weight& weight) {
  using R = typename Rows::result;
  const R scale = rows.scale();
  const wide<R> whole = rows.total_weight();
  exact_sum<R> sum;
  for_each_gap(rows, whole, [&](std::size_t i, const wide<R>& below, const wide<R>& above) {
    if (rows.values[i] == rows.values[i + 1]) return;
    sum.add(rows.gap(i, scale).high * weight((below / whole).high, (above / whole).high));
  });
  return sum.value();
}

/// weighted_gaps over the mean.
template <class X, class W, class Weight>
result_t<X> gap_measure(const char* function, domain allowed, const X& x, const W& w, const Weight& weight) {
  using std::ilogb;
  return with_rows<order::ascending>(function, allowed, x, w, [&](const auto& all) {
    return in_range(all, [&](const auto& rows) {
      using S = typename std::decay_t<decltype(rows)>::result;
      const scaled<S> sum = total(rows);
      if (!(sum.significand.high > S(0)))
        fail_domain(function, allowed == domain::real ? "the total is not positive" : "the total is zero");
      const scaled<S> gaps = weighted_gaps(rows, weight);
      return quotient(gaps * total_weight(rows), scaled<S>{sum.significand, sum.exponent + ilogb(rows.scale())});
    });
  });
}

/// Between two values of the polygon the integrand is (d/p + e/(1 - L)) / (1 + d), where L = x p/m - d and
/// e = 1 + d - x/m; both parts are >= 0 and have a logarithm for their integral. What is below a run of equal values is
/// summed from below, what is above it from above, so that neither loses digits.
template <class Rows>
typename Rows::result zenga(const Rows& rows) {
  using R = typename Rows::result;
  using std::log;
  using std::log1p;
  const R scale = rows.scale();
  const auto value = [&](std::size_t i) { return widen<R>(rows.values[i]) * scale; };
  std::vector<wide<R>> held_from(rows.size + 1), units_from(rows.size + 1);
  for (std::size_t i = rows.size; i-- > 0;) {
    held_from[i] = held_from[i + 1] + rows.weight(i) * value(i);
    units_from[i] = units_from[i + 1] + rows.weight(i);
  }
  const wide<R> held = held_from[0];
  const wide<R> units = units_from[0];
  if (!(held.high > R(0))) fail_domain("zenga", "the total is zero");
  exact_sum<R> sum;
  wide<R> below;       // units below the run of equal values
  wide<R> held_below;  // what they hold
  for (std::size_t i = 0; i < rows.size;) {
    const wide<R> x = value(i);
    wide<R> run;
    for (const std::size_t first = i; i < rows.size && rows.values[i] == rows.values[first]; ++i)
      run = run + rows.weight(i);
    const wide<R> d = x * below - held_below;  // times the total, as e
    if (R(0) < below.high) {
      const R ratio = (run / below).high;
      sum.add((d / (held + d)).high * (is_finite(ratio) ? R(log1p(ratio)) : R(log(run.high) - log(below.high))));
    }
    if (i < rows.size) {
      const wide<R> e = held_from[i] - x * units_from[i];
      const R t = (x * run / held_from[i]).high;
      const R growth = t == R(0) ? R(1) : is_finite(t) ? R(log1p(t) / t) : R(0);
      sum.add((e / held_from[i] * (held / (held + d)) * (run / units)).high * growth);
    }
    below = below + run;
    held_below = held_below + x * run;
  }
  return sum.value().rounded();
}

template <class Rows>
typename Rows::result wolfson(const Rows& rows) {
  using R = typename Rows::result;
  using std::ilogb;
  const wide<R> middle = order_statistics(rows).quantile(0.5, quantile_definition::standard);
  if (!(middle.high > R(0))) fail_domain("wolfson", "the median is zero");
  const scaled<R> gaps = weighted_gaps(rows, [](const R& p, const R& a) { return p < a ? p * p : a * a; });
  const R scale = range_scale(middle.high);
  return quotient(gaps, scaled<R>{middle * scale, ilogb(rows.scale()) - ilogb(scale)});
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> hoover(const X& x, const W& w) {
  return detail::with_rows<detail::order::any>("hoover", detail::domain::real, x, w,
                                               [](const auto& rows) { return detail::hoover(rows); });
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> s_gini(const X& x, const W& w, const detail::result_t<X>& nu) {
  using R = detail::result_t<X>;
  if (!(nu >= R(1))) detail::fail_argument("s_gini", "nu", nu, "must be >= 1");
  if (!detail::is_finite(nu)) detail::fail_argument("s_gini", "nu", nu, "must be finite");
  if (nu == R(2))
    return detail::with_rows<detail::order::ascending>("s_gini", detail::domain::real, x, w, [](const auto& rows) {
      return detail::gini(rows, gini_estimator::population, "s_gini");
    });
  const R power = nu - R(1);
  return detail::gap_measure("s_gini", detail::domain::real, x, w, [&](const auto& p, const auto& a) {
    using S = std::decay_t<decltype(a)>;
    using std::expm1;
    using std::log;
    using std::log1p;
    return S(-a * expm1(power * (a < S(0.5) ? log(a) : log1p(-p))));
  });
}
template <class X>
detail::result_t<X> s_gini(const X& x, const detail::result_t<X>& nu) {
  return s_gini(x, unweighted{}, nu);
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> bonferroni(const X& x, const W& w) {
  return detail::gap_measure("bonferroni", detail::domain::nonnegative, x, w, [](const auto& p, const auto& a) {
    using S = std::decay_t<decltype(p)>;
    using std::log;
    using std::log1p;
    return S(-p * (p < S(0.5) ? log(p) : log1p(-a)));
  });
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> zenga(const X& x, const W& w) {
  return detail::with_rows<detail::order::ascending>("zenga", detail::domain::nonnegative, x, w, [](const auto& all) {
    return detail::in_range(all, [](const auto& rows) { return detail::zenga(rows); });
  });
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> wolfson(const X& x, const W& w) {
  return detail::with_rows<detail::order::ascending>("wolfson", detail::domain::nonnegative, x, w, [](const auto& all) {
    const auto result = detail::in_range(all, [](const auto& rows) { return detail::wolfson(rows); });
    if (!detail::is_finite(result)) detail::fail_domain("wolfson", "the index exceeds the largest number");
    return result;
  });
}

}  // namespace lorenz

#endif
