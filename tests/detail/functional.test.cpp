// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/functional.hpp>

#include <cmath>
#include <cstddef>
#include <vector>

#include <doctest/doctest.h>

#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::fraction;
using lorenz::units;
namespace detail = lorenz::detail;

namespace {

// Deviations of ascending values with ties from some mean, not that of the weights.
std::vector<double> deviations(samples::generator& g, std::size_t n) {
  std::vector<double> d(n);
  double at = -0.9;
  for (double& value : d) value = at += g.below(3) == 0 ? 0 : g.uniform();
  return d;
}

template <class Measure>
void consistent(Measure m) {
  samples::generator g(1);
  for (int trial = 0; trial < 30; ++trial) {
    const auto n = static_cast<std::size_t>(2 + g.below(12));
    const auto d = deviations(g, n);
    auto w = samples::draw(n, [&] { return g.below(4) == 0 ? 0.0 : 1 + g.below(3); });
    w.front() = w.back() = 2;
    Measure whole = m;  // what a draw leaves behind must not show in the next
    whole.prepare(d, std::vector<double>(n, 1.0));
    whole.prepare(d, w);
    CHECK(whole.defined());
    double mean = 0;
    for (std::size_t i = 0; i < n; ++i) {
      mean += w[i] * whole.influence(i);
      if (w[i] == 0) continue;
      for (const double less : {1.0, w[i]}) {
        auto rest = w;
        rest[i] -= less;
        Measure without = m;
        without.prepare(d, rest);
        CHECK(whole.without(i, less) == Approx(without.value()).epsilon(1e-11));
      }
    }
    CHECK(std::fabs(mean) < 1e-12);
    // Weights times 1000, deviations from another mean: the same.
    auto heavy = w;
    auto other = d;
    for (double& weight : heavy) weight *= 1000;
    for (double& at : other) at = (1 + at) * 3 - 1;
    Measure scaled = m;
    scaled.prepare(other, heavy);
    CHECK(scaled.value() == Approx(whole.value()).epsilon(1e-12));
    CHECK(scaled.influence(n - 1) == Approx(whole.influence(n - 1)).epsilon(1e-10));
  }
}

}  // namespace

TEST_CASE("gini_influence") { consistent(detail::gini_influence()); }
TEST_CASE("theil_influence") { consistent(detail::theil_influence()); }
TEST_CASE("atkinson_influence") {
  for (const double epsilon : {0.0, 0.5, 1.0, 2.5}) consistent(detail::atkinson_influence(epsilon));
}
TEST_CASE("top_share_influence") {
  for (const double q : {0.0, 0.1, 0.5, 1.0}) consistent(detail::top_share_influence(fraction{q}));
}
TEST_CASE("top_share_influence: a number of units is a fraction of those there are") {
  const std::vector<double> d{-0.5, -0.5, 0, 1}, ones(4, 1.0), twos(4, 2.0);
  detail::top_share_influence m(units{1});
  m.prepare(d, ones);
  CHECK(m.value() == 0.5);
  CHECK(m.without(0, 1.0) == Approx((2 * 0.75) / 3.5));
  m.prepare(d, twos);
  CHECK(m.value() == 0.25);
  detail::top_share_influence all(units{9});
  all.prepare(d, ones);
  CHECK(all.value() == 1);
  CHECK(all.influence(2) == Approx(0).scale(1));
}
TEST_CASE("influence: not defined where nothing is left") {
  const std::vector<double> d{-1, -1, 2}, w{1, 1, 0};
  detail::gini_influence g;
  g.prepare(d, w);
  CHECK(!g.defined());
  detail::theil_influence t;
  t.prepare(d, w);
  CHECK(!t.defined());
  detail::top_share_influence s(fraction{0.5});
  s.prepare(d, w);
  CHECK(!s.defined());
  detail::atkinson_influence a(1);
  a.prepare(d, {1, 1, 1});
  CHECK(!a.defined());
}
