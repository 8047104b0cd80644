// SPDX-License-Identifier: BSL-1.0
// The hostile samples in long double and with 50 digits, plain, by frequency and with survey weights:
//   extended::exact(gini, [](const oracle::sample& s) { return oracle::gini(s); });     within 2 ulp
//   extended::accurate(theil, [](const formulas::sample& s) { return formulas::entropy(s, 1); });
// exact_of_units and accurate_of_units leave the survey weights out.
#ifndef LORENZ_TESTS_REFERENCE_EXTENDED_HPP
#define LORENZ_TESTS_REFERENCE_EXTENDED_HPP

#include <cstddef>  // size_t
#include <limits>   // numeric_limits
#include <string>   // string
#include <vector>   // vector

#include <doctest/doctest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <lorenz/sample.hpp>  // frequency, sampling

#include "formulas.hpp"
#include "oracle.hpp"
#include "samples.hpp"

namespace extended {

using big = boost::multiprecision::cpp_bin_float_50;

template <class T>
struct data {
  std::string name;
  std::vector<T> x, weights;
  std::vector<int> counts;
};

// Thirds, which fill all digits of T, and a million equal values beside one other.
template <class T>
std::vector<data<T>> hostile() {
  std::vector<data<T>> all;
  for (const std::size_t n : {1u, 2u, 11u})
    for (const auto& sample : samples::hostile(n, n + 21)) {
      data<T> d{sample.name, {}, {}, samples::frequencies(n, n)};
      for (const double value : sample.x) d.x.push_back(T(value) * 2 / 3);
      for (const double weight : samples::survey_weights(n, n)) d.weights.push_back(T(weight) * 4 / 3);
      all.push_back(d);
    }
  all.push_back({"a million equal values", {T(1) / 3, T(1) / 3 + T(1) / 7e9}, {T(1e6) / 3, T(1) / 3}, {1000000, 1}});
  all.push_back({"a million equal values and a huge one", {T(1) / 3, T(1e30) / 7}, {T(1e6), T(1)}, {1000000, 1}});
  return all;
}

template <class T, class Check>
void plain_and_counted(const Check& check) {
  for (const data<T>& d : hostile<T>()) {
    CAPTURE(d.name);
    CAPTURE(d.x.size());
    check(std::vector<int>(d.x.size(), 1), d.x);
    check(d.counts, d.x, lorenz::frequency(d.counts));
  }
}
template <class T, class Check>
void weighted(const Check& check) {
  for (const data<T>& d : hostile<T>()) {
    CAPTURE(d.name);
    CAPTURE(d.x.size());
    check(d.weights, d.x, lorenz::sampling(d.weights));
  }
}

// Which samples with a positive total a measure is defined on.
struct all_samples {
  template <class Sample>
  bool operator()(const Sample&) const {
    return true;
  }
};

// ---- Against rationals ------------------------------------------------------------------------

template <class Measure, class Truth, class Defined>
auto exactness(const Measure& measure, const Truth& truth, const Defined& defined) {
  return [&](const auto& weights, const auto& x, const auto&... w) {
    const oracle::sample s(x, weights);
    if (s.total > 0 && defined(s)) CHECK(oracle::ulps(measure(x, w...), truth(s)) <= 2);
  };
}
template <class Measure, class Truth, class Defined = all_samples>
void exact_of_units(const Measure& measure, const Truth& truth, const Defined& defined = {}) {
  const auto check = exactness(measure, truth, defined);
  plain_and_counted<long double>(check);
  plain_and_counted<big>(check);
}
template <class Measure, class Truth, class Defined = all_samples>
void exact(const Measure& measure, const Truth& truth, const Defined& defined = {}) {
  exact_of_units(measure, truth, defined);
  const auto check = exactness(measure, truth, defined);
  weighted<long double>(check);
  weighted<big>(check);
}

// ---- Against formulas with 100 digits ---------------------------------------------------------

// 16 epsilons times the condition: extended types do not round their logarithms and powers as well as double.
template <class T, class Formula>
bool within(const T& result, const Formula& formula, const formulas::sample& s) {
  const formulas::number truth = formula(s);
  if (result == 0 && abs(truth) < formulas::number("1e-80")) return true;  // what cancellation leaves of 0
  const auto epsilons =
      formulas::number(abs(formulas::number(result) / truth - 1) / formulas::number(std::numeric_limits<T>::epsilon()));
  if (epsilons <= 16 || epsilons <= 16 * formulas::condition(formula, s, truth)) return true;
  MESSAGE("an error of ", static_cast<double>(epsilons), " epsilons");
  return false;
}

template <class Measure, class Formula, class Defined>
auto accuracy(const Measure& measure, const Formula& formula, const Defined& defined) {
  return [&](const auto& weights, const auto& x, const auto&... w) {
    const formulas::sample s(x, weights);
    if (s.total() > 0 && defined(s)) CHECK(within(measure(x, w...), formula, s));
  };
}
template <class Measure, class Formula, class Defined = all_samples>
void accurate_of_units(const Measure& measure, const Formula& formula, const Defined& defined = {}) {
  const auto check = accuracy(measure, formula, defined);
  plain_and_counted<long double>(check);
  plain_and_counted<big>(check);
}
template <class Measure, class Formula, class Defined = all_samples>
void accurate(const Measure& measure, const Formula& formula, const Defined& defined = {}) {
  accurate_of_units(measure, formula, defined);
  const auto check = accuracy(measure, formula, defined);
  weighted<long double>(check);
  weighted<big>(check);
}

}  // namespace extended

#endif
