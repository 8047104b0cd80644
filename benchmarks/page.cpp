// SPDX-License-Identifier: BSL-1.0
//
// page.cpp: a page of what lorenz-bench and headers.cmake measured, each chart above the table of its numbers.
//
//     page <index.html> <node_modules> <ratios.json> [<growth.json> [<headers.json>]]
//
// Vega is inlined from node_modules; where it is not there, the page links the versions that examples/package.json
// names at a public CDN. Without either, the tables stand alone.

#include <algorithm>   // find, max, min
#include <cmath>       // ceil, fabs, floor, log10, pow
#include <cstddef>     // size_t
#include <cstdio>      // fprintf, printf, snprintf
#include <exception>   // exception
#include <filesystem>  // absolute, path
#include <fstream>     // ofstream
#include <map>         // map
#include <set>         // set
#include <stdexcept>   // runtime_error
#include <string>      // string
#include <vector>      // vector

#include <lorenz/plot.hpp>

#include "report/text.hpp"

namespace fs = std::filesystem;
namespace chart = lorenz::chart;
using namespace report;
using chart::json;

namespace {

// ---- files and text -------------------------------------------------------------------------------------------------

std::string number(const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

/// Three significant digits, without an exponent.
std::string digits(double value) {
  return number(value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : value >= 0.9995 ? "%.2f" : "%.3f", value);
}

std::string grouped(std::size_t n) {
  std::string text = std::to_string(n);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

std::string slug(const std::string& text) {
  std::string out;
  for (const char c : text) out += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
  return out;
}

// ---- what was measured ----------------------------------------------------------------------------------------------

struct cell {
  double fastest = 1e300, slowest = 0;  // nanoseconds
  double result = 0, bytes = 0;
};
using by_size = std::map<std::size_t, cell>;
using contenders = std::map<std::string, by_size>;                       // by who
using works = std::map<std::string, std::map<std::string, contenders>>;  // by work, by sample

works rows_of(const json& measured) {
  works all;
  for (const json& run : measured["benchmarks"]) {
    if (run["run_type"] != "iteration" || run.contains("error_occurred")) continue;
    const std::string name = run["run_name"];  // work, sample, n/who, and perhaps /iterations:1/manual_time
    const std::size_t slash = name.find('/'), size = name.rfind(", ", slash), sample = name.find(", ");
    const std::size_t end = std::min(name.find('/', slash + 1), name.size());
    const bool wall = end < name.size();
    cell& c = all[name.substr(0, sample)][name.substr(sample + 2, size - sample - 2)]
                 [name.substr(slash + 1, end - slash - 1)][std::stoull(name.substr(size + 2))];
    const double time = run[wall ? "real_time" : "cpu_time"];
    c.fastest = std::min(c.fastest, time);
    c.slowest = std::max(c.slowest, time);
    c.result = run.value("result", 0.0);
    c.bytes = run.value("bytes", 0.0);
  }
  return all;
}

std::set<std::size_t> sizes_of(const contenders& all) {
  std::set<std::size_t> sizes;
  for (const auto& [who, cells] : all)
    for (const auto& [n, c] : cells) sizes.insert(n);
  return sizes;
}

double spread(const by_size& cells) {
  double most = 0;
  for (const auto& [n, c] : cells) most = std::max(most, c.slowest / c.fastest - 1);
  return most;
}

// ---- charts ---------------------------------------------------------------------------------------------------------

struct line {
  std::string name, role;
  chart::points at;
};

// By the last digit of the role: series differ in more than their colour.
constexpr const char* shapes[] = {"triangle-left", "circle",        "square", "diamond",
                                  "triangle-up",   "triangle-down", "cross"};

/// Lines over sizes, both axes logarithmic, named at their right ends; where `rule` is not 0, lorenz
/// is drawn dashed at that height.
json over_sizes(const std::string& description, const std::string& y_title, std::vector<line> lines, double rule) {
  double least = rule > 0 ? rule : 1e300, largest = rule, first = 1e300, last = 0;
  for (const line& l : lines) {
    for (const chart::point& p : l.at) {
      least = std::min(least, p.y);
      largest = std::max(largest, p.y);
      first = std::min(first, p.x);
      last = std::max(last, p.x);
    }
  }
  const double bottom = std::pow(10, std::floor(std::log10(least) - 0.05)),
               top = std::pow(10, std::ceil(std::log10(largest) + 0.05));
  const double left = std::pow(10, std::floor(std::log10(first))),
               right = std::pow(10, std::max(std::ceil(std::log10(last)), std::log10(left) + 1));
  json x = chart::logarithmic("Values in the sample", left, right, "~s"),
       y = chart::logarithmic(y_title, bottom, top, "~g");
  if (rule > 0) lines.insert(lines.begin(), {"lorenz", "reference", {{left, rule}, {right, rule}}});
  std::vector<json> layers;
  std::vector<double> heights;
  for (const line& l : lines) heights.push_back(std::log10(l.at.back().y));
  heights = chart::detail::spread(heights, std::log10(top / bottom) * 17 / 340);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    layers.push_back(chart::line(lines[i].at, lines[i].role));
    if (lines[i].role != "reference") {
      layers.push_back(chart::layer("point", lines[i].role, lines[i].at));
      layers.back()["mark"].update(
          {{"size", 50}, {"shape", shapes[static_cast<std::size_t>(lines[i].role.back() - '0') % 7]}});
    }
    json name = chart::label({{right, std::pow(10, heights[i]), lines[i].name}}, lines[i].role);
    name["mark"].update({{"align", "left"}, {"baseline", "middle"}, {"dx", 8}});
    layers.push_back(name);
  }
  return chart::view(description, x, y, layers);
}

std::string drawing(const std::string& heading, const std::string& id, const json& spec) {
  return fill(R"(<figure>
<figcaption>{heading}</figcaption>
<div class="chart" data-spec="{id}" style="--height: {height}px">The chart needs JavaScript and Vega; the table has its numbers.</div>
<script type="application/json" id="{id}">{spec}</script>
</figure>
)",
              {{"heading", html(heading)},
               {"id", id},
               {"height", spec["height"].dump()},
               {"spec", replaced(spec.dump(), "</", "<\\/")}});
}

// ---- tables ---------------------------------------------------------------------------------------------------------

struct table {
  std::vector<std::string> heads;
  std::string rows;

