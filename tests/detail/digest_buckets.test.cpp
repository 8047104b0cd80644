// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/digest_buckets.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include <doctest/doctest.h>

#include "reference/oracle.hpp"
#include "reference/samples.hpp"

using lorenz::detail::digest_bucket;
using lorenz::detail::digest_buckets;
using lorenz::detail::grid_number;
using lorenz::detail::on_grid;

namespace {

oracle::rational value_of(const grid_number& x) {
  return oracle::times_power_of_two(oracle::integer(x.mantissa), grid_number::exponent_of(x.octave));
}

template <class T>
void check_number(T x) {
  CAPTURE(x);
  const grid_number on = on_grid(x);
  CHECK(value_of(on) == oracle::exact(x));
  CHECK(on.nearest() == static_cast<double>(x));
  for (const unsigned bits : {0u, 1u, 7u, 10u, 16u}) {
    CAPTURE(bits);
    const digest_buckets b(bits);
    const std::uint32_t key = b.key(on);
    CHECK(!(on < b.first(key)));
    CHECK(!(b.last(key) < on));
    CHECK(b.key(b.first(key)) == key);
    CHECK(b.key(b.last(key)) == key);
    if (key != 0) CHECK(b.last(key - 1) < b.first(key));
    if (x > T(0) && key >> bits != 0) {
      // A bucket is a 2^-bits part of its power of two.
      const oracle::rational power = value_of({on.octave, grid_number::first_bit});
      const oracle::rational width = power / (oracle::integer(1) << bits);
      const oracle::rational steps = (value_of(b.first(key)) - power) / width;
      CHECK(denominator(steps) == 1);
      CHECK(value_of(b.last(key)) < value_of(b.first(key)) + width);
    }
  }
}

}  // namespace

TEST_CASE("digest_buckets: the grid holds each double and each integer exactly") {
  constexpr double largest = (std::numeric_limits<double>::max)();
  constexpr double normal = (std::numeric_limits<double>::min)();
  for (const double x : {0.0, 5e-324, 1e-310, normal, std::nextafter(normal, 0.0), 0.1, 1.0, 1.5, 3.0, 1e9, 0x1p53,
                         0x1.fffffffffffffp62, 0x1p64, 1e300, largest})
    check_number(x);
  samples::generator g(3);
  for (int i = 0; i < 30; ++i) {
    check_number(std::ldexp(g.uniform(), g.below(2000) - 1070));
    check_number(g.bits() >> g.below(64));
    check_number(static_cast<std::int64_t>(g.bits() >> (1 + g.below(63))));
    check_number(static_cast<float>(g.uniform()));
    check_number(static_cast<int>(g.below(1 << 30)));
  }
  check_number(UINT64_MAX);
  check_number(INT64_MAX);
  check_number((std::uint64_t(1) << 53) + 1);
  CHECK(on_grid(-0.0) == on_grid(0));
}

namespace {

struct reference {
  std::map<std::uint32_t, oracle::integer> counts, sums;
};

template <class T>
reference tally(const digest_buckets& b, const std::vector<T>& x) {
  reference r;
  for (const T value : x) {
    const grid_number on = on_grid(value);
    r.counts[b.key(on)] += 1;
    r.sums[b.key(on)] += oracle::integer(on.mantissa);
  }
  return r;
}

void check_same(const digest_buckets& b, const reference& expected) {
  std::size_t n = 0;
  b.for_each([&](std::uint32_t key, const digest_bucket& bucket) {
    ++n;
    const auto found = expected.counts.find(key);
    REQUIRE(found != expected.counts.end());
    CHECK(found->second == oracle::integer(bucket.count));
    CHECK(expected.sums.at(key) == oracle::integer(bucket.sum()));
  });
  CHECK(n == expected.counts.size());
  CHECK(b.size() == n);
}

}  // namespace

