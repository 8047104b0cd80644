// SPDX-License-Identifier: BSL-1.0
//
// model_size_quantiles.cpp: how sure is a median of model sizes? Deciles with 95 % intervals, every model once and by
// its downloads, and how far the answer moves with the definition of a weighted quantile.
//
//     model_size_quantiles [output directory [data directory]]

#include <cstddef>     // size_t
#include <filesystem>  // path
#include <iterator>    // size
#include <string>      // string, to_string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/market.hpp>
#include <lorenz/quantile.hpp>
#include <lorenz/quantile_interval.hpp>

#include "report/figure.hpp"
#include "report/sized_models.hpp"

report::figure model_size_quantiles(const std::filesystem::path& data) {
  const report::sized_models models(data);

  // The calls
  const lorenz::sampling downloads(models.all_time), recent(models.recent);
  const auto plain = [&](double p) { return lorenz::inference::quantile(models.parameters, p); };  // exact ranks
  const auto weighted = [&](double p) { return lorenz::inference::quantile(models.parameters, downloads, p); };
  const double effective = lorenz::effective_number(models.all_time);
  using of = lorenz::quantile_definition;
  const auto median = [&](const auto& weights, of definition) {
    return lorenz::median(models.parameters, weights, {definition});
  };

  report::figure f("model_size_quantiles", "Model size: deciles, and how sure they are", data);
  const char* const subset = "hf-hub-stats-subset-2026-06";
  const auto add = [&](const std::string& quantity, const std::string& group, const char* unit, double value,
                       const char* pin) {
    f.further(quantity, group, "May 2026", unit).computed(value, pin).verdict(report::other_data, subset);
  };
  const char* const pins[][6] = {{"1.2358", "1.0900", "1.2773", "0.1370", "0.0004", "0.4276"},
                                 {"3.0859", "2.9425", "3.2127", "0.2780", "0.0004", "0.5958"},
                                 {"7.2417", "7.0436", "7.2417", "0.4276", "0.0882", "1.7224"},
                                 {"7.6156", "7.6156", "7.6156", "0.4276", "0.1370", "7.2417"},
                                 {"8.0303", "8.0303", "8.0303", "1.1000", "0.4276", "7.6156"},
                                 {"8.0303", "8.0303", "8.0303", "2.0317", "0.4276", "8.0303"},
                                 {"10.1592", "9.2417", "10.3057", "7.2417", "1.5435", "14.7700"},
                                 {"14.7659", "14.3524", "14.7659", "8.0303", "7.2172", "32.7621"},
                                 {"27.4673", "24.1537", "32.7639", "31.0708", "9.2417", "73.4108"}};
  std::vector<std::string> names;
  std::vector<chart::bar> reach[2], points[2];
  for (std::size_t i = 0; i < std::size(pins); ++i) {
    const double p = static_cast<double>(i + 1) / 10;
    names.push_back(std::to_string(10 * (i + 1)) + " %");
    const lorenz::estimate estimates[] = {plain(p), weighted(p)};
    for (std::size_t k = 0; k < 2; ++k) {
      const auto& [value, standard_error, confidence, level] = estimates[k];
      const std::string decile = "parameters, quantile of " + names.back();
      const char* const group = k == 0 ? "every model once" : "by all-time downloads";
      add(decile, group, "billion", value / 1e9, pins[i][3 * k]);
      add(decile + ", 95 % from", group, "billion", confidence.lower / 1e9, pins[i][3 * k + 1]);
      add(decile + ", 95 % to", group, "billion", confidence.upper / 1e9, pins[i][3 * k + 2]);
      reach[k].push_back({names.back(), confidence.lower / 1e9, confidence.upper / 1e9});
      points[k].push_back({names.back(), 0, value / 1e9});
    }
  }
  add("effective number of models", "by all-time downloads", "models", effective, "15.2080");
  const struct {
    const char* name;
    of definition;
    const char* pins[2];
  } definitions[] = {{"2, the default", of::hyndman_fan_2, {"1.1000", "7.2417"}},
                     {"4, window", of::hyndman_fan_4, {"0.7508", "7.1677"}},
                     {"7, window", of::hyndman_fan_7, {"1.0677", "7.2442"}},
                     {"Julia StatsBase", of::statsbase, {"1.1000", "7.2417"}},
                     {"R Hmisc", of::hmisc, {"1.1000", "7.2417"}}};
  std::vector<std::string> rows;
  std::vector<chart::bar> medians;
  for (const auto& [name, definition, its_pins] : definitions) {
    const double ever = median(downloads, definition) / 1e9;
    const std::string quantity = std::string("median parameters, definition ") + name;
    add(quantity, "by all-time downloads", "billion", ever, its_pins[0]);
    add(quantity, "by 30-day downloads", "billion", median(recent, definition) / 1e9, its_pins[1]);
    rows.push_back(name);
    medians.push_back({name, 0, ever, report::fixed(ever, 3)});
  }

  f.explain(
      "Every model counted once, the median of 3,760 sizes is 8.03 billion parameters, and its interval has no "
      "width: so many models have exactly this size. Weighted by downloads it is 1.10 billion, against a mean of "
      "24.0 billion ([Model size](#model_size)), but anything from 0.43 to 7.62 billion is within its 95 % interval: "
      "a few models have most of the downloads, and 3,760 models weigh as much as 15.2 equal ones would.");
  f.explain(
      "Counting every model once, the nine definitions of Hyndman and Fan agree at every decile but the last, where "
      "they are 0.31 billion apart. Of the weighted median the definitions give 1.10 or 1.07 billion, and 0.75 where "
      "the window that is averaged ends at the middle (definition 4, 15.2 units). By the downloads of 30 days all of "
      "them lie between 7.17 and 7.24 billion. The models are a selection; the intervals treat them as independent "
      "draws.");

  const auto rules = [&](int k, const char* role) {
    return chart::json{
        {"layer", {chart::row_layer("rule", role, reach[k]), chart::row_layer("point", role, points[k])}}};
  };
  f.chart("Deciles of model size, with 95 % intervals",
          chart::view("Deciles of the number of parameters with 95 % intervals, every model once and by downloads",
                      chart::logarithmic("Parameters, billion", 1e-4, 1e3), chart::names("Decile", names),
                      {rules(1, "computed"), rules(0, "second"),
                       chart::row_words({{"10 %", 0, 1.24, "every model once"}}, "second"),
                       chart::row_words({{"60 %", 1e3, 0.43, "by downloads"}}, "computed")}));
  f.chart("The median by downloads, by definition",
          chart::view("The median number of parameters weighted by all-time downloads, in five definitions",
                      chart::linear("Median parameters, billion", 0, 1.4, ".1f"), chart::names("Definition", rows),
                      {chart::bars(medians, "computed")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, model_size_quantiles); }
