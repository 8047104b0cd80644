// SPDX-License-Identifier: BSL-1.0
//
// downloads_all_time.cpp: all downloads ever made, by country. The report finds half of them without one. Here they are
// of 4,167 language models, and the bounds say what any assignment of the rest could change.
//
//     downloads_all_time [output directory [data directory]]

#include <filesystem>  // path
#include <numeric>     // accumulate
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/decomposition/share_change.hpp>
#include <lorenz/panel.hpp>

#include "report/charts.hpp"
#include "report/figure.hpp"
#include "report/regions.hpp"

report::figure downloads_all_time(const std::filesystem::path& data) {
  const std::vector<std::string> names = report::regions(data).names;
  const auto downloads = report::downloads_by_region(data, "downloads_all_time");
  const auto first_unknown = downloads.totals.begin() + report::regions::known;
  const std::vector<double> countries(downloads.totals.begin(), first_unknown);
  const double unknown = std::accumulate(first_unknown, downloads.totals.end(), 0.0);

  // The calls
  const auto shares = lorenz::shares(downloads.totals);
  const auto bounds = lorenz::share_bounds(countries, unknown);  // wherever the unknown downloads belong
  const std::vector years = {2022, 2023, 2024, 2025, 2026};
  const auto by_year = lorenz::panel(years, names, downloads.by_year).shares();
  const auto overtakings = lorenz::panel(years, by_year.groups(), by_year.values()).crossing("China", "United States");

  report::figure f("downloads_all_time", "All downloads by country", data);
  f.covers(3, report::other_data);
  f.says("HF-S26",
         "About half of all downloads have no clear geographic base; of those that have one, the United States and "
         "China hold most.");

  const char* const from = "hf-hub-stats-subset-2026-06; atom-tracked-models";
  const char* const when = "to May 2026";
  f.published("HF-S26", "share of all-time downloads", "no clear geographic base", "four years")
      .computed(100 * shares[5], "21.0257")
      .verdict(report::other_data, from,
               "accounts that are not in the table of regions; the 4,167 models come from leaderboards, where large "
               "organisations dominate");
  f.further("share of all downloads", "no country known", when, "percent")
      .computed(100 * (shares[4] + shares[5]), "22.0592")
      .verdict(report::other_data, from, "with the accounts that are in it without a single base");
  const char* const pins[] = {"24.1959", "48.1504", "3.9978", "1.5968"};
  const char* const most[] = {"46.2551", "70.2095", "26.0569", "23.6560"};
  for (std::size_t g = 0; g < countries.size(); ++g) {
    f.further("share of all downloads, at least", names[g], when, "percent")
        .computed(100 * bounds[g].lower, pins[g])
        .verdict(report::other_data, from);
    f.further("share of all downloads, at most", names[g], when, "percent")
        .computed(100 * bounds[g].upper, most[g])
        .verdict(report::other_data, from);
  }
  f.further("overtakings of the United States by China", "by year of creation", "2022 to 2026", "count")
      .computed(static_cast<double>(overtakings.size()), "1")
      .verdict(report::other_data, from);
  f.further("place of the overtaking, in years after 2022", "by year of creation", "2022 to 2026", "years")
      .computed(overtakings.at(0).position, "1.7497")
      .verdict(report::other_data, from, "upward: China is ahead among the models created in 2024 and later");

  f.explain(
      "Of the all-time downloads of 4,167 language models the United States holds 48.2 % and China 24.2 %; 22.1 % "
      "belong to accounts without a known country. The report finds about half without one because it counts the "
      "whole Hub. Wherever the unknown downloads belong, the United States stays first: its least share is above "
      "China's greatest.");
  f.explain(
      "Of the downloads whose account is not in the table of regions 62 % belong to one, openai-community (GPT-2). "
      "Counted as American they would take the United States to 64.5 %; they are left where the table leaves them.");
  f.explain(
      "Among models created from 2024 on China is ahead. This compares models by the year of their creation, not "
      "downloads by the year in which they were made; the Hub dates everything older to 2022. “Europe” is the "
      "continent, not the Union.");

  f.chart("Share of all downloads, and what the unknown ones could add",
          chart::view("Share of all-time downloads by region, with the least and the greatest share that is possible",
                      chart::percent("Share of all-time downloads"),
                      chart::names("Region", {names[1], names[0], names[2], names[3], "no country known"}),
                      {chart::bounded(names, bounds),
                       chart::bars({{"no country known", 0, shares[4] + shares[5], "22 %"}}, "range"),
                       chart::row_layer("point", "published", {{"no country known", 0, 0.5}}),
                       chart::row_words({{"no country known", 0, 0.5, "published: half"}}, "published")}));
  std::vector<double> china, united_states;
  for (Eigen::Index t = 0; t < by_year.rows(); ++t) {
    china.push_back(by_year(t, 0));
    united_states.push_back(by_year(t, 1));
  }
  const double at = overtakings[0].position;  // from 2023, where China is behind, towards 2024
  const double level = by_year(1, 0) + (at - 1) * (by_year(2, 0) - by_year(1, 0));
  f.chart("Who leads among the models of a year",
          chart::view("Share of all-time downloads of the models created in a year",
                      chart::years("Year of creation (2022: or before)", 2022, 2026, 0.8),
                      chart::percent("Share of their all-time downloads"),
                      {report::by_year(2022, united_states, "United\nStates", "second"),
                       report::by_year(2022, china, "China", "computed"), chart::marks({{2022 + at, level}}, "note"),
                       chart::label({{2023.6 + at, 0.18, "China overtakes between\n2023 and 2024"}}, "note")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, downloads_all_time); }
