// SPDX-License-Identifier: BSL-1.0
#include <lorenz/lorenz.hpp>

#include <vector>

#include <doctest/doctest.h>

TEST_CASE("lorenz: one include reaches the parts") {
  using namespace lorenz;
  const std::vector<int> x{0, 0, 0, 1};
  const std::vector<double> one{1}, two{2};
  CHECK(mean(x) == 0.25);
  CHECK(gini(x) == 0.75);
  CHECK(curve(x).hoover() == 0.75);
  CHECK(top_share(x, units{1}) == 1);
  CHECK(herfindahl(x) == 1);
  CHECK(theil(std::vector<int>{1, 1}) == 0);
  CHECK(median(x) == 0);
  CHECK(ecdf(x)(0) == 0.75);
  CHECK(cagr(1, 4, 2) == 1);
  CHECK(shift_share(one, two, one, two).residual() == 0);
  CHECK(mean_change(one, one, one, two).change == 1);
  CHECK(describe(distribution(x)).gini == 0.75);
}
