// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/entropy_decomposition.hpp>

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "../reference/mexico.hpp"
#include "../reference/samples.hpp"

using namespace lorenz;
using number = boost::multiprecision::cpp_bin_float_100;

namespace {

// The definition, in long double.
long double entropy(const std::vector<double>& x, const std::vector<double>& w, long double alpha) {
  long double units = 0, total = 0, sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    units += w[i];
    total += static_cast<long double>(w[i]) * x[i];
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (w[i] == 0) continue;
    const long double y = x[i] * units / total;
    if (alpha == 0)
      sum -= w[i] * std::log(y);
    else if (alpha == 1)
      sum += y == 0 ? 0 : w[i] * y * std::log(y);
    else
      sum += w[i] * (std::pow(y, alpha) - 1) / (alpha * (alpha - 1));
  }
  return sum / units;
}

// The same of one number against the mean, to 100 digits.
number power_term(const number& q, double alpha) {
  if (alpha == 0) return -log(q);
  if (q == 0) return alpha == 1 ? number(0) : number(-1 / (number(alpha) * (alpha - 1)));
  return alpha == 1 ? number(q * log(q)) : number((pow(q, number(alpha)) - 1) / (number(alpha) * (alpha - 1)));
}

struct parts {
  number total, within, between, largest;  // the last of the powers that meet
};
parts parts_of(const std::vector<double>& x, const std::vector<int>& groups, double alpha) {
  std::map<int, std::vector<number>> members;
  number sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    members[groups[i]].push_back(number(x[i]));
    sum += number(x[i]);
  }
  const number n = x.size(), mean = sum / n;
  parts result{0, 0, 0, 1};
  const auto see = [&](const number& q) {
    if (q > 0) result.largest = (std::max)(result.largest, number(pow(q, number(alpha))));
  };
  for (const auto& [name, values] : members) {
    const number units = values.size();
    number own_sum = 0, own = 0;
    for (const number& v : values) own_sum += v;
    const number own_mean = own_sum / units;
    result.between += units / n * power_term(own_mean / mean, alpha);
    for (const number& v : values) {
      result.total += power_term(v / mean, alpha) / n;
      see(v / mean);
      if (own_sum == 0) continue;
      own += power_term(v / own_mean, alpha) / units;
      see(v / own_mean);
    }
    if (own_sum == 0) continue;
    see(own_mean / mean);
    result.within += units / n * pow(number(own_mean / mean), number(alpha)) * own;
  }
  return result;
}

}  // namespace

TEST_CASE("entropy_decomposition: Mexican states, Theil within and between regions (PySAL)") {
  for (const auto& year : mexico::years) {
    const auto split = entropy_decomposition(year.income, mexico::hanson98, 1);
    CHECK(split.total == doctest::Approx(year.theil).epsilon(1e-7));
    CHECK(split.between == doctest::Approx(year.theil_between).epsilon(1e-6));
    CHECK(split.within == doctest::Approx(year.theil - year.theil_between).epsilon(1e-6));
    for (const auto* regions : {&mexico::hanson03, &mexico::esquivel99, &mexico::inegi, &mexico::inegi2}) {
      const auto other = entropy_decomposition(year.income, *regions, 1);
      CHECK(other.total == split.total);
      CHECK(std::fabs(other.residual()) < 1e-16);
    }
  }
}

TEST_CASE("entropy_decomposition: Mexican states, every year and partition, from the definition of T") {
  for (const auto& year : mexico::years)
    for (const auto* regions :
         {&mexico::hanson03, &mexico::hanson98, &mexico::esquivel99, &mexico::inegi, &mexico::inegi2}) {
      long double total = 0, within = 0, between = 0;
      for (const int x : year.income) total += x;
      for (int g = 1; g <= 7; ++g) {
        long double units = 0, sum = 0, own = 0;
        for (std::size_t i = 0; i < year.income.size(); ++i)
          if ((*regions)[i] == g) units += 1, sum += year.income[i];
        if (units == 0) continue;
        for (std::size_t i = 0; i < year.income.size(); ++i)
          if ((*regions)[i] == g) own += year.income[i] / sum * std::log(year.income[i] * units / sum);
        within += sum / total * own;
        between += sum / total * std::log(sum / total * static_cast<long double>(year.income.size()) / units);
      }
      const auto split = entropy_decomposition(year.income, *regions, 1);
      CHECK(std::fabs(split.within - within) < 1e-16L);
      CHECK(std::fabs(split.between - between) < 1e-16L);
      CHECK(std::fabs(split.residual()) < 1e-16);
    }
}

