# SPDX-License-Identifier: BSL-1.0
# What can be said about the files of the project without compiling any.
#   cmake -DSOURCE=. -P files.cmake
cmake_policy(SET CMP0057 NEW)

# ---- nothing else lies at the top ----
set(top CMakeLists.txt CMakePresets.json CMakeUserPresets.json LICENSE README.md benchmarks build examples include tests)
file(GLOB entries RELATIVE "${SOURCE}" "${SOURCE}/*")
foreach(entry IN LISTS entries)
  if(NOT entry MATCHES "^\\." AND NOT entry IN_LIST top AND NOT EXISTS "${SOURCE}/${entry}/CMakeCache.txt")
    message(SEND_ERROR "${entry} does not belong at the top of the project")
  endif()
endforeach()

# ---- every header has a test of its name, every test a header ----
file(GLOB_RECURSE headers RELATIVE "${SOURCE}/include/lorenz" "${SOURCE}/include/*.hpp")
file(GLOB_RECURSE tests RELATIVE "${SOURCE}/tests" "${SOURCE}/tests/*.test.cpp")
list(TRANSFORM headers REPLACE "\\.hpp$" ".test.cpp")
foreach(header IN LISTS headers)
  if(NOT header IN_LIST tests)
    message(SEND_ERROR "tests/${header} is missing")
  endif()
endforeach()
foreach(test IN LISTS tests)
  if(NOT test IN_LIST headers)
    message(SEND_ERROR "tests/${test} tests no header of its name")
  endif()
endforeach()

# ---- headers stay safe in an interpreter, where every cell is a translation unit ----
set(banned
  "thread_local" "std::async" "call_once" "__builtin_cpu_supports" "target_clones" "[^_a-z](asm|__asm__) *[(v]"
  "__attribute__ *\\(\\((constructor|destructor|ifunc|target)" "using namespace" "namespace {"
  "\n *static [^()\n]*[^()\n ] *[={\n]")  # a variable, since a function has its parameters first
file(GLOB_RECURSE headers "${SOURCE}/include/*.hpp")
foreach(file IN LISTS headers)
  file(READ "${file}" text)
  string(REGEX REPLACE "//[^\n]*|static (inline )?const(expr)? [^\n]*" "" text "${text}")
  foreach(pattern IN LISTS banned)
    if(text MATCHES "${pattern}")
      message(SEND_ERROR "${file}: not safe in an interpreter: ${CMAKE_MATCH_0}")
    endif()
  endforeach()
endforeach()

# ---- every file names its licence first; none names a place on somebody's machine ----
file(GLOB_RECURSE files
  "${SOURCE}/include/*" "${SOURCE}/tests/*" "${SOURCE}/examples/*" "${SOURCE}/benchmarks/*" "${SOURCE}/.ci/*"
  "${SOURCE}/CMakeLists.txt" "${SOURCE}/CMakePresets.json" "${SOURCE}/README.md" "${SOURCE}/.clang-*")
list(FILTER files EXCLUDE REGEX "/(node_modules|data|build)/|package-lock\\.json$|\\.(png|csv)$")
foreach(file IN LISTS files)
  if(file MATCHES "\\.(cpp|hpp|cmake|js|mjs|css)$|/CMakeLists\\.txt$|/\\.ci/run$|/\\.clang-[a-z]+$")
    file(STRINGS "${file}" head LIMIT_COUNT 2)
    if(NOT head MATCHES "SPDX-License-Identifier: BSL-1\\.0")
      message(SEND_ERROR "${file} does not begin with its SPDX line")
    endif()
  endif()
  file(STRINGS "${file}" lines REGEX "(^|[^A-Za-z0-9_./}])/(home|root|tmp|work|Users)/")
  if(lines)
    message(SEND_ERROR "${file} names a place on somebody's machine: ${lines}")
  endif()
endforeach()
