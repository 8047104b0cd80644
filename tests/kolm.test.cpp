// SPDX-License-Identifier: BSL-1.0
#include <lorenz/kolm.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/extended.hpp"
#include "reference/formulas.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::frequency;
using lorenz::kolm;
using lorenz::sampling;

namespace {

const auto call = [](const auto&... sample) { return kolm(sample..., 0.4); };

// Its condition counts what an error in the differences to the mean does, not in x: a constant added to x is none.
template <class T, class... Sample>
void accurate(const formulas::sample& s, const T& kappa, const Sample&... sample) {
  CAPTURE(static_cast<double>(kappa));
  const T result = kolm(sample..., kappa);
  const formulas::number truth = formulas::kolm(s, formulas::number(kappa));
  if (abs(truth) < formulas::number("1e-80") * (abs(s.x.front()) + abs(s.x.back()))) {
    CHECK(result == 0);
    return;
  }
  const formulas::number most = formulas::number(kappa) * (s.mean() - s.x.front());
  const formulas::number sharp =
      std::is_same_v<T, double> ? 1e-15 : formulas::number(16 * std::numeric_limits<T>::epsilon());
  const formulas::number error = abs(formulas::number(result) / truth - 1);
  CHECK(error <= sharp * (2 + most));
  CHECK(error <= formulas::number(1e-12));
}

}  // namespace

TEST_CASE("kolm: by hand") {
  const double log2 = std::log(2.0);
  // exp(+-log 2) have the mean 5/4.
  CHECK(kolm(std::vector<double>{-log2, log2}, 1) == Approx(std::log(1.25)).epsilon(1e-15));
  CHECK(kolm(std::vector<double>{-log2, log2, -log2, log2}, 2) == Approx(std::log(2.125) / 2).epsilon(1e-15));
  CHECK(kolm(std::vector<double>{7, 7, 7}, 3) == 0);
  CHECK(kolm(std::vector<double>{1, 3}, 1e-9) == Approx(5e-10).epsilon(1e-9));  // kappa/2 times the variance
  CHECK(kolm(std::vector<double>{1, 3}, 1e5) == Approx(1 - std::log(2.0) / 1e5).epsilon(1e-15));
  CHECK(kolm(std::vector<double>{1, 3}, 1e300) == 1);  // m - min
}

TEST_CASE("kolm: accurate on any data") {
  samples::generator g(31);
  for (const std::size_t n : {1u, 2u, 5u, 20u}) {
    const std::vector<std::vector<double>> all{
        samples::draw(n, [&] { return g.uniform(); }), samples::draw(n, [&] { return 1e9 + g.uniform(); }),
        samples::draw(n, [&] { return 5 - 10 * g.uniform(); }), samples::draw(n, [&] { return 1.0 + g.below(3); }),
        samples::draw(n, [&] { return std::ldexp(g.uniform(), g.below(12)); })};
    for (const auto& x : all)
      for (const double kappa : {1e-6, 0.01, 1.0, 7.5, 300.0, 1e4}) accurate(formulas::sample(x), kappa, x);
    const auto counts = samples::frequencies(n, 2);
    const auto weights = samples::survey_weights(n, 3);
    accurate(formulas::sample(all[2], counts), 0.3, all[2], frequency(counts));
    accurate(formulas::sample(all[2], weights), 0.3, all[2], sampling(weights));
    accurate(formulas::sample(all[2], weights), 5000.0, all[2], sampling(weights));
    CHECK(kolm(all[2], frequency(counts), 2) == kolm(samples::expand(all[2], counts), 2));
  }
  std::vector<int> million(2, 1);
  million[0] = 1000000;
  const std::vector<double> x{1, std::nextafter(1.0, 2.0)};
  accurate(formulas::sample(x, million), 1.0, x, frequency(million));
  for (const double value : {0.1, 1.7e308, -3.0, 1e-310}) CHECK(kolm(std::vector<double>(7, value), 2) == 0);
}

