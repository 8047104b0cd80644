// SPDX-License-Identifier: BSL-1.0
//
// digest_buckets: counts and exact sums of non-negative numbers, by exponent and leading mantissa bits.
//
//     digest_buckets b(7);    b.add("push", pointer, n);    b.add(on_grid(3.5), 10);    b.merge(other);
//     b.for_each([](std::uint32_t key, const digest_bucket& bucket) { ... })      ascending
//
// A number is mantissa * 2^(octave - 1086), the mantissa of 64 bits with the first one set; in octave 0, the subnormal
// numbers and zero, it is not set and the unit is that of octave 1. The octave is the exponent field of a double, and
// the key of a bucket is the leading bits of a double: keys, bits and numbers have one order.

#ifndef LORENZ_DETAIL_DIGEST_BUCKETS_HPP
#define LORENZ_DETAIL_DIGEST_BUCKETS_HPP

#include <algorithm>    // lower_bound, sort
#include <cmath>        // ldexp
#include <cstddef>      // size_t
#include <cstdint>      // uint32_t, uint64_t
#include <type_traits>  // is_arithmetic, is_integral, is_same
#include <utility>      // move, swap
#include <vector>       // vector

#include "../sample.hpp"
#include "exact_sum.hpp"  // bits_of

namespace lorenz::detail {

/// float, double and the integers: what lies on the grid.
template <class T>
inline constexpr bool is_on_grid_v = is_number_v<T>&& std::is_arithmetic_v<T> && sizeof(T) <= 8;

struct grid_number {
  static constexpr std::uint64_t first_bit = std::uint64_t(1) << 63;
  static constexpr unsigned octaves = 2047;

  unsigned octave = 0;
  std::uint64_t mantissa = 0;

  /// 2 to this is the unit of the mantissas.
  static int exponent_of(unsigned octave) { return static_cast<int>(octave == 0 ? 1 : octave) - 1086; }
  /// The last bits of a mantissa that are zero in each double and each 64-bit integer of the octave.
  static unsigned spare_bits(unsigned octave) { return octave < 1076 || 1086 < octave ? 11 : 1086 - octave; }
  double nearest() const { return std::ldexp(static_cast<double>(mantissa), exponent_of(octave)); }

  friend bool operator<(const grid_number& a, const grid_number& b) {
    return a.octave < b.octave || (a.octave == b.octave && a.mantissa < b.mantissa);
  }
  friend bool operator==(const grid_number& a, const grid_number& b) {
    return a.octave == b.octave && a.mantissa == b.mantissa;
  }
};

inline grid_number grid_number_of(std::uint64_t bits) {
  const auto octave = static_cast<unsigned>(bits >> 52);
  return {octave, bits << 11 | (octave == 0 ? 0 : grid_number::first_bit)};
}

/// x finite and >= 0.
template <class T>
grid_number on_grid(T x) {
  if constexpr (std::is_integral_v<T>) {
    const auto magnitude = static_cast<std::uint64_t>(x);
    if (magnitude == 0) return {};
    const int zeros = __builtin_clzll(magnitude);
    return {static_cast<unsigned>(1086 - zeros), magnitude << zeros};
  } else {
    return grid_number_of(bits_of(static_cast<double>(x) + 0.0));  // -0 becomes 0
  }
}

template <class T>
void check_value(const char* function, std::size_t position, T x) {
  if (!is_finite(x)) fail_argument(function, at("x", position), x);
  if (x < T(0)) fail_argument(function, at("x", position), x, "must not be negative");
}

/// A number of units, and the sum of their mantissas.
struct digest_bucket {
  std::uint64_t count = 0;
  std::uint64_t low = 0, high = 0;

  uint128 sum() const { return uint128(high) << 64 | low; }
  void add(std::uint64_t units, uint128 mantissas) {
    const uint128 total = sum() + mantissas;
    count += units;
    low = static_cast<std::uint64_t>(total);
    high = static_cast<std::uint64_t>(total >> 64);
  }
  friend bool operator==(const digest_bucket& a, const digest_bucket& b) {
    return a.count == b.count && a.low == b.low && a.high == b.high;
  }
};

class digest_buckets {
  static constexpr unsigned page_bits = 7;
  static constexpr std::size_t page_size = std::size_t(1) << page_bits;

  /// 128 neighbouring buckets; those that no number has met are not kept.
  struct page {
    std::uint32_t number;
    std::vector<digest_bucket> buckets = std::vector<digest_bucket>(page_size);
  };
  friend class digest_scatter;

 public:
  static constexpr int most_bits = 16;
  static constexpr std::uint64_t most_units = (std::uint64_t(1) << 62) - 1;  // so that sums stay below 2^126

  explicit digest_buckets(unsigned bits) : bits_(bits) {}

  unsigned bits() const { return bits_; }
  std::uint64_t count() const { return count_; }
  /// The extremes of what was added, while count() > 0.
  const grid_number& smallest() const { return smallest_; }
  const grid_number& largest() const { return largest_; }

