// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/panel_chart.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using lorenz::chart::json;

namespace {

/// What a panel is asked, without Eigen.
struct table {
  std::vector<std::string> names;
  std::vector<std::vector<double>> cells;
  int hole = -1;
  const std::vector<std::string>& periods() const { return names; }
  std::vector<std::string> groups() const { return {"small", "large"}; }
  int rows() const { return static_cast<int>(cells.size()); }
  int cols() const { return 2; }
  bool missing(int i, int g) const { return g == 0 && i == hole; }
  double operator()(int i, int g) const { return cells[static_cast<std::size_t>(i)][static_cast<std::size_t>(g)]; }
  std::string text() const { return "table of " + std::to_string(cells.size()) + "\n"; }
};

struct panel {
  table t;
  const table& levels() const { return t; }
  const std::vector<std::string>& periods() const { return t.names; }
  std::string text() const { return "levels\n"; }
  table shares() const {
    table s = t;
    for (auto& row : s.cells) row = {row[0] / (row[0] + row[1]), row[1] / (row[0] + row[1])};
    return s;
  }
  table year_over_year(lorenz::growth_options) const {
    return {{t.names.back()}, {{t.cells[1][0] / t.cells[0][0] - 1, t.cells[1][1] / t.cells[0][1] - 1}}, t.hole};
  }
};

std::vector<std::string> titles(const lorenz::plot& p) {
  std::vector<std::string> found;
  for (const json& view : p.spec["vconcat"]) found.push_back(view["encoding"]["y"]["title"]);
  return found;
}

}  // namespace

TEST_CASE("panel_chart: shares above growth, the largest group first in both") {
  const lorenz::plot p = lorenz::detail::panel_chart(panel{{{"2024", "2025"}, {{1, 3}, {2, 4}}}});
  CHECK(titles(p) == std::vector<std::string>{"Share of the total", "Growth rate"});
  CHECK(p.text == "table of 2\n\ntable of 1\n");
  for (const json& view : p.spec["vconcat"])
    for (const json& layer : view["layer"])
      if (layer["mark"]["type"] == "text")
        CHECK((layer["data"]["values"][0]["text"] == "large") == (layer["mark"]["style"] == "series_1"));
}

TEST_CASE("panel_chart: levels where shares are not defined") {
  const panel hole{{{"2024", "2025"}, {{1, 3}, {2, 4}}, 0}};
  CHECK(titles(lorenz::detail::panel_chart(hole)) == std::vector<std::string>{"Level", "Growth rate"});
  const panel empty{{{"2024", "2025"}, {{1, 3}, {0, 0}}}};
  CHECK(titles(lorenz::detail::panel_chart(empty))[0] == "Level");
  const panel negative{{{"2024", "2025"}, {{1, 3}, {-2, 4}}}};
  CHECK(titles(lorenz::detail::panel_chart(negative)) == std::vector<std::string>{"Level"});
}
