// SPDX-License-Identifier: BSL-1.0
#include <lorenz/lorenz.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "../benchmarks/memory.hpp"

TEST_CASE("lorenz: one include reaches the parts") {
  using namespace lorenz;
  const std::vector<int> x{0, 0, 0, 1};
  const std::vector<double> one{1}, two{2};
  CHECK(mean(x) == 0.25);
  CHECK(gini(x) == 0.75);
  CHECK(curve(x).hoover() == 0.75);
  CHECK(top_share(x, units{1}) == 1);
  CHECK(herfindahl(x) == 1);
  CHECK(theil(std::vector<int>{1, 1}) == 0);
  CHECK(median(x) == 0);
  CHECK(ecdf(x)(0) == 0.75);
  CHECK(cagr(1, 4, 2) == 1);
  CHECK(shift_share(one, two, one, two).residual() == 0);
  CHECK(mean_change(one, one, one, two).change == 1);
  CHECK(describe(distribution(x)).gini == 0.75);
}

// Each build of the tests, GCC -Og and Clang -O0 among them, has to meet these numbers. That they are right is what the
// other tests are for. Where a compiler contracts a * b + c (-march=native without -ffp-contract=off), the last bits of
// the entropies may differ.
TEST_CASE("same bits from every compiler, in any order") {
  using namespace lorenz;
  std::vector<double> x, weights;
  std::vector<std::uint64_t> counts;
  std::uint64_t state = 1;
  for (int i = 0; i < 3000; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    x.push_back(std::ldexp(static_cast<double>(state >> 11), static_cast<int>(state >> 60) - 60));
    counts.push_back(1 + (state >> 40) % 5);
    weights.push_back(static_cast<double>(1 + (state >> 20) % 1000) / 7);
  }
  for (int turn = 0; turn < 3; ++turn) {
    CAPTURE(turn);
    CHECK(mean(x) == 0x1.de74aa350085fp+4);
    CHECK(mean(x, sampling(weights)) == 0x1.dae782f0afc9ep+4);
    CHECK(gini(x) == 0x1.a7c2c1c0b49b6p-1);
    CHECK(gini(x, frequency(counts)) == 0x1.a71e1eb352c0bp-1);
    CHECK(gini(x, sampling(weights)) == 0x1.a6eac30b0ed76p-1);
    CHECK(curve(x)(0.3) == 0x1.d898951eb02ffp-14);
    CHECK(top_share(x, fraction{0.01}) == 0x1.5cf08348899fp-4);
    CHECK(top_share(x, units{7}) == 0x1.46df885dc914p-6);
    CHECK(herfindahl(x) == 0x1.f3090d597455bp-10);
    CHECK(hoover(x) == 0x1.6cc7cde2fa5p-1);
    CHECK(hoover(x, sampling(weights)) == 0x1.6b685c3df9ddcp-1);
    CHECK(quantile(x, 0.29) == 0x1.2de90edd81749p-5);
    CHECK(quantile(x, sampling(weights), 0.29) == 0x1.298808863f002p-5);
    CHECK(median(x, frequency(counts)) == 0x1.0351cf29ceea3p+0);
    CHECK(theil(x) == 0x1.78d3724b03986p+0);
    CHECK(theil(x, sampling(weights)) == 0x1.76272361debcfp+0);
    CHECK(mean_log_deviation(x, frequency(counts)) == 0x1.01072eea29ff2p+2);
    CHECK(generalized_entropy(x, 2) == 0x1.2d81214704b4cp+1);
    CHECK(zenga(x) == 0x1.f89f61dc31cdp-1);
    CHECK(bonferroni(x) == 0x1.cf90a06cf2334p-1);
    CHECK(wolfson(x) == 0x1.3df58de55b5f2p+2);
    std::rotate(x.begin(), x.begin() + 997, x.end());
    std::rotate(counts.begin(), counts.begin() + 997, counts.end());
    std::rotate(weights.begin(), weights.begin() + 997, weights.end());
  }
}

TEST_CASE("what a call on a small sample takes from the heap") {
  using namespace lorenz;
  std::vector<double> x;
  for (int i = 0; i < 1000; ++i) {
    x.push_back(std::ldexp(1 + (i * 7919) % 1009, (i * 31) % 40));
    CAPTURE(x.size());
    const int copies = x.size() <= 64 ? 0 : 1;
    CHECK(bench::memory_of([&] { return mean(x); }).allocations == 0);
    CHECK(bench::memory_of([&] { return herfindahl(x); }).allocations == 0);
    CHECK(bench::memory_of([&] { return theil(x); }).allocations == 0);
    CHECK(bench::memory_of([&] { return atkinson(x, 1); }).allocations == 0);
    CHECK(bench::memory_of([&] { return gini(x); }).allocations <= copies);
    CHECK(bench::memory_of([&] { return median(x); }).allocations <= copies);
    CHECK(bench::memory_of([&] { return top_share(x, fraction{0.1}); }).allocations <= copies);
    CHECK(bench::memory_of([&] { return top_count(x, share{0.5}); }).allocations <= copies);
    CHECK(bench::memory_of([&] { return describe(x).deciles; }).allocations <= copies + 1);
  }
}
