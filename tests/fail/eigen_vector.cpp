// SPDX-License-Identifier: BSL-1.0
// Eigen objects are samples where eigen.hpp is included, and there only.
// error: no matching function for call to
#include <Eigen/Core>
#include <lorenz/gini.hpp>
#ifndef FAIL
#include <lorenz/eigen.hpp>
#endif

double call(const Eigen::VectorXd& x) { return lorenz::gini(x); }
