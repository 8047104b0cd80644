// SPDX-License-Identifier: BSL-1.0
//
// console.hpp: what a program that runs for minutes says of itself.
//
//     const report::progress show("writing", rows);        on a terminal: writing:  42 %
//     show(done);

#ifndef LORENZ_EXAMPLES_CONSOLE_HPP
#define LORENZ_EXAMPLES_CONSOLE_HPP

#include <sys/resource.h>  // getrusage
#include <unistd.h>        // isatty

#include <cstdint>  // uint64_t
#include <cstdio>   // fprintf

namespace report {

/// Says on a terminal, and nowhere else, how far one is.
class progress {
 public:
  progress(const char* what, std::uint64_t rows) : what_(what), rows_(rows), shown_(isatty(STDERR_FILENO) == 1) {}
  ~progress() {
    if (shown_) std::fprintf(stderr, "\r%40s\r", "");
  }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;
  void operator()(std::uint64_t done) const {
    if (shown_) std::fprintf(stderr, "\r%s: %3d %%", what_, static_cast<int>(100 * done / rows_));
  }

 private:
  const char* what_;
  std::uint64_t rows_;
  bool shown_;
};

/// Peak resident memory in MB; Linux counts in kB.
inline double peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace report

#endif
