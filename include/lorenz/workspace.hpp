// SPDX-License-Identifier: BSL-1.0
//
// workspace.hpp: memory that many calls on small samples share.
//
//     std::vector<double> memory;
//     for (const auto& group : groups) sum += gini(in_workspace(group, memory));

#ifndef LORENZ_WORKSPACE_HPP
#define LORENZ_WORKSPACE_HPP

#include <utility>  // forward
#include <vector>   // vector

#include "detail/rows.hpp"

namespace lorenz {

/// A sample, and memory for the copies of it that a call sorts or selects in. Stands in place of x in every call; owns
/// a temporary, refers to an lvalue and to `memory`, which is not the sample: its values are overwritten, and it grows
/// to the size of the largest sample.
///
/// Results are those without it, bit for bit. A measure of up to 1,000 plain values then allocates nothing but what it
/// returns; larger and weighted samples allocate for more than copies. Not for two threads at a time.
/// Throws what the call throws.
template <class Range>
class in_workspace {
 public:
  using value = detail::value_t<detail::bare_t<Range>>;
  in_workspace(Range&& x, std::vector<value>& memory) : range_(std::forward<Range>(x)), memory_(&memory) {}
  const std::remove_reference_t<Range>& range() const { return range_; }
  std::vector<value>& memory() const { return *memory_; }

 private:
  Range range_;
  std::vector<value>* memory_;
};
template <class Range, class T>
in_workspace(Range&&, std::vector<T>&) -> in_workspace<Range>;

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

template <class Range>
struct sample_access<in_workspace<Range>> {
  using value_type = value_t<bare_t<Range>>;
  static auto read(const in_workspace<Range>& x) { return detail::read(x.range()); }
};

template <class Range>
struct workspace_of<in_workspace<Range>> {
  static std::vector<value_t<bare_t<Range>>>* get(const in_workspace<Range>& x) { return &x.memory(); }
};

}  // namespace detail
}  // namespace lorenz

#endif
