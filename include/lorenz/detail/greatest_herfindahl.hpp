// SPDX-License-Identifier: BSL-1.0
//
// greatest_herfindahl: the greatest sum of squared shares under published facts, and a sample that has it.
//
//     greatest_herfindahl search(constraints);
//     search.bound()         never too low
//     search.sample()        meets every fact and has a value up to 1e-9 of it below: 5e-7 where 1e-9 takes more than
//                            500 boxes, and what there is after 10,000
//
// Cut the units at the ranks that the facts name: every fact is a linear row of the values there (nodes), the sums of
// the blocks in between and tau = 1/mean. A convex function is largest in a corner, but n units have too many: branch
// and bound over boxes of samples (sample_box.hpp).
//
// Bound. A sample is a mixture of corners of its box, and has no more squares than they have on average: the best
// mixture that meets the rows, a linear program, is a bound. It starts with few corners and gets the one that gains
// most at its prices, by dynamic programming (Dantzig and Wolfe 1960, doi:10.1287/opre.8.1.101). Any prices y give the
// bound
//     max over corners of (squares - y row)  +  max over rows and tau within their limits of (y row),
// so that rounding inside the program costs no certainty. Without the squares a bound below 0 proves the box empty.
//
// Split. The mean of the mixture meets the rows, and so does the sample that fills its blocks. What this lacks is the
// covariance of node values and sums, a matter of nodes, and (x - A)(B - x) for the unit x in between, one of blocks.
// The worst node is split near its mean, a block at m, where x becomes a node for the samples between m and m + 1.
// Limits of m follow from those of A, B and the sum: without them the error shrinks only as the box, not as its square.

#ifndef LORENZ_DETAIL_GREATEST_HERFINDAHL_HPP
#define LORENZ_DETAIL_GREATEST_HERFINDAHL_HPP

#include <algorithm>  // find, max, max_element, min, pop_heap, push_heap, sort
#include <cmath>      // fabs, floor
#include <cstddef>    // ptrdiff_t, size_t
#include <utility>    // move
#include <vector>     // vector

#include "fact_program.hpp"
#include "linear_program.hpp"
#include "sample_box.hpp"

namespace lorenz::detail {

class greatest_herfindahl {
 public:
  /// `count[i]` units hold `share[i]` of `total` each.
  struct population {
    std::vector<double> share, count;
    double total;
  };

  explicit greatest_herfindahl(const constraints& c) : facts_(c), attained_((1 - 1e-12) / c.n) {
    name_places();
    add_rows();
    limit_nodes();
    search();
  }
  double bound() const { return bound_; }
  double attained() const { return attained_; }
  const population& sample() const { return sample_; }

 private:
  // A value between units. `unit`: that of the unit with `rank` units at or above it. The others separate the `rank`
  // largest units from the rest: `ceiling` no less than the rest, `floor` no more than the largest; one does for both
  // unless the facts keep them apart.
  enum class side { ceiling, floor, unit };
  struct place {
    double rank;
    side at;
    bool operator==(const place& b) const { return rank == b.rank && at == b.at; }
    double above() const { return at == side::unit ? rank - 1 : rank; }  // units above it
  };
  struct box : sample_box {
    double bound = 1;
    std::vector<double> price;    // that gave it
    std::vector<corner> mixture;  // of the solution
    std::size_t part = 0;         // to be split: a node, or nodes.size() + block
    double where = 0;
    bool operator<(const box& b) const { return bound < b.bound; }
  };
  using corner = sample_box::corner;

  static constexpr double accuracy = 1e-9, enough = 5e-7;  // of the value
  static constexpr int many_boxes = 500, most_boxes = 10000;
  static constexpr double slack = 1e-13;  // of each row: more than rounding takes from corners and prices

  const constraints& facts_;
  std::vector<place> places_;    // ascending by value
  std::vector<box_row> rows_;    // for nodes, then blocks
  std::size_t priced_rows_ = 0;  // the others follow from them
  box all_;
  double attained_, bound_ = 1;
  population sample_{};

  std::size_t find(const place& x) const {
    return static_cast<std::size_t>(std::find(places_.begin(), places_.end(), x) - places_.begin());
  }
  bool has(const place& x) const { return find(x) < places_.size(); }
  void name(const place& x) {
    if (!has(x)) places_.push_back(x);
  }

  /// The place that a row about one unit bounds.
  place bounded(const value_row& v) const {
    const double rank = v.units[0].rank.high;
    if (has({rank, side::unit})) return {rank, side::unit};
    if (v.at_most) return {rank - 1, side::ceiling};
    bool apart = rank == facts_.n;
    for (const value_row& other : facts_.values)
      if (other.at_most && other.bound < v.bound && other.units.size() == 1)
        apart = apart || other.units[0].rank == rank + 1;
    return {rank, apart ? side::floor : side::ceiling};
  }