TEST_CASE("entropy_decomposition: by hand") {
  // 1, 3 | 4, 4: all the inequality within is that of the first group. alpha 2: variance over twice the squared mean.
  const std::vector<int> x{1, 4, 3, 4};
  const std::vector<std::string> groups{"b", "a", "b", "a"};
  const auto split = entropy_decomposition(x, groups, 2);
  CHECK(split.total == doctest::Approx(0.5 * 1.5 / 9).epsilon(1e-15));  // variance 1.5, mean 3
  CHECK(split.between == doctest::Approx(0.5 * 1 / 9.0).epsilon(1e-15));
  CHECK(split.within == doctest::Approx(0.5 * 0.5 / 9).epsilon(1e-15));
  REQUIRE(split.groups.size() == 2);
  CHECK(split.groups[0].group == "a");
  CHECK(split.groups[0].population == 0.5);
  CHECK(split.groups[0].share == 2.0 / 3);
  CHECK(split.groups[0].entropy == 0);
  CHECK(split.groups[0].within == 0);
  CHECK(split.groups[1].entropy == doctest::Approx(0.125).epsilon(1e-15));
  CHECK(split.groups[1].within == doctest::Approx(split.within).epsilon(1e-15));
}

TEST_CASE("entropy_decomposition: the definition, no residual, weights") {
  std::mt19937_64 random(23);
  std::lognormal_distribution<double> heavy(0, 1);
  for (const double alpha : {-1.0, 0.0, 0.5, 1.0, 2.0, 3.5})
    for (int round = 0; round < 100; ++round) {
      const std::size_t n = 1 + random() % 12;
      std::vector<double> x(n), w(n);
      std::vector<int> groups(n);
      for (std::size_t i = 0; i < n; ++i) {
        x[i] = alpha > 0 && i > 0 && random() % 4 == 0 ? 0 : heavy(random);
        if (round % 5 == 0) x[i] = 1 + 1e-7 * x[i];
        w[i] = i > 0 && random() % 5 == 0 ? 0 : static_cast<double>(1 + random() % 9);
        groups[i] = static_cast<int>(random() % 3) - 1;
      }
      const auto split = entropy_decomposition(x, frequency(w), groups, alpha);
      const auto expected = static_cast<double>(entropy(x, w, alpha));
      CHECK(split.total == doctest::Approx(expected).epsilon(round % 5 == 0 ? 1e-3 : 1e-12));
      CHECK(std::fabs(split.residual()) <= 1e-14 * split.total);
      CHECK(split.within >= 0);
      CHECK(split.between >= 0);
      const auto sampled = entropy_decomposition(x, sampling(w), groups, alpha);
      CHECK(sampled.within == doctest::Approx(split.within).epsilon(1e-14));

      std::vector<double> expanded;
      std::vector<int> expanded_groups;
      for (std::size_t i = 0; i < n; ++i)
        for (int copy = 0; copy < static_cast<int>(w[i]); ++copy) {
          expanded.push_back(x[i]);
          expanded_groups.push_back(groups[i]);
        }
      const auto whole = entropy_decomposition(expanded, expanded_groups, alpha);
      CHECK(whole.within == doctest::Approx(split.within).epsilon(1e-14));
      CHECK(whole.groups.size() == split.groups.size());
    }
}

TEST_CASE("entropy_decomposition: nearly equal values keep their digits") {
  // 1 - e and 1 + e: every generalized entropy is e^2 / 2 up to terms in e^4.
  const double e = 0x1p-30;
  const std::vector<double> x{1 - e, 1 + e};
  for (const double alpha : {0.0, 1.0, 2.0, -3.0})
    CHECK(entropy_decomposition(x, std::vector<int>{1, 1}, alpha).within == doctest::Approx(0x1p-61).epsilon(1e-15));
}

