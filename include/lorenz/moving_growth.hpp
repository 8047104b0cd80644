// SPDX-License-Identifier: BSL-1.0
//
// moving_growth.hpp: growth of sums that move along a series, free of seasons, and rates chained into an index.
//
//     rolling_growth(values, 12)             the sum of 12 values over that of the 12 before
//     rolling_growth(dates, values)          the last year over the year before it, by the calendar
//     year_to_date_growth(dates, values)     January to now over the same months of the year before
//     chain_index(rates, 100)                100, 100 (1 + rates[0]), ...       chained_growth(rates)

#ifndef LORENZ_MOVING_GROWTH_HPP
#define LORENZ_MOVING_GROWTH_HPP

#include <cstddef>      // size_t
#include <iterator>     // data, size
#include <string>       // string, to_string
#include <type_traits>  // enable_if, is_integral
#include <vector>       // vector

#include "growth.hpp"

namespace lorenz {

/// Growth of the sum over `window` steps against the sum over the `window` steps before: element i is
/// (values[i+w] + ... + values[i+2w-1]) / (values[i] + ... + values[i+w-1]) - 1. n - 2w + 1 elements, none where the
/// series is shorter than two windows. With a window of a year it has no season left and is far steadier than
/// year_over_year(), which compares single months, and lags half a year behind it.
/// Sums are exact, each rate is rounded once. Throws as growth_rate() does, naming the positions. O(n window).
template <class X, class Integer, std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
std::vector<detail::result_t<X>> rolling_growth(const X& values, Integer window, growth_options options = {});

/// The same by the calendar, the window being a year: for each date whose year and whose year before are complete. A
/// missing month leaves out the 24 rates that need it; nothing is filled in or shifted. Dates as year_over_year(dates,
/// values).
template <class Dates, class X, class Date = std::decay_t<decltype(*std::data(std::declval<const Dates&>()))>,
          std::enable_if_t<!std::is_integral_v<Date>, int> = 0>
std::vector<basic_dated_rate<detail::result_t<X>, Date>> rolling_growth(const Dates& dates, const X& values,
                                                                        growth_options options = {});

/// Growth of the year so far: the sum from the first date of the year to each date, against the same dates one year
/// before; equals the growth of the whole year at its last date. A date for which any of them is missing has no rate.
/// Otherwise as rolling_growth(dates, values).
template <class Dates, class X, class Date = std::decay_t<decltype(*std::data(std::declval<const Dates&>()))>>
std::vector<basic_dated_rate<detail::result_t<X>, Date>> year_to_date_growth(const Dates& dates, const X& values,
                                                                             growth_options options = {});

/// An index chained from rates: base, base (1 + rates[0]), base (1 + rates[0]) (1 + rates[1]), ...; n + 1 elements.
/// The way back from rates to levels, and the way to link rates that were measured on different samples. Rates >= -1
/// (std::invalid_argument); after -1 the index stays 0. Products carry twice the precision of the result.
template <class X>
std::vector<detail::result_t<X>> chain_index(const X& rates, double base = 100);

/// The growth rate over all steps: (1 + rates[0]) (1 + rates[1]) ... - 1, 0 for none; small rates keep their digits.
template <class X>
detail::result_t<X> chained_growth(const X& rates);

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// The sum of `count` values, the last of them at `last`, and what it is called.
template <class R, class T>
struct run_of_values {
  const T* values;
  std::size_t last, count;

