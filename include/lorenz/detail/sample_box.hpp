// SPDX-License-Identifier: BSL-1.0
//
// sample_box: some of all ascending samples of shares, by limits of a few values and of how many units equal them.
//
//     box.narrow(rows)                        what linear rows leave of it; false: nothing
//     box.steepest(rows, price, 1, corner)    the largest sum of squares less priced rows, and where
//
// Nodes are values at certain ranks, ascending, each within limits. A block are the n units between two nodes A <= B;
// of samples with the same nodes and block sums S that with the most squares has floor(m) units at B, at most one in
// between and the others at A, where S = m B + (n - m) A. A box holds such samples with A, B and m within limits, and
// 1/mean, called tau, within limits too.
//
// Corners. Let the n - fewest - (n - most) units of each block that m leaves open be anywhere from A to B: a polytope
// of ascending vectors. In its corners each value equals a limit of some node, and the open units of a block are all at
// A or all at B. A convex function less a linear one is largest in a corner, and the two nodes next to a block are all
// that its units know of the others: so the corner is found by dynamic programming along the nodes.

#ifndef LORENZ_DETAIL_SAMPLE_BOX_HPP
#define LORENZ_DETAIL_SAMPLE_BOX_HPP

#include <algorithm>  // max, min, sort, unique
#include <cmath>      // ceil, fabs, floor
#include <cstddef>    // ptrdiff_t, size_t
#include <limits>     // numeric_limits
#include <vector>     // vector

#include "../sample.hpp"
#include "linear_program.hpp"

namespace lorenz::detail {

/// lower <= sum of coefficient * (node value or block sum) + tau_coefficient * tau <= upper.
struct box_row {
  double lower, upper, tau;
  std::vector<double> of;  // coefficient of each part
};

struct sample_box {
  struct node {
    std::size_t part;  // in the rows
    double rank;       // units at or above it
    bool unit;         // a unit has this value; otherwise it only separates units
    double lower, upper;
  };
  struct block {
    std::size_t part;
    double size, fewest, most;  // limits of m
  };
  struct corner {
    std::vector<double> value, full;  // of each node; units at the upper end of each block
  };

  std::vector<node> nodes;
  std::vector<block> blocks;  // between nodes k and k + 1
  interval tau{0, 0};

  double total(const corner& c, std::size_t k) const {
    return c.full[k] * c.value[k + 1] + (blocks[k].size - c.full[k]) * c.value[k];
  }
  std::vector<double> totals(const corner& c) const {
    std::vector<double> sums;
    for (std::size_t k = 0; k < blocks.size(); ++k) sums.push_back(total(c, k));
    return sums;
  }
  double squares(const corner& c) const;
  /// A row without its tau, exact: rows that depend on each other do so to the last digit.
  real held(const box_row& row, const std::vector<double>& value, const std::vector<double>& sum) const;
  bool contains(const corner& c) const;
  /// Tightens the limits by each row, to rounding at `slack` of a row.
  bool narrow(const std::vector<box_row>& rows, double slack);
  /// The largest weight * squares - sum of price * row over all corners, tau aside; prices of the first rows.
  double steepest(const std::vector<box_row>& rows, const std::vector<double>& price, double weight,
                  corner& where) const;

  /// Makes a node of the unit below the m largest of block k; the m are at the upper end, the others at the lower.
  void name_unit(std::size_t k, double m);

 private:
  bool ascend();
  bool narrow(const box_row& row, double slack);
  void narrow_block(std::size_t k, const interval& sum);
  interval total(std::size_t k) const;
};

// ---------------------------------------------------------------------------------------------------------------------

inline double sample_box::squares(const corner& c) const {
  double sum = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].unit) sum += c.value[i] * c.value[i];
  for (std::size_t k = 0; k < blocks.size(); ++k)
    sum += c.full[k] * c.value[k + 1] * c.value[k + 1] + (blocks[k].size - c.full[k]) * c.value[k] * c.value[k];
  return sum;
}

inline real sample_box::held(const box_row& row, const std::vector<double>& value,
                             const std::vector<double>& sum) const {
  real result = 0;
  const auto add = [&](double a, double x) {
    if (a != 0) result = result + real(a) * x;
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) add(row.of[nodes[i].part], value[i]);
  for (std::size_t k = 0; k < blocks.size(); ++k) add(row.of[blocks[k].part], sum[k]);
  return result;
}

inline void sample_box::name_unit(std::size_t k, double m) {
  const block y = blocks[k];
  const auto next = static_cast<std::ptrdiff_t>(k) + 1;
  const node x{y.part, nodes[k + 1].rank + m + 1, true, nodes[k].lower, nodes[k + 1].upper};
  nodes.insert(nodes.begin() + next, x);
  blocks[k] = {y.part, y.size - m - 1, 0, 0};
  blocks.insert(blocks.begin() + next, {y.part, m, m, m});
}

inline bool sample_box::contains(const corner& c) const {
  if (c.value.size() != nodes.size()) return false;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (c.value[i] < nodes[i].lower || c.value[i] > nodes[i].upper) return false;
  for (std::size_t k = 0; k < blocks.size(); ++k)
    if (c.full[k] < blocks[k].fewest || c.full[k] > blocks[k].most) return false;
  return true;
}

inline bool sample_box::narrow(const std::vector<box_row>& rows, double slack) {
  for (int round = 0; round < 3; ++round) {
    if (!ascend()) return false;
    for (const box_row& row : rows)
      if (!narrow(row, slack)) return false;
  }
  return ascend();
}

