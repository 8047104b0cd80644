// SPDX-License-Identifier: BSL-1.0
//
// regions.hpp: where the organisation that publishes a model has its base, and the downloads of the models of 2026 by
// it.
//
//     const report::regions regions(data);
//     regions.of("Qwen")                                                        0, which is regions.names[0], China
//     report::downloads_by_region(data, "downloads_30d").totals[0]              of China
//     report::downloads_by_region(data, "downloads_30d").by_year[1][0]          of its models created in 2023

#ifndef LORENZ_EXAMPLES_REGIONS_HPP
#define LORENZ_EXAMPLES_REGIONS_HPP

#include <cctype>      // tolower
#include <cstddef>     // size_t
#include <filesystem>  // path
#include <map>         // map
#include <stdexcept>   // runtime_error
#include <string>      // string
#include <vector>      // vector

#include "catalogue.hpp"
#include "csv.hpp"

namespace report {

class regions {
 public:
  /// The first `known` are countries; what the last two hold may belong to any.
  const std::vector<std::string> names = {"China",           "United States",  "Europe",
                                          "other countries", "no single base", "not in the table"};
  static constexpr std::size_t known = 4;

  /// `data` is the directory that has atom-tracked-models.
  explicit regions(const std::filesystem::path& data) {
    const std::map<std::string, std::size_t> codes = {{"china", 0}, {"us", 1}, {"eu", 2}, {"other", 3}, {"unknown", 4}};
    const auto table = read_csv(data / "atom-tracked-models" / "organization_regions.csv", "hf_org", "region");
    for (std::size_t i = 0; i < table.size(); ++i) {
      const auto code = codes.find(table.text("region")[i]);
      if (code == codes.end()) throw std::runtime_error("no region is coded " + table.text("region")[i]);
      of_[lower(table.text("hf_org")[i])] = code->second;
    }
  }

  /// The position in `names` of an organisation, or of that of a model "organisation/model".
  std::size_t of(const std::string& model) const {
    const auto found = of_.find(lower(model.substr(0, model.find('/'))));
    return found == of_.end() ? names.size() - 1 : found->second;
  }

 private:
  static std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
  }

  std::map<std::string, std::size_t> of_;
};

/// Downloads by region: of all 4,167 models, and of those created in 2022 or before, 2023, ... 2026.
struct regional_downloads {
  std::vector<double> totals;
  std::vector<std::vector<double>> by_year;
};

inline regional_downloads downloads_by_region(const std::filesystem::path& data, const char* column) {
  const regions base(data);
  const auto models = read_csv(data / "hf-hub-stats-subset-2026-06" / "models.csv", "author", "created", column);
  const auto downloads = models.counts(column);
  const std::vector<double> none(base.names.size());
  regional_downloads sums = {none, std::vector(5, none)};
  for (std::size_t i = 0; i < downloads.size(); ++i) {
    const std::size_t region = base.of(models.text("author")[i]);
    const std::size_t year = std::stoul(models.text("created")[i].substr(0, 4)) - 2022;
    sums.totals[region] += static_cast<double>(downloads[i]);
    sums.by_year.at(year)[region] += static_cast<double>(downloads[i]);
  }
  return sums;
}

/// Downloads of 30 days, by date and region, of the models that the catalogue has at all four of its dates.
inline std::map<std::string, std::vector<double>> catalogue_by_date(const std::filesystem::path& data) {
  const regions base(data);
  const catalogue_dates dates = catalogue(data);
  std::map<std::string, std::vector<double>> sums;
  for (const std::string& id : models_at_every_date(dates))
    for (const auto& [date, models] : dates)
      sums.try_emplace(date, base.names.size()).first->second[base.of(id)] += models.at(id);
  return sums;
}

}  // namespace report

#endif
