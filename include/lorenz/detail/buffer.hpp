// SPDX-License-Identifier: BSL-1.0
//
// buffer<T>: n values that nobody has set.
//
//     buffer<double> scratch(n);        scratch.data()
//     buffer<double> scratch(n, &memory)                       in a vector that is kept from call to call

#ifndef LORENZ_DETAIL_BUFFER_HPP
#define LORENZ_DETAIL_BUFFER_HPP

#include <cstddef>  // size_t
#include <cstdint>  // uintptr_t
#include <vector>   // vector

#if defined(__linux__) && defined(__has_include)
#if __has_include(<sys/mman.h>)
#include <sys/mman.h>  // madvise
#endif
#endif

namespace lorenz::detail {

/// A few values lie within, without allocation. For many the system is asked to use huge pages, where it has them on
/// request: a scatter into some hundred places at once then does not wait for addresses to be translated, and fresh
/// memory comes in hundreds of steps instead of hundred thousands.
template <class T, std::size_t few = 64>
class buffer {
 public:
  explicit buffer(std::size_t n, std::vector<T>* lent = nullptr) {
    if (n <= few) {
      data_ = few_;
    } else if (lent != nullptr) {
      if (lent->size() < n) lent->resize(n);
      data_ = lent->data();
    } else {
      data_ = owned_ = new T[n];
      ask_for_huge_pages(n);
    }
  }
  buffer(const buffer&) = delete;
  buffer& operator=(const buffer&) = delete;
  ~buffer() { delete[] owned_; }
  T* data() { return data_; }

 private:
  void ask_for_huge_pages(std::size_t n) {
#ifdef MADV_HUGEPAGE
    constexpr std::size_t many = std::size_t(1) << 22;
    constexpr std::size_t page = std::size_t(1) << 12;
    if (const std::size_t bytes = n * sizeof(T); many <= bytes) {
      char* const begin = reinterpret_cast<char*>(data_);
      const std::size_t unaligned = reinterpret_cast<std::uintptr_t>(begin) % page;
      (void)madvise(begin + (page - unaligned), (bytes - page) / page * page, MADV_HUGEPAGE);  // which may be refused
    }
#else
    (void)n;
#endif
  }

  T few_[few];
  T* data_;
  T* owned_ = nullptr;
};

}  // namespace lorenz::detail

#endif
