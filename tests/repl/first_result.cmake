# SPDX-License-Identifier: BSL-1.0
# Records how long the first result of a fresh interpreter takes: gini() of a million values, against a session that
# sorts them with the standard library. The result must be right; nothing is decided by the time, as it depends on what
# else the machine does. ctest --verbose shows it, and house/header.cmake records it beside what headers cost.
#   cmake -DREPL=clang-repl-19 -DINCLUDE=include -P first_result.cmake
include("${CMAKE_CURRENT_LIST_DIR}/session.cmake")

set(values
  "std::vector<double> x(1000000)@"
  "unsigned long state = 1@"
  "std::size_t i = 0@"
  "for (i = 0@ i < x.size()@ ++i) x[i] = static_cast<double>((state = state * 6364136223846793005u + 1442695040888963407u) >> 40)@")

# took(variable line...): the seconds of a session that must print 1.
function(took variable)
  string(TIMESTAMP begin "%s%f")
  session(printed c++17 ${ARGN})
  string(TIMESTAMP end "%s%f")
  string(STRIP "${printed}" printed)
  if(NOT printed STREQUAL "1")
    message(SEND_ERROR "expected 1, got:\n${printed}")
  endif()
  math(EXPR milliseconds "(${end} - ${begin}) / 1000")
  set(${variable} ${milliseconds} PARENT_SCOPE)
endfunction()

took(plain "#include <vector>" "#include <algorithm>" "#include <cstdio>" ${values}
  "bool ascends = (std::sort(x.begin(), x.end()), x.front() < x.back())@" "std::printf(\"%d\\n\", ascends)@")
took(lorenz "#include <lorenz/lorenz.hpp>" "#include <cstdio>" ${values}
  "double g = lorenz::gini(x)@" "std::printf(\"%d\\n\", g > 0.3 && g < 0.4)@")
math(EXPR percent "100 * ${lorenz} / ${plain}")
message(STATUS "first result: ${lorenz} ms, ${percent} % of the ${plain} ms in which the standard library sorts")
