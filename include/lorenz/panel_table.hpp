// SPDX-License-Identifier: BSL-1.0
//
// panel_table.hpp: a matrix with names, which is what the results of a panel are.
//
//     panel_table t = p.shares();        t(2, 0)        t.periods()[2]        Eigen::MatrixXd m = t;        t.text()

#ifndef LORENZ_PANEL_TABLE_HPP
#define LORENZ_PANEL_TABLE_HPP

#include <Eigen/Core>
#include <cstddef>  // size_t
#include <limits>   // numeric_limits
#include <string>   // string
#include <utility>  // move
#include <vector>   // vector

#include "detail/errors.hpp"
#include "detail/table.hpp"

namespace lorenz {

/// A matrix that knows the names of its rows (periods) and columns (groups), and which of its cells are missing.
/// Reads like a matrix, t(i, j) and t[i][j], and converts to one; a missing cell that is read is a std::domain_error.
template <class R>
class basic_panel_table {
 public:
  using matrix = Eigen::Matrix<R, Eigen::Dynamic, Eigen::Dynamic>;
  using mask = Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic>;

  basic_panel_table(std::vector<std::string> periods, std::vector<std::string> groups, matrix values, mask missing);

  const std::vector<std::string>& periods() const { return periods_; }
  const std::vector<std::string>& groups() const { return groups_; }
  Eigen::Index rows() const { return values_.rows(); }
  Eigen::Index cols() const { return values_.cols(); }
  bool missing(Eigen::Index period, Eigen::Index group) const { return missing_(period, group); }

  const R& operator()(Eigen::Index period, Eigen::Index group) const;
  auto operator[](Eigen::Index period) const { return values().row(period); }
  /// All of it; std::domain_error names the first cell that is missing.
  const matrix& values() const;
  operator const matrix&() const { return values(); }

  /// A table with one line a period, six significant digits; "-" where a cell is missing, "new" for growth from zero.
  std::string text() const { return table().text(); }
  detail::table table() const;

 private:
  [[noreturn]] void fail_missing(Eigen::Index period, Eigen::Index group) const;

  std::vector<std::string> periods_, groups_;
  matrix values_;
  mask missing_;
};
using panel_table = basic_panel_table<double>;

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
basic_panel_table<R>::basic_panel_table(std::vector<std::string> periods, std::vector<std::string> groups,
                                        matrix values, mask missing)
    : periods_(std::move(periods)),
      groups_(std::move(groups)),
      values_(std::move(values)),
      missing_(std::move(missing)) {}

template <class R>
void basic_panel_table<R>::fail_missing(Eigen::Index period, Eigen::Index group) const {
  detail::fail_domain("panel", groups_[static_cast<std::size_t>(group)] + " at " +
                                   periods_[static_cast<std::size_t>(period)] + " is missing");
}

template <class R>
const R& basic_panel_table<R>::operator()(Eigen::Index period, Eigen::Index group) const {
  if (missing_(period, group)) fail_missing(period, group);
  return values_(period, group);
}

template <class R>
auto basic_panel_table<R>::values() const -> const matrix& {
  for (Eigen::Index t = 0; t < rows(); ++t)
    for (Eigen::Index g = 0; g < cols(); ++g)
      if (missing_(t, g)) fail_missing(t, g);
  return values_;
}

template <class R>
detail::table basic_panel_table<R>::table() const {
  const auto cell = [&](Eigen::Index t, Eigen::Index g) -> std::string {
    if (missing_(t, g)) return "-";
    return values_(t, g) == std::numeric_limits<R>::infinity() ? "new" : detail::cell(values_(t, g));
  };
  std::vector<std::string> line{""};
  line.insert(line.end(), groups_.begin(), groups_.end());
  detail::table table(line);
  for (Eigen::Index t = 0; t < rows(); ++t) {
    line.assign(1, periods_[static_cast<std::size_t>(t)]);
    for (Eigen::Index g = 0; g < cols(); ++g) line.push_back(cell(t, g));
    table.add(line);
  }
  return table;
}

}  // namespace lorenz

#endif
