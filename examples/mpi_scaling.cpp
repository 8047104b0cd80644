// SPDX-License-Identifier: BSL-1.0
//
// How mpi::gini scales with the ranks at hand, and what it sends, beside what a sample sort would send.
//
//     mpirun -n 4 mpi_scaling [values]          values of the whole for strong, of each rank for weak scaling
//
// Every collective call is counted by MPI's profiling interface: the bytes that a rank puts into it for others. Of
// 200,000 values on four ranks a sample sort would send 1.2 MB; mpi::gini sends 0.12 where there are ties as among
// downloads, and 1.16 where there are none, as among incomes: what it saves on each value pays for the digest.

#include <lorenz/mpi.hpp>

#include <cmath>    // exp, floor, log, pow
#include <cstddef>  // size_t
#include <cstdint>  // uint64_t
#include <cstdio>   // printf
#include <cstdlib>  // strtoull
#include <vector>   // vector

namespace {

std::uint64_t sent = 0;

int ranks_of(MPI_Comm comm) {
  int ranks = 1;
  MPI_Comm_size(comm, &ranks);
  return ranks;
}

std::uint64_t bytes(MPI_Datatype type, long long n) {
  int size = 0;
  MPI_Type_size(type, &size);
  return static_cast<std::uint64_t>(size) * static_cast<std::uint64_t>(n);
}

}  // namespace

extern "C" {
int MPI_Allreduce(const void* from, void* to, int n, MPI_Datatype type, MPI_Op op, MPI_Comm comm) {
  if (ranks_of(comm) > 1) sent += 2 * bytes(type, n);  // once to be summed, once as the sum
  return PMPI_Allreduce(from, to, n, type, op, comm);
}
int MPI_Allgather(const void* from, int n, MPI_Datatype type, void* to, int m, MPI_Datatype other, MPI_Comm comm) {
  sent += bytes(type, static_cast<long long>(n) * (ranks_of(comm) - 1));
  return PMPI_Allgather(from, n, type, to, m, other, comm);
}
int MPI_Alltoall(const void* from, int n, MPI_Datatype type, void* to, int m, MPI_Datatype other, MPI_Comm comm) {
  sent += bytes(type, static_cast<long long>(n) * (ranks_of(comm) - 1));
  return PMPI_Alltoall(from, n, type, to, m, other, comm);
}
int MPI_Alltoallv(const void* from, const int* counts, const int* at, MPI_Datatype type, void* to, const int* others,
                  const int* other_at, MPI_Datatype other, MPI_Comm comm) {
  int own = 0;
  MPI_Comm_rank(comm, &own);
  for (int r = 0; r < ranks_of(comm); ++r)
    if (r != own) sent += bytes(type, counts[r]);
  return PMPI_Alltoallv(from, counts, at, type, to, others, other_at, other, comm);
}
}

namespace {

// Numbers as downloads, with ties, or as incomes, without.
std::vector<double> sample(bool ties, std::size_t first, std::size_t n) {
  std::vector<double> x(n);
  for (std::size_t i = 0; i < n; ++i) {
    std::uint64_t z = (first + i + 1) * 0x9E3779B97F4A7C15u;  // SplitMix64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    const double u = (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
    x[i] = ties ? std::floor(std::pow(u, -1 / 0.8)) : std::exp(2.8 * std::log(u / (1 - u)) / 1.7);
  }
  return x;
}

// One row of the table, on the first `ranks` ranks.
void row(const char* kind, bool ties, int ranks, std::size_t values) {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm comm;
  MPI_Comm_split(MPI_COMM_WORLD, rank < ranks ? 0 : MPI_UNDEFINED, rank, &comm);
  if (comm == MPI_COMM_NULL) return;
  const auto r = static_cast<std::size_t>(rank);
  const auto n = static_cast<std::size_t>(ranks);
  const std::size_t first = values * r / n;
  const std::vector<double> x = sample(ties, first, values * (r + 1) / n - first);
  MPI_Barrier(comm);
  sent = 0;
  const double begin = MPI_Wtime();
  const double gini = lorenz::mpi::gini(comm, x);
  const double seconds = MPI_Wtime() - begin;
  std::uint64_t all = 0;
  PMPI_Reduce(&sent, &all, 1, MPI_UINT64_T, MPI_SUM, 0, comm);
  // A sample sort sends every value that does not happen to lie on its rank already.
  const double sorted = 8 * static_cast<double>(values) * static_cast<double>(ranks - 1) / ranks;
  if (rank == 0)
    std::printf("%-7s %-10s %5d %11zu %9.1f %11.3f %11.3f   %.15g\n", kind, ties ? "downloads" : "incomes", ranks,
                values, 1e3 * seconds, static_cast<double>(all) / 1e6, sorted / 1e6, gini);
  MPI_Comm_free(&comm);
}

}  // namespace

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  const std::size_t values = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 200000;
  if (rank == 0)
    std::printf("%-7s %-10s %5s %11s %9s %11s %11s   %s\n", "scaling", "data", "ranks", "values", "ms", "MB sent",
                "MB sorting", "Gini");
  for (const bool ties : {true, false})
    for (int ranks = 1; ranks <= ranks_of(MPI_COMM_WORLD); ++ranks) {
      row("strong", ties, ranks, values);
      row("weak", ties, ranks, values * static_cast<std::size_t>(ranks));
    }
  MPI_Finalize();
  return 0;
}
