// SPDX-License-Identifier: BSL-1.0
//
// not_computable.cpp: the charts and numbers that no open data give, each with the data it needs, by name, and the call
// that would compute it from them.
//
//     not_computable [output directory [data directory]]

#include <filesystem>  // path
#include <string>      // string

#include "report/figure.hpp"

namespace {

struct missing {
  int chart;  // its number in the report, 0 for a statement without chart
  const char *title, *needs, *call;
};

constexpr const char* downloads_of_kinds = "downloads by month and kind of model (mmpr/open_model_evolution_data)";

constexpr missing charts[] = {
    {6, "Trending models by kind of author", "for each week, the trending models with the kind of each author",
     "panel(weeks, kinds, models).shares()"},
    {10, "South Korean models trending",
     "the trending list of one day in February 2026 with the country of each author; the chart is a picture of it",
     "shares(trending_by_country)"},
    {11, "Use by region of origin and of use",
     "downloads by region of the publisher and of the user; the Hub publishes no location of users",
     "panel(regions_of_use, regions_of_origin, downloads).shares()"},
    {13, "PaperVerse Explorer",
     "the Hub's links between papers, models and datasets; the chart is a tool for browsing them",
     "describe(models_per_paper)"},
    {14, "Power of papers", "for each paper, its citations and the downloads of the models that cite it",
     "gini(downloads_per_paper)"},
    {17, "Life of open models", "daily downloads of each model since its release",
     "mean(weeks), median(weeks), ecdf(weeks) of the time in which a model draws half of its downloads"},
    {21, "LeRobot stars on GitHub", "the date of each star of the LeRobot repository",
     "year_over_year(months, stars); nearly tripled is a rate of nearly 2"},
    {22, "Science release heatmap",
     "release dates of models, datasets and papers of the organisations shown in the space",
     "panel(days, organisations, releases).totals()"},
    {0, "Sovereignty", "downloads by country of the publisher and of the user at two dates",
     "share_change(before, after)"},
    {0, "Hardware", "downloads by hardware vendor or kernel", "shares(by_vendor), herfindahl(by_vendor)"},
};

}  // namespace

report::figure not_computable(const std::filesystem::path& data) {
  report::figure f("not_computable", "What cannot be computed from open data", data);
  f.says("HF-S26",
         "Over 30 % of the Fortune 500 have a verified account; the engagement with a new model lasts about six "
         "weeks.");
  f.says("LONGPRE",
         "The share of downloads of multimodal models grew 3.4-fold, of quantised ones 5-fold, of mixtures of "
         "experts 7-fold.");

  // The calls
  const char* const verified = "mean(verified)";  // 500 zeros and ones
  const char* const engagement = "mean(weeks)";   // one number a model
  const char* const property = "growth_factor(share_before, share_after)";
  const char* const scope = "describe(downloads)";  // n and total

  const auto needs = [&](const char* source, const char* quantity, const char* group, const char* period,
                         const std::string& what, const std::string& call) {
    f.published(source, quantity, group, period).verdict(report::not_computable, "", "needs " + what + ", for " + call);
  };
  needs("HF-S26", "Fortune 500 with verified accounts", "", "2025",
        "the verified organisations of the Hub matched with the Fortune 500 list", verified);
  needs("HF-S26", "mean engagement duration", "", "", "daily downloads or likes of each model since its release",
        engagement);
  for (const char* group : {"multimodal generation", "quantization", "mixture of experts"})
    needs("LONGPRE", "growth factor", group, "", downloads_of_kinds, property);
  needs("LONGPRE", "models", "", "2020-06 to 2025-08", "the paper's list of models (mmpr/open_model_evolution_data)",
        scope);
  needs("LONGPRE", "downloads", "", "2020-06 to 2025-08",
        "the paper's list of downloads; it is not all of the Hub's, as 4,167 models alone have 7.41 billion", scope);
  needs("OSBORNE", "models", "", "", "the listing of the Hub of that day", scope);
  const char* const listing = "the file models.parquet of cfahlgren1/hub-stats of 23 October 2025";
  needs("HUBSTATS", "models", "", "2025-10-23", listing, scope);
  needs("HUBSTATS", "models with 30-day downloads above 0", "", "2025-10-23",
        std::string(listing) +
            "; with the number of models it says that 64.5 percent had no download in 30 days, as a "
            "median of 0 demands",
        "1 - share_below(downloads_30d, 1)");
  needs("HUBSTATS", "models with all-time downloads above 0", "", "2025-10-23",
        std::string(listing) +
            "; with the number of models it says that 40.3 percent were never downloaded, which "
            "agrees with a median of 19",
        "1 - share_below(downloads, 1)");

  for (const missing& m : charts) {
    if (m.chart != 0) f.covers(m.chart, report::not_computable);
    const std::string number = m.chart != 0 ? "Chart " + std::to_string(m.chart) + ": " : "";
    f.explain(number + m.title, "Needs " + std::string(m.needs) + ". The call: " + m.call + ".");
  }
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, not_computable); }
