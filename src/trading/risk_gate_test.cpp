// For every rule: exactly at the limit passes, one unit beyond is denied with the right code; the
// same as a change, as an order that lowers a position, and with its parameter missing.
#include "trading/risk_gate.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "trading/risk_gate_test.hpp"

namespace muhurat::trading {
namespace {

TEST(RiskGate, C01RefusesWhatCannotBeKeptWhateverTheSet) {
  Floor floor{Limits::none()};
  floor.instrument = InstrumentId{2};
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), "C01 MALFORMED_ORDER");
  floor.instrument = acme;
  OrderRequest request;
  request.instrument = acme;
  request.quantity = Quantity{1};
  request.side = static_cast<Side>(7);
  floor.desk.submit(request, floor.now);
  EXPECT_EQ(floor.refused_by(), "C01 MALFORMED_ORDER");
  floor.buy(1, Market{}, Bracket{price("-1"), {}});
  EXPECT_EQ(floor.refused_by(), "C01 MALFORMED_ORDER");
  floor.desk.submit({.instrument = acme, .quantity = Quantity::max()}, floor.now);
  EXPECT_EQ(floor.refused_by(), "C01 MALFORMED_ORDER");
  floor.buy(9'000'000'000, Limit{order_price_max});
  EXPECT_EQ(floor.refused_by(), passed);
  floor.tables.instruments[0].multiplier = 1'000'000;
  floor.buy(9'000'000'000, Limit{order_price_max});
  EXPECT_EQ(floor.refused_by(), "C01 MALFORMED_ORDER");
}

TEST(RiskGate, C01RefusesPricesThatCannotBeReckonedWith) {
  for (const Limits& limits : {Limits::none(), Limits::market()}) {
    for (const Price far : {order_price_max + Price::from_raw(1), Price::max(), -Price::max(),
                            Price::from_raw(std::numeric_limits<std::int64_t>::min())}) {
      Floor floor{limits};
      for (const Pricing& pricing :
           {Pricing{Limit{far}}, Pricing{Stop{far}}, Pricing{StopLimit{price("100"), far}},
            Pricing{StopLimit{far, price("100")}}}) {
        floor.buy(1, pricing);
        EXPECT_EQ(floor.refused_by(), "C01 MALFORMED_ORDER");
        floor.sell(1, pricing);
        EXPECT_EQ(floor.refused_by(), "C01 MALFORMED_ORDER");
      }
      floor.buy(1, Market{}, Bracket{far, {}});
      EXPECT_EQ(floor.refused_by(), "C01 MALFORMED_ORDER");
      floor.buy(1, Market{}, Bracket{{}, far});
      EXPECT_EQ(floor.refused_by(), "C01 MALFORMED_ORDER");
      const OrderId resting = floor.buy(1, limit("90"));
      floor.say("accept " + std::to_string(resting.value()));
      floor.told();
      floor.desk.change(resting, {.limit = far}, floor.now);
      EXPECT_EQ(floor.refused_by(), "C01 MALFORMED_ORDER");
    }
  }
}

TEST(RiskGate, C01RefusesAChangeOfAPriceTheOrderDoesNotHave) {
  Floor floor{Limits::none()};
  const OrderId market = floor.buy(1);
  const OrderId resting = floor.buy(1, limit("90"));
  floor.say("accept 1; accept 2");
  floor.told();
  floor.desk.change(market, {.limit = price("90")}, floor.now);
  EXPECT_EQ(floor.told(), "denied 1 C01 MALFORMED_ORDER");
  floor.desk.change(resting, {.trigger = price("90")}, floor.now);
  EXPECT_EQ(floor.told(), "denied 2 C01 MALFORMED_ORDER");
  floor.desk.change(resting, {.limit = price("91")}, floor.now);
  EXPECT_EQ(floor.told(), passed);
}

TEST(RiskGate, C02RefusesAnIdThatWasUsed) {
  Floor floor;
  Order order;
  order.id = OrderId{1};
  order.instrument = acme;
  order.quantity = Quantity{1};
  EXPECT_TRUE(floor.gate.approve(order, floor.now).has_value());
  const auto again = floor.gate.approve(order, floor.now);
  ASSERT_FALSE(again.has_value());
  EXPECT_STREQ(again.error().code, "DUPLICATE_CLIENT_ORDER_ID");
  EXPECT_EQ(floor.gate.reserved(), Money{100});
  order.id = OrderId{2};
  EXPECT_TRUE(floor.gate.approve(order, floor.now).has_value());
}

TEST(RiskGate, C06LetsAnOrderWaitThatWasWrittenWhileClosed) {
  Floor floor;
  for (const Timestamp closed : {at_hour(1), at_hour(10), at_hour(23, 8)}) {
    floor.now = closed;
    floor.buy(1);
    EXPECT_EQ(floor.refused_by(), passed);
  }
}

TEST(RiskGate, C06RefusesAnEntryThatNoKnownSessionWouldTake) {
  Floor floor;
  hold(floor, 10);
  floor.now = at_hour(23, 50);
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), "C06 SESSION_CLOSED");
  floor.sell(10);
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, C06KeepsEntriesAwayFromTheOpenAndIntradayOnesFromTheClose) {
  const Limits limits = only({{"C06.after_open_s", "30"}, {"C06.before_close_s", "300"}});
  const auto answer_at = [&](Timestamp now, Product product) {
    Floor floor{limits, Money{1'000'000}, product};
    floor.now = now;
    floor.buy(1);
    return floor.refused_by();
  };
  const Timestamp open = at_hour(4), close = at_hour(10);
  EXPECT_EQ(answer_at(open + Duration::seconds(29), Product::Cnc), "C06 SESSION_CLOSED");
  EXPECT_EQ(answer_at(open + Duration::seconds(30), Product::Cnc), passed);
  EXPECT_EQ(answer_at(open - Duration::seconds(1), Product::Cnc), passed);
  EXPECT_EQ(answer_at(close - Duration::seconds(300), Product::Mis), passed);
  EXPECT_EQ(answer_at(close - Duration::seconds(299), Product::Mis), "C06 SESSION_CLOSED");
  EXPECT_EQ(answer_at(close - Duration::seconds(299), Product::Cnc), passed);
  EXPECT_EQ(answer_at(close, Product::Mis), passed);
}

