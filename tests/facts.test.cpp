// SPDX-License-Identifier: BSL-1.0
//
// Bounds from published facts against three oracles that know nothing of mixtures of equal groups: all corners of the
// polytope of order statistics (few units), explicit populations that meet every fact and nearly reach an end (many
// units), and random populations, which may never fall outside.

#include <lorenz/facts.hpp>
#include <lorenz/gini.hpp>
#include <lorenz/market.hpp>
#include <lorenz/quantile.hpp>
#include <lorenz/shares.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "reference/polytope.hpp"

using namespace lorenz;

namespace {

using reference::corner;
using reference::twin;

double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1p-53; }

/// A fact that is true of x, exact or printed with few digits; `wrong` makes it a random one.
void tell_random(twin& t, const std::vector<double>& x, std::mt19937_64& random, bool wrong) {
  const std::size_t n = x.size();
  double total = 0;
  for (const double v : x) total += v;
  const auto noisy = [&](double value, double scale) {
    return wrong ? scale * std::floor(100 * uniform(random)) / 100 : value;
  };
  const auto printed = [&](double value, int decimals) {
    return random() % 2 ? figure(value) : rounded(value, decimals);
  };
  const std::size_t k = 1 + random() % n;
  switch (random() % 7) {
    case 0:
      return t.mean(printed(noisy(total / static_cast<double>(n), 20) + 1e-3, 0));
    case 1:
      return t.top(k, printed(noisy(top_share(x, units{k}), 1), 1));
    case 2: {
      const double p = std::floor(20 * uniform(random)) / 20;
      return t.point(p, printed(noisy(bottom_share(x, fraction{p}), 1), 2));
    }
    case 3:
    case 4: {
      const double v = std::floor(20 * uniform(random)) + 0.5;
      return t.below(v, noisy(share_below(x, v), 1));
    }
    case 5: {
      const double p = std::floor(8 * uniform(random)) / 8;
      return t.quantile(p, printed(noisy(quantile(x, p), 20), 0));
    }
    default:
      return t.range(random() % 2 ? 0 : std::floor(*std::min_element(x.begin(), x.end())),
                     std::ceil(*std::max_element(x.begin(), x.end())));
  }
}

}  // namespace

TEST_CASE("facts: few units: every bound is that over all corners of the order statistics") {
  int agreed = 0, clashed = 0;
  for (int trial = 0; trial < 400; ++trial) {
    std::mt19937_64 random(static_cast<std::uint64_t>(trial));
    const std::size_t n = 2 + random() % 4;
    std::vector<double> x;
    for (std::size_t i = 0; i < n; ++i) x.push_back(std::floor(std::exp(3.5 * uniform(random))) - 1);
    x[0] += 1;
    std::sort(x.begin(), x.end());
    twin t(n);
    const bool wrong = trial % 4 == 3;
    const std::size_t facts_told = 1 + random() % 3;
    for (std::size_t i = 0; i < facts_told; ++i) tell_random(t, x, random, wrong);

    const std::vector<corner> all = t.rows.corners();
    const bool possible = t.rows.open(all);
    CAPTURE(trial);
    const verdict v = t.stated.check();
    REQUIRE(v.consistent == possible);
    CHECK(v.reasons.empty() == possible);
    if (!possible) {
      ++clashed;
      CHECK_THROWS_AS(t.stated.gini(), std::domain_error);
      continue;
    }
    ++agreed;
    const double k = 0.5 + static_cast<double>(random() % n);
    double low = 2, high = -1, low_top = 2, high_top = -1, squares = 0;
    for (const corner& c : all) {
      low = std::min(low, reference::gini_of(c)), high = std::max(high, reference::gini_of(c));
      low_top = std::min(low_top, reference::top_of(c, k)), high_top = std::max(high_top, reference::top_of(c, k));
      squares = std::max(squares, reference::squares_of(c));
    }
    const interval gini = t.stated.gini();
    CHECK(gini.lower == doctest::Approx(low).epsilon(1e-9));
    CHECK(gini.upper == doctest::Approx(high).epsilon(1e-9));
    const interval top = t.stated.top_share(fraction{k / static_cast<double>(n)});
    CHECK(top.lower == doctest::Approx(low_top).epsilon(1e-9));
    CHECK(top.upper == doctest::Approx(high_top).epsilon(1e-9));
    const interval hhi = t.stated.herfindahl();
    CHECK(hhi.lower == doctest::Approx(reference::least_squares_of(all)).epsilon(1e-7));
    CHECK(hhi.upper == doctest::Approx(squares).epsilon(3e-9));
  }
  CHECK(agreed > 200);
  CHECK(clashed > 40);
}

