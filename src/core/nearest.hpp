// Which known name was meant by an unknown one: for instruments, parts, keys and options in error
// messages.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace muhurat {
inline namespace core {

// Letters to insert, drop, replace or swap with their neighbour until one is the other; upper and
// lower case are equal here.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate with the smallest distance, the earlier of two equal ones; none if all are too far
// to be meant (more than a third of the letters).
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

}  // namespace core
}  // namespace muhurat
