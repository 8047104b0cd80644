// SPDX-License-Identifier: BSL-1.0
// The rules every function of a sample keeps, as checks of a call:
//   const auto gini = [](const auto&... sample) { return lorenz::gini(sample...); };
//   rules::every_input(gini);            the same units give the same bits, however they are written
//   rules::input_errors("gini", gini);   malformed input and undefined samples, with their texts
// and the two more for calls that take sampling weights. What holds of some measures only:
//   rules::lowered_by_transfers(gini);   what a larger unit gives to a smaller one lowers it
//   rules::same_in_any_order_and_scale(gini);  rules::same_of_copies(gini);
#ifndef LORENZ_TESTS_REFERENCE_RULES_HPP
#define LORENZ_TESTS_REFERENCE_RULES_HPP

#include <algorithm>         // reverse
#include <array>             // array
#include <cmath>             // ldexp
#include <cstdint>           // int64_t, uint8_t
#include <exception>         // exception
#include <functional>        // function
#include <initializer_list>  // initializer_list
#include <limits>            // numeric_limits
#include <stdexcept>         // invalid_argument, domain_error
#include <string>            // string
#include <vector>            // vector

#include <doctest/doctest.h>

#include <lorenz/distribution.hpp>  // distribution
#include <lorenz/sample.hpp>        // view, sorted, frequency, sampling

#include "oracle.hpp"   // ulp_distance
#include "samples.hpp"  // generator, draw

