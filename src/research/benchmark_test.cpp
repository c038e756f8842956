#include "research/benchmark.hpp"

#include <gtest/gtest.h>

namespace muhurat::research {
namespace {

Timestamp at(int hour) {
  return Timestamp::from_seconds(hour * 3600);
}

market::Record bar(int hour, std::int64_t price) {
  market::Bar bar;
  bar.available_time = at(hour);
  bar.length_ms = 60'000;
  bar.open = bar.high = bar.low = bar.close = Price{price};
  return market::Record{bar};
}

// Equity at closes at 10 and 34 hours, of 1000 held from a first open of 100.
std::vector<double> samples(const std::vector<market::Record>& records, Timestamp end) {
  market::RunTables tables;
  tables.instruments.emplace_back();
  tables.series.emplace_back().is_matching = true;
  const std::vector<Timestamp> closes{at(10), at(34)};
  return buy_and_hold(tables, records, closes, end, Money{1'000}).equity;
}

TEST(Benchmark, ASampleKnowsWhatCameUntilTheClose) {
  EXPECT_EQ(samples({bar(9, 100), bar(11, 150), bar(33, 120)}, at(33)),
            (std::vector<double>{1'000, 1'200}));
}

TEST(Benchmark, TheLastSampleKnowsABarAfterTheCloseAsTheRunDoes) {
  EXPECT_EQ(samples({bar(9, 100), bar(33, 120), bar(35, 150)}, at(35)),
            (std::vector<double>{1'000, 1'500}));
}

TEST(Benchmark, WhatComesAfterTheEndOfTheRunIsNotKnown) {
  EXPECT_EQ(samples({bar(9, 100), bar(33, 120), bar(35, 150)}, at(34)),
            (std::vector<double>{1'000, 1'200}));
}

}  // namespace
}  // namespace muhurat::research
