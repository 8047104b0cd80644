// SPDX-License-Identifier: BSL-1.0
// Slow answers in exact arithmetic, written from the definitions and from nothing of the library:
//   oracle::sample s(x);  oracle::sample s(x, w);
//   CHECK(oracle::ulps(lorenz::gini(x), oracle::gini(s)) <= 2);
// Every finite binary number is an integer times a power of two, so a sample becomes integers and a
// measure becomes a quotient of two of them, whatever the range of the data.
#ifndef LORENZ_TESTS_REFERENCE_ORACLE_HPP
#define LORENZ_TESTS_REFERENCE_ORACLE_HPP

#include <algorithm>    // stable_sort, min, max
#include <cmath>        // frexp, ldexp, trunc
#include <cstddef>      // size_t
#include <cstdint>      // int64_t
#include <cstdlib>      // abs
#include <limits>       // numeric_limits
#include <numeric>      // iota
#include <type_traits>  // is_integral_v
#include <utility>      // move
#include <vector>       // vector

#include <boost/multiprecision/cpp_int.hpp>  // cpp_int, cpp_rational

namespace oracle {

using integer = boost::multiprecision::cpp_int;
using rational = boost::multiprecision::cpp_rational;

// ---- Numbers ----------------------------------------------------------------------------------

// mantissa * 2^exponent, with an odd mantissa (0 has exponent 0).
struct dyadic {
  integer mantissa = 0;
  int exponent = 0;
};

template <class T>
dyadic to_dyadic(const T& value) {
  dyadic result;
  if constexpr (std::is_integral_v<T>) {
    result.mantissa = value;
  } else {
    using std::frexp;
    using std::ldexp;
    using std::trunc;
    T rest = frexp(value, &result.exponent);
    while (rest != 0) {
      rest = ldexp(rest, 32);
      result.exponent -= 32;
      const T whole = trunc(rest);
      result.mantissa = result.mantissa * 4294967296 + static_cast<long long>(whole);
      rest -= whole;
    }
  }
  if (result.mantissa == 0) return {};
  const auto zeros = boost::multiprecision::lsb(result.mantissa < 0 ? integer(-result.mantissa) : result.mantissa);
  result.mantissa /= integer(1) << zeros;
  result.exponent += static_cast<int>(zeros);
  return result;
}

inline rational times_power_of_two(const rational& value, int exponent) {
  const integer power = integer(1) << static_cast<unsigned>(std::abs(exponent));
  return exponent >= 0 ? rational(value * power) : rational(value / power);
}

template <class T>
rational exact(const T& value) {
  const dyadic d = to_dyadic(value);
  return times_power_of_two(rational(d.mantissa), d.exponent);
}

inline integer floor(const rational& value) {
  const integer n = numerator(value), d = denominator(value);
  integer quotient = n / d;
  if (n < 0 && quotient * d != n) --quotient;
  return quotient;
}

inline double approximate(const rational& value) {  // to about 60 bits, no overflow on the way
  if (value == 0) return 0;
  const integer n = abs(numerator(value)), d = denominator(value);
  const int shift = 64 + static_cast<int>(msb(d)) - static_cast<int>(msb(n));
  const integer q = shift >= 0 ? integer((n << static_cast<unsigned>(shift)) / d)
                               : integer(n / (d << static_cast<unsigned>(-shift)));
  const double magnitude = std::ldexp(q.convert_to<double>(), -shift);
  return value < 0 ? -magnitude : magnitude;
}

// Distance of `computed` from the true value, in units of the last place of the true value as T
// would hold it (subnormal spacing included). A true zero must come out as zero.
template <class T>
double ulps(const T& computed, const rational& truth) {
  using limits = std::numeric_limits<T>;
  constexpr double infinite = std::numeric_limits<double>::infinity();
  if (!(computed >= limits::lowest() && computed <= (limits::max)())) return infinite;
  if (truth == 0) return computed == 0 ? 0 : infinite;
  const rational size = abs(truth);
  int exponent = static_cast<int>(msb(numerator(size))) - static_cast<int>(msb(denominator(size)));
  if (size < times_power_of_two(1, exponent)) --exponent;
  if constexpr (std::is_floating_point_v<T>) exponent = (std::max)(exponent, limits::min_exponent - 1);
  const rational error = abs(rational(exact(computed) - truth));
  return approximate(times_power_of_two(error, limits::digits - 1 - exponent));
}

// The same between two results.
inline double ulp_distance(double a, double b) { return ulps(a, exact(b)); }

// ---- Samples ----------------------------------------------------------------------------------

// The units in ascending order; zero weights are not there. Value i is x[i] * 2^x_exponent. Integer
// weights are kept as they are; other weights by a common power of two, which leaves every measure
// offered for sampling weights as it is.
struct sample {
  std::vector<integer> x, w;
  int x_exponent = 0;
  integer n = 0;      // sum of weights
  integer total = 0;  // sum of weight times value

