// SPDX-License-Identifier: BSL-1.0
#include <lorenz/plot.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace chart = lorenz::chart;
using chart::json;

namespace {

/// The rows of every layer with this mark and role.
json rows(const json& layer, const std::string& mark, const std::string& role) {
  json found = json::array();
  if (layer.contains("mark") && layer["mark"]["type"] == mark && layer["mark"]["style"] == role)
    for (const json& row : layer["data"]["values"]) found.push_back(row);
  if (layer.contains("layer"))
    for (const json& inner : layer["layer"])
      for (const json& row : rows(inner, mark, role)) found.push_back(row);
  return found;
}

}  // namespace

TEST_CASE("plot: a Lorenz curve goes through its corners, beside the line of equality") {
  const json spec = chart::lorenz_curve(lorenz::curve(std::vector<int>{1, 2, 3, 4}), "models", "downloads");
  const json drawn = rows(spec, "line", "computed");
  REQUIRE(drawn.size() == 5);
  const double share[] = {0, 0.1, 0.3, 0.6, 1};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(drawn[i]["x"] == 0.25 * static_cast<double>(i));
    CHECK(drawn[i]["y"] == share[i]);
  }
  CHECK(rows(spec, "line", "reference") == json({{{"x", 0}, {"y", 0}}, {{"x", 1}, {"y", 1}}}));
  CHECK(spec["encoding"]["x"]["title"] == "Share of models, smallest first");
  CHECK(spec["encoding"]["y"]["title"] == "Share of downloads");
}

TEST_CASE("plot: a curve of many corners keeps those that can be seen, and its ends") {
  std::vector<double> x;
  for (int i = 0; i < 100000; ++i) x.push_back(1 + i);
  const json drawn = rows(chart::lorenz_curve(lorenz::curve(x)), "line", "computed");
  CHECK(drawn.size() < 800);
  CHECK(drawn.size() > 200);
  CHECK(drawn.back() == json({{"x", 1.0}, {"y", 1.0}}));
  for (const json& p : drawn) {  // L(p) of 1 ... n is p^2 but for 1/n
    const double u = p["x"];
    CHECK(p["y"].get<double>() == doctest::Approx(u * u).epsilon(1e-4));
  }
}

TEST_CASE("plot: several curves are told apart by name and colour, and are not too many") {
  const lorenz::curve c(std::vector<int>{1, 3});
  const json spec = chart::lorenz_curves<double>({{"old", c}, {"new", c}});
  CHECK(rows(spec, "text", "series_1")[0]["text"] == "old, Gini 0.25");
  CHECK(rows(spec, "text", "series_2")[0]["text"] == "new, Gini 0.25");
  using named = std::vector<std::pair<std::string, lorenz::curve>>;
  CHECK_THROWS_AS(chart::lorenz_curves(named{}), std::invalid_argument);
  CHECK_THROWS_AS(chart::lorenz_curves(named(8, {"c", c})), std::invalid_argument);
}

TEST_CASE("plot: values that span decades have a logarithmic axis, others not") {
  const json wide = chart::cumulative(lorenz::ecdf(std::vector<int>{0, 1, 10, 1000}), "Downloads");
  CHECK(wide["encoding"]["x"]["scale"]["type"] == "log");
  CHECK(wide["encoding"]["x"]["scale"]["domain"] == json({1.0, 1000.0}));
  CHECK(rows(wide, "line", "computed").front() == json({{"x", 1.0}, {"y", 0.25}}));  // the zeros
  CHECK(rows(wide, "text", "note")[0]["text"] == "25 % are 0");
  const json even = chart::cumulative(lorenz::ecdf(std::vector<int>{-5, 10, 1000}));
  CHECK(!even["encoding"]["x"]["scale"].contains("type"));
  CHECK(rows(even, "line", "computed").front() == json({{"x", -5.0}, {"y", 0.0}}));
  CHECK(rows(even, "line", "computed").back() == json({{"x", 1000.0}, {"y", 1.0}}));
}

