// SPDX-License-Identifier: BSL-1.0
//
// Boxes of samples against random samples, which no narrowing may lose, and against all corners by hand.

#include <lorenz/detail/sample_box.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace lorenz::detail;

namespace {

double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1p-53; }

/// Parts: nodes 0, 1, 2 (the last a unit), blocks 3 (of 7 units) and 4 (of 4).
sample_box open_box() {
  sample_box b;
  b.nodes = {{0, 12, false, 0, 1}, {1, 5, false, 0, 1}, {2, 1, true, 0, 1}};
  b.blocks = {{3, 7, 0, 7}, {4, 4, 0, 4}};
  b.tau = {0, 10};
  return b;
}

}  // namespace

TEST_CASE("sample_box: narrowing keeps every sample that meets the rows") {
  int narrower = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    std::mt19937_64 random(static_cast<std::uint64_t>(trial));
    sample_box b = open_box();
    std::vector<double> value;
    for (int i = 0; i < 3; ++i) value.push_back(uniform(random));
    std::sort(value.begin(), value.end());
    const double tau = 10 * uniform(random);
    std::vector<double> m, sum;
    for (std::size_t k = 0; k < 2; ++k) {
      m.push_back(b.blocks[k].size * uniform(random));
      sum.push_back(m[k] * value[k + 1] + (b.blocks[k].size - m[k]) * value[k]);
      b.blocks[k].fewest = std::floor(m[k] * uniform(random));
      b.blocks[k].most = std::ceil(m[k] + (b.blocks[k].size - m[k]) * uniform(random));
    }
    std::vector<box_row> rows;
    for (int r = 0; r < 4; ++r) {
      box_row row{0, 0, uniform(random) - 0.5, {}};
      for (int p = 0; p < 5; ++p) row.of.push_back(random() % 2 ? uniform(random) - 0.3 : 0);
      const double held = double(b.held(row, value, sum)) + row.tau * tau;
      row.lower = held - 0.1 * uniform(random), row.upper = held + 0.1 * uniform(random);
      rows.push_back(row);
    }
    const sample_box before = b;
    CAPTURE(trial);
    REQUIRE(b.narrow(rows, 1e-12));
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(value[i] >= b.nodes[i].lower - 1e-12);
      CHECK(value[i] <= b.nodes[i].upper + 1e-12);
      narrower += b.nodes[i].upper < before.nodes[i].upper;
    }
    for (std::size_t k = 0; k < 2; ++k) {
      CHECK(m[k] >= b.blocks[k].fewest - 1e-9);
      CHECK(m[k] <= b.blocks[k].most + 1e-9);
    }
    CHECK(tau >= b.tau.lower - 1e-12);
    CHECK(tau <= b.tau.upper + 1e-12);
  }
  CHECK(narrower > 1000);
}

TEST_CASE("sample_box: a sum and its nodes tell how many units are at the upper one") {
  int told = 0;
  for (int trial = 0; trial < 1000; ++trial) {
    std::mt19937_64 random(static_cast<std::uint64_t>(trial));
    sample_box b = open_box();
    const double low = 0.1 * uniform(random), high = 0.5 + 0.1 * uniform(random), m = 7 * uniform(random);
    const double sum = m * high + (7 - m) * low;
    b.nodes[0].lower = low - 1e-3 * uniform(random), b.nodes[0].upper = low + 1e-3 * uniform(random);
    b.nodes[1].lower = high - 1e-3 * uniform(random), b.nodes[1].upper = high + 1e-3 * uniform(random);
    CAPTURE(trial);
    REQUIRE(b.narrow(std::vector<box_row>{{sum - 1e-6, sum + 1e-6, 0, {0, 0, 0, 1, 0}}}, 1e-12));
    CHECK(b.blocks[0].fewest <= m);
    CHECK(b.blocks[0].most >= m);
    CHECK(b.nodes[0].lower <= low);
    CHECK(b.nodes[0].upper >= low);
    CHECK(b.nodes[1].lower <= high);
    CHECK(b.nodes[1].upper >= high);
    told += b.blocks[0].most - b.blocks[0].fewest == 1;
  }
  CHECK(told > 900);
}

TEST_CASE("sample_box: rows that nothing meets leave nothing") {
  sample_box b = open_box();
  CHECK_FALSE(b.narrow(std::vector<box_row>{{13, 20, 0, {0, 0, 1, 1, 1}}}, 1e-12));
  b = open_box();
  CHECK_FALSE(b.narrow(std::vector<box_row>{{0.7, 0.8, 0, {1, 0, 0, 0, 0}}, {0.5, 0.6, 0, {0, 1, 0, 0, 0}}}, 1e-12));
}

TEST_CASE("sample_box: the steepest corner gains what it says, and no sample of the box gains more") {
  for (int trial = 0; trial < 500; ++trial) {
    std::mt19937_64 random(static_cast<std::uint64_t>(trial));
    sample_box b = open_box();
    for (sample_box::node& x : b.nodes) x.lower = 0.5 * uniform(random), x.upper = x.lower + 0.5 * uniform(random);
    if (!b.narrow(std::vector<box_row>{}, 0)) continue;
    for (sample_box::block& y : b.blocks) {
      y.fewest = std::floor(y.size * uniform(random));
      y.most = y.fewest + std::floor((y.size - y.fewest) * uniform(random));
    }
    const std::vector<box_row> rows = {{0, 1, 0, {0, 0, 1, 1, 1}}, {0, 1, 0, {3, -2, 1, 0, 1}}};
    const std::vector<double> price = {3 * uniform(random) - 1, uniform(random) - 0.5};
    sample_box::corner best;
    const double gain = b.steepest(rows, price, 1, best);
    const auto priced = [&](const sample_box::corner& c) {
      double sum = b.squares(c);
      for (std::size_t r = 0; r < 2; ++r) sum -= price[r] * double(b.held(rows[r], c.value, b.totals(c)));
      return sum;
    };
    CAPTURE(trial);
    REQUIRE(b.contains(best));
    CHECK(gain == doctest::Approx(priced(best)).epsilon(1e-12));
    for (int i = 0; i < 200; ++i) {
      sample_box::corner c;
      for (const sample_box::node& x : b.nodes) c.value.push_back(x.lower + (x.upper - x.lower) * uniform(random));
      if (!std::is_sorted(c.value.begin(), c.value.end())) continue;
      for (const sample_box::block& y : b.blocks) c.full.push_back(y.fewest + (y.most - y.fewest) * uniform(random));
      CHECK(priced(c) <= gain + 1e-12);
    }
  }
}

TEST_CASE("sample_box: a unit of a block becomes a node") {
  sample_box b = open_box();
  b.name_unit(0, 2);
  REQUIRE(b.nodes.size() == 4);
  CHECK(b.nodes[1].unit);
  CHECK(b.nodes[1].rank == 5 + 2 + 1);
  CHECK(b.blocks[0].size == 4);
  CHECK(b.blocks[0].most == 0);
  CHECK(b.blocks[1].size == 2);
  CHECK(b.blocks[1].fewest == 2);
  CHECK(b.blocks[2].size == 4);
}
