// SPDX-License-Identifier: BSL-1.0
//
// figure.hpp: what one program of the report says. Published numbers beside computed ones, a verdict on each, charts.
//
//     report::figure f("concentration", "Concentration of downloads", data);
//     f.published("HF-S26", "share of all downloads", "top 200 models", "2025")
//         .computed(100 * top_200, "90.0527")
//         .verdict(report::other_data, "hf-hub-2022-07", "30-day counts of 2022");
//     int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, concentration); }

#ifndef LORENZ_EXAMPLES_FIGURE_HPP
#define LORENZ_EXAMPLES_FIGURE_HPP

#include <cstddef>     // size_t
#include <cstdio>      // snprintf, printf, fprintf
#include <deque>       // deque
#include <exception>   // exception
#include <filesystem>  // path, rename, remove, create_directories
#include <fstream>     // ifstream, ofstream
#include <optional>    // optional
#include <stdexcept>   // runtime_error
#include <string>      // string, getline
#include <utility>     // move

#include <nlohmann/json.hpp>  // ordered_json

#include "csv.hpp"

namespace report {

using json = nlohmann::ordered_json;

// The four verdicts, and no other.
constexpr const char* reproduced = "reproduced";
constexpr const char* other_data = "same method, other data";
constexpr const char* derived = "derived from published aggregates";
constexpr const char* not_computable = "not computable";
constexpr const char* verdicts[] = {reproduced, other_data, derived, not_computable};

/// The shortest notation with up to 15 digits: 49.6, 50.
inline std::string shortest(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", value);
  return text;
}

/// The value in fixed notation with `decimals` places.
inline std::string fixed(double value, int decimals) {
  char text[512];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

/// 1234567.5 as 1,234,567.5.
inline std::string grouped(std::string number) {
  const std::size_t first = number.front() == '-' ? 1 : 0;
  const std::size_t point = std::min(number.find('.'), number.size());
  for (std::size_t at = point; at > first + 3;) number.insert(at -= 3, 1, ',');
  return number;
}

/// Writes a file whole or not at all: under a temporary name first, then renamed.
inline void write_file(const std::filesystem::path& file, const std::string& content) {
  const std::filesystem::path partial = file.string() + ".partial";
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(partial, std::ios::binary);
  out << content;
  out.close();
  if (!out) {
    std::filesystem::remove(partial);
    throw std::runtime_error(file.string() + ": cannot be written");
  }
  std::filesystem::rename(partial, file);
}

/// One line of a figure's table.
class row {
 public:
  std::string figure, quantity, group, period, unit;
  std::string source, qualifier;               // of the published number: "HF-S26", "approximately"
  std::optional<double> published_value;
  std::size_t published_line = 0;              // its line in values.csv; 0: nothing published
  std::optional<double> computed_value;
  std::string pinned;                          // what computed_value must print as
  std::string verdict_text, data, note;

  /// The group a published number is understood to speak of, where its words allow more than one.
  row& read_as(const std::string& other_group) {
    group = other_group;
    return *this;
  }
  /// `pin` is the number as it is shown; the program fails when the value no longer prints so.
  row& computed(double value, const std::string& pin) {
    computed_value = value;
    pinned = pin;
    return *this;
  }
  row& verdict(const char* text, const std::string& dataset, const std::string& reason = "") {
    verdict_text = text;
    data = dataset;
    note = reason;
    return *this;
  }

  std::string name() const { return group.empty() ? quantity : quantity + ", " + group; }
};

/// A figure of the report: what was published, what comes out here, and how it looks.
class figure {
 public:
  /// `data` is the directory with report-published-values/values.csv.
  figure(std::string slug, std::string title, const std::filesystem::path& data)
      : slug_(std::move(slug)),
        title_(std::move(title)),
        published_(read_csv(data / "report-published-values" / "values.csv", "source", "figure", "quantity", "group",
                            "period", "value", "unit")) {}

  /// What a publication says, in our words.
  void says(const std::string& source, const std::string& statement) {
    statements_.push_back({{"source", source}, {"statement", statement}});
  }
  /// A paragraph under the table.
  void explain(const std::string& paragraph) { explanation_.push_back(paragraph); }

  /// Adds the row of one published number, taken from values.csv by these four columns.
  row& published(const std::string& source, const std::string& quantity, const std::string& group,
                 const std::string& period) {
    const auto is = [&](const char* column, std::size_t i, const std::string& text) {
      return published_.text(column)[i] == text;
    };
    for (std::size_t i = 0; i < published_.size(); ++i) {
      if (!is("source", i, source) || !is("quantity", i, quantity) || !is("group", i, group) || !is("period", i, period))
        continue;
      row& r = further(quantity, group, period, published_.text("unit")[i]);
      r.figure = published_.text("figure")[i];
      r.source = source;
      r.published_value = published_.numbers("value")[i];
      r.published_line = published_.line(i);
      if (const auto open = r.unit.find(" ("); open != std::string::npos) {
        r.qualifier = r.unit.substr(open + 2, r.unit.size() - open - 3);
        r.unit.resize(open);
      }
      return r;
    }
    throw std::runtime_error("values.csv has no row " + source + ", " + quantity + ", " + group + ", " + period);
  }

  /// Adds a row with a number nobody published.
  row& further(const std::string& quantity, const std::string& group, const std::string& period,
               const std::string& unit) {
    row r;
    r.figure = slug_;
    r.quantity = quantity;
    r.group = group;
    r.period = period;
    r.unit = unit;
    return rows_.emplace_back(std::move(r));
  }

  /// Adds a chart: a title above it and its Vega-Lite description.
  void chart(const std::string& heading, json spec) {
    charts_.push_back({{"heading", heading}, {"spec", std::move(spec)}});
  }

  /// The table as text.
  void print() const {
    std::printf("%s\n\n%-58s %14s %20s  %s\n", title_.c_str(), "", "published", "computed", "verdict");
    for (const row& r : rows_) {
      const std::string unit = r.unit == "percent" ? " %" : "";
      const std::string published = r.published_value ? grouped(shortest(*r.published_value)) + unit : "";
      const std::string computed = r.computed_value ? grouped(r.pinned) + unit : "";
      std::printf("%-58s %14s %20s  %s\n", r.name().c_str(), published.c_str(), computed.c_str(),
                  r.verdict_text.c_str());
    }
  }

  /// Throws when a computed number no longer prints as pinned.
  void check() const {
    for (const row& r : rows_) {
      if (r.verdict_text.empty()) throw std::runtime_error(r.name() + ": no verdict");
      if (!r.computed_value) continue;
      const auto point = r.pinned.find('.');
      const auto decimals = point == std::string::npos ? 0 : r.pinned.size() - point - 1;
      const std::string now = fixed(*r.computed_value, static_cast<int>(decimals));
      if (now != r.pinned) throw std::runtime_error(r.name() + ": " + now + ", pinned at " + r.pinned);
    }
  }

  /// The fragment of the page: `program` and the calls in it.
  json fragment(const std::string& program, const std::string& calls) const {
    json rows = json::array();
    for (const row& r : rows_) {
      rows.push_back({{"figure", r.figure}, {"quantity", r.quantity}, {"group", r.group}, {"period", r.period},
                      {"source", r.source}, {"published", nullptr}, {"qualifier", r.qualifier},
                      {"published_line", r.published_line}, {"computed", nullptr}, {"shown", r.computed_value ? grouped(r.pinned) : ""},
                      {"unit", r.unit}, {"verdict", r.verdict_text}, {"data", r.data}, {"note", r.note}});
      if (r.published_value) rows.back()["published"] = *r.published_value;
      if (r.computed_value) rows.back()["computed"] = *r.computed_value;
    }
    return {{"slug", slug_}, {"title", title_}, {"statements", statements_}, {"explanation", explanation_},
            {"rows", rows}, {"charts", charts_}, {"program", program}, {"calls", calls}};
  }

  const std::string& slug() const { return slug_; }

 private:
  std::string slug_, title_;
  csv published_;
  std::deque<row> rows_;  // a deque: references to its rows stay good
  json statements_ = json::array(), explanation_ = json::array(), charts_ = json::array();
};

/// The calls a program shows: its lines from the comment "// The calls" to the next empty line.
inline std::string calls_in(const std::filesystem::path& source) {
  std::ifstream in(source);
  std::string line, calls;
  bool inside = false;
  while (std::getline(in, line) && !(inside && line.empty())) {
    if (inside) calls += line.substr(std::min(line.find_first_not_of(' '), std::size_t{2})) + "\n";
    if (line.find("// The calls") != std::string::npos) inside = true;
  }
  if (calls.empty()) throw std::runtime_error(source.string() + ": no calls marked");
  return calls;
}

/// main() of a figure: `program [output directory [data directory]]` prints the table, checks the pinned numbers and,
/// given an output directory, writes <slug>.json there. Exit status 1, and no file, when anything is wrong.
inline int run(int argc, char** argv, const char* source, figure (*make)(const std::filesystem::path& data)) {
  try {
    const figure f = make(argc > 2 ? argv[2] : LORENZ_EXAMPLES_DATA);
    f.print();
    f.check();
    if (argc > 1) {
      const json page = f.fragment(std::filesystem::path(source).filename().string(), calls_in(source));
      write_file(std::filesystem::path(argv[1]) / (f.slug() + ".json"), page.dump(1) + "\n");
    }
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
}

}  // namespace report

#endif
