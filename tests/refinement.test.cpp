// SPDX-License-Identifier: BSL-1.0
#include <lorenz/refinement.hpp>

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "reference/oracle.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using lorenz::digest;
using lorenz::fraction;
using lorenz::frequency;
using lorenz::interval;
using lorenz::refinement;
using lorenz::units;

namespace {

std::vector<double> values(std::size_t n, std::uint64_t seed) {
  samples::generator g(seed);
  return samples::draw(n, [&] { return g.below(7) == 0 ? 0.0 : std::ldexp(1 + g.uniform(), g.below(4)); });
}

digest digest_of(const std::vector<double>& x, int precision = 2) {
  digest d(precision);
  d.push(x);
  return d;
}

// Exact, but for the rounding of the last division.
void check_exact(const char* answer, const interval& i, const oracle::rational& truth) {
  CAPTURE(answer);
  CHECK(oracle::exact(i.lower) <= truth);
  CHECK(oracle::exact(i.upper) >= truth);
  CHECK(i.upper - i.lower <= 2e-15 * (1 + oracle::approximate(truth)));
}

}  // namespace

TEST_CASE("refinement: chosen answers become exact, and only they") {
  const std::vector<double> x = values(300, 1);
  const oracle::sample s(x);
  const digest d = digest_of(x);
  const auto refined = [&](refinement& r) {
    r.refine(lorenz::view(x.data(), 100));
    CHECK_FALSE(r.complete());
    r.refine(lorenz::view(x.data() + 100, 200));
    CHECK(r.complete());
  };
  {
    refinement r(d);
    r.resolve_quantile(0.5).resolve_quantile(0.9);
    const interval before = r.quantile(0.5);
    CHECK(before.upper - before.lower > 0.01);
    refined(r);
    check_exact("median", r.quantile(0.5), oracle::quantile(s, oracle::rational(1, 2), 7));
    check_exact("quantile", r.quantile(0.9), oracle::quantile(s, oracle::rational(9, 10), 7));
    CHECK(r.gini().upper - r.gini().lower > 1e-6);
    CHECK(r.gini().upper - r.gini().lower < d.gini().upper - d.gini().lower);
  }
  for (const std::uint64_t k : {1u, 17u, 60u, 299u, 300u}) {
    refinement r(d);
    r.resolve(units{k});
    if (k < 300) refined(r);
    check_exact("top k", r.top_share(units{k}), oracle::top_share(s, static_cast<std::int64_t>(k)));
  }
  for (const double q : {0.013, 0.25, 0.5, 0.77}) {
    refinement r(d);
    r.resolve(fraction{q}).resolve_curve(q);
    refined(r);
    check_exact("top q", r.top_share(fraction{q}), 1 - oracle::lorenz(s, 1 - oracle::exact(q)));
    check_exact("curve", r.curve(q), oracle::lorenz(s, oracle::exact(q)));
    check_exact("bottom q", r.bottom_share(fraction{q}), oracle::lorenz(s, oracle::exact(q)));
  }
  {
    refinement r(d);
    r.resolve_below(2.7).resolve_below(-1.0).resolve_below(1e9);
    refined(r);
    check_exact("below", r.share_below(2.7), oracle::fraction_below(s, oracle::exact(2.7)));
  }
  {
    refinement r(d);
    r.resolve_all();
    refined(r);
    check_exact("gini", r.gini(), oracle::gini(s));
    check_exact("herfindahl", r.herfindahl(), oracle::herfindahl(s));
    check_exact("hoover", r.hoover(), oracle::hoover(s));
    CHECK(r.mean() == d.mean());
    CHECK(r.count() == 300);
  }
}

TEST_CASE("refinement: frequencies, and ties") {
  const std::vector<int> x{5, 6, 7, 900, 0};
  const std::vector<int> w{10, 20, 5, 1, 3};
  digest d(0);
  d.push(x, frequency(w));
  refinement r(d);
  r.resolve_all();
  r.refine(x, frequency(w));
  CHECK(r.complete());
  check_exact("gini", r.gini(), oracle::gini(oracle::sample(x, w)));
  check_exact("median", r.quantile(0.5), 6);
}

TEST_CASE("refinement: other data are noticed, missing ones are waited for") {
  const std::vector<double> x = values(50, 3);
  const digest d = digest_of(x);
  refinement r(d);
  r.resolve_all();
  r.refine(x);
  CHECK(r.complete());
  rules::throws<std::invalid_argument>("refinement::refine", [&] { r.refine(std::vector<double>{x[0]}); },
                                       {"other data"});
  refinement half(d);
  half.resolve_all();
  half.refine(lorenz::view(x.data(), 25));
  CHECK_FALSE(half.complete());
  const oracle::rational truth = oracle::gini(oracle::sample(x));
  CHECK(oracle::exact(half.gini().lower) <= truth);
  CHECK(oracle::exact(half.gini().upper) >= truth);
  rules::throws<std::invalid_argument>("refinement::refine",
                                       [&] {
                                         half.refine(std::vector<double>{1, -1});
                                       },
                                       {"x[1]"});
  rules::throws<std::invalid_argument>("refinement::resolve_quantile", [&] { half.resolve_quantile(2); });
  rules::throws<std::invalid_argument>("refinement::resolve_curve", [&] { half.resolve_curve(-1); });
  refinement none{digest()};
  none.resolve_all().resolve(units{3}).resolve_quantile(0.5).resolve_curve(0.5);
  CHECK(none.complete());
  rules::throws<std::domain_error>("digest::gini", [&] { none.gini(); });
}
