// SPDX-License-Identifier: BSL-1.0
//
// growth.hpp: how much, how fast, who contributed, and when one series overtook another.
//
//     growth_rate(from, to)              0.5 is +50 %           year_over_year(values, 12)      monthly series
//     cagr(2.43e6, 2.96e6, 0.5)          a year                 year_over_year(dates, values)   by the calendar
//     doubling_time(0.07)                10.2 periods           index_series(values, 0, 100)
//     growth_contributions(before, after)    who made the total grow, in points of its growth
//     crossing(china, united_states)         each overtaking: where, and in which direction

#ifndef LORENZ_GROWTH_HPP
#define LORENZ_GROWTH_HPP

#include <algorithm>    // sort
#include <cmath>        // expm1, log, log1p, pow
#include <cstddef>      // size_t
#include <limits>       // numeric_limits
#include <string>       // string, to_string
#include <type_traits>  // enable_if, is_integral
#include <utility>      // pair
#include <vector>       // vector

#include "detail/levels.hpp"

namespace lorenz {

/// A month, a quarter and a year of the calendar: month in 1..12, quarter in 1..4.
struct month {
  int year, month;
};
struct quarter {
  int year, quarter;
};
struct year {
  int year;
};

/// What growth from zero is: an error, or infinite for growth from zero to something (0 from zero to zero). Growth
/// across a sign is an error whatever is said here.
enum class zero_base { raise, infinite };

struct growth_options {
  zero_base from_zero = zero_base::raise;
};

/// A growth rate and the date that it leads to.
template <class R, class Date>
struct basic_dated_rate {
  Date when;
  R rate;
};
using dated_rate = basic_dated_rate<double, month>;

/// One series overtakes another at `position`, counted in steps of the series: upward where the first gets ahead.
struct overtaking {
  double position;
  bool upward;
};

/// to / from - 1, the growth rate: 0.5 is +50 %, -1 the fall to zero. Two negative numbers are compared by size: from
/// -2 to -3 is +50 %. Within 1 ulp, without the cancellation of to / from - 1.
/// Throws std::domain_error for growth from zero or across a sign, std::invalid_argument for NaN and infinities.
template <class A, class B, detail::if_numbers<A, B> = 0>
detail::common_floating_t<A, B> growth_rate(const A& from, const B& to);

/// to / from, under the same conditions.
template <class A, class B, detail::if_numbers<A, B> = 0>
detail::common_floating_t<A, B> growth_factor(const A& from, const B& to);

/// log(to / from): additive over time and symmetric, log_growth(a, b) = -log_growth(b, a). Growth to zero has none:
/// std::domain_error. Accurate to 4 ulp also where to is close to from.
template <class A, class B, detail::if_numbers<A, B> = 0>
detail::common_floating_t<A, B> log_growth(const A& from, const B& to);

/// Compound annual growth rate (to / from)^(1 / years) - 1; `years` > 0 need not be an integer.
template <class A, class B, class Y, detail::if_numbers<A, B, Y> = 0>
detail::common_floating_t<A, B, Y> cagr(const A& from, const B& to, const Y& years);

/// Periods until a quantity that grows by `rate` > 0 a period has doubled: log 2 / log(1 + rate). std::domain_error
/// where it never does.
template <class R, detail::if_numbers<R> = 0>
detail::floating_t<R> doubling_time(const R& rate);

/// Growth over `period` steps: element i is values[i + period] / values[i] - 1. n - period elements, none where the
/// series is no longer than the period. Throws as growth_rate() does, naming the position.
template <class X, class Integer, std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
std::vector<detail::result_t<X>> year_over_year(const X& values, Integer period, growth_options options = {});

/// Growth over a year by the calendar: for each date whose twin one year before is present, in ascending order. A date
/// without its twin has no rate; the one after a gap is never compared with the one before it.
/// `dates`: a contiguous range of month, quarter or year, in any order, one for each value; a date that occurs twice or
/// is none (month 13) is a std::invalid_argument. O(n log n).
template <class Dates, class X, class Date = std::decay_t<decltype(*std::data(std::declval<const Dates&>()))>,
          std::enable_if_t<!std::is_integral_v<Date>, int> = 0>
std::vector<basic_dated_rate<detail::result_t<X>, Date>> year_over_year(const Dates& dates, const X& values,
                                                                        growth_options options = {});

/// The series as an index: values[i] / values[base_position] * base. Within 1 ulp.
template <class X>
std::vector<detail::result_t<X>> index_series(const X& values, std::size_t base_position, double base = 100);

/// What each group added to the growth of the total, (after_g - before_g) / total before, in points of that growth:
/// 0.1 of a total growth of 0.25 is ten of its 25 points. Groups may be zero or negative, at either date; the totals
/// must not differ in sign and the first must not be zero (std::domain_error).
/// Exact but for one rounding of each element, which therefore do not depend on the order of the groups; they sum to
/// growth_rate(total before, total after).
template <class X, class Y>
std::vector<detail::common_result_t<X, Y>> growth_contributions(const X& before, const Y& after);

/// Every overtaking of two series, in order: a change in who is ahead. The position is that of equality, linear within
/// a step: 2.25 lies a quarter of the way from element 2 to element 3. A touch is no overtaking; two series that are
/// equal for a while and part on the other side cross where they part. Throws std::invalid_argument for malformed
/// input. O(n).
template <class X, class Y>
std::vector<overtaking> crossing(const X& a, const Y& b);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// Growth from `from` to `to` has a meaning: the same sign, and not from zero. `first` and `second` name the two; they
/// are called where it has none.
template <class A, class B, class First, class Second>
void check_growth(const char* function, const A& from, const B& to, First&& first, Second&& second) {
  if (from == A(0)) fail_domain(function, first() + " is 0, growth from zero is not defined");
  if ((from < A(0) && to > B(0)) || (from > A(0) && to < B(0)))
    fail_domain(function, first() + " is " + printed(from) + " and " + second() + " is " + printed(to) +
                              ", growth across a sign is not defined");
}

template <class A, class B>
void check_growth(const char* function, const A& from, const B& to) {
  check_finite(function, "from", no_position, from);
  check_finite(function, "to", no_position, to);
  check_growth(
      function, from, to, [] { return std::string("from"); }, [] { return std::string("to"); });
}

template <class R, class A, class B>
R growth_rate(const A& from, const B& to) {
  const scaled<R> base = exactly<R>(from);
  return quotient(exactly<R>(to) - base, base);
}

/// The growth rate between two numbers that have been checked for NaN.
template <class R, class T, class First, class Second>
R growth_between(const char* function, const T& from, const T& to, growth_options options, First&& first,
                 Second&& second) {
  if (options.from_zero == zero_base::infinite && from == T(0)) {
    if (to == T(0)) return R(0);
    const R infinity = std::numeric_limits<R>::infinity();
    return to > T(0) ? infinity : R(-infinity);
  }
  check_growth(function, from, to, first, second);
  return growth_rate<R>(from, to);
}

/// The same between two elements of a series.
template <class R, class T>
R series_growth(const char* function, const T* values, std::size_t i, std::size_t j, growth_options options) {
  return growth_between<R>(
      function, values[i], values[j], options, [i] { return at("values", i); }, [j] { return at("values", j); });
}

/// Dates as consecutive integers, `a_year` of them to a year.
template <class Date>
struct calendar;

template <>
struct calendar<year> {
  static constexpr int a_year = 1;
  static bool valid(const year&) { return true; }
  static long long number(const year& d) { return d.year; }
  static std::string text(const year& d) { return std::to_string(d.year); }
};
template <>
struct calendar<quarter> {
  static constexpr int a_year = 4;
  static bool valid(const quarter& d) { return d.quarter >= 1 && d.quarter <= 4; }
  static long long number(const quarter& d) { return 4LL * d.year + d.quarter; }
  static std::string text(const quarter& d) { return std::to_string(d.year) + "-Q" + std::to_string(d.quarter); }
};
template <>
struct calendar<month> {
  static constexpr int a_year = 12;
  static bool valid(const month& d) { return d.month >= 1 && d.month <= 12; }
  static long long number(const month& d) { return 12LL * d.year + d.month; }
  static std::string text(const month& d) {
    return std::to_string(d.year) + (d.month >= 0 && d.month < 10 ? "-0" : "-") + std::to_string(d.month);
  }
};

template <class Date>
void check_date(const char* function, const char* name, const Date& date, std::size_t position) {
  if (!calendar<Date>::valid(date))
    fail_invalid(function, at(name, position) + " is " + calendar<Date>::text(date) + ", no date of the calendar");
}

/// The numbers of the dates with their positions, ascending, each once.
template <class Date>
std::vector<std::pair<long long, std::size_t>> ordered_dates(const char* function, const char* name, const Date* dates,
                                                             std::size_t n) {
  std::vector<std::pair<long long, std::size_t>> ordered;
  for (std::size_t i = 0; i < n; ++i) {
    check_date(function, name, dates[i], i);
    ordered.emplace_back(calendar<Date>::number(dates[i]), i);
  }
  std::sort(ordered.begin(), ordered.end());
  for (std::size_t k = 1; k < n; ++k)
    if (ordered[k].first == ordered[k - 1].first)
      fail_invalid(function, at(name, ordered[k].second) + " is " + calendar<Date>::text(dates[ordered[k].second]) +
                                 ", as is " + at(name, ordered[k - 1].second));
  return ordered;
}

}  // namespace detail

