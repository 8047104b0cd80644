// SPDX-License-Identifier: BSL-1.0
// How often a call asks the heap for memory. Replaces operator new: for one file of a program.

#ifndef LORENZ_TESTS_ALLOCATIONS_HPP
#define LORENZ_TESTS_ALLOCATIONS_HPP

#include <cstddef>
#include <cstdlib>
#include <new>

inline int allocations = 0;

template <class F>
int allocations_of(const F& call) {
  const int before = allocations;
  (void)call();
  return allocations - before;
}

[[gnu::noinline]] void* operator new(std::size_t n) {
  ++allocations;
  if (void* const memory = std::malloc(n == 0 ? 1 : n)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

#endif
