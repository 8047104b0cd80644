// SPDX-License-Identifier: BSL-1.0
//
// transcribed.hpp: the single numbers in transcribed.csv, by what they count, of whom, and when.
//
//     const report::transcribed counts(data);
//     counts("datasets, cumulated by month of creation", "", "2025-12")        655008

#ifndef LORENZ_EXAMPLES_TRANSCRIBED_HPP
#define LORENZ_EXAMPLES_TRANSCRIBED_HPP

#include <cstddef>     // size_t
#include <filesystem>  // path
#include <stdexcept>   // runtime_error
#include <string>      // string
#include <vector>      // vector

#include "csv.hpp"

namespace report {

class transcribed {
 public:
  /// `data` is the directory that has transcribed.csv.
  explicit transcribed(const std::filesystem::path& data)
      : table_(read_csv(data / "transcribed.csv", "quantity", "group", "period", "value")),
        values_(table_.numbers("value")) {}

  /// One number; std::runtime_error where it is not there.
  double operator()(const std::string& quantity, const std::string& group, const std::string& period) const {
    for (std::size_t i = 0; i < values_.size(); ++i)
      if (is("quantity", i, quantity) && is("group", i, group) && is("period", i, period)) return values_[i];
    throw std::runtime_error("transcribed.csv has no row " + quantity + ", " + group + ", " + period);
  }

  /// One number for each of the groups.
  std::vector<double> operator()(const std::string& quantity, const std::vector<std::string>& groups,
                                 const std::string& period) const {
    std::vector<double> numbers;
    for (const std::string& group : groups) numbers.push_back((*this)(quantity, group, period));
    return numbers;
  }

 private:
  bool is(const char* column, std::size_t i, const std::string& text) const { return table_.text(column)[i] == text; }

  csv table_;
  std::vector<double> values_;
};

}  // namespace report

#endif
