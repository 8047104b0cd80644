// SPDX-License-Identifier: BSL-1.0
#include <lorenz/digest.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/oracle.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using lorenz::digest;
using lorenz::fraction;
using lorenz::frequency;
using lorenz::gini_estimator;
using lorenz::gini_options;
using lorenz::interval;
using lorenz::share;
using lorenz::units;

namespace {

void holds(const char* sample, const char* measure, const interval& i, const oracle::rational& truth) {
  CAPTURE(sample);
  CAPTURE(i.lower);
  CAPTURE(i.upper);
  CAPTURE(oracle::approximate(truth));
  CHECK_MESSAGE((oracle::exact(i.lower) <= truth && truth <= oracle::exact(i.upper)), measure);
}

// Lognormal(3, 2.8) by the polar method.
std::vector<double> lognormal(std::size_t n) {
  samples::generator g(2);
  return samples::draw(n, [&] {
    double u, v, s;
    do {
      u = 2 * g.uniform() - 1;
      v = 2 * g.uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s == 0);
    return std::exp(3 + 2.8 * u * std::sqrt(-2 * std::log(s) / s));
  });
}

}  // namespace

TEST_CASE("digest: every interval holds the exact answer, whatever the data") {
  for (const std::size_t n : {1u, 2u, 6u, 20u})
    for (const auto& data : samples::hostile(n, 70 + n)) {
      const oracle::sample s(data.x);
      const bool short_numbers = msb(s.total) < 200;  // exact fractions of longer ones take their time
      if (n > 6 && !short_numbers) continue;
      std::vector<digest> digests;
      for (const int precision : {0, 3, 7, 16}) {
        digests.emplace_back(precision);
        digests.back().push(data.x);
        CHECK(digests.back().count() == n);
      }
      const auto check = [&](const char* measure, const auto& ask, const oracle::rational& truth) {
        for (const digest& d : digests) holds(data.name.c_str(), measure, ask(d), truth);
      };
      const oracle::rational gini = oracle::gini(s);
      check(
          "gini", [](const digest& d) { return d.gini(); }, gini);
      if (n > 1)
        check(
            "gini of a sample", [](const digest& d) { return d.gini({gini_estimator::sample}); },
            gini * oracle::sample_correction(s));
      check(
          "herfindahl", [](const digest& d) { return d.herfindahl(); }, oracle::herfindahl(s));
      check(
          "hoover", [](const digest& d) { return d.hoover(); }, oracle::hoover(s));
      for (const std::uint64_t k : {0u, 1u, 2u, 6u, 30u}) {
        const oracle::rational part = k > n ? oracle::rational(1) : oracle::rational(oracle::integer(k), s.n);
        check(
            "top k", [&](const digest& d) { return d.top_share(units{k}); }, 1 - oracle::lorenz(s, 1 - part));
        check(
            "bottom k", [&](const digest& d) { return d.bottom_share(units{k}); }, oracle::lorenz(s, part));
      }
      for (const double q : {0.0, 1e-300, 0.29, 0.5, 1.0}) {
        if (q == 1e-300 && !short_numbers) continue;
        const oracle::rational held = oracle::lorenz(s, oracle::exact(q));
        check(
            "curve", [&](const digest& d) { return d.curve(q); }, held);
        check(
            "bottom q", [&](const digest& d) { return d.bottom_share(fraction{q}); }, held);
        check(
            "top q", [&](const digest& d) { return d.top_share(fraction{q}); },
            1 - oracle::lorenz(s, 1 - oracle::exact(q)));
        check(
            "curve inverse", [&](const digest& d) { return d.curve_inverse(q); },
            oracle::lorenz_inverse(s, oracle::exact(q)));
        std::int64_t count = 0;
        const oracle::rational wanted = oracle::exact(q) * (1 - oracle::exact(0x1p-50));
        while (oracle::top_share(s, count) < wanted) ++count;
        check(
            "top count", [&](const digest& d) { return d.top_count(share{q}); }, count);
      }
      for (const double value : {0.0, data.x[0], std::nextafter(data.x[n / 2], 1e308), 0.3, 1e9 + 0.5})
        check(
            "below", [&](const digest& d) { return d.share_below(value); },
            oracle::fraction_below(s, oracle::exact(value)));
      for (const int definition : {1, 2, 3, 6, 7, 9})
        for (const int percent : {0, 29, 50, 99}) {
          const lorenz::quantile_options as{static_cast<lorenz::quantile_definition>(definition)};
          check(
              "quantile", [&](const digest& d) { return d.quantile(percent / 100.0, as); },
              oracle::quantile(s, oracle::rational(percent, 100), definition));
        }
    }
}

