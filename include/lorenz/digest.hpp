// SPDX-License-Identifier: BSL-1.0
//
// digest.hpp: concentration and quantiles of data that do not fit in memory or lie in many places, as certified
// intervals.
//
//     digest d;  d.push(x);  d.push(y, frequency(w));  d.merge(other);      any order, any split: the same state
//     d.count()  d.total()  d.mean()  d.min()  d.max()                      exact
//     d.gini()   d.top_share(units{200})   d.curve(0.9)   d.quantile(0.5)   intervals that hold the answer
//     digest::deserialize(d.serialize()) == d
//
// refinement.hpp makes chosen answers exact in a second pass over the data.

#ifndef LORENZ_DIGEST_HPP
#define LORENZ_DIGEST_HPP

#include <cstddef>           // byte, size_t
#include <cstdint>           // uint64_t
#include <initializer_list>  // initializer_list
#include <string>            // string
#include <type_traits>       // enable_if
#include <utility>           // move
#include <vector>            // vector

#include "detail/digest_bounds.hpp"
#include "detail/digest_buckets.hpp"
#include "detail/digest_format.hpp"
#include "detail/digest_quantiles.hpp"
#include "detail/table.hpp"
#include "gini.hpp"
#include "quantile.hpp"

namespace lorenz {

namespace detail {
struct digest_access;
}

/// What a digest and a refinement answer, about all units that they have seen. Each name means what the function of
/// that name means for the sample; the answer to that lies in the interval whatever the sample is, rounding included.
///
/// The ends are attained, but for rounding, by samples with the same buckets and extremes: equal units within each
/// bucket at one end, units at the ends of the buckets at the other; top_share, curve and quantile know whole and part
/// units. All throw std::domain_error where no unit is left, and those of the total where that is zero;
/// std::invalid_argument for a probability or share outside [0, 1] and for a value that is NaN. O(buckets).
/// Gastwirth 1972, doi:10.2307/1937992; Cowell 1991, doi:10.1007/978-94-009-2115-6.
template <class Source>
class digest_answers {
 public:
  std::uint64_t count() const { return buckets().count(); }
  bool empty() const { return count() == 0; }
  /// Nearest to the exact value; the total is infinite where it exceeds the largest double, and 0 without units.
  double total() const;
  double mean() const;
  double min() const;
  double max() const;

  interval gini(gini_options options = {}) const;
  interval herfindahl() const;
  interval hoover() const;
  interval theil() const;

  interval top_share(units k) const;
  interval top_share(fraction q) const;
  interval bottom_share(units k) const;
  interval bottom_share(fraction q) const;
  /// How many of the largest units hold the share: two whole numbers.
  interval top_count(share s) const;
  /// The Lorenz curve, and curve(x).inverse(s).
  interval curve(double p) const;
  interval curve_inverse(double s) const;

  /// The fraction of units strictly below `value`, which is a double or an integer.
  template <class T>
  interval share_below(T value) const;
  interval quantile(double p, quantile_options options = {}) const;
  template <class Ps = std::initializer_list<double>>
  std::vector<interval> quantiles(const Ps& ps, quantile_options options = {}) const;
  /// A table of units, total, mean, extremes, and the intervals of median, Gini and what the top tenth holds.
  std::string text() const;

