// SPDX-License-Identifier: BSL-1.0
//
// lmdi.hpp: the change of a sum of products split into its factors by the logarithmic mean Divisia index (LMDI-I).
//
//     lmdi(factors0, factors1)              cells x factors at two dates; .total == .effects.sum()
//     lmdi(factors0, factors1, options)     lmdi_form::multiplicative: .total == .effects.prod()
//     lmdi(dates, options)                  chained over a std::vector of such matrices

#ifndef LORENZ_DECOMPOSITION_LMDI_HPP
#define LORENZ_DECOMPOSITION_LMDI_HPP

#include <Eigen/Core>
#include <cmath>   // exp, log1p
#include <string>  // string, to_string
#include <vector>  // vector

#include "../detail/table.hpp"
#include "../growth.hpp"

namespace lorenz {

/// additive: effects are differences and sum to V1 - V0; multiplicative: ratios, with the product V1 / V0.
enum class lmdi_form { additive, multiplicative };

struct lmdi_options {
  lmdi_form form = lmdi_form::additive;
};

template <class R>
struct basic_lmdi {
  Eigen::Matrix<R, Eigen::Dynamic, 1> effects;             // one a factor
  R total;                                                 // V1 - V0, or V1 / V0
  Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic> cells;  // cell by cell: they sum (multiply) to effects
  lmdi_form form;

