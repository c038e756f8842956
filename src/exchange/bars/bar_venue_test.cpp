#include "exchange/bars/bar_venue.hpp"

#include <gtest/gtest.h>

#include "exchange/bars/test_floor.hpp"

namespace muhurat::exchange {
namespace {

TEST(MarketOrder, FillsAtTheNextOpen) {
  Floor floor{next_open};
  floor.send("buy 10 market");
  EXPECT_EQ(floor.day("100 105 95 102"), "1 fills 10 at 100 open\n");
}

TEST(MarketOrder, IsNotFilledByABarThatHadBegunBefore) {
  Floor floor{next_open};
  floor.set_now(Floor::at(1, 10, 0));
  floor.send("buy 10 market gtc");
  EXPECT_EQ(floor.day("100 105 95 102"), "");
  EXPECT_EQ(floor.day("103 105 95 102"), "1 fills 10 at 103 open\n");
}

TEST(MarketOrder, SlipsAgainstUs) {
  Floor floor{next_open, {.slippage = Price{2}}};
  floor.send("buy 10 market");
  floor.send("sell 5 market");
  EXPECT_EQ(floor.day("100 100 95 97"), "1 fills 10 at 102 open\n2 fills 5 at 98 open\n");
}

TEST(LimitOrder, FillsAtTheOpenIfThatIsAsGoodOrBetter) {
  Floor floor{realistic};
  floor.send("buy 1 limit 100");
  floor.send("buy 1 limit 101");
  floor.send("sell 1 limit 99");
  EXPECT_EQ(floor.day("100 105 95 102"),
            "1 fills 1 at 100 limit_at_open\n2 fills 1 at 100 limit_at_open\n"
            "3 fills 1 at 100 limit_at_open\n");
}

TEST(LimitOrder, NeedsATickOfTradeThroughWhenRealistic) {
  Floor floor{realistic};
  floor.send("buy 1 limit 95 gtc");
  EXPECT_EQ(floor.day("100 105 95 102"), "");
  EXPECT_EQ(floor.day("100 105 94 102"), "1 fills 1 at 95 limit_touched\n");
}

TEST(LimitOrder, FillsAtATouchWhenNextOpen) {
  Floor floor{next_open};
  floor.send("sell 1 limit 105");
  EXPECT_EQ(floor.day("100 105 95 102"), "1 fills 1 at 105 limit_touched\n");
}

TEST(LimitOrder, HasNoSlippage) {
  Floor floor{next_open, {.slippage = Price{2}}};
  floor.send("buy 1 limit 96");
  EXPECT_EQ(floor.day("100 105 95 102"), "1 fills 1 at 96 limit_touched\n");
}

TEST(StopOrder, FillsAtItsTriggerOnThePath) {
  Floor floor{realistic};
  floor.send("buy 1 stop 105");
  EXPECT_EQ(floor.day("100 105 95 102"), "1 triggers\n1 fills 1 at 105 stop_triggered\n");
}

TEST(StopOrder, FillsAtTheOpenIfThatIsWorse) {
  Floor floor{realistic};
  floor.send("sell 1 stop 98");
  EXPECT_EQ(floor.day("96 99 95 97"), "1 triggers\n1 fills 1 at 96 stop_at_open\n");
  EXPECT_EQ(floor.counts().at_gap, 1);
}

TEST(StopOrder, SlipsAgainstUs) {
  Floor floor{next_open, {.slippage = Price{2}}};
  floor.send("sell 1 stop 98");
  EXPECT_EQ(floor.day("100 101 95 97"), "1 triggers\n1 fills 1 at 96 stop_triggered\n");
}

TEST(StopLimit, IsALimitOnTheRestOfThePath) {
  // 100 → 104 (nearer) → 90 → 95: triggers at 103 going up, and the limit lies below.
  Floor floor{next_open};
  floor.send("buy 1 stop_limit 103 99");
  EXPECT_EQ(floor.day("100 104 90 95"), "1 triggers\n1 fills 1 at 99 limit_touched\n");
}

TEST(StopLimit, FillsAtItsTriggerIfTheLimitAllowsIt) {
  Floor floor{next_open};
  floor.send("buy 1 stop_limit 103 105");
  EXPECT_EQ(floor.day("100 104 90 95"), "1 triggers\n1 fills 1 at 103 stop_triggered\n");
}

TEST(StopLimit, DoesNotLookBackAtThePathBeforeItsTrigger) {
  // 100 → 96 → 110 → 108: the limit at 97 was met before the trigger at 105.
  Floor floor{next_open};
  floor.send("buy 1 stop_limit 105 97 gtc");
  EXPECT_EQ(floor.day("100 110 96 108"), "1 triggers\n");
  EXPECT_EQ(floor.day("108 109 96 100"), "1 fills 1 at 97 limit_touched\n");
}

TEST(StopLimit, TriggeredByTheOpenFillsThereOrRests) {
  Floor floor{next_open};
  floor.send("buy 1 stop_limit 103 105");
  floor.send("buy 1 stop_limit 101 102");
  EXPECT_EQ(floor.day("104 108 103 106"),
            "1 triggers\n2 triggers\n1 fills 1 at 104 limit_at_open\n2 expires\n");
}

TEST(OrdersInABar, ActInTheOrderInWhichThePathMeetsThem) {
  // 100 → 95 → 110 → 105
  Floor floor{next_open};
  floor.send("sell 1 limit 109");
  floor.send("buy 1 stop 104");
  floor.send("buy 1 limit 96");
  floor.send("sell 1 stop 97");
  EXPECT_EQ(floor.day("100 110 95 105"),
            "4 triggers\n4 fills 1 at 97 stop_triggered\n3 fills 1 at 96 limit_touched\n"
            "2 triggers\n2 fills 1 at 104 stop_triggered\n1 fills 1 at 109 limit_touched\n");
}

TEST(OrdersInABar, AtOnePriceAreStopsThenLimitsThenById) {
  Floor floor{next_open};
  floor.send("sell 1 limit 105");
  floor.send("buy 1 stop 105");
  floor.send("sell 2 limit 105");
  floor.send("buy 2 stop 105");
  EXPECT_EQ(floor.day("100 105 98 102"),
            "2 triggers\n2 fills 1 at 105 stop_triggered\n4 triggers\n"
            "4 fills 2 at 105 stop_triggered\n1 fills 1 at 105 limit_touched\n"
            "3 fills 2 at 105 limit_touched\n");
}

TEST(OrdersInABar, AtTheOpenAreMarketOrdersFirst) {
  Floor floor{next_open};
  floor.send("buy 1 limit 101");
  floor.send("buy 1 stop 99");
  floor.send("buy 1 market");
  EXPECT_EQ(floor.day("100 105 98 102"),
            "3 fills 1 at 100 open\n2 triggers\n2 fills 1 at 100 stop_at_open\n"
            "1 fills 1 at 100 limit_at_open\n");
}

TEST(VolumeCap, IsSpentByAllOrdersTogetherAndTheRestWorksOn) {
  Floor floor{realistic};
  floor.send("buy 30 market gtc");
  floor.send("buy 40 limit 99 gtc");
  EXPECT_EQ(floor.day("100 105 95 102 1000"),
            "1 fills 30 at 100 open\n2 fills 20 at 99 limit_touched\n");
  EXPECT_EQ(floor.day("98 105 95 102 1000"), "2 fills 20 at 98 limit_at_open\n");
  EXPECT_EQ(floor.counts().capped, 1);
}

TEST(VolumeCap, IsCutDownToTheLot) {
  Floor floor{realistic, {.lot = Quantity{10}}};
  floor.send("buy 100 market gtc");
  EXPECT_EQ(floor.day("100 105 95 102 999"), "1 fills 40 at 100 open\n");
}

TEST(VolumeCap, LetsTriggersTriggerWhenItIsSpent) {
  Floor floor{realistic};
  floor.send("buy 50 market");
  floor.send("sell 10 stop 96 gtc");
  EXPECT_EQ(floor.day("100 105 95 102 1000"), "1 fills 50 at 100 open\n2 triggers\n");
  EXPECT_EQ(floor.day("101 105 95 102 1000"), "2 fills 10 at 101 open\n");
}

TEST(VolumeCap, IsOffWhereAWholeSeriesHasNoVolume) {
  Floor floor{realistic, {.has_volume = false}};
  floor.send("buy 1000 market");
  EXPECT_EQ(floor.day("100 105 95 102 0"), "1 fills 1000 at 100 open\n");
}

TEST(ABarWithoutVolume, FillsAndTriggersNothingInASeriesThatHasVolume) {
  Floor floor{next_open};
  floor.send("buy 1 market gtc");
  floor.send("sell 1 stop 96 gtc");
  floor.send("buy 1 limit 100 ioc");
  EXPECT_EQ(floor.day("100 105 95 102 0"), "3 cancelled\n");
  EXPECT_EQ(floor.day("101 105 97 102"), "1 fills 1 at 101 open\n");
  EXPECT_EQ(floor.counts().without_volume, 1);
}

TEST(Ioc, IsTriedAtTheOpenOfItsFirstBarOnly) {
  Floor floor{realistic};
  floor.send("buy 60 limit 100 ioc");
  floor.send("buy 10 limit 99 ioc");
  EXPECT_EQ(floor.day("100 105 95 102 1000"),
            "1 fills 50 at 100 limit_at_open\n1 cancelled\n2 cancelled\n");
}

TEST(DayOrder, ExpiresAfterTheFillsOfTheLastBarOfItsSession) {
  Floor floor{next_open};
  floor.send("buy 1 limit 96");
  floor.send("buy 1 limit 90");
  EXPECT_EQ(floor.day("100 105 95 102"), "1 fills 1 at 96 limit_touched\n2 expires\n");
}

TEST(DayOrder, ExpiresBeforeAnyFillInABarOfALaterSession) {
  Floor floor{next_open};
  floor.send("buy 1 market");
  floor.skip_day();
  EXPECT_EQ(floor.day("100 105 95 102"), "1 expires\n");
}

TEST(DayOrder, WrittenAtTheCloseBelongsToTheNextSession) {
  Floor floor{next_open};
  floor.day("100 105 95 102");
  floor.send("buy 1 limit 96");
  EXPECT_EQ(floor.day("100 105 97 102"), "1 expires\n");
}

TEST(DayOrder, LivesThroughTheMinutesOfItsSession) {
  Floor floor{next_open};
  floor.set_now(Floor::at(1, 15, 28));
  floor.send("buy 1 limit 96");
  EXPECT_EQ(floor.bar("100 101 99 100", Floor::at(1, 15, 28), Floor::at(1, 15, 29)), "");
  EXPECT_EQ(floor.bar("100 101 99 100", Floor::at(1, 15, 29), Floor::at(1, 15, 30)), "1 expires\n");
}

TEST(AnOffSessionBar, NeverFillsButExpires) {
  Floor floor{next_open};
  floor.set_now(Floor::at(1, 15, 20));
  floor.send("buy 1 limit 96");
  floor.send("buy 1 limit 100 gtc");
  EXPECT_EQ(floor.bar("100 101 90 95", Floor::at(1, 15, 40), Floor::at(1, 15, 41)), "1 expires\n");
  EXPECT_EQ(floor.bar("100 101 90 95", Floor::at(2, 9, 7), Floor::at(2, 9, 8)), "");
  EXPECT_EQ(floor.bar("99 101 90 95", Floor::at(2, 9, 15), Floor::at(2, 9, 16)),
            "2 fills 1 at 99 limit_at_open\n");
}

TEST(GtcOrder, WorksUntilItIsCancelled) {
  Floor floor{next_open};
  floor.send("buy 1 limit 90 gtc");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(floor.day("100 105 95 102"), "");
  floor.cancel(1);
  EXPECT_EQ(floor.rest(), "1 cancelled\n");
  EXPECT_EQ(floor.day("100 105 85 102"), "");
  floor.cancel(1);
  EXPECT_EQ(floor.rest(), "1 cannot be cancelled\n");
}

TEST(ACancelBetweenTwoPieces, CountsForTheRestOfThePath) {
  // 100 → 95 → 110 → 105: a stop and a target of one position.
  Floor floor{next_open};
  floor.send("sell 1 stop 96 gtc");
  floor.send("sell 1 limit 109 gtc");
  floor.rest();
  floor.show("100 110 95 105", Floor::open_of(1), Floor::close_of(1));
  EXPECT_EQ(floor.one(), "1 triggers\n");
  EXPECT_EQ(floor.one(), "1 fills 1 at 96 stop_triggered\n");
  floor.cancel(2);
  EXPECT_EQ(floor.rest(), "2 cancelled\n");
}

TEST(AChangedQuantity, CountsForTheRestOfThePath) {
  Floor floor{next_open};
  floor.send("buy 1 limit 99 gtc");
  floor.send("sell 5 limit 109 gtc");
  floor.rest();
  floor.show("100 110 95 105", Floor::open_of(1), Floor::close_of(1));
  EXPECT_EQ(floor.one(), "1 fills 1 at 99 limit_touched\n");
  floor.change(2, {.quantity = Quantity{3}});
  EXPECT_EQ(floor.rest(), "2 fills 3 at 109 limit_touched\n");
}

TEST(AChangedPrice, WorksFromTheNextBar) {
  Floor floor{next_open};
  floor.send("buy 1 limit 90 gtc");
  floor.day("100 105 95 102");
  floor.change(1, {.limit = Price{97}});
  EXPECT_EQ(floor.day("100 105 95 102"), "1 fills 1 at 97 limit_touched\n");
}

TEST(SameClose, FillsAMarketOrderAtTheCloseItWasWrittenAt) {
  Floor floor{same_close};
  floor.day("100 105 95 102");
  floor.send("buy 1 market");
  floor.send("buy 1 limit 103");
  EXPECT_EQ(floor.rest(), "1 fills 1 at 102 close\n");
  EXPECT_EQ(floor.day("101 105 95 102"), "2 fills 1 at 101 limit_at_open\n");
}

TEST(SameClose, FillsAtTheCloseOfABarThatBecomesKnownAfterTheOrderAtTheSameTime) {
  Floor floor{same_close};
  floor.set_now(Floor::close_of(1));
  floor.send("buy 1 market");
  EXPECT_EQ(floor.day("100 105 95 102"), "1 fills 1 at 102 close\n");
}

TEST(SameClose, WaitsForTheNextOpenAfterABarWithoutVolume) {
  Floor floor{same_close};
  floor.day("100 105 95 102 0");
  floor.send("buy 1 market");
  EXPECT_EQ(floor.rest(), "");
  EXPECT_EQ(floor.day("101 105 95 102"), "1 fills 1 at 101 open\n");
}

TEST(AnOrderSentWhileABarIsTold, WorksFromTheNextBar) {
  Floor floor{next_open};
  floor.send("buy 1 limit 99 gtc");
  floor.rest();
  floor.show("100 110 95 105", Floor::open_of(1), Floor::close_of(1));
  EXPECT_EQ(floor.one(), "1 fills 1 at 99 limit_touched\n");
  floor.send("sell 1 limit 104 gtc");
  EXPECT_EQ(floor.rest(), "");
  floor.day("105 106 104 105");
}

}  // namespace
}  // namespace muhurat::exchange
