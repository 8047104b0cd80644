// SPDX-License-Identifier: BSL-1.0
// Every sample that fits some small cells is tried: none is outside of a bound, and some come to each end.
#include <lorenz/detail/digest_bounds.hpp>

#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include <doctest/doctest.h>

#include "reference/oracle.hpp"
#include "reference/samples.hpp"

using lorenz::interval;
using lorenz::detail::digest_cell;
using lorenz::detail::digest_cells;

namespace {

using sample = std::vector<std::int64_t>;

struct range {
  std::int64_t low, high;
};

// All ascending samples with `count` units in each range and with the cells' sums.
void every_sample(const digest_cells& d, const std::vector<range>& ranges,
                  const std::function<void(const sample&)>& f) {
  sample x;
  const std::function<void(std::size_t, std::uint64_t, std::int64_t, std::int64_t)> next =
      [&](std::size_t i, std::uint64_t left, std::int64_t rest, std::int64_t from) {
        if (i == d.cells.size()) return f(x);
        if (left == 0) {
          if (rest != 0) return;
          if (i + 1 == d.cells.size()) return f(x);
          return next(i + 1, d.cells[i + 1].count, static_cast<std::int64_t>(d.cells[i + 1].sum), ranges[i + 1].low);
        }
        for (std::int64_t v = from; v <= ranges[i].high && v <= rest; ++v) {
          x.push_back(v);
          next(i, left - 1, rest - v, v);
          x.pop_back();
        }
      };
  next(0, d.cells[0].count, static_cast<std::int64_t>(d.cells[0].sum), ranges[0].low);
}

// Two or three neighbouring ranges of small integers, with sums of some sample.
digest_cells random_cells(samples::generator& g, std::vector<range>& ranges) {
  digest_cells d{"test", {}};
  std::int64_t from = g.below(3);
  const int cells = 2 + g.below(2);
  for (int i = 0; i < cells; ++i) {
    const range r{from, from + g.below(5)};
    from = r.high + 1 + g.below(2);
    const int count = 1 + g.below(4);
    std::int64_t sum = 0;
    for (int k = 0; k < count; ++k) sum += r.low + g.below(static_cast<int>(r.high - r.low + 1));
    digest_cell c{static_cast<std::uint64_t>(count),
                  static_cast<lorenz::detail::uint128>(sum),
                  static_cast<std::uint64_t>(r.low),
                  static_cast<std::uint64_t>(r.high),
                  0,
                  1086};
    c.tighten();
    d.cells.push_back(c);
    d.count += c.count;
    ranges.push_back(r);
  }
  return d;
}

struct extremes {
  oracle::rational least = 1000, most = -1;
  void add(const oracle::rational& x) {
    if (x < least) least = x;
    if (most < x) most = x;
  }
  // All are inside, and the ends are no farther than rounding, where they should be.
  void check(const char* name, const interval& bound, bool lower_attained, bool upper_attained) const {
    CAPTURE(name);
    CHECK(oracle::exact(bound.lower) <= least);
    CHECK(oracle::exact(bound.upper) >= most);
    if (lower_attained) CHECK(oracle::approximate(least) - bound.lower <= 1e-15);
    if (upper_attained) CHECK(bound.upper - oracle::approximate(most) <= 1e-15);
  }
};

double theil(const sample& x) {
  long double total = 0, sum = 0;
  for (const auto v : x) total += static_cast<long double>(v);
  const long double mean = total / static_cast<long double>(x.size());
  for (const auto v : x)
    if (v > 0) sum += static_cast<long double>(v) / mean * std::log(static_cast<long double>(v) / mean);
  return static_cast<double>(sum / static_cast<long double>(x.size()));
}

}  // namespace

