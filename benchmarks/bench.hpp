// SPDX-License-Identifier: BSL-1.0
//
// Who takes part in the benchmark.
//
//     const bool added = bench::add<double>("gini", "mine", [](const std::vector<double>& x) { return my_gini(x); });
//
// enters a contender for a piece of work, on every sample of doubles that this work is measured on (samples.cpp).
// Contenders leave x as it is, as the library does: who must reorder works on a copy. The result is compared with that
// of lorenz.

#ifndef LORENZ_BENCHMARKS_BENCH_HPP
#define LORENZ_BENCHMARKS_BENCH_HPP

#include <cstdint>     // int64_t, uint32_t
#include <functional>  // function
#include <string>      // string
#include <variant>     // variant
#include <vector>      // vector

namespace bench {

template <class T>
using kernel = double (*)(const std::vector<T>& x);

/// What a process of its own says of a piece of work on a sample of n doubles (peers/scripts.bench.cpp).
struct answer {
  double seconds, result;
};
using question = std::function<answer(const std::string& work, const std::string& sample, std::size_t n)>;

struct contender {
  std::string work, who;
  std::variant<kernel<double>, kernel<std::int64_t>, kernel<std::uint32_t>, question> run;
  bool threads = false;  // measured by the clock on the wall
};

/// Those that were added, in no particular order.
inline std::vector<contender>& contenders() {
  static std::vector<contender> all;
  return all;
}

template <class T>
bool add(const char* work, const char* who, kernel<T> run, bool threads = false) {
  contenders().push_back({work, who, run, threads});
  return true;
}

/// The names of the samples of T that a piece of work is measured on.
template <class T>
std::vector<std::string> samples_of(const std::string& work);

/// Samples of n values of that name, the same in every run; kept. Many where n is small, or processors would learn the
/// branches of a sort by heart.
template <class T>
const std::vector<std::vector<T>>& samples(const std::string& name, std::size_t n);

/// Sampling weights, uniform on (0, 1).
const std::vector<double>& weights(std::size_t n);

/// 0.01 ... 0.99
const std::vector<double>& percentiles();

}  // namespace bench

#endif
