// SPDX-License-Identifier: BSL-1.0
// The same data in other orders, in parts, in runs and by any number of threads: the same bits.
#include <lorenz/lorenz.hpp>
#include <lorenz/parallel.hpp>

#include <doctest/doctest.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <random>
#include <stdexcept>
#include <vector>

using namespace lorenz;

namespace {

/// What the library says about a sample, as bits.
template <class X, class... W>
std::vector<std::uint64_t> bits(const X& x, const W&... w) {
  std::vector<double> values{mean(x, w...),
                             gini(x, w...),
                             median(x, w...),
                             top_share(x, w..., units{20}),
                             top_share(x, w..., fraction{0.013}),
                             bottom_share(x, w..., fraction{0.7}),
                             herfindahl(x, w...),
                             theil(x, w...),
                             atkinson(x, w..., 0.5),
                             hoover(x, w...),
                             static_cast<double>(top_count(x, w..., share{0.6}))};
  for (const double q : quantiles(x, w..., {0.9, 0.01, 0.29, 1.0, 0.0})) values.push_back(q);
  std::vector<std::uint64_t> result(values.size());
  std::memcpy(result.data(), values.data(), values.size() * sizeof(double));
  return result;
}

template <class T>
std::vector<std::vector<T>> samples(std::size_t n) {
  std::mt19937_64 engine(21);
  std::lognormal_distribution<double> heavy(3, 2.8);
  std::vector<std::vector<T>> all(4, std::vector<T>(n));
  for (std::size_t i = 0; i < n; ++i) {
    all[0][i] = static_cast<T>(std::min(heavy(engine), 4e9));
    all[1][i] = static_cast<T>(std::min(std::floor(heavy(engine) / 10), 4e9));
    all[2][i] = static_cast<T>(1e9 + static_cast<double>(engine() >> 11) * 0x1p-53);
    all[3][i] = static_cast<T>(engine() % 4);
  }
  return all;
}

}  // namespace

TEST_CASE_TEMPLATE("order, runs, threads, ties and weights do not show", T, double, std::int64_t, std::uint32_t) {
  std::mt19937_64 engine(22);
  for (const std::size_t n : {1000u, 70001u})
    for (std::vector<T> x : samples<T>(n)) {
      const auto expected = bits(x);
      for (const unsigned threads : {1u, 2u, 3u, 7u}) {
        CAPTURE(threads);
        CHECK(bits(parallel(x, threads)) == expected);
      }
      CHECK(bits(distribution(parallel(x, 3))) == expected);
      std::map<T, std::uint64_t> tally;
      for (const T value : x) ++tally[value];
      std::vector<T> distinct;
      std::vector<std::uint64_t> counts;
      for (const auto& row : tally) distinct.push_back(row.first), counts.push_back(row.second);
      CHECK(bits(distinct, frequency(counts)) == expected);
      std::shuffle(x.begin(), x.end(), engine);
      CHECK(bits(x) == expected);
      std::sort(x.begin(), x.end());
      CHECK(bits(x) == expected);
      CHECK(bits(sorted(x)) == expected);
      std::reverse(x.begin(), x.end());
      CHECK(bits(x) == expected);
      CHECK(bits(parallel(x, 2)) == expected);
    }
}

TEST_CASE("errors arrive from every part") {
  std::vector<double> x = samples<double>(70001)[0];
  for (const std::size_t i : {std::size_t(1), x.size() / 2, x.size() - 2}) {
    const double kept = x[i];
    x[i] = std::numeric_limits<double>::quiet_NaN();
    const std::string message = "lorenz::gini: x[" + std::to_string(i) + "] is NaN";
    CHECK_THROWS_WITH_AS(gini(parallel(x, 2)), message.c_str(), std::invalid_argument);
    x[i] = kept;
  }
  CHECK_THROWS_AS(gini(parallel(std::vector<double>(70000), 2)), std::domain_error);
}

TEST_CASE("a team works on after a failure") {
  const detail::thread_team three(3);
  for (int round = 0; round < 100; ++round) {
    std::vector<int> done(3);
    const auto work = [&] {
      detail::in_parts(&three, 3, [&](std::size_t part, std::size_t, std::size_t) {
        done[part] = 1;
        if (round % 2 == 1 && part != 1) throw std::runtime_error(std::to_string(part));
      });
    };
    if (round % 2 == 1)
      CHECK_THROWS_WITH_AS(work(), "0", std::runtime_error);
    else
      CHECK_NOTHROW(work());
    CHECK(done == std::vector<int>{1, 1, 1});
  }
}

TEST_CASE("threads are counted, temporaries owned, lvalues referred to") {
  CHECK(parallel(std::vector<double>{1, 2}).threads() >= 1);
  CHECK(parallel(std::vector<double>{1, 2}, 5).threads() == 5);
  std::vector<double> x{0, 1};
  const auto shared = parallel(x, 2);
  x[0] = 1;
  CHECK(gini(shared) == 0);
}