namespace rules {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();

// The call throws `Error`, its text begins with "lorenz::<function>: " and holds each of `parts`.
template <class Error>
void throws(const std::string& function, const std::function<void()>& call,
            std::initializer_list<const char*> parts = {}) {
  std::string text;
  try {
    call();
    text = "(nothing thrown)";
  } catch (const Error& error) {
    text = error.what();
  } catch (const std::exception& error) {
    text = std::string("(another type) ") + error.what();
  }
  CAPTURE(text);
  const std::string head = function.empty() ? "lorenz::" : "lorenz::" + function + ": ";
  CHECK_MESSAGE(text.rfind(head, 0) == 0, "expected to begin with ", head);
  for (const std::string part : parts) CHECK_MESSAGE(text.find(part) != std::string::npos, "expected to hold ", part);
}

// Two results are the same, or at most so many ulp apart. One assertion for all of the templates
// below keeps them cheap to compile.
struct same_as {
  double expected;
  void operator()(const char* input, double result, double at_most_ulps = 0) const {
    CAPTURE(result);
    CAPTURE(expected);
    CHECK_MESSAGE(oracle::ulp_distance(result, expected) <= at_most_ulps, input);
  }
};

// The units 1, 1, 3, 4, 5 as every measure must take them.
template <class Measure>
void every_input(const Measure& measure) {
  using lorenz::distribution;
  using lorenz::frequency;
  using lorenz::sorted;
  const std::vector<double> values{3, 1, 4, 1, 5}, ascending{1, 1, 3, 4, 5}, rows{5, 9, 1, 3, 4};
  const std::vector<int> weights{1, 0, 2, 1, 1};
  const same_as same{static_cast<double>(measure(values))};

  std::vector<double> order{5, 4, 3, 1, 1};
  const std::vector<double> before = order;
  same("descending", static_cast<double>(measure(order)));
  CHECK(order == before);
  std::reverse(order.begin(), order.end());
  same("ascending", static_cast<double>(measure(order)));
  same("integers", static_cast<double>(measure(std::vector<int>{3, 1, 4, 1, 5})));
  same("sorted", static_cast<double>(measure(sorted(ascending))));
  const distribution d(values), counted(rows, frequency(weights));
  same("distribution", static_cast<double>(measure(d)));
  same("distribution, asked again", static_cast<double>(measure(d)));
  same("frequency", static_cast<double>(measure(rows, frequency(weights))));
  same("distribution of frequencies", static_cast<double>(measure(counted)));
}

// The same units in every spelling. The shell that reads them is one for all measures.
template <class Measure>
void every_spelling(const Measure& measure) {
  using lorenz::distribution;
  using lorenz::frequency;
  using lorenz::sorted;
  using lorenz::view;
  const std::vector<double> values{3, 1, 4, 1, 5}, ascending{1, 1, 3, 4, 5}, rows{5, 9, 1, 3, 4};
  const same_as same{static_cast<double>(measure(values))};

  const std::array<double, 5> array{3, 1, 4, 1, 5};
  double c_array[] = {3, 1, 4, 1, 5};
  const double padded[] = {9, 3, 1, 4, 1, 5, 9};
  same("std::array", measure(array));
  same("array", measure(c_array));
  same("view of mutable numbers", measure(view(c_array, 5)));
  same("view of constant numbers", measure(view(padded + 1, 5)));

  same("float", measure(std::vector<float>{3, 1, 4, 1, 5}));
  same("int64", measure(std::vector<std::int64_t>{3, 1, 4, 1, 5}));
  same("uint8", measure(std::vector<std::uint8_t>{3, 1, 4, 1, 5}));
  same("long double", static_cast<double>(measure(std::vector<long double>{3, 1, 4, 1, 5})), 1);

  same("sorted array", measure(sorted(std::array<int, 5>{1, 1, 3, 4, 5})));
  same("distribution of sorted", measure(distribution(sorted(ascending))));
  same("distribution of integers", measure(distribution(std::vector<int>{3, 1, 4, 1, 5})));

  const std::vector<int> weights{1, 0, 2, 1, 1};
  same("frequency, double", measure(rows, frequency(std::vector<double>{1, 0, 2, 1, 1})));
  same("frequency, array", measure(rows, frequency(std::array<unsigned, 5>{1, 0, 2, 1, 1})));
  same("frequency, view", measure(std::vector<int>{5, 9, 1, 3, 4}, frequency(view(weights.data(), weights.size()))));
  const std::vector<double> rising{1, 3, 4, 5, 9};
  const std::vector<int> beside{2, 1, 1, 1, 0};
  same("frequency, sorted", measure(sorted(rising), frequency(beside)));
  same("distribution of sorted frequencies", measure(distribution(sorted(rising), frequency(beside))));
}

// Sampling weights: only their relative size matters, zero means not there, the order of the rows
// moves the last bits at most.
template <class Measure>
void every_sampling_input(const Measure& measure) {
  using lorenz::distribution;
  using lorenz::sampling;
  using lorenz::sorted;
  const auto weighted = [&](const std::vector<double>& x, const std::vector<double>& w) {
    return static_cast<double>(measure(x, sampling(w)));
  };
  const std::vector<double> rows{5, 9, 1, 3, 4}, weights{0.3, 0, 2.2, 0.7, 1.1};
  const auto times = [&](double factor) {
    std::vector<double> scaled = weights;
    for (auto& w : scaled) w *= factor;
    return scaled;
  };
  const same_as same{weighted(rows, weights)};

  for (const int power : {-40, -1, 1, 30}) same("a power of two", weighted(rows, times(std::ldexp(1.0, power))));
  for (const double factor : {1e-7, 1e7}) same("another scale, to 1e-14", weighted(rows, times(factor)), 45);
  same("rows permuted", weighted({4, 3, 9, 1, 5}, {1.1, 0.7, 0, 2.2, 0.3}), 2);
  same("a row split in two", weighted({1, 5, 3, 4, 1}, {1.1, 0.3, 0.7, 1.1, 1.1}), 2);
  same("zero weight dropped", weighted({1, 3, 4, 5}, {2.2, 0.7, 1.1, 0.3}), 2);
  const std::vector<double> ascending{1, 3, 4, 5, 9}, beside{2.2, 0.7, 1.1, 0.3, 0};
  same("sorted", static_cast<double>(measure(sorted(ascending), sampling(beside))), 2);
  const distribution d(rows, sampling(weights));
  same("distribution", static_cast<double>(measure(d)));

  const std::vector<double> values{3, 1, 4, 1, 5};
  const same_as plain{static_cast<double>(measure(values))};
  for (const double w : {1.0, 0.1, 1e-300, 3e7})
    plain("equal weights, as unweighted", weighted(values, std::vector<double>(5, w)), 2);
}

// A measure behind one type for each kind of sample, so that the checks below compile once.
using numbers = std::vector<double>;
struct kinds {
  std::function<void(const numbers&)> plain, ascending, distributed;
  std::function<void(const numbers&, const numbers&)> weighted;
};

inline void malformed_weights(const std::string& function, const kinds& call) {
  using invalid = std::invalid_argument;
  const auto weighted = [&](const numbers& x, const numbers& w) { return [&call, x, w] { call.weighted(x, w); }; };
  const numbers x{3, 1, 4, 1, 5};
  throws<invalid>(function, weighted(x, {1, 1, 1, 1}), {"5", "4"});
  throws<invalid>(function, weighted(x, {1, 1, -2, 1, 1}), {"[2]", "-2"});
  throws<invalid>(function, weighted(x, {1, 1, 1, nan, 1}), {"[3]", "NaN"});
  throws<invalid>(function, weighted(x, {1, infinity, 1, 1, 1}), {"[1]", "inf"});
  throws<invalid>(function, weighted({3, nan, 4}, {1, 0, 2}), {"x[1]", "NaN"});
  throws<invalid>(function, weighted({3, 4, infinity}, {1, 1, 0}), {"x[2]", "inf"});
  throws<std::domain_error>(function, weighted({}, {}));
  throws<std::domain_error>(function, weighted(x, {0, 0, 0, 0, 0}));
}

inline void malformed_values(const std::string& function, const kinds& call) {
  using invalid = std::invalid_argument;
  const auto plain = [&](const numbers& x) { return [&call, x] { call.plain(x); }; };
  const auto ascending = [&](const numbers& x) { return [&call, x] { call.ascending(x); }; };
  numbers x(40, 1.0);
  x[17] = nan;
  throws<invalid>(function, plain(x), {"x[17]", "NaN"});
  x[17] = infinity;
  throws<invalid>(function, plain(x), {"x[17]", "inf"});
  x[17] = 1;
  x[39] = -infinity;
  throws<invalid>(function, plain(x), {"x[39]", "-inf"});
  throws<invalid>("", ascending({1, nan, 3}), {"[1]", "NaN"});
  throws<invalid>("", ascending({1, 2, infinity}), {"[2]", "inf"});
  throws<invalid>("", ascending({1, 2, 5, 3, 9}), {"[3]", "3"});
  throws<invalid>("", ascending({2, 1}), {"[1]", "1"});
  throws<std::domain_error>(function, plain({}));
  throws<std::domain_error>("", ascending({}));
  throws<std::domain_error>("", [&] { call.distributed({}); });
}

// Malformed input, and samples on which nothing is defined.
template <class Measure>
void input_errors(const std::string& function, const Measure& measure) {
  kinds call;
  call.plain = [&](const numbers& x) { (void)measure(x); };
  call.ascending = [&](const numbers& x) { (void)measure(lorenz::sorted(x)); };
  call.distributed = [&](const numbers& x) { (void)measure(lorenz::distribution(x)); };
  call.weighted = [&](const numbers& x, const numbers& w) { (void)measure(x, lorenz::frequency(w)); };
  malformed_values(function, call);
  malformed_weights(function, call);
  throws<std::invalid_argument>(function, [&] { call.weighted({3, 1}, {1, 1.5}); }, {"[1]", "1.5"});
}

template <class Measure>
void sampling_errors(const std::string& function, const Measure& measure) {
  kinds call;
  call.weighted = [&](const numbers& x, const numbers& w) { (void)measure(x, lorenz::sampling(w)); };
  malformed_weights(function, call);
}

// A measure of units refuses a distribution with sampling weights.
template <class Measure>
void units_only(const std::string& function, const Measure& measure) {
  const numbers x{1, 2, 3}, w{1, 1, 1};
  const lorenz::distribution weighted(x, lorenz::sampling(w));
  throws<std::logic_error>(function, [&] { (void)measure(weighted); }, {"sampling"});
}

// A measure without meaning for negative values names the first; minus zero is zero.
template <class Measure>
void no_negative_values(const std::string& function, const Measure& measure) {
  const std::vector<int> integers{7, -8, 9};
  throws<std::invalid_argument>(function, [&] { (void)measure(numbers{1, 2, -3.5, 9}); }, {"x[2]", "-3.5"});
  throws<std::invalid_argument>(function, [&] { (void)measure(integers); }, {"x[1]", "-8"});
  CHECK(measure(numbers{1, 2, -0.0}) == measure(numbers{1, 2, 0.0}));
}

// ---- Invariances and transfers ----------------------------------------------------------------

// A transfer from a larger unit to a smaller one that does not reverse them (Pigou and Dalton): calls
// check(before, after) for 500 of them.
template <class Measure, class Check>
void transfers(const Measure& measure, const Check& check) {
  samples::generator g(31);
  for (int round = 0; round < 500; ++round) {
    const std::size_t n = 2 + g.bits() % 9;
    std::vector<int> x(n);
    for (int& value : x) value = g.below(2) == 0 ? g.below(10) : g.below(100000);
    const std::size_t i = g.bits() % n, j = g.bits() % n;
    const std::size_t rich = x[i] < x[j] ? j : i, poor = x[i] < x[j] ? i : j;
    x[rich] += 2;  // a positive total
    const int most = (x[rich] - x[poor]) / 2;
    if (rich == poor || most == 0) continue;
    std::vector<int> moved = x;
    const int gift = 1 + g.below(most);
    moved[rich] -= gift;
    moved[poor] += gift;
    check(static_cast<double>(measure(x)), static_cast<double>(measure(moved)));
  }
}

template <class Measure>
void lowered_by_transfers(const Measure& measure) {
  transfers(measure, [](double before, double after) { CHECK(after < before); });
}
// For measures that look at a part of the units only; to 2 ulp.
template <class Measure>
void not_raised_by_transfers(const Measure& measure) {
  transfers(measure, [](double before, double after) { CHECK(after <= before + 4.5e-16 * before); });
}

// Bit for bit, the scale by powers of two; to 1e-14 by others.
template <class Measure>
void same_in_any_order_and_scale(const Measure& measure) {
  samples::generator g(4);
  numbers x = samples::draw(99, [&] { return 1 / (1.0001 - g.uniform()); });
  const same_as same{static_cast<double>(measure(x))};
  for (int i = 0; i < 10; ++i) {
    g.shuffle(x);
    same("another order", static_cast<double>(measure(x)));
  }
  for (const double factor : {std::ldexp(1.0, -900), 0.5, std::ldexp(1.0, 900)}) {
    numbers scaled = x;
    for (double& value : scaled) value *= factor;
    same("another scale", static_cast<double>(measure(scaled)));
    for (double& value : scaled) value *= 1.1;
    same("a scale that rounds", static_cast<double>(measure(scaled)), 45);
  }
}

// Every unit so many times, to 2 ulp.
template <class Measure>
void same_of_copies(const Measure& measure) {
  samples::generator g(5);
  const numbers x = samples::draw(98, [&] { return 1 / (1.0001 - g.uniform()); });
  const same_as same{static_cast<double>(measure(x))};
  for (const int copies : {2, 3, 10})
    same("copies", static_cast<double>(measure(x, lorenz::frequency(std::vector<int>(98, copies)))), 2);
}

// A measure relative to the total is not defined where the total is zero.
template <class Measure>
void no_zero_total(const std::string& function, const Measure& measure) {
  const std::vector<int> weights{3, 0};
  throws<std::domain_error>(function, [&] { (void)measure(numbers{0, 0, 0}); });
  throws<std::domain_error>(function, [&] { (void)measure(numbers{0}); });
  throws<std::domain_error>(function, [&] { (void)measure(numbers{0, 4}, lorenz::frequency(weights)); });
}

}  // namespace rules

#endif
