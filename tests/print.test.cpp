// SPDX-License-Identifier: BSL-1.0
#include <lorenz/print.hpp>

#include <iomanip>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

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

TEST_CASE("print: intervals, estimates, points") {
  const std::string interval = printed(lorenz::interval{0.25, 0.5});
  CHECK(holds(interval, "0.25"));
  CHECK(holds(interval, "0.5"));
  const std::string estimate = printed(lorenz::estimate{0.5, 0.125, {0.25, 0.75}, 0.95});
  for (const char* part : {"0.5", "0.125", "0.25", "0.75", "95"}) CHECK(holds(estimate, part));
  const std::string point = printed(lorenz::curve_point{0.75, 0.375});
  CHECK(holds(point, "0.75"));
  CHECK(holds(point, "0.375"));
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
}
