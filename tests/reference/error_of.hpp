// SPDX-License-Identifier: BSL-1.0
#ifndef LORENZ_TESTS_REFERENCE_ERROR_OF_HPP
#define LORENZ_TESTS_REFERENCE_ERROR_OF_HPP

#include <exception>  // exception
#include <string>     // string

// What a call complains of.
template <class Call>
std::string error_of(Call&& call) {
  try {
    call();
  } catch (const std::exception& e) {
    return e.what();
  }
  return "no error";
}

#endif