TEST_CASE("digest: thousands of random samples with frequencies, dealt to two shards") {
  samples::generator g(99);
  const auto check = [&](const auto& x, const std::vector<int>& w, bool short_numbers) {
    const int precision = g.below(9);
    const oracle::sample s(x, w);
    digest d(precision), other(precision);
    for (std::size_t i = 0; i < x.size(); ++i)
      (g.below(2) == 0 ? d : other).push(lorenz::view(&x[i], 1), frequency(lorenz::view(&w[i], 1)));
    d.merge(other);
    CAPTURE(precision);
    holds("random", "gini", d.gini(), oracle::gini(s));
    holds("random", "herfindahl", d.herfindahl(), oracle::herfindahl(s));
    holds("random", "hoover", d.hoover(), oracle::hoover(s));
    const auto n = static_cast<std::int64_t>(d.count());
    const std::int64_t k = g.below(static_cast<int>(n) + 1);
    holds("random", "top k", d.top_share(units{k}), 1 - oracle::lorenz(s, 1 - oracle::rational(k, n)));
    const int percent = g.below(101);
    holds("random", "quantile", d.quantile(percent / 100.0), oracle::quantile(s, oracle::rational(percent, 100), 7));
    const auto value = x[static_cast<std::size_t>(g.below(static_cast<int>(x.size())))];
    holds("random", "below", d.share_below(value), oracle::fraction_below(s, oracle::exact(value)));
    if (!short_numbers) return;
    const double p = g.uniform();
    holds("random", "curve", d.curve(p), oracle::lorenz(s, oracle::exact(p)));
    holds("random", "top q", d.top_share(fraction{p}), 1 - oracle::lorenz(s, 1 - oracle::exact(p)));
    holds("random", "curve inverse", d.curve_inverse(p), oracle::lorenz_inverse(s, oracle::exact(p)));
    std::int64_t count = 0;
    while (oracle::top_share(s, count) < oracle::exact(p) * (1 - oracle::exact(0x1p-50))) ++count;
    holds("random", "top count", d.top_count(share{p}), count);
  };
  for (int round = 0; round < 3000; ++round) {
    const std::size_t n = 1 + static_cast<std::size_t>(g.below(9));
    std::vector<int> w(n);
    for (int& units_of_value : w) units_of_value = g.below(7);
    w.back() = 1 + g.below(3);
    if (round % 3 == 0) {
      std::vector<std::int64_t> x(n);
      const int narrow = 1 + g.below(62);  // so that many lie in one bucket, or none
      for (auto& value : x)
        value = g.below(5) == 0 ? INT64_MAX - static_cast<std::int64_t>(g.bits() >> (1 + narrow))
                                : static_cast<std::int64_t>(g.bits() >> 1 >> g.below(63));
      x.back() |= 1;
      check(x, w, true);
    } else {
      constexpr double largest = (std::numeric_limits<double>::max)();
      const int exponent = g.below(3) == 0 ? -1074 : g.below(2000) - 1000, octaves = 1 + g.below(4);
      std::vector<double> x = samples::draw(n, [&] {
        const int kind = g.below(12);
        return kind == 0                     ? 0.0
               : kind == 1 && round % 3 == 1 ? largest - std::ldexp(g.uniform(), g.below(1023))
                                             : std::ldexp(1 + g.uniform(), exponent + g.below(octaves));
      });
      x.back() = std::ldexp(1.5, exponent);
      check(x, w, round % 3 == 2);
    }
  }
}

