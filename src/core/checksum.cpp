#include "core/checksum.hpp"

#include <xxhash.h>
#if defined(__x86_64__)
#include <xxh_x86dispatch.h>  // the same functions, for the machine that they run on
#endif

#include <new>

namespace muhurat {
inline namespace core {
namespace {

struct FreeState {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};
using OwnedState = std::unique_ptr<XXH3_state_t, FreeState>;

OwnedState new_state() {
  OwnedState state{XXH3_createState()};
  if (!state) throw std::bad_alloc{};
  return state;
}

Hash128 of(XXH128_hash_t hash) {
  return {.high = hash.high64, .low = hash.low64};
}

}  // namespace

struct Checksum::State {
  OwnedState xxh = new_state();
};

std::string to_hex(Hash128 hash) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text(32, '0');
  for (int i = 0; i < 16; ++i) {
    text[static_cast<std::size_t>(15 - i)] = digits[(hash.high >> (4 * i)) & 15];
    text[static_cast<std::size_t>(31 - i)] = digits[(hash.low >> (4 * i)) & 15];
  }
  return text;
}

Hash128 checksum(std::span<const std::byte> bytes) {
  return of(XXH3_128bits(bytes.data(), bytes.size()));
}

Checksum::Checksum() : state_{std::make_unique<State>()} {
  reset();
}
Checksum::~Checksum() = default;
Checksum::Checksum(Checksum&&) noexcept = default;
Checksum& Checksum::operator=(Checksum&&) noexcept = default;

void Checksum::reset() {
  XXH3_128bits_reset(state_->xxh.get());
}

void Checksum::append(std::span<const std::byte> bytes) {
  if (!bytes.empty()) XXH3_128bits_update(state_->xxh.get(), bytes.data(), bytes.size());
}

Hash128 Checksum::digest(std::span<const std::byte> tail) const {
  if (tail.empty()) return of(XXH3_128bits_digest(state_->xxh.get()));
  const OwnedState copy = new_state();
  XXH3_copyState(copy.get(), state_->xxh.get());
  XXH3_128bits_update(copy.get(), tail.data(), tail.size());
  return of(XXH3_128bits_digest(copy.get()));
}

}  // namespace core
}  // namespace muhurat
