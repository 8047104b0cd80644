// SPDX-License-Identifier: BSL-1.0
//
// How results print as tables: lines of cells, the first column flush left, the others flush right.

#ifndef LORENZ_DETAIL_TABLE_HPP
#define LORENZ_DETAIL_TABLE_HPP

#include <cstddef>           // size_t
#include <cstdio>            // snprintf
#include <initializer_list>  // initializer_list
#include <string>            // string
#include <type_traits>       // is_integral
#include <utility>           // move
#include <vector>            // vector

namespace lorenz::detail {

/// Six significant digits.
template <class R>
std::string cell(const R& x) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.6g", static_cast<double>(x));
  return buffer;
}

class table {
 public:
  explicit table(std::vector<std::string> head) : lines_{std::move(head)} {}

  void add(std::vector<std::string> line) { lines_.push_back(std::move(line)); }
  template <class R>
  void add(std::string name, std::initializer_list<R> numbers) {
    std::vector<std::string> line{std::move(name)};
    for (const R& x : numbers) line.push_back(cell(x));
    add(std::move(line));
  }

  const std::vector<std::vector<std::string>>& lines() const { return lines_; }
  /// One line for each, ending in a line feed; columns two spaces apart, as wide as their widest cell.
  std::string text() const {
    std::vector<std::size_t> widths;
    for (const auto& line : lines_)
      for (std::size_t k = 0; k < line.size(); ++k) {
        if (k == widths.size()) widths.push_back(0);
        if (widths[k] < line[k].size()) widths[k] = line[k].size();
      }
    std::string text;
    for (const auto& line : lines_) {
      for (std::size_t k = 0; k < line.size(); ++k) {
        const std::string space(widths[k] - line[k].size(), ' ');
        text += k == 0 ? line[k] + space : "  " + space + line[k];
      }
      text += "\n";
    }
    return text;
  }

 private:
  std::vector<std::vector<std::string>> lines_;
};

}  // namespace lorenz::detail

#endif
