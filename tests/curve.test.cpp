// SPDX-License-Identifier: BSL-1.0
#include <lorenz/curve.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
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
using lorenz::curve;
using lorenz::frequency;
using lorenz::sampling;

namespace {

const auto at_three_eighths = [](const auto&... sample) { return curve(sample...)(0.375); };

// p = k / 64: exact in binary, so the point on the polygon has one true value.
template <class Curve>
void ordinates_are_exact(const Curve& c, const oracle::sample& s) {
  for (const int k : {1, 5, 16, 31, 32, 47, 60, 63}) {
    const double p = k / 64.0;
    CAPTURE(p);
    CHECK(oracle::ulps(c(p), oracle::lorenz(s, oracle::exact(p))) <= 2);
  }
  CHECK(c(0) == 0);
  CHECK(c(1) == 1);
}

template <class Curve>
void is_a_lorenz_curve(const Curve& c) {
  double before = 0;
  for (int k = 0; k <= 100; ++k) {
    const double p = k / 100.0;
    CHECK(c(p) >= before);
    CHECK(c(p) <= p);
    before = c(p);
    for (int step = 1; step <= k && k + step <= 100; step *= 3)  // convex
      CHECK(2 * c(p) <= c((k - step) / 100.0) + c((k + step) / 100.0) + 2e-15);
  }
  const auto points = c.points();
  REQUIRE(points.size() >= 2);
  CHECK(points.front().population == 0);
  CHECK(points.front().share == 0);
  CHECK(points.back().population == 1);
  CHECK(points.back().share == 1);
  for (std::size_t i = 1; i < points.size(); ++i) {
    CHECK(points[i].population > points[i - 1].population);
    CHECK(points[i].share >= points[i - 1].share);
    if (i == 1) continue;
    // Sides rise ever more steeply.
    const double width0 = points[i - 1].population - points[i - 2].population;
    const double width1 = points[i].population - points[i - 1].population;
    const double rise0 = points[i - 1].share - points[i - 2].share;
    const double rise1 = points[i].share - points[i - 1].share;
    CHECK(rise0 * width1 <= rise1 * width0 + 1e-15 * (width0 + width1 + rise0 + rise1));
  }
}

}  // namespace

TEST_CASE("curve: values that cancel, weights and types at the ends of the range") {
  const std::vector<double> cancelling{-1e40, -1e20, 1, 1e20, 1e40};
  const std::vector<double> w(5, 0.3);
  const oracle::sample s(cancelling);
  for (const curve& c : {curve(cancelling), curve(cancelling, sampling(w))}) {
    CHECK(oracle::ulps(c.gini(), oracle::gini(s)) <= 2);
    CHECK(oracle::ulps(c.hoover(), oracle::hoover(s)) <= 2);
    for (const double p : {0.25, 0.5, 0.75}) CHECK(oracle::ulps(c(p), oracle::lorenz(s, oracle::exact(p))) <= 2);
  }
  const std::vector<double> x{3e-320, 1e307, 5e-324}, dwarfed{5e236, 6e-202, 4e222};
  CHECK(curve(x, sampling(dwarfed)).gini() == doctest::Approx(1));
  rules::throws<std::domain_error>("curve", [] { curve(std::vector<double>{-1e300, 1e-300, 1e300}); }, {"largest"});
  const std::vector<long double> wide{1e-2000L, 3e-2000L};
  CHECK(curve(wide).gini() == 0.25);
  CHECK_THROWS_AS(curve(std::vector<long double>{1e2000L, 3e2000L}), std::invalid_argument);
}

