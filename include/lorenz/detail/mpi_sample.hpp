// SPDX-License-Identifier: BSL-1.0
//
// mpi_sample: one sample in the memory of several ranks. All of them know its digest; what that leaves open is looked
// up, or sent to the rank that needs it, and nothing else.
//
//     const mpi_sample<double> s(comm, "mpi::gini", x, w);        collective, as is all that follows
//     s.select(ranks)        the values with these ranks         s.sum_beside(value, above)        s.rank_sum()

#ifndef LORENZ_DETAIL_MPI_SAMPLE_HPP
#define LORENZ_DETAIL_MPI_SAMPLE_HPP

#include <algorithm>    // lower_bound, sort, upper_bound
#include <cmath>        // ldexp
#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <cstring>      // memcpy
#include <type_traits>  // is_integral
#include <vector>       // vector

#include "digest_bounds.hpp"
#include "fixed_point.hpp"
#include "mpi_communication.hpp"
#include "rows.hpp"
#include "value_runs.hpp"

namespace lorenz::detail {

/// Values of T >= 0 as integers in the same order: 64-bit integers themselves, others by the bits of a double.
template <class T>
struct value_code {
  static constexpr bool integer = std::is_integral_v<T> && sizeof(T) == 8;

  static std::uint64_t of(T x) {
    if constexpr (integer)
      return static_cast<std::uint64_t>(x);
    else
      return bits_of(static_cast<double>(x) + 0.0);
  }
  static T value(std::uint64_t code) {
    if constexpr (integer) {
      return static_cast<T>(code);
    } else {
      double x;
      std::memcpy(&x, &code, sizeof x);
      return static_cast<T>(x);
    }
  }
  /// The first code that is not below a number of the grid, and the last one that is not above.
  static std::uint64_t ceiling(const grid_number& x) {
    const std::uint64_t below = floor(x);
    return on_grid(value(below)) == x ? below : below + 1;
  }
  static std::uint64_t floor(const grid_number& x) {
    if constexpr (integer)
      return x.octave < 1023 ? 0 : x.mantissa >> (1086 - x.octave);
    else
      return std::uint64_t(x.octave) << 52 | (x.mantissa & ~grid_number::first_bit) >> 11;
  }
};

/// Units with codes from low to high, which follow `before` others in the order of the values.
struct code_range {
  std::uint64_t low, high, before, count;
};

template <class T>
class mpi_sample {
  using code = value_code<T>;

 public:
  template <class X, class W>
  mpi_sample(const communicator& c, const char* function, const X& x, const W& w)
      : c_(c), function_(function), values_(read_sample(x).data(), read_sample(x).size()), buckets_(7) {
    c_.agree([&] {
      if constexpr (is_sorted_v<X>) check_ascending(function, values_);
      if constexpr (is_frequency_v<W>) {
        const auto weights = read(w.range());
        check_sizes(function, values_.size(), weights.size());
        check_values(function, domain::nonnegative, values_);
        counts_ = checked_counts(function, weights);
        for (std::size_t i = 0; i < counts_.size(); ++i) buckets_.add(function, on_grid(values_[i]), counts_[i]);
      } else {
        buckets_.add(function, values_.data(), values_.size());
      }
    });
    own_units_ = buckets_.count();
    buckets_ = merge(c_, function, buckets_);
    if (count() == 0) fail_domain(function, "no unit left on any rank");
  }

  std::uint64_t count() const { return buckets_.count(); }

  scaled<double> total() const {
    exact_sum<double> sum;
    for_each_cell([&](const digest_cell& c, const code_range&) {
      sum.add(std::ldexp(1.0, c.exponent), static_cast<int128>(c.sum));
    });
    return sum.value();
  }
  scaled<double> positive_total() const {
    const scaled<double> sum = total();
    if (!(sum.significand.high > 0)) fail_domain(function_, "the total is zero");
    return sum;
  }

  /// The values with the ranks, from 1. All are found at once, by eight bits a round.
  std::vector<T> select(const std::vector<std::uint64_t>& ranks) const {
    std::vector<code_range> ranges;
    for (const std::uint64_t rank : ranks)
      for_each_cell([&](const digest_cell&, const code_range& r) {
        if (r.before < rank && rank - r.before <= r.count) ranges.push_back(r);
      });
    std::vector<code_range> open = ranges;
    const std::vector<value_run> runs = own_runs(open);
    for (bool found = false; !found;) {
      found = true;
      std::vector<std::uint64_t> counts(ranges.size() * parts);
      for (std::size_t i = 0; i < ranges.size(); ++i) count_parts(runs, ranges[i], counts, i * parts);
      for (const code_range& r : ranges) found = found && r.low == r.high;
      if (found) break;
      c_.sum(counts);
      for (std::size_t i = 0; i < ranges.size(); ++i) {
        if (ranges[i].low == ranges[i].high) continue;
        std::size_t part = 0;
        std::uint64_t before = ranges[i].before;
        for (; ranks[i] - before > counts[i * parts + part]; ++part) before += counts[i * parts + part];
        ranges[i] = part_of(ranges[i], part, before, counts[i * parts + part]);
      }
    }
    std::vector<T> values;
    values.reserve(ranges.size());
    for (const code_range& r : ranges) values.push_back(code::value(r.low));
    return values;
  }

