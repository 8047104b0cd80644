// SPDX-License-Identifier: BSL-1.0
#include <lorenz/fit.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "reference/rules.hpp"

using doctest::Approx;
using lorenz::curve_fit;
using lorenz::curve_model;
using lorenz::curve_point;
using lorenz::fit_curve;

namespace {

constexpr curve_model models[] = {curve_model::general_quadratic, curve_model::kakwani, curve_model::lognormal,
                                  curve_model::pareto};

// The World Bank's wbpip, tests/testthat/test-gd_compute_pip_stats_lq.R and _lb.R: grouped points, the coefficients of
// both models, and what they imply at this mean and poverty line.
const std::vector<curve_point> points{{0.0005, 5.824760527229386e-05},
                                      {0.0032, 0.000604029410841011},
                                      {0.014799999999999999, 0.0037949334793616948},
                                      {0.0443, 0.013988878652244477},
                                      {0.0991, 0.036992164583098786},
                                      {0.257, 0.12140708906131342},
                                      {0.4385, 0.24531391873082081},
                                      {0.5938, 0.37446670169288321},
                                      {0.7089, 0.48753116241194566},
                                      {1, 1}};
constexpr double mean = 51.5660557757944;
constexpr double line = 57.791666666666664;

// Rural India 1983: Datt 1998, table 1.
const std::vector<curve_point> india{{0.0092, 0.00208},
                                     {0.0339, 0.01013},
                                     {0.085, 0.03122},
                                     {0.164, 0.07083},
                                     {0.2609, 0.12808},
                                     {0.4133, 0.23498},
                                     {0.5497, 0.34887},
                                     {0.7196, 0.51994},
                                     {0.8196, 0.6427},
                                     {0.9174, 0.79201},
                                     {0.957, 0.86966},
                                     {0.9751, 0.91277},
                                     {1, 1}};

curve_fit known(curve_model model) {
  switch (model) {
    case curve_model::general_quadratic:
      return {model, {0.9, -0.9, 0.2}};
    case curve_model::kakwani:
      return {model, {0.7, 0.95, 0.6}};
    case curve_model::lognormal:
      return {model, {0.8}};
    default:
      return {model, {1.7}};
  }
}

// Area by Simpson's rule on u^3 (10 - 15 u + 6 u^2), whose derivatives vanish where those of L do not exist.
double area(const curve_fit& f) {
  const int steps = 20000;
  double sum = 0;
  for (int i = 0; i <= steps; ++i) {
    const double u = static_cast<double>(i) / steps;
    const double p = std::min(1.0, u * u * u * (10 - 15 * u + 6 * u * u));
    sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * f(p) * 30 * u * u * (1 - u) * (1 - u);
  }
  return sum / (3.0 * steps);
}

}  // namespace

TEST_CASE("fit_curve: the World Bank's general quadratic, which does not end in (1, 1)") {
  const curve_fit f = fit_curve(points, curve_model::general_quadratic);
  CHECK(f.parameters()[0] == Approx(0.795981535745657).epsilon(1e-9));
  CHECK(f.parameters()[1] == Approx(-1.4445933880119242).epsilon(1e-9));
  CHECK(f.parameters()[2] == Approx(0.14728191995919815).epsilon(1e-9));
  CHECK(f(1) == Approx(0.9432634557).epsilon(1e-9));
  CHECK(!f.valid());
  CAPTURE(f.reason());
  CHECK(f.reason().find("L(1) = 0.94326345") == 0);
  CHECK(f.reason().find("loses 0.0567") != std::string::npos);
  // What wbpip reports of it nonetheless.
  CHECK(f.headcount(line, mean) == Approx(0.76005810499191284).epsilon(1e-7));
  CHECK(f.value(0.5, mean) == Approx(42.247782467994874).epsilon(1e-9));
  CHECK(f.share(0, 0.5) == Approx(0.29417085441813828).epsilon(1e-9));
  CHECK(f.share(0, 0.1) == Approx(0.037459351271787455).epsilon(1e-9));
  CHECK(f.share(0.8, 0.9) == Approx(0.13305852826044706).epsilon(1e-9));
  // The last decile there is 1 - L(0.9); the curve itself has less.
  CHECK(f.share(0.9, 1) == Approx(0.2784329516843369 - (1 - f(1))).epsilon(1e-9));
  CHECK(f.gini() == Approx(1 - 2 * area(f)).epsilon(1e-9));
}

