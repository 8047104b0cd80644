// SPDX-License-Identifier: BSL-1.0
//
// quicksort and quickselect for up to some thousand numbers, three to four times as fast as those of the standard
// library: what random data cost a sort are branches that cannot be foretold, and here comparisons only choose what is
// written.
//
//     quicksort(x, n, scratch)                          ascending
//     quickselect(x, n, scratch, first, last)           only the ranks from first up to last

#ifndef LORENZ_DETAIL_QUICKSORT_HPP
#define LORENZ_DETAIL_QUICKSORT_HPP

#include <algorithm>  // copy, sort
#include <cstddef>    // size_t

namespace lorenz::detail {

/// Each value walks down past all that are sorted already. Of -0 and +0 one may stand for the other.
template <class T>
void insert_each(T* x, std::size_t n) {
  for (std::size_t i = 1; i < n; ++i) {
    T value = x[i];
    for (std::size_t j = i; j > 0; --j) {
      const T other = x[j - 1];
      x[j] = other < value ? value : other;
      value = value < other ? value : other;
    }
    x[0] = value;
  }
}

/// Brings the values that are below something to the front, and returns how many those are.
template <class T, class Below>
std::size_t move_to_front(T* x, std::size_t n, T* scratch, const Below& below) {
  std::size_t front = 0;
  std::size_t rest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const T value = x[i];
    const bool is_below = below(value);
    x[front] = value;
    scratch[rest] = value;
    front += is_below;
    rest += !is_below;
  }
  std::copy(scratch, scratch + rest, x + front);
  return front;
}

template <class T>
T middle_of(const T& a, const T& b, const T& c) {
  const T low = b < a ? b : a;
  const T high = b < a ? a : b;
  const T upper = c < high ? c : high;
  return upper < low ? low : upper;
}

/// Puts the values of the ranks from `first` up to `last` in their places, lower ones before and higher ones behind
/// them. `scratch` has room for n values. Where pivots divide badly time and again, std::sort ends it.
template <class T>
void quickselect(T* x, std::size_t n, T* scratch, std::size_t first, std::size_t last, int divisions = 32) {
  constexpr std::size_t few = 24;
  const auto skip = [&](std::size_t k) {
    x += k;
    n -= k;
    first -= first < k ? first : k;
    last -= last < k ? last : k;
  };
  for (; few < n && first < last; --divisions) {
    if (divisions == 0) return std::sort(x, x + n);
    const std::size_t step = n / 9;
    const T* const at = x + step / 2;
    const T pivot =
        middle_of(middle_of(at[0], at[step], at[2 * step]), middle_of(at[3 * step], at[4 * step], at[5 * step]),
                  middle_of(at[6 * step], at[7 * step], at[8 * step]));
    const std::size_t below = move_to_front(x, n, scratch, [&](const T& value) { return value < pivot; });
    if (below == 0) {  // the pivot is the smallest: its ties are in place
      skip(move_to_front(x, n, scratch, [&](const T& value) { return !(pivot < value); }));
    } else if (below <= first) {
      skip(below);
    } else {
      if (below < last) quickselect(x + below, n - below, scratch, 0, last - below, divisions - 1);
      n = below;
    }
  }
  if (first < last) insert_each(x, n);
}

template <class T>
void quicksort(T* x, std::size_t n, T* scratch, int divisions = 32) {
  quickselect(x, n, scratch, 0, n, divisions);
}

}  // namespace lorenz::detail

#endif