  /// Cells that are empty stay so; those that begin with ! are marked.
  void row(const std::string& name, const std::vector<std::string>& cells) {
    rows += "<tr><th scope=\"row\">" + html(name) + "</th>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool marked = !cells[i].empty() && cells[i][0] == '!';
      rows += cells[i].empty() ? "<td></td>"
                               : fill(R"(<td class="number{mark}" data-label="{head}"><span>{text}</span></td>)",
                                      {{"mark", marked ? " less" : ""},
                                       {"head", html(heads[i + 1])},
                                       {"text", html(cells[i].substr(marked))}});
    }
    rows += "</tr>\n";
  }
  std::string text() const {
    std::string head;
    for (std::size_t i = 0; i < heads.size(); ++i)
      head += std::string("<th scope=\"col\"") + (i > 0 ? " class=\"number\">" : ">") + html(heads[i]) + "</th>";
    return "<div class=\"wide\"><table>\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n" + rows +
           "</tbody>\n</table></div>\n";
  }
};

std::string section(const std::string& title, const std::string& body) {
  return fill("<section aria-labelledby=\"{slug}\">\n<h2 id=\"{slug}\">{title}</h2>\n{body}</section>\n",
              {{"slug", slug(title)}, {"title", html(title)}, {"body", body}});
}

std::string words_for(const std::string& sample) {
  static const std::map<std::string, std::string> words = {
      {"lognormal", "Lognormal, sigma 2.8, as sizes and incomes of firms are."},
      {"pareto", "Pareto, with the tail of four fifths held by one fifth."},
      {"counts", "Whole numbers with a heavy tail and many ties."},
      {"hub", "Drawn from the downloads of the 55,524 models of the Hugging Face Hub in July 2022."},
      {"sorted", "The lognormal sample in ascending order."},
      {"reversed", "The lognormal sample in descending order."},
      {"organ pipe", "The lognormal sample, ascending to the middle and then descending."},
      {"equal", "All values equal."},
      {"few", "Five distinct values."},
      {"offset", "1e9 plus noise between 0 and 1: rounded sums lose it."},
      {"adversarial", "Made so that this library’s std::nth_element takes as long as it can."}};
  const std::size_t space = sample.rfind(' ');
  for (const std::string& name : {sample, sample.substr(0, space)})
    if (words.count(name)) return words.at(name) + (name == sample ? "" : " As" + sample.substr(space) + ".");
  return "";
}

