# SPDX-License-Identifier: BSL-1.0
# What happens at a prompt in the course of a day: an exception, a cell with an error and then a correct one, a name
# taken twice, and fifty cells one after the other. clang-repl 19 in C++20 often dies of an exception, whoever throws it
# (a std::domain_error after the headers of the standard library alone): it is not asked to there.
#   cmake -DREPL=clang-repl-19 -DINCLUDE=include -P prompt.cmake
include("${CMAKE_CURRENT_LIST_DIR}/session.cmake")

set(lines
  "#include <lorenz/lorenz.hpp>"
  "#include <cstdio>"
  "#include <exception>"
  "#include <vector>"
  "std::vector<int> x{0, 0, 0, 1}@"
  "[] { try { lorenz::gini(std::vector<int>{-2, 1})@ } catch (const std::exception& e) { std::printf(\"=> %s\\n\", e.what())@ } }()@"
  "double wrong = lorenz::gini(\"text\")@"
  "std::printf(\"=> %g\\n\", lorenz::gini(x))@"
  "std::vector<double> x{1, 1}@"
  "std::printf(\"=> %g\\n\", lorenz::gini(x))@"
  "x = {1, 1}@"
  "std::printf(\"=> %g\\n\", lorenz::gini(x))@"
  "double sum = 0@")
foreach(cell RANGE 1 50)
  list(APPEND lines "auto g${cell} = lorenz::gini(std::vector<int>{0, ${cell}})@ sum += g${cell}@")
endforeach()
list(APPEND lines "std::printf(\"=> %g\\n\", sum)@")

foreach(standard IN ITEMS c++17 c++20)
  set(expected "=> lorenz::gini: the total is not positive;=> 0.75;=> 0.75;=> 0;=> 25")
  set(asked ${lines})
  if(REPL MATCHES "19" AND standard STREQUAL "c++20")
    list(FILTER asked EXCLUDE REGEX "try {")
    list(POP_FRONT expected)
  endif()
  session(printed ${standard} ${asked})
  string(REGEX MATCHALL "=> [^\n]*" found "${printed}")
  if(NOT found STREQUAL expected)
    message(SEND_ERROR "in ${standard}: found ${found} in\n${printed}")
  endif()
  if(NOT printed MATCHES "error: redefinition of 'x'")
    message(SEND_ERROR "in ${standard}: the session did not meet the errors it is about:\n${printed}")
  endif()
endforeach()
