// SPDX-License-Identifier: BSL-1.0
//
// concentration_change.cpp: why did the Gini coefficient of a catalogue rise? Models are matched by their ids at two
// dates: some grew, some overtook others, some came and some left. Here coming and leaving is what an editor did.
//
//     concentration_change [output directory [data directory]]

#include <cstddef>     // size_t
#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/decomposition/concentration_change.hpp>
#include <lorenz/plot.hpp>

#include "report/catalogue.hpp"
#include "report/figure.hpp"

report::figure concentration_change(const std::filesystem::path& data) {
  const auto dates = report::catalogue(data);
  std::vector<std::string> periods;
  std::vector<report::rows> all, filled;
  for (const auto& [date, downloads] : dates) {
    periods.push_back(date);
    all.emplace_back(downloads);
    filled.emplace_back(downloads, true);
  }

  // The calls
  const auto gini_change = [](const report::rows& from, const report::rows& to) {
    return lorenz::gini_change(from.ids, from.downloads, to.ids, to.downloads);
  };
  const auto change = gini_change(all.front(), all.back());
  const auto of_filled = gini_change(filled.front(), filled.back());
  const auto herfindahl = lorenz::herfindahl_change(filled.front().ids, filled.front().downloads, filled.back().ids,
                                                    filled.back().downloads);

  report::figure f("concentration_change", "Concentration of a catalogue, and who changed it", data);
  const std::string whole = periods.front() + " to " + periods.back();
  const auto add = f.further(report::other_data, "hf-llm-catalogue-2026");
  const auto parts = [&](const char* measure, const char* rows, const std::string& period,
                         const lorenz::concentration_change& c, const std::vector<const char*>& pins) {
    const double values[] = {c.before, c.exit, c.growth, c.reranking, c.entry, c.after};
    const char* const names[] = {
        " before", ", change by exit", ", change by growth", ", change by reranking", ", change by entry", " after"};
    for (std::size_t i = 0; i < pins.size(); ++i)
      add(measure + std::string(names[i]), rows, period, "ratio", values[i], pins[i]);
  };
  const char* const gini = "Gini coefficient of downloads";
  parts(gini, "all rows", whole, change,
        {"0.8070526175", "-0.0024780835", "-0.2180538933", "0.2227813859", "0.0651343662", "0.8744363928"});
  parts(gini, "rows with a number", whole, of_filled,
        {"0.7799314995", "-0.0030157901", "-0.1186622640", "0.1303528895", "0.0837626000", "0.8723689349"});
  parts("Herfindahl index of downloads", "rows with a number", whole, herfindahl,
        {"0.02383418", "0.00163546", "-0.00838447", "0.00306145", "0.03212295", "0.05226957"});
  const std::vector<const char*> step_pins[] = {
      {"0.7799314995", "-0.0093602241", "-0.0406629879", "0.0368289387", "0.0232515990"},
      {"0.7899888251", "-0.0084443794", "-0.0171749841", "0.0159610953", "0.0206608695"},
      {"0.8009914264", "-0.0157403552", "0.0023379767", "0.0691514080", "0.0156284789"}};
  for (std::size_t t = 0; t < 3; ++t)
    parts(gini, "rows with a number", periods[t] + " to " + periods[t + 1], gini_change(filled[t], filled[t + 1]),
          step_pins[t]);

  const auto without = [&](const std::string& date) {
    return report::rows(dates.at(date), true, "Qwen/Qwen3-VL-2B-Instruct");
  };
  const char* const but_one = "rows with a number, without Qwen3-VL-2B-Instruct";
  add(gini + std::string(", change by entry"), but_one, whole, "ratio",
      gini_change(without(periods[0]), without(periods[3])).entry, "0.0500720381");
  add(gini + std::string(", change by growth"), but_one, periods[2] + " to " + periods[3], "ratio",
      gini_change(without(periods[2]), without(periods[3])).growth, "-0.0430108690");

  f.explain(
      "From 4 March to 10 May 2026 the catalogue went from 568 to 1,852 models and its Gini coefficient from 0.807 "
      "to 0.874. Ids tell why: 492 models stayed, 76 left, 1,360 came. Nearly all of the change, 0.065 of 0.067, is "
      "entry: an editor added models, the middle one with a third of the downloads of the middle one of those who "
      "stayed, and one with 187 million. It is curation and says nothing of the Hub.");
  f.explain(
      "Among those who stayed two large changes cancel. Growth is −0.218: the small grew faster than the large. "
      "Reranking is +0.223: they did not just come nearer to the large, they overtook them. Nearly half of both is "
      "an artefact: on 4 March 70 rows had neither downloads nor likes, so that zeros became large. Without the rows "
      "that were not filled in, growth is −0.119, reranking +0.130, entry +0.084.");
  f.explain(
      "One model weighs much: Qwen3-VL-2B-Instruct, with 2.0 million downloads on 15 April and 187 million on 10 "
      "May, 21 % of all. Without it growth in the last step is −0.043 instead of +0.002, and entry from March to May "
      "+0.050 instead of +0.084.");

  const auto waterfall = [&](const char* heading, const char* rows, const lorenz::concentration_change& c) {
    auto steps = chart::steps(std::string("The change of the Gini coefficient by its causes, ") + rows,
                              "Gini coefficient of 30-day downloads",
                              {chart::level("4 March", c.before),
                               {"exit (curation)", c.exit},
                               {"growth", c.growth},
                               {"reranking", c.reranking},
                               {"entry (curation)", c.entry},
                               chart::level("10 May", c.after)});
    steps["encoding"]["x"]["scale"]["domain"] = {0.5, 1};  // the same for both
    f.chart(heading, steps);
  };
  waterfall("All rows: who came and who left is curation", "all rows", change);
  waterfall("Only the rows that had been filled in", "rows with a number", of_filled);
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, concentration_change); }
