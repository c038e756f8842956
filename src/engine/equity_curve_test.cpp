#include "engine/equity_curve.hpp"

#include <gtest/gtest.h>

namespace muhurat::engine {
namespace {

Timestamp minute(std::int64_t number) {
  return Timestamp::from_seconds(number * 60);
}

// Sessions of 100 minutes, one after the other.
EquityCurve curve_of(std::int64_t points) {
  std::vector<Timestamp> closes;
  for (std::int64_t close = 100; close <= points + 100; close += 100)
    closes.push_back(minute(close));
  EquityCurve curve{closes};
  for (std::int64_t i = 1; i <= points; ++i) curve.add(minute(i - 1), minute(i), Money{i});
  return curve;
}

TEST(EquityCurve, KeepsEachPointOfARunOfAMillionSteps) {
  const EquityCurve curve = curve_of(1'000'000);
  EXPECT_EQ(curve.size(), 1'000'000U);
  EXPECT_TRUE(curve.thinned().empty());
  std::int64_t next = 1;
  curve.for_each([&](const EquityPoint& point) {
    ASSERT_EQ(point.equity, Money{next});
    ++next;
  });
  EXPECT_EQ(next, 1'000'001);
}

TEST(EquityCurve, ThinsTheOldestToOneBarASessionAndLosesNoPoint) {
  const EquityCurve curve = curve_of(1'400'000);
  EXPECT_GE(curve.size(), EquityCurve::kept_min);
  ASSERT_FALSE(curve.thinned().empty());
  const EquityBar& second = curve.thinned()[1];
  EXPECT_EQ(second.first, minute(101));
  EXPECT_EQ(second.last, minute(200));
  EXPECT_EQ(second.open, Money{101});
  EXPECT_EQ(second.high, Money{200});
  EXPECT_EQ(second.low, Money{101});
  EXPECT_EQ(second.close, Money{200});
  std::size_t points = curve.size();
  for (const EquityBar& bar : curve.thinned()) points += bar.stretches;
  EXPECT_EQ(points, 1'400'000U);
  for (std::size_t i = 0; i + 1 < curve.thinned().size(); ++i) {
    ASSERT_EQ(curve.thinned()[i].stretches, 100U) << "session " << i;
  }
}

TEST(EquityCurve, TakesTheFinalEquityAtItsLastPoint) {
  EquityCurve curve{{}};
  curve.finish(minute(0), minute(0), Money{5});  // of nothing: nothing
  curve.add(minute(0), minute(1), Money{1});
  curve.add(minute(1), minute(2), Money{2});
  curve.finish(minute(1), minute(2), Money{3});
  std::string drawn;
  curve.for_each([&](const EquityPoint& point) {
    drawn += std::to_string(static_cast<std::int64_t>(point.equity.to_double())) + " ";
  });
  EXPECT_EQ(drawn, "1 3 ");
}

std::string drawn(const EquityCurve& curve) {
  std::string text;
  curve.for_each([&](const EquityPoint& point) {
    text += std::to_string(point.time.ns() / 60'000'000'000) + ":" +
            std::to_string(static_cast<std::int64_t>(point.equity.to_double())) + " ";
  });
  return text;
}

TEST(EquityCurve, KeepsTheFirstAndTheLastStepOfAStretchWithOneEquity) {
  EquityCurve curve{{}};
  for (std::int64_t i = 1; i <= 5; ++i) curve.add(minute(i - 1), minute(i), Money{100});
  curve.add(minute(5), minute(6), Money{90});
  curve.add(minute(6), minute(7), Money{100});
  EXPECT_EQ(drawn(curve), "1:100 5:100 6:90 7:100 ");
  EXPECT_EQ(curve.size(), 3U);
}

TEST(EquityCurve, StepsOfTheSameEquityNeedNotBeAdded) {
  EquityCurve curve{{}};
  curve.add(minute(0), minute(1), Money{100});
  curve.add(minute(4), minute(5), Money{90});
  curve.finish(minute(7), minute(8), Money{90});
  EXPECT_EQ(drawn(curve), "1:100 4:100 5:90 8:90 ");
}

TEST(EquityCurve, AStretchEndsWithItsSession) {
  EquityCurve curve{{minute(2)}};
  curve.add(minute(0), minute(1), Money{100});
  curve.add(minute(1), minute(2), Money{100});
  curve.cut(minute(2));
  curve.add(minute(2), minute(3), Money{100});
  curve.add(minute(3), minute(4), Money{100});
  curve.finish(minute(3), minute(4), Money{100});
  EXPECT_EQ(drawn(curve), "1:100 2:100 3:100 4:100 ");
}

TEST(EquityCurve, TheFinalEquityChangesTheLastStepAlone) {
  EquityCurve curve{{}};
  for (std::int64_t i = 1; i <= 3; ++i) curve.add(minute(i - 1), minute(i), Money{100});
  curve.finish(minute(2), minute(3), Money{90});
  EXPECT_EQ(drawn(curve), "1:100 2:100 3:90 ");
}

}  // namespace
}  // namespace muhurat::engine
