// SPDX-License-Identifier: BSL-1.0
//
// What facts imply for a few units, by brute force: ascending shares x_1 .. x_n and t = 1/total under linear rows, all
// corners of that polytope one by one, and each measure over them.

#ifndef LORENZ_TESTS_REFERENCE_POLYTOPE_HPP
#define LORENZ_TESTS_REFERENCE_POLYTOPE_HPP

#include <lorenz/facts.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace reference {

using corner = std::vector<double>;  // x_1 .. x_n, t

struct half_space {  // a x >= b; `strict` rows have no equality in the end
  std::vector<double> a;
  double b;
  bool strict = false;
};

class polytope {
 public:
  explicit polytope(std::size_t n) : n_(n) {
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<double> a(n + 1, 0.0);
      a[i] = 1;
      if (i > 0) a[i - 1] = -1;
      add(a, 0);
    }
    std::vector<double> t(n + 1, 0.0);
    t[n] = 1;
    rows_.push_back({t, 0, true});
  }
  void add(std::vector<double> a, double b, bool strict = false) { rows_.push_back({std::move(a), b, strict}); }

  std::vector<corner> corners() const {
    std::vector<corner> found;
    std::vector<std::size_t> tight(n_);
    choose(tight, 0, 0, found);
    return found;
  }

  /// Whether some point of the hull of the corners keeps clear of every strict row: their average does if any does.
  bool open(const std::vector<corner>& all) const {
    if (all.empty()) return false;
    // Nothing but t can grow without end; a large t is one more point if the rows allow it.
    corner middle(n_ + 1, 0.0);
    for (const corner& c : all)
      for (std::size_t i = 0; i <= n_; ++i) middle[i] += c[i] / static_cast<double>(all.size());
    bool grows = true;
    for (const half_space& r : rows_) grows = grows && r.a[n_] >= 0;
    if (grows) middle[n_] += 1;
    for (const half_space& r : rows_)
      if (r.strict && value(r, middle) - r.b < 1e-9) return false;
    return true;
  }

 private:
  std::size_t n_;
  std::vector<half_space> rows_;

  static double value(const half_space& r, const corner& x) {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += r.a[i] * x[i];
    return sum;
  }

  void choose(std::vector<std::size_t>& tight, std::size_t k, std::size_t from, std::vector<corner>& found) const {
    if (k == n_) return solve(tight, found);
    for (std::size_t i = from; i < rows_.size(); ++i) {
      tight[k] = i;
      choose(tight, k + 1, i + 1, found);
    }
  }

  void solve(const std::vector<std::size_t>& tight, std::vector<corner>& found) const {
    const std::size_t m = n_ + 1;
    std::vector<std::vector<long double>> a(m, std::vector<long double>(m + 1, 0.0L));
    for (std::size_t j = 0; j < n_; ++j) a[0][j] = 1;
    a[0][m] = 1;
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < m; ++j) a[i + 1][j] = rows_[tight[i]].a[j];
      a[i + 1][m] = rows_[tight[i]].b;
    }
    for (std::size_t i = 0; i < m; ++i) {
      std::size_t p = i;
      for (std::size_t k = i + 1; k < m; ++k)
        if (std::fabs(a[k][i]) > std::fabs(a[p][i])) p = k;
      if (std::fabs(a[p][i]) < 1e-12L) return;
      std::swap(a[i], a[p]);
      for (std::size_t k = 0; k < m; ++k) {
        if (k == i) continue;
        const long double f = a[k][i] / a[i][i];
        for (std::size_t j = i; j <= m; ++j) a[k][j] -= f * a[i][j];
      }
    }
    corner x;
    for (std::size_t i = 0; i < m; ++i) x.push_back(static_cast<double>(a[i][m] / a[i][i]));
    for (const half_space& r : rows_)
      if (value(r, x) < r.b - 1e-10) return;
    found.push_back(x);
  }
};

inline double gini_of(const corner& c) {  // of shares
  const std::size_t n = c.size() - 1;
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += (2.0 * static_cast<double>(i) + 1 - static_cast<double>(n)) * c[i];
  return sum / static_cast<double>(n);
}

inline double squares_of(const corner& c) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < c.size(); ++i) sum += c[i] * c[i];
  return sum;
}

inline double top_of(const corner& c, double k) {
  double sum = 0;
  for (std::size_t i = c.size() - 1; i-- > 0 && k > 0; k -= 1) sum += std::min(1.0, k) * c[i];
  return sum;
}

