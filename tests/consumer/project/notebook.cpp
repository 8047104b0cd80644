// SPDX-License-Identifier: BSL-1.0
#include <vector>

#include <lorenz/notebook.hpp>

int main() {
  const std::vector<int> x{0, 0, 0, 1};
  return mime_bundle_repr(lorenz::curve(x)).contains("application/vnd.vegalite.v5+json") ? 0 : 1;
}
