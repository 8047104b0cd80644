// SPDX-License-Identifier: BSL-1.0
//
// model_size_lognormal.cpp: what do a mean and a median say of a whole distribution? Of a lognormal everything, so that
// the published pairs can be held against the published shares of small models, and against those of the models of
// 2026.
//
//     model_size_lognormal [output directory [data directory]]

#include <cmath>       // erf, erfc, log, pow, sqrt
#include <filesystem>  // path
#include <string>      // string

#include <lorenz/chart.hpp>
#include <lorenz/growth.hpp>
#include <lorenz/shares.hpp>

#include "report/figure.hpp"
#include "report/sized_models.hpp"

namespace {

/// The lognormal with a mean and a median.
struct lognormal {
  double mean, median;
  double sigma = std::sqrt(2 * std::log(mean / median));  // as mean = median exp(sigma^2 / 2)
  double gini() const { return std::erf(sigma / 2); }
  double below(double value) const { return std::erfc(std::log(median / value) / (sigma * std::sqrt(2.0))) / 2; }
};

}  // namespace

report::figure model_size_lognormal(const std::filesystem::path& data) {
  report::figure f("model_size_lognormal", "Small models, and what a mean and a median imply", data);
  f.says("LONGPRE", "The mean size of a downloaded model grew 17-fold.");
  f.says("HF-SU26", "Models below one billion parameters have 83 % of all downloads, those above 100 billion 1 %.");
  f.says("LBOURDOIS", "Models below one billion parameters have 92.48 % of the downloads of the 50 largest accounts.");

  const report::sized_models models(data);
  const auto printed = [&](const char* what, const char* year) {
    return f.value("HF-S26", std::string(what) + " parameters of downloaded models", "", year);
  };

  // The calls
  const lognormal before{printed("mean", "2023"), printed("median", "2023")};  // in billions
  const lognormal after{printed("mean", "2025"), printed("median", "2025")};
  const double mean_growth = lorenz::growth_factor(before.mean, after.mean);
  const double median_growth = lorenz::growth_factor(before.median, after.median);
  const auto here = [&](double billions) {  // share of all-time downloads of smaller models
    return lorenz::share_below(models.parameters, lorenz::frequency(models.all_time), 1e9 * billions);
  };
  const double lowest = lorenz::growth_factor(0.8275, 20.75), highest = lorenz::growth_factor(0.8265, 20.85);

  const char* const values = "report-published-values";
  f.published("LONGPRE", "growth factor of mean model size", "", "")
      .computed(mean_growth, "25.1511")
      .verdict(report::derived, values, "20.8 / 0.827, both printed; at least 25.08 and at most 25.23 by rounding");
  const struct {
    const char *source, *quantity, *group, *period, *pin;
    double billions;
  } shares[] = {{"LBOURDOIS", "share of downloads (sized models)", "under 100M", "2025-10", "4.3822", 0.1},
                {"LBOURDOIS", "share of downloads (sized models)", "under 200M", "2025-10", "19.6579", 0.2},
                {"LBOURDOIS", "share of downloads (sized models)", "under 500M", "2025-10", "41.9159", 0.5},
                {"LBOURDOIS", "share of downloads (sized models)", "under 1B", "2025-10", "49.7175", 1},
                {"HF-SU26", "share of all-time downloads (sized models)", "under 1B", "2026-08", "49.7175", 1},
                {"HF-SU26", "share of all-time downloads (sized models)", "above 100B", "2026-08", "3.7331", 100}};
  chart::points published, computed;
  for (const auto& s : shares) {
    const bool above = s.group == std::string("above 100B");
    const double share = f.value(s.source, s.quantity, s.group, s.period) / 100;
    published.push_back({s.billions, above ? 1 - share : share});
    computed.push_back({s.billions, here(s.billions)});
    f.published(s.source, s.quantity, s.group, s.period)
        .computed(100 * (above ? 1 - here(s.billions) : here(s.billions)), s.pin)
        .verdict(report::other_data, "hf-hub-stats-subset-2026-06", "language models, larger than most of the Hub’s");
  }
  const auto follows = f.further(report::derived, values);
  follows("the same, at least", "", "2023 to 2025", "factor", lowest, "25.0755");
  follows("the same, at most", "", "2023 to 2025", "factor", highest, "25.2269");
  follows("growth of the median", "", "2023 to 2025", "factor", median_growth, "1.2454");
  follows("sigma of the lognormal", "", "2023", "", before.sigma, "1.3645");
  follows("sigma of the lognormal", "", "2025", "", after.sigma, "2.8058");
  follows("Gini coefficient of size over downloads", "", "2023", "ratio", before.gini(), "0.6654");
  follows("Gini coefficient of size over downloads", "", "2025", "ratio", after.gini(), "0.9527");
  follows("downloads of models below 1 billion parameters", "", "2023", "percent", 100 * before.below(1), "79.4306");
  follows("downloads of models below 1 billion parameters", "", "2025", "percent", 100 * after.below(1), "62.5993");
  follows("downloads of models above 100 billion parameters", "", "2025", "percent", 100 - 100 * after.below(100),
          "2.4850");

  f.explain(
      "The growth of the two printed means is 25.2-fold, not the 17-fold of the abstract of the paper that they come "
      "from.");
  f.explain(
      "Sizes spread over orders of magnitude, so the lognormal is the first guess: its median and its mean fix its "
      "one other parameter, sigma = sqrt(2 log(mean / median)), and its Gini coefficient is erf(sigma / 2): 0.67 in "
      "2023, 0.95 in 2025.");
  f.explain(
      "But 62.6 % of the downloads of 2025 would then go to models below one billion parameters. Published are 92.5 "
      "% (50 largest accounts, October 2025) and 83 % (August 2026): if these shares are of the same downloads, "
      "their sizes are not lognormal; many more of them are small, and the few giants larger still.");

  chart::points curves[2];
  for (int i = 0; i <= 120; ++i) {
    const double size = std::pow(10, -2 + i / 24.0);
    curves[0].push_back({size, before.below(size)});
    curves[1].push_back({size, after.below(size)});
  }
  f.chart(
      "Lognormal, or not?",
      chart::view(
          "Share of downloads of models with fewer parameters: lognormals, and published shares",
          chart::logarithmic("Parameters, billion", 0.01, 1000), chart::percent("Share of downloads of smaller models"),
          {chart::line(curves[0], "second"), chart::curve(curves[1]),
           chart::label({{2, 0.15, "lognormal 2023"}}, "second"),
           chart::label({{60, 0.7, "lognormal 2025"}}, "computed"), chart::layer("point", "computed", computed),
           chart::layer("point", "published", published), chart::label({{0.05, 0.75, "published"}}, "published"),
           chart::label({{9, 0.46, "models of 2026"}}, "computed")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, model_size_lognormal); }
