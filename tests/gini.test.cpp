// SPDX-License-Identifier: BSL-1.0
#include <lorenz/gini.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/extended.hpp"
#include "reference/oracle.hpp"
#include "reference/published.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"
#include "reference/wbpip.hpp"

using doctest::Approx;
using lorenz::frequency;
using lorenz::gini;
using lorenz::gini_estimator;
using lorenz::gini_options;
using lorenz::mean;
using lorenz::sampling;

namespace {

const gini_options sample_corrected{gini_estimator::sample};

const auto population_gini = [](const auto&... sample) { return gini(sample...); };

// (2 sum i x_(i) / sum x - n - 1) / n for integers whose products with 4 n^2 fit 128 bits.
oracle::rational exact_rank_gini(std::vector<std::int64_t> x) {
  __extension__ typedef __int128 wide;
  std::sort(x.begin(), x.end());
  const auto n = static_cast<std::int64_t>(x.size());
  wide ranked = 0, total = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    ranked += static_cast<wide>(2 * i + 1 - n) * x[static_cast<std::size_t>(i)];
    total += x[static_cast<std::size_t>(i)];
  }
  return {oracle::integer(ranked), oracle::integer(total) * n};
}

}  // namespace

TEST_CASE("gini: values other packages publish") {
  namespace p = published;
  CHECK(gini(p::ineq::x) == Approx(p::ineq::printed_gini).epsilon(5e-8));
  CHECK(gini(p::ineq::x) == Approx(p::ineq::gini).epsilon(1e-14));
  CHECK(gini(p::ineq::x, frequency(p::ineq::frequencies)) == Approx(p::ineq::grouped_gini).epsilon(1e-14));
  CHECK(gini(p::reat::x) == Approx(p::reat::gini).epsilon(1e-15));
  CHECK(gini(p::reat::x, sample_corrected) == Approx(p::reat::sample_gini).epsilon(1e-15));
  CHECK(gini(p::boost_math::x) == p::boost_math::gini);
  CHECK(gini(p::boost_math::x, sample_corrected) == p::boost_math::sample_gini);
  CHECK(gini(p::inequality_jl::x) == Approx(p::inequality_jl::gini).epsilon(1e-14));
  CHECK(gini(p::inequality_jl::x, sampling(p::inequality_jl::w)) ==
        Approx(p::inequality_jl::weighted_gini).epsilon(1e-14));
  CHECK(gini(p::desctools::two_point) == Approx(p::desctools::two_point_gini).epsilon(1e-15));
  CHECK(gini(std::vector<double>{10, 0}, frequency(std::vector<int>{2, 3})) == gini(p::desctools::two_point));
  CHECK(gini(p::desctools::farms, frequency(p::desctools::farms_frequency)) ==
        Approx(p::desctools::farms_gini).epsilon(1e-14));
  CHECK(gini(p::desctools::farms, frequency(p::desctools::farms_frequency), sample_corrected) ==
        Approx(p::desctools::farms_sample_gini).epsilon(1e-14));
  for (const double w : {1.0, 10.0, 0.1})
    CHECK(gini(p::convey::x, sampling(std::vector<double>(3, w))) == Approx(p::convey::gini).epsilon(1e-15));
}

TEST_CASE("gini: household surveys, as wbpip") {
  for (const auto& s : wbpip::surveys()) {
    REQUIRE(s.welfare.size() >= 1997);
    CHECK(gini(s.welfare, sampling(s.weight)) == Approx(s.gini).epsilon(1e-14));
  }
}

TEST_CASE("gini: within two ulp of exact arithmetic, whatever the data") {
  for (const std::size_t n : {2u, 3u, 7u, 40u})
    for (const auto& data : samples::hostile(n, n)) {
      const std::vector<double>& x = data.x;
      CAPTURE(data.name);
      CAPTURE(n);
      const oracle::sample s(x);
      const oracle::rational truth = oracle::gini(s);
      CHECK(oracle::ulps(gini(x), truth) <= 2);
      CHECK(oracle::ulps(gini(x, sample_corrected), truth * oracle::sample_correction(s)) <= 2);
      CHECK(gini(x) >= 0);
      CHECK(gini(x) < 1);
      CHECK(gini(x, sample_corrected) <= 1);
    }
}

