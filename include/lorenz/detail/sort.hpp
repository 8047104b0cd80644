// SPDX-License-Identifier: BSL-1.0
//
// sorted_copy(x, n): the values in ascending order.
//
// Numbers have order-preserving integer keys. One scatter by sign, exponent and leading mantissa bits makes buckets of
// some hundred values, a second one within the cache leaves about one value in each, an insertion pass does the rest.
// How many mantissa bits an octave gets is estimated from a sample of the data, so that neither zeros nor outliers nor
// two signs spoil it. Plain C++, no dispatch, the same on every machine.

#ifndef LORENZ_DETAIL_SORT_HPP
#define LORENZ_DETAIL_SORT_HPP

#include <algorithm>    // copy, fill, sort
#include <cstddef>      // size_t
#include <cstdint>      // uint32_t, uint64_t
#include <cstring>      // memcpy
#include <type_traits>  // is_arithmetic
#include <utility>      // swap
#include <vector>       // vector

namespace lorenz::detail {

/// Types with a key: their values convert to double in their order.
template <class T>
inline constexpr bool has_key_v = std::is_arithmetic_v<T> && sizeof(T) <= 8;

/// An integer that never descends where x ascends, the same for -0 and +0. 64-bit integers may share one.
template <class T>
std::uint64_t order_key(T x) {
  const double value = static_cast<double>(x) + 0.0;
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  const std::uint64_t sign = std::uint64_t(0) - (bits >> 63);
  return bits ^ (sign | std::uint64_t(1) << 63);
}

template <class T>
void insertion_sort(T* x, std::size_t n) {
  for (std::size_t i = 1; i < n; ++i) {
    const T value = x[i];
    std::size_t j = i;
    for (; j > 0 && value < x[j - 1]; --j) x[j] = x[j - 1];
    x[j] = value;
  }
}

/// Sorts numbers; keeps its scratch memory, half a megabyte at most, from call to call.
template <class T>
class number_sort {
  static constexpr std::size_t few = 24;                                   // sorted by insertion
  static constexpr std::size_t many = (std::size_t(1) << 19) / sizeof(T);  // no longer sorted in scratch memory
  static constexpr int deepest = 6;
  static constexpr unsigned mantissa_bits = 52;

 public:
  /// x in ascending order into out, which does not overlap it. O(n) for data whose keys spread over their range even
  /// within narrow parts of it, as measurements and counts do; O(n log n) at worst.
  void operator()(const T* x, std::size_t n, T* out) {
    if (n <= 4 * few) {
      std::copy(x, x + n, out);
      return std::sort(out, out + n);
    }
    make_octaves(x, n);
    std::vector<std::size_t> end(buckets_ + 1);  // end[b] counts bucket b - 1, then is where b begins, then ends
    for (std::size_t i = 0; i < n; ++i) ++end[bucket(x[i]) + 1];
    for (std::size_t b = 1; b <= buckets_; ++b) end[b] += end[b - 1];
    for (std::size_t i = 0; i < n; ++i) out[end[bucket(x[i])]++] = x[i];
    std::size_t begin = 0;
    for (std::size_t b = 0; b < buckets_; ++b) {
      finish(out + begin, end[b] - begin, 0);
      begin = end[b];
    }
  }

 private:
  /// The buckets of one octave: values of one sign and exponent.
  struct octave {
    std::uint32_t first;
    std::uint32_t shift;
  };

  std::size_t bucket(T x) const {
    const std::uint64_t key = order_key(x);
    const octave& o = octaves_[(key >> mantissa_bits) - lowest_octave_];
    return o.first + static_cast<std::size_t>((key & ((std::uint64_t(1) << mantissa_bits) - 1)) >> o.shift);
  }

  struct extremes {
    T low, high;
  };
  static extremes range(const T* x, std::size_t n) {
    T low = x[0];
    T high = x[0];
    for (std::size_t i = 1; i < n; ++i) {
      low = x[i] < low ? x[i] : low;
      high = high < x[i] ? x[i] : high;
    }
    return {low, high};
  }

