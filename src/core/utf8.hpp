// Bytes from outside as text: what is UTF-8 (RFC 3629) and what can be shown to a person.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace muhurat {
inline namespace core {

// How many bytes the sequence at the front has; 0 if the bytes there are no UTF-8.
std::size_t utf8_length(std::string_view text);

// Control letters, which could steer a terminal, and bytes that are no UTF-8 as \x1B; line ends and
// tabs stay.
std::string printable(std::string_view text);

}  // namespace core
}  // namespace muhurat
