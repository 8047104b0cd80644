// SPDX-License-Identifier: BSL-1.0
//
// Cases that are solved by hand, and sets of facts about thousands to millions of units, where the sample that comes
// with the bound is checked fact by fact with the public functions; all corners of small problems are in
// facts.test.cpp.

#include <lorenz/detail/greatest_herfindahl.hpp>
#include <lorenz/facts.hpp>
#include <lorenz/market.hpp>
#include <lorenz/mean.hpp>
#include <lorenz/quantile.hpp>
#include <lorenz/shares.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

using namespace lorenz;
using namespace lorenz::detail;

namespace {

constraints of(double n) {
  constraints c;
  c.n = n;
  c.whole = true;
  return c;
}

value_row at_most(double rank, double bound) { return {{{rank, false, 1}}, bound, true, false}; }

}  // namespace

TEST_CASE("greatest_herfindahl: without facts one unit holds everything") {
  CHECK(greatest_herfindahl(of(1)).bound() == doctest::Approx(1).epsilon(1e-12));
  CHECK(greatest_herfindahl(of(7)).bound() == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("greatest_herfindahl: a largest value and a mean: as many units at it as the total allows, one in between") {
  for (const double n : {4.0, 5.0, 100.0, 1e6}) {
    for (const double mean : {0.5, 2.3, 7.0}) {
      constraints c = of(n);
      c.mean = {mean, mean};
      c.values.push_back(at_most(1, 10));
      const double total = n * mean, full = std::floor(total / 10), rest = total - 10 * full;
      CAPTURE(n);
      CAPTURE(mean);
      CHECK(greatest_herfindahl(c).bound() ==
            doctest::Approx((full * 100 + rest * rest) / (total * total)).epsilon(2e-9));
    }
  }
}

TEST_CASE("greatest_herfindahl: a share of the largest: all of it in one, the others at the value of the next") {
  // Three hold 0.6; x, y, y and then 0.4 in units of at most y.
  double best = 0;
  for (int i = 0; i <= 1000000; ++i) {
    const double y = 0.2 * i / 1e6;
    if (7 * y < 0.4) continue;
    const double full = std::floor(0.4 / y), rest = 0.4 - full * y;
    best = std::max(best, (0.6 - 2 * y) * (0.6 - 2 * y) + 2 * y * y + full * y * y + rest * rest);
  }
  constraints c = of(10);
  c.shares.push_back({3, 0.6, 0.6});
  const double found = greatest_herfindahl(c).bound();
  CHECK(found >= best - 1e-12);
  CHECK(found <= best + 1e-6);
}

TEST_CASE("greatest_herfindahl: two ceilings at one rank keep their values apart") {
  // x_2 <= 8, x_3 >= 9 of five with mean 10: 0, 0, 9, 9, 32.
  constraints c = of(5);
  c.mean = {10, 10};
  c.values.push_back(at_most(4, 8));
  c.values.push_back({{{3, false, 1}}, 9, false, false});
  CHECK(greatest_herfindahl(c).bound() == doctest::Approx((81 + 81 + 32 * 32) / 2500.0).epsilon(2e-9));
}

namespace {

using kind = statement::kind;

/// Facts about n units, and whether a population agrees with them.
struct told {
  double n;
  std::vector<statement> facts{};
  explicit told(double units) : n(units) {}

  told& add(kind what, const figure& f, const figure& place, bool of_top = false, bool counted = false) {
    facts.push_back({what, f.text, {f.lower, f.upper}, {place.lower, place.upper}, of_top, counted});
    return *this;
  }
  told& mean(const figure& m) { return add(kind::mean, m, 0); }
  told& top(double k, const figure& s) { return add(kind::share, s, k, true, true); }
  told& top_fraction(double q, const figure& s) { return add(kind::share, s, q, true); }
  told& bottom(double q, const figure& s) { return add(kind::share, s, q); }
  told& below(double v, const figure& q) { return add(kind::below, v, q); }
  told& quantile(double p, const figure& v) { return add(kind::quantile, v, p); }
  told& range(double low, double high) { return add(kind::range, {low, high, ""}, 0); }

  constraints rows() const {
    constraints c = of(n);
    for (const statement& fact : facts) constrain(c, fact);
    merge_values(c);
    return c;
  }

  /// How far x is from what the facts say, relative to each value.
  double off(const std::vector<double>& x, const std::vector<std::uint64_t>& count) const {
    const auto w = frequency(count);
    double worst = 0;
    for (const statement& f : facts) {
      double low = 0, high = 0;  // what may be anywhere in between
      switch (f.what) {
        case kind::mean:
          low = high = lorenz::mean(x, w);
          break;
        case kind::share:
          low = f.counted  ? lorenz::top_share(x, w, units{static_cast<std::uint64_t>(f.place.lower)})
                : f.of_top ? lorenz::top_share(x, w, fraction{f.place.lower})
                           : lorenz::bottom_share(x, w, fraction{f.place.lower});
          high = low;
          break;
        case kind::quantile:
          low = high = lorenz::quantile(x, w, f.place.lower);
          break;
        case kind::range:
          low = *std::min_element(x.begin(), x.end()), high = *std::max_element(x.begin(), x.end());
          worst = std::max({worst, f.figure.lower - low, high / f.figure.upper - 1});
          continue;
        default:  // `below` is strict: units at the value are on whichever side it needs
          low = lorenz::share_below(x, w, f.figure.lower * (1 - 1e-9)),
          high = lorenz::share_below(x, w, f.figure.lower * (1 + 1e-9));
          worst = std::max({worst, low - f.place.upper, f.place.lower - high});
          continue;
      }
      const double size = std::max(1.0, std::fabs(f.figure.upper));
      worst = std::max({worst, (low - f.figure.upper) / size, (f.figure.lower - high) / size});
    }
    return worst;
  }
};

}  // namespace

TEST_CASE("greatest_herfindahl: hard sets of facts: a sample that meets every fact comes within 1e-6 of the bound") {
  const std::vector<told> sets = {told(69811)
                                      .top_fraction(0.09, rounded(0.364604, 2))
                                      .below(2000.5, 0.99994270243944361)
                                      .top(1, rounded(0.000646955, 1))
                                      .top(245, 0.044187459628982843)
                                      .below(2500.5, rounded(0.999986, 1))
                                      .top(1444, rounded(0.147644, 2))
                                      .top(16, 0.005937684158550365)
                                      .top(20252, rounded(0.671118, 3)),
                                  told(382787)
                                      .range(0, 1200)
                                      .top_fraction(0.13, rounded(0.35378, 2))
                                      .top(237, 0.0065532103363065202)
                                      .top(145, rounded(0.00441037, 2)),
                                  told(667842)
                                      .top(126, rounded(0.0296168, 3))
                                      .bottom(0.069, 0)
                                      .top_fraction(0.02, rounded(0.353817, 3))
                                      .top(4528, rounded(0.21387, 2))
                                      .top(1124, 0.10398084700086824),
                                  told(1952358)
                                      .bottom(0.78, rounded(0.023933, 4))
                                      .bottom(0.28, rounded(0.000418782, 2))
                                      .top(374, rounded(0.20788, 2))
                                      .top_fraction(0.05, rounded(0.865224, 2))
                                      .top(126, rounded(0.136487, 3))
                                      .top_fraction(0.07, rounded(0.89858, 2))
                                      .top(1, 0.011689746846581738)
                                      .top_fraction(0.17, rounded(0.963781, 2)),
                                  told(3295)
                                      .range(0, 1500)
                                      .top(2, rounded(0.00596666, 3))
                                      .range(6, 1300)
                                      .top(1, rounded(0.00330636, 1))
                                      .below(71.5, 0.64491654021244305)
                                      .top(302, 0.27616377271805959)
                                      .below(36.5, rounded(0.299545, 3))
                                      .top_fraction(0.09, rounded(0.272781, 3)),
                                  told(6780)
                                      .mean(rounded(237.758, -1))
                                      .quantile(0.75, rounded(148, -1))
                                      .range(0, 77000)
                                      .top_fraction(0.11, rounded(0.740603, 3))
                                      .top(185, 0.47713242998289701)
                                      .below(1200.5, rounded(0.964307, 3)),
                                  told(1464)
                                      .range(0, 480)
                                      .below(38.5, 0.88661202185792354)
                                      .top_fraction(0.19, rounded(0.548288, 2))
                                      .top(1, rounded(0.0121487, 4))
                                      .quantile(0.06, rounded(2, 1))
                                      .below(21.5, 0.73497267759562845)
                                      .below(140, 0.99385245901639341)
                                      .quantile(0.5, rounded(11, 0)),
                                  told(96434)
                                      .top(32674, rounded(0.991263, 2))
                                      .top(40463, 0.99532549476917331)
                                      .below(34, rounded(0.5959, 2))
                                      .top(687, rounded(0.621453, 1))
                                      .top(24, 0.22330796052771124)
                                      .top_fraction(0.19, rounded(0.97151, 2))
                                      .quantile(0.5, rounded(16, 0))
                                      .top(12, 0.16890757228659253)
                                      .below(9900, rounded(0.988987, 2))
                                      .below(2800, 0.96794698965095294)};
  // What samples have reached; an earlier search by relaxation of products agrees with the last to 2e-9.
  const std::vector<double> known = {5.696454714e-05, 1.365606938e-05, 0.0004779997962, 0.001406474548,
                                     0.0008318572944, 0.0167080106,    0.002904039313,  0.01646213072};
  for (std::size_t set = 0; set < sets.size(); ++set) {
    const told& t = sets[set];
    CAPTURE(t.n);
    const constraints c = t.rows();
    REQUIRE(consistent(c));
    const greatest_herfindahl search(c);
    const greatest_herfindahl::population& sample = search.sample();
    const double total = sample.total < linear_program::infinity ? sample.total : t.n;  // no fact has a scale
    std::vector<double> x;
    std::vector<std::uint64_t> count;
    std::uint64_t units = 0;
    for (std::size_t i = 0; i < sample.share.size(); ++i) {
      x.push_back(std::max(0.0, sample.share[i] * total));
      count.push_back(static_cast<std::uint64_t>(sample.count[i]));
      units += count.back();
    }
    CHECK(units == static_cast<std::uint64_t>(t.n));
    CHECK(t.off(x, count) < 1e-9);
    const double reached = herfindahl(x, frequency(count));
    CHECK(reached <= search.bound() * (1 + 1e-12));
    CHECK(reached >= search.bound() * (1 - 6e-7));
    CHECK(search.bound() == doctest::Approx(search.attained()).epsilon(6e-7));
    CHECK(search.bound() >= known[set] * (1 - 2e-9));
  }
}

TEST_CASE("greatest_herfindahl: the same fact twice costs no accuracy") {
  told once(5), twice(5);
  once.mean(366.2).top(1, rounded(0.69, 3)).below(140, 0.4);
  twice.mean(366.2).top(1, rounded(0.69, 3)).below(140, rounded(0.4, 3)).below(140, 0.4);
  const double found = greatest_herfindahl(once.rows()).bound();
  CHECK(greatest_herfindahl(twice.rows()).bound() == doctest::Approx(found).epsilon(3e-9));
  // 0, 0, 140, x, y with y at most 0.6905 of 1831.
  const double y = 0.6905, x = 1 - y - 140 / 1831.0;
  CHECK(found == doctest::Approx(y * y + x * x + 140 / 1831.0 * (140 / 1831.0)).epsilon(3e-9));
}
