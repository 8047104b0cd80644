// SPDX-License-Identifier: BSL-1.0
//
// team: who works on the parts of a large sample. The core knows only this interface, and works alone where it is
// given none; parallel.hpp brings threads.
//
//     in_parts(team, n, [&](std::size_t part, std::size_t begin, std::size_t end) { ... });

#ifndef LORENZ_DETAIL_TEAM_HPP
#define LORENZ_DETAIL_TEAM_HPP

#include <cstddef>      // size_t
#include <type_traits>  // remove_reference

namespace lorenz::detail {

class team {
 public:
  /// The number of parts that are worked on at a time.
  virtual std::size_t size() const = 0;
  /// task(state, part) for every part, all of them done on return.
  virtual void run(void (*task)(void*, std::size_t), void* state) const = 0;

 protected:
  ~team() = default;
};

inline std::size_t size_of(const team* helpers) { return helpers == nullptr ? 1 : helpers->size(); }

/// f(part, begin, end) for consecutive parts of 0 ... n - 1.
template <class F>
void in_parts(const team* helpers, std::size_t n, F&& f) {
  if (helpers == nullptr) return f(0, 0, n);
  struct state {
    std::remove_reference_t<F>* f;
    std::size_t n, parts;
  } shared{&f, n, helpers->size()};
  helpers->run(
      [](void* pointer, std::size_t part) {
        const state& s = *static_cast<const state*>(pointer);
        const std::size_t length = s.n / s.parts;
        (*s.f)(part, part * length, part + 1 == s.parts ? s.n : (part + 1) * length);
      },
      &shared);
}

/// The team that a sample brings along; parallel.hpp has one.
template <class X>
struct team_of {
  explicit team_of(const X&) {}
  const team* get() const { return nullptr; }
};

}  // namespace lorenz::detail

#endif
