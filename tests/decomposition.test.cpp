// SPDX-License-Identifier: BSL-1.0
#include <lorenz/decomposition.hpp>

#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

TEST_CASE("decomposition: one include reaches the parts") {
  using namespace lorenz;
  const std::vector<double> x{1, 3}, twice{2, 6};
  const std::vector<int> groups{0, 1};
  Eigen::MatrixXd factors(1, 2);
  factors << 1, 2;
  CHECK(shares(x)[0] == 0.25);
  CHECK(share_change(x, twice)[0].change == 0);
  CHECK(shift_share(x, twice, x, twice).residual() == 0);
  CHECK(mean_change(x, x, x, x).change == 0);
  CHECK(lmdi(factors, factors).total == 0);
  CHECK(gini_by_source(factors.transpose()).residual() == 0);
  CHECK(entropy_decomposition(x, groups, 1).within == 0);
  CHECK(gini_decomposition(x, groups).within == 0);
  CHECK(gini_change(groups, x, groups, twice).residual() == 0);
  CHECK(shapley([](std::uint32_t) { return 0.0; }, 2)[0] == 0);
}
