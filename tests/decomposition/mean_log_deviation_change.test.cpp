// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/mean_log_deviation_change.hpp>

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

// Population share, mean log deviation and log relative mean of each group, from the definition.
template <class T>
struct state {
  T population = 0, own = 0, relative = 0;
};
template <class T>
std::map<int, state<T>> states(const std::vector<double>& x, const std::vector<int>& w,
                               const std::vector<int>& groups) {
  using std::log;
  std::map<int, T> units, total, logs;
  T all_units = 0, all = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (w[i] == 0) continue;
    units[groups[i]] += w[i];
    total[groups[i]] += w[i] * T(x[i]);
    logs[groups[i]] += w[i] * log(T(x[i]));
    all_units += w[i];
    all += w[i] * T(x[i]);
  }
  std::map<int, state<T>> result;
  for (const auto& [g, n] : units) {
    const T mean = total[g] / n;
    result[g] = {T(n / all_units), T(log(mean) - logs[g] / n), T(log(T(mean / (all / all_units))))};
  }
  return result;
}

template <class T>
struct parts {
  T within = 0, mix_within = 0, mix_between = 0, means = 0;
};
template <class T>
parts<T> parts_of(std::map<int, state<T>> before, std::map<int, state<T>> after) {
  parts<T> result;
  for (int name = -1; name < 3; ++name) {
    if (before.count(name) + after.count(name) == 0) continue;
    state<T> a = before.count(name) ? before[name] : after[name], b = after.count(name) ? after[name] : before[name];
    if (before.count(name) == 0) a.population = 0;
    if (after.count(name) == 0) b.population = 0;
    result.within += (a.population + b.population) / 2 * (b.own - a.own);
    result.mix_within += (a.own + b.own) / 2 * (b.population - a.population);
    result.mix_between -= (a.relative + b.relative) / 2 * (b.population - a.population);
    result.means -= (a.population + b.population) / 2 * (b.relative - a.relative);
  }
  return result;
}

}  // namespace

TEST_CASE("mean_log_deviation_change: by hand, one part at a time") {
  const std::vector<double> even{1, 1, 4, 4};
  const std::vector<int> g{1, 1, 2, 2};
  // Inequality within the first group alone: 1, 1 to 0.5, 1.5. L of it is -log(0.75)/2.
  const auto within = mean_log_deviation_change(even, g, std::vector<double>{0.5, 1.5, 4, 4}, g);
  CHECK(within.within == doctest::Approx(-std::log(0.75) / 4).epsilon(1e-15));
  CHECK(within.groups[0].within == within.within);
  CHECK(within.mix_within == 0);
  CHECK(within.mix_between == 0);
  CHECK(std::fabs(within.means) < 1e-16);
  CHECK(within.change == doctest::Approx(within.within).epsilon(1e-15));
  // The means drew apart: 1, 4 to 1, 9, relative to 2.5 and 5.
  const auto apart = mean_log_deviation_change(even, g, std::vector<double>{1, 1, 9, 9}, g);
  CHECK(apart.within == 0);
  CHECK(apart.mix_between == 0);
  CHECK(apart.means == doctest::Approx(std::log(2.0) - std::log(1.5)).epsilon(1e-15));
  CHECK(apart.before == doctest::Approx(std::log(1.25)).epsilon(1e-15));
  // All incomes doubled: nothing.
  const auto scaled = mean_log_deviation_change(even, g, std::vector<double>{2, 2, 8, 8}, g);
  CHECK(scaled.change == 0);
  CHECK(scaled.means == 0);
  CHECK(scaled.text() ==
        "group  within  mix_within  mix_between  means\n"
        "1           0           0            0      0\n"
        "2           0           0            0      0\n"
        "all         0           0            0      0\n");
}

TEST_CASE("mean_log_deviation_change: a group that comes or leaves is all mix") {
  const std::vector<double> x0{1, 3}, x1{1, 3, 5, 7};
  const auto come = mean_log_deviation_change(x0, std::vector<std::string>{"a", "a"}, x1,
                                              std::vector<std::string>{"a", "a", "b", "b"});
  REQUIRE(come.groups.size() == 2);
  CHECK(come.groups[1].group == "b");
  CHECK(come.groups[1].within == 0);
  CHECK(come.groups[1].means == 0);
  CHECK(come.groups[1].mix_within == doctest::Approx(0.5 * (std::log(6.0) - 0.5 * std::log(35.0))).epsilon(1e-14));
  CHECK(come.groups[1].mix_between == doctest::Approx(-0.5 * std::log(1.5)).epsilon(1e-15));
  CHECK(std::fabs(come.residual()) < 1e-15);
}

