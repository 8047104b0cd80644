// SPDX-License-Identifier: BSL-1.0
//
// training_cost.cpp: small task-specific models cost 10 to 1000 times less to train than a frontier model, says the
// report. Epoch AI estimates the training compute of notable models: here the largest of a year without open weights
// stands against that year's median with open ones.
//
//     training_cost [output directory [data directory]]

#include <algorithm>   // max
#include <filesystem>  // path
#include <map>         // map
#include <string>      // string, stoi, stod
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/growth.hpp>
#include <lorenz/quantile.hpp>

#include "report/csv.hpp"
#include "report/figure.hpp"

namespace {

/// Models of one kind: the training compute of each by year of publication, and its points for the chart.
struct models {
  std::map<int, std::vector<double>> by_year;
  chart::points points;
};

models published_with(const std::filesystem::path& data, const std::string& open_weights) {
  const auto table = report::read_csv(data / "epoch-ai-models" / "training_compute.csv", "Model", "Publication date",
                                      "Training compute (FLOP)", "Open model weights?");
  const auto compute = table.numbers("Training compute (FLOP)");
  models found;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string& date = table.text("Publication date")[i];  // 2025-08-07
    const int year = std::stoi(date);
    if (table.text("Open model weights?")[i] != open_weights || year < 2019 || year > 2025) continue;
    found.by_year[year].push_back(compute[i]);
    found.points.push_back({year + (std::stod(date.substr(5)) - 1 + std::stod(date.substr(8)) / 31) / 12, compute[i],
                            table.text("Model")[i]});
  }
  return found;
}

}  // namespace

report::figure training_cost(const std::filesystem::path& data) {
  const models open = published_with(data, "Yes"), closed = published_with(data, "No");

  // The calls
  const auto median = [&](int year) { return lorenz::median(open.by_year.at(year)); };
  const auto largest = [&](int year) { return lorenz::quantile(closed.by_year.at(year), 1.0); };
  const double factor = lorenz::growth_factor(median(2022), median(2025));
  const double a_year = lorenz::cagr(median(2022), median(2025), 3);

  report::figure f("training_cost", "Training cost", data);
  f.covers(19, report::other_data);
  f.says("HF-S26", "Training a small, task-specific model costs 10 to 1000 times less than training a frontier model.");

  const char* const epoch = "epoch-ai-models";
  const auto add = [&](const std::string& quantity, const std::string& group, const std::string& period,
                       const char* unit, double value, const char* pin) {
    f.further(quantity, group, period, unit).computed(value, pin).verdict(report::other_data, epoch);
  };
  const char* const pins[][3] = {{"0.000234", "0.1077", "460.80"},   {"0.001026", "0.3140", "306.04"},
                                 {"0.002428", "2.0470", "843.14"},   {"0.006480", "2.7415", "423.07"},
                                 {"0.047273", "50.0000", "1057.68"}, {"3.0200", "29.6000", "9.80"},
                                 {"3.5050", "500.0000", "142.65"}};
  chart::points medians;
  for (int year = 2019; year <= 2025; ++year) {
    const auto& [open_pin, closed_pin, ratio_pin] = pins[year - 2019];
    const std::string count = std::to_string(open.by_year.at(year).size()) + " models";
    const std::string period = std::to_string(year);
    add("median training compute, open weights", count, period, "×10²⁴ FLOP", median(year) / 1e24, open_pin);
    add("largest training compute, closed weights", "", period, "×10²⁴ FLOP", largest(year) / 1e24, closed_pin);
    add("largest closed over median open", "", period, "factor", largest(year) / median(year), ratio_pin);
    medians.push_back({1.0 * year, median(year)});
  }
  medians.push_back({2026, median(2025)});
  add("growth of the median of open weights", "", "2022 to 2025", "factor", factor, "540.90");
  add("compound annual growth of the same", "", "2022 to 2025", "percent", 100 * a_year, "714.7750");

  f.explain(
      "The report's chart is in dollars and prints no numbers but 10 and 1000. Epoch AI's estimates of training "
      "compute stand in for cost: from 2019 to 2025 the largest model of a year without open weights took between "
      "9.8 times (2024) and 1,058 times (2023) the compute of that year's median model with open weights; in 2025 "
      "143 times.");
  f.explain(
      "Epoch lists notable models, which are large: small task-specific ones, the report's subject, are hardly among "
      "them. Models whose training compute or weights are not known are left out.");
  f.explain("Data: Epoch AI, “Data on AI Models”, epoch.ai/data/ai-models, CC BY 4.0.");

  const auto small = [](const chart::points& at, const char* role) {
    chart::json dots = chart::layer("point", role, at);
    dots["mark"].update({{"size", 30}, {"opacity", 0.7}});
    return dots;
  };
  chart::json steps = chart::line(medians, "computed");
  steps["mark"]["interpolate"] = "step-after";
  auto compute = chart::logarithmic("Training compute, FLOP", 1e16, 1e27, ".0e");
  compute["axis"]["labelExpr"] = "replace(datum.label, '1e+', '10^')";
  f.chart("Training compute of notable models",
          chart::view("Training compute of notable models by date of publication, with and without open weights",
                      chart::years("Date of publication", 2019, 2026), compute,
                      {small(closed.points, "second"), small(open.points, "computed"), steps,
                       chart::label({{2020.7, 2e26, "■ closed weights"}}, "second"),
                       chart::label({{2023.6, 1e17, "● open weights\n▬ their median of the year"}}, "computed")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, training_cost); }
