// SPDX-License-Identifier: BSL-1.0
//
// greatest_herfindahl: the greatest sum of squared shares under published facts.
//
//     greatest_herfindahl(constraints).bound()
//
// A convex function is greatest in a corner. Cut the units at the named ranks; the values there are the
// nodes. Of the n units of a block between the nodes A and B, as many as their sum allows are at B, one is in between,
// the others are at A. Branch and bound over boxes of node values, and of the number m of units at B: with m from l to
// l + k, the squares are at most l B^2 + (A + B) S - k A B + (n - l - k) A^2, S the sum of the k units that are not
// placed, where squares have their chord and products the relaxation of McCormick 1976, doi:10.1007/BF01580665.

#ifndef LORENZ_DETAIL_GREATEST_HERFINDAHL_HPP
#define LORENZ_DETAIL_GREATEST_HERFINDAHL_HPP

#include <algorithm>  // find, max, max_element, min, min_element, pop_heap, push_heap, sort
#include <cmath>      // floor
#include <cstddef>    // ptrdiff_t, size_t
#include <utility>    // move
#include <vector>     // vector

#include "fact_program.hpp"

namespace lorenz::detail {

class greatest_herfindahl {
 public:
  explicit greatest_herfindahl(const constraints& c) : facts_(c), best_(1 / c.n) {
    name_nodes();
    build();
  }

 private:
  // A value between units. `unit`: that of the unit with `rank` units at or above it. The others separate the `rank`
  // largest units from the rest: `ceiling` no less than the rest, `floor` no more than the largest; one node does for
  // both unless the facts keep them apart.
  enum class side { ceiling, floor, unit };
  struct node {
    double rank;
    side at;
    bool operator==(const node& b) const { return rank == b.rank && at == b.at; }
    bool unit() const { return at == side::unit; }
    double above() const { return unit() ? rank - 1 : rank; }  // units above it
  };
  // Some of all samples: ranges of the node values, of the number of units at the upper end of each block and, where
  // these leave one unit open, of its value.
  struct box {
    std::vector<double> lower, upper, fewest, most, least, greatest;
    double bound = 1;
    std::vector<double> value, share;  // of the relaxation: node values, shares of the blocks
    bool operator<(const box& b) const { return bound < b.bound; }
  };
  using outcome = linear_program::outcome;
  struct row {
    std::vector<real> a;  // of each variable
    real lower, upper;
  };

  static constexpr double accuracy = 1e-9;  // of the value
  static constexpr int most_boxes = 5000;

  const constraints& facts_;
  std::vector<node> nodes_;   // ascending by value
  std::vector<double> size_;  // of the block between nodes i and i + 1
  std::vector<row> rows_;     // what the facts say
  double best_;               // the largest sum of squares of a sample so far

  // Variables: scaled node values rank * value, block shares, tau, then P and Q of each block.
  std::size_t share_variable(std::size_t b) const { return nodes_.size() + b; }
  std::size_t tau_variable() const { return 2 * nodes_.size() - 1; }
  std::size_t penalty_variable(std::size_t b, std::size_t which) const { return 2 * nodes_.size() + 2 * b + which; }
  std::size_t variables() const { return 2 * nodes_.size() + 2 * size_.size(); }

  std::size_t find(const node& x) const {
    return static_cast<std::size_t>(std::find(nodes_.begin(), nodes_.end(), x) - nodes_.begin());
  }
  bool has_unit(const real& rank) const { return find({rank.high, side::unit}) < nodes_.size(); }
  void name(const real& rank, side at) {
    if (find({rank.high, at}) == nodes_.size()) nodes_.push_back({rank.high, at});
  }

