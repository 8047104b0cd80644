// SPDX-License-Identifier: BSL-1.0
//
// quantile.hpp: quantiles in the nine definitions of Hyndman and Fan, with typed weights.
//
//     quantile(x, 0.9)                           definition 7, as R, NumPy and Julia by default
//     quantile(x, frequency(w), 0.9)             of the expanded sample
//     quantile(x, sampling(w), 0.9)              definition 2 on cumulated weights
//     quantile(x, 0.9, quantile_options{quantile_definition::hyndman_fan_6})
//     quantiles(x, {0.1, 0.5, 0.9})        median(x)        interquartile_range(x)        median_absolute_deviation(x)

#ifndef LORENZ_QUANTILE_HPP
#define LORENZ_QUANTILE_HPP

#include <algorithm>         // min_element, nth_element
#include <cstddef>           // size_t
#include <cstdint>           // uint64_t
#include <initializer_list>  // initializer_list
#include <vector>            // vector

#include "detail/order_statistics.hpp"
#include "distribution.hpp"
#include "quantile_definition.hpp"

namespace lorenz {

struct quantile_options {
  quantile_definition definition = quantile_definition::standard;
};

/// The p-quantile, p in [0, 1]: a value that about the fraction p of the units does not exceed.
///
/// A floating p means the decimal that it prints as, 0.29 is 29/100 though no double is; and a position within 4
/// machine epsilons (of the type of p) of an integer is that integer: p = 1.0/3 of n = 3 is the first value. The result
/// lies between the smallest and the largest value and is monotone in p; interpolation neither overflows nor moves
/// constants.
///
/// Weights: `frequency` equals the expanded sample bit for bit. `sampling`: 1 and 2 on cumulated weights; 4 to 9 spread
/// each value over its weight and average a window one unit wide, with Kish's effective size (sum w)^2 / sum w^2 for
/// n (Akinshin 2023, arXiv:2304.07265); 3 is not defined; laeken, statsbase and hmisc as those packages. Equal weights
/// give the unweighted value, but for hmisc.
///
/// Throws std::invalid_argument for malformed input, p outside [0, 1] and definition 3 with sampling weights;
/// std::domain_error where no unit is left.
/// O(n) expected for a plain sample, one copy; O(1) for sorted(x); weighted O(n log n). The exact value, rounded once.
/// Hyndman and Fan 1996, doi:10.2307/2684934. Example: examples/quickstart.cpp.
template <class X, class P, std::enable_if_t<detail::is_number_v<P>, int> = 0>
detail::result_t<X> quantile(const X& x, const P& p, quantile_options options = {});
template <class X, class W, class P, detail::if_weights<W> = 0>
detail::result_t<X> quantile(const X& x, const W& w, const P& p, quantile_options options = {});

/// The quantiles of all probabilities in `ps`, in their order: one sort for all of them.
template <class X, class Ps = std::initializer_list<double>, class = detail::value_t<Ps>>
std::vector<detail::result_t<X>> quantiles(const X& x, const Ps& ps, quantile_options options = {});
template <class X, class W, class Ps = std::initializer_list<double>, detail::if_weights<W> = 0,
          class = detail::value_t<Ps>>
std::vector<detail::result_t<X>> quantiles(const X& x, const W& w, const Ps& ps, quantile_options options = {});

/// quantile(x, w, 1/2).
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> median(const X& x, const W& w = {}, quantile_options options = {});

/// Upper minus lower quartile. std::domain_error where that exceeds the largest number.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> interquartile_range(const X& x, const W& w = {}, quantile_options options = {});

/// Median of the distances from the median, not scaled to a standard deviation.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> median_absolute_deviation(const X& x, const W& w = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// One quantile of a plain sample in any order, by selection.
template <class Rows, class P>
typename Rows::result selected_quantile(const Rows& rows, const P& p, quantile_definition definition) {
  using R = typename Rows::result;
  const position<R> at = quantile_position<R>(rows.size, p, resolved(definition, true));
  std::vector<typename Rows::value> values(rows.values, rows.values + rows.size);
  const auto low = values.begin() + static_cast<std::ptrdiff_t>(at.rank - 1);
  std::nth_element(values.begin(), low, values.end());
  return rounded(between<R>(*low, at.part.high == R(0) ? *low : *std::min_element(low + 1, values.end()), at.part));
}

template <class Rows>
void check_definition(const char* function, const Rows&, quantile_definition definition) {
  if (!Rows::counted && definition == quantile_definition::hyndman_fan_3)
    fail_invalid(function, "hyndman_fan_3 is not defined for sampling weights");
}

template <class X, class W, class P>
result_t<X> quantile(const char* function, const X& x, const W& w, const P& p, quantile_options options) {
  check_probability(function, "p", p);
  if constexpr (is_unweighted_v<W> && !is_sorted_v<X> && !is_distribution_v<X>) {
    return with_rows<order::any>(function, domain::real, x, w,
                                 [&](const auto& rows) { return selected_quantile(rows, p, options.definition); });
  } else {
    return with_rows<order::ascending>(function, domain::real, x, w, [&](const auto& rows) {
      check_definition(function, rows, options.definition);
      return rounded(order_statistics(rows).quantile(p, options.definition));
    });
  }
}

}  // namespace detail

