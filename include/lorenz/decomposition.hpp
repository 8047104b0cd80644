// SPDX-License-Identifier: BSL-1.0
//
// decomposition.hpp: everything that splits a number, or its change, into exact parts: the plain headers, which
// lorenz.hpp has too, and those that take matrices and need Eigen.

#ifndef LORENZ_DECOMPOSITION_HPP
#define LORENZ_DECOMPOSITION_HPP

#include "decomposition/concentration_change.hpp"       // IWYU pragma: export
#include "decomposition/entropy_decomposition.hpp"      // IWYU pragma: export
#include "decomposition/gini_by_source.hpp"             // IWYU pragma: export
#include "decomposition/gini_decomposition.hpp"         // IWYU pragma: export
#include "decomposition/lmdi.hpp"                       // IWYU pragma: export
#include "decomposition/mean_change.hpp"                // IWYU pragma: export
#include "decomposition/mean_log_deviation_change.hpp"  // IWYU pragma: export
#include "decomposition/olley_pakes.hpp"                // IWYU pragma: export
#include "decomposition/shapley.hpp"                    // IWYU pragma: export
#include "decomposition/share_change.hpp"               // IWYU pragma: export
#include "decomposition/shift_share.hpp"                // IWYU pragma: export

#endif
