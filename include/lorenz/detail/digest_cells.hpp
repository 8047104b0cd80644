// SPDX-License-Identifier: BSL-1.0
//
// digest_cells: what a digest knows of a sample. Of each cell how many units lie in a range of values, and their exact
// sum.
//
//     digest_cells cells{"gini", {}};    cells.add(low, high, units, sum);    ascending

#ifndef LORENZ_DETAIL_DIGEST_CELLS_HPP
#define LORENZ_DETAIL_DIGEST_CELLS_HPP

#include <cmath>    // ldexp
#include <cstdint>  // uint64_t
#include <vector>   // vector

#include "../sample.hpp"
#include "ball.hpp"
#include "digest_buckets.hpp"

namespace lorenz::detail {

/// `count` units with values from low to high times 2^exponent, and with their exact sum. Exponents are -1074 to 960.
struct digest_cell {
  std::uint64_t count;
  uint128 sum;
  std::uint64_t low, high;
  int exponent;
  unsigned octave;

  /// Narrows the range to what the sum leaves open.
  void tighten() {
    const uint128 over = sum - uint128(low) * count;
    if (over < high - low) high = low + static_cast<std::uint64_t>(over);
    const uint128 under = uint128(high) * count - sum;
    if (under < high - low) low = high - static_cast<std::uint64_t>(under);
  }
  bool known() const { return low == high; }
};

/// The extreme sample of a cell: `at_high` units at its high end, one at `between`, the others at its low end.
struct spread_units {
  std::uint64_t at_high, between;
};
inline spread_units spread(const digest_cell& c) {
  const uint128 over = c.sum - uint128(c.low) * c.count;
  const std::uint64_t width = c.high - c.low;
  if (width == 0) return {0, c.low};
  return {static_cast<std::uint64_t>(over / width), c.low + static_cast<std::uint64_t>(over % width)};
}

/// Ascending cells.
struct digest_cells {
  const char* function;
  std::vector<digest_cell> cells;
  std::uint64_t count = 0;

  void add(const grid_number& low, const grid_number& high, std::uint64_t units, uint128 sum) {
    if (units == 0) return;
    // The last bits of small numbers, below the smallest double, are zero.
    const unsigned shift = low.octave < 12 ? 11 : 0;
    digest_cell c{units,
                  sum >> shift,
                  low.mantissa >> shift,
                  high.mantissa >> shift,
                  grid_number::exponent_of(low.octave) + static_cast<int>(shift),
                  low.octave};
    c.tighten();
    cells.push_back(c);
    count += units;
  }

  /// The exact total.
  scaled<double> total() const {
    exact_sum<double> sum;
    for (const digest_cell& c : cells) sum.add(std::ldexp(1.0, c.exponent), static_cast<int128>(c.sum));
    return sum.value();
  }
  scaled<double> positive_total() const {
    const scaled<double> sum = total();
    if (!(sum.significand.high > 0)) fail_domain(function, "the total is zero");
    return sum;
  }
  /// Relative to this power of two no value exceeds 1.
  int scale() const { return cells.back().exponent + 64; }
  ball relative_total() const {
    const scaled<double> sum = positive_total();
    const int shift = sum.exponent - scale();
    return rounded_ball({std::ldexp(sum.significand.high, shift), std::ldexp(sum.significand.low, shift)}, 0);
  }
};

}  // namespace lorenz::detail

#endif
