// SPDX-License-Identifier: BSL-1.0
//
// digest_scatter: many doubles into the buckets of a digest, at a few instructions each.
//
//     digest_scatter numbers(buckets);    numbers.add("push", x, n, position);    numbers.flush(buckets);

#ifndef LORENZ_DETAIL_DIGEST_SCATTER_HPP
#define LORENZ_DETAIL_DIGEST_SCATTER_HPP

#include <cstddef>      // size_t
#include <cstdint>      // uint32_t, uint64_t
#include <type_traits>  // is_integral, is_same
#include <utility>      // move, swap
#include <vector>       // vector

#include "digest_buckets.hpp"

namespace lorenz::detail {

/// Numbers on their way into the buckets. A bucket is two words: how many, and the sum of their bits modulo 2^64, which
/// together tell the sum of the mantissas while no more than `capacity` numbers came. Numbers that meet a page for the
/// first time go to a spare page; they are looked at again when their block is done.
class digest_scatter {
  static constexpr unsigned page_bits = digest_buckets::page_bits;
  static constexpr std::size_t page_size = digest_buckets::page_size;

  struct tally {
    std::uint64_t bits, count;
    void add(std::uint64_t x) {
      bits += x;
      count += 1;
    }
  };

 public:
  static constexpr std::size_t block = 2048;

  explicit digest_scatter(const digest_buckets& buckets)
      : bits_(buckets.bits_),
        spare_(page_size),
        tallies_((std::size_t(grid_number::octaves) << bits_ >> page_bits) + 1, spare_.data()) {}
  digest_scatter(const digest_scatter&) = delete;
  digest_scatter& operator=(const digest_scatter&) = delete;

  std::size_t capacity() const { return std::size_t(1) << (12 + bits_); }

  /// Up to `block` numbers; x[i] is called x[first + i] where it is refused.
  void add(const char* function, const double* x, std::size_t n, std::size_t first) {
    bool surveyed = false;
    for (std::size_t i = high_ < low_ ? 0 : run(x, 0, n); i < n; i = run(x, i + 1, n)) {
      if (!surveyed && ordered(x + i, n - i)) {
        settle(x, i);
        return add_ordered(x + i, n - i);
      }
      if (!surveyed) survey(function, x, i, n, first);
      surveyed = true;
      const std::uint64_t bits = bits_of(x[i] + 0.0);  // -0 becomes 0
      at(bits).add(bits);
    }
    settle(x, n);
  }

  /// Moves everything into the buckets, and begins anew.
  void flush(digest_buckets& to) {
    if (high_ < low_) return;
    std::vector<digest_buckets::page> fresh;
    auto p = to.pages_.begin();
    for (std::size_t number = 0; number < tallies_.size(); ++number) {
      if (tallies_[number] == spare_.data()) continue;
      while (p != to.pages_.end() && p->number < number) ++p;
      if (p == to.pages_.end() || p->number != number)
        fresh.push_back(digest_buckets::page{static_cast<std::uint32_t>(number)});
    }
    to.insert(std::move(fresh));
    p = to.pages_.begin();
    for (std::size_t number = 0; number < tallies_.size(); ++number) {
      if (tallies_[number] == spare_.data()) continue;
      while (p->number < number) ++p;
      for (std::uint32_t i = 0; i < page_size; ++i) {
        tally& t = tallies_[number][i];
        if (t.count == 0) continue;
        const std::uint32_t key = p->number << page_bits | i;
        const std::uint64_t offset = t.bits - t.count * (std::uint64_t(key) << (52 - bits_));
        p->buckets[i].add(t.count, uint128(to.first(key).mantissa) * t.count + (uint128(offset) << 11));
        to.count_ += t.count;
        t = {};
      }
    }
    to.extend(grid_number_of(low_), grid_number_of(high_));
  }

 private:
  tally*& page_of(std::uint64_t bits) { return tallies_[bits >> (52 - bits_) >> page_bits]; }
  tally& at_new(std::uint64_t bits) {
    if (page_of(bits) == spare_.data()) {
      store_.emplace_back(page_size);
      page_of(bits) = store_.back().data();
    }
    return at(bits);
  }
  tally& at(std::uint64_t bits) { return page_of(bits)[(bits >> (52 - bits_)) % page_size]; }

  /// Tallies x[i] and what follows, two at a time, and returns where that ends: before a pair of which one lies outside
  /// of the range so far, which all with a sign, the infinities and NaN do.
  [[gnu::noinline]] std::size_t run(const double* x, std::size_t i, std::size_t n) {
    const unsigned shift = 52 - bits_;
    tally* const* const tallies = tallies_.data();
    const std::uint64_t low = low_;
    const std::uint64_t range = high_ - low_;
    for (; i + 1 < n; i += 2) {
      const std::uint64_t a = bits_of(x[i]);
      const std::uint64_t b = bits_of(x[i + 1]);
      if ((range < a - low) | (range < b - low)) break;
      tally& of_a = tallies[a >> shift >> page_bits][(a >> shift) % page_size];
      tally& of_b = tallies[b >> shift >> page_bits][(b >> shift) % page_size];
      of_a.add(a);
      of_b.add(b);
    }
    return i;
  }

