// SPDX-License-Identifier: BSL-1.0
//
// plot.hpp: whole charts of results, as Vega-Lite v5 descriptions. Needs nlohmann-json.
//
//     plot{chart::lorenz_curve(curve(x), "models", "downloads")}       shows itself in a notebook (notebook.hpp)
//     chart::lorenz_curves({{"2022", curve(x)}, {"2026", curve(y)}})
//     chart::cumulative(ecdf(x), "Downloads of a model")
//     chart::over_time("Shares", "Quarter", quarters, chart::percent("Share"), {{"China", {.2, .3, .4}}, ...})
//     chart::steps("Change of Gini", "Gini coefficient", {chart::level("2022", .97), {"growth", .01}, ...})

#ifndef LORENZ_PLOT_HPP
#define LORENZ_PLOT_HPP

#include <algorithm>  // find_if, max, min, sort
#include <cmath>      // ceil, fabs, floor, hypot, isfinite, log10, pow
#include <cstddef>    // ptrdiff_t, size_t
#include <cstdio>     // snprintf
#include <limits>     // numeric_limits
#include <string>     // string
#include <utility>    // move, pair
#include <vector>     // vector

#include "chart.hpp"
#include "curve.hpp"
#include "detail/table.hpp"
#include "ecdf.hpp"

namespace lorenz {

/// A chart that shows itself in a notebook, and the words that stand for it where charts cannot be seen; without any,
/// its description.
struct plot {
  chart::json spec;
  std::string text;
  explicit plot(chart::json chart) : plot(std::move(chart), "") {}
  plot(chart::json chart, std::string words);
};

namespace chart {

/// A Lorenz curve, the line of equality, and the area between them, which is half the Gini coefficient. Like all curves
/// here it has only the corners that can be seen: those that are 1/400 of the chart from the last one.
template <class R>
json lorenz_curve(const basic_curve<R>& c, const std::string& units = "units", const std::string& total = "total");

/// Several of them, each named with its Gini coefficient in its colour; at most seven.
template <class R>
json lorenz_curves(const std::vector<std::pair<std::string, basic_curve<R>>>& curves,
                   const std::string& units = "units", const std::string& total = "total");

/// Fraction of units up to each value. The axis is logarithmic where the values, none of them negative, span more than
/// a factor of 100; it then begins at the smallest that is not 0.
template <class R>
json cumulative(const basic_ecdf<R>& e, const std::string& values = "Value");

/// What a Lorenz curve can be: at each fraction of the units an interval (lorenz::interval).
template <class Intervals>
json band(const std::vector<double>& population, const Intervals& shares, const std::string& words);

/// The values of one name, one for each period; NaN where there is none.
struct series {
  std::string name;
  std::vector<double> values;
};

/// Lines over periods. The first seven have colours, and names at their right ends; what follows is grey.
json over_time(const std::string& description, const std::string& x_title, const std::vector<std::string>& periods,
               json y, const std::vector<series>& lines);

/// The axis for values of any size: from the least to the largest, 0 included.
json fitting(const std::string& title, const std::vector<series>& lines, const std::string& format);

/// What leads from one level to the next: an effect, or the level that has been reached.
struct step {
  std::string name;
  double value;
  bool is_level = false;
};
step level(const std::string& name, double value);

/// add: effects are differences, from 0 on; multiply: they are factors, from 1 on.
enum class effects { add, multiply };

/// Effects as bars, one below the other, each from where the last one ends; levels as points. `values` is the title of
/// their axis.
json steps(const std::string& description, const std::string& values, const std::vector<step>& all,
           effects kind = effects::add);

/// A chart by itself: of fixed width, with its colours, on white paper.
json standalone(json spec);

/// Charts one below the other, standalone.
json stacked(const std::string& description, std::vector<json> charts);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// The corners that can be seen: 1/400 or more from the last one, in the coordinates that `place` gives.
template <class Place>
points visible(const points& all, const Place& place) {
  points at;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto [x, y] = place(all[i]);
    const auto [last_x, last_y] = place(at.empty() ? all[i] : at.back());
    if (at.empty() || i + 1 == all.size() || std::hypot(x - last_x, y - last_y) > 1.0 / 400) at.push_back(all[i]);
  }
  return at;
}

template <class R>
points corners(const basic_curve<R>& c) {
  points all;
  for (const auto& corner : c.points())
    all.push_back({static_cast<double>(corner.population), static_cast<double>(corner.share)});
  return visible(all, [](const point& p) { return std::pair<double, double>(p.x, p.y); });
}

/// The line of equality and its name.
inline std::vector<json> equality() {
  json name = label({{0.5, 0.5, "line of equality"}}, "note");
  name["mark"].update({{"align", "right"}, {"dx", -10}, {"dy", -6}});
  return {line({{0, 0}, {1, 1}}, "reference"), name};
}

/// An axis of shares; where they fall below 0, that far.
inline json shares(const std::string& title, const points& at) {
  json axis = percent(title);
  double least = 0;
  for (const point& p : at) least = std::min(least, p.y);
  if (least < 0) {
    axis["scale"]["domain"] = {least, 1};
    axis["axis"].erase("values");
  }
  return axis;
}

inline std::string role(std::size_t i) { return "series_" + std::to_string(i % 7 + 1); }

/// So many digits; with a sign and the typographical minus where it is a difference.
inline std::string number(double value, bool difference = false) {
  char text[32];
  std::snprintf(text, sizeof text, difference ? "%+.3g" : "%.4g", value);
  return text[0] == '-' ? "−" + std::string(text + 1) : text;
}

inline const char* format_of(double largest) { return largest >= 1e5 ? ".3~s" : ",.4~g"; }

/// Where names stand so that none hides another: at these heights, or as near (in least squares) as leaves `gap`
/// between them and none below `least`.
inline std::vector<double> spread(std::vector<double> heights, double gap,
                                  double least = -std::numeric_limits<double>::infinity()) {
  std::vector<std::size_t> order(heights.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return heights[a] < heights[b]; });
  struct run {
    double sum;
    std::size_t count;
    double mean() const { return sum / static_cast<double>(count); }
  };
  std::vector<run> runs;  // pool adjacent violators: heights less their gaps must not fall
  for (std::size_t k = 0; k < order.size(); ++k) {
    runs.push_back({heights[order[k]] - gap * static_cast<double>(k), 1});
    while (runs.size() > 1 && runs[runs.size() - 2].mean() > runs.back().mean()) {
      const run last = runs.back();
      runs.pop_back();
      runs.back() = {runs.back().sum + last.sum, runs.back().count + last.count};
    }
  }
  std::size_t k = 0;
  for (const run& r : runs)
    for (std::size_t i = 0; i < r.count; ++i, ++k)
      heights[order[k]] = std::max(r.mean(), least) + gap * static_cast<double>(k);
  return heights;
}

}  // namespace detail

