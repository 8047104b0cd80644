// SPDX-License-Identifier: BSL-1.0
//
// buckets<T>: an ascending map from numbers to 0, 1, 2 ..., made so that it spreads one sample evenly.
//
//     const buckets<double> map(x, n, extremes_of(x, n), 1024);        map(x[0]) < map.size()
//
// Numbers have order-preserving integer keys: sign, exponent, mantissa. The range of the keys of the sample is cut into
// equal pieces, a piece into as many buckets as some thousand sampled values say. Neither zeros nor
// outliers, two signs or a long common prefix spoil that. Sorting and selection start here.

#ifndef LORENZ_DETAIL_BUCKETS_HPP
#define LORENZ_DETAIL_BUCKETS_HPP

#include <algorithm>    // upper_bound
#include <cstddef>      // size_t
#include <cstdint>      // uint32_t, uint64_t
#include <type_traits>  // is_arithmetic
#include <utility>      // move
#include <vector>       // vector

#include "exact_sum.hpp"
#include "team.hpp"

namespace lorenz::detail {

/// Types with a key: their values convert to double in their order.
template <class T>
inline constexpr bool has_key_v = std::is_arithmetic_v<T> && sizeof(T) <= 8;

/// An integer that never descends where x ascends, the same for -0 and +0. 64-bit integers may share one.
template <class T>
std::uint64_t order_key(T x) {
  const std::uint64_t bits = bits_of(static_cast<double>(x) + 0.0);
  const std::uint64_t sign = std::uint64_t(0) - (bits >> 63);
  return bits ^ (sign | std::uint64_t(1) << 63);
}

/// f(key), where key(x) is order_key(x), in fewer steps where all x are positive.
template <class T, class F>
decltype(auto) with_key(bool positive, F&& f) {
  if (positive) return f([](T x) { return bits_of(static_cast<double>(x)) + (std::uint64_t(1) << 63); });
  return f([](T x) { return order_key(x); });
}

template <class T>
struct extremes {
  T low, high;
  bool finite = true;  // no value is infinite or NaN; not looked into but for float and double
};

/// The smallest and the largest of n > 0 numbers.
template <class T>
extremes<T> extremes_of(const T* x, std::size_t n) {
  constexpr bool may_be_infinite = std::is_floating_point_v<T> && sizeof(T) <= 8;
  constexpr std::size_t lanes = 4;  // a single chain of comparisons would wait for each
  T low[lanes] = {x[0], x[0], x[0], x[0]};
  T high[lanes] = {x[0], x[0], x[0], x[0]};
  [[maybe_unused]] T nothing[lanes] = {};  // but for infinity and NaN
  const auto take = [&](std::size_t lane, const T& value) {
    low[lane] = value < low[lane] ? value : low[lane];
    high[lane] = high[lane] < value ? value : high[lane];
    if constexpr (may_be_infinite) nothing[lane] += value - value;
  };
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes)
    for (std::size_t lane = 0; lane < lanes; ++lane) take(lane, x[i + lane]);
  for (; i < n; ++i) take(0, x[i]);
  for (std::size_t lane = 1; lane < lanes; ++lane) {
    low[0] = low[lane] < low[0] ? low[lane] : low[0];
    high[0] = high[0] < high[lane] ? high[lane] : high[0];
  }
  if constexpr (may_be_infinite) return {low[0], high[0], nothing[0] + nothing[1] + (nothing[2] + nothing[3]) == 0};
  return {low[0], high[0]};
}

/// The same by a team, for n >= its size.
template <class T>
extremes<T> extremes_of(const T* x, std::size_t n, const team* helpers) {
  if (helpers == nullptr) return extremes_of(x, n);
  std::vector<extremes<T>> found(helpers->size());
  in_parts(helpers, n, [&](std::size_t part, std::size_t begin, std::size_t end) {
    found[part] = extremes_of(x + begin, end - begin);
  });
  for (const extremes<T>& e : found) {
    if (e.low < found[0].low) found[0].low = e.low;
    if (found[0].high < e.high) found[0].high = e.high;
    found[0].finite = found[0].finite && e.finite;
  }
  return found[0];
}

