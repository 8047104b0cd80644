// SPDX-License-Identifier: BSL-1.0
// Filling a digest, beside a sum of the same numbers, which reads them and does little else (peers/eigen).
#include <lorenz/digest.hpp>

#include "bench.hpp"

const bool added = bench::add<double>("digest", "lorenz", [](const auto& x) {
  lorenz::digest d;
  d.push(x);
  return d.total();
});
