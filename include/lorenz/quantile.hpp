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

#include <algorithm>         // any_of, lower_bound, sort
#include <cstddef>           // size_t
#include <cstdint>           // uint64_t
#include <initializer_list>  // initializer_list
#include <vector>            // vector

#include "detail/order_statistics.hpp"
#include "detail/select.hpp"
#include "detail/select_weighted.hpp"
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
/// O(n) for a plain sample, with memory for a small part of it; O(1) for sorted(x) after its check; weighted O(n log
/// n), but one quantile with sampling weights of doubles by 1, 2 or laeken O(n), by selection.
/// The exact value, rounded once. Hyndman and Fan 1996, doi:10.2307/2684934. Example: examples/quickstart.cpp.
template <class X, class P, std::enable_if_t<detail::is_number_v<P>, int> = 0>
detail::result_t<X> quantile(const X& x, const P& p, quantile_options options = {});
template <class X, class W, class P, detail::if_weights<W> = 0>
detail::result_t<X> quantile(const X& x, const W& w, const P& p, quantile_options options = {});

/// The quantiles of all probabilities in `ps`, in their order: one selection for all of them.
template <class X, class Ps = std::initializer_list<double>, class = detail::value_t<Ps>>
std::vector<detail::result_t<X>> quantiles(const X& x, const Ps& ps, quantile_options options = {});
template <class X, class W, class Ps = std::initializer_list<double>, detail::if_weights<W> = 0,
          class = detail::value_t<Ps>>
std::vector<detail::result_t<X>> quantiles(const X& x, const W& w, const Ps& ps, quantile_options options = {});

/// quantile(x, w, 1/2).
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> median(const X& x, const W& w = {}, quantile_options options = {});
template <class X>
detail::result_t<X> median(const X& x, quantile_options options);

/// Upper minus lower quartile. std::domain_error where that exceeds the largest number.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> interquartile_range(const X& x, const W& w = {}, quantile_options options = {});
template <class X>
detail::result_t<X> interquartile_range(const X& x, quantile_options options);

/// Median of the distances from the median, both by the same definition; not scaled to a standard deviation.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> median_absolute_deviation(const X& x, const W& w = {}, quantile_options options = {});
template <class X>
detail::result_t<X> median_absolute_deviation(const X& x, quantile_options options);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// Whether the rows are a plain sample that does not ascend.
template <class Rows>
bool unsorted(const Rows& rows) {
  return std::is_same_v<decltype(rows.weights), ones> && rows.direction != run::ascending;
}

/// Quantiles of an unsorted plain sample, by selection.
template <class Rows, class P>
void select_quantiles(const Rows& rows, const P* p, std::size_t count, quantile_definition definition,
                      typename Rows::result* out) {
  using R = typename Rows::result;
  using T = typename Rows::value;
  constexpr std::size_t few = 4;
  buffer<position<R>, few> at(count);
  buffer<std::size_t, 2 * few> ranks(2 * count);
  std::size_t k = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const position<R> found = quantile_position<R>(rows.size, p[i], resolved(definition, true));
    at.data()[i] = found;
    ranks.data()[k++] = found.rank - 1;
    if (found.part.high != R(0)) ranks.data()[k++] = found.rank;
  }
  std::sort(ranks.data(), ranks.data() + k);
  buffer<T, 2 * few> values(k);
  select(rows.values, rows.size, rows.range(), ranks.data(), k, values.data(), rows.helpers, rows.workspace);
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = [&](std::uint64_t rank) {
      return values.data()[std::lower_bound(ranks.data(), ranks.data() + k, rank - 1) - ranks.data()];
    };
    const position<R>& found = at.data()[i];
    const T low = value(found.rank);
    out[i] = rounded(between<R>(low, found.part.high == R(0) ? low : value(found.rank + 1), found.part));
  }
}

template <class Rows>
void check_definition(const char* function, const Rows&, quantile_definition definition) {
  if (!Rows::counted && definition == quantile_definition::hyndman_fan_3)
    fail_invalid(function, "hyndman_fan_3 is not defined for sampling weights");
}

