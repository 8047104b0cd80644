// SPDX-License-Identifier: BSL-1.0
//
// inference.hpp: estimates with standard errors and confidence intervals.
//
//     inference::gini(x)                                        95 %, linearization
//     inference::theil(x, sampling(w))                          inference::atkinson(x, 0.5)
//     inference::top_share(x, fraction{0.1}, inference_options{0.99, variance_method::bootstrap})
//     inference::difference(inference::gini(a), inference::gini(b))       ... of quantiles: difference(p, q, 0.95)
//     inference::quantile(x, 0.5)                               quantile_interval.hpp
//     harrell_davis(x, 0.5)                                     harrell_davis.hpp
//     trend(values)                                             trend.hpp

#ifndef LORENZ_INFERENCE_HPP
#define LORENZ_INFERENCE_HPP

#include <algorithm>  // fill, upper_bound
#include <cmath>      // hypot, sqrt
#include <cstddef>    // ptrdiff_t, size_t
#include <cstdint>    // uint64_t
#include <limits>     // numeric_limits
#include <thread>     // thread
#include <vector>     // vector

#include "detail/functional.hpp"
#include "entropy.hpp"
#include "gini.hpp"
#include "harrell_davis.hpp"  // IWYU pragma: export
#include "quantile.hpp"
#include "quantile_interval.hpp"  // IWYU pragma: export
#include "shares.hpp"
#include "trend.hpp"  // IWYU pragma: export

