// SPDX-License-Identifier: BSL-1.0
//
// least_herfindahl: the least sum of squared shares under published facts.
//
//     least_herfindahl(constraints)          least_norm(weight, oracle)
//
// Averaging the units between two ranks that the rows name breaks no row and lowers the sum, so that it is a point of
// least norm among the samples that are constant in between: Wolfe 1976, doi:10.1007/BF01580381, with the linear
// program as its oracle. What comes back is the certificate min <y, v>^2 / <y, y> over all v, never above the truth.

#ifndef LORENZ_DETAIL_LEAST_HERFINDAHL_HPP
#define LORENZ_DETAIL_LEAST_HERFINDAHL_HPP

#include <algorithm>  // find
#include <cstddef>    // ptrdiff_t, size_t
#include <utility>    // swap
#include <vector>     // vector

#include "fact_program.hpp"

namespace lorenz::detail {

/// The point of least norm of the polytope whose vertices `oracle` finds: oracle(y) is a vertex v with the least
/// <y, v>. <a, b> = sum a_i b_i / weight_i. Returns its squared norm, from below.
template <class Oracle>
real least_norm(const std::vector<real>& weight, Oracle oracle) {
  using point = std::vector<real>;
  const auto product = [&](const point& a, const point& b) {
    real sum;
    for (std::size_t i = 0; i < weight.size(); ++i) sum = sum + a[i] * b[i] / weight[i];
    return sum;
  };
  // The weights, with sum 1, of the least combination of the points: [0 1; 1 G] (mu, alpha) = (1, 0).
  const auto affine = [&](const std::vector<point>& points) {
    const std::size_t n = points.size() + 1;
    std::vector<point> a(n, point(n + 1, real(0)));
    a[0][n] = 1;
    for (std::size_t i = 1; i < n; ++i) {
      a[0][i] = a[i][0] = 1;
      for (std::size_t j = 1; j < n; ++j) a[i][j] = product(points[i - 1], points[j - 1]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      std::size_t pivot = i;
      for (std::size_t k = i + 1; k < n; ++k)
        if (magnitude(a[pivot][i]) < magnitude(a[k][i])) pivot = k;
      std::swap(a[i], a[pivot]);
      for (std::size_t k = 0; k < n; ++k) {
        if (k == i || a[k][i] == 0) continue;
        const real factor = a[k][i] / a[i][i];
        for (std::size_t j = i; j <= n; ++j) a[k][j] = a[k][j] - factor * a[i][j];
      }
    }
    std::vector<real> alpha;
    for (std::size_t i = 1; i < n; ++i) alpha.push_back(a[i][n] / a[i][i]);
    return alpha;
  };

  std::vector<point> corral{oracle(point(weight.size(), real(0)))};
  std::vector<real> share{real(1)};
  for (;;) {
    point y(weight.size(), real(0));
    for (std::size_t k = 0; k < corral.size(); ++k)
      for (std::size_t i = 0; i < y.size(); ++i) y[i] = y[i] + share[k] * corral[k][i];
    const point v = oracle(y);
    const real norm = product(y, y);
    const real least = product(y, v);
    if ((norm - least).high <= 1e-16 * norm.high || std::find(corral.begin(), corral.end(), v) != corral.end())
      return least * least / norm;
    corral.push_back(v);
    share.push_back(0);
    for (;;) {
      const std::vector<real> alpha = affine(corral);
      real step = 1;  // from the present weights towards alpha, until one is zero
      std::size_t gone = corral.size();
      for (std::size_t k = 0; k < corral.size(); ++k) {
        if (alpha[k].high > 1e-24) continue;
        const real length = share[k] / (share[k] - alpha[k]);
        if (gone == corral.size() || length < step) step = length, gone = k;
      }
      if (gone == corral.size()) {
        share = alpha;
        break;
      }
      for (std::size_t k = 0; k < corral.size(); ++k) share[k] = share[k] + step * (alpha[k] - share[k]);
      corral.erase(corral.begin() + static_cast<std::ptrdiff_t>(gone));
      share.erase(share.begin() + static_cast<std::ptrdiff_t>(gone));
    }
  }
}

inline real least_herfindahl(const constraints& c) {
  fact_program program(c);
  const std::vector<real>& breaks = program.breaks();
  std::vector<real> size;
  for (std::size_t b = 0; b < breaks.size(); ++b)
    size.push_back(breaks[b] - (b + 1 < breaks.size() ? breaks[b + 1] : real(0)));
  // Share of block b in "the h largest hold 1/h each".
  const auto part = [&](const real& h, std::size_t b) {
    const real above = b + 1 < breaks.size() ? breaks[b + 1] : real(0);
    return h < above || h == above ? real(0) : (min_of(h, breaks[b]) - above) / h;
  };
  return least_norm(size, [&](const std::vector<real>& y) {
    program.maximize([&](const real& h) {
      real sum;
      for (std::size_t b = 0; b < size.size(); ++b) sum = sum - y[b] / size[b] * part(h, b);
      return sum;
    });
    std::vector<real> v;
    for (std::size_t b = 0; b < size.size(); ++b) {
      real sum = program.floor_weight() * part(c.n, b);
      for (std::size_t i = 0; i < program.holders().size(); ++i)
        sum = sum + program.weight(i) * part(program.holders()[i], b);
      v.push_back(sum);
    }
    return v;
  });
}

}  // namespace lorenz::detail

#endif