namespace {

facts hub() { return facts().units(2000000).top(units{200}, rounded(0.496, 3)); }

/// Values with their numbers, ascending: what two million units hold.
struct population {
  std::vector<double> values;
  std::vector<std::uint64_t> counts;
  void add(double value, double count) {
    values.push_back(value);
    counts.push_back(static_cast<std::uint64_t>(count));
  }
  auto weights() const { return frequency(counts); }
  double mean() const { return lorenz::mean(values, weights()); }
  double top() const { return top_share(values, weights(), units{200}); }
  double below(double v) const { return share_below(values, weights(), v); }
  double gini() const { return lorenz::gini(values, weights()); }
  double herfindahl() const { return lorenz::herfindahl(values, weights()); }
};

/// As equal as can be: `low` units a shade below 200, the others at one value, the top 200 at another.
population level(double n, double mean, double top, double low) {
  population p;
  const double total = n * mean;
  p.add(200 * (1 - 1e-12), low);
  p.add((total * (1 - top) - 200 * low) / (n - low - 200), n - low - 200);
  p.add(total * top / 200, 200);
  return p;
}

/// As unequal as can be: `none` units at zero, of the others as many at 200 as possible, the rest at the value of the
/// top 200 but for one.
population steep(double n, double mean, double top, double none) {
  population p;
  const double total = n * mean, high = total * top / 200, some = n - none - 200;
  const double over = total * (1 - top) - 200 * some;
  const double full = std::floor(over / (high - 200));
  p.add(0, none);
  p.add(200, some - full - 1);
  p.add(200 + over - full * (high - 200), 1);
  p.add(high, full + 200);
  return p;
}

/// One unit as large as can be: all others share evenly, but for `low` a shade below 200.
population peak(double n, double mean, double top, double low) {
  population p;
  const double total = n * mean;
  const double value = (total * (1 - top) - 200 * low) / (n - low - 200);
  p.add(200 * (1 - 1e-12), low);
  p.add(value, n - low - 1);
  p.add(total * top - 199 * value, 1);
  return p;
}

struct published {
  const char* name;
  facts stated;
  interval gini, herfindahl;
  interval below, mean;
  population least, greatest, peaked;
};

std::vector<published> table() {
  const double n = 2e6, huge = 1e13, scale = 200 * (1 + 1e-12) * (n - 200) / n;
  return {{"no mean",
           hub().below(200, rounded(0.5, 1)),
           {0.4954, 0.9997985900},
           {0.0012277, 0.246463},
           {0.45, 0.55},
           {0, 1e300},
           level(n, scale / (1 - 0.4955), 0.4955, 0.45 * n),
           steep(n, huge, 0.4955, 0.55 * n),
           peak(n, scale / (1 - 0.4965), 0.4965, 0.45 * n)},
          {"mean",
           hub().below(200, rounded(0.5, 1)).mean(rounded(21641, 0)),
           {0.7182665471, 0.9979288568},
           {0.0012278, 0.246423},
           {0.45, 0.55},
           {21640.5, 21641.5},
           level(n, 21640.5, 0.4955, 0.45 * n),
           steep(n, 21641.5, 0.4955, 0.55 * n),
           peak(n, 21640.5, 0.4965, 0.45 * n)},
          {"exact",
           hub().below(200, 0.5).mean(21641),
           {0.7430296035, 0.9974900175},
           {0.0012279, 0.246414},
           {0.5, 0.5},
           {21641, 21641},
           level(n, 21641, 0.4955, 0.5 * n),
           steep(n, 21641, 0.4955, 0.5 * n),
           peak(n, 21641, 0.4965, 0.5 * n)},
          {"85.6 %",
           hub().below(200, rounded(0.856, 3)).mean(rounded(21641, 0)),
           {0.9190940690, 0.9996088200},
           {0.0012285, 0.246174},
           {0.8555, 0.8565},
           {21640.5, 21641.5},
           level(n, 21640.5, 0.4955, 0.8555 * n),
           steep(n, 21641.5, 0.4955, 0.8565 * n),
           peak(n, 21640.5, 0.4965, 0.8555 * n)}};
}

}  // namespace

