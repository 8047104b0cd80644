// SPDX-License-Identifier: BSL-1.0
//
// charts.hpp: parts of charts that several figures share.
//
//     const report::ranking first(names, counts);
//     chart::view("...", chart::linear("Models", 0, 500), chart::names("Name", first.names), {first.bars("computed")})
//
//     report::by_year(2022, {61, 41, 37, 33}, "United\nStates", "second")             a line with points and one name

#ifndef LORENZ_EXAMPLES_CHARTS_HPP
#define LORENZ_EXAMPLES_CHARTS_HPP

#include <algorithm>  // min, stable_sort
#include <cstddef>    // size_t
#include <numeric>    // iota
#include <string>     // string
#include <vector>     // vector

#include <lorenz/chart.hpp>

#include "figure.hpp"

namespace report {

/// The largest values first, each with its number; of equal ones the one that was given first.
struct ranking {
  std::vector<std::string> names;
  std::vector<double> values;
  int decimals;

  ranking(const std::vector<std::string>& all, const std::vector<double>& of, int digits = 0, std::size_t count = 1000)
      : decimals(digits) {
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return of[a] > of[b]; });
    order.resize(std::min(count, order.size()));
    for (const std::size_t i : order) {
      names.push_back(all[i]);
      values.push_back(of[i]);
    }
  }

  chart::json bars(const char* role) const {
    std::vector<chart::bar> bars;
    for (std::size_t i = 0; i < names.size(); ++i) bars.push_back({names[i], 0, values[i], shown(values[i], decimals)});
    return chart::bars(bars, role);
  }
};

/// One value for each year from `first` on, with words beside the last.
inline chart::json by_year(int first, const std::vector<double>& values, const std::string& words, const char* role,
                           chart::words place = chart::words::lower) {
  chart::points at;
  for (const double value : values) at.push_back({first + static_cast<double>(at.size()), value});
  at.back().text = words;
  return {{"layer", {chart::line(at, role), chart::marks(at, role, place)}}};
}

}  // namespace report

#endif
