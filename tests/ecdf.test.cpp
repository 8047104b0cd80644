// SPDX-License-Identifier: BSL-1.0
#include <lorenz/ecdf.hpp>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "reference/oracle.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::ecdf;
using lorenz::frequency;
using lorenz::sampling;

namespace {

const auto at_three = [](const auto&... sample) { return ecdf(sample...)(3); };

}  // namespace

TEST_CASE("ecdf: fraction of units at most v") {
  const ecdf e(std::vector<double>{3, 1, 2, 2});
  CHECK(e(0.5) == 0);
  CHECK(e(1) == 0.25);
  CHECK(e(1.9) == 0.25);
  CHECK(e(2) == 0.75);
  CHECK(e(3) == 1);
  CHECK(e(1e300) == 1);
  CHECK(e(rules::infinity) == 1);
  CHECK(e(-rules::infinity) == 0);
  CHECK(e(-1e300) == 0);
  const ecdf zeros(std::vector<double>{-0.0, 0.0, 1});
  CHECK(zeros(-0.0) == 2.0 / 3);
  CHECK(zeros(0.0) == 2.0 / 3);
  const ecdf one(std::vector<int>{5});
  CHECK(one(4) == 0);
  CHECK(one(5) == 1);
}

TEST_CASE("ecdf: weights") {
  const std::vector<double> x{3, 1, 2, 9};
  const ecdf counted(x, frequency(std::vector<int>{1, 2, 1, 0}));
  CHECK(counted(1) == 0.5);
  CHECK(counted(2.5) == 0.75);
  CHECK(counted(3) == 1);
  const ecdf surveyed(x, sampling(std::vector<double>{0.2, 0.1, 0.5, 0}));
  CHECK(surveyed(1) == Approx(0.125).epsilon(1e-15));
  CHECK(surveyed(2) == Approx(0.75).epsilon(1e-15));
  CHECK(surveyed(3) == 1);
}

TEST_CASE("ecdf: within two ulp of exact arithmetic") {
  for (const auto& data : samples::hostile(40, 2)) {
    const std::vector<double>& x = data.x;
    CAPTURE(data.name);
    const auto counts = samples::frequencies(40, 3);
    const auto weights = samples::survey_weights(40, 4);
    const oracle::sample s(x), counted(x, counts), surveyed(x, weights);
    const ecdf e(x), by_frequency(x, frequency(counts)), by_sampling(x, sampling(weights));
    const ecdf expanded(samples::expand(x, counts));
    for (const double v : x) {
      CHECK(oracle::ulps(e(v), oracle::fraction_at_most(s, oracle::exact(v))) <= 0.5);
      CHECK(oracle::ulps(by_frequency(v), oracle::fraction_at_most(counted, oracle::exact(v))) <= 0.5);
      CHECK(by_frequency(v) == expanded(v));
      CHECK(oracle::ulps(by_sampling(v), oracle::fraction_at_most(surveyed, oracle::exact(v))) <= 2);
    }
  }
}

TEST_CASE("ecdf: is a value that outlives its input") {
  std::vector<double> x{1, 2, 3, 4};
  const ecdf e(x);
  x.assign(4, 9);
  CHECK(e(2) == 0.5);
}

TEST_CASE("ecdf: every input") { rules::every_input(at_three); }
TEST_CASE("ecdf: every sampling input") { rules::every_sampling_input(at_three); }
TEST_CASE("ecdf: errors") {
  rules::input_errors("ecdf", at_three);
  rules::sampling_errors("ecdf", at_three);
  const ecdf e(std::vector<double>{1, 2});
  rules::throws<std::invalid_argument>("", [&] { (void)e(rules::nan); }, {"ecdf", "NaN"});
}

TEST_CASE("ecdf: integers that double does not hold are refused, not rounded") {
  const std::vector<std::int64_t> x{1, (std::int64_t(1) << 53) + 1};
  CHECK_THROWS_AS(lorenz::ecdf{x}, std::invalid_argument);
  CHECK(lorenz::basic_ecdf<long double>(x)(9007199254740992.0L) == 0.5L);
}
