// SPDX-License-Identifier: BSL-1.0
//
// parallel.hpp: several threads for one large sample.
//
//     gini(parallel(x))                          as many threads as the machine has processors
//     quantiles(parallel(x, 4), {0.1, 0.9})      four
//     distribution d(parallel(x))                sorted by all, then asked as ever

#ifndef LORENZ_PARALLEL_HPP
#define LORENZ_PARALLEL_HPP

#include <chrono>     // microseconds
#include <cstddef>    // size_t
#include <exception>  // current_exception, exception_ptr, rethrow_exception
#include <thread>     // sleep_for, thread, yield
#include <utility>    // forward
#include <vector>     // vector

#include "detail/team.hpp"
#include "sample.hpp"

namespace lorenz {

/// A sample that may be worked on by several threads. Stands in place of x in every call, with weights or without; owns
/// a temporary, refers to an lvalue.
///
/// The results are those without it, bit for bit, for any number of threads: sums are exact, and what is selected or
/// sorted does not depend on who does it. Checking, sorting, counting of ties, selection and Gini's sums of plain
/// samples are shared out; everything else runs in the calling thread: weighted samples and samples below 65,536
/// values. Throws what the call throws, in the calling thread; std::system_error where no thread can be started.
/// Memory: as the call, and up to a megabyte for each thread. Some systems want programs with threads to be linked with
/// -pthread.
template <class Range>
class parallel {
 public:
  /// 0 threads: as many as there are processors.
  explicit parallel(Range&& x, unsigned threads = 0);
  const std::remove_reference_t<Range>& range() const { return range_; }
  /// The number of threads.
  unsigned threads() const { return threads_; }

 private:
  Range range_;
  unsigned threads_;
};
template <class Range>
parallel(Range&&, unsigned = 0) -> parallel<Range>;

// ---------------------------------------------------------------------------------------------------------------------

template <class Range>
parallel<Range>::parallel(Range&& x, unsigned threads)
    : range_(std::forward<Range>(x)), threads_(threads != 0 ? threads : std::thread::hardware_concurrency()) {
  if (threads_ == 0) threads_ = 1;  // not known
}

namespace detail {

/// Threads of a call, started when it first has work for them; the calling one takes the first part.
class thread_team : public team {
 public:
  explicit thread_team(std::size_t size) : size_(size) {}
  thread_team(const thread_team&) = delete;
  thread_team& operator=(const thread_team&) = delete;
  ~thread_team() {
    __atomic_store_n(&over_, true, __ATOMIC_RELEASE);
    for (std::thread& thread : threads_) thread.join();
  }
  std::size_t size() const override { return size_; }
  void run(void (*task)(void*, std::size_t), void* state) const override {
    failures_.resize(size_);
    threads_.reserve(size_);
    while (threads_.size() + 1 < size_) threads_.emplace_back([this, part = threads_.size() + 1] { work(part); });
    task_ = task;
    state_ = state;
    __atomic_store_n(&busy_, size_ - 1, __ATOMIC_RELAXED);
    __atomic_store_n(&round_, round_ + 1, __ATOMIC_RELEASE);
    attempt(0);
    wait_until([&] { return __atomic_load_n(&busy_, __ATOMIC_ACQUIRE) == 0; });
    std::exception_ptr first;
    for (std::exception_ptr& failure : failures_) {
      if (!first) first = failure;
      failure = nullptr;
    }
    if (first) std::rethrow_exception(first);
  }

 private:
  void attempt(std::size_t part) const {
    try {
      task_(state_, part);
    } catch (...) {
      failures_[part] = std::current_exception();
    }
  }
  void work(std::size_t part) const {
    for (std::size_t round = 1;; ++round) {
      bool over = false;
      wait_until([&] {
        over = __atomic_load_n(&over_, __ATOMIC_ACQUIRE);
        return over || __atomic_load_n(&round_, __ATOMIC_ACQUIRE) == round;
      });
      if (over) return;
      attempt(part);
      __atomic_sub_fetch(&busy_, 1, __ATOMIC_RELEASE);
    }
  }
  /// Rounds of work follow one another within microseconds, which a thread that sleeps would miss.
  template <class Condition>
  static void wait_until(const Condition& holds) {
    for (int turns = 0; !holds(); ++turns) {
      if (turns < 1000)
        std::this_thread::yield();
      else
        std::this_thread::sleep_for(std::chrono::microseconds(20));
    }
  }

  std::size_t size_;
  mutable std::vector<std::thread> threads_;
  mutable std::vector<std::exception_ptr> failures_;
  mutable void (*task_)(void*, std::size_t) = nullptr;
  mutable void* state_ = nullptr;
  mutable std::size_t round_ = 0;
  mutable std::size_t busy_ = 0;  // threads
  mutable bool over_ = false;
};

template <class Range>
struct sample_access<parallel<Range>> {
  using value_type = value_t<bare_t<Range>>;
  static auto read(const parallel<Range>& x) { return detail::read(x.range()); }
};

template <class Range>
struct team_of<parallel<Range>> {
  explicit team_of(const parallel<Range>& x) : threads_(x.threads()), enough_(read(x).size() >= 65536) {}
  const team* get() const { return enough_ && threads_.size() > 1 ? &threads_ : nullptr; }

 private:
  thread_team threads_;
  bool enough_;
};

}  // namespace detail
}  // namespace lorenz

#endif
