// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/gini_by_source.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

using namespace lorenz;
using Eigen::MatrixXd;

namespace {

// cov(a, average rank in b), the textbook form: Gini = 2 cov(x, rank)/(n mean).
long double rank_covariance(const Eigen::VectorXd& a, const Eigen::VectorXd& b) {
  const auto n = a.size();
  long double sum = 0, mean = 0;
  for (Eigen::Index i = 0; i < n; ++i) mean += a[i];
  mean /= static_cast<long double>(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto below = (b.array() < b[i]).count();
    const auto equal = (b.array() == b[i]).count();
    const long double rank = static_cast<long double>(below) + (static_cast<long double>(equal) + 1) / 2;
    sum += (a[i] - mean) * rank;
  }
  return sum / static_cast<long double>(n);
}

}  // namespace

TEST_CASE("gini_by_source: by hand") {
  // Totals 2, 4, 6. Source 0: 1, 1, 4 goes with them, source 1: 1, 3, 2 partly.
  MatrixXd x(3, 2);
  x << 1, 1, 1, 3, 4, 2;
  const auto split = gini_by_source(x);
  CHECK(split.total == 2.0 / 9);
  REQUIRE(split.size() == 2);
  CHECK(split[0].share == 0.5);
  CHECK(split[0].gini == 1.0 / 3);
  CHECK(split[0].correlation == 1);
  CHECK(split[0].contribution == 1.0 / 6);
  CHECK(split[0].elasticity == 0.25);  // 3/4 of the inequality, half of the total
  CHECK(split[1].gini == 2.0 / 9);     // ranks 1, 3, 2
  CHECK(split[1].correlation == 0.5);
  CHECK(split[1].contribution == 1.0 / 18);
  CHECK(split[1].elasticity == -0.25);
  CHECK(std::fabs(split.residual()) < 1e-16);
}

TEST_CASE("gini_by_source: the covariance form, ties, order of units") {
  std::mt19937_64 random(41);
  for (int round = 0; round < 300; ++round) {
    const auto n = static_cast<Eigen::Index>(1 + random() % 9);
    const auto m = static_cast<Eigen::Index>(1 + random() % 4);
    MatrixXd x(n, m);
    for (Eigen::Index i = 0; i < n; ++i)
      for (Eigen::Index k = 0; k < m; ++k) x(i, k) = static_cast<double>(random() % 3 == 0 ? 0 : random() % 8);
    x(0, 0) += 1;
    const Eigen::VectorXd totals = x.rowwise().sum();
    const auto split = gini_by_source(x);
    const auto flipped = gini_by_source(x.colwise().reverse());
    const long double whole = totals.sum();
    CHECK(std::fabs(split.total - 2 * rank_covariance(totals, totals) / whole) < 1e-15L);
    CHECK(std::fabs(split.residual()) < 1e-15);
    double elasticities = 0;
    for (Eigen::Index k = 0; k < m; ++k) {
      const auto& source = split[static_cast<std::size_t>(k)];
      CHECK(std::fabs(source.contribution - 2 * rank_covariance(x.col(k), totals) / whole) < 1e-15L);
      CHECK(std::fabs(source.share * source.gini * source.correlation - source.contribution) < 1e-15);
      CHECK(std::fabs(source.correlation) <= 1);
      CHECK(flipped[static_cast<std::size_t>(k)].contribution == source.contribution);
      elasticities += source.elasticity;
    }
    CHECK(std::fabs(elasticities) < 1e-14);
  }
}

TEST_CASE("gini_by_source: taxes, a source without anything, errors") {
  MatrixXd x(2, 3);
  x << 10, -1, 0, 20, -4, 0;
  const auto split = gini_by_source(x);  // net 9, 16
  CHECK(split[1].share == -0.2);
  CHECK(split[1].contribution < 0);
  CHECK(split[1].share * split[1].gini * split[1].correlation == doctest::Approx(split[1].contribution).epsilon(1e-15));
  CHECK(split[2].gini == 0);
  CHECK(split[2].correlation == 0);
  CHECK(std::fabs(split.residual()) < 1e-16);

  const Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic> wide = x.cast<long double>();
  CHECK(std::fabs(gini_by_source(wide).residual()) < 1e-19L);

  x(1, 2) = std::nan("");
  CHECK_THROWS_WITH_AS(gini_by_source(x), "lorenz::gini_by_source: sources(1, 2) is NaN", std::invalid_argument);
  x.col(2) << 1, -1;
  CHECK_THROWS_WITH_AS(gini_by_source(x), "lorenz::gini_by_source: source 2 sums to zero", std::domain_error);
  CHECK_THROWS_AS(gini_by_source(MatrixXd::Zero(2, 2)), std::domain_error);
  CHECK_THROWS_AS(gini_by_source(MatrixXd(0, 0)), std::domain_error);
}
