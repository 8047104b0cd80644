// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/team.hpp>

#include <doctest/doctest.h>
#include <vector>

using namespace lorenz::detail;

namespace {

class backwards : public team {
 public:
  std::size_t size() const override { return 3; }
  void run(void (*task)(void*, std::size_t), void* state) const override {
    for (std::size_t part = 3; part-- > 0;) task(state, part);
  }
};

}  // namespace

TEST_CASE("the parts cover everything once") {
  const backwards three;
  for (const team* helpers : {static_cast<const team*>(nullptr), static_cast<const team*>(&three)})
    for (const std::size_t n : {3u, 4u, 100u}) {
      std::vector<int> met(n);
      std::vector<std::size_t> first(size_of(helpers));
      in_parts(helpers, n, [&](std::size_t part, std::size_t begin, std::size_t end) {
        first[part] = begin;
        for (std::size_t i = begin; i < end; ++i) ++met[i];
      });
      CHECK(met == std::vector<int>(n, 1));
      for (std::size_t part = 1; part < first.size(); ++part) CHECK(first[part - 1] < first[part]);
    }
}

TEST_CASE("a sample comes alone") { CHECK(team_of<int>(1).get() == nullptr); }
