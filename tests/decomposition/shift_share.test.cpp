// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/shift_share.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace lorenz;

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

template <class Call>
std::string error_of(Call&& call) {
  try {
    call();
  } catch (const std::exception& e) {
    return e.what();
  }
  return "no error";
}

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

TEST_CASE("shift_share: dynamic") {
  const std::vector<vec> regions{{10, 10}, {12, 11}, {20, 9}};
  const std::vector<vec> nations{{100, 100}, {110, 100}, {130, 90}};
  const auto first = shift_share(regions[0], regions[1], nations[0], nations[1]);
  const auto second = shift_share(regions[1], regions[2], nations[1], nations[2]);
  const auto both = shift_share(regions, nations);
  CHECK(both.growth == 9);
  CHECK(both.mix == first.mix + second.mix);
  CHECK(both.regional == first.regional + second.regional);
  CHECK(both.industries[1].national == first.industries[1].national + second.industries[1].national);
  CHECK(std::fabs(both.residual()) < 1e-14);
  const auto chained = shift_share(regions, nations, gerfin);
  CHECK(chained.growth == doctest::Approx(1.45).epsilon(1e-15));
  CHECK(std::fabs(chained.residual()) < 1e-15);
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