  /// total less the sum of the effects; for the multiplicative form less their product.
  R residual() const { return total - (form == lmdi_form::additive ? effects.sum() : effects.prod()); }
  /// A table, six significant digits.
  std::string text() const;
};

/// LMDI-I of V = sum over cells of the product of the cell's factors x_ck >= 0, from date 0 to date 1. With
/// L(a, b) = (a - b) / log(a / b), L(a, a) = a, the logarithmic mean, and v_c the product in cell c,
///
///     additive         effect of factor k = sum over c of L(v1_c, v0_c) log(x1_ck / x0_ck)
///     multiplicative   effect of factor k = exp(sum over c of L(v1_c, v0_c) / L(V1, V0) log(x1_ck / x0_ck))
///
/// Exact: no residual beyond rounding, about 1e-15 of the sum of the effects' sizes. Reversed dates give the negative
/// (the inverse); the order of the cells and of the factors does not matter, nor does the unit of a factor.
/// Zeros stand for the limit of small values that are the same in every factor: a cell that appears, m of its factors
/// being zero before, gives v1 / m to each of these and nothing to the others; likewise a cell that vanishes. A cell
/// with zeros at both dates gives nothing.
/// Throws std::invalid_argument for matrices that differ in size, a NaN, an infinity or a negative factor (as
/// `factors0(2, 1)`: cell 2, factor 1); std::domain_error for the multiplicative form where V is zero at a date.
/// O(cells x factors). Integers and float compute in double, extended types in their own.
/// Ang 2005, doi:10.1016/j.enpol.2003.10.010; Ang 2015, doi:10.1016/j.enpol.2015.07.007; zeros: Ang and Liu 2007,
/// doi:10.1016/j.enpol.2005.11.001.
template <class Before, class After>
basic_lmdi<detail::common_floating_t<typename Before::Scalar, typename After::Scalar>> lmdi(
    const Eigen::MatrixBase<Before>& factors0, const Eigen::MatrixBase<After>& factors1, lmdi_options options = {});

/// Chained: the effects of each step from one date to the next, added up (multiplied), so that the weights are those
/// of each step. Two dates or more.
template <class Matrix>
basic_lmdi<detail::floating_t<typename Matrix::Scalar>> lmdi(const std::vector<Matrix>& dates,
                                                             lmdi_options options = {});

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
std::string basic_lmdi<R>::text() const {
  detail::table table({"factor", "effect"});
  for (Eigen::Index k = 0; k < effects.size(); ++k) table.add(std::to_string(k), {effects[k]});
  table.add("total", {total});
  return table.text();
}

namespace detail {

/// L(a, b) for a, b > 0: b u / log(1 + u) with u = a/b - 1 loses nothing where a is near b.
template <class R>
R logarithmic_mean(const R& a, const R& b) {
  using std::log1p;
  if (a == b) return a;
  if (a > b + b || b > a + a) return (a - b) / log_growth<R>(b, a);
  const R u = growth_rate<R>(b, a);
  return b * (u / log1p(u));
}

template <class R, class Matrix>
scaled<R> cell_product(const char* name, const Matrix& factors, Eigen::Index c) {
  scaled<R> product{{R(1), R(0)}, 0};
  for (Eigen::Index k = 0; k < factors.cols(); ++k) {
    const auto& x = factors(c, k);
    const auto place = [&] { return std::string(name) + "(" + std::to_string(c) + ", " + std::to_string(k) + ")"; };
    if (!is_finite(x)) fail_argument("lmdi", place(), x);
    if (x < 0) fail_argument("lmdi", place(), x, "must not be negative");
    product = normalized(product * exactly<R>(x));
  }
  return product;
}

/// The additive effect of each factor in one cell.
template <class R, class Row, class Matrix>
void cell_effects(Row&& effects, const Matrix& x0, const Matrix& x1, Eigen::Index c, const R& v0, const R& v1) {
  effects.setZero();
  if (v0 == R(0) && v1 == R(0)) return;
  if (v0 == R(0) || v1 == R(0)) {
    const Matrix& absent = v0 == R(0) ? x0 : x1;
    const auto zeros = (absent.row(c).array() == R(0)).count();
    for (Eigen::Index k = 0; k < x0.cols(); ++k)
      if (absent(c, k) == R(0)) effects[k] = (v1 - v0) / R(zeros);
    return;
  }
  const R weight = logarithmic_mean(v1, v0);
  for (Eigen::Index k = 0; k < x0.cols(); ++k) effects[k] = weight * log_growth<R>(x0(c, k), x1(c, k));
}

}  // namespace detail

template <class Before, class After>
basic_lmdi<detail::common_floating_t<typename Before::Scalar, typename After::Scalar>> lmdi(
    const Eigen::MatrixBase<Before>& factors0, const Eigen::MatrixBase<After>& factors1, lmdi_options options) {
  using std::exp;
  using R = detail::common_floating_t<typename Before::Scalar, typename After::Scalar>;
  using matrix = Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic>;
  const matrix x0 = factors0.template cast<R>();
  const matrix x1 = factors1.template cast<R>();
  if (x0.rows() != x1.rows() || x0.cols() != x1.cols())
    detail::fail_invalid("lmdi", "factors0 and factors1 differ in size");
  basic_lmdi<R> result{{}, R(0), matrix(x0.rows(), x0.cols()), options.form};
  detail::scaled<R> before, after;
  for (Eigen::Index c = 0; c < x0.rows(); ++c) {
    const auto v0 = detail::cell_product<R>("factors0", x0, c);
    const auto v1 = detail::cell_product<R>("factors1", x1, c);
    detail::cell_effects(result.cells.row(c), x0, x1, c, v0.rounded(), v1.rounded());
    before = before + v0;
    after = after + v1;
  }
  if (options.form == lmdi_form::additive) {
    result.total = (after - before).rounded();
    result.effects = result.cells.colwise().sum();
    return result;
  }
  const R total0 = before.rounded();
  const R total1 = after.rounded();
  if (total0 == R(0) || total1 == R(0))
    detail::fail_domain("lmdi", std::string("the total of ") + (total0 == R(0) ? "factors0" : "factors1") +
                                    " is 0, which has no ratio");
  result.total = quotient(after, before);
  result.cells /= detail::logarithmic_mean(total1, total0);
  result.effects = result.cells.colwise().sum();
  for (R& effect : result.effects) effect = exp(effect);
  for (R& effect : result.cells.reshaped()) effect = exp(effect);
  return result;
}

template <class Matrix>
basic_lmdi<detail::floating_t<typename Matrix::Scalar>> lmdi(const std::vector<Matrix>& dates, lmdi_options options) {
  if (dates.size() < 2)
    detail::fail_domain("lmdi", "change needs two dates, dates has size " + std::to_string(dates.size()));
  auto result = lmdi(dates[0], dates[1], options);
  for (std::size_t t = 2; t < dates.size(); ++t) {
    const auto step = lmdi(dates[t - 1], dates[t], options);
    if (options.form == lmdi_form::additive) {
      result.total += step.total;
      result.effects += step.effects;
      result.cells += step.cells;
    } else {
      result.total *= step.total;
      result.effects = result.effects.cwiseProduct(step.effects).eval();
      result.cells = result.cells.cwiseProduct(step.cells).eval();
    }
  }
  return result;
}

}  // namespace lorenz

#endif
