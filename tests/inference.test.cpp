// SPDX-License-Identifier: BSL-1.0
#include <lorenz/inference.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "reference/published.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using doctest::Approx;
using lorenz::estimate;
using lorenz::fraction;
using lorenz::frequency;
using lorenz::inference_options;
using lorenz::sampling;
using lorenz::units;
using lorenz::unweighted;
using lorenz::variance_method;
namespace inference = lorenz::inference;

namespace {

constexpr double z95 = 1.959963984540054;

inference_options by(variance_method method) { return {0.95, method}; }

const auto gini_value = [](const auto&... sample) { return inference::gini(sample...).value; };
const auto gini_error = [](const auto&... sample) { return inference::gini(sample...).standard_error; };

// The measures, each as the library's own function of any sample and as its estimate.
struct measure {
  std::string name;
  std::function<double(const std::vector<double>&)> value;
  std::function<long double(const std::vector<long double>&, const std::vector<long double>&)> weighted;
  std::function<estimate(const std::vector<double>&, const std::vector<double>&, inference_options)> sampled;
  std::function<estimate(const std::vector<double>&, const std::vector<int>&, inference_options)> counted;
};

template <class Value, class Estimate>
measure make(const std::string& name, Value value, Estimate estimated) {
  return {name, [=](const auto& x) { return value(x, unweighted{}); },
          [=](const auto& x, const auto& w) { return value(x, sampling(w)); },
          [=](const auto& x, const auto& w, inference_options o) { return estimated(x, sampling(w), o); },
          [=](const auto& x, const auto& w, inference_options o) { return estimated(x, frequency(w), o); }};
}

std::vector<measure> measures() {
  std::vector<measure> all{make(
                               "gini", [](const auto& x, const auto& w) { return lorenz::gini(x, w); },
                               [](const auto& x, const auto& w, auto o) { return inference::gini(x, w, o); }),
                           make(
                               "theil", [](const auto& x, const auto& w) { return lorenz::theil(x, w); },
                               [](const auto& x, const auto& w, auto o) { return inference::theil(x, w, o); })};
  for (const double q : {0.1234, 0.3777, 1.0})  // not at a unit, where the derivative jumps
    all.push_back(make(
        "top_share", [q](const auto& x, const auto& w) { return lorenz::top_share(x, w, fraction{q}); },
        [q](const auto& x, const auto& w, auto o) { return inference::top_share(x, w, fraction{q}, o); }));
  for (const double epsilon : {0.0, 0.5, 1.0, 1.5, 3.0})
    all.push_back(make(
        "atkinson", [epsilon](const auto& x, const auto& w) { return lorenz::atkinson(x, w, epsilon); },
        [epsilon](const auto& x, const auto& w, auto o) { return inference::atkinson(x, w, epsilon, o); }));
  return all;
}

// The error by linearization with Deville's derivatives of the estimate by each weight, taken numerically.
double derived_error(const measure& m, const std::vector<double>& x, const std::vector<double>& w) {
  const std::vector<long double> values(x.begin(), x.end()), weights(w.begin(), w.end());
  long double sum = 0, n = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (w[i] == 0) continue;
    n += 1;
    const long double step = 1e-6L * weights[i];
    auto more = weights, less = weights;
    more[i] += step;
    less[i] -= step;
    const long double z = weights[i] * (m.weighted(values, more) - m.weighted(values, less)) / (2 * step);
    sum += z * z;
  }
  return static_cast<double>(std::sqrt(n / (n - 1) * sum));
}

double jackknifed_error(const measure& m, const std::vector<double>& x) {
  std::vector<double> without;
  double mean = 0, squares = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    auto rest = x;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    without.push_back(m.value(rest));
    mean += without.back() / static_cast<double>(x.size());
  }
  for (const double t : without) squares += (t - mean) * (t - mean);
  return std::sqrt(squares * (static_cast<double>(x.size()) - 1) / static_cast<double>(x.size()));
}

bool near(const estimate& a, const estimate& b, double tolerance = 1e-10) {
  const auto close = [&](double x, double y) { return std::fabs(x - y) <= tolerance * (1 + std::fabs(x)); };
  return close(a.value, b.value) && close(a.standard_error, b.standard_error) &&
         close(a.confidence.lower, b.confidence.lower) && close(a.confidence.upper, b.confidence.upper);
}

}  // namespace

