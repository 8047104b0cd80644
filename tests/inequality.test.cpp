// SPDX-License-Identifier: BSL-1.0
#include <lorenz/inequality.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <doctest/doctest.h>

#include "reference/oracle.hpp"
#include "reference/published.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::frequency;
using lorenz::hoover;
using lorenz::sampling;

namespace {

const auto call = [](const auto&... sample) { return hoover(sample...); };

}  // namespace

TEST_CASE("hoover: published and by hand") {
  CHECK(hoover(published::pysal::schutz_x) == Approx(published::pysal::schutz).epsilon(1e-15));
  CHECK(hoover(std::vector<int>{1, 3}) == 0.25);
  CHECK(hoover(std::vector<int>{0, 0, 0, 8}) == 0.75);
  CHECK(hoover(std::vector<int>{1, 3}, frequency(std::vector<int>{3, 1})) == 0.25);
  CHECK(hoover(std::vector<int>{5}) == 0);
}

TEST_CASE("hoover: within two ulp of exact arithmetic, whatever the data") {
  for (const std::size_t n : {1u, 2u, 3u, 41u})
    for (const auto& data : samples::hostile(n, n)) {
      const std::vector<double>& x = data.x;
      CAPTURE(data.name);
      CAPTURE(n);
      CHECK(oracle::ulps(hoover(x), oracle::hoover(oracle::sample(x))) <= 2);
      CHECK(hoover(x) >= 0);
      CHECK(hoover(x) < 1);
      const auto counts = samples::frequencies(n, n);
      if (const oracle::sample s(x, counts); s.total > 0) {
        CHECK(oracle::ulps(hoover(x, frequency(counts)), oracle::hoover(s)) <= 2);
        CHECK(hoover(x, frequency(counts)) == hoover(samples::expand(x, counts)));
      }
      const auto weights = samples::survey_weights(n, n);
      if (const oracle::sample s(x, weights); s.total > 0)
        CHECK(oracle::ulps(hoover(x, sampling(weights)), oracle::hoover(s)) <= 2);
    }
}

TEST_CASE("hoover: equal values give exactly zero") {
  for (const double value : {0.1, 1.0 / 3, 5e-324, 1e308})
    for (const std::size_t n : {1u, 3u, 10u, 1000u}) {
      CHECK(hoover(std::vector<double>(n, value)) == 0);
      CHECK_FALSE(std::signbit(hoover(std::vector<double>(n, value))));
      CHECK(hoover(std::vector<double>(n, value), sampling(std::vector<double>(n, 0.3))) == 0);
    }
}

TEST_CASE("hoover: negative values while the total is positive") {
  const std::vector<double> x{-1, -0.5, 0, 2, 3};
  CHECK(oracle::ulps(hoover(x), oracle::hoover(oracle::sample(x))) <= 2);
  CHECK(hoover(std::vector<double>{-1, 1.5}) == 2.5);
  rules::throws<std::domain_error>("hoover", [] { (void)hoover(std::vector<double>{-1, 1}); });
  CHECK_THROWS_AS(hoover(std::vector<double>{-2, 1}), std::logic_error);
}

TEST_CASE("hoover: invariances") {
  samples::generator g(4);
  std::vector<double> x = samples::draw(99, [&] { return g.uniform(); });
  const double base = hoover(x);
  for (int i = 0; i < 10; ++i) {
    g.shuffle(x);
    CHECK(hoover(x) == base);
  }
  CHECK(oracle::ulp_distance(hoover(samples::expand(x, std::vector<int>(99, 3))), base) <= 2);
  for (auto& value : x) value = std::ldexp(value, -900);
  CHECK(oracle::ulp_distance(hoover(x), base) <= 2);
}

TEST_CASE("hoover: number types") {
  using boost::multiprecision::cpp_bin_float_50;
  static_assert(std::is_same_v<decltype(hoover(std::vector<float>{})), double>);
  static_assert(std::is_same_v<decltype(hoover(std::vector<long double>{})), long double>);
  const std::vector<std::int64_t> top{INT64_MAX, INT64_MAX - 1, INT64_MAX - 7};
  CHECK(oracle::ulps(hoover(top), oracle::hoover(oracle::sample(top))) <= 2);
  const std::vector<std::uint64_t> wide{UINT64_MAX, 1, UINT64_MAX - 1};
  CHECK(oracle::ulps(hoover(wide), oracle::hoover(oracle::sample(wide))) <= 2);
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, 5, cpp_bin_float_50(22) / 7};
  static_assert(std::is_same_v<decltype(hoover(bigs)), cpp_bin_float_50>);
  CHECK(oracle::ulps(hoover(bigs), oracle::hoover(oracle::sample(bigs))) <= 2);
}

TEST_CASE("hoover: every input") { rules::every_input(call); }
TEST_CASE("hoover: every sampling input") { rules::every_sampling_input(call); }
TEST_CASE("hoover: errors") {
  rules::input_errors("hoover", call);
  rules::sampling_errors("hoover", call);
  rules::no_zero_total("hoover", call);
}