template <class X, class P, std::enable_if_t<detail::is_number_v<P>, int>>
detail::result_t<X> quantile(const X& x, const P& p, quantile_options options) {
  return detail::quantile("quantile", x, unweighted{}, p, options);
}

template <class X, class W, class P, detail::if_weights<W>>
detail::result_t<X> quantile(const X& x, const W& w, const P& p, quantile_options options) {
  return detail::quantile("quantile", x, w, p, options);
}

template <class X, class W, class Ps, detail::if_weights<W>, class>
std::vector<detail::result_t<X>> quantiles(const X& x, const W& w, const Ps& ps, quantile_options options) {
  const auto probabilities = detail::read(ps);
  for (std::size_t i = 0; i < probabilities.size(); ++i)
    detail::check_probability("quantiles", detail::at("ps", i), probabilities.data()[i]);
  std::vector<detail::result_t<X>> values;
  values.reserve(probabilities.size());
  detail::with_rows<detail::order::ascending>("quantiles", detail::domain::real, x, w, [&](const auto& rows) {
    detail::check_definition("quantiles", rows, options.definition);
    const detail::order_statistics statistics(rows);
    for (std::size_t i = 0; i < probabilities.size(); ++i)
      values.push_back(rounded(statistics.quantile(probabilities.data()[i], options.definition)));
  });
  return values;
}

template <class X, class Ps, class>
std::vector<detail::result_t<X>> quantiles(const X& x, const Ps& ps, quantile_options options) {
  return quantiles(x, unweighted{}, ps, options);
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> median(const X& x, const W& w, quantile_options options) {
  return detail::quantile("median", x, w, 0.5, options);
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> interquartile_range(const X& x, const W& w, quantile_options options) {
  return detail::with_rows<detail::order::ascending>(
      "interquartile_range", detail::domain::real, x, w, [&](const auto& rows) {
        detail::check_definition("interquartile_range", rows, options.definition);
        const detail::order_statistics statistics(rows);
        const auto range =
            rounded(statistics.quantile(0.75, options.definition) - statistics.quantile(0.25, options.definition));
        if (!detail::is_finite(range)) detail::fail_domain("interquartile_range", "it exceeds the largest number");
        return range;
      });
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> median_absolute_deviation(const X& x, const W& w) {
  using R = detail::result_t<X>;
  const char* const function = "median_absolute_deviation";
  return detail::with_rows<detail::order::ascending>(function, detail::domain::real, x, w, [&](const auto& rows) {
    // A distance may exceed the largest number, and half of one fall below the smallest.
    const R low = R(rows.values[0]);
    const R high = R(rows.values[rows.size - 1]);
    const R scale = low < R(-1) || R(1) < high ? R(0.5) : R(1);
    const auto center = detail::order_statistics(rows).quantile(0.5, quantile_definition::standard) * scale;
    std::vector<R> distances(rows.size);
    for (std::size_t i = 0; i < rows.size; ++i) {
      const R distance = detail::rounded(detail::widen<R>(rows.values[i]) * scale - center);
      distances[i] = distance < R(0) ? R(-distance) : distance;
    }
    using weights = std::decay_t<decltype(rows.weights)>;
    if constexpr (std::is_same_v<weights, detail::ones>)
      return detail::quantile(function, distances, unweighted{}, 0.5, {}) / scale;
    else if constexpr (std::is_same_v<weights, const std::uint64_t*>)
      return detail::quantile(function, distances, frequency(view(rows.weights, rows.size)), 0.5, {}) / scale;
    else
      return detail::quantile(function, distances, sampling(view(rows.weights, rows.size)), 0.5, {}) / scale;
  });
}

}  // namespace lorenz

#endif
