// SPDX-License-Identifier: BSL-1.0
//
// exact_sum<T>: sums of numbers, of numbers times counts and of products, without any rounding: a fixed-point
// integer wide enough for every value of T. The result does not depend on the order of the terms, cannot overflow
// and is rounded once, when it is read.
//
//     exact_sum<double> sum;  sum.add(x);  sum.add(x, n);  sum.add(x, int128(-3));  sum.add_product(x, y)
//     quotient(sum.value(), n)
//
// A long accumulator after Kulisch and Miranker 1986, doi:10.1137/1028001, with 32-bit limbs in 64-bit words and
// late carries as in Neal 2015, arXiv:1505.05571; terms of like size meet in registers first. Types with more than 64
// bits of mantissa (Boost.Multiprecision) get a compensated sum instead; their callers add in ascending order, so that
// the order of the input is lost too.

#ifndef LORENZ_DETAIL_EXACT_SUM_HPP
#define LORENZ_DETAIL_EXACT_SUM_HPP

#include <algorithm>  // copy
#include <cmath>      // ldexp
#include <cstddef>    // size_t
#include <cstdint>    // int64_t, uint64_t
#include <limits>     // numeric_limits

#include "block_sum.hpp"
#include "parts.hpp"

namespace lorenz::detail {

template <class T, bool exact = is_exact_v<T>>
class exact_sum {
  using limits = std::numeric_limits<T>;
  // The last bit of a product and a window below it, and room for 2^64 products of the largest values times 2^64.
  static constexpr int lowest = limits::is_integer ? 0 : 2 * (limits::min_exponent - limits::digits - 64);
  static constexpr int highest = (limits::is_integer ? 2 * 64 : 2 * limits::max_exponent) + 128;
  static constexpr int limb_count = (highest - lowest) / 32 + 2;
  static constexpr std::int64_t limb_mask = 0xffffffff;

 public:
  using result = floating_t<T>;

  exact_sum() {}  // NOLINT(modernize-use-equals-default): leaves limbs unset
  exact_sum(const exact_sum& other) { *this = other; }
  exact_sum& operator=(const exact_sum& other) {
    if (this == &other) return *this;
    window_ = other.window_;
    first_limb_ = other.first_limb_;
    end_limb_ = other.end_limb_;
    pending_ = other.pending_;
    std::copy(other.limbs_ + first_limb_, other.limbs_ + end_limb_, limbs_ + first_limb_);
    return *this;
  }

  void add(T x) {
    const parts p = split(x);
    add(p.magnitude, p.negative, p.exponent);
  }

  /// Adds n values.
  void add(const T* x, std::size_t n) {
    constexpr std::size_t many = std::size_t(1) << 14;
    if constexpr (!limits::is_integer && limits::digits <= 53)
      if (n >= many) return add_by_exponent(x, n);
    for (std::size_t i = 0; i < n;) {
      const block_sum<T> block(x + i, n - i);
      add_integer(block.total, block.exponent);
      i += block.size;
    }
  }

  /// Adds x * count.
  void add(T x, int128 count) {
    const parts p = split(x);
    add_product(p.magnitude, magnitude_of(count), p.negative != (count < 0), p.exponent);
  }

  /// Adds x * y * count.
  void add_product(T x, T y, std::uint64_t count = 1) {
    const parts p = split(x);
    const parts q = split(y);
    const uint128 product = uint128(p.magnitude) * q.magnitude;
    const bool negative = p.negative != q.negative;
    const int exponent = p.exponent + q.exponent;
    if (count == 1) return add(product, negative, exponent);
    add(uint128(static_cast<std::uint64_t>(product)) * count, negative, exponent);
    add(uint128(static_cast<std::uint64_t>(product >> 64)) * count, negative, exponent + 64);
  }

  /// Adds the squares of n values; those near one another meet in two integers, for the halves of the squares.
  void add_squares(const T* x, std::size_t n) {
    constexpr unsigned reach = limits::is_integer ? 0 : 26;
    for (std::size_t i = 0; i < n;) {
      const std::size_t end = n - i < 1024 ? n : i + 1024;
      const int base = split(x[i]).exponent - static_cast<int>(reach / 2);
      uint128 low = 0;
      uint128 high = 0;
      for (; i < end; ++i) {
        const parts p = split(x[i]);
        auto shift = static_cast<unsigned>(p.exponent - base);
        if (reach < shift) {
          if (p.magnitude != 0) break;
          shift = 0;
        }
        const uint128 square = uint128(p.magnitude) * p.magnitude;
        const std::uint64_t power = std::uint64_t(1) << 2 * shift;
        low += uint128(static_cast<std::uint64_t>(square)) * power;
        high += uint128(static_cast<std::uint64_t>(square >> 64)) * power;
      }
      window squares;
      squares.low = static_cast<int128>(low);
      squares.high = static_cast<int128>(high);
      squares.base = 2 * base;
      squares.terms = window::most_terms;  // no room for more
      if (window_.terms == 0)
        window_ = squares;
      else
        put(squares);
    }
  }

