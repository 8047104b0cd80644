// SPDX-License-Identifier: BSL-1.0
//
// page.cpp: gathers the fragments of all figures into one page and one table.
//
//     page <output directory> <data directory> <node_modules> <fragment>...
//
// Writes index.html and figures.csv, figures in the order of the arguments. Vega is inlined from node_modules; where it
// is not there, the page links the versions that package.json names at a public CDN.

#include <algorithm>   // max, min
#include <cmath>       // abs
#include <cstdio>      // fprintf
#include <exception>   // exception
#include <filesystem>  // path, exists
#include <fstream>     // ifstream
#include <iterator>    // istreambuf_iterator
#include <map>         // map
#include <set>         // set
#include <stdexcept>   // runtime_error
#include <string>      // string
#include <vector>      // vector

#include "chart.hpp"
#include "csv.hpp"
#include "figure.hpp"

namespace fs = std::filesystem;
using report::json;

namespace {

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

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

std::string html(const std::string& text) {
  std::string escaped = replaced(replaced(text, "&", "&amp;"), "<", "&lt;");
  return replaced(replaced(escaped, ">", "&gt;"), "\"", "&quot;");
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

/// Text that may stand inside a script element.
std::string script(const std::string& text) { return replaced(text, "</", "<\\/"); }

/// An address becomes a link, with what follows it as plain text.
std::string link(const std::string& where) {
  const std::string scheme = "https://";
  if (where.compare(0, scheme.size(), scheme) != 0) return html(where);
  const auto end = std::min(where.find(' '), where.size());
  const std::string address = where.substr(0, end);
  return "<a href=\"" + html(address) + "\">" + html(address.substr(scheme.size())) + "</a>" + html(where.substr(end));
}

std::string with_unit(const std::string& number, const json& row) {
  const std::string unit = row["unit"];
  if (unit == "percent") return number + " %";
  if (unit == "factor") return number + "-fold";
  for (const char* plain : {"", "count", "ratio", "rank", "downloads"})
    if (unit == plain) return number;
  return number + " " + html(unit);
}

/// computed - published, in the digits of the published number, and one at least where it is no count.
std::string difference(const json& row) {
  if (row["computed"].is_null() || row["published"].is_null()) return "";
  const std::string unit = row["unit"];
  const std::string published = report::shortest(row["published"]);
  const auto point = std::min(published.find('.'), published.size() - 1);
  const bool whole = unit == "count" || unit == "rank" || unit == "downloads";
  const int decimals = std::max(static_cast<int>(published.size() - 1 - point), whole ? 0 : 1);
  const double by = row["computed"].get<double>() - row["published"].get<double>();
  const std::string text = report::grouped(report::fixed(std::abs(by), decimals));
  return (by < 0 ? "−" : "+") + text + (unit == "percent" ? " points" : "");
}

/// What each verdict means, in the order of report::verdicts.
constexpr const char* meanings[] = {
    "the same number from independent data", "computed as published, on another population, date or window",
    "what follows from printed numbers alone", "its data are not here; the table names them"};
constexpr const char* signs[] = {"=", "≈", "∴", "∅"};

std::string verdict_sign(const std::string& verdict) {
  for (std::size_t i = 0; i < std::size(report::verdicts); ++i)
    if (verdict == report::verdicts[i]) return signs[i];
  throw std::runtime_error("\"" + verdict + "\" is not a verdict");
}

std::string cell(const std::string& kind, const std::string& label, const std::string& content) {
  if (content.empty()) return "<td class=\"" + kind + "\"></td>";
  return "<td class=\"" + kind + "\" data-label=\"" + label + "\"><span>" + content + "</span></td>";
}

std::string table_row(const json& row) {
  const auto text = [&](const char* key) { return html(row[key].get<std::string>()); };
  const std::string group = text("group");
  const std::string period = text("period");
  const std::string source = text("source");
  const std::string dataset = text("data");
  const std::string qualifier = text("qualifier");
  std::string published, computed, from;
  if (!row["published"].is_null()) {
    published = with_unit(report::grouped(report::shortest(row["published"])), row);
    if (!qualifier.empty()) published += " <small>" + qualifier + "</small>";
    from = "<a href=\"#" + source + "\">" + source + "</a>";
  }
  if (!row["computed"].is_null()) computed = with_unit(text("shown"), row);
  for (const std::string& part : split(dataset)) from += "<a href=\"#" + part + "\">" + part + "</a>";
  std::string verdict = verdict_sign(row["verdict"]) + " " + text("verdict");
  if (!text("note").empty()) verdict += "<span class=\"note\">" + text("note") + "</span>";
  return "<tr><th scope=\"row\">" + text("quantity") + (group.empty() ? "" : ", " + group) +
         (period.empty() ? "" : "<span class=\"period\">" + period + "</span>") + "</th>" +
         cell("number published", "published", published) + cell("number computed", "computed", computed) +
         cell("number", "difference", difference(row)) + cell("judged", "verdict", verdict) +
         cell("source", "source", from) + "</tr>\n";
}

std::string section(const json& figure) {
  const std::string slug = figure["slug"];
  std::string out =
      "<section aria-labelledby=\"" + slug + "\">\n<h2 id=\"" + slug + "\">" + html(figure["title"]) + "</h2>\n";
  for (const json& said : figure["statements"]) {
    const std::string source = html(said["source"]);
    out += "<blockquote><p>" + html(said["statement"]) + "</p><cite><a href=\"#" + source + "\">" + source +
           "</a>, in our words</cite></blockquote>\n";
  }
  int number = 0;
  for (const json& chart : figure["charts"]) {
    const std::string id = slug + "-chart-" + std::to_string(++number);
    out +=
        "<figure>\n<figcaption>" + html(chart["heading"]) + "</figcaption>\n<div class=\"chart\" data-spec=\"" + id +
        "\">The chart needs JavaScript and Vega; the table has its numbers.</div>\n<script type=\"application/json\" "
        "id=\"" +
        id + "\">" + script(chart["spec"].dump()) + "</script>\n</figure>\n";
  }
  for (const json& paragraph : figure["explanation"]) out += "<p>" + html(paragraph) + "</p>\n";
  out +=
      "<table>\n<thead><tr><th scope=\"col\">quantity</th><th scope=\"col\" class=\"number\">published</th>"
      "<th scope=\"col\" class=\"number\">computed</th><th scope=\"col\" class=\"number\">difference</th>"
      "<th scope=\"col\" class=\"judged\">verdict</th><th scope=\"col\">source</th></tr></thead>\n<tbody>\n";
  for (const json& row : figure["rows"]) out += table_row(row);
  out += "</tbody>\n</table>\n";
  return out + "<h3>The calls</h3>\n<pre><code>" + html(figure["calls"]) +
         "</code></pre>\n<p class=\"muted\">From <code>" + html(figure["program"]) + "</code>.</p>\n</section>\n";
}

/// The four verdicts, what they mean and how many things fall under each.
std::string verdict_list(std::map<std::string, int>& count) {
  std::string out = "<ul class=\"verdicts\">\n";
  for (std::size_t i = 0; i < std::size(report::verdicts); ++i) {
    out += "<li><span class=\"count\">" + std::to_string(count[report::verdicts[i]]) + "</span> <strong>" + signs[i] +
           " " + report::verdicts[i] + "</strong> <span class=\"note\">" + meanings[i] + "</span></li>\n";
  }
  return out + "</ul>\n";
}

/// The charts of the report, each with its verdict and the figure that gives it, and how many fall under each verdict.
std::string chart_verdicts(const std::vector<json>& figures, const fs::path& data) {
  const auto charts = report::read_csv(data / "report-published-values" / "figures.csv", "order", "figure");
  std::map<std::string, int> count;
  std::string list;
  for (std::size_t i = 0; i < charts.size(); ++i)
    for (const json& figure : figures)
      for (const json& covered : figure["covers"]) {
        const std::string number = std::to_string(covered["chart"].get<int>());
        if (number != charts.text("order")[i]) continue;
        ++count[covered["verdict"]];
        list += "<li value=\"" + number + "\"><a href=\"#" + figure["slug"].get<std::string>() + "\">" +
                html(charts.text("figure")[i]) + "</a> <span class=\"note\">" + verdict_sign(covered["verdict"]) + " " +
                html(covered["verdict"]) + "</span></li>\n";
      }
  return verdict_list(count) + "<details>\n<summary>The " + std::to_string(charts.size()) +
         " charts, one by one</summary>\n<ol class=\"charts\">\n" + list + "</ol>\n</details>\n";
}

/// How many published numbers fall under each verdict; one with two readings counts once, by the first.
std::string verdict_counts(const std::vector<json>& figures) {
  std::map<std::string, int> count;
  std::set<int> seen;
  int further = 0;
  for (const json& figure : figures) {
    for (const json& row : figure["rows"]) {
      const int line = row["published_line"];
      if (line == 0)
        further += row["computed"].is_null() ? 0 : 1;
      else if (seen.insert(line).second)
        ++count[row["verdict"]];
    }
  }
  std::string out = "<p>Of the " + std::to_string(seen.size()) + " published numbers ";
  const char* before = "";
  for (const char* verdict : report::verdicts) {
    out += before + std::to_string(count[verdict]) + " are " + verdict;
    before = ", ";
  }
  return out + "; " + std::to_string(further) + " further numbers stand beside them that only the data give.</p>";
}

std::string contents(const std::vector<json>& figures) {
  std::string out = "<ol>\n";
  for (const json& figure : figures)
    out += "<li><a href=\"#" + figure["slug"].get<std::string>() + "\">" + html(figure["title"]) + "</a></li>\n";
  return out + "<li><a href=\"#sources\">Sources</a></li>\n</ol>";
}

std::string publications(const fs::path& data) {
  const auto table = report::read_csv(data / "report-published-values" / "sources.csv", "source", "title", "where");
  std::string out = "<ul>\n";
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string key = html(table.text("source")[i]);
    out += "<li id=\"" + key + "\"><strong>" + key + "</strong> " + html(table.text("title")[i]) + ", " +
           link(table.text("where")[i]) + "</li>\n";
  }
  return out + "</ul>";
}

std::string datasets(const fs::path& data) {
  const auto table = report::read_csv(data / "SOURCE.csv", "file", "what", "from", "commit", "licence");
  std::string out = "<ul>\n";
  std::set<std::string> anchors;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string file = table.text("file")[i];
    const std::string directory = file.substr(0, file.find('/'));
    out += anchors.insert(directory).second ? "<li id=\"" + html(directory) + "\">" : std::string("<li>");
    out +=
        "<strong>" + html(file) + "</strong> " + html(table.text("what")[i]) + ". From " + link(table.text("from")[i]);
    const char* before = ", at ";
    for (const std::string& commit : split(table.text("commit")[i])) {
      out += before + html(commit.substr(0, 10));
      before = ", ";
    }
    out += ". Licence: " + html(table.text("licence")[i]) + ".</li>\n";
  }
  return out + "</ul>";
}

