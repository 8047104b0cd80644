// SPDX-License-Identifier: BSL-1.0
//
// entropy_decomposition.hpp: inequality within groups and between them, without a rest.
//
//     entropy_decomposition(x, groups, 1)                 Theil's T; 0: mean log deviation L
//     entropy_decomposition(x, sampling(w), groups, 1)
//     .total == .within + .between                        .groups[k].group, .entropy, .within ...

#ifndef LORENZ_DECOMPOSITION_ENTROPY_DECOMPOSITION_HPP
#define LORENZ_DECOMPOSITION_ENTROPY_DECOMPOSITION_HPP

#include <cstddef>  // size_t
#include <string>   // string
#include <vector>   // vector

#include "../detail/groups.hpp"
#include "../detail/table.hpp"
#include "../entropy.hpp"
#include "../mean.hpp"

namespace lorenz {

/// One group: its share of the units and of the total, its own entropy, and what it adds within and between. The
/// entropy of a group whose total is zero is not defined, and written as 0: it adds nothing.
template <class R, class Label>
struct basic_entropy_group {
  Label group;
  R population, share, entropy, within, between;
};

template <class R, class Label>
struct basic_entropy_decomposition {
  R total, within, between;
  std::vector<basic_entropy_group<R, Label>> groups;  // in ascending order of their names
  R residual() const { return total - within - between; }
  /// A table, six significant digits.
  std::string text() const;
};

/// Generalized entropy of values >= 0 split into the part within groups and the part between them. With p_g the share
/// of the units in group g, r_g its mean over the mean of all, and GE_g the entropy in it,
///
///     GE = 1/(alpha (alpha - 1)) mean of (x/m)^alpha - 1,  for alpha 0 mean of log(m/x), for 1 of (x/m) log(x/m)
///     within = sum of p_g r_g^alpha GE_g,        between = GE of the sample in which each unit has its group's mean
///
/// Every alpha, of which 0 and 1 alone weight groups by shares that sum to one. 0 log 0 = 0; a zero value is a
/// std::domain_error for alpha <= 0, as is a total of zero. Malformed input is a std::invalid_argument.
/// Weights: all kinds. The order of the rows and the names of the groups do not matter, nor does the unit of x.
/// O(n log n), three copies. Terms are distances from the tangent at the mean, as in generalized_entropy(), so that
/// nearly equal values keep their digits.
/// Shorrocks 1984, doi:10.2307/1913511.
template <class X, class Groups, class Label = detail::label_t<Groups>>
basic_entropy_decomposition<detail::result_t<X>, Label> entropy_decomposition(const X& x, const Groups& groups,
                                                                              const detail::result_t<X>& alpha);
template <class X, class W, class Groups, detail::if_weights<W> = 0, class Label = detail::label_t<Groups>>
basic_entropy_decomposition<detail::result_t<X>, Label> entropy_decomposition(const X& x, const W& w,
                                                                              const Groups& groups,
                                                                              const detail::result_t<X>& alpha);

// ---------------------------------------------------------------------------------------------------------------------

template <class R, class Label>
std::string basic_entropy_decomposition<R, Label>::text() const {
  detail::table table({"group", "population", "share", "entropy", "within", "between"});
  for (const auto& g : groups)
    table.add(detail::name_text(g.group), {g.population, g.share, g.entropy, g.within, g.between});
  table.add("all", {R(1), R(1), total, within, between});
  return table.text();
}

namespace detail {

template <class X, class W, class Groups>
auto entropy_decomposition(const X& x, const W& w, const Groups& groups, const result_t<X>& alpha) {
  using R = result_t<X>;
  constexpr auto function = "entropy_decomposition";
  check_finite(function, "alpha", no_position, alpha);
  const auto sample = grouped(function, domain::nonnegative, x, w, groups);
  const auto all = sample.all.rows_of();
  basic_entropy_decomposition<R, label_t<Groups>> result{entropy(function, all, alpha), R(0), R(0), {}};
  const scaled<R> whole = normalized(total(all));
  const scaled<R> units = normalized(total_weight(all));
  const centre<R> mean(whole, units);
  wide<R> within, between;
  for (std::size_t g = 0; g < sample.groups.size(); ++g) {
    const auto rows = sample.groups[g].rows_of();
    const scaled<R> group_total = normalized(total(rows));
    const scaled<R> group_units = normalized(total_weight(rows));
    const R population = quotient(group_units, units);
    const bool empty = group_total.significand.high == R(0);
    const deviation<R> relative = mean(group_total / group_units);
    const R own = empty ? R(0) : entropy(function, rows, alpha);
    const R weight = empty ? R(0) : R(population * relative.power(alpha));
    const wide<R> part_within = two_product(weight, own);
    const wide<R> part_between = two_product(population, entropy_term(relative, alpha));
    within = within + part_within;
    between = between + part_between;
    result.groups.push_back(
        {sample.labels[g], population, quotient(group_total, whole), own, part_within.high, part_between.high});
  }
  result.within = within.high;
  result.between = between.high;
  return result;
}

}  // namespace detail

template <class X, class Groups, class Label>
basic_entropy_decomposition<detail::result_t<X>, Label> entropy_decomposition(const X& x, const Groups& groups,
                                                                              const detail::result_t<X>& alpha) {
  return detail::entropy_decomposition(x, unweighted{}, groups, alpha);
}

template <class X, class W, class Groups, detail::if_weights<W>, class Label>
basic_entropy_decomposition<detail::result_t<X>, Label> entropy_decomposition(const X& x, const W& w,
                                                                              const Groups& groups,
                                                                              const detail::result_t<X>& alpha) {
  return detail::entropy_decomposition(x, w, groups, alpha);
}

}  // namespace lorenz

#endif
