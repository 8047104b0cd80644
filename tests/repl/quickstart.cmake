# SPDX-License-Identifier: BSL-1.0
# The program of the README at the prompt: its includes, then the statements of main, one at a time.
#   cmake -DREPL=clang-repl-19 -DINCLUDE=include -DPROGRAM=quickstart.cpp -DQUICKSTART=build/quickstart -P quickstart.cmake
include("${CMAKE_CURRENT_LIST_DIR}/session.cmake")
execute_process(COMMAND "${QUICKSTART}" OUTPUT_VARIABLE expected COMMAND_ERROR_IS_FATAL ANY)
string(STRIP "${expected}" expected)

file(READ "${PROGRAM}" program)
string(REPLACE ";" "@" program "${program}")
string(REGEX REPLACE "(^|\n| )//[^\n]*" "\\1" program "${program}")
if(NOT program MATCHES "^(.*\n)int main\\(\\) {\n(.*)\n}\n$")
  message(FATAL_ERROR "${PROGRAM} does not end with its main")
endif()
set(includes "${CMAKE_MATCH_1}")
set(statements "${CMAKE_MATCH_2}")
string(REGEX REPLACE "\n +return 0@\n?$" "" statements "${statements}")
# Statements of main start two columns in; what is further in, or closes a brace, continues the one above.
string(REGEX REPLACE "\n(    |  })" " " statements "${statements}")
string(REGEX REPLACE "\n+" ";" lines "${includes}\n${statements}")

foreach(standard IN ITEMS c++17 c++20)
  session(printed ${standard} ${lines})
  string(STRIP "${printed}" printed)
  if(NOT printed STREQUAL expected)
    message(SEND_ERROR "in ${standard}: expected\n${expected}\ngot\n${printed}")
  endif()
endforeach()
