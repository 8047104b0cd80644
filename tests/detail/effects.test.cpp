// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/effects.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using lorenz::chart::json;
namespace detail = lorenz::detail;

namespace {

std::vector<std::string> rows(const json& bundle) {
  return bundle["application/vnd.vegalite.v5+json"]["encoding"]["y"]["scale"]["domain"];
}

}  // namespace

TEST_CASE("effects: each decomposition counts its parts and shows them by the names it gets") {
  const auto mean = lorenz::mean_change(std::vector{3, 2}, std::vector{1, 7}, std::vector{2, 2}, std::vector{2, 9});
  CHECK(detail::parts_of(mean) == 2);
  CHECK(rows(detail::effects_bundle(mean, detail::part_names({"small", "large"}, 2))) ==
        std::vector<std::string>{"before", "within small", "within large", "between groups", "after"});
  const auto shares = lorenz::share_change(std::vector{70, 30}, std::vector{60, 90});
  CHECK(detail::parts_of(shares) == 2);
  CHECK(rows(detail::effects_bundle(shares, detail::part_names("group")))[1] == "group 0, own");
  const auto shapley = lorenz::shapley([](unsigned on) { return 1.0 * on; }, 3);
  CHECK(detail::parts_of(shapley) == 3);
  CHECK(rows(detail::effects_bundle(shapley, detail::part_names({"x", "y", "z"}, 3))) ==
        std::vector<std::string>{"x", "y", "z", "total"});
  const std::vector<int> here{1, 2}, then{2, 3}, all{10, 10}, all_then{12, 14};
  const auto shift = lorenz::shift_share(here, then, all, all_then);
  CHECK(detail::parts_of(shift) == 2);
  const json shown = detail::effects_bundle(shift, detail::part_names({"steel", "coal"}, 2));
  CHECK(rows(shown) == std::vector<std::string>{"national", "mix", "regional", "growth"});
  CHECK(shown["text/plain"].get<std::string>().find("\nsteel ") != std::string::npos);
}
