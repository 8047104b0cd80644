// SPDX-License-Identifier: BSL-1.0

#include <lorenz/decomposition/concentration_change.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace lorenz;

namespace {

using ids = std::vector<std::string>;
using vec = std::vector<double>;

struct unit {
  int id;
  double x;
};

// The definitions, by counting: phi of the rank of each unit.
enum class measure { gini, herfindahl, top2 };

long double value(measure m, const std::vector<long double>& ranked) {
  const auto n = ranked.size();
  long double total = 0, sum = 0;
  for (const long double x : ranked) total += x;
  if (total == 0) return 0;
  std::vector<long double> ascending = ranked;
  std::sort(ascending.begin(), ascending.end());
  for (std::size_t r = 0; r < n; ++r) {
    const long double share = ranked[r] / total;
    const auto size = static_cast<long double>(n);
    if (m == measure::gini) sum += share * (2 * static_cast<long double>(r + 1) - size - 1) / size;
    if (m == measure::herfindahl) sum += share * ascending[r] / total;
    if (m == measure::top2) sum += r + 2 >= n ? share : 0;
  }
  return sum;
}

concentration_change split(measure m, const std::vector<unit>& a, const std::vector<unit>& b) {
  std::vector<int> ids0, ids1;
  vec x0, x1;
  for (const auto& u : a) ids0.push_back(u.id), x0.push_back(u.x);
  for (const auto& u : b) ids1.push_back(u.id), x1.push_back(u.x);
  if (m == measure::gini) return gini_change(ids0, x0, ids1, x1);
  if (m == measure::herfindahl) return herfindahl_change(ids0, x0, ids1, x1);
  return top_share_change(ids0, x0, ids1, x1, units{2});
}

}  // namespace

TEST_CASE("gini_change: by hand") {
  // a, b, c stay: 1, 2, 3 -> 4, 1, 1. d leaves, e comes.
  const auto c = gini_change(ids{"a", "b", "c", "d"}, std::vector<int>{1, 2, 3, 6}, ids{"e", "c", "b", "a"},
                             std::vector<int>{6, 1, 1, 4});
  // G(x0) = (-3*1 - 2 + 3 + 18)/48 = 1/3; G(x0s) = (-2 + 6)/18 = 2/9; M = (-2*4 + 2*1)/18 = -1/3 with a lowest;
  // G(x1s) = (-2 + 8)/18 = 1/3; G(x1) = (-3 - 1 + 4 + 18)/48 = 3/8.
  CHECK(c.before == 1.0 / 3);
  CHECK(c.after == 0.375);
  CHECK(c.exit == doctest::Approx(-1.0 / 9).epsilon(1e-15));
  CHECK(c.growth == doctest::Approx(-5.0 / 9).epsilon(1e-15));
  CHECK(c.reranking == doctest::Approx(2.0 / 3).epsilon(1e-15));
  CHECK(c.entry == doctest::Approx(1.0 / 24).epsilon(1e-15));
  CHECK(std::fabs(c.residual()) < 1e-15);
}

TEST_CASE("herfindahl_change and top_share_change: by hand") {
  // a 1 -> 3, b 2 -> 1. Shares after 3/4, 1/4; held ranks: a gets 1/4, b gets 3/4.
  const ids two{"a", "b"};
  const auto h = herfindahl_change(two, vec{1, 2}, two, vec{3, 1});
  CHECK(h.before == 5.0 / 9);
  CHECK(h.after == 0.625);
  CHECK(h.growth == doctest::Approx(0.375 - 5.0 / 9).epsilon(1e-15));
  CHECK(h.reranking == 0.25);
  const auto t = top_share_change(two, vec{1, 2}, two, vec{3, 1}, units{1});
  CHECK(t.growth == doctest::Approx(0.25 - 2.0 / 3).epsilon(1e-15));
  CHECK(t.reranking == 0.5);
  CHECK(top_share_change(two, vec{1, 2}, two, vec{3, 1}, units{5}).change == 0);
}

