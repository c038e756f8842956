#include "trading/ledger.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

namespace muhurat::trading {
namespace {

TEST(Ledger, ThePeakOfADayEndsWithIt) {
  Ledger ledger{30};
  EXPECT_TRUE(ledger.is_empty());
  ledger.observe(Date::from_days(1), Money{100});
  ledger.observe(Date::from_days(1), Money{120});
  ledger.observe(Date::from_days(1), Money{110});
  EXPECT_EQ(ledger.day_peak(), Money{120});
  ledger.observe(Date::from_days(2), Money{105});
  EXPECT_EQ(ledger.day_peak(), Money{105});
  EXPECT_EQ(ledger.rolling_peak(), Money{120});
}

TEST(Ledger, AnOldPeakLeavesTheWindow) {
  Ledger ledger{30};
  ledger.observe(Date::from_days(0), Money{120});
  ledger.observe(Date::from_days(29), Money{100});
  EXPECT_EQ(ledger.rolling_peak(), Money{120});
  ledger.observe(Date::from_days(30), Money{90});
  EXPECT_EQ(ledger.rolling_peak(), Money{100});
}

RC_GTEST_PROP(Ledger, TheRollingPeakIsTheHighestOfTheWindow, ()) {
  const int window = *rc::gen::inRange(1, 8);
  Ledger ledger{window};
  std::map<int, std::int64_t> peaks;
  int day = 0;
  for (int i = 0; i < 60; ++i) {
    day += *rc::gen::inRange(0, 3);
    const auto equity = *rc::gen::inRange<std::int64_t>(-5, 20);
    ledger.observe(Date::from_days(day), Money{equity});
    peaks[day] = peaks.contains(day) ? std::max(peaks[day], equity) : equity;
    std::int64_t expected = -100;
    for (const auto& [at, peak] : peaks) {
      if (day - at < window) expected = std::max(expected, peak);
    }
    RC_ASSERT(ledger.rolling_peak() == Money{expected});
  }
}

}  // namespace
}  // namespace muhurat::trading
