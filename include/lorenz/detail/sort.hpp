// SPDX-License-Identifier: BSL-1.0
//
// sort_into(x, n, out): the values in ascending order.
//
// One scatter into the buckets of the sample leaves some thousand values in each, a second one within the cache about
// one, two sweeps and an insertion pass do the rest. Plain C++, no dispatch, the same on every machine.

#ifndef LORENZ_DETAIL_SORT_HPP
#define LORENZ_DETAIL_SORT_HPP

#include <algorithm>  // copy, fill, max, min, sort
#include <cstddef>    // size_t
#include <cstdint>    // uint32_t, uint64_t
#include <utility>    // exchange, swap
#include <vector>     // vector

#include "buckets.hpp"
#include "buffer.hpp"
#include "quicksort.hpp"

namespace lorenz::detail {

template <class T>
void insertion_sort(T* x, std::size_t n) {
  for (std::size_t i = 1; i < n; ++i) {
    const T value = x[i];
    std::size_t j = i;
    for (; j > 0 && value < x[j - 1]; --j) x[j] = x[j - 1];
    x[j] = value;
  }
}

/// Sorts n > 0 values that are nearly in order, from x, to `out`, which may be the same: two sweeps without branches
/// mend most of the pairs, and insertion what is left. Of -0 and +0 one may stand for the other.
template <class T>
void settle(const T* x, std::size_t n, T* out) {
  for (int sweep = 0; sweep < 2; ++sweep) {
    T last = x[0];
    for (std::size_t i = 1; i < n; ++i) {
      const T value = x[i];
      const T lower = value < last ? value : last;
      last = last < value ? value : last;
      out[i - 1] = lower;
    }
    out[n - 1] = last;
    x = out;
  }
  insertion_sort(out, n);
}

/// Where the parts of a scatter end, and a bound on their sizes that is less than twice the largest of them.
struct spread_result {
  std::size_t parts;
  std::uint32_t size_bits;
};

/// Keys from `lowest` to `highest`, of values that are all positive or not.
struct key_range {
  std::uint64_t lowest, highest;
  bool positive;
};
template <class T>
key_range keys_of(const extremes<T>& e) {
  return {order_key(e.low), order_key(e.high), T(0) < e.low};
}

/// Scatters n values by the bits of their keys into parts that hold about one each, unless one holds `limit` values or
/// more, a power of two. `end` has room for 2 n counters and one more.
template <class T>
spread_result spread(const T* x, std::size_t n, const key_range& keys, T* out, std::uint32_t* end,
                     std::uint32_t limit) {
  unsigned bits = 0;
  while (std::size_t(1) << bits < n) ++bits;
  unsigned shift = 0;
  while ((keys.highest - keys.lowest) >> shift >> bits != 0) ++shift;
  spread_result result{static_cast<std::size_t>((keys.highest - keys.lowest) >> shift) + 1, 0};
  with_key<T>(keys.positive, [&](const auto& key) {
    const auto part = [=, lowest = keys.lowest](T value) {
      return static_cast<std::size_t>((key(value) - lowest) >> shift);
    };
    std::fill(end, end + result.parts + 1, 0);
    for (std::size_t i = 0; i < n; ++i) ++end[part(x[i]) + 1];
    for (std::size_t b = 1; b <= result.parts; ++b) {
      result.size_bits |= end[b];
      end[b] += end[b - 1];
    }
    if (result.size_bits < limit)
      for (std::size_t i = 0; i < n; ++i) out[end[part(x[i])]++] = x[i];
  });
  return result;
}

/// Sorts more numbers than a few; keeps its scratch memory, less than a megabyte, from call to call.
template <class T>
class number_sort {
  static constexpr std::size_t few = 24;                                   // sorted by insertion
  static constexpr std::uint32_t crowd = 32;                               // not sorted by insertion
  static constexpr std::size_t many = (std::size_t(1) << 18) / sizeof(T);  // no longer sorted in scratch memory
  static constexpr int deepest = 6;

 public:
  static void sort(const T* x, std::size_t n, const extremes<T>& e, T* out, const team* helpers) {
    const buckets<T> map(x, n, e, (std::min)((std::max)(n / 4096, std::size_t(16)), std::size_t(4096)));
    // Counts by part become where the part writes, and at last where the buckets end.
    std::vector<std::vector<std::size_t>> at = map.counts(x, n, helpers);
    std::size_t total = 0;
    for (std::size_t b = 0; b < map.size(); ++b)
      for (std::vector<std::size_t>& own : at) total += std::exchange(own[b], total);
    in_parts(helpers, n, [&](std::size_t part, std::size_t begin, std::size_t end) {
      std::vector<std::size_t>& own = at[part];
      map.with_bucket([&](const auto& bucket) {
        for (std::size_t i = begin; i < end; ++i) out[own[bucket(x[i])]++] = x[i];
      });
    });
    const std::vector<std::size_t>& ends = at.back();
    const std::uint64_t highest = order_key(e.high);
    std::size_t taken = 0;  // buckets, some at a time by whoever comes first
    in_parts(helpers, n, [&](std::size_t, std::size_t, std::size_t) {
      constexpr std::size_t some = 8;
      number_sort sorter;
      std::size_t b;
      while ((b = __atomic_fetch_add(&taken, some, __ATOMIC_RELAXED)) < ends.size())
        for (const std::size_t stop = (std::min)(b + some, ends.size()); b < stop; ++b) {
          const std::size_t first = b == 0 ? 0 : ends[b - 1];
          sorter.finish(out + first, ends[b] - first,
                        {map.first_key(b), (std::min)(map.first_key(b + 1) - 1, highest), map.positive()});
        }
    });
  }

