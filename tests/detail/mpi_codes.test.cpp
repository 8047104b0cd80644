// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/mpi_codes.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "reference/samples.hpp"

using lorenz::detail::byte_source;
using lorenz::detail::byte_stream;
using lorenz::detail::on_grid;
using lorenz::detail::value_code;
using lorenz::detail::value_run;
using lorenz::detail::value_runs;

namespace {

template <class T>
void check_codes(const std::vector<T>& values) {
  using code = value_code<T>;
  for (const T a : values) {
    CHECK(code::value(code::of(a)) == a);
    for (const T b : values) CHECK((a < b) == (code::of(a) < code::of(b)));
  }
}

}  // namespace

TEST_CASE("value_code: the order of the values, and back") {
  samples::generator g(1);
  std::vector<double> doubles{0, 5e-324, -5e-324, 1e308, -1e308, 0x1p63, -0x1p63};
  std::vector<float> floats{0, 1e-45f, -1e-45f, 3e38f, -3e38f};
  std::vector<std::int64_t> longs{0, 1, -1, INT64_MAX, INT64_MIN, INT64_MIN + 1};
  std::vector<std::uint64_t> unsigned_longs{0, 1, UINT64_MAX};
  std::vector<int> ints{0, -1, 2147483647, -2147483647 - 1};
  for (int i = 0; i < 60; ++i) {
    const double sign = g.below(2) == 0 ? -1 : 1;
    doubles.push_back(sign * std::ldexp(g.uniform(), g.below(2000) - 1060));
    floats.push_back(static_cast<float>(sign * std::ldexp(g.uniform(), g.below(200) - 100)));
    longs.push_back(static_cast<std::int64_t>(g.bits()) >> g.below(64));
    unsigned_longs.push_back(g.bits() >> g.below(64));
    ints.push_back(g.below(2000000000) - 1000000000);
  }
  check_codes(doubles);
  check_codes(floats);
  check_codes(longs);
  check_codes(unsigned_longs);
  check_codes(ints);
  CHECK(value_code<double>::of(-0.0) == value_code<double>::of(0.0));
}

TEST_CASE("value_code: the codes between two numbers of the grid, and between their negatives") {
  samples::generator g(2);
  for (int i = 0; i < 300; ++i) {
    const double a = std::ldexp(g.uniform(), g.below(69) - 6);
    const double b = a * (1 + g.uniform());
    using real = value_code<double>;
    CHECK(real::first(on_grid(a), on_grid(b), false) == real::of(a));
    CHECK(real::last(on_grid(a), on_grid(b), false) == real::of(b));
    CHECK(real::first(on_grid(a), on_grid(b), true) == real::of(-b));
    CHECK(real::last(on_grid(a), on_grid(b), true) == real::of(-a));
    if (b >= 0x1p63) continue;
    using integer = value_code<std::int64_t>;
    CHECK(integer::first(on_grid(a), on_grid(b), false) == integer::of(static_cast<std::int64_t>(std::ceil(a))));
    CHECK(integer::last(on_grid(a), on_grid(b), false) == integer::of(static_cast<std::int64_t>(std::floor(b))));
    CHECK(integer::first(on_grid(a), on_grid(b), true) == integer::of(-static_cast<std::int64_t>(std::floor(b))));
    CHECK(integer::last(on_grid(a), on_grid(b), true) == integer::of(-static_cast<std::int64_t>(std::ceil(a))));
  }
  // Between two doubles: the grid is finer above 2^53, where 64-bit integers lie.
  const auto between = on_grid((std::uint64_t(1) << 60) + 1);
  CHECK(value_code<double>::last(between, between, false) == value_code<double>::of(0x1p60));
  CHECK(value_code<double>::first(between, between, false) == value_code<double>::of(std::nextafter(0x1p60, 1e300)));
  CHECK(value_code<std::int64_t>::first(on_grid(std::uint64_t(1) << 63), on_grid(std::uint64_t(1) << 63), true) == 0);
}

TEST_CASE("byte_stream: several pieces come back as one set of runs") {
  const std::vector<value_run> a{{0, 1}, {1, 7}, {130, 1}, {UINT64_MAX, std::uint64_t(1) << 61}}, b{{130, 4}}, none;
  byte_stream bytes;
  bytes.put(a.data(), a.data() + a.size());
  bytes.put(none.data(), none.data());
  bytes.put(b.data(), b.data() + 1);
  CHECK(bytes.size() == (1 + 1 + 1 + 1 + 2 + 10 + 9) + 1 + (1 + 2 + 1));
  const std::vector<unsigned char> sent = bytes.take();
  value_runs runs;
  byte_source(sent.data(), sent.size()).take(runs);
  const std::vector<value_run> back = runs.ascending();
  REQUIRE(back.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(back[i].mantissa == a[i].mantissa);
    CHECK(back[i].count == (i == 2 ? 5 : a[i].count));
  }
}
