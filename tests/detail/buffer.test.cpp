// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/buffer.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>

using lorenz::detail::buffer;

TEST_CASE("a few values lie within a buffer, more do not") {
  buffer<double, 4> few(4);
  CHECK(static_cast<void*>(few.data()) >= static_cast<void*>(&few));
  CHECK(static_cast<void*>(few.data()) < static_cast<void*>(&few + 1));
  buffer<double, 4> more(5);
  CHECK((more.data() < reinterpret_cast<double*>(&more) || more.data() >= reinterpret_cast<double*>(&more + 1)));
}

TEST_CASE_TEMPLATE("every value can be set and read", T, char, float, std::uint64_t) {
  for (const std::size_t n : {std::size_t(0), std::size_t(1), std::size_t(64), std::size_t(65), std::size_t(1) << 20,
                              (std::size_t(1) << 22) + 1}) {
    CAPTURE(n);
    buffer<T> values(n);
    for (std::size_t i = 0; i < n; ++i) values.data()[i] = static_cast<T>(i % 101);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < n; ++i) wrong += values.data()[i] != static_cast<T>(i % 101);
    CHECK(wrong == 0);
  }
}

TEST_CASE("values with constructors are constructed and destroyed") {
  buffer<std::string, 2> words(100);
  words.data()[99] = std::string(1000, 'a');
  CHECK(words.data()[0].empty());
  CHECK(words.data()[99].size() == 1000);
}
