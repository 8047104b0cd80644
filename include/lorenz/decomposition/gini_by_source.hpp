// SPDX-License-Identifier: BSL-1.0
//
// gini_by_source.hpp: what each source of a total (of income, of downloads) adds to its Gini coefficient.
//
//     gini_by_source(sources)               rows units, columns sources
//     [k].share, .gini, .correlation, .contribution, .elasticity;   .total == the contributions' sum

#ifndef LORENZ_DECOMPOSITION_GINI_BY_SOURCE_HPP
#define LORENZ_DECOMPOSITION_GINI_BY_SOURCE_HPP

#include <Eigen/Core>
#include <algorithm>  // sort
#include <cstddef>    // size_t
#include <string>     // string, to_string
#include <utility>    // move
#include <vector>     // vector

#include "../detail/levels.hpp"
#include "../detail/table.hpp"
#include "../gini.hpp"

namespace lorenz {

/// One source: its share of the total, its own Gini coefficient, its Gini correlation with the total, what it adds to
/// the Gini coefficient of the total, and by how much that changes if the source grows by a small fraction.
template <class R>
struct basic_gini_source {
  R share, gini, correlation, contribution, elasticity;
};

/// One a column, in their order.
template <class R>
class basic_gini_sources {
 public:
  using value_type = basic_gini_source<R>;
  basic_gini_sources(R gini, std::vector<value_type> sources) : total(gini), sources_(std::move(sources)) {}
  const value_type& operator[](std::size_t k) const { return sources_[k]; }
  std::size_t size() const { return sources_.size(); }
  auto begin() const { return sources_.begin(); }
  auto end() const { return sources_.end(); }
  R residual() const;
  /// A table, six significant digits.
  std::string text() const;

  R total;  // the Gini coefficient of the units' totals

 private:
  std::vector<value_type> sources_;
};

/// Gini coefficient of units' totals by source, after Lerman and Yitzhaki. With S_k the share of source k in the total,
/// G_k its Gini coefficient and C_k its concentration index over the ranking of the totals (average ranks for ties),
///
///     contribution = S_k C_k = S_k G_k R_k,   correlation R_k = C_k / G_k,   elasticity = contribution / G - S_k
///
/// Contributions sum to G. The correlation is in [-1, 1], and 0 where G_k = 0; the elasticity is 0 where G = 0.
/// Elasticities sum to 0. A source may be negative (taxes), where share and Gini coefficient are negative too.
/// Throws std::invalid_argument for a NaN or an infinity, as `sources(4, 1)`: unit 4, source 1; std::domain_error
/// where no unit is left, the total is not positive, or a source that is not zero sums to zero. Totals are exact but
/// for one rounding before they are ranked. O(n log n) a source.
/// Lerman and Yitzhaki 1985, doi:10.2307/1928447; Shorrocks 1982, doi:10.2307/1912537.
template <class Derived>
basic_gini_sources<detail::floating_t<typename Derived::Scalar>> gini_by_source(
    const Eigen::MatrixBase<Derived>& sources);

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
std::string basic_gini_sources<R>::text() const {
  detail::table table({"source", "share", "gini", "correlation", "contribution", "elasticity"});
  for (std::size_t k = 0; k < sources_.size(); ++k) {
    const value_type& x = sources_[k];
    table.add(std::to_string(k), {x.share, x.gini, x.correlation, x.contribution, x.elasticity});
  }
  table.add({"all", "1", detail::cell(total), "", detail::cell(total), ""});
  return table.text();
}

template <class R>
R basic_gini_sources<R>::residual() const {
  R rest = total;
  for (const value_type& source : sources_) rest -= source.contribution;
  return rest;
}

namespace detail {

/// sum of x_i (2 rank_i - n - 1), positions in ascending order of `by`, average ranks for ties in it.
template <class R>
scaled<R> ranked_sum(const std::vector<R>& x, const std::vector<R>& by) {
  const std::size_t n = x.size();
  std::vector<std::size_t> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = i;
  // Ties by x: what is added up for them does not depend on the order of the rows.
  std::sort(order.begin(), order.end(),
            [&](std::size_t i, std::size_t j) { return by[i] < by[j] || (by[i] == by[j] && x[i] < x[j]); });
  exact_sum<R> sum;
  for (std::size_t first = 0, last = 0; first < n; first = last) {
    while (last < n && by[order[last]] == by[order[first]]) ++last;
    const auto rank = static_cast<int128>(first + last) - static_cast<int128>(n);
    for (std::size_t i = first; i < last; ++i) sum.add(x[order[i]], rank);
  }
  return normalized(sum.value());
}

}  // namespace detail

template <class Derived>
basic_gini_sources<detail::floating_t<typename Derived::Scalar>> gini_by_source(
    const Eigen::MatrixBase<Derived>& sources) {
  using R = detail::floating_t<typename Derived::Scalar>;
  using number = detail::scaled<R>;
  constexpr auto function = "gini_by_source";
  const Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic> x = sources.template cast<R>();
  for (Eigen::Index i = 0; i < x.rows(); ++i)
    for (Eigen::Index k = 0; k < x.cols(); ++k)
      if (!detail::is_finite(x(i, k)))
        detail::fail_argument(function, "sources(" + std::to_string(i) + ", " + std::to_string(k) + ")", x(i, k));
  if (x.size() == 0) detail::fail_domain(function, "no unit left, sources is empty");
  std::vector<R> totals;
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    detail::exact_sum<R> sum;
    for (Eigen::Index k = 0; k < x.cols(); ++k) sum.add(x(i, k));
    totals.push_back(sum.value().rounded());
  }
  const auto whole = detail::sum_of<R>(view<R>(totals.data(), totals.size()));
  if (!(whole.significand.high > R(0))) detail::fail_domain(function, "the total is not positive");
  const number units = detail::exactly<R>(totals.size());
  const number gini = detail::ranked_sum(totals, totals) / (units * whole);
  std::vector<basic_gini_source<R>> result;
  for (Eigen::Index k = 0; k < x.cols(); ++k) {
    const std::vector<R> source(x.col(k).begin(), x.col(k).end());
    const auto sum = detail::sum_of<R>(view<R>(source.data(), source.size()));
    const number own = detail::ranked_sum(source, source);
    const number along = detail::ranked_sum(source, totals);
    const bool equal = own.significand.high == R(0);
    if (sum.significand.high == R(0) && !equal)
      detail::fail_domain(function, "source " + std::to_string(k) + " sums to zero");
    basic_gini_source<R> part{quotient(sum, whole), R(0), R(0), quotient(along, units * whole), R(0)};
    if (!equal) {
      part.gini = quotient(own, units * sum);
      part.correlation = quotient(along, own);
    }
    if (gini.significand.high != R(0)) part.elasticity = (along / (units * whole) / gini - sum / whole).rounded();
    result.push_back(part);
  }
  return {gini.rounded(), std::move(result)};
}

}  // namespace lorenz

#endif
