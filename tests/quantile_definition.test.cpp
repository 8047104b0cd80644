// SPDX-License-Identifier: BSL-1.0
#include <lorenz/quantile.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "reference/oracle.hpp"
#include "reference/samples.hpp"

using lorenz::distribution;
using lorenz::frequency;
using lorenz::quantile;
using lorenz::quantile_definition;
using lorenz::quantile_options;
using lorenz::quantiles;
using lorenz::sampling;
using lorenz::sorted;
using oracle::integer;
using oracle::rational;

namespace {

quantile_options by(quantile_definition definition) { return {definition}; }

quantile_options hyndman_fan(int definition) {
  return {static_cast<quantile_definition>(static_cast<int>(quantile_definition::hyndman_fan_1) + definition - 1)};
}

// The shortest decimal that reads back as p, as a quotient.
rational decimal(double p) {
  char text[40];
  for (int digits = 0; digits < 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*e", digits, p);
    if (std::strtod(text, nullptr) == p) break;
  }
  const std::string written = text;
  const auto e = written.find('e');
  std::string mantissa = written.substr(0, e);
  int exponent = std::stoi(written.substr(e + 1));
  if (const auto point = mantissa.find('.'); point != std::string::npos) {
    exponent -= static_cast<int>(mantissa.size() - point - 1);
    mantissa.erase(point, 1);
  }
  const integer value(mantissa.erase(0, std::min(mantissa.find_first_not_of('0'), mantissa.size() - 1)));
  const integer power = pow(integer(10), static_cast<unsigned>(std::abs(exponent)));
  return exponent < 0 ? rational(value, power) : rational(value * power);
}

// The double nearest to a number, the even one of two; not for subnormal ones.
double nearest(const rational& truth) {
  if (truth == 0) return 0;
  const integer n = abs(numerator(truth)), d = denominator(truth);
  int shift = 54 + static_cast<int>(msb(d)) - static_cast<int>(msb(n));
  integer top = shift >= 0 ? integer(n << static_cast<unsigned>(shift)) : n;
  integer below = shift >= 0 ? d : integer(d << static_cast<unsigned>(-shift));
  integer q = top / below;
  bool rest = q * below != top;
  while (msb(q) > 53) {  // 54 bits: one to round on
    rest = rest || (q & 1) != 0;
    q >>= 1;
    --shift;
  }
  const bool half = (q & 1) != 0;
  q >>= 1;
  if (half && (rest || (q & 1) != 0)) ++q;
  const double magnitude = std::ldexp(q.convert_to<double>(), 1 - shift);
  return truth < 0 ? -magnitude : magnitude;
}

}  // namespace

TEST_CASE("quantile definitions: the reader of decimals and the rounding of this test") {
  CHECK(decimal(0.29) == rational(29, 100));
  CHECK(decimal(1) == 1);
  CHECK(decimal(0) == 0);
  CHECK(decimal(0.007) == rational(7, 1000));
  CHECK(decimal(1e-9) == rational(1, 1000000000));
  CHECK(nearest(rational(1, 3)) == 1.0 / 3);
  CHECK(nearest(rational(-29, 100)) == -0.29);
  CHECK(nearest((integer(1) << 53) + 1) == 9007199254740992.0);
  CHECK(nearest((integer(1) << 53) + 3) == 9007199254740996.0);
  samples::generator g(3);
  for (int i = 0; i < 1000; ++i) {
    const double a = g.uniform(), b = g.uniform();
    CHECK(nearest(oracle::exact(a)) == a);
    CHECK(nearest(rational(oracle::exact(a) / oracle::exact(b))) == a / b);
    CHECK(nearest(rational(oracle::exact(a) - oracle::exact(b))) == a - b);
  }
}