  template <class Values>
  explicit sample(const Values& values) : sample(values, std::vector<int>(std::size(values), 1)) {}

  template <class Values, class Weights>
  sample(const Values& values, const Weights& weights) {
    std::vector<dyadic> xs, ws;
    for (const auto& value : values) xs.push_back(to_dyadic(value));
    for (const auto& weight : weights) ws.push_back(to_dyadic(weight));
    x_exponent = common_exponent(xs, std::numeric_limits<int>::max());
    const int w_exponent = common_exponent(ws, 0);
    std::vector<integer> all_x, all_w;
    for (const auto& d : xs) all_x.push_back(at_exponent(d, x_exponent));
    for (const auto& d : ws) all_w.push_back(at_exponent(d, w_exponent));
    std::vector<std::size_t> order(all_x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return all_x[a] < all_x[b]; });
    for (const std::size_t i : order) {
      if (all_w[i] == 0) continue;
      x.push_back(all_x[i]);
      w.push_back(all_w[i]);
      n += all_w[i];
      total += all_w[i] * all_x[i];
    }
  }

  std::size_t rows() const { return x.size(); }
  rational value(std::size_t i) const { return times_power_of_two(rational(x[i]), x_exponent); }

  // The k-th smallest unit, k from 1 to n, taken at the nearest end outside.
  rational order_statistic(const integer& k) const {
    integer below = 0;
    for (std::size_t i = 0; i < rows(); ++i)
      if ((below += w[i]) >= k) return value(i);
    return value(rows() - 1);
  }

 private:
  static int common_exponent(const std::vector<dyadic>& all, int at_most) {
    int least = at_most;
    for (const auto& d : all)
      if (d.mantissa != 0) least = (std::min)(least, d.exponent);
    return least == std::numeric_limits<int>::max() ? 0 : least;
  }
  static integer at_exponent(const dyadic& d, int exponent) {
    return d.mantissa == 0 ? integer(0) : integer(d.mantissa << static_cast<unsigned>(d.exponent - exponent));
  }
};

// ---- Concentration ----------------------------------------------------------------------------

inline rational mean(const sample& s) { return times_power_of_two(rational(s.total, s.n), s.x_exponent); }

// Half the relative mean difference, over all pairs.
inline rational gini(const sample& s) {
  integer differences = 0;
  for (std::size_t i = 0; i < s.rows(); ++i)
    for (std::size_t j = 0; j < i; ++j) differences += s.w[i] * s.w[j] * (s.x[i] - s.x[j]);
  return rational(differences, s.n * s.total);
}

// The factor of the sample estimator; for integer weights their sum is the number of units.
inline rational sample_correction(const sample& s) { return rational(s.n, s.n - 1); }
inline rational sampling_correction(const sample& s) {
  integer squares = 0;
  for (const auto& w : s.w) squares += w * w;
  return 1 / (1 - rational(squares, s.n * s.n));
}

// Share of the total held by the smallest fraction p: the Lorenz polygon.
inline rational lorenz(const sample& s, const rational& p) {
  const rational position = p * s.n;
  rational held = 0;
  integer below = 0;
  for (std::size_t i = 0; i < s.rows() && position > below; ++i) {
    held += rational(s.x[i]) * (std::min)(rational(s.w[i]), rational(position - below));
    below += s.w[i];
  }
  return held / s.total;
}

// Share held by the k largest units.
inline rational top_share(const sample& s, std::int64_t k) {
  const rational rest = 1 - rational(integer(k), s.n);
  return 1 - lorenz(s, rest < 0 ? rational(0) : rest);
}

// Smallest p with lorenz(p) >= share, for values that are not negative.
inline rational lorenz_inverse(const sample& s, const rational& share) {
  const rational wanted = share * s.total;
  integer below = 0, held = 0;
  if (wanted <= 0) return 0;
  for (std::size_t i = 0; i < s.rows(); ++i) {
    const integer row = s.w[i] * s.x[i];
    if (wanted <= held + row) return (below + (wanted - held) / s.x[i]) / s.n;
    below += s.w[i];
    held += row;
  }
  return 1;
}

inline rational herfindahl(const sample& s) {
  integer squares = 0;
  for (std::size_t i = 0; i < s.rows(); ++i) squares += s.w[i] * s.x[i] * s.x[i];
  return rational(squares, s.total * s.total);
}

