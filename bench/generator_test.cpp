#include "bench/generator.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace muhurat::bench {
namespace {

TEST(Generator, SeedFortyTwoGivesThePublishedChecksumOfAThousandBars) {
  const TickColumns bars = generate(42, 1000);
  Fnv checksum;
  for (const auto* column : {&bars.open, &bars.high, &bars.low, &bars.close, &bars.volume})
    for (const std::int64_t value : *column) checksum.add(value);
  EXPECT_EQ(checksum.value(), 0x5dfb4750f4dc98f4U);
}

TEST(Generator, AStreamAndItsColumnsAreTheSameBars) {
  const TickColumns bars = generate(7, 50);
  BarStream stream{7};
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const TickBar column{bars.time_ns[i], bars.open[i],  bars.high[i],
                         bars.low[i],     bars.close[i], bars.volume[i]};
    EXPECT_EQ(stream.next(), column) << i;
  }
}

TEST(Generator, ALongerSeriesBeginsWithTheShorterOne) {
  const TickColumns shorter = generate(3, 10), longer = generate(3, 20);
  EXPECT_TRUE(std::equal(shorter.close.begin(), shorter.close.end(), longer.close.begin()));
}

}  // namespace
}  // namespace muhurat::bench
