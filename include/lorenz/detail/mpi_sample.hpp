// SPDX-License-Identifier: BSL-1.0
//
// mpi_sample: one sample in the memory of several ranks. All of them know its digest; what that leaves open is looked
// up, or sent to the rank that needs it, and nothing else.
//
//     const mpi_sample<X> s(comm, "mpi::gini", domain::real, x, w);        collective, as is all that follows
//     s.select(ranks)        the values with these ranks         s.sum_beside(value, above)        s.rank_sum()

#ifndef LORENZ_DETAIL_MPI_SAMPLE_HPP
#define LORENZ_DETAIL_MPI_SAMPLE_HPP

#include <algorithm>  // lower_bound, reverse, sort, upper_bound
#include <cmath>      // ldexp
#include <cstddef>    // size_t
#include <cstdint>    // uint64_t
#include <utility>    // declval, move
#include <vector>     // vector

#include "digest_bounds.hpp"
#include "fixed_point.hpp"
#include "mpi_codes.hpp"
#include "mpi_communication.hpp"
#include "rows.hpp"
#include "value_runs.hpp"

namespace lorenz::detail {

/// Units with codes from low to high, which follow `before` others in the order of the values.
struct code_range {
  std::uint64_t low, high, before, count;
};

template <class X>
class mpi_sample {
  using T = value_t<X>;
  using code = value_code<T>;
  static_assert(is_on_grid_v<T>, "lorenz: distributed samples are of float, double or integers");

 public:
  using value_type = T;

  template <class W>
  mpi_sample(const communicator& c, const char* function, domain allowed, const X& x, const W& w)
      : c_(c), function_(function), allowed_(allowed), values_(read_sample(x)) {
    digest_buckets negative(bucket_bits), others(bucket_bits);
    c_.agree([&] {
      if constexpr (is_frequency_v<W>) {
        const auto weights = read(w.range());
        check_sizes(function, values_.size(), weights.size());
        check_values(function, allowed, values_, weights);
      } else {
        check_values(function, allowed, values_);
      }
      if constexpr (is_sorted_v<X>) check_ascending(function, values_);
      if constexpr (is_frequency_v<W>) counts_ = checked_counts(function, read(w.range()));
      if (counts_.empty() && values_.size() != 0 &&
          surely_valid(extremes_of(values_.data(), values_.size()), domain::nonnegative))
        return others.add(function, values_.data(), values_.size());
      for (std::size_t i = 0; i < values_.size(); ++i)
        (value(i) < T(0) ? negative : others).add(function, code::magnitude(value(i)), units_of(i));
    });
    own_units_ = negative.count() + others.count();
    negative = merge(c_, function, negative);
    others = merge(c_, function, others);
    count_ = negative.count() + others.count();
    if (digest_buckets::most_units < count_) fail_invalid(function, "at most 2^62 - 1 units are counted");
    if (count_ == 0) fail_domain(function, "no unit left on any rank");
    add_cells(negative, true);
    std::reverse(cells_.begin(), cells_.end());
    add_cells(others, false);
    std::uint64_t before = 0;
    for (cell& each : cells_) {
      each.range.before = before;
      before += each.range.count;
    }
  }

  std::uint64_t count() const { return count_; }
  const char* function() const { return function_; }

  /// The exact total; a domain error where it is not positive.
  scaled<double> total() const {
    exact_sum<double> sum;
    for (const cell& each : cells_) sum.add(std::ldexp(1.0, each.exponent), each.sum);
    const scaled<double> total = sum.value();
    if (!(total.significand.high > 0))
      fail_domain(function_, allowed_ == domain::real ? "the total is not positive" : "the total is zero");
    return total;
  }

  /// The values with the ranks, from 1. All are found at once, by eight bits a round.
  std::vector<T> select(const std::vector<std::uint64_t>& ranks) const {
    std::vector<code_range> ranges;
    for (const std::uint64_t rank : ranks)
      for (const auto& [sum, exponent, r] : cells_)
        if (r.before < rank && rank - r.before <= r.count) ranges.push_back(r);
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
    for (const auto& [cell_sum, cell_exponent, r] : cells_) {
      if (above ? at < r.low : r.high < at) {
        sum.add(std::ldexp(1.0, cell_exponent), cell_sum);
        units += r.count;
      } else if (r.low <= at && at <= r.high && r.low < r.high) {
        exponent = cell_exponent;
        std::vector<code_range> one{r};
        uint128 mantissas = 0;
        for (const value_run& run : own_runs(one)) {
          if (above ? run.mantissa <= at : at <= run.mantissa) continue;
          mine[0] += run.count;
          const grid_number x = code::magnitude(code::value(run.mantissa));
          mantissas += uint128(x.octave < 12 ? x.mantissa >> 11 : x.mantissa) * run.count;
        }
        for (std::size_t i = 0; i < 4; ++i) mine[1 + i] = static_cast<std::uint32_t>(mantissas >> 32 * i);
      }
    }
    c_.sum(mine);
    uint128 mantissas = 0;
    for (std::size_t i = 4; i > 0; --i) mantissas = (mantissas << 32) + mine[i];
    const auto magnitude = static_cast<int128>(mantissas);
    sum.add(std::ldexp(1.0, exponent), value < T(0) ? -magnitude : magnitude);
    return {units + mine[0], sum.value()};
  }

