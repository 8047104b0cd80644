// SPDX-License-Identifier: BSL-1.0
//
// build/report/figures.csv against figures.csv beside this file, where each number was computed a second time, by exact
// fractions in Python from the same data, and against the published numbers themselves.

#include <doctest/doctest.h>

#include <algorithm>   // max
#include <cmath>       // abs
#include <filesystem>  // path
#include <map>         // map
#include <set>         // set
#include <string>      // string
#include <tuple>       // tuple

#include "csv.hpp"
#include "figure.hpp"

namespace {

/// figure, quantity, group, period
using key = std::tuple<std::string, std::string, std::string, std::string>;

key key_of(const report::csv& table, std::size_t i) {
  return {table.text("figure")[i], table.text("quantity")[i], table.text("group")[i], table.text("period")[i]};
}

std::string name(const key& k) {
  return std::get<0>(k) + ": " + std::get<1>(k) + ", " + std::get<2>(k) + ", " + std::get<3>(k);
}

const report::csv& figures() {
  static const report::csv table = report::read_csv(FIGURES_CSV, "figure", "quantity", "group", "period", "published",
                                                    "computed", "unit", "verdict", "data");
  return table;
}

/// Numbers as strtod reads them; an empty cell is none.
bool agree(const std::string& text, const std::string& other) {
  if (text.empty() || other.empty()) return text == other;
  const double x = std::stod(text), y = std::stod(other);
  return std::abs(x - y) <= 1e-13 * std::max(std::abs(x), std::abs(y));  // of which 5e-15 is the 15 digits of the file
}

}  // namespace

TEST_CASE("every published number stands in one row, and only other programs' results stand beside them") {
  const auto values = report::read_csv(VALUES_CSV, "source", "figure", "quantity", "group", "period", "value");
  std::map<key, std::string> published;
  for (std::size_t i = 0; i < values.size(); ++i) published[key_of(values, i)] = values.text("value")[i];
  REQUIRE(published.size() == 73);
  std::map<key, int> rows;
  for (std::size_t i = 0; i < figures().size(); ++i) {
    if (figures().text("published")[i].empty()) continue;
    const key k = key_of(figures(), i);
    if (std::get<0>(k) == "mexican_states" || std::get<0>(k) == "world_bank") continue;
    INFO(name(k));
    ++rows[k];
    CHECK(published.count(k) == 1);
    CHECK(agree(figures().text("published")[i], published[k]));
  }
  for (const auto& [k, value] : published) {
    INFO(name(k));
    CHECK(rows[k] == 1);
  }
}

TEST_CASE("every number and verdict agrees with the second computation") {
  const auto expected = report::read_csv(EXPECTED_CSV, "figure", "quantity", "group", "period", "computed", "verdict");
  std::map<key, std::size_t> line;
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(line.emplace(key_of(expected, i), i).second);
  std::set<key> seen;
  for (std::size_t i = 0; i < figures().size(); ++i) {
    const key k = key_of(figures(), i);
    INFO(name(k));
    CHECK(seen.insert(k).second);
    REQUIRE(line.count(k) == 1);
    CHECK(figures().text("verdict")[i] == expected.text("verdict")[line[k]]);
    CAPTURE(figures().text("computed")[i]);
    CAPTURE(expected.text("computed")[line[k]]);
    CHECK(agree(figures().text("computed")[i], expected.text("computed")[line[k]]));
  }
  for (const auto& entry : line) {
    INFO(name(entry.first));
    CHECK(seen.count(entry.first) == 1);
  }
}

TEST_CASE("only what cannot be computed has no number") {
  for (std::size_t i = 0; i < figures().size(); ++i) {
    INFO(name(key_of(figures(), i)));
    CHECK(figures().text("computed")[i].empty() == (figures().text("verdict")[i] == report::not_computable));
    CHECK(figures().text("data")[i].empty() == figures().text("computed")[i].empty());
  }
}