 private:
  const detail::digest_buckets& buckets() const { return static_cast<const Source*>(this)->buckets_; }
  detail::digest_cells cells(const char* function) const;
};

/// A summary of non-negative numbers: how many, and their exact sum, in each of 2^precision equal parts of each power
/// of two. It knows the Lorenz curve at some thousand points exactly and between them to about 2^(-2 precision).
///
/// Pushed are float, double and integers: zero, subnormal numbers, up to the largest double and all 64 bits. Sums are
/// 128-bit integers: the same units give the same state, and the same bytes, whatever the order, the split into shards
/// and pushes, and the tree of merges. Frequencies equal the expanded sample. Sampling weights do not compile, and
/// neither does long double, whose range exceeds the buckets: convert it to double and know what that rounds.
///
/// Precision 0 to 16. For a lognormal with sigma 2.8 and 2 million units, 7, the default, knows Gini to 1.2e-7 in 4,100
/// buckets, 10 to 2e-9 in 28,000; in general the width falls with the square of the bucket. Data whose values all lie
/// within one bucket are known the worst: there the width of Gini can reach 2^(-precision - 2).
///
/// Memory: 24 bytes a bucket, in pages of 128 neighbours, and only for pages that some value met: 130 kB for those
/// lognormal data. Time: a push of many takes about 3 times as long as their vectorised sum, in order or not; a merge
/// less than the push of 20,000; both are O(buckets) at least.
/// Throws std::invalid_argument for a value that is NaN, infinite or, unless its weight is zero, negative, as
/// `lorenz::digest::push: x[17] is NaN`; for weights as everywhere; for 2^62 units or more; for another precision in
/// merge(). The digest is then as it was.
/// Examples: examples/digest.cpp, examples/shards.cpp.
class digest : public digest_answers<digest> {
 public:
  explicit digest(int precision = 7);

  /// One number, or a range of them; each as often as a frequency says.
  template <class T, std::enable_if_t<detail::is_number_v<T>, int> = 0>
  void push(T value);
  template <class X, class = detail::value_t<X>>
  void push(const X& x);
  template <class X, class Counts>
  void push(const X& x, const frequency<Counts>& w);

  /// As if all that was pushed to `other` were pushed here.
  void merge(const digest& other);

  friend bool operator==(const digest& a, const digest& b) { return a.buckets_ == b.buckets_; }
  friend bool operator!=(const digest& a, const digest& b) { return !(a == b); }

  /// The state as bytes, of which there are 52 and 28 a bucket; detail/digest_format.hpp is the format. Bytes that
  /// serialize() has not written, or that were changed since, throw std::invalid_argument; whoever made them, reading
  /// takes time and memory in proportion to their number: up to about 112 bytes of memory for each, where every
  /// bucket lies in a page of its own, of which there are a million at precision 16.
  std::vector<std::byte> serialize() const;
  static digest deserialize(const std::vector<std::byte>& bytes);
  static digest deserialize(const std::byte* bytes, std::size_t n);

  int precision() const { return static_cast<int>(buckets_.bits()); }
  /// Buckets with units, and the bytes that the state takes.
  std::size_t bucket_count() const { return buckets_.size(); }
  std::size_t memory() const { return buckets_.memory(); }

 private:
  friend class digest_answers<digest>;
  friend class refinement;
  friend struct detail::digest_access;
  static bool add_values(std::uint32_t, detail::digest_cells&) { return false; }

  detail::digest_buckets buckets_;
};

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// Calls f(x[i], units) for each row, after all of them have been checked.
template <class X, class Counts, class F>
void for_each_row(const char* function, const X& x, const frequency<Counts>& w, const F& f) {
  const auto values = read_sample(x);
  const auto weights = read(w.range());
  check_sizes(function, values.size(), weights.size());
  check_values(function, domain::nonnegative, values, weights);
  if constexpr (is_sorted_v<X>) check_ascending(function, values);
  const std::vector<std::uint64_t> counts = checked_counts(function, weights);
  f(values, counts);
}

}  // namespace detail

// ---- answers ----

template <class Source>
double digest_answers<Source>::total() const {
  return empty() ? 0 : cells("digest::total").total().rounded();
}
template <class Source>
double digest_answers<Source>::mean() const {
  const detail::digest_cells d = cells("digest::mean");
  return quotient(d.total(), detail::scaled<double>{detail::widen<double>(d.count), 0});
}
template <class Source>
double digest_answers<Source>::min() const {
  (void)cells("digest::min");
  return buckets().smallest().nearest();
}
template <class Source>
double digest_answers<Source>::max() const {
  (void)cells("digest::max");
  return buckets().largest().nearest();
}

