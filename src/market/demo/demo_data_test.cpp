#include "market/demo/demo_data.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>

#include "core/state_hash.hpp"
#include "core/text.hpp"

namespace muhurat::market {
namespace {

const CalendarBook& book() {
  static const CalendarBook calendars;
  return calendars;
}
const Calendar& nse() {
  static const Zone zone{"Asia/Kolkata"};
  return book().calendar({.exchange = "NSE", .segment = "EQ", .has_derivatives = false}, zone);
}
const std::vector<DemoSeries>& demo() {
  static const std::vector<DemoSeries> series = generate_demo(demo_seed, nse());
  return series;
}

std::string drawn(const Bar& bar) {
  return to_text(bar.start()) + " " + to_text(bar.available_time) + " " + to_text(bar.open) + " " +
         to_text(bar.high) + " " + to_text(bar.low) + " " + to_text(bar.close) + " " +
         std::to_string(static_cast<long long>(bar.volume));
}

TEST(DemoData, HasDaysAndMinutesOfFiveInstruments) {
  ASSERT_EQ(demo().size(), 10u);
  for (std::size_t i = 0; i < demo().size(); ++i) {
    const DemoSeries& each = demo()[i];
    EXPECT_EQ(each.interval, i % 2 == 0 ? Interval::days(1) : Interval::minutes(1));
    EXPECT_EQ(each.bars.size(), demo()[i % 2].bars.size());
    EXPECT_EQ(each.instrument.name, "generated sample data (seed 48)");
  }
  EXPECT_EQ(demo()[0].instrument.key(), "NSE:ASHVA");
  EXPECT_EQ(to_text(nse().zone().date_of(demo()[0].bars.front().start())), "2016-01-01");
  EXPECT_EQ(to_text(nse().zone().date_of(demo()[0].bars.back().start())), "2025-12-31");
  EXPECT_EQ(to_text(nse().zone().date_of(demo()[1].bars.front().start())), "2025-10-01");
}

TEST(DemoData, LiesInTheSessionsOfTheCalendar) {
  const auto sessions = nse().sessions(demo_first_day, demo_last_day);
  std::map<Date, std::pair<Timestamp, Timestamp>> days;
  for (const Session& session : sessions) {
    const auto [day, is_first] = days.try_emplace(session.date, session.open, session.close);
    day->second.second = session.close;
  }
  ASSERT_EQ(demo()[0].bars.size(), days.size());
  auto day = days.begin();
  for (const Bar& bar : demo()[0].bars) {
    EXPECT_EQ(bar.start(), day->second.first);
    EXPECT_EQ(bar.available_time, day->second.second);
    ++day;
  }
  std::size_t minutes = 0;
  for (const Session& session : nse().sessions(demo_first_minute_day, demo_last_day)) {
    minutes += static_cast<std::size_t>((session.close - session.open).to_seconds()) / 60;
  }
  EXPECT_EQ(demo()[1].bars.size(), minutes);
}

TEST(DemoData, HasSoundBarsOnTheTick) {
  for (const DemoSeries& each : demo()) {
    const Price tick = each.instrument.terms.front().tick;
    Timestamp before = Timestamp::min();
    for (const Bar& bar : each.bars) {
      const bool is_sound = bar.low.is_positive() && bar.low <= bar.open && bar.low <= bar.close &&
                            bar.high >= bar.open && bar.high >= bar.close && bar.volume >= 1 &&
                            bar.volume == std::floor(bar.volume) && bar.start() >= before &&
                            bar.open.is_multiple_of(tick) && bar.high.is_multiple_of(tick) &&
                            bar.low.is_multiple_of(tick) && bar.close.is_multiple_of(tick);
      ASSERT_TRUE(is_sound) << each.instrument.key() << " " << drawn(bar);
      before = bar.available_time;
    }
  }
}

TEST(DemoData, HasMinutesThatAddUpToTheirDay) {
  for (std::size_t i = 0; i < demo().size(); i += 2) {
    std::map<Date, Bar> days;
    for (const Bar& bar : demo()[i + 1].bars) {
      const auto [day, is_first] = days.try_emplace(nse().zone().date_of(bar.start()), bar);
      if (is_first) continue;
      Bar& sum = day->second;
      sum.length_ms =
          static_cast<std::uint32_t>((bar.available_time - sum.start()).ns() / 1'000'000);
      sum.available_time = bar.available_time;
      sum.high = std::max(sum.high, bar.high);
      sum.low = std::min(sum.low, bar.low);
      sum.close = bar.close;
      sum.volume += bar.volume;
    }
    ASSERT_GT(days.size(), 55u);
    for (const Bar& bar : demo()[i].bars) {
      const auto day = days.find(nse().zone().date_of(bar.start()));
      if (day == days.end()) continue;
      EXPECT_EQ(drawn(bar), drawn(day->second));
    }
  }
}

// What a person would call shares: they move together, now and then far, and go somewhere.
TEST(DemoData, LooksLikeShares) {
  std::vector<std::vector<double>> returns;
  for (std::size_t i = 0; i < demo().size(); i += 2) {
    const auto& bars = demo()[i].bars;
    std::vector<double> moves;
    for (std::size_t k = 1; k < bars.size(); ++k) {
      moves.push_back(bars[k].close.to_double() / bars[k - 1].close.to_double() - 1);
    }
    double square = 0, most = 0;
    for (const double move : moves) square += move * move, most = std::max(most, std::fabs(move));
    const double a_year = std::sqrt(square / static_cast<double>(moves.size()) * 248);
    EXPECT_GT(a_year, 0.15);
    EXPECT_LT(a_year, 0.45);
    EXPECT_GT(most, 0.05);
    EXPECT_LT(most, 0.30);
    const double growth = bars.back().close.to_double() / bars.front().close.to_double();
    EXPECT_GT(growth, 0.4) << demo()[i].instrument.key();
    EXPECT_LT(growth, 15) << demo()[i].instrument.key();
    returns.push_back(std::move(moves));
  }
  double both = 0, one = 0, other = 0;
  for (std::size_t k = 0; k < returns[0].size(); ++k) {
    both += returns[0][k] * returns[1][k];
    one += returns[0][k] * returns[0][k];
    other += returns[1][k] * returns[1][k];
  }
  EXPECT_GT(both / std::sqrt(one * other), 0.3);
}

TEST(DemoData, TradesMostNearOpenAndClose) {
  double first = 0, noon = 0, last = 0;
  for (const Bar& bar : demo()[1].bars) {
    const Duration time = nse().zone().time_of_day(bar.start());
    if (time >= Duration::hours(9) && time < Duration::hours(9) + Duration::minutes(45)) {
      first += bar.volume;
    }
    if (time >= Duration::hours(12) && time < Duration::hours(12) + Duration::minutes(30)) {
      noon += bar.volume;
    }
    if (time >= Duration::hours(15)) last += bar.volume;
  }
  EXPECT_GT(first, 1.8 * noon);
  EXPECT_GT(last, 1.5 * noon);
}

// The same bits everywhere, for ever: examples and guides are tested on these prices.
TEST(DemoData, IsAFunctionOfItsSeed) {
  StateHash hash;
  for (const DemoSeries& each : demo()) {
    for (const Bar& bar : each.bars) {
      hash.append(bar.available_time);
      for (const Price price : {bar.open, bar.high, bar.low, bar.close}) hash.append(price);
      hash.append(static_cast<std::uint64_t>(bar.volume));
    }
  }
  EXPECT_EQ(hash.hex(), "d550a483f9aa9a6a6cce7a7eaa3530f5");
  EXPECT_NE(drawn(generate_demo(49, nse())[0].bars.back()), drawn(demo()[0].bars.back()));
}

}  // namespace
}  // namespace muhurat::market