TEST_CASE("curve: values other packages publish") {
  namespace p = published;
  const curve five(p::pysal::lorenz_x);
  for (std::size_t k = 0; k < p::pysal::lorenz.size(); ++k)
    CHECK(five(static_cast<double>(k) / 5) == Approx(p::pysal::lorenz[k]).epsilon(1e-7));
  const curve nine(p::inequality_jl::x);
  for (std::size_t k = 0; k < p::inequality_jl::lorenz.size(); ++k)
    CHECK(nine(static_cast<double>(k) / 9) == Approx(p::inequality_jl::lorenz[k]).epsilon(1e-14));
  const curve weighted(p::inequality_jl::x, sampling(p::inequality_jl::w));
  CHECK(weighted.gini() == Approx(p::inequality_jl::weighted_gini).epsilon(1e-14));
  const curve grouped(p::ineq::x, frequency(p::ineq::frequencies));
  const auto points = grouped.points();
  REQUIRE(points.size() == p::ineq::grouped_share.size() + 1);
  for (std::size_t k = 0; k < p::ineq::grouped_share.size(); ++k) {
    CHECK(points[k + 1].population == Approx(p::ineq::grouped_population[k]).epsilon(5e-10));
    CHECK(points[k + 1].share == Approx(p::ineq::grouped_share[k]).epsilon(1e-8));
  }
  const curve c(p::desctools::lorenz_x);
  CHECK(c(0.55) == Approx(p::desctools::lorenz_at_055).epsilon(1e-15));
  CHECK(c.inverse(0.6) == Approx(p::desctools::inverse_at_06).epsilon(1e-15));
  CHECK(curve(p::pysal::schutz_x).hoover() == Approx(p::pysal::schutz).epsilon(1e-15));
}

TEST_CASE("curve: household surveys, a hundred points each, as wbpip") {
  for (const auto& s : wbpip::surveys()) {
    const curve c(s.welfare, sampling(s.weight));
    REQUIRE(s.population.size() == 100);
    for (std::size_t k = 0; k < s.population.size(); ++k) CHECK(std::fabs(c(s.population[k]) - s.share[k]) < 2e-14);
    CHECK(c.gini() == Approx(s.gini).epsilon(1e-14));
  }
}

TEST_CASE("curve: ordinates within two ulp of exact arithmetic, whatever the data") {
  for (const std::size_t n : {1u, 2u, 7u, 50u})
    for (const auto& data : samples::hostile(n, n)) {
      const std::vector<double>& x = data.x;
      CAPTURE(data.name);
      CAPTURE(n);
      const oracle::sample s(x);
      const curve c(x);
      ordinates_are_exact(c, s);
      is_a_lorenz_curve(c);
      CHECK(oracle::ulps(c.gini(), oracle::gini(s)) <= 2);
      CHECK(oracle::ulps(c.hoover(), oracle::hoover(s)) <= 2);
      for (const double p : {0.25, 0.5, 0.875, 1.0})
        CHECK(oracle::ulps(c.generalized(p), oracle::lorenz(s, oracle::exact(p)) * oracle::mean(s)) <= 3);
    }
}

TEST_CASE("curve: weighted ordinates within two ulp of exact arithmetic") {
  for (const auto& data : samples::hostile(30, 77)) {
    const std::vector<double>& x = data.x;
    CAPTURE(data.name);
    const auto counts = samples::frequencies(30, 1);
    if (const oracle::sample s(x, counts); s.total > 0) {
      const curve c(x, frequency(counts));
      const curve expanded(samples::expand(x, counts));
      ordinates_are_exact(c, s);
      is_a_lorenz_curve(c);
      CHECK(oracle::ulps(c.gini(), oracle::gini(s)) <= 2);
      CHECK(c.gini() == expanded.gini());
      CHECK(c.hoover() == expanded.hoover());
      CHECK(c.asymmetry() == expanded.asymmetry());
      CHECK(c.points().size() == expanded.points().size());
      for (int k = 0; k <= 20; ++k) {
        CHECK(c(k / 20.0) == expanded(k / 20.0));
        CHECK(c.inverse(k / 20.0) == expanded.inverse(k / 20.0));
        CHECK(c.generalized(k / 20.0) == expanded.generalized(k / 20.0));
      }
    }
    const auto weights = samples::survey_weights(30, 2);
    if (const oracle::sample s(x, weights); s.total > 0) {
      const curve c(x, sampling(weights));
      CHECK(oracle::ulps(c.gini(), oracle::gini(s)) <= 2);
      ordinates_are_exact(c, s);
      is_a_lorenz_curve(c);
      CHECK(oracle::ulps(c.hoover(), oracle::hoover(s)) <= 2);
    }
  }
}

