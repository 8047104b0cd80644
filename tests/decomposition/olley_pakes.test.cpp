// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/olley_pakes.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <vector>

#include "../reference/oracle.hpp"

using namespace lorenz;
using oracle::rational;

TEST_CASE("olley_pakes: by hand") {
  const auto split = olley_pakes(std::vector<int>{3, 1}, std::vector<int>{10, 2});
  CHECK(split.mean == 8);
  CHECK(split.unweighted == 6);
  CHECK(split.covariance == 2);  // (3/4 - 1/2)(10 - 6) + (1/4 - 1/2)(2 - 6)
  CHECK(split.residual() == 0);
  CHECK(split.text() == "unweighted  6\ncovariance  2\nmean        8\n");
  CHECK(olley_pakes(std::vector<int>{7, 7, 7}, std::vector<double>{0.1, 0.7, 12}).covariance == 0);
}

TEST_CASE("olley_pakes: the definition in rational numbers, negative values, sizes of zero") {
  std::mt19937_64 random(13);
  for (int round = 0; round < 300; ++round) {
    const std::size_t n = 1 + random() % 9;
    std::vector<std::int64_t> size(n), value(n);
    rational total = 0, sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      size[i] = static_cast<std::int64_t>(i > 0 && random() % 4 == 0 ? 0 : 1 + random() % 1000000);
      value[i] = static_cast<std::int64_t>(random() % 2000001) - 1000000;
      total += size[i];
      sum += value[i];
    }
    const rational plain = sum / n;
    rational mean = 0, covariance = 0;
    for (std::size_t i = 0; i < n; ++i) {
      mean += size[i] * rational(value[i]) / total;
      covariance += (size[i] / total - rational(1) / n) * (value[i] - plain);
    }
    const auto split = olley_pakes(size, value);
    CHECK(oracle::ulps(split.mean, mean) <= 0.5);
    CHECK(oracle::ulps(split.unweighted, plain) <= 0.5);
    CHECK(oracle::ulps(split.covariance, covariance) <= 0.5);
    CHECK(std::fabs(split.residual()) <= 2.3e-16 * (std::fabs(split.mean) + std::fabs(split.unweighted)));
  }
}

TEST_CASE("olley_pakes: types and errors") {
  static_assert(
      std::is_same_v<decltype(olley_pakes(std::vector<int>{}, std::vector<long double>{}).mean), long double>);
  CHECK_THROWS_WITH_AS(olley_pakes(std::vector<int>{0, 0}, std::vector<int>{1, 2}),
                       "lorenz::olley_pakes: the total of sizes is 0", std::domain_error);
  CHECK_THROWS_WITH_AS(olley_pakes(std::vector<int>{1, -2}, std::vector<int>{1, 2}),
                       "lorenz::olley_pakes: sizes[1] is -2, must not be negative", std::invalid_argument);
  CHECK_THROWS_WITH_AS(olley_pakes(std::vector<int>{1}, std::vector<int>{1, 2}),
                       "lorenz::olley_pakes: values has size 2, sizes has size 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(olley_pakes(std::vector<int>{1}, std::vector<double>{NAN}),
                       "lorenz::olley_pakes: values[0] is NaN", std::invalid_argument);
}
