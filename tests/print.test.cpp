// SPDX-License-Identifier: BSL-1.0
#include <lorenz/print.hpp>

#include <iomanip>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <lorenz/digest.hpp>
#include <lorenz/facts.hpp>
#include <lorenz/lorenz.hpp>

namespace {

template <class Result>
std::string printed(const Result& result) {
  std::ostringstream stream;
  stream << result;
  return stream.str();
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("print: intervals, estimates, curves, distribution functions, dominance") {
  CHECK(printed(lorenz::interval{0.25, 0.5}) == "[0.25, 0.5]");
  CHECK(printed(lorenz::estimate{0.5, 0.125, {0.25, 0.75}, 0.95}) == "0.5 +- 0.125, 95 % in [0.25, 0.75]");
  CHECK(printed(lorenz::curve_point{0.75, 0.375}) == "(0.75, 0.375)");
  const std::vector<int> x{1, 3}, equal{2, 2}, other{2, 6};
  const lorenz::curve c(x);
  CHECK(printed(c) == "(0, 0)\n(0.5, 0.25)\n(1, 1)\n");
  CHECK(printed(lorenz::ecdf(x)) == "1 0.5\n3 1\n");
  CHECK(printed(compare(lorenz::curve(equal), c)) == "first");
  CHECK(printed(compare(c, lorenz::curve(equal))) == "second");
  CHECK(printed(compare(c, lorenz::curve(other))) == "equal");
  const std::vector<int> poor_and_even{0, 5, 5}, even_and_rich{2, 2, 6};
  CHECK(printed(compare(lorenz::curve(poor_and_even), lorenz::curve(even_and_rich))) == "crossing");
}

TEST_CASE("print: a summary prints its text") {
  const auto s = lorenz::describe(std::vector<int>{1, 2, 3, 4});
  CHECK(holds(printed(s), s.text()));
}

TEST_CASE("print: the stream is left as it was") {
  std::ostringstream stream;
  stream << std::setprecision(3) << std::setfill('*');
  stream << lorenz::interval{0.25, 0.5} << lorenz::describe(std::vector<int>{1, 2, 3, 4});
  CHECK(stream.precision() == 3);
  CHECK(stream.fill() == '*');
  CHECK(stream.flags() == std::ostringstream().flags());
  CHECK(stream.good());
}

TEST_CASE("print: growth and decompositions") {
  CHECK(printed(lorenz::overtaking{2.25, true}) == "upward at 2.25");
  CHECK(printed(lorenz::overtaking{1, false}) == "downward at 1");
  CHECK(printed(lorenz::dated_rate{{2025, 1}, 0.25}) == "2025-01 0.25");
  const auto split = lorenz::share_change(std::vector<int>{1, 1}, std::vector<int>{3, 1});
  CHECK(printed(split) == split.text());
  CHECK(printed(split[0]) == "0.5 to 0.75: own 0.25, others 0");
  const auto rest = lorenz::herfindahl_without(std::vector<int>{1, 3, 4}, std::vector<std::string>{"a", "a", "b"});
  CHECK(printed(rest.at(0)) == "a 1");
  CHECK(printed(rest.at(1)) == "b 0.625");
}

TEST_CASE("print: dates") {
  CHECK(printed(lorenz::month{2025, 1}) == "2025-01");
  CHECK(printed(lorenz::quarter{2025, 3}) == "2025-Q3");
  CHECK(printed(lorenz::year{2025}) == "2025");
}

TEST_CASE("print: facts and verdicts") {
  lorenz::facts f;
  f.units(5).top(lorenz::units(1), 0.5);
  CHECK(printed(f.check()) == "consistent\n");
  CHECK(holds(printed(f), "units(5)\ntop(units{1}, 0.5)\ngini in ["));
  f.point(0.8, 0.9);
  CHECK(printed(f.check()) == f.check().reasons.at(0) + "\n");
  CHECK(holds(printed(f), "point(0.8, 0.9)\n" + f.check().reasons.at(0)));
}

TEST_CASE("print: a digest") {
  lorenz::digest d;
  CHECK(printed(d) == "units  0\n");
  d.push(0);
  CHECK(!holds(printed(d), "gini"));
  d.push(std::vector<int>{1, 1, 2});
  for (const char* part : {"units", "4", "mean", "0.375", "median"}) CHECK_MESSAGE(holds(printed(d), part), printed(d));
}
