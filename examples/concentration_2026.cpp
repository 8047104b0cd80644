// SPDX-License-Identifier: BSL-1.0
//
// concentration_2026.cpp: the same measures on three samples, every model of July 2022 and the 4,167 of May 2026 that
// leaderboards know, by the downloads of 30 days and of all time. A selection of known models is another population.
//
//     concentration_2026 [output directory [data directory]]

#include <cmath>       // pow
#include <cstddef>     // size_t
#include <filesystem>  // path
#include <iterator>    // size
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/lorenz.hpp>

#include "report/csv.hpp"
#include "report/figure.hpp"

report::figure concentration_2026(const std::filesystem::path& data) {
  const auto hub = report::read_csv(data / "hf-hub-2022-07" / "downloads_frequency.csv", "downloads_30d", "n_models");
  const auto subset =
      report::read_csv(data / "hf-hub-stats-subset-2026-06" / "models.csv", "downloads_30d", "downloads_all_time");
  const lorenz::distribution of_2022(hub.counts("downloads_30d"), lorenz::frequency(hub.counts("n_models")));
  const lorenz::distribution recent(subset.counts("downloads_30d"));
  const lorenz::distribution all_time(subset.counts("downloads_all_time"));

  // The calls
  const auto measured = [](const lorenz::distribution& d) {
    return std::vector<double>{lorenz::gini(d),
                               100 * lorenz::hoover(d),
                               lorenz::effective_number(d),
                               static_cast<double>(lorenz::top_count(d, lorenz::share{0.5})),
                               100 * lorenz::top_share(d, lorenz::units{200}),
                               100 * lorenz::top_share(d, lorenz::fraction{0.01}),
                               100 * lorenz::share_below(d, 1),
                               100 * lorenz::share_below(d, 200),
                               lorenz::median(d),
                               lorenz::mean(d)};
  };
  const std::vector<double> columns[] = {measured(of_2022), measured(all_time), measured(recent)};

  report::figure f("concentration_2026", "Concentration in 2022 and 2026", data);
  f.says("HUBSTATS", "Over their whole life models have 21,641 downloads on average, half of them 19 or fewer.");

  const char* const from_2022 = "hf-hub-2022-07";
  const char* const from_2026 = "hf-hub-stats-subset-2026-06";
  const char* const selected = "4,167 selected models, among them the most downloaded: says nothing about the Hub";
  f.published("HUBSTATS", "median all-time downloads", "", "2025-10-23")
      .computed(columns[1][8], "611")
      .verdict(report::other_data, from_2026, selected);
  f.published("HUBSTATS", "mean all-time downloads", "", "2025-10-23")
      .computed(columns[1][9], "1778592.86")
      .verdict(report::other_data, from_2026, selected);

  const struct {
    const char *quantity, *unit, *pins[3];
  } rows[] = {{"Gini coefficient of downloads", "ratio", {"0.9957857993", "0.9763920215", "0.9791743971"}},
              {"Hoover index of downloads", "percent", {"96.3396", "90.2386", "92.2670"}},
              {"effective number of models", "models", {"36.1983", "20.0828", "53.4851"}},
              {"models that hold half of all downloads", "models", {"14", "10", "20"}},
              {"share of downloads, top 200 models", "percent", {"90.0527", "94.3893", "96.9751"}},
              {"share of downloads, top 1 percent of models", "percent", {"96.6506", "71.2689", "69.0823"}},
              {"models without a download", "percent", {"30.8875", "0.9359", "3.3357"}},
              {"models with fewer than 200 downloads", "percent", {"92.5131", "27.4058", "73.1461"}},
              {"median downloads", "downloads", {"2", "611", "10"}},
              {"mean downloads", "downloads", {"3588.27", "1778592.86", "122805.59"}}};
  const char* const samples[] = {"every model, 30 days", "selected models, all time", "selected models, 30 days"};
  for (std::size_t i = 0; i < std::size(rows); ++i)
    for (std::size_t s = 0; s < 3; ++s)
      f.further(rows[i].quantity, samples[s], s == 0 ? "2022-07" : "2026-05", rows[i].unit)
          .computed(columns[s][i], rows[i].pins[s])
          .verdict(report::other_data, s == 0 ? from_2022 : from_2026);

  f.explain(
      "The 4,167 models of 2026 are those that leaderboards know. A selection of known models has few near zero, so "
      "its Gini coefficient (0.976) is below that of every model of 2022 (0.996), and its top 1 % holds less. Neither "
      "says that concentration fell.");
  f.explain(
      "The head is what both hold: ten models of 2026 have half of all downloads ever made of "
      "the selection, fourteen had half of those of a month in 2022.");

  std::vector<double> percents;
  for (int i = 0; i <= 120; ++i) percents.push_back(std::pow(10, -2 + i / 30.0));
  const auto head = [&](const lorenz::distribution& d) {
    return chart::sampled(percents, [&](double p) { return lorenz::top_share(d, lorenz::fraction{p / 100}); });
  };
  auto top = chart::logarithmic("Top percent of models", 0.01, 100);
  top["axis"]["format"] = "~g";
  f.chart(
      "What the top models hold, in three samples",
      chart::view(
          "Share of downloads held by the most downloaded percent of models", top, chart::percent("Share of downloads"),
          {chart::line(head(of_2022), "computed"), chart::line(head(all_time), "second"),
           chart::line(head(recent), "note"), chart::label({{0.045, 0.88, "every model,\nJuly 2022"}}, "computed"),
           chart::label({{9, 0.42, "selected models\nof 2026, all time"}}, "second"),
           chart::label({{9, 0.22, "selected models\nof 2026, 30 days"}}, "note"),
           chart::marks({{0.01, 0.496, "49.6 %"}, {1, 0.99}, {1.5, 0.992}}, "published", chart::words::upper),
           chart::label({{0.2, 0.98, "99 and 99.2 %"}}, "published")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, concentration_2026); }
