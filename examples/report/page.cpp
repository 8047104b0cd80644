// SPDX-License-Identifier: BSL-1.0
//
// page.cpp: gathers the fragments of all figures into one page and one table.
//
//     page <output directory> <data directory> <node_modules> <fragment>...
//
// Writes index.html and figures.csv, figures in the order of the arguments. Vega is inlined from node_modules; where it
// is not there, the page links the versions that package.json names at a public CDN.

#include <algorithm>   // clamp, find_if, min
#include <cmath>       // abs
#include <cstddef>     // size_t
#include <exception>   // exception
#include <filesystem>  // path
#include <iostream>    // cerr
#include <iterator>    // size
#include <map>         // map
#include <set>         // set
#include <stdexcept>   // runtime_error
#include <string>      // string, to_string
#include <utility>     // pair
#include <vector>      // vector

#include <lorenz/chart.hpp>

#include "csv.hpp"
#include "figure.hpp"
#include "text.hpp"

namespace fs = std::filesystem;
using namespace report;

namespace {

// ---- files and text -------------------------------------------------------------------------------------------------

json read_json(const fs::path& file) {
  try {
    return json::parse(read(file));
  } catch (const json::exception& e) {
    throw std::runtime_error(file.string() + ": " + e.what());
  }
}

/// Escaped, with [words](#place) as a link, and no line between a number and its "%".
std::string prose(const std::string& text) {
  const std::string escaped = replaced(html(text), " %", "&nbsp;%");
  std::string out;
  std::size_t at = 0;
  for (std::size_t middle = 0; (middle = escaped.find("](#", at)) != std::string::npos;) {
    const std::size_t open = escaped.rfind('[', middle), close = escaped.find(')', middle);
    out += escaped.substr(at, open - at);
    out += fill(R"(<a href="{place}">{words}</a>)", {{"place", escaped.substr(middle + 2, close - middle - 2)},
                                                     {"words", escaped.substr(open + 1, middle - open - 1)}});
    at = close + 1;
  }
  return out + escaped.substr(at);
}

/// The parts of a list "a; b".
std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find("; ", at), list.size());
    parts.push_back(list.substr(at, end - at));
    at = end + 2;
  }
  return parts;
}

/// An address becomes a link, with what follows it as plain text.
std::string link(const std::string& where) {
  const std::string scheme = "https://";
  if (where.compare(0, scheme.size(), scheme) != 0) return html(where);
  const std::size_t end = std::min(where.find(' '), where.size());
  return fill(R"(<a href="{address}">{name}</a>{rest})",
              {{"address", html(where.substr(0, end))},
               {"name", html(where.substr(scheme.size(), end - scheme.size()))},
               {"rest", html(where.substr(end))}});
}

// ---- the verdicts ---------------------------------------------------------------------------------------------------

struct verdict {
  const char *name, *sign, *meaning;
};
constexpr verdict verdicts[] = {
    {report::reproduced, "=", "the same number from independent data"},
    {report::other_data, "≈", "computed as published, on another population, date or window"},
    {report::derived, "∴", "what follows from printed numbers alone"},
    {report::not_computable, "∅", "its data are not here; the table names them"}};
static_assert(std::size(verdicts) == std::size(report::verdicts));

const verdict& verdict_of(const json& row) {
  for (const verdict& v : verdicts)
    if (row["verdict"] == v.name) return v;
  throw std::runtime_error(row["verdict"].dump() + " is not a verdict");
}

std::string judged(const json& judged) { return std::string(verdict_of(judged).sign) + " " + verdict_of(judged).name; }

