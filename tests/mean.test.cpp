// SPDX-License-Identifier: BSL-1.0
#include <lorenz/mean.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/extended.hpp"
#include "reference/nist.hpp"
#include "reference/oracle.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"
#include "reference/wbpip.hpp"

using lorenz::frequency;
using lorenz::mean;
using lorenz::sampling;

namespace {

const auto call = [](const auto&... sample) { return mean(sample...); };

}  // namespace

TEST_CASE("mean: the certified values of NIST, to the last digits of double") {
  const auto close = [](double value, double certified) { return std::fabs(value / certified - 1) <= 2.3e-16; };
  CHECK(close(mean(nist::lew), nist::lew_mean));
  CHECK(std::fabs(mean(nist::lottery) - nist::lottery_mean) < 5e-12);  // its printed digits
  CHECK(close(mean(nist::mavro), nist::mavro_mean));
  CHECK(close(mean(nist::michelso), nist::michelso_mean));
  CHECK(close(mean(nist::num_acc1), nist::num_acc1_mean));
  CHECK(close(mean(nist::num_acc2()), 1.2));
  CHECK(close(mean(nist::num_acc3()), 1000000.2));
  CHECK(close(mean(nist::num_acc4()), 10000000.2));
}

TEST_CASE("mean: household surveys, as wbpip") {
  for (const auto& s : wbpip::surveys()) {
    REQUIRE(s.welfare.size() >= 1997);
    CHECK(mean(s.welfare, sampling(s.weight)) == doctest::Approx(s.mean).epsilon(1e-14));
  }
}

TEST_CASE("mean: within two ulp of exact arithmetic, whatever the data") {
  for (const std::size_t n : {1u, 2u, 3u, 17u, 200u})
    for (const auto& data : samples::hostile(n, n)) {
      const std::vector<double>& x = data.x;
      CAPTURE(data.name);
      CAPTURE(n);
      CHECK(oracle::ulps(mean(x), oracle::mean(oracle::sample(x))) <= 2);
      const auto counts = samples::frequencies(n, n);
      CHECK(oracle::ulps(mean(x, frequency(counts)), oracle::mean(oracle::sample(x, counts))) <= 2);
      CHECK(mean(x, frequency(counts)) == mean(samples::expand(x, counts)));
      const auto weights = samples::survey_weights(n, n);
      CHECK(oracle::ulps(mean(x, sampling(weights)), oracle::mean(oracle::sample(x, weights))) <= 2);
    }
}

TEST_CASE("mean: negative values and cancellation") {
  CHECK(mean(std::vector<double>{-1, -2}) == -1.5);
  CHECK(mean(std::vector<double>{1e300, 1, -1e300}) == 1.0 / 3);
  CHECK(mean(std::vector<double>{1e16, 1, -1e16, 1}) == 0.5);
  CHECK(mean(std::vector<double>{-1, 1}) == 0);
  constexpr double largest = (std::numeric_limits<double>::max)();
  CHECK(mean(std::vector<double>{largest, largest, largest}) == largest);
  CHECK(mean(std::vector<double>{largest, largest, -largest, -largest}) == 0);
  CHECK(mean(std::vector<double>(9, -largest)) == -largest);
  const std::vector<double> x{1e-320, -3e-300, 7e250, -7e250};
  CHECK(oracle::ulps(mean(x), oracle::mean(oracle::sample(x))) <= 2);
  const std::vector<double> w{0.1, 0.3, 0.7, 0.7};
  CHECK(oracle::ulps(mean(x, sampling(w)), oracle::mean(oracle::sample(x, w))) <= 2);
}

TEST_CASE("mean: equal values give that value") {
  for (const double value : {0.1, 1.0 / 3, -0.7, 5e-324, 1e308})
    for (const std::size_t n : {1u, 3u, 10u, 1000u}) {
      CHECK(mean(std::vector<double>(n, value)) == value);
      CHECK(mean(std::vector<double>(n, value), frequency(std::vector<int>(n, 3))) == value);
      CHECK(mean(std::vector<double>(n, value), sampling(std::vector<double>(n, 0.1))) == value);
    }
}

