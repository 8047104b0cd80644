// SPDX-License-Identifier: BSL-1.0
//
// What a call takes from the heap. Replaces operator new: for one file of a program.

#ifndef LORENZ_BENCHMARKS_MEMORY_HPP
#define LORENZ_BENCHMARKS_MEMORY_HPP

#ifdef __APPLE__
#include <malloc/malloc.h>  // malloc_size
#else
#include <malloc.h>  // malloc_usable_size
#endif

#include <atomic>   // atomic
#include <cstddef>  // size_t
#include <cstdlib>  // free, malloc
#include <new>      // bad_alloc

namespace bench {

/// The most bytes held at a time, and in how many allocations all were taken.
struct used {
  long long bytes = 0, allocations = 0;
};

namespace heap {

inline std::atomic<bool> counts{false};
inline std::atomic<long long> held{0}, most{0}, allocations{0};

inline long long size(void* p) {
#ifdef __APPLE__
  return static_cast<long long>(malloc_size(p));
#else
  return static_cast<long long>(malloc_usable_size(p));
#endif
}

inline void changes(long long by) {
  const long long now = held += by;
  long long before = most;
  while (before < now && !most.compare_exchange_weak(before, now)) {
  }
}

}  // namespace heap

template <class Call>
used memory_of(Call call) {
  heap::held = heap::most = heap::allocations = 0;
  heap::counts = true;
  call();
  heap::counts = false;
  return {heap::most, heap::allocations};
}

}  // namespace bench

void* operator new(std::size_t size) {
  namespace heap = bench::heap;
  void* const p = std::malloc(size);
  if (p == nullptr) throw std::bad_alloc();
  if (heap::counts.load(std::memory_order_relaxed)) {
    ++heap::allocations;
    heap::changes(heap::size(p));
  }
  return p;
}

void operator delete(void* p) noexcept {
  namespace heap = bench::heap;
  if (p != nullptr && heap::counts.load(std::memory_order_relaxed)) heap::changes(-heap::size(p));
  std::free(p);
}

void operator delete(void* p, std::size_t) noexcept { operator delete(p); }

#endif
