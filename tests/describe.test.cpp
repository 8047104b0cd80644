// SPDX-License-Identifier: BSL-1.0
#include <lorenz/describe.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <lorenz/gini.hpp>
#include <lorenz/market.hpp>
#include <lorenz/mean.hpp>
#include <lorenz/quantile.hpp>
#include <lorenz/shares.hpp>

#include "reference/rules.hpp"
#include "reference/samples.hpp"

using lorenz::describe;
using lorenz::frequency;
using lorenz::sampling;

namespace {

const auto described_gini = [](const auto&... sample) { return describe(sample...).gini; };

}  // namespace

TEST_CASE("describe: each field is what its own function gives") {
  samples::generator g(3);
  const auto x = samples::draw(500, [&] { return g.below(1000) / (1.01 - g.uniform()); });
  const auto s = describe(x);
  CHECK(s.n == 500);
  CHECK(s.mean == lorenz::mean(x));
  CHECK(s.median == lorenz::median(x));
  CHECK(s.min == lorenz::quantile(x, 0));
  CHECK(s.max == lorenz::quantile(x, 1));
  CHECK(s.gini == lorenz::gini(x));
  CHECK(s.total == doctest::Approx(lorenz::mean(x) * 500).epsilon(1e-15));
  const lorenz::summary& named = s;
  CHECK(named.text() == s.text());
}

TEST_CASE("describe: frequencies count units, sampling weights weigh") {
  const std::vector<double> x{2, 1, 9, 4};
  const auto counted = describe(x, frequency(std::vector<int>{3, 1, 0, 2}));
  const auto expanded = describe(std::vector<double>{2, 2, 2, 1, 4, 4});
  CHECK(counted.n == 6);
  CHECK(counted.total == 15);
  CHECK(counted.mean == expanded.mean);
  CHECK(counted.median == expanded.median);
  CHECK(counted.max == 4);
  CHECK(counted.gini == expanded.gini);
  CHECK(counted.text() == expanded.text());
  const std::vector<double> w{0.5, 1, 0, 0.25};
  const auto surveyed = describe(x, sampling(w));
  CHECK(surveyed.mean == lorenz::mean(x, sampling(w)));
  CHECK(surveyed.median == lorenz::median(x, sampling(w)));
  CHECK(surveyed.gini == lorenz::gini(x, sampling(w)));
  CHECK(surveyed.max == 4);
}

TEST_CASE("describe: integer totals") {
  CHECK(describe(std::vector<std::int64_t>(4, INT64_MAX)).total == 36893488147419103228.0);
  CHECK(describe(std::vector<int>{2147483647, 2147483647}).total == 4294967294.0);
}

TEST_CASE("describe: the text shows the figures") {
  const std::string text = describe(std::vector<int>{1, 2, 3, 4}).text();
  for (const char* part : {"4", "10", "2.5", "0.25", "gini"})
    CHECK_MESSAGE((text.find(part) != std::string::npos ||
                   (std::string(part) == "gini" && text.find("Gini") != std::string::npos)),
                  part, " in\n", text);
}

TEST_CASE("describe: every input") { rules::every_input(described_gini); }
TEST_CASE("describe: every sampling input") { rules::every_sampling_input(described_gini); }
TEST_CASE("describe: errors") {
  rules::input_errors("describe", described_gini);
  rules::sampling_errors("describe", described_gini);
}
