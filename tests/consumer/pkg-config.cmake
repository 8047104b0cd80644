# SPDX-License-Identifier: BSL-1.0
# A plain compiler call with the flags that pkg-config gives.
#   cmake -DPKG_CONFIG=pkg-config -DCXX=g++ -DPREFIX=prefix -DSOURCE=core.cpp -DVERSION=1.2.3 -P pkg-config.cmake
set(ENV{PKG_CONFIG_PATH} "${PREFIX}/share/pkgconfig")
execute_process(COMMAND "${PKG_CONFIG}" --modversion lorenz
  OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
if(NOT version STREQUAL VERSION)
  message(SEND_ERROR "pkg-config says version '${version}', the library is ${VERSION}")
endif()
execute_process(COMMAND "${PKG_CONFIG}" --cflags lorenz OUTPUT_VARIABLE flags COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
execute_process(COMMAND "${CXX}" -std=c++17 ${flags} "${SOURCE}" -o "${PREFIX}/consumer" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${PREFIX}/consumer" COMMAND_ERROR_IS_FATAL ANY)
