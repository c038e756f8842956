#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "core/parse.hpp"
#include "core/text.hpp"
#include "sdk/executions/bracket_execution.hpp"
#include "sdk/executions/market_execution.hpp"

namespace muhurat::sdk {
namespace {

using trading::Order;
using trading::OrderRole;
using trading::OrderState;
using trading::Side;

constexpr InstrumentId infy{0};

// Writes down what a model does, one line each.
class Paper final : public OrderDeskView {
 public:
  explicit Paper(std::int64_t lot = 1)
      : terms_{Date::min(), Price::from_raw(5'000'000), Quantity{lot}, {}, false} {}

  OrderId submit(const trading::OrderRequest& request) override {
    text += std::string{trading::to_text(request.side)} + " " + to_text(request.quantity);
    if (request.bracket.stop.is_positive()) text += " stop " + to_text(request.bracket.stop);
    if (request.bracket.target.is_positive()) text += " target " + to_text(request.bracket.target);
    text += "\n";
    net += request.quantity * trading::sign(request.side);
    return OrderId{99};
  }
  void change(OrderId order, const trading::OrderChange& change) override {
    text += "change " + std::to_string(order.value()) + " to " + to_text(*change.quantity) + "\n";
  }
  void cancel(OrderId order) override { text += "cancel " + std::to_string(order.value()) + "\n"; }
  const market::InstrumentTerms& terms(InstrumentId) const override { return terms_; }

  std::string text;
  Quantity net;