TEST_CASE("curve: extended types on hostile data") {
  const oracle::rational p(3, 8);
  const auto of = [](const auto& x, const auto&... w) { return lorenz::basic_curve(x, w...); };
  extended::exact([&](const auto&... sample) { return of(sample...)(0.375); },
                  [&](const oracle::sample& s) { return oracle::lorenz(s, p); });
  extended::exact([&](const auto&... sample) { return of(sample...).generalized(0.375); },
                  [&](const oracle::sample& s) { return oracle::lorenz(s, p) * oracle::mean(s); });
  extended::exact([&](const auto&... sample) { return of(sample...).inverse(0.375); },
                  [&](const oracle::sample& s) { return oracle::lorenz_inverse(s, p); });
  extended::exact([&](const auto&... sample) { return of(sample...).gini(); },
                  [](const oracle::sample& s) { return oracle::gini(s); });
  extended::exact([&](const auto&... sample) { return of(sample...).hoover(); },
                  [](const oracle::sample& s) { return oracle::hoover(s); });
  extended::exact_of_units([&](const auto&... sample) { return of(sample...).asymmetry(); },
                           [](const oracle::sample& s) { return oracle::lorenz_asymmetry(s); });
}

TEST_CASE("curve: points merge ties and leave zero weights out") {
  const auto points = curve(std::vector<double>{4, 1, 1}).points();
  REQUIRE(points.size() == 3);
  CHECK(points[1].population == 2.0 / 3);
  CHECK(points[1].share == 1.0 / 3);
  CHECK(curve(std::vector<double>(50, 0.1)).points().size() == 2);
  CHECK(curve(std::vector<double>{7}).points().size() == 2);
  const auto weighted =
      curve(std::vector<double>{2, 9, 1, 2, 5}, sampling(std::vector<double>{1, 0, 1, 2, 1})).points();
  REQUIRE(weighted.size() == 4);
  CHECK(weighted[1].population == 0.2);
  CHECK(weighted[1].share == Approx(1.0 / 12).epsilon(1e-15));
  CHECK(weighted[2].population == 0.8);
  CHECK(weighted[2].share == Approx(7.0 / 12).epsilon(1e-15));
  const auto zeros = curve(std::vector<int>{0, 0, 3, 1}).points();
  REQUIRE(zeros.size() == 4);
  CHECK(zeros[1].population == 0.5);
  CHECK(zeros[1].share == 0);
  static_assert(std::is_same_v<decltype(weighted), const std::vector<lorenz::curve_point>>);
}

TEST_CASE("curve: inverse is the smallest share of the population that reaches the share") {
  const curve c(std::vector<double>{0, 0, 1, 3});
  CHECK(c.inverse(0) == 0);
  CHECK(c.inverse(0.25) == 0.75);
  CHECK(c.inverse(0.625) == 0.875);
  CHECK(c.inverse(1) == 1);
  for (const auto& data : samples::hostile(25, 6)) {
    const std::vector<double>& x = data.x;
    CAPTURE(data.name);
    const oracle::sample s(x);
    const curve drawn(x);
    for (int k = 1; k < 32; ++k) {
      const double share = k / 32.0;
      CAPTURE(share);
      CHECK(drawn.inverse(share) ==
            Approx(oracle::approximate(oracle::lorenz_inverse(s, oracle::exact(share)))).epsilon(1e-14));
    }
  }
  // An ordinate reached up to rounding is reached: L(0.3) is 0.3 for ten equal units.
  const curve equal(std::vector<double>(10, 0.7));
  for (int k = 0; k <= 10; ++k) CHECK(equal.inverse(k / 10.0) == Approx(k / 10.0).epsilon(1e-15));
}

