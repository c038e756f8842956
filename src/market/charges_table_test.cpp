#include "market/charges_table.hpp"

#include <gtest/gtest.h>

#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat::market {
namespace {

const ChargesTable& charges() {
  static const ChargesTable compiled_in;
  return compiled_in;
}

std::string rate_of(std::string_view charge, std::string_view product, std::string_view side,
                    std::string_view date, std::string_view party = "") {
  const ChargeRow* row = charges().find({.party = party,
                                         .charge = charge,
                                         .exchange = "NSE",
                                         .segment = "EQ",
                                         .product = product,
                                         .side = side,
                                         .date = parse_date(date).value()});
  if (row == nullptr) return "none";
  return row->rate ? to_text(*row->rate) : "not known";
}

TEST(ChargesTable, GivesTheRateOfTheTradeDate) {
  EXPECT_EQ(rate_of("STT", "delivery", "buy", "2004-09-30"), "none");
  EXPECT_EQ(rate_of("STT", "delivery", "buy", "2004-10-01"), "0.00075");
  EXPECT_EQ(rate_of("STT", "delivery", "sell", "2006-05-31"), "0.001");
  EXPECT_EQ(rate_of("STT", "delivery", "sell", "2006-06-01"), "0.00125");
  EXPECT_EQ(rate_of("STT", "delivery", "sell", "2012-07-01"), "0.001");
  EXPECT_EQ(rate_of("STT", "intraday", "sell", "2026-06-15"), "0.00025");
  EXPECT_EQ(rate_of("STT", "intraday", "buy", "2026-06-15"), "none");
  EXPECT_EQ(rate_of("exchange transaction charge", "delivery", "buy", "2026-06-15"), "0.000030699");
  EXPECT_EQ(rate_of("IPFT", "delivery", "buy", "2026-02-28"), "0.000001");
  EXPECT_EQ(rate_of("IPFT", "delivery", "buy", "2026-03-01"), "0.000000001");
  EXPECT_EQ(rate_of("SEBI turnover fee", "", "buy", "2026-06-15"), "0.000001");
  EXPECT_EQ(rate_of("stamp duty", "delivery", "buy", "2020-06-30"), "not known");
  EXPECT_EQ(rate_of("stamp duty", "delivery", "buy", "2020-07-01"), "0.00015");
  EXPECT_EQ(rate_of("GST", "", "sell", "2017-07-01"), "0.18");
}

TEST(ChargesTable, LetsTheLaterRowHoldWhereAChangeHasNoDate) {
  EXPECT_EQ(rate_of("brokerage", "intraday", "buy", "2010-01-01", "ZERODHA"), "0.0003");
  EXPECT_EQ(rate_of("brokerage", "intraday", "buy", "2026-06-15", "ZERODHA"), "0.0003");
  EXPECT_EQ(rate_of("DP charge", "delivery", "sell", "2015-01-01", "ZERODHA"), "13");
  EXPECT_EQ(rate_of("brokerage", "delivery", "buy", "2026-06-15", "UPSTOX"), "20");
}

TEST(ChargesTable, ReadsTheCapOfALine) {
  const ChargeRow* row = charges().find({.party = "ZERODHA",
                                         .charge = "brokerage",
                                         .exchange = "NSE",
                                         .segment = "EQ",
                                         .product = "intraday",
                                         .side = "sell",
                                         .date = Date::from_civil(2026, 6, 15)});
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->cap, Money{20});
  EXPECT_EQ(row->unit, "fraction");
}

TEST(ChargesTable, TakesNoSegmentForAnotherOfTheSameBeginning) {
  EXPECT_EQ(charges().find({.party = "",
                            .charge = "stamp duty",
                            .exchange = "NSE",
                            .segment = "E",
                            .product = "delivery",
                            .side = "buy",
                            .date = Date::from_civil(2026, 6, 15)}),
            nullptr);
}

}  // namespace
}  // namespace muhurat::market
