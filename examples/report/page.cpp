// SPDX-License-Identifier: BSL-1.0
//
// page.cpp: gathers the fragments of all figures into one page and one table.
//
//     page <output directory> <data directory> <node_modules> <fragment>...
//
// Writes index.html and figures.csv, figures in the order of the arguments. Vega is inlined from node_modules; where it
// is not there, the page links the versions that package.json names at a public CDN.

#include <algorithm>         // clamp, min
#include <cmath>             // abs
#include <cstddef>           // size_t
#include <exception>         // exception
#include <filesystem>        // path, exists
#include <fstream>           // ifstream
#include <initializer_list>  // initializer_list
#include <iostream>          // cerr
#include <iterator>          // istreambuf_iterator, size
#include <map>               // map
#include <set>               // set
#include <stdexcept>         // runtime_error
#include <string>            // string, to_string
#include <utility>           // pair
#include <vector>            // vector

#include <lorenz/chart.hpp>

#include "csv.hpp"
#include "figure.hpp"

namespace fs = std::filesystem;
using report::json;

namespace {

// ---- files and text -------------------------------------------------------------------------------------------------

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + ": cannot be opened");
  return {std::istreambuf_iterator<char>(in), {}};
}

json read_json(const fs::path& file) {
  try {
    return json::parse(read(file));
  } catch (const json::exception& e) {
    throw std::runtime_error(file.string() + ": " + e.what());
  }
}

/// The text with each {name} in it filled in.
std::string fill(const std::string& text, std::initializer_list<std::pair<const char*, std::string>> values) {
  std::string filled;
  std::size_t at = 0;
  for (std::size_t open = 0; (open = text.find('{', at)) != std::string::npos;) {
    const std::size_t close = text.find('}', open);
    const std::string name = text.substr(open + 1, close - open - 1);
    const auto* value = values.begin();
    while (value != values.end() && name != value->first) ++value;
    if (value == values.end()) throw std::logic_error("page: nothing for {" + name + "}");
    filled.append(text, at, open - at).append(value->second);
    at = close + 1;
  }
  return filled.append(text, at);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

std::string html(const std::string& text) {
  return replaced(replaced(replaced(replaced(text, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&quot;");
}

/// Escaped, with [words](#place) as a link.
std::string prose(const std::string& text) {
  const std::string escaped = html(text);
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

std::string cell(const char* kind, const char* label, const std::string& content) {
  if (content.empty()) return "<td></td>";
  return fill(R"(<td class="{kind}" data-label="{label}"><span>{content}</span></td>)",
              {{"kind", kind}, {"label", label}, {"content", content}});
}

/// A row with what was published and the difference, or the shorter one of a further number.
std::string table_row(const json& row) {
  const auto text = [&](const char* key) { return html(row[key].get<std::string>()); };
  const auto optional = [&](const char* key, const char* around) {
    return text(key).empty() ? std::string() : fill(around, {{"it", text(key)}});
  };
  const bool was_published = !row["published"].is_null(), was_computed = !row["computed"].is_null();
  std::string compared, from = optional("source", R"(<a href="#{it}">{it}</a>)");
  for (const std::string& dataset : split(row["data"]))
    from += fill(R"( <a href="#{it}">{it}</a>)", {{"it", html(dataset)}});
  if (was_published)
    compared = cell("number published", "published",
                    with_unit(report::grouped(report::shortest(row["published"])), row["unit"]) +
                        optional("qualifier", " <small>{it}</small>"));
  compared += cell("number computed", "computed", was_computed ? with_unit(text("shown"), row["unit"]) : "");
  if (was_published) compared += cell("number", "difference", was_computed ? difference(row) : "");
  return fill(
      R"(<tr><th scope="row">{quantity}{group}{period}</th>{compared}{verdict}{source}</tr>
)",
      {{"quantity", text("quantity")},
       {"group", optional("group", ", {it}")},
       {"period", optional("period", R"( <span class="period">{it}</span>)")},
       {"compared", compared},
       {"verdict", cell("judged", "verdict", judged(row) + optional("note", R"( <span class="note">{it}</span>)"))},
       {"source", cell("source", "source", from)}});
}

std::string table(const std::string& rows, const char* kind, const std::string& columns) {
  if (rows.empty()) return "";
  return fill(R"(<table class="{kind}">
<thead><tr><th scope="col">quantity</th>{columns}<th scope="col" class="judged">verdict</th><th scope="col">source</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
)",
              {{"kind", kind}, {"columns", columns}, {"rows", rows}});
}

/// The numbers of a figure: the published ones, each beside its computed one, and folded below them the further ones.
std::string tables(const json& figure) {
  std::string published, further;
  int count = 0;
  for (const json& row : figure["rows"]) {
    if (row["published"].is_null()) ++count;
    (row["published"].is_null() ? further : published) += table_row(row);
  }
  const std::string computed = R"(<th scope="col" class="number">computed</th>)";
  further = table(further, "further", computed);
  if (published.empty()) return further;
  if (count > 0)
    further =
        fill("<details>\n<summary>{count} further {numbers}</summary>\n{table}</details>\n",
             {{"count", std::to_string(count)}, {"numbers", count == 1 ? "number" : "numbers"}, {"table", further}});
  return table(published, "compared",
               R"(<th scope="col" class="number">published</th>)" + computed +
                   R"(<th scope="col" class="number">difference</th>)") +
         further;
}

std::string statement(const json& said) {
  return fill(R"(<blockquote><p>{statement}</p><cite><a href="#{source}">{source}</a>, in our words</cite></blockquote>
)",
              {{"statement", html(said["statement"])}, {"source", html(said["source"])}});
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
{covered}{statements}{charts}{explanation}{tables}<h3>The calls</h3>
<pre><code>{calls}</code></pre>
<p class="muted">From <code>{program}</code>.</p>
</section>
)",
              {{"slug", html(slug)},
               {"title", html(figure["title"])},
               {"covered", covered},
               {"statements", statements},
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

/// Vega, inlined or linked.
std::string bundles(const fs::path& node_modules, const json& versions) {
  std::string scripts;
  for (const std::string name : {"vega", "vega-lite", "vega-embed"}) {
    const fs::path bundle = node_modules / name / "build" / (name + ".min.js");
    if (fs::exists(bundle)) {
      scripts += fill("<script>{it}</script>\n", {{"it", replaced(read(bundle), "</script", "<\\/script")}});
    } else {
      scripts += fill(R"(<script src="https://cdn.jsdelivr.net/npm/{name}@{version}/build/{name}.min.js"></script>
)",
                      {{"name", name}, {"version", versions[name]}});
    }
  }
  return scripts;
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
