// Brackets as the desk works them: an entry's children cover what it filled and cancel one another.
#include <gtest/gtest.h>

#include "trading/trading_floor_test.hpp"

namespace muhurat::trading {
namespace {

Price price(const char* text) {
  return *parse_price(text);
}
const Bracket both{Price{5}, Price{10}};

TEST(Bracket, TheFirstFillBringsStopAndTarget) {
  Floor floor;
  floor.buy(10, Market{}, both);
  EXPECT_EQ(floor.sent(), "submit 1 buy 10 market");
  floor.say("fill 1 10@100");
  EXPECT_EQ(floor.sent(), "submit 2 sell 10 stop 95; submit 3 sell 10 limit 110");
  EXPECT_EQ(floor.live(), "2 sell 10 stop 95 sent; 3 sell 10 limit 110 sent");
  const Order& stop = *floor.desk.find(OrderId{2});
  const Order& target = *floor.desk.find(OrderId{3});
  EXPECT_EQ(stop.sibling, target.id);
  EXPECT_EQ(target.sibling, stop.id);
  EXPECT_EQ(stop.parent, OrderId{1});
  EXPECT_EQ(stop.validity, Validity::Gtc);
  EXPECT_EQ(floor.desk.working(acme), Quantity{});
  EXPECT_EQ(floor.desk.protection(acme), Quantity{10});
  EXPECT_EQ(floor.gate.reserved(), Money{});
}

TEST(Bracket, PricesAreRoundedAwayFromTheMarketAndToThePassiveSide) {
  Floor floor;
  floor.buy(1, Market{}, Bracket{price("5.01"), price("10.01")});
  floor.say("fill 1 1@100.02");
  EXPECT_EQ(floor.sent(),
            "submit 1 buy 1 market; submit 2 sell 1 stop 95; submit 3 sell 1 limit 110.05");
  Floor shorted;
  shorted.sell(1, Market{}, Bracket{price("5.01"), price("10.01")});
  shorted.say("fill 1 1@100.02");
  EXPECT_EQ(shorted.sent(),
            "submit 1 sell 1 market; submit 2 buy 1 stop 105.05; submit 3 buy 1 limit 90");
}

TEST(Bracket, OneLegAloneIsPossible) {
  Floor floor;
  floor.buy(10, Market{}, Bracket{Price{5}, {}});
  floor.say("fill 1 10@100");
  EXPECT_EQ(floor.live(), "2 sell 10 stop 95 sent");
  EXPECT_EQ(floor.desk.find(OrderId{2})->sibling, OrderId{});
}

TEST(Bracket, ChildrenGrowWithEachFillOfTheEntry) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 4@100");
  EXPECT_EQ(floor.live(), "1 buy 6 market working; 2 sell 4 stop 95 sent; 3 sell 4 limit 110 sent");
  floor.say("accept 2; accept 3; fill 1 6@103");
  floor.sent();
  floor.say("changed 2; changed 3");
  EXPECT_EQ(floor.live(), "2 sell 10 stop 95 working; 3 sell 10 limit 110 working");
}

TEST(Bracket, WhatCameWhileAChangeWasInFlightIsCaughtUpAfterIt) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 4@100; accept 2; accept 3");
  floor.sent();
  floor.say("fill 1 2@100; fill 1 3@100");
  EXPECT_EQ(floor.sent(), "change 2 6 stop 95; change 3 6 limit 110");
  floor.say("changed 2");
  EXPECT_EQ(floor.sent(), "change 2 9 stop 95");
  floor.say("change-rejected 3");
  EXPECT_EQ(floor.sent(), "");
  floor.say("changed 2");
  EXPECT_EQ(floor.sent(), "change 3 9 limit 110");
}

TEST(Bracket, AFilledLegCancelsItsSiblingBeforeTheNextEvidence) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 10@100; accept 2; accept 3");
  floor.sent();
  floor.say("fill 3 10@110");
  EXPECT_EQ(floor.sent(), "cancel 2");
  floor.say("cancelled 2");
  EXPECT_EQ(floor.live(), "");
  EXPECT_EQ(floor.portfolio.position(acme).quantity, Quantity{});
  EXPECT_EQ(floor.desk.protection(acme), Quantity{});
}

TEST(Bracket, APartlyFilledLegShrinksItsSibling) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 10@100; accept 2; accept 3");
  floor.sent();
  floor.say("fill 3 4@110");
  EXPECT_EQ(floor.sent(), "change 2 6 stop 95");
  floor.say("changed 2; fill 2 6@95");
  EXPECT_EQ(floor.sent(), "cancel 3");
  floor.say("cancelled 3");
  EXPECT_EQ(floor.live(), "");
}

TEST(Bracket, ACancelledEntryKeepsTheChildrenOfItsPart) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 4@100; cancelled 1");
  EXPECT_EQ(floor.live(), "2 sell 4 stop 95 sent; 3 sell 4 limit 110 sent");
}

TEST(Bracket, AnEntryWithoutAFillHasNoChildren) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("accept 1; cancelled 1");
  EXPECT_EQ(floor.live(), "");
  EXPECT_EQ(floor.sent(), "submit 1 buy 10 market");
}

