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

#include <cmath>        // floor, ilogb
#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <limits>       // numeric_limits
#include <type_traits>  // decay
#include <vector>       // vector

#include "detail/in_range.hpp"
#include "detail/levels.hpp"
#include "detail/select.hpp"
#include "distribution.hpp"
#include "mean.hpp"

namespace lorenz {

/// Share of the total that the largest units hold: a number of units (k > n gives 1), or a fraction of them, where a
/// fractional position splits a unit, so that top_share(x, fraction{q}) = 1 - L(1 - q) on the Lorenz curve.
///
/// In [0, 1], and at least k/n. Weights: by fraction any, by units only frequencies (sampling weights do not compile).
/// Ties and the order of the input do not matter; invariant to scale.
/// Throws std::invalid_argument for malformed input and negative values, std::domain_error where no unit is left or
/// the total is zero.
/// O(n) for a plain sample, with memory for the part of it that is asked for; weighted O(n log n), one copy; O(n)
/// without copy for sorted(x) and a distribution. Within 1 ulp, sampling weights 2.
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
template <class X, class W = unweighted, detail::if_counts<W> = 0, class = detail::value_t<X>>
std::uint64_t top_count(const X& x, const W& w, share s);
template <class X, class = detail::value_t<X>>
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

/// Ascending or descending rows, walked from one end: row 0 is the largest or the smallest.
template <class Rows>
struct walk {
  using R = typename Rows::result;
  const Rows& rows;
  bool from_top;
  R scale = rows.scale();

