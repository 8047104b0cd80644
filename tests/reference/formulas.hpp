// SPDX-License-Identifier: BSL-1.0
// Measures with logarithms and powers, written as the textbooks print them, with 100 digits and from nothing of the
// library:
//   formulas::sample s(x);  formulas::sample s(x, w);
//   CHECK(formulas::accurate(lorenz::theil(x), [](const auto& s) { return formulas::entropy(s, 1); }, s));
#ifndef LORENZ_TESTS_REFERENCE_FORMULAS_HPP
#define LORENZ_TESTS_REFERENCE_FORMULAS_HPP

#include <algorithm>    // sort
#include <cstddef>      // size_t
#include <type_traits>  // is_integral
#include <utility>      // pair
#include <vector>       // vector

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

namespace formulas {

using number = boost::multiprecision::cpp_bin_float_100;

// Rows in ascending order; a weight is a number of units or a survey weight, which textbooks treat alike.
struct sample {
  std::vector<number> x, w;

  template <class X>
  explicit sample(const X& values) : sample(values, std::vector<int>(std::size(values), 1)) {}
  template <class X, class W>
  sample(const X& values, const W& weights) {
    std::vector<std::pair<number, number>> rows;
    for (std::size_t i = 0; i < std::size(values); ++i)
      if (weights[i] != 0) rows.emplace_back(number(values[i]), number(weights[i]));
    std::sort(rows.begin(), rows.end());
    for (const auto& [value, weight] : rows) {
      x.push_back(value);
      w.push_back(weight);
    }
  }

  std::size_t size() const { return x.size(); }
  number units() const {
    number sum = 0;
    for (const number& weight : w) sum += weight;
    return sum;
  }
  number total() const {
    number sum = 0;
    for (std::size_t i = 0; i < size(); ++i) sum += w[i] * x[i];
    return sum;
  }
  number mean() const { return total() / units(); }
};

template <class Term>
number mean_of(const sample& s, const Term& term) {
  number sum = 0;
  for (std::size_t i = 0; i < s.size(); ++i) sum += s.w[i] * term(s.x[i]);
  return sum / s.units();
}

// ---- Entropies --------------------------------------------------------------------------------

inline number entropy(const sample& s, const number& alpha) {
  const number m = s.mean();
  if (alpha == 0) return mean_of(s, [&](const number& x) { return number(log(m / x)); });
  if (alpha == 1) return mean_of(s, [&](const number& x) { return x == 0 ? number(0) : number(x / m * log(x / m)); });
  const number powers = mean_of(s, [&](const number& x) { return x == 0 ? number(0) : number(pow(x / m, alpha)); });
  return (powers - 1) / (alpha * (alpha - 1));
}

inline number atkinson(const sample& s, const number& epsilon) {
  const number m = s.mean();
  if (epsilon >= 1 && s.x.front() == 0) return 1;
  if (epsilon == 1) return 1 - exp(mean_of(s, [](const number& x) { return number(log(x)); })) / m;
  const number a = 1 - epsilon;
  const number powers = mean_of(s, [&](const number& x) { return x == 0 ? number(0) : number(pow(x, a)); });
  return 1 - pow(powers, 1 / a) / m;
}

// The share above 1/2, where there is one, by what it lacks to 1: 100 digits do not reach to 1 - 1e-200.
inline number shannon_entropy(const sample& s) {
  const number total = s.total();
  number sum = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s.x[i] == 0) continue;
    number rest = (s.w[i] - 1) * s.x[i];
    for (std::size_t j = 0; j < s.size(); ++j)
      if (j != i) rest += s.w[j] * s.x[j];
    const number part = s.x[i] / total;
    sum -= s.w[i] * part * (2 * part > 1 ? number(log1p(-rest / total)) : number(log(part)));
  }
  return sum;
}

inline number hannah_kay(const sample& s, const number& alpha) {
  if (alpha == 1) return exp(-shannon_entropy(s));
  const number total = s.total();
  number sum = 0;
  for (std::size_t i = 0; i < s.size(); ++i)
    if (s.x[i] != 0) sum += s.w[i] * pow(s.x[i] / total, alpha);
  return pow(sum, 1 / (alpha - 1));
}

inline number kolm(const sample& s, const number& kappa) {
  const number m = s.mean();
  return log(mean_of(s, [&](const number& x) { return number(exp(kappa * (m - x))); })) / kappa;
}

// ---- The Lorenz polygon, side by side ---------------------------------------------------------

