// SPDX-License-Identifier: BSL-1.0
//
// merge_ties(x, n): the distinct values, ascending, and how often each occurs, where a few values make up most of the
// sample, as in counts.
//
// A sample of the sample names the common values. One pass counts those in a hash table, and sets the rest apart to be
// sorted.

#ifndef LORENZ_DETAIL_TIES_HPP
#define LORENZ_DETAIL_TIES_HPP

#include <algorithm>    // copy
#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <type_traits>  // is_integral
#include <vector>       // vector

#include "exact_sum.hpp"
#include "sort.hpp"

namespace lorenz::detail {

template <class T, class W>
struct weighted_values {
  std::vector<T> values;
  std::vector<W> weights;
};

/// Counts some values; a sample may name those that are common.
template <class T>
class tally {
  static constexpr unsigned bits = 10;
  static constexpr std::size_t slots = std::size_t(1) << bits;

 public:
  /// Finds in an ascending sample the values that occur several times, one for a slot.
  tally(const T* ascending, std::size_t n) {
    std::vector<bool> taken(slots);
    for (std::size_t i = 0, next; i < n; i = next) {
      for (next = i + 1; next < n && ascending[next] == ascending[i];) ++next;
      const std::size_t slot = slot_of(ascending[i]);
      if (next - i < 2 || taken[slot]) continue;
      taken[slot] = true;
      common_.push_back(ascending[i]);
      covered_ += next - i;
    }
    // A slot without a value gets one that lives elsewhere, and so never meets it.
    for (std::size_t slot = 0; slot < slots && !common_.empty(); ++slot) identity_[slot] = identity(common_[0]);
    for (const T& value : common_) identity_[slot_of(value)] = identity(value);
  }

  /// How many values of the sample are common ones.
  std::size_t covered() const { return covered_; }

  /// Counts the common ones of n values and copies the others; returns how many.
  std::size_t take(const T* x, std::size_t n, T* others) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t slot = slot_of(x[i]);
      const bool is_common = identity_[slot] == identity(x[i]);
      count_[slot] += is_common;
      others[kept] = x[i];
      kept += !is_common;
    }
    return kept;
  }

  /// Adds what a copy has counted.
  void add(const tally& other) {
    for (std::size_t slot = 0; slot < slots; ++slot) count_[slot] += other.count_[slot];
  }

  /// Those that were counted, and others in ascending order.
  weighted_values<T, std::uint64_t> merged(const T* others, std::size_t n) const {
    weighted_values<T, std::uint64_t> result;
    const auto append = [&](const T& value, std::uint64_t count) {
      result.values.push_back(value);
      result.weights.push_back(count);
    };
    std::size_t i = 0;
    const auto append_below = [&](const auto& is_below) {
      while (i < n && is_below(others[i])) {
        const std::size_t first = i;
        while (i < n && others[i] == others[first]) ++i;
        append(others[first], i - first);
      }
    };
    for (const T& value : common_) {
      append_below([&](const T& other) { return other < value; });
      if (count_[slot_of(value)] != 0) append(value, count_[slot_of(value)]);
    }
    append_below([](const T&) { return true; });
    return result;
  }

 private:
  /// The same for equal values only.
  static std::uint64_t identity(T x) {
    if constexpr (std::is_integral_v<T>)
      return static_cast<std::uint64_t>(x);
    else
      return bits_of(x + T(0));  // both zeros are one
  }
  static std::size_t slot_of(T x) {
    return static_cast<std::size_t>(identity(x) * 0x9e3779b97f4a7c15u >> (64 - bits));  // Fibonacci hashing
  }

  std::vector<T> common_;
  std::size_t covered_ = 0;
  std::uint64_t identity_[slots] = {};
  std::uint64_t count_[slots] = {};
};

/// Empty where most values are not common, or some not finite; needs memory for half as many values as there are.
template <class T>
weighted_values<T, std::uint64_t> merge_ties(const T* x, std::size_t n, const team* helpers = nullptr) {
  constexpr std::size_t samples = 2048;
  constexpr std::size_t block = 4096;
  if (n < 8 * block) return {};
  T sample[samples];
  T ascending[samples];
  for (std::size_t i = 0; i < samples; ++i) sample[i] = x[n / samples * i];
  const extremes<T> range = extremes_of(sample, samples);
  if (!range.finite) return {};
  sort_into(sample, samples, range, ascending);
  tally<T> common(ascending, samples);
  if (common.covered() < samples / 8 * 7) return {};
  const std::size_t room = n / size_of(helpers) / 4;  // of a part, and a block for what comes too much
  buffer<T> others((room + block) * size_of(helpers));
  std::vector<tally<T>> counted(size_of(helpers), common);
  std::vector<std::size_t> kept(counted.size());
  in_parts(helpers, n, [&](std::size_t part, std::size_t begin, std::size_t end) {
    T* const own = others.data() + part * (room + block);
    for (std::size_t i = begin; i < end && kept[part] <= room; i += block)
      kept[part] += counted[part].take(x + i, end - i < block ? end - i : block, own + kept[part]);
  });
  std::size_t rest = 0;
  for (std::size_t part = 0; part < counted.size(); ++part) {
    if (room < kept[part]) return {};
    const T* const own = others.data() + part * (room + block);
    if (part != 0) std::copy(own, own + kept[part], others.data() + rest);
    rest += kept[part];
    common.add(counted[part]);
  }
  buffer<T> ascending_rest(rest);
  if (rest != 0) {
    const extremes<T> range_of_rest = extremes_of(others.data(), rest);
    if (!range_of_rest.finite) return {};
    sort_into(others.data(), rest, range_of_rest, ascending_rest.data(), helpers);
  }
  return common.merged(ascending_rest.data(), rest);
}

}  // namespace lorenz::detail

#endif
