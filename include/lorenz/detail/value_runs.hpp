// SPDX-License-Identifier: BSL-1.0
//
// value_runs: numbers as they come, kept as distinct values with their numbers of units.
//
//     value_runs runs;    runs.add(mantissa, units);    for (const value_run& r : runs.ascending()) ...

#ifndef LORENZ_DETAIL_VALUE_RUNS_HPP
#define LORENZ_DETAIL_VALUE_RUNS_HPP

#include <algorithm>  // is_sorted, merge, sort
#include <cstddef>    // ptrdiff_t, size_t
#include <cstdint>    // uint64_t
#include <utility>    // move
#include <vector>     // vector

namespace lorenz::detail {

struct value_run {
  std::uint64_t mantissa, count;

  friend bool operator<(const value_run& a, const value_run& b) { return a.mantissa < b.mantissa; }
};

/// O(log n) a number, amortized; memory at most twice what the distinct values take.
class value_runs {
 public:
  void add(std::uint64_t mantissa, std::uint64_t units) {
    if (!runs_.empty() && runs_.back().mantissa == mantissa) {
      runs_.back().count += units;
      return;
    }
    if (runs_.size() >= room_) {
      merge_equal();
      room_ = runs_.size() < 512 ? 1024 : 2 * runs_.size();
    }
    runs_.push_back({mantissa, units});
  }
  std::vector<value_run> ascending() const& {
    value_runs copy = *this;
    return std::move(copy).ascending();
  }
  std::vector<value_run> ascending() && {
    merge_equal();
    return std::move(runs_);
  }

 private:
  void merge_equal() {
    const auto begin = runs_.begin();
    const auto fresh = begin + static_cast<std::ptrdiff_t>(ordered_);
    if (!std::is_sorted(fresh, runs_.end())) std::sort(fresh, runs_.end());
    if (fresh != begin && fresh != runs_.end() && *fresh < *(fresh - 1)) {
      std::vector<value_run> merged(runs_.size());
      std::merge(begin, fresh, fresh, runs_.end(), merged.begin());
      runs_.swap(merged);
    }
    std::size_t kept = 0;
    for (const value_run& r : runs_) {
      if (kept != 0 && runs_[kept - 1].mantissa == r.mantissa)
        runs_[kept - 1].count += r.count;
      else
        runs_[kept++] = r;
    }
    runs_.resize(kept);
    ordered_ = kept;
  }

  std::vector<value_run> runs_;
  std::size_t ordered_ = 0;  // so many at the front are distinct and ascend
  std::size_t room_ = 1024;
};

}  // namespace lorenz::detail

#endif
