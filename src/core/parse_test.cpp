#include "core/parse.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/text.hpp"

namespace muhurat {
namespace {

int128 wide(std::int64_t high, std::uint64_t low) {
  return static_cast<int128>((static_cast<uint128>(high) << 64) | low);
}

template <class Outcome>
std::string complaint(const Outcome& outcome) {
  return outcome ? "none" : outcome.error().expected + " | " + outcome.error().found;
}

TEST(Parse, NumbersAreReadExactly) {
  EXPECT_EQ(parse_price("1015.7").value(), Price::from_raw(101'570'000'000));
  EXPECT_EQ(parse_quantity("-700").value(), Quantity{-700});
  EXPECT_EQ(parse_rate("0.000000001").value(), Rate::from_raw(1000));
  EXPECT_EQ(parse_money("64055.1").value(),
            Money::from_raw(int128{640'551} * 1'000'000'000'000'000));
}

TEST(Parse, ARefusalNamesWhatWasExpectedAndWhatWasFound) {
  EXPECT_EQ(complaint(parse_price("12a")), "a price with at most 8 decimals, such as 1015.7 | 12a");
  EXPECT_EQ(complaint(parse_price("")),
            "a price with at most 8 decimals, such as 1015.7 | nothing");
  EXPECT_EQ(complaint(parse_quantity("1.123456789")),
            "a quantity with at most 8 decimals | 1.123456789");
  EXPECT_EQ(complaint(parse_price("92233720369")),
            "a price with at most 8 decimals, at most 92233720368.54775807 | 92233720369");
  EXPECT_EQ(complaint(parse_rate("1\t")), "a ratio with at most 12 decimals, such as 1015.7 | 1?");
  EXPECT_EQ(parse_money(std::string(100, 'x')).error().found, std::string(40, 'x') + "...");
}

TEST(Parse, DatesOfTheCalendarAreTakenAndNoOthers) {
  EXPECT_EQ(parse_date("2024-02-29").value(), Date::from_civil(2024, 2, 29));
  EXPECT_EQ(parse_date("0000-03-01").value(), Date::from_civil(0, 3, 1));
  for (const char* text : {"", "2023-02-29", "1900-02-29", "2024-04-31", "2024-00-10", "2024-13-10",
                           "2024-01-00", "2024-1-1", "24-01-01", "2024/01/01", "2024-01-01 ",
                           "+2024-01-01", "-024-01-01", "2024-01-01T"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_EQ(complaint(parse_date("31/12/2024")),
            "a date of the calendar as yyyy-mm-dd | 31/12/2024");
}

RC_GTEST_PROP(Parse, EveryFixedNumberSurvivesItsText, (std::int64_t raw)) {
  const std::int64_t any = *rc::gen::element(raw, INT64_MIN, INT64_MAX, raw / 1'000'000);
  RC_ASSERT(parse_price(to_text(Price::from_raw(any))).value() == Price::from_raw(any));
  RC_ASSERT(parse_quantity(to_text(Quantity::from_raw(any))).value() == Quantity::from_raw(any));
  RC_ASSERT(parse_rate(to_text(Rate::from_raw(any))).value() == Rate::from_raw(any));
}

RC_GTEST_PROP(Parse, EveryAmountOfMoneySurvivesItsText, (std::int64_t high, std::uint64_t low)) {
  const Money money = Money::from_raw(wide(high, low));
  RC_ASSERT(parse_money(to_text(money)).value() == money);
}

RC_GTEST_PROP(Parse, EveryDateOfFourDigitYearsSurvivesItsText, ()) {
  const Date date = Date::from_days(*rc::gen::inRange(-719'528, 2'000'000));
  RC_ASSERT(parse_date(to_text(date)).value() == date);
}

}  // namespace
}  // namespace muhurat
