// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/select.hpp>

#include <doctest/doctest.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

using namespace lorenz::detail;

namespace {

/// Samples of n values in shapes that spread, tie, crowd and alternate.
template <class T>
std::vector<std::vector<T>> shapes(std::size_t n) {
  std::mt19937_64 engine(8);
  std::lognormal_distribution<double> heavy(3, 2.8);
  std::vector<std::vector<T>> all(6, std::vector<T>(n));
  const auto fitting = [](double x) { return static_cast<T>(std::is_integral_v<T> ? std::fmod(x, 0x1p31) : x); };
  for (std::size_t i = 0; i < n; ++i) {
    all[0][i] = fitting(heavy(engine));
    all[1][i] = static_cast<T>(engine() % 3);
    all[2][i] = T(7);
    all[3][i] = static_cast<T>(i % 2 == 0 ? i : n - i);
    all[4][i] = static_cast<T>(1e9 + static_cast<double>(engine() % 1000) / 1024);
    all[5][i] = fitting(i % 5 == 0 ? 1e15 * std::exp(static_cast<double>(engine() % 8))
                                   : 1e3 + 1e-9 * static_cast<double>(i % 977));
  }
  return all;
}

}  // namespace

TEST_CASE_TEMPLATE("selected values are those of the sorted sample", T, double, float, std::int64_t, std::uint32_t,
                   long double) {
  for (const std::size_t n : {1u, 2u, 100u, 4096u, 30000u})
    for (const std::vector<T>& x : shapes<T>(n)) {
      std::vector<T> sorted = x;
      std::sort(sorted.begin(), sorted.end());
      for (const std::size_t step : {n, n / 2 + 1, n / 50 + 1}) {
        std::vector<std::size_t> ranks;
        for (std::size_t r = (n - 1) % step; r < n; r += step) ranks.push_back(r);
        std::vector<T> values(ranks.size());
        select(x.data(), n, extremes_of(x.data(), n), ranks.data(), ranks.size(), values.data());
        for (std::size_t j = 0; j < ranks.size(); ++j) REQUIRE(values[j] == sorted[ranks[j]]);
      }
    }
}

TEST_CASE_TEMPLATE("sums of both ends, and what comes next", T, double, std::int64_t, std::uint32_t, long double) {
  for (const std::size_t n : {1u, 2u, 3u, 100u, 4096u, 30000u})
    for (const std::vector<T>& x : shapes<T>(n)) {
      std::vector<T> sorted = x;
      std::sort(sorted.begin(), sorted.end());
      for (const std::size_t k : {std::size_t(0), std::size_t(1), n / 100, n / 3, n / 2}) {
        if (n / 2 < k) continue;
        for (const bool from_top : {false, true}) {
          const end_units<T> end = units_at_end(x.data(), n, extremes_of(x.data(), n), from_top, k);
          exact_sum<T> expected;
          expected.add(from_top ? sorted.data() + n - k : sorted.data(), k);
          expected.subtract(end.sum);
          CHECK(expected.value().rounded() == 0);
          CHECK(end.next == sorted[from_top ? n - k - 1 : k]);
        }
      }
    }
}

TEST_CASE("a histogram sums from a bucket on") {
  const auto x = shapes<double>(50000)[0];
  const histogram<double> parts(x.data(), x.size(), extremes_of(x.data(), x.size()));
  for (const std::size_t first : {std::size_t(0), parts.size() / 2, parts.size() - 1, parts.size()}) {
    exact_sum<double> expected;
    for (const double value : x)
      if (parts.bucket(value) >= first) expected.add(value);
    expected.subtract(parts.sum_from(first));
    CHECK(expected.value().rounded() == 0);
  }
}