  /// The node that a row about one unit bounds.
  node bounded(const value_row& v) const {
    const double rank = v.units[0].rank.high;
    if (v.units.size() > 1 || has_unit(rank)) return {rank, side::unit};
    if (v.at_most) return {rank - 1, side::ceiling};
    bool apart = rank == facts_.n;
    for (const value_row& other : facts_.values)
      if (other.at_most && other.bound < v.bound && other.units.size() == 1)
        apart = apart || other.units[0].rank == rank + 1;
    return {rank, apart ? side::floor : side::ceiling};
  }

  void name_nodes() {
    name(1, side::unit);
    for (const share_row& s : facts_.shares)
      if (floor_of(s.top) < s.top) name(floor_of(s.top) + 1, side::unit);
    for (const value_row& v : facts_.values)
      if (v.units.size() > 1)
        for (const ranked_unit& u : v.units) name(u.rank, side::unit);
    name(facts_.n, side::floor);
    for (const share_row& s : facts_.shares)
      if (floor_of(s.top) == s.top && 0 < s.top && s.top < facts_.n && !has_unit(s.top) && !has_unit(s.top + 1))
        name(s.top, side::ceiling);
    for (const value_row& v : facts_.values) {
      const node x = bounded(v);
      name(x.rank, x.at);
    }
    std::sort(nodes_.begin(), nodes_.end(),
              [](const node& a, const node& b) { return a.rank != b.rank ? a.rank > b.rank : a.at < b.at; });
  }

  row blank(const real& lower, const real& upper) const { return {std::vector<real>(variables()), lower, upper}; }

