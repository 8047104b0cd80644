// SPDX-License-Identifier: BSL-1.0
//
// catalogue.hpp: the catalogue of popular language models at its four dates of 2026.
//
//     const auto dates = report::catalogue(data);                      dates.at("2026-03-04").at("Qwen/Qwen3-8B")
//     const auto stayed = report::models_at_every_date(dates);         449 of them

#ifndef LORENZ_EXAMPLES_CATALOGUE_HPP
#define LORENZ_EXAMPLES_CATALOGUE_HPP

#include <algorithm>   // all_of, max
#include <cstddef>     // size_t
#include <filesystem>  // path
#include <map>         // map
#include <string>      // string
#include <vector>      // vector

#include "csv.hpp"

namespace report {

/// Downloads of 30 days by model, at each date.
using catalogue_dates = std::map<std::string, std::map<std::string, double>>;

/// `data` is the directory that has hf-llm-catalogue-2026. A model that occurs twice at a date counts with the more
/// downloads. Where the downloads are 0 the likes are, too: such a row was never filled.
inline catalogue_dates catalogue(const std::filesystem::path& data) {
  const auto table = read_csv(data / "hf-llm-catalogue-2026" / "models.csv", "snapshot", "id", "downloads_30d");
  const auto downloads = table.numbers("downloads_30d");
  catalogue_dates dates;
  for (std::size_t i = 0; i < table.size(); ++i) {
    double& most = dates[table.text("snapshot")[i]].try_emplace(table.text("id")[i], 0).first->second;
    most = std::max(most, downloads[i]);
  }
  return dates;
}

inline std::vector<std::string> models_at_every_date(const catalogue_dates& dates) {
  std::vector<std::string> ids;
  for (const auto& model : dates.begin()->second)
    if (std::all_of(dates.begin(), dates.end(), [&](const auto& date) { return date.second.count(model.first) == 1; }))
      ids.push_back(model.first);
  return ids;
}

/// One date of the catalogue: all rows, or those that were filled in, or those but one.
struct rows {
  std::vector<std::string> ids;
  std::vector<double> downloads;

  explicit rows(const std::map<std::string, double>& date, bool filled = false, const std::string& without = "") {
    for (const auto& [id, count] : date) {
      if ((filled && count == 0) || id == without) continue;
      ids.push_back(id);
      downloads.push_back(count);
    }
  }
};

/// The organisation of a model "organisation/model".
inline std::string owner(const std::string& id) { return id.substr(0, id.find('/')); }

/// Downloads at the first and the last date, of the models that are there at every date, by a group of theirs:
/// `group(id, downloads at the first date)`. Groups are in the order of their names.
struct two_dates {
  std::vector<double> first, last;

  template <class Group>
  two_dates(const std::filesystem::path& data, const Group& group) {
    const catalogue_dates dates = catalogue(data);
    const auto models = models_at_every_date(dates);
    const auto &begin = dates.begin()->second, &end = dates.rbegin()->second;
    for (const std::string& id : models) place_[group(id, begin.at(id))] = 0;
    for (auto& [name, place] : place_) {
      place = first.size();
      first.push_back(0);
    }
    last.resize(first.size());
    for (const std::string& id : models) {
      first[at(group(id, begin.at(id)))] += begin.at(id);
      last[at(group(id, begin.at(id)))] += end.at(id);
    }
  }

  /// Where a group stands.
  std::size_t at(const std::string& name) const { return place_.at(name); }

 private:
  std::map<std::string, std::size_t> place_;
};

}  // namespace report

#endif