TEST_CASE("fit_curve: the World Bank's Kakwani curve") {
  const curve_fit f = fit_curve(points, curve_model::kakwani);
  CHECK(f.parameters()[0] == Approx(0.57803721740313529).epsilon(1e-9));
  CHECK(f.parameters()[1] == Approx(0.94205090386544987).epsilon(1e-9));
  CHECK(f.parameters()[2] == Approx(0.52578600019473676).epsilon(1e-9));
  CHECK(f.valid());
  CHECK(f.gini() == Approx(0.31236656171451094).epsilon(1e-5));  // a sum over 499 bins there
  CHECK(f.gini() == Approx(1 - 2 * area(f)).epsilon(1e-10));
  CHECK(f.headcount(line, mean) == Approx(0.718339386776914).epsilon(1e-7));
  CHECK(f.value(0.5, mean) == Approx(42.594731176686537).epsilon(1e-9));
  CHECK(f.share(0, 0.5) == Approx(0.29102570687473944).epsilon(1e-9));
  CHECK(f.share(0.9, 1) == Approx(0.25597820429173357).epsilon(1e-9));
}

TEST_CASE("fit_curve: rural India 1983") {
  // Mean 109.9 and poverty line 89 rupees.
  const curve_fit f = fit_curve(india, curve_model::general_quadratic);
  CHECK(f.valid());
  CHECK(f.reason() == "");
  CHECK(f(1) == Approx(1).epsilon(1e-12));
  for (const auto& [population, share] : india) CHECK(f(population) == Approx(share).epsilon(0.02));
  CHECK(f.gini() == Approx(1 - 2 * area(f)).epsilon(1e-9));
  CHECK(f.value(f.headcount(89, 109.9), 109.9) == Approx(89).epsilon(1e-12));
  const curve_fit k = fit_curve(india, curve_model::kakwani);
  CHECK(k.valid());
  for (const auto& [population, share] : india) CHECK(k(population) == Approx(share).epsilon(0.05));
  CHECK(k.gini() == Approx(f.gini()).epsilon(0.01));
  CHECK(k.headcount(89, 109.9) == Approx(f.headcount(89, 109.9)).epsilon(0.03));
}

TEST_CASE("fit_curve: points on a curve give it back") {
  for (const curve_model model : models) {
    const curve_fit truth = known(model);
    CAPTURE(static_cast<int>(model));
    CHECK(truth.valid());
    std::vector<curve_point> on{{0, 0}, {1, 1}};
    for (int i = 19; i > 0; --i) on.push_back({i / 20.0, truth(i / 20.0)});
    const curve_fit f = fit_curve(on, model);
    REQUIRE(f.parameters().size() == truth.parameters().size());
    for (std::size_t i = 0; i < f.parameters().size(); ++i)
      CHECK(f.parameters()[i] == Approx(truth.parameters()[i]).epsilon(1e-10));
    CHECK(f.model() == model);
    const std::array<curve_point, 4> few{on[4], on[8], on[12], on[16]};
    CHECK(fit_curve(few, model).gini() == Approx(truth.gini()).epsilon(1e-9));
  }
}

TEST_CASE("curve_fit: area, slope and headcount belong to the curve") {
  for (const curve_model model : models) {
    const curve_fit f = known(model);
    CAPTURE(static_cast<int>(model));
    CHECK(f(0) == Approx(0).scale(1).epsilon(1e-15));
    CHECK(f(1) == Approx(1).epsilon(1e-15));
    CHECK(f.gini() == Approx(1 - 2 * area(f)).epsilon(1e-8));
    double before = -10;
    for (int i = 1; i < 40; ++i) {
      const double p = i / 40.0;
      const double step = 1e-5;
      CHECK(f.value(p, 2) == Approx((f(p + step) - f(p - step)) / step).epsilon(1e-6));
      CHECK(f.value(p, 3) > before);
      before = f.value(p, 3);
      CHECK(f.headcount(before, 3) == Approx(p).epsilon(1e-12));
      CHECK(f.share(0.25, p < 0.25 ? 0.25 : p) == Approx(f(p < 0.25 ? 0.25 : p) - f(0.25)));
    }
    CHECK(f.headcount(-1e300, 1) == 0);
  }
  // Nobody below what the poorest have; all below what nobody has.
  CHECK(known(curve_model::pareto).headcount(0.4, 1) == 0);
  CHECK(known(curve_model::general_quadratic).headcount(1e6, 1) == 1);
  // Closed forms of the two distributions.
  const curve_fit l = known(curve_model::lognormal), p = known(curve_model::pareto);
  CHECK(l.gini() == Approx(2 * lorenz::detail::normal_cdf(0.8 / std::sqrt(2.0)) - 1).epsilon(1e-14));
  CHECK(l.value(0.5, 1) == Approx(std::exp(-0.32)).epsilon(1e-14));
  CHECK(p.gini() == Approx(1 / 2.4).epsilon(1e-14));
  CHECK(p.headcount(2, 1) == Approx(1 - std::pow(2 / (1 - 1 / 1.7), -1.7)).epsilon(1e-12));
}

