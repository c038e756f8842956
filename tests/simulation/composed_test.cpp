#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "sdk/executions/bracket_execution.hpp"
#include "sdk/executions/market_execution.hpp"
#include "sdk/sizers/sizers.hpp"
#include "tests/simulation/stage.hpp"

namespace muhurat::simulation {
namespace {

Parameters given(const std::vector<std::pair<std::string, std::string>>& settings) {
  std::vector<sdk::ParameterSetting> made;
  for (const auto& [name, value] : settings) made.push_back({name, value, "test"});
  return Parameters{made};
}

// Says what is written for a moment; "withdraw" is no number.
class Told final : public sdk::Signal {
 public:
  void on_slice(const Slice& slice, sdk::Forecasts& forecasts) override {
    calls += 1;
    const auto found = views.find(slice.time().ns());
    if (found == views.end()) return;
    for (const auto& [instrument, strength] : found->second) {
      forecasts.note(InstrumentId{instrument}, "strength", strength);
      if (strength > 1) {
        forecasts.withdraw(InstrumentId{instrument});
      } else {
        forecasts.set(InstrumentId{instrument}, strength);
      }
    }
  }
  void at(Timestamp time, double strength, std::uint32_t instrument = 0) {
    views[time.ns()].push_back({instrument, strength});
  }
  static constexpr double withdrawn = 2;
  std::map<std::int64_t, std::vector<std::pair<std::uint32_t, double>>> views;
  int calls = 0;
};

class Composed : public testing::Test {
 protected:
  engine::RunResult run_at_market() {
    sdk::MarketExecution execution{none_};
    sdk::FixedSizer sizer{fixed_};
    return stage.run({signal, sizer, execution});
  }
  engine::RunResult run_with_brackets() {
    sdk::BracketExecution execution{bracket_};
    sdk::FixedSizer sizer{fixed_};
    return stage.run({signal, sizer, execution});
  }

