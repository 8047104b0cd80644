// SPDX-License-Identifier: BSL-1.0
//
// chart.hpp: the pieces of a chart, each a part of a Vega-Lite v5 description. Needs nlohmann-json.
//
//     auto held = chart::sampled(chart::log_grid(n, 160), [&](auto k) { return top_share(x, units{k}); });
//     chart::json spec = chart::view("Held by the top k", chart::logarithmic("Models", 1, 1e5),
//                                    chart::percent("Share of downloads"),
//                                    {chart::curve(held), chart::marks({{200, 0.496, "49.6 %"}}, "published")});
//
// A chart names no colour. Its marks carry a role: "computed", "second" (another group), "published", "range",
// "area", "reference", "note", "level", "rise", "fall", "series_1" to "series_7", "others"; theme() gives the roles
// their colours. Whole charts of results are in plot.hpp.

#ifndef LORENZ_CHART_HPP
#define LORENZ_CHART_HPP

#include <cmath>    // pow
#include <cstddef>  // size_t
#include <cstdint>  // int64_t
#include <cstdio>   // snprintf
#include <string>   // string, to_string
#include <utility>  // pair
#include <vector>   // vector

#include <nlohmann/json.hpp>  // json

namespace lorenz::chart {

using json = nlohmann::json;

/// What a mark shows: its place and, for marks(), the words beside it, if any.
struct point {
  double x, y;
  std::string text = {};
};
using points = std::vector<point>;

/// An axis with its title and unit: from `lower` to `upper`, numbers written in a d3-format.
json linear(const std::string& title, double lower, double upper, const std::string& format = ",d");

/// Shares from 0 to 1, written as percent.
json percent(const std::string& title);

/// Years, with a tick at each from `first` to `last`, and room to the right for words.
json years(const std::string& title, int first, int last, double room = 0);

/// The rows of a chart of bars, from top to bottom, under their title.
json names(const std::string& title, const std::vector<std::string>& order);

/// A logarithmic axis with a tick at each power of ten.
json logarithmic(const std::string& title, double lower, double upper, const std::string& format = ",~r");

/// One mark of Vega-Lite over the points.
json layer(const std::string& mark, const std::string& role, const points& at);

json line(const points& at, const std::string& role);

/// The words of the points alone, centred on them.
json label(const points& at, const std::string& role);

/// Where the words of a mark stand, to its right: lower, where a rising curve leaves room, or upper.
enum class words { lower, upper };

/// Points with their words.
json marks(const points& at, const std::string& role, words place = words::lower);

/// A line that tells the values of its point next to the pointer; one in a chart.
json curve(const points& at, const std::string& role = "computed");

/// The whole chart: as wide as its container, layers from back to front.
json view(const std::string& description, json x, json y, std::vector<json> layers);

/// In the row of a name: what reaches from one value to another, and the words behind it.
struct bar {
  std::string name;
  double from, to;
  std::string text = {};
};

/// One mark of Vega-Lite in the rows of names(): "bar" or "rule" over the whole reach, "point" or "text" at its end.
json row_layer(const std::string& mark, const std::string& role, const std::vector<bar>& bars);

/// The words beyond the end of what reaches so far.
json row_words(const std::vector<bar>& reach, const std::string& role);

/// Bars with their words.
json bars(const std::vector<bar>& reach, const std::string& role);

/// Shares known to lie in an interval (lorenz::interval): a bar to its lower end, a thin line to the upper one.
template <class Intervals>
json bounded(const std::vector<std::string>& order, const Intervals& shares);

/// Whole numbers from 1 to `last`, about `count` of them, evenly spread on a logarithmic axis.
std::vector<std::int64_t> log_grid(std::int64_t last, int count);

/// The points (x, f(x)) for each x of a grid.
template <class Grid, class Function>
points sampled(const Grid& grid, Function f);

/// The colours of the roles; the defaults are two that all eyes tell apart (Okabe and Ito).
struct palette {
  std::string paper = "#ffffff", ink = "#222222", muted = "#666666", grid = "#e4e4e4", computed = "#0072b2",
              published = "#d55e00", second = "#007a5a", fall = "#d55e00";
  std::vector<std::string> series = {"#0072b2", "#d55e00", "#007a5a", "#9b4f96", "#3a9ad9", "#8c6d1f", "#222222"};
};

/// The Vega-Lite configuration behind every chart.
json theme(const palette& p = {});

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// How a tooltip writes the numbers of an axis: with more digits.
inline const char* tooltip_format(const std::string& axis) {
  if (axis.back() == 'g' || axis.back() == 's') return ",.6~g";
  if (axis == ".0%") return ".2%";
  if (axis == ".0e") return ".2e";
  return axis == "d" ? ".2~f" : ",.3~f";
}

/// Points that all have words begin their tooltip with them.
inline void name_points(json& layer, const json& tooltip) {
  if (layer.contains("layer")) {
    for (json& inner : layer["layer"]) name_points(inner, tooltip);
    return;
  }
  const json& rows = layer["data"]["values"];
  if (layer["mark"]["type"] != "point" || rows.empty()) return;
  for (const json& row : rows)
    if (row.value("text", "").empty()) return;
  json& named = layer["encoding"]["tooltip"] = tooltip;
  named.insert(named.begin(), json{{"field", "text"}, {"type", "nominal"}, {"title", "name"}});
}

}  // namespace detail