  /// The sum over all units of x_(i) (2 i - 1 - n). Buckets of which the digest does not know the values are cut into
  /// ranges of not too many units, each of which one rank gets, by how many units it had.
  scaled<double> rank_sum() const {
    std::vector<code_range> ranges;
    fixed_point sum;
    for (const auto& [cell_sum, exponent, r] : cells_) {
      if (r.low < r.high)
        ranges.push_back(r);
      else if (c_.rank() == 0)
        add_ranked(sum, r.low, r.before, r.count);
    }
    std::vector<value_run> runs = own_runs(ranges);
    ranges = cut(runs, ranges);

    const std::vector<std::uint64_t> units = c_.gather(own_units_);
    byte_stream packed;
    std::vector<std::size_t> ends;
    std::uint64_t upto = 0;
    std::size_t next = 0;
    const value_run* begin = runs.data();
    const value_run* const end_of_all = begin + runs.size();
    for (const std::uint64_t of_rank : units) {
      upto += of_rank;
      while (next < ranges.size() && ranges[next].before < upto) ++next;
      const value_run* const end =
          next == 0 ? begin : std::upper_bound(begin, end_of_all, ranges[next - 1].high, below_run);
      packed.put(begin, end);
      ends.push_back(packed.size());
      begin = end;
    }
    runs = {};
    value_runs merged;
    {
      const std::vector<unsigned char> received = c_.exchange(packed.take(), ends);
      byte_source(received.data(), received.size()).take(merged);
    }

    std::size_t i = 0;
    std::uint64_t before = 0;
    std::size_t current = ranges.size();
    for (const value_run& r : std::move(merged).ascending()) {
      while (ranges[i].high < r.mantissa) ++i;
      if (i != current) before = ranges[i].before;
      current = i;
      add_ranked(sum, r.mantissa, before, r.count);
      before += r.count;
    }
    c_.sum(sum.limbs());
    return sum.value();
  }

 private:
  static constexpr std::size_t parts = 256;
  /// Few, as every bucket is sent by every rank, and they only need to tell the ranks' shares of the work.
  static constexpr unsigned bucket_bits = 4;

  /// A bucket: the exact sum is sum * 2^exponent.
  struct cell {
    int128 sum;
    int exponent;
    code_range range;
  };

  static bool below_run(std::uint64_t code, const value_run& r) { return code < r.mantissa; }

  T value(std::size_t i) const { return values_.data()[i]; }
  std::uint64_t units_of(std::size_t i) const { return counts_.empty() ? 1 : counts_[i]; }

  void add_cells(const digest_buckets& buckets, bool negative) {
    buckets.for_each([&](std::uint32_t key, const digest_bucket& b) {
      const grid_number first = buckets.first(key);
      const grid_number last = buckets.last(key);
      digest_cells one{function_, {}};
      one.add(first < buckets.smallest() ? buckets.smallest() : first,
              buckets.largest() < last ? buckets.largest() : last, b.count, b.sum());
      const digest_cell& c = one.cells.front();
      const unsigned shift = c.octave < 12 ? 11 : 0;
      const grid_number low{c.octave, c.low << shift};
      const grid_number high{c.octave, c.high << shift};
      const auto sum = static_cast<int128>(c.sum);
      cells_.push_back({negative ? -sum : sum,
                        c.exponent,
                        {code::first(low, high, negative), code::last(low, high, negative), 0, b.count}});
    });
  }

  /// Adds the terms of `units` equal units, which `before` others precede.
  void add_ranked(fixed_point& sum, std::uint64_t at, std::uint64_t before, std::uint64_t units) const {
    const int128 rank = 2 * static_cast<int128>(before) + units - static_cast<int128>(count_);
    sum.add(code::magnitude(code::value(at)), (at < code::zero ? -rank : rank) * static_cast<int128>(units));
  }

  /// The units of this rank in some ranges, which are put in order.
  std::vector<value_run> own_runs(std::vector<code_range>& ranges) const {
    std::sort(ranges.begin(), ranges.end(), [](const code_range& a, const code_range& b) { return a.low < b.low; });
    value_runs runs;
    for (std::size_t i = 0; i < values_.size() && !ranges.empty(); ++i) {
      const std::uint64_t x = code::of(value(i));
      const auto after = std::upper_bound(ranges.begin(), ranges.end(), x,
                                          [](std::uint64_t v, const code_range& r) { return v < r.low; });
      if (after == ranges.begin() || (after - 1)->high < x) continue;
      if (units_of(i) != 0) runs.add(x, units_of(i));
    }
    return std::move(runs).ascending();
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
  domain allowed_;
  decltype(read_sample(std::declval<const X&>())) values_;
  std::vector<std::uint64_t> counts_;  // empty without frequencies
  std::vector<cell> cells_;            // of all ranks, ascending
  std::uint64_t own_units_ = 0, count_ = 0;
};

/// The share of the first units from one end: those beyond one value, and the rest at that value.
template <class Sample, class Position>
double held(const Sample& s, bool from_top, const Position& position_among) {
  const scaled<double> total = s.total();
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
  if (!is_finite(share)) fail_domain(s.function(), "an ordinate exceeds the largest number");
  return share < 1 ? share : 1;
}

}  // namespace lorenz::detail

#endif
