// SPDX-License-Identifier: BSL-1.0
//
// shapley.hpp: the exact Shapley split of any number that depends on which of n factors are switched on.
//
//     shapley([&](std::uint32_t on) { return value_with(on); }, 3)        bit i of `on`: factor i is on
//     shapley([&](const std::vector<bool>& on) { ... }, 3)                the same, on[i]
//     [i] is the effect of factor i; .total is f(all) - f(none), the sum of the effects

#ifndef LORENZ_DECOMPOSITION_SHAPLEY_HPP
#define LORENZ_DECOMPOSITION_SHAPLEY_HPP

#include <cstddef>      // size_t
#include <cstdint>      // uint32_t
#include <string>       // string, to_string
#include <type_traits>  // is_invocable
#include <utility>      // move
#include <vector>       // vector

#include "../detail/levels.hpp"
#include "../detail/table.hpp"

namespace lorenz {

/// The effects, one a factor, and what they sum to.
template <class R>
class basic_shapley {
 public:
  using value_type = R;
  basic_shapley(R sum, std::vector<R> effects) : total(sum), effects_(std::move(effects)) {}
  const R& operator[](std::size_t i) const { return effects_[i]; }
  std::size_t size() const { return effects_.size(); }
  auto begin() const { return effects_.begin(); }
  auto end() const { return effects_.end(); }
  R residual() const;
  /// A table, six significant digits.
  std::string text() const;

  R total;

 private:
  std::vector<R> effects_;
};

/// Shapley value of f over n factors: the effect of a factor is what switching it on adds to f, averaged over all n!
/// orders in which the factors could be switched on,
///
///     effect_i = sum over sets S without i of |S|! (n - |S| - 1)! / n! (f(S with i) - f(S))
///
/// Exact: every set is visited once, 2^n calls of f and as many numbers of memory; n in 0..20. Effects sum to
/// f(all) - f(none), factors that enter f alike have equal effects, a factor that f does not use has effect 0.
/// f takes the set as a std::uint32_t (bit i: factor i) or a std::vector<bool> and returns a number; a NaN or an
/// infinity is a std::invalid_argument that names the set. Shapley 1953, doi:10.1515/9781400881970-018; for inequality
/// Shorrocks 2013, doi:10.1007/s10888-011-9214-z.
template <class F>
auto shapley(F&& f, int n);

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
std::string basic_shapley<R>::text() const {
  detail::table table({"factor", "effect"});
  for (std::size_t i = 0; i < effects_.size(); ++i) table.add(std::to_string(i), {effects_[i]});
  table.add("total", {total});
  return table.text();
}

template <class R>
R basic_shapley<R>::residual() const {
  R rest = total;
  for (const R& effect : effects_) rest -= effect;
  return rest;
}

namespace detail {

/// f of a set of n factors, however f wants the set.
template <class F>
auto value_of_set(F& f, std::uint32_t set, int n) {
  if constexpr (std::is_invocable_v<F&, std::uint32_t>) {
    (void)n;
    return f(set);
  } else {
    std::vector<bool> on(static_cast<std::size_t>(n));
    for (std::size_t i = 0; i < on.size(); ++i) on[i] = (set >> i & 1) != 0;
    return f(static_cast<const std::vector<bool>&>(on));
  }
}

}  // namespace detail

template <class F>
auto shapley(F&& f, int n) {
  using T = std::decay_t<decltype(detail::value_of_set(f, 0, n))>;
  using R = detail::floating_t<T>;
  if (n < 0 || n > 20) detail::fail_argument("shapley", "n", n, "must be in 0..20");
  const std::uint32_t sets = std::uint32_t(1) << n;
  std::vector<R> values;
  for (std::uint32_t set = 0; set < sets; ++set) {
    const T value = detail::value_of_set(f, set, n);
    if (!detail::is_finite(value)) {
      std::string members;
      for (int i = 0; i < n; ++i)
        if ((set >> i & 1) != 0) members += (members.empty() ? "" : ", ") + std::to_string(i);
      detail::fail_argument("shapley", "f({" + members + "})", value);
    }
    values.push_back(R(value));
  }
  // weights[s] = s! (n - s - 1)! / n!, by recursion from 1 / n: all are at least 1 / (n binomial(n - 1, n / 2)).
  std::vector<R> weights;
  weights.reserve(static_cast<std::size_t>(n));
  for (int s = 0; s < n; ++s) weights.push_back(s == 0 ? R(1) / R(n) : R(weights.back() * R(s) / R(n - s)));
  std::vector<R> effects;
  for (int i = 0; i < n; ++i) {
    detail::wide<R> effect;
    for (std::uint32_t set = 0; set < sets; ++set) {
      if ((set >> i & 1) != 0) continue;
      std::size_t size = 0;
      for (std::uint32_t rest = set; rest != 0; rest &= rest - 1) ++size;
      const auto gain = detail::two_sum(values[set | std::uint32_t(1) << i], R(-values[set]));
      effect = effect + gain * weights[size];
    }
    effects.push_back(effect.high);
  }
  return basic_shapley<R>(values[sets - 1] - values[0], std::move(effects));
}

}  // namespace lorenz

#endif