  void add(const exact_sum& other) { combine(other, 1); }
  void subtract(const exact_sum& other) { combine(other, -1); }

  /// Adds n values that ascend or descend to this sum, and to `ranked` each times its rank: first, first + 2, first +
  /// 4 ...
  void add_ranked(const T* x, std::size_t n, int128 first, exact_sum& ranked) {
    for (std::size_t i = 0; i < n;) {
      const auto block = block_sum<T>::ranked(x + i, n - i);
      add_integer(block.total, block.exponent);
      ranked.add_integer(block.within, block.exponent);
      ranked.add_product(magnitude_of(block.total), magnitude_of(first), (block.total < 0) != (first < 0),
                         block.exponent);
      first += 2 * static_cast<int128>(block.size);
      i += block.size;
    }
  }

  /// The sum, correct to about twice the precision of R.
  scaled<result> value() const {
    if (first_limb_ == end_limb_) return window_.value();
    exact_sum sum = *this;
    sum.put(window_);
    sum.carry();
    const bool negative = sum.limbs_[sum.end_limb_ - 1] < 0;
    if (negative) {
      for (int i = sum.first_limb_; i < sum.end_limb_; ++i) sum.limbs_[i] = -sum.limbs_[i];
      sum.carry();
    }
    int top = sum.end_limb_;
    while (top > sum.first_limb_ && sum.limbs_[top - 1] == 0) --top;
    if (top == sum.first_limb_) return {};
    const auto limb = [&](int below_top) {
      const int i = top - 1 - below_top;
      return i < sum.first_limb_ ? std::uint64_t(0) : static_cast<std::uint64_t>(sum.limbs_[i]);
    };
    // The leading 128 bits, and whether anything lies below them.
    const int zeros = __builtin_clzll(limb(0)) - 32;
    uint128 bits = uint128(limb(0) << 32 | limb(1)) << 64 | (limb(2) << 32 | limb(3));
    bits = bits << zeros | limb(4) << zeros >> 32;
    bool more = (limb(4) << zeros & limb_mask) != 0;
    for (int i = 5; top - i > sum.first_limb_ && !more; ++i) more = limb(i) != 0;
    const wide<result> significand = leading_bits<result>(bits, more);
    return {negative ? -significand : significand, lowest + 32 * (top - 4) - zeros};
  }

 private:
  /// Terms whose exponents lie near one another meet in two 128-bit integers, for the lower and the upper half of their
  /// magnitudes; most data never leave one window.
  struct window {
    static constexpr unsigned reach = 48;
    static constexpr int most_terms = 1 << 14;

    window() = default;
    explicit window(int exponent) : base(limits::is_integer ? exponent : exponent - static_cast<int>(reach) / 2) {}

    bool fits(int exponent) const { return static_cast<unsigned>(exponent - base) <= reach && terms < most_terms; }
    int128 term(std::uint64_t magnitude, bool negative, int exponent) const {
      const unsigned shift = static_cast<unsigned>(exponent - base) & 63;  // up to `reach`
      return with_sign(uint128(magnitude) * (std::uint64_t(1) << shift), negative);
    }
    scaled<result> value() const {
      const int128 top = high + (low >> 64);
      const auto rest = static_cast<std::uint64_t>(low);
      if (top == static_cast<std::int64_t>(top))
        return rounded_integer<result>(static_cast<int128>(static_cast<uint128>(top) << 64 | rest), base);
      if (0 <= top) return rounded_integer<result>(static_cast<uint128>(top), rest, false, base);
      return rounded_integer<result>(magnitude_of(top) - (rest != 0), std::uint64_t(0) - rest, true, base);
    }

    int128 low = 0;
    int128 high = 0;  // times 2^64
    int base = 0;
    int terms = 0;
  };

  /// Many values: those of one sign and exponent meet in two integers, for the halves of their fractions (Neal's large
  /// accumulator). Each table takes 2^20 values: then the upper sum is below 2^40, and their number stands above it.
  void add_by_exponent(const T* x, std::size_t n) {
    constexpr std::uint64_t one = std::uint64_t(1) << 40;
    for (std::size_t i = 0; i < n;) {
      struct {
        std::uint64_t low, high;
      } sums[4096] = {};
      for (const std::size_t end = n - i < (1 << 20) ? n : i + (1 << 20); i < end; ++i) {
        const std::uint64_t bits = bits_of(x[i]);
        auto& sum = sums[bits >> 52];
        sum.low += bits & 0xffffffff;
        sum.high += (bits >> 32 & 0xfffff) + one;
      }
      for (int signed_exponent = 0; signed_exponent < 4096; ++signed_exponent) {
        const auto& sum = sums[signed_exponent];
        if (sum.high == 0) continue;
        const int biased = signed_exponent & 0x7ff;
        const uint128 fractions = (uint128(sum.high % one) << 32) + sum.low;
        const uint128 leading_ones = biased == 0 ? 0 : uint128(sum.high / one) << 52;
        add(fractions + leading_ones, signed_exponent > 0x7ff, exponent_of_biased(biased));
      }
    }
  }