TEST_CASE("quantile definitions: every percentage of n up to 2,000 that is an integer, to the last bit") {
  samples::generator g(1);
  std::vector<double> x;
  int integers = 0;
  for (int n = 1; n <= 2000; ++n) {
    x.push_back((x.empty() ? -1.7 : x.back()) + g.uniform());
    const oracle::sample* s = nullptr;  // made when needed
    const oracle::sample kept = n % 20 == 0 || n <= 100 ? oracle::sample(x) : oracle::sample(std::vector<double>{0});
    if (kept.rows() == x.size()) s = &kept;
    for (int k = 0; k <= 100; ++k) {
      if (k * n % 100 != 0) continue;
      if (k % 100 != 0) ++integers;
      const double p = k / 100.0;
      const auto rank = static_cast<std::size_t>(k * n / 100);
      const double low = x[std::max(rank, std::size_t(1)) - 1];
      const double high = x[std::min(rank, x.size() - 1)];
      const auto ascending = sorted(x);
      // What needs no arithmetic ...
      CHECK(quantile(ascending, p, hyndman_fan(1)) == low);
      CHECK(quantile(ascending, p, hyndman_fan(2)) ==
            nearest((oracle::exact(low) + oracle::exact(rank == 0 ? low : high)) / 2));
      CHECK(quantile(ascending, p, hyndman_fan(4)) == low);
      CHECK(quantile(ascending, p, by(quantile_definition::laeken)) == high);
      // ... and what does.
      if (s == nullptr) continue;
      for (int definition = 1; definition <= 9; ++definition) {
        CAPTURE(n);
        CAPTURE(k);
        CAPTURE(definition);
        CHECK(quantile(ascending, p, hyndman_fan(definition)) ==
              nearest(oracle::quantile(*s, rational(k, 100), definition)));
      }
    }
  }
  CHECK(integers == 8400);
}

TEST_CASE("quantile definitions: random samples with ties, zeros and integer weights, to the last bit") {
  samples::generator g(2);
  for (int trial = 0; trial < 2000; ++trial) {
    const auto n = static_cast<std::size_t>(1 + g.below(trial % 10 == 0 ? 60 : 9));
    const bool integers = g.below(2) == 0;
    const auto x =
        samples::draw(n, [&] { return integers ? g.below(13) - 6.0 : std::floor(40 * g.uniform() - 9) / 7; });
    const auto counts = samples::frequencies(n, static_cast<std::uint64_t>(trial));
    const oracle::sample s(x), counted(x, counts);
    const distribution d(x, frequency(counts));
    for (const double p :
         {g.below(101) / 100.0, g.below(1001) / 1000.0, g.below(17) / 16.0, std::round(1e9 * g.uniform()) / 1e9}) {
      const rational exact_p = decimal(p);
      for (int definition = 1; definition <= 9; ++definition) {
        CAPTURE(p);
        CAPTURE(definition);
        CHECK(quantile(x, p, hyndman_fan(definition)) == nearest(oracle::quantile(s, exact_p, definition)));
        CHECK(quantile(d, p, hyndman_fan(definition)) == nearest(oracle::quantile(counted, exact_p, definition)));
      }
    }
    // Decimals of 16 and 17 digits: to the last bit but where two neighbours cancel, to 2^-95 of them there.
    for (const double p : {g.uniform(), 1.0 / (1 + g.below(9))})
      for (int definition = 1; definition <= 9; ++definition) {
        CAPTURE(p);
        CAPTURE(definition);
        const rational truth = oracle::quantile(s, decimal(p), definition);
        const double result = quantile(x, p, hyndman_fan(definition));
        CHECK((result == nearest(truth) || abs(rational(oracle::exact(result) - truth)) < oracle::exact(0x1p-95 * 40)));
      }
  }
}

