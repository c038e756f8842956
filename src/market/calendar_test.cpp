#include "market/calendar.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <set>

#include "core/error.hpp"
#include "core/parse.hpp"

namespace muhurat::market {
namespace {

const Zone india{"Asia/Kolkata"};

const CalendarBook& book() {
  static const CalendarBook compiled_in;
  return compiled_in;
}

Date day(std::string_view text) {
  return parse_date(text).value();
}

std::string draw(const Session& session) {
  constexpr const char* kinds[] = {
      "", " special", " estimated", " off calendar", " beyond calendar", " always open"};
  const auto minutes = [&](Timestamp time) {
    return (time - india.to_utc(session.date, Duration{})).ns() / 60'000'000'000;
  };
  const auto open = minutes(session.open);
  const auto close = minutes(session.close);
  return fmt::format("{:02}:{:02}-{:02}:{:02}{}", open / 60, open % 60, close / 60, close % 60,
                     kinds[static_cast<int>(session.kind)]);
}

// The sessions of a date: "09:15-10:00 special, 11:30-12:30 special", or "closed".
std::string draw(const Calendar& calendar, std::string_view date) {
  std::string drawn;
  for (const Session& session : calendar.sessions(day(date), day(date))) {
    EXPECT_EQ(session.date, day(date));
    drawn += (drawn.empty() ? "" : ", ") + draw(session);
  }
  return drawn.empty() ? "closed" : drawn;
}

const Calendar& of(std::string_view exchange, std::string_view segment) {
  return book().calendar({.exchange = exchange, .segment = segment, .has_derivatives = false},
                         india);
}

std::string equity(std::string_view date) {
  return draw(of("NSE", "EQ"), date);
}
std::string with_derivatives(std::string_view date) {
  return draw(book().calendar({.exchange = "NSE", .segment = "EQ", .has_derivatives = true}, india),
              date);
}
std::string mcx(std::string_view date) {
  return draw(of("MCX", "COM"), date);
}

int session_dates(const Calendar& calendar, int year) {
  std::set<Date> dates;
  for (const Session& session :
       calendar.sessions(Date::from_civil(year, 1, 1), Date::from_civil(year, 12, 31))) {
    dates.insert(session.date);
  }
  return static_cast<int>(dates.size());
}

TEST(Calendar, KnowsTheRegularHoursOfEveryEra) {
  EXPECT_EQ(equity("1999-07-01"), "09:55-15:30");
  EXPECT_EQ(equity("2009-12-31"), "09:55-15:30");
  EXPECT_EQ(equity("2010-01-04"), "09:00-15:30");
  EXPECT_EQ(equity("2010-10-15"), "09:00-15:30");
  EXPECT_EQ(equity("2010-10-18"), "09:15-15:30");
  EXPECT_EQ(equity("2026-07-31"), "09:15-15:30");
  EXPECT_EQ(equity("2026-03-21"), "closed");  // a Saturday
}

TEST(Calendar, EndsContinuousTradingBeforeTheClosingAuction) {
  EXPECT_EQ(with_derivatives("2026-07-31"), "09:15-15:30");
  EXPECT_EQ(with_derivatives("2026-08-03"), "09:15-15:15");
  EXPECT_EQ(with_derivatives("2026-12-04"), "09:15-15:15");
  EXPECT_EQ(with_derivatives("2026-12-07"), "09:15-15:30");
  EXPECT_EQ(equity("2026-08-03"), "09:15-15:30");
  EXPECT_EQ(equity("2026-12-07"), "09:15-15:30");
  EXPECT_EQ(draw(of("NSE", "FO"), "2026-07-31"), "09:15-15:30");
  EXPECT_EQ(draw(of("NSE", "FO"), "2026-08-03"), "09:15-15:40");
  EXPECT_EQ(draw(of("BSE", "FO"), "2026-12-07"), "09:15-15:45");
}

TEST(Calendar, OpensOnAMuhuratDayForItsHourOnly) {
  EXPECT_EQ(equity("2007-11-09"), "18:00-19:00 special");
  EXPECT_EQ(equity("2012-11-13"), "15:45-17:00 special");
  EXPECT_EQ(equity("2019-10-27"), "18:15-19:15 special");  // a Sunday
  EXPECT_EQ(equity("2020-11-14"), "18:15-19:15 special");  // a Saturday
  EXPECT_EQ(equity("2024-11-01"), "18:00-19:00 special");  // a Friday, closed otherwise
  EXPECT_EQ(equity("2025-10-21"), "13:45-14:45 special");
  EXPECT_EQ(draw(of("NSE", "CD"), "2018-11-07"), "17:30-18:15 special");
  EXPECT_EQ(mcx("2025-10-21"), "13:45-14:45 special");
}

TEST(Calendar, MarksAMuhuratSessionWithoutSourcedTimesAsEstimated) {
  EXPECT_EQ(equity("2013-11-03"), "09:15-15:30 estimated");  // no times: those of that date
  EXPECT_EQ(equity("2003-10-25"), "09:55-15:30 estimated");
  EXPECT_EQ(equity("2026-11-08"), "18:15-19:15 estimated");  // a placeholder
  EXPECT_EQ(mcx("2026-11-08"), "18:15-19:15 estimated");
  EXPECT_EQ(draw(of("NSE", "CD"), "2026-11-08"), "09:00-17:00 estimated");
}

TEST(Calendar, OpensOnSpecialSaturdays) {
  EXPECT_EQ(equity("2020-02-01"), "09:15-15:30 special");  // Union Budget
  EXPECT_EQ(equity("2025-02-01"), "09:15-15:30 special");
  EXPECT_EQ(equity("2024-01-20"), "09:15-15:30 special");  // in place of Monday the 22nd
  EXPECT_EQ(equity("2024-01-22"), "closed");
  EXPECT_EQ(equity("2026-02-01"), "09:15-15:30 special");  // a Sunday
  EXPECT_EQ(mcx("2026-02-01"), "09:00-17:00 special");
  EXPECT_EQ(mcx("2025-02-01"), "09:00-17:00 estimated");  // assumed by the table
}

TEST(Calendar, SplitsADayIntoItsWindows) {
  EXPECT_EQ(equity("2024-03-02"), "09:15-10:00 special, 11:30-12:30 special");  // recovery drill
  EXPECT_EQ(draw(of("BSE", "FO"), "2024-05-18"), "09:15-10:00 special, 11:45-12:40 special");
  EXPECT_EQ(equity("2021-02-24"), "09:15-11:40 special, 15:45-17:00 special");  // line failure
  EXPECT_EQ(draw(of("BSE", "EQ"), "2021-02-24"), "09:15-17:00 special");
  EXPECT_EQ(draw(of("NSE", "CD"), "2021-02-24"), "15:30-17:00 estimated");  // regular close unsure
  EXPECT_EQ(draw(of("NSE", "COM"), "2021-02-24"), "15:30-23:55 estimated");
  EXPECT_EQ(equity("2017-07-10"), "09:15-09:30 special, 12:30-15:30 special");
  EXPECT_EQ(draw(of("NSE", "FO"), "2017-07-10"), "09:15-09:55 special, 12:30-15:30 special");
  EXPECT_EQ(draw(of("BSE", "EQ"), "2010-11-01"), "09:15-12:00 special, 14:30-15:30 special");
}

TEST(Calendar, ClosesOnHolidays) {
  // source: NSE circular list of holidays for 2025, capital market segment
  for (const char* date : {"2025-02-26", "2025-03-14", "2025-03-31", "2025-04-10", "2025-04-14",
                           "2025-04-18", "2025-05-01", "2025-08-15", "2025-08-27", "2025-10-02",
                           "2025-10-22", "2025-11-05", "2025-12-25"}) {
    EXPECT_EQ(equity(date), "closed") << date;
    EXPECT_EQ(draw(of("BSE", "EQ"), date), "closed") << date;
    EXPECT_EQ(draw(of("NSE", "FO"), date), "closed") << date;
  }
  for (int year = 1997; year <= 2026; ++year) {
    EXPECT_TRUE(of("NSE", "EQ")
                    .sessions(Date::from_civil(year, 12, 25), Date::from_civil(year, 12, 25))
                    .empty());
  }
  EXPECT_EQ(equity("2024-11-20"), "closed");  // state election
  EXPECT_EQ(equity("2026-01-15"), "closed");  // declared after the year's list
}

TEST(Calendar, TradesOnSettlementHolidays) {
  EXPECT_EQ(equity("2025-04-01"), "09:15-15:30");
}

TEST(Calendar, KnowsWhereNseAndBseDiffered) {
  EXPECT_EQ(draw(of("BSE", "EQ"), "1996-03-28"), "closed");
  EXPECT_NE(equity("1996-03-28"), "closed");
}

TEST(Calendar, CountsTheSessionsOfEachYear) {
  // source: the lists of trading dates and the BSE's own archive, named in tables/README.md
  const int nse[] = {244, 250, 253, 250, 248, 251, 254, 254, 251, 250, 249, 246, 243, 252, 247,
                     251, 250, 244, 248, 247, 248, 246, 245, 252, 248, 248, 246, 249, 249, 247};
  for (int year = 1997; year <= 2026; ++year) {
    EXPECT_EQ(session_dates(of("NSE", "EQ"), year), nse[year - 1997]) << year;
  }
  const int bse[] = {246, 244, 248};
  for (int year = 1997; year <= 2026; ++year) {
    EXPECT_EQ(session_dates(of("BSE", "EQ"), year),
              year < 2000 ? bse[year - 1997] : nse[year - 1997])
        << year;
  }
}

TEST(Calendar, ClosesMcxLaterInWinter) {
  EXPECT_EQ(mcx("2018-12-28"), "10:00-23:55");
  EXPECT_EQ(mcx("2018-12-31"), "09:00-23:55");
  EXPECT_EQ(mcx("2025-10-31"), "09:00-23:30");
  EXPECT_EQ(mcx("2025-11-03"), "09:00-23:55");
  EXPECT_EQ(mcx("2026-03-06"), "09:00-23:55");
  EXPECT_EQ(mcx("2026-03-09"), "09:00-23:30");
}

TEST(Calendar, HasHalfHolidaysOnMcx) {
  EXPECT_EQ(mcx("2026-01-01"), "09:00-17:00 special");  // New Year: the evening is closed
  EXPECT_EQ(mcx("2015-02-17"), "17:00-23:55 special");  // Mahashivratri: the morning is closed
  EXPECT_EQ(mcx("2015-04-03"), "closed");               // Good Friday
  EXPECT_EQ(mcx("2018-01-01"), "10:00-17:00 special");
  EXPECT_EQ(mcx("2020-04-06"), "closed");  // morning closed, and that spring's close was 17:00
}

TEST(Calendar, GivesTheCommoditySegmentsOfNseAndBseTheClosuresOfMcx) {
  EXPECT_EQ(draw(of("NSE", "COM"), "2026-01-01"), "09:00-17:00 estimated");
  EXPECT_EQ(draw(of("BSE", "COM"), "2026-03-10"), "09:00-23:30");
  EXPECT_EQ(draw(of("NSE", "COM"), "2026-04-03"), mcx("2026-04-03"));
}

TEST(Calendar, ClosesCurrenciesAtLeastWhenEquitiesDo) {
  EXPECT_EQ(draw(of("NSE", "CD"), "2023-12-25"), "closed");  // a year without its own list
  EXPECT_EQ(draw(of("NSE", "CD"), "2025-02-19"), "closed");  // Shivaji Jayanti: CD only
  EXPECT_EQ(equity("2025-02-19"), "09:15-15:30");
  EXPECT_EQ(draw(of("NSE", "CD"), "2023-06-15"), "09:00-17:00");
  EXPECT_EQ(draw(of("NSE", "CD"), "2021-06-15"), "09:00-17:00 estimated");
}

TEST(Calendar, GoesOnWithWeekdaysAfterItsLastYear) {
  EXPECT_EQ(equity("2027-01-01"), "09:15-15:30 beyond calendar");
  EXPECT_EQ(equity("2027-01-02"), "closed");
  EXPECT_EQ(mcx("2030-07-01"), "09:00-23:55 beyond calendar");
}

TEST(Calendar, EstimatesTheYearsBeforeItsFirst) {
  EXPECT_EQ(equity("1995-06-01"), "10:00-15:30 estimated");
  EXPECT_EQ(mcx("2010-06-01"), "10:00-23:55 estimated");
}

TEST(Calendar, GivesAClosedDateItsRegularHoursForKeptRecords) {
  EXPECT_EQ(draw(of("NSE", "EQ").regular_session(day("2025-12-25"))), "09:15-15:30 off calendar");
  EXPECT_EQ(draw(of("NSE", "EQ").regular_session(day("2025-12-27"))), "09:15-15:30 off calendar");
  EXPECT_EQ(draw(of("NSE", "EQ").regular_session(day("2025-12-26"))), "09:15-15:30");
  EXPECT_EQ(draw(of("NSE", "EQ").regular_session(day("2024-11-01"))), "09:15-15:30");
}

TEST(Calendar, IsAlwaysOpenForAnExchangeThatTheTablesDoNotKnow) {
  const Zone tokyo{"Asia/Tokyo"};
  const Calendar& calendar =
      book().calendar({.exchange = "TSE", .segment = "", .has_derivatives = false}, tokyo);
  EXPECT_TRUE(calendar.is_always_open());
  const auto sessions = calendar.sessions(day("2026-01-01"), day("2026-01-03"));
  ASSERT_EQ(sessions.size(), 3u);
  EXPECT_EQ(sessions[0].kind, SessionKind::AlwaysOpen);
  EXPECT_EQ(sessions[0].open, tokyo.to_utc(day("2026-01-01"), Duration{}));
  EXPECT_EQ(sessions[0].close, sessions[1].open);
  EXPECT_EQ(calendar.zone().name(), "Asia/Tokyo");
}

TEST(Calendar, TakesTheMainSegmentWhereNoneIsNamed) {
  EXPECT_EQ(draw(of("NSE", ""), "2025-06-16"), "09:15-15:30");
  EXPECT_EQ(draw(of("MCX", ""), "2025-06-16"), "09:00-23:30");
  EXPECT_THROW(of("NSE", "SPOT"), ProblemError);
}

TEST(Calendar, IsReplacedByATableOfTheUser) {
  const auto folder = std::filesystem::temp_directory_path() / "muhurat_calendar_test";
  std::filesystem::create_directories(folder);
  std::ofstream{folder / "holidays.csv"}
      << "date,weekday,exchange,segment,closed,name,status,note,source\n"
         "2027-01-26,Tue,NSE,EQ,full,Republic Day,A,,list of 2027\n";
  const CalendarBook own{folder};
  EXPECT_EQ(
      draw(own.calendar({.exchange = "NSE", .segment = "EQ", .has_derivatives = false}, india),
           "2027-01-26"),
      "closed");
  EXPECT_EQ(
      draw(own.calendar({.exchange = "NSE", .segment = "EQ", .has_derivatives = false}, india),
           "2027-01-27"),
      "09:15-15:30");

  std::ofstream{folder / "holidays.csv"}
      << "date,weekday,exchange,segment,closed,name,status,note,source\n"
         "2027-01-26,Tue,NSE,EQ,full,Republic Day,A,,list of 2027\n"
         "2027-02-30,Tue,NSE,EQ,full,No Day,A,,\n";
  try {
    const CalendarBook broken{folder};
    ADD_FAILURE() << "a date that does not exist was taken";
  } catch (const ProblemError& error) {
    EXPECT_EQ(error.problem().headline,
              (folder / "holidays.csv").string() + ", line 3: the date cannot be read");
    EXPECT_EQ(error.problem().found, "\"2027-02-30\"");
  }
  std::filesystem::remove_all(folder);
}

RC_GTEST_PROP(Calendar, NeverHasSessionsThatOverlapOrGoBack, ()) {
  const std::pair<const char*, const char*> segments[] = {
      {"NSE", "EQ"}, {"BSE", "EQ"}, {"NSE", "FO"}, {"NSE", "CD"}, {"NSE", "COM"}, {"MCX", "COM"}};
  const auto [exchange, segment] = segments[*rc::gen::inRange(0, 6)];
  const Date from = Date::from_civil(1994, 1, 1) + *rc::gen::inRange(0, 13'000);
  const auto sessions = book()
                            .calendar({exchange, segment, *rc::gen::arbitrary<bool>()}, india)
                            .sessions(from, from + 60);
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    RC_ASSERT(sessions[i].open < sessions[i].close);
    if (i > 0) RC_ASSERT(sessions[i - 1].close <= sessions[i].open);
    RC_ASSERT(india.date_of(sessions[i].open) == sessions[i].date);
  }
}

}  // namespace
}  // namespace muhurat::market
