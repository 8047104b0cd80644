// SPDX-License-Identifier: BSL-1.0
//
// fact_program: what published facts say about the shares of n units, as one linear program. facts.hpp states the
// facts; here they are rows, and its mixture weights are columns.
//
//     constraints c;  c.shares.push_back({200, {0.496, 0.496}});  ...
//     consistent(c);  gini_bounds(c);  top_share_bounds(c, 1000)
//
// Every ascending vector of n shares is one mixture, with weights w_h >= 0 that sum to 1, of "h units hold 1/h each,
// the others nothing", h = n, ..., 1. With tau = 1/mean (Charnes and Cooper 1962, doi:10.1002/nav.3800090303)
//     share of the top K = sum w_h min(1, K/h)                    Gini = sum w_h (1 - h/n)
//     (value with r units at or above it) / mean = sum over h >= r of w_h n/h <= value * tau, and the like.
// A floor under the values is a part of w_n: w_n = w + floor * tau. Without a number of units n is 1, h a fraction in
// [0, 1], and h = 0 the limit of ever fewer units with everything.
//
// Averaging the units between two ranks that the rows name changes no share row and loosens every value row: the
// columns at those ranks decide feasibility, the lower end of Gini and both ends of a share. The upper end of Gini
// needs more: between two named ranks a column gains 1 - h/n - A - B/h, A and B from the dual prices, most at
// h = sqrt(n B); columns are added there until none gains.

#ifndef LORENZ_DETAIL_FACT_PROGRAM_HPP
#define LORENZ_DETAIL_FACT_PROGRAM_HPP

#include <algorithm>  // max, min, sort, unique
#include <cmath>      // fabs, floor, round, sqrt
#include <cstddef>    // size_t
#include <limits>     // numeric_limits
#include <stdexcept>  // runtime_error
#include <string>     // string
#include <vector>     // vector

#include "../sample.hpp"
#include "linear_program.hpp"

