// SPDX-License-Identifier: BSL-1.0
#include <lorenz/entropy.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "reference/extended.hpp"
#include "reference/formulas.hpp"
#include "reference/mexico.hpp"
#include "reference/oracle.hpp"
#include "reference/published.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"
#include "reference/wbpip.hpp"

using doctest::Approx;
using lorenz::atkinson;
using lorenz::frequency;
using lorenz::generalized_entropy;
using lorenz::mean_log_deviation;
using lorenz::sampling;
using lorenz::theil;

namespace {

const auto theil_call = [](const auto&... sample) { return theil(sample...); };
const auto mld_call = [](const auto&... sample) { return mean_log_deviation(sample...); };
const auto entropy_call = [](const auto&... sample) { return generalized_entropy(sample..., -0.7); };
const auto atkinson_call = [](const auto&... sample) { return atkinson(sample..., 1.5); };

const auto entropy_of = [](double alpha) {
  return [alpha](const formulas::sample& s) { return formulas::entropy(s, alpha); };
};
const auto atkinson_of = [](double epsilon) {
  return [epsilon](const formulas::sample& s) { return formulas::atkinson(s, epsilon); };
};

bool has_zero(const formulas::sample& s) { return s.x.front() == 0; }

// Each measure of the sample, called as the caller spells it, against its formula.
template <class... Sample>
void all_accurate(const formulas::sample& s, const Sample&... sample) {
  CHECK(formulas::accurate(theil(sample...), entropy_of(1), s));
  for (const double alpha : {0.25, 0.5, 1.5, 2.0, 3.0}) {
    CAPTURE(alpha);
    CHECK(formulas::accurate(generalized_entropy(sample..., alpha), entropy_of(alpha), s));
  }
  for (const double epsilon : {0.25, 0.5, 1.0, 2.0, 20.0}) {
    CAPTURE(epsilon);
    CHECK(formulas::accurate(atkinson(sample..., epsilon), atkinson_of(epsilon), s));
  }
  if (has_zero(s)) {
    rules::throws<std::domain_error>("mean_log_deviation", [&] { (void)mean_log_deviation(sample...); }, {"zero"});
    return;
  }
  CHECK(formulas::accurate(mean_log_deviation(sample...), entropy_of(0), s));
  for (const double alpha : {-1.0, -0.25}) {
    CAPTURE(alpha);
    if (formulas::entropy(s, alpha) < 1e300)
      CHECK(formulas::accurate(generalized_entropy(sample..., alpha), entropy_of(alpha), s));
    else
      rules::throws<std::domain_error>("generalized_entropy", [&] { (void)generalized_entropy(sample..., alpha); },
                                       {"largest number"});
  }
}

}  // namespace

TEST_CASE("entropy: published values") {
  namespace p = published;
  using namespace p::inequality_jl;
  CHECK(p::inequality_jl::theil == Approx(lorenz::theil(x)).epsilon(1e-14));
  CHECK(p::inequality_jl::mean_log_deviation == Approx(lorenz::mean_log_deviation(x)).epsilon(1e-14));
  CHECK(entropy_2 == Approx(generalized_entropy(x, 2)).epsilon(1e-14));
  CHECK(weighted_theil == Approx(lorenz::theil(x, sampling(w))).epsilon(1e-14));
  CHECK(weighted_mean_log_deviation == Approx(lorenz::mean_log_deviation(x, sampling(w))).epsilon(1e-14));
  CHECK(weighted_entropy_2 == Approx(generalized_entropy(x, sampling(w), 2)).epsilon(1e-14));
  CHECK(lorenz::mean_log_deviation(p::reat::theil_x) == Approx(p::reat::mean_log_deviation).epsilon(1e-14));
  CHECK(lorenz::theil(p::reat::theil_x) == Approx(p::reat::theil).epsilon(1e-14));
  CHECK(atkinson(p::ineq::x, 0.5) == Approx(p::ineq::atkinson_half).epsilon(1e-14));
  CHECK(atkinson(p::ineq::x, 0.5) == Approx(p::ineq::printed_atkinson_half).epsilon(5e-7));
  CHECK(atkinson(p::pysal::atkinson_x, 0.5) == Approx(p::pysal::atkinson_half).epsilon(1e-14));
  CHECK(atkinson(p::pysal::atkinson_x, 1) == Approx(p::pysal::atkinson_one).epsilon(1e-14));
  CHECK(atkinson(p::pysal::atkinson_x, 0) == 0);
  for (const auto& year : mexico::years) CHECK(lorenz::theil(year.income) == Approx(year.theil).epsilon(1e-7));
}

