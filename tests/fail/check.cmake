# SPDX-License-Identifier: BSL-1.0
# A snippet compiles as it is and does not compile with FAIL defined, for the reason its "// error:" line expects; or
# with the compiler's option that its "// option:" line names.
#   cmake -DCXX=g++ -DINCLUDE=include -DEIGEN_INCLUDE=/usr/include/eigen3 -DFILE=bare_weights.cpp -P check.cmake
set(ENV{LC_ALL} C)
file(STRINGS "${FILE}" expected REGEX "^// error: ")
string(REGEX REPLACE "^// error: " "" expected "${expected}")
file(STRINGS "${FILE}" option REGEX "^// option: ")
if(NOT option)
  set(option -DFAIL)
endif()
string(REGEX REPLACE "^// option: " "" option "${option}")
set(compile "${CXX}" -std=c++17 -fsyntax-only "-I${INCLUDE}")
if(EIGEN_INCLUDE)
  list(APPEND compile -isystem "${EIGEN_INCLUDE}")
endif()

execute_process(COMMAND ${compile} "${FILE}" RESULT_VARIABLE result ERROR_VARIABLE message)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "the correct call beside it does not compile:\n${message}")
endif()
execute_process(COMMAND ${compile} ${option} "${FILE}" RESULT_VARIABLE result ERROR_VARIABLE message)
if(result EQUAL 0)
  message(FATAL_ERROR "compiles, and must not")
elseif(NOT expected OR NOT message MATCHES "${expected}")
  message(FATAL_ERROR "the compiler's message does not match '${expected}':\n${message}")
endif()
