#include "core/error.hpp"

#include <string_view>

namespace muhurat {
inline namespace core {
namespace {

// "  expected  one of …"; further lines of a value stand under its first.
void append_field(std::string& text, std::string_view label, const std::string& value) {
  if (value.empty()) return;
  constexpr std::size_t label_width = 10;
  text.append("  ").append(label).append(label_width - label.size(), ' ');
  for (const char c : value) {
    text.push_back(c);
    if (c == '\n') text.append(2 + label_width, ' ');
  }
  text.push_back('\n');
}

}  // namespace

std::string to_text(const Problem& problem) {
  std::string text = problem.preamble;
  if (!text.empty() && text.back() != '\n') text.push_back('\n');
  text.append("error: ").append(problem.headline).push_back('\n');
  append_field(text, "expected", problem.expected);
  append_field(text, "found", problem.found);
  append_field(text, "nearest", problem.nearest);
  append_field(text, "where", problem.where);
  append_field(text, "kept", problem.kept);
  append_field(text, "do", problem.what_to_do);
  text.append("exit ").append(std::to_string(static_cast<int>(problem.exit_code)));
  text.push_back('\n');
  return text;
}

}  // namespace core
}  // namespace muhurat
