// SPDX-License-Identifier: BSL-1.0

#include <lorenz/detail/table.hpp>

#include <doctest/doctest.h>

using namespace lorenz::detail;

TEST_CASE("table: columns as wide as their widest cell") {
  table t({"group", "x", "share"});
  t.add("China", {12.0, 0.1234567});
  t.add({"US", "-", "new"});
  CHECK(t.text() ==
        "group   x     share\n"
        "China  12  0.123457\n"
        "US      -       new\n");
  CHECK(cell(1234567) == "1.23457e+06");
}
