// SPDX-License-Identifier: BSL-1.0
//
// text.hpp: what a page is made of. The report has one, the benchmarks another.
//
//     report::fill("<h1>{title}</h1>", {{"title", report::html("A & B")}})

#ifndef LORENZ_EXAMPLES_TEXT_HPP
#define LORENZ_EXAMPLES_TEXT_HPP

#include <cstddef>           // size_t
#include <filesystem>        // exists, path
#include <fstream>           // ifstream
#include <initializer_list>  // initializer_list
#include <iterator>          // istreambuf_iterator
#include <stdexcept>         // logic_error, runtime_error
#include <string>            // string
#include <utility>           // pair

#include <nlohmann/json.hpp>  // ordered_json

namespace report {

inline std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + ": cannot be opened");
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

inline std::string html(const std::string& text) {
  return replaced(replaced(replaced(replaced(text, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&quot;");
}

/// The text with each {name} in it filled in.
inline std::string fill(const std::string& text, std::initializer_list<std::pair<const char*, std::string>> values) {
  std::string filled;
  std::size_t at = 0;
  for (std::size_t open = 0; (open = text.find('{', at)) != std::string::npos;) {
    const std::size_t close = text.find('}', open);
    const std::string name = text.substr(open + 1, close - open - 1);
    const auto* value = values.begin();
    while (value != values.end() && name != value->first) ++value;
    if (value == values.end()) throw std::logic_error("page: nothing for {" + name + "}");
    filled.append(text, at, open - at).append(value->second);
    at = close + 1;
  }
  return filled.append(text, at);
}

/// Vega, inlined or linked.
inline std::string bundles(const std::filesystem::path& node_modules, const nlohmann::ordered_json& versions) {
  std::string scripts;
  for (const std::string name : {"vega", "vega-lite", "vega-embed"}) {
    const std::filesystem::path bundle = node_modules / name / "build" / (name + ".min.js");
    if (std::filesystem::exists(bundle)) {
      scripts += fill("<script>{it}</script>\n", {{"it", replaced(read(bundle), "</script", "<\\/script")}});
    } else {
      scripts += fill(R"(<script src="https://cdn.jsdelivr.net/npm/{name}@{version}/build/{name}.min.js"></script>
)",
                      {{"name", name}, {"version", versions[name]}});
    }
  }
  return scripts;
}

}  // namespace report

#endif