  /// How many units lie below a value (above it, where `above`), and their exact sum.
  struct part_sum {
    std::uint64_t count;
    scaled<double> sum;
  };
  part_sum sum_beside(T value, bool above) const {
    const std::uint64_t at = code::of(value);
    std::vector<std::uint64_t> mine(5);  // units, and 32 bits of their sum each
    exact_sum<double> sum;
    std::uint64_t units = 0;
    int exponent = 0;
    for_each_cell([&](const digest_cell& c, const code_range& r) {
      if (above ? at < r.low : r.high < at) {
        sum.add(std::ldexp(1.0, c.exponent), static_cast<int128>(c.sum));
        units += c.count;
      } else if (r.low <= at && at <= r.high && r.low < r.high) {
        exponent = c.exponent;
        std::vector<code_range> one{r};
        uint128 mantissas = 0;
        for (const value_run& run : own_runs(one)) {
          if (above ? run.mantissa <= at : at <= run.mantissa) continue;
          mine[0] += run.count;
          const grid_number x = on_grid(code::value(run.mantissa));
          mantissas += uint128(x.octave < 12 ? x.mantissa >> 11 : x.mantissa) * run.count;
        }
        for (std::size_t i = 0; i < 4; ++i) mine[1 + i] = static_cast<std::uint32_t>(mantissas >> 32 * i);
      }
    });
    c_.sum(mine);
    uint128 mantissas = 0;
    for (std::size_t i = 4; i > 0; --i) mantissas = (mantissas << 32) + mine[i];
    sum.add(std::ldexp(1.0, exponent), static_cast<int128>(mantissas));
    return {units + mine[0], sum.value()};
  }

  /// The sum over all units of x_(i) (2 i - 1 - n). Buckets of which the digest does not know the values are cut into
  /// ranges of not too many units, each of which one rank gets, by how many units it had.
  scaled<double> rank_sum() const {
    const auto n = static_cast<int128>(count());
    std::vector<code_range> ranges;
    fixed_point sum;
    for_each_cell([&](const digest_cell&, const code_range& r) {
      if (r.low < r.high)
        ranges.push_back(r);
      else if (c_.rank() == 0)
        sum.add(on_grid(code::value(r.low)),
                static_cast<int128>(r.count) * (2 * static_cast<int128>(r.before) + r.count - n));
    });
    std::vector<value_run> runs = own_runs(ranges);
    ranges = cut(runs, ranges);

    const std::vector<std::uint64_t> units = c_.gather(own_units_);
    std::vector<std::size_t> ends;
    std::uint64_t upto = 0;
    std::size_t next = 0;
    for (const std::uint64_t of_rank : units) {
      upto += of_rank;
      while (next < ranges.size() && ranges[next].before < upto) ++next;
      const std::uint64_t last = next == 0 ? 0 : ranges[next - 1].high;
      ends.push_back(next == 0 ? 0
                               : static_cast<std::size_t>(std::upper_bound(runs.begin(), runs.end(), last, below_run) -
                                                          runs.begin()));
    }
    std::vector<std::uint64_t> codes, counts, with_ties(1);
    for (const value_run& r : runs) {
      codes.push_back(r.mantissa);
      counts.push_back(r.count);
      if (r.count != 1) with_ties[0] = 1;
    }
    runs = {};
    c_.sum(with_ties);
    codes = c_.exchange(codes, ends);
    if (with_ties[0] != 0) counts = c_.exchange(counts, ends);
    value_runs merged;
    for (std::size_t i = 0; i < codes.size(); ++i) merged.add(codes[i], with_ties[0] != 0 ? counts[i] : 1);
    codes = counts = {};

    std::size_t i = 0;
    std::uint64_t before = 0;
    std::size_t current = ranges.size();
    for (const value_run& r : merged.ascending()) {
      while (ranges[i].high < r.mantissa) ++i;
      if (i != current) before = ranges[i].before;
      current = i;
      sum.add(on_grid(code::value(r.mantissa)),
              static_cast<int128>(r.count) * (2 * static_cast<int128>(before) + r.count - n));
      before += r.count;
    }
    c_.sum(sum.limbs());
    return sum.value();
  }

 private:
  static constexpr std::size_t parts = 256;

  static bool below_run(std::uint64_t code, const value_run& r) { return code < r.mantissa; }

