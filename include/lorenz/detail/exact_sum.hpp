// SPDX-License-Identifier: BSL-1.0
//
// exact_sum<T>: sums of numbers, of numbers times counts and of products, without any rounding: a fixed-point
// integer wide enough for every value of T. The result does not depend on the order of the terms, cannot overflow
// and is rounded once, when it is read.
//
//     exact_sum<double> sum;  sum.add(x);  sum.add(x, -3);  sum.add_product(x, y);  quotient(sum.value(), n)
//
// A long accumulator after Kulisch and Miranker 1986, doi:10.1137/1028001, with 32-bit limbs in 64-bit words and
// late carries as in Neal 2015, arXiv:1505.05571. Types with more than 64 bits of mantissa (Boost.Multiprecision)
// get a compensated sum instead; their callers add in ascending order, so that the order of the input is lost too.

#ifndef LORENZ_DETAIL_EXACT_SUM_HPP
#define LORENZ_DETAIL_EXACT_SUM_HPP

#include <cmath>        // frexp, ldexp
#include <cstddef>      // size_t
#include <cstdint>      // int64_t, uint64_t
#include <cstring>      // memcpy
#include <limits>       // numeric_limits
#include <type_traits>  // conditional, is_arithmetic

#include "wide.hpp"

namespace lorenz::detail {

// An alias-declaration would be refused by -pedantic.
__extension__ typedef __int128 int128;            // NOLINT(modernize-use-using)
__extension__ typedef unsigned __int128 uint128;  // NOLINT(modernize-use-using)

/// The type results have: double for integers and float, otherwise the type itself.
template <class T>
using floating_t = std::conditional_t<std::is_integral_v<T> || std::is_same_v<T, float>, double, T>;

/// Types whose values are 64-bit integers times a power of two.
template <class T>
inline constexpr bool is_exact_v = std::is_arithmetic_v<T>&& std::numeric_limits<T>::digits <= 64;

/// significand * 2^exponent: what an exact sum rounds to, beyond the range of R where it must.
template <class R>
struct scaled {
  wide<R> significand{};
  int exponent = 0;

  /// Nearest R.
  R rounded() const {
    using std::ldexp;
    return ldexp(R(significand.high + significand.low), exponent);
  }
};

template <class R>
scaled<R> operator*(const scaled<R>& a, const scaled<R>& b) {
  return {a.significand * b.significand, a.exponent + b.exponent};
}

/// a / b, rounded once.
template <class R>
R quotient(const scaled<R>& a, const scaled<R>& b) {
  return scaled<R>{a.significand / b.significand, a.exponent - b.exponent}.rounded();
}

/// magnitude * 2^exponent, negated where negative.
struct parts {
  std::uint64_t magnitude;
  int exponent;
  bool negative;
};

template <class T>
parts split(T x) {
  if constexpr (std::is_integral_v<T>) {
    const bool negative = x < T(0);
    const auto bits = static_cast<std::uint64_t>(x);
    return {negative ? std::uint64_t(0) - bits : bits, 0, negative};
  } else if constexpr (std::numeric_limits<T>::digits <= 53) {
    std::uint64_t bits;
    const double value = x;
    std::memcpy(&bits, &value, sizeof bits);
    const int biased = static_cast<int>(bits >> 52 & 0x7ff);
    const std::uint64_t fraction = bits & ((std::uint64_t(1) << 52) - 1);
    return {biased == 0 ? fraction : fraction | std::uint64_t(1) << 52, (biased == 0 ? 1 : biased) - 1075,
            bits >> 63 != 0};
  } else {
    int exponent;
    const T mantissa = std::frexp(x < 0 ? -x : x, &exponent);
    return {static_cast<std::uint64_t>(std::ldexp(mantissa, 64)), exponent - 64, x < 0};
  }
}

/// 128 bits, the first of them set, and `more` below them: the low half is rounded to odd, so that rounding the sum of
/// both halves is rounding the whole (Boldo and Melquiond 2008, doi:10.1109/TC.2007.70819).
template <class R>
wide<R> leading_bits(uint128 bits, bool more) {
  constexpr int digits = std::numeric_limits<R>::digits;
  const auto upper = static_cast<std::uint64_t>(bits >> (128 - digits));
  const uint128 rest = bits << digits >> digits;
  const auto over = static_cast<std::uint64_t>(rest >> digits);
  const int cut = over == 0 ? 0 : 64 - __builtin_clzll(over);
  auto lower = static_cast<std::uint64_t>(rest >> cut);
  if (more || static_cast<uint128>(lower) << cut != rest) lower |= 1;
  return quick_two_sum(std::ldexp(static_cast<R>(upper), 128 - digits), std::ldexp(static_cast<R>(lower), cut));
}

template <class T, bool exact = is_exact_v<T>>
class exact_sum {
  using limits = std::numeric_limits<T>;
  // The last bit of a product, and room for 2^64 products of the largest values times 2^64.
  static constexpr int lowest = limits::is_integer ? 0 : 2 * (limits::min_exponent - limits::digits - 64);
  static constexpr int highest = (limits::is_integer ? 2 * 64 : 2 * limits::max_exponent) + 128;
  static constexpr std::size_t limb_count = static_cast<std::size_t>((highest - lowest) / 32) + 2;
  static constexpr std::int64_t limb_mask = 0xffffffff;

