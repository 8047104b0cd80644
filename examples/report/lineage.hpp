// SPDX-License-Identifier: BSL-1.0
//
// lineage.hpp: which models were made from which, by the bases that the models of 2026 name.
//
//     const report::lineage made_from(data);
//     made_from.direct.at("Qwen")                 455 models name one of Qwen's as their base
//     made_from.any_depth.at("Qwen")              787 descend from one
//     made_from.kinds.at("merge")                 1116 are merges

#ifndef LORENZ_EXAMPLES_LINEAGE_HPP
#define LORENZ_EXAMPLES_LINEAGE_HPP

#include <cstddef>     // size_t
#include <filesystem>  // path
#include <map>         // map
#include <set>         // set
#include <sstream>     // istringstream
#include <string>      // string, getline
#include <vector>      // vector

#include "csv.hpp"

namespace report {

/// Counts of derivatives, the models that name a base. A derivative counts once for each organisation, however many
/// of its models it was made from.
struct lineage {
  using counts = std::map<std::string, double>;

  counts direct;     // by the organisation of a base it names
  counts by_others;  // the same, if it is not the derivative's own
  counts any_depth;  // by that of a base, of a base's base, and so on within the subset
  counts kinds;      // finetune, merge, quantized, adapter

  /// `data` is the directory that has hf-hub-stats-subset-2026-06.
  explicit lineage(const std::filesystem::path& data) {
    const auto models =
        read_csv(data / "hf-hub-stats-subset-2026-06" / "models.csv", "id", "author", "base_relation", "base_models");
    std::map<std::string, std::vector<std::string>> bases;
    for (std::size_t i = 0; i < models.size(); ++i) {
      std::istringstream list(models.text("base_models")[i]);
      for (std::string base; std::getline(list, base, ';');) bases[models.text("id")[i]].push_back(base);
    }
    for (std::size_t i = 0; i < models.size(); ++i) {
      if (models.text("base_relation")[i].empty()) continue;
      ++kinds[models.text("base_relation")[i]];
      const auto& named = bases.at(models.text("id")[i]);
      for (const std::string& organisation : organisations({named.begin(), named.end()})) {
        ++direct[organisation];
        if (organisation != models.text("author")[i]) ++by_others[organisation];
      }
      for (const std::string& organisation : organisations(ancestors(bases, named))) ++any_depth[organisation];
    }
  }

  static std::vector<double> values(const counts& by_name) {
    std::vector<double> values;
    for (const auto& [name, count] : by_name) values.push_back(count);
    return values;
  }

 private:
  static std::set<std::string> organisations(const std::set<std::string>& models) {
    std::set<std::string> names;
    for (const std::string& model : models) names.insert(model.substr(0, model.find('/')));
    return names;
  }

  /// Whatever can be reached from `next`; some models name each other.
  static std::set<std::string> ancestors(const std::map<std::string, std::vector<std::string>>& bases,
                                         std::vector<std::string> next) {
    std::set<std::string> reached;
    while (!next.empty()) {
      const std::string model = next.back();
      next.pop_back();
      if (!reached.insert(model).second) continue;
      if (const auto found = bases.find(model); found != bases.end())
        next.insert(next.end(), found->second.begin(), found->second.end());
    }
    return reached;
  }
};

}  // namespace report

#endif
