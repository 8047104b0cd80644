// SPDX-License-Identifier: BSL-1.0
#include <Eigen/Core>

#include "../bench.hpp"

namespace {
Eigen::Map<const Eigen::ArrayXd> array(const std::vector<double>& x) {
  return {x.data(), static_cast<Eigen::Index>(x.size())};
}
}  // namespace

const bool added = bench::add<double>("mean", "Eigen", [](const auto& x) { return array(x).mean(); }) &&
                   bench::add<double>("digest", "Eigen, sum", [](const auto& x) { return array(x).sum(); }) &&
                   bench::add<double>("theil", "Eigen", [](const auto& x) {
                     const auto ratio = array(x) / array(x).mean();
                     return (ratio * ratio.log()).mean();
                   });