TEST_CASE("curve: asymmetry") {
  CHECK(curve(std::vector<double>{1, 2, 3}).asymmetry() == Approx(5.0 / 6).epsilon(1e-15));  // from 1/2 to 7/6
  CHECK(curve(std::vector<double>(9, 0.3)).asymmetry() == Approx(1).epsilon(1e-15));
  CHECK(curve(std::vector<double>{1, 3}).asymmetry() == 1.375);  // (1 + 1/2) / 2 + (1 + 3/2) / 4
  for (const auto& data : samples::hostile(20, 9)) {
    const std::vector<double>& x = data.x;
    CAPTURE(data.name);
    CHECK(curve(x).asymmetry() ==
          Approx(oracle::approximate(oracle::lorenz_asymmetry(oracle::sample(x)))).epsilon(1e-12));
  }
  samples::generator g(2);
  for (int i = 0; i < 50; ++i) {
    const auto x = samples::draw(8, [&] { return 1.0 + g.below(8); });
    CHECK(curve(x).asymmetry() ==
          Approx(oracle::approximate(oracle::lorenz_asymmetry(oracle::sample(x)))).epsilon(1e-14));
  }
}

TEST_CASE("curve: order, scale and copies") {
  const auto inverse = [](const auto&... sample) { return curve(sample...).inverse(0.4); };
  const auto hoover = [](const auto&... sample) { return curve(sample...).hoover(); };
  rules::same_in_any_order_and_scale(at_three_eighths);
  rules::same_in_any_order_and_scale(inverse);
  rules::same_in_any_order_and_scale(hoover);
  // Where inequality comes from, and not how much: transfers may raise or lower it, and copies are more units.
  rules::same_in_any_order_and_scale([](const auto& x) { return lorenz::lorenz_asymmetry(x); });
  rules::same_of_copies(at_three_eighths);
  rules::same_of_copies(inverse);
  rules::same_of_copies(hoover);
}

TEST_CASE("curve: negative values while the total is positive") {
  const std::vector<double> x{-1, -0.5, 0, 2, 3.5};
  const curve c(x);
  ordinates_are_exact(c, oracle::sample(x));
  CHECK(c(0.25) < 0);
  CHECK(oracle::ulps(c.gini(), oracle::gini(oracle::sample(x))) <= 2);
  CHECK(c.inverse(1) == 1);
  CHECK(c(c.inverse(0.5)) == Approx(0.5).epsilon(1e-14));
  rules::throws<std::domain_error>("curve", [] { curve(std::vector<double>{-1, 1}); });
  CHECK_THROWS_AS(curve(std::vector<double>{-2, 1}), std::logic_error);
}

TEST_CASE("curve: order and scale") {
  samples::generator g(4);
  std::vector<double> x = samples::draw(101, [&] { return g.uniform(); });
  const curve base(x);
  for (int i = 0; i < 5; ++i) {
    g.shuffle(x);
    const curve c(x);
    for (int k = 0; k <= 50; ++k) CHECK(c(k / 50.0) == base(k / 50.0));
    CHECK(c.asymmetry() == base.asymmetry());
  }
  for (auto& value : x) value = std::ldexp(value, 200);
  const curve scaled(x);
  for (int k = 0; k <= 50; ++k) CHECK(oracle::ulp_distance(scaled(k / 50.0), base(k / 50.0)) <= 2);
}

TEST_CASE("curve: is a value that outlives its input") {
  std::vector<double> x{1, 1, 4};
  const curve c(x);
  x.assign(3, -7);
  CHECK(c(0.5) == 0.25);
  lorenz::curve copy = c;
  CHECK(copy(0.5) == 0.25);
  copy = curve(std::vector<int>{1, 3});
  CHECK(copy(0.5) == 0.25);
  CHECK(copy.points().size() == 3);
}

TEST_CASE("curve: number types") {
  using boost::multiprecision::cpp_bin_float_50;
  const std::vector<std::int64_t> top{INT64_MAX, INT64_MAX - 1, INT64_MAX};
  ordinates_are_exact(curve(top), oracle::sample(top));
  const std::vector<std::uint64_t> wide{UINT64_MAX, 1, UINT64_MAX - 1};
  ordinates_are_exact(curve(wide), oracle::sample(wide));
  const std::vector<long double> longs{0.1L, 0.7L, 1e12L};
  const lorenz::basic_curve<long double> long_curve(longs);
  CHECK(oracle::ulps(long_curve(0.75L), oracle::lorenz(oracle::sample(longs), oracle::rational(3, 4))) <= 2);
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, 5, cpp_bin_float_50(22) / 7};
  const lorenz::basic_curve<cpp_bin_float_50> big_curve(bigs);
  CHECK(oracle::ulps(big_curve(0.5), oracle::lorenz(oracle::sample(bigs), oracle::rational(1, 2))) <= 2);
  CHECK(oracle::ulps(big_curve.gini(), oracle::gini(oracle::sample(bigs))) <= 2);
}

