// SPDX-License-Identifier: BSL-1.0
//
// How results become the bundles of a notebook: a figure is a chart and plain text, a table is HTML and plain text.

#ifndef LORENZ_DETAIL_BUNDLE_HPP
#define LORENZ_DETAIL_BUNDLE_HPP

#include <algorithm>  // max
#include <cstddef>    // size_t
#include <string>     // string, stoul, to_string
#include <utility>    // move
#include <vector>     // vector

#include <nlohmann/json.hpp>  // json

#include "../plot.hpp"
#include "errors.hpp"
#include "table.hpp"

namespace lorenz::detail {

inline nlohmann::json figure_bundle(chart::json spec, std::string text) {
  const plot shown(std::move(spec), std::move(text));
  return {{"application/vnd.vegalite.v5+json", shown.spec}, {"text/plain", shown.text}};
}

inline std::string escaped(const std::string& text) {
  std::string html;
  for (const char c : text) {
    if (c == '&')
      html += "&amp;";
    else if (c == '<')
      html += "&lt;";
    else
      html += c;
  }
  return html;
}

/// `headed`: the first line names the columns.
inline nlohmann::json table_bundle(const table& t, bool headed) {
  std::string html = "<table>";
  for (const auto& line : t.lines()) {
    html += "<tr>";
    for (std::size_t k = 0; k < line.size(); ++k) {
      const bool head = k == 0 || (headed && &line == &t.lines().front());
      const std::string align = k == 0 ? "left" : "right";
      html += (head ? "<th style=\"text-align:" : "<td style=\"text-align:") + align + "\">" + escaped(line[k]) +
              (head ? "</th>" : "</td>");
    }
    html += "</tr>";
  }
  return {{"text/html", html + "</table>"}, {"text/plain", t.text()}};
}

/// Groups that are shown one by one; more would not be read.
constexpr std::size_t groups_shown = 12;

/// What the parts of a decomposition are called: by their names, or numbered from 0 where they have none.
class part_names {
 public:
  explicit part_names(std::string kind) : kind_(std::move(kind)) {}
  part_names(std::vector<std::string> names, std::size_t parts, std::string title = "")
      : title_(std::move(title)), names_(std::move(names)) {
    if (names_.size() != parts)
      fail_argument("named", "the number of names", names_.size(), "must be that of the parts");
  }

  std::string operator()(std::size_t k) const { return names_.empty() ? kind_ + " " + std::to_string(k) : names_[k]; }

  /// The title of the axis: the one that was given, or that of the measure.
  std::string title(const char* measure) const { return title_.empty() ? measure : title_; }

  /// A table of the result whose lines begin with numbers: with the names.
  std::string in(const std::string& text) const {
    if (names_.empty()) return text;
    std::vector<std::string> first, rest;
    std::size_t width = 0, names_width = 0;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
      const std::string line = text.substr(at, text.find('\n', at) - at);
      std::string word = line.substr(0, line.find(' '));
      width = std::max(width, word.size());
      if (word.find_first_not_of("0123456789") == std::string::npos) word = names_.at(std::stoul(word));
      names_width = std::max(names_width, word.size());
      first.push_back(word);
      rest.push_back(line);
    }
    std::string named;
    for (std::size_t i = 0; i < first.size(); ++i)
      named += first[i] + std::string(names_width - first[i].size(), ' ') + rest[i].substr(width) + "\n";
    return named;
  }

 private:
  std::string kind_, title_;
  std::vector<std::string> names_;
};

/// Effects as steps; what may be an extended type becomes a double.
class step_list {
 public:
  template <class R>
  step_list& add(const std::string& name, const R& effect) {
    steps_.push_back({name, static_cast<double>(effect)});
    return *this;
  }
  template <class R>
  step_list& reach(const std::string& name, const R& value) {
    steps_.push_back(chart::level(name, static_cast<double>(value)));
    return *this;
  }
  /// The effect of each part, with its name.
  template <class Effects>
  step_list& parts(const part_names& name, std::size_t count, const Effects& effect) {
    for (std::size_t k = 0; k < count; ++k) add(name(k), effect(k));
    return *this;
  }
  /// The part within each group, or within all where they are many.
  template <class Decomposition, class Name>
  step_list& within(const Decomposition& d, const Name& name) {
    if (d.groups.size() > groups_shown) return add("within groups", d.within);
    for (std::size_t g = 0; g < d.groups.size(); ++g) add("within " + name(d.groups[g], g), d.groups[g].within);
    return *this;
  }
  nlohmann::json bundle(const std::string& description, const std::string& values, const std::string& text,
                        chart::effects kind = chart::effects::add) const {
    return figure_bundle(chart::steps(description, values, steps_, kind), text);
  }

 private:
  std::vector<chart::step> steps_;
};

}  // namespace lorenz::detail

#endif
