// SPDX-License-Identifier: BSL-1.0
//
// quantile_interval.hpp: quantiles with standard errors and confidence intervals.
//
//     inference::quantile(x, 0.5)                       exact binomial interval between two order statistics
//     inference::quantile(x, sampling(w), 0.5)          Woodruff's interval
//     inference::quantile(x, 0.9, quantile_interval_options{0.99, quantile_method::maritz_jarrett})

#ifndef LORENZ_QUANTILE_INTERVAL_HPP
#define LORENZ_QUANTILE_INTERVAL_HPP

#include <boost/math/special_functions/erf.hpp>  // erf_inv
#include <cmath>                                 // sqrt
#include <cstddef>                               // size_t
#include <cstdint>                               // uint64_t
#include <vector>                                // vector

#include "harrell_davis.hpp"

namespace lorenz {

/// How the interval of a quantile is found. n units, z the normal quantile of the level:
///
/// - order_statistics: between the values of rank l and u, the tightest ranks with P(B < l) and P(B >= u) of at most
///   (1 - level)/2 each, B binomial (n, p); the ends of the sample where no rank is tight enough. Exact for every
///   continuous distribution, at least so for others: the level in the result is the one that is reached,
///   P(l <= B < u). Standard error: the interval's width over twice the normal quantile of that level. A difference()
///   of two needs a level given.
/// - maritz_jarrett: value +- z s, s^2 the variance of order statistic m = floor(p n + 1/2) under the
///   Beta(m, n - m + 1) distribution of its rank. (scipy's mjci uses Beta(m - 1, n - m).) Maritz and Jarrett 1978,
///   doi:10.2307/2286545.
/// - harrell_davis: harrell_davis() +- z s, s from the jackknife.
/// - woodruff: the quantiles of p - z e and p + z e, e the standard error of the fraction of the weight below the
///   quantile, e^2 = n/(n - 1) sum_i (w_i/W)^2 (f_i (1 - p)^2 + (1 - f_i) p^2) over the n rows, f_i what part of row i
///   belongs to the weight p W with the smallest values, ties alike: p (1 - p)/(n - 1) for equal weights. Standard
///   error: the width over 2 z. Woodruff 1952, doi:10.1080/01621459.1952.10483443.
/// - standard: order_statistics; woodruff for sampling weights, for which the other three are not defined.
enum class quantile_method { standard, order_statistics, maritz_jarrett, harrell_davis, woodruff };

struct quantile_interval_options {
  double level = 0.95;
  quantile_method method = quantile_method::standard;
};

namespace inference {

/// The p-quantile, p in (0, 1), with its standard error and confidence interval. The value is lorenz::quantile(x, w,
/// p), with quantile_method::harrell_davis it is harrell_davis(x, w, p).
///
/// Weights: `frequency` equals the expanded sample; `sampling` for woodruff, which takes the rows for independent
/// draws.
///
/// Percentage of 95 % intervals that hold the true value, 5,000 samples of exp(N(0, 1)); in brackets the level that
/// order_statistics reports (benchmarks/coverage.cpp):
///
/// |   p  |    n | order_statistics | maritz_jarrett | harrell_davis | woodruff, equal weights |
/// |------|------|------------------|----------------|---------------|-------------------------|
/// | 0.5  |   50 |  96.9   (96.7)   |      94.1      |     92.9      |          93.5           |
/// | 0.5  |  200 |  95.9   (96.0)   |      94.0      |     93.4      |          94.5           |
/// | 0.5  | 1000 |  95.7   (95.4)   |      94.8      |     94.7      |          95.7           |
/// | 0.9  |   50 |  97.4   (97.0)   |      91.4      |     90.9      |          97.4           |
/// | 0.9  |  200 |  96.3   (96.7)   |      92.8      |     92.3      |          95.1           |
/// | 0.9  | 1000 |  95.2   (95.5)   |      93.8      |     93.6      |          94.8           |
/// | 0.99 |   50 |  38.7   (38.1)   |      56.2      |     63.1      |          31.6           |
/// | 0.99 |  200 |  84.6   (85.0)   |      84.6      |     86.6      |          81.0           |
/// | 0.99 | 1000 |  97.3   (97.6)   |      91.6      |     91.8      |          96.1           |
///
/// Where the sample hardly reaches the quantile, n (1 - p) below about 5, no method holds its level, and only
/// order_statistics knows it: it reports the level it has. There, take a larger sample or a model of the tail.
///
/// Throws std::invalid_argument for malformed input, a p or level outside (0, 1) and a method that the weights do not
/// have; std::domain_error for fewer than two units.
/// O(n log n), O(n) for sorted(x) and a distribution; an incomplete beta function a row for the middle two methods.
/// Hahn and Meeker 1991, doi:10.1002/9780470316771 (order statistics).
template <class X>
estimate quantile(const X& x, double p, quantile_interval_options options = {});
template <class X, class W, detail::if_weights<W> = 0>
estimate quantile(const X& x, const W& w, double p, quantile_interval_options options = {});

}  // namespace inference

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

inline void check_level(const char* function, double level) {
  if (!(level > 0 && level < 1)) fail_argument(function, "level", level, "must be in (0, 1)");
}

/// z with P(-z < N < z) = level.
inline double normal_quantile(double level) { return std::sqrt(2.0) * boost::math::erf_inv(level); }

/// value +- z s
inline estimate normal_estimate(double value, double standard_error, double level) {
  const double reach = normal_quantile(level) * standard_error;
  return {value, standard_error, {value - reach, value + reach}, level};
}

/// P(B <= k) for B binomial (n, p).
inline double binomial_cdf(std::uint64_t k, std::uint64_t n, double p) {
  if (k >= n) return 1;
  return boost::math::ibetac(static_cast<double>(k) + 1, static_cast<double>(n - k), p);
}
/// P(B > k).
inline double binomial_excess(std::uint64_t k, std::uint64_t n, double p) {
  if (k >= n) return 0;
  return boost::math::ibeta(static_cast<double>(k) + 1, static_cast<double>(n - k), p);
}

/// The smallest k in [0, n] for which a condition holds that holds from some k on; n if for none.
template <class Condition>
std::uint64_t first_count(std::uint64_t n, Condition condition) {
  std::uint64_t low = 0;
  while (low < n) {
    const std::uint64_t middle = low + (n - low) / 2;
    if (condition(middle))
      n = middle;
    else
      low = middle + 1;
  }
  return low;
}

template <class Statistics>
estimate order_statistics_interval(const Statistics& statistics, std::uint64_t n, double value, double p,
                                   double level) {
  const double tail = (1 - level) / 2;
  const std::uint64_t beyond = first_count(n, [&](std::uint64_t k) { return binomial_cdf(k, n, p) > tail; });
  const std::uint64_t lower = beyond < 1 ? 1 : beyond;  // P(B < beyond) <= tail
  const std::uint64_t within = first_count(n, [&](std::uint64_t k) { return binomial_excess(k, n, p) <= tail; });
  const std::uint64_t upper = within + 1 > n ? n : within + 1;
  const double reached = binomial_cdf(upper - 1, n, p) - binomial_cdf(lower - 1, n, p);
  const interval bounds{static_cast<double>(statistics.value(lower)), static_cast<double>(statistics.value(upper))};
  const double width = bounds.upper - bounds.lower;
  return {value, width > 0 ? width / (2 * normal_quantile(reached)) : 0, bounds, reached};
}

template <class Rows>
double maritz_jarrett_error(const Rows& rows, std::uint64_t n, double p) {
  using R = typename Rows::result;
  const std::uint64_t nearest = split(widen<R>(n) * as_decimal<R>(p) + R(0.5), rank_tolerance<R, double>()).rank;
  const std::uint64_t rank = nearest < 1 ? 1 : nearest;
  const auto a = static_cast<double>(rank);
  const auto b = static_cast<double>(n - rank + 1);
  const std::vector<R> upto = cumulated_fractions(rows);
  const R half = rows.scale() * R(0.5);
  std::size_t center = 0;
  while (center + 1 < rows.size && static_cast<double>(upto[center]) < p) ++center;
  double first = 0;
  double second = 0;
  double below = 0;
  double above = 1;
  for (std::size_t i = 0; i < rows.size; ++i) {
    const auto fraction = static_cast<double>(upto[i]);
    const double next_below = boost::math::ibeta(a, b, fraction);
    const double next_above = boost::math::ibetac(a, b, fraction);
    const double weight = i < center ? next_below - below : above - next_above;  // of two the one that does not cancel
    below = next_below;
    above = next_above;
    const auto x = static_cast<double>((widen<R>(rows.values[i]) * half - widen<R>(rows.values[center]) * half).high);
    first += weight * x;
    second += weight * x * x;
  }
  const double variance = second - first * first;
  return std::sqrt(variance > 0 ? variance : 0) / static_cast<double>(half);
}

/// Leaving out a unit of row i instead of row i + 1 raises the estimate by their gap times a weight.
template <class Rows>
double harrell_davis_error(const Rows& rows, std::uint64_t n, double p) {
  using R = typename Rows::result;
  const auto units = static_cast<double>(n);
  const R half = rows.scale() * R(0.5);
  std::vector<double> raised(rows.size);  // by leaving out a unit of row i instead of the last
  std::vector<double> counts(rows.size);
  std::uint64_t upto = n;
  double mean = 0;
  for (std::size_t i = rows.size; i-- > 0;) {
    counts[i] = static_cast<double>(rows.weights[i]);
    if (i + 1 < rows.size) {
      const double high = static_cast<double>(upto) / (units - 1);
      const double low = static_cast<double>(upto - 1) / (units - 1);
      const double a = units * p;
      const double b = units * (1 - p);
      const double weight = high < p ? boost::math::ibeta(a, b, high) - boost::math::ibeta(a, b, low)
                                     : boost::math::ibetac(a, b, low) - boost::math::ibetac(a, b, high);
      const auto gap =
          static_cast<double>((widen<R>(rows.values[i + 1]) * half - widen<R>(rows.values[i]) * half).high);
      raised[i] = raised[i + 1] + gap * weight;
    }
    mean += counts[i] / units * raised[i];
    upto -= static_cast<std::uint64_t>(rows.weights[i]);
  }
  double squares = 0;
  for (std::size_t i = 0; i < rows.size; ++i) squares += counts[i] * (raised[i] - mean) * (raised[i] - mean);
  return std::sqrt((units - 1) / units * squares) / static_cast<double>(half);
}

template <class Rows, class Statistics>
estimate woodruff_interval(const Rows& rows, const Statistics& statistics, double value, double p, double level) {
  const auto weight = [&](std::size_t i) { return static_cast<double>(rows.weight(i).high); };
  const auto whole = static_cast<double>(rows.total_weight().high);
  double units = 0;
  double below = 0;
  double squares = 0;
  for (std::size_t i = 0; i < rows.size;) {
    double tied = 0;
    double tied_squares = 0;
    const std::size_t first = i;
    for (; i < rows.size && rows.values[i] == rows.values[first]; ++i) {
      tied += weight(i);
      tied_squares += Rows::counted ? weight(i) : weight(i) * weight(i);
      units += Rows::counted ? weight(i) : 1;
    }
    const double part = (p * whole - below) / tied;
    const double inside = part < 0 ? 0 : part < 1 ? part : 1;
    squares += tied_squares * (inside * (1 - p) * (1 - p) + (1 - inside) * p * p);
    below += tied;
  }
  const double z = normal_quantile(level);
  const double reach = z * std::sqrt(units / (units - 1) * squares) / whole;
  const auto at = [&](double q) {
    return static_cast<double>(rounded(statistics.quantile(q < 0 ? 0 : q > 1 ? 1 : q, quantile_definition::standard)));
  };
  const interval bounds{at(p - reach), at(p + reach)};
  return {value, (bounds.upper - bounds.lower) / (2 * z), bounds, level};
}

template <class Rows>
estimate quantile_estimate(const char* function, const Rows& rows, double p, quantile_interval_options options) {
  const order_statistics statistics(rows);
  const auto value = static_cast<double>(rounded(statistics.quantile(p, quantile_definition::standard)));
  if constexpr (Rows::counted) {
    const std::uint64_t n = rows.count();
    if (n < 2) fail_domain(function, "an interval needs two units, n is 1");
    switch (options.method) {
      case quantile_method::woodruff:
        return woodruff_interval(rows, statistics, value, p, options.level);
      case quantile_method::maritz_jarrett:
        return normal_estimate(value, maritz_jarrett_error(rows, n, p), options.level);
      case quantile_method::harrell_davis:
        return normal_estimate(static_cast<double>(harrell_davis(rows, p)), harrell_davis_error(rows, n, p),
                               options.level);
      default:
        return order_statistics_interval(statistics, n, value, p, options.level);
    }
  } else {
    if (options.method != quantile_method::standard && options.method != quantile_method::woodruff)
      fail_invalid(function, "of the methods only woodruff is defined for sampling weights");
    if (rows.size < 2) fail_domain(function, "an interval needs two units, n is 1");
    return woodruff_interval(rows, statistics, value, p, options.level);
  }
}

}  // namespace detail

template <class X>
estimate inference::quantile(const X& x, double p, quantile_interval_options options) {
  return inference::quantile(x, unweighted{}, p, options);
}

template <class X, class W, detail::if_weights<W>>
estimate inference::quantile(const X& x, const W& w, double p, quantile_interval_options options) {
  const char* const function = "inference::quantile";
  if (!(p > 0 && p < 1)) detail::fail_argument(function, "p", p, "must be in (0, 1)");
  detail::check_level(function, options.level);
  return detail::with_rows<detail::order::ascending>(function, detail::domain::real, x, w, [&](const auto& rows) {
    return detail::quantile_estimate(function, rows, p, options);
  });
}

}  // namespace lorenz

#endif