template <class Source>
interval digest_answers<Source>::gini(gini_options options) const {
  return detail::gini_bounds(cells("digest::gini"), options.estimator == gini_estimator::sample);
}
template <class Source>
interval digest_answers<Source>::herfindahl() const {
  return detail::herfindahl_bounds(cells("digest::herfindahl"));
}
template <class Source>
interval digest_answers<Source>::hoover() const {
  return detail::hoover_bounds(cells("digest::hoover"));
}
template <class Source>
interval digest_answers<Source>::theil() const {
  return detail::theil_bounds(cells("digest::theil"));
}

template <class Source>
interval digest_answers<Source>::top_share(units k) const {
  return detail::held_bounds(cells("digest::top_share"), true, {k.count, {}});
}
template <class Source>
interval digest_answers<Source>::top_share(fraction q) const {
  return detail::held_bounds(cells("digest::top_share"), true, detail::fraction_of(count(), q.value));
}
template <class Source>
interval digest_answers<Source>::bottom_share(units k) const {
  return detail::held_bounds(cells("digest::bottom_share"), false, {k.count, {}});
}
template <class Source>
interval digest_answers<Source>::bottom_share(fraction q) const {
  return detail::held_bounds(cells("digest::bottom_share"), false, detail::fraction_of(count(), q.value));
}
template <class Source>
interval digest_answers<Source>::top_count(share s) const {
  return detail::top_count_bounds(cells("digest::top_count"), s.value);
}
template <class Source>
interval digest_answers<Source>::curve(double p) const {
  detail::check_probability("digest::curve", "p", p);
  return detail::held_bounds(cells("digest::curve"), false, detail::fraction_of(count(), p));
}
template <class Source>
interval digest_answers<Source>::curve_inverse(double s) const {
  detail::check_probability("digest::curve_inverse", "s", s);
  return detail::inverse_bounds(cells("digest::curve_inverse"), s);
}

template <class Source>
template <class T>
interval digest_answers<Source>::share_below(T value) const {
  static_assert(detail::is_on_grid_v<T>, "lorenz: share_below of a digest takes a double or an integer");
  if (value != value) detail::fail_argument("digest::share_below", "value", value);
  const detail::digest_cells d = cells("digest::share_below");
  if (!(value > T(0))) return {0, 0};
  if (!detail::is_finite(value)) return {1, 1};
  return detail::below_bounds(d, detail::on_grid(value));
}
template <class Source>
interval digest_answers<Source>::quantile(double p, quantile_options options) const {
  detail::check_probability("digest::quantile", "p", p);
  return detail::quantile_bounds(cells("digest::quantile"), p, options.definition);
}
template <class Source>
template <class Ps>
std::vector<interval> digest_answers<Source>::quantiles(const Ps& ps, quantile_options options) const {
  const auto probabilities = detail::read(ps);
  for (std::size_t i = 0; i < probabilities.size(); ++i)
    detail::check_probability("digest::quantiles", detail::at("ps", i), probabilities.data()[i]);
  const detail::digest_cells d = cells("digest::quantiles");
  std::vector<interval> values;
  values.reserve(probabilities.size());
  for (std::size_t i = 0; i < probabilities.size(); ++i)
    values.push_back(detail::quantile_bounds(d, probabilities.data()[i], options.definition));
  return values;
}

template <class Source>
std::string digest_answers<Source>::text() const {
  detail::table table({"units", std::to_string(count())});
  if (empty()) return table.text();
  const auto add = [&](const char* name, const interval& i) { table.add(name, {i.lower, i.upper}); };
  table.add("total", {total()});
  table.add("mean", {mean()});
  table.add("minimum", {min()});
  add("median", quantile(0.5));
  table.add("maximum", {max()});
  if (max() > 0) {
    add("gini", gini());
    add("share of top 10 %", top_share(fraction(0.1)));
  }
  return table.text();
}