/// Vega, inlined or linked.
std::string bundles(const fs::path& node_modules) {
  const json versions = read_json(fs::path(LORENZ_REPORT_DIR).parent_path() / "package.json")["dependencies"];
  std::string out;
  for (const std::string name : {"vega", "vega-lite", "vega-embed"}) {
    const std::string file = "build/" + name + ".min.js";
    if (fs::exists(node_modules / name / file)) {
      out += "<script>" + replaced(read(node_modules / name / file), "</script", "<\\/script") + "</script>\n";
    } else {
      out += "<script src=\"https://cdn.jsdelivr.net/npm/" + name + "@" + versions[name].get<std::string>() + "/" +
             file + "\"></script>\n";
    }
  }
  return out;
}

std::string csv_cell(const std::string& text) {
  return text.find_first_of(",\"\n") == std::string::npos ? text : '"' + replaced(text, "\"", "\"\"") + '"';
}

std::string figures_csv(const std::vector<json>& figures) {
  std::string out = "figure,quantity,group,period,published,computed,unit,verdict,data\n";
  for (const json& figure : figures) {
    for (const json& row : figure["rows"]) {
      for (const char* key :
           {"figure", "quantity", "group", "period", "published", "computed", "unit", "verdict", "data"}) {
        const json& value = row[key];
        if (value.is_number()) out += report::shortest(value);
        if (value.is_string()) out += csv_cell(value);
        out += std::string(key) == "data" ? '\n' : ',';
      }
    }
  }
  return out;
}