TEST_CASE("curve_fit: what is no Lorenz curve says why") {
  const auto reason = [](curve_model model, std::vector<double> parameters) {
    const curve_fit f(model, std::move(parameters));
    CHECK(f.valid() == f.reason().empty());
    return f.reason();
  };
  const auto quadratic = curve_model::general_quadratic, kakwani = curve_model::kakwani;
  CHECK(reason(quadratic, {1, -2.5, 0.2}).find("L(0) = ") == 0);
  CHECK(reason(quadratic, {0.78554131924835879, -1.9856022109519547, -0.30597079435662672}) !=
        "");  // wbpip's "invalid fit"
  CHECK(reason(quadratic, {1.2, -0.5, -0.1}).find("falls below 0") != std::string::npos);
  CHECK(reason(quadratic, {0.9, -0.9, 0.2}) == "");
  CHECK(reason(kakwani, {0.5, 1.2, 0.6}).find("gamma = 1.2") != std::string::npos);
  CHECK(reason(kakwani, {1.5059569306828811, 1.2068983362374488, 0.60013901263412039}) != "");
  CHECK(reason(kakwani, {0.5, 0.9, -0.1}).find("delta = -0.1") != std::string::npos);
  CHECK(reason(kakwani, {1, 0.3, 0.2}).find("falls") != std::string::npos);
  CHECK(reason(kakwani, {-0.1, 0.9, 0.9}).find("theta") != std::string::npos);
  CHECK(reason(curve_model::lognormal, {-0.2}).find("sigma = -0.2") != std::string::npos);
  CHECK(reason(curve_model::pareto, {0.9}).find("alpha = 0.9") != std::string::npos);
  // Every curve that is called valid begins and ends right, never falls from p = 0.001 on and is convex, and the others
  // break one of these.
  int valid = 0, tried = 0;
  for (double a = -0.5; a <= 2; a += 0.25)
    for (double b = -3; b <= 2; b += 0.5)
      for (double c = -0.4; c <= 1.2; c += 0.2) {
        const curve_fit f(quadratic, {a, b, c});
        CAPTURE(a);
        CAPTURE(b);
        CAPTURE(c);
        bool lorenz = true;
        try {
          lorenz = std::fabs(f(0)) < 1e-12 && std::fabs(f(1) - 1) < 1e-12;
          double before = 0, slope = -1e-9;
          for (int i = 1; i <= 400; ++i) {
            const double rise = f(i / 400.0) - before;
            lorenz = lorenz && rise >= slope - 1e-9 && rise >= -1e-9;
            slope = rise;
            before = f(i / 400.0);
          }
          lorenz = lorenz && f(0.5) < 0.5 - 1e-9;  // the line of equality is where the models end
        } catch (const std::domain_error&) {
          lorenz = false;
        }
        ++tried;
        valid += f.valid();
        CAPTURE(f.reason());
        CHECK(f.valid() == lorenz);
      }
  CHECK(valid > 50);
  CHECK(tried - valid > 50);
}

