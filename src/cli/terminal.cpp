#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "cli/command.hpp"

namespace muhurat::cli {
namespace {

std::string_view locale_name() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return "";
}

bool contains_utf8(std::string_view locale) {
  std::string lower;
  for (const char c : locale) lower.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
  return lower.find("utf-8") != lower.npos || lower.find("utf8") != lower.npos;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

void write_to(std::FILE* stream, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fflush(stream);
}

}  // namespace

Terminal detect_terminal() {
  return {.is_utf8 = contains_utf8(locale_name()), .shows_progress = isatty(STDERR_FILENO) == 1};
}

std::string for_terminal(std::string text, const Terminal& terminal) {
  if (terminal.is_utf8) return text;
  constexpr std::pair<std::string_view, std::string_view> letters[] = {
      {"₹", "Rs"}, {"…", "..."}, {"–", "-"}, {"−", "-"}, {"×", "x"}, {"≥", ">="}, {"≤", "<="}};
  for (const auto& [from, to] : letters) replace_all(text, from, to);
  return text;
}

void print(const std::string& text) {
  write_to(stdout, text);
}
void print_note(const std::string& text) {
  write_to(stderr, text);
}

}  // namespace muhurat::cli