namespace lorenz::detail {

/// lower <= share of the `top` largest <= upper.
struct share_row {
  real top;
  real lower, upper;
};

/// The unit with `rank` units at or above it, itself included. Without whole units the value at the quantile
/// 1 - rank from the right, or, `open`, from the left.
struct ranked_unit {
  real rank;
  bool open;
  real coefficient;
};

/// sum of coefficient * value <= bound where at_most (< where strict), >= bound otherwise.
struct value_row {
  std::vector<ranked_unit> units;
  double bound;
  bool at_most, strict;
  /// What rounding leaves of a combination of units that other rows imply.
  double tolerance() const { return units.size() > 1 ? 1e-15 : 0; }
};

struct constraints {
  double n = 1;
  bool whole = false;  // n counts units
  double floor = 0;    // no value is below it
  interval mean{0, linear_program::infinity};
  std::vector<share_row> shares;
  std::vector<value_row> values;
};

/// One fact as it was stated.
struct statement {
  enum class kind { mean, total, share, below, quantile, range };
  kind what;
  std::string text;
  interval figure;       // the mean, the share, the value; of a range, its ends
  interval place{0, 0};  // fraction of the units from below; of `top`, from above
  bool of_top = false;
  bool counted = false;  // `place` counts units
};

inline interval widened_figure(const interval& f) {
  constexpr double few = 4 * std::numeric_limits<double>::epsilon();
  return {f.lower - few * std::fabs(f.lower), f.upper + few * std::fabs(f.upper)};
}

/// p n, and an integer where it is one to 4 epsilons.
inline real fact_position(double p, double n, bool whole) {
  const real exact = real(p) * n;
  const double nearest = std::round(exact.high);
  const double few = 4 * std::numeric_limits<double>::epsilon() * nearest;
  return whole && magnitude(exact - nearest).high <= few ? real(nearest) : exact;
}

/// How many of the largest units `place` separates from the others.
inline real largest_units(const constraints& c, double place, bool of_top, bool counted) {
  const real part = min_of(counted ? real(place) : fact_position(place, c.n, c.whole), c.n);
  return of_top ? part : c.n - part;
}

inline void constrain_quantile(constraints& c, double p, double value, bool at_most) {
  value_row row{{}, value, at_most, false};
  if (c.whole) {
    const real h = fact_position(p, c.n - 1, true);
    const real lower = floor_of(h);
    const real part = h - lower;
    row.units.push_back({c.n - lower, false, 1 - part});
    if (part.high != 0) row.units.push_back({c.n - lower - 1, false, part});
  } else {
    if (!at_most && p == 1) return;
    row.units.push_back({real(1) - real(p), at_most, 1});
  }
  c.values.push_back(row);
}

inline void constrain_below(constraints& c, const interval& place, const interval& value) {
  const real n = c.n;
  if (c.whole) {
    const real least = -floor_of(-fact_position(place.lower, c.n, true));
    const real most = floor_of(fact_position(place.upper, c.n, true));
    if (least.high > 0) c.values.push_back({{{n - least + 1, false, 1}}, value.upper, true, true});
    if (most < n) c.values.push_back({{{n - most, false, 1}}, value.lower, false, false});
  } else {
    if (place.lower > 0) c.values.push_back({{{n - place.lower, true, 1}}, value.upper, true, true});
    if (place.upper < 1) c.values.push_back({{{n - place.upper, false, 1}}, value.lower, false, false});
  }
}

inline void constrain(constraints& c, const statement& fact) {
  const interval f = widened_figure(fact.figure);
  const double all = fact.counted ? fact.place.upper : 1;
  const interval place{std::max(fact.place.lower, 0.0), std::min(fact.place.upper, all)};
  switch (fact.what) {
    case statement::kind::mean:
    case statement::kind::total: {
      const double units = fact.what == statement::kind::total ? c.n : 1;
      c.mean = {std::max(c.mean.lower, f.lower / units), std::min(c.mean.upper, f.upper / units)};
      return;
    }
    case statement::kind::share: {
      const real low = fact.of_top ? real(f.lower) : real(1) - real(f.upper);
      const real high = fact.of_top ? real(f.upper) : real(1) - real(f.lower);
      const real from = largest_units(c, place.lower, fact.of_top, fact.counted);
      const real to = largest_units(c, place.upper, fact.of_top, fact.counted);
      const real unbounded = linear_program::infinity;
      if (from == to) return c.shares.push_back({from, low, high});
      c.shares.push_back({from, low, unbounded});  // the curve rises: it is low enough at one end, high at the other
      c.shares.push_back({to, real(-unbounded.high), high});
      return;
    }
    case statement::kind::below:
      return constrain_below(c, place, fact.figure);
    case statement::kind::quantile:
      constrain_quantile(c, place.lower, fact.figure.upper, true);
      return constrain_quantile(c, place.upper, fact.figure.lower, false);
    case statement::kind::range:
      c.floor = std::max(c.floor, fact.figure.lower);
      if (fact.figure.upper < linear_program::infinity)
        c.values.push_back({{{real(c.whole ? 1 : 0), !c.whole, 1}}, fact.figure.upper, true, false});
  }
}

/// Makes one value of those that differ by less than 4 epsilons.
inline void merge_values(constraints& c) {
  std::vector<double*> values{&c.floor};
  for (value_row& row : c.values) values.push_back(&row.bound);
  std::sort(values.begin(), values.end(), [](const double* a, const double* b) { return *a < *b; });
  for (std::size_t i = 1; i < values.size(); ++i)
    if (*values[i] <= widened_figure({0, *values[i - 1]}).upper) *values[i] = *values[i - 1];
}

/// A value of the size of the others: tau is value_unit / mean.
inline double value_unit(const constraints& c) {
  double unit = c.mean.upper < linear_program::infinity ? c.mean.upper : 0;
  if (unit == 0)
    for (const value_row& row : c.values) unit = std::max(unit, std::fabs(row.bound));
  unit = std::max(unit, std::fabs(c.floor));
  return unit == 0 ? 1 : unit;
}

/// unit / mean, where there is one.
inline real over_mean(const real& unit, double mean, double otherwise) {
  return mean > 0 && mean < linear_program::infinity ? unit / mean : real(otherwise);
}

class fact_program {
 public:
  using outcome = linear_program::outcome;