// Half the relative mean deviation.
inline rational hoover(const sample& s) {
  integer deviations = 0;
  for (std::size_t i = 0; i < s.rows(); ++i) deviations += s.w[i] * abs(integer(s.x[i] * s.n - s.total));
  return rational(deviations, 2 * s.n * s.total);
}

// Damgaard and Weiner 2000: F(mean) + L(mean); the midpoint of the two ends where units equal the mean.
inline rational lorenz_asymmetry(const sample& s) {
  integer below = 0, held = 0, equal = 0;
  std::size_t i = 0;
  for (; i < s.rows() && s.x[i] * s.n < s.total; ++i) {
    below += s.w[i];
    held += s.w[i] * s.x[i];
  }
  if (i < s.rows() && s.x[i] * s.n == s.total) {
    for (; i < s.rows() && s.x[i] * s.n == s.total; ++i) equal += s.w[i];
    const rational centre = rational(below) + rational(equal, 2);
    return centre / s.n + (held + rational(equal, 2) * rational(s.total, s.n)) / s.total;
  }
  const rational delta = (rational(s.total, s.n) - s.x[i - 1]) / rational(s.x[i] - s.x[i - 1]);
  return (below + delta) / s.n + (held + delta * s.x[i]) / s.total;
}

// ---- Quantiles --------------------------------------------------------------------------------

inline bool nearly_equal(const rational& a, const rational& b, double epsilon) {
  return abs(rational(a - b)) <= 4 * exact(epsilon) * abs(b);
}

// Hyndman and Fan 1996: (1 - gamma) x_(j) + gamma x_(j+1) with j = floor(p n + m), g = p n + m - j.
// p n + m is the integer it misses by at most four epsilons.
struct position {
  integer j = 0;
  rational gamma = 0;
  rational rank = 0;  // p n + m
};

inline position hyndman_fan_position(const integer& n, const rational& p, int definition, double epsilon) {
  const rational half(1, 2);
  const rational m = definition == 3   ? rational(-half)
                     : definition == 5 ? half
                     : definition == 6 ? p
                     : definition == 7 ? rational(1 - p)
                     : definition == 8 ? rational((p + 1) / 3)
                     : definition == 9 ? rational(p / 4 + rational(3, 8))
                                       : rational(0);
  position result;
  result.rank = p * n + m;
  const integer nearest = floor(rational(result.rank + half));
  if (nearly_equal(nearest, result.rank, epsilon)) result.rank = nearest;
  result.j = floor(result.rank);
  const rational g = result.rank - result.j;
  switch (definition) {
    case 1: result.gamma = g > 0 ? 1 : 0; break;
    case 2: result.gamma = g > 0 ? rational(1) : half; break;
    case 3: result.gamma = g == 0 && result.j % 2 == 0 ? 0 : 1; break;
    default: result.gamma = g;
  }
  return result;
}

inline rational quantile(const sample& s, const rational& p, int definition,
                         double epsilon = std::numeric_limits<double>::epsilon()) {
  const position at = hyndman_fan_position(s.n, p, definition, epsilon);
  return (1 - at.gamma) * s.order_statistic(at.j) + at.gamma * s.order_statistic(at.j + 1);
}

// Definitions 1 and 2 on cumulated weights: the smallest x whose weight at or below it reaches p W;
// definition 2 takes the middle between it and the next one where it is reached exactly.
inline rational weighted_quantile(const sample& s, const rational& p, int definition,
                                  double epsilon = std::numeric_limits<double>::epsilon()) {
  const rational wanted = p * s.n;
  integer reached = 0;
  for (std::size_t i = 0; i + 1 < s.rows(); ++i) {
    reached += s.w[i];
    const bool equal = nearly_equal(rational(reached), wanted, epsilon);
    if (equal && definition == 2) return (s.value(i) + s.value(i + 1)) / 2;
    if (equal || reached > wanted) return s.value(i);
  }
  return s.value(s.rows() - 1);
}

// Fraction of units below `value`, or at most `value`.
inline rational fraction_below(const sample& s, const rational& value) {
  integer below = 0;
  for (std::size_t i = 0; i < s.rows(); ++i)
    if (s.value(i) < value) below += s.w[i];
  return rational(below, s.n);
}
inline rational fraction_at_most(const sample& s, const rational& value) {
  integer below = 0;
  for (std::size_t i = 0; i < s.rows(); ++i)
    if (s.value(i) <= value) below += s.w[i];
  return rational(below, s.n);
}

}  // namespace oracle

#endif
