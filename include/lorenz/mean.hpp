// SPDX-License-Identifier: BSL-1.0
//
// mean.hpp: the arithmetic mean, rounded once.
//
//     mean(x)        mean(x, frequency(w))        mean(x, sampling(w))

#ifndef LORENZ_MEAN_HPP
#define LORENZ_MEAN_HPP

#include "detail/bounded_sum.hpp"
#include "distribution.hpp"

namespace lorenz {

/// Arithmetic mean: sum of w_i x_i over sum of w_i, with w_i = 1 where no weights are given.
///
/// The sums are exact, those of products with sampling weights at least to 2^-75, so that neither cancellation (1e300,
/// 1, -1e300) nor sums beyond the largest double matter, and the same values give the same bits in any order. Lies
/// between the smallest and the largest value.
///
/// Throws std::invalid_argument for malformed input, std::domain_error where no unit is left.
/// O(n) time. A plain sample of a built-in type, and sampling weights of doubles without a zero among them, are read
/// where they lie, without allocation; frequencies and other weights take a copy of the rows.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> mean(const X& x, const W& w = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// The sum of w x, exact or to twice the precision; `rows` ascend unless sums are exact.
template <class Rows>
scaled<typename Rows::result> total(const Rows& rows) {
  using T = typename Rows::value;
  using R = typename Rows::result;
  if constexpr (Rows::counted) {
    if constexpr (Rows::exact && std::is_same_v<decltype(rows.weights), ones>) {
      constexpr std::size_t few = 32;
      if constexpr (std::is_same_v<T, double>) {
        if (few < rows.size) {
          if (const auto range = rows.range(); bounded_sum::exact(range.low, range.high)) {
            bounded_sum sum(range.high);
            sum.add(rows.values, rows.size);
            return sum.value();
          }
        }
      }
      const block_sum<T> all(rows.values, rows.size);
      if (all.size == rows.size) return rounded_integer<R>(all.total, all.exponent);
    }
    exact_sum<T> sum;
    if constexpr (std::is_same_v<decltype(rows.weights), ones>)
      sum.add(rows.values, rows.size);
    else
      for (std::size_t i = 0; i < rows.size; ++i) sum.add(rows.values[i], static_cast<int128>(rows.weights[i]));
    return sum.value();
  } else {
    exact_sum<R> sum;
    for (std::size_t i = 0; i < rows.size; ++i) {
      const wide<R> x = widen<R>(rows.values[i]);
      sum.add_product(x.high, rows.weights[i]);
      if (x.low != R(0)) sum.add_product(x.low, rows.weights[i]);
    }
    return sum.value();
  }
}

/// The sum of w x of values that are not negative.
template <class Rows>
scaled<typename Rows::result> positive_total(const char* function, const Rows& rows) {
  using R = typename Rows::result;
  const scaled<R> sum = total(rows);
  if (!(sum.significand.high > R(0))) fail_domain(function, "the total is zero");
  return sum;
}

/// The sum of the weights.
template <class Rows>
scaled<typename Rows::result> total_weight(const Rows& rows) {
  using R = typename Rows::result;
  if constexpr (Rows::counted) {
    return {widen<R>(rows.count()), 0};
  } else {
    exact_sum<R> sum;
    sum.add(rows.weights, rows.size);
    return sum.value();
  }
}

template <class Rows>
typename Rows::result mean(const Rows& rows) {
  if constexpr (std::is_same_v<decltype(rows.values), const double*> &&
                std::is_same_v<decltype(rows.weights), const double*>) {
    const auto x = rows.range();
    const double most = x.high < -x.low ? -x.low : x.high;
    scaled<double> sum;
    if (bounded_sum::of_products(
            most * extremes_of(rows.weights, rows.size).high, rows.size,
            [&](bounded_sum& products) { products.add_products(rows.values, rows.weights, rows.size); }, sum))
      return quotient(sum, total_weight(rows));
  }
  return quotient(total(rows), total_weight(rows));
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> mean(const X& x, const W& w) {
  return detail::with_rows<detail::order::any>("mean", detail::domain::real, x, w,
                                               [](const auto& rows) { return detail::mean(rows); });
}

}  // namespace lorenz

#endif
