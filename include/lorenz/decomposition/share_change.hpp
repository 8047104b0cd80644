// SPDX-License-Identifier: BSL-1.0
//
// share_change.hpp: shares of a total, what an unknown part leaves open about them, and why they changed: by the
// group's own growth or by that of the others.
//
//     shares(values)[g]                  share_bounds(values, unmapped)[g].upper
//     share_change(before, after)[g].own, .others, .change

#ifndef LORENZ_DECOMPOSITION_SHARE_CHANGE_HPP
#define LORENZ_DECOMPOSITION_SHARE_CHANGE_HPP

#include <cstddef>  // size_t
#include <string>   // string
#include <utility>  // move
#include <vector>   // vector

#include "../detail/levels.hpp"
#include "../detail/table.hpp"

namespace lorenz {

/// Share of each group in the total, values >= 0. Rounded once: within 1/2 ulp, whatever the order of the groups.
/// Throws std::invalid_argument for malformed input, std::domain_error where the total is zero.
template <class X>
std::vector<detail::result_t<X>> shares(const X& values);

/// What the share of each group can be when `unknown` more, in the unit of the values, may belong to any group or to
/// groups not listed: from x / (X + unknown) to (x + unknown) / (X + unknown). Both ends are attained, though not by
/// two groups at once.
template <class X, class U, detail::if_numbers<U> = 0>
std::vector<interval> share_bounds(const X& values, const U& unknown);

/// How one group's share changed, and why.
template <class R>
struct basic_share_effect {
  R before, after, change, own, others;
  R residual() const { return change - own - others; }
};
using share_effect = basic_share_effect<double>;

/// One effect a group, in the order of the groups.
template <class R>
class basic_share_changes {
 public:
  using value_type = basic_share_effect<R>;
  explicit basic_share_changes(std::vector<value_type> groups) : groups_(std::move(groups)) {}
  const value_type& operator[](std::size_t g) const { return groups_[g]; }
  std::size_t size() const { return groups_.size(); }
  auto begin() const { return groups_.begin(); }
  auto end() const { return groups_.end(); }
  /// The largest residual of any group, in size.
  R residual() const;
  /// A table, six significant digits.
  std::string text() const;

 private:
  std::vector<value_type> groups_;
};
using share_changes = basic_share_changes<double>;

/// Change of each group's share between two dates, from levels >= 0, split into the effect of the group's own growth
/// and that of the growth of all others: the Shapley value of the two. With x the group, O the others,
/// s(x, O) = x / (x + O) and 0/0 = 1/2,
///
///     own    = [s(x1, O0) - s(x0, O0) + s(x1, O1) - s(x0, O1)] / 2
///     others = [s(x0, O1) - s(x0, O0) + s(x1, O1) - s(x1, O0)] / 2
///
/// change = own + others; changes sum to zero over the groups. own has the sign of the group's growth, others the
/// opposite sign of that of the others. Reversed dates give the negative, two groups mirror each other, and a change
/// of unit that both dates share does not matter.
/// own and others are within 2 ulp, being computed without cancellation; change to 2^-100 of the share, so that shares
/// that did not change give 0.
/// Throws std::invalid_argument for malformed input or a negative level, std::domain_error where a total is zero. O(n).
/// Shorrocks 2013, doi:10.1007/s10888-011-9214-z.
template <class X, class Y>
basic_share_changes<detail::common_result_t<X, Y>> share_change(const X& before, const Y& after);

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
std::string basic_share_changes<R>::text() const {
  detail::table table({"group", "before", "after", "change", "own", "others"});
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const value_type& x = groups_[g];
    table.add(std::to_string(g), {x.before, x.after, x.change, x.own, x.others});
  }
  return table.text();
}

