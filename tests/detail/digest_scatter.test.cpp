// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/digest_scatter.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "reference/rules.hpp"
#include "reference/samples.hpp"

using lorenz::detail::digest_buckets;
using lorenz::detail::on_grid;

namespace {

digest_buckets one_by_one(unsigned bits, const std::vector<double>& x) {
  digest_buckets b(bits);
  for (const double value : x) b.add("push", on_grid(value), 1);
  return b;
}

}  // namespace

TEST_CASE("digest_scatter: the order of the numbers is of no account") {
  samples::generator g(2);
  std::vector<double> x = samples::draw(30000, [&] { return std::ldexp(g.uniform(), g.below(50) - 20); });
  x[77] = -0.0;
  const digest_buckets expected = one_by_one(7, x);
  const auto check = [&] {
    digest_buckets b(7);
    b.add("push", x.data(), x.size());
    CHECK(b == expected);
  };
  check();
  std::sort(x.begin(), x.end());
  check();
  std::reverse(x.begin(), x.end());
  check();
}

TEST_CASE("digest_scatter: blocks in order, and blocks that only seem so") {
  samples::generator g(5);
  std::vector<double> x = samples::draw(
      9000, [&] { return g.below(9) == 0 ? g.below(3) * 5e-324 : std::ldexp(g.uniform(), g.below(2000) - 1000); });
  x[0] = 0;
  x[1] = (std::numeric_limits<double>::max)();
  std::sort(x.begin(), x.end());
  for (int round = 0; round < 60; ++round) {
    std::vector<double> y = x;
    // Both ends of some blocks in order, what lies between not.
    for (int k = g.below(4); k > 0; --k) std::swap(y[g.bits() % y.size()], y[g.bits() % y.size()]);
    if (round % 3 == 0) y[g.bits() % y.size()] = -0.0;
    if (round % 2 == 0) std::reverse(y.begin(), y.end());
    digest_buckets b(7);
    b.add("push", y.data(), y.size());
    CHECK(b == one_by_one(7, y));
  }
  // Bits that rise all the way and return to the numbers after 2^64: through NaN and negative numbers.
  std::vector<double> around(6000);
  for (const double third : {std::numeric_limits<double>::quiet_NaN(), -0.0, -3.0}) {
    for (std::size_t i = 0; i < around.size(); ++i) around[i] = i % 2048 < 700 ? 1.5 : i % 2048 < 1400 ? third : 2.5;
    digest_buckets b(7);
    if (third == 0) {
      b.add("push", around.data(), around.size());
      CHECK(b == one_by_one(7, around));
    } else {
      rules::throws<std::invalid_argument>("push", [&] { b.add("push", around.data(), around.size()); }, {"x[700]"});
      CHECK(b.count() == 0);
    }
  }
}

TEST_CASE("digest_scatter: nothing but zeros of either sign") {
  std::vector<double> x(10000, -0.0);
  for (std::size_t i = 0; i < x.size(); i += 3) x[i] = 0.0;
  digest_buckets b(7);
  b.add("push", x.data(), x.size());
  CHECK(b == one_by_one(7, x));
}

TEST_CASE("digest_scatter: a number that is refused is named, wherever it is, and nothing is counted") {
  samples::generator g(8);
  const std::vector<double> x = samples::draw(20001, [&] { return g.uniform() * 100; });
  digest_buckets before(0);
  before.add("push", x.data(), 100);
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> ascending = x;
  std::sort(ascending.begin(), ascending.end());
  // Precision 0 flushes every 4096 numbers, so that earlier ones have to be taken back.
  for (const auto& numbers : {x, ascending})
    for (const std::size_t position : {0u, 1u, 2047u, 2048u, 4095u, 5000u, 19999u, 20000u})
      for (const double bad : {nan, -nan, infinity, -infinity, -1.5, -5e-324}) {
        CAPTURE(position);
        CAPTURE(bad);
        std::vector<double> broken = numbers;
        broken[position] = bad;
        digest_buckets b = before;
        const std::string place = "x[" + std::to_string(position) + "] is ";
        rules::throws<std::invalid_argument>("push", [&] { b.add("push", broken.data(), broken.size()); },
                                             {place.c_str()});
        CHECK(b == before);
      }
  std::vector<float> floats(5000, 1.0f);
  floats[4321] = -2.0f;
  digest_buckets b = before;
  rules::throws<std::invalid_argument>("push", [&] { b.add("push", floats.data(), floats.size()); },
                                       {"x[4321] is -2", "negative"});
  CHECK(b == before);
  std::vector<std::int64_t> integers(5000, INT64_MAX);
  integers[4999] = -7;
  rules::throws<std::invalid_argument>("push", [&] { b.add("push", integers.data(), integers.size()); },
                                       {"x[4999] is -7"});
  CHECK(b == before);
}
