// SPDX-License-Identifier: BSL-1.0
//
// mean_change.hpp: why a mean over groups changed: because the groups' own means changed (within, the rate), or
// because the groups' weights did (between, the mix).
//
//     mean_change(w0, m0, w1, m1)            .change == .within + .between;  .groups[g].within, .groups[g].between

#ifndef LORENZ_DECOMPOSITION_MEAN_CHANGE_HPP
#define LORENZ_DECOMPOSITION_MEAN_CHANGE_HPP

#include <cstddef>  // size_t
#include <string>   // string
#include <vector>   // vector

#include "../detail/levels.hpp"
#include "../detail/table.hpp"

namespace lorenz {

/// The part of one group in the change of a mean.
template <class R>
struct basic_mean_effect {
  R within, between;
};

/// Change of a mean over groups, in total and per group.
template <class R>
struct basic_mean_change {
  R before, after, change, within, between;
  std::vector<basic_mean_effect<R>> groups;
  R residual() const { return change - within - between; }
  /// A table, six significant digits.
  std::string text() const;
};

/// Kitagawa's decomposition of the change of a weighted mean. With p_g the weight of group g over the sum of the
/// weights and m_g its mean, at dates 0 and 1,
///
///     within = sum of (p0 + p1)/2 (m1 - m0),    between = sum of (m0 + m1)/2 (p1 - p0)
///
/// The two sum to the change of the mean exactly, without an interaction term, and reversed dates give the negative.
/// Weights are sizes or shares, any numbers >= 0 (population, counts); only their ratios at each date matter. A weight
/// of zero means that the group is not there: its mean at that date, which must still be a number, is not used, and
/// its entry or exit is all mix. `between` of one group depends on where the scale of m has its zero; its sum does
/// not.
/// Throws std::invalid_argument for malformed input, std::domain_error where the weights of a date are all zero. O(n).
/// All terms are carried with twice the precision of R; within, between and change are rounded once.
/// Kitagawa 1955, doi:10.1080/01621459.1955.10501299.
template <class W0, class M0, class W1, class M1>
basic_mean_change<detail::common_result_t<W0, M0, W1, M1>> mean_change(const W0& w0, const M0& m0, const W1& w1,
                                                                       const M1& m1);

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
std::string basic_mean_change<R>::text() const {
  detail::table table({"group", "change", "within", "between"});
  for (std::size_t g = 0; g < groups.size(); ++g)
    table.add(std::to_string(g), {R(groups[g].within + groups[g].between), groups[g].within, groups[g].between});
  table.add("all", {change, within, between});
  return table.text();
}

template <class W0, class M0, class W1, class M1>
basic_mean_change<detail::common_result_t<W0, M0, W1, M1>> mean_change(const W0& w0, const M0& m0, const W1& w1,
                                                                       const M1& m1) {
  using R = detail::common_result_t<W0, M0, W1, M1>;
  using scaled = detail::scaled<R>;
  constexpr auto function = "mean_change";
  const auto weights0 = detail::read(w0);
  const auto weights1 = detail::read(w1);
  const auto means0 = detail::read(m0);
  const auto means1 = detail::read(m1);
  const std::size_t n = weights0.size();
  detail::check_groups(function, "w0", n, "m0", means0.size());
  detail::check_groups(function, "w0", n, "w1", weights1.size());
  detail::check_groups(function, "w0", n, "m1", means1.size());
  detail::check_levels_nonnegative(function, "w0", weights0);
  detail::check_levels_nonnegative(function, "w1", weights1);
  detail::check_levels(function, "m0", means0);
  detail::check_levels(function, "m1", means1);
  const scaled total0 = detail::sum_of<R>(weights0);
  const scaled total1 = detail::sum_of<R>(weights1);
  if (total0.significand.high == R(0)) detail::fail_domain(function, "no unit left, every weight in w0 is zero");
  if (total1.significand.high == R(0)) detail::fail_domain(function, "no unit left, every weight in w1 is zero");

  const scaled half{{R(1) / R(2), R(0)}, 0};
  scaled before, after, within, between;
  basic_mean_change<R> result{};
  for (std::size_t g = 0; g < n; ++g) {
    const scaled p0 = detail::exactly<R>(weights0.data()[g]) / total0;
    const scaled p1 = detail::exactly<R>(weights1.data()[g]) / total1;
    const bool absent0 = p0.significand.high == R(0);
    const bool absent1 = p1.significand.high == R(0);
    if (absent0 && absent1) {
      result.groups.push_back({R(0), R(0)});
      continue;
    }
    const scaled first = absent0 ? detail::exactly<R>(means1.data()[g]) : detail::exactly<R>(means0.data()[g]);
    const scaled second = absent1 ? first : detail::exactly<R>(means1.data()[g]);
    const scaled rate = half * (p0 + p1) * (second - first);
    const scaled mix = half * (first + second) * (p1 - p0);
    before = before + p0 * first;
    after = after + p1 * second;
    within = within + rate;
    between = between + mix;
    result.groups.push_back({rate.rounded(), mix.rounded()});
  }
  result.before = before.rounded();
  result.after = after.rounded();
  result.change = (after - before).rounded();
  result.within = within.rounded();
  result.between = between.rounded();
  return result;
}

}  // namespace lorenz

#endif
