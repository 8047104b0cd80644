// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition.hpp>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

using namespace lorenz;

namespace {

template <class Result>
void check(const Result& result, const std::string& table) {
  CHECK(std::fabs(result.residual()) < 1e-14);
  CHECK(result.text() == table);
}

}  // namespace

TEST_CASE("every decomposition has residual() and a table") {
  const std::vector<int> x{1, 2, 4, 5}, y{2, 2, 4, 8}, groups{1, 2, 2, 1};
  const std::vector<std::string> ids{"a", "b", "c", "d"};
  Eigen::MatrixXd m(2, 2), n(2, 2);
  m << 1, 1, 1, 3;
  n << 1, 3, 1, 5;
  check(share_change(std::vector<int>{1, 1}, std::vector<int>{3, 1}),
        "group  before  after  change   own  others\n"
        "0         0.5   0.75    0.25  0.25       0\n"
        "1         0.5   0.25   -0.25     0   -0.25\n");
  check(mean_change(std::vector<int>{1, 1}, std::vector<int>{2, 6}, std::vector<int>{1, 3}, std::vector<int>{4, 8}),
        "group  change  within  between\n"
        "0           0    0.75    -0.75\n"
        "1           3    1.25     1.75\n"
        "all         3       2        1\n");
  check(shift_share(std::vector<int>{10, 10}, std::vector<int>{12, 10}, std::vector<int>{100, 100},
                    std::vector<int>{110, 100}),
        "industry  growth  national   mix  regional  allocation\n"
        "0              2       0.5   0.5         1           0\n"
        "1              0       0.5  -0.5         0           0\n"
        "all            2         1     0         1           0\n");
  check(lmdi(m, n),
        "factor  effect\n"
        "0            0\n"
        "1            4\n"
        "total        4\n");
  check(entropy_decomposition(std::vector<int>{1, 3, 4, 4}, groups, 2),
        "group  population     share    entropy      within     between\n"
        "1             0.5  0.416667       0.18      0.0625  0.00694444\n"
        "2             0.5  0.583333  0.0102041  0.00694444  0.00694444\n"
        "all             1         1  0.0833333   0.0694444   0.0138889\n");
  check(gini_decomposition(x, groups),
        "group  population  share      gini     within  between   overlap\n"
        "1             0.5    0.5  0.333333  0.0833333                   \n"
        "2             0.5    0.5  0.166667  0.0416667                   \n"
        "all             1      1  0.291667      0.125        0  0.166667\n");
  check(gini_by_source(m),
        "source     share      gini  correlation  contribution  elasticity\n"
        "0       0.333333         0            0             0   -0.333333\n"
        "1       0.666667      0.25            1      0.166667    0.333333\n"
        "all            1  0.166667                   0.166667            \n");
  check(gini_change(ids, x, ids, y),
        "before      0.291667\n"
        "exit               0\n"
        "growth     0.0208333\n"
        "reranking          0\n"
        "entry              0\n"
        "after         0.3125\n");
  check(shapley([](std::uint32_t on) { return static_cast<double>(on); }, 2),
        "factor  effect\n"
        "0            1\n"
        "1            2\n"
        "total        3\n");
}

TEST_CASE("decompositions keep extended types") {
  using quad = boost::multiprecision::cpp_bin_float_quad;
  const std::vector<quad> x{1, 2, 4, 5}, y{2, 2, 4, 9}, big{10, 20, 40, 50};
  const std::vector<int> groups{1, 2, 2, 1}, ids{1, 2, 3, 4};
  const auto close = [](const quad& value, const quad& expected) { return abs(value - expected) < 1e-31; };
  CHECK(close(share_change(x, y)[3].change, quad(9) / 17 - quad(5) / 12));
  CHECK(close(share_change(x, y).residual(), 0));
  CHECK(close(mean_change(x, y, y, x).residual(), 0));
  CHECK(close(shift_share(x, y, big, big).regional, 5));
  CHECK(close(entropy_decomposition(x, groups, 1).residual(), 0));
  CHECK(close(entropy_decomposition(x, sampling(y), groups, 0).residual(), 0));
  CHECK(close(gini_decomposition(x, groups).overlap, quad(1) / 6));
  CHECK(close(mean_log_deviation_change(x, groups, y, groups).residual(), 0));
  CHECK(close(olley_pakes(x, y).covariance, quad(67) / 12 - quad(17) / 4));
  CHECK(close(gini_decomposition(x, frequency(ids), groups).residual(), 0));
  CHECK(close(gini_change(ids, x, ids, y).growth, gini_change(ids, x, ids, y).change));
  CHECK(close(shapley([](std::uint32_t on) { return quad(on) / 3; }, 2)[1], quad(2) / 3));
}
