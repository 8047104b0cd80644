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

#include <algorithm>         // min_element, nth_element, partition_point
#include <cmath>             // floor
#include <cstddef>           // size_t
#include <cstdint>           // uint64_t
#include <initializer_list>  // initializer_list
#include <limits>            // numeric_limits
#include <vector>            // vector

#include "distribution.hpp"

namespace lorenz {

/// With n units, ascending values x_1 ... x_n, position h and j = floor(h), g = h - j:
///
/// | definition | h                   | value                                                | also known as         |
/// |------------|---------------------|------------------------------------------------------|-----------------------|
/// | 1          | p n                 | x_j where g = 0, else x_(j+1)                        | inverted cdf          |
/// | 2          | p n                 | (x_j + x_(j+1))/2 where g = 0, else x_(j+1)          | averaged inverted cdf |
/// | 3          | p n - 1/2           | x_j where g = 0 and j is even, else x_(j+1)          | SAS 2, nearest even   |
/// | 4          | p n                 | (1 - g) x_j + g x_(j+1)                              | linear                |
/// | 5          | p n + 1/2           | ...                                                  | Hazen                 |
/// | 6          | p (n + 1)           | ...                                                  | Weibull               |
/// | 7          | p (n - 1) + 1       | ...                                                  | R, NumPy, Excel       |
/// | 8          | p (n + 1/3) + 1/3   | ...                                                  | median-unbiased       |
/// | 9          | p (n + 1/4) + 3/8   | ...                                                  | normal-unbiased       |
///
/// Positions below 1 mean x_1, above n x_n. `standard` is 7 for plain samples and frequencies, 2 for sampling weights.
enum class quantile_definition {
  hyndman_fan_1 = 1,
  hyndman_fan_2,
  hyndman_fan_3,
  hyndman_fan_4,
  hyndman_fan_5,
  hyndman_fan_6,
  hyndman_fan_7,
  hyndman_fan_8,
  hyndman_fan_9,
  standard
};

struct quantile_options {
  quantile_definition definition = quantile_definition::standard;
};

/// The p-quantile, p in [0, 1]: a value that about the fraction p of the units does not exceed.
///
/// A position within 4 machine epsilons (of the type of p) of an integer is that integer: p = 0.29 of n = 100 is the 29th
/// value, though 0.29 * 100 < 29 in floating point. Between the smallest and the largest value, and monotone in p;
/// interpolation neither overflows nor moves constants.
///
/// Weights: `frequency` equals the expanded sample bit for bit. `sampling`: 1 and 2 on cumulated weights; 4 to 9 spread
/// each value over its weight and average a window one unit wide, with Kish's effective size (sum w)^2 / sum w^2 for
/// n (Akinshin 2023, arXiv:2304.07265); 3 is not defined. Equal weights give the unweighted value.
///
/// Throws std::invalid_argument for malformed input, p outside [0, 1] and definition 3 with sampling weights;
/// std::domain_error where no unit is left.
/// O(n) expected for a plain sample, one copy; O(1) for sorted(x); weighted O(n log n). Within 1 ulp of the definition.
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

/// Upper minus lower quartile.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> interquartile_range(const X& x, const W& w = {}, quantile_options options = {});

/// Median of the distances from the median, not scaled to a standard deviation.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> median_absolute_deviation(const X& x, const W& w = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// Where a quantile lies among n units: the part g in [0, 1) of the way from x_rank to x_(rank+1), ranks from 1.
template <class R>
struct position {
  std::uint64_t rank;
  wide<R> part;
};

/// What decides equality of ranks: 4 epsilons of the coarser of R and the type in which p was given.
template <class R, class P>
R rank_tolerance() {
  R epsilon = std::numeric_limits<R>::epsilon();
  if constexpr (!std::numeric_limits<P>::is_integer) {
    const R coarse = static_cast<R>(std::numeric_limits<P>::epsilon());
    if (epsilon < coarse) epsilon = coarse;
  }
  return R(4) * epsilon;
}

/// Floor and fraction of h >= 0; an h within the tolerance of an integer is that integer.
template <class R>
position<R> split(const wide<R>& h, const R& tolerance) {
  using std::floor;
  const R nearest = floor(h.high + R(0.5));
  const wide<R> distance = h + R(-nearest);
  if (!(tolerance * h.high < (distance.high < R(0) ? R(-distance.high) : distance.high)))
    return {static_cast<std::uint64_t>(nearest), {}};
  const R below = distance.high < R(0) ? R(nearest - R(1)) : nearest;
  return {static_cast<std::uint64_t>(below), h + R(-below)};
}

/// h(p) of the definitions 4 to 9 for n units, where n need not be an integer.
template <class R>
wide<R> continuous_position(quantile_definition definition, const wide<R>& n, const R& p) {
  const wide<R> third = wide<R>{R(1), R(0)} / wide<R>{R(3), R(0)};
  switch (definition) {
    case quantile_definition::hyndman_fan_4: return n * p;
    case quantile_definition::hyndman_fan_5: return n * p + R(0.5);
    case quantile_definition::hyndman_fan_6: return (n + R(1)) * p;
    case quantile_definition::hyndman_fan_8: return (n + third) * p + third;
    case quantile_definition::hyndman_fan_9: return (n + R(0.25)) * p + R(0.375);
    default: return (n + R(-1)) * p + R(1);
  }
}

/// The position of the p-quantile among n counted units.
template <class R, class P>
position<R> quantile_position(std::uint64_t n, const P& p, quantile_definition definition) {
  const wide<R> units = widen<R>(n);
  const R tolerance = rank_tolerance<R, P>();
  position<R> at{};
  switch (definition) {
    case quantile_definition::hyndman_fan_1:
      at = split(units * R(p), tolerance);
      if (at.part.high != R(0)) at = {at.rank + 1, {}};
      break;
    case quantile_definition::hyndman_fan_2:
      at = split(units * R(p), tolerance);
      at = at.part.high == R(0) ? position<R>{at.rank, {R(0.5), R(0)}} : position<R>{at.rank + 1, {}};
      break;
    case quantile_definition::hyndman_fan_3:
      at = split(units * R(p) + R(0.5), tolerance);  // the rank of x_(j+1)
      at = {at.part.high == R(0) && at.rank % 2 == 1 ? at.rank - 1 : at.rank, {}};
      break;
    default: at = split(continuous_position(definition, units, R(p)), tolerance);
  }
  if (at.rank < 1) return {1, {}};
  if (at.rank >= n) return {n, {}};
  return at;
}

/// (1 - g) a + g b for 0 <= g <= 1 and a <= b; a itself where a == b, and never outside of [a, b].
template <class R, class T>
wide<R> between(const T& a, const T& b, const wide<R>& g) {
  const wide<R> low = widen<R>(a);
  const wide<R> high = widen<R>(b);
  if (g.high == R(0) || a == b) return low;
  const R scale = range_scale(-low.high > high.high ? R(-low.high) : high.high);
  const wide<R> value = (wide<R>{R(1), R(0)} - g) * (low * scale) + g * (high * scale);
  const wide<R> unscaled = {value.high / scale, value.low / scale};
  return unscaled < low ? low : high < unscaled ? high : unscaled;
}

/// Rounded, -0 to +0: which of two equal values was met must not show.
template <class R>
R rounded(const wide<R>& value) {
  return (value.high + value.low) + R(0);
}

inline quantile_definition resolved(quantile_definition definition, bool counted) {
  if (definition != quantile_definition::standard) return definition;
  return counted ? quantile_definition::hyndman_fan_7 : quantile_definition::hyndman_fan_2;
}

/// Ascending rows with cumulated weights, for any number of quantiles.
template <class Rows>
class order_statistics {
  using R = typename Rows::result;
  using cumulated = std::conditional_t<Rows::counted, std::uint64_t, wide<R>>;
  static constexpr bool plain = std::is_same_v<decltype(Rows::weights), ones>;

