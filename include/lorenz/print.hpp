// SPDX-License-Identifier: BSL-1.0
//
// print.hpp: operator<< for every result.
//
//     std::cout << describe(x) << interval{0.34, 0.56} << '\n';
//
// Numbers follow the precision of the stream.

#ifndef LORENZ_PRINT_HPP
#define LORENZ_PRINT_HPP

#include <ostream>  // ostream

#include "curve.hpp"
#include "describe.hpp"
#include "ecdf.hpp"
#include "sample.hpp"

namespace lorenz {

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
/// The table of text().
template <class R>
std::ostream& operator<<(std::ostream& out, const basic_summary<R>& s);

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

template <class R>
std::ostream& operator<<(std::ostream& out, const basic_summary<R>& s) {
  return out << s.text();
}

}  // namespace lorenz

#endif