// The rules of the packages, written out row by row in exact arithmetic on rows in order of value and weight. A weight
// reaches a position that it misses by four epsilons.
namespace dialect {

struct rows {
  std::vector<rational> x, w, upto;
  rational whole() const { return upto.back(); }
};

rows make(const std::vector<double>& x, const std::vector<double>& w) {
  std::vector<std::pair<double, double>> pairs;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (w[i] > 0) pairs.emplace_back(x[i], w[i]);
  std::sort(pairs.begin(), pairs.end());
  rows r;
  rational sum = 0;
  for (const auto& [value, weight] : pairs) {
    r.x.push_back(oracle::exact(value));
    r.w.push_back(oracle::exact(weight));
    r.upto.push_back(sum = sum + r.w.back());
  }
  return r;
}

bool same(const rational& a, const rational& b) { return oracle::nearly_equal(a, b, 0x1p-52); }
bool above(const rational& a, const rational& b) { return a > b && !same(a, b); }
bool reaches(const rational& a, const rational& b) { return a >= b || same(a, b); }

rational laeken(const rows& r, const rational& p) {
  if (p == 0) return r.x.front();
  if (p == 1) return r.x.back();
  for (std::size_t i = 0; i < r.x.size(); ++i)
    if (above(r.upto[i], p * r.whole())) return r.x[i];
  return r.x.back();
}

rational statsbase(const rows& r, const rational& p) {
  const rational h = p * (r.whole() - r.w.front()) + r.w.front();
  rational below = 0, value = 0;  // S_k and v_k
  for (std::size_t i = 0; i < r.x.size(); ++i) {
    if (above(r.upto[i], h))
      return same(below, h) ? value : rational(value + (h - below) / (r.upto[i] - below) * (r.x[i] - value));
    below = r.upto[i];
    value = r.x[i];
  }
  return r.x.back();
}

rational hmisc(const rows& r, const rational& p) {
  rational order = 1 + (r.whole() - 1) * p;
  if (const integer near = oracle::floor(rational(order + rational(1, 2))); same(near, order)) order = near;
  const rational floor_of = oracle::floor(order);
  const rational low = floor_of < 1 ? rational(1) : floor_of;
  const rational high = low + 1 < r.whole() ? rational(low + 1) : r.whole();
  const auto step = [&](const rational& at) {
    for (std::size_t i = 0; i < r.x.size(); ++i)
      if (reaches(r.upto[i], at)) return r.x[i];
    return r.x.back();
  };
  const rational part = order - floor_of;
  return (1 - part) * step(low) + part * step(high);
}

}  // namespace dialect

TEST_CASE("quantile definitions: as laeken, StatsBase and Hmisc, to the last bit") {
  samples::generator g(4);
  for (int trial = 0; trial < 1500; ++trial) {
    const auto n = static_cast<std::size_t>(1 + g.below(10));
    const auto x = samples::draw(n, [&] { return g.below(12) - 4.0; });
    const bool whole = g.below(2) == 0;
    auto w = samples::draw(n, [&] { return whole ? g.below(4) : g.below(9) == 0 ? 0 : g.uniform() * 2; });
    w[0] = 1;
    const auto r = dialect::make(x, w);
    const distribution d(x, sampling(w));
    for (const double p : {0.0, 1.0, g.below(101) / 100.0, g.uniform(), g.below(9) / 8.0}) {
      CAPTURE(p);
      CAPTURE(trial);
      CHECK(quantile(x, sampling(w), p, by(quantile_definition::laeken)) == nearest(dialect::laeken(r, decimal(p))));
      CHECK(quantile(x, sampling(w), p, by(quantile_definition::statsbase)) ==
            nearest(dialect::statsbase(r, decimal(p))));
      CHECK(quantile(d, p, by(quantile_definition::hmisc)) == nearest(dialect::hmisc(r, decimal(p))));
    }
  }
}

// Frequencies and plain samples: unit weights in laeken and Hmisc are definition-wise the same as counts, StatsBase has
// its own rule for frequencies, definition 7.
TEST_CASE("quantile definitions: the packages' definitions for frequencies and plain samples") {
  samples::generator g(5);
  for (int trial = 0; trial < 500; ++trial) {
    const auto n = static_cast<std::size_t>(1 + g.below(10));
    const auto x = samples::draw(n, [&] { return g.below(12) - 4.0; });
    const auto counts = samples::frequencies(n, static_cast<std::uint64_t>(trial));
    const auto expanded = samples::expand(x, counts);
    const auto unit = dialect::make(x, std::vector<double>(n, 1.0));
    const auto many = dialect::make(expanded, std::vector<double>(expanded.size(), 1.0));
    for (const double p : {0.0, 1.0, g.below(101) / 100.0, g.uniform()}) {
      CAPTURE(p);
      const auto laeken = by(quantile_definition::laeken), statsbase = by(quantile_definition::statsbase),
                 hmisc = by(quantile_definition::hmisc);
      CHECK(quantile(x, p, laeken) == nearest(dialect::laeken(unit, decimal(p))));
      CHECK(quantile(x, frequency(counts), p, laeken) == nearest(dialect::laeken(many, decimal(p))));
      CHECK(quantile(sorted(std::vector<double>{1, 2, 4, 8}), p, laeken) ==
            nearest(dialect::laeken(dialect::make({1, 2, 4, 8}, {1, 1, 1, 1}), decimal(p))));
      CHECK(quantile(x, p, hmisc) == nearest(dialect::hmisc(unit, decimal(p))));
      CHECK(quantile(x, frequency(counts), p, hmisc) == nearest(dialect::hmisc(many, decimal(p))));
      CHECK(quantile(x, p, statsbase) == nearest(dialect::statsbase(unit, decimal(p))));
      CHECK(quantile(x, frequency(counts), p, statsbase) == quantile(expanded, p));
      CHECK(quantiles(x, std::vector<double>{p}, laeken)[0] == quantile(x, p, laeken));
    }
  }
}