inline json linear(const std::string& title, double lower, double upper, const std::string& format) {
  return {{"title", title},
          {"type", "quantitative"},
          {"scale", {{"domain", {lower, upper}}, {"nice", false}}},
          {"axis", {{"format", format}, {"tickCount", 6}}}};
}

inline json percent(const std::string& title) {
  json axis = linear(title, 0, 1, ".0%");
  axis["axis"]["values"] = {0, 0.2, 0.4, 0.6, 0.8, 1};
  return axis;
}

inline json years(const std::string& title, int first, int last, double room) {
  json axis = linear(title, first, last + room, "d");
  for (int tick = first; tick <= last; ++tick) axis["axis"]["values"].push_back(tick);
  return axis;
}

inline json names(const std::string& title, const std::vector<std::string>& order) {
  return {{"title", title},
          {"type", "nominal"},
          {"scale", {{"domain", order}, {"padding", 0.25}}},
          {"axis",
           {{"titleAngle", 0},
            {"titleAlign", "right"},
            {"titleBaseline", "bottom"},
            {"titleX", -8},
            {"titleY", -6},
            {"grid", false},
            {"ticks", false},
            {"domain", false},
            {"labelPadding", 8},
            {"labelLimit", 160}}}};
}

inline json logarithmic(const std::string& title, double lower, double upper, const std::string& format) {
  json axis = linear(title, lower, upper, format);
  axis["axis"]["title"] = title + " (logarithmic)";
  axis["scale"]["type"] = "log";
  double tick = lower;
  while (tick <= upper) {
    axis["axis"]["values"].push_back(tick);
    tick *= 10;
  }
  return axis;
}

inline json layer(const std::string& mark, const std::string& role, const points& at) {
  json rows = json::array();
  for (const point& p : at) {
    rows.push_back({{"x", p.x}, {"y", p.y}});
    if (!p.text.empty()) rows.back()["text"] = p.text;
  }
  return {{"data", {{"values", rows}}}, {"mark", {{"type", mark}, {"style", role}}}};
}

inline json line(const points& at, const std::string& role) { return layer("line", role, at); }

inline json label(const points& at, const std::string& role) {
  json text = layer("text", role, at);
  text["encoding"]["text"]["field"] = "text";
  return text;
}

inline json marks(const points& at, const std::string& role, words place) {
  points named;
  for (const point& p : at)
    if (!p.text.empty()) named.push_back(p);
  json text = label(named, role);
  const bool lower = place == words::lower;
  text["mark"].update({{"align", "left"}, {"baseline", lower ? "top" : "bottom"}, {"dx", 8}, {"dy", lower ? 4 : -4}});
  return {{"layer", {layer("point", role, at), text}}};
}

inline json curve(const points& at, const std::string& role) {
  json nearest = layer("point", role, at);
  nearest["params"] = {
      {{"name", "hover"},
       {"select", {{"type", "point"}, {"nearest", true}, {"on", "pointerover"}, {"clear", "pointerout"}}}}};
  nearest["encoding"]["opacity"] = {{"condition", {{"param", "hover"}, {"empty", false}, {"value", 1}}}, {"value", 0}};
  return {{"layer", {line(at, role), nearest}}};
}

inline json view(const std::string& description, json x, json y, std::vector<json> layers) {
  json tooltip = json::array();
  for (const auto& [field, axis] : {std::pair<const char*, json*>{"x", &x}, {"y", &y}}) {
    (*axis)["field"] = field;
    tooltip.push_back({{"field", field}, {"type", (*axis)["type"]}, {"title", (*axis)["title"]}});
    const std::string format = (*axis)["axis"].value("format", "");
    if (!format.empty()) tooltip.back()["format"] = detail::tooltip_format(format);
  }
  for (json& layer : layers) detail::name_points(layer, tooltip);
  const std::size_t rows = y["type"] == "nominal" ? y["scale"]["domain"].size() : 0;
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v5.json"},
          {"description", description},
          {"width", "container"},
          {"height", rows > 0 ? 30 * rows : 340},
          {"autosize", {{"type", "fit-x"}, {"contains", "padding"}}},
          {"encoding", {{"x", x}, {"y", y}, {"tooltip", tooltip}}},
          {"layer", layers}};
}

