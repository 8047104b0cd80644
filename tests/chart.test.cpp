// SPDX-License-Identifier: BSL-1.0
#include <lorenz/chart.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <lorenz/sample.hpp>

namespace chart = lorenz::chart;
using chart::json;

namespace {

/// Every role that the marks of a chart carry.
std::vector<std::string> roles(const json& layer) {
  std::vector<std::string> found;
  if (layer.contains("mark")) found.push_back(layer["mark"]["style"]);
  for (const char* inner : {"layer", "vconcat"})
    if (layer.contains(inner))
      for (const json& part : layer[inner])
        for (const std::string& role : roles(part)) found.push_back(role);
  return found;
}

}  // namespace

TEST_CASE("chart: axes have a title, a domain and a format") {
  const json share = chart::percent("Share of downloads");
  CHECK(share["title"] == "Share of downloads");
  CHECK(share["scale"]["domain"] == json({0, 1}));
  CHECK(share["axis"]["format"] == ".0%");
  const json log = chart::logarithmic("Models", 1, 1e5);
  CHECK(log["scale"]["type"] == "log");
  CHECK(log["axis"]["values"] == json({1, 10, 100, 1000, 1e4, 1e5}));
  CHECK(log["axis"]["title"] == "Models (logarithmic)");
  CHECK(chart::years("Year", 2020, 2022, 0.5)["scale"]["domain"] == json({2020, 2022.5}));
  CHECK(chart::names("Country", {"A", "B"})["scale"]["domain"] == json({"A", "B"}));
}

TEST_CASE("chart: a view gives its axes, its layers and a tooltip with more digits") {
  const json view =
      chart::view("what", chart::linear("Time", 0, 10), chart::percent("Share"),
                  {chart::line({{0, 0}, {10, 1}}, "computed"), chart::marks({{5, 0.5, "middle"}}, "published")});
  CHECK(view["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json");
  CHECK(view["encoding"]["x"]["field"] == "x");
  CHECK(view["layer"][0]["data"]["values"] == json({{{"x", 0}, {"y", 0}}, {{"x", 10}, {"y", 1}}}));
  CHECK(view["encoding"]["tooltip"][1]["format"] == ".2%");
  // Points that all have words begin their tooltip with them.
  CHECK(view["layer"][1]["layer"][0]["encoding"]["tooltip"][0]["field"] == "text");
  CHECK(view["layer"][1]["layer"][1]["encoding"]["text"]["field"] == "text");
}

TEST_CASE("chart: rows reach from one value to another, and are as high as they are many") {
  const json rows = chart::bars({{"A", 0, 3, "three"}, {"B", 1, -2, "down"}}, "computed");
  CHECK(rows["layer"][0]["data"]["values"][1] == json({{"y", "B"}, {"from", 1}, {"x", -2}, {"text", "down"}}));
  CHECK(rows["layer"][0]["encoding"]["x2"]["field"] == "from");
  const json view = chart::view("what", chart::linear("Value", -2, 3), chart::names("Row", {"A", "B"}), {rows});
  CHECK(view["height"] == 60);
  const json bounded = chart::bounded({"A"}, std::vector<lorenz::interval>{{0.25, 0.5}});
  CHECK(bounded["layer"][1]["data"]["values"][0]["text"] == "25–50 %");
}

TEST_CASE("chart: a logarithmic grid has whole numbers, ascending, both ends") {
  const std::vector<std::int64_t> grid = chart::log_grid(55524, 160);
  CHECK(grid.front() == 1);
  CHECK(grid.back() == 55524);
  CHECK(std::is_sorted(grid.begin(), grid.end()));
  CHECK(std::adjacent_find(grid.begin(), grid.end()) == grid.end());
  CHECK(chart::log_grid(1, 10) == std::vector<std::int64_t>{1});
  const auto squares = chart::sampled(chart::log_grid(10, 3), [](auto k) { return static_cast<double>(k * k); });
  CHECK(squares.back().y == 100);
}

TEST_CASE("chart: the theme has a colour for every role") {
  const json styles = chart::theme()["style"];
  std::vector<std::string> all = roles(chart::view(
      "what", chart::linear("x", 0, 1), chart::linear("y", 0, 1),
      {chart::curve({{0, 0}}), chart::marks({{0, 0, "a"}}, "second"), chart::label({{0, 0, "b"}}, "note")}));
  CHECK(all.size() == 5);
  for (const char* role : {"computed", "second", "published", "range", "area", "reference", "note", "level", "rise",
                           "fall", "others", "series_1", "series_7"})
    all.push_back(role);
  for (const std::string& role : all) {
    CAPTURE(role);
    CHECK(styles[role].contains("color"));
  }
}