TEST_CASE("quantile definitions: the table of the header") {
  // Definitions 1 to 9, laeken, statsbase, hmisc, from the formulas by hand. With sampling weights 4 to 9 average the
  // window (h - 1)/n to h/n of the weight, n = 10/3; for 4 that is 0 to 0.3: (10 + 2 * 20)/3.
  using definition = quantile_definition;
  const std::vector<int> x{10, 20, 30, 40}, w{1, 2, 3, 4};
  const std::vector<double> plain{20, 20, 10, 12, 17, 15, 19, 49 / 3.0, 16.5, 20, 19, 19};
  const std::vector<double> counted{20, 25, 20, 20, 25, 23, 27, 73 / 3.0, 24.5, 30, 27, 27};
  const std::vector<double> weighted{20, 25, 0, 50 / 3.0, 25, 68 / 3.0, 27, 73 / 3.0, 24.5, 30, 67 / 3.0, 27};
  for (int k = 0; k < 12; ++k) {
    const definition packages[] = {definition::laeken, definition::statsbase, definition::hmisc};
    const quantile_options options = k < 9 ? hyndman_fan(k + 1) : by(packages[k - 9]);
    const auto i = static_cast<std::size_t>(k);
    CAPTURE(k);
    CHECK(quantile(x, 0.3, options) == doctest::Approx(plain[i]).epsilon(1e-15));
    CHECK(quantile(x, frequency(w), 0.3, options) == doctest::Approx(counted[i]).epsilon(1e-15));
    if (k != 2) CHECK(quantile(x, sampling(w), 0.3, options) == doctest::Approx(weighted[i]).epsilon(1e-15));
  }
}

TEST_CASE("quantile definitions: 4 to 9 with sampling weights in exact arithmetic") {
  // Akinshin 2023: the mean of a window one unit of Kish's size n wide, (h - 1)/n to h/n of the cumulated weight.
  samples::generator g(6);
  for (int trial = 0; trial < 300; ++trial) {
    const auto n = static_cast<std::size_t>(1 + g.below(9));
    auto x = samples::draw(n, [&] { return g.below(30) - 10.0; });
    const auto w = samples::draw(n, [&] { return g.below(8) + 1.0; });
    std::vector<std::pair<rational, rational>> rows;
    rational total = 0, squares = 0;
    for (std::size_t i = 0; i < n; ++i) {
      rows.emplace_back(oracle::exact(x[i]), oracle::exact(w[i]));
      total += oracle::exact(w[i]);
      squares += oracle::exact(w[i] * w[i]);
    }
    std::sort(rows.begin(), rows.end());
    const rational size = total * total / squares;
    for (const double p : {0.0, 1.0, 0.5, g.below(101) / 100.0})
      for (int definition = 4; definition <= 9; ++definition) {
        const rational q = decimal(p);
        const rational h = definition == 4   ? size * q
                           : definition == 5 ? size * q + rational(1, 2)
                           : definition == 6 ? (size + 1) * q
                           : definition == 7 ? (size - 1) * q + 1
                           : definition == 8 ? (size + rational(1, 3)) * q + rational(1, 3)
                                             : (size + rational(1, 4)) * q + rational(3, 8);
        // As without weights, a position below 1 is 1 and one above n is n.
        const rational from = std::min(std::max(h - 1, rational(0)), size - 1) / size, to = from + 1 / size;
        rational sum = 0, before = 0;
        for (const auto& [value, weight] : rows) {
          const rational after = before + weight / total;
          const rational part = std::min(after, to) - std::max(before, from);
          if (part > 0) sum += part * value;
          before = after;
        }
        CAPTURE(p);
        CAPTURE(definition);
        CHECK(oracle::ulps(quantile(x, sampling(w), p, hyndman_fan(definition)), sum * size) <= 2);
      }
  }
}