  /// Whether n > 0 numbers are valid, without -0, and rise or fall. No branch depends on one of them.
  static bool ordered(const double* x, std::size_t n) {
    const std::uint64_t falls = bits_of(x[n - 1]) < bits_of(x[0]) ? ~std::uint64_t(0) : 0;
    std::uint64_t signs = bits_of(x[0]) | bits_of(x[n - 1]);
    for (std::size_t i = 1; i < n; ++i) {
      const std::uint64_t bits = bits_of(x[i]);
      signs |= bits | (((bits - bits_of(x[i - 1])) ^ falls) - falls);
    }
    // Neither a sign nor a step the other way, so that the ends are the extremes.
    return signs >> 63 == 0 && bits_of(x[falls == 0 ? n - 1 : 0]) >> 52 < grid_number::octaves;
  }

  /// Such numbers: those of a bucket are next to each other.
  [[gnu::noinline]] void add_ordered(const double* x, std::size_t n) {
    for (const double end : {x[0], x[n - 1]}) {
      const std::uint64_t bits = bits_of(end);
      if (bits < low_) low_ = bits;
      if (high_ < bits) high_ = bits;
    }
    const std::uint64_t width = std::uint64_t(1) << (52 - bits_);
    for (std::size_t i = 0; i < n;) {
      const std::size_t begin = i;
      const std::uint64_t first = bits_of(x[i]);
      const std::uint64_t start = first & ~(width - 1);
      std::uint64_t sum = 0;
      for (; i < n && bits_of(x[i]) - start < width; ++i) sum += bits_of(x[i]);
      tally& t = at_new(first);
      t.bits += sum;
      t.count += i - begin;
    }
  }

  /// Checks x[i] and what follows, and widens the range by it.
  void survey(const char* function, const double* x, std::size_t i, std::size_t n, std::size_t first) {
    std::uint64_t low = low_;
    std::uint64_t high = high_;
    for (std::size_t j = i; j < n; ++j) {
      const std::uint64_t bits = bits_of(x[j]);
      low = bits < low ? bits : low;
      high = high < bits ? bits : high;
    }
    if (high >> 52 < grid_number::octaves) {
      low_ = low;
      high_ = high;
      return;
    }
    // One is refused, or -0.
    for (; i < n; ++i) {
      check_value(function, first + i, x[i]);
      const std::uint64_t bits = bits_of(x[i] + 0.0);
      if (bits < low_) low_ = bits;
      if (high_ < bits) high_ = bits;
    }
  }

  /// Gives pages to those of the block's numbers so far that met none.
  void settle(const double* x, std::size_t n) {
    std::uint64_t strays = 0;
    for (const tally& t : spare_) strays += t.count;
    if (strays != 0) settle_strays(x, n);
  }
  [[gnu::noinline]] void settle_strays(const double* x, std::size_t n) {
    std::vector<std::uint64_t> strays;
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t bits = bits_of(x[i] + 0.0);
      if (page_of(bits) == spare_.data()) strays.push_back(bits);
    }
    for (const std::uint64_t bits : strays) at_new(bits).add(bits);
    for (tally& t : spare_) t = {};
  }

  unsigned bits_;
  std::uint64_t low_ = ~std::uint64_t(0), high_ = 0;  // the least and the greatest so far, as bits
  std::vector<tally> spare_;
  std::vector<tally*> tallies_;  // by the number of the page
  std::vector<std::vector<tally>> store_;
};

template <class T>
void digest_buckets::add(const char* function, const T* x, std::size_t n) {
  check_room(function, n);
  // 64-bit integers of more than 53 bits are no doubles: they are added one by one, which cannot fail any more.
  constexpr bool may_be_long = std::is_integral_v<T> && sizeof(T) == 8;
  const bool few = n < std::size_t(32) << bits_;
  if (may_be_long || few) {
    for (std::size_t i = 0; i < n; ++i) {
      check_value(function, i, x[i]);
    }
  }
  if (few) {
    for (std::size_t i = 0; i < n; ++i) add(function, on_grid(x[i]), 1);
    return;
  }
  digest_scatter numbers(*this);
  // One flush comes after the last check; before several, what may have to be undone is done to a copy.
  const bool at_once = n <= numbers.capacity();
  digest_buckets copy(bits_);
  if (!at_once) copy = *this;
  digest_buckets& to = at_once ? *this : copy;
  std::size_t held = 0;
  for (std::size_t i = 0; i < n; i += digest_scatter::block) {
    const std::size_t m = n - i < digest_scatter::block ? n - i : digest_scatter::block;
    if (held + m > numbers.capacity()) {
      numbers.flush(to);
      held = 0;
    }
    held += m;
    if constexpr (std::is_same_v<T, double>) {
      numbers.add(function, x + i, m, i);
    } else {
      double converted[digest_scatter::block];
      std::size_t k = 0;
      for (std::size_t j = i; j < i + m; ++j) {
        if (may_be_long && static_cast<std::uint64_t>(x[j]) >> 53 != 0)
          to.add(function, on_grid(x[j]), 1);
        else
          converted[k++] = static_cast<double>(x[j]);
      }
      numbers.add(function, converted, k, i);
    }
  }
  numbers.flush(to);
  if (!at_once) std::swap(*this, copy);
}

}  // namespace lorenz::detail

#endif