  /// Sorts in place.
  void finish(T* x, std::size_t n, int depth = 0) {
    if (n <= few) return insert_each(x, n);
    const extremes<T> e = extremes_of(x, n);
    if (!(e.low < e.high)) return;
    const key_range keys = keys_of(e);
    if (depth == deepest || keys.lowest == keys.highest) return std::sort(x, x + n);
    if (many < n) return permute(x, n, e, depth);
    finish(x, n, keys, depth);
  }

 private:
  /// The same of values in a bucket.
  void finish(T* x, std::size_t n, const key_range& keys) {
    if (n <= few) return insert_each(x, n);
    const bool ties = !(x[0] < x[n / 2] || x[n / 2] < x[n - 1] || x[n - 1] < x[0]);
    if (many < n || ties) return finish(x, n);
    finish(x, n, keys, 0);
  }

  void finish(T* x, std::size_t n, const key_range& keys, int depth) {
    if (scratch_.size() < n) scratch_.resize(n), end_.resize(2 * n + 1);
    const spread_result parts = spread(x, n, keys, scratch_.data(), end_.data(), static_cast<std::uint32_t>(-1));
    if (parts.size_bits < crowd) return settle(scratch_.data(), n, x);
    std::copy(scratch_.data(), scratch_.data() + n, x);
    for_each_part(x, std::vector<std::uint32_t>(end_.data(), end_.data() + parts.parts), depth + 1);
  }

  /// Too many for the scratch memory, since they crowd: permutes in place (American flag sort, McIlroy, Bostic and
  /// McIlroy 1993).
  void permute(T* x, std::size_t n, const extremes<T>& e, int depth) {
    const buckets<T> map(x, n, e, 256);
    std::vector<std::size_t> end = map.counts(x, n)[0];
    std::vector<std::size_t> next(end.size());
    for (std::size_t b = 1; b < end.size(); ++b) {
      next[b] = end[b - 1];
      end[b] += end[b - 1];
    }
    for (std::size_t b = 0; b < end.size(); ++b) {
      while (next[b] < end[b]) {
        T value = x[next[b]];
        for (std::size_t to = map(value); to != b; to = map(value)) std::swap(value, x[next[to]++]);
        x[next[b]++] = value;
      }
    }
    for_each_part(x, end, depth + 1);
  }

  template <class Ends>
  void for_each_part(T* x, const Ends& end, int depth) {
    std::size_t begin = 0;
    for (const auto stop : end) {
      finish(x + begin, stop - begin, depth);
      begin = stop;
    }
  }

  std::vector<T> scratch_;
  std::vector<std::uint32_t> end_;
};

/// n > 0 values within e in ascending order into out, which does not overlap them, with the help of a team if there is
/// one. O(n) for data whose keys spread over their range even within narrow parts of it, as measurements and counts do;
/// O(n log n) at worst.
template <class T>
void sort_into(const T* x, std::size_t n, const extremes<T>& e, T* out, const team* helpers = nullptr) {
  if constexpr (has_key_v<T>) {
    constexpr std::uint32_t crowd = 32;
    constexpr std::size_t few = 64;     // no scatter
    constexpr std::size_t some = 1024;  // one scatter, and no allocation
    if (some < n) return number_sort<T>::sort(x, n, e, out, helpers);
    if (few < n) {
      std::uint32_t end[2 * some + 1];
      if (spread(x, n, keys_of(e), out, end, crowd).size_bits < crowd) return settle(out, n, out);
    }
    T scratch[some];
    std::copy(x, x + n, out);
    quicksort(out, n, scratch);
  } else {
    std::copy(x, x + n, out);
    std::sort(out, out + n);
  }
}
template <class T>
void sort_into(const T* x, std::size_t n, T* out) {
  if (n != 0) sort_into(x, n, extremes_of(x, n), out);
}

/// The same in place; slower.
template <class T>
void sort_in_place(T* x, std::size_t n) {
  number_sort<T>().finish(x, n);
}

/// The values in ascending order.
template <class T>
std::vector<T> sorted_copy(const T* x, std::size_t n) {
  std::vector<T> ascending(n);
  sort_into(x, n, ascending.data());
  return ascending;
}

}  // namespace lorenz::detail

#endif