TEST(RiskGate, C06LetsExitsThrough) {
  Floor floor{only({{"C06.after_open_s", "3600"}})};
  hold(floor, 10);
  floor.now = at_hour(4, 1);
  floor.sell(10);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.sell(1);
  EXPECT_EQ(floor.refused_by(), "C06 SESSION_CLOSED");
}

TEST(RiskGate, C07NamesTheTwoNearestPrices) {
  Floor floor;
  floor.buy(1, limit("100.05"));
  EXPECT_EQ(floor.refused_by(), passed);
  floor.buy(1, limit("100.06"));
  const RiskRefusal refusal = last_refusal(floor);
  EXPECT_STREQ(refusal.rule, "C07");
  EXPECT_STREQ(refusal.code, "TICK_SIZE");
  EXPECT_EQ(refusal.nearest_below, price("100.05"));
  EXPECT_EQ(refusal.nearest_above, price("100.1"));
  EXPECT_DOUBLE_EQ(refusal.limit, 0.05);
  EXPECT_DOUBLE_EQ(refusal.value, 100.06);
}

TEST(RiskGate, C07LooksAtTheTriggerToo) {
  Floor floor;
  floor.buy(1, stop("101.01"));
  EXPECT_EQ(floor.refused_by(), "C07 TICK_SIZE");
  floor.buy(1, StopLimit{price("101"), price("101.01")});
  EXPECT_EQ(floor.refused_by(), "C07 TICK_SIZE");
  floor.buy(1, StopLimit{price("101"), price("101.05")});
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, C07HoldsForChangesAndExits) {
  Floor floor;
  hold(floor, 10);
  const OrderId id = floor.sell(10, limit("105"));
  floor.say("accept 2");
  floor.told();
  floor.desk.change(id, {.limit = price("105.01")}, floor.now);
  EXPECT_EQ(floor.refused_by(), "C07 TICK_SIZE");
  floor.desk.change(id, {.limit = price("105.05")}, floor.now);
  EXPECT_EQ(floor.told(), passed);
}

