// SPDX-License-Identifier: BSL-1.0
//
// xdisplay.hpp: stands in for the header of that name in xeus-cling and xeus-cpp, for clang-repl, which has no screen.
// It finds a bundle as they do, and prints it in a line of its own.

#ifndef LORENZ_EXAMPLES_XDISPLAY_HPP
#define LORENZ_EXAMPLES_XDISPLAY_HPP

#include <iostream>  // cout
#include <sstream>   // ostringstream

#include <nlohmann/json.hpp>

namespace xcpp {

template <class T>
nlohmann::json mime_bundle_repr(const T& value) {
  std::ostringstream text;
  text << value;
  return {{"text/plain", text.str()}};
}

/// The kernels have such a one too: where all functions of a name are templates, Clang takes `xcpp::display(x);` at the
/// prompt for a declaration of x.
struct nothing {};
inline void display(nothing) {}

template <class T>
void display(const T& value) {
  using ::xcpp::mime_bundle_repr;
  std::cout << "\n@@bundle " << mime_bundle_repr(value).dump() << "\n" << std::flush;
}

}  // namespace xcpp

#endif
