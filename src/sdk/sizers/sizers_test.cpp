#include "sdk/sizers/sizers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat::sdk {
namespace {

constexpr InstrumentId infy{0};

// A portfolio of one instrument, a sizer, and what it wants.
class Scene {
 public:
  explicit Scene(std::int64_t lot = 1, std::int64_t multiplier = 1) {
    market::Instrument instrument;
    instrument.multiplier = multiplier;
    instrument.terms = {{Date::min(), Price::from_raw(5'000'000), Quantity{lot}, {}, false}};
    tables.instruments = {instrument};
    tables.series = {{.id = SeriesId{0},
                      .instrument = infy,
                      .interval = market::Interval::days(1),
                      .is_matching = true}};
    terms_ = &tables.instruments[0].terms[0];
    state.instrument_count = 1;
    state.positions = &position;
    state.instruments = tables.instruments.data();
    state.terms = &terms_;
    state.cash = &cash;
    state.market_value = &market_value;
    position.mark = Price{100};
  }
  Scene(const Scene&) = delete;

  // The target once the sizer has run: "500", with " stop 4" and what was said.
  std::string size(RiskSizer& sizer) {
    sizer.size(forecasts, PortfolioView{state}, targets);
    forecasts.clear_changes();
    const Targets::Entry& entry = targets[infy];
    if (!entry.is_present) return "none";
    std::string text = to_text(entry.target.position);
    if (entry.target.stop) text += " stop " + to_text(*entry.target.stop);
    if (entry.target.why.text != nullptr) text += std::string{", "} + entry.target.why.text;
    return text;
  }
  std::string size(RiskSizer& sizer, double strength) {
    forecasts.set(infy, strength);
    return size(sizer);
  }

  market::RunTables tables;
  trading::Position position;
  Money cash{1'000'000}, market_value;  // their sum is equity
  PortfolioState state;
  Forecasts forecasts{1};
  Targets targets{1};

