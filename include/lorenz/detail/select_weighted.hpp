// SPDX-License-Identifier: BSL-1.0
//
// select_weighted(x, w, n, p, definition): one quantile of an unsorted sample with sampling weights, where the
// cumulated weights alone decide (definitions 1, 2 and laeken), without sorting: rounded sums of weights by buckets
// tell where it lies, exact ones decide.

#ifndef LORENZ_DETAIL_SELECT_WEIGHTED_HPP
#define LORENZ_DETAIL_SELECT_WEIGHTED_HPP

#include <algorithm>  // min, sort
#include <cmath>      // ldexp
#include <cstddef>    // size_t
#include <cstdint>    // uint64_t
#include <utility>    // pair
#include <vector>     // vector

#include "levels.hpp"
#include "order_statistics.hpp"
#include "select.hpp"

namespace lorenz::detail {

/// Whether cumulated weights alone decide.
inline bool by_cumulated_weights(quantile_definition definition) {
  return definition == quantile_definition::hyndman_fan_1 || definition == quantile_definition::hyndman_fan_2 ||
         definition == quantile_definition::laeken;
}

/// The p-quantile of n values with weights >= 0 that are not all zero; n is histogram<T>::least at least.
template <class T, class P>
wide<double> select_weighted(const T* x, const double* w, std::size_t n, const P& p, quantile_definition definition) {
  exact_sum<double> all;
  all.add(w, n);
  const scaled<double> total = normalized(all.value());
  const double scale = std::ldexp(1.0, -total.exponent);
  const wide<double>& whole = total.significand;

  const buckets<T> map(x, n, extremes_of(x, n), histogram<T>::bucket_count(n));
  std::vector<double> weight(map.size());
  for (std::size_t i = 0; i < n; ++i) weight[map(x[i])] += w[i] * scale;
  // The buckets where the target may be met, and one more of positive weight on its upper side.
  const double target = (whole * as_decimal<double>(p)).high;
  const double slack = static_cast<double>(n) * 0x1p-51 + target * rank_tolerance<double, P>();
  std::size_t first = 0;
  double sum = 0;
  while (first + 1 < weight.size() && sum + weight[first] + slack < target) sum += weight[first++];
  std::size_t last = first;
  while (last < weight.size() && !(target + slack < sum)) sum += weight[last++];
  while (last < weight.size() && weight[last] == 0) ++last;
  last = (std::min)(last + 1, weight.size());

  const std::uint64_t low = map.first_key(first);
  const std::uint64_t width = map.first_key(last) - low;
  constexpr std::size_t many = std::size_t(1) << 15;
  exact_sum<double> below;
  buffer<double> lower_weights(many + 1);
  std::vector<std::pair<T, double>> near_target;
  for (std::size_t i = 0; i < n;) {
    double* end = lower_weights.data();
    for (; i < n && end < lower_weights.data() + many; ++i) {
      const std::uint64_t key = order_key(x[i]);
      *end = w[i];
      end += key < low;
      if (key - low < width && w[i] != 0) near_target.emplace_back(x[i], w[i]);
    }
    below.add(lower_weights.data(), static_cast<std::size_t>(end - lower_weights.data()));
  }
  std::sort(near_target.begin(), near_target.end());
  weighted_values<T, double> rows_near;
  for (const auto& row : near_target) {
    rows_near.values.push_back(row.first);
    rows_near.weights.push_back(row.second);
  }
  using near_rows = rows<T, const double*>;
  const near_rows sorted_rows(rows_near.values.data(), rows_near.weights.data(), near_target.size(), scale);
  const order_statistics<near_rows> statistics(
      sorted_rows, shifted(below.value().significand, below.value().exponent - total.exponent), whole);
  return statistics.quantile(p, definition);
}

}  // namespace lorenz::detail

#endif
