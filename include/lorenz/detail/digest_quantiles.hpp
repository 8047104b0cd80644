// SPDX-License-Identifier: BSL-1.0
//
// digest_quantiles: the bounds of order statistics, quantiles and the distribution function of a sample of which only
// cells are known.
//
//     quantile_bounds(cells, 0.5, quantile_definition::hyndman_fan_7)        below_bounds(cells, on_grid(200))

#ifndef LORENZ_DETAIL_DIGEST_QUANTILES_HPP
#define LORENZ_DETAIL_DIGEST_QUANTILES_HPP

#include <cmath>    // ldexp, nextafter
#include <cstddef>  // size_t
#include <cstdint>  // uint64_t
#include <limits>   // numeric_limits

#include "digest_cells.hpp"
#include "order_statistics.hpp"

namespace lorenz::detail {

/// The double next to m * 2^exponent on one side, or itself. Products stay in the range of double.
inline double rounded_down(std::uint64_t m, int exponent) {
  const auto near = static_cast<double>(m);
  return std::ldexp(static_cast<uint128>(near) > m ? std::nextafter(near, 0.0) : near, exponent);
}
inline double rounded_up(std::uint64_t m, int exponent) {
  const auto near = static_cast<double>(m);
  return std::ldexp(static_cast<uint128>(near) < m ? std::nextafter(near, 2 * near + 1) : near, exponent);
}

/// The unit with a rank from 1 to n.
inline interval order_statistic_bounds(const digest_cells& d, std::uint64_t rank) {
  std::size_t i = 0;
  while (d.cells[i].count < rank) rank -= d.cells[i++].count;
  const digest_cell& c = d.cells[i];
  // The first `rank` units are no more than this one on average, the others no less.
  std::uint64_t lower = c.low;
  std::uint64_t upper = c.high;
  const uint128 above = uint128(c.high) * (c.count - rank);
  if (above < c.sum) {
    const uint128 mean_below = (c.sum - above + rank - 1) / rank;
    if (lower < mean_below) lower = static_cast<std::uint64_t>(mean_below);
  }
  const uint128 below = uint128(c.low) * (rank - 1);
  const uint128 mean = (c.sum - below) / (c.count - rank + 1);
  if (mean < upper) upper = static_cast<std::uint64_t>(mean);
  return {rounded_down(lower, c.exponent), rounded_up(upper, c.exponent)};
}

inline interval quantile_bounds(const digest_cells& d, double p, quantile_definition definition) {
  const position<double> at = quantile_position<double>(d.count, p, resolved(definition, true));
  const interval low = order_statistic_bounds(d, at.rank);
  if (at.part.high == 0) return low;
  const interval high = order_statistic_bounds(d, at.rank + 1);
  const auto mix = [&](double a, double b, double direction) {
    if (a == b) return a;
    const double value = rounded(between<double>(a, b, at.part));
    const double outward = std::nextafter(std::nextafter(value, direction), direction);
    return outward < a ? a : b < outward ? b : outward;
  };
  const double largest = (std::numeric_limits<double>::max)();
  return {mix(low.lower, high.lower, 0), mix(low.upper, high.upper, largest)};
}

/// The fraction of units below v > 0.
inline interval below_bounds(const digest_cells& d, const grid_number& v) {
  std::uint64_t least_units = 0;
  std::uint64_t most_units = 0;
  for (const digest_cell& c : d.cells) {
    if (v.octave < c.octave) break;
    const std::uint64_t limit = c.octave < 12 ? v.mantissa >> 11 : v.mantissa;
    if (c.octave < v.octave || c.high < limit) {
      least_units += c.count;
      most_units += c.count;
    } else if (c.low < limit) {
      // k units are at most limit - 1 and at least low, the others at least limit and at most high.
      const uint128 all_at = uint128(limit) * c.count;
      const std::uint64_t width = limit - c.low;
      if (c.sum < all_at) least_units += static_cast<std::uint64_t>((all_at - c.sum + width - 1) / width);
      const auto most = (uint128(c.high) * c.count - c.sum) / (c.high - limit + 1);
      most_units += most < c.count ? static_cast<std::uint64_t>(most) : c.count;
    }
  }
  const ball n = exact(d.count, 0);
  return enclosure(exact(least_units, 0) / n, exact(most_units, 0) / n);
}

}  // namespace lorenz::detail

#endif