TEST_CASE("digest_bounds: against every sample that fits the cells") {
  namespace l = lorenz::detail;
  samples::generator g(12);
  for (int round = 0; round < 120; ++round) {
    std::vector<range> ranges;
    const digest_cells d = random_cells(g, ranges);
    if (!(d.total().significand.high > 0)) continue;
    const std::uint64_t n = d.count;
    const std::uint64_t k = 1 + static_cast<std::uint64_t>(g.below(static_cast<int>(n)));
    const double q = g.uniform();
    const double s = (1 + g.below(99)) / 100.0;
    extremes gini, corrected, herfindahl, hoover, top, bottom, fraction_top, curve, inverse, count;
    double least_theil = 100, most_theil = -1;
    bool any = false;
    every_sample(d, ranges, [&](const sample& x) {
      any = true;
      const oracle::sample o(x);
      const oracle::rational coefficient = oracle::gini(o);
      gini.add(coefficient);
      if (n > 1) corrected.add(coefficient * oracle::sample_correction(o));
      herfindahl.add(oracle::herfindahl(o));
      hoover.add(oracle::hoover(o));
      top.add(oracle::top_share(o, static_cast<std::int64_t>(k)));
      bottom.add(oracle::lorenz(o, oracle::rational(k, n)));
      fraction_top.add(1 - oracle::lorenz(o, 1 - oracle::exact(q)));
      curve.add(oracle::lorenz(o, oracle::exact(q)));
      inverse.add(oracle::lorenz_inverse(o, oracle::exact(s)));
      std::int64_t units = 0;
      const oracle::rational wanted = oracle::exact(s) * (1 - oracle::exact(0x1p-50));
      while (oracle::top_share(o, units) < wanted) ++units;
      count.add(units);
      const double t = theil(x);
      least_theil = t < least_theil ? t : least_theil;
      most_theil = t > most_theil ? t : most_theil;
    });
    REQUIRE(any);
    // Equal units are fractions of what integers can hold, so the lower ends need not be met by integers.
    gini.check("gini", l::gini_bounds(d, false), false, true);
    if (n > 1) corrected.check("gini of a sample", l::gini_bounds(d, true), false, true);
    herfindahl.check("herfindahl", l::herfindahl_bounds(d), false, true);
    hoover.check("hoover", l::hoover_bounds(d), false, false);
    top.check("top k", l::held_bounds(d, true, {k, {}}), false, true);
    bottom.check("bottom k", l::held_bounds(d, false, {k, {}}), true, false);
    fraction_top.check("top q", l::held_bounds(d, true, l::fraction_of(n, q)), false, false);
    curve.check("curve", l::held_bounds(d, false, l::fraction_of(n, q)), false, false);
    inverse.check("curve inverse", l::inverse_bounds(d, s), false, false);
    count.check("top count", l::top_count_bounds(d, s), false, false);
    const interval t = l::theil_bounds(d);
    CHECK(t.lower <= least_theil + 1e-15);
    CHECK(t.upper >= most_theil - 1e-15);
    CHECK(t.upper <= most_theil + 1e-13);
  }
}

TEST_CASE("digest_bounds: equal units attain the lower ends") {
  // Multiples, so that the units of each cell can be equal.
  digest_cells d{"test", {}};
  for (const digest_cell& c :
       {digest_cell{4, 12, 1, 5, 0, 1086}, digest_cell{3, 30, 6, 14, 0, 1086}, digest_cell{2, 80, 20, 60, 0, 1086}}) {
    d.cells.push_back(c);
    d.count += c.count;
  }
  const oracle::sample equal(std::vector<int>{3, 3, 3, 3, 10, 10, 10, 40, 40});
  const auto near = [](double bound, const oracle::rational& truth) { CHECK(oracle::ulps(bound, truth) <= 8); };
  near(lorenz::detail::gini_bounds(d, false).lower, oracle::gini(equal));
  near(lorenz::detail::herfindahl_bounds(d).lower, oracle::herfindahl(equal));
  near(lorenz::detail::hoover_bounds(d).lower, oracle::hoover(equal));
  near(lorenz::detail::held_bounds(d, true, {4, {}}).lower, oracle::top_share(equal, 4));
  near(lorenz::detail::held_bounds(d, false, {6, {}}).upper, oracle::lorenz(equal, oracle::rational(6, 9)));
  CHECK(lorenz::detail::theil_bounds(d).lower ==
        doctest::Approx(theil({3, 3, 3, 3, 10, 10, 10, 40, 40})).epsilon(1e-14));
  near(lorenz::detail::inverse_bounds(d, 0.25).lower, oracle::lorenz_inverse(equal, oracle::exact(0.25)));
}

TEST_CASE("digest_bounds: a fraction of the units, exactly") {
  samples::generator g(13);
  for (int i = 0; i < 200; ++i) {
    const std::uint64_t n = g.bits() >> (2 + g.below(60));
    const double q = i == 0 ? 1 : std::ldexp(g.uniform(), -g.below(i < 100 ? 4 : 1074));
    const oracle::rational truth = oracle::exact(q) * oracle::integer(n);
    const auto at = lorenz::detail::fraction_of(n, q);
    CHECK(oracle::integer(at.whole) == oracle::floor(truth));
    const oracle::rational part = truth - oracle::integer(at.whole);
    CHECK(oracle::exact(least(at.part)) <= part);
    CHECK(oracle::exact(greatest(at.part)) >= part);
    CHECK(at.part.error <= 1e-29 * at.part.value.high + 1e-270);
  }
}
