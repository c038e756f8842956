#include "store/series/gaps.hpp"

#include <gtest/gtest.h>

#include "core/parse.hpp"

namespace muhurat::store {
namespace {

using market::Interval;

const market::Zone india{"Asia/Kolkata"};

const market::Calendar& nse() {
  static const market::CalendarBook book;
  return book.calendar({.exchange = "NSE", .segment = "EQ", .has_derivatives = false}, india);
}
const market::Calendar& always_open() {
  static const market::CalendarBook book;
  return book.calendar({.exchange = "XETRA", .segment = "", .has_derivatives = false}, india);
}

Timestamp at(std::string_view date, int hour = 9, int minute = 15) {
  return india.to_utc(parse_date(date).value(), Duration::minutes(hour * 60 + minute));
}

std::string draw(const std::vector<Timestamp>& starts, Interval interval,
                 const market::Calendar& calendar = nse()) {
  const auto gaps = find_gaps(starts, interval, calendar);
  if (!gaps) return "not judged";
  std::string drawn;
  for (const Gap& gap : *gaps)
    drawn += describe(gap, india) + "; " + std::to_string(gap.missing) + "\n";
  return drawn;
}

TEST(Gaps, AreTradingDatesWithoutABar) {
  EXPECT_EQ(draw({at("2025-06-13"), at("2025-06-16")}, Interval::days(1)), "");
  EXPECT_EQ(draw({at("2019-03-01"), at("2019-03-06")}, Interval::days(1)),
            "2019-03-05, a trading day by the calendar; 1\n");
  EXPECT_EQ(draw({at("2025-06-16"), at("2025-06-20")}, Interval::days(1)),
            "2025-06-17 to 2025-06-19, trading days by the calendar; 3\n");
}

TEST(Gaps, AreCoveredByBarsOfSeveralDays) {
  EXPECT_EQ(draw({at("2025-06-16"), at("2025-06-23")}, Interval::days(7)), "");
}

TEST(Gaps, WithinADayAreSessionsAndHolesOfAQuarterOfAnHour) {
  const auto minutes = [](std::string_view date, int from, int to) {
    std::vector<Timestamp> starts;
    for (int i = from; i < to; ++i) starts.push_back(at(date) + Duration::minutes(i));
    return starts;
  };
  std::vector<Timestamp> starts = minutes("2025-06-16", 0, 100);
  const auto add = [&](const std::vector<Timestamp>& more) {
    starts.insert(starts.end(), more.begin(), more.end());
  };
  add(minutes("2025-06-16", 105, 200));
  add(minutes("2025-06-16", 230, 375));
  add(minutes("2025-06-18", 0, 300));
  add(minutes("2025-06-19", 60, 61));
  EXPECT_EQ(draw(starts, Interval::minutes(1)),
            "2025-06-16 12:35 to 13:05, 30 bars missing; 30\n"
            "2025-06-17, a trading day by the calendar; 375\n"
            "2025-06-18 14:15 to 15:30, 75 bars missing; 75\n"
            "2025-06-19 09:15 to 10:15, 60 bars missing; 60\n");
}

TEST(Gaps, DoNotCountTheShortLastHourAsMissing) {
  std::vector<Timestamp> starts;
  for (const char* date : {"2025-06-16", "2025-06-17"}) {
    for (int hour = 9; hour <= 15; ++hour) starts.push_back(at(date, hour, 15));
  }
  EXPECT_EQ(draw(starts, Interval::hours(1)), "");
}

TEST(Gaps, AreNotJudgedWithoutACalendarUnlessTheSeriesTradesOnWeekends) {
  EXPECT_EQ(draw({at("2025-06-13"), at("2025-06-16")}, Interval::days(1), always_open()),
            "not judged");
  EXPECT_EQ(draw({at("2025-06-14"), at("2025-06-16")}, Interval::days(1), always_open()),
            "2025-06-15, a trading day by the calendar; 1\n");
}

}  // namespace
}  // namespace muhurat::store
