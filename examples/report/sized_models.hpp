// SPDX-License-Identifier: BSL-1.0
//
// sized_models.hpp: the models of 2026 whose number of parameters is known, with their downloads.
//
//     const report::sized_models all(data);                       3,760 of the 4,167
//     const report::sized_models young(data, "2025", "2026");     created in these years

#ifndef LORENZ_EXAMPLES_SIZED_MODELS_HPP
#define LORENZ_EXAMPLES_SIZED_MODELS_HPP

#include <cstddef>     // size_t
#include <cstdint>     // int64_t
#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include "csv.hpp"

namespace report {

struct sized_models {
  std::vector<double> parameters;
  std::vector<std::int64_t> all_time, recent;  // downloads ever, and of 30 days
  std::vector<std::int64_t> once;              // 1 for each: every model counts once

  /// `data` is the directory that has hf-hub-stats-subset-2026-06. The years of creation are the first and the last;
  /// models older than 2022 are dated 2022.
  explicit sized_models(const std::filesystem::path& data, const std::string& first = "2022",
                        const std::string& last = "2026") {
    const auto table = read_csv(data / "hf-hub-stats-subset-2026-06" / "models.csv", "created", "params_total",
                                "downloads_all_time", "downloads_30d");
    const auto sizes = table.numbers_or_missing("params_total");
    const auto ever = table.counts("downloads_all_time"), month = table.counts("downloads_30d");
    for (std::size_t i = 0; i < table.size(); ++i) {
      const std::string year = table.text("created")[i].substr(0, 4);
      if (!(sizes[i] > 0) || year < first || year > last) continue;
      parameters.push_back(sizes[i]);
      all_time.push_back(ever[i]);
      recent.push_back(month[i]);
      once.push_back(1);
    }
  }
};

}  // namespace report

#endif
