// SPDX-License-Identifier: BSL-1.0
//
// digest_format: a digest as bytes, the same on every machine. All numbers are little-endian, without gaps:
//
//     offset  bytes
//     0       8      the letters "lorenz-d"
//     8       2      version of the format, 1
//     10      2      mantissa bits b of the buckets, 0 to 16
//     12      4      number of buckets k
//     16      8      number of units, below 2^62
//     24      10     smallest value: octave (2), mantissa (8); zeros where there are no units
//     34      10     largest value
//     44      28 k   the buckets with units, ascending: key (4), units (8), sum of their mantissas (16)
//     44+28k  8      checksum of all bytes before: FNV-1a with 64 bits
//
// A value is mantissa * 2^(max(octave, 1) - 1086). The mantissa has 64 bits, of which the first one is set unless the
// octave, 0 to 2046, is 0. The key of a value is octave * 2^b + the b bits after the first one of the mantissa.

#ifndef LORENZ_DETAIL_DIGEST_FORMAT_HPP
#define LORENZ_DETAIL_DIGEST_FORMAT_HPP

#include <cstddef>  // byte, size_t
#include <cstdint>  // uint32_t, uint64_t
#include <utility>  // move
#include <vector>   // vector

#include "digest_buckets.hpp"

namespace lorenz::detail {

/// Fowler, Noll and Vo: RFC 9923. Each change of one byte changes it.
inline std::uint64_t checksum(const std::byte* bytes, std::size_t n) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (std::size_t i = 0; i < n; ++i) hash = (hash ^ static_cast<std::uint64_t>(bytes[i])) * 0x100000001b3u;
  return hash;
}

struct digest_layout {
  static constexpr char letters[] = {'l', 'o', 'r', 'e', 'n', 'z', '-', 'd'};
  static constexpr std::uint64_t version = 1;
  static constexpr std::size_t head = 44, bucket = 28, tail = 8;
};

class byte_writer {
 public:
  explicit byte_writer(std::size_t n) { bytes_.reserve(n); }
  void put(std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) bytes_.push_back(static_cast<std::byte>(value >> 8 * i & 0xff));
  }
  void put(const grid_number& x) {
    put(x.octave, 2);
    put(x.mantissa, 8);
  }
  std::vector<std::byte> finish() {
    put(checksum(bytes_.data(), bytes_.size()), 8);
    return std::move(bytes_);
  }

 private:
  std::vector<std::byte> bytes_;
};

inline std::vector<std::byte> write_digest(const digest_buckets& buckets) {
  using layout = digest_layout;
  const std::size_t k = buckets.size();
  byte_writer out(layout::head + k * layout::bucket + layout::tail);
  for (const char letter : layout::letters) out.put(static_cast<unsigned char>(letter), 1);
  out.put(layout::version, 2);
  out.put(buckets.bits(), 2);
  out.put(k, 4);
  out.put(buckets.count(), 8);
  out.put(k == 0 ? grid_number{} : buckets.smallest());
  out.put(buckets.largest());
  buckets.for_each([&](std::uint32_t key, const digest_bucket& b) {
    out.put(key, 4);
    out.put(b.count, 8);
    out.put(b.low, 8);
    out.put(b.high, 8);
  });
  return out.finish();
}

/// Whoever wrote the bytes, what comes back is what some numbers give, or an exception: sizes first, then the checksum,
/// then each bucket on its own and with the extremes.
class digest_reader {
  using layout = digest_layout;

 public:
  digest_reader(const char* function, const std::byte* bytes, std::size_t n)
      : function_(function), bytes_(bytes), size_(n) {}