  void make_octaves(const T* x, std::size_t n) {
    const extremes e = range(x, n);
    lowest_octave_ = order_key(e.low) >> mantissa_bits;
    const std::size_t count = (order_key(e.high) >> mantissa_bits) - lowest_octave_ + 1;
    std::vector<std::uint32_t> sampled(count);
    const std::size_t step = n / 1024 + 1;
    for (std::size_t i = 0; i < n; i += step) ++sampled[(order_key(x[i]) >> mantissa_bits) - lowest_octave_];
    const std::size_t samples = (n + step - 1) / step;
    std::size_t wanted = 16;
    while (wanted < 4096 && wanted * 512 < n) wanted *= 2;
    octaves_.resize(count);
    buckets_ = 0;
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t bits = 0;
      while ((samples << bits) < wanted * sampled[i]) ++bits;
      octaves_[i] = {static_cast<std::uint32_t>(buckets_), mantissa_bits - bits};
      buckets_ += std::size_t(1) << bits;
    }
  }

  /// Sorts in place.
  void finish(T* x, std::size_t n, int depth) {
    if (n <= few) return insertion_sort(x, n);
    const extremes e = range(x, n);
    if (!(e.low < e.high)) return;
    if (depth == deepest) return std::sort(x, x + n);
    const std::uint64_t lowest = order_key(e.low);
    const std::uint64_t width = order_key(e.high) - lowest;
    if (width == 0) return std::sort(x, x + n);  // 64-bit integers that are one double
    unsigned bits = 5;
    while (bits < 12 && (std::size_t(1) << bits) < n) ++bits;
    unsigned shift = 0;
    while (width >> shift >> bits != 0) ++shift;
    const std::size_t count = static_cast<std::size_t>(width >> shift) + 1;
    const auto part = [&](T value) { return static_cast<std::size_t>((order_key(value) - lowest) >> shift); };
    if (n <= many) {
      if (scratch_.size() < n) scratch_.resize(n);
      if (ends_.size() < count + 1) ends_.resize(count + 1);
      std::uint32_t* end = ends_.data();
      std::fill(end, end + count + 1, 0);
      for (std::size_t i = 0; i < n; ++i) ++end[part(x[i]) + 1];
      std::uint32_t largest = 0;
      for (std::size_t b = 1; b <= count; ++b) {
        largest = largest < end[b] ? end[b] : largest;
        end[b] += end[b - 1];
      }
      for (std::size_t i = 0; i < n; ++i) scratch_[end[part(x[i])]++] = x[i];
      std::copy(scratch_.data(), scratch_.data() + n, x);
      if (largest > few) {
        // Recursion uses ends_ again.
        const std::vector<std::uint32_t> kept(end, end + count);
        for_each_part(x, kept, [&](T* y, std::size_t m) {
          if (m > few) finish(y, m, depth + 1);
        });
      }
      return insertion_sort(x, n);
    }
    // Too many for the scratch memory: permute in place (American flag sort, McIlroy, Bostic and McIlroy 1993).
    std::vector<std::size_t> end(count);
    std::vector<std::size_t> next(count);
    for (std::size_t i = 0; i < n; ++i) ++end[part(x[i])];
    for (std::size_t b = 1; b < count; ++b) {
      next[b] = end[b - 1];
      end[b] += end[b - 1];
    }
    for (std::size_t b = 0; b < count; ++b) {
      while (next[b] < end[b]) {
        T value = x[next[b]];
        for (std::size_t to = part(value); to != b; to = part(value)) std::swap(value, x[next[to]++]);
        x[next[b]++] = value;
      }
    }
    for_each_part(x, end, [&](T* y, std::size_t m) { finish(y, m, depth + 1); });
  }

  template <class Ends, class F>
  static void for_each_part(T* x, const Ends& end, const F& f) {
    std::size_t begin = 0;
    for (const auto stop : end) {
      f(x + begin, stop - begin);
      begin = stop;
    }
  }

  std::uint64_t lowest_octave_ = 0;
  std::size_t buckets_ = 0;
  std::vector<octave> octaves_;
  std::vector<T> scratch_;
  std::vector<std::uint32_t> ends_;
};

/// The values in ascending order.
template <class T>
std::vector<T> sorted_copy(const T* x, std::size_t n) {
  if constexpr (has_key_v<T>) {
    std::vector<T> ascending(n);
    number_sort<T>()(x, n, ascending.data());
    return ascending;
  } else {
    std::vector<T> ascending(x, x + n);
    std::sort(ascending.begin(), ascending.end());
    return ascending;
  }
}

}  // namespace lorenz::detail

#endif
