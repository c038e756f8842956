#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <memory>
#include <string>
#include <vector>

#include "sdk/signals/channel_breakout.hpp"
#include "sdk/signals/moving_average_cross.hpp"
#include "sdk/signals/rsi_reversion.hpp"

namespace muhurat::sdk {
namespace {

using market::Bar;

market::RunTables tables_of(std::size_t instruments) {
  market::RunTables tables;
  for (std::uint32_t i = 0; i < instruments; ++i) {
    market::Instrument instrument;
    instrument.id = InstrumentId{i};
    tables.instruments.push_back(instrument);
    // A coarser series beside the matching one: it must inform nobody here.
    tables.series.push_back({.id = SeriesId{2 * i},
                             .instrument = InstrumentId{i},
                             .interval = market::Interval::minutes(1),
                             .is_matching = true});
    tables.series.push_back({.id = SeriesId{2 * i + 1},
                             .instrument = InstrumentId{i},
                             .interval = market::Interval::days(1)});
  }
  return tables;
}

Bar bar_of(std::int64_t close, std::int64_t reach = 0) {
  Bar bar;
  bar.open = bar.close = Price{close};
  bar.high = Price{close + reach};
  bar.low = Price{close - reach};
  return bar;
}
std::vector<Bar> bars_of(const std::vector<int>& closes) {
  std::vector<Bar> bars;
  for (const int close : closes) bars.push_back(bar_of(close));
  return bars;
}

struct View {
  bool is_present = false;
  double strength = 0;
  friend bool operator==(const View& a, const View& b) {
    return a.is_present == b.is_present &&
           (!a.is_present ||
            std::bit_cast<std::uint64_t>(a.strength) == std::bit_cast<std::uint64_t>(b.strength));
  }
};
std::ostream& operator<<(std::ostream& stream, const View& view) {
  return stream << (view.is_present ? std::to_string(view.strength) : "none");
}

// The view after each slice. Slices hold the series' coarser bar as well, with wild prices.
std::vector<View> stream(Signal& signal, const std::vector<Bar>& bars) {
  const market::RunTables tables = tables_of(2);
  signal.on_start(tables);
  Forecasts forecasts{2};
  std::vector<View> views;
  for (Bar bar : bars) {
    bar.series = SeriesId{2};  // of the second instrument
    Bar coarse = bar_of(1'000'000);
    coarse.series = SeriesId{3};
    const market::Record records[] = {market::Record{bar}, market::Record{coarse}};
    signal.on_slice(Slice{Timestamp{}, records, tables.series}, forecasts);
    const auto& entry = forecasts[InstrumentId{1}];
    views.push_back({entry.is_present, entry.strength});
    EXPECT_FALSE(forecasts[InstrumentId{0}].is_present);
  }
  return views;
}

std::vector<View> batch(const Signal& signal, const std::vector<Bar>& bars) {
  std::size_t ring_size = 1;
  while (ring_size < bars.size()) ring_size *= 2;
  std::vector<Bar> ring(ring_size);
  std::copy(bars.begin(), bars.end(), ring.begin());
  const History history{ring.data(), ring_size - 1, bars.size(), bars.size()};
  ForecastColumns columns{bars.size()};
  EXPECT_TRUE(signal.columns(history, columns));
  std::vector<View> views;
  for (std::size_t i = bars.size(); i-- > 0;) {
    views.push_back({columns.is_present(BarsAgo{i}), columns.strength(BarsAgo{i})});
  }
  return views;
}

std::string drawn(const std::vector<View>& views) {
  std::string text;
  for (const View& view : views) {
    text += !view.is_present ? '.' : view.strength > 0 ? '+' : view.strength < 0 ? '-' : '0';
  }
  return text;
}

Parameters given(std::vector<std::pair<std::string, std::string>> settings) {
  std::vector<ParameterSetting> list;
  for (auto& [name, text] : settings) list.push_back({name, text, "--set"});
  return Parameters{std::move(list)};
}

TEST(MovingAverageCross, TakesAViewAtCrossesOnly) {
  Parameters parameters = given({{"fast", "1"}, {"slow", "2"}});
  MovingAverageCross signal{parameters};
  EXPECT_TRUE(parameters.problems().empty());
  EXPECT_EQ(signal.warm_up(), 3u);
  // Rising from the first bar on is no cross; equal averages leave the view standing.
  EXPECT_EQ(drawn(stream(signal, bars_of({10, 11, 12, 11, 11, 12, 12, 12, 11}))), "...--+++-");
}

TEST(MovingAverageCross, NotesTheAveragesItCompared) {
  Parameters parameters = given({{"fast", "1"}, {"slow", "2"}});
  MovingAverageCross signal{parameters};
  const market::RunTables tables = tables_of(1);
  signal.on_start(tables);
  Forecasts forecasts{1};
  for (const int close : {10, 11, 9}) {
    const market::Record record{bar_of(close)};
    signal.on_slice(Slice{Timestamp{}, {&record, 1}, tables.series}, forecasts);
  }
  const trading::Reason& why = forecasts[InstrumentId{0}].reason;
  EXPECT_STREQ(why.values[0].name, "fast");
  EXPECT_EQ(why.values[0].value, 9);
  EXPECT_STREQ(why.values[1].name, "slow");
  EXPECT_EQ(why.values[1].value, 10);
}

TEST(MovingAverageCross, RefusesAFastAverageThatIsNotFaster) {
  Parameters parameters = given({{"fast", "30"}, {"slow", "30"}});
  MovingAverageCross signal{parameters};
  ASSERT_EQ(parameters.problems().size(), 1u);
  EXPECT_EQ(parameters.problems()[0].expected, "more than fast, 30");
}

TEST(RsiReversion, BuysWeaknessAndSellsStrength) {
  Parameters parameters = given({{"period", "2"}, {"lower", "20"}, {"upper", "80"}});
  RsiReversion signal{parameters};
  EXPECT_EQ(drawn(stream(signal, bars_of({10, 9, 8, 9, 9, 12, 20, 19, 10, 5}))), "..+++----+");
}

TEST(ChannelBreakout, EntersByTheLongChannelAndLeavesByTheShort) {
  Parameters parameters = given({{"entry", "3"}, {"exit", "2"}});
  ChannelBreakout signal{parameters};
  EXPECT_EQ(drawn(stream(signal, bars_of({10, 11, 10, 12, 11, 13, 13, 12, 12, 14, 9}))),
            "...++++00+-");
}

template <class Made>
void columns_equal_the_stream(std::vector<std::pair<std::string, std::string>> settings) {
  const auto closes = *rc::gen::container<std::vector<int>>(rc::gen::inRange(90, 110));
  std::vector<Bar> bars;
  for (const int close : closes) bars.push_back(bar_of(close, *rc::gen::inRange(0, 3)));
  Parameters one = given(settings), two = given(settings);
  Made streaming{one};
  const Made whole{two};
  RC_ASSERT(one.problems().empty());
  RC_ASSERT(stream(streaming, bars) == batch(whole, bars));
}

std::string number(int low, int high) {
  return std::to_string(*rc::gen::inRange(low, high));
}

RC_GTEST_PROP(MovingAverageCross, HasColumnsOfTheSameBits, ()) {
  columns_equal_the_stream<MovingAverageCross>(
      {{"fast", number(1, 5)},
       {"slow", number(5, 12)},
       {"average", *rc::gen::element<std::string>("sma", "ema")}});
}

RC_GTEST_PROP(RsiReversion, HasColumnsOfTheSameBits, ()) {
  columns_equal_the_stream<RsiReversion>(
      {{"period", number(2, 8)}, {"lower", number(10, 50)}, {"upper", number(50, 90)}});
}

RC_GTEST_PROP(ChannelBreakout, HasColumnsOfTheSameBits, ()) {
  columns_equal_the_stream<ChannelBreakout>({{"entry", number(1, 10)}, {"exit", number(1, 10)}});
}

}  // namespace
}  // namespace muhurat::sdk
