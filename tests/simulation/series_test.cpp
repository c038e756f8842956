// Which series a run has, and how a strategy tells them apart.
#include <gtest/gtest.h>

#include "tests/simulation/stage.hpp"

namespace muhurat::simulation {
namespace {

constexpr market::Interval minute = market::Interval::minutes(1);
constexpr market::Interval day = market::Interval::days(1);

// One instrument with bars of a minute, which match, and of a day.
class TwoSeries : public testing::Test {
 protected:
  TwoSeries() {
    market::Series days;
    days.id = SeriesId{1};
    days.instrument = first_instrument;
    days.interval = day;
    stage.tables.series.push_back(days);
    stage.bar(Stage::at(1, 9, 15), Stage::at(1, 9, 16), "100 105 99 101", 0);
    stage.bar(Stage::at(1, 15, 29), Stage::at(1, 15, 30), "102 104 95 104", 0);
    stage.bar(Stage::open_of(1), Stage::close_of(1), "100 105 95 104", 1);
  }
  Stage stage{1, minute};
  Script script;
};

TEST_F(TwoSeries, OfOneInstrumentAreToldApartByTheirIntervals) {
  SeriesId minutes, days;
  std::string seen;
  script.start = [&](Context& context) {
    minutes = context.series_of(first_instrument, minute);
    days = context.series_of(first_instrument, day);
    EXPECT_EQ(context.matching_series(first_instrument), minutes);
  };
  script.bar = [&](Context&, const Bar& bar) {
    seen += (bar.series == days      ? "day "
             : bar.series == minutes ? "minute "
                                     : "? ") +
            to_text(bar.close) + "\n";
  };
  stage.run(script);
  EXPECT_EQ(seen, "minute 101\nminute 104\nday 104\n");
}

TEST_F(TwoSeries, OneThatTheRunDoesNotHaveIsAFault) {
  script.start = [](Context& context) {
    EXPECT_DEATH(context.series_of(first_instrument, market::Interval::minutes(5)),
                 "the run has a series of this instrument and interval");
  };
  stage.run(script);
}

TEST_F(TwoSeries, OfQuotesOrTradesAreNotReplayedYet) {
  for (const auto kind : {market::RecordKind::Quote, market::RecordKind::Trade}) {
    stage.tables.series[1].kind = kind;
    EXPECT_DEATH(stage.run(script), "the engine replays bars only");
  }
}

}  // namespace
}  // namespace muhurat::simulation
