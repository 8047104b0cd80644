// SPDX-License-Identifier: BSL-1.0
//
// shares.hpp: what the largest and the smallest hold.
//
//     top_share(x, units{200})          share of the total held by the 200 largest
//     top_share(x, fraction{0.01})      ... by the largest 1 % of the units
//     bottom_share(x, fraction{0.5})    ... by the smaller half
//     top_count(x, share{0.5})          how many of the largest hold half of the total
//     share_below(x, 200)               fraction of units below 200

#ifndef LORENZ_SHARES_HPP
#define LORENZ_SHARES_HPP

#include <cstddef>  // size_t
#include <cstdint>  // uint64_t
#include <limits>   // numeric_limits

#include "distribution.hpp"

namespace lorenz {

/// Share of the total that the largest units hold: a number of units (k > n gives 1), or a fraction of them, where a
/// fractional position splits a unit, so that top_share(x, fraction{q}) = 1 - L(1 - q) on the Lorenz curve.
///
/// In [0, 1], and at least k/n. Weights: by fraction any, by units only frequencies (sampling weights do not compile).
/// Ties and the order of the input do not matter; invariant to scale.
/// Throws std::invalid_argument for malformed input and negative values, std::domain_error where no unit is left or
/// the total is zero.
/// O(n log n), one copy; O(n) without copy for sorted(x) and a distribution. Within 2 ulp.
/// Example: examples/concentration.cpp.
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> top_share(const X& x, const W& w, fraction q);
template <class X, class W = unweighted, detail::if_counts<W> = 0>
detail::result_t<X> top_share(const X& x, const W& w, units k);
template <class X>
detail::result_t<X> top_share(const X& x, fraction q);
template <class X>
detail::result_t<X> top_share(const X& x, units k);

/// Share of the total that the smallest units hold; everything else as top_share().
template <class X, class W = unweighted, detail::if_weights<W> = 0>
detail::result_t<X> bottom_share(const X& x, const W& w, fraction q);
template <class X, class W = unweighted, detail::if_counts<W> = 0>
detail::result_t<X> bottom_share(const X& x, const W& w, units k);
template <class X>
detail::result_t<X> bottom_share(const X& x, fraction q);
template <class X>
detail::result_t<X> bottom_share(const X& x, units k);

/// The number of units, largest first, that it takes to reach a share of the total: the smallest k with
/// top_share(x, units{k}) >= s, where 4 machine epsilons decide equality. 0 for s = 0; units that hold nothing are
/// never needed. Everything else as top_share() by units.
template <class X, class W = unweighted, detail::if_counts<W> = 0>
std::uint64_t top_count(const X& x, const W& w, share s);
template <class X>
std::uint64_t top_count(const X& x, share s);

/// Fraction of units with a value strictly below `value`; ecdf(x)(value) counts those equal to it too.
///
/// In [0, 1]; any sign. Weights: all kinds. Throws std::invalid_argument for malformed input or a `value` that is NaN,
/// std::domain_error where no unit is left. O(n), no copy of a plain sample.
template <class X, class V, std::enable_if_t<detail::is_number_v<V>, int> = 0>
detail::result_t<X> share_below(const X& x, const V& value);
template <class X, class W, class V, detail::if_weights<W> = 0>
detail::result_t<X> share_below(const X& x, const W& w, const V& value);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// Ascending rows, walked from one end: row 0 is the largest or the smallest.
template <class Rows>
struct walk {
  using R = typename Rows::result;
  const Rows& rows;
  bool from_top;
  R scale = rows.scale();

