// SPDX-License-Identifier: BSL-1.0
//
// repository_growth.cpp: repositories of Chinese and US organisations, year by year. The report sees Baidu go from none
// to over 100, ByteDance and Tencent grow 8 to 9 times. AI World's yearly counts say who added how much.
//
//     repository_growth [output directory [data directory]]

#include <filesystem>  // path
#include <string>      // string
#include <vector>      // vector

#include <lorenz/chart.hpp>
#include <lorenz/growth.hpp>
#include <lorenz/panel.hpp>

#include "report/charts.hpp"
#include "report/figure.hpp"
#include "report/transcribed.hpp"

using names = std::vector<std::string>;

/// What each organisation added to the growth of a country, the largest first.
chart::json contributions_chart(const std::string& country, const names& organisations, std::vector<double> added) {
  for (double& share : added) share *= 100;
  const report::ranking most(organisations, added, 1);
  return chart::view("Contribution of each organisation to the growth of " + country + " repositories, 2024 to 2025",
                     chart::linear("Contribution to growth, points", -20, 30), chart::names("Organisation", most.names),
                     {most.bars("computed")});
}

report::figure repository_growth(const std::filesystem::path& data) {
  const report::transcribed counts(data);
  const names chinese = {"Alibaba Cloud", "ByteDance", "Tencent", "Baidu", "Z.ai", "DeepSeek", "MiniMax"};
  const names american = {"NVIDIA", "Hugging Face", "Ai2",   "Meta",      "Google", "IBM", "Microsoft",
                          "AMD",    "OpenAI",       "Apple", "Anthropic", "Amazon", "xAI"};
  const names countries = {"China, 7 organisations", "United States, 13 organisations"};
  const names years = {"2022", "2023", "2024", "2025"};
  const char* const created = "repositories created, edition 2026-02-28";
  const auto china_2024 = counts(created, chinese, "2024"), china_2025 = counts(created, chinese, "2025");
  const auto us_2024 = counts(created, american, "2024"), us_2025 = counts(created, american, "2025");
  std::vector<std::vector<double>> levels;
  for (const auto& year : years) levels.push_back(counts(created, countries, year));

  // The calls
  const lorenz::panel repositories(years, countries, levels);  // 4 years x 2 countries
  const auto shares = repositories.shares();
  const auto rates = repositories.year_over_year();  // last row: 2024 to 2025
  const auto contributions = repositories.contributions();
  const auto overtakings = repositories.crossing(countries[0], countries[1]);
  const auto in_china = lorenz::growth_contributions(china_2024, china_2025);
  const auto in_the_us = lorenz::growth_contributions(us_2024, us_2025);

  report::figure f("repository_growth", "Repositories in China and the United States", data);
  for (const int chart : {7, 8, 9}) f.covers(chart, report::derived);
  f.says("HF-S26",
         "Baidu went from no release on the Hub in 2024 to over 100 in 2025; ByteDance and Tencent each grew their "
         "releases eight to nine times.");

  const char* const from = "transcribed.csv";
  const auto factor = [&](const char* quantity, const char* group) {
    return lorenz::growth_factor(counts(quantity, group, "2024"), counts(quantity, group, "2025"));
  };
  f.published("HF-S26", "releases on the Hub", "Baidu", "2024")
      .computed(china_2024[3], "3")
      .verdict(report::derived, from, "models, datasets and spaces created in 2024; 5 and 6 in two other editions");
  f.published("HF-S26", "releases on the Hub", "Baidu", "2025")
      .computed(china_2025[3], "90")
      .verdict(report::derived, from, "92 up to 3 December in the edition before, 109 in that of July 2026");
  f.published("HF-S26", "growth factor of releases", "ByteDance", "2024 to 2025")
      .computed(factor(created, "ByteDance"), "5.7778")
      .verdict(report::derived, from, "18 to 104; 5.28 and 6.00 in two other editions, 7.11 for models alone");
  f.published("HF-S26", "growth factor of releases", "Tencent", "2024 to 2025")
      .computed(factor(created, "Tencent"), "1.7500")
      .verdict(report::derived, from, "52 to 91; 1.38 and 2.04 in two other editions, 2.10 for models alone");
  const auto follows = f.further(report::derived, from);
  const char* const change = "2024 to 2025";
  const char* const models = "models created, edition 2026-02-28";
  follows("growth of models created", "ByteDance", change, "factor", factor(models, "ByteDance"), "7.1111");
  follows("growth of models created", "Tencent", change, "factor", factor(models, "Tencent"), "2.1000");
  follows("growth of repositories created", countries[0], change, "percent", 100 * rates(2, 0), "59.0389");
  follows("growth of repositories created", countries[1], change, "percent", 100 * rates(2, 1), "2.2936");
  follows("contribution to the growth of both", "China", change, "points", 100 * contributions(2, 0), "14.7851");
  follows("contribution to the growth of both", "United States", change, "points", 100 * contributions(2, 1), "1.7192");
  follows("share of both", "China", "2024", "percent", 100 * shares(2, 0), "25.0430");
  follows("share of both", "China", "2025", "percent", 100 * shares(3, 0), "34.1859");
  follows("overtakings", "China and United States", "2022 to 2025", "count", static_cast<double>(overtakings.size()),
          "0");
  follows("contribution to the growth in China", "Baidu", change, "points", 100 * in_china[3], "19.9085");
  follows("contribution to the growth in China", "ByteDance", change, "points", 100 * in_china[1], "19.6796");
  follows("contribution to the growth in the US", "NVIDIA", change, "points", 100 * in_the_us[0], "21.3303");
  follows("contribution to the growth in the US", "Hugging Face", change, "points", 100 * in_the_us[1], "-9.4037");

  f.explain(
      "China: the printed factors do not come out. Baidu went from 3 to 90, not from none to over 100; ByteDance "
      "grew 5.8-fold and Tencent 1.75-fold. Which accounts and repositories the report counts it does not say.");
  f.explain(
      "United States: 1,308 repositories in 2024, 1,338 in 2025. NVIDIA alone adds 21.3 points to a growth of 2.3 %; "
      "Hugging Face, Apple, Meta and Google take points away. The report prints no number here.");
  f.explain(
      "Both: of a growth of 16.5 % China contributes 14.8 points, and stays behind in every year. Alibaba Cloud is "
      "counted, Qwen is not, so China is too low; 2022 holds everything older.");
  f.chart("Who made China's repositories grow", contributions_chart("Chinese", chinese, in_china));
  f.chart("Who made the US repositories grow", contributions_chart("US", american, in_the_us));
  std::vector<double> china, us;
  for (const auto& level : levels) {
    china.push_back(level[0]);
    us.push_back(level[1]);
  }
  f.chart("China and the United States",
          chart::view("Repositories created in a year by seven Chinese and thirteen US organisations",
                      chart::years("Year of creation (2022: or before)", 2022, 2025, 0.6),
                      chart::linear("Repositories created in the year", 0, 1800),
                      {report::by_year(2022, us, "United\nStates", "second"),
                       report::by_year(2022, china, "China", "computed")}));
  return f;
}

int main(int argc, char** argv) { return report::run(argc, argv, __FILE__, repository_growth); }