/// How many of the report's charts, and of the published numbers, fall under each verdict.
std::string overview(const std::vector<json>& figures, std::size_t charts) {
  std::map<std::string, int> of_charts, of_numbers;
  int published = 0, further = 0;
  for (const json& figure : figures) {
    for (const json& covered : figure["covers"]) ++of_charts[verdict_of(covered).name];
    for (const json& row : figure["rows"]) {
      if (row["of_report"]) {
        ++published;
        ++of_numbers[verdict_of(row).name];
      } else {
        ++further;
      }
    }
  }
  std::string cards;
  for (const verdict& v : verdicts) {
    cards += fill(
        R"(<li><span class="count"><b>{charts}</b> of {all_charts} charts</span><span class="count"><b>{numbers}</b> of {published} numbers</span><strong>{sign} {name}</strong><span class="note">{meaning}</span></li>
)",
        {{"sign", v.sign},
         {"name", v.name},
         {"charts", std::to_string(of_charts[v.name])},
         {"all_charts", std::to_string(charts)},
         {"numbers", std::to_string(of_numbers[v.name])},
         {"published", std::to_string(published)},
         {"meaning", v.meaning}});
  }
  return fill(R"(<ul class="verdicts">
{cards}</ul>
<p>Beside the {published} published numbers stand {further} further ones that follow from them or from the data. Some of those published <a href="#contradictions">contradict each other</a>.</p>
)",
              {{"cards", cards}, {"published", std::to_string(published)}, {"further", std::to_string(further)}});
}

/// Each chart of the report with its verdict and the figure that gives it. Throws std::runtime_error for a chart
/// without a verdict, or with two.
std::string charts_one_by_one(const std::vector<json>& figures, const report::csv& charts) {
  std::string list;
  for (std::size_t i = 0; i < charts.size(); ++i) {
    const std::string& number = charts.text("order")[i];
    int verdicts_given = 0;
    for (const json& figure : figures) {
      for (const json& covered : figure["covers"]) {
        if (covered["chart"].dump() != number) continue;
        ++verdicts_given;
        list += fill(R"(<li value="{number}"><a href="#{slug}">{chart}</a> <span class="note">{judged}</span></li>
)",
                     {{"number", number},
                      {"slug", html(figure["slug"])},
                      {"chart", html(charts.text("figure")[i])},
                      {"judged", judged(covered)}});
      }
    }
    if (verdicts_given != 1)
      throw std::runtime_error("chart " + number + " has " + std::to_string(verdicts_given) + " verdicts");
  }
  return "<ol class=\"charts\">\n" + list + "</ol>\n";
}

// ---- a figure -------------------------------------------------------------------------------------------------------

std::string with_unit(const std::string& number, const std::string& unit) {
  if (unit == "percent") return number + " %";
  if (unit == "factor") return number + "-fold";
  for (const char* plain : {"", "count", "ratio", "rank", "downloads"})
    if (unit == plain) return number;
  return number + " " + html(unit);
}

/// computed - published, in the decimals of the published number: at least one where it is no count, at most eight.
std::string difference(const json& row) {
  const std::string unit = row["unit"];
  const std::string published = report::shortest(row["published"]);
  const std::size_t point = std::min(published.find('.'), published.size() - 1);
  const bool whole = unit == "count" || unit == "rank" || unit == "downloads";
  const int decimals = std::clamp(static_cast<int>(published.size() - 1 - point), whole ? 0 : 1, 8);
  const double by = row["computed"].get<double>() - row["published"].get<double>();
  const std::string text = report::grouped(report::fixed(std::abs(by), decimals));
  const char* const sign = text.find_first_not_of("0.") == std::string::npos ? "" : by < 0 ? "−" : "+";
  return sign + text + (unit == "percent" ? " points" : "");
}

/// `rows`: how many rows it stands for; 0 where it repeats the one above, which only a narrow screen shows.
std::string cell(const char* kind, const char* label, const std::string& content, std::size_t rows = 1) {
  if (content.empty()) return "<td></td>";
  return fill(R"(<td class="{kind}{again}"{span} data-label="{label}"><span>{content}</span></td>)",
              {{"kind", kind},
               {"again", rows == 0 ? " again" : ""},
               {"span", rows > 1 ? " rowspan=\"" + std::to_string(rows) + "\"" : ""},
               {"label", label},
               {"content", content}});
}