  template <class F>
  void for_each_cell(const F& f) const {
    std::uint64_t before = 0;
    buckets_.for_each([&](std::uint32_t key, const digest_bucket& b) {
      const grid_number first = buckets_.first(key);
      const grid_number last = buckets_.last(key);
      digest_cells one{function_, {}};
      one.add(first < buckets_.smallest() ? buckets_.smallest() : first,
              buckets_.largest() < last ? buckets_.largest() : last, b.count, b.sum());
      const digest_cell& c = one.cells.front();
      const unsigned shift = c.octave < 12 ? 11 : 0;
      f(c, code_range{code::ceiling({c.octave, c.low << shift}), code::floor({c.octave, c.high << shift}), before,
                      b.count});
      before += b.count;
    });
  }

  /// The units of this rank in some ranges, which are put in order.
  std::vector<value_run> own_runs(std::vector<code_range>& ranges) const {
    std::sort(ranges.begin(), ranges.end(), [](const code_range& a, const code_range& b) { return a.low < b.low; });
    value_runs runs;
    for (std::size_t i = 0; i < values_.size() && !ranges.empty(); ++i) {
      const std::uint64_t x = code::of(values_[i]);
      const auto after = std::upper_bound(ranges.begin(), ranges.end(), x,
                                          [](std::uint64_t v, const code_range& r) { return v < r.low; });
      if (after == ranges.begin() || (after - 1)->high < x) continue;
      const std::uint64_t units = counts_.empty() ? 1 : counts_[i];
      if (units != 0) runs.add(x, units);
    }
    return runs.ascending();
  }

  static code_range part_of(const code_range& r, std::size_t part, std::uint64_t before, std::uint64_t count) {
    const std::uint64_t step = (r.high - r.low) / parts + 1;
    const std::uint64_t low = r.low + step * part;
    return {low, r.high - low < step ? r.high : low + step - 1, before, count};
  }
  static void count_parts(const std::vector<value_run>& runs, const code_range& r, std::vector<std::uint64_t>& counts,
                          std::size_t at) {
    const std::uint64_t step = (r.high - r.low) / parts + 1;
    auto run = std::lower_bound(runs.begin(), runs.end(), r.low,
                                [](const value_run& a, std::uint64_t x) { return a.mantissa < x; });
    for (; run != runs.end() && run->mantissa <= r.high; ++run)
      counts[at + (run->mantissa - r.low) / step] += run->count;
  }

  /// Cuts ranges with more units than a rank should get in one piece, until none is left or it is one value.
  std::vector<code_range> cut(const std::vector<value_run>& runs, std::vector<code_range> ranges) const {
    const std::uint64_t most = count() / (4 * static_cast<std::uint64_t>(c_.size())) + 1;
    const auto too_large = [&](const code_range& r) { return c_.size() > 1 && r.low < r.high && most < r.count; };
    for (;;) {
      std::vector<std::uint64_t> counts;
      for (const code_range& r : ranges) {
        if (!too_large(r)) continue;
        counts.resize(counts.size() + parts);
        count_parts(runs, r, counts, counts.size() - parts);
      }
      if (counts.empty()) return ranges;
      c_.sum(counts);
      std::vector<code_range> finer;
      std::size_t at = 0;
      for (const code_range& r : ranges) {
        if (!too_large(r)) {
          finer.push_back(r);
          continue;
        }
        std::uint64_t before = r.before;
        for (std::size_t part = 0; part < parts; ++part, before += counts[at++])
          if (counts[at] != 0) finer.push_back(part_of(r, part, before, counts[at]));
      }
      ranges = finer;
    }
  }

  const communicator& c_;
  const char* function_;
  view<T> values_;
  std::vector<std::uint64_t> counts_;  // empty without frequencies
  digest_buckets buckets_;             // of all ranks
  std::uint64_t own_units_ = 0;
};

/// The share of the first units from one end: those beyond one value, and the rest at that value.
template <class Sample, class Position>
double held(const Sample& s, bool from_top, const Position& position_among) {
  const scaled<double> total = s.positive_total();
  const std::uint64_t n = s.count();
  const unit_position position = position_among(n);
  if (n <= position.whole) return 1;
  const auto value = s.select({from_top ? n - position.whole : position.whole + 1}).front();
  const auto beyond = s.sum_beside(value, from_top);
  const auto relative = [&](const scaled<double>& x) -> ball {
    if (x.significand.high == 0) return {};
    const int shift = x.exponent - total.exponent;
    return rounded_ball({std::ldexp(x.significand.high, shift), std::ldexp(x.significand.low, shift)}, 0);
  };
  const scaled<double> one{widen<double>(value), 0};
  const ball rest = exact(position.whole - beyond.count, 0) + position.part;
  const ball whole = rounded_ball(total.significand, 0);
  const double share = ((relative(beyond.sum) + rest * relative(one)) / whole).value.high;
  return share < 1 ? share : 1;
}

}  // namespace lorenz::detail

#endif
