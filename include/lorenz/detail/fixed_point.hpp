// SPDX-License-Identifier: BSL-1.0
//
// fixed_point: a sum of products of numbers on the grid of a digest with 128-bit integers, as an array of integers that
// sums of several ranks add up to element by element.
//
//     fixed_point s;    s.add(on_grid(x), k);    s.limbs()    s.value()

#ifndef LORENZ_DETAIL_FIXED_POINT_HPP
#define LORENZ_DETAIL_FIXED_POINT_HPP

#include <cmath>    // ldexp
#include <cstddef>  // size_t
#include <cstdint>  // int64_t, uint64_t
#include <vector>   // vector

#include "digest_buckets.hpp"
#include "exact_sum.hpp"

namespace lorenz::detail {

/// Limb i counts 2^(32 i - 1085), positive and negative. The sum stays below 2^1149.
class fixed_point {
  static constexpr int lowest = -1085;
  static constexpr std::size_t limb_count = (1024 + 126 - lowest) / 32 + 3;

 public:
  fixed_point() : limbs_(limb_count) {}

  void add(const grid_number& x, int128 k) {
    const bool negative = k < 0;
    uint128 rest = negative ? uint128(0) - static_cast<uint128>(k) : static_cast<uint128>(k);
    const auto offset = static_cast<unsigned>(grid_number::exponent_of(x.octave) - lowest);
    for (std::size_t limb = offset / 32; rest != 0; ++limb, rest >>= 32) {
      const uint128 product = uint128(x.mantissa) * static_cast<std::uint32_t>(rest) << offset % 32;
      for (std::size_t i = 0; i < 4; ++i) {
        const auto piece = static_cast<std::int64_t>(static_cast<std::uint64_t>(product >> 32 * i) & 0xffffffff);
        limbs_[limb + i] += negative ? -piece : piece;
      }
    }
    if (++pending_ == 1 << 28) carry();
  }

  /// To be replaced by the sum of those of all ranks.
  std::vector<std::int64_t>& limbs() {
    carry();
    return limbs_;
  }

  scaled<double> value() const {
    fixed_point magnitude = *this;
    magnitude.carry();
    const bool negative = magnitude.limbs_.back() < 0;
    if (negative) {
      for (std::int64_t& limb : magnitude.limbs_) limb = -limb;
      magnitude.carry();
    }
    exact_sum<double> sum;
    for (std::size_t i = 0; i < limb_count; ++i) {
      const int128 limb = negative ? -magnitude.limbs_[i] : magnitude.limbs_[i];
      const int exponent = lowest + 32 * static_cast<int>(i);
      // 2^-1085 is no double, and 2^1024 neither.
      if (exponent < -1074)
        sum.add(std::ldexp(1.0, -1074), limb / (int128(1) << (-1074 - exponent)));
      else if (exponent <= 1023)
        sum.add(std::ldexp(1.0, exponent), limb);
      else if (limb != 0)
        sum.add(std::ldexp(1.0, 1023), limb * (int128(1) << (exponent - 1023)));
    }
    return sum.value();
  }

 private:
  void carry() {
    for (std::size_t i = 0; i + 1 < limb_count; ++i) {
      limbs_[i + 1] += limbs_[i] >> 32;
      limbs_[i] &= 0xffffffff;
    }
    pending_ = 0;
  }

  std::vector<std::int64_t> limbs_;
  int pending_ = 0;
};

}  // namespace lorenz::detail

#endif