TEST_CASE("kolm: a constant does not matter, the order neither") {
  const std::vector<double> x{1, 2, 4, 8, 16}, moved{1025, 1026, 1028, 1032, 1040}, shuffled{8, 1, 16, 4, 2};
  CHECK(kolm(moved, 0.25) == kolm(x, 0.25));
  CHECK(kolm(shuffled, 0.25) == kolm(x, 0.25));
  double before = 0;
  for (const double kappa : {1e-12, 0.1, 1.0, 10.0, 89.0, 91.0, 95.0, 1000.0}) {
    CHECK(kolm(x, kappa) > before);
    before = kolm(x, kappa);
  }
  CHECK(before < 5.2);  // m - min
}

TEST_CASE("kolm: copies, transfers, another unit") {
  const auto of_thousands = [](const auto&... sample) { return kolm(sample..., 1e-4); };
  rules::same_of_copies(call);
  rules::lowered_by_transfers(of_thousands);
  samples::generator g(9);
  std::vector<double> x = samples::draw(99, [&] { return 1 / (1.0001 - g.uniform()); });
  const double base = kolm(x, 0.4);
  for (int i = 0; i < 10; ++i) {
    g.shuffle(x);
    CHECK(kolm(x, 0.4) == base);
  }
  for (const int power : {-900, -1, 700}) {  // in another unit of x
    auto scaled = x;
    for (auto& value : scaled) value = std::ldexp(value, power);
    CHECK(kolm(scaled, std::ldexp(0.4, -power)) == std::ldexp(base, power));
  }
  auto moved = x;
  for (auto& value : moved) value = std::floor(value * 1024) / 1024;
  const double before = kolm(moved, 0.4);
  for (auto& value : moved) value -= 4096;
  CHECK(kolm(moved, 0.4) == Approx(before).epsilon(1e-14).scale(0));
}

TEST_CASE("kolm: hostile data, also in extended types") {
  for (const double relative : {1e-6, 0.3, 1.0, 7.5}) {  // kappa times the mean
    const auto check = [&](const auto& weights, const auto& x, const auto&... w) {
      using T = std::decay_t<decltype(x[0])>;
      const formulas::sample s(x, weights);
      if (!(s.total() > 0)) return;
      const formulas::number kappa = relative / s.mean();
      using limits = std::numeric_limits<T>;
      if (formulas::number((limits::min)()) <= kappa && kappa <= formulas::number((limits::max)()))
        accurate(s, static_cast<T>(kappa), x, w...);
    };
    extended::plain_and_counted<double>(check);
    extended::weighted<double>(check);
    extended::plain_and_counted<long double>(check);
    extended::weighted<long double>(check);
    extended::plain_and_counted<extended::big>(check);
    extended::weighted<extended::big>(check);
  }
}

TEST_CASE("kolm: number types and range") {
  using boost::multiprecision::cpp_bin_float_50;
  const std::vector<long double> longs{0.1L, 0.7L, -1.5L};
  CHECK(abs(formulas::number(kolm(longs, 0.5L)) / formulas::kolm(formulas::sample(longs), 0.5) - 1) < 1e-18);
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, -5, cpp_bin_float_50(22) / 7};
  CHECK(abs(formulas::number(kolm(bigs, 0.5)) / formulas::kolm(formulas::sample(bigs), 0.5) - 1) < 1e-48);
  CHECK(kolm(std::vector<double>{-1.7e308, 0, 0}, 1) == Approx(1.7e308 / 3 * 2).epsilon(1e-15));
  rules::throws<std::domain_error>("kolm",
                                   [] {
                                     (void)kolm(std::vector<double>{-1.7e308, 1.7e308, 1.7e308}, 1);
                                   },
                                   {"largest number"});
}

TEST_CASE("kolm: every input") { rules::every_input(call); }
TEST_CASE("kolm: every sampling input") { rules::every_sampling_input(call); }
TEST_CASE("kolm: errors") {
  rules::input_errors("kolm", call);
  rules::sampling_errors("kolm", call);
  const std::vector<int> x{1, 2};
  rules::throws<std::invalid_argument>("kolm", [&] { (void)kolm(x, 0); }, {"kappa is 0, must be > 0"});
  rules::throws<std::invalid_argument>("kolm", [&] { (void)kolm(x, -2); }, {"kappa is -2"});
  rules::throws<std::invalid_argument>("kolm", [&] { (void)kolm(x, rules::nan); }, {"kappa is NaN"});
  rules::throws<std::invalid_argument>("kolm", [&] { (void)kolm(x, rules::infinity); }, {"must be finite"});
}