 private:
  market::InstrumentTerms terms_;
};

Order working(std::uint64_t id, Side side, std::int64_t quantity, std::int64_t filled = 0) {
  Order order;
  order.id = OrderId{id};
  order.instrument = infy;
  order.side = side;
  order.state = OrderState::Working;
  order.quantity = Quantity{quantity};
  order.filled = Quantity{filled};
  return order;
}

struct Situation {
  std::int64_t target = 0;
  std::int64_t position = 0;
  std::vector<Order> orders = {};
  std::optional<Price> stop = {};
  std::int64_t lot = 1;
};

std::string worked(ExecutionModel& model, const Situation& situation) {
  Quantity in_work;
  for (const Order& order : situation.orders) {
    if (!trading::is_protective(order.role) && order.state != OrderState::Held) {
      in_work += order.rest() * trading::sign(order.side);
    }
  }
  const Target target{infy, Quantity{situation.target}, {}, situation.stop};
  const Gap gap{infy, Quantity{situation.target - situation.position} - in_work, target,
                Price{1000}};
  Paper paper{situation.lot};
  model.work({&gap, 1}, situation.orders, paper);
  return paper.text;
}

Parameters given(std::vector<std::pair<std::string, std::string>> settings) {
  std::vector<ParameterSetting> list;
  for (auto& [name, text] : settings) list.push_back({name, text, "--set"});
  return Parameters{std::move(list)};
}

TEST(MarketExecution, ClosesTheGapInOneOrder) {
  MarketExecution model;
  EXPECT_EQ(worked(model, {.target = 10}), "buy 10\n");
  EXPECT_EQ(worked(model, {.target = 4, .position = 10}), "sell 6\n");
  EXPECT_EQ(worked(model, {.target = 10, .position = 10}), "");
  EXPECT_EQ(worked(model, {.target = -5, .position = 10}), "sell 15\n");
}

TEST(MarketExecution, CutsToTheLot) {
  MarketExecution model;
  EXPECT_EQ(worked(model, {.target = 350, .lot = 75}), "buy 300\n");
  EXPECT_EQ(worked(model, {.target = 350, .position = 300, .lot = 75}), "");
}

TEST(MarketExecution, LeavesWhatAlreadyWorksOnTheGap) {
  MarketExecution model;
  EXPECT_EQ(worked(model, {.target = 10, .orders = {working(1, Side::Buy, 10)}}), "");
  EXPECT_EQ(worked(model, {.target = 10, .orders = {working(1, Side::Buy, 6)}}), "buy 4\n");
}

TEST(MarketExecution, TakesBackWhatHasBecomeTooMuchBeforeItTradesAgainst) {
  MarketExecution model;
  EXPECT_EQ(worked(model, {.target = 0, .orders = {working(1, Side::Buy, 10)}}), "cancel 1\n");
  EXPECT_EQ(worked(model, {.target = 4, .orders = {working(1, Side::Buy, 10)}}), "change 1 to 4\n");
  EXPECT_EQ(worked(model, {.target = 4, .position = 3, .orders = {working(1, Side::Buy, 10, 3)}}),
            "change 1 to 4\n");
  EXPECT_EQ(
      worked(model, {.target = 2, .orders = {working(1, Side::Buy, 5), working(2, Side::Buy, 5)}}),
      "cancel 2\nchange 1 to 2\n");
  EXPECT_EQ(worked(model, {.target = -3, .orders = {working(1, Side::Buy, 10)}}), "cancel 1\n");
}

TEST(MarketExecution, WaitsWhileACancelIsInFlight) {
  MarketExecution model;
  Order order = working(1, Side::Buy, 10);
  order.is_cancelling = true;
  EXPECT_EQ(worked(model, {.target = 0, .orders = {order}}), "");
}

TEST(MarketExecution, TouchesNeitherChildrenNorHeldOrders) {
  MarketExecution model;
  Order child = working(1, Side::Sell, 10);
  child.role = OrderRole::StopChild;
  Order held = working(2, Side::Sell, 10);
  held.state = OrderState::Held;
  EXPECT_EQ(worked(model, {.target = 20, .position = 10, .orders = {child, held}}), "buy 10\n");
}

TEST(BracketExecution, ProtectsEntriesOnly) {
  Parameters standard;
  BracketExecution model{standard};
  EXPECT_EQ(worked(model, {.target = 10}), "buy 10 stop 20 target 40\n");  // 2 % and 4 % of 1,000
  EXPECT_EQ(worked(model, {.target = 4, .position = 10}), "sell 6\n");
  EXPECT_EQ(worked(model, {.target = -5}), "sell 5 stop 20 target 40\n");
}

TEST(BracketExecution, TurnsAHoldingByTwoOrders) {
  Parameters standard;
  BracketExecution model{standard};
  EXPECT_EQ(worked(model, {.target = -5, .position = 10}), "sell 10\nsell 5 stop 20 target 40\n");
  EXPECT_EQ(worked(model, {.target = 7, .position = -3}), "buy 3\nbuy 7 stop 20 target 40\n");
}

TEST(BracketExecution, PrefersTheSizersStopThenTicksThenPercent) {
  Parameters ticks = given({{"stop_ticks", "30"}, {"reward", "2.5"}});
  BracketExecution by_ticks{ticks};
  EXPECT_EQ(worked(by_ticks, {.target = 1}), "buy 1 stop 1.5 target 3.75\n");
  EXPECT_EQ(worked(by_ticks, {.target = 1, .stop = Price{7}}), "buy 1 stop 7 target 17.5\n");
  Parameters none = given({{"stop_percent", "0"}, {"target_percent", "0"}});
  BracketExecution without{none};
  EXPECT_EQ(worked(without, {.target = 1}), "buy 1\n");
}

TEST(BracketExecution, MeasuresInAverageTrueRangesOnceTheyAreKnown) {
  Parameters settings = given({{"stop_atr", "1.5"}, {"target_atr", "3"}, {"atr_period", "1"}});
  BracketExecution model{settings};
  EXPECT_TRUE(model.observes());
  EXPECT_EQ(model.warm_up(), 2u);
  market::RunTables tables;
  tables.instruments.resize(1);
  tables.series = {{.id = SeriesId{0},
                    .instrument = infy,
                    .interval = market::Interval::days(1),
                    .is_matching = true}};
  model.on_start(tables);
  EXPECT_EQ(worked(model, {.target = 1}), "buy 1 stop 20 target 40\n");
  for (int i = 0; i < 2; ++i) {
    market::Bar bar;
    bar.high = Price{1003};
    bar.low = Price{999};
    bar.close = Price{1000};
    const market::Record record{bar};
    model.observe(Slice{Timestamp{}, {&record, 1}, tables.series});
  }
  EXPECT_EQ(worked(model, {.target = 1}), "buy 1 stop 6 target 12\n");
}

RC_GTEST_PROP(BracketExecution, WritesExactlyTheGap, ()) {
  Parameters standard;
  BracketExecution model{standard};
  const auto target = *rc::gen::inRange<std::int64_t>(-100, 100);
  const auto position = *rc::gen::inRange<std::int64_t>(-100, 100);
  const Gap gap{infy, Quantity{target - position}, {infy, Quantity{target}}, Price{1000}};
  Paper paper;
  model.work({&gap, 1}, {}, paper);
  RC_ASSERT(paper.net == gap.quantity);
}

}  // namespace
}  // namespace muhurat::sdk
