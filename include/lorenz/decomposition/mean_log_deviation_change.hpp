// SPDX-License-Identifier: BSL-1.0
//
// mean_log_deviation_change.hpp: why inequality changed between two dates: within groups, because groups became larger
// or smaller, or because their means drew apart.
//
//     mean_log_deviation_change(x0, groups0, x1, groups1)
//     mean_log_deviation_change(x0, sampling(w0), groups0, x1, sampling(w1), groups1)
//     .change == .within + .mix_within + .mix_between + .means            .groups[k].group, .within ...

#ifndef LORENZ_DECOMPOSITION_MEAN_LOG_DEVIATION_CHANGE_HPP
#define LORENZ_DECOMPOSITION_MEAN_LOG_DEVIATION_CHANGE_HPP

#include <cstddef>  // size_t
#include <string>   // string
#include <vector>   // vector

#include "../detail/groups.hpp"
#include "../detail/table.hpp"
#include "../entropy.hpp"
#include "../mean.hpp"

namespace lorenz {

/// The part of one group in the change.
template <class R, class Label>
struct basic_mean_log_deviation_effect {
  Label group;
  R within, mix_within, mix_between, means;
};

template <class R, class Label>
struct basic_mean_log_deviation_change {
  R before, after, change, within, mix_within, mix_between, means;
  std::vector<basic_mean_log_deviation_effect<R, Label>> groups;  // in ascending order of their names
  R residual() const { return change - within - mix_within - mix_between - means; }
  /// A table, six significant digits.
  std::string text() const;
};

/// Change of the mean logarithmic deviation L = sum of p_g L_g - sum of p_g log r_g between two samples in groups,
/// exactly, after Mookherjee and Shorrocks. With p_g the share of the units in group g, L_g the measure in it, r_g its
/// mean over the mean of all, D the change from date 0 to date 1 and a bar the average of the two dates,
///
///     within      = sum of bar(p_g) D L_g          inequality within groups
///     mix_within  = sum of bar(L_g) D p_g          more units in groups of high inequality
///     mix_between = - sum of bar(log r_g) D p_g    more units in groups far from the mean
///     means       = - sum of bar(p_g) D log r_g    means of groups that draw apart
///
/// This is the exact form. The approximation that is often computed (R's dineq among others) replaces the last
/// two by sum of (bar(r_g) - bar(log r_g)) D p_g and sum of (bar(p_g r_g) - bar(p_g)) D log m_g, m_g the mean of the
/// group; it does not sum to the change.
/// A group that is there at one date only is all mix: its inequality and relative mean are taken to be those of the
/// date at which it is seen. Reversed dates give the negative. The two samples need not be of the same units; the unit
/// of either, the order of rows and the names of groups do not matter.
/// Weights: all kinds, the same at both dates or not. Throws as mean_log_deviation(): a value of zero is a
/// std::domain_error. O(n log n), three copies. Parts are within 1e-15 of the sum of their terms' sizes.
/// Mookherjee and Shorrocks 1982, doi:10.2307/2232673.
template <class X0, class Groups0, class X1, class Groups1, class Label = detail::label_t<Groups0>>
basic_mean_log_deviation_change<detail::common_result_t<X0, X1>, Label> mean_log_deviation_change(
    const X0& x0, const Groups0& groups0, const X1& x1, const Groups1& groups1);
template <class X0, class W0, class Groups0, class X1, class W1, class Groups1, detail::if_weights<W0> = 0,
          detail::if_weights<W1> = 0, class Label = detail::label_t<Groups0>>
basic_mean_log_deviation_change<detail::common_result_t<X0, X1>, Label> mean_log_deviation_change(
    const X0& x0, const W0& w0, const Groups0& groups0, const X1& x1, const W1& w1, const Groups1& groups1);

// ---------------------------------------------------------------------------------------------------------------------

template <class R, class Label>
std::string basic_mean_log_deviation_change<R, Label>::text() const {
  detail::table table({"group", "within", "mix_within", "mix_between", "means"});
  for (const auto& g : groups) table.add(detail::name_text(g.group), {g.within, g.mix_within, g.mix_between, g.means});
  table.add("all", {within, mix_within, mix_between, means});
  return table.text();
}

namespace detail {

/// A group at one date: its share of the units, the measure in it, and the logarithm of its relative mean.
template <class R, class Label>
struct group_state {
  Label group;
  R population, own, relative;
};

template <class R, class Label>
struct grouped_states {
  R total;
  std::vector<group_state<R, Label>> groups;
};

template <class R, class X, class W, class Groups>
grouped_states<R, label_t<Groups>> states_of(const char* function, const X& x, const W& w, const Groups& groups) {
  const auto sample = grouped(function, domain::nonnegative, x, w, groups);
  const auto all = sample.all.rows_of();
  const auto whole = normalized(total(all));
  const auto units = normalized(total_weight(all));
  grouped_states<R, label_t<Groups>> result{R(entropy(function, all, result_t<X>(0))), {}};
  const centre<result_t<X>> mean(whole, units);
  for (std::size_t g = 0; g < sample.groups.size(); ++g) {
    const auto rows = sample.groups[g].rows_of();
    const auto group_units = normalized(total_weight(rows));
    result.groups.push_back({sample.labels[g], R(quotient(group_units, units)),
                             R(entropy(function, rows, result_t<X>(0))),
                             R(mean(normalized(total(rows)) / group_units).log)});
  }
  return result;
}

template <class X0, class W0, class Groups0, class X1, class W1, class Groups1>
auto mean_log_deviation_change(const X0& x0, const W0& w0, const Groups0& groups0, const X1& x1, const W1& w1,
                               const Groups1& groups1) {
  using R = common_result_t<X0, X1>;
  using label = label_t<Groups0>;
  static_assert(std::is_integral_v<label> == std::is_integral_v<label_t<Groups1>>,
                "lorenz: the groups of the two dates have names of different kinds");
  constexpr auto function = "mean_log_deviation_change";
  const auto date0 = states_of<R>(function, x0, w0, groups0);
  const auto date1 = states_of<R>(function, x1, w1, groups1);
  const auto absent = [](auto state) {
    state.population = R(0);
    return state;
  };
  wide<R> within, mix_within, mix_between, means;
  basic_mean_log_deviation_change<R, label> result{
      date0.total, date1.total, date1.total - date0.total, R(0), R(0), R(0), R(0), {}};
  const auto add = [&](const label& name, const auto& before, const auto& after) {
    const R weight = (before.population + after.population) / R(2);
    const wide<R> moved = two_sum(after.population, R(-before.population));
    const wide<R> a = two_sum(after.own, R(-before.own)) * weight;
    const wide<R> b = moved * R((before.own + after.own) / R(2));
    const wide<R> c = moved * R(-(before.relative + after.relative) / R(2));
    const wide<R> d = two_sum(before.relative, R(-after.relative)) * weight;
    within = within + a;
    mix_within = mix_within + b;
    mix_between = mix_between + c;
    means = means + d;
    result.groups.push_back({name, a.high, b.high, c.high, d.high});
  };
  for (std::size_t i = 0, j = 0; i < date0.groups.size() || j < date1.groups.size();) {
    const bool none0 = i == date0.groups.size();
    const bool none1 = j == date1.groups.size();
    const bool only0 = !none0 && (none1 || name_key(date0.groups[i].group) < name_key(date1.groups[j].group));
    const bool only1 = !none1 && (none0 || name_key(date1.groups[j].group) < name_key(date0.groups[i].group));
    if (only0) {
      add(date0.groups[i].group, date0.groups[i], absent(date0.groups[i]));
    } else if (only1) {
      add(label(date1.groups[j].group), absent(date1.groups[j]), date1.groups[j]);
    } else {
      add(date0.groups[i].group, date0.groups[i], date1.groups[j]);
    }
    i += only1 ? 0 : 1;
    j += only0 ? 0 : 1;
  }
  result.within = within.high;
  result.mix_within = mix_within.high;
  result.mix_between = mix_between.high;
  result.means = means.high;
  return result;
}

}  // namespace detail

template <class X0, class Groups0, class X1, class Groups1, class Label>
basic_mean_log_deviation_change<detail::common_result_t<X0, X1>, Label> mean_log_deviation_change(
    const X0& x0, const Groups0& groups0, const X1& x1, const Groups1& groups1) {
  return detail::mean_log_deviation_change(x0, unweighted{}, groups0, x1, unweighted{}, groups1);
}

template <class X0, class W0, class Groups0, class X1, class W1, class Groups1, detail::if_weights<W0>,
          detail::if_weights<W1>, class Label>
basic_mean_log_deviation_change<detail::common_result_t<X0, X1>, Label> mean_log_deviation_change(
    const X0& x0, const W0& w0, const Groups0& groups0, const X1& x1, const W1& w1, const Groups1& groups1) {
  return detail::mean_log_deviation_change(x0, w0, groups0, x1, w1, groups1);
}

}  // namespace lorenz

#endif
