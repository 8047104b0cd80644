// SPDX-License-Identifier: BSL-1.0
//
// entropy.hpp: the measures of inequality that decompose by groups, and Atkinson's.
//
//     theil(x)                          Theil's T, generalized entropy of order 1
//     mean_log_deviation(x)             Theil's L, order 0
//     generalized_entropy(x, 2)         half the squared coefficient of variation
//     atkinson(x, 0.5)                  share of the total that equality would save at aversion 0.5
//     theil(x, frequency(counts))       generalized_entropy(x, sampling(weights), alpha)

#ifndef LORENZ_ENTROPY_HPP
#define LORENZ_ENTROPY_HPP

#include <cmath>        // exp, expm1, log, log1p, sqrt
#include <cstddef>      // size_t
#include <limits>       // numeric_limits
#include <type_traits>  // is_same

#include "detail/deviation.hpp"
#include "detail/in_range.hpp"
#include "distribution.hpp"
#include "mean.hpp"

namespace lorenz {

/// Generalized entropy of order alpha: how far the powers of x/m lie, on average, from those of equality.
///
///     GE = sum_i w_i ((x_i/m)^alpha - 1) / (W alpha (alpha - 1)),   m the mean, W = sum_i w_i
///     alpha -> 1: T = sum_i w_i x_i/m log(x_i/m) / W          alpha -> 0: L = sum_i w_i log(m/x_i) / W
///
/// The larger alpha, the more it sees of the largest values; below 0 of the smallest. alpha = 2 is half the squared
/// coefficient of variation. In [0, (n^(alpha-1) - 1)/(alpha (alpha - 1))] for alpha > 0, without upper bound for
/// alpha <= 0; exactly 0 where all are equal, and for one unit.
/// Weights: `frequency` equals the expanded sample bit for bit; `sampling` depends on the ratios of the weights only.
/// Ties and the order of the input do not matter; invariant to scale and to replication. Zeros stay in the sample.
/// Throws std::invalid_argument for malformed input, negative values and an alpha that is not finite; std::domain_error
/// where no unit is left, the total is zero, alpha <= 0 meets a zero, or a power of x/m exceeds the largest number.
/// O(n). A plain sample of a built-in type, and sampling weights of doubles without a zero among them, are read where
/// they lie; frequencies and other weights take a copy of the rows. For doubles, orders -1, 0, 1/2, 1 and 2 take 1 to 3
/// nanoseconds a value beyond 1.2 for checks, extremes and total; other orders about 40.
/// Accuracy: 1e-15 times the condition, and never worse than 1e-12, on 1e9 + U(0, 1) as on 300 orders of magnitude;
/// continuous in alpha. Terms are distances from the tangent at the mean, so that none is negative.
/// Compilers and -O levels give the same bits, of all functions here, unless the compiler contracts a*b + c into one
/// operation, where the last ones may differ: -ffp-contract=off keeps them (README.md).
///
/// Prefer gini() where no groups are to be told apart: it stays in [0, 1] and takes negative values.
/// Shorrocks 1980, doi:10.2307/1913126; Cowell 2011, doi:10.1093/acprof:osobl/9780199594030.001.0001.
template <class X>
detail::result_t<X> generalized_entropy(const X& x, const detail::result_t<X>& alpha);
template <class X, class W, detail::if_weights<W> = 0>
detail::result_t<X> generalized_entropy(const X& x, const W& w, const detail::result_t<X>& alpha);

/// Theil's T: generalized entropy of order 1, the mean of x/m log(x/m), where 0 log 0 is 0. In [0, log n].
/// Everything else as generalized_entropy(). Theil 1967, Economics and Information Theory.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> theil(const X& x, const W& w = {});

/// Mean logarithmic deviation, Theil's L: generalized entropy of order 0, the mean of log(m/x). In [0, infinity).
/// Not defined where a value is zero (std::domain_error). Everything else as generalized_entropy(). R's REAT calls it
/// "theil".
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> mean_log_deviation(const X& x, const W& w = {});

/// Atkinson's index: one minus the equally distributed equivalent over the mean, with constant relative inequality
/// aversion epsilon >= 0. The society would give up this share of the total for equality.
///
///     A = 1 - (sum_i w_i (x_i/m)^(1-epsilon) / W)^(1/(1-epsilon)),   epsilon = 1: 1 - geometric mean / m
///
/// In [0, 1]: 0 where all are equal or epsilon is 0; 1 where a value is zero and epsilon >= 1; towards 1 - min/m for
/// large epsilon. Increasing in epsilon and continuous, at 1 as elsewhere.
/// Throws std::invalid_argument for malformed input, negative values and an epsilon that is negative or not finite;
/// std::domain_error where no unit is left or the total is zero. Everything else as generalized_entropy().
/// Atkinson 1970, doi:10.1016/0022-0531(70)90039-6.
template <class X>
detail::result_t<X> atkinson(const X& x, const detail::result_t<X>& epsilon);
template <class X, class W, detail::if_weights<W> = 0>
detail::result_t<X> atkinson(const X& x, const W& w, const detail::result_t<X>& epsilon);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// (q^a - 1)/a, log q at a = 0.
template <class R>
R box_cox(const deviation<R>& x, const R& a) {
  using std::expm1;
  const R t = a * x.log;
  if (absolute(t) < std::numeric_limits<R>::epsilon()) return x.log;
  return (absolute(t) < R(1) ? R(expm1(t)) : R(x.power(a) - R(1))) / a;
}

/// (q^alpha - 1 - alpha d) / (alpha (alpha - 1)), the term of generalized entropy: from the tangent of the logarithm
/// for alpha < 1/2, from that of q log q for others, so that both limits are plain values.
template <class R>
R entropy_term(const deviation<R>& x, const R& alpha) {
  const R beta = alpha - R(1);
  if (alpha < R(0.5)) {
    if (x.zero()) return R(1) / alpha;
    if (x.close) return (x.below - x.log * exp_tail(R(alpha * x.log))) / -beta;
    return (x.excess - box_cox(x, alpha)) / -beta;
  }
  if (x.ratio == R(0)) return R(1) / alpha;
  if (x.close) return (x.above + x.ratio * x.log * exp_tail(R(beta * x.log))) / alpha;
  const bool far = R(1) <= absolute(R(beta * x.log));
  const R rise = far ? R((x.power(alpha) - x.ratio) / beta) : R(x.ratio * box_cox(x, beta));
  return (rise - x.excess) / alpha;
}

/// Rows of values >= 0 and their mean.
template <class Rows>
class relative_rows {
  using R = typename Rows::result;