TEST_CASE("inference: the standard errors of giniVarCI's formulas on the ineq sample") {
  const auto& x = published::ineq::x;
  const estimate e = inference::gini(x);
  CHECK(e.value == Approx(0.46209113026762383).epsilon(1e-15));
  CHECK(e.standard_error == Approx(0.08071774753795534).epsilon(1e-13));
  CHECK(e.level == 0.95);
  CHECK(e.confidence.lower == Approx(e.value - z95 * e.standard_error).epsilon(1e-13));
  CHECK(e.confidence.upper == Approx(e.value + z95 * e.standard_error).epsilon(1e-13));
  CHECK(inference::gini(x, by(variance_method::jackknife)).standard_error ==
        Approx(0.10198851379473785).epsilon(1e-13));
  CHECK(inference::gini(x, inference_options{0.9}).confidence.upper ==
        Approx(e.value + 1.6448536269514722 * e.standard_error));
}

TEST_CASE("inference: linearization is the derivative by the weights") {
  samples::generator g(1);
  for (int trial = 0; trial < 8; ++trial) {
    const auto n = static_cast<std::size_t>(3 + g.below(25));
    const auto x = samples::draw(n, [&] { return trial % 2 == 0 ? 1.0 + g.below(9) : std::exp(4 * g.uniform()); });
    auto w = samples::draw(n, [&] { return 0.2 + g.uniform(); });
    w[n / 2] = 0;
    const std::vector<double> equal(n, 0.25);
    for (const auto& m : measures()) {
      CAPTURE(m.name);
      CHECK(m.sampled(x, w, {}).standard_error == Approx(derived_error(m, x, w)).epsilon(1e-8));
      CHECK(m.sampled(x, w, {}).value ==
            Approx(static_cast<double>(m.weighted({x.begin(), x.end()}, {w.begin(), w.end()}))).epsilon(1e-14));
      CHECK(m.counted(x, std::vector<int>(n, 1), {}).standard_error ==
            Approx(derived_error(m, x, equal)).epsilon(1e-8));
    }
  }
}

TEST_CASE("inference: jackknife is what is left without one unit") {
  samples::generator g(2);
  for (int trial = 0; trial < 12; ++trial) {
    const auto n = static_cast<std::size_t>(3 + g.below(15));
    const auto x = samples::draw(n, [&] { return trial % 2 == 0 ? 1.0 + g.below(5) : std::exp(5 * g.uniform()); });
    auto counts = samples::frequencies(n, static_cast<std::uint64_t>(trial));
    const auto expanded = samples::expand(x, counts);
    for (const auto& m : measures()) {
      CAPTURE(m.name);
      const auto jackknife = by(variance_method::jackknife);
      CHECK(m.counted(x, std::vector<int>(n, 1), jackknife).standard_error ==
            Approx(jackknifed_error(m, x)).epsilon(1e-9));
      CHECK(m.counted(x, counts, jackknife).standard_error == Approx(jackknifed_error(m, expanded)).epsilon(1e-9));
      // Equal sampling weights are no weights.
      CHECK(m.sampled(x, std::vector<double>(n, 0.7), jackknife).standard_error ==
            Approx(jackknifed_error(m, x)).epsilon(1e-9));
    }
  }
  // Zeros and negative values, where the measure allows them.
  const std::vector<double> zeros{0, 0, 3, 8, 1}, negative{-2, 5, 1, 9};
  for (const auto& m : measures()) {
    const bool logarithm = m.name == "atkinson" && m.value({1, 0}) == 1;
    if (logarithm) continue;
    CHECK(m.counted(zeros, {1, 1, 1, 1, 1}, by(variance_method::jackknife)).standard_error ==
          Approx(jackknifed_error(m, zeros)));
    CHECK(m.counted(zeros, {1, 1, 1, 1, 1}, {}).standard_error ==
          Approx(derived_error(m, zeros, std::vector<double>(5, 1))).epsilon(1e-8));
  }
  CHECK(inference::gini(negative, by(variance_method::jackknife)).standard_error ==
        Approx(jackknifed_error(measures()[0], negative)));
}

