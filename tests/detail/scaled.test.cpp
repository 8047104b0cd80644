// SPDX-License-Identifier: BSL-1.0

#include <lorenz/detail/scaled.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>

using namespace lorenz::detail;

TEST_CASE("exactly: 64-bit integers and the ends of double") {
  const std::int64_t large = (std::int64_t(1) << 62) + 1;
  CHECK((exactly<double>(large) - exactly<double>(large - 1)).rounded() == 1.0);
  CHECK(exactly<double>(std::numeric_limits<std::uint64_t>::max()).rounded() == 0x1p64);
  CHECK(exactly<double>(std::numeric_limits<std::int64_t>::min()).rounded() == -0x1p63);
  for (const double x : {0.0, -1.5, 1.7e308, 5e-324}) CHECK(exactly<double>(x).rounded() == x);
}

TEST_CASE("sums, differences and ratios beyond the range of double") {
  const auto a = exactly<double>(1.5e308);
  CHECK(quotient(a + a, a) == 2.0);
  CHECK(quotient(exactly<double>(5e-324) * a, a) == 5e-324);
  CHECK((a - a).rounded() == 0.0);
  CHECK((exactly<double>(1e308) + exactly<double>(1e-308) - exactly<double>(1e308)).rounded() == 0.0);  // 2^2046 apart
  CHECK((exactly<double>(1e16) + exactly<double>(1.0) - exactly<double>(1e16)).rounded() == 1.0);
}