  std::uint32_t key(const grid_number& x) const {
    return static_cast<std::uint32_t>(x.octave << bits_ | (x.mantissa & ~grid_number::first_bit) >> (63 - bits_));
  }
  /// The least and the greatest number of a bucket.
  grid_number first(std::uint32_t key) const {
    const unsigned octave = key >> bits_;
    const std::uint64_t leading = std::uint64_t(key & ((1u << bits_) - 1)) << (63 - bits_);
    return {octave, leading | (octave == 0 ? 0 : grid_number::first_bit)};
  }
  grid_number last(std::uint32_t key) const {
    const grid_number from = first(key);
    const std::uint64_t spare = (std::uint64_t(1) << grid_number::spare_bits(from.octave)) - 1;
    return {from.octave, from.mantissa | (((std::uint64_t(1) << (63 - bits_)) - 1) & ~spare)};
  }

  void check_room(const char* function, std::uint64_t units) const {
    if (most_units - count_ < units) fail_invalid(function, "a digest counts at most 2^62 - 1 units");
  }

  /// x as often as `units` says; `function` names itself where there are too many.
  void add(const char* function, const grid_number& x, std::uint64_t units) {
    if (units == 0) return;
    check_room(function, units);
    const std::uint32_t k = key(x);
    at(k >> page_bits).buckets[k % page_size].add(units, uint128(x.mantissa) * units);
    extend(x, x);
    count_ += units;
  }

  /// n numbers; all of them, or none where one is refused, and std::invalid_argument names it.
  template <class T>
  void add(const char* function, const T* x, std::size_t n);

  /// A bucket as another digest of so many bits knows it; its extremes come with extend().
  void add_bucket(const char* function, std::uint32_t key, const digest_bucket& bucket) {
    check_room(function, bucket.count);
    at(key >> page_bits).buckets[key % page_size].add(bucket.count, bucket.sum());
    count_ += bucket.count;
  }
  void extend(const grid_number& smallest, const grid_number& largest) {
    if (largest_ < largest) largest_ = largest;
    if (smallest < smallest_) smallest_ = smallest;
  }

  void merge(const char* function, const digest_buckets& other);

  template <class F>
  void for_each(const F& f) const {
    for (const page& p : pages_)
      for (std::uint32_t i = 0; i < page_size; ++i)
        if (p.buckets[i].count != 0) f(p.number << page_bits | i, p.buckets[i]);
  }
  /// Non-empty buckets, and the bytes that hold them.
  std::size_t size() const {
    std::size_t n = 0;
    for_each([&](std::uint32_t, const digest_bucket&) { ++n; });
    return n;
  }
  std::size_t memory() const { return pages_.size() * (sizeof(page) + page_size * sizeof(digest_bucket)); }

  friend bool operator==(const digest_buckets& a, const digest_buckets& b) {
    if (a.bits_ != b.bits_ || a.count_ != b.count_ || a.pages_.size() != b.pages_.size()) return false;
    for (std::size_t i = 0; i < a.pages_.size(); ++i)
      if (a.pages_[i].number != b.pages_[i].number || !(a.pages_[i].buckets == b.pages_[i].buckets)) return false;
    return a.smallest_ == b.smallest_ && a.largest_ == b.largest_;
  }

 private:
  page& at(std::uint32_t number) {
    const auto found = std::lower_bound(pages_.begin(), pages_.end(), number,
                                        [](const page& p, std::uint32_t wanted) { return p.number < wanted; });
    return found != pages_.end() && found->number == number ? *found : *pages_.insert(found, page{number});
  }
  /// Adds pages, none of which is there.
  void insert(std::vector<page>&& pages) {
    pages_.reserve(pages_.size() + pages.size());
    for (page& p : pages) pages_.push_back(std::move(p));
    std::sort(pages_.begin(), pages_.end(), [](const page& a, const page& b) { return a.number < b.number; });
  }

  unsigned bits_;
  std::uint64_t count_ = 0;
  grid_number smallest_{grid_number::octaves, 0};
  grid_number largest_;
  std::vector<page> pages_;  // ascending
};

inline void digest_buckets::merge(const char* function, const digest_buckets& other) {
  check_room(function, other.count_);
  std::vector<page> fresh;
  auto mine = pages_.begin();
  for (const page& p : other.pages_) {
    while (mine != pages_.end() && mine->number < p.number) ++mine;
    if (mine == pages_.end() || mine->number != p.number) fresh.push_back(page{p.number});
  }
  if (!fresh.empty()) insert(std::move(fresh));
  mine = pages_.begin();
  for (const page& p : other.pages_) {
    while (mine->number < p.number) ++mine;
    for (std::size_t i = 0; i < page_size; ++i) mine->buckets[i].add(p.buckets[i].count, p.buckets[i].sum());
  }
  if (other.count_ != 0) extend(other.smallest_, other.largest_);
  count_ += other.count_;
}

}  // namespace lorenz::detail

#include "digest_scatter.hpp"  // IWYU pragma: export

#endif