// A side from (p0, L0) to (p1, L1) with slope s = x/m.
struct side {
  number p0, p1, l0, l1, slope;
  bool last;
};

inline std::vector<side> polygon(const sample& s) {
  std::vector<side> sides;
  number units = 0, held = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const number p0 = units / s.units(), l0 = held / s.total();
    units += s.w[i];
    held += s.w[i] * s.x[i];
    sides.push_back({p0, units / s.units(), l0, held / s.total(), s.x[i] / s.mean(), i + 1 == s.size()});
  }
  return sides;
}

inline number lorenz(const sample& s, const number& p) {
  for (const side& c : polygon(s))
    if (p <= c.p1) return c.l0 + c.slope * (p - c.p0);
  return 1;
}

// 1 - nu (nu - 1) int (1 - p)^(nu - 2) L(p) dp, by parts: the integral of (1 - p)^(nu - 1) L'(p).
inline number s_gini(const sample& s, const number& nu) {
  number sum = 0;
  for (const side& c : polygon(s))
    sum += c.slope * (pow(1 - c.p0, nu) - (c.last ? number(0) : number(pow(1 - c.p1, nu))));
  return 1 - sum;
}

// int 1 - L(p)/p dp with L = c + s p on a side.
inline number bonferroni(const sample& s) {
  number sum = 1;
  for (const side& c : polygon(s)) {
    sum -= c.slope * (c.p1 - c.p0);
    if (c.p0 > 0) sum -= (c.l0 - c.slope * c.p0) * log(c.p1 / c.p0);
  }
  return sum;
}

// int 1 - L (1 - p) / (p (1 - L)) dp. On a side L (1 - p) / (p (1 - L)) = 1 + a/p + b/(1 - L).
inline number zenga(const sample& s) {
  number sum = 0;
  for (const side& c : polygon(s)) {
    const number rest = 1 - (c.l0 - c.slope * c.p0);
    if (c.p0 > 0) sum -= (1 - rest) / rest * log(c.p1 / c.p0);
    if (c.last) continue;
    if (c.slope == 0) {
      sum += c.p1 - c.p0;
      continue;
    }
    const number t = c.slope * (c.p1 - c.p0) / (1 - c.l1);  // (1 - l0)/(1 - l1) - 1, which may be lost beside 1
    sum -= (c.slope / rest - 1) / c.slope * (t < number(1e-25) ? number(t - t * t / 2) : number(log(1 + t)));
  }
  return sum;
}

// The same by Romberg's rule on the curve's own ordinates, in double: another way to the same number.
template <class Ordinate>
double integral(const Ordinate& f, double from, double to) {
  constexpr int levels = 18;
  double table[levels][levels];
  for (int i = 0; i < levels; ++i) {
    const int steps = 1 << i;
    const double h = (to - from) / steps;
    double sum = (f(from) + f(to)) / 2;
    for (int k = 1; k < steps; ++k) sum += f(from + k * h);
    table[i][0] = sum * h;
    double four = 1;
    for (int j = 1; j <= i; ++j)
      table[i][j] = table[i][j - 1] + (table[i][j - 1] - table[i - 1][j - 1]) / ((four *= 4) - 1);
  }
  return table[levels - 1][levels - 1];
}

inline number wolfson(const sample& s, const number& median) {
  return (2 * (number(0.5) - lorenz(s, 0.5)) - s_gini(s, 2)) * s.mean() / median;
}

// ---- How near a result must be ----------------------------------------------------------------

// Sum over the values of |x_i df/dx_i / f|: what an error in the last place of every value may do.
template <class Formula>
number condition(const Formula& formula, const sample& s, const number& truth) {
  const number h("1e-40");
  number sum = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s.x[i] == 0) continue;
    sample moved = s;
    moved.x[i] += s.x[i] * h;
    sum += abs((formula(moved) - truth) / (h * truth));
  }
  return sum;
}

// 1e-15 times the condition, which is at least 1, and never beyond 1e-12.
template <class Result, class Formula>
bool accurate(const Result& result, const Formula& formula, const sample& s) {
  const number truth = formula(s);
  if (result == 0 && abs(truth) < number("1e-80")) return true;  // what cancellation leaves of 0
  const number error = abs((number(result) - truth) / truth);
  if (error <= number(1e-15)) return true;
  const number allowed = number(1e-15) * condition(formula, s, truth);
  const bool within = error <= allowed && error <= number(1e-12);
  if (!within) MESSAGE("error ", static_cast<double>(error), ", allowed ", static_cast<double>(allowed));
  return within;
}

}  // namespace formulas

#endif