inline bool sample_box::ascend() {
  for (std::size_t i = 1; i < nodes.size(); ++i) nodes[i].lower = std::max(nodes[i].lower, nodes[i - 1].lower);
  for (std::size_t i = nodes.size() - 1; i-- > 0;) nodes[i].upper = std::min(nodes[i].upper, nodes[i + 1].upper);
  for (const node& x : nodes)
    if (!(x.lower <= x.upper)) return false;
  for (const block& y : blocks)
    if (!(y.fewest <= y.most)) return false;
  return tau.lower <= tau.upper;
}

inline interval sample_box::total(std::size_t k) const {
  const block& y = blocks[k];
  return {y.fewest * nodes[k + 1].lower + (y.size - y.fewest) * nodes[k].lower,
          y.most * nodes[k + 1].upper + (y.size - y.most) * nodes[k].upper};
}

inline bool sample_box::narrow(const box_row& row, double slack) {
  double least = 0, most = 0;
  const auto count = [&](double a, const interval& x) {
    least += a * (a > 0 ? x.lower : x.upper);
    most += a * (a > 0 ? x.upper : x.lower);
  };
  for (const node& x : nodes)
    if (row.of[x.part] != 0) count(row.of[x.part], {x.lower, x.upper});
  for (std::size_t k = 0; k < blocks.size(); ++k)
    if (row.of[blocks[k].part] != 0) count(row.of[blocks[k].part], total(k));
  if (row.tau != 0) count(row.tau, tau);
  if (least > row.upper + slack || most < row.lower - slack) return false;

  // What the other terms leave for x in a * x.
  const auto rest = [&](double a, const interval& x) -> interval {
    const double top = (row.upper + slack - least) / a + (a > 0 ? x.lower : x.upper);
    const double bottom = (row.lower - slack - most) / a + (a > 0 ? x.upper : x.lower);
    return {std::max(x.lower, a > 0 ? bottom : top), std::min(x.upper, a > 0 ? top : bottom)};
  };
  for (std::size_t k = 0; k < blocks.size(); ++k)
    if (row.of[blocks[k].part] != 0 && blocks[k].size > 0) narrow_block(k, rest(row.of[blocks[k].part], total(k)));
  for (node& x : nodes) {
    if (row.of[x.part] == 0) continue;
    const interval left = rest(row.of[x.part], {x.lower, x.upper});
    x.lower = std::max(x.lower, left.lower), x.upper = std::min(x.upper, left.upper);
  }
  if (row.tau != 0) tau = rest(row.tau, tau);
  return true;
}

/// From m B + (n - m) A within `sum`.
inline void sample_box::narrow_block(std::size_t k, const interval& sum) {
  block& y = blocks[k];
  node &a = nodes[k], &b = nodes[k + 1];
  const interval from{a.lower, a.upper}, to{b.lower, b.upper};
  const double n = y.size, l = y.fewest, u = y.most;
  if (sum.lower > n * from.upper && to.upper > from.upper)
    y.fewest = std::max(l, std::floor((sum.lower - n * from.upper) / (to.upper - from.upper)));
  if (sum.upper < n * to.lower && to.lower > from.lower)
    y.most = std::min(u, std::ceil((sum.upper - n * from.lower) / (to.lower - from.lower)));
  if (l < n) a.upper = std::min(a.upper, (sum.upper - l * to.lower) / (n - l));
  if (u < n) a.lower = std::max(a.lower, (sum.lower - u * to.upper) / (n - u));
  if (l > 0) b.upper = std::min(b.upper, (sum.upper - (n - l) * from.lower) / l);
  if (u > 0) b.lower = std::max(b.lower, (sum.lower - (n - u) * from.upper) / u);
}

inline double sample_box::steepest(const std::vector<box_row>& rows, const std::vector<double>& price, double weight,
                                   corner& where) const {
  struct state {
    double value, gain, full;
    std::size_t from;
  };
  const std::size_t n = nodes.size();
  std::vector<double> limits;
  for (const node& x : nodes) limits.push_back(x.lower), limits.push_back(x.upper);
  std::sort(limits.begin(), limits.end());
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
  const auto cost = [&](std::size_t part) {
    double sum = 0;
    for (std::size_t r = 0; r < price.size(); ++r) sum += price[r] * rows[r].of[part];
    return sum;
  };
  std::vector<std::vector<state>> at(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double own = cost(nodes[i].part), each = i == 0 ? 0 : cost(blocks[i - 1].part);
    for (const double v : limits) {
      if (v < nodes[i].lower || v > nodes[i].upper) continue;
      state s{v, i == 0 ? 0 : -std::numeric_limits<double>::infinity(), 0, 0};
      for (std::size_t j = 0; i > 0 && j < at[i - 1].size() && at[i - 1][j].value <= v; ++j) {
        const state& below = at[i - 1][j];
        const block& y = blocks[i - 1];
        const double high = v * (weight * v - each), low = below.value * (weight * below.value - each);
        const double full = high > low ? y.most : y.fewest;
        const double gain = below.gain + full * high + (y.size - full) * low;
        if (gain > s.gain) s = {v, gain, full, j};
      }
      s.gain += v * ((nodes[i].unit ? weight * v : 0) - own);
      at[i].push_back(s);
    }
  }
  std::size_t j = 0;
  for (std::size_t i = 1; i < at[n - 1].size(); ++i)
    if (at[n - 1][i].gain > at[n - 1][j].gain) j = i;
  const double gain = at[n - 1][j].gain;
  where.value.assign(n, 0);
  where.full.assign(n - 1, 0);
  for (std::size_t i = n; i-- > 0; j = at[i][j].from) {
    where.value[i] = at[i][j].value;
    if (i > 0) where.full[i - 1] = at[i][j].full;
  }
  return gain;
}

}  // namespace lorenz::detail

#endif
