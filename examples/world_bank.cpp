// SPDX-License-Identifier: BSL-1.0
//
// world_bank.cpp: the calls on data that others have published results for. The World Bank's wbpip prints mean, Gini
// coefficient, mean log deviation and Lorenz curve of five household surveys, made up, with weights and missing values.
//
//     world_bank [output directory [data directory]]

#include <cmath>       // abs, nan
#include <cstddef>     // size_t
#include <filesystem>  // path
#include <iterator>    // size
#include <limits>      // numeric_limits
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/curve.hpp>
#include <lorenz/entropy.hpp>
#include <lorenz/gini.hpp>
#include <lorenz/mean.hpp>

#include "report/csv.hpp"
#include "report/figure.hpp"

namespace {

/// Welfare and weights of one survey, without the rows in which one of them is missing or welfare is below `least`.
auto survey(const report::csv& rows, const std::string& dataset, double least) {
  auto welfare = rows.numbers_or_missing("welfare");
  for (std::size_t i = 0; i < welfare.size(); ++i)
    if (rows.text("dataset")[i] != dataset || welfare[i] < least) welfare[i] = std::nan("");
  return lorenz::omit_missing(welfare, lorenz::sampling(rows.numbers_or_missing("weight")));
}

}  // namespace

report::figure world_bank(const std::filesystem::path& data) {
  const auto rows = report::read_csv(data / "wbpip" / "microdata.csv", "dataset", "weight", "welfare");
  const auto printed = report::read_csv(data / "wbpip" / "expected.csv", "dataset", "measure", "value");
  const auto points =
      report::read_csv(data / "wbpip" / "expected_lorenz.csv", "dataset", "lorenz_weight", "lorenz_welfare");

  // The calls
  const auto mean = [](const auto& s) { return lorenz::mean(s.values, s.weights); };  // of type lorenz::sampling
  const auto gini = [](const auto& s) { return lorenz::gini(s.values, s.weights); };
  const auto log_deviation = [](const auto& s) { return lorenz::mean_log_deviation(s.values, s.weights); };
  const auto curve = [](const auto& s) { return lorenz::curve(s.values, s.weights); };

  report::figure f("world_bank", "The same calls on others’ data: World Bank surveys", data);
  f.says("WBPIP",
         "Mean, Gini coefficient, mean log deviation and one hundred points of the Lorenz curve of each survey.");

  const struct {
    const char *dataset, *mean, *gini, *mld;
  } surveys[] = {{"1", "3436146.13394682", "0.51479987868404", "0.47216090"},
                 {"2", "17322.9770106632", "0.31864997535431", "0.16616580"},
                 {"3", "8869.60149893045", "0.37823744479989", "0.26441393"},
                 {"4", "7769.66124791339", "0.33894444418246", "0.18989815"},
                 {"5", "7186781.84771128", "0.48928331662086", "0.42038672"}};
  const auto row = [&](const char* quantity, const std::string& dataset, const char* measure) -> report::row& {
    std::size_t i = 0;
    while (printed.text("dataset").at(i) != dataset || printed.text("measure")[i] != measure) ++i;
    return f.further(quantity, "survey " + dataset, "", "ratio").expected(printed.numbers("value")[i], "WBPIP");
  };
  const auto population = points.numbers("lorenz_weight"), share = points.numbers("lorenz_welfare");
  int on_curve = 0;
  std::vector<chart::points> curves(2), published(2);  // of the first two surveys
  for (std::size_t k = 0; k < std::size(surveys); ++k) {
    const auto& pinned = surveys[k];
    const auto s = survey(rows, pinned.dataset, 0);
    row("mean welfare", pinned.dataset, "mean_weighted_measure")
        .computed(mean(s), pinned.mean)
        .verdict(report::reproduced, "wbpip");
    row("Gini coefficient", pinned.dataset, "gini").computed(gini(s), pinned.gini).verdict(report::reproduced, "wbpip");
    const auto positive = survey(rows, pinned.dataset, std::numeric_limits<double>::min());
    row("mean log deviation", pinned.dataset, "mld")
        .computed(log_deviation(positive), pinned.mld)
        .verdict(positive.values.size() == s.values.size() ? report::reproduced : report::other_data, "wbpip",
                 positive.values.size() == s.values.size()
                     ? ""
                     : "of the values above zero: it is infinite with a zero in the sample, and wbpip sets zeros to 1 "
                       "once it has the mean");
    const auto c = curve(s);
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (points.text("dataset")[i] != pinned.dataset) continue;
      if (std::abs(c(population[i]) - share[i]) < 1e-12) ++on_curve;
      if (k > 1) continue;
      curves[k].push_back({population[i], c(population[i])});
      if (curves[k].size() % 10 == 0) published[k].push_back({population[i], share[i]});
    }
  }
  f.further("printed points on the Lorenz curves, to 1e-12", "all surveys", "", "count")
      .expected(static_cast<double>(points.size()), "WBPIP")
      .computed(on_curve, "500")
      .verdict(report::reproduced, "wbpip");

  f.explain(
      "wbpip is the package behind the World Bank's poverty statistics; these surveys are synthetic and test it. Rows "
      "without welfare or weight are left out, and negative welfare, as it does. Means, Gini coefficients and the "
      "Lorenz curves agree to the digits it prints.");
  f.explain(
      "The mean log deviation agrees where no welfare is zero. With a zero it is infinite; lorenz says so by an error, "
      "wbpip returns a number by convention, and the table shows how far it is from that of the values above zero.");

  f.chart("Two Lorenz curves, and every tenth of the points that wbpip prints",
          chart::view("Lorenz curves of two surveys, with the points that wbpip prints",
                      chart::percent("Share of persons, poorest first"), chart::percent("Share of welfare"),
                      {chart::line({{0, 0}, {1, 1}}, "reference"), chart::line(curves[0], "computed"),
                       chart::line(curves[1], "second"), chart::layer("point", "published", published[0]),
                       chart::layer("point", "published", published[1]),
                       chart::label({{0.84, 0.3, "survey 1,\nGini 0.515"}}, "computed"),
                       chart::label({{0.5, 0.42, "survey 2,\nGini 0.319"}}, "second"),
                       chart::label({{0.3, 0.7, "points: wbpip"}}, "published")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, world_bank); }