/// Least sum of squares in the hull of the corners: pairwise Frank-Wolfe steps.
inline double least_squares_of(const std::vector<corner>& all) {
  const std::size_t n = all[0].size() - 1;
  std::vector<double> weight(all.size(), 0.0);
  weight[0] = 1;
  corner x = all[0];
  for (int step = 0; step < 20000; ++step) {
    std::size_t to = 0, from = all.size();
    std::vector<double> slope;
    for (const corner& c : all) {
      double s = 0;
      for (std::size_t i = 0; i < n; ++i) s += x[i] * c[i];
      slope.push_back(s);
    }
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (slope[k] < slope[to]) to = k;
      if (weight[k] > 0 && (from == all.size() || slope[k] > slope[from])) from = k;
    }
    double length = 0;
    for (std::size_t i = 0; i < n; ++i) length += (all[to][i] - all[from][i]) * (all[to][i] - all[from][i]);
    if (slope[from] - slope[to] < 1e-13 || length == 0) break;
    const double move = std::min(weight[from], (slope[from] - slope[to]) / length);
    weight[to] += move;
    weight[from] = move == weight[from] ? 0 : weight[from] - move;
    for (std::size_t i = 0; i < n; ++i) x[i] += move * (all[to][i] - all[from][i]);
  }
  return squares_of(x);
}

/// The same facts, told to `facts` and to the polytope.
struct twin {
  std::size_t n;
  lorenz::facts stated;
  polytope rows;
  explicit twin(std::size_t units) : n(units), rows(units) { stated.units(n); }

  std::vector<double> row() const { return std::vector<double>(n + 1, 0.0); }
  void between(const std::vector<double>& a, double low, double high) {
    std::vector<double> minus = a;
    for (double& v : minus) v = -v;
    rows.add(a, low);
    rows.add(minus, -high);
  }

  void mean(const lorenz::figure& m) {
    stated.mean(m);
    std::vector<double> a = row();
    a[n] = static_cast<double>(n) * m.upper;
    rows.add(a, 1);  // total <= n m.upper
    a[n] = -static_cast<double>(n) * m.lower;
    rows.add(a, -1);
  }
  void top(std::size_t k, const lorenz::figure& s) {
    stated.top(lorenz::units{k}, s);
    std::vector<double> a = row();
    for (std::size_t i = n - k; i < n; ++i) a[i] = 1;
    between(a, s.lower, s.upper);
  }
  void point(double p, const lorenz::figure& s) {
    stated.point(p, s);
    std::vector<double> a = row();
    double left = p * static_cast<double>(n);
    for (std::size_t i = 0; i < n && left > 0; ++i, left -= 1) a[i] = std::min(1.0, left);
    between(a, s.lower, s.upper);
  }
  void below(const lorenz::figure& v, const lorenz::figure& q) {
    stated.below(v, q);
    std::size_t least = n + 1, most = 0;
    for (std::size_t k = 0; k <= n; ++k) {
      const double f = static_cast<double>(k) / static_cast<double>(n);
      if (f < q.lower - 1e-12 || f > q.upper + 1e-12) continue;
      least = std::min(least, k);
      most = k;
    }
    if (least > n) {  // no number of units is such a fraction
      std::vector<double> a = row();
      rows.add(a, 1);
      return;
    }
    std::vector<double> a = row();
    if (least > 0) {
      a[least - 1] = -1;
      a[n] = v.upper;
      rows.add(a, 0, true);
    }
    a = row();
    if (most < n) {
      a[most] = 1;
      a[n] = -v.lower;
      rows.add(a, 0);
    }
  }
  void quantile(double p, const lorenz::figure& v) {
    stated.quantile(p, v);
    const double h = p * static_cast<double>(n - 1);
    const auto j = static_cast<std::size_t>(h);
    std::vector<double> a = row();
    a[j] = 1 - (h - static_cast<double>(j));
    if (j + 1 < n) a[j + 1] = h - static_cast<double>(j);
    a[n] = -v.upper;
    std::vector<double> minus = a;
    for (double& x : minus) x = -x;
    rows.add(minus, 0);
    a[n] = -v.lower;
    rows.add(a, 0);
  }
  void range(double low, double high) {
    stated.range(low, high);
    std::vector<double> a = row();
    a[0] = 1;
    a[n] = -low;
    rows.add(a, 0);
    a = row();
    a[n - 1] = -1;
    a[n] = high;
    rows.add(a, 0);
  }
};

}  // namespace reference

#endif