 private:
  const market::InstrumentTerms* terms_;
};

Parameters given(std::vector<std::pair<std::string, std::string>> settings) {
  std::vector<ParameterSetting> list;
  for (auto& [name, text] : settings) list.push_back({name, text, "--set"});
  return Parameters{std::move(list)};
}
template <class Sizer>
Sizer made(std::vector<std::pair<std::string, std::string>> settings) {
  Parameters parameters = given(std::move(settings));
  Sizer sizer{parameters};
  EXPECT_TRUE(parameters.problems().empty() && parameters.unknown().empty());
  return sizer;
}

TEST(FixedSizer, HoldsItsQuantityByTheStrengthOfTheView) {
  auto sizer = made<FixedSizer>({{"quantity", "101"}});
  Scene scene;
  EXPECT_EQ(scene.size(sizer), "none");
  EXPECT_EQ(scene.size(sizer, 1), "101");
  EXPECT_EQ(scene.size(sizer, 0.5), "50");
  EXPECT_EQ(scene.size(sizer, 0), "0");
  EXPECT_EQ(scene.size(sizer, 0.001), "0, less than one lot: flat");
}

TEST(FixedSizer, CutsTowardZeroToTheLot) {
  auto sizer = made<FixedSizer>({{"quantity", "350"}, {"allow_short", "true"}});
  Scene scene{75};
  EXPECT_EQ(scene.size(sizer, 1), "300");
  EXPECT_EQ(scene.size(sizer, -1), "-300");
}

TEST(StockSizer, TurnsAShortViewIntoNoHoldingAndSaysSo) {
  auto sizer = made<FixedSizer>({{"quantity", "10"}});
  Scene scene;
  EXPECT_EQ(scene.size(sizer, -1), "0, shorts are not allowed (allow_short): flat instead");
}

TEST(StockSizer, LeavesTheHoldingAloneWhenTheViewIsWithdrawn) {
  auto sizer = made<FixedSizer>({{"quantity", "10"}});
  Scene scene;
  EXPECT_EQ(scene.size(sizer, 1), "10");
  scene.forecasts.withdraw(infy);
  EXPECT_EQ(scene.size(sizer), "none");
}

TEST(PercentOfEquitySizer, BuysThePartOfEquityAtTheLastPrice) {
  auto sizer = made<PercentOfEquitySizer>({{"percent", "20"}});
  Scene scene;
  scene.position.mark = *parse_price("333.33");
  EXPECT_EQ(scene.size(sizer, 1), "600");  // 200,000 ÷ 333.33 = 600.006
  EXPECT_EQ(scene.size(sizer, 0.5), "300");
  scene.cash = Money{-5};
  EXPECT_EQ(scene.size(sizer, 1), "0, less than one lot: flat");
}

TEST(PercentOfEquitySizer, CountsTheMultiplier) {
  auto sizer = made<PercentOfEquitySizer>({{"percent", "100"}});
  Scene scene{1, 100};
  EXPECT_EQ(scene.size(sizer, 1), "100");  // 1,000,000 ÷ (100 × 100)
}

TEST(StockSizer, IsNotMovedByAPriceAlone) {
  auto sizer = made<PercentOfEquitySizer>({{"percent", "20"}});
  Scene scene;
  EXPECT_EQ(scene.size(sizer, 1), "2000");
  scene.position.mark = Price{50};  // a fill came, at another price
  EXPECT_EQ(scene.size(sizer), "2000");
  EXPECT_EQ(scene.size(sizer, 1), "2000");  // the same view again
  scene.forecasts.mark_all_changed();       // the rebalance timer
  EXPECT_EQ(scene.size(sizer), "4000");
}

TEST(StockSizer, WaitsForAPrice) {
  auto sizer = made<PercentOfEquitySizer>({});
  Scene scene;
  scene.position.mark = Price{};
  EXPECT_EQ(scene.size(sizer, 1), "none");
  EXPECT_EQ(scene.size(sizer, 0), "0");
}

TEST(RiskPerTradeSizer, LosesTheGivenPartAtItsStop) {
  auto sizer = made<RiskPerTradeSizer>({{"percent", "1"}, {"stop_percent", "4"}});
  Scene scene;
  EXPECT_FALSE(sizer.observes());
  EXPECT_EQ(sizer.warm_up(), 0u);
  EXPECT_EQ(scene.size(sizer, 1), "2500 stop 4");  // 10,000 ÷ 4
}

TEST(RiskPerTradeSizer, MeasuresItsStopInAverageTrueRanges) {
  auto sizer = made<RiskPerTradeSizer>({{"atr_period", "2"}, {"atr_multiple", "3"}});
  Scene scene;
  sizer.on_start(scene.tables);
  EXPECT_TRUE(sizer.observes());
  EXPECT_EQ(sizer.warm_up(), 3u);
  EXPECT_EQ(scene.size(sizer, 1), "0, the average true range is not known yet: flat");
  for (int i = 0; i < 3; ++i) {
    market::Bar bar;
    bar.high = Price{102};
    bar.low = Price{100};
    bar.close = Price{101};
    const market::Record record{bar};
    sizer.observe(Slice{Timestamp{}, {&record, 1}, scene.tables.series});
  }
  EXPECT_EQ(scene.size(sizer, 0.5), "833 stop 6");  // half of 10,000 ÷ 6, cut to the unit
}

TEST(RiskPerTradeSizer, HoldsNoMoreThanItMay) {
  auto sizer = made<RiskPerTradeSizer>({{"percent", "2"}, {"stop_percent", "1"}, {"most", "50"}});
  Scene scene;
  EXPECT_EQ(scene.size(sizer, 1), "5000 stop 1, cut to the most that one position may be worth");
}

RC_GTEST_PROP(PercentOfEquitySizer, NeverSpendsMoreThanItsPart, ()) {
  const auto percent = *rc::gen::inRange(1, 500);
  auto sizer = made<PercentOfEquitySizer>({{"percent", std::to_string(percent)}});
  Scene scene;
  scene.cash = Money::from_raw(static_cast<int128>(*rc::gen::inRange<std::int64_t>(0, INT64_MAX)) *
                               10'000'000);
  scene.position.mark = Price::from_raw(*rc::gen::inRange<std::int64_t>(1, INT64_MAX));
  scene.size(sizer, 1);
  const Quantity held = scene.targets[infy].target.position;
  RC_ASSERT(!held.is_negative() && held.is_multiple_of(Quantity{1}));
  RC_ASSERT(scene.position.mark * held * 100 <= scene.cash * percent);
}

}  // namespace
}  // namespace muhurat::sdk
