// SPDX-License-Identifier: BSL-1.0
// Runs every contender and prints how many times as long as lorenz each takes.
//
//     lorenz-bench [flags of Google Benchmark] [sizes]          lorenz-bench --benchmark_filter=gini 1000 2000000

#include <benchmark/benchmark.h>
#include <unistd.h>  // sysconf

#include <algorithm>  // max, min
#include <cmath>      // fabs
#include <cstdio>     // fprintf, printf, snprintf
#include <cstdlib>    // strtoull
#include <fstream>    // ifstream
#include <map>        // map
#include <set>        // set

#include "bench.hpp"
#include "memory.hpp"

namespace {

constexpr std::size_t usual_sizes[] = {10, 100, 1000, 10000, 100000, 2000000};

struct timing {
  double fastest = 1e300, slowest = 0;  // nanoseconds
  double result = 0, bytes = 0;
};

/// Collects the repetitions; the fastest counts, since whatever else runs only adds time.
class ratio_table : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      if (run.error_occurred) {
        std::fprintf(stderr, "lorenz-bench: %s: %s\n", run.benchmark_name().c_str(), run.error_message.c_str());
        continue;
      }
      const bool wall = !run.run_name.time_type.empty();
      const double time = wall ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime();
      const std::string& name = run.run_name.function_name;  // work, sample, n/who
      const std::size_t slash = name.find('/'), comma = name.rfind(", ", slash);
      const std::size_t n = std::strtoull(name.c_str() + comma + 2, nullptr, 10);
      sizes_.insert(n);
      timing& t = rows_[name.substr(0, comma)][name.substr(slash + 1)][n];
      t.fastest = std::min(t.fastest, time);
      t.slowest = std::max(t.slowest, time);
      const auto counter = [&](const char* of) {
        const auto found = run.counters.find(of);
        return found == run.counters.end() ? 0.0 : found->second.value;
      };
      t.result = counter("result");
      t.bytes = counter("bytes");
    }
  }
  void Finalize() override {
    std::printf("\n%-32s", "times as long as lorenz; n =");
    for (const std::size_t n : sizes_) std::printf("%11zu", n);
    std::printf("   slowest\n");
    for (const auto& [work, contenders] : rows_) {
      std::printf("%s\n", work.c_str());
      const auto own = contenders.find("lorenz");
      if (own != contenders.end()) {
        nanoseconds("lorenz, ns a value", own->second);
        std::printf("%-32s", "  its memory, bytes a value");
        for (const std::size_t n : sizes_) std::printf("%11.3g", own->second.at(n).bytes / static_cast<double>(n));
        std::printf("\n");
      }
      for (const auto& [who, times] : contenders) {
        if (own == contenders.end())
          nanoseconds(who + ", ns a value", times);
        else if (who != "lorenz")
          ratios(who, times, own->second);
      }
    }
  }

 private:
  using by_size = std::map<std::size_t, timing>;

  static void spread(const by_size& times) {
    double most = 0;
    for (const auto& [n, t] : times) most = std::max(most, t.slowest / t.fastest - 1);
    std::printf("%+9.0f%%", 100 * most);
  }
  void nanoseconds(const std::string& who, const by_size& times) const {
    std::printf("  %-30s", who.c_str());
    for (const std::size_t n : sizes_) {
      const auto t = times.find(n);
      t == times.end() ? std::printf("%11s", "") : std::printf("%11.4g", t->second.fastest / static_cast<double>(n));
    }
    spread(times);
    std::printf("\n");
  }
  void ratios(const std::string& who, const by_size& times, const by_size& own) const {
    double off = 0;
    std::printf("  %-30s", who.c_str());
    for (const std::size_t n : sizes_) {
      const auto t = times.find(n), o = own.find(n);
      if (t == times.end() || o == own.end()) {
        std::printf("%11s", "");
        continue;
      }
      std::printf("%9.2f x", t->second.fastest / o->second.fastest);
      off = std::max(off, std::fabs(t->second.result - o->second.result) /
                              (o->second.result == 0 ? 1 : std::fabs(o->second.result)));
    }
    spread(times);
    off > 1e-6 ? std::printf("   off by %.0e\n", off) : std::printf("\n");
  }

  std::set<std::size_t> sizes_;
  std::map<std::string, std::map<std::string, by_size>> rows_;
};

