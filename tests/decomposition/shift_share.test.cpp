// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/shift_share.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "../reference/oracle.hpp"
#include "reference/error_of.hpp"

using namespace lorenz;
using oracle::rational;

namespace {

using vec = std::vector<double>;

shift_share_options with(shift_share_variant variant) {
  shift_share_options options;
  options.variant = variant;
  return options;
}
const auto dunn = with(shift_share_variant::dunn);
const auto esteban = with(shift_share_variant::esteban_marquillas);
const auto gerfin = with(shift_share_variant::gerfin);

// Region A of Farhauer and Kroell 2013, the example of the R package REAT.
const std::vector<int> region0{90, 20, 10, 60}, region1{100, 40, 10, 55};
const std::vector<int> nation0{400, 150, 150, 400}, nation1{440, 210, 135, 480};

}  // namespace

TEST_CASE("shift_share: Farhauer and Kroell, three variants") {
  const auto d = shift_share(region0, region1, nation0, nation1);
  CHECK(d.growth == 25);
  CHECK(d.national == 27);
  CHECK(d.mix == 1);
  CHECK(d.regional == -3);
  CHECK(d.allocation == 0);
  CHECK(d.residual() == 0);
  REQUIRE(d.industries.size() == 4);
  CHECK(d.industries[1].growth == 20);
  CHECK(d.industries[1].national == 3);
  CHECK(d.industries[1].mix == 5);        // 20 (7/5 - 23/20)
  CHECK(d.industries[1].regional == 12);  // 40 - 20 * 7/5

  const auto e = shift_share(region0, region1, nation0, nation1, esteban);
  CHECK(e.mix == 1);
  CHECK(e.regional == -7.0 / 11);
  CHECK(e.allocation == -26.0 / 11);
  CHECK(std::fabs(e.residual()) < 1e-14);

  const auto g = shift_share(region0, region1, nation0, nation1, gerfin);
  CHECK(g.growth == 205.0 / 180);
  CHECK(g.national == 1.15);
  CHECK(g.mix == doctest::Approx(1.0048309178743962).epsilon(1e-15));
  CHECK(g.regional == doctest::Approx(0.9855769230769231).epsilon(1e-15));
  CHECK(g.mix * g.regional == doctest::Approx(0.9903381642512078).epsilon(1e-15));
  CHECK(g.allocation == 1);
  CHECK(std::fabs(g.residual()) < 1e-15);
}

TEST_CASE("shift_share: parts sum to the growth, and the region that is the nation has none of its own") {
  std::mt19937_64 random(2);
  std::lognormal_distribution<double> heavy(3, 2);
  for (int round = 0; round < 300; ++round) {
    const std::size_t n = 1 + random() % 6;
    vec e0(n), e1(n), n0(n), n1(n);
    double size = 0;
    for (std::size_t i = 0; i < n; ++i) {
      e0[i] = heavy(random);
      e1[i] = random() % 4 == 0 ? 0 : heavy(random);
      n0[i] = e0[i] + heavy(random);
      n1[i] = e1[i] + heavy(random);
      size += e0[i] * (1 + n1[i] / n0[i]) + e1[i];
    }
    for (const auto& options : {dunn, esteban}) {
      const auto s = shift_share(e0, e1, n0, n1, options);
      CHECK(std::fabs(s.residual()) <= 1e-14 * (size + std::fabs(s.regional) + std::fabs(s.allocation)));
      double regional = 0, mix = 0;
      for (const auto& industry : s.industries) {
        regional += industry.regional;
        mix += industry.mix;
      }
      CHECK(regional == doctest::Approx(s.regional).epsilon(1e-9));
      CHECK(mix == doctest::Approx(s.mix).epsilon(1e-9));
    }
    const auto g = shift_share(e0, e1, n0, n1, gerfin);
    CHECK(std::fabs(g.residual()) <= 1e-15 * g.growth);
    const auto same = shift_share(n0, n1, n0, n1);
    CHECK(std::fabs(same.mix) <= 1e-25 * size);
    CHECK(std::fabs(same.regional) <= 1e-25 * size);
  }
}