 public:
  explicit order_statistics(const Rows& rows) : rows_(rows) {
    if constexpr (!plain) {
      cumulated sum{};
      upto_.reserve(rows.size);
      for (std::size_t i = 0; i < rows.size; ++i) {
        if constexpr (Rows::counted)
          sum += rows.weights[i];
        else
          sum = sum + rows.weight(i);
        upto_.push_back(sum);
      }
    }
  }

  template <class P>
  wide<R> quantile(const P& p, quantile_definition definition) const {
    definition = resolved(definition, Rows::counted);
    if constexpr (Rows::counted) {
      const std::uint64_t n = plain ? rows_.size : upto_.back();
      const position<R> at = quantile_position<R>(n, p, definition);
      const auto& low = value(at.rank);
      return between<R>(low, at.part.high == R(0) ? low : value(at.rank + 1), at.part);
    } else if (definition <= quantile_definition::hyndman_fan_2) {
      return inverted_cdf(R(p), rank_tolerance<R, P>(), definition == quantile_definition::hyndman_fan_2);
    } else {
      return window_mean(R(p), rank_tolerance<R, P>(), definition);
    }
  }

 private:
  const typename Rows::value& value(std::uint64_t rank) const {
    if constexpr (plain)
      return rows_.values[rank - 1];
    else
      return rows_.values[first_row([&](const cumulated& upto) { return upto < rank; })];
  }

