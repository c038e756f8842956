#include "core/checksum.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string_view>
#include <vector>

namespace muhurat {
namespace {

std::string hex_of(std::string_view text) {
  return to_hex(checksum(std::as_bytes(std::span{text})));
}

// The buffer of xxHash's own sanity test (Cyan4973/xxHash, cli/xsum_sanity_check.c).
std::vector<std::byte> sanity_buffer(std::size_t size) {
  std::vector<std::byte> buffer(size);
  std::uint64_t generator = 2'654'435'761U;
  for (std::byte& byte : buffer) {
    byte = static_cast<std::byte>(generator >> 56);
    generator *= 11'400'714'785'074'694'797U;
  }
  return buffer;
}

TEST(Checksum, KnownTextsHaveTheirPublishedHash) {
  EXPECT_EQ(hex_of(""), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(hex_of("a"), "a96faf705af16834e6c632b61e964e1f");
  EXPECT_EQ(hex_of("abc"), "06b05ab6733a618578af5f94892f3950");
  EXPECT_EQ(hex_of("abcdefghij"), "9e814df2752571c7b0a8c058e69ff5a7");
}

TEST(Checksum, TheSanityBufferHasItsPublishedHashAtEveryLengthClass) {
  const struct {
    std::size_t size;
    Hash128 hash;
  } published[] = {
      {1, {.high = 0xA6CD5E9392000F6A, .low = 0xC44BDFF4074EECDB}},
      {8, {.high = 0x47A7F080D82BB456, .low = 0x64C69CAB4BB21DC5}},
      {16, {.high = 0xC68C368ECF8A9C05, .low = 0x562980258A998629}},
      {128, {.high = 0x39992220E045260A, .low = 0xEBB15E34A7FB5AB1}},
      {240, {.high = 0xAA4202DAA2769DC8, .low = 0x5C9AAE94C8EBE5A0}},
      {512, {.high = 0x18D2D110DCC9BCA1, .low = 0x617E49599013CB6B}},
  };
  for (const auto& [size, hash] : published) {
    EXPECT_EQ(to_hex(checksum(sanity_buffer(size))), to_hex(hash)) << size << " bytes";
  }
}

RC_GTEST_PROP(Checksum, HowTheBytesAreCutDoesNotMatter, ()) {
  const auto bytes = sanity_buffer(*rc::gen::inRange<std::size_t>(0, 3000));
  Checksum pieces;
  std::span<const std::byte> rest = bytes;
  while (!rest.empty()) {
    const auto cut = *rc::gen::inRange<std::size_t>(1, rest.size() + 1);
    if (*rc::gen::inRange(0, 4) == 0) break;
    pieces.append(rest.first(cut));
    rest = rest.subspan(cut);
  }
  RC_ASSERT(pieces.digest(rest) == checksum(bytes));
  RC_ASSERT(pieces.digest(rest) == checksum(bytes));  // asking changes nothing
}

TEST(Checksum, ResetForgetsWhatCameBefore) {
  Checksum sum;
  sum.append(sanity_buffer(100));
  sum.reset();
  EXPECT_EQ(to_hex(sum.digest()), "99aa06d3014798d86001c324468d497f");
}

}  // namespace
}  // namespace muhurat
