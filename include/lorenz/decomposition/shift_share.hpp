// SPDX-License-Identifier: BSL-1.0
//
// shift_share.hpp: the growth of a region split into that of the nation, its mix of industries, and the rest, which is
// its own.
//
//     shift_share(region0, region1, nation0, nation1)          levels per industry at two dates
//     shift_share(regions, nations)                            ... at many dates: dynamic, year by year
//     .growth == .national + .mix + .regional + .allocation

#ifndef LORENZ_DECOMPOSITION_SHIFT_SHARE_HPP
#define LORENZ_DECOMPOSITION_SHIFT_SHARE_HPP

#include <cstddef>      // size_t
#include <string>       // string
#include <type_traits>  // decay
#include <vector>       // vector

#include "../detail/levels.hpp"
#include "../detail/table.hpp"

namespace lorenz {

/// dunn: national + mix + regional. esteban_marquillas: `regional` at the nation's mix of industries, and what
/// specialisation adds to it as `allocation`. gerfin: ratios instead of differences.
enum class shift_share_variant { dunn, esteban_marquillas, gerfin };

struct shift_share_options {
  shift_share_variant variant = shift_share_variant::dunn;
};

/// The parts of the growth of one industry in the region, or of all: differences of levels; for gerfin ratios of them,
/// with allocation 1.
template <class R>
struct basic_shift_share_effect {
  R growth, national, mix, regional, allocation;
};

template <class R>
struct basic_shift_share : basic_shift_share_effect<R> {
  std::vector<basic_shift_share_effect<R>> industries;  // empty for gerfin, which has no parts per industry
  shift_share_variant variant;

  /// growth less the sum of its parts; for gerfin less their product.
  R residual() const;
  /// A table, six significant digits.
  std::string text() const;
};

/// Shift-share analysis of a region against its nation, both given as levels >= 0 per industry at two dates. With e the
/// region's industries, E their total, n and N the nation's, 0 and 1 the dates, g_i = n1_i/n0_i and G = N1/N0,
///
///     national = E0 (G - 1)                 mix = sum of e0_i (g_i - G)         regional = sum of e1_i - e0_i g_i
///     esteban_marquillas, h_i = E0 n0_i/N0: regional = sum of h_i (e1_i/e0_i - g_i)
///                                           allocation = sum of (e0_i - h_i)(e1_i/e0_i - g_i)
///     gerfin: growth E1/E0 = national G * mix (sum e0_i g_i)/(E0 G) * regional E1/(sum e0_i g_i)
///
/// The parts sum (gerfin: multiply) to the growth. An industry that the region takes up (e0_i = 0) is all `regional`
/// for dunn and gerfin, and has no growth rate for esteban_marquillas: std::domain_error; so have an industry of the
/// region that the nation lacked (n0_i = 0 < e0_i), and a total of zero. Malformed input: std::invalid_argument.
/// Carried with twice the precision of R and rounded once. O(n).
/// Dunn 1960, doi:10.1111/j.1435-5597.1960.tb01705.x; Esteban-Marquillas 1972, doi:10.1016/0034-3331(72)90033-4;
/// Gerfin 1964, Gesamtwirtschaftliches Wachstum und regionale Entwicklung, Kyklos 17, 565.
template <class R0, class R1, class N0, class N1>
basic_shift_share<detail::common_result_t<R0, R1, N0, N1>> shift_share(const R0& region0, const R1& region1,
                                                                       const N0& nation0, const N1& nation1,
                                                                       shift_share_options options = {});

/// Dynamic shift-share: the analysis of every step from one date to the next, added up (gerfin: multiplied), so that
/// the mix is that of each date. `regions` and `nations` hold the levels per industry of one date after the other, two
/// dates or more. Steps are added before rounding: `growth` is that from the first date to the last.
/// Barff and Knight 1988, doi:10.1111/j.1468-2257.1988.tb00465.x.
template <class Regions, class Nations,
          class Levels = std::decay_t<decltype(*std::begin(std::declval<const Regions&>()))>,
          class R = detail::result_t<Levels>>
basic_shift_share<R> shift_share(const Regions& regions, const Nations& nations, shift_share_options options = {});

// ---------------------------------------------------------------------------------------------------------------------

template <class R>
std::string basic_shift_share<R>::text() const {
  detail::table table({"industry", "growth", "national", "mix", "regional", "allocation"});
  const auto add = [&](const std::string& name, const basic_shift_share_effect<R>& x) {
    table.add(name, {x.growth, x.national, x.mix, x.regional, x.allocation});
  };
  for (std::size_t i = 0; i < industries.size(); ++i) add(std::to_string(i), industries[i]);
  add("all", *this);
  return table.text();
}

template <class R>
R basic_shift_share<R>::residual() const {
  if (variant == shift_share_variant::gerfin) return this->growth - this->national * this->mix * this->regional;
  return this->growth - this->national - this->mix - this->regional - this->allocation;
}

namespace detail {

template <class R>
struct shift_share_parts {
  scaled<R> growth, national, mix, regional, allocation;

