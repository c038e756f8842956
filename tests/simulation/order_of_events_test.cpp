#include <gtest/gtest.h>

#include "tests/simulation/stage.hpp"

namespace muhurat::simulation {
namespace {

TEST(AStrategy, KnowsItsFillsOfABarBeforeItSeesThatBar) {
  Stage stage;
  stage.day(1, "100 105 95 102");
  stage.day(2, "103 106 101 104");
  std::string seen;
  Script script;
  script.bar = [&](Context& context, const Bar& bar) {
    seen += "bar " + to_text(bar.close) + ", holds " +
            to_text(context.position(first_instrument).quantity) + "\n";
    if (bar.close == Price{102}) context.buy(first_instrument, Quantity{5});
  };
  script.order = [&](Context& context, const OrderEvent& event) {
    if (event.kind != OrderEventKind::Filled) return;
    seen += "filled at " + to_text(event.fill.price) + ", holds " +
            to_text(context.position(first_instrument).quantity) + ", mark " +
            to_text(context.mark(first_instrument)) + "\n";
  };
  stage.run(script);
  EXPECT_EQ(seen,
            "bar 102, holds 0\n"
            "filled at 103, holds 5, mark 102\n"
            "bar 104, holds 5\n");
}

TEST(ASlice, ComesOnceAfterTheLastBarOfAMomentAndBeforeItsTimers) {
  Stage stage{2};
  for (int day = 1; day <= 2; ++day) {
    stage.day(day, "100 105 95 102", 0);
    stage.day(day, "200 205 195 202", 1);
  }
  std::string seen;
  Script script;
  script.start = [&](Context& context) { context.before_close(Duration::minutes(0)); };
  script.bar = [&](Context& context, const Bar& bar) {
    seen += context.instrument(context.instrument_of(bar)).symbol;
  };
  script.slice = [&](Context&, const Slice& slice) { seen += std::to_string(slice.size()); };
  script.timer = [&](Context&, TimerId) { seen += "t "; };
  stage.run(script);
  EXPECT_EQ(seen, "AB2t AB2t ");
}

TEST(ATimer, FiresBetweenRecordsAtItsTimeOfDay) {
  Stage stage;
  stage.day(1, "100 105 95 102");
  stage.day(2, "100 105 95 102");
  std::string seen;
  Script script;
  script.start = [&](Context& context) {
    context.at_time_of_day(10, 0);
    context.before_close(Duration::minutes(15));
  };
  script.timer = [&](Context& context, TimerId timer) {
    seen += std::to_string(timer.value()) + " " + to_text(context.now()) + "\n";
  };
  script.bar = [&](Context& context, const Bar&) {
    seen += "bar " + to_text(context.now()) + "\n";
  };
  stage.run(script);
  EXPECT_EQ(seen,
            "bar 2026-01-02T15:30:00Z\n"
            "0 2026-01-03T10:00:00Z\n"
            "1 2026-01-03T15:15:00Z\n"
            "bar 2026-01-03T15:30:00Z\n");
}

TEST(ATimer, AtTheTimeOfARecordClosesNoSessionEarly) {
  Stage stage{1, market::Interval::hours(1)};
  for (int day = 1; day <= 2; ++day) {
    for (int hour = 10; hour <= 14; ++hour) {
      stage.bar(Stage::at(day, hour, 0), Stage::at(day, hour + 1, 0), "100 105 95 102");
    }
  }
  std::string seen;
  Script script;
  script.start = [&](Context& context) { context.at_time_of_day(12, 0); };
  script.timer = [&](Context& context, TimerId) { seen += to_text(context.now()) + "\n"; };
  const engine::RunResult result = stage.run(script);
  EXPECT_EQ(seen, "2026-01-02T12:00:00Z\n2026-01-03T12:00:00Z\n");
  ASSERT_EQ(result.closes.size(), 2U);
  EXPECT_EQ(result.closes[0].time, Stage::close_of(1));
  EXPECT_EQ(result.closes[1].date, Stage::first_day + 2);
}

TEST(ARefusal, IsToldAfterTheCallbackHasReturned) {
  Stage stage;
  stage.day(1, "100 105 95 102");
  std::string seen;
  Script script;
  script.bar = [&](Context& context, const Bar&) {
    const OrderId order =
        context.buy(first_instrument, Quantity{1}, Limit{Price::from_double(99.5)});
    seen += "wrote " + std::to_string(order.value()) + ", ";
  };
  script.order = [&](Context&, const OrderEvent& event) {
    seen += std::string{"denied by "} + event.refusal.rule + ", " +
            to_text(event.refusal.nearest_below) + " or " + to_text(event.refusal.nearest_above);
  };
  const engine::RunResult result = stage.run(script);
  EXPECT_EQ(seen, "wrote 1, denied by C07, 99 or 100");
  EXPECT_EQ(draw_orders(result), "1 denied 0 of 1\n");
  EXPECT_EQ(result.counts.denied, 1U);
}

TEST(WhatIsWrittenInOnOrder, WorksFromTheNextBar) {
  Stage stage;
  stage.day(1, "100 105 95 102");
  stage.day(2, "100 110 90 102");
  stage.day(3, "101 110 90 102");
  Script script;
  script.bar = [&](Context& context, const Bar& bar) {
    if (bar.available_time == Stage::close_of(1)) context.buy(first_instrument, Quantity{5});
  };
  script.order = [&](Context& context, const OrderEvent& event) {
    if (event.kind == OrderEventKind::Filled && event.fill.side == Side::Buy) {
      context.sell(first_instrument, Quantity{5}, Limit{Price{105}});
    }
  };
  EXPECT_EQ(draw_fills(stage.run(script)), "1 buy 5 at 100 open\n2 sell 5 at 105 limit_touched\n");
}

TEST(ACancelWrittenInOnOrder, ReachesTheVenueAfterTheBar) {
  Stage stage;
  stage.day(1, "100 105 95 102");
  stage.day(2, "100 110 90 102");
  Script script;
  script.bar = [&](Context& context, const Bar& bar) {
    if (bar.available_time != Stage::close_of(1)) return;
    context.buy(first_instrument, Quantity{5});
    context.buy(first_instrument, Quantity{5}, Limit{Price{95}});
    context.buy(first_instrument, Quantity{5}, Limit{Price{80}});
  };
  script.order = [&](Context& context, const OrderEvent& event) {
    if (event.kind != OrderEventKind::Filled || event.order.id != OrderId{1}) return;
    context.cancel(OrderId{2});
    context.cancel(OrderId{3});
  };
  const engine::RunResult result = stage.run(script);
  EXPECT_EQ(draw_fills(result), "1 buy 5 at 100 open\n2 buy 5 at 95 limit_touched\n");
}

TEST(ADayOrder, EndsWithItsSessionThoughItsInstrumentHasNoMoreBars) {
  Stage stage{2};
  stage.day(1, "100 105 95 100", 0);
  stage.day(1, "100 105 95 100", 1);
  for (int day = 2; day <= 3; ++day) stage.day(day, "200 205 195 200", 1);
  stage.day(4, "50 55 45 50", 0);
  std::string seen;
  Script script;
  script.bar = [&](Context& context, const Bar& bar) {
    if (bar.available_time != Stage::close_of(1) || context.instrument_of(bar) != InstrumentId{0}) {
      return;
    }
    context.submit(
        {.instrument = InstrumentId{0}, .quantity = Quantity{5}, .pricing = Limit{Price{60}}});
    context.submit(
        {.instrument = InstrumentId{0}, .quantity = Quantity{6}, .pricing = Limit{Price{70}}});
  };
  script.order = [&](Context& context, const OrderEvent& event) {
    if (event.kind != OrderEventKind::Expired) return;
    seen += std::to_string(event.order.id.value()) + " expired " + to_text(event.time) +
            ", known " + to_text(context.now()) + "\n";
  };
  EXPECT_EQ(draw_fills(stage.run(script)), "");
  EXPECT_EQ(seen,
            "1 expired 2026-01-03T15:30:00Z, known 2026-01-04T15:30:00Z\n"
            "2 expired 2026-01-03T15:30:00Z, known 2026-01-04T15:30:00Z\n");
}

TEST(ADayOrder, LivesUntilTheLastBarOfItsOwnSessionWhateverElseClosedThen) {
  Stage stage{2};
  for (int day = 1; day <= 2; ++day) {
    stage.day(day, "100 105 95 100", 0);
    stage.day(day, "200 205 195 200", 1);
  }
  Script script;
  script.bar = [&](Context& context, const Bar& bar) {
    if (bar.available_time != Stage::close_of(1) || context.instrument_of(bar) != InstrumentId{1}) {
      return;
    }
    context.submit(
        {.instrument = InstrumentId{1}, .quantity = Quantity{5}, .pricing = Limit{Price{199}}});
  };
  EXPECT_EQ(draw_fills(stage.run(script)), "1 buy 5 at 199 limit_touched\n");
}

TEST(ADayOrder, LivesThroughTheDailyBarOfASplitDay) {
  Stage stage{2};
  for (auto& sessions : stage.tables.sessions) {
    sessions[2].close = Stage::at(2, 10, 0);
    sessions.insert(sessions.begin() + 3,
                    {sessions[2].date, Stage::at(2, 12, 45), Stage::close_of(2)});
  }
  for (int day = 1; day <= 2; ++day) {
    stage.day(day, "100 105 95 100", 0);
    stage.day(day, "200 205 195 200", 1);
  }
  Script script;
  script.bar = [&](Context& context, const Bar& bar) {
    if (bar.available_time != Stage::close_of(1) || context.instrument_of(bar) != InstrumentId{1}) {
      return;
    }
    context.buy(InstrumentId{1}, Quantity{5});
  };
  EXPECT_EQ(draw_fills(stage.run(script)), "1 buy 5 at 200 open\n");
}

TEST(ACancel, CarriesTheTimeAtWhichItWasWritten) {
  Stage stage;
  for (int day = 1; day <= 2; ++day) stage.day(day, "100 105 95 100");
  std::string seen;
  OrderId order;
  Script script;
  script.start = [&](Context& context) { context.at_time_of_day(10, 0); };
  script.bar = [&](Context& context, const Bar& bar) {
    if (bar.available_time != Stage::close_of(1)) return;
    order = context.buy(first_instrument, Quantity{5}, Limit{Price{1}});
  };
  script.timer = [&](Context& context, TimerId) {
    if (order != OrderId{}) context.cancel(order);
  };
  script.order = [&](Context&, const OrderEvent& event) {
    if (event.kind == OrderEventKind::Cancelled) seen += to_text(event.time);
  };
  stage.run(script);
  EXPECT_EQ(seen, "2026-01-03T10:00:00Z");
}

TEST(ABracket, NeverFillsBothLegsInOneBar) {
  Stage stage;
  stage.day(1, "100 105 95 100");
  stage.day(2, "100 101 99 100");
  stage.day(3, "100 120 80 100");
  Script script;
  script.bar = [&](Context& context, const Bar& bar) {
    if (bar.available_time != Stage::close_of(1)) return;
    context.submit({.instrument = first_instrument,
                    .quantity = Quantity{5},
                    .bracket = {.stop = Price{10}, .target = Price{10}}});
  };
  const engine::RunResult result = stage.run(script);
  EXPECT_EQ(draw_fills(result), "1 buy 5 at 100 open\n2 sell 5 at 90 stop_triggered\n");
  EXPECT_EQ(draw_orders(result), "1 filled 5 of 5\n2 filled 5 of 5\n3 cancelled 0 of 5\n");
}

TEST(ACallback, ThatIsNotOverriddenIsNeverCalled) {
  Stage stage;
  stage.day(1, "100 105 95 102");
  Script script;  // its on_bar would throw: the lambda is empty
  EXPECT_EQ(stage.run(script).counts.records, 1U);
}

TEST(SameClose, FillsAtTheCloseRightAfterTheCallback) {
  Stage stage;
  stage.profile = exchange::same_close;
  stage.day(1, "100 105 95 102");
  stage.day(2, "100 105 95 103");
  Script script;
  script.bar = [&](Context& context, const Bar&) {
    if (context.position(first_instrument).is_flat()) context.buy(first_instrument, Quantity{1});
  };
  EXPECT_EQ(draw_fills(stage.run(script)), "1 buy 1 at 102 close\n");
}

TEST(AStrategyThatAnswersItself, IsStoppedByName) {
  Stage stage;
  stage.day(1, "100 105 95 102");
  Script script;
  script.bar = [&](Context& context, const Bar&) {
    context.buy(first_instrument, Quantity{1}, Limit{Price::from_double(0.5)});
  };
  script.order = [&](Context& context, const OrderEvent&) {
    context.buy(first_instrument, Quantity{1}, Limit{Price::from_double(0.5)});
  };
  EXPECT_THROW(stage.run(script), engine::StrategyError);
  script.order = nullptr;
  script.bar = [&](Context& context, const Bar&) {
    for (;;) context.buy(first_instrument, Quantity{1});
  };
  EXPECT_THROW(stage.run(script), engine::StrategyError);
}

TEST(AnOrderInOnStart, EndsTheRunWithAMessage) {
  Stage stage;
  Script script;
  script.start = [&](Context& context) { context.buy(first_instrument, Quantity{1}); };
  EXPECT_THROW(stage.run(script), engine::StrategyError);
}

TEST(AMarker, NamesTheCallbackThatRuns) {
  Stage stage{2};
  engine::CallbackMarker marker;
  stage.settings.marker = &marker;
  stage.day(1, "100 105 95 102", 1);
  Script script;
  script.bar = [&](Context&, const Bar&) {
    EXPECT_EQ(marker.kind(), engine::CallbackKind::OnBar);
    EXPECT_EQ(marker.instrument.load(), 1U);
    EXPECT_EQ(marker.time_ns.load(), Stage::close_of(1).ns());
  };
  stage.run(script);
  EXPECT_EQ(marker.kind(), engine::CallbackKind::None);
  EXPECT_EQ(marker.count(), 3U);  // on_start, on_bar, on_stop
}

}  // namespace
}  // namespace muhurat::simulation
