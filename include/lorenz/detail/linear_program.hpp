// SPDX-License-Identifier: BSL-1.0
//
// linear_program: small dense linear programs in twice the precision of double, so that coefficients from 1e-7 to 1
// and bounds 1e-15 apart leave no doubt about which rows are tight.
//
//     linear_program lp;
//     lp.add_row(1, 1);  lp.add_row(0.4, 0.5);       // bounds of sum_j a_ij x_j
//     lp.add_column({1, 0.25});                      // a_0j, a_1j, ... of a new x_j >= 0, at any time
//     lp.maximize({cost_0, cost_1, ...})             // an outcome; starts from the last basis
//     lp.objective();  lp.value(j);  lp.dual(i)
//
// Primal simplex for bounded variables on a dictionary: every row is a variable r_i with bounds, basic at the start,
// and the basic variables are linear forms in the nonbasic ones, which sit at a bound. Phase one minimises the sum of
// the infeasibilities. Largest reduced cost; Bland's rule after a run of degenerate steps, so that it ends.
// Dantzig 1963; Bland 1977, doi:10.1287/moor.2.2.103; Maros 2003, doi:10.1007/978-1-4615-0257-9, for phase one.

#ifndef LORENZ_DETAIL_LINEAR_PROGRAM_HPP
#define LORENZ_DETAIL_LINEAR_PROGRAM_HPP

#include <cmath>    // fabs, floor
#include <cstddef>  // size_t
#include <limits>   // numeric_limits
#include <utility>  // swap
#include <vector>   // vector

#include "wide.hpp"

namespace lorenz::detail {

/// wide<double> as a number: doubles convert to it, operators mix the two.
struct real {
  double high = 0, low = 0;
  constexpr real() = default;
  constexpr real(double x) : high(x) {}
  constexpr real(const wide<double>& x) : high(x.high), low(x.low) {}
  constexpr wide<double> parts() const { return {high, low}; }
  explicit operator double() const { return high + low; }

  friend real operator-(const real& a) { return -a.parts(); }
  friend real operator+(const real& a, const real& b) { return a.parts() + b.parts(); }
  friend real operator-(const real& a, const real& b) { return a.parts() - b.parts(); }
  friend real operator*(const real& a, const real& b) { return a.parts() * b.parts(); }
  friend real operator/(const real& a, const real& b) { return a.parts() / b.parts(); }
  friend bool operator==(const real& a, const real& b) { return a.high == b.high && a.low == b.low; }
  friend bool operator<(const real& a, const real& b) { return a.parts() < b.parts(); }
};

inline real magnitude(const real& x) { return x < 0 ? -x : x; }
inline real min_of(const real& a, const real& b) { return b < a ? b : a; }

/// The largest integer that is not above x.
inline real floor_of(const real& x) {
  const double below = std::floor(x.high);
  return below == x.high && x.low < 0 ? below - 1 : below;
}

class linear_program {
 public:
  /// `unsolved`: rounding has spoilt the dictionary.
  enum class outcome { optimal, infeasible, unbounded, unsolved };
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  /// `least_pivot`: what is smaller is rounding.
  explicit linear_program(double least_pivot = 1e-21) : least_pivot_(least_pivot) {}

  /// lower <= sum_j a_ij x_j <= upper, at least one bound finite. All rows come before the first column.
  std::size_t add_row(const real& lower, const real& upper) {
    variables_.push_back({lower, upper});
    basic_.push_back(rows_);
    return rows_++;
  }

  /// A variable with its coefficients, one a row, and its bounds, `lower` finite.
  std::size_t add_column(const std::vector<real>& a, const real& lower = 0, const real& upper = infinity) {
    // The new term moves r_i to r_i - a_i x in the dictionary as it stands.
    for (std::size_t k = 0; k < rows_; ++k) {
      real entry = basic_[k] < rows_ ? a[basic_[k]] : real(0);
      for (std::size_t j = 0; j < nonbasic_.size(); ++j)
        if (nonbasic_[j] < rows_) entry = entry - a[nonbasic_[j]] * dictionary_[j][k];
      column_.push_back(entry);
    }
    dictionary_.push_back(column_);
    column_.clear();
    nonbasic_.push_back(variables_.size());
    variables_.push_back({lower, upper});
    return variables_.size() - 1 - rows_;
  }

