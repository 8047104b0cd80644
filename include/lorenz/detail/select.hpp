// SPDX-License-Identifier: BSL-1.0
//
// Selection: some order statistics of a sample, or the sum of one end of it, without sorting all of it.
//
//     select(x, n, ranks, k, out)                  out[j] is the value with ascending rank ranks[j], from 0
//     units_at_end(x, n, from_top, k)              the sum of the k largest, and the value that comes next
//
// The values are counted in the buckets that a sort would use, and only those of the buckets that are asked for are
// looked at again: O(n), whatever the order of the input, unless the values crowd in one bucket, which is then sorted.

#ifndef LORENZ_DETAIL_SELECT_HPP
#define LORENZ_DETAIL_SELECT_HPP

#include <algorithm>  // copy, fill, max, min
#include <cstddef>    // size_t
#include <cstdint>    // uint64_t
#include <vector>     // vector

#include "exact_sum.hpp"
#include "quicksort.hpp"
#include "sort.hpp"

namespace lorenz::detail {

/// The values of a sample by buckets.
template <class T>
class histogram {
 public:
  /// Fewer values are better sorted.
  static constexpr std::size_t least = 4096;
  /// For so many ranks; most buckets hold none of them.
  static std::size_t bucket_count(std::size_t n, std::size_t ranks = 1) {
    return (std::min)((std::max)(n / 256, (std::min)(16 * ranks, n / 8)), std::size_t(4096));
  }

  histogram(const T* x, std::size_t n, const extremes<T>& e, const team* helpers = nullptr, std::size_t ranks = 1)
      : x_(x),
        n_(n),
        map_(x, n, e, bucket_count(n, ranks)),
        helpers_(helpers),
        counts_(map_.counts(x, n, helpers)),
        count_(counts_[0]),
        wanted_(count_.size()) {
    for (std::size_t part = 1; part < counts_.size(); ++part)
      for (std::size_t b = 0; b < size(); ++b) count_[b] += counts_[part][b];
  }

  std::size_t size() const { return count_.size(); }
  std::size_t count(std::size_t bucket) const { return count_[bucket]; }
  std::size_t bucket(T value) const { return map_(value); }

  void want(std::size_t bucket) {
    if (wanted_[bucket]) return;
    wanted_[bucket] = 1;
    total_wanted_ += count_[bucket];
    ++buckets_wanted_;
    first_wanted_ = (std::min)(first_wanted_, bucket);
    last_wanted_ = (std::max)(last_wanted_, bucket);
  }
  std::size_t wanted() const { return total_wanted_; }
  /// The values of all buckets that are wanted.
  void gather(T* out) const {
    std::vector<T*> own(counts_.size() + 1, out);  // where each part writes
    for (std::size_t part = 0; part < counts_.size(); ++part) {
      own[part + 1] = own[part];
      for (std::size_t b = 0; b < size(); ++b) own[part + 1] += wanted_[b] ? counts_[part][b] : 0;
    }
    const bool one_range = first_wanted_ + buckets_wanted_ == last_wanted_ + 1;
    const std::uint64_t low = one_range ? map_.first_key(first_wanted_) : 0;
    const std::uint64_t width = one_range ? map_.first_key(last_wanted_ + 1) - low : 0;
    in_parts(helpers_, n_, [&](std::size_t part, std::size_t begin, std::size_t) {
      T* to = own[part];
      T* const end = own[part + 1];
      if (one_range) {
        for (const T* x = x_ + begin; to != end; ++x) {
          *to = *x;
          to += order_key(*x) - low < width;
        }
      } else {
        for (const T* x = x_ + begin; to != end; ++x) {
          *to = *x;
          to += wanted_[map_(*x)];
        }
      }
    });
  }

  /// The sums of the values times `scale`, rounded.
  std::vector<double> sums(double scale) const {
    std::vector<double> sum(size());
    for (std::size_t i = 0; i < n_; ++i) sum[map_(x_[i])] += static_cast<double>(x_[i]) * scale;
    return sum;
  }
  /// The sum of the values in the buckets from `first` on.
  exact_sum<T> sum_from(std::size_t first) const {
    exact_sum<T> sum;
    if (first == size()) return sum;
    const std::uint64_t least_key = map_.first_key(first);
    constexpr std::size_t many = std::size_t(1) << 15;
    buffer<T> kept((std::min)(n_, many) + 1);
    for (std::size_t i = 0; i < n_;) {
      T* end = kept.data();
      for (; i < n_ && end < kept.data() + many; ++i) {
        *end = x_[i];
        end += order_key(x_[i]) >= least_key;
      }
      sum.add(kept.data(), static_cast<std::size_t>(end - kept.data()));
    }
    return sum;
  }