/// How many rows from this one on say the same; 0 where the row before says so already.
std::size_t repeated(const std::vector<json>& rows, std::size_t at, const char* key, const char* other) {
  const auto same = [&](std::size_t i) { return rows[i][key] == rows[at][key] && rows[i][other] == rows[at][other]; };
  if (at > 0 && same(at - 1)) return 0;
  std::size_t end = at + 1;
  while (end < rows.size() && same(end)) ++end;
  return end - at;
}

std::string optional(const json& row, const char* key, const char* around) {
  const std::string text = html(row[key]);
  return text.empty() ? "" : fill(around, {{"it", text}});
}

std::string name_of(const json& row) {
  return html(row["quantity"]) + optional(row, "group", ", {it}") +
         optional(row, "period", R"( <span class="period">{it}</span>)");
}

std::string computed(const json& row) {
  const std::string shown = html(row["shown"]);
  return with_unit(shown[0] == '-' ? "−" + shown.substr(1) : shown, row["unit"]);
}

std::string data_of(const json& row) {
  std::string links;
  for (const std::string& dataset : split(row["data"]))
    links += fill(R"( <a href="#{it}">{it}</a>)", {{"it", html(dataset)}});
  return links;
}

/// A published number and what stands beside it.
std::string table_row(const std::vector<json>& rows, std::size_t at) {
  const json& row = rows[at];
  const bool was_computed = !row["computed"].is_null();
  return fill(
      R"(<tr><th scope="row">{name}</th>{published}{computed}{difference}{verdict}{source}</tr>
)",
      {{"name", name_of(row)},
       {"published", cell("number published", "published",
                          with_unit(report::grouped(report::shortest(row["published"])), row["unit"]) +
                              optional(row, "qualifier", " <small>{it}</small>"))},
       {"computed", cell("number computed", "computed", was_computed ? computed(row) : "")},
       {"difference", cell("number", "difference", was_computed ? difference(row) : "")},
       {"verdict", cell("judged", "verdict", judged(row) + optional(row, "note", R"( <span class="note">{it}</span>)"),
                        repeated(rows, at, "verdict", "note"))},
       {"source", cell("source", "source", optional(row, "source", R"(<a href="#{it}">{it}</a>)") + data_of(row),
                       repeated(rows, at, "source", "data"))}});
}

/// The further numbers, under each verdict and data once, in the order in which these come first.
std::string further_numbers(const std::vector<json>& rows) {
  std::vector<std::pair<std::string, std::string>> origins;  // and the rows of each
  for (const json& row : rows) {
    const std::string from = judged(row) + (row["data"] == "" ? "" : ", from" + data_of(row));
    auto found = std::find_if(origins.begin(), origins.end(), [&](const auto& origin) { return origin.first == from; });
    if (found == origins.end()) found = origins.insert(found, {from, ""});
    found->second += fill(R"(<div><dt>{name}{note}</dt><dd>{computed}</dd></div>
)",
                          {{"name", name_of(row)},
                           {"note", optional(row, "note", R"( <span class="note">{it}</span>)")},
                           {"computed", computed(row)}});
  }
  std::string list;
  for (const auto& [from, numbers] : origins)
    list += fill(R"(<p class="origin">{from}</p>
<dl class="further">
{numbers}</dl>
)",
                 {{"from", from}, {"numbers", numbers}});
  return list;
}

/// The numbers of a figure: the published ones, each beside its computed one, and below them the further ones, folded
/// where they would be in the way.
std::string tables(const json& figure) {
  std::string published;
  std::vector<json> compared, rest;
  for (const json& row : figure["rows"]) (row["published"].is_null() ? rest : compared).push_back(row);
  for (std::size_t i = 0; i < compared.size(); ++i) published += table_row(compared, i);
  const std::string further = further_numbers(rest);
  if (published.empty() && rest.size() <= 12) return further;
  if (!published.empty())
    published = fill(R"(<table>
<thead><tr><th scope="col">quantity</th><th scope="col" class="number">published</th><th scope="col" class="number">computed</th><th scope="col" class="number">difference</th><th scope="col" class="judged">verdict</th><th scope="col">source</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
)",
                     {{"rows", published}});
  if (rest.empty()) return published;
  return published + fill("<details>\n<summary>{count} {further}{numbers}</summary>\n{list}</details>\n",
                          {{"count", std::to_string(rest.size())},
                           {"further", published.empty() ? "" : "further "},
                           {"numbers", rest.size() == 1 ? "number" : "numbers"},
                           {"list", further}});
}

