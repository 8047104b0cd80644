// SPDX-License-Identifier: BSL-1.0
//
// The measures that inference.hpp estimates, as functionals of the weights: what one unit adds to them, what they are
// without it, what they are of another draw.
//
//     gini_influence g;  g.prepare(d, w);  g.value()  g.influence(i)  g.without(i, weight)
//
// d are ascending deviations x/mean - 1, w the weight of each row. influence() has the weighted mean zero; without() is
// the value when row i has that much less weight. prepare() costs O(n), all else O(1), of top_share_influence O(log n).
// Plain double arithmetic in forms that do not cancel.

#ifndef LORENZ_DETAIL_FUNCTIONAL_HPP
#define LORENZ_DETAIL_FUNCTIONAL_HPP

#include <boost/math/special_functions/log1p.hpp>  // log1pmx
#include <cmath>                                   // expm1, log, log1p
#include <cstddef>                                 // size_t
#include <limits>                                  // numeric_limits
#include <vector>                                  // vector

#include "../sample.hpp"

namespace lorenz::detail {

class gini_influence {
 public:
  void prepare(const std::vector<double>& d, const std::vector<double>& w) {
    d_ = &d;
    const std::size_t n = d.size();
    distances_.resize(n);
    whole_ = total_ = differences_ = 0;
    for (std::size_t i = 0; i < n; ++i) {
      whole_ += w[i];
      total_ += w[i] * (1 + d[i]);
    }
    double above = whole_;  // W - C_i
    double distance = 0;
    for (std::size_t i = 0; i + 1 < n; ++i) {
      above -= w[i];
      distance += (d[i + 1] - d[i]) * above;
    }
    double below = 0;  // C_i
    for (std::size_t i = 0; i < n; ++i) {
      distances_[i] = distance < 0 ? 0 : distance;
      below += w[i];
      if (i + 1 == n) break;
      const double gap = d[i + 1] - d[i];
      differences_ += gap * below * (whole_ - below);
      distance += gap * (2 * below - whole_);
    }
  }
  bool defined() const { return total_ > 0; }
  double value() const { return differences_ / (whole_ * total_); }
  double influence(std::size_t i) const {
    return distances_[i] / total_ - value() * (1 + (1 + (*d_)[i]) * whole_ / total_);
  }
  double without(std::size_t i, double weight) const {
    const double rest = differences_ - weight * distances_[i];
    return rest / ((whole_ - weight) * (total_ - weight * (1 + (*d_)[i])));
  }

 private:
  const std::vector<double>* d_ = nullptr;
  std::vector<double> distances_;  // sum_j w_j |x_i - x_j| / mean
  double whole_ = 0, total_ = 0, differences_ = 0;
};

class theil_influence {
 public:
  void prepare(const std::vector<double>& d, const std::vector<double>& w) {
    d_ = &d;
    if (terms_.size() != d.size()) {
      terms_.clear();
      for (const double at : d) terms_.push_back(term(at));
    }
    whole_ = total_ = sum_ = 0;
    for (std::size_t i = 0; i < d.size(); ++i) {
      whole_ += w[i];
      total_ += w[i] * (1 + d[i]);
      sum_ += w[i] * terms_[i];
    }
    if (!defined()) return;
    value_ = theil(whole_, total_, sum_);
    const double rise = (total_ - whole_) / whole_;  // the mean, minus 1
    mean_log_ = std::log1p(rise);
    mean_excess_ = boost::math::log1pmx(rise);
  }
  bool defined() const { return total_ > 0; }
  double value() const { return value_; }
  double influence(std::size_t i) const {
    const double d = (*d_)[i];
    return (terms_[i] - mean_log_ * d - mean_excess_ - value_ * (1 + d)) * whole_ / total_;
  }
  double without(std::size_t i, double weight) const {
    return theil(whole_ - weight, total_ - weight * (1 + (*d_)[i]), sum_ - weight * terms_[i]);
  }

 private:
  /// y log y - y + 1 for y = 1 + d, all of whose terms are >= 0.
  static double term(double d) { return d <= -1 ? 1 : d * std::log1p(d) + boost::math::log1pmx(d); }
  static double theil(double whole, double total, double sum) {
    if (!(total > 0)) return std::numeric_limits<double>::infinity();
    return sum / total + boost::math::log1pmx((whole - total) / total);
  }

