// SPDX-License-Identifier: BSL-1.0
//
// fit.hpp: parametric Lorenz curves through grouped points. Needs Eigen and Boost.Math.
//
//     const auto f = fit_curve(points, curve_model::general_quadratic);
//     f.valid()  f.reason()          whether the fit is a Lorenz curve, and why not
//     f(0.9)  f.gini()  f.share(0.9, 1)  f.value(0.5, mean)  f.headcount(line, mean)  f.parameters()

#ifndef LORENZ_FIT_HPP
#define LORENZ_FIT_HPP

#include <Eigen/QR>
#include <boost/math/quadrature/tanh_sinh.hpp>    // tanh_sinh
#include <boost/math/special_functions/beta.hpp>  // beta
#include <boost/math/special_functions/erf.hpp>   // erfc_inv
#include <boost/math/tools/toms748_solve.hpp>     // toms748_solve
#include <cmath>                                  // erf, erfc, exp, expm1, fabs, isfinite, log, log1p, pow, sqrt
#include <cstddef>                                // size_t
#include <cstdint>                                // uintmax_t
#include <string>                                 // string
#include <utility>                                // move
#include <vector>                                 // vector

#include "curve.hpp"
#include "detail/table.hpp"

namespace lorenz {

/// - general_quadratic: L (1 - L) = a (p^2 - L) + b L (p - 1) + c (p - L), parameters a, b, c. A Lorenz curve where
///   e = -(a + b + c + 1) < 0, c >= 0, a + c >= 1, and n^2 > 4 m e^2 with m = b^2 - 4 a, n = 2 b e - 4 c; else it does
///   not begin in (0, 0), falls, does not end in (1, 1), or is not convex. Villasenor and Arnold 1989,
///   doi:10.1016/0304-4076(89)90089-4.
/// - kakwani: p - L = theta p^gamma (1 - p)^delta, parameters theta > 0 and gamma, delta in (0, 1], where the curve is
///   convex. Yet L' tends to -infinity at 0 for gamma < 1 and to 1 - theta for gamma = 1: next to 0 every fit with
///   gamma < 1 lies below 0. Valid, as in practice, means that it rises from p = 0.001 on, which L'(0.001) >= 0 decides
///   as L' increases (at 1 it is 1 + theta or infinite); what it falls to before that is about -0.001 (1/gamma - 1) at
///   most. Kakwani 1980, doi:10.2307/1911106.
/// - lognormal: L = Phi(Phi^-1(p) - sigma), parameter sigma > 0. Aitchison and Brown 1957.
/// - pareto: L = 1 - (1 - p)^(1 - 1/alpha), parameter alpha > 1.
enum class curve_model { general_quadratic, kakwani, lognormal, pareto };

/// A fitted Lorenz curve. All but valid(), reason() and parameters() follow the formula of the model even where the fit
/// is not valid; what the formula does not give, as the root of a negative number, is a std::domain_error.
class curve_fit {
 public:
  curve_fit(curve_model model, std::vector<double> parameters);

  /// L(p), p in [0, 1].
  double operator()(double p) const;
  /// 1 - 2 times the area below the curve: closed for all but the general quadratic, which is integrated to 1e-12.
  double gini() const;
  /// Share of the total that the units between two fractions hold, L(p1) - L(p0), p0 <= p1.
  double share(double p0, double p1) const;
  /// The p-quantile of a population with this curve and a mean: mean L'(p), p in (0, 1).
  double value(double p, double mean) const;
  /// The fraction of units below a line: the p at which mean L'(p) reaches it.
  double headcount(double line, double mean) const;

  curve_model model() const { return model_; }
  const std::vector<double>& parameters() const { return parameters_; }
  bool valid() const { return reason_.empty(); }
  /// Why the curve is no Lorenz curve; empty where it is one.
  const std::string& reason() const { return reason_; }
  /// A line with the model and its parameters, and one with gini() or the reason why the curve is not valid.
  std::string text() const;

 private:
  double slope(double p) const;
  std::string fault() const;

