// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/bundle.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using lorenz::chart::json;
namespace detail = lorenz::detail;

TEST_CASE("bundle: a table is HTML and text, its first column and, where asked, its first line are heads") {
  detail::table t({"a<b", "c&d"});
  t.add({"e", "1"});
  const json headed = detail::table_bundle(t, true), plain = detail::table_bundle(t, false);
  CHECK(headed["text/plain"] == "a<b  c&d\ne      1\n");
  CHECK(headed["text/html"] ==
        "<table><tr><th style=\"text-align:left\">a&lt;b</th><th style=\"text-align:right\">c&amp;d</th></tr>"
        "<tr><th style=\"text-align:left\">e</th><td style=\"text-align:right\">1</td></tr></table>");
  CHECK(plain["text/html"].get<std::string>().find("<td style=\"text-align:right\">c&amp;d</td>") != std::string::npos);
}

TEST_CASE("bundle: a figure has a chart and text, and no HTML") {
  const json shown = detail::step_list().add("one", 1).reach("all", 1.0f).bundle("Parts", "Number", "words");
  CHECK(shown.size() == 2);
  CHECK(shown["text/plain"] == "words");
  CHECK(shown["application/vnd.vegalite.v5+json"]["description"] == "Parts");
  CHECK(shown["application/vnd.vegalite.v5+json"]["encoding"]["y"]["scale"]["domain"] == json({"one", "all"}));
}

TEST_CASE("bundle: parts have their names, in the chart and in the table, or numbers") {
  const detail::part_names numbered("group"), named({"a", "longer"}, 2);
  const std::string text = "group     effect\n0      -1.25e-10\n1          3\nall        2\n";
  CHECK(numbered(1) == "group 1");
  CHECK(numbered.in(text) == text);
  CHECK(named(1) == "longer");
  CHECK(named.title("Mean") == "Mean");
  CHECK(detail::part_names({"a"}, 1, "Mean, kg").title("Mean") == "Mean, kg");
  CHECK(named.in(text) == "group      effect\na       -1.25e-10\nlonger      3\nall         2\n");
  CHECK_THROWS_WITH_AS(detail::part_names({"a"}, 2),
                       "lorenz::named: the number of names is 1, must be that of the parts", std::invalid_argument);
}
