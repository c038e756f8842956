#include "market/interval.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace muhurat::market {
namespace {

TEST(Interval, IsWrittenInItsLongestWholeUnit) {
  EXPECT_EQ(to_text(Interval::days(1)), "1d");
  EXPECT_EQ(to_text(Interval::hours(1)), "1h");
  EXPECT_EQ(to_text(Interval::minutes(75)), "75m");
  EXPECT_EQ(to_text(Interval::seconds(90)), "90s");
  EXPECT_EQ(to_text(Interval::minutes(1440)), "1d");
}

TEST(Interval, IsReadFromWhatItIsWrittenAs) {
  EXPECT_EQ(parse_interval("1d"), Interval::days(1));
  EXPECT_EQ(parse_interval("5m"), Interval::minutes(5));
  EXPECT_EQ(parse_interval("60m"), Interval::hours(1));
  EXPECT_EQ(parse_interval("7d"), Interval::days(7));
}

TEST(Interval, ThatIsSomethingElseIsEmpty) {
  for (const char* text : {"", "d", "1", "1D", "0m", "05m", "-1m", "1.5h", "8d", "1 d", "1dd",
                           "5min", "99999999s", "604801s", "1w"}) {
    EXPECT_EQ(parse_interval(text), Interval{}) << text;
  }
}

TEST(Interval, OfADayOrMoreIsDaily) {
  EXPECT_TRUE(Interval::days(1).is_daily());
  EXPECT_FALSE(Interval::hours(23).is_daily());
}

RC_GTEST_PROP(Interval, RoundTripsThroughText, ()) {
  const auto seconds = *rc::gen::inRange<std::uint32_t>(1, 7 * 86'400 + 1);
  RC_ASSERT(parse_interval(to_text(Interval::seconds(seconds))) == Interval::seconds(seconds));
}

}  // namespace
}  // namespace muhurat::market