  curve_model model_;
  std::vector<double> parameters_;
  std::string reason_;
};

/// The curve of a model that comes nearest to Lorenz points, by ordinary least squares in the form in which the model
/// is linear: the general quadratic as above, without intercept; log(p - L) on log p and log(1 - p); Phi^-1(p) -
/// Phi^-1(L) on a constant; log(1 - L) on log(1 - p) through the origin. (0, 0) and (1, 1) are on every curve and are
/// not used. Points on the model's curve give its parameters back to rounding times the condition of the system.
///
/// `points`: curve_points (population, share) in any order, as of curve::points() or of a published table.
/// Throws std::invalid_argument for an ordinate outside [0, 1], a share above its population (no Lorenz curve is), or a
/// whole population that does not hold everything; std::domain_error where the points are too few for the parameters,
/// do not determine them, or one lies where no curve of the model can (kakwani: share = population; lognormal: share
/// 0). O(points). Datt 1998, "Computational tools for poverty measurement and analysis", FCND 50, IFPRI.
curve_fit fit_curve(const std::vector<curve_point>& points, curve_model model);
template <class Points>
curve_fit fit_curve(const Points& points, curve_model model);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

inline double normal_cdf(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }
inline double normal_inverse(double p) { return -std::sqrt(2.0) * boost::math::erfc_inv(2 * p); }

/// The general quadratic as L = -(b p + e + sqrt(m p^2 + n p + e^2))/2.
struct quadratic_curve {
  double a, b, c;
  double e = -(a + b + c + 1);
  double m = b * b - 4 * a;
  double n = 2 * b * e - 4 * c;

  double radicand(double p) const { return (m * p + n) * p + e * e; }
  double root(double p) const {
    const double under = radicand(p);
    if (under < 0 && -under > 1e-12 * e * e) fail_domain("curve_fit", "the curve is not real at p = " + decimal(p));
    return std::sqrt(under > 0 ? under : 0);
  }
  double at(double p) const { return -(b * p + e + root(p)) / 2; }
  double slope(double p) const { return -b / 2 - (2 * m * p + n) / (4 * root(p)); }
};

/// The least-squares solution of rows (regressors, response).
inline std::vector<double> least_squares(const Eigen::MatrixXd& regressors, const Eigen::VectorXd& response) {
  const auto count = regressors.cols();
  if (regressors.rows() < count)
    fail_domain("fit_curve", "the model needs " + std::to_string(count) + " points between 0 and 1, there are " +
                                 std::to_string(regressors.rows()));
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> decomposition(regressors);
  if (decomposition.rank() < count) fail_domain("fit_curve", "the points do not determine the parameters of the model");
  const Eigen::VectorXd solution = decomposition.solve(response);
  return {solution.data(), solution.data() + solution.size()};
}

/// A point in the linear form of a model: what is regressed on what.
inline std::vector<double> linear_row(curve_model model, const curve_point& point, std::size_t i) {
  const double p = point.population;
  const double l = point.share;
  const auto refuse = [&](const char* what) { fail_domain("fit_curve", at("points", i) + what); };
  switch (model) {
    case curve_model::general_quadratic:
      return {p * p - l, l * (p - 1), p - l, l * (1 - l)};
    case curve_model::kakwani:
      if (l == p) refuse(" lies on the line of equality, which no such curve meets");
      return {1, std::log(p), std::log1p(-p), std::log(p - l)};
    case curve_model::lognormal:
      if (l == 0) refuse(" has the share 0, which no such curve meets");
      return {1, normal_inverse(p) - normal_inverse(l)};
    default:
      return {std::log1p(-p), std::log1p(-l)};
  }
}

}  // namespace detail

inline curve_fit::curve_fit(curve_model model, std::vector<double> parameters)
    : model_(model), parameters_(std::move(parameters)) {
  const bool three = model == curve_model::general_quadratic || model == curve_model::kakwani;
  if (parameters_.size() != (three ? 3 : 1))
    detail::fail_argument("curve_fit", "the number of parameters", parameters_.size(),
                          three ? "must be 3" : "must be 1");
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    if (!std::isfinite(parameters_[i])) detail::fail_argument("curve_fit", detail::at("parameters", i), parameters_[i]);
  reason_ = fault();
}