  /// `top`: a further share that will be asked for.
  explicit fact_program(const constraints& c, const real& top = 0) : facts_(c) {
    const real unit = value_unit(c);
    floor_ = c.floor / unit;
    program_.add_row(1, 1);
    for (const share_row& row : c.shares) program_.add_row(row.lower, row.upper);
    for (const value_row& row : c.values)
      row.at_most ? program_.add_row(-linear_program::infinity, row.tolerance())
                  : program_.add_row(-row.tolerance(), linear_program::infinity);
    slack_row_ = program_.add_row(0, linear_program::infinity);
    find_breaks(top);

    std::vector<real> tau = column(c.n), slack(tau.size(), real(0));
    for (real& a : tau) a = a * floor_;
    for (std::size_t i = 0; i < c.values.size(); ++i) {
      const value_row& row = c.values[i];
      const std::size_t at = 1 + c.shares.size() + i;
      const real bound = scale(row) * (row.bound / unit);
      tau[at] = tau[at] - bound;
      if (row.strict) slack[at] = bound == 0 ? scale(row) : magnitude(bound);
    }
    tau[slack_row_] = 1;
    slack[slack_row_] = -1;
    program_.add_column(tau, over_mean(unit, c.mean.upper, 0), over_mean(unit, c.mean.lower, linear_program::infinity));
    program_.add_column(slack);
    for (const real& h : breaks_) add(h);
  }

  /// Maximises sum w_h gain(h), plus the part of the floor; `gain` maps h to a real.
  template <class Gain>
  outcome maximize(Gain gain) {
    cost_.assign(2, real(0));
    cost_[0] = floor_ * gain(facts_.n);
    for (const real& h : holders_) cost_.push_back(gain(h));
    const outcome found = program_.maximize(cost_);
    if (found != outcome::optimal && found != outcome::unbounded) fail();
    return found;
  }

  /// How far the strict rows, and the mean below infinity, can be from equality, relative to their bounds.
  bool consistent() {
    cost_.assign(2 + holders_.size(), real(0));
    cost_[1] = 1;
    const outcome found = program_.maximize(cost_);
    if (found == outcome::unbounded) return true;
    if (found == outcome::infeasible) return false;
    if (found == outcome::unsolved) fail();
    constexpr double least = 1e-12;  // figures are known to 4 epsilon
    const double slack = double(program_.value(1));
    return slack > least && slack > least * double(program_.value(0));
  }

  /// Adds columns until the Gini coefficient cannot grow; returns its upper bound.
  real maximize_gini() {
    const auto gain = [this](const real& h) { return real(1) - h / facts_.n; };
    for (int round = 0;; ++round) {
      if (maximize(gain) == outcome::unbounded) return linear_program::infinity;
      real best = 0;
      std::vector<real> found;
      for (std::size_t b = 0; b < breaks_.size(); ++b) price_between(b, best, found);
      // The weights sum to 1, so that no sample gains more than `best`.
      if (found.empty() || round == 400) return program_.objective() + best;
      for (const real& h : found) add(h);
    }
  }

  /// Weight of each column h, in the order of holders(); the floor belongs to h = n.
  real weight(std::size_t i) const { return program_.value(2 + i); }
  const std::vector<real>& holders() const { return holders_; }
  real floor_weight() const { return program_.value(0) * floor_; }
  real objective() const { return program_.objective(); }

  /// The ranks that the rows name, descending from n.
  const std::vector<real>& breaks() const { return breaks_; }

 private:
  const constraints& facts_;
  linear_program program_;
  real floor_;  // tau counts in value_unit()
  std::size_t slack_row_ = 0;
  std::vector<real> breaks_, holders_, cost_;

  [[noreturn, gnu::noinline, gnu::cold]] static void fail() {
    throw std::runtime_error("lorenz::facts: figures so close to each other that rounding decides");
  }

  void add(const real& h) {
    program_.add_column(column(h));
    holders_.push_back(h);
  }

  /// Keeps the largest coefficient of a value row near 1.
  real scale(const value_row& row) const {
    real least = row.units[0].rank;
    for (const ranked_unit& u : row.units) least = min_of(least, u.rank);
    return least.high > 0 ? least / facts_.n : 1;
  }

  bool counts(const ranked_unit& u, const real& h) const { return u.rank < h || (u.rank == h && !u.open); }

