// SPDX-License-Identifier: BSL-1.0
//
// market_share.cpp: industry fell from 70 to 37 % of all downloads, the unaffiliated rose from 17 to 39 %. What do four
// shares tell of growth? One number, and for the rest how it depends on a total that was not published.
//
//     market_share [output directory [data directory]]

#include <cmath>       // pow
#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/decomposition/share_change.hpp>
#include <lorenz/growth.hpp>

#include "report/figure.hpp"

report::figure market_share(const std::filesystem::path& data) {
  report::figure f("market_share", "Market share by kind of developer", data);
  f.covers(5, report::derived);
  f.says("HF-S26",
         "Before 2022 industry made about 70 % of downloads, in 2025 roughly 37 %; independent or unaffiliated "
         "developers went from 17 to 39 %.");

  const auto share = [&](const char* group, const char* period) {
    return f.value("HF-S26", "share of downloads", group, period);
  };
  const double industry[] = {share("industry", "before 2022"), share("industry", "2025")};
  const double unaffiliated[] = {share("independent or unaffiliated", "before 2022"),
                                 share("independent or unaffiliated", "2025")};

  // The calls
  const std::vector<double> before = {industry[0], unaffiliated[0], 100 - industry[0] - unaffiliated[0]};
  const auto after = [&](double total) {  // all downloads having grown by the factor `total`
    return std::vector{total * industry[1], total * unaffiliated[1], total * (100 - industry[1] - unaffiliated[1])};
  };
  const auto effects = [&](double total) { return lorenz::share_change(before, after(total)); };
  const double kept = lorenz::growth_factor(industry[0], industry[1]);
  const double relative = lorenz::growth_factor(unaffiliated[0], unaffiliated[1]) / kept;
  const double lowest = lorenz::growth_factor(17.5, 38.5) / lorenz::growth_factor(69.5, 37.5);
  const double highest = lorenz::growth_factor(16.5, 39.5) / lorenz::growth_factor(70.5, 36.5);

  const char* const printed = "report-published-values";
  for (const char* group : {"industry", "independent or unaffiliated"})
    for (const char* period : {"before 2022", "2025"})
      f.published("HF-S26", "share of downloads", group, period)
          .verdict(report::not_computable, "",
                   "needs downloads by month and kind of developer (the data set mmpr/open_model_evolution_data) for "
                   "panel(months, kinds, downloads).shares()");
  const auto follows = [&](const std::string& quantity, const char* group, const char* unit, double value,
                           const char* pin, const char* note = "") {
    f.further(quantity, group, "before 2022 to 2025", unit)
        .computed(value, pin)
        .verdict(report::derived, printed, note);
  };
  follows("growth of downloads of the unaffiliated, relative to industry", "", "factor", relative, "4.3402",
          "(39 / 17) / (37 / 70)");
  follows("the same, if the shares were rounded to a percent", "at least", "factor", lowest, "4.0773");
  follows("the same, if the shares were rounded to a percent", "at most", "factor", highest, "4.6239");
  follows("growth of all downloads from which on those of industry grew too", "", "factor", 1 / kept, "1.8919");

  // What moved each share, if all downloads had grown 1-fold, 2-fold, 10-fold.
  const char* const pins[3][4] = {{"-15.204", "-17.796", "16.086", "5.914"},
                                  {"1.220", "-34.220", "29.108", "-7.108"},
                                  {"24.750", "-57.750", "50.871", "-28.871"}};
  const double totals[] = {1, 2, 10};
  for (int i = 0; i < 3; ++i) {
    const auto change = effects(totals[i]);
    const std::string grown = ", if all downloads grew " + report::shortest(totals[i]) + "-fold";
    follows("change of share by own growth" + grown, "industry", "points", 100 * change[0].own, pins[i][0]);
    follows("change of share by that of the others" + grown, "industry", "points", 100 * change[0].others, pins[i][1]);
    follows("change of share by own growth" + grown, "unaffiliated", "points", 100 * change[1].own, pins[i][2]);
    follows("change of share by that of the others" + grown, "unaffiliated", "points", 100 * change[1].others,
            pins[i][3]);
  }

  f.explain(
      "Two pairs of shares identify one number: the downloads of the unaffiliated grew 4.34 times as much as those "
      "of industry. How much of each change is the group's own growth and how much that of the others depends on "
      "the growth of all downloads, which was not published; the chart shows it as a function of that growth. "
      "Industry itself grew if all downloads grew more than 1.89-fold.");
  f.explain("The third group is what is left of 100 %: 13, then 24 %.");

  std::vector<chart::points> lines(4);
  for (int i = 0; i <= 60; ++i) {
    const double total = std::pow(10, i / 30.0);
    const auto change = effects(total);
    lines[0].push_back({total, 100 * change[0].own});
    lines[1].push_back({total, 100 * change[0].others});
    lines[2].push_back({total, 100 * change[1].own});
    lines[3].push_back({total, 100 * change[1].others});
  }
  const auto dashed = [](chart::json line) {
    line["mark"]["strokeDash"] = {5, 4};
    return line;
  };
  f.chart(
      "Own growth, or that of the others?",
      chart::view(
          "Change of share by own growth and by that of the others, by the growth of all downloads",
          chart::logarithmic("Growth of all downloads, factor", 1, 100),
          chart::linear("Change of share, points", -80, 80),
          {chart::line({{1, 0}, {100, 0}}, "reference"), chart::line({{1 / kept, -80}, {1 / kept, 80}}, "reference"),
           chart::line(lines[0], "computed"), dashed(chart::line(lines[1], "computed")),
           chart::line(lines[2], "second"), dashed(chart::line(lines[3], "second")),
           chart::label({{5.5, 71, "industry itself grows\nfrom 1.89-fold on"}}, "note"),
           chart::label({{20, 44, "unaffiliated, own growth"}, {20, -10, "unaffiliated, the others' growth"}},
                        "second"),
           chart::label({{30, 19, "industry, own growth"}, {12, -70, "industry, the others' growth"}}, "computed")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, market_share); }
