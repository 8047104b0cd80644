# SPDX-License-Identifier: BSL-1.0
# One header in clang-repl, in C++17 and C++20. What counts is what it prints: its exit code is 0 even after errors.
#   cmake -DREPL=clang-repl-19 -DINCLUDE=include -DHEADER=gini.hpp -DCALL="lorenz::gini(...)" -DVALUE=0.75 -P header.cmake
include("${CMAKE_CURRENT_LIST_DIR}/session.cmake")
if(NOT CALL)
  message(FATAL_ERROR "tests/repl/CMakeLists.txt has no line for ${HEADER}")
endif()

set(lines
  "#include <lorenz/${HEADER}>"
  "#include <lorenz/${HEADER}>"
  "#include <cstdio>"
  "#include <sstream>"
  "#include <vector>"
  "std::vector<int> heap{0, 0, 0, 1}@"
  "std::vector<double> halves{0.5, 0.5, 0.5, 0.5}@"
  "auto value = ${CALL}@"
  "std::printf(\"%.17g\\n\", static_cast<double>(value))@")
foreach(standard IN ITEMS c++17 c++20)
  session(printed ${standard} ${lines})
  string(STRIP "${printed}" printed)
  if(NOT printed STREQUAL VALUE)
    message(SEND_ERROR "${HEADER} in ${standard}: expected ${VALUE}, got:\n${printed}")
  endif()
endforeach()
