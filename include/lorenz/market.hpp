// SPDX-License-Identifier: BSL-1.0
//
// market.hpp: concentration among a known number of units, as of firms in a market.
//
//     herfindahl(x)              1/n for equal units ... 1 for one that holds everything
//     herfindahl(x, herfindahl_options{true})        normalized: 0 ... 1
//     effective_number(x)        so many equal units would be as concentrated
//     concentration_ratio(x, 4)  share of the four largest
//     hall_tideman(x)            like herfindahl, but shares weigh by their rank
//
// These depend on the number of units: sampling weights do not compile.

#ifndef LORENZ_MARKET_HPP
#define LORENZ_MARKET_HPP

#include <algorithm>    // all_of
#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <type_traits>  // enable_if, is_integral

#include "distribution.hpp"
#include "mean.hpp"
#include "shares.hpp"

namespace lorenz {

/// `normalized`: (H - 1/n) / (1 - 1/n), 0 for equal units whatever their number.
struct herfindahl_options {
  bool normalized = false;
};

/// Herfindahl-Hirschman index: the sum of the squared shares, sum s_i^2 with s_i = x_i / sum x.
///
/// On the scale 0 to 1 (multiply by 10,000 for the scale of competition authorities); in [1/n, 1], normalized in
/// [0, 1]. Units that hold nothing count in n, so only the normalized form notices them.
/// Weights: frequencies. Ties and the order of the input do not matter; invariant to scale.
/// Throws std::invalid_argument for malformed input and negative values; std::domain_error where no unit is left, the
/// total is zero, or one unit is to be normalized.
/// O(n), no allocation for a plain sample of a built-in type. Sums are exact; within 2 ulp.
/// Herfindahl 1950, Concentration in the Steel Industry, Columbia University; Hirschman 1964, doi:10.2307/1818582;
/// Rhoades 1993, Federal Reserve Bulletin 79, 188.
template <class X, class W = unweighted, detail::if_counts<W> = 0>
detail::result_t<X> herfindahl(const X& x, const W& w = {}, herfindahl_options options = {});
template <class X>
detail::result_t<X> herfindahl(const X& x, herfindahl_options options);

/// Effective number of units, 1 / H: so many units of equal size would have the same Herfindahl index. In [1, n].
/// Everything else as herfindahl(). Also the inverse Simpson index, the Hill number of order 2: Hill 1973,
/// doi:10.2307/1934352.
template <class X, class W = unweighted, detail::if_counts<W> = 0>
detail::result_t<X> effective_number(const X& x, const W& w = {});

/// Concentration ratio CR_k: the share of the k largest units, 1 where k > n. The same as top_share(x, units{k}).
template <class X, class Integer, std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
detail::result_t<X> concentration_ratio(const X& x, Integer k);
template <class X, class W, class Integer, detail::if_counts<W> = 0,
          std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
detail::result_t<X> concentration_ratio(const X& x, const W& w, Integer k);

/// Hall-Tideman index, also Rosenbluth's: 1 / (2 sum_i i s_i - 1), i the rank of unit i from the largest, which is 1.
///
/// In [1/n, 1]; equal to 1 / (n (1 - gini(x))). Units that hold nothing do not matter. Ties share their ranks, so that
/// the order of the input does not matter. Everything else as herfindahl(), but O(n log n) and one copy. Hall and
/// Tideman 1967, doi:10.1080/01621459.1967.10482897.
template <class X, class W = unweighted, detail::if_counts<W> = 0>
detail::result_t<X> hall_tideman(const X& x, const W& w = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// The sum of w x^2.
template <class Rows>
scaled<typename Rows::result> square_sum(const Rows& rows) {
  exact_sum<typename Rows::value> sum;
  if constexpr (std::is_same_v<decltype(rows.weights), ones>)
    sum.add_squares(rows.values, rows.size);
  else
    for (std::size_t i = 0; i < rows.size; ++i) sum.add_product(rows.values[i], rows.values[i], rows.weights[i]);
  return sum.value();
}

/// (n H - 1) / (n - 1) as sum (x - m)^2 n / ((n - 1) T^2), which keeps its digits where all are nearly equal.
template <class Rows>
typename Rows::result normalized_herfindahl(const Rows& rows) {
  using R = typename Rows::result;
  const std::uint64_t n = rows.count();
  if (n == 1) fail_domain("herfindahl", "normalizing needs two units, n is 1");
  const scaled<R> sum = positive_total("herfindahl", rows);
  if (std::all_of(rows.values, rows.values + rows.size, [&](const auto& x) { return x == rows.values[0]; }))
    return R(0);
  const auto reduced = [&](const wide<R>& x) {
    using std::ldexp;
    return wide<R>{ldexp(x.high, -sum.exponent), ldexp(x.low, -sum.exponent)};
  };
  const wide<R> whole = widen<R>(n);
  const wide<R> mean = sum.significand / whole;
  exact_sum<R> squares;
  for (std::size_t i = 0; i < rows.size; ++i) {
    const wide<R> d = reduced(widen<R>(rows.values[i])) - mean;
    squares.add_product(d.high, d.high, rows.weights[i]);
    squares.add_product(d.high, R(2) * d.low, rows.weights[i]);
  }
  const scaled<R> square = squares.value();
  const wide<R> scale = whole / ((whole + R(-1)) * sum.significand * sum.significand);
  return scaled<R>{square.significand * scale, square.exponent}.rounded();
}

/// The sum of (2 i - 1) x over the units, i the rank from the largest: n units at the ranks after m add n (2 m + n) x.
template <class Rows>
scaled<typename Rows::result> descending_rank_sum(const Rows& rows) {
  exact_sum<typename Rows::value> sum;
  int128 above = 0;
  for (std::size_t i = rows.size; i-- > 0;) {
    const auto count = static_cast<int128>(rows.weights[i]);
    sum.add(rows.values[i], count * (2 * above + count));
    above += count;
  }
  return sum.value();
}

}  // namespace detail

template <class X, class W, detail::if_counts<W>>
detail::result_t<X> herfindahl(const X& x, const W& w, herfindahl_options options) {
  return detail::with_rows<detail::order::any, true>("herfindahl", detail::domain::nonnegative, x, w,
                                                     [&](const auto& rows) {
                                                       if (options.normalized)
                                                         return detail::normalized_herfindahl(rows);
                                                       const auto sum = detail::positive_total("herfindahl", rows);
                                                       return detail::quotient(detail::square_sum(rows), sum * sum);
                                                     });
}

template <class X>
detail::result_t<X> herfindahl(const X& x, herfindahl_options options) {
  return herfindahl(x, unweighted{}, options);
}

template <class X, class W, detail::if_counts<W>>
detail::result_t<X> effective_number(const X& x, const W& w) {
  return detail::with_rows<detail::order::any, true>(
      "effective_number", detail::domain::nonnegative, x, w, [](const auto& rows) {
        const auto sum = detail::positive_total("effective_number", rows);
        return detail::quotient(sum * sum, detail::square_sum(rows));
      });
}

template <class X, class Integer, std::enable_if_t<std::is_integral_v<Integer>, int>>
detail::result_t<X> concentration_ratio(const X& x, Integer k) {
  return concentration_ratio(x, unweighted{}, k);
}

template <class X, class W, class Integer, detail::if_counts<W>, std::enable_if_t<std::is_integral_v<Integer>, int>>
detail::result_t<X> concentration_ratio(const X& x, const W& w, Integer k) {
  if (k < Integer(0)) detail::fail_argument("concentration_ratio", "k", k, "must not be negative");
  return detail::end_share("concentration_ratio", true, x, w, units(k));
}

template <class X, class W, detail::if_counts<W>>
detail::result_t<X> hall_tideman(const X& x, const W& w) {
  return detail::with_rows<detail::order::ascending, true>(
      "hall_tideman", detail::domain::nonnegative, x, w, [](const auto& rows) {
        return quotient(detail::positive_total("hall_tideman", rows), detail::descending_rank_sum(rows));
      });
}

}  // namespace lorenz

#endif