template <class A, class B, detail::if_numbers<A, B>>
detail::common_floating_t<A, B> growth_rate(const A& from, const B& to) {
  detail::check_growth("growth_rate", from, to);
  return detail::growth_rate<detail::common_floating_t<A, B>>(from, to);
}

template <class A, class B, detail::if_numbers<A, B>>
detail::common_floating_t<A, B> growth_factor(const A& from, const B& to) {
  using R = detail::common_floating_t<A, B>;
  detail::check_growth("growth_factor", from, to);
  return quotient(detail::exactly<R>(to), detail::exactly<R>(from));
}

namespace detail {

template <class R, class A, class B>
R log_growth(const A& from, const B& to) {
  using std::log;
  using std::log1p;
  const scaled<R> ratio = normalized(exactly<R>(to) / exactly<R>(from));
  const R factor = ratio.rounded();
  if (factor > R(0.5) && factor < R(2)) return log1p(growth_rate<R>(from, to));
  return log(ratio.significand.high) + R(ratio.exponent) * log(R(2));
}

}  // namespace detail

template <class A, class B, detail::if_numbers<A, B>>
detail::common_floating_t<A, B> log_growth(const A& from, const B& to) {
  detail::check_growth("log_growth", from, to);
  if (to == B(0)) detail::fail_domain("log_growth", "to is 0, growth to zero has no logarithm");
  return detail::log_growth<detail::common_floating_t<A, B>>(from, to);
}

