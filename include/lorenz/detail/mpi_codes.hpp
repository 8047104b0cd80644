// SPDX-License-Identifier: BSL-1.0
//
// mpi_codes: values as 64-bit integers in the same order, and runs of them as few bytes.
//
//     using code = value_code<double>;    code::of(-2.5) < code::of(0.1)    code::value(code::of(x)) == x
//     byte_stream bytes;    bytes.put(first, last);          ascending runs
//     byte_source(pointer, n).take(runs);                    what several put() wrote, one after the other

#ifndef LORENZ_DETAIL_MPI_CODES_HPP
#define LORENZ_DETAIL_MPI_CODES_HPP

#include <cmath>        // fabs
#include <cstddef>      // size_t
#include <cstdint>      // uint64_t
#include <type_traits>  // is_integral, is_unsigned
#include <utility>      // move
#include <vector>       // vector

#include "digest_buckets.hpp"
#include "value_runs.hpp"

namespace lorenz::detail {

/// The code of zero, plus or minus that of the magnitude: 64-bit integers themselves, others by the bits of a double.
template <class T>
struct value_code {
  static constexpr bool integer = std::is_integral_v<T> && sizeof(T) == 8;
  static constexpr std::uint64_t zero = integer && std::is_unsigned_v<T> ? 0 : grid_number::first_bit;

  static std::uint64_t of(T x) { return x < T(0) ? zero - of_magnitude(x) : zero + of_magnitude(x); }
  static T value(std::uint64_t code) {
    const std::uint64_t size = code < zero ? zero - code : code - zero;
    if constexpr (integer) {
      return static_cast<T>(code < zero ? std::uint64_t(0) - size : size);
    } else {
      const double x = double_of(size);
      return static_cast<T>(code < zero ? -x : x);
    }
  }
  static grid_number magnitude(T x) {
    if constexpr (std::is_integral_v<T>)
      return on_grid(x < T(0) ? std::uint64_t(0) - static_cast<std::uint64_t>(x) : static_cast<std::uint64_t>(x));
    else
      return on_grid(std::fabs(static_cast<double>(x)));
  }

  /// The first and the last code of the numbers, or of the negatives of the numbers, from `low` to `high`.
  static std::uint64_t first(const grid_number& low, const grid_number& high, bool negative) {
    return negative ? zero - floor(high) : zero + ceiling(low);
  }
  static std::uint64_t last(const grid_number& low, const grid_number& high, bool negative) {
    return negative ? zero - ceiling(low) : zero + floor(high);
  }

 private:
  static std::uint64_t of_magnitude(T x) {
    if constexpr (integer)
      return x < T(0) ? std::uint64_t(0) - static_cast<std::uint64_t>(x) : static_cast<std::uint64_t>(x);
    else
      return bits_of(std::fabs(static_cast<double>(x)));
  }
  /// The least magnitude that is not below a number of the grid, and the greatest that is not above it.
  static std::uint64_t ceiling(const grid_number& x) {
    const std::uint64_t below = floor(x);
    const bool equal = integer ? on_grid(below) == x : x.mantissa << 53 == 0;
    return equal ? below : below + 1;
  }
  static std::uint64_t floor(const grid_number& x) {
    if constexpr (integer)
      return x.octave < 1023 ? 0 : x.mantissa >> (1086 - x.octave);
    else
      return std::uint64_t(x.octave) << 52 | (x.mantissa & ~grid_number::first_bit) >> 11;
  }
};

/// Runs as their number, then the gaps between their values, with a bit that says whether a number of units follows;
/// every number by 7 bits a byte, the lowest first. A value of continuous data takes 5 to 7 bytes, a count 1 to 3.
class byte_stream {
 public:
  void put(const value_run* first, const value_run* last) {
    put(static_cast<std::uint64_t>(last - first));
    std::uint64_t before = 0;
    for (; first != last; ++first) {
      put(uint128(first->mantissa - before) << 1 | (first->count == 1 ? 0 : 1));
      if (first->count != 1) put(first->count);
      before = first->mantissa;
    }
  }
  std::size_t size() const { return bytes_.size(); }
  std::vector<unsigned char> take() { return std::move(bytes_); }

 private:
  void put(uint128 number) {
    for (; number >> 7 != 0; number >>= 7) bytes_.push_back(static_cast<unsigned char>(number | 128));
    bytes_.push_back(static_cast<unsigned char>(number));
  }

  std::vector<unsigned char> bytes_;
};

class byte_source {
 public:
  byte_source(const unsigned char* bytes, std::size_t n) : at_(bytes), end_(bytes + n) {}
  void take(value_runs& runs) {
    while (at_ != end_) {
      std::uint64_t value = 0;
      for (auto n = static_cast<std::uint64_t>(number()); n > 0; --n) {
        const uint128 gap = number();
        value += static_cast<std::uint64_t>(gap >> 1);
        runs.add(value, (gap & 1) == 0 ? 1 : static_cast<std::uint64_t>(number()));
      }
    }
  }

 private:
  uint128 number() {
    uint128 value = 0;
    int shift = 0;
    for (; *at_ >= 128; shift += 7) value |= uint128(*at_++ & 127) << shift;
    return value | uint128(*at_++) << shift;
  }

  const unsigned char* at_;
  const unsigned char* end_;
};

}  // namespace lorenz::detail

#endif
