// SPDX-License-Identifier: BSL-1.0
//
// catalogue_growth.cpp: who made the downloads grow? In ten weeks of 2026 those of 449 popular models rose by 54 %.
// What each region and organisation contributed, in points of that growth, and how much of it is no growth at all.
//
//     catalogue_growth [output directory [data directory]]

#include <cstddef>     // size_t
#include <filesystem>  // path
#include <iterator>    // size
#include <numeric>     // accumulate
#include <string>      // string
#include <vector>      // vector

#include <lorenz/growth.hpp>
#include <lorenz/panel.hpp>
#include <lorenz/plot.hpp>

#include "report/catalogue.hpp"
#include "report/figure.hpp"
#include "report/regions.hpp"

report::figure catalogue_growth(const std::filesystem::path& data) {
  std::vector<std::string> periods;
  std::vector<std::vector<double>> by_region;
  for (const auto& [date, sums] : report::catalogue_by_date(data)) {
    periods.push_back(date);
    by_region.push_back(sums);
  }
  const report::two_dates by_organisation(data, [](const std::string& id, double) { return report::owner(id); });
  const report::two_dates by_filling(
      data, [](const std::string&, double first) { return first > 0 ? "with a number" : "never filled"; });

  // The calls
  const lorenz::panel regions(periods, report::regions(data).names, by_region);
  const auto totals = regions.totals();
  const auto of_step = regions.contributions();  // to the growth since the date before
  const auto of_region = lorenz::growth_contributions(by_region.front(), by_region.back());
  const auto of_organisation = lorenz::growth_contributions(by_organisation.first, by_organisation.last);
  const auto of_unfilled = lorenz::growth_contributions(by_filling.first, by_filling.last);

  report::figure f("catalogue_growth", "Who contributed to growth in spring 2026", data);
  const auto add = f.further(report::other_data, "hf-llm-catalogue-2026");
  const auto add_region = f.further(report::other_data, "hf-llm-catalogue-2026; atom-tracked-models");
  const std::string whole = periods.front() + " to " + periods.back();
  add("growth of downloads of 30 days", "449 models", whole, "percent", 100 * lorenz::growth_rate(totals[0], totals[3]),
      "53.9795");
  const char* const step_pins[][3] = {
      {"24.8174", "12.5900", "9.4801"}, {"-0.2407", "1.4510", "-0.2129"}, {"23.6614", "17.0290", "3.6594"}};
  for (int t = 0; t < 3; ++t) {
    const auto i = static_cast<std::size_t>(t);
    const std::string period = periods[i] + " to " + periods[i + 1];
    add("growth of downloads of 30 days", "449 models", period, "percent",
        100 * lorenz::growth_rate(totals[t], totals[t + 1]), step_pins[t][0]);
    for (int g = 0; g < 2; ++g)
      add_region("contribution to growth", regions.groups()[static_cast<std::size_t>(g)], period, "points",
                 100 * of_step(t, g), step_pins[t][g + 1]);
  }
  const char* const region_pins[] = {"35.6051", "13.7709", "1.1986", "0.6497", "1.1667", "1.5885"};
  for (std::size_t g = 0; g < of_region.size(); ++g)
    add_region("contribution to growth", regions.groups()[g], whole, "points", 100 * of_region[g], region_pins[g]);
  const struct {
    const char *name, *pin;
  } leading[] = {
      {"Qwen", "25.1089"},      {"deepseek-ai", "9.6371"}, {"nomic-ai", "8.4809"},           {"meta-llama", "1.5435"},
      {"EleutherAI", "1.1741"}, {"mistralai", "1.1731"},   {"lmstudio-community", "-1.0671"}};
  std::vector<chart::step> steps;
  double others = 100 * std::accumulate(of_organisation.begin(), of_organisation.end(), 0.0);
  const auto all = chart::level("all 93", others);
  for (const auto& [name, pin] : leading) {
    const double points = 100 * of_organisation[by_organisation.at(name)];
    add("contribution to growth", name, whole, "points", points, pin);
    steps.push_back({name == std::string("nomic-ai") ? "nomic-ai (from zero)" : name, points});
    others -= points;
  }
  steps.insert(steps.end(), {{"86 others", others}, all});
  add("contribution to growth", "61 models without a number at the first date", whole, "points",
      100 * of_unfilled[by_filling.at("never filled")], "12.1140");

  f.explain(
      "From 4 March to 10 May 2026 the 30-day downloads of the 449 models that the catalogue has at all of its four "
      "dates rose from 189 to 291 million, by 54.0 %. Models from China contribute 35.6 points of that, those from "
      "the United States 13.8. One organisation, Qwen, makes nearly half of it: 25.1 points.");
  f.explain(
      "Not all of it is growth. On 4 March 61 of the 449 rows have no downloads and no likes: they had not been "
      "filled in, and 26 of them never were. Their later numbers make 12.1 of the 54.0 points, and all of the 8.5 "
      "points of nomic-ai. Who came to the catalogue or left it is left out here; see [Concentration of a "
      "catalogue](#concentration_change).");

  f.chart("Contributions of organisations, 4 March to 10 May 2026",
          chart::steps("What each organisation adds to the growth of downloads of 449 models, one after another",
                       "Contribution to growth, points", steps));
  const char* const until[] = {"to 21 March", "to 15 April", "to 10 May"};
  const char* const groups[] = {": China", ": US", ": others"};
  std::vector<chart::bar> reach[3];
  std::vector<std::string> rows;
  for (int t = 0; t < 3; ++t) {
    const double rest = of_step[t].sum() - of_step(t, 0) - of_step(t, 1);
    const double points[] = {100 * of_step(t, 0), 100 * of_step(t, 1), 100 * rest};
    for (int g = 0; g < 3; ++g) {
      rows.push_back(until[t] + std::string(groups[g]));
      reach[g].push_back({rows.back(), 0, points[g], report::shown(points[g], 1)});
    }
  }
  f.chart("Contributions of regions, step by step",
          chart::view(
              "Contributions of China, the United States and all others to the growth of each step",
              chart::linear("Contribution to growth, points", -8, 24), chart::names("Step and region", rows),
              {chart::bars(reach[0], "computed"), chart::bars(reach[1], "second"), chart::bars(reach[2], "range")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, catalogue_growth); }
