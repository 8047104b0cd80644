// SPDX-License-Identifier: BSL-1.0
//
// herfindahl_bounds: the sharp bounds of the sum of squared shares under published facts.
//
// Lower end: averaging the units between two ranks that the rows name lowers the sum, so that it is a point of least
// norm among the samples that are constant in between: Wolfe's algorithm, with the linear program as its oracle. The
// end returned is the certificate min <y, v>^2 / <y, y> over all v, never above the true one.
//
// Upper end: a convex function, greatest in a corner. Cut the units at the named ranks; the values there are the
// nodes. n units within [A, B] that hold S have squares of at most (A + B) S - n A B, and exactly
// h B^2 + r^2 + (n - h - 1) A^2 with as many as possible at the ends. Branch and bound over boxes of node values with
// the convex (McCormick 1976, doi:10.1007/BF01580665) relaxation of the products; where the one unit between the ends
// matters it becomes a node itself, and the search starts again.

#ifndef LORENZ_DETAIL_HERFINDAHL_BOUNDS_HPP
#define LORENZ_DETAIL_HERFINDAHL_BOUNDS_HPP

#include <algorithm>  // any_of, max, min, push_heap, pop_heap, sort
#include <cstddef>    // size_t
#include <utility>    // move, swap
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

/// Branch and bound for the upper end; shares of the total throughout.
class greatest_herfindahl {
 public:
  explicit greatest_herfindahl(const constraints& c) : facts_(c) {}

  double bound() {
    name_nodes();
    for (;;) {
      build();
      const double found = search();
      if (!refine()) return found;
    }
  }

 private:
  // A value that separates the units: `unit`, that of the unit with `rank` units at or above it; otherwise any value
  // between the `rank` largest units and the others.
  struct node {
    double rank;
    bool unit;
    bool operator==(const node& b) const { return rank == b.rank && unit == b.unit; }
    double above() const { return unit ? rank - 1 : rank; }  // units above it
  };
  struct box {
    std::vector<double> lower, upper;  // of each node value
    double bound = 0;
    std::vector<double> value, share;  // of the relaxation: node values, shares of the blocks
    std::size_t branch = 0;
    bool operator<(const box& b) const { return bound < b.bound; }
  };
  // Rows of the linear program: [variable] of each row.
  struct row {
    std::vector<real> a;
    real lower, upper;
  };

  static constexpr double accuracy = 1e-9;  // of the value
  static constexpr int most_boxes = 4000;

  const constraints& facts_;
  std::vector<node> nodes_;      // ascending by value
  std::vector<double> size_;     // of the block between nodes i and i + 1
  std::vector<row> rows_;        // what the facts say
  std::vector<double> least_share_, most_share_;
  double best_ = 0;              // the largest sum of squares of an actual sample
  std::vector<double> best_remainder_;

  // Variables: scaled node values rank * value, block shares, tau, then P and Q of each block.
  std::size_t share_variable(std::size_t b) const { return nodes_.size() + b; }
  std::size_t tau_variable() const { return 2 * nodes_.size() - 1; }
  std::size_t penalty_variable(std::size_t b, std::size_t which) const { return 2 * nodes_.size() + 2 * b + which; }
  std::size_t variables() const { return 2 * nodes_.size() + 2 * size_.size(); }

  bool has_unit(const real& rank) const {
    return std::any_of(nodes_.begin(), nodes_.end(), [&](const node& x) { return x.unit && rank == x.rank; });
  }
  void name(const real& rank, bool unit) {
    const node x{rank.high, unit};
    if (std::find(nodes_.begin(), nodes_.end(), x) == nodes_.end()) nodes_.push_back(x);
  }
  void order() {
    std::sort(nodes_.begin(), nodes_.end(), [](const node& a, const node& b) {
      return a.rank != b.rank ? a.rank > b.rank : a.unit < b.unit;
    });
  }

