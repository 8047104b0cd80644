# SPDX-License-Identifier: BSL-1.0

# session(variable standard line...): what clang-repl prints when it is fed these lines. In a line @ stands for a
# semicolon, which would end an element of the list. INCLUDE may name several directories, parted by colons.
function(session variable standard)
  list(JOIN ARGN "\n" input)
  string(REPLACE "@" ";" input "${input}")
  string(SHA1 name "${REPL}${standard}${input}")
  set(file "${CMAKE_CURRENT_BINARY_DIR}/session-${name}.txt")
  file(WRITE "${file}" "${input}\n%quit\n")
  string(REPLACE ":" ";" directories "${INCLUDE}")
  list(TRANSFORM directories PREPEND -Xcc=-I)
  execute_process(COMMAND "${REPL}" -Xcc=-std=${standard} ${directories} INPUT_FILE "${file}"
    OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(${variable} "${output}" PARENT_SCOPE)
endfunction()
