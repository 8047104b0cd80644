// SPDX-License-Identifier: BSL-1.0

#include <lorenz/influence.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_bin_float.hpp>

#include <lorenz/gini.hpp>
#include <lorenz/market.hpp>
#include <lorenz/shares.hpp>

#include "reference/oracle.hpp"
#include "reference/samples.hpp"

using namespace lorenz;

TEST_CASE("influence: by hand") {
  const std::vector<int> x{6, 1, 3};
  const auto g = gini_without(x);
  CHECK(g[0] == 0.25);      // 1, 3
  CHECK(g[1] == 1.0 / 6);   // 3, 6
  CHECK(g[2] == 5.0 / 14);  // 1, 6
  CHECK(herfindahl_without(x)[0] == 0.625);
  CHECK(top_share_without(x, units{1})[0] == 0.75);
  CHECK(top_share_without(x, units{1})[1] == 2.0 / 3);
}

TEST_CASE("influence: the measures of the rest, units and groups") {
  std::mt19937_64 random(71);
  std::lognormal_distribution<double> heavy(0, 3);
  for (int round = 0; round < 200; ++round) {
    const std::size_t n = 3 + random() % 12;
    std::vector<double> x(n);
    std::vector<std::string> groups(n);
    for (std::size_t i = 0; i < n; ++i) {
      x[i] = random() % 3 == 0 ? static_cast<double>(random() % 3) : heavy(random);
      groups[i] = std::string(1, static_cast<char>('a' + random() % 3));
    }
    x[0] = x[1] = 1;
    x[2] = 2;
    groups[0] = "a";
    groups[1] = "b";
    const units k{1 + random() % 4};
    const auto g = gini_without(x);
    const auto h = herfindahl_without(x);
    const auto t = top_share_without(x, k);
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<double> rest = x;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      CHECK(g[i] == doctest::Approx(gini(rest)).epsilon(5e-16));
      CHECK(h[i] == doctest::Approx(herfindahl(rest)).epsilon(5e-16));
      CHECK(t[i] == doctest::Approx(top_share(rest, k)).epsilon(5e-16));
    }
    const auto by_group = gini_without(x, groups);
    const auto squares = herfindahl_without(x, groups);
    const auto tops = top_share_without(x, groups, k);
    for (std::size_t j = 0; j < by_group.size(); ++j) {
      std::vector<double> rest;
      for (std::size_t i = 0; i < n; ++i)
        if (groups[i] != by_group[j].group) rest.push_back(x[i]);
      CHECK(by_group[j].value == doctest::Approx(gini(rest)).epsilon(5e-16));
      CHECK(squares[j].value == doctest::Approx(herfindahl(rest)).epsilon(5e-16));
      CHECK(tops[j].value == doctest::Approx(top_share(rest, k)).epsilon(5e-16));
    }
  }
}

TEST_CASE("influence: a unit that dwarfs the rest by any factor") {
  for (const double huge : {1e3, 4e3, 1e10, 1e14, 1e20, 1e30, 1e100, 1e300, 1.7e308}) {
    CAPTURE(huge);
    const std::vector<double> x{1, huge, 3};
    CHECK(gini_without(x)[1] == 0.25);
    CHECK(herfindahl_without(x)[1] == 0.625);
    CHECK(top_share_without(x, units{1})[1] == 0.75);
    const std::vector<std::string> groups{"b", "a", "b"};
    CHECK(gini_without(x, groups)[0].value == 0.25);
    CHECK(herfindahl_without(x, groups)[0].value == 0.625);
    CHECK(top_share_without(x, groups, units{1})[0].value == 0.75);
    CHECK_THROWS_AS(gini_without(std::vector<double>{-1, huge, -3}), std::domain_error);
    CHECK(herfindahl_without(std::vector<double>{0x1p-1073, huge, 3 * 0x1p-1073})[1] == 0.625);
  }
  using big = boost::multiprecision::cpp_bin_float_50;
  CHECK(herfindahl_without(std::vector<big>{1, big("1e200"), 3})[1] == 0.625);
}