TEST_CASE("inference: the bootstrap against all samples that can be drawn") {
  const std::vector<double> x{1, 2, 4, 9, 20};
  for (const auto& m : measures()) {
    if (m.value(x) == 0 || m.value(x) == 1) continue;
    CAPTURE(m.name);
    std::vector<double> values, distances;
    const double value = m.value(x);
    for (int draw = 0; draw < 3125; ++draw) {
      std::vector<double> drawn;
      for (int i = 0, rest = draw; i < 5; ++i, rest /= 5) drawn.push_back(x[static_cast<std::size_t>(rest % 5)]);
      std::sort(drawn.begin(), drawn.end());
      if (drawn.front() == drawn.back()) continue;  // no error, no studentized distance
      const auto e = m.counted(drawn, std::vector<int>(5, 1), {});
      values.push_back(e.value);
      distances.push_back((e.value - value) / e.standard_error);
    }
    double mean = 0, squares = 0;
    for (const double t : values) mean += t / static_cast<double>(values.size());
    for (const double t : values) squares += (t - mean) * (t - mean);
    inference_options options = by(variance_method::bootstrap);
    options.replicates = 40000;
    const auto e = m.counted(x, std::vector<int>(5, 1), options);
    CHECK(e.standard_error == Approx(std::sqrt(squares / static_cast<double>(values.size()))).epsilon(0.015));
    // 2.5 % of the distances lie beyond either end.
    const double s = m.counted(x, std::vector<int>(5, 1), {}).standard_error;
    const auto share_at_most = [&](double t) {
      return static_cast<double>(std::count_if(distances.begin(), distances.end(), [&](double d) { return d <= t; })) /
             static_cast<double>(distances.size());
    };
    const double high = (value - e.confidence.lower) / s, low = (value - e.confidence.upper) / s;
    CHECK(share_at_most(high + 1e-9) > 0.97);
    CHECK(share_at_most(high - 1e-3) < 0.98);
    CHECK(share_at_most(low + 1e-3) > 0.02);
    CHECK(share_at_most(low - 1e-3) < 0.03);
  }
}

TEST_CASE("inference: the bootstrap is the same for any number of threads, for frequencies and in any order") {
  samples::generator g(3);
  const auto x = samples::draw(40, [&] { return std::floor(std::exp(4 * g.uniform())); });
  const auto counts = samples::frequencies(40, 5);
  inference_options options = by(variance_method::bootstrap);
  options.replicates = 300;
  const auto expanded = samples::expand(x, counts);
  const auto bits = [](const estimate& a, const estimate& b) {
    return a.value == b.value && a.standard_error == b.standard_error && a.confidence.lower == b.confidence.lower &&
           a.confidence.upper == b.confidence.upper;
  };
  for (const auto& m : measures()) {
    options.threads = 1;
    CAPTURE(m.name);
    const estimate one = m.counted(x, counts, options);
    CHECK(near(m.counted(expanded, std::vector<int>(expanded.size(), 1), options), one));
    for (const unsigned threads : {0u, 2u, 3u, 7u}) {
      options.threads = threads;
      CHECK(bits(m.counted(x, counts, options), one));
    }
    auto reversed = x;
    auto reversed_counts = counts;
    std::reverse(reversed.begin(), reversed.end());
    std::reverse(reversed_counts.begin(), reversed_counts.end());
    CHECK(bits(m.counted(reversed, reversed_counts, options), one));
  }
  const auto first = inference::gini(x, options);
  options.seed = 2;
  CHECK(!bits(inference::gini(x, options), first));
}

TEST_CASE("inference: the three methods agree on many units") {
  samples::generator g(4);
  const auto x = samples::draw(3000, [&] { return 1 + 3 * g.uniform(); });
  const auto w = samples::draw(3000, [&] { return 0.5 + g.uniform(); });
  for (const auto& m : measures()) {
    if (m.value(x) == 0 || m.value(x) == 1) continue;
    CAPTURE(m.name);
    inference_options options = by(variance_method::bootstrap);
    options.replicates = 400;
    const double linear = m.sampled(x, w, {}).standard_error;
    CHECK(m.sampled(x, w, by(variance_method::jackknife)).standard_error == Approx(linear).epsilon(0.01));
    const auto e = m.sampled(x, w, options);
    CHECK(e.standard_error == Approx(linear).epsilon(0.15));
    CHECK(e.confidence.upper - e.confidence.lower == Approx(2 * z95 * linear).epsilon(0.2));
  }
}

TEST_CASE("inference: top_share of a number of units is that of their fraction") {
  const std::vector<double> x{3, 1, 4, 1, 5, 9, 2, 6};
  for (const auto method : {variance_method::linearization, variance_method::jackknife, variance_method::bootstrap}) {
    CHECK(near(inference::top_share(x, units{2}, by(method)), inference::top_share(x, fraction{0.25}, by(method))));
    const auto all = inference::top_share(x, units{20}, by(method));
    CHECK(all.value == 1);
    CHECK(all.standard_error == Approx(0).scale(1).epsilon(1e-14));
  }
  CHECK(inference::top_share(x, units{2}).value == lorenz::top_share(x, units{2}));
}

