// Averages, bands and strength at the edges: exact where exactness is promised, close to long
// arithmetic elsewhere.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "sdk/indicators/bollinger.hpp"
#include "sdk/indicators/max.hpp"
#include "sdk/indicators/rsi.hpp"
#include "sdk/indicators/sma.hpp"

namespace muhurat::sdk {
namespace {

long double mean_of(std::span<const double> values) {
  long double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<long double>(values.size());
}

long double deviation_of(std::span<const double> values) {
  const long double mean = mean_of(values);
  long double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<long double>(values.size()));
}

// A level from paise to a billion, and changes that are small beside it.
std::vector<double> walk_at(double level, const std::vector<std::int8_t>& changes) {
  std::vector<double> values;
  double offset = 0;
  for (const std::int8_t change : changes) values.push_back(level + (offset += change / 256.0));
  return values;
}

RC_GTEST_PROP(Accuracy, AnAverageIsWithinAFewUlpsOfTheTrueOneHoweverLongItRuns, ()) {
  const auto period = *rc::gen::inRange<std::size_t>(1, 30);
  const double level = *rc::gen::element(0.3, 100.1, 1e9);
  const auto values = walk_at(level, *rc::gen::arbitrary<std::vector<std::int8_t>>());
  Sma sma{period};
  for (std::size_t i = 0; i < values.size(); ++i) {
    sma.update(values[i]);
    if (i + 1 < period) continue;
    const std::span window{values.data() + i + 1 - period, period};
    long double size = 0;
    for (const double value : window) size += std::abs(value);
    const auto ulps = std::numeric_limits<double>::epsilon() * static_cast<long double>(period);
    RC_ASSERT(std::abs(sma.value() - mean_of(window)) <= ulps * size / period);
  }
}

RC_GTEST_PROP(Accuracy, BandsAreAsWideAtABillionAsTheWindowSays, ()) {
  const auto period = *rc::gen::inRange<std::size_t>(2, 30);
  const double level = *rc::gen::element(0.0, 100.0, 1e6, 1e9);
  const auto values = walk_at(level, *rc::gen::arbitrary<std::vector<std::int8_t>>());
  Bollinger bands{period, 1};
  for (std::size_t i = 0; i < values.size(); ++i) {
    bands.update(values[i]);
    if (i + 1 < period) continue;
    const auto expected = deviation_of({values.data() + i + 1 - period, period});
    // What is left is the rounding of middle + width itself.
    const double rounding = (level + 1) * 4 * std::numeric_limits<double>::epsilon();
    RC_ASSERT(std::abs((bands.upper() - bands.middle()) - expected) <=
              static_cast<long double>(rounding) + expected * 1e-9L);
  }
}

TEST(Accuracy, EqualAveragesOfDifferentLengthsCompareEqualOnAGrid) {
  Sma fast{10}, slow{30};
  int ties = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double x = 20'000 + i * 7919 % 31 % 5 * 0.25;
    fast.update(x);
    slow.update(x);
    if (!slow.ready()) continue;
    long sum_fast = 0, sum_slow = 0;  // in quarters, over the same windows
    for (int k = 0; k < 30; ++k) {
      const long quarters = 80'000 + (i - k) * 7919L % 31 % 5;
      if (k < 10) sum_fast += quarters;
      sum_slow += quarters;
    }
    ASSERT_EQ(fast.value() > slow.value(), 3 * sum_fast > sum_slow) << "at " << i;
    ASSERT_EQ(fast.value() == slow.value(), 3 * sum_fast == sum_slow) << "at " << i;
    ties += fast.value() == slow.value();
  }
  EXPECT_GT(ties, 1000);
}

TEST(Accuracy, BandsOfAConstantPriceAreThatPrice) {
  Bollinger bands{20, 2};
  for (int i = 0; i < 100; ++i) bands.update(1234.15);
  EXPECT_EQ(bands.upper(), 1234.15);
  EXPECT_EQ(bands.middle(), 1234.15);
  EXPECT_EQ(bands.lower(), 1234.15);
}

TEST(Accuracy, BandsAreThePriceAgainOnceAJumpIsOutsideTheWindow) {
  Bollinger bands{5, 2};
  for (int i = 0; i < 13; ++i) bands.update(0.1);
  for (int i = 0; i < 5; ++i) bands.update(1e7 + 0.1);
  EXPECT_EQ(bands.upper(), 1e7 + 0.1);
  EXPECT_EQ(bands.lower(), 1e7 + 0.1);
}

RC_GTEST_PROP(Accuracy, TheMiddleBandIsTheSimpleAverageWithinTwoUlps, ()) {
  const auto period = *rc::gen::inRange<std::size_t>(2, 30);
  Bollinger bands{period, 2};
  Sma sma{period};
  for (const std::int8_t change : *rc::gen::arbitrary<std::vector<std::int8_t>>()) {
    bands.update(20'000 + change * 0.25);
    sma.update(20'000 + change * 0.25);
    RC_ASSERT(!sma.ready() || std::abs(bands.middle() - sma.value()) <= 8e-12);
  }
}

TEST(Accuracy, StrengthIsFiftyWhereNothingMovesAndHundredOrZeroWhereOneSideIsMissing) {
  Rsi flat{3}, rising{3}, falling{3};
  for (int i = 0; i < 10; ++i) {
    flat.update(100);
    rising.update(100 + i);
    falling.update(100 - i);
  }
  EXPECT_EQ(flat.value(), 50);
  EXPECT_EQ(rising.value(), 100);
  EXPECT_EQ(falling.value(), 0);
}

TEST(Accuracy, APeriodOfOneIsTheValueItself) {
  Sma sma{1};
  Max max{1};
  for (const double x : {3.5, -1.25, 7.0}) {
    sma.update(x);
    max.update(x);
    EXPECT_EQ(sma.value(), x);
    EXPECT_EQ(max.value(), x);
  }
}

RC_GTEST_PROP(Accuracy, TheMaximumIsThatOfTheWindow, ()) {
  const auto period = *rc::gen::inRange<std::size_t>(1, 12);
  const auto values = *rc::gen::arbitrary<std::vector<std::int8_t>>();
  Max max{period};
  for (std::size_t i = 0; i < values.size(); ++i) {
    max.update(values[i]);
    if (i + 1 < period) continue;
    std::int8_t expected = values[i];
    for (std::size_t k = i + 1 - period; k < i; ++k) expected = std::max(expected, values[k]);
    RC_ASSERT(max.value() == expected);
  }
}

}  // namespace
}  // namespace muhurat::sdk