  void name_places() {
    name({1, side::unit});
    for (const share_row& s : facts_.shares)
      if (floor_of(s.top) < s.top) name({floor_of(s.top).high + 1, side::unit});
    for (const value_row& v : facts_.values)
      for (const ranked_unit& u : v.units)
        if (v.units.size() > 1) name({u.rank.high, side::unit});
    name({facts_.n, side::floor});
    for (const share_row& s : facts_.shares) {
      const double top = s.top.high;
      const bool inside = floor_of(s.top) == s.top && 0 < top && top < facts_.n;
      if (inside && !has({top, side::unit}) && !has({top + 1, side::unit})) name({top, side::ceiling});
    }
    for (const value_row& v : facts_.values)
      if (v.units.size() == 1) name(bounded(v));
    std::sort(places_.begin(), places_.end(),
              [](const place& a, const place& b) { return a.rank != b.rank ? a.rank > b.rank : a.at < b.at; });
    for (std::size_t i = 0; i < places_.size(); ++i)
      all_.nodes.push_back({i, places_[i].rank, places_[i].at == side::unit, 0, 1});
    for (std::size_t k = 0; k + 1 < places_.size(); ++k) {
      const double size = places_[k].above() - places_[k + 1].rank;
      all_.blocks.push_back({places_.size() + k, size, 0, size});
    }
  }

  void add_row(const real& lower, const real& upper) {
    rows_.push_back({double(lower) - slack, double(upper) + slack, 0, std::vector<double>(2 * places_.size() - 1)});
  }
  void add_share(const real& top, const real& lower, const real& upper) {
    add_row(lower, upper);
    for (const sample_box::node& x : all_.nodes)
      if (x.unit) rows_.back().of[x.part] = std::max(0.0, double(min_of(1, top - (x.rank - 1))));
    for (std::size_t k = 0; k < all_.blocks.size(); ++k)
      rows_.back().of[all_.blocks[k].part] = top < places_[k].above() ? 0 : 1;
  }

