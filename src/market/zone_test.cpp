#include "market/zone.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>

namespace muhurat::market {
namespace {

constexpr Duration at(int hour, int minute) {
  return Duration::minutes(hour * 60 + minute);
}

TEST(Zone, KolkataIsFiveAndAHalfHoursAheadOfUtc) {
  const Zone zone{"Asia/Kolkata"};
  const Timestamp open = zone.to_utc(Date::from_civil(2026, 3, 20), at(9, 15));
  EXPECT_EQ(open, Timestamp::from_seconds(1'773'978'300));  // 2026-03-20T03:45:00Z
  EXPECT_EQ(zone.offset_seconds(open), 19'800);
  EXPECT_EQ(zone.date_of(open), Date::from_civil(2026, 3, 20));
  EXPECT_EQ(zone.time_of_day(open), at(9, 15));
}

TEST(Zone, NewYorkChangesItsOffsetWithTheSeason) {
  const Zone zone{"America/New_York"};
  EXPECT_EQ(zone.offset_seconds(zone.to_utc(Date::from_civil(2026, 1, 5), at(9, 30))), -5 * 3600);
  EXPECT_EQ(zone.offset_seconds(zone.to_utc(Date::from_civil(2026, 7, 6), at(9, 30))), -4 * 3600);
}

TEST(Zone, TakesTheEarlierOfTwoEqualLocalTimes) {
  const Zone zone{"America/New_York"};  // 2026-11-01 02:00 EDT became 01:00 EST
  const Timestamp twice = zone.to_utc(Date::from_civil(2026, 11, 1), at(1, 30));
  EXPECT_EQ(zone.offset_seconds(twice), -4 * 3600);
}

TEST(Zone, TakesTheMomentOfTheChangeForASkippedLocalTime) {
  const Zone zone{"America/New_York"};  // 2026-03-08 02:00 EST became 03:00 EDT
  const Timestamp skipped = zone.to_utc(Date::from_civil(2026, 3, 8), at(2, 30));
  EXPECT_EQ(skipped, zone.to_utc(Date::from_civil(2026, 3, 8), at(3, 0)));
}

TEST(Zone, MayBeAFixedOffset) {
  EXPECT_EQ(Zone{"+05:30"}.offset_seconds(Timestamp{}), 19'800);
  EXPECT_EQ(Zone{"-03:00"}.offset_seconds(Timestamp{}), -10'800);
  EXPECT_EQ(Zone{"UTC"}.offset_seconds(Timestamp{}), 0);
  EXPECT_EQ(Zone{"-03:00"}.date_of(Timestamp{}), Date::from_civil(1969, 12, 31));
  EXPECT_EQ(Zone{"-03:00"}.time_of_day(Timestamp{}), at(21, 0));
}

TEST(Zone, ThatNobodyKnowsIsRefusedWithTheNearestName) {
  for (const char* name :
       {"Asia/Kolkatta", "IST5", "", "+5:30", "+15:00", "/etc/passwd", "../UTC"}) {
    EXPECT_THROW(Zone{name}, std::invalid_argument) << name;
  }
  try {
    const Zone zone{"Asia/Kolkatta"};
  } catch (const std::invalid_argument& refusal) {
    EXPECT_STREQ(refusal.what(),
                 "there is no time zone \"Asia/Kolkatta\"; the nearest is Asia/Kolkata");
  }
}

RC_GTEST_PROP(Zone, RoundTripsLocalTimes, ()) {
  const Zone zone{
      *rc::gen::element<std::string>("Asia/Kolkata", "America/New_York", "UTC", "+05:45")};
  const auto ns = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 2'000'000'000);
  const Timestamp time = Timestamp::from_ns(ns * 1'000'000'000 + 123);
  const Timestamp back = zone.to_utc(zone.date_of(time), zone.time_of_day(time));
  const std::int64_t behind = (time - back).ns();  // an hour where the local time came twice
  RC_ASSERT(behind == 0 || behind == 3'600'000'000'000);
}

}  // namespace
}  // namespace muhurat::market