 public:
  relative_rows(const char* function, const Rows& rows)
      : rows_(rows), range_(rows.range()), weight_(total_weight(rows)), mean_(positive_total(function, rows), weight_) {
    if (!is_finite(mean_(range_.high).ratio)) fail_domain(function, "a power of x/mean exceeds the largest number");
  }

  template <class Term>
  R mean_of(const Term& term) const {
    return quotient(sum_of(rows_, [&](const auto& x) { return R(term(mean_(x))); }), weight_);
  }
  R entropy(const R& alpha) const {
    const auto term = [&](const auto& x) { return entropy_term(mean_(x), alpha); };
    if constexpr (std::is_same_v<R, double>) {
      if (range_.low == range_.high) return 0;
      if (mean_.reduces(range_.high)) {
        if (alpha == 1) return mean_of_octaves([](const octave& q) { return q.above(); });
        if (alpha == 2) return mean_of_octaves([](const octave& q) { return q.excess() * q.excess() / 2; });
        if (alpha == 0.5)
          return mean_of_octaves([](const octave& q) {
            const R step = q.excess() / (1 + std::sqrt(q.ratio()));  // sqrt(q) - 1
            return 2 * step * step;
          });
        if (mean_.reduces(range_.low)) {
          if (absolute(alpha) < 0x1p-64) return log_deviation();
          if (alpha == -1)
            return mean_of_octaves([](const octave& q) { return q.excess() * (q.excess() / q.ratio()) / 2; });
        }
      }
      if (term(range_.low) < 0x1p1000 && term(range_.high) < 0x1p1000)
        return mean_of_blocks(term, [&](const auto* x, std::size_t n, double* terms) {
          for (std::size_t i = 0; i < n; ++i) terms[i] = term(x[i]);
        });
    }
    return quotient(sum_of(rows_, term), weight_);
  }
  /// The value whose power alpha is the largest.
  deviation<R> extreme(const R& alpha) const { return mean_(alpha > R(0) ? range_.high : range_.low); }

 private:
  /// The mean of a term that is the largest, in magnitude, at one of the extremes.
  template <class Term, class Fill>
  R mean_of_blocks(const Term& term, const Fill& fill) const {
    const R low = absolute(term(range_.low));
    const R high = absolute(term(range_.high));
    return quotient(sum_of(rows_, low < high ? high : low, fill), weight_);
  }
  template <class Term>
  R mean_of_octaves(const Term& term) const {
    return mean_of_blocks([&](const auto& x) { return term(mean_.reduce(x)); },
                          [&](const auto* x, std::size_t n, double* terms) { mean_.reduce(x, n, term, terms); });
  }
  /// Far from equality the mean of log(m/x) is as good, and quicker: the positive part of log(x/m) is below that of
  /// x/m - 1, so that the errors are at most twice those of one logarithm, relative to the larger of the result and the
  /// mean of |x/m - 1|.
  R log_deviation() const {
    if (mean_.reduce(range_.high).log() > R(0x1p-8)) {
      const R mean = -mean_of_octaves([](const octave& q) { return q.log(); });
      if (mean > R(0x1p-18)) return mean;
    }
    return mean_of_octaves([](const octave& q) { return q.below(); });
  }