TEST_CASE("facts: two million units: the published figures and what they imply") {
  for (const published& row : table()) {
    CAPTURE(row.name);
    const interval gini = row.stated.gini(), hhi = row.stated.herfindahl();
    CHECK(std::fabs(gini.lower - row.gini.lower) < 6e-11);
    CHECK(std::fabs(gini.upper - row.gini.upper) < 6e-11);
    CHECK(std::fabs(hhi.lower - row.herfindahl.lower) < 6e-8);
    CHECK(std::fabs(hhi.upper - row.herfindahl.upper) < 6e-7);
    CHECK(row.stated.check().consistent);

    // Each end is reached by a population that meets every fact.
    for (const population* p : {&row.least, &row.greatest, &row.peaked}) {
      std::uint64_t n = 0;
      for (const std::uint64_t c : p->counts) n += c;
      CHECK(n == 2000000);
      CHECK(std::is_sorted(p->values.begin(), p->values.end()));
      CHECK(p->top() >= 0.4955 - 1e-12);
      CHECK(p->top() <= 0.4965 + 1e-12);
      CHECK(p->below(200) >= row.below.lower);
      CHECK(p->below(200) <= row.below.upper);
      CHECK(p->mean() >= row.mean.lower * (1 - 1e-12));
      CHECK(p->mean() <= row.mean.upper * (1 + 1e-12));
      CHECK(p->gini() >= gini.lower - 1e-12);
      CHECK(p->gini() <= gini.upper + 1e-12);
      CHECK(p->herfindahl() >= hhi.lower * (1 - 1e-11));
      CHECK(p->herfindahl() <= hhi.upper * (1 + 1e-11));
    }
    CHECK(row.least.gini() < gini.lower + 1e-6);
    CHECK(row.greatest.gini() > gini.upper - 1e-6);
    CHECK(row.least.herfindahl() < hhi.lower + 1e-9);
    CHECK(row.peaked.herfindahl() > hhi.upper - 1e-6);
  }
  const interval exact = facts().units(2000000).top(units{200}, 0.496).gini();
  CHECK(exact.lower == doctest::Approx(0.4959).epsilon(1e-12));
  CHECK(std::fabs(exact.upper - 0.999798) < 5e-7);
}

TEST_CASE("facts: without a mean or total, a share below a value restricts nothing") {
  const interval with = hub().below(200, 0.5).gini(), without = hub().gini();
  CHECK(with.lower == without.lower);
  CHECK(with.upper == without.upper);
}

TEST_CASE("facts: five units, by hand") {
  facts f;
  f.units(5).top(units{1}, 0.5).below(10, 0.4);
  CHECK(f.gini().lower == doctest::Approx(0.3).epsilon(1e-14));
  CHECK(f.gini().upper == doctest::Approx(0.6).epsilon(1e-14));
  f.mean(20);
  CHECK(f.gini().lower == doctest::Approx(gini(std::vector{10, 10, 15, 15, 50})).epsilon(1e-14));
  CHECK(f.gini().upper == doctest::Approx(gini(std::vector{0, 0, 10, 40, 50})).epsilon(1e-14));
  CHECK(f.herfindahl().lower == doctest::Approx(0.315).epsilon(1e-12));
  CHECK(f.herfindahl().upper == doctest::Approx(0.42).epsilon(1e-9));
  CHECK(f.top_share(units{9}).lower == doctest::Approx(1).epsilon(1e-14));
  CHECK(f.bottom_share(units{2}).upper == doctest::Approx(0.2).epsilon(1e-14));
  CHECK(f.curve(0.8).lower == doctest::Approx(0.5).epsilon(1e-14));
  CHECK(f.curve(0).upper == 0);
}

