// SPDX-License-Identifier: BSL-1.0

#include "figure.hpp"

#include <algorithm>  // min, find
#include <cstdio>     // printf
#include <exception>  // exception
#include <fstream>    // ifstream, ofstream
#include <iomanip>    // setprecision
#include <iostream>   // cerr
#include <iterator>   // begin, end
#include <sstream>    // ostringstream
#include <stdexcept>  // runtime_error
#include <utility>    // move

namespace fs = std::filesystem;

namespace report {

row& row::computed(double value, const std::string& pin) {
  computed_ = value;
  pin_ = pin;
  return *this;
}

row& row::expected(double value, const std::string& source) {
  published_ = value;
  source_ = source;
  return *this;
}

row& row::verdict(const char* verdict, const std::string& data, const std::string& note) {
  verdict_ = verdict;
  data_ = data;
  note_ = note;
  return *this;
}

std::string row::name() const { return group_.empty() ? quantity_ : quantity_ + ", " + group_; }

void row::check() const {
  if (std::find(std::begin(verdicts), std::end(verdicts), verdict_) == std::end(verdicts))
    throw std::runtime_error(name() + ": \"" + verdict_ + "\" is not a verdict");
  if (!computed_) return;
  const auto point = std::min(pin_.find('.'), pin_.size() - 1);
  const std::string now = fixed(*computed_, static_cast<int>(pin_.size() - 1 - point));
  if (now != pin_) throw std::runtime_error(name() + ": computed " + now + ", pinned at " + pin_);
}

json row::fragment() const {
  json fragment = {{"figure", figure_},       {"quantity", quantity_}, {"group", group_},   {"period", period_},
                   {"published", nullptr},    {"computed", nullptr},   {"unit", unit_},     {"verdict", verdict_},
                   {"data", data_},           {"note", note_},         {"source", source_}, {"qualifier", qualifier_},
                   {"of_report", of_report_}, {"shown", grouped(pin_)}};
  if (published_) fragment["published"] = *published_;
  if (computed_) fragment["computed"] = *computed_;
  return fragment;
}

figure::figure(std::string slug, std::string title, const fs::path& data)
    : slug_(std::move(slug)),
      title_(std::move(title)),
      values_(read_csv(data / "report-published-values" / "values.csv", "source", "figure", "quantity", "group",
                       "period", "value", "unit")) {}

void figure::covers(int chart, const char* verdict) { covers_.push_back({{"chart", chart}, {"verdict", verdict}}); }

void figure::says(const std::string& source, const std::string& statement) {
  statements_.push_back({{"source", source}, {"statement", statement}});
}

std::size_t figure::line_of(const std::string& source, const std::string& quantity, const std::string& group,
                            const std::string& period) const {
  for (std::size_t i = 0; i < values_.size(); ++i)
    if (values_.text("source")[i] == source && values_.text("quantity")[i] == quantity &&
        values_.text("group")[i] == group && values_.text("period")[i] == period)
      return i;
  throw std::runtime_error("values.csv has no row " + source + ", " + quantity + ", " + group + ", " + period);
}

double figure::value(const std::string& source, const std::string& quantity, const std::string& group,
                     const std::string& period) const {
  return values_.numbers("value")[line_of(source, quantity, group, period)];
}

row& figure::published(const std::string& source, const std::string& quantity, const std::string& group,
                       const std::string& period) {
  const std::size_t i = line_of(source, quantity, group, period);
  row& added = further(quantity, group, period, values_.text("unit")[i]);
  added.figure_ = values_.text("figure")[i];
  added.source_ = source;
  added.published_ = values_.numbers("value")[i];
  added.of_report_ = true;
  if (const auto open = added.unit_.find(" ("); open != std::string::npos) {  // "percent (over)"
    added.qualifier_ = added.unit_.substr(open + 2, added.unit_.size() - open - 3);
    added.unit_.resize(open);
  }
  return added;
}

row& figure::further(const std::string& quantity, const std::string& group, const std::string& period,
                     const std::string& unit) {
  row& added = rows_.emplace_back();
  added.figure_ = slug_;
  added.quantity_ = quantity;
  added.group_ = group;
  added.period_ = period;
  added.unit_ = unit;
  return added;
}

void numbers::operator()(const std::string& quantity, const std::string& group, const std::string& period,
                         const std::string& unit, double value, const std::string& pin, const std::string& note) const {
  of_.further(quantity, group, period, unit).computed(value, pin).verdict(verdict_, data_, note);
}

void figure::explain(const std::string& paragraph) { explain("", paragraph); }

void figure::explain(const std::string& heading, const std::string& paragraph) {
  explanation_.push_back({{"heading", heading}, {"paragraph", paragraph}});
}

void figure::chart(const std::string& heading, const json& spec) {
  charts_.push_back({{"heading", heading}, {"spec", spec}});
}

void figure::print() const {
  std::printf("%s\n\n%-52s %12s %16s  %s\n", title_.c_str(), "", "published", "computed", "verdict");
  for (const row& r : rows_) {
    const std::string unit = r.unit_ == "percent" ? " %" : "";
    const std::string published = r.published_ ? grouped(shortest(*r.published_)) + unit : "";
    const std::string computed = r.computed_ ? grouped(r.pin_) + unit : "";
    std::printf("%-52s %12s %16s  %s\n", r.name().c_str(), published.c_str(), computed.c_str(), r.verdict_.c_str());
  }
}

void figure::check() const {
  for (const row& r : rows_) r.check();
}

json figure::fragment() const {
  json rows = json::array();
  for (const row& r : rows_) rows.push_back(r.fragment());
  return {{"slug", slug_},     {"title", title_},
          {"covers", covers_}, {"statements", statements_},
          {"rows", rows},      {"explanation", explanation_},
          {"charts", charts_}};
}

namespace {

/// Of a program beside the directory of this file: __FILE__ may be relative to where it was compiled.
std::string calls_in(const fs::path& program) {
  const fs::path source = fs::path(LORENZ_REPORT_DIR).parent_path() / program;
  std::ifstream in(source);
  std::string line, calls;
  while (std::getline(in, line) && line != "  // The calls") continue;
  while (std::getline(in, line) && !line.empty()) calls += line.substr(2) + "\n";
  if (calls.empty()) throw std::runtime_error(source.string() + ": no line \"  // The calls\"");
  return calls;
}

}  // namespace

int run(int argc, char** argv, const char* source, figure (*make)(const fs::path& data)) {
  try {
    const figure f = make(argc > 2 ? argv[2] : LORENZ_EXAMPLES_DATA);
    f.print();
    f.check();
    if (argc > 1) {
      json fragment = f.fragment();
      const fs::path program = fs::path(source).filename();
      fragment["program"] = program.string();
      fragment["calls"] = calls_in(program);
      write_file(fs::path(argv[1]) / (f.slug() + ".json"), fragment.dump(1) + "\n");
    }
    return 0;
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}

void write_file(const fs::path& file, const std::string& content) {
  const fs::path partial = file.string() + ".partial";
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  std::ofstream out(partial, std::ios::binary);
  out << content;
  out.close();
  if (!out) {
    fs::remove(partial);
    throw std::runtime_error(file.string() + ": cannot be written");
  }
  fs::rename(partial, file);
}

std::string shortest(double value) {
  std::ostringstream text;
  text << std::setprecision(15) << value;
  return text.str();
}

std::string fixed(double value, int decimals) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(decimals) << value;
  return text.str();
}

std::string shown(double value, int decimals) {
  const std::string text = grouped(fixed(value, decimals));
  return text[0] == '-' ? "−" + text.substr(1) : text;
}

std::string grouped(std::string number) {
  const std::size_t first = number.compare(0, 1, "-") == 0 ? 1 : 0;
  for (std::size_t at = std::min(number.find('.'), number.size()); at > first + 3;) number.insert(at -= 3, 1, ',');
  return number;
}

}  // namespace report