TEST_CASE("curve_fit: a Kakwani curve is valid where it rises from p = 0.001 on") {
  int valid = 0, tried = 0;
  for (int i = 1; i < 13; ++i)
    for (int j = 10; j < 24; ++j)
      for (int k = 2; k < 12; ++k) {
        const double theta = i / 10.0, gamma = j / 20.0, delta = k / 10.0;
        const curve_fit f(curve_model::kakwani, {theta, gamma, delta});
        CAPTURE(theta);
        CAPTURE(gamma);
        CAPTURE(delta);
        CAPTURE(f.reason());
        ++tried;
        valid += f.valid();
        // Ordinates on a grid that is finest at both ends, where the slope has its extremes.
        bool rises = true, convex = true;
        double least = 0, p0 = 0, l0 = 0, slope = -HUGE_VAL;
        for (int step = 1; step < 400; ++step) {
          const double t = step / 400.0, p = t * t * t / (t * t * t + (1 - t) * (1 - t) * (1 - t));
          const double steeper = (f(p) - l0) / (p - p0);
          if (p0 >= 0.001) rises = rises && steeper >= 0;
          convex = convex && steeper >= slope - 1e-7 * (1 + std::fabs(slope));
          least = std::min(least, f(p));
          p0 = p;
          l0 = f(p);
          slope = steeper;
        }
        CHECK(f.valid() == (convex && rises && f.value(0.001, 1) >= 0));
        if (f.valid()) CHECK(least >= -0.001001 * (1 / gamma - 1) - 1e-6);
      }
  CHECK(valid > 50);
  CHECK(tried - valid > 50);
}

TEST_CASE("fit_curve: what is refused") {
  using invalid = std::invalid_argument;
  const auto fit = [](std::vector<curve_point> bad, curve_model model) { return [=] { (void)fit_curve(bad, model); }; };
  for (const curve_model model : models) {
    rules::throws<invalid>("fit_curve", fit({{0.5, 0.2}, {1.5, 0.3}}, model), {"points[1].population is 1.5"});
    rules::throws<invalid>("fit_curve", fit({{0.5, 0.2}, {0.7, rules::nan}}, model), {"points[1].share is NaN"});
    rules::throws<invalid>("fit_curve", fit({{0.5, 0.6}}, model), {"points[0].share is 0.6", "population"});
    rules::throws<invalid>("fit_curve", fit({{0.5, 0.3}, {1, 0.99}}, model), {"points[1].share is 0.99"});
    rules::throws<std::domain_error>("fit_curve", fit({}, model), {"points"});
    rules::throws<std::domain_error>("fit_curve", fit({{0, 0}, {1, 1}}, model), {"there are 0"});
  }
  rules::throws<std::domain_error>("fit_curve", fit({{0.3, 0.1}, {0.6, 0.3}}, curve_model::kakwani), {"3 points", "2"});
  rules::throws<std::domain_error>(
      "fit_curve", fit({{0.3, 0.3}, {0.6, 0.6}, {0.7, 0.7}}, curve_model::general_quadratic), {"determine"});
  rules::throws<std::domain_error>("fit_curve", fit({{0.3, 0.1}, {0.6, 0.6}, {0.7, 0.6}}, curve_model::kakwani),
                                   {"points[1]"});
  rules::throws<std::domain_error>("fit_curve", fit({{0.3, 0}}, curve_model::lognormal), {"points[0]"});
  rules::throws<std::domain_error>("fit_curve", fit({{0.3, 0.3}}, curve_model::pareto), {"equality"});
  const curve_fit f = known(curve_model::lognormal);
  rules::throws<invalid>("curve_fit", [&] { (void)f(1.5); }, {"p is 1.5"});
  rules::throws<invalid>("curve_fit::share", [&] { (void)f.share(0.5, 0.4); }, {"p1 is 0.4"});
  rules::throws<invalid>("curve_fit::value", [&] { (void)f.value(1, 3); }, {"p is 1"});
  rules::throws<invalid>("curve_fit::value", [&] { (void)f.value(0.5, 0); }, {"mean is 0"});
  rules::throws<invalid>("curve_fit::headcount", [&] { (void)f.headcount(rules::nan, 1); }, {"line is NaN"});
  rules::throws<invalid>("curve_fit::headcount", [&] { (void)f.headcount(1, -1); }, {"mean is -1"});
  rules::throws<invalid>("curve_fit", [] { (void)curve_fit(curve_model::kakwani, {1}); }, {"must be 3"});
  rules::throws<invalid>("curve_fit", [] { (void)curve_fit(curve_model::lognormal, {rules::nan}); },
                         {"parameters[0] is NaN"});
}

TEST_CASE("fit: text() names the model, its parameters and what comes of them") {
  const lorenz::curve_fit good(lorenz::curve_model::pareto, {2});
  CHECK(good.text() == "pareto 2\ngini 0.333333\n");
  const lorenz::curve_fit bad(lorenz::curve_model::pareto, {1});
  CHECK(bad.text() == "pareto 1\nno Lorenz curve: " + bad.reason() + "\n");
}
