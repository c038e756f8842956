#include "core/shell_word.hpp"

namespace muhurat {
inline namespace core {

std::string shell_word(std::string_view text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/%@";
  if (!text.empty() && text.find_first_not_of(plain) == text.npos) return std::string{text};
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string{"'\\''"} : std::string(1, c);
  return word + "'";
}

}  // namespace core
}  // namespace muhurat
