// SPDX-License-Identifier: BSL-1.0
#include <lorenz/trend.hpp>
#include <vector>

int main() {
  const lorenz::estimate rate = lorenz::trend(std::vector<double>{1, 2, 4, 8.5});
  return rate.confidence.lower < rate.value && rate.value < rate.confidence.upper ? 0 : 1;
}
