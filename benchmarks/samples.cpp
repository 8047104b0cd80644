// SPDX-License-Identifier: BSL-1.0
// The data: what users have (heavy tails, counts with many ties, values sorted already) and what breaks methods.

#include <algorithm>  // all_of, nth_element, reverse, sort
#include <cmath>      // exp, floor, pow
#include <fstream>    // ifstream
#include <map>        // map
#include <numeric>    // iota
#include <random>     // mt19937_64, normal_distribution
#include <stdexcept>  // runtime_error
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

// What std::nth_element of the library at hand takes longest for, with the middle asked for: the answers to its
// comparisons are made up so that each pivot turns out to be among the smallest (McIlroy 1999,
// doi:10.1002/(SICI)1097-024X(19990410)29:4<341::AID-SPE237>3.0.CO;2-R).
values against_nth_element(std::size_t n) {
  const auto open = static_cast<double>(n);
  values x(n, open);
  double next = 0;
  std::size_t pivot = 0;
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n / 2), order.end(),
                   [&](std::size_t i, std::size_t j) {
                     if (x[i] == open && x[j] == open) x[i == pivot ? i : j] = next++;
                     if (x[i] == open)
                       pivot = i;
                     else if (x[j] == open)
                       pivot = j;
                     return x[i] < x[j];
                   });
  for (double& value : x)
    if (value == open) value = next++;
  return x;
}

// The downloads of 55,524 models (examples/data), each as often as there are models that have them.
const values& hub() {
  static const values all = [] {
    std::ifstream in(BENCH_HUB);
    std::string line;
    std::getline(in, line);  // the names of the columns
    values x;
    double downloads = 0, models = 0;
    for (char comma = 0; in >> downloads >> comma >> models;)
      x.insert(x.end(), static_cast<std::size_t>(models), downloads);
    if (x.empty()) throw std::runtime_error(BENCH_HUB ": cannot be read");
    return x;
  }();
  return all;
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
  if (name == "adversarial") return against_nth_element(n);
  if (name == "hub") {
    values x(n);
    while (std::all_of(x.begin(), x.end(), [](double value) { return value == 0; }))
      x = draw(n, [&] { return hub()[engine() % hub().size()]; });
    return x;
  }
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
  if (!std::is_same_v<T, double>) return {"counts", "hub"};
  if (work == "gini")
    return {"lognormal", "pareto", "counts", "hub", "sorted", "reversed", "organ pipe", "equal", "few", "offset"};
  if (work == "median") return {"lognormal", "counts", "hub", "sorted", "adversarial"};
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
