// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/exact_sum.hpp>

#include <doctest/doctest.h>
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

using namespace lorenz::detail;
using rational = boost::multiprecision::cpp_rational;
using integer = boost::multiprecision::cpp_int;

namespace {

template <class R>
rational exact(R x) {
  int exponent;
  const R mantissa = std::frexp(x, &exponent);
  const integer scaled(static_cast<std::int64_t>(std::ldexp(mantissa, 62)));  // up to 62 bits of it
  const R rest = mantissa - std::ldexp(static_cast<R>(static_cast<std::int64_t>(std::ldexp(mantissa, 62))), -62);
  rational value(scaled);
  value += rational(integer(static_cast<std::int64_t>(std::ldexp(rest, 66))), integer(16));
  exponent -= 62;
  return exponent < 0 ? rational(value / rational(integer(1) << -exponent))
                      : rational(value * rational(integer(1) << exponent));
}

template <class R>
rational exact(const scaled<R>& s) {
  const rational value = exact(s.significand.high) + exact(s.significand.low);
  return s.exponent < 0 ? rational(value / rational(integer(1) << -s.exponent))
                        : rational(value * rational(integer(1) << s.exponent));
}

template <class R>
bool close(const scaled<R>& computed, const rational& expected) {
  const rational error = abs(exact(computed) - expected);
  return error <= abs(expected) / rational(integer(1) << (2 * std::numeric_limits<R>::digits - 2));
}

}  // namespace

TEST_CASE_TEMPLATE("sums of values over the whole range, times counts, and of products", T, double, float,
                   long double) {
  using limits = std::numeric_limits<T>;
  std::mt19937_64 engine(11);
  const int lowest = std::max(limits::min_exponent - limits::digits + 1, -1200);
  const int highest = std::min(limits::max_exponent, 1200);
  for (int trial = 0; trial < 30; ++trial) {
    exact_sum<T> sum, weighted, squares;
    rational expected = 0, expected_weighted = 0, expected_squares = 0;
    for (int i = 0; i < 40; ++i) {
      const T mantissa = static_cast<T>(std::uniform_real_distribution<long double>(-1, 1)(engine));
      const T x = std::ldexp(mantissa, std::uniform_int_distribution<int>(lowest, highest)(engine));
      const auto count =
          static_cast<int128>(static_cast<std::int64_t>(engine())) * static_cast<std::int64_t>(engine() >> 3);
      const std::uint64_t times = engine();
      sum.add(x);
      weighted.add(x, count);
      squares.add_product(x, x, times);
      const rational r = exact(x);
      expected += r;
      expected_weighted += r * rational(integer(count));
      expected_squares += r * r * rational(integer(times));
    }
    CHECK(close(sum.value(), expected));
    CHECK(close(weighted.value(), expected_weighted));
    CHECK(close(squares.value(), expected_squares));
  }
}

TEST_CASE_TEMPLATE("integers at both ends of their range", T, std::int64_t, std::uint64_t, std::int8_t) {
  using limits = std::numeric_limits<T>;
  exact_sum<T> sum, squares;
  for (int i = 0; i < 5; ++i) {
    sum.add(limits::min(), 3);
    sum.add(limits::max(), 4);
    squares.add_product(limits::min(), limits::min());
    squares.add_product(limits::max(), limits::max());
  }
  const rational low = rational(integer(limits::min()));
  const rational high = rational(integer(limits::max()));
  CHECK(close(sum.value(), rational(15 * low + 20 * high)));
  CHECK(close(squares.value(), rational(5 * low * low + 5 * high * high)));
}

TEST_CASE("cancellation leaves nothing behind, or exactly what remains") {
  exact_sum<double> sum;
  for (const double x : {1e300, 1.0, -1e300, 1e-300, -1.0}) sum.add(x);
  CHECK(sum.value().rounded() == 1e-300);
  sum.add(-1e-300);
  CHECK(sum.value().rounded() == 0);
  sum.add(5e-324, -1);
  CHECK(sum.value().rounded() == -5e-324);
}

