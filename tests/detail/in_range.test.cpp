// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/in_range.hpp>

#include <cmath>
#include <limits>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

#include <lorenz/curve.hpp>
#include <lorenz/entropy.hpp>
#include <lorenz/gini.hpp>
#include <lorenz/inequality.hpp>
#include <lorenz/shares.hpp>

#include "../reference/oracle.hpp"

using lorenz::sampling;
using oracle::exact;
using oracle::rational;
using oracle::ulps;

namespace {

using sample = std::vector<double>;

bool far(const sample& x, const sample& w) {
  return lorenz::detail::is_far(lorenz::detail::rows<double, const double*>(x.data(), w.data(), x.size()));
}

// Twice the area between the diagonal and the polygon of ascending values, in rational numbers.
rational exact_gini(const sample& x, const sample& w) {
  rational whole = 0, total = 0, below = 0, ranked = 0;
  for (std::size_t i = 0; i < x.size(); ++i) whole += exact(w[i]);
  for (std::size_t i = 0; i < x.size(); ++i) {
    total += exact(w[i]) * exact(x[i]);
    ranked += exact(w[i]) * exact(x[i]) * (2 * below + exact(w[i]) - whole);
    below += exact(w[i]);
  }
  return ranked / (whole * total);
}

}  // namespace

TEST_CASE("in_range: rows are far where weights and values spread") {
  CHECK(!far({1, 2, 3}, {1, 1, 1}));
  CHECK(!far({0, 0, 3}, {1, 1, 1}));
  CHECK(!far({1e-60, 1e60}, {1, 1}));
  CHECK(far({1e-160, 1}, {1, 1}));
  CHECK(far({-1, 1}, {1e-160, 1}));
  CHECK(far({1e-60, 1}, {1, 1e-70}));
}

TEST_CASE("in_range: only far rows become long double") {
  const sample x{1, 2}, near{1, 1}, distant{1, 1e-300};
  const auto is_long = [](const auto& rows) {
    using result = typename std::decay_t<decltype(rows)>::result;
    return result(std::is_same_v<result, long double> ? 1 : 0);
  };
  using rows = lorenz::detail::rows<double, const double*>;
  CHECK(lorenz::detail::in_range(rows(x.data(), near.data(), 2), is_long) == 0);
  CHECK(lorenz::detail::in_range(rows(x.data(), distant.data(), 2), is_long) ==
        (std::numeric_limits<long double>::max_exponent > std::numeric_limits<double>::max_exponent ? 1 : 0));
}

TEST_CASE("in_range: Gini, curve, shares and Bonferroni where the unit that holds everything has next to no weight") {
  if (std::numeric_limits<long double>::max_exponent == std::numeric_limits<double>::max_exponent) return;
  const sample x{5e-324, 2e-323, 3e-323, 1e307}, w{3.5e-303, 5.8e236, 2e-30, 1e-250};
  const rational expected = exact_gini(x, w);
  CHECK(ulps(lorenz::gini(x, sampling(w)), expected) <= 1);
  CHECK(ulps(lorenz::curve(x, sampling(w)).gini(), expected) <= 1);
  CHECK(ulps(lorenz::s_gini(x, sampling(w), 2), expected) <= 1);
  CHECK(lorenz::top_share(x, sampling(w), lorenz::fraction(0.5)) > 0.99);

  const sample near_equal{1, 2}, heavy{1e200, 1e-200};
  CHECK(lorenz::gini(near_equal, sampling(heavy)) == 0);  // 1e-400
  const sample huge{1, 1e200}, light{1e150, 1e-150};
  CHECK(ulps(lorenz::gini(huge, sampling(light)), exact_gini(huge, light)) <= 1);
  CHECK(lorenz::bonferroni(huge, sampling(light)) == doctest::Approx(1e-100).epsilon(1e-12));  // (x2 - x1) a / mean
  CHECK(std::isfinite(lorenz::zenga(huge, sampling(light))));
}

TEST_CASE("in_range: entropies, where the one value above zero has next to no weight") {
  if (std::numeric_limits<long double>::max_exponent == std::numeric_limits<double>::max_exponent) return;
  const sample x{0, 1e300}, w{1e200, 1e-200};  // x/mean = 1/p, p = 1e-400: T = log(1/p), A(1/2) = 1 - p
  CHECK(lorenz::theil(x, sampling(w)) == doctest::Approx(400 * std::log(10.0)).epsilon(1e-14));
  CHECK(lorenz::atkinson(x, sampling(w), 0.5) == 1);
  const sample some{1, 1e250}, rare{1, 1e-200};  // mean 1e50
  CHECK(lorenz::mean_log_deviation(some, sampling(rare)) == doctest::Approx(50 * std::log(10.0)).epsilon(1e-14));
}

TEST_CASE("in_range: the sample correction keeps what the heaviest weight leaves") {
  const sample x{1, 2}, w{1, 1e-30};  // G = w2/(1 + 2 w2) nearly, 1 - sum of squares = 2 w2
  CHECK(lorenz::gini(x, sampling(w), lorenz::gini_options{lorenz::gini_estimator::sample}) ==
        doctest::Approx(0.5).epsilon(1e-14));
}
