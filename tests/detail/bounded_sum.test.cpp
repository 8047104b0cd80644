// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/bounded_sum.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/samples.hpp"

using lorenz::detail::bounded_sum;
using number = boost::multiprecision::cpp_bin_float_100;

namespace {

number exact(const lorenz::detail::scaled<double>& sum) {
  return ldexp(number(sum.significand.high) + number(sum.significand.low), sum.exponent);
}

number sum_of(const std::vector<double>& x) {
  number sum = 0;
  for (const double value : x) sum += value;
  return sum;
}

}  // namespace

TEST_CASE("bounded_sum: a term errs by 2^-103 of the bound at most, however many there are") {
  samples::generator g(1);
  for (const double most : {1.0, 0.7, 1e-250, 1e300})
    for (const std::size_t n : {1u, 2u, 1023u, 1024u, 1025u, 5000u}) {
      const auto x = samples::draw(n, [&] { return most * std::ldexp(1 - g.uniform(), -g.below(60)); });
      bounded_sum sum(most);
      sum.add(x.data(), n);
      CHECK(abs(exact(sum.value()) - sum_of(x)) <= n * ldexp(number(most), -103) + sum_of(x) * ldexp(number(1), -105));
    }
}

TEST_CASE("bounded_sum: at the bound, at zero and below") {
  for (const double most : {1.0, std::nextafter(1.0, 0.0), 1024.0}) {
    const std::vector<double> x(3000, most);
    bounded_sum sum(most);
    sum.add(x.data(), x.size());
    sum.add(-most, 1000);
    CHECK(exact(sum.value()) == 2000 * number(most));
  }
  bounded_sum none(0);
  none.add(0.0, 7);
  CHECK(exact(none.value()) == 0);
}

TEST_CASE("bounded_sum: exact within 2^50, the same in any order and for counts") {
  CHECK(bounded_sum::exact(1e-14, 5.0));
  CHECK_FALSE(bounded_sum::exact(1e-16, 5.0));
  CHECK_FALSE(bounded_sum::exact(0.0, 5.0));
  CHECK_FALSE(bounded_sum::exact(1e305, 1e306));
  samples::generator g(2);
  auto x = samples::draw(4000, [&] { return std::ldexp(1 + g.uniform(), -g.below(50)); });
  x[0] = std::nextafter(2.0, 0.0);
  x[1] = std::nextafter(0x1p-49, 1.0);
  REQUIRE(bounded_sum::exact(x[1], x[0]));
  bounded_sum sum(x[0]), counted(x[0]);
  sum.add(x.data(), x.size());
  const auto off = [](const number& found, const number& truth) {
    return abs(found / truth - 1) > ldexp(number(1), -105);
  };
  CHECK_FALSE(off(exact(sum.value()), sum_of(x)));
  g.shuffle(x);
  for (const double value : x) counted.add(value, 3);
  CHECK_FALSE(off(exact(counted.value()), 3 * sum_of(x)));
  // Terms that are rounded: repeated or counted, the same.
  bounded_sum repeated(1e10), once(1e10);
  for (int i = 0; i < 1000; ++i) repeated.add(x.data(), x.size());
  for (const double value : x) once.add(value, 1000);
  CHECK(exact(repeated.value()) == exact(once.value()));
}

TEST_CASE("bounded_sum: a product errs by 2^-102 of the bound at most, in any order the same") {
  samples::generator g(3);
  for (const double x_most : {1.0, 0.7, 1e-130, 1e150})
    for (const std::size_t n : {1u, 2u, 1024u, 1025u, 5000u}) {
      auto x = samples::draw(n, [&] { return x_most * std::ldexp(1 - g.uniform(), -g.below(80)); });
      auto y = samples::draw(n, [&] { return std::ldexp(g.uniform(), -g.below(80)); });
      x[n / 2] = y[n / 3] = 0;
      x[0] = x_most;
      y[0] = std::nextafter(1.0, 0.0);
      number truth = 0;
      for (std::size_t i = 0; i < n; ++i) truth += number(x[i]) * number(y[i]);
      bounded_sum sum(x_most), turned(x_most);
      sum.add_products(x.data(), y.data(), n);
      CHECK(abs(exact(sum.value()) - truth) <= n * ldexp(number(x_most), -102) + truth * ldexp(number(1), -104));
      for (std::size_t i = n; i-- > 0;) turned.add_products(&y[i], &x[i], 1);
      CHECK(exact(turned.value()) == exact(sum.value()));
    }
}
