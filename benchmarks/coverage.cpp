// SPDX-License-Identifier: BSL-1.0
// Share of the confidence intervals that hold the true value, for samples of populations whose tails are more and less
// heavy: the tables in inference.hpp and quantile_interval.hpp.
//
//     coverage gini 2500 pareto_1.5      a measure, 2,500 samples of each size: a standard error of 1 % at most
//     coverage all 2500 pareto_2.5
//     coverage quantile 20000            lognormal samples
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <boost/math/special_functions/erf.hpp>
#include <lorenz/inference.hpp>

namespace {

using lorenz::estimate;
using lorenz::fraction;
using lorenz::inference_options;
using lorenz::quantile_interval_options;
using lorenz::quantile_method;
using lorenz::variance_method;

double normal_quantile(double p) { return std::sqrt(2.0) * boost::math::erf_inv(2 * p - 1); }
double normal_cdf(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

std::vector<double> lognormal(std::size_t n, std::mt19937_64& random) {
  std::normal_distribution<double> normal;
  std::vector<double> x(n);
  for (double& value : x) value = std::exp(normal(random));
  return x;
}

struct population {
  std::string name;
  std::function<std::vector<double>(std::size_t, std::mt19937_64&)> draw;
  double gini, top_share, theil, atkinson;  // of the population; the largest tenth, epsilon 1
};

// P(X > x) = x^-alpha above 1: the mean is finite above alpha 1, the variance above 2.
population pareto(const char* name, double alpha) {
  const double mean = alpha / (alpha - 1);
  return {name,
          [alpha](std::size_t n, std::mt19937_64& random) {
            std::exponential_distribution<double> logarithm(alpha);
            std::vector<double> x(n);
            for (double& value : x) value = std::exp(logarithm(random));
            return x;
          },
          1 / (2 * alpha - 1),
          std::pow(0.1, 1 - 1 / alpha),
          1 / (alpha - 1) - std::log(mean),
          1 - std::exp(1 / alpha) / mean};
}

std::vector<population> populations() {
  return {{"lognormal", lognormal, std::erf(0.5), 1 - normal_cdf(normal_quantile(0.9) - 1), 0.5, -std::expm1(-0.5)},
          pareto("pareto_2.5", 2.5),
          pareto("pareto_1.5", 1.5)};
}

struct tally {
  double held = 0, below = 0, level = 0;
  void add(const estimate& e, double truth) {
    held += e.confidence.lower <= truth && truth <= e.confidence.upper;
    below += e.confidence.upper < truth;
    level += e.level;
  }
};

void print(const std::string& what, std::size_t n, const char* method, const tally& t, int samples) {
  std::printf("%-25s n = %-5zu %-17s held %.3f   upper end below the truth %.3f   mean level %.3f\n", what.c_str(), n,
              method, t.held / samples, t.below / samples, t.level / samples);
}

template <class Estimate>
void measure(const std::string& what, const population& from, double truth, int samples, Estimate estimated) {
  for (const std::size_t n : {50u, 200u, 1000u}) {
    std::mt19937_64 random(n);
    tally linear, jackknife, bootstrap;
    for (int i = 0; i < samples; ++i) {
      const auto x = from.draw(n, random);
      inference_options options;
      linear.add(estimated(x, options), truth);
      options.method = variance_method::jackknife;
      jackknife.add(estimated(x, options), truth);
      options.method = variance_method::bootstrap;
      options.replicates = 999;
      options.seed = static_cast<std::uint64_t>(i);
      bootstrap.add(estimated(x, options), truth);
    }
    const std::string row = from.name + ' ' + what;
    print(row, n, "linearization", linear, samples);
    print(row, n, "jackknife", jackknife, samples);
    print(row, n, "bootstrap", bootstrap, samples);
  }
}

void quantiles(int samples) {
  for (const double p : {0.5, 0.9, 0.99})
    for (const std::size_t n : {50u, 200u, 1000u}) {
      const double truth = std::exp(normal_quantile(p));
      std::mt19937_64 random(n);
      tally order, maritz_jarrett, harrell_davis, woodruff;
      for (int i = 0; i < samples; ++i) {
        const auto x = lognormal(n, random);
        const auto sorted_once = lorenz::distribution(x);
        const auto by = [&](quantile_method method) {
          return lorenz::inference::quantile(sorted_once, p, quantile_interval_options{0.95, method});
        };
        order.add(by(quantile_method::order_statistics), truth);
        maritz_jarrett.add(by(quantile_method::maritz_jarrett), truth);
        harrell_davis.add(by(quantile_method::harrell_davis), truth);
        woodruff.add(lorenz::inference::quantile(x, lorenz::sampling(std::vector<double>(n, 1.0)), p), truth);
      }
      const std::string what = "p = " + std::to_string(p).substr(0, 4);
      print(what, n, "order_statistics", order, samples);
      print(what, n, "maritz_jarrett", maritz_jarrett, samples);
      print(what, n, "harrell_davis", harrell_davis, samples);
      print(what, n, "woodruff", woodruff, samples);
    }
}

}  // namespace

int main(int argc, char** argv) {
  namespace inference = lorenz::inference;
  const std::string what = argc > 1 ? argv[1] : "all";
  const int samples = argc > 2 ? std::atoi(argv[2]) : 500;
  const std::string of = argc > 3 ? argv[3] : "lognormal";
  const bool all = what == "all";
  const std::vector<population> known = populations();
  const auto p = std::find_if(known.begin(), known.end(), [&](const population& each) { return each.name == of; });
  if (p == known.end()) {
    std::fprintf(stderr, "coverage: %s is none of", of.c_str());
    for (const population& each : known) std::fprintf(stderr, " %s", each.name.c_str());
    std::fprintf(stderr, "\n");
    return 1;
  }
  if (all || what == "gini")
    measure("gini", *p, p->gini, samples, [](const auto& x, const auto& o) { return inference::gini(x, o); });
  if (all || what == "top_share")
    measure("top_share 0.1", *p, p->top_share, samples,
            [](const auto& x, const auto& o) { return inference::top_share(x, fraction{0.1}, o); });
  if (all || what == "theil")
    measure("theil", *p, p->theil, samples, [](const auto& x, const auto& o) { return inference::theil(x, o); });
  if (all || what == "atkinson")
    measure("atkinson 1", *p, p->atkinson, samples,
            [](const auto& x, const auto& o) { return inference::atkinson(x, 1.0, o); });
  if (what == "quantile") quantiles(samples);
}
