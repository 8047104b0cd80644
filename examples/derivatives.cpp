// SPDX-License-Identifier: BSL-1.0
//
// derivatives.cpp: whose models do others build on? Qwen's, says the report: more than 113,000 derivatives. Here the
// same count goes to the 2,586 models of a subset that name the models they were made from.
//
//     derivatives [output directory [data directory]]

#include <cstddef>     // size_t
#include <filesystem>  // path
#include <string>      // string
#include <tuple>       // tuple
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/decomposition/share_change.hpp>
#include <lorenz/gini.hpp>
#include <lorenz/growth.hpp>

#include "report/charts.hpp"
#include "report/figure.hpp"
#include "report/lineage.hpp"

report::figure derivatives(const std::filesystem::path& data) {
  report::figure f("derivatives", "Derivatives by organisation", data);
  f.covers(15, report::other_data);
  f.says("HF-S26", "Qwen has more than 113,000 derivative models; over 200,000 models carry its tag.");
  f.says("HF-SU26", "By August 2026 Qwen has 151,448 derivative models, Google 82,506.");

  const report::lineage made_from(data);
  const char* const by_kind = "models by relation to a base";
  report::lineage::counts published;
  for (const auto& [kind, count] : made_from.kinds) published[kind] = f.value("HUBSTATS", by_kind, kind, "2025-10-23");
  const double march = f.value("HF-S26", "derivative models", "Qwen family", "2026-03");
  const double august = f.value("HF-SU26", "derivative models", "Qwen", "2026-08");
  const double google = f.value("HF-SU26", "derivative models", "Google", "2026-08");

  // The calls
  const std::vector<double> organisations = report::lineage::values(made_from.direct);  // 477 of them
  const double gini = lorenz::gini(organisations);
  const auto kinds = lorenz::shares(report::lineage::values(made_from.kinds));
  const auto published_kinds = lorenz::shares(report::lineage::values(published));
  const double growth = lorenz::growth_factor(march, august);

  const char* const subset = "hf-hub-stats-subset-2026-06";
  const char* const printed = "report-published-values";
  const char* const when = "2026-05-20";
  const char* const order_only =
      "of 2,586 derivatives among 4,167 models: the order can be compared, the counts cannot";
  for (const auto& [source, group, month] :
       {std::tuple{"HF-S26", "Qwen family", "2026-03"}, std::tuple{"HF-SU26", "Qwen", "2026-08"}})
    f.published(source, "derivative models", group, month)
        .computed(made_from.direct.at("Qwen"), "455")
        .verdict(report::other_data, subset, order_only);
  f.published("HF-S26", "models that tag Qwen", "Qwen", "2026-03")
      .computed(made_from.any_depth.at("Qwen"), "787")
      .verdict(report::other_data, subset, "models that descend from one of Qwen's at any depth; tags reach further");
  f.published("HF-SU26", "derivative models", "Google", "2026-08")
      .computed(made_from.direct.at("google"), "69")
      .verdict(report::other_data, subset, "behind Qwen, as published");
  const char* const counts[] = {"20", "1401", "1116", "49"};  // adapter, finetune, merge, quantized
  const char* const pins[] = {"0.7734", "54.1763", "43.1555", "1.8948"};
  const char* const published_pins[] = {"42.5699", "35.9056", "2.3042", "19.2204"};
  std::vector<std::string> names;
  std::vector<chart::bar> here, hub;
  for (const auto& [kind, count] : made_from.kinds) {
    const std::size_t k = names.size();
    f.published("HUBSTATS", by_kind, kind, "2025-10-23")
        .computed(count, counts[k])
        .verdict(report::other_data, subset, "compare the shares, not the counts");
    f.further("share of derivatives", kind, when, "percent")
        .computed(100 * kinds[k], pins[k])
        .verdict(report::other_data, subset);
    f.further("share of derivatives", kind + ", from the published counts", "2025-10-23", "percent")
        .computed(100 * published_kinds[k], published_pins[k])
        .verdict(report::derived, printed);
    names.push_back(kind);
    here.push_back({kind, 0, kinds[k]});
    hub.push_back({kind, 0, published_kinds[k], k == 0 ? "on the Hub" : ""});
  }
  const auto made = [&](const char* what, const report::lineage::counts& of, const char* name, const char* pin) {
    f.further(what, name, when, "models").computed(of.at(name), pin).verdict(report::other_data, subset);
  };
  const char* const pinned[][4] = {{"Qwen", "455", "409", "787"}, {"meta-llama", "290", "282", "639"}};
  for (const auto& [name, direct, by_others, any_depth] : pinned) {
    made("derivative models", made_from.direct, name, direct);
    made("derivative models made by others", made_from.by_others, name, by_others);
    made("models that descend from one of its own at any depth", made_from.any_depth, name, any_depth);
  }
  f.further("Gini coefficient of derivatives by organisation", "", when, "ratio")
      .computed(gini, "0.7489929708")
      .verdict(report::other_data, subset, "over the 477 organisations with at least one");
  f.further("growth of derivative models", "Qwen", "2026-03 to 2026-08", "factor")
      .computed(growth, "1.3402")
      .verdict(report::derived, printed, "at most, as March says more than 113,000");
  f.further("derivative models of Qwen for one of Google", "", "2026-08", "ratio")
      .computed(august / google, "1.8356")
      .verdict(report::derived, printed, "6.59 in the subset");

  f.explain(
      "Of 2,586 models that name a base, 455 name one of Qwen's, more than any other organisation's: Meta 290, "
      "Mistral 93, Google 69. Qwen stays first if none counts its own derivatives, and if lineage is followed to the "
      "end. The models come from leaderboards, which list many merges and hardly any adapters or quantised copies.");

  std::vector<std::string> all;
  for (const auto& base : made_from.direct) all.push_back(base.first);
  const report::ranking first(all, organisations, 0, 10);
  f.chart("Whose models others build on",
          chart::view("Models that name one of an organisation's models as their base",
                      chart::linear("Derivative models", 0, 560), chart::names("Organisation of the base", first.names),
                      {first.bars("computed")}));
  f.chart("What kind of derivatives the data hold, and what kind the Hub",
          chart::view("Share of derivatives by kind, in the data and on the Hub in October 2025",
                      chart::percent("Share of derivatives"), chart::names("Kind", names),
                      {chart::bars(here, "computed"), chart::row_layer("point", "published", hub),
                       chart::row_words(hub, "published")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, derivatives); }
