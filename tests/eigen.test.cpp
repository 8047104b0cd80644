// SPDX-License-Identifier: BSL-1.0
#include <lorenz/eigen.hpp>

#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>
#include <Eigen/Core>

#include <lorenz/lorenz.hpp>

#include "reference/rules.hpp"

using lorenz::frequency;
using lorenz::gini;
using lorenz::sampling;

namespace {

// Column-major: rows are strided, columns are contiguous.
Eigen::MatrixXd table() {
  Eigen::MatrixXd m(3, 5);
  m << 3, 1, 4, 1, 5,  //
      9, 2, 6, 5, 3,   //
      2, 1, 0, 1, 2;
  return m;
}

}  // namespace

TEST_CASE("eigen: vectors, rows, columns, blocks and maps are samples") {
  const Eigen::MatrixXd m = table();
  const std::vector<double> first{3, 1, 4, 1, 5}, second_column{1, 2, 1}, tail{1, 5};
  CHECK(gini(m.row(0)) == gini(first));
  CHECK(gini(m.col(1)) == gini(second_column));
  CHECK(gini(Eigen::VectorXd(m.row(0).transpose())) == gini(first));
  CHECK(gini(Eigen::RowVectorXd(m.row(0))) == gini(first));
  CHECK(gini(m.row(0).transpose()) == gini(first));
  CHECK(gini(m.row(0).tail(2)) == gini(tail));
  CHECK(gini(m.row(0).segment(3, 2)) == gini(tail));
  CHECK(gini(m.block(0, 3, 1, 2)) == gini(tail));
  CHECK(gini(Eigen::VectorXd(m.col(1)).head(3)) == gini(second_column));
  CHECK(gini(Eigen::Vector3d(1, 2, 1)) == gini(second_column));
  CHECK(gini(Eigen::ArrayXd(m.col(1).array())) == gini(second_column));
  CHECK(gini(Eigen::VectorXi::LinSpaced(3, 1, 3).eval()) == gini(std::vector<int>{1, 2, 3}));
  CHECK(gini(Eigen::VectorXf(m.col(1).cast<float>())) == gini(second_column));
  CHECK(gini(Eigen::Map<const Eigen::VectorXd>(first.data(), 5)) == gini(first));
  const double padded[] = {3, 0, 1, 0, 4, 0, 1, 0, 5, 0};
  CHECK(gini(Eigen::Map<const Eigen::VectorXd, 0, Eigen::InnerStride<2>>(padded, 5)) == gini(first));
  CHECK(gini(Eigen::Map<const Eigen::VectorXd, 0, Eigen::InnerStride<>>(padded, 5, Eigen::InnerStride<>(2))) ==
        gini(first));
  const Eigen::Ref<const Eigen::VectorXd> reference = m.col(1);
  CHECK(gini(reference) == gini(second_column));
  Eigen::MatrixXd writable = table();
  CHECK(gini(writable.row(0)) == gini(first));
  CHECK(writable == m);
  const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> by_row = m;
  CHECK(gini(by_row.row(0)) == gini(first));
  CHECK(gini(by_row.col(1)) == gini(second_column));
}

TEST_CASE("eigen: weights") {
  const Eigen::MatrixXd m = table();
  const std::vector<double> x{3, 1, 4, 1, 5}, w{2, 1, 0, 1, 2};
  CHECK(gini(m.row(0), frequency(m.row(2))) == gini(x, frequency(w)));
  CHECK(gini(m.row(0), sampling(m.row(2))) == gini(x, sampling(w)));
  CHECK(gini(x, frequency(m.row(2))) == gini(x, frequency(w)));
  CHECK(gini(m.row(0), sampling(w)) == gini(x, sampling(w)));
  Eigen::VectorXi counts(5);
  counts << 2, 1, 0, 1, 2;
  CHECK(gini(m.row(0), frequency(counts)) == gini(x, frequency(w)));
  const auto referenced = frequency(counts);
  counts << 1, 1, 1, 1, 1;
  CHECK(gini(x, referenced) == gini(x));
  const auto owned = sampling(Eigen::VectorXd(m.row(2).transpose()));
  CHECK(gini(x, owned) == gini(x, sampling(w)));
}

