#include "store/import/csv_stamps.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat::store {
namespace {

// "yyyy-mm-dd hh:mm: 2026-03-20 33300 s"
std::string draw(std::string_view cell) {
  const auto format = detect_date(cell);
  if (!format) return "no date";
  const auto stamp = parse_date_cell(cell, *format);
  if (!stamp) return to_text(*format) + ": no day";
  if (stamp->moment) return to_text(*format) + ": " + to_text(*stamp->moment);
  return fmt::format("{}: {} {} s", to_text(*format), to_text(stamp->date),
                     stamp->time_of_day.to_seconds());
}

TEST(CsvStamps, FindsTheFormatOfADate) {
  EXPECT_EQ(draw("2026-03-20"), "yyyy-mm-dd: 2026-03-20 0 s");
  EXPECT_EQ(draw("2026/3/5"), "yyyy/mm/dd: 2026-03-05 0 s");
  EXPECT_EQ(draw("20260320"), "yyyymmdd: 2026-03-20 0 s");
  EXPECT_EQ(draw("20-03-2026"), "dd-mm-yyyy: 2026-03-20 0 s");
  EXPECT_EQ(draw("20.03.2026"), "dd.mm.yyyy: 2026-03-20 0 s");
  EXPECT_EQ(draw("03/20/2026"), "mm/dd/yyyy: 2026-03-20 0 s");
  EXPECT_EQ(draw("20-Mar-2026"), "dd-Mon-yyyy: 2026-03-20 0 s");
  EXPECT_EQ(draw("5 September 2026"), "dd Mon yyyy: 2026-09-05 0 s");
}

TEST(CsvStamps, FindsATimeBehindTheDate) {
  EXPECT_EQ(draw("2026-03-20 09:15"), "yyyy-mm-dd hh:mm: 2026-03-20 33300 s");
  EXPECT_EQ(draw("2026-03-20T09:15:00.250"), "yyyy-mm-dd hh:mm:ss: 2026-03-20 33300.25 s");
  EXPECT_EQ(draw("20260320 9:15"), "yyyymmdd hh:mm: 2026-03-20 33300 s");
  EXPECT_EQ(draw("2026-03-20 09:15:00+05:30"), "yyyy-mm-dd hh:mm:ss+hh:mm: 2026-03-20T03:45:00Z");
  EXPECT_EQ(draw("2026-03-20T03:45:00Z"), "yyyy-mm-dd hh:mm:ss+hh:mm: 2026-03-20T03:45:00Z");
  EXPECT_EQ(draw("2026-03-20 09:15:00-0400"), "yyyy-mm-dd hh:mm:ss+hh:mm: 2026-03-20T13:15:00Z");
  EXPECT_EQ(draw("1773978300"), "seconds since 1970: 2026-03-20T03:45:00Z");
  EXPECT_EQ(draw("1773978300000"), "milliseconds since 1970: 2026-03-20T03:45:00Z");
  EXPECT_EQ(draw("1773978300000000"), "microseconds since 1970: 2026-03-20T03:45:00Z");
  EXPECT_EQ(draw("1773978300000000000"), "nanoseconds since 1970: 2026-03-20T03:45:00Z");
  EXPECT_EQ(draw("20-03-2026 3:30 PM"), "dd-mm-yyyy hh:mm am: 2026-03-20 55800 s");
  EXPECT_EQ(draw("20-Mar-2026 12:05:00am"), "dd-Mon-yyyy hh:mm:ss am: 2026-03-20 300 s");
}

TEST(CsvStamps, FindsNoDateInAnythingElse) {
  for (const char* cell : {"",
                           "date",
                           "2026",
                           "2026-",
                           "2026-13-01",
                           "2026-02-30",
                           "2026-03-20 25:00",
                           "2026-03-20 09:61",
                           "2026-03-20x",
                           "2026-03-20 09:15:00+99:00",
                           "20260230",
                           "1.5",
                           "1500.25",
                           "31-Foo-2026",
                           "0001-01-01",
                           "9999-12-31",
                           "12345",
                           "9999999999999999999",
                           "2026-03-20 13:00 PM",
                           "2026-03-20 0:15 am",
                           "2026-03-20 9:15 xm",
                           "2026-03-20 9:15 am Z"}) {
    EXPECT_EQ(draw(cell), "no date") << cell;
  }
}

TEST(CsvStamps, TellsDaysFromMonthsOnlyWhereOneIsAboveTwelve) {
  EXPECT_EQ(tell_day_from_month("13/03/2010"), DateFormat::DayFirst);
  EXPECT_EQ(tell_day_from_month("03/13/2010"), DateFormat::MonthFirst);
  EXPECT_EQ(tell_day_from_month("02/03/2010"), DateFormat::DayOrMonth);
}

TEST(CsvStamps, ReadsTimesApartFromTheirDates) {
  const auto seconds = [](std::string_view cell) {
    const auto format = detect_time(cell);
    return format ? parse_time_cell(cell, *format)->to_seconds() : -1;
  };
  EXPECT_EQ(seconds("09:15"), 33'300);
  EXPECT_EQ(seconds("09:15:30"), 33'330);
  EXPECT_EQ(seconds("0915"), 33'300);
  EXPECT_EQ(seconds("091530"), 33'330);
  EXPECT_EQ(seconds("33300000"), 33'300);
  EXPECT_EQ(seconds("0"), 0);
  EXPECT_EQ(seconds("24:00"), 86'400);
  EXPECT_EQ(seconds("9:15 am"), 33'300);
  EXPECT_EQ(seconds("12:00:30 PM"), 43'230);
  for (const char* cell : {"", "x", "24:01", "9", "99999999", "12:5", "-1", "1:2:3:4"}) {
    if (std::string_view{cell} == "9") continue;  // nine milliseconds
    EXPECT_EQ(seconds(cell), -1) << cell;
  }
}

RC_GTEST_PROP(CsvStamps, ReadsEveryDayInEveryFormat, ()) {
  const Date date = Date::from_civil(1950, 1, 1) + *rc::gen::inRange(0, 50'000);
  const YearMonthDay civil = date.civil();
  StampFormat format;
  const auto reads = [&](DateFormat kind, const std::string& cell) {
    format.date = kind;
    const auto stamp = parse_date_cell(cell, format);
    return stamp && stamp->date == date;
  };
  RC_ASSERT(reads(DateFormat::YearFirst, to_text(date)));
  RC_ASSERT(reads(DateFormat::Compact,
                  fmt::format("{:04}{:02}{:02}", civil.year, civil.month, civil.day)));
  RC_ASSERT(reads(DateFormat::DayFirst,
                  fmt::format("{:02}-{:02}-{:04}", civil.day, civil.month, civil.year)));
  RC_ASSERT(reads(DateFormat::MonthFirst,
                  fmt::format("{}-{}-{:04}", civil.month, civil.day, civil.year)));
}

RC_GTEST_PROP(LocalClock, IsTheZone, ()) {
  const market::Zone zone{*rc::gen::element<std::string>("Asia/Kolkata", "Europe/Berlin", "UTC")};
  LocalClock clock{zone};
  for (int i = 0; i < 20; ++i) {
    const Date date = Date::from_civil(2024, 3, 25) + *rc::gen::inRange(0, 10);
    const Duration time = Duration::minutes(*rc::gen::inRange(0, 1440));
    RC_ASSERT(clock.to_utc(date, time) == zone.to_utc(date, time));
  }
}

}  // namespace
}  // namespace muhurat::store
