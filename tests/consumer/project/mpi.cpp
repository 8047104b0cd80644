// SPDX-License-Identifier: BSL-1.0
#include <lorenz/mpi.hpp>
#include <vector>

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  const std::vector<int> x{0, 0, 0, 1};
  const double gini = lorenz::mpi::gini(MPI_COMM_SELF, x);
  MPI_Finalize();
  return gini == 0.75 ? 0 : 1;
}
