#include "cli/compiler_output.hpp"

#include <algorithm>

namespace muhurat::cli {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A diagnostic begins with "path:line:" or "path: In function"; its excerpt lines begin with a
// space.
std::string_view path_of(std::string_view line) {
  if (line.empty() || line.front() == ' ') return {};
  for (std::size_t colon = line.find(':'); colon != line.npos; colon = line.find(':', colon + 1)) {
    const std::string_view rest = line.substr(colon + 1);
    if (!rest.empty() && (is_digit(rest.front()) || rest.starts_with(" In ") ||
                          rest.starts_with(" At ") || rest.starts_with(" required"))) {
      return line.substr(0, colon);
    }
  }
  return {};
}

bool is_foreign(std::string_view path, const std::vector<std::string>& foreign) {
  return std::any_of(foreign.begin(), foreign.end(),
                     [&](const std::string& prefix) { return path.starts_with(prefix); });
}

bool is_error(std::string_view line) {
  return line.find(": error: ") != line.npos || line.find(": fatal error: ") != line.npos;
}

}  // namespace

CompilerOutput cut_compiler_output(std::string_view output,
                                   const std::vector<std::string>& foreign) {
  CompilerOutput cut;
  bool keeps = true;
  bool shows_error = false;
  for (std::string_view rest = output; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.starts_with("In file included from") || line.starts_with("                 from")) {
      keeps = false;
    } else if (const std::string_view path = path_of(line); !path.empty()) {
      keeps = !is_foreign(path, foreign);
    }
    if (is_error(line)) ++cut.errors;
    if (!keeps) {
      ++cut.lines_left_out;
      continue;
    }
    shows_error = shows_error || is_error(line);
    cut.text.append(line).push_back('\n');
  }
  if (cut.errors > 0 && !shows_error && cut.text.find("required from here") == cut.text.npos) {
    cut.text = output;
    cut.lines_left_out = 0;
  }
  return cut;
}

}  // namespace muhurat::cli
