// SPDX-License-Identifier: BSL-1.0
// Samples to test on: an own generator, so that every platform sees the same numbers, and the data
// that break textbook formulas.
#ifndef LORENZ_TESTS_REFERENCE_SAMPLES_HPP
#define LORENZ_TESTS_REFERENCE_SAMPLES_HPP

#include <cmath>    // ldexp
#include <cstddef>  // size_t
#include <cstdint>  // uint64_t
#include <limits>   // numeric_limits
#include <string>   // string
#include <utility>  // swap
#include <vector>   // vector

namespace samples {

// SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2714064.2660195).
class generator {
 public:
  explicit generator(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  int below(int bound) { return static_cast<int>(bits() % static_cast<std::uint64_t>(bound)); }
  double uniform() { return std::ldexp(static_cast<double>(bits() >> 11), -53); }  // in [0, 1)

  template <class T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[bits() % i]);
  }

 private:
  std::uint64_t state_;
};

template <class Draw>
std::vector<double> draw(std::size_t n, Draw next) {
  std::vector<double> values(n);
  for (auto& value : values) value = next();
  return values;
}

struct named {
  std::string name;
  std::vector<double> x;
};

// Samples of non-negative numbers with a positive total, `n` units each (n >= 1).
inline std::vector<named> hostile(std::size_t n, std::uint64_t seed) {
  generator g(seed);
  const auto powers = [&](int bound, auto significand) {  // the exponent is drawn first, whatever a compiler prefers
    const int exponent = g.below(bound);
    return std::ldexp(significand(g.uniform()), exponent);
  };
  constexpr double largest = (std::numeric_limits<double>::max)();
  constexpr double smallest = std::numeric_limits<double>::denorm_min();
  std::vector<named> all{
      {"uniform", draw(n, [&] { return g.uniform(); })},
      {"ties and zeros", draw(n,
                              [&] {
                                const int value = g.below(6);
                                return static_cast<double>(g.below(2) * value);
                              })},
      {"heavy tail", draw(n, [&] { return powers(20, [](double u) { return 1 / (1 - u); }); })},
      {"300 orders of magnitude",
       draw(n, [&] { return std::ldexp(powers(998, [](double u) { return 0.5 + u; }), -499); })},
      {"a large offset", draw(n, [&] { return 1e9 + g.uniform(); })},
      {"all but equal", draw(n, [] { return 0.1; })},
      {"subnormal", draw(n, [&] { return smallest * g.below(1000); })},
      {"near overflow", draw(n, [&] { return largest * (1 - g.uniform() / 4); })},
      {"from subnormal to near overflow",
       draw(n, [&] { return g.below(2) == 0 ? smallest * (1 + g.below(9)) : largest / (1 + g.below(9)); })},
      {"one holds all", draw(n, [] { return 0.0; })},
      {"hundredths", draw(n, [&] { return g.below(100) / 100.0; })},
      {"cancelling", draw(n, [&] { return std::ldexp(1.0, 53) + 2 * g.below(3); })},
  };
  all[1].x.back() = 3;
  all[5].x.back() = 0.3;
  all[6].x.back() = smallest;
  all[9].x.front() = 7;
  all[10].x.back() = 0.29;
  return all;
}

// Integer frequencies, some of them zero, the last one not.
inline std::vector<int> frequencies(std::size_t n, std::uint64_t seed) {
  generator g(seed);
  std::vector<int> w(n);
  for (auto& value : w) value = g.below(5);
  w.back() = 2;
  return w;
}

// Sampling weights, some of them zero, over several orders of magnitude, the last one positive.
inline std::vector<double> survey_weights(std::size_t n, std::uint64_t seed) {
  generator g(seed);
  std::vector<double> w(n);
  for (auto& value : w) {
    if (g.below(6) == 0) continue;
    const int exponent = g.below(12);
    value = std::ldexp(0.5 + g.uniform(), exponent);
  }
  w.back() = 0.7;
  return w;
}

// Value i, w[i] times.
template <class T, class W>
std::vector<T> expand(const std::vector<T>& x, const std::vector<W>& w) {
  std::vector<T> result;
  for (std::size_t i = 0; i < x.size(); ++i) result.insert(result.end(), static_cast<std::size_t>(w[i]), x[i]);
  return result;
}

}  // namespace samples

#endif
