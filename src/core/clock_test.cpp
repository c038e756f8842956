#include "core/clock.hpp"

#include <gtest/gtest.h>

namespace muhurat {
namespace {

TEST(Clock, TheSimulatedClockMovesOnlyWhenItIsMoved) {
  SimulatedClock clock{Timestamp::from_seconds(100)};
  EXPECT_EQ(clock.now(), Timestamp::from_seconds(100));
  clock.advance(Duration::seconds(5));
  clock.advance_to(Timestamp::from_seconds(105));
  const Clock& seen = clock;
  EXPECT_EQ(seen.now(), Timestamp::from_seconds(105));
}

TEST(ClockDeathTest, TheSimulatedClockNeverGoesBack) {
  SimulatedClock clock{Timestamp::from_seconds(100)};
  EXPECT_DEATH(clock.advance_to(Timestamp::from_seconds(99)), "time >= now_");
}

TEST(Clock, TheRealClockShowsAYearOfOurTime) {
  EXPECT_GT(RealClock{}.now(), Timestamp::from_seconds(1'735'689'600));  // 2025-01-01
}

TEST(Clock, TheStopwatchNeverRunsBackwards) {
  const Stopwatch watch;
  const Duration first = watch.elapsed();
  EXPECT_GE(first, Duration{});
  EXPECT_GE(watch.elapsed(), first);
}

}  // namespace
}  // namespace muhurat
