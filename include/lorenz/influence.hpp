// SPDX-License-Identifier: BSL-1.0
//
// influence.hpp: concentration without one unit, for every unit at once; and without one group, for every group.
//
//     gini_without(x)[17]                       the Gini coefficient without unit 17
//     herfindahl_without(x, organisations)[k]   .group, .value: the Herfindahl index without that organisation
//     top_share_without(x, units{10})
//     mean_without_top(x, units{10})            the mean without the ten largest; (x, frequency(w), units{10})

#ifndef LORENZ_INFLUENCE_HPP
#define LORENZ_INFLUENCE_HPP

#include <algorithm>    // sort
#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <limits>       // numeric_limits
#include <string>       // string
#include <type_traits>  // decay
#include <vector>       // vector

#include "detail/groups.hpp"
#include "mean.hpp"

namespace lorenz {

/// A measure without one group.
template <class R, class Label>
struct basic_without {
  Label group;
  R value;
};

/// The measure of the sample without each unit in turn, in the order of the input; and without each group, in ascending
/// order of the groups' names. gini() of the rest, and herfindahl() and top_share() of the rest, where values must not
/// be negative; the influence of a unit is the measure of all less this.
///
/// Throws std::invalid_argument for malformed input, std::domain_error where nothing is left without a unit or group,
/// or the rest has no positive total: it is named. All in O(n log n) time and O(n) memory, not n measures of O(n).
/// Sums are carried with twice the precision of the result, and where what is taken away is a thousand times the rest,
/// the rest is summed anew: within 2 ulp. Ties and the order of the input do not matter.
template <class X>
std::vector<detail::result_t<X>> gini_without(const X& x);
template <class X, class Groups, class Label = detail::label_t<Groups>>
std::vector<basic_without<detail::result_t<X>, Label>> gini_without(const X& x, const Groups& groups);

template <class X>
std::vector<detail::result_t<X>> herfindahl_without(const X& x);
template <class X, class Groups, class Label = detail::label_t<Groups>>
std::vector<basic_without<detail::result_t<X>, Label>> herfindahl_without(const X& x, const Groups& groups);

template <class X>
std::vector<detail::result_t<X>> top_share_without(const X& x, units k);
template <class X, class Groups, class Label = detail::label_t<Groups>>
std::vector<basic_without<detail::result_t<X>, Label>> top_share_without(const X& x, const Groups& groups, units k);

/// Mean of the units but the k largest: how far a mean is moved by them alone. Rounded once; std::domain_error where no
/// unit is left. Frequencies equal the expanded sample. O(n log n).
template <class X>
detail::result_t<X> mean_without_top(const X& x, units k);
template <class X, class W, detail::if_counts<W> = 0>
detail::result_t<X> mean_without_top(const X& x, const W& w, units k);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// A sample in ascending order with its sums from below. Values are scaled by a power of two that keeps them in range.
template <class R>
struct cumulated {
  std::vector<R> given;  // in ascending order
  std::vector<R> values;
  std::vector<std::size_t> position;  // of each unit of the input in the order
  std::vector<wide<R>> below{{}};     // sum of the values before a position; the last is the total
  wide<R> size_of_all;                // the sum of their sizes

  template <class View>
  cumulated(const char* function, domain allowed, const View& x) : position(x.size()) {
    check_values(function, allowed, x);
    std::vector<std::size_t> order(x.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto* data = x.data();
    std::sort(order.begin(), order.end(), [data](std::size_t i, std::size_t j) { return data[i] < data[j]; });
    for (std::size_t k = 0; k < order.size(); ++k) {
      position[order[k]] = k;
      given.push_back(R(data[order[k]]));
    }
    sum();
  }
  /// The units of `all` but `members`, ascending positions.
  cumulated(const cumulated& all, const std::vector<std::size_t>& members) {
    auto member = members.begin();
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (member != members.end() && *member == k)
        ++member;
      else
        given.push_back(all.given[k]);
    }
    sum();
  }
  std::size_t size() const { return values.size(); }
  const wide<R>& total() const { return below.back(); }
  static R size_of(const R& value) { return value < R(0) ? R(-value) : value; }

  /// Whether the members are so much of all that the rest, as a difference, would lose digits: at most one set of
  /// several without a common unit is.
  bool dominated_by(const std::vector<std::size_t>& members) const {
    wide<R> taken;
    for (const std::size_t k : members) taken = taken + size_of(values[k]);
    return (size_of_all - taken).high < size_of_all.high / R(1024);
  }

