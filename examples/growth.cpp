// SPDX-License-Identifier: BSL-1.0
//
// growth.cpp: two million models and counting. The report has more than 2 million models, over 500,000 datasets and 13
// million users, each nearly doubled within a year. Counts of others, one before and one after, say by how much.
//
//     growth [output directory [data directory]]

#include <filesystem>  // path
#include <string>      // string

#include <lorenz/chart.hpp>
#include <lorenz/growth.hpp>

#include "report/figure.hpp"
#include "report/transcribed.hpp"

report::figure growth(const std::filesystem::path& data) {
  report::figure f("growth", "Growth of models, datasets and users", data);
  f.covers(1, report::derived);
  f.says("HF-S26",
         "The Hub has 13 million users, over 2 million models and over 500,000 datasets: nearly twice as many as a "
         "year before.");

  const report::transcribed counts(data);
  const auto models = [&](const char* when) { return counts("models, cumulated by month of creation", "", when); };
  const auto datasets = [&](const char* when) { return counts("datasets, cumulated by month of creation", "", when); };
  const double listed = f.value("HUBSTATS", "models", "", "2025-10-23");
  const double models_january = 1e6 * f.value("HF-SU26", "public models", "", "2026-01");
  const double models_august = 1e6 * f.value("HF-SU26", "public models", "", "2026-08");
  const double datasets_january = 1e6 * f.value("HF-SU26", "public datasets", "", "2026-01");
  const double datasets_august = 1e6 * f.value("HF-SU26", "public datasets", "", "2026-08");

  // The calls
  const double models_2024 = lorenz::growth_factor(models("2023-12"), models("2024-12"));
  const double models_to_october = lorenz::growth_factor(models("2024-12"), listed);
  const double models_to_january = lorenz::growth_factor(models("2024-12"), models_january);
  const double datasets_2024 = lorenz::growth_factor(datasets("2023-12"), datasets("2024-12"));
  const double datasets_2025 = lorenz::growth_factor(datasets("2024-12"), datasets("2025-12"));
  const double models_2026 = lorenz::growth_rate(models_january, models_august);
  const double models_a_year = lorenz::cagr(models_january, models_august, 7.0 / 12);
  const double datasets_2026 = lorenz::growth_rate(datasets_january, datasets_august);
  const double datasets_a_year = lorenz::cagr(datasets_january, datasets_august, 7.0 / 12);
  const double models_double = lorenz::doubling_time(models_a_year);
  const double datasets_double = lorenz::doubling_time(datasets_a_year);

  const char* const from_others = "transcribed.csv";
  const char* const from_both = "transcribed.csv; report-published-values";
  const char* const printed = "report-published-values";
  f.published("HF-S26", "public models", "", "2025")
      .computed(listed / 1e6, "2.161698")
      .verdict(report::derived, printed, "a listing of all models on 23 October 2025 (HUBSTATS) confirms it");
  f.published("HF-S26", "public datasets", "", "2025")
      .computed(datasets("2025-12") / 1e6, "0.655008")
      .verdict(report::derived, from_others, "datasets created up to the end of 2025: over 500,000 by a wide margin");
  f.published("HF-S26", "users", "", "2025")
      .verdict(report::not_computable, "",
               "needs the registered users at the end of 2024 and of 2025, which only Hugging Face has, for "
               "growth_factor(users_2024, users_2025); an earlier text of the post said 11 million");
  f.published("HF-SU26", "public models", "", "2026-01")
      .verdict(report::not_computable, "", "the Hub's own counter; it is an input here");
  f.published("HF-SU26", "public models", "", "2026-08")
      .verdict(report::not_computable, "", "the Hub's own counter; it is an input here");
  f.published("HF-SU26", "public datasets", "", "2026-01")
      .computed(datasets("2025-12") / 1e6, "0.655008")
      .verdict(report::derived, from_others, "created up to the end of December; 0.792 million a month later");
  f.published("HF-SU26", "public datasets", "", "2026-08")
      .computed(datasets("2026-05") / 1e6, "0.999920")
      .verdict(report::derived, from_others, "created up to May 2026, three months before the Hub's counter shows it");
  const auto created = f.further(report::derived, from_others), both = f.further(report::derived, from_both),
             follows = f.further(report::derived, printed);
  const char* const so_far = "created so far and still listed";
  created(so_far, "models", "2023-12", "count", models("2023-12"), "495424");
  created(so_far, "models", "2024-12", "count", models("2024-12"), "1169415");
  created(so_far, "datasets", "2023-12", "count", datasets("2023-12"), "85105");
  created(so_far, "datasets", "2024-12", "count", datasets("2024-12"), "260480");
  created(so_far, "datasets", "2025-12", "count", datasets("2025-12"), "655008");
  created("growth", "models", "2023-12 to 2024-12", "factor", models_2024, "2.36043");
  created("growth", "datasets", "2023-12 to 2024-12", "factor", datasets_2024, "3.06069");
  created("growth", "datasets", "2024-12 to 2025-12", "factor", datasets_2025, "2.51462");
  both("growth", "models", "2024-12 to 2025-10-23", "factor", models_to_october, "1.84853");
  both("growth", "models", "2024-12 to 2026-01", "factor", models_to_january, "2.07796");
  follows("growth", "models", "2026-01 to 2026-08", "percent", 100 * models_2026, "21.8107");
  follows("growth", "datasets", "2026-01 to 2026-08", "percent", 100 * datasets_2026, "40.6470");
  follows("compound annual growth", "models", "2026-01 to 2026-08", "percent", 100 * models_a_year, "40.2456");
  follows("compound annual growth", "datasets", "2026-01 to 2026-08", "percent", 100 * datasets_a_year, "79.4477");
  follows("doubling time", "models", "2026-01 to 2026-08", "years", models_double, "2.0494");
  follows("doubling time", "datasets", "2026-01 to 2026-08", "years", datasets_double, "1.1854");

  f.explain(
      "Nearly doubled? Models, yes: 1.85-fold from the end of 2024 to 23 October 2025, 2.08-fold to January 2026. "
      "Datasets, more than that: 2.51-fold in 2025. Of users the number of the year before was not published.");
  f.explain(
      "The year-end counts add up the creation dates of the models and datasets that are still listed, so they are "
      "too low for the early years: 14,305 models by June 2022, when the full listing had 55,524. A factor from such "
      "a count to the Hub's own counter mixes two rules of counting.");

  const auto ends = [](const auto& counted, const std::string& words) {  // of 2022, 2023, ..., at the year's end
    return chart::points{{2023, counted("2022-12")}, {2024, counted("2023-12"), words}, {2025, counted("2024-12")}};
  };
  chart::points all_models = ends(models, "models"), all_datasets = ends(datasets, "datasets");
  all_datasets.push_back({2026, datasets("2025-12")});
  all_datasets.push_back({2026.4, datasets("2026-05")});
  f.chart(
      "Models and datasets on the Hub",
      chart::view("Number of models and of datasets on the Hub, by date",
                  chart::years("Beginning of the year", 2023, 2027), chart::logarithmic("Number on the Hub", 1e4, 1e7),
                  {chart::line(all_models, "computed"), chart::marks(all_models, "computed"),
                   chart::line(all_datasets, "second"), chart::marks(all_datasets, "second"),
                   chart::marks({{2025.81, listed},
                                 {2026.04, models_january},
                                 {2026.62, models_august},
                                 {2026.04, datasets_january},
                                 {2026.62, datasets_august}},
                                "published"),
                   chart::label({{2026.3, 4.5e6, "published"}, {2026.3, 4.5e5, "published"}}, "published")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, growth); }
