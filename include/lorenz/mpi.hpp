// SPDX-License-Identifier: BSL-1.0
//
// mpi.hpp: concentration and quantiles of data that lie on many ranks, exact to the last bit.
//
//     mpi::gini(MPI_COMM_WORLD, x)                         x: what this rank has, of any size
//     mpi::top_share(comm, x, frequency(w), units{200})
//     mpi::quantiles(comm, x, {0.1, 0.5, 0.9})
//     mpi::curve(comm, x, 0.9)                             curve(all of x)(0.9)
//     digest all = mpi::merge(comm, d)

#ifndef LORENZ_MPI_HPP
#define LORENZ_MPI_HPP

#include <mpi.h>  // MPI_Comm

#include <cstddef>           // size_t
#include <cstdint>           // uint64_t
#include <initializer_list>  // initializer_list
#include <type_traits>       // enable_if
#include <vector>            // vector

#include "detail/mpi_communication.hpp"
#include "detail/mpi_sample.hpp"
#include "digest.hpp"

/// Every function is collective: all ranks of the communicator call it, with their own part of the sample and the same
/// further arguments, and all get the same result: that of the function of the same name without `mpi::` for the
/// whole sample, bit for bit, whatever the number of ranks and however the units are spread over them; a rank may have
/// none.
///
/// Values are float, double or integers, the same type on every rank, and may be negative where the function of that
/// name allows it; long double does not compile. Weights are frequencies. Malformed input on one rank is an error of
/// every rank: all throw what the first of them would, `lorenz::mpi::gini: x[17] is NaN on rank 2`, and none waits.
/// std::invalid_argument and std::domain_error as without `mpi::`.
///
/// Method: a digest of the whole, then only what that leaves open. For Gini the buckets with several values are sorted
/// on the ranks, each of which gets about as many units as it had, in runs of equal values; nothing is gathered in one
/// place. For shares and quantiles only counts of the one bucket in question are summed, at most eight times. A rank
/// sends about 6 bytes for each value, less where there are ties, and 50 for each bucket, of which 16 are in a power
/// of two.
/// Memory: O(distinct values of the rank + digest), about 16 bytes for each value that is exchanged and twice that on
/// arrival.
/// Example: examples/mpi_scaling.cpp.
namespace lorenz::mpi {

/// The digest of all ranks, on every rank. The same precision everywhere, or std::invalid_argument.
digest merge(MPI_Comm comm, const digest& d);

template <class X, class W = unweighted, detail::if_counts<W> = 0>
double gini(MPI_Comm comm, const X& x, const W& w = {}, gini_options options = {});
template <class X>
double gini(MPI_Comm comm, const X& x, gini_options options);

template <class X, class W, class P, detail::if_counts<W> = 0>
double quantile(MPI_Comm comm, const X& x, const W& w, const P& p, quantile_options options = {});
template <class X, class P, std::enable_if_t<detail::is_number_v<P>, int> = 0>
double quantile(MPI_Comm comm, const X& x, const P& p, quantile_options options = {});

template <class X, class W, class Ps = std::initializer_list<double>, detail::if_counts<W> = 0>
std::vector<double> quantiles(MPI_Comm comm, const X& x, const W& w, const Ps& ps, quantile_options options = {});
template <class X, class Ps = std::initializer_list<double>, class = detail::value_t<Ps>>
std::vector<double> quantiles(MPI_Comm comm, const X& x, const Ps& ps, quantile_options options = {});

template <class X, class W, detail::if_counts<W> = 0>
double top_share(MPI_Comm comm, const X& x, const W& w, units k);
template <class X, class W, detail::if_counts<W> = 0>
double top_share(MPI_Comm comm, const X& x, const W& w, fraction q);
template <class X>
double top_share(MPI_Comm comm, const X& x, units k);
template <class X>
double top_share(MPI_Comm comm, const X& x, fraction q);

/// The Lorenz curve of all of x at p.
template <class X, class W, detail::if_counts<W> = 0>
double curve(MPI_Comm comm, const X& x, const W& w, double p);
template <class X>
double curve(MPI_Comm comm, const X& x, double p);

// ---------------------------------------------------------------------------------------------------------------------

}  // namespace lorenz::mpi

namespace lorenz::detail {

template <class X, class W, class Probabilities>
std::vector<double> quantiles(const communicator& c, const char* function, const X& x, const W& w,
                              const Probabilities& ps, quantile_options options) {
  const mpi_sample<X> s(c, function, domain::real, x, w);
  std::vector<position<double>> positions;
  std::vector<std::uint64_t> ranks;
  for (std::size_t i = 0; i < ps.size(); ++i) {
    positions.push_back(quantile_position<double>(s.count(), ps.data()[i], resolved(options.definition, true)));
    ranks.push_back(positions[i].rank);
    ranks.push_back(positions[i].rank + (positions[i].part.high == 0 ? 0 : 1));
  }
  const auto values = s.select(ranks);
  std::vector<double> result;
  for (std::size_t i = 0; i < positions.size(); ++i)
    result.push_back(rounded(between<double>(values[2 * i], values[2 * i + 1], positions[i].part)));
  return result;
}

}  // namespace lorenz::detail

