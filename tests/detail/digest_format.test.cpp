// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/digest_format.hpp>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "reference/rules.hpp"
#include "reference/samples.hpp"

using lorenz::detail::digest_buckets;
using lorenz::detail::digest_reader;
using lorenz::detail::on_grid;
using lorenz::detail::write_digest;

namespace {

using bytes = std::vector<std::byte>;

digest_buckets read(const bytes& b) { return digest_reader("deserialize", b.data(), b.size()).read(); }

// "lorenz-d" or hexadecimal digits, as the documentation of the format has them.
bytes from_hex(const std::string& text) {
  bytes result;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    result.push_back(static_cast<std::byte>(std::stoi(text.substr(i, 2), nullptr, 16)));
  return result;
}

// FNV-1a, from its definition.
std::uint64_t fnv(const bytes& b, std::size_t n) {
  std::uint64_t hash = 14695981039346656037u;
  for (std::size_t i = 0; i < n; ++i) {
    hash ^= static_cast<std::uint64_t>(b[i]);
    hash *= 1099511628211u;
  }
  return hash;
}

void seal(bytes& b) {
  const std::uint64_t sum = fnv(b, b.size() - 8);
  for (std::size_t i = 0; i < 8; ++i) b[b.size() - 8 + i] = static_cast<std::byte>(sum >> 8 * i & 0xff);
}

digest_buckets example(std::size_t n, std::uint64_t seed) {
  samples::generator g(seed);
  const std::vector<double> x =
      samples::draw(n, [&] { return g.below(5) == 0 ? 0 : std::ldexp(g.uniform(), g.below(12)); });
  digest_buckets b(5);
  b.add("push", x.data(), x.size());
  return b;
}

}  // namespace

TEST_CASE("digest_format: bytes written by hand from the documentation") {
  // 0 twice, 1.5 once and 3 units of the largest 64-bit integer, with 2 mantissa bits.
  digest_buckets b(2);
  b.add("push", on_grid(0), 2);
  b.add("push", on_grid(1.5), 1);
  b.add("push", on_grid(UINT64_MAX), 3);
  bytes expected = from_hex(
      "6c6f72656e7a2d64"  // lorenz-d
      "0100"
      "0200"
      "03000000"
      "0600000000000000"
      "0000"
      "0000000000000000"  // 0
      "3e04"
      "ffffffffffffffff"  // octave 1023 + 63
      "00000000"
      "0200000000000000"
      "00000000000000000000000000000000"
      "fe0f0000"
      "0100000000000000"
      "00000000000000c00000000000000000"  // key 1023 * 4 + 2, mantissa 0b11 << 62
      "fb100000"
      "0300000000000000"
      "fdffffffffffffff0200000000000000"  // key 1086 * 4 + 3
      "0000000000000000");
  seal(expected);
  CHECK(write_digest(b) == expected);
  CHECK(read(expected) == b);
  // An empty one.
  bytes none = from_hex(
      "6c6f72656e7a2d64"
      "0100"
      "0700"
      "00000000"
      "0000000000000000"
      "00000000000000000000"
      "00000000000000000000"
      "0000000000000000");
  seal(none);
  CHECK(write_digest(digest_buckets(7)) == none);
  CHECK(read(none) == digest_buckets(7));
}

TEST_CASE("digest_format: every change of a byte and every truncation is found") {
  const bytes b = write_digest(example(60, 1));
  CHECK(read(b) == example(60, 1));
  for (std::size_t n = 0; n < b.size(); ++n) {
    const bytes shorter(b.begin(), b.begin() + static_cast<std::ptrdiff_t>(n));
    CHECK_THROWS_AS(read(shorter), std::invalid_argument);
  }
  bytes longer = b;
  longer.resize(b.size() + 28);
  CHECK_THROWS_AS(read(longer), std::invalid_argument);
  samples::generator g(2);
  for (std::size_t i = 0; i < b.size(); ++i) {
    bytes changed = b;
    changed[i] ^= static_cast<std::byte>(1 + g.below(255));
    CHECK_THROWS_AS(read(changed), std::invalid_argument);
  }
}

TEST_CASE("digest_format: with a checksum that fits, what is read is what some numbers give, or nothing") {
  samples::generator g(3);
  int accepted = 0;
  for (int round = 0; round < 6000; ++round) {
    const bytes b = write_digest(example(1 + static_cast<std::size_t>(g.below(12)), static_cast<std::uint64_t>(round)));
    bytes changed = b;
    for (int k = g.below(4); k >= 0; --k) {
      const std::size_t i = 8 + g.bits() % (b.size() - 16);
      switch (g.below(4)) {
        case 0:
          changed[i] = std::byte{0};
          break;
        case 1:
          changed[i] = std::byte{255};
          break;
        case 2:
          changed[i] ^= static_cast<std::byte>(1 << g.below(8));
          break;
        default:
          changed[i] = changed[8 + g.bits() % (b.size() - 16)];
      }
    }
    seal(changed);
    try {
      const digest_buckets d = read(changed);
      ++accepted;
      CHECK(write_digest(d) == changed);
      std::uint64_t units = 0;
      std::vector<std::uint32_t> keys;
      d.for_each([&](std::uint32_t key, const lorenz::detail::digest_bucket& bucket) {
        units += bucket.count;
        keys.push_back(key);
        CHECK((bucket.low & ((1u << lorenz::detail::grid_number::spare_bits(key >> d.bits())) - 1)) == 0);
        CHECK(bucket.sum() >= lorenz::detail::uint128(d.first(key).mantissa) * bucket.count);
        CHECK(bucket.sum() <= lorenz::detail::uint128(d.last(key).mantissa) * bucket.count);
      });
      CHECK(units == d.count());
      CHECK(keys.front() == d.key(d.smallest()));
      CHECK(keys.back() == d.key(d.largest()));
    } catch (const std::invalid_argument&) {
    }
  }
  CHECK(accepted > 0);
  CHECK(accepted < 5900);
}

TEST_CASE("digest_format: hostile numbers of buckets, units and precisions") {
  const bytes b = write_digest(example(30, 7));
  const auto with = [&](std::size_t position, std::uint64_t value, int size) {
    bytes changed = b;
    for (int i = 0; i < size; ++i)
      changed[position + static_cast<std::size_t>(i)] = static_cast<std::byte>(value >> 8 * i & 0xff);
    seal(changed);
    return changed;
  };
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(0, 'L', 1)); }, {"no digest"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(8, 2, 2)); }, {"version"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(10, 17, 2)); }, {"precision"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(12, 0xffffffff, 4)); }, {"number of buckets"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(16, 29, 8)); }, {"units"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(48, ~std::uint64_t(0), 8)); }, {"units"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(34, 2047, 2)); }, {"extremes"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(44 + 28 * 3 + 12, 1, 1)); }, {"finer"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(44 + 28 * 3, 0, 4)); }, {"ascend"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(24, 1, 2)); }, {"extremes"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read(with(16, 0, 8)); }, {"units"});
  bytes changed = b;
  changed.back() ^= std::byte{1};
  rules::throws<std::invalid_argument>("deserialize", [&] { read(changed); }, {"checksum"});
  rules::throws<std::invalid_argument>("deserialize", [&] { read({}); }, {"too few"});
}
