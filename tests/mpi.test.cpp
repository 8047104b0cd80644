// SPDX-License-Identifier: BSL-1.0
#include <lorenz/mpi.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <lorenz/curve.hpp>
#include <lorenz/mean.hpp>
#include <lorenz/shares.hpp>

#include "reference/mpi_world.hpp"
#include "reference/rules.hpp"
#include "reference/samples.hpp"

namespace mpi = lorenz::mpi;
using lorenz::fraction;
using lorenz::frequency;
using lorenz::gini_estimator;
using lorenz::gini_options;
using lorenz::units;
using mpi_world::spread;

namespace {

const MPI_Comm world = MPI_COMM_WORLD;
const std::vector<spread> spreads{spread::even, spread::dealt, spread::all_on_last, spread::first_empty,
                                  spread::uneven};

// The same bits as one process gives.
template <class T>
void check_same(const std::vector<T>& x) {
  const double whole = lorenz::gini(x);
  const std::vector<double> ps{0.5, 0.0, 0.29, 1.0, 0.999};
  const std::vector<double> quantiles = lorenz::quantiles(x, ps);
  const lorenz::quantile_options other{lorenz::quantile_definition::hyndman_fan_2};
  const double averaged = lorenz::quantile(x, 0.3, other);
  for (const spread how : spreads) {
    CAPTURE(static_cast<int>(how));
    const std::vector<T> mine = mpi_world::part(x, how);
    CHECK(mpi::gini(world, mine) == whole);
    if (x.size() > 1)
      CHECK(mpi::gini(world, mine, gini_options{gini_estimator::sample}) ==
            lorenz::gini(x, gini_options{gini_estimator::sample}));
    CHECK(mpi::quantiles(world, mine, ps) == quantiles);
    CHECK(mpi::quantile(world, mine, 0.3, other) == averaged);
    if (how != spread::even && how != spread::first_empty) continue;
    for (const double p : {0.1, 0.37})
      for (int definition = 0; definition <= static_cast<int>(lorenz::quantile_definition::hmisc); ++definition) {
        const lorenz::quantile_options as{static_cast<lorenz::quantile_definition>(definition)};
        CHECK(mpi::quantile(world, mine, p, as) == lorenz::quantile(x, p, as));
      }
    for (const double q : {0.0, 0.013, 0.5, 1.0})
      CHECK(mpi::curve(world, mine, q) == lorenz::basic_curve<double>(x)(q));
    if (*std::min_element(x.begin(), x.end()) < 0) continue;
    for (const int k : {0, 1, 5, 200}) CHECK(mpi::top_share(world, mine, units{k}) == lorenz::top_share(x, units{k}));
    for (const double q : {0.0, 0.013, 0.5, 1.0})
      CHECK(mpi::top_share(world, mine, fraction{q}) == lorenz::top_share(x, fraction{q}));
  }
}

// A sample that is read into a copy, as strided ones of Eigen are.
struct copied {
  std::vector<double> x;
};

}  // namespace

template <>
struct lorenz::detail::sample_access<copied> {
  using value_type = double;
  static std::vector<double> read(const copied& sample) { return sample.x; }
};

TEST_CASE("mpi: the bits of one process, for any number of ranks and any spread") {
  samples::generator g(1);
  check_same(
      samples::draw(3000, [&] { return g.below(4) == 0 ? 0.0 : std::ldexp(1 / (1 - g.uniform()), g.below(20)); }));
  check_same(samples::draw(500, [&] { return 1e9 + g.uniform(); }));
  std::vector<std::int64_t> counts(2000);
  for (auto& value : counts) value = g.below(10) < 4 ? 0 : static_cast<std::int64_t>(g.bits() >> (1 + g.below(63)));
  check_same(counts);
  check_same(std::vector<double>(100, 0.1));
  check_same(std::vector<int>{3});
  for (const auto& data : samples::hostile(40, 9)) {
    CAPTURE(data.name);
    const std::vector<double> mine = mpi_world::part(data.x, spread::dealt);
    CHECK(mpi::gini(world, mine) == lorenz::gini(data.x));
    CHECK(mpi::quantile(world, mine, 0.77) == lorenz::quantile(data.x, 0.77));
    CHECK(mpi::top_share(world, mine, units{7}) == lorenz::top_share(data.x, units{7}));
  }
}