TEST_CASE("quantile definitions: what the packages print") {
  const auto laeken = by(quantile_definition::laeken), statsbase = by(quantile_definition::statsbase),
             hmisc = by(quantile_definition::hmisc);
  const std::vector<int> x{10, 20, 30, 40};
  const std::vector<int> w{1, 2, 3, 4};
  const std::vector<double> tenths{0.1, 0.2, 0.3, 0.4};
  const std::vector<double> ps{0, 0.1, 0.3, 0.5, 0.6, 1};
  // R 4.2.2 with laeken 0.5.2, Hmisc 4.8-0.
  CHECK(quantiles(x, sampling(w), ps, laeken) == std::vector<double>{10, 20, 30, 30, 40, 40});
  CHECK(quantiles(x, sampling(w), ps, hmisc) == std::vector<double>{10, 19, 27, 30, 34, 40});
  CHECK(quantiles(x, sampling(tenths), ps, hmisc) == std::vector<double>{40, 40, 40, 40, 40, 40});
  // The rest of the table in quantile_definition.hpp; statsbase: h = 3.7, 20 + 0.7/3 * 10.
  CHECK(quantile(x, sampling(w), 0.3, hyndman_fan(1)) == 20);
  CHECK(quantile(x, sampling(w), 0.3, hyndman_fan(2)) == 25);
  CHECK(quantile(x, sampling(w), 0.3, hyndman_fan(7)) == 27);
  CHECK(quantile(x, sampling(w), 0.3, statsbase) == doctest::Approx(20 + 7.0 / 3).epsilon(1e-15));
  CHECK(quantile(x, sampling(tenths), 0.3, laeken) == 30);
  // A user's letter to R-help of March 2006 (Hmisc of that time), kept by later versions.
  CHECK(quantiles(std::vector<int>{1, 2, 3, 4, 5}, sampling(std::vector<double>{0.5, 0.4, 0.3, 0.2, 0.1}),
                  std::vector<double>{0, 0.25, 0.5, 0.75, 1}, hmisc) == std::vector<double>{3, 3.25, 3.5, 3.75, 4});
  // Hmisc issue 97: weights of a tenth give the largest value as median, the same weights times ten the middle one.
  CHECK(quantile(std::vector<int>{1, 2, 3}, sampling(std::vector<double>{0.1, 0.1, 0.1}), 0.5, hmisc) == 3);
  CHECK(quantile(std::vector<int>{1, 2, 3}, sampling(std::vector<int>{1, 1, 1}), 0.5, hmisc) == 2);
  // StatsBase: a tie with other weights in another order is the same sample; its lightest row comes first.
  const std::vector<double> ties{2, 2, 3, 3}, ascending{0.15, 0.25, 0.25, 0.35}, descending{0.25, 0.15, 0.35, 0.25};
  for (int k = 0; k <= 20; ++k)
    CHECK(quantile(sorted(ties), sampling(descending), k / 20.0, statsbase) ==
          quantile(ties, sampling(ascending), k / 20.0, statsbase));
  CHECK(quantile(ties, sampling(descending), 0.5, statsbase) == doctest::Approx(2.7).epsilon(1e-14));
  // Weights beyond all scales.
  for (const double scale : {1e-320, 1e-200, 1e200, 4e307})
    for (const double p : {0.0, 0.2, 0.3, 0.7, 1.0}) {
      CAPTURE(scale);
      std::vector<double> scaled(4);
      for (std::size_t i = 0; i < 4; ++i) scaled[i] = scale * (1 + static_cast<double>(i % 2));
      const auto same = std::vector<double>{1, 2, 1, 2};
      CHECK(quantile(x, sampling(scaled), p, laeken) == quantile(x, sampling(same), p, laeken));
      CHECK(quantile(x, sampling(scaled), p, statsbase) == doctest::Approx(quantile(x, sampling(same), p, statsbase)));
      CHECK(quantile(x, sampling(scaled), p, hmisc) ==
            (scale < 1 ? 40 : quantile(x, sampling(same), p, hyndman_fan(1))));
    }
}
