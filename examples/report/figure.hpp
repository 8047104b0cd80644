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
#include <deque>       // deque
#include <filesystem>  // path
#include <optional>    // optional
#include <string>      // string
#include <utility>     // move

#include <lorenz/chart.hpp>
#include <nlohmann/json.hpp>  // ordered_json

#include "csv.hpp"

namespace chart = lorenz::chart;

namespace report {

using json = nlohmann::ordered_json;

// The four verdicts, and no other.
constexpr const char* reproduced = "reproduced";
constexpr const char* other_data = "same method, other data";
constexpr const char* derived = "derived from published aggregates";
constexpr const char* not_computable = "not computable";
constexpr const char* verdicts[] = {reproduced, other_data, derived, not_computable};

/// One line of a figure's table.
class row {
 public:
  /// `pin` is the number as it is shown; the program fails when the value no longer prints so.
  row& computed(double value, const std::string& pin);
  /// A number that another program gives for the same data, and where it is printed: "PYSAL".
  row& expected(double value, const std::string& source);
  /// One of the four, the directory of the data, and why the two numbers differ or what is missing.
  row& verdict(const char* verdict, const std::string& data, const std::string& note = "");

 private:
  friend class figure;
  std::string name() const;
  void check() const;
  json fragment() const;

  std::string figure_, quantity_, group_, period_, unit_;
  std::string source_, qualifier_;  // of the published number: "HF-S26", "approximately"
  std::optional<double> published_;
  bool of_report_ = false;  // a line of values.csv, and not what another program gives
  std::optional<double> computed_;
  std::string pin_, verdict_, data_, note_;
};

class figure;

/// Numbers nobody published that come from the same data: figure::further, row by row, in one line each.
class numbers {
 public:
  void operator()(const std::string& quantity, const std::string& group, const std::string& period,
                  const std::string& unit, double value, const std::string& pin, const std::string& note = "") const;

 private:
  friend class figure;
  numbers(figure& of, const char* verdict, std::string data) : of_(of), verdict_(verdict), data_(std::move(data)) {}

  figure& of_;
  const char* verdict_;
  std::string data_;
};

/// A figure of the report: what was published, what comes out here, and how it looks.
class figure {
 public:
  /// `data` is the directory that has report-published-values/values.csv.
  figure(std::string slug, std::string title, const std::filesystem::path& data);

  /// The verdict on one of the report's charts, by its number there.
  void covers(int chart, const char* verdict);
  /// What a publication says, in our words.
  void says(const std::string& source, const std::string& statement);
  /// A published number, to compute with: its line in values.csv by these four columns.
  double value(const std::string& source, const std::string& quantity, const std::string& group,
               const std::string& period) const;
  /// The row of a published number: its line in values.csv by these four columns.
  row& published(const std::string& source, const std::string& quantity, const std::string& group,
                 const std::string& period);
  /// The row of a number nobody published.
  row& further(const std::string& quantity, const std::string& group, const std::string& period,
               const std::string& unit);
  numbers further(const char* verdict, const std::string& data) { return {*this, verdict, data}; }
  /// A paragraph above the table, with or without a heading. [words](#slug) links to another figure.
  void explain(const std::string& paragraph);
  void explain(const std::string& heading, const std::string& paragraph);
  /// A chart, its heading and its Vega-Lite description (chart.hpp).
  void chart(const std::string& heading, const json& spec);

  const std::string& slug() const { return slug_; }
  /// Prints the table.
  void print() const;
  /// Throws std::runtime_error for a row without verdict or a computed number that no longer prints as pinned.
  void check() const;
  /// All of it, for the page.
  json fragment() const;

 private:
  std::size_t line_of(const std::string& source, const std::string& quantity, const std::string& group,
                      const std::string& period) const;

  std::string slug_, title_;
  csv values_;
  std::deque<row> rows_;  // a deque, as references to its rows are handed out
  json covers_ = json::array(), statements_ = json::array(), explanation_ = json::array(), charts_ = json::array();
};

/// main() of a figure, `program [output directory [data directory]]`: prints the table and, given an output directory,
/// writes <slug>.json there, with the calls the source shows (its lines from the comment "// The calls" to the next
/// empty one). Exit status 1, and no file, when data are missing or malformed or a pinned number has moved.
int run(int argc, char** argv, const char* source, figure (*make)(const std::filesystem::path& data));

/// Writes a file whole or not at all: under a temporary name, then renamed.
void write_file(const std::filesystem::path& file, const std::string& content);

/// Fifteen digits at most: 49.6, 50.
std::string shortest(double value);
/// So many decimal places.
std::string fixed(double value, int decimals);
/// The same as it is read: grouped, with a typographical minus.
std::string shown(double value, int decimals);
/// 1234567.5 as 1,234,567.5.
std::string grouped(std::string number);

}  // namespace report

#endif