TEST_CASE("mpi: negative values where one process takes them") {
  samples::generator g(4);
  const auto either = [&](double x) { return g.below(3) == 0 ? -x : x; };
  check_same(samples::draw(2000, [&] { return either(std::ldexp(1 / (1 - g.uniform()), g.below(20))) + 0x1p20; }));
  check_same(samples::draw(800, [&] { return std::floor(9 * g.uniform()) - 3; }));
  check_same(std::vector<double>{-1e308, 1e308, 1e308, 0, -5e-324, 5e-324, -1e-310});
  check_same(std::vector<int>{-2147483647 - 1, 2147483647, 2147483647, -7});
  check_same(std::vector<std::int64_t>{INT64_MIN, INT64_MAX, INT64_MAX, -1, 0, INT64_MIN + 1, INT64_MAX - 1, 5});
  std::vector<std::int64_t> longs(500);
  for (auto& value : longs) value = static_cast<std::int64_t>(g.bits()) >> g.below(64);
  if (*std::max_element(longs.begin(), longs.end()) > 0) longs.push_back(INT64_MAX);
  const double total = lorenz::mean(longs);
  if (total < 0)
    for (auto& value : longs) value = -(value + 1);
  check_same(longs);
  std::vector<float> floats(600);
  for (auto& value : floats) value = static_cast<float>(either(g.uniform()) + 0.25);
  check_same(floats);
  std::vector<std::uint32_t> unsigned_ones(600);
  for (auto& value : unsigned_ones) value = static_cast<std::uint32_t>(g.bits() >> (32 + g.below(32)));
  check_same(unsigned_ones);

  // A negative value of weight zero is not there.
  const std::vector<double> x{-5, 1, 2, 4};
  const std::vector<int> w{0, 3, 1, 2};
  const std::vector<double> mine = mpi_world::part(x, spread::dealt);
  const std::vector<int> weights = mpi_world::part(w, spread::dealt);
  CHECK(mpi::top_share(world, mine, frequency(weights), units{2}) == lorenz::top_share(x, frequency(w), units{2}));
  const std::vector<int> present{2, 3, 1, 2}, of_mine = mpi_world::part(present, spread::dealt);
  CHECK(mpi::quantile(world, mine, frequency(of_mine), 0.2) == lorenz::quantile(x, frequency(present), 0.2));
  CHECK(mpi::curve(world, mine, frequency(of_mine), 0.9) == lorenz::curve(x, frequency(present))(0.9));
  rules::throws<std::invalid_argument>("mpi::top_share",
                                       [&] { mpi::top_share(world, mine, frequency(of_mine), units{1}); },
                                       {"x[0] is -5", "negative", "rank 0"});
  const std::vector<double> none_left{-3, 1};
  rules::throws<std::domain_error>("mpi::gini", [&] { mpi::gini(world, none_left); }, {"the total is not positive"});
  rules::throws<std::domain_error>("mpi::curve", [&] { mpi::curve(world, none_left, 0.5); }, {"not positive"});
}

TEST_CASE("mpi: probabilities and samples of other types") {
  samples::generator g(5);
  const std::vector<double> x = samples::draw(100, [&] { return g.uniform(); });
  const copied mine{mpi_world::part(x, spread::dealt)};
  CHECK(mpi::gini(world, mine) == lorenz::gini(x));
  CHECK(mpi::quantile(world, mine, 0.29f) == lorenz::quantile(x, 0.29f));
  CHECK(mpi::quantile(world, mine, 1) == lorenz::quantile(x, 1));
  CHECK(mpi::quantiles(world, mine, std::vector<float>{0.29f, 0.7f}) ==
        lorenz::quantiles(x, std::vector<float>{0.29f, 0.7f}));
  CHECK(mpi::top_share(world, mine, units{3}) == lorenz::top_share(x, units{3}));
  CHECK(mpi::curve(world, mine, 0.3) == lorenz::curve(x)(0.3));
  std::vector<double> ascending = x;
  std::sort(ascending.begin(), ascending.end());
  const std::vector<double> part = mpi_world::part(ascending, spread::even);
  CHECK(mpi::gini(world, lorenz::sorted(part)) == lorenz::gini(x));
}

