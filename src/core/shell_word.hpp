// A word of a command that is printed to be pasted into a shell.
#pragma once

#include <string>
#include <string_view>

namespace muhurat {
inline namespace core {

// As a shell takes it for one word: in single quotes where it is more than a plain word.
std::string shell_word(std::string_view text);

}  // namespace core
}  // namespace muhurat
