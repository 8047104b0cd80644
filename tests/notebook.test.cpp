// SPDX-License-Identifier: BSL-1.0
// What is in the bundles; that every kind of them can be drawn is tests/notebooks.
#include <lorenz/notebook.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using lorenz::chart::json;

namespace {

std::vector<std::string> kinds(const json& bundle) {
  std::vector<std::string> found;
  for (const auto& item : bundle.items()) found.push_back(item.key());
  return found;
}

const std::vector<std::string> figure{"application/vnd.vegalite.v5+json", "text/plain"};
const std::vector<std::string> table{"text/html", "text/plain"};

}  // namespace

/// As the kernels do it: found by argument-dependent lookup beside a template for everything.
namespace xcpp {
template <class T>
json mime_bundle_repr(const T&) {
  return {{"text/plain", "by nobody"}};
}
template <class T>
json shown(const T& x) {
  using ::xcpp::mime_bundle_repr;
  return mime_bundle_repr(x);
}
}  // namespace xcpp

TEST_CASE("notebook: figures are charts without HTML, tables are HTML without a chart") {
  const std::vector<int> x{0, 1, 2, 5};
  const lorenz::curve c(x);
  CHECK(kinds(xcpp::shown(c)) == figure);
  CHECK(kinds(xcpp::shown(std::vector<lorenz::curve>{c, c})) == figure);
  CHECK(kinds(xcpp::shown(lorenz::ecdf(x))) == figure);
  CHECK(kinds(xcpp::shown(lorenz::shapley([](unsigned on) { return 1.0 * on; }, 2))) == figure);
  CHECK(kinds(xcpp::shown(lorenz::plot(lorenz::chart::lorenz_curve(c)))) == figure);
  CHECK(kinds(xcpp::shown(lorenz::describe(x))) == table);
  CHECK(kinds(xcpp::shown(lorenz::interval{0, 1})) == table);
  CHECK(kinds(xcpp::shown(lorenz::estimate{0.5, 0.1, {0.3, 0.7}, 0.95})) == table);
  CHECK(xcpp::shown(7)["text/plain"] == "by nobody");
}

TEST_CASE("notebook: the words of a bundle hold the numbers of its result") {
  const std::vector<int> x{1, 2, 3, 4};
  const json shown = mime_bundle_repr(lorenz::curve(x));
  CHECK(shown["text/plain"] == "gini      0.25\nhoover     0.2\nL(0.5)     0.3\nL(0.9)    0.84\nL(0.99)  0.984\n");
  CHECK(mime_bundle_repr(lorenz::describe(x))["text/plain"] == lorenz::describe(x).text());
  CHECK(mime_bundle_repr(lorenz::interval{0.25, 0.5})["text/html"] ==
        "<table><tr><th style=\"text-align:left\">from</th><th style=\"text-align:right\">to</th></tr>"
        "<tr><th style=\"text-align:left\">0.25</th><td style=\"text-align:right\">0.5</td></tr></table>");
}

TEST_CASE("notebook: a waterfall ends where the measure does") {
  const auto change = lorenz::gini_change(std::vector<int>{1, 2, 3}, std::vector<int>{1, 5, 9},
                                          std::vector<int>{2, 3, 4}, std::vector<int>{9, 4, 1});
  const json spec = mime_bundle_repr(change)["application/vnd.vegalite.v5+json"];
  CHECK(spec["encoding"]["y"]["scale"]["domain"] == json({"before", "exit", "growth", "reranking", "entry", "after"}));
  double entry_end = 0, after = 1;
  for (const json& layer : spec["layer"])
    for (const json& row : layer["data"].value("values", json::array())) {
      if (row["y"] == "entry") entry_end = row["x"];
      if (row["y"] == "after") after = row["x"];
    }
  CHECK(entry_end == doctest::Approx(after).epsilon(1e-14));
  CHECK(after == change.after);
}

TEST_CASE("notebook: facts show the band of their curve, or why they cannot hold together") {
  lorenz::facts f;
  f.units(10).top(lorenz::units{1}, 0.5);
  const json shown = mime_bundle_repr(f);
  CHECK(kinds(shown) == figure);
  for (const json& row : shown["application/vnd.vegalite.v5+json"]["layer"][0]["data"]["values"])
    CHECK(row["y"].get<double>() <= row["upper"].get<double>());
  f.top(lorenz::units{2}, 0.25);
  CHECK(kinds(mime_bundle_repr(f)) == table);
  CHECK(mime_bundle_repr(f)["text/html"] == mime_bundle_repr(f.check())["text/html"]);
}

TEST_CASE("notebook: a digest shows the band that holds the curve") {
  lorenz::digest d;
  d.push(std::vector<int>{1, 2, 3, 4});
  const json shown = xcpp::shown(d);
  CHECK(kinds(shown) == figure);
  const lorenz::curve c(std::vector<int>{1, 2, 3, 4});
  for (const json& row : shown["application/vnd.vegalite.v5+json"]["layer"][0]["data"]["values"]) {
    CHECK(row["y"].get<double>() <= c(row["x"].get<double>()) + 1e-15);
    CHECK(row["upper"].get<double>() >= c(row["x"].get<double>()) - 1e-15);
  }
}

TEST_CASE("notebook: named parts have their names in chart and table") {
  const auto change = lorenz::share_change(std::vector<int>{70, 17, 13}, std::vector<int>{74, 78, 48});
  const json shown = xcpp::shown(lorenz::named(change, {"industry", "unaffiliated", "others"}));
  CHECK(kinds(shown) == figure);
  CHECK(shown["application/vnd.vegalite.v5+json"]["encoding"]["y"]["scale"]["domain"][0] == "industry, before");
  CHECK(shown["text/plain"].get<std::string>().find("\nunaffiliated  ") != std::string::npos);
  CHECK_THROWS_AS(xcpp::shown(lorenz::named(change, {"industry"})), std::invalid_argument);
}

TEST_CASE("notebook: the other decompositions end where their measure does") {
  const std::vector<double> x{1, 2, 3, 10}, y{2, 2, 4, 30};
  const std::vector<std::string> groups{"a", "a", "b", "b"};
  const json change = xcpp::shown(lorenz::mean_log_deviation_change(x, groups, y, groups));
  CHECK(kinds(change) == figure);
  CHECK(change["application/vnd.vegalite.v5+json"]["encoding"]["y"]["scale"]["domain"][1] == "within a");
  CHECK(kinds(xcpp::shown(lorenz::olley_pakes(x, y))) == figure);
}

TEST_CASE("notebook: HTML is escaped") {
  lorenz::verdict v{false, {"a < b & c"}};
  CHECK(mime_bundle_repr(v)["text/html"].get<std::string>().find("a &lt; b &amp; c") != std::string::npos);
}
