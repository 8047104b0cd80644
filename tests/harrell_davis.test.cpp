// SPDX-License-Identifier: BSL-1.0
#include <lorenz/harrell_davis.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "reference/oracle.hpp"
#include "reference/published.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::frequency;
using lorenz::harrell_davis;
using lorenz::sampling;
using oracle::integer;
using oracle::rational;

namespace {

constexpr double largest = (std::numeric_limits<double>::max)();

const auto middle = [](const auto&... sample) { return harrell_davis(sample..., 0.4); };

// I_x(a, b) of integers a and b: the chance of a or more successes in a + b - 1 trials.
rational incomplete_beta(int a, int b, const rational& x) {
  const int trials = a + b - 1;
  rational sum = 0;
  integer choose = 1;
  for (int k = 0; k <= trials; ++k) {
    if (k >= a) {
      rational term = choose;
      for (int j = 0; j < trials; ++j) term = term * (j < k ? x : rational(1 - x));
      sum = sum + term;
    }
    choose = choose * (trials - k) / (k + 1);
  }
  return sum;
}

rational exact(const oracle::sample& s, int a, int b) {
  rational sum = 0;
  integer upto = 0;
  rational before = 0;
  for (std::size_t i = 0; i < s.rows(); ++i) {
    upto += s.w[i];
    const rational after = incomplete_beta(a, b, rational(upto, s.n));
    sum = sum + s.value(i) * (after - before);
    before = after;
  }
  return sum;
}

}  // namespace

TEST_CASE("harrell_davis: what perfolizer and scipy publish") {
  namespace p = published;
  for (std::size_t i = 0; i < p::perfolizer::p.size(); ++i)
    CHECK(harrell_davis(p::perfolizer::x, p::perfolizer::p[i]) ==
          Approx(p::perfolizer::harrell_davis[i]).epsilon(1e-14));
  for (std::size_t i = 0; i < p::scipy::p.size(); ++i)
    CHECK(std::fabs(harrell_davis(p::scipy::x, p::scipy::p[i]) - p::scipy::harrell_davis[i]) < 6e-10);
}

TEST_CASE("harrell_davis: exact arithmetic, where both parameters are integers") {
  samples::generator g(1);
  for (const int n : {2, 3, 5, 8, 19}) {
    const auto x = samples::draw(static_cast<std::size_t>(n), [&] { return g.below(30) - 11.5; });
    const oracle::sample s(x);
    for (int a = 1; a <= n; ++a) {
      CAPTURE(n);
      CAPTURE(a);
      const double truth = oracle::approximate(exact(s, a, n + 1 - a));
      CHECK(std::fabs(harrell_davis(x, static_cast<double>(a) / (n + 1)) - truth) < 1e-13);
    }
  }
  // A sum of weights of 7 and 2 values, in long double too.
  const std::vector<int> x{3, -4}, counts{5, 2};
  const rational truth = exact(oracle::sample(x, counts), 4, 4);
  CHECK(harrell_davis(x, frequency(counts), 0.5) == Approx(oracle::approximate(truth)).epsilon(1e-15));
  CHECK(std::fabs(static_cast<double>(harrell_davis(std::vector<long double>{3, -4}, frequency(counts), 0.5) -
                                      static_cast<long double>(oracle::approximate(truth)))) < 1e-15);
}

TEST_CASE("harrell_davis: frequencies are the expanded sample to the last bit") {
  samples::generator g(2);
  for (int trial = 0; trial < 200; ++trial) {
    const auto n = static_cast<std::size_t>(1 + g.below(12));
    const auto x = samples::draw(n, [&] { return trial % 2 == 0 ? g.below(9) - 3.0 : std::exp(30 * g.uniform()); });
    const auto counts = samples::frequencies(n, static_cast<std::uint64_t>(trial));
    for (const double p : {0.0, g.uniform(), g.below(101) / 100.0, 1.0})
      CHECK(harrell_davis(x, frequency(counts), p) == harrell_davis(samples::expand(x, counts), p));
  }
}