namespace detail {

/// The total of all groups but g. One that holds half of it or more may leave less than the digits of the total, so
/// that the others are summed up; there are two such groups at most.
template <class R, class View>
scaled<R> others(const View& x, std::size_t g, const scaled<R>& total) {
  const scaled<R> own = exactly<R>(x.data()[g]);
  if (quotient(own, total) < R(1) / R(2)) return total - own;
  std::vector<std::decay_t<decltype(x.data()[0])>> rest;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (i != g) rest.push_back(x.data()[i]);
  return sum_of<R>(view(rest.data(), rest.size()));
}

/// s(x1, o) - s(x0, o).
template <class R>
scaled<R> share_step(const scaled<R>& x0, const scaled<R>& x1, const scaled<R>& o) {
  const auto zero = [](const scaled<R>& a) { return a.significand.high == R(0); };
  if (!zero(o)) return (x1 - x0) / (x1 + o) * (o / (x0 + o));
  const int halves = (zero(x1) ? 1 : 2) - (zero(x0) ? 1 : 2);
  return {{R(halves) / R(2), R(0)}, 0};
}

/// Effect of x0 -> x1 on the share of x where the others go from o0 to o1.
template <class R>
scaled<R> share_effect(const scaled<R>& x0, const scaled<R>& x1, const scaled<R>& o0, const scaled<R>& o1) {
  return (share_step(x0, x1, o0) + share_step(x0, x1, o1)) * scaled<R>{{R(1) / R(2), R(0)}, 0};
}

}  // namespace detail

template <class X>
std::vector<detail::result_t<X>> shares(const X& values) {
  using R = detail::result_t<X>;
  const auto x = detail::read(values);
  const auto total = detail::checked_total<R>("shares", "values", x);
  std::vector<R> result;
  for (std::size_t g = 0; g < x.size(); ++g) result.push_back(quotient(detail::exactly<R>(x.data()[g]), total));
  return result;
}

template <class X, class U, detail::if_numbers<U>>
std::vector<interval> share_bounds(const X& values, const U& unknown) {
  using R = std::common_type_t<detail::result_t<X>, detail::floating_t<U>>;
  const auto x = detail::read(values);
  detail::check_levels_nonnegative("share_bounds", "values", x);
  detail::check_finite("share_bounds", "unknown", detail::no_position, unknown);
  if (unknown < U(0)) detail::fail_argument("share_bounds", "unknown", unknown, "must not be negative");
  const auto open = detail::exactly<R>(unknown);
  const auto total = detail::sum_of<R>(x) + open;
  if (!(total.significand.high > R(0))) detail::fail_domain("share_bounds", "the total of values and unknown is 0");
  std::vector<interval> bounds;
  for (std::size_t g = 0; g < x.size(); ++g) {
    const auto known = detail::exactly<R>(x.data()[g]);
    bounds.push_back({static_cast<double>(quotient(known, total)), static_cast<double>(quotient(known + open, total))});
  }
  return bounds;
}

template <class R>
R basic_share_changes<R>::residual() const {
  R largest(0);
  for (const value_type& group : groups_) {
    const R size = group.residual() < R(0) ? R(-group.residual()) : group.residual();
    if (size > largest) largest = size;
  }
  return largest;
}

template <class X, class Y>
basic_share_changes<detail::common_result_t<X, Y>> share_change(const X& before, const Y& after) {
  using R = detail::common_result_t<X, Y>;
  const auto x = detail::read(before);
  const auto y = detail::read(after);
  detail::check_groups("share_change", "before", x.size(), "after", y.size());
  const auto total0 = detail::checked_total<R>("share_change", "before", x);
  const auto total1 = detail::checked_total<R>("share_change", "after", y);
  std::vector<basic_share_effect<R>> groups;
  for (std::size_t g = 0; g < x.size(); ++g) {
    const auto x0 = detail::exactly<R>(x.data()[g]);
    const auto x1 = detail::exactly<R>(y.data()[g]);
    const auto o0 = detail::others(x, g, total0);
    const auto o1 = detail::others(y, g, total1);
    groups.push_back({quotient(x0, total0), quotient(x1, total1), quotient(x1 * o0 - x0 * o1, total0 * total1),
                      detail::share_effect(x0, x1, o0, o1).rounded(),
                      R(R(0) - detail::share_effect(o0, o1, x0, x1).rounded())});
  }
  return basic_share_changes<R>(std::move(groups));
}

}  // namespace lorenz

#endif
