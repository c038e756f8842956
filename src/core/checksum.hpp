// XXH3 of 128 bits over bytes: the checksum of column files, and what StateHash is made of. Equal
// on every machine and compiler. It detects damage and difference; it is no protection against an
// attacker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace muhurat {
inline namespace core {

struct Hash128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend constexpr bool operator==(const Hash128&, const Hash128&) = default;
};

std::string to_hex(Hash128 hash);  // 32 digits, high half first, as xxhsum -H2 prints it

Hash128 checksum(std::span<const std::byte> bytes);

// The checksum of bytes that come piece by piece; how they are cut does not matter.
class Checksum {
 public:
  Checksum();
  ~Checksum();
  Checksum(Checksum&&) noexcept;
  Checksum& operator=(Checksum&&) noexcept;

  void append(std::span<const std::byte> bytes);
  // Of everything appended so far and `tail`; more may be appended afterwards.
  Hash128 digest(std::span<const std::byte> tail = {}) const;
  void reset();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace core
}  // namespace muhurat
