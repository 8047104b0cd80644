// SPDX-License-Identifier: BSL-1.0
#include <lorenz/eigen.hpp>
#include <lorenz/gini.hpp>

int main() {
  Eigen::MatrixXd m(2, 4);
  m << 0, 0, 0, 1,  //
      1, 1, 1, 1;
  return lorenz::gini(m.row(0)) == 0.75 && lorenz::gini(m.row(1)) == 0 ? 0 : 1;
}