TEST_CASE("changes: definitions, sums, order of rows, axioms") {
  std::mt19937_64 random(53);
  for (const measure m : {measure::gini, measure::herfindahl, measure::top2})
    for (int round = 0; round < 400; ++round) {
      std::vector<unit> a, b, doubled;
      for (int id = 0; id < 9; ++id) {
        if (random() % 4 != 0) a.push_back({id, static_cast<double>(random() % 3 == 0 ? 0 : random() % 12)});
        if (random() % 4 != 0) b.push_back({id, static_cast<double>(random() % 3 == 0 ? 0 : random() % 12)});
      }
      a.push_back({-1, 5});
      b.push_back({-2, 7});

      std::map<int, double> after;
      for (const auto& u : b) after[u.id] = u.x;
      std::vector<std::pair<double, double>> stay;
      std::vector<long double> all0, all1, stay0, stay1, held;
      for (const auto& u : a) {
        all0.push_back(u.x);
        if (after.count(u.id) != 0) stay.emplace_back(u.x, after[u.id]);
      }
      for (const auto& u : b) all1.push_back(u.x);
      std::sort(stay.begin(), stay.end());
      for (const auto& [before_x, after_x] : stay) {
        stay0.push_back(before_x);
        stay1.push_back(after_x);
        held.push_back(after_x);
      }
      for (auto* sequence : {&all0, &all1, &stay0, &stay1}) std::sort(sequence->begin(), sequence->end());

      const auto c = split(m, a, b);
      CHECK(std::fabs(c.before - value(m, all0)) < 1e-15L);
      CHECK(std::fabs(c.after - value(m, all1)) < 1e-15L);
      CHECK(std::fabs(c.exit - (value(m, stay0) - value(m, all0))) < 1e-15L);
      CHECK(std::fabs(c.growth - (value(m, held) - value(m, stay0))) < 1e-15L);
      CHECK(std::fabs(c.reranking - (value(m, stay1) - value(m, held))) < 1e-15L);
      CHECK(std::fabs(c.entry - (value(m, all1) - value(m, stay1))) < 1e-15L);
      CHECK(c.reranking >= 0);
      CHECK(std::fabs(c.residual()) < 1e-15);

      const auto back = split(m, b, a);
      CHECK(back.entry == -c.exit);
      CHECK(back.exit == -c.entry);
      CHECK(std::fabs(back.growth + back.reranking + c.growth + c.reranking) < 1e-15);

      std::shuffle(a.begin(), a.end(), random);
      std::shuffle(b.begin(), b.end(), random);
      const auto shuffled = split(m, a, b);
      CHECK(shuffled.growth == c.growth);
      CHECK(shuffled.reranking == c.reranking);
      CHECK(shuffled.entry == c.entry);

      for (const auto& u : a) doubled.push_back({u.id, 3 * u.x});
      const auto same = split(m, a, doubled);
      CHECK(same.change == 0);
      CHECK(same.growth == 0);
      CHECK(same.reranking == 0);
      CHECK(same.entry == 0);
      CHECK(same.exit == 0);
    }
}

TEST_CASE("changes: separation of equals is growth, not reranking") {
  const std::array<int, 3> names{3, 1, 2};
  const auto c = gini_change(names, vec{1, 1, 1}, names, vec{2, 1, 5});
  CHECK(c.reranking == 0);
  CHECK(c.growth == c.change);
}

TEST_CASE("changes: nobody stays, those who stay hold nothing") {
  const auto c = gini_change(ids{"a", "b"}, vec{1, 3}, ids{"c", "d"}, vec{1, 1});
  CHECK(c.exit == -0.25);
  CHECK(c.entry == 0);
  CHECK(c.growth == 0);
  const auto empty = herfindahl_change(ids{"a", "b"}, vec{0, 3}, ids{"a", "d"}, vec{0, 1});
  CHECK(empty.exit == -1);
  CHECK(empty.entry == 1);
  CHECK(empty.growth == 0);
}

TEST_CASE("changes: types of ids and values, errors") {
  const char* letters[] = {"a", "b"};
  CHECK(gini_change(ids{"b", "a"}, std::vector<int>{1, 3}, letters, vec{3, 1}).change == 0);
  const std::vector<long long> signed_ids{1, 2};
  const std::vector<unsigned> unsigned_ids{2, 1};
  CHECK(gini_change(signed_ids, std::vector<int>{1, 3}, unsigned_ids, vec{3, 1}).growth == 0);
  const auto wide = gini_change(letters, std::vector<long double>{1, 2}, letters, std::vector<int>{1, 1});
  static_assert(std::is_same_v<std::decay_t<decltype(wide.growth)>, long double>);
  CHECK(std::fabs(wide.growth + 1 / 6.0L) < 1e-19L);

  CHECK_THROWS_WITH_AS(gini_change(ids{"a", "b", "a"}, vec{1, 2, 3}, letters, vec{1, 2}),
                       "lorenz::gini_change: ids0[2] is a, as is ids0[0]", std::invalid_argument);
  CHECK_THROWS_WITH_AS(gini_change(ids{"a"}, vec{1, 2}, letters, vec{1, 2}),
                       "lorenz::gini_change: ids0 has size 1, x0 has size 2", std::invalid_argument);
  CHECK_THROWS_WITH_AS(herfindahl_change(letters, vec{1, 2}, letters, vec{1, -2}),
                       "lorenz::herfindahl_change: x1[1] is -2, must not be negative", std::invalid_argument);
  CHECK_THROWS_WITH_AS(gini_change(letters, vec{1, 2}, letters, vec{0, 0}),
                       "lorenz::gini_change: the total of x1 is not positive", std::domain_error);
  CHECK_THROWS_WITH_AS(gini_change(letters, vec{-3, 5}, ids{"a"}, vec{1}),
                       "lorenz::gini_change: the total of x0 of those who stay is negative", std::domain_error);
  CHECK_THROWS_WITH_AS(top_share_change(letters, vec{1, std::nan("")}, letters, vec{1, 2}, units{1}),
                       "lorenz::top_share_change: x0[1] is NaN", std::invalid_argument);
}