std::string statement(const json& said) {
  return fill(R"(<blockquote><p>{statement}</p><cite><a href="#{source}">{source}</a>, in our words</cite></blockquote>
)",
              {{"statement", prose(said["statement"])}, {"source", html(said["source"])}});
}

std::string drawing(const json& chart, const std::string& id) {
  return fill(
      R"(<figure>
<figcaption>{heading}</figcaption>
<div class="chart" data-spec="{id}" style="--height: {height}px">The chart needs JavaScript and Vega; the table has its numbers.</div>
<script type="application/json" id="{id}">{spec}</script>
</figure>
)",
      {{"heading", html(chart["heading"])},
       {"id", id},
       {"height", chart["spec"]["height"].dump()},
       {"spec", replaced(chart["spec"].dump(), "</", "<\\/")}});
}

/// "Charts 7, 8 and 9 of the report", or nothing.
std::string covered_charts(const json& figure) {
  std::string text;
  const json& covers = figure["covers"];
  for (std::size_t i = 0; i < covers.size(); ++i)
    text += (i == 0 ? "" : i + 1 == covers.size() ? " and " : ", ") + covers[i]["chart"].dump();
  return text.empty() ? "" : (covers.size() == 1 ? "Chart " : "Charts ") + text + " of the report";
}

/// Two that stand side by side; what is said of them then goes below.
bool two_high_charts(const json& charts) {
  const auto high = [](const json& chart) { return chart["spec"]["height"].get<int>() > 250; };
  return charts.size() == 2 && high(charts[0]) && high(charts[1]);
}

std::string section(const json& figure) {
  const std::string slug = figure["slug"];
  std::string statements, charts, explanation, covered = covered_charts(figure);
  if (!covered.empty()) covered = "<p class=\"muted\">" + covered + ": " + judged(figure["covers"][0]) + "</p>\n";
  for (const json& said : figure["statements"]) statements += statement(said);
  for (const auto& [number, chart] : figure["charts"].items())
    charts += drawing(chart, fill("{slug}-chart-{number}", {{"slug", slug}, {"number", number}}));
  for (const json& part : figure["explanation"]) {
    if (!part["heading"].get<std::string>().empty()) explanation += "<h3>" + html(part["heading"]) + "</h3>\n";
    explanation += "<p>" + prose(part["paragraph"]) + "</p>\n";
  }
  return fill(R"(<section aria-labelledby="{slug}">
<h2 id="{slug}">{title}</h2>
{covered}{statements}<div class="story{pair}">
{charts}<div class="words">
{explanation}</div>
</div>
{tables}<h3>The calls</h3>
<pre><code>{calls}</code></pre>
<p class="muted">From <code>{program}</code>.</p>
</section>
)",
              {{"slug", html(slug)},
               {"title", html(figure["title"])},
               {"covered", covered},
               {"statements", statements},
               {"pair", two_high_charts(figure["charts"]) ? " pair" : ""},
               {"charts", charts},
               {"explanation", explanation},
               {"tables", tables(figure)},
               {"calls", html(figure["calls"])},
               {"program", html(figure["program"])}});
}

std::string contents(const std::vector<json>& figures) {
  std::string items;
  for (const json& figure : figures)
    items += fill(R"(<li><a href="#{slug}">{title}</a></li>
)",
                  {{"slug", html(figure["slug"])}, {"title", html(figure["title"])}});
  return items;
}

// ---- the sources ----------------------------------------------------------------------------------------------------