TEST(RiskGate, C07WithoutATickRefusesPricesAndPassesMarketOrders) {
  Floor floor;
  floor.tables.instruments[0].terms[0].tick = Price{};
  floor.buy(1, limit("100"));
  EXPECT_EQ(floor.refused_by(), "C07 TICK_SIZE");
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, C08WantsWholeLots) {
  Floor floor;
  floor.instrument = fut;
  floor.mark(100, fut);
  floor.buy(25);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.buy(26);
  EXPECT_EQ(floor.refused_by(), "C08 LOT_SIZE");
  floor.buy(0);
  EXPECT_EQ(floor.refused_by(), "C08 QTY_ZERO");
  floor.buy(-25);
  EXPECT_EQ(floor.refused_by(), "C08 QTY_ZERO");
  floor.say("accept 1");
  floor.told();
  floor.desk.change(OrderId{1}, {.quantity = Quantity{51}}, floor.now);
  EXPECT_EQ(floor.told(), "denied 1 C08 LOT_SIZE");
  floor.desk.change(OrderId{1}, {.quantity = Quantity{50}}, floor.now);
  EXPECT_EQ(floor.told(), passed);
  floor.tables.instruments[1].terms[0].lot = Quantity{};
  floor.buy(25);
  EXPECT_EQ(floor.refused_by(), "C08 LOT_SIZE");
}

TEST(RiskGate, C09StopsAtTheFreezeQuantityWhereItIsKnown) {
  Floor floor;
  floor.instrument = fut;
  floor.mark(100, fut);
  floor.buy(1'800);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.buy(1'825);
  EXPECT_EQ(floor.refused_by(), "C09 FREEZE_QTY");
  floor.say("accept 1");
  floor.told();
  floor.desk.change(OrderId{1}, {.quantity = Quantity{1'825}}, floor.now);
  EXPECT_EQ(floor.told(), "denied 1 C09 FREEZE_QTY");
  floor.instrument = acme;
  floor.buy(5'000);
  EXPECT_EQ(floor.refused_by(), passed);
  Floor strict{only({{"C09.deny_unknown", "true"}})};
  strict.buy(1);
  EXPECT_EQ(strict.refused_by(), "C09 FREEZE_QTY");
}

TEST(RiskGate, S01PassesCancelsOnly) {
  Floor floor;
  hold(floor, 10);
  const OrderId resting = floor.buy(1, limit("90"));
  floor.say("accept 2");
  floor.told();
  floor.gate.set_state(Scope::Strategy, TradingState::Halted);
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), "S01 TRADING_HALTED");
  floor.sell(10);
  EXPECT_EQ(floor.refused_by(), "S01 TRADING_HALTED");
  floor.desk.change(resting, {.limit = price("91")}, floor.now);
  EXPECT_EQ(floor.refused_by(), "S01 TRADING_HALTED");
  floor.sent();
  floor.desk.cancel(resting, floor.now);
  EXPECT_EQ(floor.sent(), "cancel 2");
}

TEST(RiskGate, S02PassesWhatLowersThePosition) {
  Floor floor;
  hold(floor, 10);
  floor.gate.set_state(Scope::Account, TradingState::Reducing);
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), "S02 TRADING_REDUCING");
  floor.sell(11);
  EXPECT_EQ(floor.refused_by(), "S02 TRADING_REDUCING");
  floor.sell(6);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.sell(5);
  EXPECT_EQ(floor.refused_by(), "S02 TRADING_REDUCING");
  floor.sell(4);
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, TheStrictestScopeDecides) {
  Floor floor;
  floor.gate.set_state(Scope::Global, TradingState::Reducing);
  floor.gate.set_state(Scope::User, TradingState::Halted);
  EXPECT_EQ(floor.gate.state(), TradingState::Halted);
  floor.gate.set_state(Scope::User, TradingState::Active);
  EXPECT_EQ(floor.gate.state(), TradingState::Reducing);
  floor.gate.set_state(Scope::Global, TradingState::Active);
  EXPECT_EQ(floor.gate.state(), TradingState::Active);
}

