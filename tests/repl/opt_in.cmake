# SPDX-License-Identifier: BSL-1.0
# Headers that need more than the standard library, one after the other in a session, each of them twice, then a call.
#   cmake -DREPL=clang-repl-19 -DINCLUDE=include:eigen3 -DSTANDARD=c++17 -DHEADERS=a.hpp,b.hpp -P opt_in.cmake
include("${CMAKE_CURRENT_LIST_DIR}/session.cmake")

set(call_of_eigen.hpp "lorenz::gini(Eigen::Vector4d(0, 0, 0, 1)) == 0.75")
set(call_of_panel.hpp "lorenz::panel(std::vector<int>{2025}, std::vector<int>{1, 2}, std::vector<int>{1, 3}).shares()(0, 1) == 0.75")
set(call_of_decomposition.hpp "lorenz::gini_by_source(Eigen::MatrixXd::Ones(2, 2)).total == 0")
set(call_of_inference.hpp "lorenz::inference::gini(std::vector<int>{0, 0, 0, 1}).value == 0.75")
set(call_of_fit.hpp "lorenz::curve_fit(lorenz::curve_model::pareto, {2}).valid()")
set(call_of_notebook.hpp "mime_bundle_repr(lorenz::interval{0, 1}).contains(\"text/html\")")

string(REPLACE "," ";" headers "${HEADERS}")
set(lines "#include <cstdio>" "#include <vector>")
foreach(header IN LISTS headers)
  list(APPEND lines "#include <lorenz/${header}>" "#include <lorenz/${header}>")
endforeach()
list(APPEND lines "#include <lorenz/gini.hpp>")
set(expected "")
foreach(header IN LISTS headers)
  list(APPEND lines "bool holds_${header} = ${call_of_${header}}@ std::printf(\"%d\", holds_${header})@")
  string(APPEND expected 1)
endforeach()
list(TRANSFORM lines REPLACE "holds_([a-z]+)\\.hpp" "holds_\\1")
session(printed ${STANDARD} ${lines})
string(STRIP "${printed}" printed)
if(NOT printed STREQUAL expected)
  message(SEND_ERROR "${HEADERS} in ${STANDARD}: expected ${expected}, got:\n${printed}")
endif()
