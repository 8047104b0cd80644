// SPDX-License-Identifier: BSL-1.0
//
// print.hpp: operator<< for every result; of the parts that a decomposition has for each group, for share_effect only.
//
//     std::cout << describe(x) << interval{0.34, 0.56} << '\n' << gini_change(ids0, x0, ids1, x1);
//
// Numbers follow the precision of the stream.

#ifndef LORENZ_PRINT_HPP
#define LORENZ_PRINT_HPP

#include <ostream>      // ostream
#include <string>       // string
#include <type_traits>  // enable_if, is_same
#include <utility>      // declval

#include "curve.hpp"
#include "describe.hpp"
#include "ecdf.hpp"
#include "growth.hpp"
#include "sample.hpp"

namespace lorenz {

template <class R>
struct basic_share_effect;
template <class R, class Label>
struct basic_without;

namespace detail {
template <class Result>
using if_has_text = std::enable_if_t<std::is_same_v<decltype(std::declval<const Result&>().text()), std::string>>;
}  // namespace detail

/// "[0.34, 0.56]"
std::ostream& operator<<(std::ostream& out, const interval& i);
/// "0.46 +- 0.08, 95 % in [0.3, 0.62]"
std::ostream& operator<<(std::ostream& out, const estimate& e);
/// "(0.5, 0.1)"
template <class R>
std::ostream& operator<<(std::ostream& out, const basic_curve_point<R>& p);
/// One corner a line.
template <class R>
std::ostream& operator<<(std::ostream& out, const basic_curve<R>& c);
/// "value fraction", one step a line.
template <class R>
std::ostream& operator<<(std::ostream& out, const basic_ecdf<R>& e);
/// "first", "second", "equal" or "crossing"
std::ostream& operator<<(std::ostream& out, dominance d);
/// "upward at 2.25"
std::ostream& operator<<(std::ostream& out, const overtaking& o);
/// "2025-01", "2025-Q1", "2025"
std::ostream& operator<<(std::ostream& out, const month& date);
std::ostream& operator<<(std::ostream& out, const quarter& date);
std::ostream& operator<<(std::ostream& out, const year& date);
/// "2025-01 0.25"
template <class R, class Date>
std::ostream& operator<<(std::ostream& out, const basic_dated_rate<R, Date>& rate);
/// "0.5 to 0.75: own 0.25, others 0", what share_change() says of a group.
template <class R>
std::ostream& operator<<(std::ostream& out, const basic_share_effect<R>& e);
/// "industry 0.4", what influence.hpp says of the rest without a group.
template <class R, class Label>
std::ostream& operator<<(std::ostream& out, const basic_without<R, Label>& rest);
/// text(), for every result that has one: a summary, a decomposition, a panel, facts, a verdict, a digest, a fit.
template <class Result, class = detail::if_has_text<Result>>
std::ostream& operator<<(std::ostream& out, const Result& result);

// ---------------------------------------------------------------------------------------------------------------------

inline std::ostream& operator<<(std::ostream& out, const interval& i) {
  return out << '[' << i.lower << ", " << i.upper << ']';
}

inline std::ostream& operator<<(std::ostream& out, const estimate& e) {
  return out << e.value << " +- " << e.standard_error << ", " << 100 * e.level << " % in " << e.confidence;
}

template <class R>
std::ostream& operator<<(std::ostream& out, const basic_curve_point<R>& p) {
  return out << '(' << p.population << ", " << p.share << ')';
}

template <class R>
std::ostream& operator<<(std::ostream& out, const basic_curve<R>& c) {
  for (const auto& point : c.points()) out << point << '\n';
  return out;
}

template <class R>
std::ostream& operator<<(std::ostream& out, const basic_ecdf<R>& e) {
  for (std::size_t i = 0; i < e.values().size(); ++i) out << e.values()[i] << ' ' << e.fractions()[i] << '\n';
  return out;
}

inline std::ostream& operator<<(std::ostream& out, dominance d) {
  switch (d) {
    case dominance::first:
      return out << "first";
    case dominance::second:
      return out << "second";
    case dominance::equal:
      return out << "equal";
    default:
      return out << "crossing";
  }
}

inline std::ostream& operator<<(std::ostream& out, const overtaking& o) {
  return out << (o.upward ? "upward at " : "downward at ") << o.position;
}

inline std::ostream& operator<<(std::ostream& out, const month& date) {
  return out << detail::calendar<month>::text(date);
}
inline std::ostream& operator<<(std::ostream& out, const quarter& date) {
  return out << detail::calendar<quarter>::text(date);
}
inline std::ostream& operator<<(std::ostream& out, const year& date) {
  return out << detail::calendar<year>::text(date);
}

template <class R, class Date>
std::ostream& operator<<(std::ostream& out, const basic_dated_rate<R, Date>& rate) {
  return out << rate.when << ' ' << rate.rate;
}

template <class R>
std::ostream& operator<<(std::ostream& out, const basic_share_effect<R>& e) {
  return out << e.before << " to " << e.after << ": own " << e.own << ", others " << e.others;
}

template <class R, class Label>
std::ostream& operator<<(std::ostream& out, const basic_without<R, Label>& rest) {
  return out << rest.group << ' ' << rest.value;
}

template <class Result, class>
std::ostream& operator<<(std::ostream& out, const Result& result) {
  return out << result.text();
}

}  // namespace lorenz

#endif