  std::size_t row(std::size_t i) const { return from_top ? rows.size - 1 - i : i; }
  wide<R> weight(std::size_t i) const { return rows.weight(row(i)); }
  wide<R> value(std::size_t i) const { return widen<R>(rows.values[row(i)]) * scale; }
  wide<R> total() const {
    wide<R> sum;
    for (std::size_t i = 0; i < rows.size; ++i) sum = sum + weight(i) * value(i);
    return sum;
  }
};

/// What the first `position` units of the walk hold.
template <class Rows>
wide<typename Rows::result> held_by(const walk<Rows>& walk, wide<typename Rows::result> position) {
  wide<typename Rows::result> sum;
  std::size_t i = 0;
  for (; i < walk.rows.size && !(position < walk.weight(i)); ++i) {
    position = position - walk.weight(i);
    sum = sum + walk.weight(i) * walk.value(i);
  }
  return i < walk.rows.size && 0 < position.high ? sum + position * walk.value(i) : sum;
}

/// The share of the total that they hold.
template <class Rows>
typename Rows::result held(const char* function, const walk<Rows>& walk, const wide<typename Rows::result>& position) {
  using R = typename Rows::result;
  const wide<R> total = walk.total();
  if (!(total.high > R(0))) fail_domain(function, "the total is zero");
  const R result = (held_by(walk, position) / total).high;
  return result < R(1) ? result : R(1);
}

template <class X, class W>
result_t<X> end_share(const char* function, bool from_top, const X& x, const W& w, fraction q) {
  return with_rows<order::ascending>(function, domain::nonnegative, x, w, [&](const auto& rows) {
    return held(function, walk<std::decay_t<decltype(rows)>>{rows, from_top},
                rows.total_weight() * result_t<X>(q.value));
  });
}

template <class X, class W>
result_t<X> end_share(const char* function, bool from_top, const X& x, const W& w, units k) {
  return with_rows<order::ascending, true>(function, domain::nonnegative, x, w, [&](const auto& rows) {
    return held(function, walk<std::decay_t<decltype(rows)>>{rows, from_top}, widen<result_t<X>>(k.count));
  });
}

template <class X, class W, class V>
result_t<X> share_below(const X& x, const W& w, const V& value) {
  using R = result_t<X>;
  if (value != value) fail_argument("share_below", "value", value);
  const wide<R> limit = widen<R>(value);
  const auto below_limit = [&](const auto& v) { return widen<R>(v) < limit; };  // rounds neither of them
  return with_rows<order::any>("share_below", domain::real, x, w, [&](const auto& rows) {
    if constexpr (std::decay_t<decltype(rows)>::counted) {
      std::uint64_t below = 0;
      for (std::size_t i = 0; i < rows.size; ++i)
        if (below_limit(rows.values[i])) below += rows.weights[i];
      return quotient(scaled<R>{widen<R>(below), 0}, scaled<R>{widen<R>(rows.count()), 0});
    } else {
      exact_sum<R> below;
      exact_sum<R> all;
      for (std::size_t i = 0; i < rows.size; ++i) {
        all.add(rows.weights[i]);
        if (below_limit(rows.values[i])) below.add(rows.weights[i]);
      }
      return quotient(below.value(), all.value());
    }
  });
}

/// The fewest units of the walk that reach the share s.
template <class Rows>
std::uint64_t reaching_count(const walk<Rows>& walk, double s) {
  using R = typename Rows::result;
  const wide<R> total = walk.total();
  if (!(total.high > R(0))) fail_domain("top_count", "the total is zero");
  const R epsilon = R(std::numeric_limits<double>::epsilon());
  const wide<R> target = total * R(s) * (wide<R>{R(1), R(0)} + R(-4) * epsilon);
  wide<R> sum;
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < walk.rows.size && sum < target; ++i) {
    const std::uint64_t available = walk.rows.weights[walk.row(i)];
    const wide<R> next = sum + walk.value(i) * widen<R>(available);
    if (next < target) {
      sum = next;
      count += available;
      continue;
    }
    // The row that reaches it: the smallest k with sum + k x >= target, by bisection, as k may exceed R's integers.
    std::uint64_t low = 0;
    for (std::uint64_t high = available; high - low > 1;) {
      const std::uint64_t middle = low + (high - low) / 2;
      if (sum + walk.value(i) * widen<R>(middle) < target)
        low = middle;
      else
        high = middle;
    }
    return count + low + 1;
  }
  return count;
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> top_share(const X& x, const W& w, fraction q) {
  return detail::end_share("top_share", true, x, w, q);
}
template <class X, class W, detail::if_counts<W>>
detail::result_t<X> top_share(const X& x, const W& w, units k) {
  return detail::end_share("top_share", true, x, w, k);
}
template <class X>
detail::result_t<X> top_share(const X& x, fraction q) {
  return top_share(x, unweighted{}, q);
}
template <class X>
detail::result_t<X> top_share(const X& x, units k) {
  return top_share(x, unweighted{}, k);
}

template <class X, class W, detail::if_weights<W>>
detail::result_t<X> bottom_share(const X& x, const W& w, fraction q) {
  return detail::end_share("bottom_share", false, x, w, q);
}
template <class X, class W, detail::if_counts<W>>
detail::result_t<X> bottom_share(const X& x, const W& w, units k) {
  return detail::end_share("bottom_share", false, x, w, k);
}
template <class X>
detail::result_t<X> bottom_share(const X& x, fraction q) {
  return bottom_share(x, unweighted{}, q);
}
template <class X>
detail::result_t<X> bottom_share(const X& x, units k) {
  return bottom_share(x, unweighted{}, k);
}

template <class X, class W, detail::if_counts<W>>
std::uint64_t top_count(const X& x, const W& w, share s) {
  return detail::with_rows<detail::order::ascending, true>(
      "top_count", detail::domain::nonnegative, x, w, [&](const auto& rows) {
        return detail::reaching_count(detail::walk<std::decay_t<decltype(rows)>>{rows, true}, s.value);
      });
}
template <class X>
std::uint64_t top_count(const X& x, share s) {
  return top_count(x, unweighted{}, s);
}

template <class X, class V, std::enable_if_t<detail::is_number_v<V>, int>>
detail::result_t<X> share_below(const X& x, const V& value) {
  return detail::share_below(x, unweighted{}, value);
}
template <class X, class W, class V, detail::if_weights<W>>
detail::result_t<X> share_below(const X& x, const W& w, const V& value) {
  return detail::share_below(x, w, value);
}

}  // namespace lorenz

#endif
