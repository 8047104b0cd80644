// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/gini_decomposition.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "../reference/mexico.hpp"

using namespace lorenz;

namespace {

// Half the mean absolute difference over the mean, pair by pair.
long double gini_of_pairs(const std::vector<long double>& x) {
  long double differences = 0, total = 0;
  for (const long double a : x) {
    total += a;
    for (const long double b : x) differences += std::fabs(a - b);
  }
  return total == 0 ? 0 : differences / (2 * static_cast<long double>(x.size()) * total);
}

}  // namespace

TEST_CASE("gini_decomposition: by hand") {
  // Groups {1, 5} and {2, 4}: equal means, so all that is not within is overlap. G = 20/(2*16*3) with the six
  // differences 4+1+3+3+1+2 = 14 counted twice: 28/96. Within: 1/4 (4/12) + 1/4 (2/12) = 1/8.
  const std::vector<int> x{1, 2, 4, 5};
  const std::vector<std::string> groups{"outer", "inner", "inner", "outer"};
  const auto split = gini_decomposition(x, groups);
  CHECK(split.total == 28.0 / 96);
  CHECK(split.within == 0.125);
  CHECK(split.between == 0);
  CHECK(split.overlap == doctest::Approx(1.0 / 6).epsilon(1e-15));
  REQUIRE(split.groups.size() == 2);
  CHECK(split.groups[0].group == "inner");
  CHECK(split.groups[0].gini == 1.0 / 6);
  CHECK(split.groups[1].gini == 1.0 / 3);
  CHECK(split.groups[1].population == 0.5);
  CHECK(split.groups[1].share == 0.5);
}

TEST_CASE("gini_decomposition: groups that do not overlap") {
  const std::vector<double> x{0.1, 0.7, 1.3, 1.3, 9.1, 4.7};
  const auto split = gini_decomposition(x, std::vector<int>{1, 1, 2, 2, 3, 3});
  CHECK(split.overlap == 0);
  CHECK(split.between > 0);
  CHECK(std::fabs(split.residual()) < 1e-16);
  const auto one = gini_decomposition(std::vector<int>{3, 1, 8}, std::vector<int>{7, 7, 7});
  CHECK(one.within == one.total);
  CHECK(one.between == 0);
  CHECK(one.overlap == 0);
  const auto singles = gini_decomposition(std::vector<int>{3, 1, 8}, std::vector<int>{1, 2, 3});
  CHECK(singles.within == 0);
  CHECK(singles.between == singles.total);
}

TEST_CASE("gini_decomposition: Mexican states") {
  const auto split = gini_decomposition(mexico::years[0].income, mexico::hanson98);
  CHECK(split.total == doctest::Approx(mexico::gini_1940).epsilon(1e-14));
  for (const auto& year : mexico::years)
    for (const auto* regions :
         {&mexico::hanson03, &mexico::hanson98, &mexico::esquivel99, &mexico::inegi, &mexico::inegi2}) {
      std::vector<long double> all(year.income.begin(), year.income.end()), means(all.size());
      long double total = 0, within = 0;
      for (const long double x : all) total += x;
      for (int g = 1; g <= 7; ++g) {
        std::vector<long double> group;
        long double sum = 0;
        for (std::size_t i = 0; i < all.size(); ++i)
          if ((*regions)[i] == g) group.push_back(all[i]), sum += all[i];
        for (std::size_t i = 0; i < all.size(); ++i)
          if ((*regions)[i] == g) means[i] = sum / static_cast<long double>(group.size());
        if (group.empty()) continue;
        within += static_cast<long double>(group.size()) / 32 * sum / total * gini_of_pairs(group);
      }
      const auto split_of = gini_decomposition(year.income, *regions);
      CHECK(std::fabs(split_of.within - within) < 1e-16L);
      CHECK(std::fabs(split_of.between - gini_of_pairs(means)) < 1e-16L);
      CHECK(std::fabs(split_of.overlap - (gini_of_pairs(all) - within - gini_of_pairs(means))) < 1e-16L);
      CHECK(std::fabs(split_of.residual()) < 2e-16);
    }
}

