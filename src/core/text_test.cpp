#include "core/text.hpp"

#include <gtest/gtest.h>

namespace muhurat {
namespace {

TEST(Text, NumbersAreWrittenWithoutExponentAndTrailingZeros) {
  EXPECT_EQ(to_text(Price{1500}), "1500");
  EXPECT_EQ(to_text(Price::from_raw(101'570'000'000)), "1015.7");
  EXPECT_EQ(to_text(Quantity{-700}), "-700");
  EXPECT_EQ(to_text(Rate::from_raw(1000)), "0.000000001");
  EXPECT_EQ(to_text(Price::from_raw(1) * Quantity::from_raw(-1)), "-0.0000000000000001");
  EXPECT_EQ(to_text(Money{}), "0");
}

TEST(Text, DatesAndWeeksFollowIso8601) {
  EXPECT_EQ(to_text(Date::from_civil(2026, 3, 20)), "2026-03-20");
  EXPECT_EQ(to_text(Date::from_civil(987, 6, 5)), "0987-06-05");
  EXPECT_EQ(to_text(Date::from_civil(2026, 3, 20).iso_week()), "2026-W12");
  EXPECT_EQ(to_text(Date::from_civil(2021, 1, 3).iso_week()), "2020-W53");
}

TEST(Text, TimesAreUtcWithAFractionOnlyIfThereIsOne) {
  EXPECT_EQ(to_text(Timestamp{}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_text(Timestamp::from_seconds(1'773'999'900)), "2026-03-20T09:45:00Z");
  EXPECT_EQ(to_text(Timestamp::from_ns(-1)), "1969-12-31T23:59:59.999999999Z");
  EXPECT_EQ(to_text(Timestamp::from_ns(250'000'000)), "1970-01-01T00:00:00.25Z");
  EXPECT_EQ(to_text(Timestamp::min()), "1677-09-21T00:12:43.145224192Z");
  EXPECT_EQ(to_text(Timestamp::max()), "2262-04-11T23:47:16.854775807Z");
}

TEST(Text, OrderIdsAreThirteenCharactersOfBase32) {
  EXPECT_EQ(to_text(OrderId{}), "0000000000000");
  EXPECT_EQ(to_text(OrderId{1}), "0000000000001");
  EXPECT_EQ(to_text(OrderId{32}), "0000000000010");
  EXPECT_EQ(to_text(OrderId{UINT64_MAX}), "FZZZZZZZZZZZZ");
}

}  // namespace
}  // namespace muhurat
