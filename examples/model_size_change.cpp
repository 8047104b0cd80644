// SPDX-License-Identifier: BSL-1.0
//
// model_size_change.cpp: the models downloaded in the last 30 days have a mean size 2.8 times that of all downloads.
// Did each size class grow, or do more of the downloads go to the large classes? Kitagawa's decomposition tells.
//
//     model_size_change [output directory [data directory]]

#include <algorithm>   // upper_bound
#include <cstddef>     // size_t
#include <cstdint>     // int64_t
#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/decomposition/mean_change.hpp>
#include <lorenz/decomposition/share_change.hpp>
#include <lorenz/mean.hpp>

#include "report/figure.hpp"
#include "report/sized_models.hpp"

namespace {

const std::vector<std::string> names = {"below 1 billion", "1 to 10 billion", "10 to 100 billion",
                                        "100 billion or more"};

/// Downloads and mean size, in billions, of each class.
struct size_classes {
  std::vector<std::int64_t> downloads = std::vector<std::int64_t>(names.size());
  std::vector<double> means;

  size_classes(const std::vector<double>& parameters, const std::vector<std::int64_t>& weights) {
    std::vector<std::vector<double>> sizes(names.size());
    std::vector<std::vector<std::int64_t>> counts(names.size());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const double ends[] = {1e9, 1e10, 1e11};
      const auto c = static_cast<std::size_t>(std::upper_bound(ends, ends + 3, parameters[i]) - ends);
      sizes[c].push_back(parameters[i]);
      counts[c].push_back(weights[i]);
      downloads[c] += weights[i];
    }
    for (std::size_t c = 0; c < names.size(); ++c)
      means.push_back(lorenz::mean(sizes[c], lorenz::frequency(counts[c])) / 1e9);
  }
};

}  // namespace

report::figure model_size_change(const std::filesystem::path& data) {
  const report::sized_models models(data);

  // The calls
  const size_classes ever(models.parameters, models.all_time), month(models.parameters, models.recent);
  const auto change = lorenz::mean_change(ever.downloads, ever.means, month.downloads, month.means);
  const auto before = lorenz::shares(ever.downloads), after = lorenz::shares(month.downloads);

  report::figure f("model_size_change", "Why recent downloads are of larger models", data);
  const char* const subset = "hf-hub-stats-subset-2026-06";
  const char* const period = "all-time to 30-day downloads";
  const auto add = [&](const std::string& quantity, const std::string& group, const char* unit, double value,
                       const char* pin) {
    f.further(quantity, group, period, unit).computed(value, pin).verdict(report::other_data, subset);
  };
  add("change of the mean size", "", "billion", change.change, "43.4357");
  add("of this, by the mean sizes of the classes", "", "billion", change.within, "8.4262");
  add("of this, by the classes' shares of downloads", "", "billion", change.between, "35.0096");
  const char* const pins[][2] = {
      {"49.7175", "26.5846"}, {"34.9377", "43.4060"}, {"11.6117", "20.5271"}, {"3.7331", "9.4822"}};
  std::vector<chart::bar> shares_ever, shares_month;
  for (std::size_t c = 0; c < names.size(); ++c) {
    f.further("share of downloads", names[c] + " parameters", "all-time", "percent")
        .computed(100 * before[c], pins[c][0])
        .verdict(report::other_data, subset);
    f.further("share of downloads", names[c] + " parameters", "30 days to May 2026", "percent")
        .computed(100 * after[c], pins[c][1])
        .verdict(report::other_data, subset);
    shares_ever.push_back({names[c], after[c], before[c]});
    shares_month.push_back({names[c], before[c], after[c]});
  }

  f.explain(
      "By all downloads the mean size of a model is 24.0 billion parameters, by those of the last 30 days 67.4: 43.4 "
      "billion more. Four fifths of that, 35.0 billion, come from the mix: models below one billion parameters fall "
      "from half of the downloads to a quarter. Larger models within the classes make the other 8.4 billion.");

  shares_ever.front().text = "all-time";
  shares_month.front().text = "30 days";
  f.chart("Downloads move to larger models",
          chart::view("Share of all-time and of 30-day downloads by number of parameters",
                      chart::percent("Share of downloads"), chart::names("Parameters", names),
                      {chart::row_layer("rule", "range", shares_month), chart::row_layer("point", "range", shares_ever),
                       chart::row_layer("point", "computed", shares_month), chart::row_words(shares_ever, "note"),
                       chart::row_words(shares_month, "computed")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, model_size_change); }
