// SPDX-License-Identifier: BSL-1.0

#include <lorenz/panel_table.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>

using namespace lorenz;

TEST_CASE("panel_table: names, cells, missing cells, text") {
  panel_table::matrix x(2, 2);
  x << 0.5, std::numeric_limits<double>::infinity(), 12345678, 0;
  panel_table::mask missing(2, 2);
  missing << false, false, false, true;
  const panel_table t({"2024", "2025"}, {"Baidu", "b"}, x, missing);
  CHECK(t.rows() == 2);
  CHECK(t.cols() == 2);
  CHECK(t.periods()[1] == "2025");
  CHECK(t(0, 0) == 0.5);
  CHECK(t.missing(1, 1));
  CHECK_THROWS_WITH_AS(t(1, 1), "lorenz::panel: b at 2025 is missing", std::domain_error);
  CHECK_THROWS_AS(t.values(), std::domain_error);
  CHECK(t.text() ==
        "            Baidu    b\n"
        "2024          0.5  new\n"
        "2025  1.23457e+07    -\n");
}

TEST_CASE("panel_table: reads like a matrix") {
  const panel_table::mask none = panel_table::mask::Constant(1, 2, false);
  const panel_table t({"1"}, {"a", "b"}, panel_table::matrix::Constant(1, 2, 3.0), none);
  const Eigen::MatrixXd m = t;
  CHECK(m(0, 1) == 3);
  CHECK(t[0][1] == 3);
  CHECK(t[0].sum() == 6);
  CHECK(t.values().sum() == 6);
}
