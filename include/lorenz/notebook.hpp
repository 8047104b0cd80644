// SPDX-License-Identifier: BSL-1.0
//
// notebook.hpp: results that show themselves as charts and tables in C++ notebooks. Needs nlohmann-json.
//
//     #include <xcpp/xdisplay.hpp>              of the kernel: xeus-cling, xeus-cpp
//     xcpp::display(curve(x));                  a chart
//     xcpp::display(describe(x));               a table
//     xcpp::display(plot{chart::cumulative(ecdf(x), "Downloads")});
//
// The kernels find mime_bundle_repr() by its argument's namespace. A figure is a Vega-Lite chart and plain text, and
// has no HTML, which JupyterLab would show instead; a table is HTML and plain text. What needs Eigen shows itself once
// its own header has been included, before this one or after it.

#ifndef LORENZ_NOTEBOOK_HPP
#define LORENZ_NOTEBOOK_HPP

#include <algorithm>  // sort
#include <cmath>      // fabs
#include <cstddef>    // size_t
#include <string>     // string, to_string
#include <utility>    // move, pair
#include <vector>     // vector

#include <nlohmann/json.hpp>  // json

#include "curve.hpp"
#include "decomposition/concentration_change.hpp"
#include "decomposition/entropy_decomposition.hpp"
#include "decomposition/gini_decomposition.hpp"
#include "decomposition/mean_change.hpp"
#include "decomposition/shapley.hpp"
#include "decomposition/share_change.hpp"
#include "decomposition/shift_share.hpp"
#include "describe.hpp"
#include "detail/panel_chart.hpp"
#include "detail/table.hpp"
#include "digest.hpp"
#include "ecdf.hpp"
#include "facts.hpp"
#include "plot.hpp"
#include "sample.hpp"

namespace lorenz {

template <class R>
class basic_panel;
template <class R>
class basic_panel_table;
template <class R>
struct basic_lmdi;
template <class R>
class basic_gini_sources;

/// Any chart of chart.hpp and plot.hpp.
nlohmann::json mime_bundle_repr(const plot& p);

/// The Lorenz curve and the line of equality; of several, each with its name (from "1" on where it has none).
template <class R>
nlohmann::json mime_bundle_repr(const basic_curve<R>& c);
template <class R>
nlohmann::json mime_bundle_repr(const std::vector<basic_curve<R>>& curves);
template <class R>
nlohmann::json mime_bundle_repr(const std::vector<std::pair<std::string, basic_curve<R>>>& curves);

/// A step function over the values, on a logarithmic axis where they span more than a factor of 100.
template <class R>
nlohmann::json mime_bundle_repr(const basic_ecdf<R>& e);

/// The band in which the Lorenz curve lies, and the bounds of Gini; facts that contradict each other as the reasons.
/// Takes about a second.
nlohmann::json mime_bundle_repr(const facts& f);
nlohmann::json mime_bundle_repr(const verdict& v);

/// The band of a digest, which is a line where the digest knows the curve, and the bounds of Gini and quantiles.
nlohmann::json mime_bundle_repr(const digest& d);

/// Shares over time and growth on the year before; levels where a share is not defined.
template <class R>
nlohmann::json mime_bundle_repr(const basic_panel<R>& p);

/// Tables.
template <class R>
nlohmann::json mime_bundle_repr(const basic_summary<R>& s);
template <class R>
nlohmann::json mime_bundle_repr(const basic_panel_table<R>& t);
nlohmann::json mime_bundle_repr(const interval& i);
nlohmann::json mime_bundle_repr(const estimate& e);

/// What a number consists of, or what changed it: effects as steps from one level to the next.
template <class R>
nlohmann::json mime_bundle_repr(const basic_concentration_change<R>& d);
template <class R, class Label>
nlohmann::json mime_bundle_repr(const basic_entropy_decomposition<R, Label>& d);
template <class R, class Label>
nlohmann::json mime_bundle_repr(const basic_gini_decomposition<R, Label>& d);
template <class R>
nlohmann::json mime_bundle_repr(const basic_gini_sources<R>& d);
template <class R>
nlohmann::json mime_bundle_repr(const basic_lmdi<R>& d);
template <class R>
nlohmann::json mime_bundle_repr(const basic_mean_change<R>& d);
template <class R>
nlohmann::json mime_bundle_repr(const basic_shapley<R>& d);
/// In percentage points.
template <class R>
nlohmann::json mime_bundle_repr(const basic_share_changes<R>& d);
template <class R>
nlohmann::json mime_bundle_repr(const basic_shift_share<R>& d);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

inline nlohmann::json figure_bundle(chart::json spec, std::string text) {
  return mime_bundle_repr(plot(std::move(spec), std::move(text)));
}

inline std::string escaped(const std::string& text) {
  std::string html;
  for (const char c : text) {
    if (c == '&')
      html += "&amp;";
    else if (c == '<')
      html += "&lt;";
    else
      html += c;
  }
  return html;
}

/// `headed`: the first line names the columns.
inline nlohmann::json table_bundle(const table& t, bool headed) {
  std::string html = "<table>";
  for (const auto& line : t.lines()) {
    html += "<tr>";
    for (std::size_t k = 0; k < line.size(); ++k) {
      const bool head = k == 0 || (headed && &line == &t.lines().front());
      const std::string align = k == 0 ? "left" : "right";
      html += (head ? "<th style=\"text-align:" : "<td style=\"text-align:") + align + "\">" + escaped(line[k]) +
              (head ? "</th>" : "</td>");
    }
    html += "</tr>";
  }
  return {{"text/html", html + "</table>"}, {"text/plain", t.text()}};
}

/// Groups that are shown one by one; more would not be read.
constexpr std::size_t groups_shown = 12;

/// Effects as steps; what may be an extended type becomes a double.
class step_list {
 public:
  template <class R>
  step_list& add(const std::string& name, const R& effect) {
    steps_.push_back({name, static_cast<double>(effect)});
    return *this;
  }
  template <class R>
  step_list& reach(const std::string& name, const R& value) {
    steps_.push_back(chart::level(name, static_cast<double>(value)));
    return *this;
  }
  /// The part within each group, or within all where they are many.
  template <class Decomposition, class Name>
  step_list& within(const Decomposition& d, const Name& name) {
    if (d.groups.size() > groups_shown) return add("within groups", d.within);
    for (std::size_t g = 0; g < d.groups.size(); ++g) add("within " + name(d.groups[g], g), d.groups[g].within);
    return *this;
  }
  nlohmann::json bundle(const std::string& description, const std::string& values, const std::string& text,
                        chart::effects kind = chart::effects::add) const {
    return figure_bundle(chart::steps(description, values, steps_, kind), text);
  }

