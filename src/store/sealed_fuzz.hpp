// The readers of files that end with a checksum over themselves are explored behind it too: the
// same bytes as they are, and with the checksum that fits them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/checksum.hpp"

namespace muhurat::store {

inline std::string sealed(std::string_view lines) {
  const Hash128 sum = checksum(std::as_bytes(std::span{lines}));
  return std::string{lines} + "checksum " + to_hex(sum) + "\n";
}

template <class Survives>
int explore_sealed(const std::uint8_t* bytes, std::size_t size, Survives survives) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  survives(text);
  survives(sealed(text));
  return 0;
}

}  // namespace muhurat::store
