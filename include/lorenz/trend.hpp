// SPDX-License-Identifier: BSL-1.0
//
// trend.hpp: the growth rate of a series by a log-linear fit, with its standard error and interval. Needs Eigen and
// Boost.Math.
//
//     trend(values)                      .value 0.05: 5 % a period       .confidence, .standard_error
//     trend(times, values, options)      times in any unit: the rate is for one of it

#ifndef LORENZ_TREND_HPP
#define LORENZ_TREND_HPP

#include <Eigen/Core>
#include <Eigen/QR>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>    // exp, expm1, floor, log, pow, sqrt
#include <cstddef>  // size_t
#include <string>   // string
#include <vector>   // vector

#include "detail/levels.hpp"

namespace lorenz {

/// ordinary: independent deviations of equal variance. newey_west: correlated ones, in the order of the values.
enum class trend_variance { ordinary, newey_west };

struct trend_options {
  double level = 0.95;
  trend_variance variance = trend_variance::ordinary;
  int lags = -1;  // of newey_west; -1 for the largest integer not above 4 (n / 100)^(2/9)
};

/// Growth rate g = exp(b) - 1 a period, b the slope of the least-squares line log y = a + b t through values > 0, at
/// t = 0, 1, 2 ... or at `times`: the least-squares growth rate, which, other than cagr(), uses every value and not
/// only the first and the last.
///
/// Interval: that of b, b +- t s with the quantile t of Student's distribution with n - 2 degrees of freedom, taken
/// through exp(b) - 1, so that it does not reach below -1; standard error exp(b) s. s^2 is the residual variance over
/// the sum of squared deviations of t, or, for newey_west, the heteroskedasticity and autocorrelation consistent one
/// with Bartlett weights 1 - l/(lags + 1), times n/(n - 2).
/// Computed in double by a QR decomposition of the centred times. The unit of the values does not matter.
/// Throws std::invalid_argument for malformed input (a level outside (0, 1), lags that reach beyond the series);
/// std::domain_error for fewer than three values, a value that is not positive, or times that are all equal. O(n lags).
/// Newey and West 1987, doi:10.2307/1913610, lags after Newey and West 1994, doi:10.2307/2297912.
template <class X>
estimate trend(const X& values, trend_options options = {});
template <class T, class X, class = detail::value_t<T>, class = detail::value_t<X>>
estimate trend(const T& times, const X& values, trend_options options = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// The variance of the slope from the deviations of t from their mean and the residuals.
inline double slope_variance(const Eigen::VectorXd& t, const Eigen::VectorXd& residuals, trend_options options) {
  const Eigen::Index n = t.size();
  const double spread = t.squaredNorm();
  const auto freedom = static_cast<double>(n - 2);
  if (options.variance == trend_variance::ordinary) return residuals.squaredNorm() / freedom / spread;
  const Eigen::Index lags =
      options.lags >= 0 ? options.lags
                        : static_cast<Eigen::Index>(std::floor(4 * std::pow(static_cast<double>(n) / 100, 2.0 / 9)));
  if (lags >= n) fail_argument("trend", "lags", options.lags, "must be less than the number of values");
  const Eigen::VectorXd score = t.cwiseProduct(residuals);
  double sum = score.squaredNorm();
  for (Eigen::Index l = 1; l <= lags; ++l) {
    const double weight = 1 - static_cast<double>(l) / static_cast<double>(lags + 1);
    sum += 2 * weight * score.head(n - l).dot(score.tail(n - l));
  }
  return sum / (spread * spread) * static_cast<double>(n) / freedom;
}

template <class Times, class Values>
estimate trend(const Times& times, const Values& values, trend_options options) {
  constexpr auto function = "trend";
  check_levels(function, "times", times);
  check_levels(function, "values", values);
  if (!(options.level > 0 && options.level < 1)) fail_argument(function, "level", options.level, "must be in (0, 1)");
  if (options.lags < -1) fail_argument(function, "lags", options.lags, "must be at least 0");
  const auto n = static_cast<Eigen::Index>(values.size());
  if (n < 3) fail_domain(function, "a trend needs three values, values has size " + std::to_string(n));
  Eigen::VectorXd t(n), y(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto k = static_cast<std::size_t>(i);
    if (!(values.data()[k] > 0))
      fail_domain(function,
                  at("values", k) + " is " + printed(values.data()[k]) + ", only a number above 0 has a logarithm");
    t[i] = static_cast<double>(times.data()[k]);
    y[i] = std::log(static_cast<double>(values.data()[k]));
  }
  t.array() -= t.mean();
  if (t.squaredNorm() == 0) fail_domain(function, "all times are equal");
  Eigen::MatrixXd design(n, 2);
  design << Eigen::VectorXd::Ones(n), t;
  const Eigen::Vector2d line = design.householderQr().solve(y);
  const double slope = line[1];
  const double error = std::sqrt(slope_variance(t, y - design * line, options));
  const boost::math::students_t student(static_cast<double>(n - 2));
  const double reach = boost::math::quantile(student, (1 + options.level) / 2) * error;
  const interval confidence{std::expm1(slope - reach), std::expm1(slope + reach)};
  return {std::expm1(slope), std::exp(slope) * error, confidence, options.level};
}

}  // namespace detail

template <class X>
estimate trend(const X& values, trend_options options) {
  const auto x = detail::read(values);
  std::vector<double> times;
  for (std::size_t i = 0; i < x.size(); ++i) times.push_back(static_cast<double>(i));
  return detail::trend(times, x, options);
}

template <class T, class X, class, class>
estimate trend(const T& times, const X& values, trend_options options) {
  const auto t = detail::read(times);
  const auto x = detail::read(values);
  detail::check_groups("trend", "times", t.size(), "values", x.size());
  return detail::trend(t, x, options);
}

}  // namespace lorenz

#endif