inline std::string curve_fit::fault() const {
  const double first = parameters_[0];
  switch (model_) {
    case curve_model::general_quadratic: {
      const detail::quadratic_curve q{first, parameters_[1], parameters_[2]};
      if (!(q.e < 0)) return "L(0) = " + detail::decimal(-q.e) + ", not 0: 1 + a + b + c must be positive";
      if (q.a + q.c < 1)
        return "L(1) = " + detail::decimal(q.a + q.c) + ", not 1: a + c is less than 1, so that the curve loses " +
               detail::decimal(1 - q.a - q.c) + " of the total";
      if (q.c < 0)
        return "the curve falls below 0: its slope at 0 is " + detail::decimal(q.c / -q.e) + ", c is negative";
      // n^2 - 4 m e^2 = 16 (c^2 - b c e + a e^2)
      const double bend = q.c * q.c - q.b * q.c * q.e + q.a * q.e * q.e;
      const double noise = 1e-14 * (q.c * q.c + std::fabs(q.b * q.c * q.e) + std::fabs(q.a) * q.e * q.e);
      if (!(bend > noise)) return "the curve is not strictly convex: n^2 <= 4 m e^2";
      const double lowest = -q.n / (2 * q.m);
      if (q.m > 0 && lowest > 0 && lowest < 1) return "the curve is not real at p = " + detail::decimal(lowest);
      return {};
    }
    case curve_model::kakwani: {
      for (std::size_t i = 1; i < 3; ++i)
        if (!(parameters_[i] > 0 && parameters_[i] <= 1))
          return "the curve is not convex: " + std::string(i == 1 ? "gamma" : "delta") + " = " +
                 detail::decimal(parameters_[i]) + " is not in (0, 1]";
      if (!(first > 0)) return "theta = " + detail::decimal(first) + " is not positive";
      if (slope(0.001) < 0) return "the curve falls: its slope at p = 0.001 is " + detail::decimal(slope(0.001));
      return {};
    }
    case curve_model::lognormal:
      return first > 0 ? "" : "sigma = " + detail::decimal(first) + " is not positive";
    default:
      return first > 1 ? "" : "alpha = " + detail::decimal(first) + ", without a mean: it must be above 1";
  }
}

inline double curve_fit::operator()(double p) const {
  detail::check_probability("curve_fit", "p", p);
  const double first = parameters_[0];
  if (model_ == curve_model::general_quadratic)
    return detail::quadratic_curve{first, parameters_[1], parameters_[2]}.at(p);
  if (p == 0 || p == 1) return p;
  switch (model_) {
    case curve_model::kakwani:
      return p - first * std::pow(p, parameters_[1]) * std::pow(1 - p, parameters_[2]);
    case curve_model::lognormal:
      return detail::normal_cdf(detail::normal_inverse(p) - first);
    default:
      return -std::expm1((1 - 1 / first) * std::log1p(-p));
  }
}

/// L'(p) for p in (0, 1).
inline double curve_fit::slope(double p) const {
  const double first = parameters_[0];
  switch (model_) {
    case curve_model::general_quadratic:
      return detail::quadratic_curve{first, parameters_[1], parameters_[2]}.slope(p);
    case curve_model::kakwani: {
      const double gamma = parameters_[1];
      const double delta = parameters_[2];
      return 1 - first * std::pow(p, gamma) * std::pow(1 - p, delta) * (gamma / p - delta / (1 - p));
    }
    case curve_model::lognormal:
      return std::exp(first * (detail::normal_inverse(p) - first / 2));
    default:
      return (1 - 1 / first) * std::pow(1 - p, -1 / first);
  }
}

inline double curve_fit::gini() const {
  const double first = parameters_[0];
  switch (model_) {
    case curve_model::general_quadratic:
      return 1 -
             2 * boost::math::quadrature::tanh_sinh<double>().integrate([&](double p) { return (*this)(p); }, 0.0, 1.0);
    case curve_model::kakwani:
      return 2 * first * boost::math::beta(1 + parameters_[1], 1 + parameters_[2]);
    case curve_model::lognormal:
      return std::erf(first / 2);
    default:
      return 1 / (2 * first - 1);
  }
}