std::string index_html(const std::vector<json>& figures, const fs::path& data, const fs::path& node_modules) {
  const fs::path parts = LORENZ_REPORT_DIR;
  chart::palette colours;
  colours.ink = "var(--ink)";
  colours.muted = "var(--muted)";
  colours.grid = "var(--grid)";
  colours.computed = "var(--computed)";
  colours.published = "var(--published)";
  colours.second = "var(--second)";
  std::string sections;
  for (const json& figure : figures) sections += section(figure);
  std::string page = read(parts / "page.html");
  page = replaced(page, "{{verdicts}}", chart_verdicts(figures, data) + verdict_counts(figures));
  page = replaced(page, "{{contents}}", contents(figures));
  page = replaced(page, "{{figures}}", sections);
  page = replaced(page, "{{publications}}", publications(data));
  page = replaced(page, "{{data}}", datasets(data));
  page = replaced(page, "{{style}}", read(parts / "page.css"));
  page = replaced(page, "{{theme}}", chart::theme(colours).dump());
  page = replaced(page, "{{script}}", read(parts / "page.js"));
  return replaced(page, "{{bundles}}", bundles(node_modules));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 5) throw std::runtime_error("page <output directory> <data directory> <node_modules> <fragment>...");
    const fs::path out = argv[1];
    std::vector<json> figures;
    for (int i = 4; i < argc; ++i) figures.push_back(read_json(argv[i]));
    const std::string page = index_html(figures, argv[2], argv[3]);
    report::write_file(out / "figures.csv", figures_csv(figures));
    report::write_file(out / "index.html", page);
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
}
