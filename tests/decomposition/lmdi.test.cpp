// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/lmdi.hpp>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/eigen.hpp>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace lorenz;
using quad = boost::multiprecision::number<boost::multiprecision::cpp_bin_float_quad::backend_type,
                                           boost::multiprecision::et_off>;
using Eigen::MatrixXd;

namespace {

lmdi_options multiplicative() {
  lmdi_options options;
  options.form = lmdi_form::multiplicative;
  return options;
}

MatrixXd row(std::vector<double> x) { return Eigen::Map<MatrixXd>(x.data(), 1, static_cast<Eigen::Index>(x.size())); }

// Energy and output of four industries at two dates as activity, structure and intensity. Inputs: the example of
// PyLMDI (input_data/example_data_ang_2014.csv), after Ang.
template <class R>
Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic> industries(int date) {
  const double energy[2][4] = {{20, 10, 8, 12}, {30, 10, 15, 9}};
  const double output[2][4] = {{5, 5, 10, 30}, {12, 8, 30, 30}};
  const R whole = date == 0 ? 50 : 80;
  Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic> x(4, 3);
  for (int c = 0; c < 4; ++c) {
    x(c, 0) = whole;
    x(c, 1) = R(output[date][c]) / whole;
    x(c, 2) = R(energy[date][c]) / R(output[date][c]);
  }
  return x;
}

}  // namespace

TEST_CASE("lmdi: the four industries of Ang's example") {
  const auto a = lmdi(industries<double>(0), industries<double>(1));
  CHECK(a.total == doctest::Approx(14).epsilon(1e-15));
  CHECK(a.effects[0] == doctest::Approx(26.42685513247289).epsilon(1e-14));
  CHECK(a.effects[1] == doctest::Approx(12.098718263114769).epsilon(1e-14));
  CHECK(a.effects[2] == doctest::Approx(-24.525573395587664).epsilon(1e-14));
  CHECK(std::fabs(a.residual()) < 14 * 1e-14);
  CHECK(a.cells.colwise().sum()[2] == doctest::Approx(a.effects[2]).epsilon(1e-15));

  const auto m = lmdi(industries<double>(0), industries<double>(1), multiplicative());
  CHECK(m.total == doctest::Approx(1.28).epsilon(1e-15));
  CHECK(m.effects[0] == doctest::Approx(1.5935768938340504).epsilon(1e-14));
  CHECK(m.effects[1] == doctest::Approx(1.2377992916939395).epsilon(1e-14));
  CHECK(m.effects[2] == doctest::Approx(0.6489133602107853).epsilon(1e-14));
  CHECK(std::fabs(m.residual()) < 1e-14);
}

TEST_CASE("lmdi: extended types") {
  const auto a = lmdi(industries<quad>(0), industries<quad>(1));
  static_assert(std::is_same_v<std::decay_t<decltype(a.total)>, quad>);
  CHECK(abs(a.residual()) < 1e-30);
  CHECK(static_cast<double>(a.effects[0]) == doctest::Approx(26.42685513247289).epsilon(1e-15));
  const auto l = lmdi(industries<long double>(0), industries<long double>(1), multiplicative());
  CHECK(std::fabs(l.residual()) < 1e-17L);
}