TEST_CASE("digest: count, total, mean, min and max are exact") {
  for (const auto& data : samples::hostile(30, 5)) {
    const oracle::sample s(data.x);
    digest d;
    d.push(data.x);
    CAPTURE(data.name);
    if (oracle::approximate(oracle::mean(s)) < 1e300) CHECK(oracle::ulps(d.total(), oracle::mean(s) * s.n) <= 0.5);
    CHECK(oracle::ulps(d.mean(), oracle::mean(s)) <= 0.5);
    CHECK(d.min() == *std::min_element(data.x.begin(), data.x.end()));
    CHECK(d.max() == *std::max_element(data.x.begin(), data.x.end()));
    // The largest is a cell of its own, so that its share is known.
    const interval largest = d.top_share(units{1});
    CHECK(largest.upper - largest.lower <= 1e-15);
  }
  const std::vector<std::uint64_t> large{UINT64_MAX, UINT64_MAX - 1, (std::uint64_t(1) << 53) + 1};
  digest d;
  d.push(large);
  const oracle::sample s(large);
  CHECK(oracle::ulps(d.total(), oracle::rational(s.total) * oracle::exact(std::ldexp(1.0, s.x_exponent))) <= 0.5);
  holds("64-bit integers", "gini", d.gini(), oracle::gini(s));
}

TEST_CASE("digest: what is theil's index, to fifty digits") {
  using big = boost::multiprecision::cpp_bin_float_50;
  for (const auto& data : samples::hostile(30, 6)) {
    big total = 0, sum = 0;
    for (const double x : data.x) total += x;
    const big mean = total / 30;
    for (const double x : data.x)
      if (x > 0) sum += x / mean * log(big(x / mean));
    sum /= 30;
    for (const int precision : {0, 7, 12}) {
      digest d(precision);
      d.push(data.x);
      const interval t = d.theil();
      CAPTURE(data.name);
      CHECK(big(t.lower) <= sum);
      CHECK(big(t.upper) >= sum);
      if (precision == 12 && data.name != "subnormal") CHECK(t.upper - t.lower < 1e-6);
    }
  }
}

TEST_CASE("digest: equal values leave nothing open") {
  for (const double value : {0.1, 1e-310, 1e308, 3.0}) {
    digest d;
    d.push(std::vector<double>(5000, value));
    CHECK(d.gini().lower == 0);
    CHECK(d.gini().upper == 0);
    CHECK(d.quantile(0.3).lower == value);
    CHECK(d.quantile(0.3).upper == value);
    CHECK(d.share_below(value).upper == 0);
    CHECK(d.hoover().upper < 1e-15);
    CHECK(d.theil().upper < 1e-15);
    CHECK(d.mean() == value);
  }
}