namespace lorenz {

/// Where a standard error comes from. n units in the sample, w_i their weights with sum W (1 and n where none are
/// given):
///
/// - linearization: s^2 = n/(n - 1) sum_i (w_i z_i / W)^2, z_i the influence of unit i on the estimate. Deville 1999,
///   Survey Methodology 25, 193-203; Langel and Tille 2013, doi:10.1111/j.1467-985X.2012.01048.x.
/// - jackknife: s^2 = (n - 1)/n sum_i (t_i - mean t)^2, t_i the estimate without unit i. Ogwang 2000, Oxford Bulletin
///   of Economics and Statistics 62.
/// - bootstrap: s is the standard deviation over `replicates` samples of n units drawn from the n with replacement. The
///   interval is studentized: value - s t, with s from linearization and t the quantiles of (estimate - value) / s over
///   the replicates. Replicates on which the measure or its s is not defined are left out.
///   Davidson 2009, doi:10.1016/j.jeconom.2008.11.004.
///
/// The first two give value +- z s, z the normal quantile of the level.
enum class variance_method { linearization, jackknife, bootstrap };

struct inference_options {
  double level = 0.95;
  variance_method method = variance_method::linearization;
  std::size_t replicates = 1999;  // of the bootstrap
  std::uint64_t seed = 1;         // the same seed gives the same bits, for any number of threads
  unsigned threads = 1;
};

namespace inference {

/// The Gini coefficient, Theil's T, the share of the largest units and Atkinson's index of a population, estimated from
/// a sample of n independent units: the value of lorenz::gini() ... with standard error and interval.
///
/// Weights: `frequency` equals the expanded sample, the bootstrap too; `sampling` takes the rows for draws with
/// replacement and a probability inverse to their weights.
///
/// Percentage of 95 % intervals that hold the true value, in samples of exp(N(0, 1)), 2,000 of each n (1,000 for theil
/// and atkinson), with 999 replicates (benchmarks/coverage.cpp). Most misses lie below the truth:
///
/// | measure             |    n | linearization | jackknife | bootstrap |
/// |---------------------|------|---------------|-----------|-----------|
/// | gini                |   50 |     83.9      |   85.8    |   90.0    |
/// |                     |  200 |     89.8      |   90.7    |   92.6    |
/// |                     | 1000 |     93.2      |   93.5    |   94.0    |
/// | top_share, 0.1      |   50 |     79.3      |   81.7    |   86.7    |
/// |                     |  200 |     87.4      |   88.2    |   91.9    |
/// |                     | 1000 |     92.6      |   92.8    |   93.9    |
/// | theil               |   50 |     74.2      |   77.6    |   85.6    |
/// |                     |  200 |     82.0      |   82.5    |   89.4    |
/// |                     | 1000 |     90.1      |   90.3    |   92.7    |
/// | atkinson, epsilon 1 |   50 |     85.9      |   87.4    |   92.5    |
/// |                     |  200 |     91.5      |   92.2    |   94.5    |
/// |                     | 1000 |     92.9      |   93.1    |   92.7    |
///
/// The same for heavy tails, P(X > x) = x^-alpha, 2,500 samples of each n, so that a standard error is at most 1 %; in
/// each cell linearization, jackknife and bootstrap. Below alpha = 2 the variance is infinite:
///
/// | alpha |    n |      gini      | top_share, 0.1 |     theil      | atkinson, 1    |
/// |-------|------|----------------|----------------|----------------|----------------|
/// |  2.5  |   50 | 76.4 79.3 90.1 | 67.6 71.6 85.2 | 56.6 59.0 80.4 | 68.9 70.5 87.1 |
/// |  2.5  |  200 | 86.1 87.1 92.0 | 83.2 84.0 92.7 | 71.2 71.8 85.6 | 80.9 81.5 90.4 |
/// |  2.5  | 1000 | 90.8 91.0 93.2 | 89.7 89.8 93.5 | 79.8 80.0 88.5 | 87.5 87.7 92.5 |
/// |  1.5  |   50 | 57.6 63.0 80.6 | 53.0 59.0 76.8 | 23.3 30.7 58.1 | 52.8 58.1 78.6 |
/// |  1.5  |  200 | 69.2 72.5 84.0 | 67.7 70.7 84.5 | 37.2 42.0 64.8 | 65.0 68.4 81.8 |
/// |  1.5  | 1000 | 75.6 76.8 84.4 | 75.4 76.2 85.1 | 46.5 48.2 69.8 | 73.4 74.4 83.6 |
///
/// Prefer the bootstrap below some thousand units, and the Gini coefficient to Theil's T, which the largest values move
/// most. For alpha = 1.5, and for Theil's T for 2.5, no method holds its level and more units hardly help: a sample
/// seldom has the units that carry the total. Davidson and Flachaire 2007, Journal of Econometrics 141, 141-166. There,
/// fit a Pareto tail to the largest values and let the bootstrap draw from it (Cowell and Flachaire 2007,
/// doi:10.1016/j.jeconom.2007.01.001), or report quantiles with their exact intervals, or measure a full count.
///
/// Throws std::invalid_argument for malformed input and a level outside (0, 1), std::domain_error for fewer than two
/// units and where the measure, or its standard error, is not defined (Atkinson with epsilon >= 1 and a zero).
/// O(n log n) to sort, then O(n) for linearization and jackknife (top_share by jackknife O(n log n)), O(units) for each
/// replicate; memory some numbers a row and a thread.
template <class X>
estimate gini(const X& x, inference_options options = {});
template <class X, class W, detail::if_weights<W> = 0>
estimate gini(const X& x, const W& w, inference_options options = {});

template <class X>
estimate theil(const X& x, inference_options options = {});
template <class X, class W, detail::if_weights<W> = 0>
estimate theil(const X& x, const W& w, inference_options options = {});

/// The share of a number of units, whatever the size of the sample, is that of the fraction k/n.
template <class X>
estimate top_share(const X& x, fraction q, inference_options options = {});
template <class X>
estimate top_share(const X& x, units k, inference_options options = {});
template <class X, class W, detail::if_weights<W> = 0>
estimate top_share(const X& x, const W& w, fraction q, inference_options options = {});
template <class X, class W, detail::if_counts<W> = 0>
estimate top_share(const X& x, const W& w, units k, inference_options options = {});

template <class X>
estimate atkinson(const X& x, double epsilon, inference_options options = {});
template <class X, class W, detail::if_weights<W> = 0>
estimate atkinson(const X& x, const W& w, double epsilon, inference_options options = {});

/// a - b of two independent estimates, from their standard errors: sqrt(s_a^2 + s_b^2), with the normal interval of the
/// level of both or of a given one. Exact quantile intervals reach levels of their own (quantile_interval.hpp), so that
/// their difference needs a given one. Throws std::invalid_argument where the levels differ and none is given.
estimate difference(const estimate& a, const estimate& b);
estimate difference(const estimate& a, const estimate& b, double level);

}  // namespace inference

// ---------------------------------------------------------------------------------------------------------------------

namespace detail {

/// Ascending deviations from the mean, the weight of one unit of each row and the number of its units.
struct drawn_sample {
  std::vector<double> deviation, unit, count;
  double units = 0;