  Stage stage;
  Told signal;
  Parameters none_;
  Parameters fixed_ = given({{"quantity", "10"}, {"allow_short", "true"}});
  Parameters bracket_ = given({{"stop_ticks", "10"},
                               {"target_ticks", "20"},
                               {"stop_percent", "0"},
                               {"target_percent", "0"}});
};

TEST_F(Composed, TradesTheDifferenceBetweenTargetAndHolding) {
  for (int day = 1; day <= 6; ++day) stage.day(day, "100 105 95 100");
  stage.settings.product = trading::Product::Mis;
  signal.at(Stage::close_of(1), 1);
  signal.at(Stage::close_of(2), 0.5);
  signal.at(Stage::close_of(3), -1);
  signal.at(Stage::close_of(4), 0);
  EXPECT_EQ(draw_fills(run_at_market()),
            "1 buy 10 at 100 open\n2 sell 5 at 100 open\n3 sell 15 at 100 open\n"
            "4 buy 10 at 100 open\n");
}

TEST_F(Composed, LeavesTheHoldingAloneWhenTheViewIsWithdrawn) {
  for (int day = 1; day <= 4; ++day) stage.day(day, "100 105 95 100");
  signal.at(Stage::close_of(1), 1);
  signal.at(Stage::close_of(2), Told::withdrawn);
  const engine::RunResult result = run_at_market();
  EXPECT_EQ(draw_fills(result), "1 buy 10 at 100 open\n");
  EXPECT_EQ(to_text(result.positions[0].quantity), "10");
}

TEST_F(Composed, AsksTheSignalOncePerSlice) {
  Stage two{2};
  for (int day = 1; day <= 3; ++day) {
    two.day(day, "100 105 95 100", 0);
    two.day(day, "100 105 95 100", 1);
  }
  sdk::MarketExecution execution{none_};
  sdk::FixedSizer sizer{fixed_};
  signal.at(Stage::close_of(1), 1, 1);
  EXPECT_EQ(to_text(two.run({signal, sizer, execution}).positions[1].quantity), "10");
  EXPECT_EQ(signal.calls, 3);
}

TEST_F(Composed, LeavesADeniedGapAloneUntilTheNextSession) {
  Stage minutes{1, market::Interval::minutes(1)};
  minutes.settings.capital = Money{100};
  for (int day = 1; day <= 2; ++day) {
    for (int minute = 15; minute < 19; ++minute) {
      minutes.bar(Stage::at(day, 9, minute), Stage::at(day, 9, minute + 1), "100 105 95 100");
    }
  }
  signal.at(Stage::at(1, 9, 16), 1);
  sdk::MarketExecution execution{none_};
  sdk::FixedSizer sizer{fixed_};
  const engine::RunResult result = minutes.run({signal, sizer, execution});
  EXPECT_EQ(draw_orders(result), "1 denied 0 of 10\n2 denied 0 of 10\n");
  EXPECT_EQ(result.orders[1].order.written, Stage::at(2, 9, 16));
}

TEST_F(Composed, TriesADeniedGapAgainWhenItsTargetChanges) {
  Stage minutes{1, market::Interval::minutes(1)};
  minutes.settings.capital = Money{600};
  for (int minute = 15; minute < 21; ++minute) {
    minutes.bar(Stage::at(1, 9, minute), Stage::at(1, 9, minute + 1), "100 105 95 100");
  }
  signal.at(Stage::at(1, 9, 16), 1);
  signal.at(Stage::at(1, 9, 18), 0.5);
  sdk::MarketExecution execution{none_};
  sdk::FixedSizer sizer{fixed_};
  EXPECT_EQ(draw_orders(minutes.run({signal, sizer, execution})),
            "1 denied 0 of 10\n2 filled 5 of 5\n");
}

TEST_F(Composed, StaysOutAfterAProtectiveStopUntilTheViewChanges) {
  stage.day(1, "100 105 95 100");
  stage.day(2, "100 101 99 100");
  stage.day(3, "100 101 85 95");
  for (int day = 4; day <= 6; ++day) stage.day(day, "100 101 99 100");
  signal.at(Stage::close_of(1), 1);
  signal.at(Stage::close_of(5), 0.5);
  EXPECT_EQ(draw_fills(run_with_brackets()),
            "1 buy 10 at 100 open\n2 sell 10 at 90 stop_triggered\n4 buy 5 at 100 open\n");
}

TEST_F(Composed, TakesProtectionAwayBeforeItSells) {
  for (int day = 1; day <= 5; ++day) stage.day(day, "100 101 99 100");
  signal.at(Stage::close_of(1), 1);
  signal.at(Stage::close_of(3), 0);
  const engine::RunResult result = run_with_brackets();
  EXPECT_EQ(draw_orders(result),
            "1 filled 10 of 10\n2 cancelled 0 of 10\n3 cancelled 0 of 10\n4 filled 10 of 10\n");
  EXPECT_EQ(result.orders[3].order.written, Stage::close_of(3));
  EXPECT_EQ(draw_fills(result), "1 buy 10 at 100 open\n4 sell 10 at 100 open\n");
}

TEST_F(Composed, ShrinksProtectionToASmallerTarget) {
  for (int day = 1; day <= 4; ++day) stage.day(day, "100 101 99 100");
  stage.day(5, "100 101 85 95");
  signal.at(Stage::close_of(1), 1);
  signal.at(Stage::close_of(2), 0.4);
  EXPECT_EQ(draw_fills(run_with_brackets()),
            "1 buy 10 at 100 open\n4 sell 6 at 100 open\n2 sell 4 at 90 stop_triggered\n");
}

TEST_F(Composed, DropsTheForecastsOfTheWarmUp) {
  for (int day = 1; day <= 4; ++day) stage.day(day, "100 101 99 100");
  stage.settings.from = Stage::at(3, 0, 0);
  signal.at(Stage::close_of(2), 1);
  const engine::RunResult result = run_at_market();
  EXPECT_EQ(signal.calls, 4);
  EXPECT_EQ(result.counts.orders, 0U);
}

TEST_F(Composed, KeepsTheChainFromForecastToOrder) {
  for (int day = 1; day <= 3; ++day) stage.day(day, "100 101 99 100");
  signal.at(Stage::close_of(1), 0.5);
  const engine::RunResult result = run_at_market();
  ASSERT_EQ(result.orders.size(), 1U);
  const engine::ExplainRow& row = result.explains.at(result.orders[0].explain);
  EXPECT_EQ(row.slice, Stage::close_of(1));
  EXPECT_EQ(row.strength, 0.5);
  EXPECT_STREQ(row.signal.values[0].name, "strength");
  EXPECT_EQ(to_text(row.target), "5");
  EXPECT_EQ(to_text(row.gap), "5");
}

TEST_F(Composed, ForgetsTheNotesOfAnEarlierView) {
  sdk::Forecasts forecasts{1};
  forecasts.begin_slice();
  forecasts.note(first_instrument, "rsi", 20);
  forecasts.note(first_instrument, "lower", 30);
  forecasts.begin_slice();
  forecasts.note(first_instrument, "upper", 70);
  const trading::Reason& reason = forecasts[first_instrument].reason;
  EXPECT_STREQ(reason.values[0].name, "upper");
  EXPECT_EQ(reason.values[1].name, nullptr);
}

TEST_F(Composed, RebalancesAfterSoManySessions) {
  for (int day = 1; day <= 6; ++day) {
    const std::string price = std::to_string(100 * day);
    stage.day(day, price + " " + price + " " + price + " " + price);
  }
  signal.at(Stage::close_of(1), 1);
  sdk::MarketExecution execution{none_};
  Parameters settings = given({{"percent", "10"}, {"rebalance", "2"}});
  sdk::PercentOfEquitySizer sizer{settings};
  const engine::RunResult result = stage.run({signal, sizer, execution});
  EXPECT_EQ(result.counts.fills, 3U);
}

TEST_F(Composed, ARebalanceDoesNotBuyBackWhatAStopSold) {
  stage.day(1, "100 105 95 100");
  stage.day(2, "100 101 99 100");
  stage.day(3, "100 101 85 95");
  for (int day = 4; day <= 8; ++day) stage.day(day, "100 101 99 100");
  signal.at(Stage::close_of(1), 1);
  signal.at(Stage::close_of(6), 0.5);
  sdk::BracketExecution execution{bracket_};
  Parameters settings = given({{"percent", "10"}, {"rebalance", "2"}});
  sdk::PercentOfEquitySizer sizer{settings};
  EXPECT_EQ(draw_fills(stage.run({signal, sizer, execution})),
            "1 buy 1000 at 100 open\n2 sell 1000 at 90 stop_triggered\n4 buy 495 at 100 open\n");
}

// A price that moves, and nothing else, never makes a stock part trade.
RC_GTEST_PROP(StockParts, DoNotTradeBecauseAPriceMoved, ()) {
  Stage stage;
  std::int64_t price = 1'000;
  for (int day = 1; day <= 40; ++day) {
    price += *rc::gen::inRange<std::int64_t>(-40, 41);
    price = std::max<std::int64_t>(price, 50);
    const std::string text = std::to_string(price);
    stage.day(
        day, text + " " + std::to_string(price + 5) + " " + std::to_string(price - 5) + " " + text);
  }
  Told signal;
  signal.at(Stage::close_of(2), *rc::gen::element(-1.0, -0.5, 0.5, 1.0));
  Parameters none;
  sdk::MarketExecution execution{none};
  Parameters settings = given({{"percent", "50"}, {"allow_short", "true"}});
  sdk::PercentOfEquitySizer sizer{settings};
  stage.settings.product = trading::Product::Mis;
  RC_ASSERT(stage.run({signal, sizer, execution}).orders.size() == 1);
}

}  // namespace
}  // namespace muhurat::simulation