inline std::string curve_fit::text() const {
  const char* const names[] = {"general quadratic", "kakwani", "lognormal", "pareto"};
  std::string line = names[static_cast<int>(model_)];
  for (const double parameter : parameters_) line += " " + detail::cell(parameter);
  return line + (valid() ? "\ngini " + detail::cell(gini()) : "\nno Lorenz curve: " + reason_) + "\n";
}

inline double curve_fit::share(double p0, double p1) const {
  detail::check_probability("curve_fit::share", "p0", p0);
  detail::check_probability("curve_fit::share", "p1", p1);
  if (p1 < p0) detail::fail_argument("curve_fit::share", "p1", p1, "must not be less than p0");
  return (*this)(p1) - (*this)(p0);
}

inline double curve_fit::value(double p, double mean) const {
  const char* const function = "curve_fit::value";
  if (!(p > 0 && p < 1)) detail::fail_argument(function, "p", p, "must be in (0, 1)");
  if (!(mean > 0 && std::isfinite(mean))) detail::fail_argument(function, "mean", mean, "must be positive and finite");
  const double result = mean * slope(p);
  if (!std::isfinite(result))
    detail::fail_domain(function, "the curve has no finite slope at p = " + detail::decimal(p));
  return result;
}

inline double curve_fit::headcount(double line, double mean) const {
  const char* const function = "curve_fit::headcount";
  if (!std::isfinite(line)) detail::fail_argument(function, "line", line);
  if (!(mean > 0 && std::isfinite(mean))) detail::fail_argument(function, "mean", mean, "must be positive and finite");
  const double relative = line / mean;
  const auto over = [&](double p) { return slope(p) - relative; };
  double low = 1e-300;
  double high = 1 - 0x1p-53;
  if (over(low) >= 0) return 0;
  if (over(high) <= 0) return 1;
  std::uintmax_t iterations = 1000;
  const auto bracket =
      boost::math::tools::toms748_solve(over, low, high, boost::math::tools::eps_tolerance<double>(52), iterations);
  return bracket.first + (bracket.second - bracket.first) / 2;
}

inline curve_fit fit_curve(const std::vector<curve_point>& points, curve_model model) {
  const char* const function = "fit_curve";
  std::vector<std::vector<double>> rows;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& [population, share] = points[i];
    detail::check_probability(function, detail::at("points", i) + ".population", population);
    detail::check_probability(function, detail::at("points", i) + ".share", share);
    if (share > population)
      detail::fail_argument(function, detail::at("points", i) + ".share", share, "must not exceed population");
    if (population == 1 && share != 1)
      detail::fail_argument(function, detail::at("points", i) + ".share", share, "must be 1 where population is");
    if (population > 0 && population < 1) rows.push_back(detail::linear_row(model, points[i], i));
  }
  const Eigen::Index width = rows.empty() ? 2 : static_cast<Eigen::Index>(rows[0].size());
  Eigen::MatrixXd regressors(static_cast<Eigen::Index>(rows.size()), width - 1);
  Eigen::VectorXd response(regressors.rows());
  for (Eigen::Index i = 0; i < regressors.rows(); ++i) {
    const auto& row = rows[static_cast<std::size_t>(i)];
    for (Eigen::Index j = 0; j + 1 < width; ++j) regressors(i, j) = row[static_cast<std::size_t>(j)];
    response(i) = row.back();
  }
  std::vector<double> parameters = detail::least_squares(regressors, response);
  if (model == curve_model::kakwani) parameters[0] = std::exp(parameters[0]);
  if (model == curve_model::pareto) {
    if (parameters[0] == 1)
      detail::fail_domain(function, "all points lie on the line of equality, which no such curve meets");
    parameters[0] = 1 / (1 - parameters[0]);
  }
  return {model, std::move(parameters)};
}

template <class Points>
curve_fit fit_curve(const Points& points, curve_model model) {
  const auto* first = std::data(points);
  return fit_curve(std::vector<curve_point>(first, first + std::size(points)), model);
}

}  // namespace lorenz

#endif