TEST_CASE("entropy_decomposition: subnormal values, whose groups' means are none") {
  const double unit = std::numeric_limits<double>::denorm_min();
  const std::vector<int> groups{1, 2, 0, 2};
  const auto split =
      entropy_decomposition(std::vector<double>{152 * unit, 263 * unit, 162 * unit, 196 * unit}, groups, 2);
  const auto whole = entropy_decomposition(std::vector<int>{152, 263, 162, 196}, groups, 2);
  CHECK(split.between == whole.between);
  CHECK(split.within == whole.within);
  CHECK(split.between == doctest::Approx(0.0177606).epsilon(1e-5));
  CHECK(split.within == doctest::Approx(0.00751261).epsilon(1e-5));
}

TEST_CASE("entropy_decomposition: hostile data, against 100 digits") {
  for (const std::size_t n : {2u, 5u, 12u, 40u})
    for (auto [name, x] : samples::hostile(n, n + 70)) {
      const auto& data = name;  // Clang 14 captures no structured binding
      CAPTURE(data);
      CAPTURE(n);
      samples::generator random(n);
      std::vector<int> groups;
      for (std::size_t i = 0; i < n; ++i) groups.push_back(random.below(3));
      for (const double alpha : {-1.0, 0.0, 0.5, 1.0, 1.5, 2.0}) {
        CAPTURE(alpha);
        if (alpha <= 0 && std::count(x.begin(), x.end(), 0.0) > 0) continue;
        const auto truth = parts_of(x, groups, alpha);
        if (truth.largest > 1e300) continue;
        const auto split = entropy_decomposition(x, groups, alpha);
        // Of the sum of its terms' sizes, or of the part itself.
        const auto near = [&](double computed, const number& part) {
          return abs(number(computed) - part) <= 1e-14 * truth.total;
        };
        CHECK(near(split.total, truth.total));
        CHECK(near(split.within, truth.within));
        CHECK(near(split.between, truth.between));
        CHECK(std::fabs(split.residual()) <= 1e-14 * split.total);
      }
    }
}

TEST_CASE("entropy_decomposition: a group without anything") {
  const auto split = entropy_decomposition(std::vector<int>{0, 0, 5, 5}, std::vector<int>{1, 1, 2, 2}, 1);
  CHECK(split.within == 0);
  CHECK(split.between == doctest::Approx(std::log(2.0)).epsilon(1e-15));
  CHECK(split.groups[0].entropy == 0);
  CHECK(std::fabs(split.residual()) < 1e-16);
}

TEST_CASE("entropy_decomposition: long double, strings, errors") {
  const char* names[] = {"x", "y", "x"};
  const auto extended = entropy_decomposition(std::vector<long double>{1, 2, 3}, names, 0.5L);
  static_assert(std::is_same_v<std::decay_t<decltype(extended.within)>, long double>);
  CHECK(std::fabs(extended.residual()) < 1e-19L);
  CHECK(extended.groups[1].group == "y");

  const std::vector<int> g{1, 1};
  CHECK_THROWS_WITH_AS(entropy_decomposition(std::vector<int>{0, 2}, g, 0),
                       "lorenz::entropy_decomposition: a value is zero, where the logarithm is not defined",
                       std::domain_error);
  CHECK_THROWS_WITH_AS(entropy_decomposition(std::vector<int>{0, 0}, g, 1),
                       "lorenz::entropy_decomposition: the total is zero", std::domain_error);
  CHECK_THROWS_WITH_AS(entropy_decomposition(std::vector<int>{1, -2}, g, 1),
                       "lorenz::entropy_decomposition: x[1] is -2, must not be negative", std::invalid_argument);
  CHECK_THROWS_WITH_AS(entropy_decomposition(std::vector<int>{1, 2, 3}, g, 1),
                       "lorenz::entropy_decomposition: groups has size 2, x has size 3", std::invalid_argument);
  CHECK_THROWS_AS(entropy_decomposition(std::vector<int>{1, 2}, g, std::nan("")), std::invalid_argument);
  CHECK_THROWS_AS(entropy_decomposition(std::vector<int>{}, std::vector<int>{}, 1), std::domain_error);
}
