// SPDX-License-Identifier: BSL-1.0
#include <lorenz/concentration_index.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <lorenz/gini.hpp>

#include "reference/extended.hpp"
#include "reference/oracle.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::concentration_index;
using lorenz::frequency;
using lorenz::sampling;
using oracle::rational;

namespace {

// sum_ij w_i w_j x_i sign(by_i - by_j) / (W sum w x): a unit's rank is how many it beats less how many beat it.
template <class X, class W, class By>
rational by_pairs(const X& x, const W& w, const By& by) {
  rational sum(0), total(0), units(0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    rational beaten(0);
    for (std::size_t j = 0; j < x.size(); ++j) {
      if (by[j] < by[i]) beaten = beaten + oracle::exact(w[j]);
      if (by[i] < by[j]) beaten = beaten - oracle::exact(w[j]);
    }
    const rational held = oracle::exact(w[i]) * oracle::exact(x[i]);
    sum = sum + held * beaten;
    total = total + held;
    units = units + oracle::exact(w[i]);
  }
  return sum / (units * total);
}

std::vector<double> keys(std::size_t n, std::uint64_t seed) {
  samples::generator g(seed);
  return samples::draw(n, [&] { return static_cast<double>(g.below(static_cast<int>(n / 2) + 2)) - 3; });
}

}  // namespace

TEST_CASE("concentration_index: by hand") {
  const std::vector<int> x{1, 3}, up{10, 20}, down{20, 10}, same{7, 7};
  CHECK(concentration_index(x, up) == 0.25);
  CHECK(concentration_index(x, down) == -0.25);
  CHECK(concentration_index(x, same) == 0);
  CHECK_FALSE(std::signbit(concentration_index(x, same)));
  CHECK(concentration_index(std::vector<int>{0, 0, 0, 8}, std::vector<int>{1, 2, 3, 4}) == 0.75);
  CHECK(concentration_index(std::vector<int>{8, 0, 0, 0}, std::vector<int>{1, 2, 3, 4}) == -0.75);
  CHECK(concentration_index(x, frequency(std::vector<int>{3, 1}), up) == 0.25);
  CHECK(concentration_index(std::vector<int>{-2, -6}, up) == 0.25);  // of losses: the upper has the larger share
}

TEST_CASE("concentration_index: within two ulp of exact arithmetic, whatever the data") {
  for (const std::size_t n : {1u, 2u, 7u, 30u})
    for (const auto& [name, x] : samples::hostile(n, n + 40)) {
      const auto& data = name;  // Clang 14 captures no structured binding
      CAPTURE(data);
      CAPTURE(n);
      const auto by = keys(n, n);
      CHECK(oracle::ulps(concentration_index(x, by), by_pairs(x, std::vector<int>(n, 1), by)) <= 2);
      const auto counts = samples::frequencies(n, 3);
      if (oracle::sample(x, counts).total > 0) {
        CHECK(oracle::ulps(concentration_index(x, frequency(counts), by), by_pairs(x, counts, by)) <= 2);
        CHECK(concentration_index(x, frequency(counts), by) ==
              concentration_index(samples::expand(x, counts), samples::expand(by, counts)));
        CHECK(concentration_index(x, frequency(counts), x) ==
              Approx(lorenz::gini(x, frequency(counts))).epsilon(1e-15));
      }
      const auto weights = samples::survey_weights(n, 4);
      if (oracle::sample(x, weights).total > 0) {
        const rational truth = by_pairs(x, weights, by);
        const double index = concentration_index(x, sampling(weights), by);
        // Large parts may cancel: to 2 ulp, or 1e-30 of them.
        CHECK((oracle::ulps(index, truth) <= 2 || std::fabs(index - oracle::approximate(truth)) < 1e-30));
      }
    }
}

TEST_CASE("concentration_index: of itself it is the Gini coefficient") {
  for (const auto& [name, x] : samples::hostile(40, 5)) {
    const auto& data = name;  // Clang 14 captures no structured binding
    CAPTURE(data);
    CHECK(concentration_index(x, x) == lorenz::gini(x));
    const double other = concentration_index(x, keys(40, 6));
    CHECK(std::fabs(other) <= lorenz::gini(x));
    auto reversed = keys(40, 6);
    for (auto& key : reversed) key = -key;
    CHECK(concentration_index(x, reversed) == -other);
  }
}

