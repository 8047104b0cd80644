// SPDX-License-Identifier: BSL-1.0
#include <lorenz/detail/rows.hpp>
#include <lorenz/distribution.hpp>

#include <doctest/doctest.h>
#include <vector>

using namespace lorenz;
using detail::domain;
using detail::order;

namespace {

struct seen {
  std::vector<double> values;
  std::vector<double> weights;
  const double* data;
};

template <order needed, class X, class W = unweighted>
seen look(const X& x, const W& w = {}, domain allowed = domain::real) {
  return detail::with_rows<needed>("test", allowed, x, w, [](const auto& rows) {
    seen result{{}, {}, nullptr};
    if constexpr (std::is_same_v<decltype(rows.values), const double*>) result.data = rows.values;
    for (std::size_t i = 0; i < rows.size; ++i) {
      result.values.push_back(static_cast<double>(rows.values[i]));
      result.weights.push_back(static_cast<double>(rows.weights[i]));
    }
    return result;
  });
}

using list = std::vector<double>;

}  // namespace

TEST_CASE("a plain sample is read in place where its order does not matter, and copied where it does") {
  const list x{3, 1, 2};
  CHECK(look<order::any>(x).data == x.data());
  CHECK(look<order::ascending>(x).values == list{1, 2, 3});
  CHECK(x == list{3, 1, 2});
  const list y{1, 2, 3};
  CHECK(look<order::ascending>(sorted(y)).data == y.data());
  CHECK(look<order::any>(x).weights == list{1, 1, 1});
}

TEST_CASE("weights follow their values, rows of weight zero are dropped") {
  const list x{3, 1, 2, 0};
  const std::vector<int> w{1, 0, 5, 2};
  const seen any = look<order::any>(x, frequency(w));
  CHECK(any.values == list{3, 2, 0});
  CHECK(any.weights == list{1, 5, 2});
  const seen ascending = look<order::ascending>(x, sampling(w));
  CHECK(ascending.values == list{0, 2, 3});
  CHECK(ascending.weights == list{2, 5, 1});
  const seen again = look<order::any>(distribution(x, frequency(w)));
  CHECK(again.values == list{0, 2, 3});
  CHECK(again.weights == list{2, 5, 1});
}

TEST_CASE("scaled weights stay in range and keep their ratios") {
  const std::vector<double> x{1, 2};
  const std::vector<double> w{3e307, 1.5e308};
  detail::rows<double, const double*> rows(x.data(), w.data(), 2);
  CHECK(rows.weight(1).high <= 1);
  CHECK(rows.weight(1).high >= 0.5);
  CHECK(rows.weight(1).high / rows.weight(0).high == w[1] / w[0]);
}

TEST_CASE("every kind of malformed input is refused by position and value") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const auto text = [](auto call) -> std::string {
    try {
      call();
    } catch (const std::invalid_argument& error) {
      return error.what();
    } catch (const std::domain_error& error) {
      return std::string("domain ") + error.what();
    }
    return "nothing thrown";
  };
  const list x{1, 2, 3};
  CHECK(text([&] { look<order::any>(list{1, nan}); }) == "lorenz::test: x[1] is NaN");
  CHECK(text([&] {
          look<order::any>(list{1, -infinity}, frequency(list{1, 0}));
        }) == "lorenz::test: x[1] is -infinite");
  CHECK(text([&] {
          look<order::any>(list{1, -2}, unweighted{}, domain::nonnegative);
        }) == "lorenz::test: x[1] is -2, must not be negative");
  CHECK(text([&] {
          look<order::any>(list{1, -2, -3}, frequency(list{1, 0, 1}), domain::nonnegative);
        }) == "lorenz::test: x[2] is -3, must not be negative");
  CHECK(look<order::any>(list{1, -2}, sampling(list{1, 0}), domain::nonnegative).values == list{1});
  CHECK(text([&] {
          look<order::ascending>(sorted(list{1, 3, 2}));
        }) == "lorenz::test: x[2] is 2, less than the element before it: not sorted");
  CHECK(text([&] { look<order::any>(x, frequency(list{1, 1})); }) == "lorenz::test: w has size 2, x has size 3");
  CHECK(text([&] {
          look<order::any>(x, frequency(list{1, 0.5, 1}));
        }) == "lorenz::test: w[1] is 0.5, a frequency must be an integer");
  CHECK(text([&] {
          look<order::any>(x, frequency(list{1, 1e30, 1}));
        }) == "lorenz::test: w[1] is 1e+30, the frequencies must sum to less than 2^62");
  CHECK(text([&] {
          look<order::any>(x, frequency(std::vector<int>{1, -1, 1}));
        }) == "lorenz::test: w[1] is -1, must not be negative");
  CHECK(text([&] {
          look<order::any>(x, sampling(list{1, -0.5, 1}));
        }) == "lorenz::test: w[1] is -0.5, must not be negative");
  CHECK(text([&] { look<order::any>(x, sampling(list{1, nan, 1})); }) == "lorenz::test: w[1] is NaN");
  CHECK(text([&] {
          look<order::any>(x, sampling(list{0, 0, 0}));
        }) == "domain lorenz::test: no unit left, every weight is zero");
  CHECK(text([&] { look<order::any>(list{}); }) == "domain lorenz::test: no unit left, x is empty");
}
