// SPDX-License-Identifier: BSL-1.0
// Slow answers in exact arithmetic, written from the definitions and from nothing of the library:
//   oracle::sample s(x);  oracle::sample s(x, w);
//   CHECK(oracle::ulps(lorenz::gini(x), oracle::gini(s)) <= 2);
// Every finite binary number is an integer times a power of two, so a sample becomes integers and a
// measure becomes a quotient of two of them, whatever the range of the data.
#ifndef LORENZ_TESTS_REFERENCE_ORACLE_HPP
#define LORENZ_TESTS_REFERENCE_ORACLE_HPP

#include <algorithm>    // sort, min, max
#include <cmath>        // frexp, ldexp, trunc
#include <cstddef>      // size_t
#include <cstdint>      // int64_t
#include <cstdlib>      // abs
#include <limits>       // numeric_limits
#include <type_traits>  // is_integral_v
#include <utility>      // pair
#include <vector>       // vector

#include <boost/multiprecision/cpp_int.hpp>  // cpp_int_backend

namespace oracle {

// cpp_int without expression templates, which cost more to compile than they save here.
using integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

// ---- Numbers ----------------------------------------------------------------------------------

// A fraction in lowest terms, the denominator positive. (cpp_rational is another thing in each version
// of Boost, and slower to compile.)
class rational {
 public:
  template <class Integer, std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
  rational(Integer value) : numerator_(value) {}
  rational(const integer& value) : numerator_(value) {}
  rational(const integer& over, const integer& under) : numerator_(over), denominator_(under) {
    if (denominator_ < 0) {
      numerator_ = -numerator_;
      denominator_ = -denominator_;
    }
    const integer common = gcd(numerator_, denominator_);
    numerator_ /= common;
    denominator_ /= common;
  }

  friend const integer& numerator(const rational& r) { return r.numerator_; }
  friend const integer& denominator(const rational& r) { return r.denominator_; }

  friend rational operator+(const rational& a, const rational& b) {
    return {a.numerator_ * b.denominator_ + b.numerator_ * a.denominator_, a.denominator_ * b.denominator_};
  }
  friend rational operator-(const rational& a, const rational& b) {
    return {a.numerator_ * b.denominator_ - b.numerator_ * a.denominator_, a.denominator_ * b.denominator_};
  }
  friend rational operator*(const rational& a, const rational& b) {
    return {a.numerator_ * b.numerator_, a.denominator_ * b.denominator_};
  }
  rational& operator+=(const rational& other) { return *this = *this + other; }
  rational& operator*=(const rational& other) { return *this = *this * other; }
  friend rational operator/(const rational& a, const rational& b) {
    return {a.numerator_ * b.denominator_, a.denominator_ * b.numerator_};
  }
  friend rational abs(const rational& r) { return r.numerator_ < 0 ? 0 - r : r; }

  friend bool operator==(const rational& a, const rational& b) {
    return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  }
  friend bool operator<(const rational& a, const rational& b) {
    return a.numerator_ * b.denominator_ < b.numerator_ * a.denominator_;
  }
  friend bool operator>(const rational& a, const rational& b) { return b < a; }
  friend bool operator<=(const rational& a, const rational& b) { return !(b < a); }
  friend bool operator>=(const rational& a, const rational& b) { return !(a < b); }

 private:
  integer numerator_, denominator_ = 1;
};

// mantissa * 2^exponent, with an odd mantissa (0 has exponent 0).
struct dyadic {
  integer mantissa = 0;
  int exponent = 0;
};

inline dyadic reduced(dyadic d) {
  if (d.mantissa == 0) return {};
  const auto zeros = boost::multiprecision::lsb(boost::multiprecision::abs(d.mantissa));
  d.mantissa /= integer(1) << zeros;
  d.exponent += static_cast<int>(zeros);
  return d;
}

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
  return reduced(result);
}

inline rational times_power_of_two(const rational& value, int exponent) {
  const integer power = integer(1) << static_cast<unsigned>(std::abs(exponent));
  return exponent >= 0 ? value * power : value / power;
}

inline rational exact(const dyadic& d) { return times_power_of_two(rational(d.mantissa), d.exponent); }

template <class T>
rational exact(const T& value) {
  return exact(to_dyadic(value));
}

inline integer floor(const rational& value) {
  const integer n = numerator(value), d = denominator(value);
  integer quotient = n / d;
  if (n < 0 && integer(quotient * d) != n) --quotient;
  return quotient;
}

inline double approximate(const rational& value) {  // to about 60 bits, no overflow on the way
  if (value == 0) return 0;
  const integer n = boost::multiprecision::abs(numerator(value)), d = denominator(value);
  const int shift = 64 + static_cast<int>(msb(d)) - static_cast<int>(msb(n));
  const integer q =
      shift >= 0 ? integer((n << static_cast<unsigned>(shift)) / d) : integer(n / (d << static_cast<unsigned>(-shift)));
  const double magnitude = std::ldexp(q.convert_to<double>(), -shift);
  return value < 0 ? -magnitude : magnitude;
}