TEST_CASE("eigen: every measure") {
  const Eigen::MatrixXd m = table();
  const auto row = m.row(0);
  const std::vector<double> x{3, 1, 4, 1, 5};
  CHECK(lorenz::mean(row) == lorenz::mean(x));
  CHECK(lorenz::curve(row)(0.375) == lorenz::curve(x)(0.375));
  CHECK(lorenz::top_share(row, lorenz::fraction{0.2}) == lorenz::top_share(x, lorenz::fraction{0.2}));
  CHECK(lorenz::top_share(row, lorenz::units{2}) == lorenz::top_share(x, lorenz::units{2}));
  CHECK(lorenz::bottom_share(row, lorenz::units{2}) == lorenz::bottom_share(x, lorenz::units{2}));
  CHECK(lorenz::top_count(row, lorenz::share{0.5}) == lorenz::top_count(x, lorenz::share{0.5}));
  CHECK(lorenz::share_below(row, 3) == lorenz::share_below(x, 3));
  CHECK(lorenz::herfindahl(row) == lorenz::herfindahl(x));
  CHECK(lorenz::effective_number(row) == lorenz::effective_number(x));
  CHECK(lorenz::concentration_ratio(row, 2) == lorenz::concentration_ratio(x, 2));
  CHECK(lorenz::hoover(row) == lorenz::hoover(x));
  CHECK(lorenz::quantile(row, 0.3) == lorenz::quantile(x, 0.3));
  CHECK(lorenz::quantiles(row, std::vector<double>{0.3, 0.8}) == lorenz::quantiles(x, std::vector<double>{0.3, 0.8}));
  CHECK(lorenz::quantiles(x, Eigen::Vector2d(0.3, 0.8)) == lorenz::quantiles(x, std::vector<double>{0.3, 0.8}));
  CHECK(lorenz::median(row) == lorenz::median(x));
  CHECK(lorenz::interquartile_range(row) == lorenz::interquartile_range(x));
  CHECK(lorenz::median_absolute_deviation(row) == lorenz::median_absolute_deviation(x));
  CHECK(lorenz::ecdf(row)(3) == lorenz::ecdf(x)(3));
  CHECK(lorenz::describe(row).text() == lorenz::describe(x).text());
  const lorenz::distribution d(row);
  CHECK(gini(d) == gini(x));
  CHECK(gini(lorenz::sorted(Eigen::Vector3d(1, 2, 5))) == gini(std::vector<int>{1, 2, 5}));
  CHECK(lorenz::mean(lorenz::omit_missing(Eigen::Vector3d(1, rules::nan, 5))) == 3);
}

TEST_CASE("eigen: errors name the position in the vector, not in memory") {
  Eigen::MatrixXd m = table();
  m(0, 3) = rules::nan;
  rules::throws<std::invalid_argument>("gini", [&] { (void)gini(m.row(0)); }, {"x[3]", "NaN"});
  rules::throws<std::invalid_argument>("gini", [&] { (void)gini(m.row(1), frequency(m.row(0))); }, {"[3]", "NaN"});
  rules::throws<std::invalid_argument>("gini", [&] { (void)gini(m.row(1), frequency(m.col(0))); }, {"5", "3"});
  rules::throws<std::domain_error>("gini", [] { (void)gini(Eigen::VectorXd()); });
}

TEST_CASE("eigen: every measure of concentration reads strided rows") {
  using namespace lorenz;
  const Eigen::MatrixXd m = table();
  const std::vector<double> x{3, 1, 4, 1, 5}, by{9, 2, 6, 5, 3};
  const auto row = m.row(0);
  CHECK(theil(row) == theil(x));
  CHECK(mean_log_deviation(row) == mean_log_deviation(x));
  CHECK(generalized_entropy(row, 2) == generalized_entropy(x, 2));
  CHECK(atkinson(row, 0.5) == atkinson(x, 0.5));
  CHECK(shannon_entropy(row) == shannon_entropy(x));
  CHECK(hannah_kay(row, 1.5) == hannah_kay(x, 1.5));
  CHECK(hall_tideman(row) == hall_tideman(x));
  CHECK(s_gini(row, 3) == s_gini(x, 3));
  CHECK(bonferroni(row) == bonferroni(x));
  CHECK(zenga(row) == zenga(x));
  CHECK(wolfson(row) == wolfson(x));
  CHECK(kolm(row, 0.5) == kolm(x, 0.5));
  CHECK(palma(row) == palma(x));
  CHECK(quantile_share_ratio(row, 0.8, 0.2) == quantile_share_ratio(x, 0.8, 0.2));
  CHECK(lorenz_asymmetry(row) == lorenz_asymmetry(x));
  CHECK(concentration_index(row, m.row(1)) == concentration_index(x, by));
  CHECK(concentration_index(row, sampling(m.row(1)), by) == concentration_index(x, sampling(by), m.row(1)));
  CHECK(theil(row, frequency(m.row(1))) == theil(x, frequency(by)));
}
