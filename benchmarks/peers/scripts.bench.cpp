// SPDX-License-Identifier: BSL-1.0
// Peers in other languages. Each interpreter runs beside lorenz-bench for as long, and is asked over a pipe to time one
// piece of work after the other in its own process; the data reach it as a file.
#include <benchmark/benchmark.h>
#include <fcntl.h>     // fcntl
#include <sys/wait.h>  // waitpid
#include <unistd.h>    // _exit, close, dup2, execl, fork, pipe

#include <csignal>     // signal
#include <cstdio>      // FILE, fdopen, fgets, fprintf
#include <cstdlib>     // strtod
#include <filesystem>  // remove, temp_directory_path
#include <fstream>     // ofstream
#include <memory>      // make_shared
#include <sstream>     // istringstream
#include <stdexcept>   // runtime_error

#include "../bench.hpp"

namespace {

class interpreter {
 public:
  interpreter(const char* name, const char* program, const char* script) : name_(name) {
    int down[2], up[2];
    if (pipe(down) != 0 || pipe(up) != 0) throw std::runtime_error(name_ + ": no pipe");
    for (const int end : {down[0], down[1], up[0], up[1]}) fcntl(end, F_SETFD, FD_CLOEXEC);  // or none sees its end
    process_ = fork();
    if (process_ == 0) {
      dup2(down[0], 0);
      dup2(up[1], 1);
      execl(program, program, script, static_cast<char*>(nullptr));
      _exit(127);
    }
    close(down[0]);
    close(up[1]);
    to_ = fdopen(down[1], "w");
    from_ = fdopen(up[0], "r");
  }
  interpreter(const interpreter&) = delete;
  interpreter& operator=(const interpreter&) = delete;
  ~interpreter() {  // which the script sees as the end of its input
    std::fclose(to_);
    std::fclose(from_);
    waitpid(process_, nullptr, 0);
  }

  /// The next line; empty where it has ended.
  std::string line() {
    std::string text;
    for (int c = 0; (c = std::fgetc(from_)) != EOF && c != '\n';) text += static_cast<char>(c);
    return text;
  }

  bench::answer time(const std::string& work, const std::string& sample, std::size_t n) {
    load(sample, n);
    const std::string reply = ask("time\t" + work);
    char* rest = nullptr;
    const double seconds = std::strtod(reply.c_str(), &rest);
    return {seconds, std::strtod(rest, nullptr)};
  }

 private:
  void load(const std::string& sample, std::size_t n) {
    if (sample == sample_ && n == n_) return;
    const auto file = std::filesystem::temp_directory_path() / ("lorenz-bench." + std::to_string(getpid()));
    std::ofstream out(file, std::ios::binary);
    const auto write = [&](const std::vector<double>& x) {
      out.write(reinterpret_cast<const char*>(x.data()), static_cast<std::streamsize>(n * sizeof(double)));
    };
    for (const auto& x : bench::samples<double>(sample, n)) write(x);
    write(bench::weights(n));
    out.close();
    if (!out) throw std::runtime_error(file.string() + ": cannot be written");
    ask("load\t" + file.string() + "\t" + std::to_string(n));
    std::filesystem::remove(file);
    sample_ = sample;
    n_ = n;
  }
  std::string ask(const std::string& question) {
    std::fprintf(to_, "%s\n", question.c_str());
    std::fflush(to_);
    std::string reply = line();
    if (reply.empty()) throw std::runtime_error(name_ + " gave no answer to: " + question);
    return reply;
  }

  std::string name_, sample_;
  std::size_t n_ = 0;
  pid_t process_ = 0;
  std::FILE *to_ = nullptr, *from_ = nullptr;
};

bool start(const char* name, const char* program, const char* script) {
  const auto started = std::make_shared<interpreter>(name, program, script);
  std::istringstream first(started->line());  // the version, then the pieces of work
  std::string version, work;
  if (!std::getline(first, version, '\t')) {
    std::fprintf(stderr, "lorenz-bench: %s is left out, it does not start: %s\n", name, program);
    return false;
  }
  benchmark::AddCustomContext(name, version);
  while (std::getline(first, work, '\t')) {
    bench::contenders().push_back({work, name, [=](const std::string& w, const std::string& sample, std::size_t n) {
                                     return started->time(w, sample, n);
                                   }});
  }
  return true;
}

}  // namespace

const bool added = [] {
  std::signal(SIGPIPE, SIG_IGN);  // an interpreter that ends is an answer that is missing
#ifdef BENCH_NUMPY
  start("numpy", BENCH_NUMPY, BENCH_PEERS "/with_numpy.py");
#endif
#ifdef BENCH_R
  start("R", BENCH_R, BENCH_PEERS "/with_r.R");
#endif
  return true;
}();
