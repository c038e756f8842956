#include "core/date.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "core/text.hpp"

namespace muhurat {
namespace {

TEST(Date, TheCalendarIsThatOfTheStandardLibrary) {
  for (int days = -100'000; days <= 100'000; ++days) {
    const std::chrono::sys_days reference{std::chrono::days{days}};
    const std::chrono::year_month_day civil{reference};
    const YearMonthDay expected{static_cast<int>(civil.year()),
                                static_cast<int>(static_cast<unsigned>(civil.month())),
                                static_cast<int>(static_cast<unsigned>(civil.day()))};
    const Date date = Date::from_days(days);
    ASSERT_EQ(date.civil(), expected) << days;
    ASSERT_EQ(Date::from_civil(expected.year, expected.month, expected.day), date) << days;
    ASSERT_EQ(static_cast<unsigned>(date.weekday()), std::chrono::weekday{reference}.iso_encoding())
        << days;
  }
}

TEST(Date, IsoWeeksAreThoseOfTheStandardsExamples) {
  // The examples of ISO 8601 and the years of 53 weeks around them.
  const struct {
    int year, month, day;
    const char* week;
  } table[] = {
      {2005, 1, 1, "2004-W53"},   {2005, 1, 2, "2004-W53"},   {2005, 12, 31, "2005-W52"},
      {2006, 1, 1, "2005-W52"},   {2006, 1, 2, "2006-W01"},   {2006, 12, 31, "2006-W52"},
      {2007, 1, 1, "2007-W01"},   {2007, 12, 30, "2007-W52"}, {2007, 12, 31, "2008-W01"},
      {2008, 12, 28, "2008-W52"}, {2008, 12, 29, "2009-W01"}, {2009, 12, 31, "2009-W53"},
      {2010, 1, 3, "2009-W53"},   {2010, 1, 4, "2010-W01"},   {2020, 12, 31, "2020-W53"},
      {2021, 1, 3, "2020-W53"},   {2024, 12, 30, "2025-W01"}, {2026, 3, 20, "2026-W12"},
      {2026, 12, 31, "2026-W53"}, {1970, 1, 1, "1970-W01"},
  };
  for (const auto& [year, month, day, week] : table) {
    EXPECT_EQ(to_text(Date::from_civil(year, month, day).iso_week()), week)
        << year << '-' << month << '-' << day;
  }
}

RC_GTEST_PROP(Date, AWeekHasSevenDaysFromMondayAndTheFourthOfJanuaryIsInTheFirst, ()) {
  const Date date = Date::from_days(*rc::gen::inRange(-1'900'000, 1'900'000));
  const Date monday = date - (static_cast<int>(date.weekday()) - 1);
  RC_ASSERT(monday.weekday() == Weekday::Monday);
  RC_ASSERT(monday.iso_week() == date.iso_week() && (monday + 6).iso_week() == date.iso_week());
  RC_ASSERT((monday + 7).iso_week() > date.iso_week());
  RC_ASSERT(Date::from_civil(date.civil().year, 1, 4).iso_week() ==
            (IsoWeek{date.civil().year, 1}));
}

RC_GTEST_PROP(Date, DifferencesUndoSums, ()) {
  const Date date = Date::from_days(*rc::gen::inRange(-1'000'000, 1'000'000));
  const int days = *rc::gen::inRange(-1'000'000, 1'000'000);
  RC_ASSERT((date + days) - date == days);
  RC_ASSERT((date + days) - days == date);
  RC_ASSERT((date < date + days) == (days > 0));
}

}  // namespace
}  // namespace muhurat
