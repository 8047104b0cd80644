// SPDX-License-Identifier: BSL-1.0
// A row of a matrix is strided: without eigen.hpp it would be read wrongly.
// error: no matching function for call to
#include <Eigen/Core>
#include <lorenz/gini.hpp>
#ifndef FAIL
#include <lorenz/eigen.hpp>
#endif

double call(const Eigen::MatrixXd& m) { return lorenz::gini(m.row(0)); }
