// SPDX-License-Identifier: BSL-1.0
//
// downloads_past_year.cpp: recent downloads by country. The report has China at 41 % of a year's downloads, The New
// Stack the United States at 36.5 %. Here they are of 30 days, at five dates of 2026, in two collections of models.
//
//     downloads_past_year [output directory [data directory]]

#include <filesystem>  // path
#include <numeric>     // accumulate
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/decomposition/share_change.hpp>
#include <lorenz/growth.hpp>
#include <lorenz/panel.hpp>

#include "report/figure.hpp"
#include "report/regions.hpp"

report::figure downloads_past_year(const std::filesystem::path& data) {
  const report::regions base(data);
  const auto downloads = report::downloads_by_region(data, "downloads_30d");
  const auto first_unknown = downloads.totals.begin() + report::regions::known;
  const std::vector<double> countries(downloads.totals.begin(), first_unknown);
  const double unknown = std::accumulate(first_unknown, downloads.totals.end(), 0.0);
  std::vector<std::string> dates;
  std::vector<std::vector<double>> by_date;
  for (const auto& [date, sums] : report::catalogue_by_date(data)) {
    dates.push_back(date);
    by_date.push_back(sums);
  }

  // The calls
  const auto shares = lorenz::shares(downloads.totals);
  const auto bounds = lorenz::share_bounds(countries, unknown);  // wherever the unknown downloads belong
  const std::vector years = {2022, 2023, 2024, 2025, 2026};
  const auto by_year = lorenz::panel(years, base.names, downloads.by_year).shares();
  const auto overtakings = lorenz::panel(years, by_year.groups(), by_year.values()).crossing("China", "United States");
  const auto spring = lorenz::panel(dates, base.names, by_date).shares();
  const auto growth = lorenz::growth_contributions(by_date.front(), by_date.back());

  report::figure f("downloads_past_year", "Recent downloads by country", data);
  f.covers(4, report::other_data);
  f.says("HF-S26", "In the past year 41 % of downloads were of models from China.");
  f.says("TNS", "36.5 % of downloads from February 2025 to February 2026 were of models from the United States.");
  f.says("LONGPRE",
         "In the year to August 2025 models from China made 17.1 % of downloads, from the United States 15.8 %.");

  const char* const from = "hf-hub-stats-subset-2026-06; atom-tracked-models";
  const char* const window = "30 days of May 2026 and 4,167 language models, against a year and the whole Hub";
  f.published("HF-S26", "share of downloads", "China", "past year")
      .computed(100 * shares[0], "50.1774")
      .verdict(report::other_data, from, window);
  f.published("TNS", "share of downloads", "United States", "2025-02 to 2026-02")
      .computed(100 * shares[1], "38.6359")
      .verdict(report::other_data, from, window);
  f.published("LONGPRE", "share of downloads", "China", "year to 2025-08")
      .computed(100 * shares[0], "50.1774")
      .verdict(report::other_data, from, window);
  f.published("LONGPRE", "share of downloads", "United States", "year to 2025-08")
      .computed(100 * shares[1], "38.6359")
      .verdict(report::other_data, from, window);
  const auto add = [&](const char* quantity, const std::string& group, const std::string& period, const char* unit,
                       double value, const char* pin, const char* source) {
    f.further(quantity, group, period, unit).computed(value, pin).verdict(report::other_data, source);
  };
  const char* const when = "30 days to May 2026";
  const char* const most[] = {"58.0067", "46.4652", "10.4086", "8.6075"};
  for (std::size_t g = 0; g < countries.size(); ++g)
    add("share of downloads, at most", base.names[g], when, "percent", 100 * bounds[g].upper, most[g], from);
  add("share of downloads", base.names[2], when, "percent", 100 * shares[2], "2.5793", from);
  add("share of downloads", base.names[3], when, "percent", 100 * shares[3], "0.7782", from);
  add("share of downloads", base.names[4], when, "percent", 100 * shares[4], "1.0308", from);
  add("share of downloads", base.names[5], when, "percent", 100 * shares[5], "6.7985", from);
  add("place where China overtakes, in years after 2022", "by year of creation", "2022 to 2026", "years",
      overtakings.at(0).position, "1.3380", from);
  const char* const from_catalogue = "hf-llm-catalogue-2026; atom-tracked-models";
  const char* const pins[4][2] = {
      {"59.3147", "18.7111"}, {"57.6079", "22.5859"}, {"59.2013", "22.4270"}, {"61.6444", "21.0950"}};
  for (int t = 0; t < 4; ++t)
    for (int g = 0; g < 2; ++g)
      add("share of downloads of 449 models", base.names[g], dates[t], "percent", 100 * spring(t, g), pins[t][g],
          from_catalogue);
  add("contribution to the growth of 449 models", "China", dates[0] + " to " + dates[3], "points", 100 * growth[0],
      "35.6051", from_catalogue);

  f.explain(
      "In 30 days of spring 2026 China holds 50.2 % and the United States 38.6 % of the downloads of 4,167 models. "
      "The report prints 41 and 36.5 for the year to February. The window here is shorter and later, and language "
      "models weigh more than on the whole Hub; the order is the same, and no assignment of the 7.8 % without a "
      "known country can reverse it. A second collection, 449 models at four dates, has China ahead each time.");
  f.explain(
      "Two published figures contradict each other. China's 41 % and the 36.5 % of the United States leave 22.5 % "
      "for all others, but independent developers alone make 39 % (market share). Both hold only if at least 16.5 "
      "points of the independents count in a country, or if the shares by country leave out whatever has none; then "
      "China's 41 % of the remaining 61 % is 25.0 % of all downloads.");

  const double china = f.value("HF-S26", "share of downloads", "China", "past year") / 100;
  const double us = f.value("TNS", "share of downloads", "United States", "2025-02 to 2026-02") / 100;
  f.chart("Share of recent downloads, and what the unknown ones could add",
          chart::view("Share of 30-day downloads by region, with the least and the greatest share that is possible",
                      chart::percent("Share of downloads of 30 days"),
                      chart::names("Region", {base.names[0], base.names[1], base.names[2], base.names[3]}),
                      {chart::bounded(base.names, bounds),
                       chart::row_layer("point", "published", {{"China", 0, china}, {"United States", 0, us}}),
                       chart::row_words({{"other countries", 0, 0.29, "◆ published for a year"}}, "published")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, downloads_past_year); }