std::string publications(const fs::path& data) {
  const auto table = report::read_csv(data / "report-published-values" / "sources.csv", "source", "title", "where");
  std::string items;
  for (std::size_t i = 0; i < table.size(); ++i) {
    items += fill(R"(<li id="{source}"><strong>{source}</strong> {title}, {where}</li>
)",
                  {{"source", html(table.text("source")[i])},
                   {"title", html(table.text("title")[i])},
                   {"where", link(table.text("where")[i])}});
  }
  return items;
}

std::string datasets(const fs::path& data) {
  const auto table = report::read_csv(data / "SOURCE.csv", "file", "what", "from", "commit", "licence");
  std::string items;
  std::set<std::string> directories;  // a figure refers to the directory: its first file has the anchor
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string file = table.text("file")[i];
    const std::string directory = file.substr(0, file.find('/'));
    std::string commits;
    for (const std::string& commit : split(table.text("commit")[i]))
      commits += (commits.empty() ? " at " : ", ") + html(commit.substr(0, 10));
    items += fill(R"(<li{id}><strong>{file}</strong> {what}. From {from}{commit}. Licence: {licence}.</li>
)",
                  {{"id", directories.insert(directory).second ? " id=\"" + html(directory) + "\"" : ""},
                   {"file", html(file)},
                   {"what", html(table.text("what")[i])},
                   {"from", link(table.text("from")[i])},
                   {"commit", commits},
                   {"licence", html(table.text("licence")[i])}});
  }
  return items;
}

// ---- the two files --------------------------------------------------------------------------------------------------

std::string figures_csv(const std::vector<json>& figures) {
  constexpr const char* columns[] = {"figure",   "quantity", "group",   "period", "published",
                                     "computed", "unit",     "verdict", "data"};
  std::string out = "figure,quantity,group,period,published,computed,unit,verdict,data\n";
  for (const json& figure : figures) {
    for (const json& row : figure["rows"]) {
      std::string line;
      for (const char* column : columns) {
        const json& value = row[column];
        std::string text = value.is_number() ? report::shortest(value) : value.is_string() ? std::string(value) : "";
        if (text.find_first_of(",\"\n") != std::string::npos) text = '"' + replaced(text, "\"", "\"\"") + '"';
        line += (line.empty() ? "" : ",") + text;
      }
      out += line + "\n";
    }
  }
  return out;
}

std::string index_html(const std::vector<json>& figures, const fs::path& data, const fs::path& node_modules) {
  const fs::path parts = LORENZ_REPORT_DIR;
  chart::palette colours;
  colours.paper = "var(--paper)";
  colours.ink = "var(--ink)";
  colours.muted = "var(--muted)";
  colours.grid = "var(--grid)";
  colours.computed = "var(--computed)";
  colours.published = "var(--published)";
  colours.second = "var(--second)";
  colours.fall = "var(--fall)";
  std::string sections;
  for (const json& figure : figures) sections += section(figure);
  const auto charts = report::read_csv(data / "report-published-values" / "figures.csv", "order", "figure");
  return fill(read(parts / "page.html"),
              {{"verdicts", overview(figures, charts.size())},
               {"charts", charts_one_by_one(figures, charts)},
               {"contents", contents(figures)},
               {"figures", sections},
               {"publications", publications(data)},
               {"data", datasets(data)},
               {"style", read(parts / "page.css")},
               {"theme", chart::theme(colours).dump()},
               {"script", read(parts / "page.js")},
               {"bundles", bundles(node_modules, read_json(parts.parent_path() / "package.json")["dependencies"])}});
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 5) throw std::runtime_error("page <output directory> <data directory> <node_modules> <fragment>...");
    const fs::path out = argv[1];
    std::vector<json> figures;
    for (int i = 4; i < argc; ++i) figures.push_back(read_json(argv[i]));
    const std::string table = figures_csv(figures);
    const std::string page = index_html(figures, argv[2], argv[3]);
    report::write_file(out / "figures.csv", table);
    report::write_file(out / "index.html", page);
    return 0;
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
