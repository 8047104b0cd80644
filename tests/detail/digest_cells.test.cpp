// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/digest_cells.hpp>

#include <stdexcept>

#include <doctest/doctest.h>

#include "reference/oracle.hpp"

using lorenz::detail::digest_cell;
using lorenz::detail::digest_cells;
using lorenz::detail::grid_number;
using lorenz::detail::on_grid;

TEST_CASE("digest_cells: a cell narrows to what its sum leaves open") {
  // The range of one unit, of many units of which each is checked against all samples.
  for (std::uint64_t count = 1; count <= 3; ++count)
    for (std::uint64_t sum = 5 * count; sum <= 9 * count; ++sum) {
      std::uint64_t least = 9, most = 5;
      for (std::uint64_t a = 5; a <= 9; ++a)
        for (std::uint64_t b = count > 1 ? 5 : 0; b <= (count > 1 ? 9u : 0u); ++b)
          for (std::uint64_t c = count > 2 ? 5 : 0; c <= (count > 2 ? 9u : 0u); ++c)
            if (a + b + c == sum) {
              least = a < least ? a : least;
              most = a > most ? a : most;
            }
      digest_cell cell{count, sum, 5, 9, 0, 1086};
      cell.tighten();
      CAPTURE(count);
      CAPTURE(sum);
      CHECK(cell.low == least);
      CHECK(cell.high == most);
      const auto s = lorenz::detail::spread(cell);
      if (!cell.known()) {
        CHECK(s.at_high < count);
        CHECK(s.at_high * cell.high + s.between + (count - s.at_high - 1) * cell.low == sum);
        CHECK(s.between >= cell.low);
        CHECK(s.between < cell.high);
      }
    }
}

TEST_CASE("digest_cells: values keep their size, subnormal ones too") {
  for (const double x : {5e-324, 1e-310, 1e-305, 0.1, 1e300, 1.7e308}) {
    digest_cells d{"test", {}};
    const grid_number on = on_grid(x);
    d.add(on, on, 3, 3 * lorenz::detail::uint128(on.mantissa));
    const digest_cell& c = d.cells.front();
    CHECK(oracle::times_power_of_two(oracle::integer(c.low), c.exponent) == oracle::exact(x));
    CHECK(c.exponent >= -1074);
    CHECK(c.exponent <= 960);
    const auto total = d.total();
    const oracle::rational truth = oracle::exact(x) * 3;
    CHECK(oracle::times_power_of_two(oracle::exact(total.significand.high) + oracle::exact(total.significand.low),
                                     total.exponent) == truth);
    const auto relative = d.relative_total();
    CHECK(relative.value.high <= 3);
    CHECK(relative.value.high > 0);
  }
  digest_cells none{"test", {}};
  none.add(on_grid(0), on_grid(0), 4, 0);
  CHECK(none.count == 4);
  CHECK_THROWS_AS(none.positive_total(), std::domain_error);
}