template <class A, class B, class Y, detail::if_numbers<A, B, Y>>
detail::common_floating_t<A, B, Y> cagr(const A& from, const B& to, const Y& years) {
  using std::expm1;
  using std::pow;
  using R = detail::common_floating_t<A, B, Y>;
  detail::check_growth("cagr", from, to);
  detail::check_finite("cagr", "years", detail::no_position, years);
  if (!(years > Y(0))) detail::fail_argument("cagr", "years", years, "must be greater than 0");
  if (to == B(0)) return R(-1);
  const R log_rate = detail::log_growth<R>(from, to) / R(years);
  // Far from zero the power is the shorter way: two doublings in two years are a rate of exactly 1.
  if (log_rate < R(-0.5) || R(0.5) < log_rate) return pow(growth_factor(from, to), R(R(1) / R(years))) - R(1);
  return expm1(log_rate);
}

template <class R, detail::if_numbers<R>>
detail::floating_t<R> doubling_time(const R& rate) {
  using std::log;
  using std::log1p;
  using result = detail::floating_t<R>;
  detail::check_finite("doubling_time", "rate", detail::no_position, rate);
  if (!(rate > R(0))) detail::fail_domain("doubling_time", "rate is " + detail::printed(rate) + ", nothing doubles");
  return log(result(2)) / log1p(result(rate));
}

template <class X, class Integer, std::enable_if_t<std::is_integral_v<Integer>, int>>
std::vector<detail::result_t<X>> year_over_year(const X& values, Integer period, growth_options options) {
  const auto x = detail::read(values);
  if (!(period > Integer(0)))
    detail::fail_argument("year_over_year", "period", static_cast<long long>(period), "must be greater than 0");
  detail::check_levels("year_over_year", "values", x);
  const auto step = static_cast<std::size_t>(period);
  std::vector<detail::result_t<X>> rates;
  for (std::size_t i = 0; x.size() > step && i < x.size() - step; ++i)
    rates.push_back(detail::series_growth<detail::result_t<X>>("year_over_year", x.data(), i, i + step, options));
  return rates;
}

