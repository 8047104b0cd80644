// SPDX-License-Identifier: BSL-1.0
//
// facts.hpp: what a few published figures imply about a population that nobody has seen.
//
//     facts f;
//     f.units(2000000).top(units{200}, rounded(0.496, 3)).below(200, rounded(0.5, 1)).mean(rounded(21641, 0));
//     f.gini()                  {0.7182665471, 0.9979288568}: every population that agrees with the figures is inside
//     f.top_share(units{1000})  f.curve(0.9)  f.herfindahl()
//     f.check().consistent      and, where not, f.check().reasons: which figures cannot hold together

#ifndef LORENZ_FACTS_HPP
#define LORENZ_FACTS_HPP

#include <cmath>    // pow, round
#include <cstdint>  // uint64_t
#include <string>   // string
#include <utility>  // move
#include <vector>   // vector

#include "detail/fact_program.hpp"
#include "detail/greatest_herfindahl.hpp"
#include "detail/least_herfindahl.hpp"
#include "sample.hpp"

namespace lorenz {

/// A printed number: exact, as a number is by itself, or anything between two ends, both included.
struct figure {
  double lower, upper;
  std::string text;
  figure(double value) : lower(value), upper(value), text(detail::decimal(value)) {}
  figure(double from, double to, std::string name) : lower(from), upper(to), text(std::move(name)) {}
};

/// All numbers that print like `value` with so many decimals: rounded(0.496, 3) is 0.4955 to 0.4965, and
/// rounded(2e6, -6) is 1.5 to 2.5 million.
figure rounded(double value, int decimals);

/// Whether facts can hold together; where not, one sentence for each smallest set of facts that cannot. No two
/// sentences share a fact.
struct verdict {
  bool consistent;
  std::vector<std::string> reasons;
  /// "consistent", or the reasons, one a line.
  std::string text() const;
};

/// Published facts about one population at one date, and the sharp bounds that follow from them.
///
/// The population is any n real values >= 0 with a positive mean; after a range with a negative lower end, any values
/// in that range. Each fact restricts it; facts may come in any order, and as often as there are figures. A bound is
/// the infimum or supremum of the measure over all populations that agree with every fact (of the closure, as `below`
/// is strict): no population is outside, and some come as near to each end as one likes.
///
/// Facts. Every argument of type figure is a number or rounded(...).
/// - units(n): the number of units, exact, up to 2^53. Facts in units and the total need it. Without it the population
///   is any distribution, discrete or not.
/// - total(t), mean(m): positive.
/// - top(units{k}, s): the k largest hold the share s of the total; bottom(...): the k smallest. Also fraction{q}; a
///   fractional position splits a unit.
/// - below(v, q): the fraction q of the units is strictly below v.
/// - point(p, s): the Lorenz curve passes through (p, s).
/// - quantile(p, v): the p-quantile (definition 7 of Hyndman and Fan) is v; without units, v is one of the p-quantiles.
/// - range(lo, hi): all values are in [lo, hi]; hi may be infinite.
///
/// Throws std::invalid_argument for what is not finite, shares, fractions and probabilities outside [0, 1], and a
/// negative mean or total; std::domain_error where the mean or total is 0. Figures that differ by 4 machine epsilons
/// are equal.
///
/// Bounds. gini() is in [0, 1 - 1/n]; its upper end is infinite where values may be negative and the mean near 0.
/// top_share(...), bottom_share(...), curve(p), and herfindahl(), which needs units(n) and values >= 0. They throw
/// std::domain_error where the facts contradict each other, and name these, or where units(n) is missing.
/// Without a mean or total values have no scale: below(v, q) by itself then restricts nothing.
///
/// Method. Ascending shares are mixtures of "h units hold 1/h each, the others nothing"; with tau = 1/mean as one more
/// variable every fact is a linear row, and Gini and shares are linear too:
///     Gini = sum w_h (1 - h/n),   top k = sum w_h min(1, k/h),   j-th smallest / mean = sum over h > n - j of w_h n/h
/// Averaging the units between two ranks named by the facts breaks no fact and lowers Gini and HHI, so that columns at
/// those ranks give all ends but two: column generation gives the upper end of Gini (Gastwirth 1972,
/// doi:10.2307/1937992, is the case of one grouped table; Shi and Zhang, arXiv:1305.4896, that of Lorenz points alone),
/// branch and bound the upper end of HHI. The lower end of HHI is a point of least norm (Wolfe 1976,
/// doi:10.1007/BF01580381); tau is due to Charnes and Cooper 1962, doi:10.1002/nav.3800090303.
///
/// Cost: does not depend on n. Milliseconds for Gini and shares, and for herfindahl() with three or four facts; with
/// ten facts it takes 0.1 s on average, a few seconds where there are only some dozen units. Accuracy: 1e-14; the upper
/// end of herfindahl() is within 1e-9 of its value above the true one, on hard sets within 5e-7, and never too low.
class facts {
 public:
  facts& units(std::uint64_t n);
  facts& total(const figure& t);
  facts& mean(const figure& m);
  facts& top(lorenz::units k, const figure& share);
  facts& top(fraction q, const figure& share);
  facts& bottom(lorenz::units k, const figure& share);
  facts& bottom(fraction q, const figure& share);
  facts& below(const figure& value, const figure& share);
  facts& point(const figure& population, const figure& share);
  facts& quantile(const figure& p, const figure& value);
  facts& range(const figure& lowest, const figure& highest);

