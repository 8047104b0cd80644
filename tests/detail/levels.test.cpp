// SPDX-License-Identifier: BSL-1.0

#include <lorenz/detail/levels.hpp>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <algorithm>
#include <vector>

using namespace lorenz::detail;
using quad = boost::multiprecision::cpp_bin_float_quad;

TEST_CASE("sum_of: exact, the same in any order, also for extended types") {
  std::vector<double> x{1e300, 1, -1e300, 0.5};
  CHECK(sum_of<double>(lorenz::view(x.data(), x.size())).rounded() == 1.5);
  CHECK(sum_of<long double>(lorenz::view(x.data(), x.size())).rounded() == 1.5L);
  std::vector<quad> y{quad(1) / 3, quad(2) / 7, quad(-5) / 11, quad(1e20)};
  const auto sum = sum_of<quad>(lorenz::view(y.data(), y.size())).rounded();
  std::reverse(y.begin(), y.end());
  CHECK(sum_of<quad>(lorenz::view(y.data(), y.size())).rounded() == sum);
}