TEST_CASE("gini_decomposition: pair by pair, weights") {
  std::mt19937_64 random(31);
  for (int round = 0; round < 400; ++round) {
    const std::size_t n = 1 + random() % 10;
    std::vector<int> x(n), w(n), groups(n);
    for (std::size_t i = 0; i < n; ++i) {
      x[i] = static_cast<int>(random() % 3 == 0 ? 0 : random() % 40);
      w[i] = static_cast<int>(i > 0 && random() % 4 == 0 ? 0 : 1 + random() % 4);
      groups[i] = static_cast<int>(random() % 3);
    }
    x[0] += 1;
    std::vector<long double> all, means;
    std::vector<std::vector<long double>> members(3);
    for (std::size_t i = 0; i < n; ++i)
      for (int copy = 0; copy < w[i]; ++copy) {
        all.push_back(x[i]);
        members[static_cast<std::size_t>(groups[i])].push_back(x[i]);
      }
    long double total = 0, within = 0;
    for (const long double value : all) total += value;
    for (const auto& group : members) {
      long double sum = 0;
      for (const long double value : group) sum += value;
      if (group.empty()) continue;
      means.insert(means.end(), group.size(), sum / static_cast<long double>(group.size()));
      const long double population = static_cast<long double>(group.size()) / static_cast<long double>(all.size());
      within += population * sum / total * gini_of_pairs(group);
    }
    const auto split = gini_decomposition(x, frequency(w), groups);
    CHECK(std::fabs(split.total - gini_of_pairs(all)) < 1e-15L);
    CHECK(std::fabs(split.within - within) < 1e-15L);
    CHECK(std::fabs(split.between - gini_of_pairs(means)) < 1e-15L);
    CHECK(split.overlap >= 0);
    CHECK(std::fabs(split.residual()) < 2e-16);
    const auto sampled = gini_decomposition(x, sampling(w), groups);
    CHECK(std::fabs(sampled.overlap - split.overlap) < 1e-15);
    CHECK(std::fabs(sampled.between - split.between) < 1e-15);
    CHECK(std::fabs(sampled.residual()) < 2e-16);
  }
}

TEST_CASE("gini_decomposition: long double, negative values, errors") {
  const std::vector<int> g{1, 1, 2};
  CHECK(std::fabs(gini_decomposition(std::vector<long double>{1, 2, 4}, g).residual()) < 1e-19L);
  const auto losses = gini_decomposition(std::vector<int>{-1, 3, 4}, g);
  CHECK(losses.total == 10.0 / 18);  // differences 4 + 5 + 1
  CHECK(std::fabs(losses.residual()) < 2e-16);
  CHECK_THROWS_WITH_AS(gini_decomposition(std::vector<int>{-3, 2, 4}, g),
                       "lorenz::gini_decomposition: the total of group 1 is not positive", std::domain_error);
  CHECK_THROWS_WITH_AS(gini_decomposition(std::vector<int>{0, 0, 0}, g),
                       "lorenz::gini_decomposition: the total is not positive", std::domain_error);
  CHECK(gini_decomposition(std::vector<int>{0, 0, 5}, g).within == 0);
  CHECK_THROWS_AS(gini_decomposition(std::vector<double>{1, std::nan(""), 5}, g), std::invalid_argument);
}

TEST_CASE("gini_decomposition: a group that outweighs the others beyond measure") {
  const std::vector<double> x{6, 6, 4};
  const std::vector<int> groups{0, 0, 1};
  const std::vector<double> w{1e-143, 1e-132, 1e74};
  const auto split = lorenz::gini_decomposition(x, lorenz::sampling(w), groups);
  CHECK(split.within == 0);
  CHECK(split.between == doctest::Approx(0.5e-206).epsilon(1e-10));  // (6 - 4) 1e-132 1e74 / (1e74 4e74)
  CHECK(split.total == doctest::Approx(split.between).epsilon(1e-15));
}
