// SPDX-License-Identifier: BSL-1.0
//
// mpi_communication: the few ways in which the ranks of a communicator talk. Every call is collective.
//
//     const communicator c(comm);
//     c.agree([&] { ... });            what throws on one rank throws on every rank
//     c.sum(counts);                   element by element, of all ranks
//     const auto all = c.gather(x);    one x of each rank
//     const auto mine = c.exchange(runs, ends);

#ifndef LORENZ_DETAIL_MPI_COMMUNICATION_HPP
#define LORENZ_DETAIL_MPI_COMMUNICATION_HPP

#include <mpi.h>

#include <cstddef>      // size_t
#include <cstdint>      // int64_t, uint64_t
#include <limits>       // numeric_limits
#include <new>          // bad_alloc
#include <stdexcept>    // domain_error, invalid_argument
#include <string>       // string, to_string
#include <type_traits>  // is_same, is_trivially_copyable
#include <vector>       // vector

#include "digest_buckets.hpp"
#include "errors.hpp"

namespace lorenz::detail {

class communicator {
 public:
  explicit communicator(MPI_Comm comm) : comm_(comm) {
    MPI_Comm_rank(comm_, &rank_);
    MPI_Comm_size(comm_, &size_);
  }

  int rank() const { return rank_; }
  int size() const { return size_; }

  /// Runs `work`, which is not collective. Where it throws, every rank throws the error of the first such rank.
  template <class Work>
  void agree(const Work& work) const {
    enum kind : int { none, invalid, domain, memory };
    int mine = none;
    std::string text;
    try {
      work();
    } catch (const std::invalid_argument& error) {
      mine = invalid;
      text = error.what();
    } catch (const std::domain_error& error) {
      mine = domain;
      text = error.what();
    } catch (const std::bad_alloc&) {
      mine = memory;
    }
    const std::vector<int> kinds = gather(mine);
    int first = 0;
    while (first < size_ && kinds[static_cast<std::size_t>(first)] == none) ++first;
    if (first == size_) return;
    if (rank_ == first) text += " on rank " + std::to_string(first);
    int length = static_cast<int>(text.size());
    MPI_Bcast(&length, 1, MPI_INT, first, comm_);
    text.resize(static_cast<std::size_t>(length));
    MPI_Bcast(text.data(), length, MPI_CHAR, first, comm_);
    switch (kinds[static_cast<std::size_t>(first)]) {
      case invalid:
        throw std::invalid_argument(text);
      case domain:
        throw std::domain_error(text);
      default:
        throw std::bad_alloc();
    }
  }

  template <class Integer>
  void sum(std::vector<Integer>& values) const {
    reduce(values, MPI_SUM);
  }
  void unite(std::vector<std::uint64_t>& sets) const { reduce(sets, MPI_BOR); }

  /// Of buckets, by an operation of our own: sums of 128 bits carry.
  void sum(std::vector<digest_bucket>& buckets) const {
    MPI_Datatype type;
    MPI_Type_contiguous(sizeof(digest_bucket) / sizeof(std::uint64_t), MPI_UINT64_T, &type);
    MPI_Type_commit(&type);
    MPI_Op add;
    MPI_Op_create(&add_buckets, 1, &add);
    MPI_Allreduce(MPI_IN_PLACE, buckets.data(), count(buckets.size()), type, add, comm_);
    MPI_Op_free(&add);
    MPI_Type_free(&type);
  }

  template <class T>
  std::vector<T> gather(const T& mine) const {
    static_assert(std::is_trivially_copyable_v<T>);
    std::vector<T> all(static_cast<std::size_t>(size_));
    MPI_Allgather(&mine, sizeof(T), MPI_BYTE, all.data(), sizeof(T), MPI_BYTE, comm_);
    return all;
  }

