// SPDX-License-Identifier: BSL-1.0
// The rules every function of a sample keeps, as checks of a call:
//   const auto gini = [](const auto&... sample) { return lorenz::gini(sample...); };
//   rules::every_input(gini);            every way to write the same units gives the same bits
//   rules::input_errors("gini", gini);   malformed input and undefined samples, with their texts
// and the two more for calls that take sampling weights.
#ifndef LORENZ_TESTS_REFERENCE_RULES_HPP
#define LORENZ_TESTS_REFERENCE_RULES_HPP

#include <algorithm>         // reverse
#include <array>             // array
#include <cmath>             // ldexp
#include <cstddef>           // size_t
#include <cstdint>           // int64_t, uint8_t
#include <exception>         // exception
#include <initializer_list>  // initializer_list
#include <limits>            // numeric_limits
#include <stdexcept>         // invalid_argument, domain_error
#include <string>            // string
#include <vector>            // vector

#include <doctest/doctest.h>

#include <lorenz/distribution.hpp>  // distribution
#include <lorenz/sample.hpp>        // view, sorted, frequency, sampling

#include "oracle.hpp"  // ulp_distance

namespace rules {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();

// The call throws `Error`, its text begins with "lorenz::<function>: " and holds each of `parts`.
template <class Error, class Call>
void throws(const std::string& function, const Call& call, std::initializer_list<const char*> parts = {}) {
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

// The units 1, 1, 3, 4, 5 in every spelling.
template <class Measure>
void every_input(const Measure& measure) {
  using lorenz::distribution;
  using lorenz::frequency;
  using lorenz::sorted;
  using lorenz::view;
  const std::vector<double> values{3, 1, 4, 1, 5};
  const std::vector<double> ascending{1, 1, 3, 4, 5};
  const auto expected = measure(values);

  SUBCASE("containers") {
    const std::array<double, 5> array{3, 1, 4, 1, 5};
    double c_array[] = {3, 1, 4, 1, 5};
    const double padded[] = {9, 3, 1, 4, 1, 5, 9};
    CHECK(measure(array) == expected);
    CHECK(measure(c_array) == expected);
    CHECK(measure(view(c_array, 5)) == expected);
    CHECK(measure(view(padded + 1, 5)) == expected);
    CHECK(measure(view(values.data(), values.size())) == expected);
  }
  SUBCASE("number types") {
    CHECK(measure(std::vector<int>{3, 1, 4, 1, 5}) == expected);
    CHECK(measure(std::vector<float>{3, 1, 4, 1, 5}) == expected);
    CHECK(measure(std::vector<std::int64_t>{3, 1, 4, 1, 5}) == expected);
    CHECK(measure(std::vector<std::uint8_t>{3, 1, 4, 1, 5}) == expected);
    CHECK(oracle::ulp_distance(static_cast<double>(measure(std::vector<long double>{3, 1, 4, 1, 5})),
                               static_cast<double>(expected)) <= 2);
  }
  SUBCASE("any order, input unchanged") {
    std::vector<double> order{5, 4, 3, 1, 1};
    const std::vector<double> before = order;
    CHECK(measure(order) == expected);
    CHECK(order == before);
    std::reverse(order.begin(), order.end());
    CHECK(measure(order) == expected);
  }
  SUBCASE("sorted and distribution") {
    CHECK(measure(sorted(ascending)) == expected);
    CHECK(measure(sorted(std::array<int, 5>{1, 1, 3, 4, 5})) == expected);
    const distribution d(values);
    CHECK(measure(d) == expected);
    CHECK(measure(d) == expected);
    CHECK(measure(distribution(sorted(ascending))) == expected);
    CHECK(measure(distribution(std::vector<int>{3, 1, 4, 1, 5})) == expected);
  }
  SUBCASE("frequency") {
    const std::vector<double> rows{5, 9, 1, 3, 4};
    const std::vector<int> weights{1, 0, 2, 1, 1};
    CHECK(measure(rows, frequency(weights)) == expected);
    CHECK(measure(rows, frequency(std::vector<double>{1, 0, 2, 1, 1})) == expected);
    CHECK(measure(rows, frequency(std::array<unsigned, 5>{1, 0, 2, 1, 1})) == expected);
    CHECK(measure(std::vector<int>{5, 9, 1, 3, 4}, frequency(view(weights.data(), weights.size()))) == expected);
    CHECK(measure(sorted(std::vector<double>{1, 3, 4, 5, 9}), frequency(std::vector<int>{2, 1, 1, 1, 0})) == expected);
    CHECK(measure(distribution(rows, frequency(weights))) == expected);
    CHECK(measure(values, frequency(std::vector<int>(5, 1))) == expected);
    CHECK(weights == std::vector<int>{1, 0, 2, 1, 1});
  }
}

// Sampling weights: only their relative size matters, zero means not there, the order of the rows
// moves the last bits at most.
template <class Measure>
void every_sampling_input(const Measure& measure) {
  using lorenz::distribution;
  using lorenz::sampling;
  using lorenz::sorted;
  const std::vector<double> rows{5, 9, 1, 3, 4};
  const std::vector<double> weights{0.3, 0, 2.2, 0.7, 1.1};
  const auto times = [&](double factor) {
    std::vector<double> scaled = weights;
    for (auto& w : scaled) w *= factor;
    return scaled;
  };
  const double expected = measure(rows, sampling(weights));

  SUBCASE("scale") {
    for (const int power : {-40, -1, 1, 30}) CHECK(measure(rows, sampling(times(std::ldexp(1.0, power)))) == expected);
    for (const double factor : {1e-7, 1e7})
      CHECK(measure(rows, sampling(times(factor))) == doctest::Approx(expected).epsilon(1e-14).scale(0));
  }
  SUBCASE("rows permuted, zero weights dropped") {
    const auto near = [&](double result) { return oracle::ulp_distance(result, expected) <= 2; };
    CHECK(near(measure(std::vector<double>{4, 3, 9, 1, 5}, sampling(std::vector<double>{1.1, 0.7, 0, 2.2, 0.3}))));
    CHECK(near(measure(std::vector<double>{1, 3, 4, 5}, sampling(std::vector<double>{2.2, 0.7, 1.1, 0.3}))));
  }
  SUBCASE("a row split in two") {
    const double split = measure(std::vector<double>{1, 5, 3, 4, 1}, sampling(std::vector<double>{1.1, 0.3, 0.7, 1.1, 1.1}));
    CHECK(oracle::ulp_distance(split, expected) <= 2);
  }
  SUBCASE("equal weights") {
    const std::vector<double> values{3, 1, 4, 1, 5};
    const double plain = measure(values);
    for (const double w : {1.0, 0.1, 1e-300, 3e7})
      CHECK(oracle::ulp_distance(measure(values, sampling(std::vector<double>(5, w))), plain) <= 2);
    CHECK(oracle::ulp_distance(measure(values, sampling(std::vector<int>(5, 3))), plain) <= 2);
  }
  SUBCASE("sorted and distribution") {
    const std::vector<double> ascending{1, 3, 4, 5, 9};
    const std::vector<double> beside{2.2, 0.7, 1.1, 0.3, 0};
    CHECK(oracle::ulp_distance(measure(sorted(ascending), sampling(beside)), expected) <= 2);
    CHECK(measure(distribution(rows, sampling(weights))) == expected);
    CHECK(oracle::ulp_distance(measure(distribution(sorted(ascending), sampling(beside))), expected) <= 2);
  }
}

// Malformed input, and samples on which nothing is defined.
template <class Measure>
void input_errors(const std::string& function, const Measure& measure) {
  using lorenz::distribution;
  using lorenz::frequency;
  using lorenz::sorted;
  using invalid = std::invalid_argument;
  const std::vector<double> x{3, 1, 4, 1, 5};
  const auto values = [&](const std::vector<double>& v) { return [&measure, v] { (void)measure(v); }; };
  const auto weighted = [&](const std::vector<double>& v, const std::vector<double>& w) {
    return [&measure, v, w] { (void)measure(v, frequency(w)); };
  };

  SUBCASE("not a number, not finite") {
    std::vector<double> long_sample(40, 1.0);
    long_sample[17] = nan;
    throws<invalid>(function, values(long_sample), {"x[17]", "NaN"});
    long_sample[17] = infinity;
    throws<invalid>(function, values(long_sample), {"x[17]", "inf"});
    long_sample[17] = 1;
    long_sample[39] = -infinity;
    throws<invalid>(function, values(long_sample), {"x[39]", "-inf"});
    throws<invalid>(function, weighted({3, nan, 4}, {1, 0, 2}), {"x[1]", "NaN"});
    throws<invalid>(function, weighted({3, 4, infinity}, {1, 1, 0}), {"x[2]", "inf"});
    throws<invalid>(function, [&] { (void)measure(std::vector<float>{1, static_cast<float>(nan)}); }, {"x[1]", "NaN"});
    throws<invalid>("", [&] { (void)measure(sorted(std::vector<double>{1, nan, 3})); }, {"[1]", "NaN"});
    throws<invalid>("", [&] { (void)measure(sorted(std::vector<double>{1, 2, infinity})); }, {"[2]", "inf"});
  }
  SUBCASE("frequencies") {
    throws<invalid>(function, weighted(x, {1, 1, 1, 1}), {"5", "4"});
    throws<invalid>(function, weighted(x, {1, 1, -2, 1, 1}), {"[2]", "-2"});
    throws<invalid>(function, weighted(x, {1, 1, 1, nan, 1}), {"[3]", "NaN"});
    throws<invalid>(function, weighted(x, {1, infinity, 1, 1, 1}), {"[1]", "inf"});
    throws<invalid>(function, weighted(x, {1, 1, 1, 1, 1.5}), {"[4]", "1.5"});
    throws<invalid>(function, [&] { (void)measure(x, frequency(std::vector<int>{1, 1, 1, -7, 1})); }, {"[3]", "-7"});
  }
  SUBCASE("not sorted") {
    throws<invalid>("", [&] { (void)measure(sorted(std::vector<double>{1, 2, 5, 3, 9})); }, {"[3]", "3"});
    throws<invalid>("", [&] { (void)measure(sorted(std::vector<int>{2, 1}), frequency(std::vector<int>{1, 0})); },
                    {"[1]", "1"});
  }
  SUBCASE("no unit left") {
    throws<std::domain_error>(function, values({}));
    throws<std::domain_error>(function, weighted({}, {}));
    throws<std::domain_error>(function, weighted(x, {0, 0, 0, 0, 0}));
    throws<std::domain_error>("", [&] { (void)measure(distribution(std::vector<double>{})); });
    throws<std::domain_error>("", [&] { (void)measure(distribution(x, frequency(std::vector<int>(5, 0)))); });
  }
}

template <class Measure>
void sampling_errors(const std::string& function, const Measure& measure) {
  using lorenz::sampling;
  using invalid = std::invalid_argument;
  const auto weighted = [&](const std::vector<double>& v, const std::vector<double>& w) {
    return [&measure, v, w] { (void)measure(v, sampling(w)); };
  };
  throws<invalid>(function, weighted({1, 2, 3}, {1, 0.5}), {"3", "2"});
  throws<invalid>(function, weighted({1, 2, 3}, {1, 0.5, -0.25}), {"[2]", "-0.25"});
  throws<invalid>(function, weighted({1, 2, 3}, {nan, 0.5, 1}), {"[0]", "NaN"});
  throws<invalid>(function, weighted({1, 2, 3}, {1, infinity, 1}), {"[1]", "inf"});
  throws<invalid>(function, weighted({1, 2, nan}, {1, 1, 0}), {"x[2]", "NaN"});
  throws<std::domain_error>(function, weighted({1, 2, 3}, {0, 0, 0}));
  throws<std::domain_error>(function, weighted({}, {}));
}

// A measure of units refuses a distribution with sampling weights.
template <class Measure>
void units_only(const std::string& function, const Measure& measure) {
  const lorenz::distribution weighted(std::vector<double>{1, 2, 3}, lorenz::sampling(std::vector<double>{1, 1, 1}));
  bool refused = false;
  std::string text;
  try {
    (void)measure(weighted);
  } catch (const std::logic_error& error) {
    refused = true;
    text = error.what();
  }
  CAPTURE(text);
  CHECK(refused);
  CHECK(text.rfind("lorenz::" + function + ": ", 0) == 0);
}

// A measure without meaning for negative values names the first; minus zero is zero.
template <class Measure>
void no_negative_values(const std::string& function, const Measure& measure) {
  throws<std::invalid_argument>(function, [&] { (void)measure(std::vector<double>{1, 2, -3.5, 9}); },
                                {"x[2]", "-3.5"});
  throws<std::invalid_argument>(function, [&] { (void)measure(std::vector<std::int64_t>{7, -8, 9}); }, {"x[1]", "-8"});
  CHECK(measure(std::vector<double>{1, 2, -0.0}) == measure(std::vector<double>{1, 2, 0.0}));
}

// A measure relative to the total is not defined where the total is zero.
template <class Measure>
void no_zero_total(const std::string& function, const Measure& measure) {
  throws<std::domain_error>(function, [&] { (void)measure(std::vector<double>{0, 0, 0}); });
  throws<std::domain_error>(function, [&] { (void)measure(std::vector<double>{0}); });
  throws<std::domain_error>(function, [&] {
    (void)measure(std::vector<double>{0, 4}, lorenz::frequency(std::vector<int>{3, 0}));
  });
}

}  // namespace rules

#endif