 public:
  using result = floating_t<T>;

  void add(T x) { add(x, 1); }

  /// Adds x * count. Runs of values of one exponent, as ascending data have, meet in one 128-bit integer.
  void add(T x, int128 count) {
    const parts p = split(x);
    constexpr int128 limit = int128(1) << 42;
    if (p.magnitude >> 53 == 0 && -limit < count && count < limit) {
      if (p.exponent != run_exponent_ || run_length_ == 1 << 30) end_run(p.exponent);
      const auto magnitude = static_cast<std::int64_t>(p.magnitude);
      run_ += static_cast<int128>(p.negative ? -magnitude : magnitude) * static_cast<std::int64_t>(count);
      ++run_length_;
      return;
    }
    const bool negative = p.negative != (count < 0);
    const uint128 n = count < 0 ? uint128(0) - static_cast<uint128>(count) : static_cast<uint128>(count);
    add(negative, uint128(p.magnitude) * static_cast<std::uint64_t>(n), p.exponent);
    if (n >> 64 != 0) add(negative, uint128(p.magnitude) * static_cast<std::uint64_t>(n >> 64), p.exponent + 64);
  }

  /// Adds x * y * count.
  void add_product(T x, T y, std::uint64_t count = 1) {
    const parts p = split(x);
    const parts q = split(y);
    const bool negative = p.negative != q.negative;
    const uint128 m = uint128(p.magnitude) * q.magnitude;
    const int exponent = p.exponent + q.exponent;
    if (count == 1) return add(negative, m, exponent);
    add(negative, uint128(static_cast<std::uint64_t>(m)) * count, exponent);
    add(negative, uint128(static_cast<std::uint64_t>(m >> 64)) * count, exponent + 64);
  }

  /// The sum, correct to about twice the precision of R.
  scaled<result> value() const {
    exact_sum sum = *this;
    sum.end_run(0);
    sum.carry();
    const bool negative = sum.limbs_[limb_count - 1] < 0;
    if (negative) {
      for (std::int64_t& limb : sum.limbs_) limb = -limb;
      sum.carry();
    }
    std::size_t top = limb_count;
    while (top > 0 && sum.limbs_[top - 1] == 0) --top;
    if (top == 0) return {};
    const auto limb = [&](std::size_t below_top) {
      return below_top < top ? static_cast<std::uint64_t>(sum.limbs_[top - 1 - below_top]) : std::uint64_t(0);
    };
    // The leading 128 bits, and whether anything lies below them.
    const int zeros = __builtin_clzll(limb(0)) - 32;
    uint128 bits = uint128(limb(0) << 32 | limb(1)) << 64 | (limb(2) << 32 | limb(3));
    bits = bits << zeros | limb(4) << zeros >> 32;
    bool more = (limb(4) << zeros & limb_mask) != 0;
    for (std::size_t i = 5; i < top && !more; ++i) more = limb(i) != 0;
    const wide<result> significand = leading_bits<result>(bits, more);
    return {negative ? -significand : significand, lowest + 32 * (static_cast<int>(top) - 4) - zeros};
  }

 private:
  void add(bool negative, uint128 magnitude, int exponent) {
    if (magnitude == 0) return;  // the exponent of a zero may lie outside the limbs
    const auto offset = static_cast<unsigned>(exponent - lowest);
    std::int64_t* limb = limbs_ + offset / 32;
    const unsigned shift = offset % 32;
    const auto put = [&](std::int64_t piece) { *limb++ += negative ? -piece : piece; };
    put(static_cast<std::int64_t>(static_cast<std::uint64_t>(magnitude) << shift) & limb_mask);
    for (magnitude >>= 32 - shift; magnitude != 0; magnitude >>= 32)
      put(static_cast<std::int64_t>(static_cast<std::uint64_t>(magnitude)) & limb_mask);
    if (++pending_ == (1 << 30)) carry();  // a limb takes 2^31 pieces before it overflows
  }

  void end_run(int next_exponent) {
    const bool negative = run_ < 0;
    const auto bits = static_cast<uint128>(run_);
    add(negative, negative ? uint128(0) - bits : bits, run_exponent_);
    run_ = 0;
    run_length_ = 0;
    run_exponent_ = next_exponent;
  }

  /// Brings every limb but the last, which keeps the sign, into [0, 2^32).
  void carry() {
    for (std::size_t i = 0; i + 1 < limb_count; ++i) {
      limbs_[i + 1] += limbs_[i] >> 32;
      limbs_[i] &= limb_mask;
    }
    pending_ = 1;
  }

  std::int64_t limbs_[limb_count] = {};
  int pending_ = 0;
  int128 run_ = 0;
  int run_exponent_ = 0;
  int run_length_ = 0;
};

template <class T>
class exact_sum<T, false> {
 public:
  using result = T;

  void add(const T& x) { sum_ = sum_ + x; }
  template <class Count>
  void add(const T& x, Count count) {
    sum_ = sum_ + two_product(x, T(static_cast<long double>(count)));
  }
  void add_product(const T& x, const T& y, std::uint64_t count = 1) { sum_ = sum_ + two_product(x, y) * T(count); }
  scaled<T> value() const { return {sum_, 0}; }

 private:
  wide<T> sum_;
};

}  // namespace lorenz::detail

#endif