  scaled<R> sum() const { return sum_of<R>(view<T>(values + (last + 1 - count), count)); }
  template <class Name>
  std::string text(Name&& name) const {
    return count == 1 ? name(last) : "the sum of " + name(last + 1 - count) + " to " + name(last);
  }
};

template <class R, class T, class Name>
R growth_between(const char* function, const run_of_values<R, T>& from, const run_of_values<R, T>& to,
                 growth_options options, Name&& name) {
  const scaled<R> before = from.sum();
  const scaled<R> after = to.sum();
  const R rate = growth_between<R>(
      function, before.rounded(), after.rounded(), options, [&] { return from.text(name); },
      [&] { return to.text(name); });
  return before.significand.high == R(0) ? rate : quotient(after - before, before);
}

/// Growth against one year before of the sum over the last span(number of the date) dates.
template <class Dates, class X, class Span>
auto growth_of_runs(const char* function, const Dates& dates, const X& values, growth_options options, Span&& span) {
  using R = result_t<X>;
  using T = value_t<X>;
  using date = std::decay_t<decltype(*std::data(dates))>;
  const auto x = read(values);
  check_groups(function, "values", x.size(), "dates", std::size(dates));
  check_levels(function, "values", x);
  const auto* when = std::data(dates);
  const auto ordered = ordered_dates(function, "dates", when, x.size());
  std::vector<T> series;
  for (const auto& dated : ordered) series.push_back(x.data()[dated.second]);

  const auto name = [&](std::size_t k) { return at("values", ordered[k].second); };
  std::vector<basic_dated_rate<R, date>> rates;
  std::size_t twin = 0;
  for (std::size_t k = 0; k < series.size(); ++k) {
    const long long number = ordered[k].first;
    const long long before = number - calendar<date>::a_year;
    const std::size_t count = span(number);
    const auto complete = [&](std::size_t last, long long date_number) {
      return ordered[last].first == date_number && last + 1 >= count &&
             ordered[last + 1 - count].first == date_number + 1 - static_cast<long long>(count);
    };
    while (ordered[twin].first < before) ++twin;
    if (!complete(k, number) || !complete(twin, before)) continue;
    const run_of_values<R, T> from{series.data(), twin, count};
    const run_of_values<R, T> to{series.data(), k, count};
    rates.push_back({when[ordered[k].second], growth_between(function, from, to, options, name)});
  }
  return rates;
}

/// base, base (1 + rates[0]), ... before rounding.
template <class R, class View>
std::vector<scaled<R>> chained_products(const char* function, const View& rates, const scaled<R>& base) {
  using T = std::decay_t<decltype(*rates.data())>;
  std::vector<scaled<R>> products{base};
  for (std::size_t i = 0; i < rates.size(); ++i) {
    check_finite(function, "rates", i, rates.data()[i]);
    if (rates.data()[i] < T(-1)) fail_argument(function, at("rates", i), rates.data()[i], "must not be below -1");
    products.push_back(normalized(products.back() * (exactly<R>(1) + exactly<R>(rates.data()[i]))));
  }
  return products;
}

}  // namespace detail

template <class X, class Integer, std::enable_if_t<std::is_integral_v<Integer>, int>>
std::vector<detail::result_t<X>> rolling_growth(const X& values, Integer window, growth_options options) {
  using R = detail::result_t<X>;
  constexpr auto function = "rolling_growth";
  const auto x = detail::read(values);
  if (!(window > Integer(0)))
    detail::fail_argument(function, "window", static_cast<long long>(window), "must be greater than 0");
  detail::check_levels(function, "values", x);
  const auto w = static_cast<std::size_t>(window);
  const auto name = [](std::size_t i) { return detail::at("values", i); };
  std::vector<R> rates;
  for (std::size_t last = w; w <= x.size() / 2 && last + w <= x.size(); ++last) {
    const detail::run_of_values<R, detail::value_t<X>> from{x.data(), last - 1, w};
    const detail::run_of_values<R, detail::value_t<X>> to{x.data(), last - 1 + w, w};
    rates.push_back(detail::growth_between(function, from, to, options, name));
  }
  return rates;
}

template <class Dates, class X, class Date, std::enable_if_t<!std::is_integral_v<Date>, int>>
std::vector<basic_dated_rate<detail::result_t<X>, Date>> rolling_growth(const Dates& dates, const X& values,
                                                                        growth_options options) {
  return detail::growth_of_runs("rolling_growth", dates, values, options,
                                [](long long) { return static_cast<std::size_t>(detail::calendar<Date>::a_year); });
}

template <class Dates, class X, class Date>
std::vector<basic_dated_rate<detail::result_t<X>, Date>> year_to_date_growth(const Dates& dates, const X& values,
                                                                             growth_options options) {
  return detail::growth_of_runs("year_to_date_growth", dates, values, options, [](long long number) {
    constexpr long long a_year = detail::calendar<Date>::a_year;
    return static_cast<std::size_t>(((number - 1) % a_year + a_year) % a_year + 1);
  });
}

template <class X>
std::vector<detail::result_t<X>> chain_index(const X& rates, double base) {
  using R = detail::result_t<X>;
  detail::check_finite("chain_index", "base", detail::no_position, base);
  std::vector<R> index;
  for (const auto& level : detail::chained_products("chain_index", detail::read(rates), detail::exactly<R>(base)))
    index.push_back(level.rounded());
  return index;
}

template <class X>
detail::result_t<X> chained_growth(const X& rates) {
  using R = detail::result_t<X>;
  const auto one = detail::exactly<R>(1);
  return (detail::chained_products("chained_growth", detail::read(rates), one).back() - one).rounded();
}

}  // namespace lorenz

#endif
