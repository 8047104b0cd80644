// SPDX-License-Identifier: BSL-1.0
//
// model_size.cpp: how large is a downloaded model? From 2023 to 2025 its mean size went from 827 million to 20.8
// billion parameters, its median only from 326 to 406 million, says the report. A few giants move the mean: here, too.
//
//     model_size [output directory [data directory]]

#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/gini.hpp>
#include <lorenz/mean.hpp>
#include <lorenz/quantile.hpp>

#include "report/charts.hpp"
#include "report/figure.hpp"
#include "report/sized_models.hpp"

report::figure model_size(const std::filesystem::path& data) {
  const report::sized_models all(data);

  // The calls
  const lorenz::frequency ever(all.all_time), month(all.recent);  // a model counts once for each of its downloads
  const double mean = lorenz::mean(all.parameters, ever), recent_mean = lorenz::mean(all.parameters, month);
  const double median = lorenz::median(all.parameters, ever), recent_median = lorenz::median(all.parameters, month);
  const double plain_mean = lorenz::mean(all.parameters);
  const auto quartiles = lorenz::quantiles(all.parameters, {0.25, 0.5, 0.75});
  const double gini = lorenz::gini(all.parameters, ever);

  report::figure f("model_size", "Model size: mean and median", data);
  f.covers(18, report::other_data);
  f.says("HF-S26",
         "From 2023 to 2025 the mean size of a downloaded model rose from 827 million to 20.8 billion parameters, "
         "the median from 326 to 406 million.");

  const char* const subset = "hf-hub-stats-subset-2026-06";
  struct size {
    double mean, median;  // in billions
  };
  const auto created_up_to = [&](const char* year) {
    const report::sized_models models(data, "2022", year);
    const lorenz::frequency downloads(models.all_time);
    return size{lorenz::mean(models.parameters, downloads) / 1e9, lorenz::median(models.parameters, downloads) / 1e9};
  };
  const auto published = [&](const char* source, const char* quantity, const std::string& period, double value,
                             const char* pin, const std::string& note) {
    f.published(source, quantity, "", period).computed(value, pin).verdict(report::other_data, subset, note);
  };
  const char* const pins[2][3] = {{"2023", "1.6219", "0.4276"}, {"2025", "18.9899", "0.8118"}};
  for (const auto& [year, mean_pin, median_pin] : pins) {
    const auto [its_mean, its_median] = created_up_to(year);
    const std::string note = std::string("models created up to ") + year + ", by all their downloads to May 2026";
    published("HF-S26", "mean parameters of downloaded models", year, its_mean, mean_pin, note);
    published("HF-S26", "median parameters of downloaded models", year, its_median, median_pin, note);
  }
  const char* const once = "every model counts once; language models";
  published("HUBSTATS", "parameters 25th percentile", "2025-10-23", quartiles[0] / 1e9, "3.8211", once);
  published("HUBSTATS", "parameters median", "2025-10-23", quartiles[1] / 1e9, "8.0303", once);
  published("HUBSTATS", "parameters 75th percentile", "2025-10-23", quartiles[2] / 1e9, "12.2478", once);
  f.published("HUBSTATS", "models with known parameters", "", "2025-10-23")
      .verdict(report::not_computable, "",
               "needs the file models.parquet of cfahlgren1/hub-stats of that day, for describe(parameters); here "
               "3,760 of 4,167 models have a known size");

  const auto further = f.further(report::other_data, subset);
  const char* const now = "May 2026";
  further("mean parameters", "by all-time downloads", now, "billion", mean / 1e9, "23.9889");
  further("median parameters", "by all-time downloads", now, "billion", median / 1e9, "1.1000");
  further("mean parameters", "by 30-day downloads", now, "billion", recent_mean / 1e9, "67.4246");
  further("median parameters", "by 30-day downloads", now, "billion", recent_median / 1e9, "7.2417");
  further("mean parameters", "every model once", now, "billion", plain_mean / 1e9, "18.4264");
  further("Gini coefficient of size over all-time downloads", "", now, "ratio", gini, "0.9065920354");
  std::vector<double> means, medians;  // of the models created up to the end of 2022, 2023, ...
  for (const char* year : {"2022", "2023", "2024", "2025", "2026"}) {
    const auto [its_mean, its_median] = created_up_to(year);
    means.push_back(its_mean);
    medians.push_back(its_median);
  }

  f.explain(
      "Weighted by all their downloads, the mean size of 3,760 models is 24.0 billion parameters and the median 1.10 "
      "billion; by the downloads of 30 days 67.4 and 7.24 billion. The gap is that of the report: a mean that a few "
      "giants move, a median that moves little.");
  f.explain(
      "The models here are language models known to leaderboards, larger than most of the Hub. Models created up to "
      "2023 have a mean of 1.62 billion, up to 2025 of 18.99 (published 0.83 and 20.8), their medians are 0.43 and "
      "0.81 billion (published 0.33 and 0.41). Models older than March 2022 are dated 2022 by the Hub. By year of "
      "creation: [Model size by year of creation](#model_size_by_year).");

  const auto sizes = chart::logarithmic("Parameters, billion", 0.1, 1000);
  f.chart(
      "Models created up to a year, beside the published mean and median",
      chart::view("Mean and median number of parameters, by all-time downloads, of models created up to a year",
                  chart::years("Created up to the end of", 2022, 2026, 1.1), sizes,
                  {report::by_year(2022, means, "mean", "computed"), report::by_year(2022, medians, "median", "second"),
                   chart::marks({{2023, 0.827}, {2023, 0.326}, {2025, 20.8}, {2025, 0.406}}, "published"),
                   chart::label({{2024, 45, "published mean"}, {2024, 0.21, "published median"}}, "published")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, model_size); }