TEST_CASE("digest_buckets: counts and exact sums, for few and for many numbers") {
  samples::generator g(9);
  for (const unsigned bits : {0u, 3u, 7u, 9u})
    for (const std::size_t n : {std::size_t(1), std::size_t(30), std::size_t(5001), std::size_t(40000)}) {
      CAPTURE(bits);
      CAPTURE(n);
      const std::vector<double> x = samples::draw(n, [&] {
        const int kind = g.below(8);
        if (kind == 0) return g.below(2) == 0 ? 0.0 : -0.0;
        if (kind == 1) return std::ldexp(g.uniform(), -1060);
        if (kind == 2) return std::ldexp(1 + g.uniform(), 1022);
        return std::ldexp(g.uniform(), g.below(40));
      });
      digest_buckets b(bits);
      b.add("push", x.data(), n);
      check_same(b, tally(b, x));
      CHECK(b.count() == n);
      grid_number low = on_grid(x[0]);
      grid_number high = low;
      for (const double value : x) {
        if (on_grid(value) < low) low = on_grid(value);
        if (high < on_grid(value)) high = on_grid(value);
      }
      CHECK(b.smallest() == low);
      CHECK(b.largest() == high);
      digest_buckets single(bits);
      for (const double value : x) single.add("push", on_grid(value), 1);
      CHECK(single == b);
    }
}

TEST_CASE("digest_buckets: a bucket takes more numbers than its two words would hold") {
  // 0x1.ffp0 and its neighbours lie at the upper end of a bucket; precision 0 flushes every 4096 of them.
  std::vector<double> x(10000, 0x1.fffffffffffffp0);
  for (std::size_t i = 0; i < x.size(); i += 7) x[i] = 1;
  digest_buckets b(0);
  b.add("push", x.data(), x.size());
  check_same(b, tally(b, x));
  const std::vector<std::uint64_t> large(20000, UINT64_MAX);
  digest_buckets c(7);
  c.add("push", large.data(), large.size());
  check_same(c, tally(c, large));
}

TEST_CASE("digest_buckets: integers of every size") {
  samples::generator g(5);
  std::vector<std::uint64_t> longs(6000);
  for (auto& value : longs) value = g.bits() >> g.below(64);
  std::vector<std::uint8_t> bytes(6000);
  for (auto& value : bytes) value = static_cast<std::uint8_t>(g.bits());
  digest_buckets b(7);
  b.add("push", longs.data(), longs.size());
  check_same(b, tally(b, longs));
  digest_buckets c(7);
  c.add("push", bytes.data(), bytes.size());
  check_same(c, tally(c, bytes));
}

TEST_CASE("digest_buckets: merging is adding, in place too") {
  samples::generator g(6);
  const std::vector<double> x = samples::draw(5000, [&] { return std::ldexp(g.uniform(), g.below(20)); });
  const std::vector<double> y = samples::draw(3000, [&] { return std::ldexp(g.uniform(), g.below(60) - 40); });
  digest_buckets a(7), b(7), both(7);
  a.add("push", x.data(), x.size());
  b.add("push", y.data(), y.size());
  both.add("push", x.data(), x.size());
  both.add("push", y.data(), y.size());
  digest_buckets ab = a, ba = b, twice = a;
  ab.merge("merge", b);
  ba.merge("merge", a);
  CHECK(ab == both);
  CHECK(ba == both);
  CHECK_FALSE(a == both);
  twice.merge("merge", twice);
  digest_buckets doubled(7);
  for (const double value : x) doubled.add("push", on_grid(value), 2);
  CHECK(twice == doubled);
  CHECK(a.memory() < 140000);
}

TEST_CASE("digest_buckets: no more than 2^62 - 1 units") {
  digest_buckets b(7);
  b.add("push", on_grid(UINT64_MAX), digest_buckets::most_units - 1);
  CHECK_THROWS_AS(b.add("push", on_grid(1), 2), std::invalid_argument);
  b.add("push", on_grid(UINT64_MAX), 1);
  CHECK(b.count() == digest_buckets::most_units);
  const digest_buckets copy = b;
  CHECK_THROWS_AS(b.merge("merge", copy), std::invalid_argument);
  CHECK(b == copy);
}