 private:
  std::vector<chart::step> steps_;
};

/// The band in which the curve of `source` lies, asked at these fractions of the units.
template <class Source>
chart::json band(const Source& source, const std::vector<double>& population) {
  std::vector<interval> shares;
  shares.reserve(population.size());
  for (const double p : population) shares.push_back(source.curve(p));
  const interval gini = source.gini();
  return chart::band(population, shares,
                     "Gini between " + chart::detail::number(gini.lower) + " and " + chart::detail::number(gini.upper));
}

}  // namespace detail

inline nlohmann::json mime_bundle_repr(const plot& p) {
  return {{"application/vnd.vegalite.v5+json", p.spec}, {"text/plain", p.text}};
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_curve<R>& c) {
  detail::table table({"gini", detail::cell(c.gini())});
  table.add("hoover", {c.hoover()});
  for (const double p : {0.5, 0.9, 0.99}) table.add("L(" + detail::cell(p) + ")", {c(R(p))});
  return detail::figure_bundle(chart::lorenz_curve(c), table.text());
}

template <class R>
nlohmann::json mime_bundle_repr(const std::vector<basic_curve<R>>& curves) {
  std::vector<std::pair<std::string, basic_curve<R>>> named;
  for (const auto& c : curves) named.emplace_back(std::to_string(named.size() + 1), c);
  return mime_bundle_repr(named);
}

template <class R>
nlohmann::json mime_bundle_repr(const std::vector<std::pair<std::string, basic_curve<R>>>& curves) {
  detail::table table({"", "gini", "hoover"});
  for (const auto& c : curves) table.add(c.first, {c.second.gini(), c.second.hoover()});
  return detail::figure_bundle(chart::lorenz_curves(curves), table.text());
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_ecdf<R>& e) {
  detail::table table({"distinct values", std::to_string(e.values().size())});
  table.add("smallest", {e.values().front()});
  table.add("largest", {e.values().back()});
  return detail::figure_bundle(chart::cumulative(e), table.text());
}

inline nlohmann::json mime_bundle_repr(const verdict& v) {
  detail::table table({v.consistent ? "consistent" : "contradictory"});
  for (const std::string& reason : v.reasons) table.add({reason});
  return detail::table_bundle(table, false);
}

inline nlohmann::json mime_bundle_repr(const facts& f) {
  const verdict v = f.check();
  if (!v.consistent) return mime_bundle_repr(v);
  std::vector<double> population;
  for (int i = 0; i <= 20; ++i) population.push_back(i / 20.0);
  population.insert(population.end() - 1, {0.975, 0.99, 0.995});
  detail::table table({"", "at least", "at most"});
  const auto add = [&](const char* name, const interval& i) { table.add(name, {i.lower, i.upper}); };
  add("gini", f.gini());
  add("L(0.5)", f.curve(0.5));
  add("L(0.9)", f.curve(0.9));
  add("L(0.99)", f.curve(0.99));
  return detail::figure_bundle(detail::band(f, population), table.text());
}