  digest_buckets read() {
    require(size_ >= layout::head + layout::tail, "the bytes are too few for a digest");
    for (const char letter : layout::letters)
      require(take(1) == static_cast<unsigned char>(letter), "the bytes are no digest");
    require(take(2) == layout::version, "the version of the format is not known");
    const std::uint64_t bits = take(2);
    require(bits <= digest_buckets::most_bits, "the precision is out of range");
    const std::uint64_t k = take(4);
    require((size_ - layout::head - layout::tail) / layout::bucket == k &&
                (size_ - layout::head - layout::tail) % layout::bucket == 0,
            "the number of bytes does not fit the number of buckets");
    require(checksum(bytes_, size_ - layout::tail) == take(8, size_ - layout::tail), "the checksum does not fit");
    const std::uint64_t units = take(8);
    const grid_number smallest = number();
    const grid_number largest = number();

    digest_buckets buckets(static_cast<unsigned>(bits));
    if (k == 0) {
      require(units == 0 && smallest == grid_number{} && largest == grid_number{}, "there are units without a bucket");
      return buckets;
    }
    require(valid(smallest) && valid(largest) && !(largest < smallest), "the extremes are no values");
    std::uint64_t before = 0;
    for (std::uint64_t i = 0; i < k; ++i) {
      const auto key = static_cast<std::uint32_t>(take(4));
      digest_bucket b;
      b.count = take(8);
      b.low = take(8);
      b.high = take(8);
      require(i == 0 || before < key, "the buckets do not ascend");
      require(key >> bits < grid_number::octaves, "a bucket lies beyond the largest number");
      require(i != 0 || key == buckets.key(smallest), "the smallest value is not in the first bucket");
      require(i != k - 1 || key == buckets.key(largest), "the largest value is not in the last bucket");
      require(fits(key >> bits, b.low), "a sum is finer than numbers are");
      check_bucket(b, i == 0 ? smallest.mantissa : buckets.first(key).mantissa,
                   i == k - 1 ? largest.mantissa : buckets.last(key).mantissa, i == 0, i == k - 1);
      buckets.add_bucket(function_, key, b);
      before = key;
    }
    require(buckets.count() == units, "the buckets do not hold the number of units");
    buckets.extend(smallest, largest);
    return buckets;
  }

 private:
  void require(bool holds, const char* otherwise) const {
    if (!holds) fail_invalid(function_, otherwise);
  }
  std::uint64_t take(int size, std::size_t position) const {
    std::uint64_t value = 0;
    for (int i = size; i-- > 0;)
      value = value << 8 | static_cast<std::uint64_t>(bytes_[position + static_cast<std::size_t>(i)]);
    return value;
  }
  std::uint64_t take(int size) {
    at_ += static_cast<std::size_t>(size);
    return take(size, at_ - static_cast<std::size_t>(size));
  }
  grid_number number() {
    const auto octave = static_cast<unsigned>(take(2));
    return {octave, take(8)};
  }
  static bool fits(unsigned octave, std::uint64_t mantissas) {
    return (mantissas & ((std::uint64_t(1) << grid_number::spare_bits(octave)) - 1)) == 0;
  }
  static bool valid(const grid_number& x) {
    return x.octave < grid_number::octaves && (x.octave != 0) == (x.mantissa >= grid_number::first_bit) &&
           fits(x.octave, x.mantissa);
  }
  /// That units in [low, high], one of them `low` where it is the first bucket, one `high` where it is the last, can
  /// have the sum.
  void check_bucket(digest_bucket b, std::uint64_t low, std::uint64_t high, bool first, bool last) const {
    require(b.count != 0 && b.count <= digest_buckets::most_units, "the units of a bucket are out of range");
    uint128 sum = b.sum();
    std::uint64_t others = b.count;
    const auto remove = [&](std::uint64_t mantissa) {
      require(others != 0 && mantissa <= sum, "the sum of a bucket does not fit its units");
      sum -= mantissa;
      --others;
    };
    if (first) remove(low);
    if (last && !(first && low == high)) remove(high);
    require(uint128(low) * others <= sum && sum <= uint128(high) * others,
            "the sum of a bucket does not fit its units");
  }

  const char* function_;
  const std::byte* bytes_;
  std::size_t size_;
  std::size_t at_ = 0;
};

}  // namespace lorenz::detail

#endif
