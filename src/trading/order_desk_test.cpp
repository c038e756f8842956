#include "trading/order_desk.hpp"

#include <gtest/gtest.h>

#include "trading/tick_rounding.hpp"
#include "trading/trading_floor_test.hpp"

namespace muhurat::trading {
namespace {

Price price(const char* text) {
  return *parse_price(text);
}
Limit limit(const char* text) {
  return Limit{price(text)};
}

// Everything that the engine hashes and logs, in its order.
struct Recorder final : OrderObserver {
  void note(const std::string& line) { text += (text.empty() ? "" : "; ") + line; }
  void on_request(const Order& order, const Reason& reason) override {
    note("request " + number_of(order.id) + (reason.text ? std::string{" "} + reason.text : ""));
  }
  void on_state(const Order& order, OrderState before) override {
    note(std::string{to_text(before)} + "->" + to_text(order.state));
  }
  void on_refusal(const Order&, const RiskRefusal& refusal) override { note(refusal.rule); }
  void on_fill(const Order& order, const Fill& fill) override {
    note("fill " + number_of(order.id) + " " + to_text(fill.quantity));
  }
  void on_changed(const Order& order) override { note("changed " + number_of(order.id)); }
  void on_final(const Order& order) override { note("final " + number_of(order.id)); }
  void on_break(const Break&) override {
    note("break");
    ++breaks;
  }
  std::string text;
  int breaks = 0;
};

struct RecordedFloor : Floor {
  RecordedFloor() { desk.set_observer(&recorder); }
  Recorder recorder;
};

TEST(OrderDesk, AnApprovedOrderGoesToTheVenueAndItsLifeIsTold) {
  Floor floor;
  EXPECT_EQ(floor.buy(10, limit("99.5")), OrderId{1});
  EXPECT_EQ(floor.sent(), "submit 1 buy 10 limit 99.5");
  EXPECT_EQ(floor.told(), "");
  floor.say("accept 1; fill 1 4@99.5; fill 1 6@99");
  EXPECT_EQ(floor.told(), "working 1; filled 1 4@99.5; filled 1 6@99");
  EXPECT_EQ(floor.portfolio.position(acme).quantity, Quantity{10});
  EXPECT_EQ(floor.live(), "");
  EXPECT_EQ(floor.desk.find(OrderId{1}), nullptr);
}

TEST(OrderDesk, IdsCountFromOneWhateverBecomesOfTheOrder) {
  Floor floor;
  EXPECT_EQ(floor.buy(0), OrderId{1});
  EXPECT_EQ(floor.buy(1), OrderId{2});
  EXPECT_EQ(floor.told(), "denied 1 C08 QTY_ZERO");
  EXPECT_EQ(floor.sent(), "submit 2 buy 1 market");
}

TEST(OrderDesk, LiveOrdersAreListedAsTheyWereWritten) {
  Floor floor;
  floor.buy(1, limit("90"));
  floor.buy(2, limit("91"));
  floor.sell(3, limit("110"));
  floor.say("accept 1; cancelled 2");
  EXPECT_EQ(floor.live(), "1 buy 1 limit 90 working; 3 sell 3 limit 110 sent");
  floor.buy(4, limit("92"));
  EXPECT_EQ(floor.live(),
            "1 buy 1 limit 90 working; 3 sell 3 limit 110 sent; 4 buy 4 limit 92 sent");
}

TEST(OrderDesk, WorkingIsTheSignedRestOfTheEntries) {
  Floor floor;
  floor.buy(10, limit("90"));
  floor.sell(3, limit("110"));
  EXPECT_EQ(floor.desk.working(acme), Quantity{7});
  floor.say("fill 1 4@90");
  EXPECT_EQ(floor.desk.working(acme), Quantity{3});
  floor.desk.change(OrderId{1}, {.quantity = Quantity{20}}, floor.now);
  EXPECT_EQ(floor.desk.working(acme), Quantity{3});
  floor.say("changed 1");
  EXPECT_EQ(floor.desk.working(acme), Quantity{13});
  floor.say("expired 1; cancelled 2");
  EXPECT_EQ(floor.desk.working(acme), Quantity{});
}

TEST(OrderDesk, AChangeIsConfirmedByTheVenue) {
  Floor floor;
  const OrderId id = floor.buy(10, limit("90"));
  floor.say("accept 1");
  floor.sent();
  floor.desk.change(id, {.quantity = Quantity{12}, .limit = price("91")}, floor.now);
  EXPECT_EQ(floor.sent(), "change 1 12 limit 91");
  EXPECT_EQ(floor.live(), "1 buy 10 limit 90 working");
  floor.desk.change(id, {.quantity = Quantity{13}}, floor.now);
  floor.say("changed 1");
  EXPECT_EQ(floor.told(), "working 1; denied 1 desk CHANGE_IN_FLIGHT; changed 1");
  EXPECT_EQ(floor.live(), "1 buy 12 limit 91 working");
}

TEST(OrderDesk, ARefusedChangeLeavesTheOrderAsItWas) {
  Floor floor;
  const OrderId id = floor.buy(10, limit("90"));
  floor.say("accept 1");
  floor.desk.change(id, {.limit = price("90.01")}, floor.now);
  EXPECT_EQ(floor.told(), "working 1; denied 1 C07 TICK_SIZE");
  floor.desk.change(id, {.limit = price("91")}, floor.now);
  floor.say("change-rejected 1");
  EXPECT_EQ(floor.told(), "change-rejected 1");
  EXPECT_EQ(floor.live(), "1 buy 10 limit 90 working");
}

TEST(OrderDesk, CancellingTwiceIsCancellingOnce) {
  Floor floor;
  const OrderId id = floor.buy(10, limit("90"));
  floor.sent();
  floor.desk.cancel(id, floor.now);
  floor.desk.cancel(id, floor.now);
  EXPECT_EQ(floor.sent(), "cancel 1");
  floor.say("cancelled 1");
  EXPECT_EQ(floor.told(), "cancelled 1");
}

TEST(OrderDesk, WhatIsOverCannotBeChangedOrCancelled) {
  Floor floor;
  const OrderId id = floor.buy(1);
  floor.say("fill 1 1@100");
  floor.told();
  floor.desk.cancel(id, floor.now);
  floor.desk.change(id, {.quantity = Quantity{2}}, floor.now);
  floor.desk.cancel(OrderId{77}, floor.now);
  EXPECT_EQ(floor.told(),
            "denied 1 desk NOT_LIVE; denied 1 desk NOT_LIVE; denied 77 desk NOT_LIVE");
}

TEST(OrderDesk, WhatIsToldOfAnOrderThatIsOverNamesItsInstrument) {
  Floor floor;
  floor.instrument = fut;
  floor.mark(100, fut);
  floor.buy(25);
  floor.say("fill 1 25@100");
  floor.told();
  floor.desk.cancel(OrderId{1}, floor.now);
  OrderEvent event;
  ASSERT_TRUE(floor.desk.next_event(event));
  EXPECT_EQ(event.order.instrument, fut);
  EXPECT_EQ(event.order.filled, Quantity{25});
}

TEST(OrderDesk, ADoubledExecutionIsBookedOnce) {
  RecordedFloor floor;
  floor.buy(10);
  floor.say("fill 1 4@100 #7; fill 1 4@100 #7; fill 1 6@100 #5; fill 1 6@100 #5");
  EXPECT_EQ(floor.told(), "filled 1 4@100; filled 1 6@100");
  EXPECT_EQ(floor.portfolio.position(acme).quantity, Quantity{10});
  EXPECT_EQ(floor.recorder.breaks, 0);
}

TEST(OrderDesk, AFillAfterTheEndIsBookedAndStopsEntries) {
  RecordedFloor floor;
  floor.buy(10);
  floor.say("cancelled 1; fill 1 4@100");
  EXPECT_EQ(floor.told(), "cancelled 1; filled 1 4@100");
  EXPECT_EQ(floor.portfolio.position(acme).quantity, Quantity{4});
  EXPECT_EQ(floor.recorder.breaks, 1);
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), "S02 TRADING_REDUCING");
  floor.sell(4);
  EXPECT_EQ(floor.refused_by(), "");
}