TEST_CASE("digest: Gini of two million lognormal values is known to 2e-7") {
  const std::vector<double> x = lognormal(2'000'000);
  digest d;
  d.push(x);
  const interval g = d.gini();
  CAPTURE(g.lower);
  CAPTURE(g.upper);
  CHECK(g.upper - g.lower < 2e-7);
  CHECK(g.upper - g.lower > 1e-8);  // a width far below theory would be a wrong one
  const double exact = lorenz::gini(x);
  CHECK(g.lower <= exact);
  CHECK(exact <= g.upper);
  CHECK(d.memory() < 160'000);
  CHECK(d.bucket_count() > 3000);
  const interval top = d.top_share(units{200});
  CHECK(top.upper - top.lower < 1e-5);
  digest coarse(4), fine(10);
  coarse.push(x);
  fine.push(x);
  CHECK(coarse.gini().upper - coarse.gini().lower < 1e-5);
  CHECK(fine.gini().upper - fine.gini().lower < 4e-9);
  // The width of the coarse one covers the fine one.
  CHECK(coarse.gini().lower <= fine.gini().lower);
  CHECK(fine.gini().upper <= coarse.gini().upper);
}

TEST_CASE("digest: the same bytes for any order, split and tree of merges") {
  samples::generator g(41);
  std::vector<double> x = samples::draw(20000, [&] {
    return g.below(4) == 0 ? static_cast<double>(g.below(50)) : std::ldexp(g.uniform(), g.below(60) - 30);
  });
  digest whole;
  whole.push(x);
  const std::vector<std::byte> bytes = whole.serialize();
  for (const int parts : {1, 2, 3, 17, 200, 1000}) {
    CAPTURE(parts);
    g.shuffle(x);
    // Cuts anywhere, so that parts may be empty; merged in a random tree.
    std::vector<std::size_t> cuts{0, x.size()};
    for (int i = 1; i < parts; ++i) cuts.push_back(static_cast<std::size_t>(g.below(20001)));
    std::sort(cuts.begin(), cuts.end());
    std::vector<digest> shards;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      digest d;
      d.push(lorenz::view(x.data() + cuts[i], cuts[i + 1] - cuts[i]));
      shards.push_back(d);
    }
    while (shards.size() > 1) {
      const auto from = static_cast<std::ptrdiff_t>(g.bits() % shards.size());
      digest taken = shards[static_cast<std::size_t>(from)];
      shards.erase(shards.begin() + from);
      shards[g.bits() % shards.size()].merge(g.below(2) == 0 ? taken : digest::deserialize(taken.serialize()));
    }
    CHECK(shards.front() == whole);
    CHECK(shards.front().serialize() == bytes);
  }
  digest single;
  for (const double value : x) single.push(value);
  CHECK(single.serialize() == bytes);
  CHECK(digest::deserialize(bytes) == whole);
  CHECK(digest::deserialize(bytes.data(), bytes.size()) == whole);
}

TEST_CASE("digest: frequencies and every kind of number") {
  const std::vector<int> x{3, 0, 7, 3, 1000};
  const std::vector<int> w{2, 1, 0, 5, 3};
  digest expanded, weighted, floating;
  expanded.push(samples::expand(x, w));
  weighted.push(x, frequency(w));
  floating.push(std::vector<double>{3, 0, 7, 3, 1000}, frequency(std::vector<double>{2, 1, 0, 5, 3}));
  CHECK(weighted == expanded);
  CHECK(floating == expanded);
  digest without;
  without.push(std::vector<double>{-3, 2, 5}, frequency(std::vector<int>{0, 4, 1}));
  CHECK(without.count() == 5);
  CHECK(without.min() == 2);
  digest all, doubles;
  all.push(3);
  all.push(2.5f);
  all.push(std::uint8_t(200));
  all.push(std::array<long, 2>{5, 6});
  const float c_array[] = {0.1f, 0.7f};
  all.push(c_array);
  all.push(lorenz::view(c_array, 1));
  all.push(lorenz::sorted(std::vector<double>{1, 2}));
  doubles.push(std::vector<double>{3, 2.5, 200, 5, 6, double(0.1f), double(0.7f), double(0.1f), 1, 2});
  CHECK(all == doubles);
  const std::uint64_t huge = std::uint64_t(1) << 61;
  digest many;
  many.push(std::vector<double>{1, 3}, frequency(std::vector<std::uint64_t>{huge, huge - 1}));
  CHECK(many.count() == 2 * huge - 1);
  holds("2^62 units", "gini", many.gini(),
        oracle::gini(oracle::sample(std::vector<int>{1, 3}, std::vector<std::uint64_t>{huge, huge - 1})));
  CHECK(many.quantile(0.5).upper == 1);
}

