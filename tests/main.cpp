// SPDX-License-Identifier: BSL-1.0
// The main of every test. Since it includes the library too, no test would link if a function were not inline.
#define DOCTEST_CONFIG_IMPLEMENT  // doctest.h is precompiled: it is too late for it to derive this one
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <lorenz/lorenz.hpp>
#include <lorenz/print.hpp>
