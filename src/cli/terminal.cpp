#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "cli/command.hpp"
#include "core/file.hpp"
#include "core/utf8.hpp"

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

// 0, or errno of the write that failed.
int write_to(std::FILE* stream, const std::string& text) {
  errno = 0;
  const bool is_taken = std::fwrite(text.data(), 1, text.size(), stream) == text.size();
  if (is_taken && std::fflush(stream) == 0) return 0;
  return errno == 0 ? EIO : errno;
}

// Whoever read us has read enough. A signal ends us, as it ends every program in a pipe, also where
// the caller had it ignored.
void end_as_unread() {
  signal(SIGPIPE, SIG_DFL);
  raise(SIGPIPE);
}

}  // namespace

Terminal detect_terminal() {
  return {.is_utf8 = contains_utf8(locale_name()), .shows_progress = isatty(STDERR_FILENO) == 1};
}

std::string for_terminal(std::string text, const Terminal& terminal) {
  text = printable(text);
  if (terminal.is_utf8) return text;
  constexpr std::pair<std::string_view, std::string_view> letters[] = {
      {"₹", "Rs"}, {"…", "..."}, {"–", "-"}, {"−", "-"}, {"×", "x"}, {"≥", ">="}, {"≤", "<="}};
  for (const auto& [from, to] : letters) replace_all(text, from, to);
  return text;
}

void keep_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    // The lowest free number is this one; reading alone, so that a write is an error.
    static_cast<void>(open("/dev/null", O_RDONLY));
  }
}

void print(const std::string& text) {
  const int error_number = write_to(stdout, text);
  if (error_number == 0) return;
  if (error_number == EPIPE) end_as_unread();
  throw SurroundingsError{"write", "standard output", error_number};
}
void print_note(const std::string& text) {
  static_cast<void>(write_to(stderr, text));  // there is nobody left to tell
}

}  // namespace muhurat::cli