TEST_CASE("lmdi: zeros are limits") {
  // One factor appears: all of the change is its own. Two of three appear together: half each.
  const auto one = lmdi(row({0, 3}), row({4, 5}));
  CHECK(one.effects[0] == 20);
  CHECK(one.effects[1] == 0);
  const auto two = lmdi(row({2, 0, 0}), row({3, 4, 5}));
  CHECK(two.effects[0] == 0);
  CHECK(two.effects[1] == 30);
  CHECK(two.effects[2] == 30);
  const auto gone = lmdi(row({4, 5}), row({0, 3}));
  CHECK(gone.effects[0] == -20);
  CHECK(gone.effects[1] == 0);
  CHECK(lmdi(row({0, 5}), row({3, 0})).effects == Eigen::VectorXd::Zero(2));
  CHECK(lmdi(row({0, 5}), row({0, 7})).effects == Eigen::VectorXd::Zero(2));

  // The same numbers as with a very small value in place of zero, up to 1 / log of that value.
  const auto small =
      lmdi(row({2, 1e-200, 1e-200}).cast<long double>().eval(), row({3, 4, 5}).cast<long double>().eval());
  CHECK(std::fabs(static_cast<double>(small.effects[1]) - 30) < 0.2);
  CHECK(std::fabs(static_cast<double>(small.effects[0])) < 0.2);

  MatrixXd x0(2, 2), x1(2, 2);
  x0 << 0, 3, 2, 2;
  x1 << 4, 5, 2, 3;
  const auto m = lmdi(x0, x1, multiplicative());
  CHECK(m.total == 6.5);
  CHECK(m.effects.prod() == doctest::Approx(6.5).epsilon(1e-15));
}

TEST_CASE("lmdi: no residual, time reversal, units, order of cells") {
  std::mt19937_64 random(17);
  std::lognormal_distribution<double> heavy(0, 2);
  for (int round = 0; round < 500; ++round) {
    const auto cells = static_cast<Eigen::Index>(1 + random() % 5);
    const auto factors = static_cast<Eigen::Index>(1 + random() % 4);
    MatrixXd x0(cells, factors), x1(cells, factors);
    for (Eigen::Index c = 0; c < cells; ++c)
      for (Eigen::Index k = 0; k < factors; ++k) {
        x0(c, k) = random() % 6 == 0 ? 0 : heavy(random);
        x1(c, k) = random() % 6 == 0 ? 0 : random() % 3 == 0 ? x0(c, k) * (1 + 1e-9) : heavy(random);
      }
    const auto a = lmdi(x0, x1);
    CHECK(std::fabs(a.residual()) <= 1e-14 * a.cells.cwiseAbs().sum());
    CHECK(a.total == doctest::Approx(x1.rowwise().prod().sum() - x0.rowwise().prod().sum()).epsilon(1e-9));
    const auto back = lmdi(x1, x0);
    CHECK((a.effects + back.effects).cwiseAbs().maxCoeff() <= 1e-14 * a.cells.cwiseAbs().sum());
    const auto flipped = lmdi(x0.colwise().reverse().eval(), x1.colwise().reverse().eval());
    CHECK((a.effects - flipped.effects).cwiseAbs().maxCoeff() <= 1e-14 * a.cells.cwiseAbs().sum());
    MatrixXd y0 = x0, y1 = x1;
    y0.col(0) *= 1024;
    y1.col(0) *= 1024;
    CHECK((1024 * a.effects - lmdi(y0, y1).effects).cwiseAbs().maxCoeff() <= 1024e-14 * a.cells.cwiseAbs().sum());
    if (x0.rowwise().prod().sum() > 0 && x1.rowwise().prod().sum() > 0) {
      const auto m = lmdi(x0, x1, multiplicative());
      // An effect exp(z) is known to |z| ulp.
      CHECK(std::fabs(m.residual()) <= 1e-15 * m.total * (4 + m.effects.array().log().abs().sum()));
    }
  }
}

TEST_CASE("lmdi: the definition where values are close") {
  // L(1 + e, 1) log(1 + e) = e exactly.
  CHECK(lmdi(row({1, 1}), row({1 + 0x1p-40, 1})).effects[0] == 0x1p-40);
}

TEST_CASE("lmdi: chained") {
  const MatrixXd a = row({2, 3}), b = row({4, 3}), c = row({4, 9});
  const auto chained = lmdi(std::vector<MatrixXd>{a, b, c});
  CHECK(chained.total == 30);
  CHECK(chained.effects[0] == doctest::Approx(6).epsilon(1e-15));
  CHECK(chained.effects[1] == doctest::Approx(24).epsilon(1e-15));
  const auto ratio = lmdi(std::vector<MatrixXd>{a, b, c}, multiplicative());
  CHECK(ratio.effects[0] == doctest::Approx(2).epsilon(1e-15));
  CHECK(ratio.effects[1] == doctest::Approx(3).epsilon(1e-15));
  CHECK_THROWS_AS(lmdi(std::vector<MatrixXd>{a}), std::domain_error);
}

