// SPDX-License-Identifier: BSL-1.0
//
// ecdf.hpp: the empirical distribution function.
//
//     ecdf e(x);        e(200) is the fraction of units that are at most 200

#ifndef LORENZ_ECDF_HPP
#define LORENZ_ECDF_HPP

#include <algorithm>  // upper_bound
#include <cstddef>    // size_t
#include <vector>     // vector

#include "distribution.hpp"

namespace lorenz {

/// The empirical distribution function of a sample: e(v) is the fraction of units with a value at most v, a step
/// function from 0 to 1, continuous from the right. share_below(x, v) leaves out the units equal to v.
///
/// Weights: all kinds. Throws std::invalid_argument for malformed input, an integer that R does not hold or a v that is
/// NaN, std::domain_error where no unit is left. O(n log n) to make, O(log n) to ask, memory two numbers for each
/// distinct value. Within 1 ulp. R is the type of values and fractions; `ecdf` is basic_ecdf<double>.
template <class R>
class basic_ecdf {
 public:
  template <class X, class W = unweighted, detail::if_weights<W> = 0, class = detail::value_t<X>>
  explicit basic_ecdf(const X& x, const W& w = {});

  R operator()(const R& v) const;

  /// The distinct values, ascending, and the fraction of units up to each.
  const std::vector<R>& values() const { return values_; }
  const std::vector<R>& fractions() const { return fractions_; }

 private:
  std::vector<R> values_;
  std::vector<R> fractions_;
};

template <class X, class... W>
basic_ecdf(const X&, const W&...) -> basic_ecdf<detail::result_t<X>>;

using ecdf = basic_ecdf<double>;

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
template <class X, class W, detail::if_weights<W>, class>
basic_ecdf<R>::basic_ecdf(const X& x, const W& w) {
  detail::with_rows<detail::order::ascending>("ecdf", detail::domain::real, x, w, [&](const auto& rows) {
    const auto whole = rows.total_weight();
    auto upto = whole - whole;
    for (std::size_t i = 0; i < rows.size; ++i) {
      upto = upto + rows.weight(i);
      const R value = detail::kept<R>("ecdf", rows.values[i]);
      const R fraction = static_cast<R>((upto / whole).high);
      if (!values_.empty() && values_.back() == value) {
        fractions_.back() = fraction;
      } else {
        values_.push_back(value);
        fractions_.push_back(fraction);
      }
    }
  });
}

template <class R>
R basic_ecdf<R>::operator()(const R& v) const {
  if (v != v) detail::fail_argument("ecdf", "v", v);
  const auto above = std::upper_bound(values_.begin(), values_.end(), v) - values_.begin();
  return above == 0 ? R(0) : fractions_[static_cast<std::size_t>(above - 1)];
}

}  // namespace lorenz

#endif