template <class R>
json lorenz_curve(const basic_curve<R>& c, const std::string& units, const std::string& total) {
  const points at = detail::corners(c);
  const auto gini = static_cast<double>(c.gini());
  json between = layer("area", "area", at);
  between["encoding"]["y2"]["field"] = "x";
  std::vector<json> layers = detail::equality();
  layers.insert(layers.begin(), between);
  // Within the area where it has the room, else above the line of equality.
  const std::string name = "Gini " + std::to_string(gini);
  layers.push_back(gini > 0.6 ? label({{0.68, 0.34, name + ",\ntwice this area"}}, "computed")
                              : label({{0.25, 0.85, name + ",\ntwice the shaded area"}}, "computed"));
  layers.push_back(curve(at));
  return view("Lorenz curve: the share of " + total + " that the smallest " + units + " hold",
              percent("Share of " + units + ", smallest first"), detail::shares("Share of " + total, at), layers);
}

template <class R>
json lorenz_curves(const std::vector<std::pair<std::string, basic_curve<R>>>& curves, const std::string& units,
                   const std::string& total) {
  if (curves.empty() || curves.size() > 7)
    lorenz::detail::fail_argument("chart::lorenz_curves", "the number of curves", curves.size(), "must be 1 to 7");
  std::vector<json> layers = detail::equality();
  points all;
  double height = 0.96;
  for (std::size_t i = 0; i < curves.size(); ++i) {
    points at = detail::corners(curves[i].second);
    for (point& p : at) p.text = curves[i].first;
    all.insert(all.end(), at.begin(), at.end());
    json name = label(
        {{0.04, height, curves[i].first + ", Gini " + detail::number(static_cast<double>(curves[i].second.gini()))}},
        detail::role(i));
    name["mark"].update({{"align", "left"}});
    height -= 0.065;
    json touched = layer("point", detail::role(i), at);
    touched["mark"]["opacity"] = 0;
    layers.insert(layers.end(), {line(at, detail::role(i)), name, touched});
  }
  return view("Lorenz curves: the share of " + total + " that the smallest " + units + " hold",
              percent("Share of " + units + ", smallest first"), detail::shares("Share of " + total, all), layers);
}

