#include "core/state_hash.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <type_traits>
#include <vector>

namespace muhurat {
namespace {

template <class Value>
concept Appendable = requires(StateHash hash, Value value) { hash.append(value); };

static_assert(!Appendable<double> && !Appendable<float> && !Appendable<bool> && !Appendable<int>);
static_assert(Appendable<Money> && Appendable<Price> && Appendable<OrderId>);

TEST(StateHash, AnEmptyHashIsThatOfNoBytes) {
  EXPECT_EQ(StateHash{}.hex(), "99aa06d3014798d86001c324468d497f");
}

TEST(StateHash, ValuesEnterAsLittleEndianBytes) {
  StateHash hash;
  hash.append_all(std::uint8_t{'a'});
  EXPECT_EQ(hash.hex(), "a96faf705af16834e6c632b61e964e1f");
  hash.append_all(std::uint8_t{'b'}, std::uint8_t{'c'});
  EXPECT_EQ(hash.hex(), "06b05ab6733a618578af5f94892f3950");
  hash.append(InstrumentId{0x67666564});
  hash.append_all(std::uint8_t{'h'}, std::uint8_t{'i'}, std::uint8_t{'j'});
  EXPECT_EQ(hash.hex(), "9e814df2752571c7b0a8c058e69ff5a7");
}

TEST(StateHash, OneValueOfEachTypeGivesTheRecordedHash) {
  StateHash hash;
  hash.append("NSE:INFY");
  hash.append(OrderId{1});
  hash.append(InstrumentId{2});
  hash.append(Price{1500});
  hash.append(Quantity{-10});
  hash.append(Rate::from_raw(1));
  hash.append(Price{1500} * Quantity{-10});
  hash.append(Timestamp::from_seconds(1'773'999'900));
  hash.append(Date::from_civil(2026, 3, 20));
  hash.append(~std::uint64_t{0});
  EXPECT_EQ(hash.hex(), "07a51c3dae4955bc906fa0fa12a09558");
}

TEST(StateHash, TextsAreKeptApartByTheirLength) {
  StateHash one;
  one.append("ab");
  one.append("c");
  StateHash other;
  other.append("a");
  other.append("bc");
  EXPECT_NE(one.hex(), other.hex());
}

RC_GTEST_PROP(StateHash, ATextLaidOutBeforehandEntersAsAnyOther, ()) {
  const auto length = *rc::gen::element<std::size_t>(0, 8, 31, 32, 33, 100, 5'000);
  const std::string text(length, 'x');
  const auto times = *rc::gen::inRange(1, 200);
  StateHash laid_out, plain;
  const StateHash::Text beforehand{text};
  for (int i = 0; i < times; ++i) {
    laid_out.append(beforehand);
    plain.append(text);
  }
  laid_out.append_all(std::uint8_t{1});
  plain.append_all(std::uint8_t{1});
  RC_ASSERT(laid_out.hex() == plain.hex());
}

RC_GTEST_PROP(StateHash, TheBufferDoesNotShowInTheResult, ()) {
  const auto sizes = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::element<std::size_t>(0, 1, 7, 300, 4080, 4088, 4096, 4097, 9000));
  StateHash hash;
  std::vector<std::byte> plain;
  const auto add = [&](const void* bytes, std::size_t size) {
    const auto* first = static_cast<const std::byte*>(bytes);
    plain.insert(plain.end(), first, first + size);
  };
  for (const std::uint64_t size : sizes) {
    const std::string text(size, 'x');
    hash.append(text);
    add(&size, 8);
    add(text.data(), text.size());
    hash.append(Money{-7});
    const int128 raw = Money{-7}.raw();
    add(&raw, 16);
  }
  RC_ASSERT(hash.digest() == checksum(plain));
}

}  // namespace
}  // namespace muhurat
