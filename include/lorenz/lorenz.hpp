// SPDX-License-Identifier: BSL-1.0
//
// lorenz.hpp: concentration, quantiles, growth and decomposition of what a sample holds, in one include. The standard
// library is all it needs; the headers that need more (eigen.hpp, ...) are included by name.

#ifndef LORENZ_LORENZ_HPP
#define LORENZ_LORENZ_HPP

#define LORENZ_VERSION_MAJOR 0
#define LORENZ_VERSION_MINOR 1
#define LORENZ_VERSION_PATCH 0

#include "concentration_index.hpp"                      // IWYU pragma: export
#include "curve.hpp"                                    // IWYU pragma: export
#include "decomposition/concentration_change.hpp"       // IWYU pragma: export
#include "decomposition/entropy_decomposition.hpp"      // IWYU pragma: export
#include "decomposition/gini_decomposition.hpp"         // IWYU pragma: export
#include "decomposition/mean_change.hpp"                // IWYU pragma: export
#include "decomposition/mean_log_deviation_change.hpp"  // IWYU pragma: export
#include "decomposition/olley_pakes.hpp"                // IWYU pragma: export
#include "decomposition/shapley.hpp"                    // IWYU pragma: export
#include "decomposition/share_change.hpp"               // IWYU pragma: export
#include "decomposition/shift_share.hpp"                // IWYU pragma: export
#include "describe.hpp"                                 // IWYU pragma: export
#include "distribution.hpp"                             // IWYU pragma: export
#include "diversity.hpp"                                // IWYU pragma: export
#include "ecdf.hpp"                                     // IWYU pragma: export
#include "entropy.hpp"                                  // IWYU pragma: export
#include "gini.hpp"                                     // IWYU pragma: export
#include "growth.hpp"                                   // IWYU pragma: export
#include "inequality.hpp"                               // IWYU pragma: export
#include "influence.hpp"                                // IWYU pragma: export
#include "kolm.hpp"                                     // IWYU pragma: export
#include "market.hpp"                                   // IWYU pragma: export
#include "mean.hpp"                                     // IWYU pragma: export
#include "moving_growth.hpp"                            // IWYU pragma: export
#include "quantile.hpp"                                 // IWYU pragma: export
#include "quantile_definition.hpp"                      // IWYU pragma: export
#include "sample.hpp"                                   // IWYU pragma: export
#include "share_ratio.hpp"                              // IWYU pragma: export
#include "shares.hpp"                                   // IWYU pragma: export

#endif
