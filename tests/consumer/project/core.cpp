// SPDX-License-Identifier: BSL-1.0
#include <lorenz/lorenz.hpp>
#include <vector>

int main() {
  const std::vector<int> x{0, 0, 0, 1};
  return lorenz::gini(x) == 0.75 ? 0 : 1;
}
