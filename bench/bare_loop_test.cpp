#include "bench/bare_loop.hpp"

#include <gtest/gtest.h>

namespace muhurat::bench {
namespace {

TEST(BareLoop, TheColumnsGiveThePublishedAnswers) {
  for (const auto& [bars, answer] : a1_proofs)
    EXPECT_EQ(answer_of(run_bare_columns(generate(42, bars))), answer);
}

TEST(BareLoop, TheEngineGivesThePublishedAnswers) {
  for (const auto& [bars, answer] : a1_proofs) {
    const std::vector<market::Bar> records = bars_of(generate(42, bars));
    BareCross cross;
    BareSmaCross sma_cross;
    EXPECT_EQ(answer_of(run_bare_engine(records, cross)), answer);
    EXPECT_EQ(answer_of(run_bare_engine(records, sma_cross)), answer);
  }
}

TEST(BareLoop, NoBarsLeaveTheCash) {
  BareCross cross;
  EXPECT_EQ(run_bare_columns({}).equity_ticks, 4'000'000);
  EXPECT_EQ(run_bare_engine({}, cross).equity_ticks, 4'000'000);
}

TEST(BareLoop, RecordsCarryThePricesAndAreKnownAtTheirClose) {
  const TickColumns columns = generate(42, 2);
  const market::Bar bar = bars_of(columns)[1];
  EXPECT_EQ(bar.close.to_double(), static_cast<double>(columns.close[1]) * tick_size);
  EXPECT_EQ(bar.start().ns(), columns.time_ns[1]);
}

}  // namespace
}  // namespace muhurat::bench
