// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/wide.hpp>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cstdint>
#include <limits>
#include <random>

using namespace lorenz::detail;

namespace {

// 300 bits hold every sum, and 1100 every product, of the doubles below.
using big =
    boost::multiprecision::number<boost::multiprecision::cpp_bin_float<2200, boost::multiprecision::digit_base_2>>;

big exact(const wide<double>& a) { return big(a.high) + big(a.low); }

double relative_error(const wide<double>& computed, const big& expected) {
  return static_cast<double>(boost::multiprecision::abs((exact(computed) - expected) / expected));
}

struct generator {
  std::mt19937_64 engine{7};
  double operator()() {
    const double mantissa = std::uniform_real_distribution<double>(-1, 1)(engine);
    return std::ldexp(mantissa, std::uniform_int_distribution<int>(-60, 60)(engine));
  }
  wide<double> twice() { return two_sum((*this)(), (*this)() * 0x1p-60); }
};

}  // namespace

TEST_CASE("sums and products of two doubles are exact") {
  generator random;
  for (int i = 0; i < 10000; ++i) {
    const double a = random();
    const double b = random();
    CHECK(exact(two_sum(a, b)) == big(a) + big(b));
    CHECK(exact(two_product(a, b)) == big(a) * big(b));
  }
}

TEST_CASE("operations on wide numbers err by less than 2^-98") {
  generator random;
  for (int i = 0; i < 10000; ++i) {
    const wide<double> a = random.twice();
    const wide<double> b = random.twice();
    const double limit = 0x1p-98;
    CHECK(relative_error(a * b, exact(a) * exact(b)) < limit);
    CHECK(relative_error(a / b, exact(a) / exact(b)) < limit);
    CHECK(relative_error(a * b.high, exact(a) * big(b.high)) < limit);
    const big sum = exact(a) + exact(b);
    const big size = boost::multiprecision::abs(exact(a)) + boost::multiprecision::abs(exact(b));
    CHECK(static_cast<double>(boost::multiprecision::abs(exact(a + b) - sum) / size) < limit);
    CHECK((a < b) == (exact(a) < exact(b)));
  }
}

TEST_CASE("products of two extended numbers are exact") {
  namespace mp = boost::multiprecision;
  generator random;
  const auto check = [&](auto a, auto b) {
    using R = decltype(a);
    a = a / 3;
    b = b / 7;
    const wide<R> product = two_product(a, b);
    CHECK(product.high == R(a * b));
    CHECK(big(product.high) + big(product.low) == big(a) * big(b));
  };
  for (int i = 0; i < 1000; ++i) {
    check(mp::cpp_bin_float_50(random()), mp::cpp_bin_float_50(random()));
    check(mp::cpp_bin_float_quad(random()), mp::cpp_bin_float_quad(random()));  // an odd number of digits
  }
  const auto most = (std::numeric_limits<mp::cpp_bin_float_50>::max)();
  CHECK(two_product(most, mp::cpp_bin_float_50(1)).high == most);
  CHECK(two_product(most, mp::cpp_bin_float_50(1)).low == 0);
}

TEST_CASE("64-bit integers widen without loss") {
  std::mt19937_64 engine(3);
  for (int i = 0; i < 10000; ++i) {
    const std::uint64_t u = engine() >> (i % 60);
    const auto s = static_cast<std::int64_t>(engine());
    CHECK(exact(widen<double>(u)) == big(u));
    CHECK(exact(widen<double>(s)) == big(s));
  }
  CHECK(exact(widen<double>(std::numeric_limits<std::int64_t>::min())) ==
        big(std::numeric_limits<std::int64_t>::min()));
  CHECK(exact(widen<double>(std::numeric_limits<std::uint64_t>::max())) ==
        big(std::numeric_limits<std::uint64_t>::max()));
  CHECK(widen<double>(std::int8_t(-128)).high == -128);
}
