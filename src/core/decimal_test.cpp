#include "core/decimal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace muhurat {
namespace {

std::string text_of(int128 raw, int decimals) {
  std::string text;
  append_decimal(text, raw, decimals);
  return text;
}

TEST(Decimal, DigitsAndAPointBecomeTheRawNumber) {
  EXPECT_EQ(parse_decimal("0", 8), 0);
  EXPECT_EQ(parse_decimal("-0", 8), 0);
  EXPECT_EQ(parse_decimal("1015.7", 8), 101'570'000'000);
  EXPECT_EQ(parse_decimal("-0.00000001", 8), -1);
  EXPECT_EQ(parse_decimal("007", 0), 7);
  EXPECT_EQ(parse_decimal("123456789012345678", 0), 123'456'789'012'345'678);
}

TEST(Decimal, TheEndsOfTheRangeAreTakenAndTheNextNumberIsNot) {
  EXPECT_EQ(parse_decimal("92233720368.54775807", 8), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_decimal("92233720368.54775808", 8), std::nullopt);
  EXPECT_EQ(parse_decimal("-92233720368.54775808", 8), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(parse_decimal("-92233720368.54775809", 8), std::nullopt);
  EXPECT_EQ(parse_decimal("000000000000000000000000001.5", 8), 150'000'000);
  EXPECT_EQ(parse_decimal(std::string(500, '9'), 8), std::nullopt);
  EXPECT_EQ(parse_decimal_128("17014118346046923173168.7303715884105727", 16),
            static_cast<int128>((uint128{1} << 127) - 1));
  EXPECT_EQ(parse_decimal_128("17014118346046923173168.7303715884105728", 16), std::nullopt);
  EXPECT_EQ(text_of(*parse_decimal_128("-17014118346046923173168.7303715884105728", 16), 16),
            "-17014118346046923173168.7303715884105728");
}

TEST(Decimal, WhatIsNotWhollyADecimalIsRefused) {
  for (const char* text :
       {"",      "-",   ".",   "-.",  ".5",       "5.",    "+5",       " 5",
        "5 ",    "5\n", "1e5", "1E5", "0x10",     "1,000", "1_000",    "--5",
        "1.2.3", "NaN", "nan", "inf", "Infinity", "5.-1",  "\xd9\xa1", "1.\xc2\xa0"}) {
    EXPECT_EQ(parse_decimal(text, 8), std::nullopt) << '"' << text << '"';
    EXPECT_EQ(parse_decimal_128(text, 16), std::nullopt) << '"' << text << '"';
    EXPECT_EQ(decimal_fault(text, 8), DecimalFault::NotADecimal) << '"' << text << '"';
  }
  EXPECT_EQ(parse_decimal(std::string_view("5\0", 2), 8), std::nullopt);
}

TEST(Decimal, TheFaultSaysWhyATextWasRefused) {
  EXPECT_EQ(parse_decimal("1.123456789", 8), std::nullopt);
  EXPECT_EQ(decimal_fault("1.123456789", 8), DecimalFault::TooManyDecimals);
  EXPECT_EQ(parse_decimal("1.0", 0), std::nullopt);
  EXPECT_EQ(decimal_fault("1.0", 0), DecimalFault::TooManyDecimals);
  EXPECT_EQ(decimal_fault("99999999999999", 8), DecimalFault::OutOfRange);
}

TEST(Decimal, CanonicalTextHasNoTrailingZerosAndNoLonelyPoint) {
  EXPECT_EQ(text_of(0, 8), "0");
  EXPECT_EQ(text_of(100'000'000, 8), "1");
  EXPECT_EQ(text_of(-150'000'000, 8), "-1.5");
  EXPECT_EQ(text_of(1, 16), "0.0000000000000001");
  EXPECT_EQ(text_of(1200, 0), "1200");
}

RC_GTEST_PROP(Decimal, EveryRawNumberSurvivesItsText, (std::int64_t raw)) {
  const int decimals = *rc::gen::inRange(0, 19);
  RC_ASSERT(parse_decimal(text_of(raw, decimals), decimals) == std::optional{raw});
  RC_ASSERT(parse_decimal_128(text_of(raw, decimals), decimals) == std::optional<int128>{raw});
}

RC_GTEST_PROP(Decimal, TheShortWayAndTheLongWayAgree, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::element('0', '1', '9', '.', '-'));
  const int decimals = *rc::gen::inRange(0, 19);
  const auto brief = decimal_details::parse_short(text, decimals);
  if (brief) RC_ASSERT(brief == decimal_details::parse_long(text, decimals));
}

}  // namespace
}  // namespace muhurat
