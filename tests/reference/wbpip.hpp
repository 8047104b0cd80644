// SPDX-License-Identifier: BSL-1.0
// Two synthetic household surveys of about 2,000 persons with sampling weights, and what the World Bank's wbpip
// computes of them: inst/testdata/synthetic-microdata.RDS and tests at 0412f9c79e3885b63a48d60fb26e3f03d77b8666, MIT
// licence, World Bank. Persons with missing or negative welfare are left out there and here.
#ifndef LORENZ_TESTS_REFERENCE_WBPIP_HPP
#define LORENZ_TESTS_REFERENCE_WBPIP_HPP

#include <cstdlib>  // strtod
#include <fstream>  // ifstream
#include <string>   // string
#include <vector>   // vector

namespace wbpip {

struct survey {
  int dataset;
  double mean, mean_log_deviation, gini;
  std::vector<double> welfare, weight;
  std::vector<double> population, share;  // a hundred points of the Lorenz curve
};

// The second and third column of the rows of a file that begin with `dataset`.
inline void read(const char* file, int dataset, std::vector<double>& second, std::vector<double>& third) {
  const std::string here = __FILE__;
  std::ifstream rows(here.substr(0, here.rfind('/')) + "/data/" + file);
  const std::string head = std::to_string(dataset) + ",";
  for (std::string line; std::getline(rows, line);) {
    if (line.rfind(head, 0) != 0) continue;
    char* rest = nullptr;
    second.push_back(std::strtod(line.c_str() + head.size(), &rest));
    third.push_back(std::strtod(rest + 1, nullptr));
  }
}

inline std::vector<survey> surveys() {
  std::vector<survey> all{{2, 17322.9770106632, 0.166165798032744, 0.318649975354307, {}, {}, {}, {}},
                          {4, 7769.66124791339, 0.189898152500759, 0.338944444182463, {}, {}, {}, {}}};
  for (survey& s : all) {
    read("wbpip_microdata.csv", s.dataset, s.weight, s.welfare);
    read("wbpip_lorenz.csv", s.dataset, s.population, s.share);
  }
  return all;
}

}  // namespace wbpip

#endif