  std::size_t row(std::size_t i) const {
    return from_top == (rows.direction == run::ascending) ? rows.size - 1 - i : i;
  }
  wide<R> weight(std::size_t i) const { return rows.weight(row(i)); }
  wide<R> value(std::size_t i) const { return widen<R>(rows.values[row(i)]) * scale; }
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

/// A sum times a power of two that brings it into range.
template <class R>
wide<R> scaled_by(const scaled<R>& sum, const R& power) {
  using std::ilogb;
  return shifted(sum.significand, sum.exponent + ilogb(power));
}

/// The k < n units at one end of counted rows, and the value of the unit after them.
template <class Rows>
end_units<typename Rows::value> units_at_end(const Rows& rows, bool from_top, std::uint64_t k) {
  using T = typename Rows::value;
  const T* const x = rows.values;
  end_units<T> end{};
  if constexpr (std::is_same_v<decltype(rows.weights), ones>) {
    const std::size_t n = rows.size;
    const auto m = static_cast<std::size_t>(k);
    if (rows.direction != run::none) {
      const bool last = from_top == (rows.direction == run::ascending);
      end.sum.add(last ? x + (n - m) : x, m);
      end.next = x[last ? n - m - 1 : m];
    } else if (m <= n / 2) {
      return units_at_end(x, n, rows.range(), from_top, m, rows.workspace);
    } else {  // all but those at the other end, where m + 1 is the next unit from here
      end.sum.add(x, n);
      const end_units<T> rest = units_at_end(x, n, rows.range(), !from_top, n - m - 1, rows.workspace);
      end.sum.subtract(rest.sum);
      end.sum.add(rest.next, int128(-1));
      end.next = rest.next;
    }
  } else {
    std::size_t i = 0;
    const auto row = [&] { return from_top ? rows.size - 1 - i : i; };
    for (; rows.weights[row()] <= k; ++i) {
      end.sum.add(x[row()], static_cast<int128>(rows.weights[row()]));
      k -= rows.weights[row()];
    }
    end.sum.add(x[row()], static_cast<int128>(k));
    end.next = x[row()];
  }
  return end;
}

/// The share of the total that the first `position` units hold, from one end.
template <class Rows>
typename Rows::result held(const Rows& rows, const scaled<typename Rows::result>& total, bool from_top,
                           const wide<typename Rows::result>& position) {
  using R = typename Rows::result;
  using std::floor;
  using std::ilogb;
  R result;
  if constexpr (Rows::exact) {
    if (!(position < widen<R>(rows.count()))) return R(1);
    const R nearest = floor(position.high);
    const R whole = position.low < R(0) && nearest == position.high ? nearest - R(1) : nearest;
    const wide<R> part = position + -whole;
    const auto end = units_at_end(rows, from_top, static_cast<std::uint64_t>(whole));
    const scaled<R> split = exactly<R>(end.next);
    result = quotient(end.sum.value() + scaled<R>{split.significand * part, split.exponent}, total);
  } else {
    const walk<Rows> from_end{rows, from_top};
    const int exponent = -ilogb(from_end.scale) - ilogb(rows.weight_scale());
    result = quotient(scaled<R>{held_by(from_end, position), exponent}, total);
  }
  return result < R(1) ? result : R(1);
}

template <class X, class W>
result_t<X> end_share(const char* function, bool from_top, const X& x, const W& w, fraction q) {
  return with_rows<order::selectable>(function, domain::nonnegative, x, w, [&](const auto& rows) {
    return in_range(rows, [&](const auto& near) {
      using R = typename std::decay_t<decltype(near)>::result;
      return held(near, positive_total(function, near), from_top, near.total_weight() * R(q.value));
    });
  });
}

template <class X, class W>
result_t<X> end_share(const char* function, bool from_top, const X& x, const W& w, units k) {
  return with_rows<order::selectable, true>(function, domain::nonnegative, x, w, [&](const auto& rows) {
    return held(rows, positive_total(function, rows), from_top, widen<result_t<X>>(k.count));
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

/// The fewest units of the walk that raise the sum to the target.
template <class Rows>
std::uint64_t reaching_count(const walk<Rows>& walk, wide<typename Rows::result> sum,
                             const wide<typename Rows::result>& target) {
  using R = typename Rows::result;
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

/// The same of an unsorted sample, which is sorted only near the target: rounded sums of buckets tell where that is.
template <class T, class R>
std::uint64_t selected_count(const T* x, std::size_t n, const R& scale, const extremes<T>& e, const wide<R>& target) {
  histogram<T> parts(x, n, e);
  const std::vector<double> held = parts.sums(scale);
  double slack = 0;
  for (const double sum : held) slack += sum;
  slack *= static_cast<double>(n) * 0x1p-51;
  std::size_t b = parts.size();
  std::uint64_t above = 0;
  double sum = 0;
  while (b > 0 && sum + held[b - 1] + slack < target.high) {
    --b;
    sum += held[b];
    above += parts.count(b);
  }
  const std::size_t end = b;
  while (b > 0 && !(target.high + slack < sum)) {
    --b;
    sum += held[b];
    parts.want(b);
  }
  buffer<T> part(parts.wanted());
  parts.gather(part.data());
  buffer<T> ascending(parts.wanted());
  sort_into(part.data(), parts.wanted(), ascending.data());
  const rows<T, ones> near_target(ascending.data(), ones{}, parts.wanted());
  return above + reaching_count(walk<rows<T, ones>>{near_target, true, scale},
                                scaled_by(parts.sum_from(end).value(), scale), target);
}

/// The fewest of the largest units that hold the share s of the total.
template <class Rows>
std::uint64_t reaching_count(const Rows& rows, const scaled<typename Rows::result>& total, double s) {
  using R = typename Rows::result;
  using T = typename Rows::value;
  const R epsilon = R(std::numeric_limits<double>::epsilon());
  const auto target = [&](const R& scale) {
    return scaled_by(total, scale) * R(s) * (wide<R>{R(1), R(0)} + R(-4) * epsilon);
  };
  if constexpr (std::is_same_v<decltype(rows.weights), ones>) {
    if (rows.direction == run::none) {
      if constexpr (has_key_v<T>) {
        if (histogram<T>::least <= rows.size) {
          const extremes<T> e = rows.range();
          const R scale = range_scale(R(e.high));
          return selected_count(rows.values, rows.size, scale, e, target(scale));
        }
      }
      buffer<T> ascending(rows.size, rows.workspace);
      sort_into(rows.values, rows.size, rows.range(), ascending.data());
      return reaching_count(Rows(ascending.data(), ones{}, rows.size), total, s);
    }
  }
  const walk<Rows> from_top{rows, true};
  return reaching_count(from_top, {}, target(from_top.scale));
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

template <class X, class W, detail::if_counts<W>, class>
std::uint64_t top_count(const X& x, const W& w, share s) {
  return detail::with_rows<detail::order::selectable, true>(
      "top_count", detail::domain::nonnegative, x, w,
      [&](const auto& rows) { return detail::reaching_count(rows, positive_total("top_count", rows), s.value); });
}
template <class X, class>
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
