// SPDX-License-Identifier: BSL-1.0
//
// bundles.cpp: every kind of result that shows itself in a notebook, one a line: its name, what it is, its bundle.
// bundles.mjs draws them.

#include <cmath>    // exp, sin
#include <cstdio>   // printf
#include <string>   // string, to_string
#include <utility>  // pair
#include <vector>   // vector

#include <lorenz/decomposition.hpp>
#include <lorenz/lorenz.hpp>
#include <lorenz/notebook.hpp>
#include <lorenz/panel.hpp>

namespace {

template <class T>
void show(const char* name, const char* kind, const T& result) {
  std::printf("%s\t%s\t%s\n", name, kind, mime_bundle_repr(result).dump().c_str());
}

template <class T>
void drawn(const char* name, const T& result) {
  show(name, "figure", result);
}

template <class T>
void listed(const char* name, const T& result) {
  show(name, "table", result);
}

}  // namespace

int main() {
  using namespace lorenz;
  std::vector<double> heavy, even;
  for (int i = 0; i < 5000; ++i) {
    heavy.push_back(i % 3 == 0 ? 0 : std::floor(std::exp(12 * std::sin(i) * std::sin(i))));
    even.push_back(50 + 20 * std::sin(i));
  }
  drawn("curve", curve(heavy));
  drawn("curve of even data", curve(even));
  drawn("curve below zero", curve(std::vector<double>{-5, 1, 2, 10}));
  drawn("curve of one", curve(std::vector<double>{3}));
  drawn("curves", std::vector<curve>{curve(heavy), curve(even)});
  drawn("named curves",
        std::vector<std::pair<std::string, curve>>{
            {"downloads", curve(heavy)}, {"sizes", curve(even)}, {"equal", curve(std::vector<int>{1, 1})}});
  drawn("ecdf", ecdf(heavy));
  drawn("ecdf of even data", ecdf(even));
  drawn("ecdf of one", ecdf(std::vector<double>{0}));
  drawn("plot", plot(chart::cumulative(ecdf(heavy), "Downloads of a model")));

  facts hub;
  hub.units(2000000).top(units{200}, rounded(0.496, 3)).below(200, rounded(0.5, 1)).mean(rounded(21641, 0));
  drawn("facts", hub);
  digest pushed;
  listed("digest of nothing", pushed);
  pushed.push(std::vector<int>{0, 0});
  listed("digest of zeros", pushed);
  pushed.push(heavy);
  drawn("digest", pushed);
  facts wrong;
  wrong.units(10).top(units{1}, 0.5).top(units{2}, 0.4);
  listed("facts that contradict each other", wrong);
  listed("verdict", wrong.check());
  listed("summary", describe(heavy));
  listed("interval", interval{0.25, 0.5});
  listed("estimate", estimate{0.5, 0.125, {0.25, 0.75}, 0.95});

  const std::vector<std::string> groups{"China", "United States", "Europe"};
  Eigen::MatrixXd levels(4, 3);
  levels << 10, 60, 30,  //
      20, 70, 32,        //
      60, 80, 33,        //
      140, 90, 34;
  const panel regions(std::vector<int>{2022, 2023, 2024, 2025}, groups, levels);
  drawn("panel", regions);
  panel::mask missing = panel::mask::Constant(4, 3, false);
  missing(1, 2) = true;
  drawn("panel with a hole", panel(std::vector<int>{2022, 2023, 2024, 2025}, groups, levels, missing));
  std::vector<std::string> many;
  for (int i = 0; i < 12; ++i) many.push_back("account <" + std::to_string(i) + "> & more");
  drawn("panel of many", panel(std::vector<month>{{2025, 1}, {2025, 2}, {2025, 3}}, many,
                               Eigen::MatrixXd::Random(3, 12).cwiseAbs().eval()));
  listed("panel_table", regions.contributions());

  const std::vector<std::string> before{"a", "b", "c", "d"}, after{"b", "c", "d", "e"};
  const std::vector<double> x0{1, 5, 20, 100}, x1{30, 18, 300, 2};
  drawn("gini_change", gini_change(before, x0, after, x1));
  drawn("herfindahl_change", herfindahl_change(before, x0, after, x1));
  drawn("top_share_change", top_share_change(before, x0, after, x1, units{2}));
  std::vector<std::string> kinds;
  std::vector<int> accounts;
  for (std::size_t i = 0; i < heavy.size(); ++i) {
    kinds.push_back(i % 5 == 0 ? "industry" : i % 5 < 3 ? "universities" : "unaffiliated");
    accounts.push_back(static_cast<int>(i % 40));
  }
  drawn("entropy_decomposition", entropy_decomposition(heavy, kinds, 1));
  drawn("gini_decomposition", gini_decomposition(heavy, kinds));
  drawn("gini_decomposition of many", gini_decomposition(heavy, accounts));
  drawn("mean_change", mean_change(std::vector<double>{3, 2, 1}, std::vector<double>{1, 7, 70},
                                   std::vector<double>{2, 2, 2}, std::vector<double>{1.5, 7, 60}));
  drawn("share_change", share_change(std::vector<double>{70, 17, 13}, std::vector<double>{74, 78, 48}));
  drawn("named share_change", named(share_change(std::vector<double>{70, 17, 13}, std::vector<double>{74, 78, 48}),
                                    {"industry", "unaffiliated", "others"}));
  drawn("mean_log_deviation_change", mean_log_deviation_change(even, kinds, even, kinds));
  drawn("olley_pakes", olley_pakes(even, heavy));
  drawn("shapley", shapley([](unsigned on) { return 1.0 * on * on; }, 3));
  const std::vector<double> region0{10, 20, 30}, region1{15, 20, 25}, nation0{100, 300, 400}, nation1{140, 320, 360};
  shift_share_options options;
  drawn("shift_share", shift_share(region0, region1, nation0, nation1, options));
  options.variant = shift_share_variant::esteban_marquillas;
  drawn("shift_share of Esteban-Marquillas", shift_share(region0, region1, nation0, nation1, options));
  options.variant = shift_share_variant::gerfin;
  drawn("shift_share of Gerfin", shift_share(region0, region1, nation0, nation1, options));
  Eigen::MatrixXd factors0(2, 3), factors1(2, 3);
  factors0 << 1, 2, 3, 4, 5, 6;
  factors1 << 2, 2, 2, 5, 6, 7;
  drawn("lmdi", lmdi(factors0, factors1));
  lmdi_options multiplicative;
  multiplicative.form = lmdi_form::multiplicative;
  drawn("lmdi of ratios", lmdi(factors0, factors1, multiplicative));
  drawn("gini_by_source", gini_by_source(levels));
  drawn("named gini_by_source", named(gini_by_source(levels), groups));
}
