// SPDX-License-Identifier: BSL-1.0
//
// block_sum<T>: the sum of up to some thousand values, and of their products with ranks, as one 128-bit integer each,
// as long as the values lie within some powers of two of the first; what large exact sums and those of small samples
// are made of.
//
//     block_sum<double> sum(x, n, first_rank);        sum.size values were taken, all if they lie near one another
//     sum.total, sum.ranked                           times 2^sum.exponent

#ifndef LORENZ_DETAIL_BLOCK_SUM_HPP
#define LORENZ_DETAIL_BLOCK_SUM_HPP

#include <algorithm>  // max
#include <cstddef>    // size_t
#include <cstdint>    // uint64_t
#include <limits>     // numeric_limits

#include "parts.hpp"

namespace lorenz::detail {

template <class T>
struct block_sum {
  /// The most values that are taken; times ranks up to four times that, their sum stays below 2^127.
  static constexpr std::size_t most = 1 << 10;

  int128 total = 0;
  int128 within = 0;  // each value times its rank in the block: 0, 2, 4 ...
  std::size_t size = 0;
  int exponent;

  /// The sum alone, of values in any order.
  block_sum(const T* x, std::size_t n) {
    const std::size_t end = n < most ? n : most;
    while (size + 1 < end && x[size] == T(0)) ++size;
    exponent = exponent_near(x[size]);
    for (int128 term; size < end && place(x[size], term); ++size) total += term;
  }

  /// Both, of values that ascend or descend. No products are needed: sums of prefixes stand in for them.
  static block_sum ranked(const T* x, std::size_t n) {
    const std::size_t end = n < most ? n : most;
    if constexpr (has_fraction)
      if ((bits_of(x[0]) ^ bits_of(x[end - 1])) >> 52 == 0) return of_one_exponent(x, end);
    block_sum sum(largest_exponent(x[0], x[end - 1]) - static_cast<int>(reach));
    int128 prefixes = 0;
    if (int128 term; !sum.place(x[0], term)) sum.exponent = exponent_near(x[0]);
    for (int128 term; sum.size < end && sum.place(x[sum.size], term); ++sum.size) {
      sum.total += term;
      prefixes += sum.total;
    }
    sum.within = 2 * (static_cast<int128>(sum.size) * sum.total - prefixes);
    return sum;
  }

 private:
  using limits = std::numeric_limits<T>;
  static constexpr bool has_fraction = !limits::is_integer && limits::digits <= 53;
  static constexpr unsigned reach = limits::is_integer ? 0 : limits::digits <= 53 ? 50 : 40;

  explicit block_sum(int base) : exponent(base) {}

  static int largest_exponent(T a, T b) {
    const int exponent = split(a).exponent;
    return (std::max)(exponent, split(b).exponent);
  }
  static int exponent_near(T x) { return split(x).exponent - static_cast<int>(reach / 2); }

  /// x / 2^exponent, unless that is out of reach.
  bool place(T x, int128& term) const {
    if constexpr (limits::is_integer) {
      term = static_cast<int128>(x);
    } else {
      const parts p = split(x);
      auto shift = static_cast<unsigned>(p.exponent - exponent);
      if (reach < shift) {
        if (p.magnitude != 0) return false;
        shift = 0;
      }
      term = with_sign(uint128(p.magnitude) * (std::uint64_t(1) << shift), p.negative);
    }
    return true;
  }

  /// Only fractions are added up, from which the sign and the leading one are off.
  static block_sum of_one_exponent(const T* x, std::size_t n) {
    constexpr std::uint64_t mask = (std::uint64_t(1) << 52) - 1;
    std::uint64_t fractions = 0;
    uint128 prefixes = 0;
    for (std::size_t i = 0; i < n; ++i) {
      fractions += bits_of(x[i]) & mask;
      prefixes += fractions;
    }
    const parts head = split(x[0]);
    const std::uint64_t leading_one = head.magnitude & ~mask;
    const uint128 total = fractions + n * leading_one;
    prefixes += uint128(n * (n + 1) / 2) * leading_one;
    block_sum sum(head.exponent);
    sum.total = with_sign(total, head.negative);
    sum.within = 2 * (static_cast<int128>(n) * sum.total - with_sign(prefixes, head.negative));
    sum.size = n;
    return sum;
  }
};

}  // namespace lorenz::detail

#endif
