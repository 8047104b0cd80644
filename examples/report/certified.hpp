// SPDX-License-Identifier: BSL-1.0
//
// certified.hpp: what a digest says of a sample, beside the exact values and beside a t-digest.
//
//     report::certified_rows(f.further(report::other_data, "hf-hub-2022-07"), "downloads", sample, digest, {"0.996",
//     ...}) f.chart("Quantiles", report::beside_t_digest(data, incomes, digest))

#ifndef LORENZ_EXAMPLES_CERTIFIED_HPP
#define LORENZ_EXAMPLES_CERTIFIED_HPP

#include <cstddef>     // size_t
#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/digest.hpp>
#include <lorenz/lorenz.hpp>

#include "csv.hpp"
#include "figure.hpp"

namespace report {

/// The Gini coefficient and the share of the largest 200, each exact and from where to where it is certified; how many
/// points of the Lorenz curve lie in its band; and how large the state is. A pin for each of the eight rows.
inline void certified_rows(const numbers& numbers, const std::string& of, const lorenz::distribution& exact,
                           const lorenz::digest& d, const std::vector<std::string>& pins) {
  auto pin = pins.begin();
  const auto add = [&](const std::string& quantity, double value, const char* unit = "ratio") {
    numbers(quantity, of, "", unit, value, *pin++);
  };
  const auto certified = [&](const std::string& quantity, double value, const lorenz::interval& known) {
    add(quantity, value);
    add(quantity + ", certified from", known.lower);
    add(quantity + ", certified to", known.upper);
  };
  const lorenz::units largest{200};
  certified("Gini coefficient", lorenz::gini(exact), d.gini());
  certified("share of the largest 200", lorenz::top_share(exact, largest), d.top_share(largest));
  const lorenz::curve curve(exact);
  int inside = 0;
  for (int i = 0; i <= 1000; ++i) {
    const lorenz::interval band = d.curve(i / 1000.0);
    if (band.lower <= curve(i / 1000.0) && curve(i / 1000.0) <= band.upper) ++inside;
  }
  add("points of the Lorenz curve in its band, of 1,001", inside, "count");
  add("bytes of the merged state", static_cast<double>(d.serialize().size()), "bytes");
}

/// How far from the exact quantiles of the synthetic incomes: the certified intervals, and what a t-digest estimates
/// from one stream and from eight shards.
inline chart::json beside_t_digest(const std::filesystem::path& data, const lorenz::distribution& exact,
                                   const lorenz::digest& d) {
  const csv t_digest = read_csv(data / "synthetic-lognormal" / "t_digest.csv", "p", "whole", "merged");
  std::vector<std::string> order;
  std::vector<chart::bar> certified, whole, of_shards;
  for (std::size_t i = 0; i < t_digest.size(); ++i) {
    const double p = t_digest.numbers("p")[i], truth = lorenz::quantile(exact, p);
    const lorenz::interval known = d.quantile(p);
    order.push_back(shortest(100 * p) + " %");
    certified.push_back({order.back(), known.lower / truth - 1, known.upper / truth - 1});
    whole.push_back({order.back(), 0, t_digest.numbers("whole")[i] / truth - 1});
    of_shards.push_back({order.back(), 0, t_digest.numbers("merged")[i] / truth - 1});
  }
  return chart::view("How far from the exact quantile: a certified interval, and the estimates of a t-digest",
                     chart::linear("Distance from the exact quantile", -0.01, 0.01, "+.1%"),
                     chart::names("Quantile", order),
                     {chart::row_layer("bar", "computed", certified), chart::row_layer("point", "published", whole),
                      chart::row_layer("point", "second", of_shards)});
}

}  // namespace report

#endif