  /// Maximises sum_j cost_j x_j, one cost a column.
  outcome maximize(const std::vector<real>& cost) {
    cost_ = cost;
    std::size_t still = 0;  // steps of length zero in a row
    for (std::size_t steps = 0; steps < 1000 + 100 * variables_.size(); ++steps) {
      const bool feasible = place();
      price(!feasible);
      const std::size_t enter = entering(still > patience);
      if (enter == nonbasic_.size())
        return feasible ? outcome::optimal : doubtful_ ? outcome::unsolved : outcome::infeasible;
      const step s = ratio(enter, still > patience);
      if (s.length.high == infinity) return outcome::unbounded;
      still = magnitude(s.length).high > tolerance ? 0 : still + 1;
      if (s.row == rows_) {
        variables_[nonbasic_[enter]].at_upper = !variables_[nonbasic_[enter]].at_upper;
      } else {
        variables_[basic_[s.row]].at_upper = s.at_upper;
        pivot(s.row, enter);
      }
    }
    return outcome::unsolved;
  }

  real objective() const {
    real sum;
    for (std::size_t j = 0; j < cost_.size(); ++j) sum = sum + cost_[j] * value(j);
    return sum;
  }

  real value(std::size_t j) const { return variables_[rows_ + j].value; }

  /// Gain in the objective for one more unit of row i: a new column with cost c gains c - sum_i a_i dual(i). Where the
  /// program is infeasible, that in minus the sum of the infeasibilities: a new column takes - sum_i a_i dual(i) from
  /// it.
  real dual(std::size_t i) const {
    for (std::size_t j = 0; j < nonbasic_.size(); ++j)
      if (nonbasic_[j] == i) return reduced_[j];
    return violation(i);
  }

 private:
  static constexpr double tolerance = 1e-25;  // of feasibility and of reduced costs; data are about 1
  static constexpr std::size_t patience = 40;

  struct variable {
    real lower, upper;
    bool at_upper = false;
    real value = 0;
  };
  struct step {
    real length;
    std::size_t row;
    bool at_upper;
  };

  double least_pivot_;
  std::size_t rows_ = 0;
  std::vector<variable> variables_;            // the rows, then the columns
  std::vector<std::size_t> basic_, nonbasic_;  // numbers of variables
  std::vector<std::vector<real>> dictionary_;  // [j][k]: of nonbasic variable j in basic variable k
  std::vector<real> cost_, reduced_, column_;
  bool doubtful_ = false;  // a pivot was so small that half the digits are gone

  /// a + x b, most of whose entries are zero. What cancellation leaves below the last digits is zero too.
  static void add_multiple(std::vector<real>& a, const std::vector<real>& b, const real& x) {
    for (std::size_t k = 0; k < a.size(); ++k) {
      if (b[k].high == 0) continue;
      const double before = a[k].high;
      a[k] = a[k] + b[k] * x;
      if (std::fabs(a[k].high) < 1e-28 * std::fabs(before)) a[k] = 0;
    }
  }

  /// Values of all variables; whether they are within their bounds.
  bool place() {
    for (const std::size_t v : nonbasic_) {
      variable& x = variables_[v];
      if (x.lower.high == -infinity) x.at_upper = true;
      x.value = x.at_upper ? x.upper : x.lower;
    }
    column_.assign(rows_, real(0));
    for (std::size_t j = 0; j < nonbasic_.size(); ++j) {
      const real& at = variables_[nonbasic_[j]].value;
      if (at.high != 0) add_multiple(column_, dictionary_[j], at);
    }
    bool feasible = true;
    for (std::size_t k = 0; k < rows_; ++k) {
      variables_[basic_[k]].value = column_[k];
      feasible = violation(basic_[k]) == 0 && feasible;
    }
    column_.clear();
    return feasible;
  }

