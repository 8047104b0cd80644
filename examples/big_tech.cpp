// SPDX-License-Identifier: BSL-1.0
//
// big_tech.cpp: who opened the most repositories in 2025? The report puts NVIDIA first; The New Stack counts more than
// 350. Yearly counts of twenty organisations, as AI World lists them, give the rank and the growth.
//
//     big_tech [output directory [data directory]]

#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/growth.hpp>
#include <lorenz/panel.hpp>

#include "report/figure.hpp"
#include "report/transcribed.hpp"

report::figure big_tech(const std::filesystem::path& data) {
  const report::transcribed counts(data);
  const std::vector<std::string> organisations = {"NVIDIA",    "Alibaba Cloud", "Hugging Face", "Ai2",      "Meta",
                                                  "Google",    "IBM",           "ByteDance",    "Tencent",  "Baidu",
                                                  "Microsoft", "Z.ai",          "AMD",          "DeepSeek", "MiniMax",
                                                  "OpenAI",    "Apple",         "Anthropic",    "Amazon",   "xAI"};
  const char* const created = "repositories created, edition 2026-02-28";
  const auto before = counts(created, organisations, "2024");
  const auto after = counts(created, organisations, "2025");

  // The calls
  const lorenz::panel repositories(std::vector{2024, 2025}, organisations, std::vector{before, after});
  const double rank = repositories.ranks()(1, 0);  // of NVIDIA in 2025
  const double factor = lorenz::growth_factor(before[0], after[0]);

  report::figure f("big_tech", "Repositories of large companies", data);
  f.covers(2, report::derived);
  f.says("HF-S26", "Among large companies NVIDIA leads in new repositories.");
  f.says("TNS", "NVIDIA had more than 350 repositories at the end of 2025.");

  const char* const from = "transcribed.csv";
  f.published("TNS", "repositories", "NVIDIA", "end of 2025")
      .computed(after[0], "408")
      .verdict(report::derived, from,
               "models, datasets and spaces created in 2025, in the edition of 28 February 2026; 365 up to 3 December "
               "in the edition before, 507 in that of July 2026");
  f.further("rank among 20 organisations by repositories created", "NVIDIA", "2025", "rank")
      .computed(rank, "1")
      .verdict(report::derived, from, "in the edition of July 2026 Ai2, a non-profit institute, is ahead with 896");
  f.further("growth of repositories created", "NVIDIA", "2024 to 2025", "factor")
      .computed(factor, "3.1628")
      .verdict(report::derived, from, "129 to 408");
  for (const auto& [edition, pin] : {std::pair{"2025-12-15", "2.7652"}, std::pair{"2026-07-11", "3.8120"}}) {
    const std::string quantity = std::string("repositories created, edition ") + edition;
    f.further("growth of repositories created", std::string("NVIDIA, edition of ") + edition, "2024 to 2025", "factor")
        .computed(lorenz::growth_factor(counts(quantity, "NVIDIA", "2024"), counts(quantity, "NVIDIA", "2025")), pin)
        .verdict(report::derived, from);
  }

  f.explain(
      "NVIDIA created 408 repositories in 2025, more than any other large company, and “more than 350” holds in each "
      "of three editions of the source. By all repositories ever created (648 up to February 2026) it comes sixth, "
      "after Meta (1,120), Google, Hugging Face, Alibaba Cloud and Ai2.");
  f.explain("Not every account of a company is in the source: Alibaba Cloud is counted, Qwen is not.");

  std::vector<chart::bar> year_before, year_after;
  for (std::size_t i = 0; i < organisations.size(); ++i) {
    year_before.push_back({organisations[i], before[i], before[i]});
    year_after.push_back({organisations[i], before[i], after[i]});
  }
  f.chart(
      "Repositories created in 2024 and in 2025",
      chart::view(
          "Repositories that twenty organisations created in 2024 and in 2025",
          chart::linear("Repositories created in a year", 0, 500), chart::names("Organisation", organisations),
          {chart::row_layer("rule", "range", year_after), chart::row_layer("point", "note", year_before),
           chart::row_layer("point", "computed", year_after), chart::row_words({{"NVIDIA", 408, 129, "2024"}}, "note"),
           chart::row_words({{"NVIDIA", 129, 408, "2025"}}, "computed")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, big_tech); }
