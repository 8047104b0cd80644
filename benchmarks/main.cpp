// SPDX-License-Identifier: BSL-1.0
// Runs every contender and prints how many times as long as lorenz each takes.
//
//     lorenz-bench [flags of Google Benchmark] [sizes]          lorenz-bench --benchmark_filter=gini 1000 2000000

#include <benchmark/benchmark.h>
#include <unistd.h>  // sysconf

#include <algorithm>  // max, min
#include <cstdio>     // fprintf, printf
#include <cstdlib>    // strtoull
#include <map>        // map

#include "bench.hpp"

namespace {

struct timing {
  double fastest = 1e300, slowest = 0;
};

/// Collects the repetitions; the fastest counts, since whatever else runs only adds time.
class ratio_table : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
      const bool wall = run.run_name.time_type == "real_time";
      const double time = wall ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime();
      const std::string& name = run.run_name.function_name;  // work, sample, n/who
      timing& t = rows_[name.substr(0, name.find('/'))][name.substr(name.find('/') + 1)];
      t.fastest = std::min(t.fastest, time);
      t.slowest = std::max(t.slowest, time);
    }
  }
  void Finalize() override {
    std::printf("\n%-40s%-26s%14s%12s%10s\n", "work, sample, n", "by", "fastest", "lorenz is", "slowest");
    for (const auto& [work, contenders] : rows_) {
      const auto own = contenders.find("lorenz");
      for (const auto& [who, t] : contenders) {
        std::printf("%-40s%-26s%11.4g us", work.c_str(), who.c_str(), t.fastest / 1000);
        if (own == contenders.end() || who == "lorenz")
          std::printf("%12s", "");
        else
          std::printf("%10.2f x", t.fastest / own->second.fastest);
        std::printf("%+9.0f%%\n", 100 * (t.slowest / t.fastest - 1));
      }
    }
  }

 private:
  std::map<std::string, std::map<std::string, timing>> rows_;
};

template <class T>
void enter(const bench::contender& c, bench::kernel<T> run, std::size_t n) {
  const char* const type = std::is_same_v<T, double> ? "" : std::is_same_v<T, std::int64_t> ? " int64" : " uint32";
  for (const std::string& name : bench::samples_of<T>(c.work)) {
    char title[128];
    std::snprintf(title, sizeof title, "%s, %s%s, %9zu/%s", c.work.c_str(), name.c_str(), type, n, c.who.c_str());
    auto* const row = benchmark::RegisterBenchmark(title, [=](benchmark::State& state) {
      const std::vector<std::vector<T>>& samples = bench::samples<T>(name, n);
      std::size_t i = 0;
      for (auto _ : state) {
        benchmark::DoNotOptimize(run(samples[i]));
        i = i + 1 < samples.size() ? i + 1 : 0;
      }
    });
    if (c.threads) row->UseRealTime();
  }
}

}  // namespace

int main(int argc, char** argv) {
#if !defined(NDEBUG) || !defined(__OPTIMIZE__)
  std::fprintf(stderr, "lorenz-bench: not an optimised build, it would measure nothing; use the preset bench\n");
  return 1;
#endif
  benchmark::AddCustomContext("compiler", __VERSION__);
  benchmark::AddCustomContext("flags", BENCH_FLAGS);
  benchmark::Initialize(&argc, argv);
  std::vector<std::size_t> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(static_cast<std::size_t>(std::strtoull(argv[i], nullptr, 10)));
  if (sizes.empty()) sizes = {10, 1000, 2000000};
  const double memory = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  for (const std::size_t n : sizes) {
    if (n == 0 || static_cast<double>(n) * sizeof(double) * 20 > memory) {  // ten samples, and what contenders take
      std::fprintf(stderr, "lorenz-bench: %zu values are left out, the machine has %.0f GB\n", n, memory / 1e9);
      continue;
    }
    for (const bench::contender& c : bench::contenders()) std::visit([&](auto run) { enter(c, run, n); }, c.run);
  }
  ratio_table table;
  benchmark::RunSpecifiedBenchmarks(&table);
}
