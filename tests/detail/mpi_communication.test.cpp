// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/mpi_communication.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "reference/mpi_world.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

using lorenz::detail::communicator;
using lorenz::detail::digest_bucket;
using lorenz::detail::digest_buckets;

TEST_CASE("communicator: sums, sets and one of each rank") {
  const communicator c(MPI_COMM_WORLD);
  const auto n = static_cast<std::uint64_t>(mpi_world::size());
  const auto r = static_cast<std::uint64_t>(mpi_world::rank());
  std::vector<std::uint64_t> sum{r, 1, std::uint64_t(1) << 40};
  c.sum(sum);
  CHECK(sum == std::vector<std::uint64_t>{n * (n - 1) / 2, n, n << 40});
  std::vector<std::int64_t> negative{-1, 5};
  c.sum(negative);
  CHECK(negative[0] == -static_cast<std::int64_t>(n));
  std::vector<std::uint64_t> sets{std::uint64_t(1) << r};
  c.unite(sets);
  CHECK(sets[0] == (std::uint64_t(1) << n) - 1);
  const std::vector<double> all = c.gather(0.5 + static_cast<double>(r));
  REQUIRE(all.size() == n);
  for (std::size_t i = 0; i < n; ++i) CHECK(all[i] == 0.5 + static_cast<double>(i));
}

TEST_CASE("communicator: sums of buckets carry into the upper half") {
  const communicator c(MPI_COMM_WORLD);
  std::vector<digest_bucket> buckets(3);
  buckets[1].add(2, lorenz::detail::uint128(~std::uint64_t(0)) * 2);
  c.sum(buckets);
  const auto n = static_cast<std::uint64_t>(mpi_world::size());
  CHECK(buckets[0].count == 0);
  CHECK(buckets[1].count == 2 * n);
  CHECK(buckets[1].sum() == lorenz::detail::uint128(~std::uint64_t(0)) * (2 * n));
}

TEST_CASE("communicator: an exchange keeps the order of ranks and elements") {
  const communicator c(MPI_COMM_WORLD);
  const int n = mpi_world::size();
  const int r = mpi_world::rank();
  // Rank r sends q + r elements to rank q, each naming both.
  std::vector<int> elements;
  std::vector<std::size_t> ends;
  for (int q = 0; q < n; ++q) {
    for (int i = 0; i < q + r; ++i) elements.push_back(100 * r + q);
    ends.push_back(elements.size());
  }
  std::vector<int> expected;
  for (int from = 0; from < n; ++from)
    for (int i = 0; i < r + from; ++i) expected.push_back(100 * from + r);
  CHECK(c.exchange(elements, ends) == expected);
}

TEST_CASE("communicator: an error of one rank is one of all, and the first rank's") {
  const communicator c(MPI_COMM_WORLD);
  c.agree([] {});
  const int last = mpi_world::size() - 1;
  const auto on_last = [&](auto error) {
    return [&c, last, error] {
      c.agree([&] {
        if (mpi_world::rank() == last) throw error;
      });
    };
  };
  const std::string place = "on rank " + std::to_string(last);
  rules::throws<std::invalid_argument>("", on_last(std::invalid_argument("lorenz::f: bad")), {"bad", place.c_str()});
  rules::throws<std::domain_error>("", on_last(std::domain_error("lorenz::f: none")), {"none", place.c_str()});
  rules::throws<std::invalid_argument>(
      "f",
      [&] { c.agree([] { throw std::invalid_argument("lorenz::f: rank " + std::to_string(mpi_world::rank())); }); },
      {"rank 0 on rank 0"});
}

TEST_CASE("communicator: merged buckets are those of all units, on every rank") {
  const communicator c(MPI_COMM_WORLD);
  samples::generator g(3);
  const std::vector<double> x =
      samples::draw(3000, [&] { return g.below(9) == 0 ? 0 : std::ldexp(g.uniform(), g.below(300) - 150); });
  for (const unsigned bits : {0u, 7u, 10u})
    for (const auto how : {mpi_world::spread::even, mpi_world::spread::dealt, mpi_world::spread::all_on_last}) {
      digest_buckets whole(bits), mine(bits);
      whole.add("push", x.data(), x.size());
      const std::vector<double> part = mpi_world::part(x, how);
      mine.add("push", part.data(), part.size());
      CHECK(merge(c, "merge", mine) == whole);
    }
  CHECK(merge(c, "merge", digest_buckets(7)) == digest_buckets(7));
  digest_buckets full(7);
  full.add("push", lorenz::detail::on_grid(1.0), digest_buckets::most_units);
  if (mpi_world::size() > 1) {
    rules::throws<std::invalid_argument>("merge", [&] { merge(c, "merge", full); }, {"2^62"});
    const digest_buckets other(mpi_world::rank() == 0 ? 5 : 6);
    rules::throws<std::invalid_argument>("merge", [&] { merge(c, "merge", other); }, {"precision"});
  }
}