TEST_CASE("mean: a million values of 1e9 plus noise") {
  samples::generator g(1);
  std::vector<double> x = samples::draw(1'000'000, [&] { return 1e9 + g.uniform(); });
  oracle::integer total = 0;  // in units of 2^-23
  for (const double value : x) total += static_cast<std::int64_t>(std::ldexp(value, 23));
  const double result = mean(x);
  CHECK(oracle::ulps(result, oracle::times_power_of_two(oracle::rational(total, 1'000'000), -23)) <= 0.5);
  g.shuffle(x);
  CHECK(mean(x) == result);
}

TEST_CASE("mean: integers to both ends of their range") {
  const auto exact_within = [](const auto& x) { return oracle::ulps(mean(x), oracle::mean(oracle::sample(x))) <= 2; };
  CHECK(mean(std::vector<std::int64_t>{INT64_MIN, INT64_MAX}) == -0.5);
  CHECK(mean(std::vector<std::int64_t>{INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN, 2}) == 0);
  CHECK(exact_within(std::vector<std::int64_t>(1000, INT64_MAX)));
  CHECK(exact_within(std::vector<std::int64_t>(1000, INT64_MIN)));
  CHECK(exact_within(std::vector<std::uint64_t>{UINT64_MAX, UINT64_MAX, 1}));
  CHECK(exact_within(std::vector<std::uint32_t>{UINT32_MAX, UINT32_MAX, 1}));
  CHECK(mean(std::vector<int>{2147483647, 2147483647}) == 2147483647);
  CHECK(mean(std::vector<std::int8_t>{-128, 127}) == -0.5);
  CHECK(mean(std::vector<std::int16_t>{32767, 32767, 32767}) == 32767);
}

TEST_CASE("mean: extended types on hostile data") {
  extended::exact([](const auto&... sample) { return mean(sample...); },
                  [](const oracle::sample& s) { return oracle::mean(s); });
}

TEST_CASE("mean: number types keep their precision") {
  using boost::multiprecision::cpp_bin_float_50;
  static_assert(std::is_same_v<decltype(mean(std::vector<int>{})), double>);
  static_assert(std::is_same_v<decltype(mean(std::vector<float>{})), double>);
  static_assert(std::is_same_v<decltype(mean(std::vector<long double>{})), long double>);
  static_assert(std::is_same_v<decltype(mean(std::vector<cpp_bin_float_50>{})), cpp_bin_float_50>);
  CHECK(mean(std::vector<float>{1e8f, 1.0f}) == 50000000.5);
  const std::vector<long double> longs{0.1L, 1e18L, 0.3L, -1e18L, 7};
  CHECK(oracle::ulps(mean(longs), oracle::mean(oracle::sample(longs))) <= 2);
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, 1000, cpp_bin_float_50(1) / 7, 12};
  const std::vector<int> w{3, 1, 0, 2};
  CHECK(oracle::ulps(mean(bigs), oracle::mean(oracle::sample(bigs))) <= 2);
  CHECK(oracle::ulps(mean(bigs, frequency(w)), oracle::mean(oracle::sample(bigs, w))) <= 2);
}

TEST_CASE("mean: order does not move a bit") {
  samples::generator g(5);
  std::vector<double> x = samples::draw(333, [&] { return std::ldexp(g.uniform() - 0.5, g.below(120)); });
  const double base = mean(x);
  for (int i = 0; i < 20; ++i) {
    g.shuffle(x);
    CHECK(mean(x) == base);
  }
}

TEST_CASE("mean: every input") { rules::every_input(call); }
TEST_CASE("mean: every spelling") { rules::every_spelling(call); }
TEST_CASE("mean: every sampling input") { rules::every_sampling_input(call); }
TEST_CASE("mean: errors") {
  rules::input_errors("mean", call);
  rules::sampling_errors("mean", call);
}