TEST_CASE("inference: equal values, near-equal values, any scale") {
  for (const auto method : {variance_method::linearization, variance_method::jackknife, variance_method::bootstrap})
    for (const auto& m : measures()) {
      CAPTURE(m.name);
      const auto e = m.counted({0.1, 0.1, 0.1, 0.1}, {1, 1, 1, 1}, by(method));
      CHECK(std::fabs(e.standard_error) < 1e-15);
      CHECK(e.confidence.lower == Approx(e.value).epsilon(1e-14));
      const auto small = m.counted({1, 2, 4, 8}, {1, 1, 1, 1}, by(method));
      CHECK(near(m.counted({1e-300, 2e-300, 4e-300, 8e-300}, {1, 1, 1, 1}, by(method)), small));
      CHECK(near(m.counted({1e307, 2e307, 4e307, 8e307}, {1, 1, 1, 1}, by(method)), small));
    }
  // 1e9 + U(0, 1): the error of the Gini coefficient is that of the noise over the mean.
  samples::generator g(5);
  std::vector<double> noise =
                          samples::draw(500, [&] { return std::ldexp(std::floor(std::ldexp(g.uniform(), 20)), -20); }),
                      x = noise;
  for (double& value : x) value += 1e9;
  double error = 0;  // of the mean difference, from its influence 2 (mean distance - mean difference)
  double mean_difference = 0;
  std::vector<double> distances;
  for (const double a : noise) {
    double sum = 0;
    for (const double b : noise) sum += std::fabs(a - b);
    distances.push_back(sum / 500);
    mean_difference += sum / 500 / 500;
  }
  for (const double distance : distances) error += (distance - mean_difference) * (distance - mean_difference);
  error = std::sqrt(error / 500 / 499) / 1e9;
  CHECK(inference::gini(x).standard_error == Approx(error).epsilon(1e-6));
  CHECK(inference::gini(x, by(variance_method::jackknife)).standard_error == Approx(error).epsilon(1e-2));
}

TEST_CASE("inference::difference") {
  const estimate a = inference::gini(published::ineq::x), b = inference::gini(std::vector<int>{1, 2, 3, 4});
  const estimate d = inference::difference(a, b);
  CHECK(d.value == a.value - b.value);
  CHECK(d.standard_error ==
        Approx(std::sqrt(a.standard_error * a.standard_error + b.standard_error * b.standard_error)));
  CHECK(d.confidence.upper - d.value == Approx(z95 * d.standard_error));
  CHECK(d.level == 0.95);
  rules::throws<std::invalid_argument>(
      "inference::difference",
      [&] {
        (void)inference::difference(a, inference::gini(std::vector<int>{1, 2, 3, 4}, inference_options{0.9}));
      },
      {"b.level is 0.9, must be that of a, unless a level is given: difference(a, b, 0.95)"});
  const auto given =
      inference::difference(a, inference::gini(std::vector<int>{1, 2, 3, 4}, inference_options{0.9}), 0.95);
  CHECK(near(given, d));
  rules::throws<std::invalid_argument>("inference::difference", [&] { (void)inference::difference(a, b, 1); },
                                       {"level is 1"});
  // Exact intervals of quantiles reach levels of their own.
  const auto exact = [](int n) {
    std::vector<int> x(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) x[static_cast<std::size_t>(i)] = i * i;
    return inference::quantile(x, 0.5);
  };
  const estimate few = exact(20), many = exact(37);
  CHECK(few.level != many.level);
  CHECK_THROWS_AS((void)inference::difference(many, few), std::invalid_argument);
  const estimate between = inference::difference(many, few, 0.9);
  CHECK(between.value == many.value - few.value);
  CHECK(between.standard_error == Approx(std::hypot(many.standard_error, few.standard_error)));
  CHECK(between.confidence.lower == Approx(between.value - 1.6448536269514722 * between.standard_error));
  CHECK(between.level == 0.9);
}

