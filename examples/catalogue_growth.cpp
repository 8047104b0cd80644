// SPDX-License-Identifier: BSL-1.0
//
// catalogue_growth.cpp: who made the downloads grow? In ten weeks of 2026 those of 449 popular models rose by 54 %.
// What each region and organisation contributed, in points of that growth, and how much of it is no growth at all.
//
//     catalogue_growth [output directory [data directory]]

#include <cstddef>     // size_t
#include <filesystem>  // path
#include <iterator>    // size
#include <map>         // map
#include <numeric>     // accumulate
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/growth.hpp>
#include <lorenz/panel.hpp>

#include "report/catalogue.hpp"
#include "report/figure.hpp"
#include "report/regions.hpp"

report::figure catalogue_growth(const std::filesystem::path& data) {
  const auto dates = report::catalogue(data);
  const auto models = report::models_at_every_date(dates);
  std::vector<std::string> periods;
  std::vector<std::vector<double>> by_region;
  for (const auto& [date, sums] : report::catalogue_by_date(data)) {
    periods.push_back(date);
    by_region.push_back(sums);
  }
  std::map<std::string, std::size_t> place;  // of an organisation, in the order of their names
  for (const std::string& id : models) place.emplace(id.substr(0, id.find('/')), place.size());
  std::vector<double> first(place.size()), last(place.size());
  std::vector<double> filled_first(2), filled_last(2);  // rows without a number at the first date, all others
  for (const std::string& id : models) {
    const double before = dates.begin()->second.at(id), after = dates.rbegin()->second.at(id);
    const std::size_t organisation = place.at(id.substr(0, id.find('/')));
    first[organisation] += before;
    last[organisation] += after;
    filled_first[before > 0] += before;
    filled_last[before > 0] += after;
  }

  // The calls
  const lorenz::panel regions(periods, report::regions(data).names, by_region);
  const auto totals = regions.totals();
  const auto of_step = regions.contributions();  // to the growth since the date before
  const auto of_region = lorenz::growth_contributions(by_region.front(), by_region.back());
  const auto of_organisation = lorenz::growth_contributions(first, last);
  const auto of_unfilled = lorenz::growth_contributions(filled_first, filled_last);

  report::figure f("catalogue_growth", "Who contributed to growth in spring 2026", data);
  const auto add = [&](const char* quantity, const std::string& group, const std::string& period, const char* unit,
                       double value, const char* pin, const char* from = "hf-llm-catalogue-2026") {
    f.further(quantity, group, period, unit).computed(value, pin).verdict(report::other_data, from);
  };
  const char* const with_regions = "hf-llm-catalogue-2026; atom-tracked-models";
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
      add("contribution to growth", regions.groups()[static_cast<std::size_t>(g)], period, "points",
          100 * of_step(t, g), step_pins[t][g + 1], with_regions);
  }
  const char* const region_pins[] = {"35.6051", "13.7709", "1.1986", "0.6497", "1.1667", "1.5885"};
  for (std::size_t g = 0; g < of_region.size(); ++g)
    add("contribution to growth", regions.groups()[g], whole, "points", 100 * of_region[g], region_pins[g],
        with_regions);
  const struct {
    const char *name, *pin;
  } leading[] = {
      {"Qwen", "25.1089"},      {"deepseek-ai", "9.6371"}, {"nomic-ai", "8.4809"},           {"meta-llama", "1.5435"},
      {"EleutherAI", "1.1741"}, {"mistralai", "1.1731"},   {"lmstudio-community", "-1.0671"}};
  std::vector<chart::bar> steps, not_filled;
  std::vector<std::string> names;
  double reached = 0;
  for (const auto& [name, pin] : leading) {
    const double points = 100 * of_organisation[place.at(name)];
    add("contribution to growth", name, whole, "points", points, pin);
    names.push_back(name);
    if (names.back() == "nomic-ai")  // its words to the left, where there is room
      not_filled.push_back({name, reached + points, reached, "from zero: " + report::fixed(points, 1)});
    else
      steps.push_back({name, reached, reached + points, report::fixed(points, 1)});
    reached += points;
  }
  add("contribution to growth", "61 models without a number at the first date", whole, "points", 100 * of_unfilled[0],
      "12.1140");

  f.explain(
      "From 4 March to 10 May 2026 the 30-day downloads of the 449 models that the catalogue has at all of its four "
      "dates rose from 189 to 291 million, by 54.0 %. Models from China contribute 35.6 points of that, those from the "
      "United States 13.8. One organisation, Qwen, makes nearly half of it: 25.1 points.");
  f.explain(
      "Not all of it is growth. On 4 March 61 of the 449 rows have no downloads and no likes: they had not been filled "
      "in, and 26 of them never were. Their later numbers make 12.1 of the 54.0 points, and all of the 8.5 points of "
      "nomic-ai. Who came to the catalogue or left it is left out here; see [Concentration of a "
      "catalogue](#concentration_change).");

  const auto all = 100 * std::accumulate(of_organisation.begin(), of_organisation.end(), 0.0);
  steps.push_back({"86 others", reached, all, report::fixed(all - reached, 1)});
  names.insert(names.end(), {"86 others", "all 93"});
  f.chart("Contributions of organisations, 4 March to 10 May 2026",
          chart::view("What each organisation adds to the growth of downloads of 449 models, one after another",
                      chart::linear("Contribution to growth, points", 0, 65), chart::names("Organisation", names),
                      {chart::bars(steps, "computed"), chart::bars(not_filled, "range"),
                       chart::bars({{"all 93", 0, all, report::fixed(all, 1)}}, "second")}));
  const char* const until[] = {"to 21 March", "to 15 April", "to 10 May"};
  std::vector<chart::bar> china, united_states, others;
  std::vector<std::string> rows;
  for (int t = 0; t < 3; ++t) {
    const double points[] = {100 * of_step(t, 0), 100 * of_step(t, 1),
                             100 * (of_step[t].sum() - of_step(t, 0) - of_step(t, 1))};
    const std::string when = until[t];
    china.push_back({when + ": China", 0, points[0], report::fixed(points[0], 1)});
    united_states.push_back({when + ": US", 0, points[1], report::fixed(points[1], 1)});
    others.push_back({when + ": others", 0, points[2], report::fixed(points[2], 1)});
    rows.insert(rows.end(), {china.back().name, united_states.back().name, others.back().name});
  }
  f.chart("Contributions of regions, step by step",
          chart::view(
              "Contributions of China, the United States and all others to the growth of each step",
              chart::linear("Contribution to growth, points", -8, 24), chart::names("Step and region", rows),
              {chart::bars(china, "computed"), chart::bars(united_states, "second"), chart::bars(others, "range")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, catalogue_growth); }