TEST_CASE("curve: every input") { rules::every_input(at_three_eighths); }
TEST_CASE("curve: every sampling input") { rules::every_sampling_input(at_three_eighths); }
TEST_CASE("curve: errors") {
  rules::input_errors("curve", at_three_eighths);
  rules::sampling_errors("curve", at_three_eighths);
  rules::no_zero_total("curve", at_three_eighths);
  const curve c(std::vector<double>{1, 2});
  for (const double p : {-0.25, 1.5, rules::nan, rules::infinity}) {
    CHECK_THROWS_AS(c(p), std::invalid_argument);
    CHECK_THROWS_AS(c.inverse(p), std::invalid_argument);
    CHECK_THROWS_AS(c.generalized(p), std::invalid_argument);
  }
  rules::throws<std::invalid_argument>("curve", [&] { (void)c(1.5); }, {"p", "1.5"});
  rules::throws<std::invalid_argument>("curve::inverse", [&] { (void)c.inverse(-0.25); }, {"share", "-0.25"});
  rules::throws<std::invalid_argument>("curve::generalized", [&] { (void)c.generalized(1.5); }, {"p", "1.5"});
}

TEST_CASE("curve: the whole curve of weights near the ends of their range") {
  const std::vector<double> x{1, 2, 3, 4}, heavy(4, 1.7e308), light(4, 5e-324);
  const curve plain(x);
  for (const auto& w : {heavy, light}) {
    const curve c(x, sampling(w));
    for (const double p : {0.25, 0.3, 0.75}) CHECK(c(p) == plain(p));
    CHECK(c.gini() == plain.gini());
    CHECK(c.asymmetry() == plain.asymmetry());
  }
}

TEST_CASE("curve: inverse(0) is 0, also where the curve falls below 0 first") {
  CHECK(curve(std::vector<double>{-1, -0.5, 0, 2, 3.5}).inverse(0) == 0);
  CHECK(curve(std::vector<double>{-3, 1, 1, 1, 1, 1}).inverse(0) == 0);
}

TEST_CASE("lorenz_asymmetry: of sampling weights, only their ratios matter") {
  const auto asymmetry = [](const auto&... sample) { return lorenz::lorenz_asymmetry(sample...); };
  rules::every_input(asymmetry);
  rules::input_errors("lorenz_asymmetry", asymmetry);
  rules::sampling_errors("lorenz_asymmetry", asymmetry);
  rules::no_zero_total("lorenz_asymmetry", asymmetry);
  samples::generator g(8);
  for (int i = 0; i < 20; ++i) {
    std::vector<double> x = samples::draw(9, [&] { return 1.0 + g.below(8); });
    const double plain = asymmetry(x);
    CHECK(plain == Approx(oracle::approximate(oracle::lorenz_asymmetry(oracle::sample(x)))).epsilon(1e-14));
    CHECK(plain == curve(x).asymmetry());
    const std::vector<double> equal(9, 0.37);
    CHECK(asymmetry(x, sampling(equal)) == Approx(plain).epsilon(1e-14));
    std::vector<double> w = samples::draw(9, [&] { return 0.1 + g.uniform(); });
    const double weighted = asymmetry(x, sampling(w));
    for (auto& weight : w) weight *= 1024;
    CHECK(asymmetry(x, sampling(w)) == weighted);
    for (auto& weight : w) weight *= 1e7;
    CHECK(asymmetry(x, sampling(w)) == Approx(weighted).epsilon(1e-14).scale(0));
    std::reverse(x.begin(), x.end());
    std::reverse(w.begin(), w.end());
    CHECK(asymmetry(x, sampling(w)) == Approx(weighted).epsilon(1e-14).scale(0));
  }
  // Values 1, 2, 6 of weights 1, 1, 2: mean 15/4, so that delta = (15/4 - 2)/4 of the row of weight 2.
  const double delta = 7.0 / 16;
  CHECK(asymmetry(std::vector<int>{1, 2, 6}, sampling(std::vector<int>{1, 1, 2})) ==
        Approx((2 + 2 * delta) / 4 + (3 + 2 * delta * 6) / 15).epsilon(1e-15));
}