  /// -1 below the lower bound, 1 above the upper one, 0 within.
  int violation(std::size_t v) const {
    const variable& x = variables_[v];
    if (x.lower.high != -infinity && (x.lower - x.value).high > tolerance) return -1;
    if (x.upper.high != infinity && (x.value - x.upper).high > tolerance) return 1;
    return 0;
  }

  /// Reduced costs of the objective, or of minus the sum of the infeasibilities.
  void price(bool infeasible) {
    reduced_.assign(nonbasic_.size(), real(0));
    const auto weight = [&](std::size_t v) {
      if (infeasible) return real(-violation(v));
      return v < rows_ || v - rows_ >= cost_.size() ? real(0) : cost_[v - rows_];
    };
    column_.clear();
    for (const std::size_t v : basic_) column_.push_back(weight(v));
    for (std::size_t j = 0; j < nonbasic_.size(); ++j) {
      real sum = infeasible ? real(0) : weight(nonbasic_[j]);
      for (std::size_t k = 0; k < rows_; ++k)
        if (column_[k].high != 0) sum = sum + column_[k] * dictionary_[j][k];
      reduced_[j] = sum;
    }
    column_.clear();
  }

  std::size_t entering(bool bland) const {
    std::size_t best = nonbasic_.size();
    for (std::size_t j = 0; j < nonbasic_.size(); ++j) {
      const variable& x = variables_[nonbasic_[j]];
      const double gain = x.at_upper ? -reduced_[j].high : reduced_[j].high;
      if (!(gain > tolerance) || !(x.lower < x.upper)) continue;
      if (best == nonbasic_.size() || (bland ? nonbasic_[j] < nonbasic_[best] : magnitude(reduced_[best]).high < gain))
        best = j;
    }
    return best;
  }

  /// How far nonbasic variable j can move, and which row stops it (rows_: its own other bound).
  step ratio(std::size_t j, bool bland) const {
    const variable& x = variables_[nonbasic_[j]];
    const bool down = x.at_upper;
    step best{x.lower.high == -infinity || x.upper.high == infinity ? real(infinity) : x.upper - x.lower, rows_, false};
    for (std::size_t k = 0; k < rows_; ++k) {
      const real rate = down ? -dictionary_[j][k] : dictionary_[j][k];
      if (!(magnitude(rate).high > least_pivot_)) continue;
      const variable& b = variables_[basic_[k]];
      const int outside = violation(basic_[k]);
      const bool rises = rate.high > 0;
      if (rises ? outside > 0 : outside < 0) continue;  // already outside and moving away: nothing stops it here
      const bool at_upper = outside == 0 ? rises : outside > 0;
      const real& bound = at_upper ? b.upper : b.lower;
      if (magnitude(bound).high == infinity) continue;
      real length = (bound - b.value) / rate;
      if (length.high < 0) length = 0;
      const bool tie = best.row != rows_ && !(length < best.length) && !(best.length < length);
      const bool better =
          tie ? (bland ? basic_[k] < basic_[best.row] : magnitude(dictionary_[j][best.row]) < magnitude(rate))
              : best.length.high == infinity || length < best.length;
      if (better) best = {length, k, at_upper};
    }
    return best;
  }

  /// Swaps basic variable k with nonbasic variable j.
  void pivot(std::size_t k, std::size_t j) {
    const real inverse = real(1) / dictionary_[j][k];
    doubtful_ = doubtful_ || std::fabs(inverse.high) > 1e13;
    std::vector<real>& entering = dictionary_[j];
    for (std::size_t i = 0; i < dictionary_.size(); ++i) {
      if (i == j) continue;
      std::vector<real>& column = dictionary_[i];
      if (column[k].high == 0) continue;
      const real factor = -(column[k] * inverse);
      add_multiple(column, entering, factor);
      column[k] = factor;
    }
    for (std::size_t row = 0; row < rows_; ++row) entering[row] = row == k ? inverse : entering[row] * inverse;
    std::swap(basic_[k], nonbasic_[j]);
  }
};

}  // namespace lorenz::detail

#endif