TEST_CASE("sums beyond the largest double are carried, not lost") {
  exact_sum<double> sum;
  const double largest = std::numeric_limits<double>::max();
  for (int i = 0; i < 1000; ++i) sum.add(largest, 1000);
  CHECK(quotient(sum.value(), scaled<double>{{1e6, 0}, 0}) == largest);
}

TEST_CASE("rounding is to nearest, ties to even, and what lies far below breaks a tie") {
  exact_sum<double> sum;
  sum.add(1.0);
  sum.add(0x1p-53);
  CHECK(sum.value().rounded() == 1.0);
  sum.add(0x1p-900);
  CHECK(sum.value().rounded() == 1.0 + 0x1p-52);
  sum.add(-0x1p-899);
  CHECK(sum.value().rounded() == 1.0);
}

TEST_CASE("the order of the terms does not show") {
  std::mt19937_64 engine(5);
  std::vector<double> x(1000);
  for (double& value : x)
    value = std::ldexp(std::uniform_real_distribution<double>(-1, 1)(engine), static_cast<int>(engine() % 200));
  const auto total = [&] {
    exact_sum<double> sum;
    for (const double value : x) sum.add(value);
    return sum.value();
  };
  const scaled<double> first = total();
  for (int i = 0; i < 20; ++i) {
    std::shuffle(x.begin(), x.end(), engine);
    const scaled<double> again = total();
    CHECK(again.significand.high == first.significand.high);
    CHECK(again.significand.low == first.significand.low);
    CHECK(again.exponent == first.exponent);
  }
}

TEST_CASE_TEMPLATE("many values at once, and times their ranks, are as one by one", T, double, float, long double,
                   std::int64_t, std::uint32_t) {
  std::mt19937_64 engine(7);
  const auto draw = [&]() -> T {
    if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(engine());
    } else {
      const T mantissa = static_cast<T>(std::uniform_real_distribution<double>(-1, 1)(engine));
      return engine() % 5 == 0 ? T(0) : std::ldexp(mantissa, static_cast<int>(engine() % 260) - 140);
    }
  };
  const auto same = [](const exact_sum<T>& a, const exact_sum<T>& b) {
    const auto x = a.value();
    const auto y = b.value();
    return std::ldexp(x.significand.high, x.exponent) == std::ldexp(y.significand.high, y.exponent) &&
           std::ldexp(x.significand.low, x.exponent) == std::ldexp(y.significand.low, y.exponent);
  };
  for (const std::size_t n : {0u, 1u, 3000u, 40000u, 1100000u}) {
    CAPTURE(n);
    std::vector<T> x(n);
    for (T& value : x) value = draw();
    exact_sum<T> whole, single, ranked, ranked_singly;
    whole.add(x.data(), n);
    for (const T value : x) single.add(value);
    CHECK(same(whole, single));
    std::sort(x.begin(), x.end());
    exact_sum<T> again;
    int128 rank = 1 - static_cast<int128>(n);
    again.add_ranked(x.data(), n, rank, ranked);
    for (const T value : x) {
      ranked_singly.add(value, rank);
      rank += 2;
    }
    CHECK(same(again, single));
    CHECK(same(ranked, ranked_singly));
  }
}

TEST_CASE("what the memory held before does not show") {
  alignas(exact_sum<double>) unsigned char memory[sizeof(exact_sum<double>)];
  for (const int before : {0x00, 0xff}) {
    std::fill(std::begin(memory), std::end(memory), static_cast<unsigned char>(before));
    const auto* sum = new (memory) exact_sum<double>;
    CHECK(sum->value().rounded() == 0);
    auto* used = new (memory) exact_sum<double>;
    used->add(3.0, int128(1) << 60);
    CHECK(used->value().significand.low == 0);
    CHECK(used->value().rounded() == 0x3p60);
    exact_sum<double> copy;
    copy.subtract(*used);
    copy.add(0x3p60);
    CHECK(copy.value().rounded() == 0);
  }
}
