// SPDX-License-Identifier: BSL-1.0
//
// refinement.hpp: a second pass over the data of a digest, which makes chosen answers exact.
//
//     refinement r(d);
//     r.resolve(units{200}).resolve_quantile(0.5);        what shall be exact
//     r.refine(x);  r.refine(y);                          the same data, in any parts
//     r.top_share(units{200})   r.quantile(0.5)           exact; r.gini() ... narrower than the digest's

#ifndef LORENZ_REFINEMENT_HPP
#define LORENZ_REFINEMENT_HPP

#include <algorithm>  // lower_bound
#include <cstddef>    // size_t
#include <cstdint>    // uint32_t, uint64_t
#include <utility>    // swap
#include <vector>     // vector

#include "detail/value_runs.hpp"
#include "digest.hpp"

namespace lorenz {

/// A second pass over the data of a digest: some buckets are resolved into their values, so that what depends on these
/// only becomes exact, and the rest narrower. The same data in any order and any parts.
///
/// Memory: up to 32 bytes for each distinct value in the resolved buckets. Until every unit of a bucket has come back,
/// its answers are those of the digest. resolve...() are called before refine().
class refinement : public digest_answers<refinement> {
 public:
  explicit refinement(const digest& d) : buckets_(d.buckets_) {}

  /// For top_share(): where the k largest, or the largest fraction q, end.
  refinement& resolve(units k);
  refinement& resolve(fraction q);
  /// For curve(p) and bottom_share(fraction{p}).
  refinement& resolve_curve(double p);
  refinement& resolve_quantile(double p, quantile_options options = {});
  template <class T>
  refinement& resolve_below(T value);
  /// Everything, as far as memory lasts: for few distinct values, such as counts.
  refinement& resolve_all();

  /// The second pass. Throws std::invalid_argument as digest::push(), and where a bucket gets more than its units.
  template <class X, class = detail::value_t<X>>
  void refine(const X& x);
  template <class X, class Counts>
  void refine(const X& x, const frequency<Counts>& w);
  /// Whether all units of the resolved buckets have come back.
  bool complete() const;

 private:
  friend class digest_answers<refinement>;
  struct resolved_bucket {
    std::uint32_t key;
    detail::digest_bucket all, seen;
    detail::value_runs runs;
  };
  const resolved_bucket* find(std::uint32_t key) const;
  void resolve_bucket(std::uint32_t key, const detail::digest_bucket& bucket);
  refinement& resolve_rank(std::uint64_t rank);
  void refine(const char* function, const detail::grid_number& x, std::uint64_t units);
  bool add_values(std::uint32_t key, detail::digest_cells& cells) const;

  detail::digest_buckets buckets_;
  std::vector<resolved_bucket> resolved_;  // ascending by key
};

// ---------------------------------------------------------------------------------------------------------------------

inline const refinement::resolved_bucket* refinement::find(std::uint32_t key) const {
  const auto found = std::lower_bound(resolved_.begin(), resolved_.end(), key,
                                      [](const resolved_bucket& b, std::uint32_t wanted) { return b.key < wanted; });
  return found != resolved_.end() && found->key == key ? &*found : nullptr;
}

inline void refinement::resolve_bucket(std::uint32_t key, const detail::digest_bucket& bucket) {
  if (find(key) != nullptr) return;
  resolved_.push_back({key, bucket, {}, {}});
  for (std::size_t i = resolved_.size() - 1; i > 0 && resolved_[i].key < resolved_[i - 1].key; --i)
    std::swap(resolved_[i], resolved_[i - 1]);
}

/// The bucket of the unit with a rank from 1 to n.
inline refinement& refinement::resolve_rank(std::uint64_t rank) {
  std::uint64_t passed = 0;
  buckets_.for_each([&](std::uint32_t key, const detail::digest_bucket& b) {
    if (passed < rank && rank - passed <= b.count) resolve_bucket(key, b);
    passed += b.count;
  });
  return *this;
}

inline refinement& refinement::resolve(units k) { return k.count < count() ? resolve_rank(count() - k.count) : *this; }
inline refinement& refinement::resolve(fraction q) {
  return resolve(units(detail::fraction_of(count(), q.value).whole));
}
inline refinement& refinement::resolve_curve(double p) {
  detail::check_probability("refinement::resolve_curve", "p", p);
  return resolve_rank(detail::fraction_of(count(), p).whole + 1);
}
inline refinement& refinement::resolve_quantile(double p, quantile_options options) {
  detail::check_probability("refinement::resolve_quantile", "p", p);
  if (empty()) return *this;
  const auto at = detail::quantile_position<double>(count(), p, detail::resolved(options.definition, true));
  resolve_rank(at.rank);
  return at.part.high == 0 ? *this : resolve_rank(at.rank + 1);
}
template <class T>
refinement& refinement::resolve_below(T value) {
  static_assert(detail::is_on_grid_v<T>, "lorenz: share_below of a digest takes a double or an integer");
  if (value != value) detail::fail_argument("refinement::resolve_below", "value", value);
  if (!(value > T(0)) || !detail::is_finite(value)) return *this;
  const std::uint32_t wanted = buckets_.key(detail::on_grid(value));
  buckets_.for_each([&](std::uint32_t key, const detail::digest_bucket& b) {
    if (key == wanted) resolve_bucket(key, b);
  });
  return *this;
}
inline refinement& refinement::resolve_all() {
  buckets_.for_each([&](std::uint32_t key, const detail::digest_bucket& b) { resolve_bucket(key, b); });
  return *this;
}

inline void refinement::refine(const char* function, const detail::grid_number& x, std::uint64_t units) {
  auto* const bucket = const_cast<resolved_bucket*>(find(buckets_.key(x)));
  if (bucket == nullptr || units == 0) return;
  if (bucket->all.count - bucket->seen.count < units)
    detail::fail_invalid(function, "a bucket gets more units than the digest counted: these are other data");
  bucket->seen.add(units, detail::uint128(x.mantissa) * units);
  bucket->runs.add(x.mantissa, units);
}

template <class X, class>
void refinement::refine(const X& x) {
  const auto values = detail::read_sample(x);
  detail::check_values("refinement::refine", detail::domain::nonnegative, values);
  for (std::size_t i = 0; i < values.size(); ++i) refine("refinement::refine", detail::on_grid(values.data()[i]), 1);
}
template <class X, class Counts>
void refinement::refine(const X& x, const frequency<Counts>& w) {
  detail::for_each_row("refinement::refine", x, w, [&](const auto& values, const std::vector<std::uint64_t>& counts) {
    for (std::size_t i = 0; i < counts.size(); ++i)
      refine("refinement::refine", detail::on_grid(values.data()[i]), counts[i]);
  });
}

inline bool refinement::complete() const {
  for (const resolved_bucket& b : resolved_)
    if (!(b.seen == b.all)) return false;
  return true;
}

inline bool refinement::add_values(std::uint32_t key, detail::digest_cells& cells) const {
  const resolved_bucket* const bucket = find(key);
  if (bucket == nullptr || !(bucket->seen == bucket->all)) return false;
  const unsigned octave = key >> buckets_.bits();
  for (const detail::value_run& run : bucket->runs.ascending()) {
    const detail::grid_number x{octave, run.mantissa};
    cells.add(x, x, run.count, detail::uint128(run.mantissa) * run.count);
  }
  return true;
}

}  // namespace lorenz

#endif