template <class T>
class buckets {
 public:
  /// About `wanted` buckets, 3 times that at most, for n values that lie within e.
  buckets(const T* x, std::size_t n, const extremes<T>& e, std::size_t wanted) : positive_(T(0) < e.low) {
    const std::uint64_t low = order_key(e.low);
    const std::uint64_t high = order_key(e.high);
    while ((high >> shift_) - (low >> shift_) >= wanted) ++shift_;
    lowest_piece_ = low >> shift_;
    pieces_.resize(static_cast<std::size_t>((high >> shift_) - lowest_piece_) + 1);
    std::vector<std::uint32_t> sampled(pieces_.size());
    const std::size_t step = n / 4096 + 1;
    std::size_t samples = 0;
    for (std::size_t i = 0; i < n; i += step, ++samples) ++sampled[piece_of(order_key(x[i]))];
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      unsigned bits = 0;
      while (bits < shift_ && (samples << bits) < wanted * sampled[i]) ++bits;
      pieces_[i] = {static_cast<std::uint32_t>(size_), shift_ - bits};
      size_ += std::size_t(1) << bits;
    }
  }

  std::size_t size() const { return size_; }
  bool positive() const { return positive_; }

  std::size_t operator()(T x) const { return map_from(pieces_.data())(order_key(x)); }
  /// f(bucket), where bucket(x) is that of x, for loops: nothing that they write could change it.
  template <class F>
  void with_bucket(F&& f) const {
    with_key<T>(positive_,
                [&](const auto& key) { f([key, map = map_from(pieces_.data())](T x) { return map(key(x)); }); });
  }

  /// The least key of a bucket: values are in it or above from there on. Of size(): above all keys.
  std::uint64_t first_key(std::size_t bucket) const {
    if (bucket >= size_) return ~std::uint64_t(0);
    const auto above = [](std::size_t b, const piece& p) { return b < p.first; };
    const auto at = std::upper_bound(pieces_.begin(), pieces_.end(), bucket, above) - 1;
    const auto index = static_cast<std::uint64_t>(at - pieces_.begin());
    return ((lowest_piece_ + index) << shift_) + (std::uint64_t(bucket - at->first) << at->shift);
  }

  /// The number of values in each, by parts of the sample.
  std::vector<std::vector<std::size_t>> counts(const T* x, std::size_t n, const team* helpers = nullptr) const {
    std::vector<std::vector<std::size_t>> count(size_of(helpers));
    in_parts(helpers, n, [&](std::size_t part, std::size_t begin, std::size_t end) {
      std::vector<std::size_t> own(size_);
      with_bucket([&](const auto& bucket) {
        for (std::size_t i = begin; i < end; ++i) ++own[bucket(x[i])];
      });
      count[part] = std::move(own);
    });
    return count;
  }

 private:
  struct piece {
    std::uint32_t first;  // bucket
    std::uint32_t shift;  // of the rest of a key
  };

  auto map_from(const piece* pieces) const {
    return [pieces, lowest = lowest_piece_, shift = shift_](std::uint64_t key) {
      const piece& p = pieces[(key >> shift) - lowest];
      return p.first + static_cast<std::size_t>((key & ((std::uint64_t(1) << shift) - 1)) >> p.shift);
    };
  }
  std::size_t piece_of(std::uint64_t key) const { return static_cast<std::size_t>((key >> shift_) - lowest_piece_); }

  bool positive_;
  unsigned shift_ = 0;
  std::uint64_t lowest_piece_ = 0;
  std::size_t size_ = 0;
  std::vector<piece> pieces_;
};

}  // namespace lorenz::detail

#endif
