#include "core/toml.hpp"

#include <gtest/gtest.h>

namespace muhurat {
namespace {

constexpr std::string_view strategy =
    "# reverts to the mean\n"
    "[signal]\n"
    "part = \"rsi_reversion\"\n"
    "period = 14\n"
    "lower = 30.5\n"
    "\n"
    "[run]\n"
    "from = 2024-04-01\n"
    "allow_short = false\n"
    "instrument = [\"NSE:INFY\", \"NSE:TCS\"]\n"
    "thresholds.sharpe = 1\n";

TomlTable tree_of(std::string_view text) {
  return parse_toml(text, "x.toml").value();
}

std::string complaint(std::string_view text) {
  const auto parsed = parse_toml(text, "x.toml");
  return parsed ? "none" : to_text(parsed.error());
}

TEST(Toml, ValuesComeWithTheirTypeAndLineInTheOrderOfTheFile) {
  const TomlTable root = tree_of(strategy);
  ASSERT_EQ(root.entries.size(), 2U);
  EXPECT_EQ(root.entries[0].key, "signal");
  const TomlTable& signal = *root.table("signal");
  EXPECT_EQ(*signal.find("part")->value.as<std::string>(), "rsi_reversion");
  EXPECT_EQ(*signal.find("period")->value.as<std::int64_t>(), 14);
  EXPECT_EQ(signal.find("period")->value.line, 4);
  EXPECT_EQ(*signal.find("lower")->value.as<double>(), 30.5);
  const TomlTable& run = *root.table("run");
  EXPECT_EQ(run.entries[0].key, "from");
  EXPECT_EQ(*run.find("from")->value.as<Date>(), Date::from_civil(2024, 4, 1));
  EXPECT_EQ(*run.find("allow_short")->value.as<bool>(), false);
  const TomlArray& names = *run.find("instrument")->value.as<TomlArray>();
  ASSERT_EQ(names.size(), 2U);
  EXPECT_EQ(*names[1].as<std::string>(), "NSE:TCS");
  EXPECT_EQ(*run.table("thresholds")->find("sharpe")->value.as<std::int64_t>(), 1);
  EXPECT_EQ(root.find("sizer"), nullptr);
  EXPECT_EQ(root.table("sizer"), nullptr);
}

TEST(Toml, NumbersAreHandedOnAsTheyWereWritten) {
  const TomlTable root = tree_of("a = 0.1\nb = 1_000_000\nc = 1e-7\nd = nan\ne = \"1\"\nf = -2.50");
  EXPECT_EQ(root.find("a")->value.decimal(), "0.1");
  EXPECT_EQ(root.find("b")->value.decimal(), "1000000");
  EXPECT_EQ(root.find("c")->value.decimal(), "0.0000001");
  EXPECT_EQ(root.find("d")->value.decimal(), std::nullopt);
  EXPECT_EQ(root.find("e")->value.decimal(), std::nullopt);
  EXPECT_EQ(root.find("f")->value.decimal(), "-2.5");
}

TEST(Toml, WhatIsNotTomlIsRefusedWithItsLine) {
  EXPECT_EQ(complaint("a = 1\nb =\n"),
            "error: x.toml:2: this is not TOML\n"
            "  found     key-value pair: expected value, saw '\\n'\n"
            "exit 3\n");
  for (const std::string_view text :
       {std::string_view{"a = 1\na = 2"},
        std::string_view{"\xff\xfe"
                         "a\0=\0",
                         6},
        std::string_view{"\x1f\x8b\x08"}, std::string_view{"[signal"},
        std::string_view{"a = 1 \u00e9"}, std::string_view{"a = 2026-02-30"},
        std::string_view{"a = 99999999999999999999"}}) {
    EXPECT_NE(complaint(text).find("this is not TOML"), std::string::npos) << text;
  }
  EXPECT_NE(complaint("a = 1\nb = 09:15:00").find("x.toml:2: a time of day"), std::string::npos);
}

TEST(Toml, AnEmptyFileIsAnEmptyTable) {
  EXPECT_TRUE(tree_of("# nothing\n").entries.empty());
}

TEST(Toml, AnUnknownKeyIsToldWithItsNeighbours) {
  const TomlTable root = tree_of("[signal]\n\nperod = 14\n");
  const TomlEntry& entry = root.table("signal")->entries[0];
  const std::vector<std::string> known = {"period", "lower", "upper"};
  EXPECT_EQ(to_text(unknown_key({.file = "mean_reversion.toml", .table = "signal"}, entry, known,
                                "muhurat parts rsi_reversion")),
            "error: mean_reversion.toml:3: unknown key \"signal.perod\"\n"
            "  expected  period, lower, upper (muhurat parts rsi_reversion)\n"
            "  nearest   signal.period\n"
            "  do        correct the key; unknown keys are never ignored\n"
            "exit 3\n");
}

TEST(Toml, AWrongValueIsToldWithWhatWasFound) {
  const TomlTable root = tree_of("capital = \"much\"\ndays = [1]\n");
  EXPECT_EQ(to_text(wrong_value({.file = "x.toml"}, root.entries[0], "an amount")),
            "error: x.toml:1: wrong value of \"capital\"\n"
            "  expected  an amount\n"
            "  found     \"much\"\n"
            "exit 3\n");
  EXPECT_EQ(root.entries[1].value.shown(), "[1 value]");
  EXPECT_EQ(missing_key({.file = "x.toml", .table = "signal"}, "part", "part = \"NAME\"").headline,
            "x.toml: no key \"signal.part\"");
}

}  // namespace
}  // namespace muhurat