TEST(RiskGate, X01WantsPositivePrices) {
  Floor floor;
  floor.buy(1, limit("0.05"));
  EXPECT_EQ(floor.refused_by(), passed);
  floor.buy(1, limit("0"));
  EXPECT_EQ(floor.refused_by(), "X01 PRICE_NOT_POSITIVE");
  floor.buy(1, limit("-0.05"));
  EXPECT_EQ(floor.refused_by(), "X01 PRICE_NOT_POSITIVE");
  floor.buy(1, stop("0"));
  EXPECT_EQ(floor.refused_by(), "X01 PRICE_NOT_POSITIVE");
  floor.say("accept 1");
  floor.told();
  floor.desk.change(OrderId{1}, {.limit = Price{}}, floor.now);
  EXPECT_EQ(floor.told(), "denied 1 X01 PRICE_NOT_POSITIVE");
}

TEST(RiskGate, Z01LimitsTheQuantityInUnitsInLotsAndByInstrument) {
  const Limits limits =
      only({{"Z01.units", "100"}, {"Z01.lots", "2"}, {"Z01.instruments.NSE:FUT", "25"}});
  Floor floor{only({{"Z01.units", "100"}, {"Z01.lots", "2"}})};
  floor.buy(100);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.buy(101);
  EXPECT_EQ(floor.refused_by(), "Z01 MAX_ORDER_QTY");
  floor.instrument = fut;
  floor.buy(50);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.buy(75);
  EXPECT_EQ(floor.refused_by(), "Z01 MAX_ORDER_QTY");
  Floor overridden{limits};
  overridden.instrument = fut;
  overridden.buy(25);
  EXPECT_EQ(overridden.refused_by(), passed);
  overridden.buy(50);
  EXPECT_EQ(overridden.refused_by(), "Z01 MAX_ORDER_QTY");
}

TEST(RiskGate, Z01JudgesAChangeByItsNewTotalAndLetsExitsThrough) {
  Floor floor{only({{"Z01.units", "100"}})};
  const OrderId id = floor.buy(60);
  floor.say("accept 1; fill 1 50@100");
  floor.told();
  floor.desk.change(id, {.quantity = Quantity{101}}, floor.now);
  EXPECT_EQ(floor.told(), "denied 1 Z01 MAX_ORDER_QTY");
  floor.desk.change(id, {.quantity = Quantity{100}}, floor.now);
  floor.say("changed 1; fill 1 50@100");
  const OrderId more = floor.buy(100);
  floor.say("fill " + number_of(more) + " 100@100");
  floor.told();
  floor.sell(200);
  EXPECT_EQ(floor.told(), passed);
  Floor missing{only({{"Z01", "true"}})};
  missing.buy(1);
  EXPECT_EQ(missing.refused_by(), "Z01 MAX_ORDER_QTY");
}