  interval gini() const;
  interval herfindahl() const;
  interval top_share(lorenz::units k) const;
  interval top_share(fraction q) const;
  interval bottom_share(lorenz::units k) const;
  interval bottom_share(fraction q) const;
  interval curve(double p) const;
  verdict check() const;
  /// The facts, one a line, then the interval of Gini or why there is none.
  std::string text() const;

 private:
  std::vector<detail::statement> statements_;
  std::uint64_t n_ = 0;  // 0: not given

  facts& state(detail::statement&& fact);
  detail::constraints agreed(const char* function) const;
  detail::constraints constrain(const char* function, const std::vector<detail::statement>& facts) const;
  std::vector<detail::statement> conflict(std::vector<detail::statement> facts) const;
  std::string sentence(const std::vector<detail::statement>& facts) const;
};

// ---------------------------------------------------------------------------------------------------------------------

inline figure rounded(double value, int decimals) {
  if (!detail::is_finite(value)) detail::fail_argument("rounded", "value", value);
  const double step = std::pow(10.0, -decimals);
  const double inverse = std::pow(10.0, decimals);
  // Of 10^d and 10^-d one is an integer: scaling by it rounds once.
  const auto scaled = [&](double x) { return decimals > 0 ? x / inverse : x * step; };
  const double printed = std::round(decimals > 0 ? value * inverse : value / step);
  return {scaled(printed - 0.5), scaled(printed + 0.5),
          "rounded(" + detail::decimal(value) + ", " + std::to_string(decimals) + ")"};
}

namespace detail {

inline void check_figure(const char* function, const char* name, const figure& f) {
  if (!is_finite(f.lower)) fail_argument(function, name, f.lower);
  if (!is_finite(f.upper)) fail_argument(function, name, f.upper);
}

/// A figure for something in [0, 1].
inline interval unit_figure(const char* function, const char* name, const figure& f) {
  if (!(f.upper >= 0 && f.lower <= 1)) fail_argument(function, name, f.upper, "must be in [0, 1]");
  return {f.lower, f.upper};
}

inline interval positive_figure(const char* function, const char* name, const figure& f) {
  check_figure(function, name, f);
  if (f.upper < 0) fail_argument(function, name, f.upper, "must be positive");
  if (f.upper == 0) fail_domain(function, std::string(name) + " is 0, no measure is defined there");
  return {f.lower, f.upper};
}

inline std::string written(const char* name, const std::string& first, const std::string& second = "") {
  return std::string(name) + "(" + first + (second.empty() ? "" : ", " + second) + ")";
}

inline std::string written(units k) { return "units{" + std::to_string(k.count) + "}"; }
inline std::string written(fraction q) { return "fraction{" + decimal(q.value) + "}"; }
inline double placed(units k) { return static_cast<double>(k.count); }
inline double placed(fraction q) { return q.value; }

template <class Part>
statement share_statement(const char* function, const char* name, Part part, const figure& share) {
  const interval held = unit_figure(function, "share", share);
  const interval at{placed(part), placed(part)};
  const bool of_top = *name == 't';
  return {statement::kind::share,     written(name, written(part), share.text), held, at, of_top,
          std::is_same_v<Part, units>};
}

}  // namespace detail

inline facts& facts::state(detail::statement&& fact) {
  statements_.push_back(std::move(fact));
  return *this;
}

inline facts& facts::units(std::uint64_t n) {
  if (n == 0) detail::fail_argument("facts::units", "n", n, "must be positive");
  if (n > std::uint64_t(1) << 53) detail::fail_argument("facts::units", "n", n, "must be at most 2^53");
  if (n_ != 0 && n_ != n) detail::fail_argument("facts::units", "n", n, ("was " + std::to_string(n_)).c_str());
  n_ = n;
  return *this;
}

inline facts& facts::total(const figure& t) {
  return state({detail::statement::kind::total, detail::written("total", t.text),
                detail::positive_figure("facts::total", "t", t)});
}

inline facts& facts::mean(const figure& m) {
  return state(
      {detail::statement::kind::mean, detail::written("mean", m.text), detail::positive_figure("facts::mean", "m", m)});
}

inline facts& facts::top(lorenz::units k, const figure& share) {
  return state(detail::share_statement("facts::top", "top", k, share));
}
inline facts& facts::top(fraction q, const figure& share) {
  return state(detail::share_statement("facts::top", "top", q, share));
}
inline facts& facts::bottom(lorenz::units k, const figure& share) {
  return state(detail::share_statement("facts::bottom", "bottom", k, share));
}
inline facts& facts::bottom(fraction q, const figure& share) {
  return state(detail::share_statement("facts::bottom", "bottom", q, share));
}

inline facts& facts::below(const figure& value, const figure& share) {
  detail::check_figure("facts::below", "value", value);
  const interval place = detail::unit_figure("facts::below", "share", share);
  return state({detail::statement::kind::below,
                detail::written("below", value.text, share.text),
                {value.lower, value.upper},
                place});
}

inline facts& facts::point(const figure& population, const figure& share) {
  const interval place = detail::unit_figure("facts::point", "population", population);
  return state({detail::statement::kind::share, detail::written("point", population.text, share.text),
                detail::unit_figure("facts::point", "share", share), place});
}

inline facts& facts::quantile(const figure& p, const figure& value) {
  const interval place = detail::unit_figure("facts::quantile", "p", p);
  detail::check_figure("facts::quantile", "value", value);
  return state({detail::statement::kind::quantile,
                detail::written("quantile", p.text, value.text),
                {value.lower, value.upper},
                place});
}

inline facts& facts::range(const figure& lowest, const figure& highest) {
  detail::check_figure("facts::range", "lowest", lowest);
  if (!(highest.upper >= lowest.lower))
    detail::fail_argument("facts::range", "highest", highest.upper, "must not be below lowest");
  return state({detail::statement::kind::range,
                detail::written("range", lowest.text, highest.text),
                {lowest.lower, highest.upper}});
}

inline detail::constraints facts::constrain(const char* function, const std::vector<detail::statement>& stated) const {
  detail::constraints c;
  if (n_ != 0) c.n = static_cast<double>(n_), c.whole = true;
  for (const detail::statement& fact : statements_) {
    if (fact.what == detail::statement::kind::range) c.floor = std::min(c.floor, fact.figure.lower);
    if (!c.whole && (fact.counted || fact.what == detail::statement::kind::total))
      detail::fail_domain(function, fact.text + " needs units(n)");
  }
  for (const detail::statement& fact : stated) detail::constrain(c, fact);
  detail::merge_values(c);
  return c;
}

/// The smallest set that is left when facts that are not needed for the contradiction go, one by one; empty where
/// there is none.
inline std::vector<detail::statement> facts::conflict(std::vector<detail::statement> stated) const {
  if (consistent(constrain("facts::check", stated))) return {};
  for (std::size_t i = stated.size(); i-- > 0;) {
    std::vector<detail::statement> others = stated;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    if (!consistent(constrain("facts::check", others))) stated = std::move(others);
  }
  return stated;
}

inline std::string facts::sentence(const std::vector<detail::statement>& stated) const {
  std::string text;
  for (std::size_t i = 0; i < stated.size(); ++i)
    text += (i == 0 ? "" : i + 1 < stated.size() ? ", " : " and ") + stated[i].text;
  text += stated.size() == 1 ? " cannot hold" : stated.size() == 2 ? " cannot both hold" : " cannot hold together";
  return n_ == 0 ? text : text + " for " + std::to_string(n_) + (n_ == 1 ? " unit" : " units");
}

inline verdict facts::check() const {
  verdict found{true, {}};
  std::vector<detail::statement> left = statements_;
  for (;;) {
    const std::vector<detail::statement> clash = conflict(left);
    if (clash.empty()) return found;
    found.consistent = false;
    found.reasons.push_back(sentence(clash));
    for (const detail::statement& fact : clash) {
      std::size_t i = 0;
      while (left[i].text != fact.text) ++i;
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

inline detail::constraints facts::agreed(const char* function) const {
  detail::constraints c = constrain(function, statements_);
  if (!consistent(c)) detail::fail_domain(function, sentence(conflict(statements_)));
  return c;
}

inline std::string verdict::text() const {
  std::string lines = consistent ? "consistent\n" : "";
  for (const std::string& reason : reasons) lines += reason + "\n";
  return lines;
}

inline std::string facts::text() const {
  std::string lines = n_ == 0 ? "" : detail::written("units", std::to_string(n_)) + "\n";
  for (const detail::statement& fact : statements_) lines += fact.text + "\n";
  const verdict found = check();
  if (!found.consistent) return lines + found.text();
  const interval bounds = gini();
  return lines + "gini in [" + detail::decimal(bounds.lower) + ", " + detail::decimal(bounds.upper) + "]\n";
}

inline interval facts::gini() const { return detail::gini_bounds(agreed("facts::gini")); }

inline interval facts::herfindahl() const {
  const char* const function = "facts::herfindahl";
  const detail::constraints c = agreed(function);
  if (!c.whole) detail::fail_domain(function, "needs units(n)");
  if (c.floor < 0) detail::fail_domain(function, "shares of negative values are not defined; range allows them");
  return {double(detail::least_herfindahl(c)), detail::greatest_herfindahl(c).bound()};
}

inline interval facts::top_share(lorenz::units k) const {
  const detail::constraints c = agreed("facts::top_share");
  if (!c.whole) detail::fail_domain("facts::top_share", detail::written(k) + " needs units(n)");
  return detail::top_share_bounds(c, detail::largest_units(c, detail::placed(k), true, true));
}

inline interval facts::top_share(fraction q) const {
  const detail::constraints c = agreed("facts::top_share");
  return detail::top_share_bounds(c, detail::largest_units(c, q.value, true, false));
}

inline interval facts::bottom_share(lorenz::units k) const {
  const detail::constraints c = agreed("facts::bottom_share");
  if (!c.whole) detail::fail_domain("facts::bottom_share", detail::written(k) + " needs units(n)");
  const interval others = detail::top_share_bounds(c, detail::largest_units(c, detail::placed(k), false, true));
  return {1 - others.upper, 1 - others.lower};
}

inline interval facts::bottom_share(fraction q) const {
  const detail::constraints c = agreed("facts::bottom_share");
  const interval others = detail::top_share_bounds(c, detail::largest_units(c, q.value, false, false));
  return {1 - others.upper, 1 - others.lower};
}

inline interval facts::curve(double p) const {
  detail::check_probability("facts::curve", "p", p);
  return bottom_share(fraction(p));
}

}  // namespace lorenz

#endif
