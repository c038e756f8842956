#include "trading/limits.hpp"

#include <gtest/gtest.h>

namespace muhurat::trading {
namespace {

std::string error_of(const char* key, const char* value) {
  const LimitEntry entry{key, value};
  const auto limits = limits_from(Limits::market(), {&entry, 1});
  return limits ? "none" : limits.error().key + " expects " + limits.error().expected;
}

Limits with(std::initializer_list<LimitEntry> entries, const Limits& base = Limits::market()) {
  const std::vector<LimitEntry> list{entries};
  return *limits_from(base, list);
}

TEST(Limits, TheMarketHoldsItsRulesWithoutBuffers) {
  const Limits limits = Limits::market();
  EXPECT_TRUE(limits.unique_id && limits.tick && limits.lot && limits.halted && limits.reducing &&
              limits.positive_price && limits.no_short_delivery);
  EXPECT_EQ(limits.session->after_open, Duration{});
  EXPECT_EQ(limits.cash_reserve, Rate{});
  EXPECT_FALSE(limits.freeze->deny_unknown);
  EXPECT_FALSE(limits.quantity || limits.order_value || limits.position || limits.drawdown);
}

TEST(Limits, TheFirstLiveSetIsSmallOnPurpose) {
  const Limits limits = Limits::first_live();
  EXPECT_EQ(limits.quantity->lots, 10);
  EXPECT_EQ(limits.quantity->units, Quantity{1'000});
  EXPECT_EQ(limits.order_value, Money{200'000});
  EXPECT_EQ(limits.position->lots, 20);
  EXPECT_EQ(limits.position->value, Money{500'000});
  EXPECT_EQ(limits.cash_reserve, Rate::from_raw(Rate::one / 10));
  EXPECT_EQ(limits.drawdown->from_day_peak, Rate::from_raw(Rate::one / 50));
  EXPECT_EQ(limits.session->after_open, Duration::seconds(30));
}

TEST(Limits, AnInstrumentIsNamedWithItsExchange) {
  EXPECT_EQ(error_of("Z01.instruments.NSE:INFY", "20"), "none");
  for (const char* key : {"Z01.instruments.INFY", "Z01.instruments.NSE:", "Z06.instruments.:INFY",
                          "Z06.instruments.NSE.INFY"}) {
    EXPECT_EQ(error_of(key, "20"),
              std::string{key} + " expects an instrument as EXCHANGE:SYMBOL, in quotes");
  }
}

TEST(Limits, EntriesArePutOverTheBase) {
  const Limits limits = with({{"name", "mine"},
                              {"version", "7"},
                              {"Z13", "false"},
                              {"Z01.units", "50"},
                              {"Z01.instruments.NSE:INFY", "20"},
                              {"Z01.instruments.NSE:INFY", "25"},
                              {"Z06.value", "1000.5"},
                              {"L02.rolling", "0.05"},
                              {"C06.after_open_s", "60"}});
  EXPECT_EQ(limits.name, "mine");
  EXPECT_EQ(limits.version, 7);
  EXPECT_FALSE(limits.no_short_delivery);
  EXPECT_EQ(limits.quantity->units, Quantity{50});
  ASSERT_EQ(limits.quantity->overrides.size(), 1u);
  EXPECT_EQ(limits.quantity->overrides[0].units, Quantity{25});
  EXPECT_EQ(limits.position->value, Money{1'000} + Money::from_raw(Money::one / 2));
  EXPECT_EQ(limits.session->after_open, Duration::seconds(60));
}

TEST(Limits, ARuleLeavesTheSetWithItsParameters) {
  EXPECT_FALSE(with({{"Z02", "false"}}, Limits::first_live()).order_value.has_value());
  EXPECT_FALSE(with({{"C09", "false"}}).freeze.has_value());
  EXPECT_EQ(with({{"Z01", "true"}}).quantity->units, Quantity{});
}

TEST(Limits, AWrongEntryNamesItsKeyAndWhatWasExpected) {
  EXPECT_EQ(error_of("Z1", "5"),
            "Z1 expects a rule (C02, C06, C07, C08, C09, S01, S02, X01, Z01, Z02, Z06, Z11, Z13, "
            "L02) or one of its parameters");
  EXPECT_EQ(error_of("Z01.units", "-5"), "Z01.units expects a quantity above 0");
  EXPECT_EQ(error_of("Z01.lots", "1.5"), "Z01.lots expects a whole number of 0 or more");
  EXPECT_EQ(error_of("Z11.reserve", "10%"),
            "Z11.reserve expects a ratio from 0 to 1, such as 0.02");
  EXPECT_EQ(error_of("C07", "yes"), "C07 expects true or false");
  EXPECT_EQ(error_of("Z01.instruments.NSE:INFY", "0"),
            "Z01.instruments.NSE:INFY expects a quantity above 0");
}

TEST(Limits, NoOrderValueExceedsTheCeiling) {
  EXPECT_EQ(error_of("Z02.value", "10000000"), "none");
  EXPECT_EQ(error_of("Z02.value", "10000000.01"),
            "Z02.value expects at most 10000000, which nothing exceeds");
}

}  // namespace
}  // namespace muhurat::trading
