// The rules about cash, holdings and the fall from the peak: exactly at the limit passes, one unit
// beyond is denied with the right code.
#include "trading/risk_gate.hpp"

#include <gtest/gtest.h>

#include "trading/risk_gate_test.hpp"

namespace muhurat::trading {
namespace {

TEST(RiskGate, Z11WantsCashForThePriceAndTheCharges) {
  Floor floor{only({{"Z11", "true"}}), Money{1'020}};
  floor.estimate.amount = Money{20};
  floor.buy(10);
  EXPECT_EQ(floor.refused_by(), passed);
  EXPECT_EQ(floor.gate.reserved(), Money{1'020});
  floor.say("cancelled 1");
  floor.told();
  EXPECT_EQ(floor.gate.reserved(), Money{});
  floor.buy(10, limit("100.05"));
  EXPECT_EQ(floor.refused_by(), "Z11 MARGIN_INSUFFICIENT");
  floor.buy(10, limit("99.95"));
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, Z11ReckonsWithLimitTriggerOrMark) {
  const auto reserved_by = [](const Pricing& pricing) {
    Floor floor;
    floor.buy(10, pricing);
    return to_text(floor.gate.reserved());
  };
  EXPECT_EQ(reserved_by(Market{}), "1000");
  EXPECT_EQ(reserved_by(limit("90")), "900");
  EXPECT_EQ(reserved_by(stop("110")), "1100");
  EXPECT_EQ(reserved_by(StopLimit{price("110"), price("111")}), "1110");
}

TEST(RiskGate, Z11CountsWhatAllWorkingOrdersReserved) {
  Floor floor{Limits::market(), Money{1'000}};
  floor.buy(6, limit("100"));
  floor.buy(5, limit("100"));
  EXPECT_EQ(floor.refused_by(), "Z11 MARGIN_INSUFFICIENT");
  floor.buy(4, limit("100"));
  EXPECT_EQ(floor.refused_by(), passed);
  floor.say("fill 1 2@100");
  EXPECT_EQ(floor.gate.reserved(), Money{800});
  floor.say("silence 3");
  EXPECT_EQ(floor.gate.reserved(), Money{800});
  floor.say("rejected 3; expired 1");
  EXPECT_EQ(floor.gate.reserved(), Money{});
}

TEST(RiskGate, Z11WantsCashForTheOpeningPartOfAShort) {
  Floor floor{Limits::market(), Money{1'000}};
  hold(floor, 5);
  floor.sell(11, limit("100"));
  EXPECT_EQ(floor.refused_by(), "Z11 MARGIN_INSUFFICIENT");
  floor.sell(10, limit("100"));
  EXPECT_EQ(floor.refused_by(), passed);
  EXPECT_EQ(floor.gate.reserved(), Money{500});
  floor.say("fill 3 5@100");
  EXPECT_EQ(floor.gate.reserved(), Money{500});
  floor.say("fill 3 3@100");
  EXPECT_EQ(floor.gate.reserved(), Money{200});
}

TEST(RiskGate, Z11DoesNotLendAgainstTheProceedsOfAShort) {
  Floor floor{Limits::market(), Money{1'000}};
  floor.sell(10);
  floor.say("fill 1 10@100");
  floor.told();
  floor.sell(1);
  EXPECT_EQ(floor.refused_by(), "Z11 MARGIN_INSUFFICIENT");
  floor.buy(10);
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, Z11NeedsNothingToClose) {
  Floor floor{Limits::market(), Money{1'000}};
  hold(floor, 10);
  floor.estimate.amount = Money{5};
  floor.sell(10, limit("90"));
  EXPECT_EQ(floor.refused_by(), passed);
  EXPECT_EQ(floor.gate.reserved(), Money{});
  floor.sell(1);  // the position is spoken for
  EXPECT_EQ(floor.refused_by(), "Z11 MARGIN_INSUFFICIENT");
}

TEST(RiskGate, Z11JudgesAChangeAgainstWhatItsOwnOrderFrees) {
  Floor floor{Limits::market(), Money{1'000}};
  const OrderId id = floor.buy(6, limit("100"));
  floor.say("accept 1");
  floor.told();
  floor.desk.change(id, {.quantity = Quantity{11}}, floor.now);
  EXPECT_EQ(floor.refused_by(), "Z11 MARGIN_INSUFFICIENT");
  floor.desk.change(id, {.quantity = Quantity{10}}, floor.now);
  EXPECT_EQ(floor.told(), passed);
  EXPECT_EQ(floor.gate.reserved(), Money{1'000});
  EXPECT_EQ(floor.gate.open(acme, Side::Buy), Quantity{10});
  floor.say("change-rejected 1");
  EXPECT_EQ(floor.gate.reserved(), Money{600});
  EXPECT_EQ(floor.gate.open(acme, Side::Buy), Quantity{6});
}

TEST(RiskGate, Z11KeepsTheLargerReservationUntilAChangeIsSettled) {
  Floor floor{Limits::market(), Money{1'000}};
  const OrderId id = floor.buy(10, limit("100"));
  floor.say("accept 1");
  floor.desk.change(id, {.quantity = Quantity{4}}, floor.now);
  EXPECT_EQ(floor.gate.reserved(), Money{1'000});
  floor.say("changed 1");
  EXPECT_EQ(floor.gate.reserved(), Money{400});
}

TEST(RiskGate, Z11LeavesTheReserveAlone) {
  Floor floor{only({{"Z11.reserve", "0.1"}}), Money{1'000}};
  floor.buy(9);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.say("cancelled 1");
  floor.told();
  floor.buy(10);
  EXPECT_EQ(floor.refused_by(), "Z11 MARGIN_INSUFFICIENT");
}

TEST(RiskGate, Z11WithoutAReferencePriceRefuses) {
  Floor floor;
  floor.instrument = fut;
  floor.buy(25);
  EXPECT_EQ(floor.refused_by(), "Z11 MARGIN_INSUFFICIENT");
  floor.buy(25, limit("100"));
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, Z11TellsWhatWasFreeAndWhatWasNeeded) {
  Floor floor{Limits::market(), Money{500}};
  floor.buy(10);
  const RiskRefusal refusal = last_refusal(floor);
  EXPECT_DOUBLE_EQ(refusal.limit, 500);
  EXPECT_DOUBLE_EQ(refusal.value, 1'000);
}

TEST(RiskGate, Z13SellsWhatIsHeldAndNotBeingSold) {
  Floor floor{Limits::market(), Money{1'000'000}, Product::Cnc};
  floor.sell(1);
  EXPECT_EQ(floor.refused_by(), "Z13 SHORT_NOT_ALLOWED");
  hold(floor, 10);
  floor.sell(11);
  EXPECT_EQ(floor.refused_by(), "Z13 SHORT_NOT_ALLOWED");
  floor.sell(6, limit("110"));
  EXPECT_EQ(floor.refused_by(), passed);
  floor.sell(5);
  EXPECT_EQ(floor.refused_by(), "Z13 SHORT_NOT_ALLOWED");
  floor.sell(4);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.say("accept 4; cancelled 6");
  floor.told();
  floor.desk.change(OrderId{4}, {.quantity = Quantity{11}}, floor.now);
  EXPECT_EQ(floor.told(), "denied 4 Z13 SHORT_NOT_ALLOWED");
  floor.desk.change(OrderId{4}, {.quantity = Quantity{10}}, floor.now);
  EXPECT_EQ(floor.told(), passed);
}

TEST(RiskGate, Z13LeavesIntradayShortsAlone) {
  Floor floor{Limits::market(), Money{1'000'000}, Product::Mis};
  floor.sell(1);
  EXPECT_EQ(floor.refused_by(), passed);
}

TEST(RiskGate, L02StopsEntriesAfterAFallFromThePeak) {
  const Limits limits = only({{"L02.day", "0.02"}, {"L02.rolling", "0.1"}});
  Floor floor{limits, Money{10'000}};
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), "L02 DRAWDOWN");  // nothing was observed yet
  const Date today = floor.tables.sessions[0][0].date;
  floor.gate.observe(today, floor.portfolio.equity());
  hold(floor, 20);
  floor.mark(90);  // equity 9800: exactly 2 %
  floor.gate.observe(today, floor.portfolio.equity());
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.portfolio.mark(acme, price("89.95"));
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), "L02 DRAWDOWN");
  floor.sell(20);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.gate.observe(today + 1, floor.portfolio.equity());
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), passed);
  floor.mark(49);  // 10.2 % below the peak of the last days
  floor.gate.observe(today + 2, floor.portfolio.equity());
  floor.buy(1);
  EXPECT_EQ(floor.refused_by(), "L02 DRAWDOWN");
}

}  // namespace
}  // namespace muhurat::trading
