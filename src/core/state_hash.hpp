// The one hash of a run: every order, change of state, fill and the final state are appended in the
// order of happening as canonical little-endian bytes. Equal across runs, compilers and machines.
// Appending is a copy into a small buffer. No double can be appended, since libraries and machines
// differ in them.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/checksum.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"

namespace muhurat {
inline namespace core {

class StateHash {
 public:
  StateHash() = default;
  StateHash(const StateHash&) = delete;
  StateHash& operator=(const StateHash&) = delete;

  void append(std::uint64_t value) { append_bytes(value); }
  // Any other number would hide its width, and a double has no place here.
  template <class Number>
    requires std::is_arithmetic_v<Number>
  void append(Number) = delete;

  template <class Tag, int Decimals>
  void append(Fixed<Tag, Decimals> value) {
    append_bytes(value.raw());
  }
  void append(Money value) { append_bytes(value.raw()); }  // 16 bytes
  void append(Timestamp value) { append_bytes(value.ns()); }
  void append(Date value) { append_bytes(value.days()); }
  template <class Tag, class Representation>
  void append(Id<Tag, Representation> id) {
    append_bytes(id.value());
  }
  // Its length as 64 bits, then its bytes, so that "ab" "c" and "a" "bc" differ.
  void append(std::string_view text);
  void append(const char* text) { append(std::string_view{text}); }

  // A text that is appended often, laid out beforehand; a longer one than most is kept as it is.
  class Text {
   public:
    explicit Text(std::string_view text);

   private:
    friend class StateHash;
    static constexpr std::size_t short_bytes = 40;
    std::array<std::byte, short_bytes> bytes_ = {};  // the length, the text, zeros
    std::size_t size_;                               // without the zeros
    std::string long_;
  };
  void append(const Text& text) {
    if (!text.long_.empty()) [[unlikely]]
      return append(std::string_view{text.long_});
    if (size_ + Text::short_bytes > buffer_.size()) flush();
    std::memcpy(buffer_.data() + size_, text.bytes_.data(), Text::short_bytes);
    size_ += text.size_;
  }

  // As if each was appended alone, with one look at the buffer for all. An enumeration enters as
  // its number; a plain number must be of eight bits without sign.
  template <class... Values>
  void append_all(Values... values) {
    constexpr std::size_t bytes = (sizeof(number_of(values)) + ...);
    static_assert(bytes <= std::tuple_size_v<decltype(buffer_)>);
    if (size_ + bytes > buffer_.size()) flush();
    std::byte* place = buffer_.data() + size_;
    const auto put = [&place](auto number) {
      std::memcpy(place, &number, sizeof number);
      place += sizeof number;
    };
    (put(number_of(values)), ...);
    size_ += bytes;
  }

  Hash128 digest() const { return hashed_.digest(buffered()); }
  std::string hex() const { return to_hex(digest()); }  // 32 digits
  void reset() {
    size_ = 0;
    hashed_.reset();
  }

 private:
  template <class Tag, int Decimals>
  static constexpr std::int64_t number_of(Fixed<Tag, Decimals> value) {
    return value.raw();
  }
  template <class Tag, class Representation>
  static constexpr Representation number_of(Id<Tag, Representation> id) {
    return id.value();
  }
  template <class Enumeration>
    requires std::is_enum_v<Enumeration>
  static constexpr auto number_of(Enumeration value) {
    return static_cast<std::underlying_type_t<Enumeration>>(value);
  }
  static constexpr int128 number_of(Money value) { return value.raw(); }
  static constexpr std::int64_t number_of(Timestamp value) { return value.ns(); }
  static constexpr std::uint8_t number_of(std::uint8_t value) { return value; }
  template <class Number>
    requires std::is_arithmetic_v<Number>
  static void number_of(Number) = delete;

  template <class Value>
  void append_bytes(Value value) {
    static_assert(std::endian::native == std::endian::little, "bytes are hashed little-endian");
    if (size_ + sizeof value > buffer_.size()) flush();
    std::memcpy(buffer_.data() + size_, &value, sizeof value);
    size_ += sizeof value;
  }
  std::span<const std::byte> buffered() const { return {buffer_.data(), size_}; }
  void flush();

  std::size_t size_ = 0;
  std::array<std::byte, 4096> buffer_;
  Checksum hashed_;
};

}  // namespace core
}  // namespace muhurat