 private:
  void sum() {
    R largest(0);
    for (const R& value : given)
      if (largest < size_of(value)) largest = size_of(value);
    const R scale = range_scale(largest);
    for (const R& value : given) {
      values.push_back(value * scale);
      below.push_back(below.back() + values.back());
      size_of_all = size_of_all + size_of(values.back());
    }
  }
};

/// Each takes `members`, ascending positions of what is taken away, and their total: the measure of the rest. of() is
/// the same measure of other units.

template <class R>
struct gini_of_rest {
  const cumulated<R>& x;
  wide<R> differences = ranked_differences(x.size(), [this](std::size_t k) { return x.values[k]; });

  /// The sum of |x_i - x_j| over the pairs of n ascending values.
  template <class Value>
  static wide<R> ranked_differences(std::size_t n, Value&& value) {
    wide<R> sum;
    for (std::size_t k = 0; k < n; ++k)
      sum = sum + two_product(value(k), static_cast<R>(k) * 2 + 1 - static_cast<R>(n));
    return sum;
  }
  gini_of_rest of(const cumulated<R>& other) const { return gini_of_rest{other}; }
  R operator()(const std::vector<std::size_t>& members, const wide<R>& taken) const {
    const R n = static_cast<R>(x.size());
    const auto member = [&](std::size_t k) { return x.values[members[k]]; };
    wide<R> rest = differences + ranked_differences(members.size(), member);
    for (const std::size_t k : members)
      rest = rest - (two_product(x.values[k], static_cast<R>(k) * 2 - n) + x.total() - x.below[k] - x.below[k]);
    // Less than what the sums carry is nothing.
    const R noise = std::numeric_limits<R>::epsilon() * std::numeric_limits<R>::epsilon() * R(1024) * differences.high;
    if (!(rest.high > noise)) return R(0);
    return (rest / ((x.total() - taken) * static_cast<R>(x.size() - members.size()))).high;
  }
};

template <class R>
struct herfindahl_of_rest {
  const cumulated<R>& x;
  wide<R> squares = squares_of(x.size(), [](std::size_t k) { return k; });

  template <class Position>
  wide<R> squares_of(std::size_t n, Position&& at) const {
    wide<R> sum;
    for (std::size_t k = 0; k < n; ++k) sum = sum + two_product(x.values[at(k)], x.values[at(k)]);
    return sum;
  }
  herfindahl_of_rest of(const cumulated<R>& other) const { return herfindahl_of_rest{other}; }
  R operator()(const std::vector<std::size_t>& members, const wide<R>& taken) const {
    const wide<R> rest = x.total() - taken;
    const wide<R> own = squares_of(members.size(), [&](std::size_t k) { return members[k]; });
    return ((squares - own) / (rest * rest)).high;
  }
};

template <class R>
struct top_share_of_rest {
  const cumulated<R>& x;
  std::uint64_t k;

  top_share_of_rest of(const cumulated<R>& other) const { return top_share_of_rest{other, k}; }
  R operator()(const std::vector<std::size_t>& members, const wide<R>& taken) const {
    const wide<R> rest = x.total() - taken;
    if (k >= x.size() - members.size()) return R(1);
    // The k largest of the rest begin at `first`: one further down for each of the largest that is taken away.
    std::size_t first = x.size() - static_cast<std::size_t>(k);
    wide<R> own;
    for (std::size_t m = members.size(); m-- > 0 && members[m] >= first;) {
      own = own + x.values[members[m]];
      --first;
    }
    return ((x.total() - x.below[first] - own) / rest).high;
  }
};

/// measure(members, their total), once it is sure that something is left.
template <class R, class Measure, class Name>
R of_rest(const char* function, const cumulated<R>& x, const Measure& measure, const std::vector<std::size_t>& members,
          Name&& name) {
  if (members.size() == x.size()) fail_domain(function, "no unit left without " + name());
  const auto check = [&](const wide<R>& rest) {
    if (!(rest.high > R(0))) fail_domain(function, "the total is not positive without " + name());
  };
  if (x.dominated_by(members)) {
    const cumulated<R> rest(x, members);
    check(rest.total());
    return measure.of(rest)({}, {});
  }
  wide<R> taken;
  for (const std::size_t k : members) taken = taken + x.values[k];
  check(x.total() - taken);
  return measure(members, taken);
}

template <class R, class Measure>
std::vector<R> without_units(const char* function, const cumulated<R>& x, const Measure& measure) {
  std::vector<R> result;
  for (std::size_t i = 0; i < x.size(); ++i)
    result.push_back(of_rest(function, x, measure, {x.position[i]}, [i] { return at("x", i); }));
  return result;
}

template <class R, class Measure, class Groups>
auto without_groups(const char* function, const cumulated<R>& x, const Measure& measure, const Groups& groups) {
  check_sizes(function, x.size(), std::size(groups), "groups");
  const auto parts = partition_of(groups);
  std::vector<std::vector<std::size_t>> members(parts.labels.size());
  for (std::size_t i = 0; i < x.size(); ++i) members[parts.group[i]].push_back(x.position[i]);
  std::vector<basic_without<R, label_t<Groups>>> result;
  for (std::size_t g = 0; g < members.size(); ++g) {
    std::sort(members[g].begin(), members[g].end());
    const auto& label = parts.labels[g];
    result.push_back({label, of_rest(function, x, measure, members[g], [&] { return "group " + name_text(label); })});
  }
  return result;
}

}  // namespace detail