 private:
  const T* x_;
  std::size_t n_;
  buckets<T> map_;
  const team* helpers_;
  std::vector<std::vector<std::size_t>> counts_;  // by parts of the sample
  std::vector<std::size_t> count_;
  std::vector<unsigned char> wanted_;
  std::size_t total_wanted_ = 0;
  std::size_t buckets_wanted_ = 0;
  std::size_t first_wanted_ = static_cast<std::size_t>(-1);
  std::size_t last_wanted_ = 0;
};

/// The values of k ascending ranks below n, from 0, of n values within e.
template <class T>
void select(const T* x, std::size_t n, const extremes<T>& e, const std::size_t* ranks, std::size_t k, T* out,
            const team* helpers = nullptr, std::vector<T>* workspace = nullptr) {
  if (k == 0) return;
  const auto pick = [&](const T* ascending, const std::size_t* from) {
    for (std::size_t j = 0; j < k; ++j) out[j] = ascending[from[j]];
  };
  if constexpr (has_key_v<T>) {
    if (histogram<T>::least <= n) {
      if (!(e.low < e.high)) return std::fill(out, out + k, e.low);
      histogram<T> parts(x, n, e, helpers, k);
      std::vector<std::size_t> rank_in_part(k);
      std::size_t begin = 0;
      for (std::size_t b = 0, j = 0; j < k; begin += parts.count(b++)) {
        const std::size_t gathered = parts.wanted();
        for (; j < k && ranks[j] < begin + parts.count(b); ++j) {
          parts.want(b);
          rank_in_part[j] = gathered + (ranks[j] - begin);
        }
      }
      const std::size_t m = parts.wanted();
      buffer<T> part(m, workspace);
      parts.gather(part.data());
      if (m <= n / 2) return select(part.data(), m, extremes_of(part.data(), m), rank_in_part.data(), k, out);
      sort_in_place(part.data(), m);
      return pick(part.data(), rank_in_part.data());
    }
    constexpr std::size_t some = 1024;
    if (n <= some && ranks[k - 1] - ranks[0] < n / 2) {
      buffer<T> part(n, workspace);
      T scratch[some];
      std::copy(x, x + n, part.data());
      quickselect(part.data(), n, scratch, ranks[0], ranks[k - 1] + 1);
      return pick(part.data(), ranks);
    }
  }
  buffer<T> ascending(n, workspace);
  sort_into(x, n, e, ascending.data());
  pick(ascending.data(), ranks);
}

template <class T>
struct end_units {
  exact_sum<T> sum;
  T next;  // some value where there is none
};

/// The k <= n/2 units at one end of n values within e, and the value of the unit after them.
template <class T>
end_units<T> units_at_end(const T* x, std::size_t n, const extremes<T>& e, bool from_top, std::size_t k,
                          std::vector<T>* workspace = nullptr) {
  if constexpr (has_key_v<T>) {
    constexpr std::size_t some = 1024;
    if (n <= some) {
      buffer<T> part(n, workspace);
      T scratch[some];
      std::copy(x, x + n, part.data());
      const std::size_t next = from_top ? n - k - 1 : k;
      quickselect(part.data(), n, scratch, next, next + 1);
      end_units<T> result{{}, part.data()[next]};
      result.sum.add(part.data() + (from_top ? n - k : 0), k);
      return result;
    }
  }
  const auto part_of_end = [&](const T* part, std::size_t m, const extremes<T>& range) {
    const std::size_t edge[] = {from_top ? m - k - 1 : k - (k == 0 ? 0 : 1), from_top ? m - k - (k == 0 ? 1 : 0) : k};
    T values[2];
    select(part, m, range, edge, 2, values);
    const T last = values[from_top ? 1 : 0];
    end_units<T> result{{}, values[from_top ? 0 : 1]};
    std::size_t beyond = 0;
    for (std::size_t i = 0; i < m; ++i) {
      if (!(from_top ? last < part[i] : part[i] < last)) continue;
      result.sum.add(part[i]);
      ++beyond;
    }
    if (k != 0) result.sum.add(last, static_cast<int128>(k - beyond));
    return result;
  };
  if constexpr (has_key_v<T>) {
    if (histogram<T>::least <= n) {
      histogram<T> parts(x, n, e);
      for (std::size_t b = 0; parts.wanted() <= k; ++b) parts.want(from_top ? parts.size() - 1 - b : b);
      if (parts.wanted() <= n / 4 * 3) {
        buffer<T> part(parts.wanted());
        parts.gather(part.data());
        return part_of_end(part.data(), parts.wanted(), extremes_of(part.data(), parts.wanted()));
      }
    }
  }
  return part_of_end(x, n, e);
}

}  // namespace lorenz::detail

#endif
