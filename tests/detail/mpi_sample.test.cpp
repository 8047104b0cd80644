// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/mpi_sample.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "reference/mpi_world.hpp"
#include "reference/oracle.hpp"
#include "reference/samples.hpp"

using lorenz::unweighted;
using lorenz::detail::communicator;
using lorenz::detail::mpi_sample;
using mpi_world::spread;

namespace {

oracle::rational value_of(const lorenz::detail::scaled<double>& x) {
  return oracle::times_power_of_two(oracle::exact(x.significand.high) + oracle::exact(x.significand.low), x.exponent);
}

template <class T>
void check_sample(std::vector<T> x) {
  const communicator c(MPI_COMM_WORLD);
  std::vector<T> ascending = x;
  std::sort(ascending.begin(), ascending.end());
  const auto n = static_cast<std::uint64_t>(x.size());
  oracle::rational total = 0, ranked = 0;
  for (std::uint64_t i = 0; i < n; ++i) {
    total = total + oracle::exact(ascending[i]);
    ranked = ranked + oracle::exact(ascending[i]) * (oracle::integer(2 * i + 1) - oracle::integer(n));
  }
  const oracle::rational tolerance = oracle::rational(1, oracle::integer(1) << 100);
  for (const spread how : {spread::even, spread::dealt, spread::all_on_last, spread::first_empty, spread::uneven}) {
    CAPTURE(static_cast<int>(how));
    const std::vector<T> mine = mpi_world::part(x, how);
    const mpi_sample<std::vector<T>> s(c, "test", lorenz::detail::domain::real, mine, unweighted{});
    CHECK(s.count() == n);
    CHECK(abs(value_of(s.total()) - total) <= total * tolerance);
    CHECK(abs(value_of(s.rank_sum()) - ranked) <= ranked * tolerance);
    const std::vector<std::uint64_t> ranks{1, n, n / 2 + 1, n / 3 + 1, n / 3 + 1};
    const std::vector<T> found = s.select(ranks);
    for (std::size_t i = 0; i < ranks.size(); ++i) CHECK(found[i] == ascending[ranks[i] - 1]);
    const T at = ascending[n / 2];
    oracle::rational below = 0, above = 0;
    std::uint64_t fewer = 0, more = 0;
    for (const T value : x) {
      if (value < at) below = below + oracle::exact(value), ++fewer;
      if (at < value) above = above + oracle::exact(value), ++more;
    }
    const auto lower = s.sum_beside(at, false);
    const auto upper = s.sum_beside(at, true);
    CHECK(lower.count == fewer);
    CHECK(upper.count == more);
    CHECK(abs(value_of(lower.sum) - below) <= abs(below) * tolerance);
    CHECK(abs(value_of(upper.sum) - above) <= abs(above) * tolerance);
  }
}

}  // namespace

TEST_CASE("mpi_sample: heavy tails with ties and zeros") {
  samples::generator g(2);
  check_sample(samples::draw(
      900, [&] { return g.below(5) == 0 ? 0.0 : std::floor(std::ldexp(1 / (1 - g.uniform()), g.below(9))); }));
}

TEST_CASE("mpi_sample: all in one bucket, which has to be cut") {
  samples::generator g(3);
  check_sample(samples::draw(700, [&] { return 1 + g.uniform() / 200; }));
  check_sample(std::vector<double>(300, 0.1));
}

TEST_CASE("mpi_sample: integers of 64 bits, floats, few units") {
  samples::generator g(4);
  std::vector<std::uint64_t> longs(500);
  for (auto& value : longs) value = g.bits() >> g.below(64);
  longs[7] = UINT64_MAX;
  check_sample(longs);
  std::vector<float> floats(400);
  for (auto& value : floats) value = static_cast<float>(g.uniform());
  check_sample(floats);
  check_sample(std::vector<int>{5});
  check_sample(std::vector<int>{5, 0});
  check_sample(std::vector<double>{5e-324, 1e-310, 0.1, 1e308});
}

TEST_CASE("mpi_sample: values on both sides of zero") {
  samples::generator g(5);
  check_sample(samples::draw(900, [&] {
    const double x = g.below(6) == 0 ? std::floor(4 * g.uniform()) : std::ldexp(g.uniform(), g.below(9));
    return g.below(3) == 0 ? -x : x;
  }));
  std::vector<std::int64_t> longs(400);
  for (auto& value : longs) value = static_cast<std::int64_t>(g.bits() >> 1 >> g.below(60)) - 1000;
  longs[3] = INT64_MIN;
  longs[4] = longs[5] = INT64_MAX;
  check_sample(longs);
}
