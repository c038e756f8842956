#include "research/explain.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/parse.hpp"
#include "research/explain_words.hpp"
#include "research/report/sample_run_test.hpp"
#include "research/result_csv.hpp"

namespace muhurat::research {
namespace {

// Three minute bars; an order that was written on the first and filled at the open of the second,
// and its protective stop, which was met inside the third.
class ExplainTest : public testing::Test {
 protected:
  ExplainTest() {
    run_->record.facts.currency = "INR";
    result_.capital = Money{100'000};
    for (std::uint64_t id = 1; id <= 3; ++id) {
      trading::Reason reason;
      if (id == 3) reason.text = "breakout";
      if (id == 3) reason.note("volume", 12'345'678'901.0);
      trading::Order& order = result_.orders.add(reason).order = {};
      order.id = OrderId{id};
      order.quantity = Quantity{10};
      order.written = bar(0).available_time;
    }
    engine::OrderRows::Kept& stop = result_.orders.kept(1);
    stop.order.parent = OrderId{1};
    stop.order.role = trading::OrderRole::StopChild;
    stop.order.side = trading::Side::Sell;
    stop.order.written = bar(1).start();
    fill(0, bar(1).start(), trading::FillRule::Open, "2000.5");
    fill(1, bar(2).available_time, trading::FillRule::StopTriggered, "1990");
  }

  const market::Bar& bar(std::size_t i) const { return run_->records[i].bar; }

  void fill(std::size_t order, Timestamp time, trading::FillRule rule, const char* value,
            int days_later = 0) {
    trading::Order& filled = result_.orders.kept(order).order;
    filled.state = trading::OrderState::Filled;
    filled.filled = filled.quantity;
    filled.filled_value = parse_money(value).value();
    engine::FillRow row;
    row.fill.order = filled.id;
    row.fill.side = filled.side;
    row.fill.rule = rule;
    row.fill.quantity = filled.quantity;
    row.fill.time = time;
    row.fill.date = run_->record.facts.from + days_later;
    row.fill.value = filled.filled_value;
    row.charges.add(trading::ChargeKind::Stt, parse_money("1008.45").value());
    result_.fills.add(row.fill, row.charges);
  }

  OrderLine line(std::size_t order) const {
    const engine::OrderRow& row = result_.orders[order];
    OrderLine line{.order = row.order,
                   .last_fill = {},
                   .reason = {},
                   .chain = Explainer{result_, run_->record}.chain_of(row)};
    if (!row.order.filled.is_zero()) {
      line.average = divide(row.order.filled_value, row.order.filled);
    }
    return line;
  }
  ExplainWords words() { return ExplainWords{printer_}; }

  std::unique_ptr<SampleRun> run_ = market_of(1, 375);
  engine::RunResult result_;
  PlainPrinter printer_;
};

}  // namespace

TEST_F(ExplainTest, MarketNamesTheBarOfTheDecisionAndTheBarThatFilledIt) {
  run_->records[0].bar.close = Price{200};
  const ExplainWords file = words();
  EXPECT_EQ(file.market(line(0)),
            "decided on bar 2026-03-09T03:46:00Z, close 200; filled in bar 2026-03-09T03:47:00Z");
  EXPECT_EQ(file.market(line(1)),
            "came with order 0000000000001, 2026-03-09T03:46:00Z, close 200; "
            "filled in bar 2026-03-09T03:48:00Z");
  EXPECT_EQ(file.market(line(2)), "decided on bar 2026-03-09T03:46:00Z, close 200");
}

TEST_F(ExplainTest, AnOrderBetweenBarsNamesTheLastBarBeforeIt) {
  run_->records[0].bar.close = Price{200};
  result_.orders.kept(2).order.written = bar(0).available_time + Duration::seconds(30);
  const ExplainWords file = words();
  EXPECT_EQ(file.market(line(2)),
            "decided 2026-03-09T03:46:30Z, last bar 2026-03-09T03:46:00Z, close 200");
  result_.orders.kept(2).order.written = bar(0).start();
  EXPECT_EQ(file.market(line(2)), "decided 2026-03-09T03:45:00Z, before the first bar of the run");
}

TEST_F(ExplainTest, PortfolioHasPositionAndCashBeforeAndAfter) {
  const ExplainWords file = words();
  EXPECT_EQ(file.portfolio(line(0)), "position 0 to 10, cash 100000 to 96991.05");
  EXPECT_EQ(file.portfolio(line(1)), "position 10 to 0, cash 96991.05 to 97972.6");
  EXPECT_EQ(file.portfolio(line(2)), "");
  EXPECT_EQ(file.charges(line(0)), "1008.45");
}

TEST_F(ExplainTest, WhatADateEndChargedIsBookedBeforeTheNextDatesFills) {
  trading::Charges charges;
  charges.add(trading::ChargeKind::Other, Money{7});
  result_.day_charges.push_back({run_->record.facts.from, charges});
  result_.fills = {};
  fill(0, bar(1).start(), trading::FillRule::Open, "2000.5");
  fill(1, bar(2).available_time, trading::FillRule::StopTriggered, "1990", 1);
  EXPECT_EQ(words().portfolio(line(1)), "position 10 to 0, cash 96984.05 to 97965.6");
}

TEST_F(ExplainTest, AFreeFormOrderHasItsOwnReasonAndQuantity) {
  EXPECT_EQ(words().signal(line(0)), "the strategy's own order, no reason given");
  EXPECT_EQ(words().sizing(line(0)), "quantity 10 as written, no sizer");
  EXPECT_EQ(words().signal(line(1)), "protective stop of a bracket");
  EXPECT_EQ(words().sizing(line(1)), "quantity 10, what the entry filled");
  EXPECT_EQ(words().signal(line(2)), "breakout; volume 12345678901");
}

TEST_F(ExplainTest, ARefusedChangeIsNoDenial) {
  result_.refusals.push_back({"Z11", "MARGIN_INSUFFICIENT", 96'991.05, 2'000'500'000, {}, {}});
  const std::string refusal = "Z11 MARGIN_INSUFFICIENT: value 2000500000, limit 96991.05";
  const Explainer explainer{result_, run_->record};
  result_.orders.kept(0).refusal = result_.orders.kept(2).refusal = 0;
  result_.orders.kept(2).order.state = trading::OrderState::Cancelled;
  EXPECT_EQ(words().risk(line(0)), "passed; a change was refused by " + refusal);
  EXPECT_EQ(line(0).chain.venue, "filled");
  EXPECT_EQ(explainer.reason_of(result_.orders[0]), "");
  EXPECT_EQ(explainer.reason_of(result_.orders[2]), "breakout; volume 12345678901");
  result_.orders.kept(2).order.state = trading::OrderState::Denied;
  EXPECT_EQ(words().risk(line(2)), "denied by " + refusal);
  EXPECT_EQ(line(2).chain.venue, "");
  EXPECT_EQ(explainer.reason_of(result_.orders[2]), refusal);
  EXPECT_EQ(words().risk(line(1)), "passed");
}

TEST_F(ExplainTest, TheFileHasQuantitiesAndPricesWithoutGrouping) {
  result_.orders.kept(2).order.quantity = Quantity{12'345};
  result_.orders.kept(2).order.pricing = trading::Limit{Price{2'000}};
  EXPECT_EQ(words().execution(line(2)), "buy 12345 limit at 2000, DAY, CNC");
  EXPECT_EQ(words().fill(line(0)), "10 of 10 at 200.05");
}

TEST_F(ExplainTest, AReasonsNumbersHaveTenDigits) {
  OrderLine sized = line(0);
  trading::Reason& why = sized.chain.sizing.reason;
  sized.chain.sizing.target = Quantity{4'000};
  sized.chain.sizing.gap = Quantity{4'000};
  why.text = "cut";
  why.note("equity", 981'067.92);
  why.note("high", 12'345.25);
  why.note("part", 1.0 / 3);
  why.note("small", 1e-7);
  EXPECT_EQ(words().sizing(sized),
            "target 4000, gap 4000; cut; equity 981067.92, high 12345.25, part 0.3333333333, "
            "small 1e-07");
}

namespace {
std::string refused(double value, double limit) {
  return refusal_text({"C07", "TICK_SIZE", limit, value, {}, {}});
}
}  // namespace

TEST(RefusalText, HasTheOrdersOwnPriceWhole) {
  EXPECT_EQ(refused(669.35000001, 0.05), "C07 TICK_SIZE: value 669.35000001, limit 0.05");
  EXPECT_EQ(refused(10'000'000.00000001, 0.05),
            "C07 TICK_SIZE: value 10000000.00000001, limit 0.05");
  EXPECT_EQ(refused(12'345'678'901.25, 1e-8),
            "C07 TICK_SIZE: value 12345678901.25, limit 0.00000001");
  EXPECT_EQ(refused(1e22, -3), "C07 TICK_SIZE: value 10000000000000000000000, limit -3");
}

TEST(RefusalText, LeavesOutWhatADoubleAddsToADecimal) {
  EXPECT_EQ(refused(0.1 + 0.2, 0.05), "C07 TICK_SIZE: value 0.3, limit 0.05");
  for (const char* amount : {"123456789.45", "100123.45", "0.07", "98765432109.87"}) {
    EXPECT_EQ(refused(parse_money(amount).value().to_double(), 1),
              fmt::format("C07 TICK_SIZE: value {}, limit 1", amount));
  }
}

TEST(RefusalText, HasTenDigitsOfAShareUnlessItWouldSeemToKeepTheLimit) {
  EXPECT_EQ(refused(1.0 / 7, 0.12), "C07 TICK_SIZE: value 0.1428571429, limit 0.12");
  EXPECT_EQ(refused(0.12000000000012, 0.12), "C07 TICK_SIZE: value 0.12000000000012, limit 0.12");
}

}  // namespace muhurat::research
