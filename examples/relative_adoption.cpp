// SPDX-License-Identifier: BSL-1.0
//
// relative_adoption.cpp: small models or large ones? The ten most downloaded of 1 to 9 billion parameters have a median
// of about 4 times that of the ten above 100 billion, says the report. Here too, but it depends on window and age.
//
//     relative_adoption [output directory [data directory]]

#include <algorithm>   // sort
#include <cstddef>     // size_t
#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/quantile.hpp>

#include "report/csv.hpp"
#include "report/figure.hpp"

report::figure relative_adoption(const std::filesystem::path& data) {
  struct size_class {
    const char* name;
    double from, to;  // parameters: from <= p < to
  };
  const size_class classes[] = {{"below 1 billion", 0, 1e9},
                                {"1 to 9 billion", 1e9, 1e10},
                                {"10 to 100 billion", 1e10, 1e11},
                                {"above 100 billion", 1e11, 1e15}};
  const auto models = report::read_csv(data / "hf-hub-stats-subset-2026-06" / "models.csv", "created", "params_total",
                                       "downloads_30d", "downloads_all_time");
  const auto parameters = models.numbers_or_missing("params_total");
  const auto top_ten = [&](const size_class& c, const char* column, const std::string& year = "") {
    const auto all = models.numbers(column);
    std::vector<double> top;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (c.from <= parameters[i] && parameters[i] < c.to &&
          models.text("created")[i].compare(0, year.size(), year) == 0)
        top.push_back(all[i]);
    std::sort(top.rbegin(), top.rend());
    top.resize(10);
    return top;
  };

  // The calls
  const double small = lorenz::median(top_ten(classes[1], "downloads_30d"));
  const double large = lorenz::median(top_ten(classes[3], "downloads_30d"));
  const double adoption = small / large;

  report::figure f("relative_adoption", "Relative adoption by size", data);
  f.covers(16, report::other_data);
  f.says("HF-S26",
         "The ten most downloaded models of 1 to 9 billion parameters have a median of about 4 times the downloads of "
         "the ten above 100 billion.");

  const char* const subset = "hf-hub-stats-subset-2026-06";
  f.published("HF-S26", "ratio of median top-10 downloads 1-9B to above 100B", "", "2025")
      .computed(adoption, "3.6505")
      .verdict(report::other_data, subset,
               "30-day downloads of models of every age; ATOM compares models at equal age, which needs daily "
               "downloads");
  struct window {
    const char *downloads, *column, *created, *pins[3];
  };
  const window windows[] = {
      {"all models, 30 days", "downloads_30d", "", {"9338075.5", "2558050.0", "3.6505"}},
      {"all models, all time", "downloads_all_time", "", {"79478222.5", "13935052.5", "5.7035"}},
      {"models of 2025, all time", "downloads_all_time", "2025", {"18465470.5", "4244440.5", "4.3505"}},
      {"models of 2025, 30 days", "downloads_30d", "2025", {"1789862.0", "1897295.5", "0.9434"}}};
  std::vector<std::string> names = {"the report"};
  std::vector<chart::bar> ratios;
  for (const window& w : windows) {
    const double medians[] = {lorenz::median(top_ten(classes[1], w.column, w.created)),
                              lorenz::median(top_ten(classes[3], w.column, w.created))};
    const double ratio = medians[0] / medians[1];
    for (const int k : {0, 1})
      f.further("median downloads of the ten most downloaded",
                std::string(classes[1 + 2 * k].name) + ", " + w.downloads, "2026-05-20", "downloads")
          .computed(medians[k], w.pins[k])
          .verdict(report::other_data, subset);
    f.further("ratio of the medians, 1 to 9 billion to above 100 billion", w.downloads, "2026-05-20", "factor")
        .computed(ratio, w.pins[2])
        .verdict(report::other_data, subset);
    names.push_back(w.downloads);
    ratios.push_back({w.downloads, 0, ratio, report::fixed(ratio, 2)});
  }

  f.explain(
      "Among 4,167 models the ten most downloaded of 1 to below 10 billion parameters have a median of 9.34 million "
      "downloads in 30 days, the ten above 100 billion 2.56 million: a ratio of 3.65, where the report has about 4. "
      "By all-time downloads it is 5.70, for models created in 2025 4.35; their downloads of the last 30 days give "
      "0.94, no advantage of the small ones. The finding depends on window and age.");

  std::vector<std::string> sizes;
  std::vector<chart::bar> dots, middle;
  for (const size_class& c : classes) {
    const auto top = top_ten(c, "downloads_30d");
    for (const double downloads : top) dots.push_back({c.name, 0, downloads});
    middle.push_back({c.name, 0, lorenz::median(top)});
    sizes.emplace_back(c.name);
  }
  auto median = chart::row_layer("tick", "note", middle);
  median["mark"].update({{"thickness", 3}, {"size", 24}});
  f.chart("The ten most downloaded models of each size, and their median",
          chart::view("Downloads of the ten most downloaded models by number of parameters, with the median",
                      chart::logarithmic("Downloads in 30 days", 1e6, 1e8), chart::names("Parameters", sizes),
                      {chart::row_layer("point", "computed", dots), median}));
  auto rows = chart::names("Downloads of", names);
  rows["axis"]["labelLimit"] = 150;
  f.chart("The ratio depends on window and age",
          chart::view("Median of the top ten of 1 to 9 billion parameters over that above 100 billion",
                      chart::linear("Ratio of the medians", 0, 7), rows,
                      {chart::row_layer("rule", "range", ratios), chart::row_layer("point", "computed", ratios),
                       chart::row_words(ratios, "note"), chart::row_layer("point", "published", {{"the report", 0, 4}}),
                       chart::row_words({{"the report", 0, 4, "about 4"}}, "published")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, relative_adoption); }