  /// The rows that hold in every box.
  void build() {
    const real unbounded = linear_program::infinity;
    for (std::size_t i = 0; i + 1 < nodes_.size(); ++i) size_.push_back(nodes_[i].above() - nodes_[i + 1].rank);
    row whole = blank(1, 1);
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].unit()) whole.a[i] = real(1) / nodes_[i].rank;
    for (std::size_t b = 0; b < size_.size(); ++b) whole.a[share_variable(b)] = 1;
    rows_.push_back(whole);
    for (std::size_t b = 0; b < size_.size(); ++b) {  // ascending, or n A <= S <= n B
      const bool empty = size_[b] == 0;
      row low = blank(0, unbounded);
      low.a[empty ? b + 1 : share_variable(b)] = empty ? real(1) / nodes_[b + 1].rank : real(1);
      low.a[b] = -(real(empty ? 1 : size_[b]) / nodes_[b].rank);
      rows_.push_back(low);
      if (empty) continue;
      row high = blank(0, unbounded);
      high.a[b + 1] = 1;
      high.a[share_variable(b)] = -(real(nodes_[b + 1].rank) / size_[b]);
      rows_.push_back(high);
    }
    for (const share_row& s : facts_.shares) {
      row r = blank(s.lower, s.upper);
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (!nodes_[i].unit()) continue;
        const real part = min_of(1, s.top - (nodes_[i].rank - 1));
        if (0 < part) r.a[i] = part / nodes_[i].rank;
      }
      for (std::size_t b = 0; b < size_.size(); ++b)
        if (!(s.top < nodes_[b].above())) r.a[share_variable(b)] = 1;
      rows_.push_back(r);
    }
    const real unit = value_unit(facts_);
    for (const value_row& v : facts_.values) {
      row r = v.at_most ? blank(-unbounded, v.tolerance()) : blank(-v.tolerance(), unbounded);
      real scale = 0;
      for (const ranked_unit& u : v.units) {
        const std::size_t i = find(v.units.size() > 1 ? node{u.rank.high, side::unit} : bounded(v));
        if (scale == 0) scale = nodes_[i].rank;
        r.a[i] = u.coefficient * scale / nodes_[i].rank;
      }
      r.a[tau_variable()] = -(scale / facts_.n * (v.bound / unit));
      rows_.push_back(r);
    }
    row floor = blank(0, unbounded);
    floor.a[0] = 1;
    floor.a[tau_variable()] = -(facts_.floor / unit);
    rows_.push_back(floor);
  }

  /// A linear program of the rows and of `more`, node values within the box.
  linear_program program(const box& b, const std::vector<row>& more) const {
    linear_program lp;
    for (const row& r : rows_) lp.add_row(r.lower, r.upper);
    for (const row& r : more) lp.add_row(r.lower, r.upper);
    std::vector<real> column(rows_.size() + more.size());
    for (std::size_t v = 0; v < variables(); ++v) {
      for (std::size_t i = 0; i < column.size(); ++i)
        column[i] = i < rows_.size() ? rows_[i].a[v] : more[i - rows_.size()].a[v];
      real lower = 0, upper = linear_program::infinity;
      if (v < nodes_.size()) {
        lower = real(b.lower[v]) * nodes_[v].rank;
        upper = real(b.upper[v]) * nodes_[v].rank;
      } else if (v < tau_variable()) {
        if (size_[v - nodes_.size()] == 0) upper = 0;
      } else if (v == tau_variable()) {
        lower = over_mean(value_unit(facts_), facts_.mean.upper, 0);
        upper = over_mean(value_unit(facts_), facts_.mean.lower, linear_program::infinity);
      }
      lp.add_column(column, lower, upper);
    }
    return lp;
  }

  /// Narrows the node values, which share a scale, to what the facts leave in the box; false where that is nothing.
  bool tighten(box& b) const {
    linear_program lp = program(b, {});
    for (std::size_t k = 0; k < 2 * nodes_.size(); ++k) {
      const std::size_t i = k / 2;
      const double sign = k % 2 == 0 ? -1 : 1;
      std::vector<real> cost(variables());
      cost[i] = sign;
      const outcome found = lp.maximize(cost);
      if (found == outcome::infeasible) return false;
      if (found != outcome::optimal) continue;
      const double end = double(lp.value(i)) * (1 + sign * 1e-14) / nodes_[i].rank;
      (sign < 0 ? b.lower : b.upper)[i] = std::max(b.lower[i], sign < 0 ? end : std::min(b.upper[i], end));
    }
    return true;
  }

  /// The box of all samples.
  box everything() const {
    box b;
    b.lower.assign(nodes_.size(), 0.0);
    for (const node& x : nodes_) b.upper.push_back((1 + 1e-15) / x.rank);
    (void)tighten(b);
    b.value = b.upper;
    b.bound = 1;
    b.share = b.fewest = std::vector<double>(size_.size());
    b.most = size_;
    b.least.assign(b.lower.begin(), b.lower.end() - 1);
    b.greatest.assign(b.upper.begin() + 1, b.upper.end());
    return b;
  }

  /// Solves the relaxation of a box. Where it is infeasible the box is empty; where rounding leaves it unsolved the
  /// bound and the solution of the larger box stay.
  outcome relax(box& b) const {
    const real unbounded = linear_program::infinity;
    std::vector<row> more;
    std::vector<real> cost(variables());
    real constant = 0;
    const auto square = [&](std::size_t i, double weight) {
      cost[i] = cost[i] + (real(b.lower[i]) + b.upper[i]) * weight / nodes_[i].rank;
      constant = constant - real(b.lower[i]) * b.upper[i] * weight;
    };
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].unit()) square(i, 1);
    for (std::size_t k = 0; k < size_.size(); ++k) {
      if (size_[k] == 0) continue;
      const double top = b.fewest[k], bottom = size_[k] - b.most[k];
      const real n = b.most[k] - b.fewest[k], al = b.lower[k], ah = b.upper[k];
      const real bl = b.lower[k + 1], bh = b.upper[k + 1];
      square(k, bottom);
      square(k + 1, top);
      // A row low A + high B + open S + p P + q Q, S the sum of the n units that are not placed.
      const auto form = [&](const real& low, const real& high, const real& open, double p, double q) {
        row r = blank(0, unbounded);
        r.a[k] = (low - open * bottom) / nodes_[k].rank;
        r.a[k + 1] = (high - open * top) / nodes_[k + 1].rank;
        r.a[share_variable(k)] = open;
        r.a[penalty_variable(k, 0)] = p;
        r.a[penalty_variable(k, 1)] = q;
        return r;
      };
      const auto at_least = [&](row r, const real& bound) {
        r.lower = bound;
        more.push_back(std::move(r));
      };
      const auto gain = [&](const row& r) {
        for (std::size_t v = 0; v < variables(); ++v) cost[v] = cost[v] + r.a[v];
      };
      if (n < size_[k]) {
        at_least(form(-n, 0, 1, 0, 0), 0);
        at_least(form(0, n, -1, 0, 0), 0);
      }
      if (n == 1) {
        const real least = b.least[k], greatest = b.greatest[k];
        at_least(form(0, 0, 1, 0, 0), least);
        at_least(form(0, 0, -1, 0, 0), -greatest);
        gain(form(0, 0, least + greatest, 0, 0));
        constant = constant - least * greatest;
        continue;
      }
      // (A + B) S - n A B is (al + bh) S - n al bh less P >= (A - al)(n B - S) and Q >= (bh - B)(S - n al),
      gain(form(0, 0, al + bh, -1, -1));
      constant = constant - n * al * bh;
      const real width = n * (bh - al);
      // also n A^2 + (A + B)(S - n A), exact where all units are at A, and the same for B. Rows that cannot matter
      // would be all but parallel to others.
      const bool wide_low = ((ah - al) * width).high > 0.1 * accuracy * best_;
      const bool wide_high = ((bh - bl) * width).high > 0.1 * accuracy * best_;
      if (wide_low) at_least(form(-width, (al - ah) * n, ah - al, 1, 0), -(al * width) - (ah - al) * width);
      if (wide_high) at_least(form(0, width, bl - bh, 0, 1), bh * width - (bh - bl) * (n * al) - (bh - bl) * width);
      if (!wide_low || !wide_high) continue;
      at_least(form(-width, 0, ah - al, 1, 1), n * al * (ah - bh));
      at_least(form(0, width, bl - bh, 1, 1), n * bh * (bl - al));
    }
    linear_program lp = program(b, more);
    const outcome found = lp.maximize(cost);
    if (found != outcome::optimal) return found;
    b.bound = double(lp.objective() + constant);
    for (std::size_t i = 0; i < nodes_.size(); ++i) b.value[i] = double(lp.value(i) / nodes_[i].rank);
    for (std::size_t k = 0; k < size_.size(); ++k) b.share[k] = double(lp.value(share_variable(k)));
    return found;
  }

  /// How block k is filled at the relaxation's solution: the units at the upper end, the one in between.
  struct filling {
    double low, high, full, rest;
  };
  filling fill(const box& b, std::size_t k) const {
    const double low = b.value[k], high = std::max(low, b.value[k + 1]), over = b.share[k] - size_[k] * low;
    const double full = high > low ? std::floor(over / (high - low)) : 0;
    const double kept = std::max(b.fewest[k], std::min(b.most[k] - 1, full));
    return {low, high, kept, over - kept * (high - low) + low};
  }

  /// The sum of squares of the sample that fills the blocks so.
  double attained(const box& b) const {
    double sum = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].unit()) sum += b.value[i] * b.value[i];
    for (std::size_t k = 0; k < size_.size(); ++k) {
      if (size_[k] == 0) continue;
      const filling f = fill(b, k);
      sum += f.full * f.high * f.high + f.rest * f.rest + (size_[k] - f.full - 1) * f.low * f.low;
    }
    return sum;
  }

  /// The node or block where the relaxation gives most away.
  std::size_t worst(const box& b) const {
    std::vector<double> error(nodes_.size() + size_.size());
    const auto chord = [](double x, double from, double to) { return (x - from) * (to - x); };
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].unit()) error[i] += chord(b.value[i], b.lower[i], b.upper[i]);
    for (std::size_t k = 0; k < size_.size(); ++k) {
      if (size_[k] == 0) continue;
      const filling f = fill(b, k);
      const double n = b.most[k] - b.fewest[k];
      error[k] += (size_[k] - b.most[k]) * chord(f.low, b.lower[k], b.upper[k]);
      error[k + 1] += b.fewest[k] * chord(f.high, b.lower[k + 1], b.upper[k + 1]);
      error[nodes_.size() + k] = n == 1 ? chord(f.rest, b.least[k], b.greatest[k]) : chord(f.rest, f.low, f.high);
      if (n == 1) continue;
      // What each relaxation of the products loses at A and at B; the tightest one tells.
      const double placed = f.full - b.fewest[k];
      const double over = placed * (f.high - f.low) + f.rest - f.low, under = n * (f.high - f.low) - over;
      const double al = f.low - b.lower[k], ah = b.upper[k] - f.low;
      const double bl = f.high - b.lower[k + 1], bh = b.upper[k + 1] - f.high;
      const double lost[3][2] = {
          {al * under, bh * (over + n * al)}, {ah * (n * al + over), bh * over}, {al * under, bl * (n * bh + under)}};
      const auto least =
          std::min_element(lost, lost + 3, [](const auto& x, const auto& y) { return x[0] + x[1] < y[0] + y[1]; });
      error[k] += (*least)[0];
      error[k + 1] += (*least)[1];
    }
    return static_cast<std::size_t>(std::max_element(error.begin(), error.end()) - error.begin());
  }

  template <class Enter>
  void split(const box& b, Enter enter) const {
    const std::size_t part = worst(b);
    const auto halves = [&](std::vector<double> box::*low, std::vector<double> box::*high, std::size_t i, double x) {
      const double from = (b.*low)[i], to = (b.*high)[i], margin = 1e-9 * (to - from);
      box below = b, above = b;
      (below.*high)[i] = (above.*low)[i] = x > from + margin && x < to - margin ? x : from + (to - from) / 2;
      const bool narrow = low == &box::lower && !(facts_.mean.upper < 2 * facts_.mean.lower);  // no mean gives a scale
      for (box* half : {&below, &above})
        if (!narrow || tighten(*half)) enter(std::move(*half));
    };
    if (part < nodes_.size()) return halves(&box::lower, &box::upper, part, b.value[part]);
    const std::size_t k = part - nodes_.size();
    const filling f = fill(b, k);
    if (b.most[k] - b.fewest[k] == 1) return halves(&box::least, &box::greatest, k, f.rest);
    const double from[] = {b.fewest[k], f.full, f.full + 1}, to[] = {f.full, f.full + 1, b.most[k]};
    for (int i = 0; i < 3; ++i) {
      if (from[i] == to[i]) continue;
      box some = b;
      some.fewest[k] = from[i];
      some.most[k] = to[i];
      enter(std::move(some));
    }
  }

 public:
  double bound() {
    std::vector<box> open;  // a heap
    double discarded = 0;   // the largest bound of a box that was not looked into
    const auto enter = [&](box&& b) {
      const outcome found = relax(b);
      if (found == outcome::infeasible) return;
      if (found == outcome::optimal) best_ = std::max(best_, attained(b));
      if (b.bound <= best_ * (1 + accuracy)) {
        discarded = std::max(discarded, b.bound);
      } else {
        open.push_back(std::move(b));
        std::push_heap(open.begin(), open.end());
      }
    };
    enter(everything());
    if (open.empty() && discarded == 0) return 1;  // there are samples: rounding has hidden them
    for (int boxes = 0; !open.empty() && open.front().bound > best_ * (1 + accuracy) && boxes < most_boxes; ++boxes) {
      std::pop_heap(open.begin(), open.end());
      const box b = std::move(open.back());
      open.pop_back();
      split(b, enter);
    }
    return std::max({best_, discarded, open.empty() ? 0 : open.front().bound});
  }
};

}  // namespace lorenz::detail

#endif