TEST(RiskGate, Z02LimitsTheValue) {
  Floor floor{only({{"Z02.value", "1000"}})};
  floor.buy(10);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.buy(11);
  EXPECT_EQ(floor.refused_by(), "Z02 MAX_ORDER_VALUE");
  floor.buy(10, limit("100.05"));
  EXPECT_EQ(floor.refused_by(), "Z02 MAX_ORDER_VALUE");
  floor.buy(10, limit("90"));
  floor.say("accept 1; accept 4");
  floor.told();
  floor.desk.change(OrderId{4}, {.quantity = Quantity{11}, .limit = price("91")}, floor.now);
  EXPECT_EQ(floor.told(), "denied 4 Z02 MAX_ORDER_VALUE");
  floor.desk.change(OrderId{4}, {.limit = price("100")}, floor.now);
  EXPECT_EQ(floor.told(), passed);
  floor.instrument = fut;  // no mark
  floor.buy(25);
  EXPECT_EQ(floor.refused_by(), "Z02 MAX_ORDER_VALUE");
  floor.tables.instruments[0].multiplier = 2;
  floor.instrument = acme;
  floor.buy(6);
  EXPECT_EQ(floor.refused_by(), "Z02 MAX_ORDER_VALUE");
}

TEST(RiskGate, Z06LimitsTheWorstCaseOfEachSide) {
  Floor floor{only({{"Z06.instruments.NSE:ACME", "20"}})};
  hold(floor, 10);
  floor.buy(6, limit("90"));
  floor.buy(5, limit("90"));
  EXPECT_EQ(floor.refused_by(), "Z06 MAX_POSITION");
  floor.buy(4, limit("90"));
  EXPECT_EQ(floor.refused_by(), passed);
  floor.sell(31, limit("110"));
  EXPECT_EQ(floor.refused_by(), "Z06 MAX_POSITION");
  floor.sell(30, limit("110"));
  EXPECT_EQ(floor.refused_by(), passed);
  floor.say("cancelled 6; cancelled 2");
  floor.told();
  floor.buy(6, limit("90"));
  EXPECT_EQ(floor.refused_by(), passed);
  floor.say("accept 4");
  floor.told();
  floor.desk.change(OrderId{4}, {.quantity = Quantity{5}}, floor.now);
  EXPECT_EQ(floor.told(), "denied 4 Z06 MAX_POSITION");
  floor.sell(5);
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, Z06CountsOrdersWithoutAnswer) {
  Floor floor{only({{"Z06.instruments.NSE:ACME", "20"}})};
  floor.buy(15);
  floor.say("silence 1");
  floor.told();
  floor.buy(6);
  EXPECT_EQ(floor.refused_by(), "Z06 MAX_POSITION");
  floor.say("rejected 1");
  floor.told();
  floor.buy(6);
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, Z06IsInLotsForLotsAndInValueForShares) {
  const Limits limits = only({{"Z06.lots", "2"}, {"Z06.value", "1000"}});
  Floor floor{limits};
  floor.buy(10);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), "Z06 MAX_POSITION");
  floor.instrument = fut;
  floor.buy(50);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.buy(25);
  EXPECT_EQ(floor.refused_by(), "Z06 MAX_POSITION");
  Floor missing{only({{"Z06", "true"}})};
  missing.buy(1);
  EXPECT_EQ(missing.refused_by(), "Z06 MAX_POSITION");
}

TEST(RiskGate, ASetWithoutRulesPassesWhatCanBeKept) {
  Floor floor{Limits::none(), Money{1}};
  floor.sell(1'000, limit("0.01"));
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, TheFirstLiveSetActsInABacktest) {
  Floor floor{Limits::first_live()};
  floor.gate.observe(floor.tables.sessions[0][0].date, floor.portfolio.equity());
  floor.buy(1'000, limit("90"));
  EXPECT_EQ(floor.refused_by(), passed);
  floor.buy(1'001, limit("90"));
  EXPECT_EQ(floor.refused_by(), "Z01 MAX_ORDER_QTY");
  floor.mark(300);
  floor.buy(700);
  EXPECT_EQ(floor.refused_by(), "Z02 MAX_ORDER_VALUE");
}

}  // namespace
}  // namespace muhurat::trading