TEST_CASE("mean_log_deviation_change: the definition, no residual, reversal, weights, units, order of rows") {
  std::mt19937_64 random(19);
  std::lognormal_distribution<double> heavy(0, 1.5);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> x[2];
    std::vector<int> w[2], g[2];
    for (int date : {0, 1}) {
      const std::size_t n = 1 + random() % 12;
      for (std::size_t i = 0; i < n; ++i) {
        x[date].push_back(heavy(random));
        w[date].push_back(static_cast<int>(i > 0 && random() % 5 == 0 ? 0 : 1 + random() % 4));
        g[date].push_back(static_cast<int>(random() % 4) - 1);
      }
    }
    const auto truth = parts_of(states<long double>(x[0], w[0], g[0]), states<long double>(x[1], w[1], g[1]));
    const auto split = mean_log_deviation_change(x[0], frequency(w[0]), g[0], x[1], frequency(w[1]), g[1]);
    CHECK(std::fabs(split.within - truth.within) < 3e-15L);
    CHECK(std::fabs(split.mix_within - truth.mix_within) < 3e-15L);
    CHECK(std::fabs(split.mix_between - truth.mix_between) < 3e-15L);
    CHECK(std::fabs(split.means - truth.means) < 3e-15L);
    CHECK(std::fabs(split.residual()) < 3e-15);
    CHECK(split.change ==
          doctest::Approx(mean_log_deviation(x[1], frequency(w[1])) - mean_log_deviation(x[0], frequency(w[0]))));

    const auto back = mean_log_deviation_change(x[1], frequency(w[1]), g[1], x[0], frequency(w[0]), g[0]);
    CHECK(back.within == -split.within);
    CHECK(back.mix_between == -split.mix_between);
    const auto sampled = mean_log_deviation_change(x[0], sampling(w[0]), g[0], x[1], frequency(w[1]), g[1]);
    CHECK(std::fabs(sampled.means - split.means) < 3e-15);
    std::vector<double> shuffled(x[0].rbegin(), x[0].rend());
    for (double& v : shuffled) v *= 1024;
    const auto moved =
        mean_log_deviation_change(shuffled, frequency(std::vector<int>(w[0].rbegin(), w[0].rend())),
                                  std::vector<int>(g[0].rbegin(), g[0].rend()), x[1], frequency(w[1]), g[1]);
    CHECK(moved.means == split.means);
    CHECK(moved.mix_within == split.mix_within);
  }
}

TEST_CASE("mean_log_deviation_change: Mexican states between decades") {
  for (std::size_t t = 1; t < mexico::years.size(); ++t) {
    const auto& before = mexico::years[t - 1].income;
    const auto& after = mexico::years[t].income;
    for (const auto* regions : {&mexico::hanson03, &mexico::hanson98, &mexico::esquivel99, &mexico::inegi}) {
      const auto split = mean_log_deviation_change(before, *regions, after, *regions);
      CHECK(split.mix_within == 0);  // the states stay in their regions
      CHECK(split.mix_between == 0);
      CHECK(std::fabs(split.residual()) < 1e-15);
      CHECK(split.change == doctest::Approx(mean_log_deviation(after) - mean_log_deviation(before)).epsilon(1e-14));
    }
  }
}

TEST_CASE("mean_log_deviation_change: subnormal values and the largest ones are as good as others") {
  const double unit = std::numeric_limits<double>::denorm_min();
  const std::vector<int> small0{152, 263, 162, 196}, small1{90, 301, 155, 221}, groups{1, 2, 0, 2};
  const auto plain = mean_log_deviation_change(small0, groups, small1, groups);
  for (const double scale : {unit, 0x1p-1060, 0x1p1014}) {
    std::vector<double> x0, x1;
    for (const int x : small0) x0.push_back(x * scale);
    for (const int x : small1) x1.push_back(x * scale);
    const auto split = mean_log_deviation_change(x0, groups, x1, groups);
    CHECK(std::fabs(split.change - plain.change) < 1e-16);
    CHECK(std::fabs(split.within - plain.within) < 1e-16);
    CHECK(std::fabs(split.means - plain.means) < 1e-16);
  }
}

TEST_CASE("mean_log_deviation_change: hostile data, against 100 digits") {
  const auto all = samples::hostile(24, 5);
  for (std::size_t k = 0; k < all.size(); ++k) {
    std::vector<double> x[2];
    std::vector<int> w[2], g[2];
    samples::generator random(k);
    for (const std::size_t date : {0u, 1u})
      for (const double x_i : all[(k + date) % all.size()].x) {
        if (x_i == 0) continue;
        x[date].push_back(x_i);
        w[date].push_back(1);
        g[date].push_back(random.below(4) - 1);
      }
    const auto& data = all[k].name;
    CAPTURE(data);
    const auto truth = parts_of(states<number>(x[0], w[0], g[0]), states<number>(x[1], w[1], g[1]));
    const auto split = mean_log_deviation_change(x[0], g[0], x[1], g[1]);
    // Terms are logarithms of at most 1e308 times 1e308.
    const double bound = 1e-15 * (1 + split.before + split.after);
    CHECK(abs(number(split.within) - truth.within) <= bound);
    CHECK(abs(number(split.mix_within) - truth.mix_within) <= bound);
    CHECK(abs(number(split.mix_between) - truth.mix_between) <= bound);
    CHECK(abs(number(split.means) - truth.means) <= bound);
    CHECK(std::fabs(split.residual()) <= bound);
  }
}

TEST_CASE("mean_log_deviation_change: types and errors") {
  const std::vector<int> g{1, 1};
  const std::vector<long double> x{1, 3};
  static_assert(std::is_same_v<decltype(mean_log_deviation_change(x, g, g, g).within), long double>);
  CHECK(std::fabs(mean_log_deviation_change(x, g, std::vector<int>{1, 5}, g).residual()) < 1e-18L);
  CHECK_THROWS_WITH_AS(mean_log_deviation_change(std::vector<int>{0, 1}, g, x, g),
                       "lorenz::mean_log_deviation_change: a value is zero, where the logarithm is not defined",
                       std::domain_error);
  CHECK_THROWS_WITH_AS(mean_log_deviation_change(std::vector<int>{2, -1}, g, x, g),
                       "lorenz::mean_log_deviation_change: x[1] is -1, must not be negative", std::invalid_argument);
  CHECK_THROWS_WITH_AS(mean_log_deviation_change(x, std::vector<int>{1}, x, g),
                       "lorenz::mean_log_deviation_change: groups has size 1, x has size 2", std::invalid_argument);
}
