// SPDX-License-Identifier: BSL-1.0
//
// shards.cpp: what a digest knows of data that lie in shards. The Hub of July 2022 and two million synthetic incomes
// are dealt to eight shards; each sends a digest, and what these are merged to answers with intervals that hold the
// truth.
//
//     shards [output directory [data directory]]

#include <cstddef>     // byte, size_t
#include <cstdint>     // int64_t
#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/digest.hpp>
#include <lorenz/lorenz.hpp>

#include "report/certified.hpp"
#include "report/csv.hpp"
#include "report/figure.hpp"
#include "report/incomes.hpp"

namespace {

/// Dealt to `shards` places, digested there, and put together here.
template <class T>
lorenz::digest merged(const std::vector<T>& x, std::size_t shards, int precision) {
  std::vector<std::vector<T>> shard(shards);
  for (std::size_t i = 0; i < x.size(); ++i) shard[i % shards].push_back(x[i]);

  // The calls
  lorenz::digest all(precision);
  for (const auto& part : shard) {
    lorenz::digest d(precision);  // in another process, or on another machine
    d.push(part);
    const std::vector<std::byte> bytes = d.serialize();
    all.merge(lorenz::digest::deserialize(bytes));
  }  // all.gini(), all.top_share(lorenz::units{200}), all.curve(0.9), all.quantile(0.5) are intervals

  return all;
}

double width(const lorenz::interval& known) { return known.upper - known.lower; }

}  // namespace

report::figure shards(const std::filesystem::path& data) {
  const auto table = report::read_csv(data / "hf-hub-2022-07" / "downloads_frequency.csv", "downloads_30d", "n_models");
  const auto counts = table.counts("downloads_30d"), models = table.counts("n_models");
  std::vector<std::int64_t> downloads;
  for (std::size_t i = 0; i < table.size(); ++i)
    downloads.insert(downloads.end(), static_cast<std::size_t>(models[i]), counts[i]);
  const std::vector<double> income = report::incomes(2'000'000);
  const lorenz::distribution hub(downloads), people(income);
  const lorenz::digest of_hub = merged(downloads, 8, 7), of_people = merged(income, 8, 7);

  report::figure f("shards", "Data in shards: certified intervals", data);
  const std::string of_downloads = "downloads of the Hub, July 2022";
  const report::numbers from_hub = f.further(report::other_data, "hf-hub-2022-07");
  report::certified_rows(from_hub, of_downloads, hub, of_hub,
                         {"0.9957857993", "0.9957857937", "0.9957858042", "0.9005270220", "0.9005270220",
                          "0.9005270220", "1001", "36508"});
  report::certified_rows(f.further(report::other_data, "synthetic-lognormal"), "synthetic incomes", people, of_people,
                         {"0.9522348014", "0.9522347232", "0.9522348409", "0.1764625654", "0.1764625654",
                          "0.1764625654", "1001", "114628"});
  int others = 0;
  for (const std::size_t places : {1, 3, 1000})
    if (merged(downloads, places, 7).serialize() != of_hub.serialize()) ++others;
  from_hub("splits into 1, 3 and 1,000 shards that end in other bytes", of_downloads, "", "count", others, "0");

  f.explain(
      "A digest cuts the values by exponent and leading mantissa bits, seven of them here, and keeps of each bucket "
      "how many values it has and their exact sum. The Lorenz curve is known at the ends of the buckets; between "
      "them it lies under the chord and above the lines whose slopes are the ends. So every answer is an interval "
      "that holds the exact value, whatever the data are, and shards, their order and the tree of merges leave no "
      "trace.");
  f.explain(
      "A t-digest (Dunning), that of Debian’s libt-digest-java, stands beside it for quantiles. From 8 kB and one "
      "stream it estimates most of them closer, but without a bound: the last one is 0.45 % off. Of eight shards it "
      "says something else, up to 0.25 % off; Gini, shares and the Lorenz curve it cannot answer. KLL of Apache "
      "DataSketches, which Debian does not have, is left out.");

  std::vector<chart::json> arcs;
  for (const int bits : {0, 2}) {
    const lorenz::digest d = merged(income, 8, bits);
    const auto width_at = [&](std::int64_t k) { return width(d.top_share(lorenz::units{k})); };
    arcs.push_back(
        chart::line(chart::sampled(chart::log_grid(2'000'000, 500), width_at), bits ? "second" : "computed"));
  }
  arcs.push_back(chart::label({{25, 0.014, "a bucket for each\npower of two"}}, "computed"));
  arcs.push_back(chart::label({{600000, 0.004, "four of them"}}, "second"));
  f.chart("Between its buckets the Lorenz curve is known, within them nearly",
          chart::view("Width of the interval that holds the share of the k largest incomes, by k and by mantissa bits",
                      chart::logarithmic("Largest incomes", 1, 1e6),
                      chart::linear("Width, in shares of all income", 0, 0.018, ".1%"), arcs));

  chart::points of_incomes, of_models, states;
  for (int bits = 0; bits <= 10; ++bits) {
    const lorenz::digest d = merged(income, 8, bits);
    of_incomes.push_back({1.0 * bits, width(d.gini())});
    of_models.push_back({1.0 * bits, width(merged(downloads, 8, bits).gini())});
    if (bits % 3 != 1) continue;
    states.push_back(of_incomes.back());
    states.back().text = std::to_string(d.serialize().size() / 1000) + " kB";
  }
  f.chart("Three more bits, and the interval is 64 times narrower",
          chart::view("Width of the interval that holds the Gini coefficient, by the mantissa bits of the buckets",
                      chart::linear("Mantissa bits", 0, 11), chart::logarithmic("Width", 1e-10, 1e-1, ".0e"),
                      {chart::line(of_incomes, "computed"), chart::line(of_models, "second"),
                       chart::marks(states, "computed", chart::words::upper),
                       chart::label({{2.2, 2e-2, "incomes, and the size of the state"}}, "computed"),
                       chart::label({{2.5, 2e-7, "downloads"}}, "second")}));

  f.chart("Quantiles: certified, bars; by a t-digest of one stream, diamonds, and of eight shards, squares",
          report::beside_t_digest(data, people, of_people));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, shards); }