TEST_CASE("gini: weighted, within two ulp of exact arithmetic") {
  for (const std::size_t n : {3u, 30u})
    for (const auto& data : samples::hostile(n, 50 + n)) {
      const std::vector<double>& x = data.x;
      CAPTURE(data.name);
      CAPTURE(n);
      const auto counts = samples::frequencies(n, n);
      const oracle::sample counted(x, counts);
      if (counted.total > 0) {
        CHECK(oracle::ulps(gini(x, frequency(counts)), oracle::gini(counted)) <= 2);
        CHECK(gini(x, frequency(counts)) == gini(samples::expand(x, counts)));
        CHECK(gini(x, frequency(counts), sample_corrected) == gini(samples::expand(x, counts), sample_corrected));
      }
      const auto weights = samples::survey_weights(n, n);
      const oracle::sample surveyed(x, weights);
      if (surveyed.total > 0) {
        const oracle::rational truth = oracle::gini(surveyed);
        CHECK(oracle::ulps(gini(x, sampling(weights)), truth) <= 2);
        if (surveyed.rows() > 1)
          CHECK(oracle::ulps(gini(x, sampling(weights), sample_corrected),
                             truth * oracle::sampling_correction(surveyed)) <= 2);
      }
    }
}

TEST_CASE("gini: huge frequencies") {
  const std::vector<double> x{0.1, 0.7, 12.5};
  const std::vector<std::int64_t> w{1'000'000'000'000, 3, 999'999'999'989};
  CHECK(oracle::ulps(gini(x, frequency(w)), oracle::gini(oracle::sample(x, w))) <= 2);
}

TEST_CASE("gini: a million values of 1e9 plus noise, where the textbook formula is 1.5 % off") {
  samples::generator g(1);
  std::vector<double> x = samples::draw(1'000'000, [&] { return 1e9 + g.uniform(); });
  std::vector<std::int64_t> scaled;
  for (const double value : x) scaled.push_back(static_cast<std::int64_t>(std::ldexp(value, 23)));
  const oracle::rational truth = exact_rank_gini(scaled);
  const double result = gini(x);
  CHECK(result == Approx(1.667e-10).epsilon(2e-3));
  CHECK(oracle::ulps(result, truth) <= 2);
  g.shuffle(x);
  CHECK(gini(x) == result);
}

TEST_CASE("gini: a million equal values and one other") {
  std::vector<std::int64_t> units(1'000'001, 10'000'000'000'001);
  units[123'456] = 10'000'000'000'002;
  CHECK(oracle::ulps(gini(units), exact_rank_gini(units)) <= 2);
  std::vector<double> x(1'000'001, 0.1);
  x[5] = 1e-300;
  const double n = 1'000'001;
  CHECK(gini(x) == Approx(1 / n).epsilon(1e-15));
  x[5] = 0.1;
  CHECK(gini(x) == 0);
}

TEST_CASE("gini: equal values give exactly zero") {
  for (const double value : {0.1, 1.0 / 3, 0.7, 1e-310, 5e-324, 1e308, 3.0, (std::numeric_limits<double>::max)()})
    for (const std::size_t n : {1u, 2u, 3u, 10u, 49u, 1000u, 4097u}) {
      const std::vector<double> x(n, value);
      CHECK(gini(x) == 0);
      CHECK_FALSE(std::signbit(gini(x)));
      CHECK(gini(x, frequency(std::vector<int>(n, 7))) == 0);
      CHECK(gini(x, sampling(std::vector<double>(n, 0.1))) == 0);
      CHECK(gini(x, frequency(std::vector<int>(n, 7)), sample_corrected) == 0);
    }
  CHECK(gini(std::vector<float>(1000, 0.1f)) == 0);
  CHECK(gini(std::vector<long double>(1000, 0.1L)) == 0);
  samples::generator g(3);
  std::vector<double> w = samples::draw(1000, [&] { return g.uniform(); });
  CHECK(gini(std::vector<double>(1000, 0.1), sampling(w)) == 0);
}

TEST_CASE("gini: negative values while the total is positive") {
  const std::vector<double> x{-1, -0.5, 0, 2, 3};
  CHECK(oracle::ulps(gini(x), oracle::gini(oracle::sample(x))) <= 2);
  CHECK(gini(std::vector<double>{-1, 1.5}) == 2.5);  // above one
  const std::vector<double> cancelling{-1e16, 1, 1e16, 0.25};
  CHECK(oracle::ulps(gini(cancelling), oracle::gini(oracle::sample(cancelling))) <= 2);
  CHECK(oracle::ulps(gini(x, sampling(std::vector<double>{0.1, 0.2, 0.3, 0.4, 0.5})),
                     oracle::gini(oracle::sample(x, std::vector<double>{0.1, 0.2, 0.3, 0.4, 0.5}))) <= 2);
  const std::vector<double> three_scales{-1e40, -1e20, 1, 1e20, 1e40};
  for (const double w : {1.0, 0.3})
    CHECK(oracle::ulps(gini(three_scales, sampling(std::vector<double>(5, w))),
                       oracle::gini(oracle::sample(three_scales))) <= 2);
  rules::throws<std::domain_error>("gini", [] { gini(std::vector<double>{-1, 1}); });
  rules::throws<std::domain_error>("gini", [] { gini(std::vector<double>{-1e300, 1e-300, 1e300}); }, {"largest"});
  CHECK_THROWS_AS(gini(std::vector<double>{-2, 1}), std::logic_error);
  CHECK_THROWS_AS(gini(std::vector<double>{-2, -1}), std::logic_error);
}

TEST_CASE("gini: integers to both ends of their range") {
  const auto exact_within = [](const auto& x) { return oracle::ulps(gini(x), oracle::gini(oracle::sample(x))) <= 2; };
  constexpr std::int64_t top = INT64_MAX, bottom = INT64_MIN;
  CHECK(exact_within(std::vector<std::int64_t>{top, top, top - 1}));
  CHECK(exact_within(std::vector<std::int64_t>{top - 3, top - 2, top - 1, top, top - 700}));
  CHECK(exact_within(std::vector<std::int64_t>{bottom, top, top}));
  CHECK(exact_within(std::vector<std::int64_t>{bottom + 1, bottom, top, top, top - 5}));
  CHECK(exact_within(std::vector<std::int64_t>{(std::int64_t{1} << 53) + 1, std::int64_t{1} << 53}));
  CHECK(exact_within(std::vector<std::uint64_t>{UINT64_MAX, UINT64_MAX - 1, UINT64_MAX - 2}));
  CHECK(exact_within(std::vector<std::uint64_t>{UINT64_MAX, 0, 1}));
  CHECK(exact_within(std::vector<std::uint32_t>{UINT32_MAX, UINT32_MAX - 1, 3}));
  CHECK(exact_within(std::vector<std::int32_t>{INT32_MIN, INT32_MAX, INT32_MAX}));
  CHECK(exact_within(std::vector<std::int8_t>{127, 127, 1, -128}));
  CHECK(gini(std::vector<std::int64_t>(1000, top)) == 0);
  const std::vector<std::int64_t> x{top, top - 1, top - 5};
  const std::vector<int> w{3, 2, 4};
  CHECK(oracle::ulps(gini(x, frequency(w)), oracle::gini(oracle::sample(x, w))) <= 2);
}

TEST_CASE("gini: number types keep their precision") {
  using boost::multiprecision::cpp_bin_float_50;
  static_assert(std::is_same_v<decltype(gini(std::vector<int>{})), double>);
  static_assert(std::is_same_v<decltype(gini(std::vector<float>{})), double>);
  static_assert(std::is_same_v<decltype(gini(std::vector<long double>{})), long double>);
  static_assert(std::is_same_v<decltype(gini(std::vector<cpp_bin_float_50>{})), cpp_bin_float_50>);
  samples::generator g(8);
  std::vector<float> floats;
  std::vector<long double> longs;
  std::vector<cpp_bin_float_50> bigs;
  for (int i = 0; i < 30; ++i) {
    floats.push_back(static_cast<float>(g.uniform()));
    longs.push_back(1e15L + static_cast<long double>(g.uniform()) / 3);
    bigs.push_back(1000000 + cpp_bin_float_50(g.uniform()) / 3);
  }
  CHECK(oracle::ulps(gini(floats), oracle::gini(oracle::sample(floats))) <= 2);
  CHECK(oracle::ulps(gini(longs), oracle::gini(oracle::sample(longs))) <= 2);
  CHECK(oracle::ulps(gini(bigs), oracle::gini(oracle::sample(bigs))) <= 2);
  CHECK(gini(std::vector<cpp_bin_float_50>(7, cpp_bin_float_50(1) / 3)) == 0);
  CHECK(gini(std::vector<cpp_bin_float_50>{3, 1}) == 0.25);  // descending
  const std::vector<int> w = samples::frequencies(30, 4);
  CHECK(oracle::ulps(gini(longs, frequency(w)), oracle::gini(oracle::sample(longs, w))) <= 2);
  CHECK(oracle::ulps(gini(bigs, frequency(w)), oracle::gini(oracle::sample(bigs, w))) <= 2);
}

TEST_CASE("gini: extended types on hostile data") {
  extended::exact(population_gini, [](const oracle::sample& s) { return oracle::gini(s); });
  extended::exact_of_units([](const auto&... sample) { return gini(sample..., sample_corrected); },
                           [](const oracle::sample& s) { return oracle::gini(s) * oracle::sample_correction(s); },
                           [](const oracle::sample& s) { return s.n > 1; });
}

TEST_CASE("gini: invariances") {
  samples::generator g(11);
  std::vector<double> x = samples::draw(101, [&] { return static_cast<double>(g.below(1000)); });
  const double base = gini(x);
  SUBCASE("order") {
    for (int i = 0; i < 20; ++i) {
      g.shuffle(x);
      CHECK(gini(x) == base);
    }
  }
  SUBCASE("scale") {
    for (const double factor : {0.5, 3.0, 1e6, std::ldexp(1.0, 900), std::ldexp(1.0, -1060)}) {
      std::vector<double> scaled = x;
      for (auto& value : scaled) value *= factor;
      CHECK(oracle::ulp_distance(gini(scaled), base) <= 2);
    }
  }
  SUBCASE("replication") {
    const double tripled = gini(samples::expand(x, std::vector<int>(101, 3)));
    CHECK(oracle::ulp_distance(tripled, base) <= 2);
    CHECK(gini(x, frequency(std::vector<int>(101, 3))) == tripled);
  }
  SUBCASE("a transfer from a richer to a poorer unit lowers it") {
    for (std::size_t i = 0; i + 1 < x.size(); ++i) {
      std::vector<double> after = x;
      double& poorer = x[i] < x[i + 1] ? after[i] : after[i + 1];
      double& richer = x[i] < x[i + 1] ? after[i + 1] : after[i];
      if (richer - poorer < 2) continue;
      poorer += 1;
      richer -= 1;
      CHECK(gini(after) < base);
    }
  }
  SUBCASE("adding the same to all lowers it") {
    std::vector<double> raised = x;
    for (auto& value : raised) value += 10;
    CHECK(gini(raised) < base);
  }
}

TEST_CASE("gini: sample estimator") {
  CHECK(gini(std::vector<int>{0, 0, 0, 9}, sample_corrected) == 1);
  CHECK(gini(std::vector<int>{4, 4}, sample_corrected) == 0);
  // By frequency n is the number of units, not of rows.
  CHECK(gini(std::vector<int>{0, 9}, frequency(std::vector<int>{3, 1}), sample_corrected) == 1);
  // Sampling weights correct by 1 / (1 - sum of squared shares), so equal weights correct by n / (n - 1).
  const std::vector<int> x{1, 2, 6};
  CHECK(oracle::ulp_distance(gini(x, sampling(std::vector<double>(3, 0.2)), sample_corrected),
                             gini(x, sample_corrected)) <= 2);
  CHECK(gini(std::vector<int>{5}, frequency(std::vector<int>{3}), sample_corrected) == 0);
  for (const auto& call : {+[] { (void)gini(std::vector<int>{5}, sample_corrected); },
                           +[] {
                             (void)gini(std::vector<int>{5, 8}, frequency(std::vector<int>{1, 0}), sample_corrected);
                           },
                           +[] {
                             (void)gini(std::vector<int>{5, 8}, sampling(std::vector<int>{2, 0}), sample_corrected);
                           }})
    rules::throws<std::domain_error>("gini", call);
  CHECK(gini(std::vector<int>{5}) == 0);
  // p (1 - p) (8 - 5) / 5 over 2 p (1 - p), whatever p.
  CHECK(oracle::ulp_distance(
            gini(std::vector<int>{5, 8}, sampling(std::vector<double>{1e300, 1e-300}), sample_corrected), 0.3) <= 1);
}

TEST_CASE("gini: every input") { rules::every_input(population_gini); }
TEST_CASE("gini: every spelling") { rules::every_spelling(population_gini); }
TEST_CASE("gini: every sampling input") { rules::every_sampling_input(population_gini); }
TEST_CASE("gini: errors") {
  rules::input_errors("gini", population_gini);
  rules::sampling_errors("gini", population_gini);
  rules::no_zero_total("gini", population_gini);
}

TEST_CASE("gini: small samples, whose sums are one integer, to the bit as the general sums") {
  std::mt19937_64 engine(29);
  std::normal_distribution<double> normal;
  const auto exponent = [&](int range) {
    return static_cast<int>(engine() % static_cast<unsigned>(range)) - range / 2;
  };
  for (int trial = 0; trial < 3000; ++trial) {
    const std::size_t n = trial % 20 == 0 ? 1 + engine() % 1200 : 1 + engine() % 40;
    std::vector<double> x(n);
    for (double& value : x) {
      switch (trial % 8) {
        case 0:
          value = std::exp(2.8 * normal(engine));
          break;
        case 1:
          value = std::floor(std::exp(2 * normal(engine)));
          break;  // ties and zeros
        case 2:
          value = 1 + normal(engine);
          break;
        case 3:
          value = std::ldexp(normal(engine) + 2, exponent(140));
          break;
        case 4:
          value = std::ldexp(normal(engine) + 3, exponent(1900));
          break;
        case 5:
          value = std::ldexp(static_cast<double>(engine() % 5000), -1074);
          break;
        case 6:
          value = std::ldexp(1 + std::abs(normal(engine)) / 8, 1020 + exponent(6));
          break;
        default:
          value = engine() % 3 == 0 ? -0.0 : std::ldexp(1.0, exponent(60));
      }
    }
    const std::vector<int> ones(n, 1);
    if (!(mean(x) > 0)) continue;
    CAPTURE(trial);
    CHECK(mean(x) == mean(x, frequency(ones)));
    CHECK(gini(x) == gini(x, frequency(ones)));
    std::reverse(x.begin(), x.end());
    CHECK(gini(x) == gini(x, frequency(ones)));
    std::sort(x.rbegin(), x.rend());
    CHECK(gini(x) == gini(x, frequency(ones)));
  }
}
