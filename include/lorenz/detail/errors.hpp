// SPDX-License-Identifier: BSL-1.0
//
// Errors name function, argument, position and value: "lorenz::gini: x[17] is NaN". std::invalid_argument for
// malformed input, std::domain_error where a statistic is not defined on a well-formed sample. Cold and out of line.

#ifndef LORENZ_DETAIL_ERRORS_HPP
#define LORENZ_DETAIL_ERRORS_HPP

#include <cstddef>      // size_t
#include <cstdio>       // snprintf
#include <cstdlib>      // strtod
#include <stdexcept>    // domain_error, invalid_argument
#include <string>       // string, to_string
#include <type_traits>  // is_integral

namespace lorenz::detail {

/// True for every number but NaN and the infinities, of any floating type.
template <class T>
constexpr bool is_finite(const T& x) {
  return x - x == T(0);
}

/// The shortest decimal that reads back as x; integers below 1e15 in full.
inline std::string decimal(double x) {
  if (x != x) return "NaN";
  if (x - x != 0) return x > 0 ? "infinite" : "-infinite";
  if (x > -1e15 && x < 1e15 && x == static_cast<double>(static_cast<long long>(x)))
    return std::to_string(static_cast<long long>(x));
  char text[32];
  for (int digits = 1; digits <= 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, x);
    if (std::strtod(text, nullptr) == x) break;
  }
  return text;
}

template <class T>
std::string printed(const T& x) {
  if constexpr (std::is_integral_v<T>)
    return std::to_string(x);
  else
    return decimal(static_cast<double>(x));
}

inline std::string at(const char* name, std::size_t position) {
  return std::string(name) + "[" + std::to_string(position) + "]";
}

/// "lorenz::function: what"
[[noreturn, gnu::noinline, gnu::cold]] inline void fail_invalid(const char* function, const std::string& what) {
  throw std::invalid_argument(std::string("lorenz::") + function + ": " + what);
}
[[noreturn, gnu::noinline, gnu::cold]] inline void fail_domain(const char* function, const std::string& what) {
  throw std::domain_error(std::string("lorenz::") + function + ": " + what);
}

/// "lorenz::function: argument is value, rule"
template <class T>
[[noreturn, gnu::noinline, gnu::cold]] void fail_argument(const char* function, const std::string& argument,
                                                          const T& value, const char* rule = "") {
  const std::string text = argument + " is " + printed(value);
  fail_invalid(function, *rule == '\0' ? text : text + ", " + rule);
}

inline void check_sizes(const char* function, std::size_t n, std::size_t weights, const char* name = "w") {
  if (n != weights)
    fail_invalid(function,
                 std::string(name) + " has size " + std::to_string(weights) + ", x has size " + std::to_string(n));
}

template <class P>
void check_probability(const char* function, const std::string& name, const P& p) {
  if (!(p >= P(0) && p <= P(1))) fail_argument(function, name, p, "must be in [0, 1]");
}

}  // namespace lorenz::detail

#endif