TEST_CASE("harrell_davis: sampling weights are Kish's size and cumulated weights") {
  samples::generator g(3);
  for (int trial = 0; trial < 40; ++trial) {
    const auto n = static_cast<std::size_t>(2 + g.below(12));
    auto x = samples::draw(n, [&] { return g.uniform(); });
    std::sort(x.begin(), x.end());
    const auto w = samples::draw(n, [&] { return 0.1 + g.uniform(); });
    const double p = 0.05 + 0.9 * g.uniform();
    double whole = 0, squares = 0;
    for (const double weight : w) whole += weight, squares += weight * weight;
    const double size = whole * whole / squares;
    double sum = 0, upto = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const auto beta = [&](double at) {
        return boost::math::ibeta((size + 1) * p, (size + 1) * (1 - p), std::min(at / whole, 1.0));
      };
      sum += x[i] * (beta(upto + w[i]) - beta(upto));
      upto += w[i];
    }
    CHECK(harrell_davis(x, sampling(w), p) == Approx(sum).epsilon(1e-13));
    CHECK(harrell_davis(x, sampling(std::vector<double>(n, 0.3)), p) == Approx(harrell_davis(x, p)).epsilon(1e-14));
  }
}

TEST_CASE("harrell_davis: within the sample, monotone, undisturbed by size") {
  for (const auto& [name, x] : samples::hostile(33, 4)) {
    const auto& data = name;  // Clang 14 captures no structured binding
    CAPTURE(data);
    double before = *std::min_element(x.begin(), x.end());
    CHECK(harrell_davis(x, 0.0) == before);
    for (int k = 1; k <= 20; ++k) {
      const double next = harrell_davis(x, k / 20.0);
      CHECK(next >= before * (1 - 1e-14));
      before = next;
    }
    CHECK(before == *std::max_element(x.begin(), x.end()));
  }
  for (const double value : {0.1, -1.0 / 3, largest, 5e-324}) {
    CHECK(harrell_davis(std::vector<double>(7, value), 0.3) == value);
    CHECK(harrell_davis(std::vector<double>{value}, 0.7) == value);
  }
  CHECK(harrell_davis(std::vector<double>{-largest, largest}, 0.5) == 0);
  // One far value that has hardly any weight costs no digits of the others.
  std::vector<double> x(201, 1.0);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(i);
  const double plain = harrell_davis(x, 0.5);
  x.front() = -1e30;
  CHECK(harrell_davis(x, 0.5) == Approx(plain).epsilon(1e-12));
  x.back() = 1e30;
  CHECK(harrell_davis(x, 0.5) == Approx(plain).epsilon(1e-12));
}

TEST_CASE("harrell_davis: a million values") {
  std::vector<double> x(1000000);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(i);
  CHECK(harrell_davis(lorenz::sorted(x), 0.5) == Approx(499999.5).epsilon(1e-12));
  CHECK(harrell_davis(lorenz::sorted(x), 0.9) == Approx(899999.5).epsilon(1e-9));
}

TEST_CASE("harrell_davis: every kind of input") { rules::every_input(middle); }
// Not rules::every_sampling_input: Kish's size counts rows, so a row split in two is another sample.
TEST_CASE("harrell_davis: the scale of sampling weights and the order of rows") {
  const std::vector<double> x{5, 9, 1, 3, 4}, w{0.3, 0, 2.2, 0.7, 1.1};
  const double expected = harrell_davis(x, sampling(w), 0.4);
  for (const double factor : {0x1p-40, 1e-7, 1e7, 0x1p30}) {
    auto scaled = w;
    for (double& weight : scaled) weight *= factor;
    CHECK(harrell_davis(x, sampling(scaled), 0.4) == Approx(expected).epsilon(1e-14));
  }
  CHECK(harrell_davis(std::vector<double>{4, 3, 1, 5}, sampling(std::vector<double>{1.1, 0.7, 2.2, 0.3}), 0.4) ==
        Approx(expected).epsilon(1e-15));
  CHECK(harrell_davis(lorenz::distribution(x, sampling(w)), 0.4) == expected);
}
TEST_CASE("harrell_davis: malformed input") { rules::input_errors("harrell_davis", middle); }
TEST_CASE("harrell_davis: malformed sampling weights") { rules::sampling_errors("harrell_davis", middle); }
TEST_CASE("harrell_davis: p outside [0, 1]") {
  rules::throws<std::invalid_argument>("harrell_davis",
                                       [] {
                                         (void)harrell_davis(std::vector<int>{1, 2}, 1.5);
                                       },
                                       {"p is 1.5", "[0, 1]"});
}
