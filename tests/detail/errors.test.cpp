// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/errors.hpp>

#include <doctest/doctest.h>
#include <limits>

using namespace lorenz::detail;

TEST_CASE("numbers print as the shortest decimal that reads back") {
  CHECK(decimal(0.1) == "0.1");
  CHECK(decimal(1.0 / 3) == "0.3333333333333333");
  CHECK(decimal(-2) == "-2");
  CHECK(decimal(200) == "200");
  CHECK(decimal(2e6) == "2000000");
  CHECK(decimal(1e300) == "1e+300");
  CHECK(decimal(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(decimal(std::numeric_limits<double>::infinity()) == "infinite");
  CHECK(decimal(-std::numeric_limits<double>::infinity()) == "-infinite");
}

TEST_CASE("texts name function, argument, position, value and rule") {
  CHECK_THROWS_WITH_AS(fail_argument("gini", at("x", 17), std::numeric_limits<double>::quiet_NaN()),
                       "lorenz::gini: x[17] is NaN", std::invalid_argument);
  CHECK_THROWS_WITH_AS(fail_argument("atkinson", "epsilon", -1, "must not be negative"),
                       "lorenz::atkinson: epsilon is -1, must not be negative", std::invalid_argument);
  CHECK_THROWS_WITH_AS(fail_domain("gini", "the total is not positive"), "lorenz::gini: the total is not positive",
                       std::domain_error);
  CHECK_THROWS_WITH_AS(check_sizes("mean", 3, 2), "lorenz::mean: w has size 2, x has size 3", std::invalid_argument);
  CHECK_THROWS_WITH_AS(check_probability("quantile", "p", 1.5), "lorenz::quantile: p is 1.5, must be in [0, 1]",
                       std::invalid_argument);
  CHECK_NOTHROW(check_probability("quantile", "p", 1));
}

TEST_CASE("finite is neither NaN nor infinite, of any type") {
  CHECK(is_finite(0.0));
  CHECK(is_finite(std::numeric_limits<double>::max()));
  CHECK(is_finite(std::numeric_limits<int>::min()));
  CHECK_FALSE(is_finite(std::numeric_limits<float>::infinity()));
  CHECK_FALSE(is_finite(std::numeric_limits<long double>::quiet_NaN()));
}
