// SPDX-License-Identifier: BSL-1.0
//
// most_liked.cpp: which model has the most likes? DeepSeek-R1, says the report. So say the models known to leaderboards
// in May 2026, and a catalogue at each of four dates.
//
//     most_liked [output directory [data directory]]

#include <algorithm>   // max, sort
#include <cstddef>     // size_t
#include <cstdint>     // int64_t
#include <filesystem>  // path
#include <map>         // map
#include <numeric>     // iota
#include <string>      // string
#include <utility>     // pair
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/gini.hpp>
#include <lorenz/shares.hpp>

#include "report/csv.hpp"
#include "report/figure.hpp"

namespace {

/// The most likes at each date of the catalogue, and the model that has them.
auto most_by_date(const std::filesystem::path& data) {
  const auto table = report::read_csv(data / "hf-llm-catalogue-2026" / "models.csv", "snapshot", "id", "likes");
  const auto likes = table.counts("likes");
  std::map<std::string, std::pair<std::int64_t, std::string>> most;
  for (std::size_t i = 0; i < likes.size(); ++i) {
    auto& first = most[table.text("snapshot")[i]];
    first = std::max(first, {likes[i], table.text("id")[i]});
  }
  return most;
}

}  // namespace

report::figure most_liked(const std::filesystem::path& data) {
  const auto models = report::read_csv(data / "hf-hub-stats-subset-2026-06" / "models.csv", "id", "likes");
  const auto& ids = models.text("id");
  const auto likes = models.counts("likes");
  std::vector<std::size_t> rank(likes.size());  // most likes first, then by name
  std::iota(rank.begin(), rank.end(), std::size_t{0});
  std::sort(rank.begin(), rank.end(),
            [&](std::size_t a, std::size_t b) { return likes[a] != likes[b] ? likes[a] > likes[b] : ids[a] < ids[b]; });

  // The calls
  const double first = lorenz::top_share(likes, lorenz::units{1});
  const double ten = lorenz::top_share(likes, lorenz::units{10});
  const double gini = lorenz::gini(likes);

  report::figure f("most_liked", "Most liked models", data);
  f.covers(12, report::reproduced);
  f.says("HF-S26", "DeepSeek-R1 is the most liked model on the Hub.");

  const char* const subset = "hf-hub-stats-subset-2026-06";
  const char* const pins[] = {"13337", "12859", "6544", "5880", "5723", "4912", "4792", "4760", "4682", "4631"};
  const char* const deepseek = "deepseek-ai/DeepSeek-R1";
  for (std::size_t i = 0; i < 10; ++i) {
    const char* const note = i == 0 ? "first, as published; the report prints no number of likes" : "";
    f.further("likes, rank " + std::to_string(i + 1), ids[rank[i]], "2026-05-20", "likes")
        .computed(static_cast<double>(likes[rank[i]]), pins[i])
        .verdict(i == 0 ? report::reproduced : report::other_data, subset, note);
  }
  f.further("rank by likes", deepseek, "2026-05-20", "rank")
      .computed(ids[rank[0]] == deepseek ? 1 : 0, "1")
      .verdict(report::reproduced, subset);
  const char* const dated[] = {"13108", "13095", "13150", "13324"};
  std::size_t date = 0;
  for (const auto& [when, most] : most_by_date(data))
    f.further("likes of the first of the catalogue", most.second, when, "likes")
        .computed(static_cast<double>(most.first), dated[date++])
        .verdict(report::reproduced, "hf-llm-catalogue-2026");
  f.further("share of all likes", "first model", "2026-05-20", "percent")
      .computed(100 * first, "2.9543")
      .verdict(report::other_data, subset);
  f.further("share of all likes", "first ten models", "2026-05-20", "percent")
      .computed(100 * ten, "15.0892")
      .verdict(report::other_data, subset);
  f.further("Gini coefficient of likes", "", "2026-05-20", "ratio")
      .computed(gini, "0.9142342887")
      .verdict(report::other_data, subset);

  f.explain(
      "DeepSeek-R1 is first with 13,337 likes on 20 May 2026, and first at each of four dates from March to May in a "
      "second source, with 13,095 to 13,324 likes. The order behind it covers only the models that the data hold; who "
      "led a year before is in neither source.");
  f.explain(
      "Likes are less concentrated than downloads: the first ten of 4,167 models have 15 % of the likes. They are "
      "given once and seldom taken back, so a list of the most liked is one of lasting fame, not of present use.");

  std::vector<std::string> names;
  std::vector<chart::bar> bars;
  for (std::size_t i = 0; i < 10; ++i) {
    const std::string& id = ids[rank[i]];
    const auto count = static_cast<double>(likes[rank[i]]);
    names.push_back(id.substr(id.find('/') + 1));
    bars.push_back({names[i], 0, count, report::grouped(report::shortest(count))});
  }
  auto rows = chart::names("Model", names);
  rows["axis"].update({{"labelLimit", 165}, {"labelFontSize", 11}});
  auto axis = chart::linear("Likes", 0, 19000);
  axis["axis"]["values"] = {0, 5000, 10000, 15000};
  f.chart("The ten most liked of 4,167 models", chart::view("Likes of the ten most liked models on 20 May 2026", axis,
                                                            rows, {chart::bars(bars, "computed")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, most_liked); }