TEST_CASE("facts: ten classes of the United States, 1968: class means and counts alone") {
  // Families by income, as in the R package ineq; the upper ends from the derivation for grouped data.
  const std::array<double, 10> means = {541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261};
  const std::array<double, 10> counts = {482, 825, 722, 690, 661, 760, 745, 2140, 1911, 1024};
  double total = 0, units_below = 0, below = 0;
  for (std::size_t i = 0; i < 10; ++i) total += means[i] * counts[i];
  facts limit, families;
  families.units(9960);
  for (std::size_t i = 0; i < 9; ++i) {
    units_below += counts[i], below += means[i] * counts[i];
    limit.point(units_below / 9960, below / total);
    families.point(units_below / 9960, below / total);
  }
  CHECK(limit.gini().lower == doctest::Approx(0.3889256660727818).epsilon(1e-13));
  CHECK(std::fabs(limit.gini().upper - 0.4107409126) < 6e-11);
  CHECK(families.gini().lower == doctest::Approx(0.3889256660727818).epsilon(1e-13));
  CHECK(std::fabs(families.gini().upper - 0.4107287124) < 6e-11);
}

TEST_CASE("facts: no number of units: any distribution") {
  // Values in [a, b] with mean m: all at the ends.
  const interval gini = facts().range(2, 12).mean(5).gini();
  CHECK(gini.lower == doctest::Approx(0).epsilon(1e-12));
  CHECK(gini.upper == doctest::Approx((5.0 - 2) * (12 - 5) / (5.0 * (12 - 2))).epsilon(1e-13));
  // Negative values: the same spread over the mean.
  CHECK(facts().range(-10, 10).mean(5).gini().upper == doctest::Approx(0.75).epsilon(1e-13));
  CHECK(facts().range(-10, 10).gini().upper == std::numeric_limits<double>::infinity());
  CHECK(facts().gini().lower == 0);
  CHECK(facts().gini().upper == 1);
  CHECK(facts().top(fraction{0.1}, 0.4).gini().lower == doctest::Approx(0.3).epsilon(1e-14));
  CHECK(facts().top(fraction{0.1}, 0.4).top_share(fraction{0.05}).lower == doctest::Approx(0.2).epsilon(1e-14));
  CHECK(facts().top(fraction{0.1}, 0.4).curve(0.9).upper == doctest::Approx(0.6).epsilon(1e-14));
  // The limit of many units.
  const auto tell = [](facts f) {
    return f.top(fraction{0.01}, rounded(0.3, 1))
        .below(10, 0.4)
        .quantile(0.75, rounded(30, 0))
        .mean(40)
        .bottom(fraction{0.3}, 0.01);
  };
  const facts any = tell(facts()), many = tell(facts().units(10000000));
  CHECK(many.gini().lower == doctest::Approx(any.gini().lower).epsilon(1e-6));
  CHECK(many.gini().upper == doctest::Approx(any.gini().upper).epsilon(1e-6));
  CHECK(many.top_share(fraction{0.2}).upper == doctest::Approx(any.top_share(fraction{0.2}).upper).epsilon(1e-6));
  CHECK(many.curve(0.5).lower == doctest::Approx(any.curve(0.5).lower).epsilon(1e-6));
}

