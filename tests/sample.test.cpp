// SPDX-License-Identifier: BSL-1.0
#include <lorenz/sample.hpp>

#include <array>
#include <cstddef>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>
#if __has_include(<version>)
#include <version>
#endif
#ifdef __cpp_lib_span
#include <span>
#endif

#include <doctest/doctest.h>

#include <lorenz/gini.hpp>
#include <lorenz/mean.hpp>

#include "reference/rules.hpp"

using lorenz::frequency;
using lorenz::gini;
using lorenz::mean;
using lorenz::omit_missing;
using lorenz::sampling;
using lorenz::sorted;

// Numbers, but neither truth values nor characters, nor types without a standard description.
template <class... T>
inline constexpr bool numbers = (lorenz::detail::is_number_v<T> && ...);
template <class... T>
inline constexpr bool no_numbers = (!lorenz::detail::is_number_v<T> && ...);
static_assert(
    numbers<signed char, unsigned char, short, unsigned, long, unsigned long long, float, double, long double>);
static_assert(no_numbers<bool, char, wchar_t, char16_t, char32_t, std::byte, void*, lorenz::detail::int128>);
#ifdef __cpp_char8_t
static_assert(no_numbers<char8_t>);
#endif

TEST_CASE("view: contiguous numbers where they lie") {
  double numbers[] = {5, 1, 2, 3, 4};
  const lorenz::view<double> part(numbers + 1, 3);
  CHECK(part.size() == 3);
  CHECK(mean(part) == 2);
  numbers[1] = 4;
  CHECK(mean(part) == 3);
  CHECK(mean(lorenz::view(static_cast<const double*>(numbers), 1)) == 5);
  static_assert(std::is_trivially_copyable_v<lorenz::view<double>>);
}

#ifdef __cpp_lib_span
TEST_CASE("std::span") {
  std::vector<int> x{1, 2, 6};
  CHECK(mean(std::span<int>(x)) == 3);
  CHECK(mean(std::span<const int>(x).first(2)) == 1.5);
  CHECK(mean(std::span<int, 3>(x.data(), 3), frequency(std::span<const int>(x))) == mean(x, frequency(x)));
}
#endif

TEST_CASE("weights: an lvalue is referenced, a temporary is owned") {
  const std::vector<double> x{1, 2, 6};
  std::vector<int> counts{1, 1, 1};
  const auto referenced = frequency(counts);
  CHECK(mean(x, referenced) == 3);
  counts = {1, 0, 0};
  CHECK(mean(x, referenced) == 1);

  const auto owned = frequency(std::vector<int>{0, 0, 1});
  const auto elsewhere = owned;
  std::vector<int> reused(3, 7);
  CHECK(mean(x, owned) == 6);
  CHECK(mean(x, elsewhere) == 6);

  const auto moved = frequency(std::move(counts));
  counts = {0, 5, 0};
  CHECK(mean(x, moved) == 1);

  std::vector<double> survey{1, 1, 1};
  const auto by_reference = sampling(survey);
  const auto by_value = sampling(std::vector<double>{3, 0, 0});
  survey[2] = 0;
  CHECK(mean(x, by_reference) == 1.5);
  CHECK(mean(x, by_value) == 1);

  const double raw[] = {0, 1, 0};
  CHECK(mean(x, sampling(raw)) == 2);
  CHECK(mean(x, frequency(std::array<int, 3>{0, 1, 0})) == 2);
  CHECK(mean(x, frequency(lorenz::view(raw, 3))) == 2);
}

TEST_CASE("weights: one object serves many calls") {
  const std::vector<double> x{1, 2, 6};
  const auto w = frequency(std::vector<int>{2, 1, 1});
  CHECK(mean(x, w) == 2.5);
  CHECK(gini(x, w) == gini(std::vector<double>{1, 1, 2, 6}));
  CHECK(mean(x, w) == 2.5);
}

TEST_CASE("omit_missing: the finite part") {
  const std::vector<double> x{1, rules::nan, 3, rules::infinity, 5, -rules::infinity};
  const auto finite = omit_missing(x);
  CHECK(finite.size() == 3);
  CHECK(mean(finite) == 3);
  CHECK(mean(omit_missing(std::vector<double>{4, rules::nan})) == 4);
  CHECK(mean(omit_missing(std::vector<int>{1, 2, 3})) == 2);
  CHECK(mean(omit_missing(std::vector<float>{1, static_cast<float>(rules::nan)})) == 1);
  CHECK_THROWS_AS(mean(omit_missing(std::vector<double>{rules::nan})), std::domain_error);
}

TEST_CASE("omit_missing: rows go with their weights") {
  const std::vector<double> x{1, rules::nan, 3, 8};
  const auto [v, w] = omit_missing(x, frequency(std::vector<int>{1, 9, 2, 1}));
  CHECK(v.size() == 3);
  CHECK(mean(v, w) == 3.75);
  CHECK(gini(v, w) == gini(std::vector<double>{1, 3, 3, 8}));
  const std::vector<double> survey{0.5, 1, rules::nan, 0.5};
  const auto [v2, w2] = omit_missing(x, sampling(survey));
  CHECK(v2.size() == 2);
  CHECK(mean(v2, w2) == 4.5);
  CHECK_THROWS_AS(omit_missing(x, frequency(std::vector<int>{1, 2})), std::invalid_argument);
}

TEST_CASE("sorted: checked once, neither copied nor sorted") {
  std::vector<double> x{1, 2, 2, 3};
  CHECK(gini(sorted(x)) == gini(x));
  rules::throws<std::invalid_argument>("", [] { (void)mean(sorted(std::vector<double>{1, 3, 2})); }, {"[2]", "2"});
  rules::throws<std::invalid_argument>("", [] { (void)mean(sorted(std::vector<int>{4, 3, 2})); }, {"[1]", "3"});
}

TEST_CASE("words that must be spelled out") {
  static_assert(!std::is_convertible_v<std::vector<double>, decltype(frequency(std::declval<std::vector<double>>()))>);
  static_assert(!std::is_convertible_v<std::vector<double>, decltype(sampling(std::declval<std::vector<double>>()))>);
  const lorenz::interval i{0.25, 0.5};
  CHECK(i.lower == 0.25);
  CHECK(i.upper == 0.5);
}
