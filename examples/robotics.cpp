// SPDX-License-Identifier: BSL-1.0
//
// robotics.cpp: from rank 44 to rank 1? The report counts 1,145 robotics datasets in 2024 and 26,991 in 2025. What that
// adds to the growth of all datasets, and where the rank comes from.
//
//     robotics [output directory [data directory]]

#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/growth.hpp>

#include "report/charts.hpp"
#include "report/figure.hpp"
#include "report/transcribed.hpp"

report::figure robotics(const std::filesystem::path& data) {
  report::figure f("robotics", "Robotics among the datasets", data);
  f.covers(20, report::derived);
  f.says("HF-S26",
         "Robotics datasets grew from 1,145 in 2024 to 26,991 in 2025; ranked 44th three years before, the category "
         "is now the first, ahead of text generation with about 5,000.");

  const report::transcribed counts(data);
  const auto task = [&](const char* name, const char* year) {
    return counts("datasets created with this task", name, year);
  };
  const double in_2023 = task("Robotics", "2023"), in_2024 = task("Robotics", "2024"),
               in_2025 = task("Robotics", "2025");
  const auto all = [&](const char* when) { return counts("datasets, cumulated by month of creation", "", when); };
  const auto with_task = [&](const char* year) { return counts("datasets created with a task", "all tasks", year); };
  const auto rank = [&](const char* year) { return counts("rank by datasets created", "Robotics", year); };
  const double stock_2024 = in_2023 + in_2024, stock_2025 = stock_2024 + in_2025;
  const double others_2024 = all("2024-12") - stock_2024, others_2025 = all("2025-12") - stock_2025;

  // The calls
  const double factor = lorenz::growth_factor(in_2024, in_2025);
  const double growth = lorenz::growth_rate(all("2024-12"), all("2025-12"));
  const auto of_all =
      lorenz::growth_contributions(std::vector{stock_2024, others_2024}, std::vector{stock_2025, others_2025});
  const double tasked = lorenz::growth_rate(with_task("2024"), with_task("2025"));
  const auto of_tasked = lorenz::growth_contributions(std::vector{in_2024, with_task("2024") - in_2024},
                                                      std::vector{in_2025, with_task("2025") - in_2025});
  const double five_months = lorenz::growth_factor(stock_2025, f.value("IEEE", "robotics datasets", "", "2026-05"));

  const char* const from = "transcribed.csv";
  const char* const table = "the cell of AI World's table behind the chart";
  f.published("HF-S26", "datasets created", "Robotics", "2024")
      .computed(in_2024, "1145")
      .verdict(report::derived, from, table);
  f.published("HF-S26", "datasets created", "Robotics", "2025")
      .computed(in_2025, "26991")
      .verdict(report::derived, from, "the same table, of 16 December 2025; 28,131 in a later edition");
  f.published("HF-S26", "datasets created", "Text Generation", "2025")
      .computed(task("Text Generation", "2025"), "5130")
      .verdict(report::derived, from, table);
  f.published("HF-S26", "rank among dataset categories", "Robotics", "three years before")
      .computed(rank("2023"), "35")
      .verdict(report::derived, from,
               "4 datasets in 2023, the 35th of 44 categories: 44 is their number, not the rank");
  f.published("HF-S26", "rank among dataset categories", "Robotics", "2025")
      .computed(rank("2025"), "1")
      .verdict(report::derived, from, "of 54 categories; it was 5th in 2024");
  f.published("IEEE", "robotics datasets", "", "2026-05")
      .computed(stock_2025, "28140")
      .verdict(report::derived, from, "created up to 16 December 2025");
  const auto follows = f.further(report::derived, from);
  follows("growth of datasets created", "Robotics", "2024 to 2025", "factor", factor, "23.5729");
  follows("rank among dataset categories", "Robotics", "2024", "rank", rank("2024"), "5", "of 54 categories");
  follows("growth of all datasets", "", "2024-12 to 2025-12", "percent", 100 * growth, "151.4619");
  follows("contribution to it", "Robotics", "2024-12 to 2025-12", "points", 100 * of_all[0], "10.3620");
  follows("growth of datasets created with a task", "", "2024 to 2025", "percent", 100 * tasked, "217.9900");
  follows("contribution to it", "Robotics, with a task", "2024 to 2025", "points", 100 * of_tasked[0], "164.2998");
  follows("growth of all robotics datasets, two sources", "", "2025-12-16 to 2026-05", "factor", five_months, "2.0611",
          "28,140 by AI World, over 58,000 as reported by IEEE Spectrum");

  f.explain(
      "The table behind the chart has a 23.6-fold growth: 5th of 54 categories in 2024, then 1st. In 2023 robotics "
      "was 35th of 44. Of the 151.5 % by which all datasets grew in 2025 robotics contributes 10.4 points; of the "
      "growth of datasets that name a task, three quarters.");
  f.explain(
      "Only 9.0 % (2024) and 12.7 % (2025) of new datasets name a task. Whether one with several tasks counts in "
      "several categories the source does not say. The table ends two weeks before 2025 does.");

  const auto over_time = [&](const char* name, const char* words, const char* role,
                             chart::words place = chart::words::lower) {
    const std::vector of = {task(name, "2022"), task(name, "2023"), task(name, "2024"), task(name, "2025")};
    return report::by_year(2022, of, words, role, place);
  };
  f.chart("Datasets created, by task",
          chart::view("Datasets created in a year that name a task, for four tasks",
                      chart::years("Year of creation", 2022, 2025, 2.1),
                      chart::logarithmic("Datasets created in the year", 1, 1e5),
                      {over_time("Text Classification", "classification", "note"),
                       over_time("Text-to-Image", "text to image", "note"),
                       over_time("Text Generation", "text generation", "second", chart::words::upper),
                       report::by_year(2023, {in_2023, in_2024, in_2025}, "robotics", "computed")}));
  f.chart("What robotics adds to the growth of 2025",
          chart::view("Contributions of robotics and of all other datasets to growth, in points",
                      chart::linear("Contribution to growth, points", 0, 230),
                      chart::names("Datasets",
                                   {"all: robotics", "all: others", "with a task: robotics", "with a task: others"}),
                      {chart::bars({{"all: robotics", 0, 100 * of_all[0], "10.4"},
                                    {"with a task: robotics", 0, 100 * of_tasked[0], "164.3"}},
                                   "computed"),
                       chart::bars({{"all: others", 0, 100 * of_all[1], "141.1"},
                                    {"with a task: others", 0, 100 * of_tasked[1], "53.7"}},
                                   "range")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, robotics); }