  std::vector<double> weights(const std::vector<double>& counts) const {
    std::vector<double> w(counts);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] *= unit[i];
    return w;
  }
};

template <class Rows>
drawn_sample deviations(const char* function, const Rows& rows) {
  using R = typename Rows::result;
  const R scale = rows.scale();
  const wide<R> whole = rows.total_weight();
  wide<R> total;
  for (std::size_t i = 0; i < rows.size; ++i) total = total + rows.weight(i) * (widen<R>(rows.values[i]) * scale);
  if (!(total.high > R(0))) fail_domain(function, "the total is not positive");
  const wide<R> mean = total / whole;
  drawn_sample sample;
  for (std::size_t i = 0; i < rows.size; ++i) {
    sample.deviation.push_back(static_cast<double>(((widen<R>(rows.values[i]) * scale - mean) / mean).high));
    sample.unit.push_back(Rows::counted ? 1 : static_cast<double>(rows.weight(i).high));
    sample.count.push_back(Rows::counted ? static_cast<double>(rows.weights[i]) : 1);
    sample.units += sample.count.back();
  }
  if (sample.units < 2) fail_domain(function, "a standard error needs two units, n is 1");
  return sample;
}

/// The standard error by linearization of a measure that is prepared with these counts of units.
template <class Measure>
double linearized_error(const Measure& measure, const drawn_sample& sample, const std::vector<double>& counts) {
  double whole = 0;
  double squares = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const double z = sample.unit[i] * measure.influence(i);
    whole += sample.unit[i] * counts[i];
    squares += counts[i] * z * z;
  }
  return std::sqrt(sample.units / (sample.units - 1) * squares) / whole;
}

template <class Measure>
double jackknife_error(const char* function, const Measure& measure, const drawn_sample& sample) {
  const std::size_t n = sample.count.size();
  std::vector<double> without(n);
  double mean = 0;
  for (std::size_t i = 0; i < n; ++i) {
    without[i] = measure.without(i, sample.unit[i]);
    if (!is_finite(without[i])) fail_domain(function, "without one of the units the measure is not defined");
    mean += sample.count[i] / sample.units * without[i];
  }
  double squares = 0;
  for (std::size_t i = 0; i < n; ++i) squares += sample.count[i] * (without[i] - mean) * (without[i] - mean);
  return std::sqrt((sample.units - 1) / sample.units * squares);
}

/// SplitMix64, a stream for each seed and replicate. Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195.
class replicate_stream {
 public:
  replicate_stream(std::uint64_t seed, std::uint64_t replicate) : state_(mixed(seed) + mixed(~replicate)) {}
  std::uint64_t below(std::uint64_t bound) {
    return static_cast<std::uint64_t>(uint128(mixed(state_ += increment)) * bound >> 64);
  }

 private:
  static constexpr std::uint64_t increment = 0x9e3779b97f4a7c15;
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

/// Estimates of the replicates and their studentized distances from the value, of those on which both are defined.
struct replicate_results {
  std::vector<double> values, distances;
};

template <class Measure>
replicate_results bootstrap(Measure measure, const drawn_sample& sample, double value,
                            const inference_options& options) {
  const std::size_t rows = sample.count.size();
  std::vector<std::uint64_t> upto(rows);  // draws are of units in ascending order, so that rows and ties do not matter
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < rows; ++i) upto[i] = n += static_cast<std::uint64_t>(sample.count[i]);
  const double undefined = std::numeric_limits<double>::infinity();
  std::vector<double> values(options.replicates, undefined);
  std::vector<double> distances(options.replicates, undefined);
  const auto run = [&](std::size_t first, std::size_t step) {
    Measure drawn = measure;
    std::vector<double> counts(rows);
    for (std::size_t r = first; r < options.replicates; r += step) {
      replicate_stream stream(options.seed, r);
      std::fill(counts.begin(), counts.end(), 0.0);
      for (std::uint64_t k = 0; k < n; ++k) {
        const std::uint64_t unit = stream.below(n);
        const auto row = n == rows ? static_cast<std::ptrdiff_t>(unit)
                                   : std::upper_bound(upto.begin(), upto.end(), unit) - upto.begin();
        counts[static_cast<std::size_t>(row)] += 1;
      }
      drawn.prepare(sample.deviation, sample.weights(counts));
      if (!drawn.defined()) continue;
      values[r] = drawn.value();
      distances[r] = (values[r] - value) / linearized_error(drawn, sample, counts);
    }
  };
  std::vector<std::thread> others;
  for (unsigned t = 1; t < options.threads; ++t) others.emplace_back(run, t, options.threads);
  run(0, options.threads < 1 ? 1 : options.threads);
  for (std::thread& other : others) other.join();
  replicate_results results;
  for (std::size_t r = 0; r < options.replicates; ++r) {
    if (!is_finite(values[r]) || !is_finite(distances[r])) continue;
    results.values.push_back(values[r]);
    results.distances.push_back(distances[r]);
  }
  return results;
}

