// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/select_weighted.hpp>
#include <lorenz/quantile.hpp>

#include <doctest/doctest.h>
#include <cmath>
#include <random>
#include <vector>

using namespace lorenz;

TEST_CASE("selected weighted quantiles are those of the sorted rows, ties at the target included") {
  std::mt19937_64 engine(12);
  std::lognormal_distribution<double> heavy(3, 2.8);
  for (const std::size_t n : {4096u, 20000u})
    for (int shape = 0; shape < 5; ++shape) {
      CAPTURE(n);
      CAPTURE(shape);
      std::vector<double> x(n), w(n);
      for (std::size_t i = 0; i < n; ++i) {
        x[i] = shape == 1 ? static_cast<double>(engine() % 9) : heavy(engine);
        w[i] = shape == 0   ? 1.0  // cumulated weights meet p W
               : shape == 2 ? static_cast<double>(engine() % 2)
               : shape == 3 ? std::ldexp(1.0, static_cast<int>(engine() % 1900) - 950)
                            : static_cast<double>(engine() % 1000) / 999;
      }
      if (shape == 4)
        for (std::size_t i = 0; i < n; ++i)
          if (x[i] > 20) w[i] = 0;
      for (const quantile_definition definition :
           {quantile_definition::hyndman_fan_1, quantile_definition::hyndman_fan_2, quantile_definition::laeken}) {
        CAPTURE(static_cast<int>(definition));
        const distribution sorted_once(x, sampling(w));
        for (const double p : {0.0, 1e-9, 0.01, 0.25, 0.29, 0.5, 0.75, 0.999, 1.0}) {
          CAPTURE(p);
          CHECK(quantile(x, sampling(w), p, quantile_options{definition}) ==
                quantile(sorted_once, p, quantile_options{definition}));
        }
      }
    }
}
