// SPDX-License-Identifier: BSL-1.0
// The data: what users have (heavy tails, counts with many ties, values sorted already) and what breaks methods.

#include <algorithm>  // reverse, sort, swap
#include <cmath>      // exp, floor, pow
#include <map>        // map
#include <random>     // mt19937_64, normal_distribution
#include <utility>    // pair

#include "bench.hpp"

namespace {

using values = std::vector<double>;

template <class F>
values draw(std::size_t n, F f) {
  values x(n);
  for (double& value : x) value = f();
  return x;
}

// Quicksort that pivots on the median of the first, middle and last value meets its worst case here (Musser 1997,
// doi:10.1002/(SICI)1097-024X(199708)27:8<983::AID-SPE117>3.0.CO;2-#); nth_element of GCC takes others.
values median_of_3_killer(std::size_t n) {
  values x(n);
  const std::size_t k = n / 2;
  for (std::size_t i = 0; i < n; ++i) {
    if (i >= k)
      x[i] = 2.0 * static_cast<double>(i - k + 1);
    else
      x[i] = i % 2 == 0 ? static_cast<double>(i + 1) : static_cast<double>(k + i + 1);
  }
  return x;
}

values make(const std::string& name, std::size_t n, std::size_t seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<double> normal;
  const auto uniform = [&] { return (static_cast<double>(engine() >> 11) + 0.5) * 0x1p-53; };
  if (name == "lognormal") return draw(n, [&] { return std::exp(2.8 * normal(engine)); });
  if (name == "pareto") return draw(n, [&] { return std::pow(uniform(), -1 / 1.16); });
  if (name == "counts") return draw(n, [&] { return std::min(std::floor(std::pow(uniform(), -1 / 0.8)), 4e9); });
  if (name == "equal") return values(n, 5.0);
  if (name == "few") return draw(n, [&] { return 0.1 * static_cast<double>(1 + engine() % 5); });
  if (name == "offset") return draw(n, [&] { return 1e9 + uniform(); });
  if (name == "killer") return median_of_3_killer(n);
  values x = make("lognormal", n, seed);
  std::sort(x.begin(), x.end());
  if (name == "reversed") std::reverse(x.begin(), x.end());
  if (name == "organ pipe") {
    values pipe(n);
    for (std::size_t i = 0; i < n; ++i) pipe[i % 2 == 0 ? i / 2 : n - 1 - i / 2] = x[i];
    return pipe;
  }
  return x;  // "sorted"
}

}  // namespace

template <class T>
std::vector<std::string> bench::samples_of(const std::string& work) {
  if (!std::is_same_v<T, double>) return {"counts"};
  if (work == "gini")
    return {"lognormal", "pareto", "counts", "sorted", "reversed", "organ pipe", "equal", "few", "offset"};
  if (work == "median") return {"lognormal", "counts", "sorted", "killer"};
  if (work == "digest") return {"lognormal", "counts", "sorted"};
  if (work == "mean") return {"lognormal", "counts"};
  return {"lognormal"};
}

template <class T>
const std::vector<std::vector<T>>& bench::samples(const std::string& name, std::size_t n) {
  static std::map<std::pair<std::string, std::size_t>, std::vector<std::vector<T>>> kept;
  std::vector<std::vector<T>>& all = kept[{name, n}];
  for (std::size_t i = all.size(); i == 0 || (i < 1000 && i * n < 100000); ++i) {
    const values x = make(name, n, i + 1);
    all.emplace_back(x.begin(), x.end());
  }
  return all;
}

const std::vector<double>& bench::weights(std::size_t n) {
  static std::map<std::size_t, values> kept;
  values& w = kept[n];
  if (w.empty()) {
    std::mt19937_64 engine(2);
    w = draw(n, [&] { return (static_cast<double>(engine() >> 11) + 0.5) * 0x1p-53; });
  }
  return w;
}

const std::vector<double>& bench::percentiles() {
  static const values p = [] {
    double i = 0;
    return draw(99, [&] { return ++i / 100; });
  }();
  return p;
}

template std::vector<std::string> bench::samples_of<double>(const std::string&);
template std::vector<std::string> bench::samples_of<std::int64_t>(const std::string&);
template std::vector<std::string> bench::samples_of<std::uint32_t>(const std::string&);
template const std::vector<std::vector<double>>& bench::samples<double>(const std::string&, std::size_t);
template const std::vector<std::vector<std::int64_t>>& bench::samples<std::int64_t>(const std::string&, std::size_t);
template const std::vector<std::vector<std::uint32_t>>& bench::samples<std::uint32_t>(const std::string&, std::size_t);
