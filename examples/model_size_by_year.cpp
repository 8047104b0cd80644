// SPDX-License-Identifier: BSL-1.0
//
// model_size_by_year.cpp: are younger models larger? Mean and median size by year of creation, weighted in three ways:
// by all downloads, by those of the last 30 days, and every model once.
//
//     model_size_by_year [output directory [data directory]]

#include <cstddef>     // size_t
#include <cstdint>     // int64_t
#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/mean.hpp>
#include <lorenz/quantile.hpp>

#include "report/charts.hpp"
#include "report/figure.hpp"
#include "report/sized_models.hpp"

report::figure model_size_by_year(const std::filesystem::path& data) {
  const char* const years[] = {"2022", "2023", "2024", "2025", "2026"};
  std::vector<report::sized_models> created;  // in each of these years
  for (const char* year : years) created.emplace_back(data, year, year);

  // The calls
  const auto mean = [](const report::sized_models& models, const std::vector<std::int64_t>& downloads) {
    return lorenz::mean(models.parameters, lorenz::frequency(downloads)) / 1e9;  // in billions
  };
  const auto median = [](const report::sized_models& models, const std::vector<std::int64_t>& downloads) {
    return lorenz::median(models.parameters, lorenz::frequency(downloads)) / 1e9;
  };

  report::figure f("model_size_by_year", "Model size by year of creation", data);
  const auto add = f.further(report::other_data, "hf-hub-stats-subset-2026-06");
  const char* const weights[] = {"by all-time downloads", "by 30-day downloads", "every model once"};
  const char* const pins[][3][2] = {{{"0.4547", "0.4276"}, {"0.4787", "0.4276"}, {"9.4668", "1.4869"}},
                                    {{"7.0981", "6.7384"}, {"4.6548", "1.5435"}, {"15.1522", "7.2417"}},
                                    {{"21.0856", "7.2480"}, {"13.8265", "3.0859"}, {"14.7364", "8.0303"}},
                                    {{"86.3114", "14.7700"}, {"137.2594", "14.7683"}, {"19.0484", "7.6156"}},
                                    {{"192.3081", "27.7814"}, {"150.0148", "27.7814"}, {"211.1550", "32.6824"}}};
  std::vector<double> means[3], medians[3];
  for (std::size_t t = 0; t < created.size(); ++t) {
    const std::vector<std::int64_t>* const counts[] = {&created[t].all_time, &created[t].recent, &created[t].once};
    for (std::size_t k = 0; k < 3; ++k) {
      means[k].push_back(mean(created[t], *counts[k]));
      medians[k].push_back(median(created[t], *counts[k]));
      const std::string group = std::string("created in ") + years[t] + ", " + weights[k];
      add("mean parameters", group, "May 2026", "billion", means[k][t], pins[t][k][0]);
      add("median parameters", group, "May 2026", "billion", medians[k][t], pins[t][k][1]);
    }
  }

  f.explain(
      "Each download counted, the models created in 2025 have a mean of 86.3 billion parameters and a median of 14.8, "
      "those created in 2023 of 7.1 and 6.7. By the downloads of the last 30 days the two years lie further apart, "
      "with means of 137 and 4.7 billion: of the models of 2023 the large ones have lost more of their users.");
  f.explain(
      "Counted once each, the models of 2023, 2024 and 2025 hardly differ: 15.2, 14.7 and 19.0 billion on average, 7.2 "
      "to 8.0 in the middle. Over these years it is not the models made that grew, but the models downloaded. They "
      "are 122, 2,152 and 1,418 models; of 2022 or before there are 28, of 2026 up to May 40.");

  const auto over_years = [&](const std::string& statistic, const std::vector<double>(&values)[3],
                              const chart::point(&names)[3]) {
    f.chart(
        "The " + statistic + " size of the models of a year",
        chart::view("The " + statistic + " number of parameters of models created in a year, weighted in three ways",
                    chart::years("Created in (2022: or before)", 2022, 2026, 0.2),
                    chart::logarithmic("Parameters, billion", 0.1, 1000),
                    {report::by_year(2022, values[2], "", "note"), report::by_year(2022, values[1], "", "second"),
                     report::by_year(2022, values[0], "", "computed"), chart::label({names[0]}, "computed"),
                     chart::label({names[1]}, "second"), chart::label({names[2]}, "note")}));
  };
  over_years("mean", means, {{2024, 75, "all time"}, {2024.75, 9, "30 days"}, {2023, 32, "every model once"}});
  over_years("median", medians, {{2024.6, 20, "all time"}, {2023.8, 1.2, "30 days"}, {2023, 16, "every model once"}});
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, model_size_by_year); }