/// A piece of work on one sample: the ratios by size.
std::string compared(const std::string& work, const std::string& sample, const contenders& all,
                     const std::vector<std::string>& names) {
  const by_size& own = all.at("lorenz");
  const std::set<std::size_t> sizes = sizes_of(all);
  table t;
  t.heads = {"values"};
  for (const std::size_t n : sizes) t.heads.push_back(grouped(n));
  t.heads.insert(t.heads.end(), {"slowest run", "result differs by"});
  std::vector<std::string> cells;
  for (const std::size_t n : sizes)
    cells.push_back(own.count(n) ? digits(own.at(n).fastest / static_cast<double>(n)) : "");
  cells.push_back(number("%+.0f %%", 100 * spread(own)));
  cells.emplace_back();
  t.row("lorenz, ns per value", cells);
  std::vector<line> lines;
  for (const auto& [who, measured] : all) {
    if (who == "lorenz") continue;
    const auto i = static_cast<std::size_t>(std::find(names.begin(), names.end(), who) - names.begin());
    line l = {who, i < 7 ? "series_" + std::to_string(i + 1) : "others", {}};
    double off = 0;
    cells.clear();
    for (const std::size_t n : sizes) {
      if (!own.count(n) || !measured.count(n)) {
        cells.emplace_back();
        continue;
      }
      const double ratio = measured.at(n).fastest / own.at(n).fastest;
      cells.push_back((ratio < 1 ? "!" : "") + digits(ratio) + " ×");
      l.at.push_back({static_cast<double>(n), ratio, who});
      off = std::max(off, std::fabs(measured.at(n).result - own.at(n).result) /
                              (own.at(n).result == 0 ? 1 : std::fabs(own.at(n).result)));
    }
    cells.push_back(number("%+.0f %%", 100 * spread(measured)));
    cells.push_back(off > 1e-6 ? number(off < 1e-4 ? "%.0e"
                                        : off < 1  ? "%.2g %%"
                                                   : "%.0f %%",
                                        off < 1e-4 ? off : 100 * off)
                               : "");
    t.row(who, cells);
    if (!l.at.empty()) lines.push_back(l);
  }
  const std::string heading = work + ", " + sample;
  std::string out = "<h3>" + html(heading) + "</h3>\n<p class=\"muted\">" + html(words_for(sample)) + "</p>\n";
  if (!lines.empty())
    out += drawing("Time as a multiple of lorenz’s", "chart-" + slug(heading),
                   over_sizes(heading + ": how many times as long as lorenz others take, by the size of the sample",
                              "Times as long as lorenz", lines, 1));
  return out + t.text();
}

std::string comparisons(const std::string& work, const std::map<std::string, contenders>& samples) {
  std::vector<std::string> names;  // one colour a name in all charts of a piece of work
  for (const auto& [sample, all] : samples)
    for (const auto& [who, cells] : all)
      if (who != "lorenz" && std::find(names.begin(), names.end(), who) == names.end()) names.push_back(who);
  std::string body;
  for (const auto& [sample, all] : samples)
    if (all.count("lorenz")) body += compared(work, sample, all, names);
  return body;
}

// What the charts of growth show; the tables have all.
const std::vector<std::string> ordered = {"gini",    "describe",      "99 quantiles", "median", "weighted median",
                                          "top 200", "count for half"};
const std::vector<std::string> unordered = {"mean", "weighted mean", "herfindahl", "theil", "atkinson 1", "digest"};

json growing(const std::vector<line>& all, const std::vector<std::string>& names) {
  std::vector<line> lines;
  for (line l : all) {
    const auto at = std::find(names.begin(), names.end(), l.name);
    if (at != names.end()) l.role = "series_" + std::to_string(at - names.begin() + 1);
    if (!l.role.empty()) lines.push_back(l);
  }
  return over_sizes("Nanoseconds per value by the size of the sample", "Nanoseconds per value", lines, 0);
}

/// What lorenz alone takes per value, beside what the machine allows.
std::string growth(const works& measured) {
  table time, memory;
  std::vector<line> lines;
  std::set<std::size_t> sizes;
  for (const auto& [work, samples] : measured)
    for (const auto& [sample, all] : samples)
      for (const std::size_t n : sizes_of(all)) sizes.insert(n);
  time.heads = {"ns per value"};
  memory.heads = {"bytes per value"};
  for (const std::size_t n : sizes) {
    time.heads.push_back(grouped(n));
    memory.heads.push_back(grouped(n));
  }
  time.heads.push_back("largest over first");
  memory.heads.push_back("at most n values and 1 MB");
  for (const auto& [work, samples] : measured) {
    for (const auto& [who, cells] : samples.begin()->second) {
      const bool limit = work == "limit";
      line l = {limit ? who : work, limit ? "reference" : "", {}};
      std::vector<std::string> times, bytes;
      double most = 0;
      bool within = true;
      for (const std::size_t n : sizes) {
        const auto c = cells.find(n);
        times.emplace_back();
        bytes.emplace_back();
        if (c == cells.end()) continue;
        const auto count = static_cast<double>(n);
        const double cost = c->second.fastest / count;
        most = std::max(most, cost);
        within = within && c->second.bytes <= 8 * count + 1e6;
        times.back() = digits(cost);
        bytes.back() = digits(c->second.bytes / count);
        l.at.push_back({count, cost, l.name});
      }
      const double rise = most / l.at.front().y;
      times.push_back((rise > 2.5 && !limit ? "!" : "") + digits(rise) + " ×");
      bytes.emplace_back(within ? "yes" : "!no");
      time.row(limit ? "limit: " + who : work, times);
      if (!limit) memory.row(work, bytes);
      lines.push_back(l);
    }
  }
  return "<p>On the lognormal sample, one thread. Dashed: a copy of the data and a plain rounded sum, which is what "
         "the machine allows.</p>\n" +
         drawing("Measures that need an order", "chart-ordered", growing(lines, ordered)) +
         drawing("Measures that need none, and the digest", "chart-unordered", growing(lines, unordered)) +
         time.text() + "<h3>Memory beside the input, at its highest</h3>\n" + memory.text();
}

