#include <gtest/gtest.h>

#include "sdk/indicators/sma.hpp"
#include "tests/simulation/stage.hpp"

namespace muhurat::simulation {
namespace {

TEST(WarmUp, FeedsHistoryAndIndicatorsAndCallsNothing) {
  Stage stage;
  for (int day = 1; day <= 4; ++day) stage.day(day, "100 105 95 10" + std::to_string(day));
  stage.settings.from = Stage::at(3, 0, 0);
  const sdk::Sma* average = nullptr;
  std::string seen;
  Script script;
  script.start = [&](Context& context) {
    context.keep_history(SeriesId{0}, 3);
    average = &context.add(SeriesId{0}, sdk::Sma{2});
  };
  script.bar = [&](Context& context, const Bar&) {
    const History history = context.history(SeriesId{0});
    seen += std::to_string(history.size()) + " bars, newest " +
            to_text(history[BarsAgo{0U}].close) + ", average " +
            to_text(Price::from_double(average->value())) + "\n";
  };
  const engine::RunResult result = stage.run(script);
  EXPECT_EQ(seen,
            "3 bars, newest 103, average 102.5\n"
            "3 bars, newest 104, average 103.5\n");
  EXPECT_EQ(result.counts.warm_up_records, 2U);
  EXPECT_EQ(result.counts.records, 2U);
  EXPECT_EQ(result.first, Stage::close_of(3));
}

TEST(WarmUp, NeedsAreKnownAfterOnStart) {
  Stage stage;
  Script script;
  script.start = [](Context& context) {
    context.keep_history(SeriesId{0}, 3);
    context.add(SeriesId{0}, sdk::Sma{20});
  };
  exchange::BarVenue venue{stage.tables, stage.profile, stage.slippage};
  engine::Engine engine{stage.tables,       venue,         *stage.fees, script,
                        script.callbacks(), stage.settings};
  engine.start();
  EXPECT_EQ(engine.warm_up_bars(SeriesId{0}), 20U);
}

class EndOfARun : public testing::Test {
 protected:
  EndOfARun() {
    stage.fees = std::make_unique<sdk::FlatFees>(Money{20});
    stage.day(1, "100 105 95 102");
    stage.day(2, "103 106 101 104");
    script.bar = [](Context& context, const Bar& bar) {
      if (bar.available_time != Stage::close_of(1)) return;
      context.buy(first_instrument, Quantity{5});
      context.buy(first_instrument, Quantity{5}, trading::Limit{Price{50}});
      context.submit({.instrument = first_instrument,
                      .quantity = Quantity{1},
                      .pricing = Limit{Price{40}},
                      .validity = Validity::Gtc});
    };
  }
  Stage stage;
  Script script;
};

TEST_F(EndOfARun, MarkLeavesPositionsAndOrdersAsTheyAre) {
  const engine::RunResult result = stage.run(script);
  EXPECT_EQ(draw_orders(result), "1 filled 5 of 5\n2 expired 0 of 5\n3 working 0 of 1\n");
  EXPECT_EQ(to_text(result.equity), "999985");
  EXPECT_EQ(to_text(result.positions[0].quantity), "5");
  EXPECT_TRUE(result.round_trips.empty());
}

TEST_F(EndOfARun, CloseSellsAtTheLastMarkWithCosts) {
  stage.settings.end = engine::EndMode::Close;
  const engine::RunResult result = stage.run(script);
  EXPECT_EQ(draw_orders(result),
            "1 filled 5 of 5\n2 expired 0 of 5\n3 cancelled 0 of 1\n4 filled 5 of 5\n");
  EXPECT_EQ(draw_fills(result), "1 buy 5 at 103 open\n4 sell 5 at 104 close\n");
  EXPECT_EQ(to_text(result.equity), "999965");
  EXPECT_EQ(result.round_trips.size(), 1U);
  EXPECT_EQ(result.closes.back().equity, result.equity);
}

TEST(ClosingOrders, HaveTheProductOfWhatTheyClose) {
  Stage stage;
  for (int day = 1; day <= 2; ++day) stage.day(day, "100 105 95 100");
  stage.settings.end = engine::EndMode::Close;
  Script script;
  script.bar = [&](Context& context, const Bar& bar) {
    if (bar.available_time != Stage::close_of(1)) return;
    context.submit({.instrument = first_instrument,
                    .quantity = Quantity{5},
                    .product = trading::Product::Mis});
  };
  const engine::RunResult result = stage.run(script);
  ASSERT_EQ(result.orders.size(), 2U);
  EXPECT_EQ(result.orders[1].order.product, trading::Product::Mis);
}

TEST_F(EndOfARun, CloseSellsOnceWhereTheVenueFillsAtTheCloseItself) {
  stage.profile = exchange::same_close;
  stage.settings.end = engine::EndMode::Close;
  const engine::RunResult result = stage.run(script);
  EXPECT_EQ(draw_fills(result), "1 buy 5 at 102 close\n4 sell 5 at 104 close\n");
  EXPECT_EQ(to_text(result.positions[0].quantity), "0");
  EXPECT_EQ(to_text(result.equity), "999970");
  EXPECT_EQ(result.counts.breaks, 0U);
}

TEST(SessionCloses, AreSampledOnceEachFromTheFirstRecordToTheLast) {
  Stage stage;
  stage.day(2, "100 105 95 102");
  stage.day(4, "100 105 95 103");
  Script script;
  script.bar = [](Context& context, const Bar& bar) {
    if (bar.available_time == Stage::close_of(2)) {
      context.submit(
          {.instrument = first_instrument, .quantity = Quantity{1}, .validity = Validity::Gtc});
    }
  };
  const engine::RunResult result = stage.run(script);
  std::string drawn;
  for (const engine::CloseRow& row : result.closes) {
    drawn += to_text(row.date) + " " + to_text(row.equity) + " " + to_text(row.cash) + " " +
             to_text(row.gross_exposure) + "\n";
  }
  EXPECT_EQ(drawn,
            "2026-01-03 1000000 1000000 0\n"
            "2026-01-04 1000000 1000000 0\n"
            "2026-01-05 1000003 999900 103\n");
}

TEST(ADate, SettlesItsChargesAfterItsLastSession) {
  struct DayEnd final : sdk::FeeModel {
    void on_fill(const Fill&, sdk::Charges& charges) override {
      charges.add(sdk::ChargeKind::Stt, Money::from_raw(Money::one / 4));
    }
    void on_day_end(Date date, sdk::Charges& charges) override {
      days += to_text(date) + " ";
      charges.add(sdk::ChargeKind::Stt, Money::from_raw(Money::one / 4 * 3));
    }
    std::string days;
  };
  Stage stage;
  auto fees = std::make_unique<DayEnd>();
  const DayEnd& told = *fees;
  stage.fees = std::move(fees);
  stage.day(1, "100 105 95 102");
  stage.day(2, "100 105 95 100");
  Script script;
  script.bar = [](Context& context, const Bar&) { context.buy(first_instrument, Quantity{1}); };
  const engine::RunResult result = stage.run(script);
  EXPECT_EQ(told.days, "2026-01-02 2026-01-03 ");
  EXPECT_EQ(to_text(result.closes.back().equity), "999998.25");
  EXPECT_EQ(result.day_charges.size(), 2U);
}

}  // namespace
}  // namespace muhurat::simulation