/// What is 0 stays out: Google Benchmark would write its coefficient of variation into the JSON as NaN.
void say(benchmark::State& state, double result, const bench::used& memory) {
  const auto counter = [&](const char* name, double value) {
    if (value != 0) state.counters[name] = value;
  };
  counter("result", result);
  counter("allocations", static_cast<double>(memory.allocations));
  counter("bytes", static_cast<double>(memory.bytes));
}

template <class T>
void enter(const bench::contender& c, bench::kernel<T> run, std::size_t n) {
  const char* const type = std::is_same_v<T, double> ? "" : std::is_same_v<T, std::int64_t> ? " int64" : " uint32";
  for (const std::string& name : bench::samples_of<T>(c.work)) {
    const std::string title = c.work + ", " + name + type + ", " + std::to_string(n) + "/" + c.who;
    // One call, not timed, says what comes out and what memory it takes; Google Benchmark comes here several times.
    auto* const row = benchmark::RegisterBenchmark(
        title.c_str(), [=, called = false, result = 0.0, memory = bench::used()](benchmark::State& state) mutable {
          const std::vector<std::vector<T>>& samples = bench::samples<T>(name, n);
          if (!called) {
            bench::weights(n);
            bench::percentiles();
            memory = bench::memory_of([&] { result = run(samples[0]); });
            called = true;
          }
          std::size_t i = 0;
          for (auto _ : state) {
            benchmark::DoNotOptimize(run(samples[i]));
            i = i + 1 < samples.size() ? i + 1 : 0;
          }
          say(state, result, memory);
        });
    if (c.threads) row->UseRealTime();
  }
}

void enter(const bench::contender& c, const bench::question& ask, std::size_t n) {
  for (const std::string& name : bench::samples_of<double>(c.work)) {
    const std::string title = c.work + ", " + name + ", " + std::to_string(n) + "/" + c.who;
    benchmark::RegisterBenchmark(title.c_str(),
                                 [=](benchmark::State& state) {
                                   double result = 0;
                                   for (auto _ : state) {
                                     const bench::answer a = ask(c.work, name, n);
                                     state.SetIterationTime(a.seconds);
                                     result = a.result;
                                   }
                                   say(state, result, {});
                                 })
        ->UseManualTime()
        ->Iterations(1);  // which are many calls there
  }
}

std::string processor() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.compare(0, 10, "model name") == 0) return line.substr(line.find(':') + 2);
  return "unknown";
}

}  // namespace

int main(int argc, char** argv) {
#if !defined(NDEBUG) || !defined(__OPTIMIZE__)
  std::fprintf(stderr, "lorenz-bench: not an optimised build, it would measure nothing; use the preset bench\n");
  return 1;
#endif
  benchmark::AddCustomContext("processor", processor());
  benchmark::AddCustomContext("compiler", BENCH_COMPILER);
  benchmark::AddCustomContext("flags", BENCH_FLAGS);
  benchmark::Initialize(&argc, argv);
  std::vector<std::size_t> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(static_cast<std::size_t>(std::strtoull(argv[i], nullptr, 10)));
  if (sizes.empty()) sizes.assign(std::begin(usual_sizes), std::end(usual_sizes));
  const double memory = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  for (const std::size_t n : sizes) {
    if (n == 0 || static_cast<double>(n) * sizeof(double) * 20 > memory) {  // the samples, and what contenders take
      std::fprintf(stderr, "lorenz-bench: %zu values are left out, the machine has %.0f GB\n", n, memory / 1e9);
      continue;
    }
    for (const bench::contender& c : bench::contenders()) std::visit([&](auto run) { enter(c, run, n); }, c.run);
  }
  ratio_table table;
  benchmark::RunSpecifiedBenchmarks(&table);
}