/// The smallest and the largest unit are cells of their own.
template <class Source>
detail::digest_cells digest_answers<Source>::cells(const char* function) const {
  const detail::digest_buckets& all = buckets();
  if (empty()) detail::fail_domain(function, "no unit left, the digest is empty");
  const detail::grid_number& smallest = all.smallest();
  const detail::grid_number& largest = all.largest();
  detail::digest_cells d{function, {}};
  all.for_each([&](std::uint32_t key, const detail::digest_bucket& b) {
    if (static_cast<const Source*>(this)->add_values(key, d)) return;
    detail::grid_number low = all.first(key);
    detail::grid_number high = all.last(key);
    std::uint64_t units = b.count;
    detail::uint128 sum = b.sum();
    if (key == all.key(smallest)) {
      d.add(smallest, smallest, 1, smallest.mantissa);
      low = smallest;
      sum -= smallest.mantissa;
      --units;
    }
    const bool has_largest = key == all.key(largest) && units != 0;
    if (has_largest) {
      high = largest;
      sum -= largest.mantissa;
      --units;
    }
    d.add(low, high, units, sum);
    if (has_largest) d.add(largest, largest, 1, largest.mantissa);
  });
  return d;
}

// ---- digest ----

struct detail::digest_access {
  static const digest_buckets& buckets(const digest& d) { return d.buckets_; }
  static digest made_of(digest_buckets&& buckets) {
    digest d;
    d.buckets_ = std::move(buckets);
    return d;
  }
};

inline digest::digest(int precision) : buckets_(static_cast<unsigned>(precision)) {
  if (precision < 0 || detail::digest_buckets::most_bits < precision)
    detail::fail_argument("digest", "precision", precision, "must be in [0, 16]");
}

template <class T, std::enable_if_t<detail::is_number_v<T>, int>>
void digest::push(T value) {
  static_assert(detail::is_on_grid_v<T>, "lorenz: a digest takes float, double and integers");
  if (!detail::is_finite(value)) detail::fail_argument("digest::push", "value", value);
  if (value < T(0)) detail::fail_argument("digest::push", "value", value, "must not be negative");
  buckets_.add("digest::push", detail::on_grid(value), 1);
}

template <class X, class>
void digest::push(const X& x) {
  static_assert(detail::is_on_grid_v<detail::value_t<X>>, "lorenz: a digest takes float, double and integers");
  const auto values = detail::read_sample(x);
  if constexpr (detail::is_sorted_v<X>) detail::check_ascending("digest::push", values);
  buckets_.add("digest::push", values.data(), values.size());
}

template <class X, class Counts>
void digest::push(const X& x, const frequency<Counts>& w) {
  static_assert(detail::is_on_grid_v<detail::value_t<X>>, "lorenz: a digest takes float, double and integers");
  detail::for_each_row("digest::push", x, w, [&](const auto& values, const std::vector<std::uint64_t>& counts) {
    std::uint64_t units = 0;
    for (const std::uint64_t n : counts) units += n;
    buckets_.check_room("digest::push", units);
    for (std::size_t i = 0; i < counts.size(); ++i)
      buckets_.add("digest::push", detail::on_grid(values.data()[i]), counts[i]);
  });
}

inline void digest::merge(const digest& other) {
  if (other.precision() != precision())
    detail::fail_argument("digest::merge", "the precision of other", other.precision(), "that of this digest differs");
  buckets_.merge("digest::merge", other.buckets_);
}

inline std::vector<std::byte> digest::serialize() const { return detail::write_digest(buckets_); }
inline digest digest::deserialize(const std::byte* bytes, std::size_t n) {
  return detail::digest_access::made_of(detail::digest_reader("digest::deserialize", bytes, n).read());
}
inline digest digest::deserialize(const std::vector<std::byte>& bytes) {
  return deserialize(bytes.data(), bytes.size());
}

}  // namespace lorenz

#endif
