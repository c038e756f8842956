// Whole columns and single updates give the same bits, whatever the column holds.
#include "sdk/indicators/batch.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "sdk/indicators.hpp"

namespace muhurat::sdk {
namespace {

using Values = std::vector<double>;

// The place of the first difference, or the length. One NaN is as good as another.
std::size_t first_difference(const Values& a, const Values& b) {
  std::size_t i = 0;
  for (; i < a.size() && i < b.size(); ++i) {
    if (std::isnan(a[i]) && std::isnan(b[i])) continue;
    if (std::bit_cast<std::uint64_t>(a[i]) != std::bit_cast<std::uint64_t>(b[i])) break;
  }
  return i;
}

template <typename Indicator>
Values stream(Indicator indicator, const Values& in) {
  Values out;
  for (const double x : in) {
    indicator.update(x);
    out.push_back(indicator.value());
  }
  return out;
}

template <typename Function>
Values batch_of(const Values& in, std::size_t period, Function function) {
  Values out(in.size(), -1);
  function(in, period, out);
  return out;
}

struct Bars {
  Values high, low, close;
};

// Prices with gaps in the data, spells of one price, jumps and a few absurd values.
Values prices_of(const std::vector<std::uint16_t>& draws, int gaps_in_thousand) {
  Values prices;
  double price = 100;
  for (const std::uint16_t draw : draws) {
    const int kind = draw % 1000;
    if (kind < gaps_in_thousand) {
      prices.push_back(kind % 2 == 0 ? std::numeric_limits<double>::quiet_NaN()
                                     : std::numeric_limits<double>::infinity());
      continue;
    }
    if (kind > 990) price *= 1.75;
    if (kind > 980 && kind <= 990) price *= 0.6;
    if (kind > 500 && kind <= 980) price += (draw / 65535.0 - 0.5);
    prices.push_back(kind == 500 ? 1e15 : price);
  }
  return prices;
}

Bars bars_of(const Values& closes) {
  Bars bars{closes, closes, closes};
  for (std::size_t i = 0; i < closes.size(); ++i) {
    bars.high[i] += 0.125 * static_cast<double>(i % 5);
    bars.low[i] -= 0.3 * static_cast<double>(i % 3);
  }
  return bars;
}

void expect_single_outputs_alike(const Values& in, std::size_t n) {
  const std::size_t length = in.size();
  ASSERT_EQ(first_difference(batch_of(in, n, batch::sma), stream(Sma{n}, in)), length);
  ASSERT_EQ(first_difference(batch_of(in, n, batch::ema), stream(Ema{n}, in)), length);
  ASSERT_EQ(first_difference(batch_of(in, n + 1, batch::rsi), stream(Rsi{n + 1}, in)), length);
  ASSERT_EQ(first_difference(batch_of(in, n, batch::max), stream(Max{n}, in)), length);
  ASSERT_EQ(first_difference(batch_of(in, n, batch::min), stream(Min{n}, in)), length);
}

void expect_atr_alike(const Bars& bars, std::size_t period) {
  const std::size_t length = bars.close.size();
  Values expected, found(length);
  Atr atr{period};
  for (std::size_t i = 0; i < length; ++i) {
    atr.update(bars.high[i], bars.low[i], bars.close[i]);
    expected.push_back(atr.value());
  }
  batch::atr({bars.high, bars.low, bars.close}, period, found);
  ASSERT_EQ(first_difference(found, expected), length);
}

void expect_bands_alike(const Values& in, std::size_t period) {
  Values upper(in.size()), middle(in.size()), lower(in.size());
  batch::bollinger(in, period, 2, {upper, middle, lower});
  Bollinger bands{period, 2};
  for (std::size_t i = 0; i < in.size(); ++i) {
    bands.update(in[i]);
    const Values found = {upper[i], middle[i], lower[i]};
    const Values expected = {bands.upper(), bands.middle(), bands.lower()};
    ASSERT_EQ(first_difference(found, expected), 3U) << "at " << i;
  }
}

void expect_macd_alike(const Values& in, MacdPeriods periods) {
  Values line(in.size()), signal(in.size()), histogram(in.size());
  batch::macd(in, periods, {line, signal, histogram});
  Macd macd{periods};
  for (std::size_t i = 0; i < in.size(); ++i) {
    macd.update(in[i]);
    const Values found = {line[i], signal[i], histogram[i]};
    const Values expected = {macd.line(), macd.signal(), macd.histogram()};
    ASSERT_EQ(first_difference(found, expected), 3U) << "at " << i;
  }
}

void expect_all_alike(const Values& in, std::size_t period) {
  expect_single_outputs_alike(in, period);
  expect_atr_alike(bars_of(in), period);
  expect_bands_alike(in, period + 1);
  const int n = static_cast<int>(period);
  expect_macd_alike(in, {.fast = n, .slow = 2 * n + 1, .signal = n});
}

RC_GTEST_PROP(Batch, GivesTheBitsOfTheStream, ()) {
  const auto period = *rc::gen::inRange<std::size_t>(1, 40);
  const int gaps = *rc::gen::element(0, 0, 30);
  const auto length = *rc::gen::inRange<std::size_t>(0, 400);
  const auto draws =
      *rc::gen::container<std::vector<std::uint16_t>>(length, rc::gen::arbitrary<std::uint16_t>());
  expect_all_alike(prices_of(draws, gaps), period);
  RC_ASSERT(!testing::Test::HasFailure());
}

TEST(Batch, GivesTheBitsOfTheStreamOverALongColumn) {
  std::vector<std::uint16_t> draws;
  std::uint32_t state = 1;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 1'664'525 + 1'013'904'223;
    draws.push_back(static_cast<std::uint16_t>(state >> 16));
  }
  for (const std::size_t period : {1, 2, 7, 14, 20, 30, 200, 999}) {
    expect_all_alike(prices_of(draws, 0), period);
    expect_all_alike(prices_of(draws, 2), period);
  }
}

TEST(Batch, IsAllNaNWhereTheColumnIsShorterThanTheWarmUp) {
  const Values in(13, 100.0);
  for (const double value : batch_of(in, 14, batch::sma)) EXPECT_TRUE(std::isnan(value));
  for (const double value : batch_of(in, 13, batch::rsi)) EXPECT_TRUE(std::isnan(value));
}

TEST(Batch, TakesAnEmptyColumn) {
  EXPECT_TRUE(batch_of({}, 5, batch::max).empty());
}

TEST(Batch, RefusesAPeriodOutOfBounds) {
  EXPECT_THROW(batch_of({1, 2}, 0, batch::ema), std::invalid_argument);
}

TEST(BatchDeathTest, AnOutputOfAnotherLengthIsAFault) {
  const Values in(5, 1.0);
  Values out(4);
  EXPECT_DEATH(batch::sma(in, 2, out), "in.size\\(\\) == out.size\\(\\)");
}

}  // namespace
}  // namespace muhurat::sdk
