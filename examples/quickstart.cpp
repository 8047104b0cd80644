// SPDX-License-Identifier: BSL-1.0

#include <cstdio>  // printf
#include <vector>  // vector

#include <lorenz/lorenz.hpp>

int main() {
  // How often each of ten models was downloaded.
  std::vector<int> downloads = {120, 3, 0, 45, 8000, 0, 7, 310, 1, 22};

  std::printf("Gini coefficient        %.4f\n", lorenz::gini(downloads));
  std::printf("held by the largest 2   %.4f\n", lorenz::top_share(downloads, lorenz::units{2}));
  std::printf("held by the top 5 %%     %.4f\n", lorenz::top_share(downloads, lorenz::fraction{0.05}));
  std::printf("nine tenths lie below   %.1f\n", lorenz::quantile(downloads, 0.9));

  // The same question to 55 models, of which 30 were never downloaded.
  std::vector<int> counts = {0, 1, 10, 5000};
  std::vector<int> models = {30, 20, 4, 1};
  std::printf("Gini of the 55 models   %.4f\n\n", lorenz::gini(counts, lorenz::frequency(models)));

  std::printf("%s", lorenz::describe(downloads).text().c_str());
}