  const std::vector<double>* d_ = nullptr;
  std::vector<double> terms_;
  double whole_ = 0, total_ = 0, sum_ = 0, value_ = 0, mean_log_ = 0, mean_excess_ = 0;
};

class atkinson_influence {
 public:
  explicit atkinson_influence(double epsilon) : power_(1 - epsilon) {}
  void prepare(const std::vector<double>& d, const std::vector<double>& w) {
    d_ = &d;
    if (terms_.size() != d.size()) {
      terms_.clear();
      for (const double at : d) terms_.push_back(power_ == 0 ? std::log1p(at) : std::expm1(power_ * std::log1p(at)));
    }
    whole_ = total_ = sum_ = 0;
    for (std::size_t i = 0; i < d.size(); ++i) {
      if (w[i] == 0) continue;
      whole_ += w[i];
      total_ += w[i] * (1 + d[i]);
      sum_ += w[i] * terms_[i];
    }
    value_ = atkinson(whole_, total_, sum_);
  }
  bool defined() const { return total_ > 0 && is_finite(sum_); }
  double value() const { return value_; }
  double influence(std::size_t i) const {
    if (power_ == 1) return 0;
    const double mean = sum_ / whole_;
    const double relative = (terms_[i] - mean) / (power_ == 0 ? 1 : power_ * (1 + mean));
    return (value_ - 1) * (relative - ((1 + (*d_)[i]) * whole_ / total_ - 1));
  }
  double without(std::size_t i, double weight) const {
    return atkinson(whole_ - weight, total_ - weight * (1 + (*d_)[i]), sum_ - weight * terms_[i]);
  }

 private:
  double atkinson(double whole, double total, double sum) const {
    if (power_ == 1) return 0;
    const double equivalent = power_ == 0 ? sum / whole : std::log1p(sum / whole) / power_;
    return -std::expm1(equivalent - std::log(total / whole));
  }

  const std::vector<double>* d_ = nullptr;
  double power_;
  std::vector<double> terms_;  // y^power - 1, log y for power 0
  double whole_ = 0, total_ = 0, sum_ = 0, value_ = 0;
};

/// The share of the largest fraction of the weight, or of the fraction that a number of units is of it.
class top_share_influence {
 public:
  explicit top_share_influence(const fraction& q) : fraction_(q.value) {}
  explicit top_share_influence(const units& k) : by_units_(true), units_(static_cast<double>(k.count)) {}
  void prepare(const std::vector<double>& d, const std::vector<double>& w) {
    d_ = &d;
    const std::size_t n = d.size();
    above_.assign(n + 1, 0);
    held_.assign(n + 1, 0);
    for (std::size_t i = n; i-- > 0;) {
      above_[i] = above_[i + 1] + w[i];
      held_[i] = held_[i + 1] + w[i] * (1 + d[i]);
    }
    if (by_units_) fraction_ = units_ < above_[0] ? units_ / above_[0] : 1;
    cut_ = fraction_ * above_[0];
    limit_ = d[row(cut_)];
    value_ = held(cut_) / held_[0];
  }
  bool defined() const { return held_[0] > 0; }
  double value() const { return value_; }
  double influence(std::size_t i) const {
    const double over = (*d_)[i] > limit_ ? (*d_)[i] - limit_ : 0;
    return (over + (1 + limit_) * cut_ / above_[0] - value_ * (1 + (*d_)[i])) * above_[0] / held_[0];
  }
  double without(std::size_t i, double weight) const {
    const double cut = fraction_ * (above_[0] - weight);
    const double y = 1 + (*d_)[i];
    const double part = cut <= above_[i + 1] ? held(cut) : held(cut + weight) - weight * y;
    return part / (held_[0] - weight * y);
  }

 private:
  /// The row that the unit at a position from the top belongs to.
  std::size_t row(double position) const {
    std::size_t low = 0;
    std::size_t high = d_->size() - 1;
    while (low < high) {  // the last row with above_ >= position
      const std::size_t middle = high - (high - low) / 2;
      if (above_[middle] < position)
        high = middle - 1;
      else
        low = middle;
    }
    return low;
  }
  double held(double position) const {
    const std::size_t i = row(position);
    return held_[i + 1] + (position - above_[i + 1]) * (1 + (*d_)[i]);
  }

  const std::vector<double>* d_ = nullptr;
  double fraction_ = 0;
  bool by_units_ = false;
  double units_ = 0;
  std::vector<double> above_, held_;  // weight and total of the rows from i on
  double cut_ = 0, limit_ = 0, value_ = 0;
};

}  // namespace lorenz::detail

#endif