  void add_rows() {
    const real unbounded = linear_program::infinity, unit = value_unit(facts_);
    std::vector<real> tops{facts_.n};
    add_share(facts_.n, 1, 1);
    for (const share_row& s : facts_.shares) add_share(s.top, s.lower, s.upper), tops.push_back(s.top);
    // No value is above 1/rank: beyond this tau no row can be met, or all can.
    double most = facts_.floor > 0 ? double(unit / facts_.floor) : 0;
    for (const value_row& v : facts_.values) {
      v.at_most ? add_row(-unbounded, v.tolerance()) : add_row(-v.tolerance(), unbounded);
      double scale = facts_.n;  // keeps coefficients near 1
      for (const ranked_unit& u : v.units) scale = std::min(scale, std::max(1.0, u.rank.high));
      for (const ranked_unit& u : v.units) {
        const place x = v.units.size() > 1 ? place{u.rank.high, side::unit} : bounded(v);
        rows_.back().of[find(x)] = double(u.coefficient * scale);
      }
      rows_.back().tau = -double(scale / facts_.n * (v.bound / unit));
      if (v.bound > 0) most = std::max(most, -1 / rows_.back().tau);
    }
    add_row(0, unbounded);
    rows_.back().of[0] = facts_.n;
    rows_.back().tau = -double(facts_.floor / unit);
    priced_rows_ = rows_.size();
    all_.tau.lower = double(over_mean(unit, facts_.mean.upper, 0)) * (1 - 1e-14);
    all_.tau.upper = double(over_mean(unit, facts_.mean.lower, linear_program::infinity));
    all_.tau.upper = std::max(all_.tau.lower, std::min(all_.tau.upper, most) * (1 + 1e-14));

    // Sums between two shares, for narrow().
    std::vector<std::size_t> order;
    for (std::size_t r = 0; r < tops.size(); ++r) order.push_back(r);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return tops[a] < tops[b]; });
    for (std::size_t i = 1; i < order.size(); ++i) {
      box_row between = rows_[order[i]];
      const box_row& smaller = rows_[order[i - 1]];
      between.lower -= smaller.upper, between.upper -= smaller.lower;
      for (std::size_t p = 0; p < between.of.size(); ++p) between.of[p] -= smaller.of[p];
      rows_.push_back(between);
    }
  }

  /// Averaging the units between two named ranks moves the largest of them down and the smallest up: the columns of
  /// fact_program reach the ends of what a node can be.
  void limit_nodes() {
    fact_program program(facts_);
    const auto end = [&](double rank, double sign) {
      program.maximize([&](const real& h) { return h < rank ? real(0) : sign * rank / h; });
      return sign * double(program.objective()) / rank;
    };
    for (sample_box::node& x : all_.nodes) {
      const double least = x.unit ? x.rank : x.rank + 1;  // the largest unit that is not above it
      if (least <= facts_.n) x.lower = std::max(0.0, end(least, -1) - slack / least);
      x.upper = std::min(1.0, end(x.rank, 1) + slack / x.rank);
    }
  }

  /// The bound that prices give, and the corner that has it.
  double priced(const box& b, std::vector<double>& price, double weight, corner& where) const {
    double sum = 0, tau = 0, rounding = 0;
    for (std::size_t r = 0; r < priced_rows_; ++r) {
      const box_row& row = rows_[r];
      if (std::fabs(price[r] > 0 ? row.upper : row.lower) == linear_program::infinity) price[r] = 0;
      if (price[r] != 0) sum += price[r] * (price[r] > 0 ? row.upper : row.lower);
      tau -= price[r] * row.tau;
      rounding += std::fabs(price[r] * row.tau) * 1e-15;
    }
    tau += rounding;
    sum += tau * (tau > 0 ? b.tau.upper : b.tau.lower);
    return sum + b.steepest(rows_, price, weight, where);
  }

  bool close(double bound) const { return bound <= attained_ * (1 + accuracy); }

  /// Bounds a box and finds where to split it; false where it needs no splitting.
  bool relax(box& b) {
    corner next;
    std::vector<double> price = b.price;
    price.resize(priced_rows_);
    b.bound = std::min(b.bound, priced(b, price, 1, next));
    if (close(b.bound)) return false;

    linear_program program(1e-16);  // limits of a node may differ by little more than `slack`
    std::vector<real> tau{real(0)}, cost{real(0)};
    program.add_row(1, 1);
    for (std::size_t r = 0; r < priced_rows_; ++r) {
      program.add_row(rows_[r].lower, rows_[r].upper);
      tau.push_back(rows_[r].tau);
    }
    program.add_column(tau, b.tau.lower, b.tau.upper);
    std::vector<corner> corners;
    const auto add = [&](const corner& c) {
      std::vector<real> column{real(1)};
      const std::vector<double> sums = b.totals(c);
      for (std::size_t r = 0; r < priced_rows_; ++r) column.push_back(b.held(rows_[r], c.value, sums));
      program.add_column(column);
      cost.push_back(b.squares(c));
      corners.push_back(c);
    };
    for (const corner& c : b.mixture)
      if (b.contains(c)) add(c);
    add(next);
    bool feasible = false;
    for (int step = 0; step < 300; ++step) {
      feasible = program.maximize(cost) == linear_program::outcome::optimal;
      double prices = 0;
      for (std::size_t r = 0; r < priced_rows_; ++r) {
        price[r] = double(program.dual(r + 1));
        prices += std::fabs(price[r]);
      }
      const double value = priced(b, price, feasible ? 1 : 0, next);
      if (!feasible && value < 0.5 * slack * prices) return b.bound = 0, false;
      if (feasible) {
        if (value < b.bound) b.bound = value, b.price = price;
        if (close(b.bound)) return false;
        const double objective = double(program.objective());
        if (value - objective <= 1e-10 * attained_ + 0.5 * (objective - attained_)) break;
      }
      bool known = false;
      for (const corner& c : corners) known = known || (c.value == next.value && c.full == next.full);
      if (known) break;
      add(next);
    }
    b.mixture.clear();
    std::vector<double> weight;
    for (std::size_t j = 0; feasible && j < corners.size(); ++j) {
      const double w = double(program.value(j + 1));
      if (w > 0) weight.push_back(w), b.mixture.push_back(std::move(corners[j]));
    }
    return judge(b, weight, double(program.value(0)));
  }

  /// Fills the mean of the mixture to a sample and chooses where to split; false where nothing is left to split.
  bool judge(box& b, const std::vector<double>& weight, double tau) {
    const std::size_t n = b.nodes.size();
    std::vector<double> value(n), sum(n), error(2 * n - 1), where(2 * n - 1);
    for (std::size_t j = 0; j < weight.size(); ++j) {
      for (std::size_t i = 0; i < n; ++i) value[i] += weight[j] * b.mixture[j].value[i];
      for (std::size_t k = 0; k + 1 < n; ++k) sum[k] += weight[j] * b.total(b.mixture[j], k);
    }
    double nodes = 0, blocks = 0, squares = 0;
    for (std::size_t i = 0; i < n; ++i) {
      where[i] = value[i];
      if (!(b.nodes[i].lower < b.nodes[i].upper)) continue;
      for (std::size_t j = 0; j < weight.size(); ++j) {
        const corner& c = b.mixture[j];
        const double off = c.value[i] - value[i];
        double slope = b.nodes[i].unit ? off : 0;
        // `fixed` units are at this node, the open ones have (A + B) S - n A B
        const auto lean = [&](std::size_t k, std::size_t other, double fixed) {
          const sample_box::block& y = b.blocks[k];
          const double up = c.value[k + 1] - value[k + 1], down = c.value[k] - value[k];
          const double open = b.total(c, k) - sum[k] - y.fewest * up - (y.size - y.most) * down;
          slope += fixed * off + open - (y.most - y.fewest) * (other == k ? down : up) / 2;
        };
        if (i > 0) lean(i - 1, i - 1, b.blocks[i - 1].fewest);
        if (i + 1 < n) lean(i, i + 1, b.blocks[i].size - b.blocks[i].most);
        error[i] += weight[j] * off * slope;
      }
      nodes += error[i];
    }
    population p{{}, {}, facts_.n * value_unit(facts_) / tau};
    for (std::size_t k = 0; k < n; ++k) {
      const auto put = [&](double share, double count) {
        if (count > 0) p.share.push_back(share), p.count.push_back(count);
        squares += count * share * share;
      };
      put(value[k], b.nodes[k].unit ? 1 : 0);
      if (k + 1 == n || b.blocks[k].size == 0) continue;
      const sample_box::block& y = b.blocks[k];
      const double low = value[k], width = value[k + 1] - low, over = sum[k] - y.size * low;
      const auto filled = [&](double from, double to) {
        return width > 0 ? std::max(from, std::min(to - 1, std::floor(over / width))) : from;
      };
      const double full = filled(0, y.size);
      put(low, y.size - full - 1);
      put(low + over - full * width, 1);
      put(low + width, full);
      if (!(y.fewest < y.most)) continue;
      where[n + k] = filled(y.fewest, y.most);
      const double rest = over - where[n + k] * width;
      error[n + k] = rest * (width - rest);
      blocks += error[n + k];
    }
    if (squares > attained_ && agrees(b, value, sum, tau)) attained_ = squares, sample_ = std::move(p);

    const auto middle = error.begin() + static_cast<std::ptrdiff_t>(n);
    const auto node = std::max_element(error.begin(), middle), block = std::max_element(middle, error.end());
    auto worst = block != error.end() && (nodes < blocks || !(*node > 0)) ? block : node;
    if (!(*worst > 0)) {  // nothing known: the widest node
      for (std::size_t i = 0; i < n; ++i) error[i] = (b.nodes[i].upper - b.nodes[i].lower) * b.nodes[i].rank;
      worst = std::max_element(error.begin(), middle);
    }
    b.part = static_cast<std::size_t>(worst - error.begin());
    b.where = where[b.part];
    return *worst > 0;
  }

  /// Whether a sample meets the rows: rounding may have spoilt the program.
  bool agrees(const box& b, const std::vector<double>& value, const std::vector<double>& sum, double tau) const {
    for (std::size_t r = 0; r < priced_rows_; ++r) {
      const double held = double(b.held(rows_[r], value, sum)) + rows_[r].tau * tau;
      if (!(held >= rows_[r].lower - slack && held <= rows_[r].upper + slack)) return false;
    }
    return true;
  }

  template <class Enter>
  void split(const box& b, Enter enter) const {
    const std::size_t n = b.nodes.size();
    if (b.part < n) {
      const double from = b.nodes[b.part].lower, to = b.nodes[b.part].upper, margin = 0.25 * (to - from);
      box below = b, above = b;
      below.nodes[b.part].upper = above.nodes[b.part].lower = std::max(from + margin, std::min(to - margin, b.where));
      enter(std::move(below));
      return enter(std::move(above));
    }
    const std::size_t k = b.part - n;
    box fewer = b, more = b, between = b;
    fewer.blocks[k].most = b.where;
    more.blocks[k].fewest = b.where + 1;
    if (b.blocks[k].fewest < b.where) enter(std::move(fewer));
    if (b.where + 1 < b.blocks[k].most) enter(std::move(more));
    between.name_unit(k, b.where);
    enter(std::move(between));
  }

  void search() {
    std::vector<box> open;  // a heap
    double done = 0;        // the largest bound of a box that is not split
    const auto enter = [&](box&& b) {
      if (!b.narrow(rows_, slack)) return;
      if (relax(b)) {
        open.push_back(std::move(b));
        std::push_heap(open.begin(), open.end());
      } else {
        done = std::max(done, b.bound);
      }
    };
    enter(std::move(all_));
    for (int boxes = 0; !open.empty() && !close(open.front().bound) && boxes < most_boxes; ++boxes) {
      if (boxes > many_boxes && open.front().bound <= attained_ * (1 + enough)) break;
      std::pop_heap(open.begin(), open.end());
      const box b = std::move(open.back());
      open.pop_back();
      split(b, enter);
    }
    bound_ = std::max(done, open.empty() ? 0 : open.front().bound);
    bound_ = bound_ == 0 ? 1 : std::max(bound_, attained_);  // 0: rounding has hidden all samples
  }
};

}  // namespace lorenz::detail

#endif