  /// Sends elements [ends[r - 1], ends[r]) to rank r; what came, by rank. Less than 2^31 of them from and to each rank,
  /// or std::bad_alloc on every rank.
  template <class T>
  std::vector<T> exchange(const std::vector<T>& elements, const std::vector<std::size_t>& ends) const {
    static_assert(std::is_trivially_copyable_v<T>);
    const auto ranks = static_cast<std::size_t>(size_);
    std::vector<int> sent(ranks), sent_from(ranks), received(ranks), received_at(ranks);
    std::vector<T> mine;
    agree([&] {
      for (std::size_t r = 0, begin = 0; r < ranks; begin = ends[r++]) {
        sent[r] = count(ends[r] - begin);
        sent_from[r] = count(begin);
      }
    });
    MPI_Alltoall(sent.data(), 1, MPI_INT, received.data(), 1, MPI_INT, comm_);
    agree([&] {
      std::size_t n = 0;
      for (std::size_t r = 0; r < ranks; ++r) {
        received_at[r] = count(n);
        n += static_cast<std::size_t>(received[r]);
      }
      mine.resize(n);
    });
    MPI_Datatype type;
    MPI_Type_contiguous(sizeof(T), MPI_BYTE, &type);
    MPI_Type_commit(&type);
    MPI_Alltoallv(elements.data(), sent.data(), sent_from.data(), type, mine.data(), received.data(),
                  received_at.data(), type, comm_);
    MPI_Type_free(&type);
    return mine;
  }

 private:
  template <class Integer>
  void reduce(std::vector<Integer>& values, MPI_Op operation) const {
    static_assert(std::is_same_v<Integer, std::int64_t> || std::is_same_v<Integer, std::uint64_t>);
    MPI_Datatype type = std::is_same_v<Integer, std::int64_t> ? MPI_INT64_T : MPI_UINT64_T;
    MPI_Allreduce(MPI_IN_PLACE, values.data(), count(values.size()), type, operation, comm_);
  }

  /// MPI prescribes the types.
  static void add_buckets(void* from, void* to, int* n, MPI_Datatype*) {  // NOLINT(readability-non-const-parameter)
    const auto* a = static_cast<const digest_bucket*>(from);
    auto* b = static_cast<digest_bucket*>(to);
    for (int i = 0; i < *n; ++i) b[i].add(a[i].count, a[i].sum());
  }

  static int count(std::size_t n) {
    if (static_cast<std::size_t>((std::numeric_limits<int>::max)()) < n) throw std::bad_alloc();
    return static_cast<int>(n);
  }

  MPI_Comm comm_;
  int rank_ = 0, size_ = 1;
};

/// The buckets of all ranks together, on every rank.
inline digest_buckets merge(const communicator& c, const char* function, const digest_buckets& mine) {
  struct summary {
    std::uint64_t bits, count;
    grid_number smallest, largest;
  };
  uint128 units = 0;
  const std::vector<summary> all = c.gather(summary{mine.bits(), mine.count(), mine.smallest(), mine.largest()});
  for (const summary& s : all) {
    if (s.bits != all.front().bits) fail_invalid(function, "the precision of the digests differs");
    units += s.count;
  }
  if (digest_buckets::most_units < units) fail_invalid(function, "a digest counts at most 2^62 - 1 units");
  digest_buckets merged(mine.bits());
  if (units == 0) return merged;

  // Pages of 128 neighbours that any rank has; in each of them all buckets are summed.
  constexpr std::uint32_t page = 128;
  const std::size_t pages = (std::size_t(grid_number::octaves) << mine.bits()) / page + 1;
  std::vector<std::uint64_t> present(pages / 64 + 1);
  mine.for_each([&](std::uint32_t key, const digest_bucket&) {
    present[key / page / 64] |= std::uint64_t(1) << key / page % 64;
  });
  c.unite(present);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = 0; number < pages; ++number)
    if ((present[number / 64] >> number % 64 & 1) != 0) numbers.push_back(number);
  std::vector<digest_bucket> sums(numbers.size() * page);
  std::size_t at = 0;
  mine.for_each([&](std::uint32_t key, const digest_bucket& b) {
    while (numbers[at] < key / page) ++at;
    sums[at * page + key % page] = b;
  });
  c.sum(sums);

  for (std::size_t i = 0; i < numbers.size(); ++i)
    for (std::uint32_t k = 0; k < page; ++k)
      if (sums[i * page + k].count != 0) merged.add_bucket(function, numbers[i] * page + k, sums[i * page + k]);
  for (const summary& s : all)
    if (s.count != 0) merged.extend(s.smallest, s.largest);
  return merged;
}

}  // namespace lorenz::detail

#endif
