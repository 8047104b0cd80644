// SPDX-License-Identifier: BSL-1.0
//
// eigen.hpp: Eigen's vectors, rows, columns, blocks, maps and expressions as samples and as weights.
//
//     gini(m.col(2))        mean(m.row(0))        quantile(v, frequency(counts), 0.5)        herfindahl(2 * v)
//
// Without this header they do not compile: data() of a row would read its neighbours.

#ifndef LORENZ_EIGEN_HPP
#define LORENZ_EIGEN_HPP

#include <Eigen/Core>
#include <type_traits>  // enable_if, is_base_of
#include <vector>       // vector

#include "sample.hpp"

namespace lorenz::detail {

/// Reads every coefficient, column by column. Strided objects and expressions are evaluated into a copy; what lies
/// contiguously in memory is read in place.
template <class X>
struct sample_access<X, std::enable_if_t<std::is_base_of_v<Eigen::DenseBase<X>, X> && is_number_v<typename X::Scalar>>> {
  using value_type = typename X::Scalar;

  static auto read(const X& x) {
    constexpr bool contiguous = (int(X::Flags) & Eigen::DirectAccessBit) != 0 && X::IsVectorAtCompileTime != 0 &&
                                int(X::InnerStrideAtCompileTime) == 1;
    if constexpr (contiguous) {
      return view<value_type>(x.data(), static_cast<std::size_t>(x.size()));
    } else {
      std::vector<value_type> values(static_cast<std::size_t>(x.size()));
      Eigen::Map<Eigen::Array<value_type, Eigen::Dynamic, Eigen::Dynamic>>(values.data(), x.rows(), x.cols()) =
          x.derived().array();
      return values;
    }
  }
};

}  // namespace lorenz::detail

#endif