TEST_CASE("mean_log_deviation: household surveys, as wbpip") {
  for (const auto& s : wbpip::surveys()) {
    REQUIRE(s.welfare.size() >= 1997);
    CHECK(mean_log_deviation(s.welfare, sampling(s.weight)) == Approx(s.mean_log_deviation).epsilon(1e-13));
  }
}

TEST_CASE("entropy: by hand") {
  const double log2 = std::log(2.0);
  CHECK(theil(std::vector<int>{0, 1}) == Approx(log2).epsilon(1e-15));
  CHECK(theil(std::vector<int>{0, 1, 2, 3, 4}) == Approx(0.3295836866004329).epsilon(1e-15));  // the zero stays
  CHECK(mean_log_deviation(std::vector<int>{1, 3}) == Approx(log2 - std::log(3.0) / 2).epsilon(1e-15));
  CHECK(generalized_entropy(std::vector<int>{1, 3}, 2) == Approx(0.125).epsilon(1e-15));
  CHECK(generalized_entropy(std::vector<int>{0, 1}, 0.5) == Approx(4 - 2 * std::sqrt(2.0)).epsilon(1e-15));
  CHECK(generalized_entropy(std::vector<int>{1, 3}, -1) == Approx(1.0 / 6).epsilon(1e-15));  // (2 + 2/3 - 2)/4
  CHECK(atkinson(std::vector<int>{1, 4}, 1) == Approx(0.2).epsilon(1e-15));                  // 1 - 2/2.5
  CHECK(atkinson(std::vector<int>{1, 4}, 0.5) == Approx(0.1).epsilon(1e-15));                // 1 - 2.25/2.5
  CHECK(atkinson(std::vector<int>{1, 3}, 2) == Approx(0.25).epsilon(1e-15));                 // 1 - 1.5/2
  CHECK(atkinson(std::vector<int>{0, 4}, 1) == 1);
  CHECK(atkinson(std::vector<int>{0, 4}, 2.5) == 1);
  CHECK(atkinson(std::vector<int>{0, 4}, 0.5) == Approx(0.5).epsilon(1e-15));  // 1 - (1/2)^2 4/2
  CHECK(theil(std::vector<int>{7}) == 0);
}

TEST_CASE("entropy: accurate on any data") {
  for (const std::size_t n : {1u, 2u, 5u, 20u})
    for (const auto& [name, x] : samples::hostile(n, n + 100)) {
      const auto& data = name;  // Clang 14 captures no structured binding
      CAPTURE(data);
      CAPTURE(n);
      all_accurate(formulas::sample(x), x);
    }
}

TEST_CASE("entropy: accurate with weights") {
  for (const auto& [name, x] : samples::hostile(15, 4)) {
    const auto& data = name;  // Clang 14 captures no structured binding
    CAPTURE(data);
    const auto counts = samples::frequencies(15, 5);
    if (const formulas::sample s(x, counts); s.total() > 0) all_accurate(s, x, frequency(counts));
    const auto weights = samples::survey_weights(15, 6);
    if (const formulas::sample s(x, weights); s.total() > 0) all_accurate(s, x, sampling(weights));
  }
}

TEST_CASE("entropy: exactly zero where all are equal, never negative next to it") {
  for (const double value : {0.1, 3.0, 1e-310, 1.7e308, 5e-324})
    for (const std::size_t n : {1u, 3u, 1000u}) {
      const std::vector<double> x(n, value), w(n, 0.3);
      for (const double alpha : {-3.0, 0.0, 0.3, 1.0, 2.0, 17.0}) {
        CHECK(generalized_entropy(x, alpha) == 0);
        CHECK(generalized_entropy(x, sampling(w), alpha) == 0);
      }
      for (const double epsilon : {0.0, 0.5, 1.0, 2.0, 1000.0}) CHECK(atkinson(x, epsilon) == 0);
    }
  const std::vector<double> value{0.7};
  const std::vector<std::int64_t> many{(std::int64_t(1) << 62) - 1};
  CHECK(theil(value, frequency(many)) == 0);
  // A million equal values and one other: T = g(d)/n about the mean, which needs every digit of d.
  const std::vector<double> x{1, std::nextafter(1.0, 2.0)};
  const std::vector<int> counts{1000000, 1};
  CHECK(formulas::accurate(theil(x, frequency(counts)), entropy_of(1), formulas::sample(x, counts)));
  CHECK(formulas::accurate(atkinson(x, frequency(counts), 2), atkinson_of(2), formulas::sample(x, counts)));
  std::vector<double> million(1000001, 0.1);
  million[77] = 0.3;
  const std::vector<double> two{0.1, 0.3};
  CHECK(theil(million) == theil(two, frequency(counts)));
  CHECK(formulas::accurate(mean_log_deviation(million), entropy_of(0), formulas::sample(two, counts)));
}