  const Rows& rows_;
  extremes<typename Rows::value> range_;
  scaled<R> weight_;
  centre<R> mean_;
};

template <class Rows>
typename Rows::result entropy(const char* function, const Rows& rows, const typename Rows::result& alpha) {
  using R = typename Rows::result;
  const relative_rows relative(function, rows);
  const deviation<R> extreme = relative.extreme(alpha);
  if (alpha <= R(0) && extreme.zero()) fail_domain(function, "a value is zero, where the logarithm is not defined");
  if (largest_log<R>() < alpha * extreme.log) fail_domain(function, "a power of x/mean exceeds the largest number");
  return relative.entropy(alpha);
}

template <class X, class W>
result_t<X> entropy(const char* function, const X& x, const W& w, result_t<X> alpha) {
  using R = result_t<X>;
  if (!is_finite(alpha)) fail_argument(function, "alpha", alpha, "must be finite");
  if (absolute(alpha) < (std::numeric_limits<R>::min)()) alpha = R(0);
  return with_rows<order::any>(function, domain::nonnegative, x, w, [&](const auto& rows) {
    const R index = in_range(rows, [&](const auto& near) { return entropy(function, near, alpha); });
    if (!is_finite(index)) fail_domain(function, "a power of x/mean exceeds the largest number");
    return index;
  });
}

/// The logarithm of the equally distributed equivalent over the mean, (log of the mean of q^alpha) / alpha with
/// alpha = 1 - epsilon.
template <class Rows>
typename Rows::result log_equivalent(const relative_rows<Rows>& x, const typename Rows::result& epsilon) {
  using R = typename Rows::result;
  using std::exp;
  using std::log;
  using std::log1p;
  const R alpha = R(1) - epsilon;
  const deviation<R> extreme = x.extreme(alpha);
  const R reach = alpha * extreme.log;
  if (largest_log<R>() < reach) {
    const R rest = x.mean_of([&](const deviation<R>& at) { return exp(alpha * (at.log - extreme.log)); });
    return extreme.log + log(rest) / alpha;
  }
  const R slope = -epsilon * x.entropy(alpha);
  const R rise = alpha * slope;  // the mean of q^alpha, minus 1
  if (absolute(rise) < std::numeric_limits<R>::epsilon()) return slope;
  return log1p(rise) / alpha;
}

template <class Rows>
typename Rows::result atkinson(const Rows& rows, const typename Rows::result& epsilon) {
  using R = typename Rows::result;
  using std::expm1;
  const relative_rows relative("atkinson", rows);
  if (epsilon == R(0)) return R(0);
  if (epsilon >= R(1) && relative.extreme(R(-1)).zero()) return R(1);
  return R(-expm1(log_equivalent(relative, epsilon)));
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> generalized_entropy(const X& x, const W& w, const detail::result_t<X>& alpha) {
  return detail::entropy("generalized_entropy", x, w, alpha);
}
template <class X>
detail::result_t<X> generalized_entropy(const X& x, const detail::result_t<X>& alpha) {
  return generalized_entropy(x, unweighted{}, alpha);
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> theil(const X& x, const W& w) {
  return detail::entropy("theil", x, w, detail::result_t<X>(1));
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> mean_log_deviation(const X& x, const W& w) {
  return detail::entropy("mean_log_deviation", x, w, detail::result_t<X>(0));
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> atkinson(const X& x, const W& w, const detail::result_t<X>& epsilon) {
  using R = detail::result_t<X>;
  if (!(epsilon >= R(0))) detail::fail_argument("atkinson", "epsilon", epsilon, "must be >= 0");
  if (!detail::is_finite(epsilon)) detail::fail_argument("atkinson", "epsilon", epsilon, "must be finite");
  return detail::with_rows<detail::order::any>("atkinson", detail::domain::nonnegative, x, w, [&](const auto& rows) {
    return detail::in_range(rows, [&](const auto& near) { return detail::atkinson(near, epsilon); });
  });
}

template <class X>
detail::result_t<X> atkinson(const X& x, const detail::result_t<X>& epsilon) {
  return atkinson(x, unweighted{}, epsilon);
}

}  // namespace lorenz

#endif