TEST_CASE("plot: steps lead from the level before to the level after") {
  const json spec = chart::steps(
      "Change", "Gini", {chart::level("before", 0.5), {"up", 0.25}, {"down", -0.5}, chart::level("after", 0.25)});
  CHECK(rows(spec, "bar", "rise") == json({{{"y", "up"}, {"from", 0.5}, {"x", 0.75}, {"text", "+0.25"}}}));
  CHECK(rows(spec, "bar", "fall") == json({{{"y", "down"}, {"from", 0.75}, {"x", 0.25}, {"text", "−0.5"}}}));
  CHECK(rows(spec, "point", "level").size() == 2);
  CHECK(spec["encoding"]["y"]["scale"]["domain"] == json({"before", "up", "down", "after"}));
  const json ratios = chart::steps("Change", "Ratio", {{"a", 2}, {"b", 0.25}}, chart::effects::multiply);
  CHECK(rows(ratios, "bar", "rise")[0]["x"] == 2.0);
  CHECK(rows(ratios, "bar", "fall")[0]["x"] == 0.5);
}

TEST_CASE("plot: lines over time have seven colours, and names that do not touch") {
  std::vector<chart::series> lines;
  for (int i = 0; i < 9; ++i) lines.push_back({"line " + std::to_string(i), {1.0, 5 + 0.001 * i}});
  lines[2].values[0] = std::numeric_limits<double>::quiet_NaN();
  const json spec = chart::over_time("Lines", "Year", {"2024", "2025"}, chart::linear("Level", 0, 10), lines);
  std::vector<double> heights;
  for (int i = 1; i <= 7; ++i) {
    const std::string role = "series_" + std::to_string(i);
    CHECK(rows(spec, "line", role).size() == (i == 3 ? 1 : 2));
    const json name = rows(spec, "text", role);
    REQUIRE(name.size() == 1);
    CHECK(name[0]["x"] == "2025");
    CHECK(name[0]["text"] == "line " + std::to_string(i - 1));
    heights.push_back(name[0]["y"]);
  }
  CHECK(rows(spec, "line", "others").size() == 4);
  for (std::size_t i = 1; i < heights.size(); ++i)
    CHECK(heights[i] - heights[i - 1] == doctest::Approx(10.0 * 17 / 340));
  CHECK(heights[3] == doctest::Approx(5.003));  // the middle one stays where it is
}

TEST_CASE("plot: the axis that fits holds every value and 0") {
  const double none = std::numeric_limits<double>::quiet_NaN();
  CHECK(chart::fitting("Level", {{"a", {3, none, 7}}}, "d")["scale"]["domain"] == json({0.0, 7.0}));
  CHECK(chart::fitting("Level", {{"a", {3, -2}}}, "d")["scale"]["domain"] == json({-2.0, 3.0}));
  CHECK(chart::fitting("Level", {}, "d")["scale"]["domain"] == json({0.0, 1.0}));
}

TEST_CASE("plot: by itself a chart has a width, its colours and white paper") {
  const lorenz::plot p(chart::cumulative(lorenz::ecdf(std::vector<int>{1, 2})));
  CHECK(p.spec["width"].is_number());
  CHECK(!p.spec.contains("autosize"));
  CHECK(p.spec["config"]["background"] == "#ffffff");
  CHECK(p.text == "Fraction of units up to each value");
  CHECK(lorenz::plot(chart::json::object(), "words").text == "words");
  const json both = chart::stacked("Two", {p.spec, p.spec});
  CHECK(both["vconcat"].size() == 2);
  CHECK(!both["vconcat"][0].contains("$schema"));
}

TEST_CASE("plot: names keep their distance, and none falls below the axis") {
  using lorenz::chart::detail::spread;
  CHECK(spread({0, 0, 1}, 0.5) == std::vector<double>{-0.25, 0.25, 1});
  CHECK(spread({0, 0, 1}, 0.5, 0) == std::vector<double>{0, 0.5, 1});
  CHECK(spread({3, 1, 2}, 0.5, 0) == std::vector<double>{3, 1, 2});
}
