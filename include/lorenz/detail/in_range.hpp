// SPDX-License-Identifier: BSL-1.0
//
// in_range(rows, kernel): kernel(rows), where products of sampling weights and values stay in the range of double.
// Where weights and values spread over hundreds of orders of magnitude, the one unit that holds everything may have a
// weight beside which nothing of it is left: the kernel then sees the same rows as long double, of 15 bits of exponent.

#ifndef LORENZ_DETAIL_IN_RANGE_HPP
#define LORENZ_DETAIL_IN_RANGE_HPP

#include <cmath>        // fabs, ilogb
#include <cstddef>      // size_t
#include <limits>       // numeric_limits
#include <type_traits>  // is_same
#include <vector>       // vector

#include "rows.hpp"

namespace lorenz::detail {

/// The powers of two from the smallest number that is not zero to the largest.
template <class T>
int octaves(const T* x, std::size_t n) {
  double least = 0;
  double most = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double size = std::fabs(static_cast<double>(x[i]));
    if (most < size) most = size;
    if (size != 0 && (least == 0 || size < least)) least = size;
  }
  return most == 0 ? 0 : std::ilogb(most) - std::ilogb(least);
}

/// Whether products of two weights and a value of `rows` may be too small for a double with all its digits.
template <class Rows>
bool is_far(const Rows& rows) {
  return octaves(rows.weights, rows.size) + octaves(rows.values, rows.size) > 400;
}

template <class Rows, class Kernel>
typename Rows::result in_range(const Rows& rows, const Kernel& kernel) {
  if constexpr (!Rows::counted && std::is_same_v<typename Rows::result, double> &&
                std::numeric_limits<double>::max_exponent < std::numeric_limits<long double>::max_exponent) {
    if (is_far(rows)) {
      const std::vector<long double> values(rows.values, rows.values + rows.size);
      const std::vector<long double> weights(rows.weights, rows.weights + rows.size);
      return static_cast<double>(
          kernel(detail::rows<long double, const long double*>(values.data(), weights.data(), rows.size)));
    }
  }
  return kernel(rows);
}

}  // namespace lorenz::detail

#endif
