# SPDX-License-Identifier: BSL-1.0

# session(variable standard line...): what clang-repl prints when it is fed these lines. In a line @ stands for a
# semicolon, which would end an element of the list. INCLUDE may name several directories, parted by colons.
# An interpreter that a signal ends is started again, twice at most, and the test says so: clang-repl 19 now and then
# dies where an exception is thrown.
function(session variable standard)
  list(JOIN ARGN "\n" input)
  string(REPLACE "@" ";" input "${input}")
  string(SHA1 name "${REPL}${standard}${input}")
  set(file "${CMAKE_CURRENT_BINARY_DIR}/session-${name}.txt")
  file(WRITE "${file}" "${input}\n%quit\n")
  string(REPLACE ":" ";" directories "${INCLUDE}")
  list(TRANSFORM directories PREPEND -Xcc=-I)
  foreach(attempt RANGE 1 3)
    execute_process(COMMAND "${REPL}" -Xcc=-std=${standard} ${directories} INPUT_FILE "${file}"
      OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE result)
    if(result MATCHES "^[0-9]+$")
      break()
    endif()
    message(NOTICE "attempt ${attempt}: ${REPL} ended by itself: ${result}")
  endforeach()
  set(${variable} "${output}" PARENT_SCOPE)
endfunction()