template <class Measure>
estimate estimated(const char* function, const drawn_sample& sample, Measure measure, const inference_options& options,
                   double value) {
  measure.prepare(sample.deviation, sample.weights(sample.count));
  const double linearized = linearized_error(measure, sample, sample.count);
  if (!is_finite(linearized))
    fail_domain(function,
                "the standard error is not defined: a value is zero, or its power exceeds the largest number");
  switch (options.method) {
    case variance_method::jackknife:
      return normal_estimate(value, jackknife_error(function, measure, sample), options.level);
    case variance_method::bootstrap:
      break;
    default:
      return normal_estimate(value, linearized, options.level);
  }
  const replicate_results results = bootstrap(measure, sample, measure.value(), options);
  if (linearized == 0) return normal_estimate(value, 0, options.level);
  if (results.values.size() < 2) fail_domain(function, "fewer than two replicates on which the measure is defined");
  double mean = 0;
  for (const double at : results.values) mean += at / static_cast<double>(results.values.size());
  double squares = 0;
  for (const double at : results.values) squares += (at - mean) * (at - mean);
  const double tail = (1 - options.level) / 2;
  const auto bounds = quantiles(results.distances, {tail, 1 - tail}, {quantile_definition::hyndman_fan_6});
  return {value,
          std::sqrt(squares / static_cast<double>(results.values.size() - 1)),
          {value - linearized * bounds[1], value - linearized * bounds[0]},
          options.level};
}

/// Reads the sample once for its errors and once for the measure's own value.
template <bool by_units = false, class X, class W, class Measure, class Value>
estimate estimated(const char* function, domain allowed, const X& x, const W& w, const Measure& measure,
                   const inference_options& options, const Value& value) {
  check_level(function, options.level);
  const drawn_sample sample = with_rows<order::ascending, by_units>(
      function, allowed, x, w, [&](const auto& rows) { return deviations(function, rows); });
  return estimated(function, sample, measure, options, static_cast<double>(value()));
}

}  // namespace detail

template <class X, class W, detail::if_weights<W>>
estimate inference::gini(const X& x, const W& w, inference_options options) {
  return detail::estimated("inference::gini", detail::domain::real, x, w, detail::gini_influence(), options,
                           [&] { return lorenz::gini(x, w); });
}
template <class X>
estimate inference::gini(const X& x, inference_options options) {
  return inference::gini(x, unweighted{}, options);
}

template <class X, class W, detail::if_weights<W>>
estimate inference::theil(const X& x, const W& w, inference_options options) {
  return detail::estimated("inference::theil", detail::domain::nonnegative, x, w, detail::theil_influence(), options,
                           [&] { return lorenz::theil(x, w); });
}
template <class X>
estimate inference::theil(const X& x, inference_options options) {
  return inference::theil(x, unweighted{}, options);
}

template <class X, class W, detail::if_weights<W>>
estimate inference::top_share(const X& x, const W& w, fraction q, inference_options options) {
  return detail::estimated("inference::top_share", detail::domain::nonnegative, x, w, detail::top_share_influence(q),
                           options, [&] { return lorenz::top_share(x, w, q); });
}
template <class X, class W, detail::if_counts<W>>
estimate inference::top_share(const X& x, const W& w, units k, inference_options options) {
  return detail::estimated<true>("inference::top_share", detail::domain::nonnegative, x, w,
                                 detail::top_share_influence(k), options, [&] { return lorenz::top_share(x, w, k); });
}
template <class X>
estimate inference::top_share(const X& x, fraction q, inference_options options) {
  return inference::top_share(x, unweighted{}, q, options);
}
template <class X>
estimate inference::top_share(const X& x, units k, inference_options options) {
  return inference::top_share(x, unweighted{}, k, options);
}

template <class X, class W, detail::if_weights<W>>
estimate inference::atkinson(const X& x, const W& w, double epsilon, inference_options options) {
  if (!(epsilon >= 0) || !detail::is_finite(epsilon))
    detail::fail_argument("inference::atkinson", "epsilon", epsilon, "must be >= 0 and finite");
  return detail::estimated("inference::atkinson", detail::domain::nonnegative, x, w,
                           detail::atkinson_influence(epsilon), options,
                           [&] { return lorenz::atkinson(x, w, epsilon); });
}
template <class X>
estimate inference::atkinson(const X& x, double epsilon, inference_options options) {
  return inference::atkinson(x, unweighted{}, epsilon, options);
}

inline estimate inference::difference(const estimate& a, const estimate& b, double level) {
  detail::check_level("inference::difference", level);
  return detail::normal_estimate(a.value - b.value, std::hypot(a.standard_error, b.standard_error), level);
}
inline estimate inference::difference(const estimate& a, const estimate& b) {
  if (a.level != b.level)
    detail::fail_argument("inference::difference", "b.level", b.level,
                          "must be that of a, unless a level is given: difference(a, b, 0.95)");
  return difference(a, b, a.level);
}

}  // namespace lorenz

#endif