TEST_CASE("entropy: continuous in the parameter") {
  for (const auto& [name, x] : samples::hostile(30, 8)) {
    const auto& data = name;  // Clang 14 captures no structured binding
    CAPTURE(data);
    const bool zero = has_zero(formulas::sample(x));
    for (const double at : {0.0, 0.5, 1.0}) {
      if (zero && at == 0) continue;
      CAPTURE(at);
      const double here = generalized_entropy(x, at);
      double before = here;
      for (double step : {1e-15, 1e-14, 1e-13}) {
        CHECK(generalized_entropy(x, at + step) == Approx(here).epsilon(1e-12 + 1e4 * step).scale(0));
        if (!zero || at - step > 0)
          CHECK(generalized_entropy(x, at - step) == Approx(here).epsilon(1e-12 + 1e4 * step).scale(0));
      }
      for (const double tiny : {1e-300, 1e-310}) CHECK((zero || generalized_entropy(x, at + tiny) == before));
    }
    for (const double step : {1e-15, -1e-15, 1e-14})
      if (!zero) CHECK(atkinson(x, 1 + step) == Approx(atkinson(x, 1)).epsilon(1e-12).scale(0));
    CHECK(generalized_entropy(x, 1) == theil(x));
    if (!zero) CHECK(generalized_entropy(x, 0) == mean_log_deviation(x));
    // Increasing in the aversion, between 0 and 1 - min/m.
    double before = 0;
    for (const double epsilon : {1e-17, 1e-9, 0.1, 0.5, 0.9, 1.0, 1.1, 2.0, 10.0, 100.0, 1000.0, 1e6}) {
      const double a = atkinson(x, epsilon);
      CHECK(a >= before * (1 - 1e-12));
      CHECK(a <= 1);
      before = a;
    }
  }
}

TEST_CASE("entropy: order, scale, copies and transfers") {
  const auto all = [](const auto& measure) {
    rules::same_in_any_order_and_scale(measure);
    rules::same_of_copies(measure);
  };
  const auto squares = [](const auto&... sample) { return generalized_entropy(sample..., 2.5); };
  const auto roots = [](const auto&... sample) { return atkinson(sample..., 0.8); };
  all(theil_call);
  all(mld_call);
  all(entropy_call);
  all(squares);
  all(atkinson_call);
  all(roots);
  rules::lowered_by_transfers(theil_call);
  rules::lowered_by_transfers(squares);
  rules::lowered_by_transfers(roots);
  // Of positive values, as logarithms and negative powers need them.
  const auto positive = [](const auto& measure) {
    return [&](std::vector<int> x) {
      for (int& value : x) value += 1;
      return measure(x);
    };
  };
  rules::lowered_by_transfers(positive(mld_call));
  rules::lowered_by_transfers(positive(entropy_call));
  rules::lowered_by_transfers(positive(atkinson_call));
}

TEST_CASE("entropy: the groups of a sample") {
  samples::generator g(12);
  const auto x = samples::draw(200, [&] { return std::exp(3 * g.uniform()); });
  // T of two groups is the mean of theirs, weighted by total, and T of the group means.
  const std::vector<double> one(x.begin(), x.begin() + 60), other(x.begin() + 60, x.end());
  const double t1 = lorenz::mean(one) * 60, t2 = lorenz::mean(other) * 140;
  const double between = theil(std::vector<double>{t1 / 60, t2 / 140}, frequency(std::vector<int>{60, 140}));
  CHECK(theil(x) == Approx((t1 * theil(one) + t2 * theil(other)) / (t1 + t2) + between).epsilon(1e-13));
}

TEST_CASE("entropy: extended types on hostile data") {
  const auto no_zero = [](const formulas::sample& s) { return !has_zero(s); };
  extended::accurate(theil_call, entropy_of(1));
  extended::accurate(mld_call, entropy_of(0), no_zero);
  for (const double alpha : {0.25, 1.5, 3.0}) {
    CAPTURE(alpha);
    extended::accurate([&](const auto&... sample) { return generalized_entropy(sample..., alpha); }, entropy_of(alpha));
  }
  for (const double epsilon : {0.25, 1.0, 2.0}) {
    CAPTURE(epsilon);
    extended::accurate([&](const auto&... sample) { return atkinson(sample..., epsilon); }, atkinson_of(epsilon));
  }
}

