// SPDX-License-Identifier: BSL-1.0
//
// concentration.cpp: the 200 most downloaded models, 0.01 % of all, hold 49.6 % of the downloads, says the report, and
// half of the models have fewer than 200. Here the same questions go to every model on the Hub in July 2022.
//
//     concentration [output directory [data directory]]

#include <cstdint>     // int64_t
#include <filesystem>  // path

#include <lorenz/lorenz.hpp>
#include <lorenz/plot.hpp>

#include "report/csv.hpp"
#include "report/figure.hpp"

report::figure concentration(const std::filesystem::path& data) {
  // 2,549 distinct counts stand for 55,524 models: as frequency weights they need no expansion.
  const auto table = report::read_csv(data / "hf-hub-2022-07" / "downloads_frequency.csv", "downloads_30d", "n_models");
  const auto by_author =
      report::read_csv(data / "hf-hub-2022-07" / "author_downloads_frequency.csv", "downloads_30d", "n_authors");

  // The calls
  const lorenz::distribution hub(table.counts("downloads_30d"), lorenz::frequency(table.counts("n_models")));
  const auto all = lorenz::describe(hub);  // n, total, mean, median, ...
  const auto curve = lorenz::curve(hub);
  const double gini = lorenz::gini(hub);
  const double top_200 = lorenz::top_share(hub, lorenz::units{200});
  const double top_one_in_10000 = lorenz::top_share(hub, lorenz::fraction{0.0001});
  const double top_percent = lorenz::top_share(hub, lorenz::fraction{0.01});
  const double top_1_5_percent = lorenz::top_share(hub, lorenz::fraction{0.015});
  const double top_50_authors = lorenz::top_share(by_author.counts("downloads_30d"),
                                                  lorenz::frequency(by_author.counts("n_authors")), lorenz::units{50});
  const auto holding_half = lorenz::top_count(hub, lorenz::share{0.5});
  const double below_200 = lorenz::share_below(hub, 200);
  const double without = lorenz::share_below(hub, 1);

  report::figure f("concentration", "Concentration of downloads", data);
  f.says("HF-S26", "The 200 most downloaded models, 0.01 % of all, hold 49.6 % of all downloads.");
  f.says("HF-S26", "About half of all models have fewer than 200 downloads in total.");

  const char* const hub_2022 = "hf-hub-2022-07";
  const char* const all_time = "30-day counts of July 2022 against all-time counts of 2026";
  const char* const later = "July 2022 against October 2025, when there were 39 times as many models";
  const char* const earlier = "55,524 models of July 2022 against 348,181 later";
  f.published("HF-S26", "share of all downloads", "top 200 models", "2025")
      .computed(100 * top_200, "90.0527")
      .verdict(report::other_data, hub_2022, all_time);
  f.published("HF-S26", "models with fewer than 200 total downloads", "", "2025")
      .computed(100 * below_200, "92.5131")
      .verdict(report::other_data, hub_2022, all_time);
  f.published("HF-SU26", "models with fewer than 200 lifetime downloads", "", "2026-08")
      .computed(100 * below_200, "92.5131")
      .verdict(report::other_data, hub_2022, all_time);
  f.published("HF-SU26", "share of downloads", "top 1.5 percent of models", "2026-08")
      .computed(100 * top_1_5_percent, "97.7528")
      .verdict(report::other_data, hub_2022, all_time);
  f.published("OSBORNE", "share of downloads", "top 1 percent of models", "")
      .computed(100 * top_percent, "96.6506")
      .verdict(report::other_data, hub_2022, earlier);
  f.published("OSBORNE", "models with zero downloads", "", "")
      .computed(100 * without, "30.8875")
      .verdict(report::other_data, hub_2022, earlier);
  f.published("HUBSTATS", "median 30-day downloads", "", "2025-10-23")
      .computed(all.median, "2")
      .verdict(report::other_data, hub_2022, later);
  f.published("HUBSTATS", "mean 30-day downloads", "", "2025-10-23")
      .computed(all.mean, "3588.27")
      .verdict(report::other_data, hub_2022, later);
  f.published("LBOURDOIS", "share of downloads", "top 50 entities", "2025-10")
      .computed(100 * top_50_authors, "93.8125")
      .verdict(report::other_data, hub_2022,
               "15,152 accounts of July 2022; models that belong to no account count as one, with 48.7 percent");
  const auto further = [&](const char* quantity, const char* group, const char* unit, double value, const char* pin) {
    f.further(quantity, group, "2022-07", unit).computed(value, pin).verdict(report::other_data, hub_2022);
  };
  further("share of all downloads", "top 0.01 percent of models", "percent", 100 * top_one_in_10000, "32.0023");
  further("Gini coefficient of downloads", "", "ratio", gini, "0.9957857993");
  further("models that hold half of all downloads", "", "count", static_cast<double>(holding_half), "14");
  further("models", "", "count", static_cast<double>(all.n), "55524");
  further("all downloads", "", "downloads", all.total, "199235153");

  f.explain(
      "The report counts all downloads ever made of about two million models. The data here count the downloads of 30 "
      "days, of the 55,524 models there were in July 2022. The calls are the same: what differs is the population, the "
      "date and the window.");
  f.explain(
      "200 models and 0.01 % of the models are the same group only among two million. In July 2022 the first 200 "
      "held 90 %, the first 0.01 % held 32 %: the published 49.6 % lies between the two readings.");

  f.chart("Nearly all downloads go to very few models", chart::lorenz_curve(curve, "models", "downloads"));
  const auto held = [&](std::int64_t k) { return lorenz::top_share(hub, lorenz::units{k}); };
  const double one_in_10000 = 0.0001 * static_cast<double>(all.n);
  f.chart(
      "The top 200, or the top 0.01 %?",
      chart::view("Share of all downloads that the k most downloaded models hold",
                  chart::logarithmic("Most downloaded models", 1, 1e5), chart::percent("Share of all downloads"),
                  {chart::curve(chart::sampled(chart::log_grid(55524, 160), held)),
                   chart::line({{one_in_10000, 0.496}, {200, 0.496}}, "published"),
                   chart::marks({{one_in_10000, 0.496}, {200, 0.496, "published:\n49.6 % for both"}}, "published"),
                   chart::marks({{200, top_200, "top 200: 90 %"}, {one_in_10000, top_one_in_10000, "top 0.01 %: 32 %"}},
                                "computed")}));
  const auto below = [&](std::int64_t value) { return lorenz::share_below(hub, static_cast<double>(value)); };
  f.chart("How many models stay below 200 downloads?",
          chart::view("Share of models with fewer downloads than a number", chart::logarithmic("Downloads", 1, 1e6),
                      chart::percent("Share of models with fewer"),
                      {chart::curve(chart::sampled(chart::log_grid(1000000, 160), below)),
                       chart::marks({{200, 0.856, "August 2026: 85.6 %"}, {19, 0.5, "October 2025:\na median of 19"}},
                                    "published"),
                       chart::marks({{200, 0.5, "March 2026: half"}}, "published", chart::words::upper),
                       chart::marks({{200, below_200, "July 2022: 92.5 %"}}, "computed")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, concentration); }