TEST_CASE("mpi: frequencies equal the expanded sample") {
  samples::generator g(2);
  std::vector<int> x(400), w(400);
  for (auto& value : x) value = g.below(3000);
  for (auto& value : w) value = g.below(4) == 0 ? 0 : g.below(1000);
  for (const spread how : spreads) {
    const std::vector<int> mine = mpi_world::part(x, how), weights = mpi_world::part(w, how);
    const auto whole = frequency(w);
    const auto part = frequency(weights);
    CHECK(mpi::gini(world, mine, part) == lorenz::gini(x, whole));
    CHECK(mpi::quantile(world, mine, part, 0.4) == lorenz::quantile(x, whole, 0.4));
    CHECK(mpi::quantiles(world, mine, part, {0.1, 0.9}) == lorenz::quantiles(x, whole, {0.1, 0.9}));
    CHECK(mpi::top_share(world, mine, part, units{777}) == lorenz::top_share(x, whole, units{777}));
    CHECK(mpi::top_share(world, mine, part, fraction{0.1}) == lorenz::top_share(x, whole, fraction{0.1}));
    CHECK(mpi::curve(world, mine, part, 0.6) == lorenz::curve(x, whole)(0.6));
  }
}

TEST_CASE("mpi: a merged digest has the bytes of the whole") {
  samples::generator g(3);
  const std::vector<double> x = samples::draw(5000, [&] { return std::ldexp(g.uniform(), g.below(30)); });
  lorenz::digest whole(9), mine(9);
  whole.push(x);
  mine.push(mpi_world::part(x, spread::uneven));
  CHECK(mpi::merge(world, mine).serialize() == whole.serialize());
  const lorenz::digest other(mpi_world::rank() == 0 ? 7 : 8);
  if (mpi_world::size() > 1)
    rules::throws<std::invalid_argument>("mpi::merge", [&] { mpi::merge(world, other); }, {"precision"});
}

TEST_CASE("mpi: an error on one rank is the same error on every rank") {
  const int last = mpi_world::size() - 1;
  const std::string place = "on rank " + std::to_string(last);
  std::vector<double> x{1, 2, 3, 4};
  if (mpi_world::rank() == last) x[2] = rules::nan;
  const auto everywhere = [&](const char* function, const std::function<void()>& call) {
    rules::throws<std::invalid_argument>(function, call, {"x[2] is NaN", place.c_str()});
  };
  everywhere("mpi::gini", [&] { mpi::gini(world, x); });
  everywhere("mpi::quantile", [&] { mpi::quantile(world, x, 0.5); });
  everywhere("mpi::quantiles", [&] { mpi::quantiles(world, x, {0.5}); });
  everywhere("mpi::top_share", [&] { mpi::top_share(world, x, units{1}); });
  everywhere("mpi::curve", [&] { mpi::curve(world, x, 0.5); });
  if (mpi_world::rank() == last) x[2] = -3;
  rules::throws<std::invalid_argument>("mpi::top_share", [&] { mpi::top_share(world, x, units{2}); },
                                       {"x[2] is -3", "negative", place.c_str()});
  x[2] = 3;
  const std::vector<int> w(mpi_world::rank() == last ? 3 : 4, 1);
  rules::throws<std::invalid_argument>("mpi::gini", [&] { mpi::gini(world, x, frequency(w)); },
                                       {"size 3", place.c_str()});
  rules::throws<std::invalid_argument>("mpi::quantile", [&] { mpi::quantile(world, x, 1.5); }, {"p is 1.5"});
  rules::throws<std::invalid_argument>("mpi::quantiles",
                                       [&] {
                                         mpi::quantiles(world, x, {0.5, 1.5});
                                       },
                                       {"ps[1] is 1.5"});
  rules::throws<std::invalid_argument>("mpi::curve", [&] { mpi::curve(world, x, -1); });
  const std::vector<double> none, zeros{0, 0};
  rules::throws<std::domain_error>("mpi::gini", [&] { mpi::gini(world, none); }, {"no unit left"});
  rules::throws<std::domain_error>("mpi::gini", [&] { mpi::gini(world, zeros); }, {"total"});
  rules::throws<std::domain_error>("mpi::top_share", [&] { mpi::top_share(world, zeros, units{1}); },
                                   {"total is zero"});
  const std::vector<double> one(mpi_world::rank() == 0 ? 1 : 0, 5.0);
  rules::throws<std::domain_error>("mpi::gini", [&] { mpi::gini(world, one, gini_options{gini_estimator::sample}); });
  CHECK(mpi::gini(world, one) == 0);
}