TEST(OrderDesk, EvidenceForAnOrderWeNeverSentIsABreak) {
  RecordedFloor floor;
  floor.say("fill 5 1@100; accept 9");
  EXPECT_EQ(floor.recorder.breaks, 2);
  EXPECT_EQ(floor.portfolio.fills(), 0);
}

TEST(OrderDesk, AnotherEpochsOrderIsNotOurs) {
  RecordedFloor floor;
  floor.buy(1);
  Evidence evidence = evidence_of("accept 1");
  evidence.order = OrderId{(std::uint64_t{3} << 48) | 1};
  floor.apply(evidence);
  EXPECT_EQ(floor.recorder.breaks, 1);
  EXPECT_EQ(floor.live(), "1 buy 1 market sent");
}

TEST(OrderDesk, RepeatedEndsAreNoBreaks) {
  RecordedFloor floor;
  floor.buy(1);
  floor.say("accept 1; cancelled 1; cancelled 1; accept 1; silence 1");
  EXPECT_EQ(floor.recorder.breaks, 0);
  EXPECT_EQ(floor.told(), "working 1; cancelled 1");
}

TEST(OrderDesk, AFillKnowsItsDateAndItsValue) {
  Floor floor;
  floor.tables.instruments[0].multiplier = 1;
  floor.buy(2);
  const Fill* fill = floor.apply([&] {
    Evidence evidence = evidence_of("fill 1 2@101.5 #1");
    evidence.time = at_hour(10);
    return evidence;
  }());
  ASSERT_NE(fill, nullptr);
  EXPECT_EQ(fill->date, floor.tables.sessions[0][0].date);
  EXPECT_EQ(fill->value, Money{203});
  EXPECT_EQ(fill->product, Product::Mis);
}