  std::vector<real> column(const real& h) const {
    std::vector<real> a{real(1)};
    for (const share_row& row : facts_.shares)
      a.push_back(h.high == 0 ? real(row.top.high > 0 ? 1 : 0) : min_of(1, row.top / h));
    for (const value_row& row : facts_.values) {
      real sum;
      for (const ranked_unit& u : row.units)
        if (counts(u, h)) sum = sum + u.coefficient * (facts_.n / h);
      a.push_back(sum * scale(row));
    }
    a.push_back(0);
    return a;
  }

  void find_breaks(const real& top) {
    const real n = facts_.n;
    const auto name = [&](const real& h) {
      if (h.high > 0 && !(n < h)) breaks_.push_back(h);
    };
    const auto name_share = [&](const real& h) {
      const real below = floor_of(h);
      name(facts_.whole ? below : h);
      if (facts_.whole && below < h) name(below + 1.0);
    };
    name(n);
    if (facts_.whole) name(1);
    name_share(top);
    bool bounded = false;
    for (const share_row& row : facts_.shares) name_share(row.top);
    for (const value_row& row : facts_.values)
      for (const ranked_unit& u : row.units) {
        name(u.rank);
        if (facts_.whole) name(u.rank - 1);
        bounded = bounded || u.rank.high == 0;
      }
    if (!facts_.whole && !bounded) breaks_.push_back(0);
    std::sort(breaks_.begin(), breaks_.end(), [](const real& a, const real& b) { return b < a; });
    breaks_.erase(std::unique(breaks_.begin(), breaks_.end()), breaks_.end());
  }

  /// The columns between breaks b and b + 1 (or zero) that gain most.
  void price_between(std::size_t b, real& best, std::vector<real>& found) const {
    const real high = breaks_[b];
    const real low = b + 1 < breaks_.size() ? breaks_[b + 1] : real(0);
    if (facts_.whole ? !(real(1) < high - low) : high.high == 0) return;
    const real middle = (high + low) * 0.5;
    real slope;  // of -1/h
    for (std::size_t i = 0; i < facts_.shares.size(); ++i)
      if (facts_.shares[i].top < middle) slope = slope + program_.dual(1 + i) * facts_.shares[i].top;
    for (std::size_t i = 0; i < facts_.values.size(); ++i)
      for (const ranked_unit& u : facts_.values[i].units)
        if (counts(u, middle))
          slope =
              slope + program_.dual(1 + facts_.shares.size() + i) * u.coefficient * scale(facts_.values[i]) * facts_.n;
    const real width = high - low;
    real h = slope.high > 0 ? std::sqrt(slope.high * facts_.n) : 0;
    h = min_of(h < low + width * 1e-9 ? low + width * 1e-9 : h, high);
    const real below = facts_.whole ? floor_of(h) : h;
    consider(below, best, found);
    if (facts_.whole) consider(below + 1.0, best, found);
  }

  void consider(const real& h, real& best, std::vector<real>& found) const {
    if (facts_.whole && (h.high < 1 || facts_.n < h.high)) return;
    const std::vector<real> a = column(h);
    real gain = real(1) - h / facts_.n;
    for (std::size_t i = 0; i < a.size(); ++i) gain = gain - a[i] * program_.dual(i);
    if (!(gain.high > 1e-18)) return;
    best = best < gain ? gain : best;
    found.push_back(h);
  }
};

/// False where the mean has no value at all, which the linear program cannot say.
inline bool consistent(const constraints& c) {
  return c.mean.lower <= c.mean.upper && c.mean.upper > 0 && fact_program(c).consistent();
}

inline interval gini_bounds(const constraints& c) {
  fact_program program(c);
  program.maximize([&](const real& h) { return h / c.n - 1.0; });
  const double lower = std::max(0.0, -double(program.objective()));
  return {lower, double(program.maximize_gini())};
}

inline interval top_share_bounds(const constraints& c, const real& top) {
  using outcome = linear_program::outcome;
  fact_program program(c, top);
  const auto held = [&](const real& h) { return h.high == 0 ? real(top.high > 0 ? 1 : 0) : min_of(1, top / h); };
  const bool bounded = program.maximize(held) == outcome::optimal;
  const double upper = bounded ? double(program.objective()) : linear_program::infinity;
  const bool bounded_below = program.maximize([&](const real& h) { return -held(h); }) == outcome::optimal;
  return {bounded_below ? -double(program.objective()) : -linear_program::infinity, upper};
}

}  // namespace lorenz::detail

#endif