template <class R>
json cumulative(const basic_ecdf<R>& e, const std::string& values) {
  points all;
  for (std::size_t i = 0; i < e.values().size(); ++i)
    all.push_back({static_cast<double>(e.values()[i]), static_cast<double>(e.fractions()[i])});
  double least = all.front().x, largest = all.back().x;
  std::size_t first = 0;
  while (first + 1 < all.size() && all[first].x <= 0) ++first;
  const bool spans = least >= 0 && largest > 100 * all[first].x;
  if (spans) {
    least = std::pow(10, std::floor(std::log10(all[first].x)));
    largest = std::pow(10, std::ceil(std::log10(largest)));
    const double below = first == 0 ? 0 : all[first - 1].y;
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(first));
    all.insert(all.begin(), {least, below});
  } else {
    if (!(least < largest)) {
      least -= 0.5;
      largest += 0.5;
    }
    all.insert(all.begin(), {all.front().x, 0});
  }
  const auto place = [&](const point& p) {
    const double x = spans ? std::log10(p.x / least) / std::log10(largest / least) : (p.x - least) / (largest - least);
    return std::pair<double, double>(x, p.y);
  };
  const char* const format = spans && (least < 1 || largest > 1e6) ? "~s" : detail::format_of(largest);
  json steps = curve(detail::visible(all, place));
  steps["layer"][0]["mark"]["interpolate"] = "step-after";
  std::vector<json> layers = {steps};
  if (spans && first > 0) {
    json zeros = label({{least, all.front().y, detail::number(100 * all.front().y) + " % are 0"}}, "note");
    zeros["mark"].update({{"align", "left"}, {"baseline", "bottom"}, {"dx", 6}, {"dy", -6}});
    layers.push_back(zeros);
  }
  return view("Fraction of units up to each value",
              spans ? logarithmic(values, least, largest, format) : linear(values, least, largest, format),
              percent("Share of units up to it"), layers);
}

template <class Intervals>
json band(const std::vector<double>& population, const Intervals& shares, const std::string& words) {
  points lower, upper;
  for (std::size_t i = 0; i < population.size(); ++i) {
    lower.push_back({population[i], shares[i].lower});
    upper.push_back({population[i], shares[i].upper});
  }
  json between = layer("area", "area", lower);
  for (std::size_t i = 0; i < upper.size(); ++i) between["data"]["values"][i]["upper"] = upper[i].y;
  between["encoding"]["y2"]["field"] = "upper";
  json name = label({{0.04, 0.93, words}}, "computed");
  name["mark"]["align"] = "left";
  std::vector<json> layers = detail::equality();
  layers.insert(layers.begin(), between);
  layers.insert(layers.end(), {name, line(upper, "computed"), curve(lower)});
  return view("What the Lorenz curve can be", percent("Share of units, smallest first"), percent("Share of total"),
              layers);
}

inline json fitting(const std::string& title, const std::vector<series>& lines, const std::string& format) {
  double least = 0, largest = 0;
  for (const series& s : lines) {
    for (const double y : s.values) {
      if (!std::isfinite(y)) continue;
      least = std::min(least, y);
      largest = std::max(largest, y);
    }
  }
  if (!(least < largest)) largest = least + 1;
  json axis = linear(title, least, largest, format);
  axis["scale"]["nice"] = true;
  return axis;
}

