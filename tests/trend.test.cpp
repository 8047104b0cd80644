// SPDX-License-Identifier: BSL-1.0

#include <lorenz/trend.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

using namespace lorenz;

namespace {

trend_options newey_west(int lags) {
  trend_options options;
  options.variance = trend_variance::newey_west;
  options.lags = lags;
  return options;
}

}  // namespace

TEST_CASE("trend: exact growth") {
  const auto doubling = trend(std::vector<int>{1, 2, 4, 8, 16});
  CHECK(doubling.value == doctest::Approx(1).epsilon(1e-14));
  CHECK(doubling.standard_error < 1e-14);
  CHECK(doubling.level == 0.95);
  CHECK(trend(std::vector<int>{0, 2, 3}, std::vector<int>{1, 4, 8}).value == doctest::Approx(1).epsilon(1e-14));
  CHECK(trend(std::vector<int>{5, 5, 5}).value == doctest::Approx(0).epsilon(1e-15));
}

TEST_CASE("trend: by hand") {
  // log y = 0, 1, 0, 1 at t = 0..3: slope 0.2, residuals -0.2, 0.6, -0.6, 0.2, sum of squares 0.8, of t 5.
  // s = sqrt(0.8/2/5) = 0.282842...; Student's t with 2 degrees at p is (2p - 1) sqrt(2 / (4p(1 - p))), here 4.30265.
  const double e = std::exp(1.0);
  const std::vector<double> y{1, e, 1, e};
  const auto fit = trend(y);
  const double s = std::sqrt(0.08), student = 0.95 * std::sqrt(2 / 0.0975);
  CHECK(fit.value == doctest::Approx(std::expm1(0.2)).epsilon(1e-13));
  CHECK(fit.standard_error == doctest::Approx(std::exp(0.2) * s).epsilon(1e-13));
  CHECK(fit.confidence.lower == doctest::Approx(std::expm1(0.2 - student * s)).epsilon(1e-12));
  CHECK(fit.confidence.upper == doctest::Approx(std::expm1(0.2 + student * s)).epsilon(1e-12));

  // Scores t r = 0.3, -0.3, -0.3, 0.3: squares 0.36; lag 1: -0.09 + 0.09 - 0.09 = -0.09, weight 1/2.
  const auto white = trend(y, newey_west(0));
  CHECK(white.standard_error == doctest::Approx(std::exp(0.2) * std::sqrt(0.36 / 25 * 2)).epsilon(1e-13));
  const auto one = trend(y, newey_west(1));
  CHECK(one.standard_error == doctest::Approx(std::exp(0.2) * std::sqrt((0.36 - 0.09) / 25 * 2)).epsilon(1e-13));
  // floor(4 (4/100)^(2/9)) = floor(1.956) = 1
  CHECK(trend(y, newey_west(-1)).standard_error == trend(y, newey_west(1)).standard_error);
}

TEST_CASE("trend: unit of values, unit and origin of times") {
  const std::vector<double> y{3, 5, 4, 9, 12, 11};
  const auto yearly = trend(y);
  std::vector<double> times, scaled;
  for (std::size_t i = 0; i < y.size(); ++i) {
    times.push_back(2020 + static_cast<double>(i));
    scaled.push_back(1000 * y[i]);
  }
  const auto same = trend(times, scaled);
  CHECK(same.value == doctest::Approx(yearly.value).epsilon(1e-12));
  CHECK(same.standard_error == doctest::Approx(yearly.standard_error).epsilon(1e-12));
  for (double& t : times) t *= 12;
  CHECK(std::pow(1 + trend(times, y).value, 12) == doctest::Approx(1 + yearly.value).epsilon(1e-12));
  trend_options narrow;
  narrow.level = 0.5;
  CHECK(trend(y, narrow).confidence.lower > yearly.confidence.lower);
}

TEST_CASE("trend: errors") {
  CHECK_THROWS_WITH_AS(trend(std::vector<int>{1, 2}), "lorenz::trend: a trend needs three values, values has size 2",
                       std::domain_error);
  CHECK_THROWS_WITH_AS(trend(std::vector<int>{1, 0, 2}),
                       "lorenz::trend: values[1] is 0, only a number above 0 has a logarithm", std::domain_error);
  CHECK_THROWS_WITH_AS(trend(std::vector<int>{1, 1, 1}, std::vector<int>{1, 3, 2}),
                       "lorenz::trend: all times are equal", std::domain_error);
  CHECK_THROWS_WITH_AS(trend(std::vector<int>{1, 1}, std::vector<int>{1, 3, 2}),
                       "lorenz::trend: values has size 3, times has size 2", std::invalid_argument);
  CHECK_THROWS_WITH_AS(trend(std::vector<double>{1, std::nan(""), 2}), "lorenz::trend: values[1] is NaN",
                       std::invalid_argument);
  CHECK_THROWS_AS(trend(std::vector<int>{1, 2, 3}, newey_west(3)), std::invalid_argument);
  trend_options bad;
  bad.level = 1;
  CHECK_THROWS_AS(trend(std::vector<int>{1, 2, 3}, bad), std::invalid_argument);
}