TEST_CASE("lmdi: chained over cells that appear and vanish") {
  // Cell 0 appears in the second step by its first factor, cell 1 vanishes in the third by both: half each.
  MatrixXd x[4];
  for (MatrixXd& date : x) date.resize(2, 2);
  x[0] << 0, 3, 2, 5;
  x[1] << 0, 3, 2, 7;
  x[2] << 4, 3, 2, 7;
  x[3] << 4, 3, 0, 0;
  const auto chained = lmdi(std::vector<MatrixXd>{x[0], x[1], x[2], x[3]});
  CHECK(chained.total == 2);
  CHECK(chained.effects[0] == doctest::Approx(12 - 7).epsilon(1e-15));
  CHECK(chained.effects[1] == doctest::Approx(4 - 7).epsilon(1e-15));
  CHECK(chained.cells(0, 0) == 12);
  CHECK(chained.cells(1, 0) == -7);
  // Straight from first to last: cell 1 is there at the first date only, cell 0 at the last.
  const auto straight = lmdi(x[0], x[3]);
  CHECK(straight.effects[0] == 12 - 5);
  CHECK(straight.effects[1] == -5);
  // Multiplicative, by the limit too: the effects of each step have the product of its totals.
  const auto ratio = lmdi(std::vector<MatrixXd>{x[0], x[1], x[2], x[3]}, multiplicative());
  CHECK(ratio.total == doctest::Approx(1.2).epsilon(1e-15));
  CHECK(std::fabs(ratio.residual()) < 1e-15);
  const double second = (26 - 14) / std::log(26.0 / 14), third = (12 - 26) / std::log(12.0 / 26);
  CHECK(ratio.effects[0] == doctest::Approx(std::exp(12 / second - 7 / third)).epsilon(1e-14));
  CHECK(ratio.effects[1] == doctest::Approx(1.4 * std::exp(-7 / third)).epsilon(1e-14));
}

TEST_CASE("lmdi: chained steps sum to the change, random, zeros among them") {
  std::mt19937_64 random(29);
  std::lognormal_distribution<double> heavy(0, 2);
  for (int round = 0; round < 200; ++round) {
    const auto cells = static_cast<Eigen::Index>(1 + random() % 4);
    std::vector<MatrixXd> dates(2 + random() % 4, MatrixXd(cells, 3));
    for (MatrixXd& date : dates)
      for (double& value : date.reshaped()) value = random() % 5 == 0 ? 0 : heavy(random);
    const auto chained = lmdi(dates);
    double size = 0;
    for (std::size_t t = 1; t < dates.size(); ++t) size += lmdi(dates[t - 1], dates[t]).cells.cwiseAbs().sum();
    CHECK(std::fabs(chained.residual()) <= 1e-14 * size);
    CHECK(std::fabs(chained.total - (dates.back().rowwise().prod().sum() - dates.front().rowwise().prod().sum())) <=
          1e-14 * (size + dates.front().rowwise().prod().sum()));
  }
}

TEST_CASE("lmdi: errors name the cell and the factor") {
  CHECK_THROWS_WITH_AS(lmdi(row({1, -2}), row({1, 2})), "lorenz::lmdi: factors0(0, 1) is -2, must not be negative",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(lmdi(row({1, 2}), row({std::nan(""), 2})), "lorenz::lmdi: factors1(0, 0) is NaN",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(lmdi(row({1, 2}), row({1})), "lorenz::lmdi: factors0 and factors1 differ in size",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(lmdi(row({1, 2}), row({0, 1}), multiplicative()),
                       "lorenz::lmdi: the total of factors1 is 0, which has no ratio", std::domain_error);
}