  basic_shift_share_effect<R> rounded() const {
    return {growth.rounded(), national.rounded(), mix.rounded(), regional.rounded(), allocation.rounded()};
  }
  template <class Operation>
  void merge(const shift_share_parts& step, Operation&& operation) {
    for (const auto field : {&shift_share_parts::growth, &shift_share_parts::national, &shift_share_parts::mix,
                             &shift_share_parts::regional, &shift_share_parts::allocation})
      this->*field = operation(this->*field, step.*field);
  }
};

/// One step from date to date, or several, before rounding.
template <class R>
struct shift_share_steps {
  shift_share_parts<R> all;
  std::vector<shift_share_parts<R>> industries;

  void merge(const shift_share_steps& step, shift_share_variant variant) {
    const auto sum = [](const scaled<R>& a, const scaled<R>& b) { return a + b; };
    for (std::size_t i = 0; i < industries.size(); ++i) industries[i].merge(step.industries[i], sum);
    if (variant == shift_share_variant::gerfin)
      all.merge(step.all, [](const scaled<R>& a, const scaled<R>& b) { return normalized(a * b); });
    else
      all.merge(step.all, sum);
  }
  basic_shift_share<R> rounded(shift_share_variant variant) const {
    basic_shift_share<R> result{};
    static_cast<basic_shift_share_effect<R>&>(result) = all.rounded();
    for (const auto& industry : industries) result.industries.push_back(industry.rounded());
    result.variant = variant;
    return result;
  }
};

template <class R, class View, class Other, class Nation, class Later>
shift_share_steps<R> shift_share(const View& e0, const Other& e1, const Nation& n0, const Later& n1,
                                 shift_share_variant variant) {
  using number = scaled<R>;
  constexpr auto function = "shift_share";
  check_groups(function, "region0", e0.size(), "region1", e1.size());
  check_groups(function, "region0", e0.size(), "nation0", n0.size());
  check_groups(function, "region0", e0.size(), "nation1", n1.size());
  const number region0 = checked_total<R>(function, "region0", e0);
  check_levels_nonnegative(function, "region1", e1);
  const number nation0 = checked_total<R>(function, "nation0", n0);
  const number nation1 = checked_total<R>(function, "nation1", n1);
  const number region1 = sum_of<R>(e1);
  const auto zero = [](const number& a) { return a.significand.high == R(0); };

  shift_share_steps<R> result{};
  number carried;  // what the region would be, had each industry grown as the nation's
  for (std::size_t i = 0; i < e0.size(); ++i) {
    const number before = exactly<R>(e0.data()[i]);
    const number after = exactly<R>(e1.data()[i]);
    const number base = exactly<R>(n0.data()[i]);
    if (zero(base) && !zero(before))
      fail_domain(function, at("nation0", i) + " is 0 and " + at("region0", i) + " is " + printed(e0.data()[i]) +
                                ", growth from zero is not defined");
    const number expected = zero(before) ? number{} : before * exactly<R>(n1.data()[i]) / base;
    carried = carried + expected;
    shift_share_parts<R> part{};
    part.growth = after - before;
    part.national = before * (nation1 - nation0) / nation0;
    part.mix = expected - before * nation1 / nation0;
    part.regional = after - expected;
    if (variant == shift_share_variant::esteban_marquillas && !zero(base)) {
      if (zero(before)) fail_domain(function, at("region0", i) + " is 0, growth from zero is not defined");
      const number even = region0 * base / nation0;
      const number competitive = part.regional;
      part.regional = even * competitive / before;
      part.allocation = (before - even) * competitive / before;
    }
    result.all.merge(part, [](const number& a, const number& b) { return a + b; });
    result.industries.push_back(part);
  }
  result.all.growth = region1 - region0;
  if (variant == shift_share_variant::gerfin) {
    if (zero(carried)) fail_domain(function, "none of the region's industries is left in the nation");
    result.industries.clear();
    result.all = {region1 / region0,
                  nation1 / nation0,
                  carried / region0 * (nation0 / nation1),
                  region1 / carried,
                  {{R(1), R(0)}, 0}};
  }
  return result;
}

}  // namespace detail

template <class R0, class R1, class N0, class N1>
basic_shift_share<detail::common_result_t<R0, R1, N0, N1>> shift_share(const R0& region0, const R1& region1,
                                                                       const N0& nation0, const N1& nation1,
                                                                       shift_share_options options) {
  return detail::shift_share<detail::common_result_t<R0, R1, N0, N1>>(detail::read(region0), detail::read(region1),
                                                                      detail::read(nation0), detail::read(nation1),
                                                                      options.variant)
      .rounded(options.variant);
}

template <class Regions, class Nations, class Levels, class R>
basic_shift_share<R> shift_share(const Regions& regions, const Nations& nations, shift_share_options options) {
  const std::size_t dates = std::size(regions);
  detail::check_groups("shift_share", "regions", dates, "nations", std::size(nations));
  if (dates < 2) detail::fail_domain("shift_share", "growth needs two dates, regions has " + std::to_string(dates));
  auto region = std::begin(regions);
  auto nation = std::begin(nations);
  detail::shift_share_steps<R> sum{};
  for (std::size_t t = 1; t < dates; ++t) {
    const auto& region0 = *region++;
    const auto& nation0 = *nation++;
    const auto step = detail::shift_share<R>(detail::read(region0), detail::read(*region), detail::read(nation0),
                                             detail::read(*nation), options.variant);
    if (t == 1)
      sum = step;
    else
      sum.merge(step, options.variant);
  }
  return sum.rounded(options.variant);
}

}  // namespace lorenz

#endif
