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
#include <type_traits>  // enable_if
#include <utility>      // declval
#include <vector>       // vector

#include "sample.hpp"

namespace lorenz::detail {

/// The type that Eigen itself knows an object by: v.head(3) is a VectorBlock, which derives from the Block meant here.
template <class Derived>
Derived eigen_object(const Eigen::DenseBase<Derived>&);
template <class X>
using eigen_t = decltype(eigen_object(std::declval<const X&>()));

/// Reads every coefficient, column by column. Strided objects and expressions are evaluated into a copy; what lies
/// contiguously in memory is read in place.
template <class X>
struct sample_access<X, std::enable_if_t<is_number_v<typename eigen_t<X>::Scalar>>> {
  using object = eigen_t<X>;
  using value_type = typename object::Scalar;

  static auto read(const object& x) {
    constexpr bool contiguous = (int(object::Flags) & Eigen::DirectAccessBit) != 0 &&
                                object::IsVectorAtCompileTime != 0 && int(object::InnerStrideAtCompileTime) == 1;
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