TEST(OrderDesk, AnExecutionModelsPricesAreRoundedToTheTick) {
  Floor floor;
  OrderRequest request;
  request.instrument = acme;
  request.quantity = Quantity{1};
  const auto sent_for = [&](Side side, const Pricing& pricing) {
    request.side = side;
    request.pricing = pricing;
    floor.desk.submit_rounded(request, floor.now);
    const std::string sent = floor.sent();
    return sent.substr(sent.find(to_text(type_of(pricing))));
  };
  EXPECT_EQ(sent_for(Side::Buy, limit("100.03")), "limit 100");
  EXPECT_EQ(sent_for(Side::Sell, limit("100.03")), "limit 100.05");
  EXPECT_EQ(sent_for(Side::Buy, Stop{price("100.03")}), "stop 100.05");
  EXPECT_EQ(sent_for(Side::Sell, Stop{price("100.03")}), "stop 100");
  EXPECT_EQ(sent_for(Side::Buy, StopLimit{price("100.03"), price("100.08")}),
            "stop_limit 100.05/100.05");
  EXPECT_EQ(sent_for(Side::Sell, Market{}), "market");
}

TEST(OrderDesk, SlotsAreUsedAgainAndIdsAreNot) {
  RecordedFloor floor;
  for (int i = 1; i <= 500; ++i) {
    const OrderId id = floor.buy(1);
    EXPECT_EQ(id, OrderId{static_cast<std::uint64_t>(i)});
    floor.say("fill " + number_of(id) + " 1@100");
  }
  EXPECT_EQ(floor.live(), "");
  EXPECT_EQ(floor.portfolio.fills(), 500);
  floor.say("fill 3 1@100");
  EXPECT_EQ(floor.recorder.breaks, 1);
  EXPECT_EQ(floor.portfolio.position(acme).quantity, Quantity{501});
}

TEST(OrderDesk, WithoutAListenerNoEventsAreKept) {
  Floor floor;
  floor.desk.keep_events(false);
  floor.buy(0);
  floor.buy(1);
  floor.say("accept 2; fill 2 1@100");
  EXPECT_EQ(floor.told(), "");
}

TEST(OrderDesk, TheObserverHearsEverythingInOrder) {
  RecordedFloor floor;
  Recorder& recorder = floor.recorder;
  floor.buy(10, limit("90"));
  floor.say("accept 1; fill 1 4@90");
  floor.desk.change(OrderId{1}, {.quantity = Quantity{8}}, floor.now);
  floor.say("changed 1; fill 1 4@90");
  EXPECT_EQ(recorder.text,
            "request 1; created->sent; sent->working; fill 1 4; changed 1; fill 1 4; "
            "working->filled; final 1");
  recorder.text.clear();
  floor.buy(10, limit("90.01"));
  EXPECT_EQ(recorder.text, "request 2; C07; created->denied; final 2");
  recorder.text.clear();
  floor.say("fill 1 1@90");
  EXPECT_EQ(recorder.text, "fill 1 1; break");
}

}  // namespace
}  // namespace muhurat::trading
