// SPDX-License-Identifier: BSL-1.0
//
// The charts of decompositions whose parts may get names (lorenz::named), effects as steps. It knows those that need
// Eigen only by name.

#ifndef LORENZ_DETAIL_EFFECTS_HPP
#define LORENZ_DETAIL_EFFECTS_HPP

#include <algorithm>  // sort
#include <cmath>      // fabs
#include <cstddef>    // size_t
#include <string>     // string
#include <utility>    // pair
#include <vector>     // vector

#include <nlohmann/json.hpp>  // json

#include "../decomposition/mean_change.hpp"
#include "../decomposition/shapley.hpp"
#include "../decomposition/share_change.hpp"
#include "../decomposition/shift_share.hpp"
#include "bundle.hpp"

namespace lorenz {

template <class R>
struct basic_lmdi;
template <class R>
class basic_gini_sources;

namespace detail {

template <class R>
nlohmann::json effects_bundle(const basic_gini_sources<R>& d, const part_names& names) {
  return step_list()
      .parts(names, d.size(), [&](std::size_t k) { return d[k].contribution; })
      .reach("total", d.total)
      .bundle("Gini coefficient by source", names.title("Gini coefficient"), names.in(d.text()));
}

template <class R>
nlohmann::json effects_bundle(const basic_lmdi<R>& d, const part_names& names) {
  using form = decltype(d.form);
  const bool ratios = d.form == form::multiplicative;
  return step_list()
      .parts(names, static_cast<std::size_t>(d.effects.size()),
             [&](std::size_t k) { return d.effects[static_cast<decltype(d.effects.size())>(k)]; })
      .reach("total", d.total)
      .bundle("Change by factor", names.title(ratios ? "Ratio to before" : "Change"), names.in(d.text()),
              ratios ? chart::effects::multiply : chart::effects::add);
}

template <class R>
nlohmann::json effects_bundle(const basic_mean_change<R>& d, const part_names& names) {
  return step_list()
      .reach("before", d.before)
      .within(d, [&](const auto&, std::size_t g) { return names(g); })
      .add("between groups", d.between)
      .reach("after", d.after)
      .bundle("Change of a mean within and between groups", names.title("Mean"), names.in(d.text()));
}

template <class R>
nlohmann::json effects_bundle(const basic_shapley<R>& d, const part_names& names) {
  return step_list()
      .parts(names, d.size(), [&](std::size_t k) { return d[k]; })
      .reach("total", d.total)
      .bundle("Shapley effects", names.title("Change"), names.in(d.text()));
}

template <class R>
nlohmann::json effects_bundle(const basic_share_changes<R>& d, const part_names& names) {
  std::vector<std::pair<double, std::size_t>> order;  // the largest changes first
  for (std::size_t g = 0; g < d.size(); ++g) order.emplace_back(-std::fabs(static_cast<double>(d[g].change)), g);
  std::sort(order.begin(), order.end());
  if (order.size() > groups_shown / 3) order.resize(groups_shown / 3);
  step_list steps;
  for (const auto& [change, g] : order) {
    const std::string group = names(g);
    steps.reach(group + ", before", 100 * d[g].before);
    steps.add(group + ", own", 100 * d[g].own);
    steps.add(group + ", others", 100 * d[g].others);
    steps.reach(group + ", after", 100 * d[g].after);
  }
  return steps.bundle("Change of shares by own growth and that of the others",
                      names.title("Share of the total, percent"), names.in(d.text()));
}

/// The chart is of the region, the names are of its industries, in the table.
template <class R>
nlohmann::json effects_bundle(const basic_shift_share<R>& d, const part_names& names) {
  const bool ratios = d.variant == shift_share_variant::gerfin;
  step_list steps;
  steps.add("national", d.national).add("mix", d.mix).add("regional", d.regional);
  if (d.variant == shift_share_variant::esteban_marquillas) steps.add("allocation", d.allocation);
  return steps.reach("growth", d.growth)
      .bundle("Shift-share analysis", names.title(ratios ? "Ratio to before" : "Growth of the region"),
              names.in(d.text()), ratios ? chart::effects::multiply : chart::effects::add);
}

template <class R>
std::size_t parts_of(const basic_lmdi<R>& d) {
  return static_cast<std::size_t>(d.effects.size());
}
template <class R>
std::size_t parts_of(const basic_mean_change<R>& d) {
  return d.groups.size();
}
template <class R>
std::size_t parts_of(const basic_shift_share<R>& d) {
  return d.industries.size();
}
template <class Decomposition>
std::size_t parts_of(const Decomposition& d) {
  return d.size();
}

}  // namespace detail
}  // namespace lorenz

#endif
