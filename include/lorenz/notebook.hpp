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

#include <cstddef>  // size_t
#include <string>   // string, to_string
#include <utility>  // move, pair
#include <vector>   // vector

#include <nlohmann/json.hpp>  // json

#include "curve.hpp"
#include "decomposition/concentration_change.hpp"
#include "decomposition/entropy_decomposition.hpp"
#include "decomposition/gini_decomposition.hpp"
#include "decomposition/mean_change.hpp"
#include "decomposition/mean_log_deviation_change.hpp"
#include "decomposition/olley_pakes.hpp"
#include "decomposition/shapley.hpp"
#include "decomposition/share_change.hpp"
#include "decomposition/shift_share.hpp"
#include "describe.hpp"
#include "detail/bundle.hpp"
#include "detail/effects.hpp"
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

/// A decomposition with the names of its groups, sources or factors, which the result of a call that takes plain
/// numbers does not know, and where wanted the title of the axis, with its unit:
///     named(share_change(before, after), {"industry", "unaffiliated", "others"})
///     named(mean_change(w0, m0, w1, m1), {"small", "large"}, "Mean size, billion parameters")
/// Of mean_change, share_change, shift_share, shapley, lmdi and gini_by_source; std::invalid_argument for too few or
/// too many names.
template <class Decomposition>
struct named_parts {
  Decomposition result;
  std::vector<std::string> names;
  std::string title;
};
template <class Decomposition>
named_parts<Decomposition> named(Decomposition result, std::vector<std::string> names, std::string title = "");

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
template <class Decomposition>
nlohmann::json mime_bundle_repr(const named_parts<Decomposition>& d);
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
template <class R, class Label>
nlohmann::json mime_bundle_repr(const basic_mean_log_deviation_change<R, Label>& d);
template <class R>
nlohmann::json mime_bundle_repr(const basic_olley_pakes<R>& d);
template <class R>
nlohmann::json mime_bundle_repr(const basic_shapley<R>& d);
/// In percentage points.
template <class R>
nlohmann::json mime_bundle_repr(const basic_share_changes<R>& d);
template <class R>
nlohmann::json mime_bundle_repr(const basic_shift_share<R>& d);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

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

template <class R, class Label>
nlohmann::json mime_bundle_repr(const basic_mean_log_deviation_change<R, Label>& d) {
  return detail::step_list()
      .reach("before", d.before)
      .within(d, [](const auto& g, std::size_t) { return detail::name_text(g.group); })
      .add("mix, inequality within", d.mix_within)
      .add("mix, distance of means", d.mix_between)
      .add("means of groups", d.means)
      .reach("after", d.after)
      .bundle("Change of the mean log deviation by its causes", "Mean log deviation", d.text());
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_olley_pakes<R>& d) {
  return detail::step_list()
      .reach("plain mean", d.unweighted)
      .add("covariance of size and value", d.covariance)
      .reach("weighted mean", d.mean)
      .bundle("A weighted mean: the plain one, and that the large differ", "Mean", d.text());
}

template <class Decomposition>
named_parts<Decomposition> named(Decomposition result, std::vector<std::string> names, std::string title) {
  return {std::move(result), std::move(names), std::move(title)};
}

template <class Decomposition>
nlohmann::json mime_bundle_repr(const named_parts<Decomposition>& d) {
  return detail::effects_bundle(d.result, detail::part_names(d.names, detail::parts_of(d.result), d.title));
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_gini_sources<R>& d) {
  return detail::effects_bundle(d, detail::part_names("source"));
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_lmdi<R>& d) {
  return detail::effects_bundle(d, detail::part_names("factor"));
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_mean_change<R>& d) {
  return detail::effects_bundle(d, detail::part_names("group"));
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_shapley<R>& d) {
  return detail::effects_bundle(d, detail::part_names("factor"));
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_share_changes<R>& d) {
  return detail::effects_bundle(d, detail::part_names("group"));
}

template <class R>
nlohmann::json mime_bundle_repr(const basic_shift_share<R>& d) {
  return detail::effects_bundle(d, detail::part_names("industry"));
}

}  // namespace lorenz

#endif