inline json over_time(const std::string& description, const std::string& x_title,
                      const std::vector<std::string>& periods, json y, const std::vector<series>& lines) {
  std::vector<double> ends;
  for (std::size_t i = 0; i < lines.size() && i < 7; ++i) {
    const std::vector<double>& values = lines[i].values;
    const auto last = std::find_if(values.rbegin(), values.rend(), [](double v) { return std::isfinite(v); });
    ends.push_back(last == values.rend() ? 0 : *last);
  }
  const json& domain = y["scale"]["domain"];
  const double gap = (domain[1].get<double>() - domain[0].get<double>()) * 17 / 340;
  const std::vector<double> heights = detail::spread(ends, gap, domain[0].get<double>() + gap / 3);
  std::vector<json> layers;
  for (std::size_t i = lines.size(); i-- > 0;) {  // the coloured ones in front
    const std::string role = i < 7 ? detail::role(i) : "others";
    points at;
    std::vector<std::string> when;
    for (std::size_t t = 0; t < periods.size(); ++t) {
      if (!std::isfinite(lines[i].values[t])) continue;
      at.push_back({0, lines[i].values[t], lines[i].name});
      when.push_back(periods[t]);
    }
    if (at.empty()) continue;
    const auto dated = [&](json mark) {
      for (std::size_t t = 0; t < when.size(); ++t) mark["data"]["values"][t]["x"] = when[t];
      return mark;
    };
    layers.push_back(dated(line(at, role)));
    layers.push_back(dated(layer("point", role, at)));
    layers.back()["mark"]["size"] = 40;
    if (i >= 7) continue;
    json name = label({{0, heights[i], lines[i].name}}, role);
    name["data"]["values"][0]["x"] = when.back();
    name["mark"].update({{"align", "left"}, {"baseline", "middle"}, {"dx", 10}});
    layers.push_back(name);
  }
  const json x = {{"title", x_title},
                  {"type", "ordinal"},
                  {"scale", {{"type", "point"}, {"padding", 0.2}, {"domain", periods}}},
                  {"axis", {{"labelAngle", 0}, {"grid", false}, {"labelOverlap", "greedy"}}}};
  return view(description, x, std::move(y), layers);
}

inline step level(const std::string& name, double value) { return {name, value, true}; }

inline json steps(const std::string& description, const std::string& values, const std::vector<step>& all,
                  effects kind) {
  const bool factors = kind == effects::multiply;
  double at = factors ? 1 : 0;
  double least = all.empty() || !all.front().is_level ? at : all.front().value;
  double largest = least;
  std::vector<std::string> order;
  std::vector<bar> rises, falls, levels, words;
  for (const step& s : all) {
    const double from = s.is_level ? s.value : at;
    at = s.is_level ? s.value : factors ? at * s.value : at + s.value;
    least = std::min(least, at);
    largest = std::max(largest, at);
    order.push_back(s.name);
    const bar b = {s.name, from, at,
                   factors && !s.is_level ? "× " + detail::number(s.value) : detail::number(s.value, !s.is_level)};
    (s.is_level ? levels : at < from ? falls : rises).push_back(b);
    words.push_back(b);
  }
  const double room = (largest > least ? largest - least : 1) * 0.2;  // for words
  json axis =
      linear(values, least - room, largest + room, detail::format_of(std::max(std::fabs(least), std::fabs(largest))));
  axis["scale"]["zero"] = false;
  json rows = names("Effect", order);
  rows["axis"]["labelLimit"] = 260;
  return view(description, axis, rows,
              {row_layer("bar", "rise", rises), row_layer("bar", "fall", falls), row_layer("point", "level", levels),
               row_words(words, "note")});
}

inline json standalone(json spec) {
  const auto fix_width = [](json& part) {
    part.erase("autosize");
    part["width"] = 520;
  };
  if (spec.contains("vconcat")) {
    for (json& part : spec["vconcat"]) fix_width(part);
  } else {
    fix_width(spec);
  }
  spec["config"] = theme();
  spec["config"]["background"] = palette().paper;
  return spec;
}

inline json stacked(const std::string& description, std::vector<json> charts) {
  const json schema = charts.front()["$schema"];
  for (json& chart : charts) chart.erase("$schema");
  return standalone({{"$schema", schema}, {"description", description}, {"vconcat", std::move(charts)}});
}

}  // namespace chart

inline plot::plot(chart::json chart, std::string words)
    : spec(chart::standalone(std::move(chart))), text(std::move(words)) {
  if (text.empty()) text = spec.value("description", "");
}

}  // namespace lorenz

#endif