TEST_CASE("shift_share: regions B and C of Farhauer and Kroell") {
  // Inputs of REAT's shift(); the parts by hand: expected growth is that of the nation's industries, 1.1, 1.4, 0.9 and
  // 1.2, and the nation grows by 0.15.
  const std::vector<int> b0{60, 30, 30, 40}, b1{85, 55, 40, 35}, c0{250, 100, 110, 300}, c1{255, 115, 85, 390};
  const auto b = shift_share(b0, b1, nation0, nation1);
  CHECK(b.growth == 55);
  CHECK(b.national == 24);
  CHECK(b.mix == -1);  // 66 + 42 + 27 + 48 - 184
  CHECK(b.regional == 32);
  const auto c = shift_share(c0, c1, nation0, nation1);
  CHECK(c.growth == 85);
  CHECK(c.national == 114);
  CHECK(c.mix == 0);  // 275 + 140 + 99 + 360 - 874
  CHECK(c.regional == -29);
}

TEST_CASE("shift_share: dynamic") {
  // The example of REAT's shiftd(): region A, extended by a third date. Its parts in rational numbers, step by step.
  const std::vector<std::vector<int>> regions{region0, region1, {105, 45, 15, 60}};
  const std::vector<std::vector<int>> nations{nation0, nation1, {460, 230, 155, 500}};
  const auto both = shift_share(regions, nations);
  const auto expected = [&](std::size_t i) { return regions[1][i] * rational(nations[2][i], nations[1][i]); };
  rational carried = 0;
  for (std::size_t i = 0; i < 4; ++i) carried += expected(i);
  const rational whole0 = 1265, whole1 = 1345;  // the nation at the second and third date
  const rational national = 27 + 205 * (whole1 - whole0) / whole0;
  const rational mix = 1 + carried - 205 * whole1 / whole0;
  CHECK(both.growth == 45);
  CHECK(oracle::ulps(both.national, national) <= 0.5);
  CHECK(oracle::ulps(both.mix, mix) <= 0.5);
  CHECK(oracle::ulps(both.regional, -3 + 225 - carried) <= 0.5);
  CHECK(oracle::ulps(both.industries[3].regional, 55 - 72 + 60 - expected(3)) <= 0.5);
  CHECK(std::fabs(both.residual()) < 1e-14);

  const auto chained = shift_share(regions, nations, gerfin);
  CHECK(chained.growth == 1.25);
  CHECK(oracle::ulps(chained.national, rational(1345, 1100)) <= 0.5);
  CHECK(oracle::ulps(chained.mix, rational(208, 207) * carried / 205 / (whole1 / whole0)) <= 0.5);
  CHECK(oracle::ulps(chained.regional, rational(205, 208) * 225 / carried) <= 0.5);
  CHECK(chained.industries.empty());
  CHECK(std::fabs(chained.residual()) < 1e-15);

  const auto first = shift_share(region0, region1, nation0, nation1, esteban);
  const auto second = shift_share(regions[1], regions[2], nations[1], nations[2], esteban);
  CHECK(shift_share(regions, nations, esteban).allocation ==
        doctest::Approx(first.allocation + second.allocation).epsilon(1e-15));
  // There and back again: what grew is gone, and nothing is left over of parts that are large.
  const std::vector<vec> there{{0.1, 7e9}, {3e8, 0.3}, {0.1, 7e9}}, nation{{1e10, 1e10}, {1e10, 2e10}, {1e10, 1e10}};
  CHECK(shift_share(there, nation).growth == 0);
}

TEST_CASE("shift_share: industries that come, and errors") {
  const auto fresh = shift_share(vec{10, 0}, vec{10, 5}, vec{100, 0}, vec{100, 5});
  CHECK(fresh.growth == 5);
  CHECK(fresh.regional == 5);
  CHECK(fresh.mix == -0.5);  // the nation grows by 5 %, the region's industry does not
  CHECK(error_of([] {
          shift_share(vec{10, 0}, vec{10, 5}, vec{90, 10}, vec{100, 5}, esteban);
        }) == "lorenz::shift_share: region0[1] is 0, growth from zero is not defined");
  CHECK(error_of([] {
          shift_share(vec{10, 1}, vec{10, 5}, vec{100, 0}, vec{100, 5});
        }) == "lorenz::shift_share: nation0[1] is 0 and region0[1] is 1, growth from zero is not defined");
  CHECK(error_of([] {
          shift_share(vec{1}, vec{1}, vec{1, 2}, vec{1});
        }) == "lorenz::shift_share: nation0 has size 2, region0 has size 1");
  CHECK(error_of([] { shift_share(vec{0}, vec{1}, vec{1}, vec{1}); }) ==
        "lorenz::shift_share: the total of region0 is 0");
  CHECK_THROWS_AS(shift_share(vec{1}, vec{-1}, vec{1}, vec{1}), std::invalid_argument);
  CHECK_THROWS_AS(shift_share(std::vector<vec>{{1}}, std::vector<vec>{{1}}), std::domain_error);
}