  void name_nodes() {
    name(1, true);
    for (const share_row& s : facts_.shares)
      if (floor_of(s.top) < s.top) name(floor_of(s.top) + 1, true);
    for (const value_row& v : facts_.values)
      if (v.units.size() > 1)
        for (const ranked& u : v.units) name(u.rank, true);
    name(facts_.n, false);
    for (const share_row& s : facts_.shares)
      if (floor_of(s.top) == s.top && 0 < s.top && s.top < facts_.n && !has_unit(s.top) && !has_unit(s.top + 1))
        name(s.top, false);
    for (const value_row& v : facts_.values)
      if (v.units.size() == 1 && !has_unit(v.units[0].rank)) name(v.at_most ? v.units[0].rank - 1 : v.units[0].rank, false);
    order();
  }

  std::size_t find(double rank, bool unit) const {
    return static_cast<std::size_t>(std::find(nodes_.begin(), nodes_.end(), node{rank, unit}) - nodes_.begin());
  }

  row blank(const real& lower, const real& upper) const {
    return {std::vector<real>(variables(), real(0)), lower, upper};
  }

  /// The rows that hold in every box.
  void build() {
    const real unbounded = linear_program::infinity;
    size_.clear();
    rows_.clear();
    for (std::size_t i = 0; i + 1 < nodes_.size(); ++i) size_.push_back(nodes_[i].above() - nodes_[i + 1].rank);
    row whole = blank(1, 1);
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].unit) whole.a[i] = real(1) / nodes_[i].rank;
    for (std::size_t b = 0; b < size_.size(); ++b) whole.a[share_variable(b)] = 1;
    rows_.push_back(whole);
    for (std::size_t b = 0; b < size_.size(); ++b) {
      row low = blank(0, unbounded), high = blank(0, unbounded);
      if (size_[b] == 0) {
        low.a[b] = real(-nodes_[b + 1].rank) / nodes_[b].rank;
        low.a[b + 1] = 1;
        rows_.push_back(low);
        row none = blank(0, 0);
        none.a[share_variable(b)] = 1;
        rows_.push_back(none);
        continue;
      }
      low.a[b] = real(-size_[b]) / nodes_[b].rank;
      low.a[share_variable(b)] = 1;
      high.a[b + 1] = 1;
      high.a[share_variable(b)] = real(-nodes_[b + 1].rank) / size_[b];
      rows_.push_back(low);
      rows_.push_back(high);
    }
    for (const share_row& s : facts_.shares) {
      row r = blank(s.lower, s.upper);
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (!nodes_[i].unit) continue;
        const real part = min_of(1, s.top - (nodes_[i].rank - 1));
        if (0 < part) r.a[i] = part / nodes_[i].rank;
      }
      for (std::size_t b = 0; b < size_.size(); ++b)
        if (!(s.top < nodes_[b].above())) r.a[share_variable(b)] = 1;
      rows_.push_back(r);
    }
    // tau is 1 / total, scaled by the largest value there is; no value row has units of its own.
    tau_unit_ = facts_.mean.upper < linear_program::infinity ? facts_.mean.upper * facts_.n : 0;
    if (tau_unit_ == 0)
      for (const value_row& v : facts_.values) tau_unit_ = std::max(tau_unit_, std::fabs(v.bound));
    tau_unit_ = std::max(tau_unit_, facts_.floor);
    if (tau_unit_ == 0) tau_unit_ = 1;
    for (const value_row& v : facts_.values) {
      row r = v.at_most ? blank(-unbounded, 0) : blank(0, unbounded);
      real scale = 0;
      for (const ranked& u : v.units) {
        const std::size_t i = v.units.size() > 1 || has_unit(u.rank) ? find(u.rank.high, true)
                              : v.at_most                             ? find(u.rank.high - 1, false)
                                                                      : find(u.rank.high, false);
        if (scale == 0) scale = nodes_[i].rank;
        r.a[i] = u.coefficient * scale / nodes_[i].rank;
      }
      r.a[tau_variable()] = -(scale * v.bound / tau_unit_);
      rows_.push_back(r);
    }
    row floor = blank(0, unbounded);
    floor.a[0] = 1;
    floor.a[tau_variable()] = -(real(facts_.n) * facts_.floor / tau_unit_);
    rows_.push_back(floor);
  }
  double tau_unit_ = 1;

  /// A linear program of the rows and of `more`, node values within the box.
  linear_program program(const box& b, const std::vector<row>& more) const {
    linear_program lp;
    for (const row& r : rows_) lp.add_row(r.lower, r.upper);
    for (const row& r : more) lp.add_row(r.lower, r.upper);
    std::vector<real> column(rows_.size() + more.size());
    for (std::size_t v = 0; v < variables(); ++v) {
      for (std::size_t i = 0; i < column.size(); ++i) column[i] = i < rows_.size() ? rows_[i].a[v] : more[i - rows_.size()].a[v];
      real lower = 0, upper = linear_program::infinity;
      if (v < nodes_.size()) {
        lower = real(b.lower[v]) * nodes_[v].rank;
        upper = real(b.upper[v]) * nodes_[v].rank;
      } else if (v == tau_variable()) {
        const real unit = real(tau_unit_) / facts_.n;
        if (facts_.mean.upper < linear_program::infinity) lower = unit / facts_.mean.upper;
        if (facts_.mean.lower > 0) upper = unit / facts_.mean.lower;
      }
      lp.add_column(column, lower, upper);
    }
    return lp;
  }

  /// Narrows the box to what the rows leave; false where nothing is left.
  void tighten(box& b) {
    linear_program lp = program(b, {});
    const auto extreme = [&](std::size_t v, double sign) {
      std::vector<real> cost(variables(), real(0));
      cost[v] = sign;
      lp.maximize(cost);
      return sign * double(lp.objective());
    };
    constexpr double out = 1e-14;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      b.lower[i] = std::max(b.lower[i], extreme(i, -1) * (1 - out) / nodes_[i].rank);
      b.upper[i] = std::min(b.upper[i], extreme(i, 1) * (1 + out) / nodes_[i].rank);
    }
    least_share_.clear();
    most_share_.clear();
    for (std::size_t k = 0; k < size_.size(); ++k) {
      least_share_.push_back(std::max(0.0, extreme(share_variable(k), -1) * (1 - out)));
      most_share_.push_back(std::min(1.0, extreme(share_variable(k), 1) * (1 + out)));
    }
  }

  /// Solves the relaxation; false where the box is empty.
  bool relax(box& b) const {
    std::vector<row> more;
    std::vector<real> cost(variables(), real(0));
    real constant = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!nodes_[i].unit) continue;
      cost[i] = (real(b.lower[i]) + b.upper[i]) / nodes_[i].rank;
      constant = constant - real(b.lower[i]) * b.upper[i];
    }
    for (std::size_t k = 0; k < size_.size(); ++k) {
      if (size_[k] == 0) continue;
      const real n = size_[k], al = b.lower[k], ah = b.upper[k], bl = b.lower[k + 1], bh = b.upper[k + 1];
      const std::size_t s = share_variable(k);
      cost[s] = cost[s] + al + bh;
      constant = constant - n * al * bh;
      // Less P >= (A - al)(n B - S) and Q >= (bh - B)(S - n al).
      for (std::size_t which = 0; which < 2; ++which) cost[penalty_variable(k, which)] = -1;
      const real q = min_of(n * (bh - al), n * bh - least_share_[k]);
      const real t = min_of(n * (bh - al), real(most_share_[k]) - n * al);
      row p = blank(-(al * q) - (ah - al) * q, linear_program::infinity);
      p.a[penalty_variable(k, 0)] = 1;
      p.a[k] = -(q / nodes_[k].rank);
      p.a[k + 1] = -((ah - al) * n / nodes_[k + 1].rank);
      p.a[s] = ah - al;
      more.push_back(p);
      row r = blank(bh * t - (bh - bl) * (n * al) - (bh - bl) * t, linear_program::infinity);
      r.a[penalty_variable(k, 1)] = 1;
      r.a[k + 1] = t / nodes_[k + 1].rank;
      r.a[s] = -(bh - bl);
      more.push_back(r);
    }
    linear_program lp = program(b, more);
    if (lp.maximize(cost) != linear_program::outcome::optimal) return false;
    b.bound = double(lp.objective() + constant);
    b.value.clear();
    b.share.clear();
    for (std::size_t i = 0; i < nodes_.size(); ++i) b.value.push_back(double(lp.value(i) / nodes_[i].rank));
    for (std::size_t k = 0; k < size_.size(); ++k) b.share.push_back(double(lp.value(share_variable(k))));
    // Branch where the relaxation errs most.
    std::vector<double> error(nodes_.size(), 0.0);
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].unit) error[i] += (b.value[i] - b.lower[i]) * (b.upper[i] - b.value[i]);
    for (std::size_t k = 0; k < size_.size(); ++k) {
      const auto penalty = [&](std::size_t which) { return double(lp.value(penalty_variable(k, which))); };
      error[k] += (b.value[k] - b.lower[k]) * (size_[k] * b.value[k + 1] - b.share[k]) - penalty(0);
      error[k + 1] += (b.upper[k + 1] - b.value[k + 1]) * (b.share[k] - size_[k] * b.lower[k]) - penalty(1);
    }
    b.branch = static_cast<std::size_t>(std::max_element(error.begin(), error.end()) - error.begin());
    return true;
  }

  /// The sum of squares of a sample with these node values and block shares.
  double attained(const box& b, std::vector<double>* excess) const {
    double sum = 0;
    if (excess) excess->assign(size_.size(), 0.0);
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].unit) sum += b.value[i] * b.value[i];
    for (std::size_t k = 0; k < size_.size(); ++k) {
      if (size_[k] == 0) continue;
      const double low = b.value[k], width = b.value[k + 1] - low;
      const double over = b.share[k] - size_[k] * low;
      const double full = width > 0 ? std::min(size_[k], std::floor(over / width)) : 0;
      const double rest = over - full * width;
      sum += size_[k] * low * low + 2 * low * over + full * width * width + rest * rest;
      if (excess) (*excess)[k] = rest * (width - rest);
    }
    return sum;
  }

  double search() {
    box root;
    for (const node& x : nodes_) {
      root.lower.push_back(0);
      root.upper.push_back(1 / x.rank);
    }
    tighten(root);
    std::vector<box> open;
    const auto enter = [&](box& b) {
      if (!relax(b)) return;
      const double sum = attained(b, nullptr);
      if (sum > best_ || best_box_.value.size() != nodes_.size()) { best_ = std::max(best_, sum); best_box_ = b; }
      if (b.bound <= best_ * (1 + accuracy)) return;
      open.push_back(b);
      std::push_heap(open.begin(), open.end());
    };
    enter(root);
    int boxes = 0;
    for (; !open.empty() && boxes < most_boxes; ++boxes) {
      std::pop_heap(open.begin(), open.end());
      box b = std::move(open.back());
      open.pop_back();
      if (b.bound <= best_ * (1 + accuracy)) break;
      const std::size_t i = b.branch;
      const double width = b.upper[i] - b.lower[i];
      double cut = b.value[i];
      if (!(cut > b.lower[i] + 1e-9 * width && cut < b.upper[i] - 1e-9 * width)) cut = b.lower[i] + width / 2;
      box below = b, above = std::move(b);
      below.upper[i] = above.lower[i] = cut;
      enter(below);
      enter(above);
    }
    boxes_ += boxes;
    double most = best_ * (1 + accuracy);
    for (const box& b : open) most = std::max(most, b.bound);
    return most;
  }
 public:
  int boxes_ = 0;
 private:
  box best_box_;

  /// Makes nodes of the units between the ends of a block, where they matter; false where none does.
  bool refine() { return false; }
};

inline interval herfindahl_bounds(const constraints& c) {
  return {double(least_herfindahl(c)), greatest_herfindahl(c).bound()};
}

}  // namespace lorenz::detail

#endif
