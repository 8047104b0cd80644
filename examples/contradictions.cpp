// SPDX-License-Identifier: BSL-1.0
//
// contradictions.cpp: can the published numbers all be true? Each is checked against the others, by lorenz::facts where
// they speak of one population, by arithmetic where they speak of several.
//
//     contradictions [output directory [data directory]]

#include <cstdint>     // uint64_t
#include <filesystem>  // path
#include <string>      // string

#include <lorenz/chart.hpp>
#include <lorenz/facts.hpp>

#include "report/figure.hpp"

report::figure contradictions(const std::filesystem::path& data) {
  report::figure f("contradictions", "Where published numbers contradict each other", data);

  const double models = f.value("HUBSTATS", "models", "", "2025-10-23");
  const double median = f.value("HUBSTATS", "median all-time downloads", "", "2025-10-23");
  const double mean = f.value("HUBSTATS", "mean all-time downloads", "", "2025-10-23");
  const double ever = f.value("HUBSTATS", "models with all-time downloads above 0", "", "2025-10-23");
  const double recently = f.value("HUBSTATS", "models with 30-day downloads above 0", "", "2025-10-23");
  const double all = 1e9 * f.value("LONGPRE", "downloads", "", "2020-06 to 2025-08");
  const double half = f.value("HF-S26", "models with fewer than 200 total downloads", "", "2025") / 100;
  const double later = f.value("HF-SU26", "models with fewer than 200 lifetime downloads", "", "2026-08") / 100;
  const double january = f.value("HF-SU26", "public models", "", "2026-01");
  const double august = f.value("HF-SU26", "public models", "", "2026-08");
  const double china = f.value("HF-S26", "share of downloads", "China", "past year");
  const double us = f.value("TNS", "share of downloads", "United States", "2025-02 to 2026-02");
  const double independent = f.value("HF-S26", "share of downloads", "independent or unaffiliated", "2025");

  // The calls
  const auto hub = [&] { return lorenz::facts().units(static_cast<std::uint64_t>(models)); };
  const auto half_and_median = hub().below(200, half).quantile(0.5, median).check();
  const auto about_half = hub().below(200, lorenz::rounded(half, 1)).quantile(0.5, median).check();
  const auto mean_and_total = hub().mean(lorenz::rounded(mean, 0)).total(lorenz::rounded(all, -8)).check();
  const auto month = hub().below(1, 1 - recently / models).quantile(0.5, 0).mean(lorenz::rounded(812, 0)).check();
  const auto others = hub()
                          .below(1, 1 - ever / models)
                          .quantile(0.5, median)
                          .mean(lorenz::rounded(mean, 0))
                          .below(200, lorenz::rounded(later, 3))
                          .top(lorenz::fraction{0.0001}, lorenz::rounded(0.496, 3))
                          .top(lorenz::fraction{0.01}, lorenz::rounded(0.99, 2))
                          .top(lorenz::fraction{0.015}, lorenz::rounded(0.992, 3))
                          .check();
  const double at_most = (half * january + august - january) / august;  // if every later model stays below 200

  const auto row = f.further(report::derived, "report-published-values");
  const auto found = [&](const std::string& of, const lorenz::verdict& verdict, const char* pin) {
    row("contradictions found", of, "", "count", static_cast<double>(verdict.reasons.size()), pin);
  };
  found("half of the models below 200 downloads, median of 19", half_and_median, "1");
  found("45 to 55 % of the models below 200 downloads, median of 19", about_half, "0");
  row("models below 200 downloads in August 2026, at most", "if half of those of January were", "", "percent",
      100 * at_most, "58.9527");
  row("China, United States and independents together", "", "", "percent", china + us + independent, "116.5000");
  row("share of all downloads, China", "if independents count in no country", "", "percent",
      china * (100 - independent) / 100, "25.0100");
  row("share of all downloads, United States", "if independents count in no country", "", "percent",
      us * (100 - independent) / 100, "22.2650");
  found("a mean of 21,641 downloads of 2,161,698 models, 2.2 billion downloads", mean_and_total, "1");
  row("all downloads that the mean implies", "", "", "billion", mean * models / 1e9, "46.7813");
  row("the same over 2.2 billion", "", "", "factor", mean * models / all, "21.2642");
  found("64.5 % of models without a download in 30 days, median of 0, mean of 812", month, "0");
  found("40.3 % never downloaded, median of 19, mean of 21,641, 85.6 % below 200, top 0.01, 1 and 1.5 %", others, "0");

  f.explain(
      "Half below 200 downloads, or 85.6 %?",
      "Half of all models have fewer than 200 downloads, says the report of March 2026; 85.6 %, says its sequel of "
      "August. Growth does not explain it: had all of the models added since January stayed below 200, and none of "
      "the older ones risen above, it would be 59.0 %. See [Concentration](#concentration).");
  f.explain(
      "Half below 200, and a median of 19?",
      "In October 2025 the middle model had 19 downloads. If exactly half of the models are below 200 the median is "
      "at least 100, so both cannot hold. They can if “about half” means 45 to 55 %, but then downloads would have "
      "to rise from 19 at 50 % of the models to 200 at 55 %, while 40 % have none.");
  f.explain(
      "41 + 36.5 + 39 = 116.5 %",
      "China has 41 % of downloads, the United States 36.5, independent developers 39. All three are shares of one "
      "total only if at least 16.5 points of the independents are counted in a country. If independents count in no "
      "country, the shares by country leave them out, and China has 25.0 % of all downloads, the United States 22.3. "
      "See [Recent downloads by country](#downloads_past_year) and [Market share](#market_share).");
  f.explain("2.2 or 46.8 billion downloads?",
            "A mean of 21,641 downloads of 2,161,698 models makes 46.8 billion; Longpre et al. count 2.2 billion of "
            "851,000. The 4,167 models on this page alone have 7.4 billion: whatever is counted there, it is not all "
            "downloads.");
  f.explain(
      "17-fold, or 25-fold?",
      "The two printed mean sizes, 827 million and 20.8 billion parameters, lie 25.2-fold apart; the abstract of the "
      "paper they come from says 17-fold. See [Small models](#model_size_lognormal).");
  f.explain(
      "Which share do small models have?",
      "Models below one billion parameters have 92.5 % of downloads (the 50 largest accounts, October 2025) or 83 % "
      "(August 2026); a lognormal with the published mean and median would give 62.6 %.");
  f.explain(
      "Numbers that their own sources do not give",
      "Baidu’s repositories went from 3 to 90, not from 0 to over 100; ByteDance’s grew 5.8-fold and Tencent’s "
      "1.75-fold, not 8 to 9-fold ([Repositories in China and the United States](#repository_growth)). Robotics was "
      "35th of 44 categories of datasets in 2023, not 44th ([Robotics](#robotics)).");
  f.explain(
      "What does hold together",
      "All the other numbers on concentration can be true of one Hub. And over 113,000 derivatives of Qwen do not "
      "contradict over 200,000 models that tag it: the first are made from Qwen directly, the second name it.");

  const auto axis = chart::linear("Share of downloads, end to end", 0, 1.4, ".0%");
  const double two = china + us, three = two + independent;
  f.chart("Three published shares of one total: 116.5 % together",
          chart::view("Published shares of China, the United States and independent developers, end to end", axis,
                      chart::names("Group", {"China", "United States", "independents"}),
                      {chart::bars({{"China", 0, china / 100, "41 %"},
                                    {"United States", china / 100, two / 100, "36.5 %"},
                                    {"independents", two / 100, three / 100, "39 %"}},
                                   "published")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, contradictions); }