inline nlohmann::json mime_bundle_repr(const digest& d) {
  if (d.empty()) return detail::table_bundle(detail::table({"units", "0"}), false);
  detail::table table({"", "at least", "at most"});
  table.add({"units", std::to_string(d.count()), std::to_string(d.count())});
  const auto add = [&](const char* name, const interval& i) { table.add(name, {i.lower, i.upper}); };
  for (const double p : {0.5, 0.9, 0.99}) add(("quantile " + detail::cell(p)).c_str(), d.quantile(p));
  if (!(d.total() > 0)) return detail::table_bundle(table, true);
  add("gini", d.gini());
  std::vector<double> population;
  for (int i = 0; i <= 80; ++i) population.push_back(i / 80.0);
  population.insert(population.end() - 1, {0.9925, 0.995, 0.9975, 0.999});
  return detail::figure_bundle(detail::band(d, population), table.text());
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_panel<R>& p) {
  return mime_bundle_repr(detail::panel_chart(p));
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_summary<R>& s) {
  return detail::table_bundle(s.table(), false);
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_panel_table<R>& t) {
  return detail::table_bundle(t.table(), true);
}

inline nlohmann::json mime_bundle_repr(const interval& i) {
  detail::table table({"from", "to"});
  table.add({detail::cell(i.lower), detail::cell(i.upper)});
  return detail::table_bundle(table, true);
}

inline nlohmann::json mime_bundle_repr(const estimate& e) {
  detail::table table({"value", "standard error", detail::cell(100 * e.level) + " % from", "to"});
  table.add({detail::cell(e.value), detail::cell(e.standard_error), detail::cell(e.confidence.lower),
             detail::cell(e.confidence.upper)});
  return detail::table_bundle(table, true);
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_concentration_change<R>& d) {
  return detail::step_list()
      .reach("before", d.before)
      .add("exit", d.exit)
      .add("growth", d.growth)
      .add("reranking", d.reranking)
      .add("entry", d.entry)
      .reach("after", d.after)
      .bundle("Change of concentration by what caused it", "Measure of concentration", d.text());
}

template <class R, class Label>
nlohmann::json mime_bundle_repr(const basic_entropy_decomposition<R, Label>& d) {
  return detail::step_list()
      .within(d, [](const auto& g, std::size_t) { return detail::name_text(g.group); })
      .add("between groups", d.between)
      .reach("total", d.total)
      .bundle("Generalized entropy within and between groups", "Generalized entropy", d.text());
}

template <class R, class Label>
nlohmann::json mime_bundle_repr(const basic_gini_decomposition<R, Label>& d) {
  return detail::step_list()
      .within(d, [](const auto& g, std::size_t) { return detail::name_text(g.group); })
      .add("between groups", d.between)
      .add("overlap", d.overlap)
      .reach("total", d.total)
      .bundle("Gini coefficient within and between groups", "Gini coefficient", d.text());
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_gini_sources<R>& d) {
  detail::step_list steps;
  for (std::size_t k = 0; k < d.size(); ++k) steps.add("source " + std::to_string(k), d[k].contribution);
  return steps.reach("total", d.total).bundle("Gini coefficient by source", "Gini coefficient", d.text());
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_lmdi<R>& d) {
  using form = decltype(d.form);
  const bool ratios = d.form == form::multiplicative;
  detail::step_list steps;
  for (decltype(d.effects.size()) k = 0; k < d.effects.size(); ++k)
    steps.add("factor " + std::to_string(k), d.effects[k]);
  return steps.reach("total", d.total)
      .bundle("Change by factor", ratios ? "Ratio to before" : "Change", d.text(),
              ratios ? chart::effects::multiply : chart::effects::add);
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_mean_change<R>& d) {
  return detail::step_list()
      .reach("before", d.before)
      .within(d, [](const auto&, std::size_t g) { return "group " + std::to_string(g); })
      .add("between groups", d.between)
      .reach("after", d.after)
      .bundle("Change of a mean within and between groups", "Mean", d.text());
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_shapley<R>& d) {
  detail::step_list steps;
  for (std::size_t i = 0; i < d.size(); ++i) steps.add("factor " + std::to_string(i), d[i]);
  return steps.reach("total", d.total).bundle("Shapley effects", "Change", d.text());
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_share_changes<R>& d) {
  std::vector<std::pair<double, std::size_t>> order;  // the largest changes first
  for (std::size_t g = 0; g < d.size(); ++g) order.emplace_back(-std::fabs(static_cast<double>(d[g].change)), g);
  std::sort(order.begin(), order.end());
  if (order.size() > detail::groups_shown / 3) order.resize(detail::groups_shown / 3);
  detail::step_list steps;
  for (const auto& [change, g] : order) {
    const std::string group = "group " + std::to_string(g);
    steps.reach(group + ", before", 100 * d[g].before);
    steps.add(group + ", own", 100 * d[g].own);
    steps.add(group + ", others", 100 * d[g].others);
    steps.reach(group + ", after", 100 * d[g].after);
  }
  return steps.bundle("Change of shares by own growth and that of the others", "Share of the total, percent", d.text());
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_shift_share<R>& d) {
  const bool ratios = d.variant == shift_share_variant::gerfin;
  detail::step_list steps;
  steps.add("national", d.national).add("mix", d.mix).add("regional", d.regional);
  if (d.variant == shift_share_variant::esteban_marquillas) steps.add("allocation", d.allocation);
  return steps.reach("growth", d.growth)
      .bundle("Shift-share analysis", ratios ? "Ratio to before" : "Growth of the region", d.text(),
              ratios ? chart::effects::multiply : chart::effects::add);
}

}  // namespace lorenz

#endif
