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
  // Precision 0 flushes every 4096 numbers, so that earlier ones have to be taken back.
  for (const std::size_t position : {0u, 1u, 2047u, 2048u, 5000u, 19999u, 20000u})
    for (const double bad : {nan, -nan, infinity, -infinity, -1.5, -5e-324}) {
      CAPTURE(position);
      CAPTURE(bad);
      std::vector<double> broken = x;
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