TEST_CASE("influence: hostile data without each unit, against exact rationals") {
  for (const std::size_t n : {3u, 8u, 25u})
    for (const auto& [name, x] : samples::hostile(n, n + 900)) {
      const auto& data = name;  // Clang 14 captures no structured binding
      CAPTURE(data);
      CAPTURE(n);
      std::vector<oracle::sample> rests;
      bool defined = true;
      for (std::size_t i = 0; i < n; ++i) {
        std::vector<double> rest = x;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
        rests.emplace_back(rest);
        defined = defined && rests.back().total > 0;
      }
      if (!defined) {
        CHECK_THROWS_AS(gini_without(x), std::domain_error);
        continue;
      }
      const auto g = gini_without(x);
      const auto h = herfindahl_without(x);
      const auto t = top_share_without(x, units{2});
      for (std::size_t i = 0; i < n; ++i) {
        CAPTURE(i);
        CHECK(oracle::ulps(g[i], oracle::gini(rests[i])) <= 2);
        CHECK(oracle::ulps(h[i], oracle::herfindahl(rests[i])) <= 2);
        CHECK(oracle::ulps(t[i], oracle::top_share(rests[i], 2)) <= 2);
      }
    }
}

TEST_CASE("influence: a unit that dwarfs the rest, equal rests, extreme scales") {
  CHECK(gini_without(std::vector<double>{1, 1e14, 3})[1] == doctest::Approx(0.25).epsilon(1e-15));
  CHECK(gini_without(std::vector<double>{0.1, 0.1, 0.1, 7})[3] == 0);
  CHECK(herfindahl_without(std::vector<double>{1e300, 1e300, 1e300})[0] == 0.5);
  CHECK(gini_without(std::vector<double>{1e-300, 3e-300, 9e-300})[2] == 0.25);
  CHECK(std::fabs(gini_without(std::vector<long double>{1, 2, 9})[2] - 1 / 6.0L) < 1e-19L);
}

TEST_CASE("mean_without_top") {
  const std::vector<double> x{1e300, 1, 2, 6};
  CHECK(mean_without_top(x, units{1}) == 3);
  CHECK(mean_without_top(x, units{2}) == 1.5);
  CHECK(mean_without_top(x, units{0}) == 2.5e299);
  CHECK_THROWS_WITH_AS(mean_without_top(x, units{4}), "lorenz::mean_without_top: no unit left", std::domain_error);
}

TEST_CASE("mean_without_top: frequencies, a distribution, negative values") {
  const std::vector<int> x{7, -3, 2, 90}, w{3, 1, 0, 2};  // -3, 7, 7, 7, 90, 90
  const double expected[] = {33, 21.6, 4.5, 11.0 / 3, 2, -3};
  for (std::uint64_t k = 0; k < 6; ++k) {
    CHECK(mean_without_top(x, frequency(w), units{k}) == expected[k]);
    CHECK(mean_without_top(distribution(x, frequency(w)), units{k}) == expected[k]);
    CHECK(mean_without_top(std::vector<int>{90, 7, 7, -3, 7, 90}, units{k}) == expected[k]);
  }
  CHECK_THROWS_WITH_AS(mean_without_top(x, frequency(w), units{6}), "lorenz::mean_without_top: no unit left",
                       std::domain_error);
  CHECK(mean_without_top(std::vector<double>{1, 5}, frequency(std::vector<double>{0x1p60, 3}), units{3}) == 1);
}

TEST_CASE("influence: errors name what was taken away") {
  CHECK_THROWS_WITH_AS(gini_without(std::vector<int>{5}), "lorenz::gini_without: no unit left without x[0]",
                       std::domain_error);
  CHECK_THROWS_WITH_AS(herfindahl_without(std::vector<int>{0, 5, 0}),
                       "lorenz::herfindahl_without: the total is not positive without x[1]", std::domain_error);
  CHECK_THROWS_WITH_AS(gini_without(std::vector<int>{1, 2}, std::vector<int>{7, 7}),
                       "lorenz::gini_without: no unit left without group 7", std::domain_error);
  CHECK_THROWS_WITH_AS(top_share_without(std::vector<int>{1, -2}, units{1}),
                       "lorenz::top_share_without: x[1] is -2, must not be negative", std::invalid_argument);
  CHECK_THROWS_WITH_AS(gini_without(std::vector<int>{1, 2}, std::vector<int>{7}),
                       "lorenz::gini_without: groups has size 1, x has size 2", std::invalid_argument);
  CHECK(gini_without(std::vector<int>{}).empty());
}
