// SPDX-License-Identifier: BSL-1.0
//
// published_facts.cpp: how unequal are the downloads of two million models that nobody has listed? Four published
// numbers already bound it: how many models, what the top 200 hold, how many stay below 200 downloads, and the mean.
//
//     published_facts [output directory [data directory]]

#include <algorithm>   // sort
#include <cmath>       // round
#include <cstddef>     // size_t
#include <cstdint>     // uint64_t
#include <filesystem>  // path
#include <iterator>    // size
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/facts.hpp>

#include "report/figure.hpp"

report::figure published_facts(const std::filesystem::path& data) {
  report::figure f("published_facts", "What the published numbers imply", data);
  f.says("HF-S26", "The 200 most downloaded of over 2 million models hold 49.6 % of all downloads.");
  f.says("HF-S26", "About half of all models have fewer than 200 downloads.");
  f.says("HUBSTATS", "A model has 21,641 downloads on average.");

  const auto models = static_cast<std::uint64_t>(1e6 * f.value("HF-S26", "public models", "", "2025"));
  const double top_200 = f.value("HF-S26", "share of all downloads", "top 200 models", "2025") / 100;
  const double half = f.value("HF-S26", "models with fewer than 200 total downloads", "", "2025") / 100;
  const double later = f.value("HF-SU26", "models with fewer than 200 lifetime downloads", "", "2026-08") / 100;
  const double mean = f.value("HUBSTATS", "mean all-time downloads", "", "2025-10-23");

  // The calls
  const auto top = [&] { return lorenz::facts().units(models).top(lorenz::units{200}, lorenz::rounded(top_200, 3)); };
  const auto exact = lorenz::facts().units(models).top(lorenz::units{200}, top_200);
  const auto and_half = top().below(200, lorenz::rounded(half, 1));
  const auto and_mean = top().below(200, lorenz::rounded(half, 1)).mean(lorenz::rounded(mean, 0));
  const auto with_later = top().below(200, lorenz::rounded(later, 3)).mean(lorenz::rounded(mean, 0));
  const lorenz::facts facts[] = {exact, and_half, and_mean, with_later};
  std::vector<lorenz::interval> ginis, herfindahls;
  for (const lorenz::facts& known : facts) {
    ginis.push_back(known.gini());
    herfindahls.push_back(known.herfindahl());
  }
  const lorenz::interval poorer_half = and_mean.curve(0.5), poorer_90_percent = and_mean.curve(0.9);
  const double without_mean = and_half.curve(0.5).upper;

  const auto row = f.further(report::derived, "report-published-values");
  const char* const known[] = {"top 200 hold exactly 49.6 %", "top 200 hold 49.6 %, half below 200",
                               "top 200 hold 49.6 %, half below 200, mean 21,641",
                               "top 200 hold 49.6 %, 85.6 % below 200, mean 21,641"};
  const char* const pins[][4] = {{"0.4959000000", "0.9997983869", "0.001230", "0.245966"},
                                 {"0.4954000000", "0.9997985899", "0.001228", "0.246463"},
                                 {"0.7182665471", "0.9979288568", "0.001228", "0.246423"},
                                 {"0.9190940690", "0.9996088200", "0.001228", "0.246174"}};
  const auto six_decimals = [](double x) { return std::round(1e6 * x) / 1e6; };  // of the nine that are certain
  for (std::size_t i = 0; i < std::size(facts); ++i) {
    row("Gini coefficient of downloads, at least", known[i], "2025", "ratio", ginis[i].lower, pins[i][0]);
    row("Gini coefficient of downloads, at most", known[i], "2025", "ratio", ginis[i].upper, pins[i][1]);
    row("Herfindahl index of downloads, at least", known[i], "2025", "ratio", six_decimals(herfindahls[i].lower),
        pins[i][2]);
    row("Herfindahl index of downloads, at most", known[i], "2025", "ratio", six_decimals(herfindahls[i].upper),
        pins[i][3]);
  }
  row("share of downloads of the less downloaded half, at most", known[1], "2025", "percent", 100 * without_mean,
      "25.2275");
  row("share of downloads of the less downloaded half, at most", known[2], "2025", "percent", 100 * poorer_half.upper,
      "4.9653");
  row("share of downloads of the less downloaded 90 %, at least", known[2], "2025", "percent",
      100 * poorer_90_percent.lower, "0.3235");
  row("share of downloads of the less downloaded 90 %, at most", known[2], "2025", "percent",
      100 * poorer_90_percent.upper, "41.3603");

  f.explain(
      "That 200 of two million models hold 49.6 % of the downloads leaves nearly everything open: the others may all "
      "be equal, or most may have none. “Half below 200” adds nothing by itself: without a mean nobody knows how "
      "little 200 downloads are. Together with the mean it adds much, and the Gini coefficient lies between 0.718 "
      "and 0.998; with 85.6 % instead of half, between 0.919 and 0.9996. Every population that agrees with the "
      "printed numbers, as they are rounded, is inside, and some come as near to each end as one likes.");
  f.explain(
      "The Herfindahl index lies between 0.0012 and 0.246, whichever of these numbers are known: it depends on how "
      "the 200 divide their half among them, of which none of them speaks.");
  f.explain(
      "The mean was counted by others in October 2025, on 2,161,698 models; here it is taken for the two million of "
      "the report. “Half” is read as 45 to 55 %. Whether half or 85.6 % are below 200, and what a median of 19 "
      "downloads says to that, is in [Where published numbers contradict each other](#contradictions); a whole Hub, "
      "counted, in [Concentration of downloads](#concentration).");

  // Corners of the ends: where the facts speak of a rank.
  std::vector<double> ranks = {0.45, 0.55, 0.9997, 0.9998, 0.9999};
  for (int i = 0; i <= 40; ++i) ranks.push_back(i / 40.0);
  std::sort(ranks.begin(), ranks.end());
  const auto upper = chart::sampled(ranks, [&](double p) { return and_mean.curve(p).upper; });
  chart::json band = chart::layer("area", "area", upper);
  for (chart::json& at : band["data"]["values"]) at["lower"] = and_mean.curve(at["x"]).lower;
  band["encoding"]["y2"]["field"] = "lower";
  f.chart("Where the Lorenz curve of the Hub must lie",
          chart::view("The band of all Lorenz curves that agree with the published numbers",
                      chart::percent("Share of models, least downloaded first"), chart::percent("Share of downloads"),
                      {band, chart::line({{0, 0}, {1, 1}}, "reference"),
                       chart::line(chart::sampled(ranks, [&](double p) { return and_half.curve(p).upper; }), "second"),
                       chart::curve(upper), chart::label({{0.3, 0.48, "all equal"}}, "note"),
                       chart::label({{0.37, 0.085, "without\nthe mean"}}, "second"),
                       chart::label({{0.81, 0.1, "with the mean:\nthis band"}}, "computed"),
                       chart::marks({{0.9999, 1 - top_200}}, "published"),
                       chart::label({{0.84, 0.585, "the top 200\nhold 49.6 %"}}, "published")}));

  const std::vector<std::string> names = {"top 200", "+ half below 200", "+ mean 21,641", "85.6 % for half"};
  std::vector<chart::bar> reach;
  for (std::size_t i = 0; i < names.size(); ++i)
    reach.push_back({names[i], ginis[i].upper, ginis[i].lower,
                     report::fixed(ginis[i].lower, 3) + "–" + report::fixed(ginis[i].upper, 4)});
  f.chart("What each number adds", chart::view("The least and the greatest Gini coefficient, by what is known",
                                               chart::linear("Gini coefficient", 0, 1, ".1f"),
                                               chart::names("Known", names), {chart::bars(reach, "computed")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, published_facts); }