  /// The first row whose cumulated weight is not `before`; the last one if there is none.
  template <class Before>
  std::size_t first_row(const Before& before) const {
    const auto found = static_cast<std::size_t>(std::partition_point(upto_.begin(), upto_.end(), before) - upto_.begin());
    return found < rows_.size ? found : rows_.size - 1;
  }

  wide<R> inverted_cdf(const R& p, const R& tolerance, bool averaged) const {
    const wide<R> target = upto_.back() * p;
    const wide<R> slack = target * tolerance;
    const std::size_t i = first_row([&](const cumulated& upto) { return upto < target - slack; });
    const bool meets = averaged && i + 1 < rows_.size && !(target + slack < upto_[i]);
    return between<R>(rows_.values[i], rows_.values[meets ? i + 1 : i], {R(0.5), R(0)});
  }

  /// The mean over one unit of the effective n that ends at the position h.
  wide<R> window_mean(const R& p, const R& tolerance, quantile_definition definition) const {
    const wide<R>& whole = upto_.back();
    wide<R> squares;
    for (std::size_t i = 0; i < rows_.size; ++i) squares = squares + rows_.weight(i) * rows_.weight(i);
    const wide<R> n = whole * whole / squares;
    wide<R> h = continuous_position(definition, n, p);
    if (h.high < R(1)) h = {R(1), R(0)};
    if (n < h) h = n;
    const wide<R> unit = whole / n;
    const wide<R> end = h * unit;
    const wide<R> begin = end - unit;
    const wide<R> slack = unit * tolerance;  // what a rank may be off: such slivers of weight do not count
    std::size_t i = first_row([&](const cumulated& upto) { return !(begin + slack < upto); });
    const std::size_t first = i;
    const R half = rows_.scale() * R(0.5);
    const wide<R> origin = widen<R>(rows_.values[first]) * half;
    wide<R> sum;
    for (wide<R> from = begin; i < rows_.size && from < end - slack; from = upto_[i++]) {
      const wide<R> to = upto_[i] < end - slack ? upto_[i] : end;
      sum = sum + (widen<R>(rows_.values[i]) * half - origin) * ((to - from) / unit);
    }
    const std::size_t last = i - 1;
    const wide<R> low = widen<R>(rows_.values[first]);
    const wide<R> high = widen<R>(rows_.values[last]);
    if (first == last) return low;
    const wide<R> scaled_value = origin + sum;
    const wide<R> value = {scaled_value.high / half, scaled_value.low / half};
    return value < low ? low : high < value ? high : value;
  }

  Rows rows_;
  std::vector<cumulated> upto_;  // empty for a plain sample
};

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
        return rounded(statistics.quantile(0.75, options.definition) - statistics.quantile(0.25, options.definition));
      });
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> median_absolute_deviation(const X& x, const W& w) {
  using R = detail::result_t<X>;
  const char* const function = "median_absolute_deviation";
  return detail::with_rows<detail::order::ascending>(function, detail::domain::real, x, w, [&](const auto& rows) {
    const R half = R(0.5);  // a distance may exceed the largest number
    const auto center = detail::order_statistics(rows).quantile(0.5, quantile_definition::standard) * half;
    std::vector<R> halves(rows.size);
    for (std::size_t i = 0; i < rows.size; ++i) {
      const R distance = detail::rounded(detail::widen<R>(rows.values[i]) * half - center);
      halves[i] = distance < R(0) ? R(-distance) : distance;
    }
    using weights = std::decay_t<decltype(rows.weights)>;
    if constexpr (std::is_same_v<weights, detail::ones>)
      return R(2) * detail::quantile(function, halves, unweighted{}, 0.5, {});
    else if constexpr (std::is_same_v<weights, const std::uint64_t*>)
      return R(2) * detail::quantile(function, halves, frequency(view(rows.weights, rows.size)), 0.5, {});
    else
      return R(2) * detail::quantile(function, halves, sampling(view(rows.weights, rows.size)), 0.5, {});
  });
}

}  // namespace lorenz

#endif