template <class Dates, class X, class Date, std::enable_if_t<!std::is_integral_v<Date>, int>>
std::vector<basic_dated_rate<detail::result_t<X>, Date>> year_over_year(const Dates& dates, const X& values,
                                                                        growth_options options) {
  using R = detail::result_t<X>;
  const auto x = detail::read(values);
  detail::check_groups("year_over_year", "values", x.size(), "dates", std::size(dates));
  detail::check_levels("year_over_year", "values", x);
  const Date* const when = std::data(dates);
  const auto ordered = detail::ordered_dates("year_over_year", "dates", when, x.size());
  std::vector<basic_dated_rate<R, Date>> rates;
  std::size_t twin = 0;
  for (const auto& [number, i] : ordered) {
    const long long before = number - detail::calendar<Date>::a_year;
    while (ordered[twin].first < before) ++twin;
    if (ordered[twin].first != before) continue;
    rates.push_back({when[i], detail::series_growth<R>("year_over_year", x.data(), ordered[twin].second, i, options)});
  }
  return rates;
}

template <class X>
std::vector<detail::result_t<X>> index_series(const X& values, std::size_t base_position, double base) {
  using R = detail::result_t<X>;
  const auto x = detail::read(values);
  detail::check_levels("index_series", "values", x);
  detail::check_finite("index_series", "base", detail::no_position, base);
  if (base_position >= x.size())
    detail::fail_argument("index_series", "base_position", base_position, "beyond the last of the values");
  const auto start = detail::exactly<R>(x.data()[base_position]);
  if (start.significand.high == R(0))
    detail::fail_domain("index_series", detail::at("values", base_position) + " is 0, growth from zero is not defined");
  std::vector<R> series;
  for (std::size_t i = 0; i < x.size(); ++i)
    series.push_back(quotient(detail::exactly<R>(x.data()[i]) * detail::exactly<R>(base), start));
  return series;
}

template <class X, class Y>
std::vector<detail::common_result_t<X, Y>> growth_contributions(const X& before, const Y& after) {
  using R = detail::common_result_t<X, Y>;
  constexpr auto function = "growth_contributions";
  const auto x = detail::read(before);
  const auto y = detail::read(after);
  detail::check_groups(function, "before", x.size(), "after", y.size());
  detail::check_levels(function, "before", x);
  detail::check_levels(function, "after", y);
  const auto total = detail::sum_of<R>(x);
  detail::check_growth(
      function, total.rounded(), detail::sum_of<R>(y).rounded(), [] { return std::string("the total before"); },
      [] { return std::string("the total after"); });
  std::vector<R> contributions;
  for (std::size_t g = 0; g < x.size(); ++g)
    contributions.push_back(quotient(detail::exactly<R>(y.data()[g]) - detail::exactly<R>(x.data()[g]), total));
  return contributions;
}

template <class X, class Y>
std::vector<overtaking> crossing(const X& a, const Y& b) {
  using R = detail::common_result_t<X, Y>;
  const auto x = detail::read(a);
  const auto y = detail::read(b);
  detail::check_groups("crossing", "a", x.size(), "b", y.size());
  detail::check_levels("crossing", "a", x);
  detail::check_levels("crossing", "b", y);
  std::vector<overtaking> overtakings;
  const R zero(0);
  R side(0);  // who was ahead last: the sign of a - b
  detail::scaled<R> previous;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto ahead = detail::exactly<R>(x.data()[i]) - detail::exactly<R>(y.data()[i]);
    const R sign = ahead.significand.high;
    if (sign != zero) {
      if (side != zero && (side < zero) != (sign < zero)) {
        const R part = quotient(previous, previous - ahead);
        overtakings.push_back({static_cast<double>(i - 1) + static_cast<double>(part), sign > zero});
      }
      side = sign;
    }
    previous = ahead;
  }
  return overtakings;
}

}  // namespace lorenz

#endif