TEST_CASE("entropy: powers beyond the range") {
  const std::vector<double> x{1e-300, 1, 1e300};
  CHECK(formulas::accurate(mean_log_deviation(x), entropy_of(0), formulas::sample(x)));
  CHECK(formulas::accurate(generalized_entropy(x, -0.2), entropy_of(-0.2), formulas::sample(x)));
  CHECK(formulas::accurate(generalized_entropy(x, 0.001), entropy_of(0.001), formulas::sample(x)));
  rules::throws<std::domain_error>("generalized_entropy", [&] { (void)generalized_entropy(x, -1); },
                                   {"largest number"});
  const std::vector<double> y{3, 5, 7};
  CHECK(formulas::accurate(atkinson(y, 5000), atkinson_of(5000), formulas::sample(y)));
  CHECK(atkinson(y, 1e300) == Approx(0.4).epsilon(1e-15));  // 1 - min/m
  CHECK(generalized_entropy(y, 1e3) > 1e100);
  rules::throws<std::domain_error>("generalized_entropy", [&] { (void)generalized_entropy(y, 1e5); },
                                   {"largest number"});
}

TEST_CASE("entropy: blocks of every length, with counts and weights") {
  samples::generator g(31);
  for (const std::size_t n : {127u, 128u, 129u, 300u}) {
    CAPTURE(n);
    for (const double spread : {3.0, 1e-3, 1e-6}) {
      const auto x = samples::draw(n, [&] { return 0.3 * std::exp(spread * (g.uniform() - 0.5)); });
      const formulas::sample s(x);
      const auto near = [](double found, const formulas::number& truth) { return abs(found / truth - 1) < 1e-12; };
      for (const double alpha : {-1.0, 0.0, 0.5, 1.0, 2.0}) {
        CAPTURE(alpha);
        CHECK(near(generalized_entropy(x, alpha), formulas::entropy(s, alpha)));
        const auto counts = samples::frequencies(n, n);
        CHECK(generalized_entropy(x, frequency(counts), alpha) ==
              generalized_entropy(samples::expand(x, counts), alpha));
        const auto weights = samples::survey_weights(n, n);
        CHECK(near(generalized_entropy(x, sampling(weights), alpha),
                   formulas::entropy(formulas::sample(x, weights), alpha)));
      }
    }
  }
  CHECK(theil(std::vector<double>{-0.0, 1}) == theil(std::vector<double>{0, 1}));
  CHECK(generalized_entropy(std::vector<int>{0, 1, 1, 1}, 1e-307) == Approx(0.25e307).epsilon(1e-15));
  if (std::numeric_limits<long double>::max_exponent > std::numeric_limits<double>::max_exponent) {
    // A survey weight so small that x/m = 1e570 is beyond all doubles; it holds 1e-30 of the total.
    const std::vector<double> x{1e-280, 1e290}, w{1e300, 1e-300};
    CHECK(theil(x, sampling(w)) == Approx(1e-30 * (570 * std::log(10.0) - 1)).epsilon(1e-13));
    CHECK(mean_log_deviation(x, sampling(w)) == Approx(1e-30).epsilon(1e-13));
    rules::throws<std::domain_error>("generalized_entropy", [&] { (void)generalized_entropy(x, sampling(w), 3); },
                                     {"largest number"});
  }
}

TEST_CASE("entropy: number types") {
  using boost::multiprecision::cpp_bin_float_50;
  static_assert(std::is_same_v<decltype(theil(std::vector<float>{1})), double>);
  static_assert(std::is_same_v<decltype(theil(std::vector<long double>{1})), long double>);
  const std::vector<std::int64_t> top{INT64_MAX, INT64_MAX - 1000, INT64_MAX};
  CHECK(formulas::accurate(theil(top), entropy_of(1), formulas::sample(top)));
  const std::vector<long double> longs{0.1L, 0.7L, 1e12L, 1e-4000L};
  const formulas::sample long_sample(longs);
  const auto within = [](const auto& result, const formulas::number& truth, double error) {
    return abs(formulas::number(result) / truth - 1) <= error;
  };
  CHECK(within(theil(longs), formulas::entropy(long_sample, 1), 1e-18));
  CHECK(within(mean_log_deviation(longs), formulas::entropy(long_sample, 0), 1e-18));
  CHECK(within(generalized_entropy(longs, 1.5L), formulas::entropy(long_sample, 1.5), 1e-18));
  CHECK(within(atkinson(longs, 0.5L), formulas::atkinson(long_sample, 0.5), 1e-18));
  const std::vector<cpp_bin_float_50> bigs{cpp_bin_float_50(1) / 3, 5, cpp_bin_float_50(22) / 7};
  const formulas::sample big_sample(bigs);
  CHECK(within(theil(bigs), formulas::entropy(big_sample, 1), 1e-48));
  CHECK(within(mean_log_deviation(bigs), formulas::entropy(big_sample, 0), 1e-48));
  CHECK(within(generalized_entropy(bigs, -1.25), formulas::entropy(big_sample, -1.25), 1e-48));
  CHECK(within(generalized_entropy(bigs, 0.75), formulas::entropy(big_sample, 0.75), 1e-48));
  CHECK(within(atkinson(bigs, sampling(std::vector<int>{1, 2, 3}), 2.5),
               formulas::atkinson(formulas::sample(bigs, std::vector<int>{1, 2, 3}), 2.5), 1e-48));
  CHECK(theil(std::vector<cpp_bin_float_50>(7, cpp_bin_float_50(1) / 7)) == 0);
}

