// SPDX-License-Identifier: BSL-1.0
//
// csv.hpp: columns of a CSV file by name, on top of fast-cpp-csv-parser. Strict: a cell that is not entirely a number
// is an error, and every error names file, line and column.
//
//     const auto hub = report::read_csv("downloads.csv", "downloads_30d", "n_models");
//     const std::vector<std::int64_t> downloads = hub.counts("downloads_30d");

#ifndef LORENZ_EXAMPLES_CSV_HPP
#define LORENZ_EXAMPLES_CSV_HPP

#include <algorithm>     // find
#include <array>         // array
#include <charconv>      // from_chars
#include <cmath>         // isfinite
#include <cstddef>       // size_t
#include <cstdint>       // int64_t
#include <cstdlib>       // strtod
#include <filesystem>    // path
#include <fstream>       // ifstream
#include <limits>        // numeric_limits
#include <stdexcept>     // runtime_error, out_of_range
#include <string>        // string, getline
#include <system_error>  // errc
#include <tuple>         // apply
#include <utility>       // move
#include <vector>        // vector

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-truncation"  // of file names, which csv.h means to cut
#endif
#include <csv.h>  // io::CSVReader
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

namespace report {

/// The columns asked for, as text; counts() and numbers() convert one of them.
class csv {
 public:
  csv(std::filesystem::path file, std::vector<std::string> names)
      : file_(std::move(file)), names_(std::move(names)), cells_(names_.size()) {}

  void append(std::size_t line, const std::vector<std::string>& row) {
    lines_.push_back(line);
    for (std::size_t column = 0; column < row.size(); ++column) {
      cells_[column].push_back(row[column]);
    }
  }

  std::size_t size() const { return lines_.size(); }
  std::size_t line(std::size_t row) const { return lines_[row]; }

  const std::vector<std::string>& text(const std::string& name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) {
      throw std::out_of_range(file_.string() + ": column " + name + " was not read");
    }
    return cells_[static_cast<std::size_t>(found - names_.begin())];
  }

  /// Whole numbers from 0 on.
  std::vector<std::int64_t> counts(const std::string& name) const { return parsed<std::int64_t>(name, "a count"); }
  /// Finite numbers.
  std::vector<double> numbers(const std::string& name) const { return parsed<double>(name, "a number"); }
  /// Finite numbers, and NaN where the cell is empty or NA: lorenz::omit_missing leaves them out.
  std::vector<double> numbers_or_missing(const std::string& name) const {
    std::vector<double> numbers;
    for (const measured& cell : parsed<measured>(name, "a number or NA")) numbers.push_back(cell.value);
    return numbers;
  }

 private:
  struct measured {
    double value;
  };

  static bool parse(const std::string& cell, std::int64_t& count) {
    const char* const end = cell.data() + cell.size();
    const auto [stop, error] = std::from_chars(cell.data(), end, count);
    return error == std::errc{} && stop == end && count >= 0;
  }
  static bool parse(const std::string& cell, double& number) {
    char* stop = nullptr;
    number = std::strtod(cell.c_str(), &stop);
    return !cell.empty() && *stop == '\0' && std::isfinite(number);
  }
  static bool parse(const std::string& cell, measured& measured) {
    measured.value = std::numeric_limits<double>::quiet_NaN();
    return cell.empty() || cell == "NA" || parse(cell, measured.value);
  }

  template <class Number>
  std::vector<Number> parsed(const std::string& name, const char* wanted) const {
    const std::vector<std::string>& cells = text(name);
    std::vector<Number> numbers(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!parse(cells[i], numbers[i]))
        throw std::runtime_error(file_.string() + ":" + std::to_string(lines_[i]) + ": column " + name + ": \"" +
                                 cells[i] + "\" is not " + wanted);
    }
    return numbers;
  }

  std::filesystem::path file_;
  std::vector<std::string> names_;
  std::vector<std::size_t> lines_;
  std::vector<std::vector<std::string>> cells_;
};

/// The number of fields of one line, to say which column a ragged line lacks.
inline std::size_t count_fields(const std::filesystem::path& file, std::size_t line) {
  std::ifstream in(file);
  std::string text;
  while (line-- > 0) std::getline(in, text);
  std::size_t fields = 1;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) ++fields;
  }
  return fields;
}

/// Reads the named columns of a comma-separated file with a header line; further columns are
/// skipped. Throws std::runtime_error `file:line: ...` for whatever is missing or malformed.
template <class... Names>
csv read_csv(const std::filesystem::path& file, const Names&... names) {
  using reader = io::CSVReader<sizeof...(Names), io::trim_chars<' ', '\t'>, io::double_quote_escape<',', '"'>>;
  const std::string path = file.string();
  const auto fail = [&](std::size_t line, const std::string& what) {
    throw std::runtime_error(path + ":" + std::to_string(line) + ": " + what);
  };
  csv table(file, {std::string(names)...});
  std::size_t line = 1;
  try {
    reader in(path);
    in.read_header(io::ignore_extra_column, names...);
    std::array<char*, sizeof...(Names)> cells{};
    for (;;) {
      line = in.get_file_line() + 1;
      if (!std::apply([&](auto&... cell) { return in.read_row(cell...); }, cells)) break;
      table.append(line, {cells.begin(), cells.end()});
    }
  } catch (const io::error::can_not_open_file&) {
    throw std::runtime_error(path + ": cannot be opened");
  } catch (const io::error::missing_column_in_header& e) {
    fail(1, std::string("column ") + e.column_name + " is missing");
  } catch (const io::error::too_few_columns&) {
    fail(line, "column " + std::to_string(count_fields(file, line) + 1) + " is missing");
  } catch (const io::error::too_many_columns&) {
    fail(line, "column " + std::to_string(count_fields(file, 1) + 1) + " has no header");
  } catch (const io::error::base& e) {
    fail(line, e.what());
  }
  if (table.size() == 0) fail(2, "no rows");
  return table;
}

}  // namespace report

#endif