TEST_CASE("digest: errors, after which it is what it was") {
  digest d;
  d.push(std::vector<double>{1, 2, 3});
  const digest before = d;
  const double nan = rules::nan;
  using invalid = std::invalid_argument;
  rules::throws<invalid>("digest::push", [&] { d.push(std::vector<double>{1, nan}); }, {"x[1] is NaN"});
  rules::throws<invalid>("digest::push",
                         [&] {
                           d.push(std::vector<double>{1, 5, rules::infinity});
                         },
                         {"x[2]", "infinite"});
  rules::throws<invalid>("digest::push", [&] { d.push(std::vector<int>{1, -5}); }, {"x[1] is -5", "negative"});
  rules::throws<invalid>("digest::push", [&] { d.push(-1.0); }, {"value is -1"});
  rules::throws<invalid>("digest::push", [&] { d.push(nan); }, {"NaN"});
  rules::throws<invalid>("digest::push", [&] { d.push(lorenz::sorted(std::vector<int>{2, 1})); }, {"sorted"});
  const std::vector<double> x{4, 5, 6};
  const auto weighted = [&](std::vector<double> w) { return [&d, &x, w] { d.push(x, frequency(w)); }; };
  rules::throws<invalid>("digest::push", weighted({1, 2}), {"size 2"});
  rules::throws<invalid>("digest::push", weighted({1, 2, 0.5}), {"w[2]", "0.5"});
  rules::throws<invalid>("digest::push", weighted({1, -2, 0}), {"w[1]"});
  rules::throws<invalid>("digest::push", weighted({1, nan, 0}), {"w[1]"});
  rules::throws<invalid>("digest::push",
                         [&] {
                           d.push(std::vector<double>{nan, 1}, frequency(std::vector<int>{0, 1}));
                         },
                         {"x[0]"});
  rules::throws<invalid>("digest::push", weighted({0x1p61, 0x1p61 - 1024, 1023}), {"2^62"});
  rules::throws<invalid>("digest::merge", [&] { d.merge(digest(8)); }, {"precision", "8"});
  CHECK(d == before);

  for (const int precision : {-1, 17}) rules::throws<invalid>("digest", [&] { digest{precision}; }, {"precision"});
  rules::throws<invalid>("digest::deserialize", [] { digest::deserialize({}); });
  rules::throws<invalid>("digest::quantile", [&] { d.quantile(1.5); }, {"p is 1.5"});
  rules::throws<invalid>("digest::quantiles", [&] { d.quantiles({0.5, -1}); }, {"ps[1]"});
  rules::throws<invalid>("digest::curve", [&] { d.curve(nan); }, {"NaN"});
  rules::throws<invalid>("digest::curve_inverse", [&] { d.curve_inverse(2); });
  rules::throws<invalid>("digest::share_below", [&] { d.share_below(nan); });
  CHECK(d.share_below(-1.0).upper == 0);
  CHECK(d.share_below(rules::infinity).lower == 1);

  const digest none;
  CHECK(none.empty());
  CHECK(none.total() == 0);
  rules::throws<std::domain_error>("digest::gini", [&] { none.gini(); }, {"empty"});
  rules::throws<std::domain_error>("digest::mean", [&] { none.mean(); });
  rules::throws<std::domain_error>("digest::min", [&] { none.min(); });
  rules::throws<std::domain_error>("digest::quantile", [&] { none.quantile(0.5); });
  digest zeros;
  zeros.push(std::vector<double>{0, 0});
  CHECK(zeros.mean() == 0);
  CHECK(zeros.quantile(0.5).upper == 0);
  rules::throws<std::domain_error>("digest::gini", [&] { zeros.gini(); }, {"total is zero"});
  rules::throws<std::domain_error>("digest::top_share", [&] { zeros.top_share(units{1}); });
  rules::throws<std::domain_error>("digest::curve", [&] { zeros.curve(0.5); });
  rules::throws<std::domain_error>("digest::theil", [&] { zeros.theil(); });
  digest one;
  one.push(2);
  rules::throws<std::domain_error>("digest::gini", [&] { one.gini({gini_estimator::sample}); });
}

TEST_CASE("digest: many quantiles at once") {
  digest d;
  d.push(lognormal(3000));
  const std::vector<double> ps{0.9, 0.1, 0.5};
  const std::vector<interval> all = d.quantiles(ps);
  REQUIRE(all.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(all[i].lower == d.quantile(ps[i]).lower);
    CHECK(all[i].upper == d.quantile(ps[i]).upper);
  }
  CHECK(d.quantiles({0.25}).front().upper == d.quantile(0.25).upper);
}