TEST(Bracket, ClosingThePositionByOtherMeansCancelsTheChildren) {
  Floor floor{Limits::market(), Money{1'000'000}, Product::Cnc};
  floor.buy(10, Market{}, both);
  floor.say("fill 1 10@100; accept 2; accept 3");
  floor.sent();
  floor.sell(4);
  floor.say("fill 4 4@101");
  EXPECT_EQ(floor.sent(), "submit 4 sell 4 market; change 2 6 stop 95; change 3 6 limit 110");
  floor.say("changed 2; changed 3");
  floor.sell(6);
  floor.say("fill 5 6@101");
  EXPECT_EQ(floor.sent(), "submit 5 sell 6 market; cancel 2; cancel 3");
  floor.say("cancelled 2; cancelled 3");
  EXPECT_EQ(floor.live(), "");
}

TEST(Bracket, TheOldestFamilyLosesItsProtectionFirst) {
  Floor floor;
  floor.buy(10, Market{}, Bracket{Price{5}, {}});
  floor.say("fill 1 10@100; accept 2");
  floor.buy(10, Market{}, Bracket{Price{5}, {}});
  floor.say("fill 3 10@120; accept 4");
  floor.sell(12);
  floor.sent();
  floor.say("fill 5 12@120");
  EXPECT_EQ(floor.sent(), "cancel 2; change 4 8 stop 115");
}

TEST(Bracket, AStopThatSoldLeavesNothingForAnExitOfDelivery) {
  Floor floor{Limits::market(), Money{1'000'000}, Product::Cnc};
  floor.buy(10, Market{}, both);
  floor.say("fill 1 10@100; accept 2; accept 3");
  floor.sell(10, Limit{Price{120}});
  floor.say("accept 4");
  floor.sent();
  floor.say("fill 2 4@95");
  EXPECT_EQ(floor.sent(), "change 3 6 limit 110; change 4 6 limit 120");
  floor.say("changed 3; changed 4; fill 2 6@95");
  EXPECT_EQ(floor.sent(), "cancel 3; cancel 4");
  floor.say("cancelled 3; cancelled 4");
  EXPECT_EQ(floor.live(), "");
}

TEST(Bracket, TheNewestExitGivesWayFirst) {
  Floor floor{Limits::market(), Money{1'000'000}, Product::Cnc};
  floor.buy(10);
  floor.say("fill 1 10@100");
  floor.buy(10, Market{}, Bracket{Price{5}, {}});
  floor.say("fill 2 10@100; accept 3");
  floor.sell(8, Limit{Price{120}});
  floor.sell(9, Limit{Price{130}});
  floor.say("accept 4; accept 5");
  floor.sent();
  floor.say("fill 3 10@95");
  EXPECT_EQ(floor.sent(), "change 5 2 limit 130");
}

TEST(Bracket, AnExitThatMayGoShortStays) {
  Floor floor{Limits::market(), Money{1'000'000}, Product::Mis};
  floor.buy(10, Market{}, both);
  floor.say("fill 1 10@100; accept 2; accept 3");
  floor.sell(10, Limit{Price{120}});
  floor.sent();
  floor.say("fill 2 10@95");
  EXPECT_EQ(floor.sent(), "cancel 3");
}

TEST(Bracket, AChildThatMayNotShrinkIsTakenAwayAndWrittenAnew) {
  Floor floor;
  floor.buy(10, Market{}, Bracket{Price{5}, {}});
  floor.say("fill 1 10@100; accept 2");
  floor.sell(4);
  floor.gate.set_state(Scope::Account, TradingState::Halted);
  floor.sent();
  floor.say("fill 3 4@100");
  EXPECT_EQ(floor.sent(), "cancel 2");
  floor.gate.set_state(Scope::Account, TradingState::Active);
  floor.say("cancelled 2");
  EXPECT_EQ(floor.sent(), "submit 4 sell 6 stop 95");
}

TEST(Bracket, AnEntryWithoutItsChildrenIsNoProtection) {
  Floor floor{Limits::none()};
  floor.buy(6, Market{}, both);
  floor.say("fill 1 6@100; accept 2; accept 3");
  floor.buy(8, Market{}, both);
  floor.say("fill 4 2@100; accept 5; accept 6");
  floor.desk.cancel(OrderId{5}, floor.now);
  floor.desk.cancel(OrderId{6}, floor.now);
  floor.say("cancelled 5; cancelled 6");
  EXPECT_EQ(floor.desk.protection(acme), Quantity{6});
  floor.sell(4);
  floor.sent();
  floor.say("fill 7 4@100");
  EXPECT_EQ(floor.sent(), "change 2 4 stop 95; change 3 4 limit 110");
}

TEST(Bracket, AHoldingBesideItKeepsTheChildren) {
  Floor floor;
  floor.buy(10);
  floor.say("fill 1 10@100");
  floor.buy(5, Market{}, both);
  floor.say("fill 2 5@100; accept 3; accept 4");
  floor.sell(10);
  floor.sent();
  floor.say("fill 5 10@100");
  EXPECT_EQ(floor.sent(), "");
  EXPECT_EQ(floor.desk.protection(acme), Quantity{5});
}