inline json row_layer(const std::string& mark, const std::string& role, const std::vector<bar>& bars) {
  json rows = json::array();
  for (const bar& b : bars) rows.push_back({{"y", b.name}, {"from", b.from}, {"x", b.to}, {"text", b.text}});
  json layer = {{"data", {{"values", rows}}}, {"mark", {{"type", mark}, {"style", role}}}};
  if (mark == "bar" || mark == "rule") layer["encoding"]["x2"]["field"] = "from";
  if (mark == "text") layer["encoding"]["text"]["field"] = "text";
  return layer;
}

inline json row_words(const std::vector<bar>& reach, const std::string& role) {
  json words = row_layer("text", role, reach);
  words["mark"].update({{"align", {{"expr", "datum.x < datum.from ? 'right' : 'left'"}}},
                        {"baseline", "middle"},
                        {"dx", {{"expr", "datum.x < datum.from ? -8 : 8"}}}});
  return words;
}

inline json bars(const std::vector<bar>& reach, const std::string& role) {
  return {{"layer", {row_layer("bar", role, reach), row_words(reach, "note")}}};
}

template <class Intervals>
json bounded(const std::vector<std::string>& order, const Intervals& shares) {
  std::vector<bar> least, most;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    char words[64];
    std::snprintf(words, sizeof words, "%.0f–%.0f %%", 100 * shares[i].lower, 100 * shares[i].upper);
    least.push_back({order[i], 0, shares[i].lower});
    most.push_back({order[i], shares[i].lower, shares[i].upper, words});
  }
  return {{"layer", {row_layer("bar", "computed", least), row_layer("rule", "range", most), row_words(most, "note")}}};
}

inline std::vector<std::int64_t> log_grid(std::int64_t last, int count) {
  std::vector<std::int64_t> grid = {1};
  for (int i = 1; i < count; ++i) {
    const auto next = static_cast<std::int64_t>(std::pow(static_cast<double>(last), static_cast<double>(i) / count));
    if (next > grid.back() && next < last) grid.push_back(next);
  }
  if (last > 1) grid.push_back(last);
  return grid;
}

template <class Grid, class Function>
points sampled(const Grid& grid, Function f) {
  points at;
  for (const auto x : grid) at.push_back({static_cast<double>(x), f(x)});
  return at;
}

inline json theme(const palette& p) {
  json configuration = {
      {"background", "transparent"},
      {"font", "system-ui, sans-serif"},
      {"view", {{"stroke", nullptr}}},
      {"axis",
       {{"labelColor", p.muted},
        {"labelFontSize", 12},
        {"titleColor", p.ink},
        {"titleFontSize", 13},
        {"titleFontWeight", "normal"},
        {"titlePadding", 10},
        {"gridColor", p.grid},
        {"domainColor", p.muted},
        {"tickColor", p.muted}}},
      {"text", {{"fontSize", 13}, {"lineBreak", "\n"}}},
      {"line", {{"strokeWidth", 2.5}}},
      {"point", {{"size", 80}, {"filled", true}, {"opacity", 1}, {"stroke", p.paper}, {"strokeWidth", 1}}},
      {"style",
       {{"computed", {{"color", p.computed}}},
        {"second", {{"color", p.second}, {"shape", "square"}}},
        {"published", {{"color", p.published}, {"shape", "diamond"}}},
        {"range", {{"color", p.muted}, {"strokeWidth", 2}}},
        {"area", {{"color", p.computed}, {"opacity", 0.12}}},
        {"reference", {{"color", p.muted}, {"strokeDash", {5, 4}}, {"strokeWidth", 1.5}}},
        {"level", {{"color", p.ink}}},
        {"rise", {{"color", p.computed}}},
        {"fall", {{"color", p.fall}}},
        {"others", {{"color", p.grid}, {"strokeWidth", 1.5}}},
        {"note", {{"color", p.muted}}}}}};
  for (std::size_t i = 0; i < p.series.size(); ++i)
    configuration["style"]["series_" + std::to_string(i + 1)]["color"] = p.series[i];
  return configuration;
}

}  // namespace lorenz::chart

#endif