// |computed - truth| in units of the last of `digits` places of the truth, whose exponent counts as no
// less than `least`.
inline double error_in_ulps(const rational& computed, const rational& truth, int digits, int least) {
  const rational size = abs(truth);
  int exponent = static_cast<int>(msb(numerator(size))) - static_cast<int>(msb(denominator(size)));
  if (size < times_power_of_two(1, exponent)) --exponent;
  return approximate(times_power_of_two(abs(computed - truth), digits - 1 - (std::max)(exponent, least)));
}

// Distance of `computed` from the true value, in units of the last place of the true value as T
// would hold it (subnormal spacing included). A true zero must come out as zero.
template <class T>
double ulps(const T& computed, const rational& truth) {
  using limits = std::numeric_limits<T>;
  constexpr double infinite = std::numeric_limits<double>::infinity();
  if (!(computed >= limits::lowest() && computed <= (limits::max)())) return infinite;
  if (truth == 0) return computed == 0 ? 0 : infinite;
  return error_in_ulps(exact(computed), truth, limits::digits, static_cast<int>(limits::min_exponent) - 1);
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
  sample(const Values& values, const Weights& weights) : sample(all_dyadic(values), all_dyadic(weights)) {}

  sample(const std::vector<dyadic>& values, const std::vector<dyadic>& weights) {
    x_exponent = common_exponent(values, std::numeric_limits<int>::max());
    const int w_exponent = common_exponent(weights, 0);
    std::vector<std::pair<integer, integer>> pairs;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (weights[i].mantissa != 0)
        pairs.emplace_back(at_exponent(values[i], x_exponent), at_exponent(weights[i], w_exponent));
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [value, weight] : pairs) {
      x.push_back(value);
      w.push_back(weight);
      n += weight;
      total += weight * value;
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
  template <class Numbers>
  static std::vector<dyadic> all_dyadic(const Numbers& numbers) {
    std::vector<dyadic> all;
    for (const auto& number : numbers) all.push_back(to_dyadic(number));
    return all;
  }
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
    held = held + s.x[i] * (std::min)(rational(s.w[i]), position - below);
    below += s.w[i];
  }
  return held / s.total;
}

// Share held by the k largest units.
inline rational top_share(const sample& s, std::int64_t k) {
  const rational rest = 1 - rational(k, s.n);
  return 1 - lorenz(s, rest < 0 ? rational(0) : rest);
}

// Smallest p with lorenz(p) >= share, for values that are not negative.
inline rational lorenz_inverse(const sample& s, const rational& share) {
  const rational wanted = share * s.total;
  integer below = 0, held = 0;
  if (wanted <= 0) return 0;
  for (std::size_t i = 0; i < s.rows(); ++i) {
    const integer row = s.w[i] * s.x[i];
    if (wanted <= rational(held + row)) return (below + (wanted - held) / s.x[i]) / s.n;
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
  for (std::size_t i = 0; i < s.rows(); ++i)
    deviations += s.w[i] * boost::multiprecision::abs(integer(s.x[i] * s.n - s.total));
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
    const rational half(equal, 2);
    return (below + half) / s.n + (held + half * rational(s.total, s.n)) / s.total;
  }
  const rational delta = (rational(s.total, s.n) - s.x[i - 1]) / integer(s.x[i] - s.x[i - 1]);
  return (below + delta) / s.n + (held + delta * s.x[i]) / s.total;
}

// ---- Quantiles --------------------------------------------------------------------------------

inline bool nearly_equal(const rational& a, const rational& b, double epsilon) {
  return abs(a - b) <= 4 * exact(epsilon) * abs(b);
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
  const rational m = definition == 3   ? 0 - half
                     : definition == 5 ? half
                     : definition == 6 ? p
                     : definition == 7 ? 1 - p
                     : definition == 8 ? (p + 1) / 3
                     : definition == 9 ? p / 4 + rational(3, 8)
                                       : rational(0);
  position result;
  result.rank = p * n + m;
  const integer nearest = floor(result.rank + half);
  if (nearly_equal(nearest, result.rank, epsilon)) result.rank = nearest;
  result.j = floor(result.rank);
  const rational g = result.rank - result.j;
  switch (definition) {
    case 1:
      result.gamma = g > 0 ? 1 : 0;
      break;
    case 2:
      result.gamma = g > 0 ? rational(1) : half;
      break;
    case 3:
      result.gamma = g == 0 && result.j % 2 == 0 ? 0 : 1;
      break;
    default:
      result.gamma = g;
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
    const bool equal = nearly_equal(reached, wanted, epsilon);
    if (equal && definition == 2) return (s.value(i) + s.value(i + 1)) / 2;
    if (equal || wanted < reached) return s.value(i);
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
