// SPDX-License-Identifier: BSL-1.0
// MPI is there while a test program runs, for which doctest has a main of its own.
#ifndef LORENZ_TESTS_REFERENCE_MPI_WORLD_HPP
#define LORENZ_TESTS_REFERENCE_MPI_WORLD_HPP

#include <mpi.h>

#include <cstddef>  // size_t
#include <vector>   // vector

namespace mpi_world {

struct session {
  session() { MPI_Init(nullptr, nullptr); }
  ~session() { MPI_Finalize(); }
  session(const session&) = delete;
  session& operator=(const session&) = delete;
};
inline const session the_session;

inline int rank() {
  int r;
  MPI_Comm_rank(MPI_COMM_WORLD, &r);
  return r;
}
inline int size() {
  int n;
  MPI_Comm_size(MPI_COMM_WORLD, &n);
  return n;
}

// How a sample is spread over the ranks.
enum class spread { even, dealt, all_on_last, first_empty, uneven };

// The part of this rank.
template <class T>
std::vector<T> part(const std::vector<T>& all, spread how) {
  std::vector<T> mine;
  const auto r = static_cast<std::size_t>(rank());
  const auto n = static_cast<std::size_t>(size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::size_t owner = 0;
    switch (how) {
      case spread::even:
        owner = i * n / all.size();
        break;
      case spread::dealt:
        owner = i % n;
        break;
      case spread::all_on_last:
        owner = n - 1;
        break;
      case spread::first_empty:
        owner = n == 1 ? 0 : 1 + i % (n - 1);
        break;
      case spread::uneven:
        owner = i * 10 < all.size() * 9 ? n / 2 : i % n;
    }
    if (owner == r) mine.push_back(all[i]);
  }
  return mine;
}

}  // namespace mpi_world

#endif