std::string headers(const json& measured) {
  table t;
  t.heads = {"header", "lines after preprocessing", "seconds to compile"};
  for (const json& row : measured) t.row(row["header"], {grouped(row["lines"]), number("%.2f", row["seconds"])});
  return "<p>A file that includes the header and nothing else, in C++17. Below them: standard headers together, and "
         "peers.</p>\n" +
         t.text();
}

std::string machine(const json& context) {
  std::string list;
  const auto say = [&](const char* what, const std::string& value) {
    list += "<dt class=\"muted\">" + std::string(what) + "</dt><dd>" + html(value) + "</dd>\n";
  };
  const auto text = [&](const char* key) {
    return context.contains(key) ? context[key].get<std::string>() : "left out";
  };
  say("Processor",
      text("processor") + ", " + context["num_cpus"].dump() + " cores, " + context["mhz_per_cpu"].dump() + " MHz");
  std::string caches;
  for (const json& cache : context["caches"]) {
    caches += (caches.empty() ? "L" : ", L") + cache["level"].dump() + " " + cache["type"].get<std::string>() + " " +
              std::to_string(cache["size"].get<std::size_t>() / 1024) + " KiB";
  }
  say("Caches", caches);
  std::string load;
  for (const json& average : context["load_avg"]) load += (load.empty() ? "" : ", ") + number("%.1f", average);
  say("Load at the start", load);
  say("Compiler", text("compiler") + ", " + text("flags"));
  say("Highway", text("Highway"));
  say("numpy", text("numpy"));
  say("R", text("R"));
  say("Date", text("date"));
  return list;
}

std::string page(const fs::path& node_modules, const std::vector<fs::path>& files) {
  const json measured = json::parse(read(files[0]));
  std::string sections, contents, names;
  const auto add = [&](const std::string& title, const std::string& body) {
    if (body.empty()) return;
    sections += section(title, body);
    contents += "<li><a href=\"#" + slug(title) + "\">" + html(title) + "</a></li>\n";
  };
  for (const auto& [work, samples] : rows_of(measured)) add(work, comparisons(work, samples));
  if (files.size() > 1) add("Cost and memory per value", growth(rows_of(json::parse(read(files[1])))));
  if (files.size() > 2) add("Cost of including a header", headers(json::parse(read(files[2]))));
  for (const fs::path& file : files)
    names += (names.empty() ? "<code>" : ", <code>") + html(file.filename().string()) + "</code>";
  chart::palette colours;
  colours.paper = "var(--paper)";
  colours.ink = "var(--ink)";
  colours.muted = "var(--muted)";
  colours.grid = "var(--grid)";
  for (std::size_t i = 0; i < 6; ++i) colours.series[i] = "var(--series-" + std::to_string(i + 1) + ")";
  colours.series[6] = "var(--ink)";
  return fill(read(BENCH_PAGE "/page.html"),
              {{"style", read(BENCH_EXAMPLES "/report/page.css") + read(BENCH_PAGE "/page.css")},
               {"machine", machine(measured["context"])},
               {"contents", contents},
               {"files", names},
               {"theme", chart::theme(colours).dump()},
               {"script", read(BENCH_EXAMPLES "/report/page.js")},
               {"sections", sections},
               {"bundles", bundles(node_modules, json::parse(read(BENCH_EXAMPLES "/package.json"))["dependencies"])}});
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 4)
      throw std::runtime_error("page <index.html> <node_modules> <ratios.json> [<growth.json> [<headers.json>]]");
    const std::string text = page(argv[2], std::vector<fs::path>(argv + 3, argv + argc));
    std::ofstream(argv[1], std::ios::binary) << text;
    std::printf("The page: %s\n", fs::absolute(argv[1]).c_str());
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
}