  void add(uint128 magnitude, bool negative, int exponent) {
    if (!window_.fits(exponent)) {
      if (magnitude == 0) return;
      put(window_);
      window_ = window(exponent);
    }
    window_.low += window_.term(static_cast<std::uint64_t>(magnitude), negative, exponent);
    window_.high += window_.term(static_cast<std::uint64_t>(magnitude >> 64), negative, exponent);
    ++window_.terms;
  }
  void add_integer(int128 value, int exponent) { add(magnitude_of(value), value < 0, exponent); }
  void add_product(uint128 a, uint128 b, bool negative, int exponent) {
    const auto low = [](uint128 x) { return static_cast<std::uint64_t>(x); };
    const auto high = [](uint128 x) { return static_cast<std::uint64_t>(x >> 64); };
    add(uint128(low(a)) * low(b), negative, exponent);
    if (high(a) != 0) add(uint128(high(a)) * low(b), negative, exponent + 64);
    if (high(b) != 0) add(uint128(low(a)) * high(b), negative, exponent + 64);
    if (high(a) != 0 && high(b) != 0) add(uint128(high(a)) * high(b), negative, exponent + 128);
  }

  void combine(const exact_sum& other, int sign) {
    put(sign * other.window_.low, other.window_.base);
    put(sign * other.window_.high, other.window_.base + 64);
    for (int i = other.first_limb_; i < other.end_limb_; ++i)
      put(static_cast<int128>(sign) * other.limbs_[i], lowest + 32 * i);
  }

  /// From a window to the limbs.
  void put(const window& from) {
    put(from.low, from.base);
    put(from.high, from.base + 64);
  }
  void put(int128 value, int exponent) {
    if (value == 0) return;
    const auto offset = static_cast<unsigned>(exponent - lowest);
    const int first = static_cast<int>(offset / 32);
    const unsigned shift = offset % 32;
    // Five limbs and one for the carries, which holds the sign of the sum where it is the last.
    if (first_limb_ == end_limb_) first_limb_ = end_limb_ = first;
    while (first < first_limb_) limbs_[--first_limb_] = 0;
    while (end_limb_ < first + 6) limbs_[end_limb_++] = 0;
    std::int64_t* limb = limbs_ + first;
    uint128 magnitude = magnitude_of(value);
    const auto piece = [&](std::uint64_t bits) {
      const auto part = static_cast<std::int64_t>(bits) & limb_mask;
      *limb++ += value < 0 ? -part : part;
    };
    piece(static_cast<std::uint64_t>(magnitude) << shift);
    for (magnitude >>= 32 - shift; magnitude != 0; magnitude >>= 32) piece(static_cast<std::uint64_t>(magnitude));
    if (++pending_ == (1 << 30)) carry();  // a limb takes 2^31 pieces before it overflows
  }

  /// Brings every limb but the last, which keeps the sign, into [0, 2^32).
  void carry() {
    for (int i = first_limb_; i + 1 < end_limb_; ++i) {
      limbs_[i + 1] += limbs_[i] >> 32;
      limbs_[i] &= limb_mask;
    }
    pending_ = 1;
  }

  window window_;
  int first_limb_ = 0;  // those in use
  int end_limb_ = 0;
  int pending_ = 0;
  std::int64_t
      limbs_[limb_count];  // set where in use: setting all of them would cost small samples more than their sums
};

template <class T>
class exact_sum<T, false> {
 public:
  using result = T;

  void add(const T& x) { sum_ = sum_ + x; }
  void add(const T* x, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) add(x[i]);
  }
  void add(const T& x, int128 count) {
    using std::ldexp;
    const uint128 magnitude = magnitude_of(count);
    const T upper = ldexp(T(static_cast<std::uint64_t>(magnitude >> 64)), 64);
    const T size = upper + T(static_cast<std::uint64_t>(magnitude));
    sum_ = sum_ + two_product(x, count < 0 ? T(-size) : size);
  }
  void add_product(const T& x, const T& y, std::uint64_t count = 1) { sum_ = sum_ + two_product(x, y) * T(count); }
  void add_squares(const T* x, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) add_product(x[i], x[i]);
  }
  scaled<T> value() const { return {sum_, 0}; }

 private:
  wide<T> sum_;
};

}  // namespace lorenz::detail

#endif
