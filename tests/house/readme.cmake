# SPDX-License-Identifier: BSL-1.0
# The program in README.md is examples/quickstart.cpp below its head, and what README.md says it prints, it prints.
#   cmake -DSOURCE=. -DQUICKSTART=build/examples/quickstart -P readme.cmake
file(READ "${SOURCE}/README.md" readme)

# read_block(variable language): the first block of that language.
function(read_block variable language)
  string(FIND "${readme}" "```${language}\n" begin)
  string(LENGTH "```${language}\n" skip)
  if(begin EQUAL -1)
    message(FATAL_ERROR "README.md has no ```${language} block")
  endif()
  math(EXPR begin "${begin} + ${skip}")
  string(SUBSTRING "${readme}" ${begin} -1 text)
  string(FIND "${text}" "```" end)
  string(SUBSTRING "${text}" 0 ${end} text)
  set(${variable} "${text}" PARENT_SCOPE)
endfunction()

read_block(program cpp)
file(READ "${SOURCE}/examples/quickstart.cpp" file)
string(REGEX REPLACE "^(//[^\n]*\n|\n)+" "" file "${file}")
if(NOT program STREQUAL file)
  message(SEND_ERROR "the program in README.md is not examples/quickstart.cpp:\n${program}")
endif()

read_block(output text)
execute_process(COMMAND "${QUICKSTART}" OUTPUT_VARIABLE printed COMMAND_ERROR_IS_FATAL ANY)
if(NOT output STREQUAL printed)
  message(SEND_ERROR "README.md says that the program prints\n${output}but it prints\n${printed}")
endif()
