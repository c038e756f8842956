#include "core/format.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "core/parse.hpp"

namespace muhurat {
namespace {

const Formatter terminal{};
const Formatter ascii{{.medium = Medium::Ascii}};
const Formatter screen{{.medium = Medium::Screen}};

Money rupees(std::string_view text) {
  return parse_money(text).value();
}

TEST(Format, AnAsciiTerminalReadsAsciiAlone) {
  EXPECT_EQ(ascii.money(rupees("1016256.45"), {.decimals = 0, .sign = Sign::Always}),
            "+Rs10,16,256");
  EXPECT_EQ(ascii.money(rupees("-14621.4"), {.decimals = 2}), "-Rs14,621.40");
  EXPECT_EQ(ascii.money(std::nullopt, {}), "-");
  EXPECT_EQ(ascii.ratio(std::numeric_limits<double>::infinity()), "inf");
  EXPECT_EQ(ascii.multiple(1.94), "1.9x");
  EXPECT_EQ(ascii.duration(Duration::nanoseconds(400)), "0.4 us");
  const Formatter euro{{.medium = Medium::Ascii, .currency = "EUR"}};
  EXPECT_EQ(euro.money(rupees("1234567.5"), {}), "EUR 1,234,567.50");
}

TEST(Format, AScreenHasATrueMinus) {
  EXPECT_EQ(screen.money(rupees("-14621.4"), {.decimals = 0}), "−₹14,621");
  EXPECT_EQ(screen.percent(-0.12654, {.decimals = 2, .sign = Sign::Always}), "−12.65%");
}

TEST(Format, WhatIsMissingIsADash) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(terminal.ratio(nan), "–");
  EXPECT_EQ(terminal.percent(nan, {}), "–");
  EXPECT_EQ(terminal.price(std::nullopt, 2), "–");
  EXPECT_EQ(terminal.quantity(std::nullopt), "–");
  EXPECT_EQ(terminal.rate(nan, "bars"), "–");
}

TEST(Format, TheTickDecidesTheDecimalsOfAPrice) {
  EXPECT_EQ(decimals_of(parse_price("0.05").value()), 2);
  EXPECT_EQ(decimals_of(parse_price("0.0025").value()), 4);
  EXPECT_EQ(decimals_of(Price{1}), 0);
}

TEST(Format, ADurationNeverShowsSixtyOfAUnit) {
  const auto shown = [](double seconds) {
    return terminal.duration(Duration::nanoseconds(static_cast<std::int64_t>(seconds * 1e9)));
  };
  EXPECT_EQ(shown(0), "0.0 µs");
  EXPECT_EQ(shown(0.00009), "90 µs");
  EXPECT_EQ(shown(0.0001), "0.1 ms");
  EXPECT_EQ(shown(0.0096), "9.6 ms");
  EXPECT_EQ(shown(0.9994), "999 ms");
  EXPECT_EQ(shown(0.9996), "1.0 s");
  EXPECT_EQ(shown(59.96), "1 min 00 s");
  EXPECT_EQ(shown(3599.6), "1 h 00 min");
  EXPECT_EQ(shown(86'399), "1 d 0 h");
  EXPECT_EQ(shown(-1.4), "-1.4 s");
}

TEST(Format, HugeAndTinyEstimatesAreWrittenOut) {
  EXPECT_EQ(terminal.ratio(1e21), "1,00,00,00,00,00,00,00,00,00,000.00");
  EXPECT_EQ(terminal.ratio(5e-324), "0.00");
  EXPECT_EQ(terminal.percent(-1.7976931348623157e308, {}).substr(0, 10), "-17,97,69,");
}

// The plain number of an amount in rupees.
std::string ungrouped(std::string text) {
  constexpr std::string_view sign = "₹";
  text.erase(text.find(sign), sign.size());
  std::erase(text, ',');
  return text;
}

RC_GTEST_PROP(Format, GroupingTakesNothingAwayFromAnAmount, (std::int64_t raw)) {
  const Money money = Money::from_raw(raw);
  for (const Grouping grouping : {Grouping::Indian, Grouping::International}) {
    const Formatter formatter{{.grouping = grouping}};
    RC_ASSERT(parse_money(ungrouped(formatter.money(money, {.decimals = 16}))).value() == money);
  }
}

RC_GTEST_PROP(Format, RoundingIsThatOfMoney, (std::int64_t whole)) {
  const Money money = Money::from_raw(int128{whole} * 1'000'000'000);
  const std::string text = ungrouped(terminal.money(money, {.decimals = 2}));
  const Money paisa = Money::from_raw(Money::one / 100);
  RC_ASSERT(parse_money(text).value() == round_to(money, paisa, Rounding::HalfUp));
}

}  // namespace
}  // namespace muhurat