TEST_CASE("compare: Lorenz dominance") {
  using lorenz::compare;
  using lorenz::dominance;
  const curve even(std::vector<int>{3, 3, 3}), some(std::vector<int>{2, 3, 4}), more(std::vector<int>{1, 3, 5});
  CHECK(compare(even, some) == dominance::first);
  CHECK(compare(some, more) == dominance::first);
  CHECK(compare(more, even) == dominance::second);
  CHECK(compare(some, some) == dominance::equal);
  // The bottom of one and the top of the other are the better ones: 1/8, 4/8 against 2/10, 4/10.
  CHECK(compare(curve(std::vector<int>{1, 3, 4}), curve(std::vector<int>{2, 2, 6})) == dominance::crossing);
  CHECK(compare(curve(std::vector<int>{2, 2, 6}), curve(std::vector<int>{1, 3, 4})) == dominance::crossing);
  // Different corners: four units against six.
  CHECK(compare(curve(std::vector<int>{1, 1, 2, 2}), curve(std::vector<int>{1, 1, 1, 2, 2, 2})) == dominance::equal);
  CHECK(compare(curve(std::vector<int>{0, 1}), curve(std::vector<int>{0, 0, 1})) == dominance::first);
}

TEST_CASE("compare: a change of scale, of copies or of spelling is none; a transfer is one") {
  using lorenz::compare;
  using lorenz::dominance;
  for (const auto& [name, x] : samples::hostile(40, 17)) {
    const auto& data = name;  // Clang 14 captures no structured binding
    CAPTURE(data);
    if (name.find("overflow") != std::string::npos || name == "subnormal") continue;
    auto scaled = x;
    for (auto& value : scaled) value *= 0.1;
    CHECK(compare(curve(x), curve(scaled)) == dominance::equal);
    CHECK(compare(curve(x), curve(samples::expand(x, std::vector<int>(40, 3)))) == dominance::equal);
    CHECK(compare(curve(x, sampling(std::vector<double>(40, 0.3))), curve(x)) == dominance::equal);
  }
  const std::vector<double> debts{-7.3, -0.1, 3.3, 8.9, 21.7};
  std::vector<double> in_cents = debts;
  for (auto& value : in_cents) value *= 0.1;
  CHECK(compare(curve(debts), curve(in_cents)) == dominance::equal);
  samples::generator g(3);
  for (int i = 0; i < 30; ++i) {
    const auto x = samples::draw(30, [&] { return 1 + g.uniform(); });
    auto moved = x;
    const auto poor = static_cast<std::size_t>(g.below(30)), rich = static_cast<std::size_t>(g.below(30));
    if (!(x[poor] < x[rich])) continue;
    const double gift = (x[rich] - x[poor]) / 4;
    moved[poor] += gift;
    moved[rich] -= gift;
    CHECK(compare(curve(moved), curve(x)) == dominance::first);
    CHECK(compare(curve(x), curve(moved)) == dominance::second);
  }
}

TEST_CASE("curve: gini() and hoover() keep their digits where all are nearly equal") {
  const std::vector<double> x{1000000000.25, 1000000000.5, 1000000000.75};
  const std::vector<double> counts{3, 1e9, 2};
  CHECK(lorenz::curve(x, lorenz::frequency(counts)).gini() == lorenz::gini(x, lorenz::frequency(counts)));
  const std::vector<double> many{3, 0x1p55, 2};
  CHECK(lorenz::curve(x, lorenz::frequency(many)).hoover() == lorenz::hoover(x, lorenz::frequency(many)));
}