TEST_CASE("concentration_index: order of the rows, scale of the weights") {
  samples::generator g(2);
  std::vector<std::size_t> order(30);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto x = samples::draw(30, [&] { return g.uniform(); });
  const auto by = keys(30, 9);
  auto w = samples::survey_weights(30, 10);
  const double plain = concentration_index(x, by), weighted = concentration_index(x, sampling(w), by);
  for (int k = 0; k < 10; ++k) {
    g.shuffle(order);
    std::vector<double> x2, by2, w2;
    for (const std::size_t i : order) {
      x2.push_back(x[i]);
      by2.push_back(by[i]);
      w2.push_back(w[i]);
    }
    CHECK(concentration_index(x2, by2) == plain);
    CHECK(concentration_index(x2, sampling(w2), by2) == weighted);
  }
  for (const int power : {-1000, -1, 40, 900}) {
    auto scaled = w;
    for (auto& weight : scaled) weight = std::ldexp(weight, power);
    CHECK(concentration_index(x, sampling(scaled), by) == weighted);
  }
  for (const double factor : {1e-7, 1e7}) {
    auto scaled = w;
    for (auto& weight : scaled) weight *= factor;
    CHECK(concentration_index(x, sampling(scaled), by) == Approx(weighted).epsilon(1e-14).scale(0));
  }
  const std::vector<double> ones(30, 1);
  CHECK(concentration_index(x, sampling(ones), by) == Approx(plain).epsilon(1e-15));
  CHECK(concentration_index(x, frequency(ones), by) == plain);
}

TEST_CASE("concentration_index: extended types on hostile data") {
  const auto check = [](const auto& weights, const auto& x, const auto&... w) {
    using T = std::decay_t<decltype(x[0])>;
    if (!(oracle::sample(x, weights).total > 0)) return;
    const auto by = keys(x.size(), 8);
    const rational truth = by_pairs(x, weights, by);
    const T index = concentration_index(x, w..., by);
    // Large parts may cancel: to 2 ulp, or 32 squares of the epsilon of them.
    const rational epsilon = oracle::exact(std::numeric_limits<T>::epsilon());
    CHECK((oracle::ulps(index, truth) <= 2 || abs(oracle::exact(index) - truth) < 32 * epsilon * epsilon));
  };
  extended::plain_and_counted<long double>(check);
  extended::plain_and_counted<extended::big>(check);
  extended::weighted<long double>(check);
  extended::weighted<extended::big>(check);
}

TEST_CASE("concentration_index: number types") {
  using boost::multiprecision::cpp_bin_float_50;
  const std::vector<std::uint64_t> wide{UINT64_MAX, 1, UINT64_MAX - 1, UINT64_MAX};
  const std::vector<std::int64_t> by{INT64_MAX, INT64_MIN, INT64_MAX - 1, 0};
  const std::vector<int> ones(4, 1);
  CHECK(oracle::ulps(concentration_index(wide, by), by_pairs(wide, ones, by)) <= 2);
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, 5, cpp_bin_float_50(22) / 7, 1};
  CHECK(oracle::ulps(concentration_index(bigs, by), by_pairs(bigs, ones, by)) <= 2);
  const std::vector<long double> longs{0.1L, 0.7L, 1e12L, 3};
  CHECK(oracle::ulps(concentration_index(longs, by), by_pairs(longs, ones, by)) <= 2);
}

TEST_CASE("concentration_index: errors") {
  const std::vector<double> x{3, 1, 4};
  const std::vector<double> by{1, 2, 3};
  const auto index = [](const auto&... arguments) { return [=] { (void)concentration_index(arguments...); }; };
  const char* const name = "concentration_index";
  using invalid = std::invalid_argument;
  using numbers = std::vector<double>;
  rules::throws<invalid>(name, index(x, numbers{1, 2}), {"by has size 2, x has size 3"});
  rules::throws<invalid>(name, index(x, sampling(numbers{1, 2}), by), {"w has size 2, x has size 3"});
  rules::throws<invalid>(name, index(numbers{1, rules::nan, 3}, by), {"x[1] is NaN"});
  rules::throws<invalid>(name, index(x, numbers{1, 2, rules::infinity}), {"by[2] is infinite"});
  rules::throws<invalid>(name, index(x, frequency(numbers{1, 0.5, 1}), by), {"w[1] is 0.5"});
  rules::throws<invalid>(name, index(x, sampling(numbers{1, 1, -1}), by), {"w[2] is -1"});
  rules::throws<std::domain_error>(name, index(numbers{}, numbers{}), {"no unit left"});
  rules::throws<std::domain_error>(name, index(x, sampling(numbers{0, 0, 0}), by), {"no unit left"});
  rules::throws<std::domain_error>(name, index(numbers{-1, 0, 1}, by), {"the total is zero"});
  rules::throws<std::domain_error>(name, index(numbers{0, 0, 0}, sampling(numbers{1, 2, 3}), by),
                                   {"the total is zero"});
}

TEST_CASE("concentration_index: sorted values and rankings keep their rows") {
  const std::vector<int> x{1, 2, 6};
  const std::vector<int> by{3, 1, 2};
  CHECK(lorenz::concentration_index(lorenz::sorted(x), by) == lorenz::concentration_index(x, by));
  CHECK(lorenz::concentration_index(by, lorenz::sorted(x)) == lorenz::concentration_index(by, x));
  CHECK_THROWS_WITH_AS(lorenz::concentration_index(lorenz::sorted(by), x),
                       "lorenz::concentration_index: x[1] is 1, less than the element before it: not sorted",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(lorenz::concentration_index(x, lorenz::sorted(by)),
                       "lorenz::concentration_index: by[1] is 1, less than the element before it: not sorted",
                       std::invalid_argument);
}