TEST_CASE("theil: every input") { rules::every_input(theil_call); }
TEST_CASE("mean_log_deviation: every input") { rules::every_input(mld_call); }
TEST_CASE("generalized_entropy: every input") { rules::every_input(entropy_call); }
TEST_CASE("atkinson: every input") { rules::every_input(atkinson_call); }
TEST_CASE("theil: every sampling input") { rules::every_sampling_input(theil_call); }
TEST_CASE("mean_log_deviation: every sampling input") { rules::every_sampling_input(mld_call); }
TEST_CASE("generalized_entropy: every sampling input") { rules::every_sampling_input(entropy_call); }
TEST_CASE("atkinson: every sampling input") { rules::every_sampling_input(atkinson_call); }

TEST_CASE("theil: errors") {
  rules::input_errors("theil", theil_call);
  rules::sampling_errors("theil", theil_call);
  rules::no_negative_values("theil", theil_call);
  rules::no_zero_total("theil", theil_call);
}
TEST_CASE("mean_log_deviation: errors") {
  rules::input_errors("mean_log_deviation", mld_call);
  rules::sampling_errors("mean_log_deviation", mld_call);
  rules::no_zero_total("mean_log_deviation", mld_call);
  rules::throws<std::invalid_argument>("mean_log_deviation",
                                       [] {
                                         (void)mean_log_deviation(std::vector<int>{1, -2});
                                       },
                                       {"x[1] is -2, must not be negative"});
  rules::throws<std::domain_error>("mean_log_deviation",
                                   [] {
                                     (void)mean_log_deviation(std::vector<int>{1, 0, 2});
                                   },
                                   {"a value is zero"});
  // A zero of weight zero is not there.
  CHECK(mean_log_deviation(std::vector<int>{1, 0, 3}, frequency(std::vector<int>{1, 0, 1})) > 0);
}
TEST_CASE("generalized_entropy: errors") {
  rules::input_errors("generalized_entropy", entropy_call);
  rules::sampling_errors("generalized_entropy", entropy_call);
  rules::no_zero_total("generalized_entropy", entropy_call);
  const std::vector<int> x{1, 2};
  rules::throws<std::invalid_argument>("generalized_entropy", [&] { (void)generalized_entropy(x, rules::nan); },
                                       {"alpha is NaN"});
  rules::throws<std::invalid_argument>("generalized_entropy", [&] { (void)generalized_entropy(x, rules::infinity); },
                                       {"alpha is infinite"});
  rules::throws<std::domain_error>("generalized_entropy",
                                   [] {
                                     (void)generalized_entropy(std::vector<int>{0, 2}, -0.5);
                                   },
                                   {"zero"});
}
TEST_CASE("atkinson: errors") {
  rules::input_errors("atkinson", atkinson_call);
  rules::sampling_errors("atkinson", atkinson_call);
  rules::no_negative_values("atkinson", atkinson_call);
  rules::no_zero_total("atkinson", atkinson_call);
  rules::no_zero_total("atkinson", [](const auto&... sample) { return atkinson(sample..., 0); });
  const std::vector<int> x{1, 2};
  rules::throws<std::invalid_argument>("atkinson", [&] { (void)atkinson(x, -1); }, {"epsilon is -1, must be >= 0"});
  rules::throws<std::invalid_argument>("atkinson", [&] { (void)atkinson(x, rules::nan); }, {"epsilon is NaN"});
  rules::throws<std::invalid_argument>("atkinson", [&] { (void)atkinson(x, rules::infinity); },
                                       {"epsilon is infinite"});
}
