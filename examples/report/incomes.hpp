// SPDX-License-Identifier: BSL-1.0
//
// incomes.hpp: synthetic incomes with a heavy tail, the same on every machine.
//
//     const std::vector<double> x = report::incomes(2'000'000);

#ifndef LORENZ_EXAMPLES_INCOMES_HPP
#define LORENZ_EXAMPLES_INCOMES_HPP

#include <cmath>    // exp, log, sqrt
#include <cstddef>  // size_t
#include <cstdint>  // uint64_t
#include <vector>   // vector

namespace report {

/// Lognormal with the parameters 3 and 2.8, by the polar method on SplitMix64.
inline std::vector<double> incomes(std::size_t n) {
  std::uint64_t state = 1;
  const auto uniform = [&] {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
  };
  std::vector<double> x;
  while (x.size() < n) {
    const double u = 2 * uniform() - 1, v = 2 * uniform() - 1, s = u * u + v * v;
    if (s < 1) x.push_back(std::exp(3 + 2.8 * u * std::sqrt(-2 * std::log(s) / s)));
  }
  return x;
}

}  // namespace report

#endif