TEST_CASE("facts: random populations never fall outside") {
  for (int trial = 0; trial < 60; ++trial) {
    CAPTURE(trial);
    std::mt19937_64 random(static_cast<std::uint64_t>(trial));
    const std::size_t n = 20 + random() % 2000;
    const double sigma = 0.5 + 2.5 * uniform(random);
    std::vector<double> x;
    for (std::size_t i = 0; i < n; ++i) {
      const double bell = uniform(random) + uniform(random) + uniform(random) + uniform(random) - 2;
      x.push_back(std::floor(std::exp(3 + 1.7 * sigma * bell)));
    }
    x[0] += 1;
    std::sort(x.begin(), x.end());
    facts f, g;  // g is told fractions only
    f.units(n);
    for (int i = 0; i < 3; ++i) {
      const double q = std::floor(100 * uniform(random)) / 100, v = x[random() % n] + 1;
      const std::size_t k = 1 + random() % (n / 2);
      switch (random() % 5) {
        case 0:
          f.total(rounded(mean(x) * static_cast<double>(n), -1)), g.mean(rounded(mean(x), 1));
          break;
        case 1:
          f.top(units{k}, rounded(top_share(x, units{k}), 3)), g.point(q, bottom_share(x, fraction{q}));
          break;
        case 2:
          f.bottom(fraction{q}, rounded(bottom_share(x, fraction{q}), 2)),
              g.top(fraction{q}, top_share(x, fraction{q}));
          break;
        case 3:
          f.below(v, share_below(x, v)), g.below(v, rounded(share_below(x, v), 2));
          break;
        default:
          f.quantile(q, quantile(x, q)), g.range(x.front(), x.back());
          break;
      }
    }
    const auto inside = [](double value, const interval& i) {
      return value >= i.lower - 1e-12 && value <= i.upper + 1e-12;
    };
    REQUIRE(f.check().consistent);
    REQUIRE(g.check().consistent);
    for (const facts* told : {&f, &g}) {
      CHECK(inside(gini(x), told->gini()));
      CHECK(inside(top_share(x, fraction{0.07}), told->top_share(fraction{0.07})));
      CHECK(inside(bottom_share(x, fraction{0.37}), told->curve(0.37)));
    }
    CHECK(inside(top_share(x, units{7}), f.top_share(units{7})));
    CHECK(inside(bottom_share(x, units{7}), f.bottom_share(units{7})));
    CHECK(inside(herfindahl(x), f.herfindahl()));
  }
}

TEST_CASE("facts that contradict each other are named, and no others") {
  const verdict half = hub().below(200, rounded(0.5, 1)).mean(21641).below(200, rounded(0.856, 3)).check();
  CHECK_FALSE(half.consistent);
  REQUIRE(half.reasons.size() == 1);
  CHECK(half.reasons[0] ==
        "below(200, rounded(0.5, 1)) and below(200, rounded(0.856, 3)) cannot both hold for 2000000 units");
  CHECK(hub().below(200, rounded(0.5, 1)).quantile(0.5, 19).check().consistent);
  CHECK(hub().below(200, rounded(0.5, 1)).quantile(0.5, 19).check().reasons.empty());
  CHECK(facts().units(2000000).below(200, 0.5).quantile(0.5, 19).check().reasons[0] ==
        "below(200, 0.5) and quantile(0.5, 19) cannot both hold for 2000000 units");
  CHECK(facts().units(5).below(10, 0.5).check().reasons[0] == "below(10, 0.5) cannot hold for 5 units");
  CHECK(facts().units(1).top(units{1}, 0.5).check().reasons[0] == "top(units{1}, 0.5) cannot hold for 1 unit");
  CHECK(facts().mean(5).range(6, 9).top(fraction{0.5}, 0.6).check().reasons[0] ==
        "mean(5) and range(6, 9) cannot both hold");
  CHECK(facts().units(10).mean(10).top(units{1}, 0.5).range(0, 40).check().reasons[0] ==
        "mean(10), top(units{1}, 0.5) and range(0, 40) cannot hold together for 10 units");
  // Two separate contradictions.
  CHECK(facts().below(10, 0.2).quantile(0.1, 11).mean(50).mean(60).check().reasons.size() == 2);
  // `below` is strict: a value that all others force to be equal is not below.
  CHECK_FALSE(facts().units(4).range(10, 20).below(10, 0.25).check().consistent);
  CHECK(facts().units(4).range(10, 20).below(10.5, 0.25).check().consistent);
  // Rounding of computed figures is no contradiction.
  CHECK(facts().top(fraction{0.3}, 0.1 + 0.2).point(0.7, 0.7).check().consistent);
  CHECK(facts().units(2).quantile(0, 0.1).quantile(0.5, 0.2).quantile(1, 0.3).check().consistent);
  CHECK_THROWS_WITH_AS(facts().units(5).below(10, 0.5).gini(),
                       "lorenz::facts::gini: below(10, 0.5) cannot hold for 5 units", std::domain_error);
}

