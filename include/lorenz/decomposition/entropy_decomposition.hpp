// SPDX-License-Identifier: BSL-1.0
//
// entropy_decomposition.hpp: inequality within groups and between them, without a rest.
//
//     entropy_decomposition(x, groups, 1)                 Theil's T; 0: mean log deviation L
//     entropy_decomposition(x, sampling(w), groups, 1)
//     .total == .within + .between                        .groups[k].group, .entropy, .within ...

#ifndef LORENZ_DECOMPOSITION_ENTROPY_DECOMPOSITION_HPP
#define LORENZ_DECOMPOSITION_ENTROPY_DECOMPOSITION_HPP

#include <cmath>    // log, pow
#include <cstddef>  // size_t
#include <string>   // string
#include <vector>   // vector

#include "../detail/groups.hpp"
#include "../detail/table.hpp"
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
/// O(n log n), three copies. Computed from deviations from the mean, so that nearly equal values keep their digits.
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

/// What a unit of y times the mean adds to the generalized entropy: (y^alpha - 1 - alpha (y - 1)) / (alpha (alpha - 1))
/// and its limits, >= 0 everywhere. Near 1 its series in u = y - 1, which is the same for every alpha.
template <class R>
R entropy_term(const wide<R>& y, const R& alpha) {
  using std::log;
  using std::pow;
  const wide<R> deviation = y + R(-1);
  const R u = deviation.high;
  const R reach = u < R(0) ? R(-u) : u;
  const R size = alpha < R(0) ? R(-alpha) : alpha;
  if (reach * (size + R(1)) < R(0.25)) {
    R power = u * u;
    R coefficient = R(1) / R(2);
    R sum(0);
    for (int k = 2; k < 500; ++k) {
      const R next = sum + coefficient * power;
      if (next == sum) break;
      sum = next;
      power *= u;
      coefficient *= (alpha - R(k)) / R(k + 1);
    }
    return sum;
  }
  if (y.high == R(0)) return R(1) / alpha;
  if (alpha == R(0)) return u - log(y.high);
  if (alpha == R(1)) return y.high * log(y.high) - u;
  return (pow(y.high, alpha) - R(1) - alpha * u) / (alpha * (alpha - R(1)));
}

/// Generalized entropy of ascending rows whose mean is not zero.
template <class Rows>
typename Rows::result entropy(const Rows& rows, const scaled<typename Rows::result>& mean,
                              const typename Rows::result& alpha) {
  using R = typename Rows::result;
  wide<R> sum;
  for (std::size_t i = 0; i < rows.size; ++i) {
    const scaled<R> y = exactly<R>(rows.values[i]) / mean;
    sum = sum + rows.weight(i) * entropy_term(shifted(y.significand, y.exponent), alpha);
  }
  return (sum / rows.total_weight()).high;
}

template <class X, class W, class Groups>
auto entropy_decomposition(const X& x, const W& w, const Groups& groups, const result_t<X>& alpha) {
  using std::pow;
  using R = result_t<X>;
  constexpr auto function = "entropy_decomposition";
  check_finite(function, "alpha", no_position, alpha);
  const auto sample = grouped(function, domain::nonnegative, x, w, groups);
  const auto all = sample.all.rows_of();
  if (!(alpha > R(0)) && R(all.values[0]) == R(0))
    fail_domain(function, "the smallest value is 0 and alpha is " + printed(alpha));
  const scaled<R> whole = normalized(total(all));
  if (!(whole.significand.high > R(0))) fail_domain(function, "the total is zero");
  const scaled<R> units = normalized(total_weight(all));
  const scaled<R> mean = whole / units;

  basic_entropy_decomposition<R, label_t<Groups>> result{entropy(all, mean, alpha), R(0), R(0), {}};
  wide<R> within, between;
  for (std::size_t g = 0; g < sample.groups.size(); ++g) {
    const auto rows = sample.groups[g].rows_of();
    const scaled<R> group_total = normalized(total(rows));
    const scaled<R> group_units = normalized(total_weight(rows));
    const R population = quotient(group_units, units);
    const bool empty = group_total.significand.high == R(0);
    const scaled<R> group_mean = group_total / group_units;
    const scaled<R> relative = group_mean / mean;
    const R own = empty ? R(0) : entropy(rows, group_mean, alpha);
    const R weight = empty ? R(0) : R(population * pow(relative.rounded(), alpha));
    const wide<R> part_within = two_product(weight, own);
    const R apart = entropy_term(shifted(relative.significand, relative.exponent), alpha);
    const wide<R> part_between = two_product(population, apart);
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