template <class X>
std::vector<detail::result_t<X>> gini_without(const X& x) {
  const detail::cumulated<detail::result_t<X>> sums("gini_without", detail::domain::real, detail::read(x));
  return detail::without_units("gini_without", sums, detail::gini_of_rest<detail::result_t<X>>{sums});
}
template <class X, class Groups, class Label>
std::vector<basic_without<detail::result_t<X>, Label>> gini_without(const X& x, const Groups& groups) {
  const detail::cumulated<detail::result_t<X>> sums("gini_without", detail::domain::real, detail::read(x));
  return detail::without_groups("gini_without", sums, detail::gini_of_rest<detail::result_t<X>>{sums}, groups);
}

template <class X>
std::vector<detail::result_t<X>> herfindahl_without(const X& x) {
  const detail::cumulated<detail::result_t<X>> sums("herfindahl_without", detail::domain::nonnegative, detail::read(x));
  return detail::without_units("herfindahl_without", sums, detail::herfindahl_of_rest<detail::result_t<X>>{sums});
}
template <class X, class Groups, class Label>
std::vector<basic_without<detail::result_t<X>, Label>> herfindahl_without(const X& x, const Groups& groups) {
  const detail::cumulated<detail::result_t<X>> sums("herfindahl_without", detail::domain::nonnegative, detail::read(x));
  return detail::without_groups("herfindahl_without", sums, detail::herfindahl_of_rest<detail::result_t<X>>{sums},
                                groups);
}

template <class X>
std::vector<detail::result_t<X>> top_share_without(const X& x, units k) {
  const detail::cumulated<detail::result_t<X>> sums("top_share_without", detail::domain::nonnegative, detail::read(x));
  return detail::without_units("top_share_without", sums,
                               detail::top_share_of_rest<detail::result_t<X>>{sums, k.count});
}
template <class X, class Groups, class Label>
std::vector<basic_without<detail::result_t<X>, Label>> top_share_without(const X& x, const Groups& groups, units k) {
  const detail::cumulated<detail::result_t<X>> sums("top_share_without", detail::domain::nonnegative, detail::read(x));
  return detail::without_groups("top_share_without", sums,
                                detail::top_share_of_rest<detail::result_t<X>>{sums, k.count}, groups);
}

template <class X, class W, detail::if_counts<W>>
detail::result_t<X> mean_without_top(const X& x, const W& w, units k) {
  constexpr auto function = "mean_without_top";
  return detail::with_rows<detail::order::ascending, true>(function, detail::domain::real, x, w, [&](const auto& rows) {
    using T = typename std::decay_t<decltype(rows)>::value;
    const std::uint64_t n = rows.count();
    if (k.count >= n) detail::fail_domain(function, "no unit left");
    const std::uint64_t kept = n - k.count;
    detail::exact_sum<T> sum;
    std::uint64_t left = kept;
    for (std::size_t i = 0; left > 0; ++i) {
      const std::uint64_t taken = left < rows.weights[i] ? left : rows.weights[i];
      sum.add(rows.values[i], static_cast<detail::int128>(taken));
      left -= taken;
    }
    using R = detail::result_t<X>;
    return quotient(detail::scaled<R>(sum.value()), detail::scaled<R>{detail::widen<R>(kept), 0});
  });
}

template <class X>
detail::result_t<X> mean_without_top(const X& x, units k) {
  return mean_without_top(x, unweighted{}, k);
}

}  // namespace lorenz

#endif