TEST(Bracket, ProtectionIsShrunkForANewTarget) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 10@100; accept 2; accept 3");
  floor.sent();
  floor.desk.shrink_protection(acme, Quantity{3}, floor.now);
  EXPECT_EQ(floor.sent(), "change 2 3 stop 95; change 3 3 limit 110");
  floor.say("changed 2; changed 3");
  floor.desk.shrink_protection(acme, Quantity{}, floor.now);
  EXPECT_EQ(floor.sent(), "cancel 2; cancel 3");
  floor.say("cancelled 2; cancelled 3");
  EXPECT_EQ(floor.desk.protection(acme), Quantity{});
  floor.desk.shrink_protection(acme, Quantity{}, floor.now);
  EXPECT_EQ(floor.sent(), "");
}

TEST(Bracket, ALegCancelledByHandStaysAwayAndTheOtherStays) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 4@100; accept 2; accept 3");
  floor.desk.cancel(OrderId{3}, floor.now);
  floor.say("cancelled 3");
  floor.sent();
  floor.say("fill 1 6@100");
  EXPECT_EQ(floor.sent(), "change 2 10 stop 95");
}

TEST(Bracket, AChildMayBeMovedByHand) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 10@100; accept 2; accept 3");
  floor.sent();
  floor.desk.change(OrderId{2}, {.trigger = price("98")}, floor.now);
  EXPECT_EQ(floor.sent(), "change 2 10 stop 98");
  floor.say("changed 2");
  EXPECT_EQ(floor.live(), "2 sell 10 stop 98 working; 3 sell 10 limit 110 working");
}

TEST(Bracket, AChildMadeSmallerByHandTakesItsSiblingAlong) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 10@100; accept 2; accept 3");
  floor.told();
  floor.sent();
  floor.desk.change(OrderId{2}, {.quantity = Quantity{6}}, floor.now);
  EXPECT_EQ(floor.sent(), "change 2 6 stop 95; change 3 6 limit 110");
  floor.say("changed 2; changed 3");
  floor.told();
  floor.desk.change(OrderId{3}, {.quantity = Quantity{7}}, floor.now);
  EXPECT_EQ(floor.told(), "denied 3 Z14 REDUCE_ONLY_VIOLATION");
}

TEST(Bracket, ADeniedChildIsToldAndTheOtherLives) {
  Floor floor;
  floor.buy(10, Market{}, Bracket{Price{200}, Price{10}});  // a stop below zero
  floor.say("fill 1 10@100");
  EXPECT_EQ(floor.told(), "filled 1 10@100; denied 2 X01 PRICE_NOT_POSITIVE");
  EXPECT_EQ(floor.live(), "3 sell 10 limit 110 sent");
  floor.say("accept 3; fill 3 4@110");
  floor.told();
  EXPECT_EQ(floor.live(), "3 sell 6 limit 110 working");
}

TEST(Bracket, ARejectedChildIsNotWrittenAgain) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 4@100; rejected 2");
  floor.sent();
  floor.say("fill 1 6@100");
  EXPECT_EQ(floor.sent(), "change 3 10 limit 110");
}

TEST(Bracket, AnEntryThatFillsOnAfterItsChildrenIsProtectedAgain) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 4@100; accept 2; accept 3; fill 2 4@95; cancelled 3");
  floor.sent();
  floor.say("fill 1 6@96");
  EXPECT_EQ(floor.sent(), "submit 4 sell 6 stop 95; submit 5 sell 6 limit 110");
}

TEST(Bracket, ALateFillOfTheEntryIsProtectedToo) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 4@100; cancelled 1; accept 2; accept 3");
  floor.sent();
  floor.say("fill 1 2@100");
  EXPECT_EQ(floor.sent(), "change 2 6 stop 95; change 3 6 limit 110");
}

TEST(Bracket, AChildThatFilledAfterItWasGivenUpDoesNotWeakenTheNextFamily) {
  Floor floor;
  floor.buy(10, Market{}, Bracket{Price{5}, {}});
  floor.say("fill 1 10@100; accept 2");
  floor.sell(10);
  floor.say("fill 3 10@100; fill 2 4@95; cancelled 2");
  EXPECT_EQ(floor.desk.protection(acme), Quantity{});
  floor.buy(10, Market{}, Bracket{Price{5}, {}});
  floor.say("fill 4 10@100");
  EXPECT_EQ(floor.desk.protection(acme), Quantity{6});
}

TEST(Bracket, BothLegsFilledAtOnceIsSeenAndBooked) {
  Floor floor;
  floor.buy(10, Market{}, both);
  floor.say("fill 1 10@100; accept 2; accept 3; fill 3 10@110; fill 2 10@95");
  EXPECT_EQ(floor.portfolio.position(acme).quantity, Quantity{-10});
  EXPECT_EQ(floor.live(), "");
}

}  // namespace
}  // namespace muhurat::trading