template <class X, class W, class P>
result_t<X> quantile(const char* function, const X& x, const W& w, const P& p, quantile_options options) {
  check_probability(function, "p", p);
  using T = value_t<X>;
  if constexpr (is_sampling_v<W> && !is_sorted_v<X> && has_key_v<T>) {
    if constexpr (std::is_same_v<value_t<bare_t<decltype(w.range())>>, double>) {
      const auto values = read(x);
      const auto weights = read(w.range());
      const quantile_definition definition = resolved(options.definition, false);
      const auto positive = [](double weight) { return weight > 0; };
      if (histogram<T>::least <= values.size() && by_cumulated_weights(definition) &&
          std::any_of(weights.begin(), weights.end(), positive)) {
        check_sizes(function, values.size(), weights.size());
        check_values(function, domain::real, values);
        check_weights(function, weights);
        return rounded(select_weighted(values.data(), weights.data(), values.size(), p, definition));
      }
    }
  }
  result_t<X> value{};
  with_rows<order::selectable>(function, domain::real, x, w, [&](const auto& rows) {
    check_definition(function, rows, options.definition);
    if (unsorted(rows))
      select_quantiles(rows, &p, 1, options.definition, &value);
    else
      value = rounded(order_statistics(rows).quantile(p, options.definition));
  });
  return value;
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
    if (!(probabilities.data()[i] >= 0 && probabilities.data()[i] <= 1))
      detail::check_probability("quantiles", detail::at("ps", i), probabilities.data()[i]);
  std::vector<detail::result_t<X>> values(probabilities.size());
  detail::with_rows<detail::order::selectable>("quantiles", detail::domain::real, x, w, [&](const auto& rows) {
    detail::check_definition("quantiles", rows, options.definition);
    if (detail::unsorted(rows))
      return detail::select_quantiles(rows, probabilities.data(), values.size(), options.definition, values.data());
    const detail::order_statistics statistics(rows);
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = rounded(statistics.quantile(probabilities.data()[i], options.definition));
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
template <class X>
detail::result_t<X> median(const X& x, quantile_options options) {
  return median(x, unweighted{}, options);
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
template <class X>
detail::result_t<X> interquartile_range(const X& x, quantile_options options) {
  return interquartile_range(x, unweighted{}, options);
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> median_absolute_deviation(const X& x, const W& w, quantile_options options) {
  using R = detail::result_t<X>;
  const char* const function = "median_absolute_deviation";
  return detail::with_rows<detail::order::ascending>(function, detail::domain::real, x, w, [&](const auto& rows) {
    detail::check_definition(function, rows, options.definition);
    // A distance may exceed the largest number, and half of one fall below the smallest.
    const R low = R(rows.values[0]);
    const R high = R(rows.values[rows.size - 1]);
    const R scale = low < R(-1) || R(1) < high ? R(0.5) : R(1);
    const auto center = detail::order_statistics(rows).quantile(0.5, options.definition) * scale;
    std::vector<R> distances(rows.size);
    for (std::size_t i = 0; i < rows.size; ++i) {
      const R distance = detail::rounded(detail::widen<R>(rows.values[i]) * scale - center);
      distances[i] = distance < R(0) ? R(-distance) : distance;
    }
    using weights = std::decay_t<decltype(rows.weights)>;
    if constexpr (std::is_same_v<weights, detail::ones>)
      return detail::quantile(function, distances, unweighted{}, 0.5, options) / scale;
    else if constexpr (std::is_same_v<weights, const std::uint64_t*>)
      return detail::quantile(function, distances, frequency(view(rows.weights, rows.size)), 0.5, options) / scale;
    else
      return detail::quantile(function, distances, sampling(view(rows.weights, rows.size)), 0.5, options) / scale;
  });
}
template <class X>
detail::result_t<X> median_absolute_deviation(const X& x, quantile_options options) {
  return median_absolute_deviation(x, unweighted{}, options);
}

}  // namespace lorenz

#endif
