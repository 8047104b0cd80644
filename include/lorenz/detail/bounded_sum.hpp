// SPDX-License-Identifier: BSL-1.0
//
// Sums of doubles whose magnitudes do not exceed a bound that is known: two fixed-point integers, filled by loops that
// compilers vectorise.
//
//     bounded_sum sum(most);  sum.add(terms, n);  sum.add(term, count);  sum.value()
//
// A term is rounded to a multiple of 2^-102 of the bound, each by itself, and the sum of these is exact: neither the
// order of the terms matters nor whether equal ones are repeated or counted.

#ifndef LORENZ_DETAIL_BOUNDED_SUM_HPP
#define LORENZ_DETAIL_BOUNDED_SUM_HPP

#include <cmath>    // fabs, frexp, ldexp
#include <cstddef>  // size_t
#include <cstdint>  // int64_t, uint64_t

#include "exact_sum.hpp"

namespace lorenz::detail {

class bounded_sum {
 public:
  /// 2^-900 <= most <= 2^1020, or 0.
  explicit bounded_sum(double most) {
    (void)std::frexp(most, &exponent_);
    upper_ = scaled_by_power(3.0, exponent_);
    lower_ = scaled_by_power(3.0, exponent_ - 52);
  }

  /// Whether numbers with magnitudes from `least` to `most` are not even rounded.
  static bool exact(double least, double most) {
    return 0x1p-900 <= least && most <= 0x1p1000 && most * 0x1p-50 <= least;
  }

  void add(const double* terms, std::size_t n) {
    constexpr std::size_t block = 1024;  // 64-bit integers take so many
    for (; n > block; n -= block, terms += block) add_block(terms, block);
    add_block(terms, n);
  }
  /// The sum of n products that fill(sum) adds, none beyond `most`: false where it would not be known to 2^-75, being
  /// far below what it might have been.
  template <class Fill>
  static bool of_products(double most, std::size_t n, const Fill& fill, scaled<double>& value) {
    if (!(0x1p-900 <= most && most <= 0x1p1000)) return false;
    bounded_sum sum(most);
    fill(sum);
    value = sum.value();
    return static_cast<double>(n) * 0x1p-26 * most <= std::fabs(value.rounded());
  }

  /// Adds n products, each to 2^-102 of the bound.
  void add_products(const double* x, const double* y, std::size_t n) {
    constexpr std::size_t block = 1024;
    for (std::size_t begin = 0; begin < n; begin += block) {
      const std::size_t end = n - begin < block ? n : begin + block;
      std::uint64_t high = 0, low = 0, errors = 0;
      for (std::size_t i = begin; i < end; ++i) {
        // The error of the product, from halves of the mantissas (Dekker 1971, doi:10.1007/BF01397083).
        const double a = upper_half(x[i]);
        const double b = upper_half(y[i]);
        const double product = x[i] * y[i];
        const double error = ((a * b - product) + a * (y[i] - b) + (x[i] - a) * b) + (x[i] - a) * (y[i] - b);
        const double rounded = product + upper_;
        high += bits_of(rounded);
        low += bits_of((product - (rounded - upper_)) + lower_);
        errors += bits_of(error + lower_);
      }
      const std::size_t terms = end - begin;
      high_ += static_cast<std::int64_t>(high - terms * bits_of(upper_));
      low_ += static_cast<std::int64_t>(low - terms * bits_of(lower_));
      low_ += static_cast<std::int64_t>(errors - terms * bits_of(lower_));
    }
  }
  void add(double term, std::uint64_t count) {
    bounded_sum once = *this;
    once.high_ = once.low_ = 0;
    once.add_block(&term, 1);
    high_ += once.high_ * static_cast<int128>(count);
    low_ += once.low_ * static_cast<int128>(count);
  }

  scaled<double> value() const {
    constexpr int128 half = int128(1) << 74;
    if (-half < high_ && high_ < half)
      return rounded_integer<double>(high_ * (int128(1) << 52) + low_, exponent_ - 103);
    exact_sum<double> sum;
    sum.add(std::ldexp(1.0, exponent_ - 51), high_);
    sum.add(std::ldexp(1.0, exponent_ - 103), low_);
    return sum.value();
  }

 private:
  /// Adding 1.5 2^e rounds a number to a multiple of 2^(e-52), which is in the last bits of the sum then.
  void add_block(const double* terms, std::size_t n) {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double rounded = terms[i] + upper_;
      high += bits_of(rounded);
      low += bits_of((terms[i] - (rounded - upper_)) + lower_);
    }
    high_ += static_cast<std::int64_t>(high - n * bits_of(upper_));
    low_ += static_cast<std::int64_t>(low - n * bits_of(lower_));
  }

  static double upper_half(double x) { return double_of(bits_of(x) >> 27 << 27); }

  int exponent_ = 0;
  double upper_, lower_;
  int128 high_ = 0;
  int128 low_ = 0;
};

}  // namespace lorenz::detail

#endif