TEST_CASE("facts: rounded figures") {
  CHECK(rounded(0.496, 3).lower == 0.4955);
  CHECK(rounded(0.496, 3).upper == 0.4965);
  CHECK(rounded(21641, 0).lower == 21640.5);
  CHECK(rounded(2e6, -6).upper == 2.5e6);
  CHECK(rounded(-1.25, 2).lower == doctest::Approx(-1.255));
  CHECK(rounded(0.333333, 2).upper == 0.335);
  CHECK(rounded(0.496, 3).text == "rounded(0.496, 3)");
}

TEST_CASE("facts: one unit, equal units") {
  CHECK(facts().units(1).gini().upper == 0);
  CHECK(facts().units(1).herfindahl().lower == doctest::Approx(1).epsilon(1e-12));
  const facts equal = facts().units(7).range(3, 3);
  CHECK(equal.gini().upper < 1e-12);
  CHECK(equal.herfindahl().upper == doctest::Approx(1.0 / 7).epsilon(1e-9));
  CHECK(facts().units(4).herfindahl().lower == doctest::Approx(0.25).epsilon(1e-12));
  CHECK(facts().units(4).herfindahl().upper == doctest::Approx(1).epsilon(1e-9));
}

TEST_CASE("facts: errors name function, argument and value") {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
  facts f;
  CHECK_THROWS_WITH_AS(f.units(0), "lorenz::facts::units: n is 0, must be positive", std::invalid_argument);
  CHECK_THROWS_WITH_AS(f.units(5).units(6), "lorenz::facts::units: n is 6, was 5", std::invalid_argument);
  CHECK_THROWS_WITH_AS(f.mean(nan), "lorenz::facts::mean: m is NaN", std::invalid_argument);
  CHECK_THROWS_WITH_AS(f.mean(-1), "lorenz::facts::mean: m is -1, must be positive", std::invalid_argument);
  CHECK_THROWS_WITH_AS(f.total(0), "lorenz::facts::total: t is 0, no measure is defined there", std::domain_error);
  CHECK_THROWS_WITH_AS(f.top(units{1}, 1.5), "lorenz::facts::top: share is 1.5, must be in [0, 1]",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(f.bottom(fraction{0.5}, nan), "lorenz::facts::bottom: share is NaN, must be in [0, 1]",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(f.below(infinite, 0.5), "lorenz::facts::below: value is infinite", std::invalid_argument);
  CHECK_THROWS_WITH_AS(f.point(-0.1, 0.5), "lorenz::facts::point: population is -0.1, must be in [0, 1]",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(f.quantile(2, 5), "lorenz::facts::quantile: p is 2, must be in [0, 1]", std::invalid_argument);
  CHECK_THROWS_WITH_AS(f.range(5, 4), "lorenz::facts::range: highest is 4, must not be below lowest",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(rounded(nan, 1), "lorenz::rounded: value is NaN", std::invalid_argument);
  CHECK_THROWS_WITH_AS(f.curve(1.5), "lorenz::facts::curve: p is 1.5, must be in [0, 1]", std::invalid_argument);
  CHECK(f.gini().upper == doctest::Approx(0.8));  // nothing of a refused fact stays
  CHECK_THROWS_WITH_AS(facts().top(units{3}, 0.5).gini(), "lorenz::facts::gini: top(units{3}, 0.5) needs units(n)",
                       std::domain_error);
  CHECK_THROWS_WITH_AS(facts().total(10).check(), "lorenz::facts::check: total(10) needs units(n)", std::domain_error);
  CHECK_THROWS_WITH_AS(facts().herfindahl(), "lorenz::facts::herfindahl: needs units(n)", std::domain_error);
  CHECK_THROWS_WITH_AS(facts().top_share(units{3}), "lorenz::facts::top_share: units{3} needs units(n)",
                       std::domain_error);
  CHECK_THROWS_AS(facts().units(5).range(-1, 1).herfindahl(), std::domain_error);
}
