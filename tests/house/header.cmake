# SPDX-License-Identifier: BSL-1.0
# A header of the core compiles alone, and twice; is light; reaches no opt-in library.
#   cmake -DCXX=g++ -DINCLUDE=include -DHEADER=gini.hpp -P header.cmake
#
# What a header costs is counted in lines after preprocessing in C++17: 35000 at most, or what is recorded here. (Clang
# counts the same lines to within a few.)
set(ceiling 35000)
set(ceiling_of_lorenz.hpp 45000)
if(DEFINED ceiling_of_${HEADER})
  set(ceiling ${ceiling_of_${HEADER}})
endif()

set(ENV{LC_ALL} C)
set(source "${CMAKE_CURRENT_BINARY_DIR}/header-${HEADER}.cpp")
string(REPLACE "/" "-" source_name "header-${HEADER}.cpp")
set(source "${CMAKE_CURRENT_BINARY_DIR}/${source_name}")
file(WRITE "${source}" "#include <lorenz/${HEADER}>\n#include <lorenz/${HEADER}>\n")
set(compile "${CXX}" "-I${INCLUDE}" "${source}")

foreach(standard IN ITEMS c++17 c++20)
  execute_process(COMMAND ${compile} -std=${standard} -fsyntax-only RESULT_VARIABLE result ERROR_VARIABLE message)
  if(NOT result EQUAL 0)
    message(SEND_ERROR "${HEADER} does not compile alone, twice, in ${standard}:\n${message}")
  endif()
endforeach()

execute_process(COMMAND ${compile} -std=c++17 -E -P OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE "[^\n]" "" text "${text}")
string(LENGTH "${text}" lines)
message(STATUS "${HEADER}: ${lines} lines, ceiling ${ceiling}")
if(lines GREATER ceiling)
  message(SEND_ERROR "${HEADER} has grown to ${lines} lines, its ceiling is ${ceiling}")
endif()

execute_process(COMMAND ${compile} -std=c++17 -M OUTPUT_VARIABLE reached COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^ \n\\]+" reached "${reached}")
foreach(file IN LISTS reached)
  if(file MATCHES "/(Eigen|boost|nlohmann)/|/mpi\\.h$|/(execution|format|iostream|ranges|regex)$|intrin\\.h$")
    message(SEND_ERROR "${HEADER} reaches ${file}")
  endif()
  if(file MATCHES "/lorenz/[^ ]*\\.hpp$")
    # libstdc++'s <algorithm> reaches <functional> by itself; we do not ask for it.
    file(STRINGS "${file}" asked REGEX "^#include <functional>")
    if(asked)
      message(SEND_ERROR "${file} includes <functional>")
    endif()
  endif()
endforeach()
