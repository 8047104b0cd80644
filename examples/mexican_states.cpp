// SPDX-License-Identifier: BSL-1.0
//
// mexican_states.cpp: the calls on data that others have published results for. PySAL prints the inequality of income
// per head among the 32 states of Mexico from 1940 to 2000, and how much of it lies between regions.
//
//     mexican_states [output directory [data directory]]

#include <cstddef>     // size_t
#include <filesystem>  // path
#include <string>      // string, stoi
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/decomposition/entropy_decomposition.hpp>
#include <lorenz/gini.hpp>

#include "report/csv.hpp"
#include "report/figure.hpp"

report::figure mexican_states(const std::filesystem::path& data) {
  const auto states = report::read_csv(data / "pysal-mexico" / "mexico.csv", "pcgdp1940", "pcgdp1950", "pcgdp1960",
                                       "pcgdp1970", "pcgdp1980", "pcgdp1990", "pcgdp2000", "hanson98");
  const auto printed = report::read_csv(data / "pysal-mexico" / "expected.csv", "measure", "year", "value");
  const auto& regions = states.text("hanson98");
  const auto income = [&](const std::string& year) { return states.numbers("pcgdp" + year); };

  // The calls
  const auto gini = [&](const std::string& year) { return lorenz::gini(income(year)); };
  const auto theil = [&](const std::string& year) { return lorenz::entropy_decomposition(income(year), regions, 1); };

  report::figure f("mexican_states", "The same calls on others’ data: Mexican states", data);
  f.says("PYSAL",
         "The Gini coefficient of 1940, Theil's index of seven years and its part between the five regions of Hanson "
         "1998.");

  const char* const pins[] = {"0.353723711734528", "0.20894344", "0.15222451", "0.10472941", "0.10194725",
                              "0.09560113",        "0.10511256", "0.10660832", "0.03458890", "0.02816853",
                              "0.05260921",        "0.05931219", "0.03205257", "0.02963731", "0.03635872"};
  const auto values = printed.numbers("value");
  chart::points all, between, published;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const std::string& measure = printed.text("measure")[i];
    const std::string& year = printed.text("year")[i];
    const bool of_regions = measure == "Theil between";
    const double computed = measure == "Gini" ? gini(year) : of_regions ? theil(year).between : theil(year).total;
    f.further(measure == "Gini" ? "Gini coefficient of income per head" : "Theil's T of income per head",
              of_regions ? "between regions" : "", year, "ratio")
        .expected(values[i], "PYSAL")
        .computed(computed, pins[i])
        .verdict(report::reproduced, "pysal-mexico");
    if (measure == "Gini") continue;
    (of_regions ? between : all).push_back({std::stod(year), computed});
    published.push_back({std::stod(year), values[i]});
  }

  f.explain(
      "PySAL, a Python library for spatial analysis, tests itself with these numbers. The data and the definitions are "
      "its own, the programs have nothing in common: every digit that PySAL prints comes out.");

  auto years = chart::linear("Year", 1940, 2020, "d");
  years["axis"]["values"] = {1940, 1950, 1960, 1970, 1980, 1990, 2000};
  f.chart("Inequality among the Mexican states",
          chart::view(
              "Theil's index of income per head among the 32 Mexican states, and its part between regions", years,
              chart::linear("Theil's T", 0, 0.25, ".2f"),
              {chart::line(all, "computed"), chart::line(between, "second"),
               chart::layer("point", "published", published), chart::label({{1986, 0.117, "all states"}}, "computed"),
               chart::label({{1990, 0.048, "between regions"}}, "second"),
               chart::label({{1962, 0.2, "points: PySAL"}}, "published")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, mexican_states); }
