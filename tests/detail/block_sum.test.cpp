// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/block_sum.hpp>

#include <doctest/doctest.h>
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

using namespace lorenz::detail;
using integer = boost::multiprecision::cpp_int;

namespace {

// What parts.hpp says a number is, times 2^1200, so that all are integers.
template <class T>
integer lifted(T x) {
  const parts p = split(x);
  const integer magnitude = integer(p.magnitude) << (p.exponent + 1200);
  return p.negative ? integer(-magnitude) : magnitude;
}

integer lifted(int128 n, int exponent) {
  const uint128 magnitude = magnitude_of(n);
  const integer whole =
      (integer(static_cast<std::uint64_t>(magnitude >> 64)) << 64) | static_cast<std::uint64_t>(magnitude);
  return (n < 0 ? integer(-whole) : whole) << (exponent + 1200);
}

}  // namespace

TEST_CASE_TEMPLATE("sums of what was taken are exact, and what was not lies far away", T, double, float, long double,
                   std::int64_t, std::uint64_t) {
  std::mt19937_64 engine(21);
  for (const int spread : {0, 1, 20, 49, 70, 200}) {
    for (const std::size_t n : {1u, 2u, 7u, 100u, 1023u, 1024u, 1500u}) {
      CAPTURE(spread);
      CAPTURE(n);
      std::vector<T> x(n);
      for (T& value : x) {
        if constexpr (std::is_integral_v<T>) {
          value = static_cast<T>(engine() >> (engine() % static_cast<unsigned>(std::min(spread, 63) + 1)));
        } else {
          const T mantissa = 1 + static_cast<T>(engine() >> 8) / static_cast<T>(0x1p56L);
          value = std::ldexp(engine() % 4 == 0 ? -mantissa : mantissa,
                             static_cast<int>(engine() % static_cast<unsigned>(spread + 1)) - spread / 2);
          if (spread != 0 && engine() % 5 == 0) value = engine() % 2 == 0 ? T(0) : T(-0.0);
        }
      }
      const auto check = [&](const block_sum<T>& sum, bool ranked) {
        REQUIRE(sum.size >= 1);
        REQUIRE(sum.size <= std::min(n, block_sum<T>::most));
        integer total = 0;
        integer within = 0;
        for (std::size_t i = 0; i < sum.size; ++i) {
          total += lifted(x[i]);
          within += lifted(x[i]) * 2 * i;
        }
        CHECK(lifted(sum.total, sum.exponent) == total);
        if (ranked) CHECK(lifted(sum.within, sum.exponent) == within);
        if (std::is_integral_v<T> || spread <= 20) CHECK(sum.size == std::min(n, block_sum<T>::most));
      };
      check(block_sum<T>(x.data(), n), false);
      std::sort(x.begin(), x.end());
      check(block_sum<T>::ranked(x.data(), n), true);
      std::reverse(x.begin(), x.end());
      check(block_sum<T>::ranked(x.data(), n), true);
    }
  }
}

TEST_CASE("a thousand of the largest values times the largest ranks do not overflow") {
  std::vector<double> x(1024, std::nextafter(0x1p50, 0));
  x[0] = 1;
  const auto sum = block_sum<double>::ranked(x.data(), x.size());
  REQUIRE(sum.size == x.size());
  const int128 ranked = sum.within + int128(-1023) * sum.total;
  integer expected = 0;
  for (int i = 0; i < 1024; ++i) expected += lifted(x[static_cast<std::size_t>(i)]) * (2 * i - 1023);
  CHECK(lifted(ranked, sum.exponent) == expected);
}
