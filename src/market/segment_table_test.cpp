#include "market/segment_table.hpp"

#include <gtest/gtest.h>

#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat::market {
namespace {

const SegmentTable& segments() {
  static const SegmentTable compiled_in;
  return compiled_in;
}

Date day(std::string_view text) {
  return parse_date(text).value();
}
Price price(std::string_view text) {
  return parse_price(text).value();
}

std::string tick(std::string_view exchange, std::string_view at, std::string_view date) {
  const auto found = segments().tick(exchange, "EQ", price(at), day(date));
  return found ? to_text(*found) : "none";
}

TEST(SegmentTable, GivesTheTickByDateAndPriceBand) {
  EXPECT_EQ(tick("NSE", "100", "2006-01-02"), "0.05");
  EXPECT_EQ(tick("NSE", "100", "2024-06-09"), "0.05");
  EXPECT_EQ(tick("NSE", "249.95", "2024-06-10"), "0.01");
  EXPECT_EQ(tick("NSE", "250", "2024-06-10"), "0.05");
  EXPECT_EQ(tick("NSE", "249.99", "2025-04-15"), "0.01");
  EXPECT_EQ(tick("NSE", "250", "2025-04-15"), "0.05");
  EXPECT_EQ(tick("NSE", "1000", "2025-04-15"), "0.05");
  EXPECT_EQ(tick("NSE", "1000.01", "2025-04-15"), "0.1");
  EXPECT_EQ(tick("NSE", "5000", "2025-04-15"), "0.1");
  EXPECT_EQ(tick("NSE", "9999", "2025-04-15"), "0.5");
  EXPECT_EQ(tick("NSE", "20000", "2026-01-01"), "1");
  EXPECT_EQ(tick("NSE", "140000", "2026-01-01"), "5");
  EXPECT_EQ(tick("BSE", "99", "2026-01-01"), "0.01");
  EXPECT_EQ(tick("BSE", "100", "2026-01-01"), "none");
  EXPECT_EQ(tick("LSE", "100", "2026-01-01"), "none");
}

TEST(SegmentTable, GivesLotsAndFreezeQuantitiesOfIndexDerivatives) {
  EXPECT_EQ(segments().lot("NSE", "FO", "NIFTY", day("2024-11-19")), Quantity{25});
  EXPECT_EQ(segments().lot("NSE", "FO", "NIFTY", day("2024-11-20")), Quantity{75});
  EXPECT_EQ(segments().lot("NSE", "FO", "NIFTY", day("2026-06-15")), Quantity{65});
  EXPECT_EQ(segments().freeze("NSE", "FO", "BANKNIFTY", day("2026-04-01")), Quantity{900});
  EXPECT_EQ(segments().freeze("NSE", "FO", "BANKNIFTY", day("2026-11-02")), Quantity{600});
  EXPECT_EQ(segments().freeze("NSE", "FO", "NIFTY", day("2020-01-01")), std::nullopt);
  EXPECT_EQ(segments().lot("NSE", "EQ", "NIFTY", day("2026-06-15")), std::nullopt);
}

std::string draw(const std::vector<InstrumentTerms>& terms) {
  std::string drawn;
  for (const InstrumentTerms& term : terms) {
    drawn += (term.valid_from == Date::min() ? "ever" : to_text(term.valid_from)) + " " +
             to_text(term.tick) + " x" + to_text(term.lot) + "\n";
  }
  return drawn;
}

TEST(SegmentTable, SetsEachMonthsTickByTheCloseOfTheMonthBefore) {
  const Instrument infy{.id = {},
                        .exchange = "NSE",
                        .segment = "EQ",
                        .symbol = "INFY",
                        .isin = "",
                        .name = "",
                        .currency = "INR",
                        .multiplier = 1,
                        .terms = {}};
  const MonthClose closes[] = {{day("2024-04-30"), price("240")},
                               {day("2024-05-31"), price("260")},
                               {day("2024-06-28"), price("249")},
                               {day("2024-07-31"), price("251")},
                               {day("2025-03-28"), price("1004")}};
  EXPECT_EQ(draw(segments().terms(infy, closes)),
            "ever 0.05 x1\n"        // 260 at the end of May: 0.05 stays
            "2024-07-01 0.01 x1\n"  // 249 at the end of June
            "2024-08-01 0.05 x1\n"
            "2025-04-15 0.1 x1\n");
}

TEST(SegmentTable, HasNoTickBelowAPaisaForWhatItDoesNotKnow) {
  const Instrument gold{.id = {},
                        .exchange = "MCX",
                        .segment = "COM",
                        .symbol = "GOLD",
                        .isin = "",
                        .name = "",
                        .currency = "INR",
                        .multiplier = 1,
                        .terms = {}};
  const MonthClose closes[] = {{day("2024-04-30"), price("72000")}};
  EXPECT_EQ(draw(segments().terms(gold, closes)), "ever 0.01 x1\n");
}

}  // namespace
}  // namespace muhurat::market
