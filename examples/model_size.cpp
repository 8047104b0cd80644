// SPDX-License-Identifier: BSL-1.0
//
// model_size.cpp: how large is a downloaded model? From 2023 to 2025 its mean size went from 827 million to 20.8
// billion parameters, its median only from 326 to 406 million, says the report. A few giants move the mean: here, too.
//
//     model_size [output directory [data directory]]

#include <filesystem>  // path
#include <string>      // string, to_string

#include <lorenz/chart.hpp>
#include <lorenz/gini.hpp>
#include <lorenz/mean.hpp>
#include <lorenz/quantile.hpp>

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
         "From 2023 to 2025 the mean size of a downloaded model rose from 827 million to 20.8 billion parameters, the "
         "median from 326 to 406 million.");

  // Mean and median of the models created from one year to another, in billions.
  const char* const subset = "hf-hub-stats-subset-2026-06";
  struct size {
    double mean, median;
  };
  const auto created = [&](const std::string& first, const std::string& last) {
    const report::sized_models some(data, first, last);
    const lorenz::frequency downloads(some.all_time);
    return size{lorenz::mean(some.parameters, downloads) / 1e9, lorenz::median(some.parameters, downloads) / 1e9};
  };
  const auto published = [&](const char* source, const char* quantity, const std::string& period, double value,
                             const char* pin, const std::string& note) {
    f.published(source, quantity, "", period).computed(value, pin).verdict(report::other_data, subset, note);
  };
  const char* const pins[2][3] = {{"2023", "1.6219", "0.4276"}, {"2025", "18.9899", "0.8118"}};
  for (const auto& [year, mean_pin, median_pin] : pins) {
    const auto [its_mean, its_median] = created("2022", year);
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

  const auto further = [&](const std::string& quantity, const std::string& group, double value, const char* pin) {
    f.further(quantity, group, "May 2026", "billion").computed(value, pin).verdict(report::other_data, subset);
  };
  further("mean parameters", "by all-time downloads", mean / 1e9, "23.9889");
  further("median parameters", "by all-time downloads", median / 1e9, "1.1000");
  further("mean parameters", "by 30-day downloads", recent_mean / 1e9, "67.4246");
  further("median parameters", "by 30-day downloads", recent_median / 1e9, "7.2417");
  further("mean parameters", "every model once", plain_mean / 1e9, "18.4264");
  const char* const by_year[][3] = {{"2022", "0.4547", "0.4276"},
                                    {"2023", "7.0981", "6.7384"},
                                    {"2024", "21.0856", "7.2480"},
                                    {"2025", "86.3114", "14.7700"},
                                    {"2026", "192.3081", "27.7814"}};
  chart::points means, medians, means_so_far, medians_so_far;
  for (const auto& [year, mean_pin, median_pin] : by_year) {
    const auto [its_mean, its_median] = created(year, year);
    const auto so_far = created("2022", year);
    const std::string group = std::string("created in ") + year + ", by all-time downloads";
    further("mean parameters", group, its_mean, mean_pin);
    further("median parameters", group, its_median, median_pin);
    const double x = std::stod(year);
    means.push_back({x, its_mean});
    medians.push_back({x, its_median});
    means_so_far.push_back({x, so_far.mean});
    medians_so_far.push_back({x, so_far.median});
  }
  f.further("Gini coefficient of size over all-time downloads", "", "May 2026", "ratio")
      .computed(gini, "0.9065920354")
      .verdict(report::other_data, subset);

  f.explain(
      "Weighted by all their downloads, the mean size of 3,760 models is 24.0 billion parameters and the median 1.10 "
      "billion; by the downloads of 30 days 67.4 and 7.24 billion. The gap is that of the report: a mean that a few "
      "giants move, a median that moves little.");
  f.explain(
      "The models here are language models known to leaderboards, larger than most of the Hub. Models created up to "
      "2023 have a mean of 1.62 billion, up to 2025 of 18.99 (published 0.83 and 20.8), their medians are 0.43 and "
      "0.81 billion (published 0.33 and 0.41). Models older than March 2022 are dated 2022 by the Hub.");

  const auto drawn = [](chart::points at, const char* role, const char* words) {
    at.back().text = words;
    return chart::json{{"layer", {chart::line(at, role), chart::marks(at, role)}}};
  };
  const auto sizes = chart::logarithmic("Parameters, billion", 0.1, 1000);
  f.chart("Models created up to a year, beside the published mean and median",
          chart::view("Mean and median number of parameters, by all-time downloads, of models created up to a year",
                      chart::years("Created up to the end of", 2022, 2026, 1.1), sizes,
                      {drawn(means_so_far, "computed", "mean"), drawn(medians_so_far, "second", "median"),
                       chart::marks({{2023, 0.827}, {2023, 0.326}, {2025, 20.8}, {2025, 0.406}}, "published"),
                       chart::label({{2024, 45, "published mean"}, {2024, 0.21, "published median"}}, "published")}));
  f.chart("The younger the models, the larger",
          chart::view("Mean and median number of parameters, by all-time downloads, of models created in a year",
                      chart::years("Created in (2022: or before)", 2022, 2026, 1.1), sizes,
                      {drawn(means, "computed", "mean"), drawn(medians, "second", "median")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, model_size); }