namespace lorenz::mpi {

inline digest merge(MPI_Comm comm, const digest& d) {
  const detail::communicator c(comm);
  return detail::digest_access::made_of(detail::merge(c, "mpi::merge", detail::digest_access::buckets(d)));
}

template <class X, class W, detail::if_counts<W>>
double gini(MPI_Comm comm, const X& x, const W& w, gini_options options) {
  const char* const function = "mpi::gini";
  const detail::communicator c(comm);
  const detail::mpi_sample<X> s(c, function, detail::domain::real, x, w);
  const std::uint64_t n = s.count();
  const bool corrected = options.estimator == gini_estimator::sample;
  if (corrected && n == 1) detail::fail_domain(function, "the sample estimator needs two units, n is 1");
  const auto whole = s.total() * detail::scaled<double>{detail::widen<double>(corrected ? n - 1 : n), 0};
  const double result = quotient(s.rank_sum(), whole);
  if (!detail::is_finite(result)) detail::fail_domain(function, "the coefficient exceeds the largest number");
  return result;
}
template <class X>
double gini(MPI_Comm comm, const X& x, gini_options options) {
  return gini(comm, x, unweighted{}, options);
}

template <class X, class W, class Ps, detail::if_counts<W>>
std::vector<double> quantiles(MPI_Comm comm, const X& x, const W& w, const Ps& ps, quantile_options options) {
  const detail::communicator c(comm);
  const auto probabilities = detail::read(ps);
  c.agree([&] {
    for (std::size_t i = 0; i < probabilities.size(); ++i)
      detail::check_probability("mpi::quantiles", detail::at("ps", i), probabilities.data()[i]);
  });
  return detail::quantiles(c, "mpi::quantiles", x, w, probabilities, options);
}
template <class X, class Ps, class>
std::vector<double> quantiles(MPI_Comm comm, const X& x, const Ps& ps, quantile_options options) {
  return quantiles(comm, x, unweighted{}, ps, options);
}

template <class X, class W, class P, detail::if_counts<W>>
double quantile(MPI_Comm comm, const X& x, const W& w, const P& p, quantile_options options) {
  const detail::communicator c(comm);
  c.agree([&] { detail::check_probability("mpi::quantile", "p", p); });
  return detail::quantiles(c, "mpi::quantile", x, w, view(&p, 1), options).front();
}
template <class X, class P, std::enable_if_t<detail::is_number_v<P>, int>>
double quantile(MPI_Comm comm, const X& x, const P& p, quantile_options options) {
  return quantile(comm, x, unweighted{}, p, options);
}

template <class X, class W, detail::if_counts<W>>
double top_share(MPI_Comm comm, const X& x, const W& w, units k) {
  const detail::communicator c(comm);
  const detail::mpi_sample<X> s(c, "mpi::top_share", detail::domain::nonnegative, x, w);
  return detail::held(s, true, [&](std::uint64_t) { return detail::unit_position{k.count, {}}; });
}
template <class X, class W, detail::if_counts<W>>
double top_share(MPI_Comm comm, const X& x, const W& w, fraction q) {
  const detail::communicator c(comm);
  const detail::mpi_sample<X> s(c, "mpi::top_share", detail::domain::nonnegative, x, w);
  return detail::held(s, true, [&](std::uint64_t n) { return detail::fraction_of(n, q.value); });
}
template <class X>
double top_share(MPI_Comm comm, const X& x, units k) {
  return top_share(comm, x, unweighted{}, k);
}
template <class X>
double top_share(MPI_Comm comm, const X& x, fraction q) {
  return top_share(comm, x, unweighted{}, q);
}

template <class X, class W, detail::if_counts<W>>
double curve(MPI_Comm comm, const X& x, const W& w, double p) {
  const detail::communicator c(comm);
  c.agree([&] { detail::check_probability("mpi::curve", "p", p); });
  const detail::mpi_sample<X> s(c, "mpi::curve", detail::domain::real, x, w);
  return detail::held(s, false, [&](std::uint64_t n) { return detail::fraction_of(n, p); });
}
template <class X>
double curve(MPI_Comm comm, const X& x, double p) {
  return curve(comm, x, unweighted{}, p);
}

}  // namespace lorenz::mpi

#endif