TEST_CASE("inference: how often an interval holds the Gini coefficient of a heavy tail") {
  // P(X > x) = x^-1.5 has 1/2. Between the rows for 50 and 200 units of the header's table: 63.5 % and 82 %, where 400
  // samples have standard errors of 2.4 % and 1.9 %.
  samples::generator g(17);
  int linear = 0, bootstrap = 0;
  for (int sample = 0; sample < 400; ++sample) {
    const auto x = samples::draw(100, [&] { return std::pow(1 - g.uniform(), -1 / 1.5); });
    const auto holds = [](const estimate& e) { return e.confidence.lower <= 0.5 && 0.5 <= e.confidence.upper; };
    linear += holds(inference::gini(x));
    inference_options options = by(variance_method::bootstrap);
    options.replicates = 199;
    bootstrap += holds(inference::gini(x, options));
  }
  CHECK(linear == Approx(254).epsilon(0.1));
  CHECK(bootstrap == Approx(328).epsilon(0.1));
}

TEST_CASE("inference: every kind of input") {
  rules::every_input(gini_value);
  rules::every_input(gini_error);
}
TEST_CASE("inference: malformed input of gini") { rules::input_errors("inference::gini", gini_error); }
TEST_CASE("inference: malformed input of the others, which read it the same way") {
  const std::vector<double> x{1, rules::nan};
  rules::throws<std::invalid_argument>("inference::theil", [&] { (void)inference::theil(x, unweighted{}); },
                                       {"x[1] is NaN"});
  rules::throws<std::invalid_argument>("inference::top_share", [&] { (void)inference::top_share(x, fraction{0.5}); },
                                       {"x[1] is NaN"});
  rules::throws<std::invalid_argument>("inference::atkinson", [&] { (void)inference::atkinson(x, 0.5); },
                                       {"x[1] is NaN"});
}
TEST_CASE("inference: malformed sampling weights") { rules::sampling_errors("inference::gini", gini_error); }
TEST_CASE("inference: negative values and a total of zero") {
  rules::no_zero_total("inference::gini", gini_error);
  rules::throws<std::domain_error>("inference::theil",
                                   [] {
                                     (void)inference::theil(std::vector<double>{0, 0});
                                   },
                                   {"total"});
  rules::throws<std::invalid_argument>("inference::theil",
                                       [] {
                                         (void)inference::theil(std::vector<double>{3, -1});
                                       },
                                       {"x[1] is -1"});
  rules::throws<std::invalid_argument>("inference::top_share",
                                       [] {
                                         (void)inference::top_share(std::vector<double>{3, -1}, fraction{0.5});
                                       },
                                       {"x[1] is -1"});
  rules::throws<std::invalid_argument>("inference::atkinson",
                                       [] {
                                         (void)inference::atkinson(std::vector<double>{3, -1}, 0.5);
                                       },
                                       {"x[1] is -1"});
  rules::throws<std::domain_error>("inference::gini",
                                   [] {
                                     (void)inference::gini(std::vector<int>{3, -3, -1});
                                   },
                                   {"total"});
}
TEST_CASE("inference: what else is refused") {
  const std::vector<double> x{1, 2, 3};
  rules::throws<std::domain_error>("inference::gini", [] { (void)inference::gini(std::vector<int>{3}); }, {"n is 1"});
  rules::throws<std::domain_error>(
      "inference::theil", [] { (void)inference::theil(std::vector<double>{3}, sampling(std::vector<double>{9})); },
      {"n is 1"});
  for (const double level : {0.0, 1.0, 95.0, rules::nan})
    rules::throws<std::invalid_argument>("inference::gini", [&] { (void)inference::gini(x, inference_options{level}); },
                                         {"level is", "(0, 1)"});
  for (const double epsilon : {-0.5, rules::nan, rules::infinity})
    rules::throws<std::invalid_argument>("inference::atkinson", [&] { (void)inference::atkinson(x, epsilon); },
                                         {"epsilon is"});
  rules::throws<std::domain_error>("inference::atkinson",
                                   [] {
                                     (void)inference::atkinson(std::vector<double>{0, 2, 3}, 1.0);
                                   },
                                   {"zero"});
  rules::throws<std::domain_error>("inference::atkinson",
                                   [] {
                                     (void)inference::atkinson(std::vector<double>{0, 2, 3}, 2.0);
                                   },
                                   {"zero"});
  rules::throws<std::domain_error>(
      "inference::gini",
      [] {
        (void)inference::gini(std::vector<int>{0, 0, 3}, inference_options{0.95, variance_method::jackknife});
      },
      {"without"});
  rules::throws<std::domain_error>(
      "inference::theil",
      [] {
        (void)inference::theil(std::vector<double>{0, 0, 3}, inference_options{0.95, variance_method::jackknife});
      },
      {"without"});
  rules::units_only("inference::top_share", [](const auto& d) { return inference::top_share(d, units{1}); });
}
