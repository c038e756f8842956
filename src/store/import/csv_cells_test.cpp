#include "store/import/csv_cells.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat::store {
namespace {

std::string price(std::string_view cell, const char* scale = nullptr) {
  PriceScale factor;
  if (scale != nullptr) factor.factor = parse_rate(scale).value();
  const auto parsed = parse_price_cell(cell, factor);
  if (!parsed) return "none";
  return to_text(Price::from_raw(parsed->raw)) + (parsed->is_rounded ? " rounded" : "");
}

TEST(PriceCell, IsExact) {
  EXPECT_EQ(price("100"), "100");
  EXPECT_EQ(price("3578.73"), "3578.73");
  EXPECT_EQ(price("0.00000001"), "0.00000001");
  EXPECT_EQ(price("-1.5"), "-1.5");
  EXPECT_EQ(price("+1.5"), "1.5");
  EXPECT_EQ(price("92233720368.54775807"), "92233720368.54775807");
}

TEST(PriceCell, MayGroupItsThousands) {
  EXPECT_EQ(price("1,234.50"), "1234.5");
  EXPECT_EQ(price("12,34,567.05"), "1234567.05");
  EXPECT_EQ(price("1,234,567"), "1234567");
  for (const char* cell :
       {"1,23", "1,2345", ",123", "1,,234", "1,234,56", "1.2,345", "12345,678"}) {
    EXPECT_EQ(price(cell), "none") << cell;
  }
}

TEST(PriceCell, IsRoundedOnceBeyondEightDecimals) {
  EXPECT_EQ(price("2952.2900000000001"), "2952.29 rounded");
  EXPECT_EQ(price("1.234567895"), "1.2345679 rounded");
  EXPECT_EQ(price("1.123456785"), "1.12345679 rounded");
  EXPECT_EQ(price("1.1234567849999999999"), "1.12345678 rounded");
  EXPECT_EQ(price("-1.123456785"), "-1.12345679 rounded");
  EXPECT_EQ(price("1.100000000"), "1.1");
}

TEST(PriceCell, IsMultipliedByTheScale) {
  EXPECT_EQ(price("950000", "0.0001"), "95");
  EXPECT_EQ(price("955055", "0.0001"), "95.5055");
  EXPECT_EQ(price("95.5", "100"), "9550");
  EXPECT_EQ(price("1", "0.000000001"), "0 rounded");
}

TEST(PriceCell, IsNothingWhereItIsNoNumber) {
  for (const char* cell :
       {"", "nan", "NaN", "null", "-", ".", "1.", ".5", "1e5", "0x10", "1 2", "1.2.3",
        "99999999999999999999", "1.000000000000000000x", "inf", "--1"}) {
    EXPECT_EQ(price(cell), "none") << cell;
  }
}

TEST(AmountCell, IsADoubleAndMayBeLeftOut) {
  EXPECT_EQ(parse_amount_cell(""), 0.0);
  EXPECT_EQ(parse_amount_cell("-"), 0.0);
  EXPECT_EQ(parse_amount_cell("67867200"), 67'867'200.0);
  EXPECT_EQ(parse_amount_cell("12,34,567"), 1'234'567.0);
  EXPECT_EQ(parse_amount_cell("1.5e3"), 1500.0);
  EXPECT_EQ(parse_amount_cell("-5"), -5.0);
  for (const char* cell : {"nan", "inf", "five", "1e999", "1.5M", "1 000"}) {
    EXPECT_EQ(parse_amount_cell(cell), std::nullopt) << cell;
  }
}

RC_GTEST_PROP(PriceCell, ReadsWhatAPriceIsWrittenAs, ()) {
  const Price value = Price::from_raw(*rc::gen::arbitrary<std::int64_t>());
  RC_ASSERT(price(to_text(value)) == to_text(value));
}

}  // namespace
}  // namespace muhurat::store
