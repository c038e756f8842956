#include "core/config.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "core/text.hpp"

namespace muhurat {
namespace {

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    settings.declare(&capital,
                     {.name = "capital", .unit = "INR", .min = "0", .help = "Cash at the start."});
    settings.declare(&profile, {.name = "profile",
                                .choices = {"realistic", "next_open", "same_close"},
                                .help = "How orders are filled."});
    settings.declare(&instruments, {.name = "instrument", .help = "What is traded."});
    settings.declare(&warm_up, {.name = "warm_up",
                                .unit = "bars",
                                .min = "1",
                                .max = "5000",
                                .help = "Bars before the first decision."});
    settings.declare(&sharpe, {.name = "thresholds.sharpe", .help = "Least Sharpe ratio."});
    settings.declare(&fee, {.name = "fee", .max = "0.1", .help = "Of turnover."});
    settings.declare(&from, {.name = "from", .help = "First day."});
    settings.declare(&verify, {.name = "verify", .help = "Run twice."});
  }

  std::string read(std::string_view toml) {
    const auto problem = settings.read(parse_toml(toml, "x.toml").value(), {.file = "x.toml"});
    return problem ? to_text(*problem) : "";
  }
  std::string environment(std::vector<std::string> variables) {
    const auto problem = settings.read_environment(variables);
    return problem ? to_text(*problem) : "";
  }

  Money capital{1'000'000};
  std::string profile = "realistic";
  std::vector<std::string> instruments;
  std::int64_t warm_up = 100;
  double sharpe = 1;
  Rate fee;
  Date from = Date::from_civil(2020, 1, 1);
  bool verify = false;
  Settings settings;
};

TEST_F(SettingsTest, AFileSetsTheFieldsItNames) {
  EXPECT_EQ(read("capital = 2500000.5\nprofile = \"next_open\"\ninstrument = [\"A\", \"B\"]\n"
                 "warm_up = 20\nthresholds.sharpe = 1\nfee = 0.001\nfrom = 2024-04-01\n"
                 "verify = true\n"),
            "");
  EXPECT_EQ(to_text(capital), "2500000.5");
  EXPECT_EQ(profile, "next_open");
  EXPECT_EQ(instruments, (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(warm_up, 20);
  EXPECT_EQ(to_text(fee), "0.001");
  EXPECT_EQ(from, Date::from_civil(2024, 4, 1));
  EXPECT_TRUE(verify);
  EXPECT_EQ(read("instrument = \"C\"\ncapital = \"0.1\"\nfrom = \"2024-04-02\"\n"), "");
  EXPECT_EQ(instruments, std::vector<std::string>{"C"});
  EXPECT_EQ(settings.rows()[0].source, "x.toml:2");
}

TEST_F(SettingsTest, AnUnknownKeyIsRefusedWithTheNearest) {
  EXPECT_EQ(read("\ncaptial = 1\n"),
            "error: x.toml:2: unknown key \"captial\"\n"
            "  expected  capital, profile, instrument, warm_up, thresholds, fee, from, verify\n"
            "  nearest   capital\n"
            "  do        correct the key; unknown keys are never ignored\n"
            "exit 3\n");
  EXPECT_NE(read("[thresholds]\nsharp = 1").find("nearest   thresholds.sharpe"), std::string::npos);
  EXPECT_NE(read("[treshold]\nsharpe = 1").find("nearest   thresholds\n"), std::string::npos);
}

TEST_F(SettingsTest, AWrongValueLeavesTheFieldAndSaysWhatWasExpected) {
  EXPECT_EQ(read("capital = -1"),
            "error: x.toml:1: wrong value of \"capital\"\n"
            "  expected  an amount in INR, at least 0\n"
            "  found     -1\n"
            "exit 3\n");
  EXPECT_EQ(capital, Money{1'000'000});
  EXPECT_NE(read("profile = \"nextopen\"").find("nearest   next_open"), std::string::npos);
  EXPECT_NE(read("warm_up = 5001").find("a whole number of bars, 1 to 5000"), std::string::npos);
  for (const char* wrong : {"warm_up = 1.0", "warm_up = \"20\"", "verify = 1", "fee = 0.2",
                            "thresholds.sharpe = nan", "from = 5", "instrument = [1]",
                            "profile = true", "capital = [1]", "thresholds = 1", "fee.x = 1"}) {
    EXPECT_NE(read(wrong), "") << wrong;
  }
}

TEST_F(SettingsTest, TheEnvironmentIsReadByUpperCaseNames) {
  EXPECT_EQ(environment({"PATH=/bin", "MUHURAT_CAPITAL=5", "MUHURAT_THRESHOLDS_SHARPE=1.5",
                         "MUHURAT_INSTRUMENT=A,B", "MUHURAT_VERIFY=true"}),
            "");
  EXPECT_EQ(capital, Money{5});
  EXPECT_EQ(sharpe, 1.5);
  EXPECT_EQ(instruments, (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(environment({"MUHURAT_WARM_UP="}),
            "error: wrong value of \"warm_up\"\n"
            "  expected  a whole number of bars, 1 to 5000\n"
            "  found     nothing\n"
            "  where     MUHURAT_WARM_UP\n"
            "exit 3\n");
  EXPECT_NE(environment({"MUHURAT_WARMUP=1"}).find("nearest   MUHURAT_WARM_UP"), std::string::npos);
}

TEST_F(SettingsTest, OptionsAreSetByName) {
  EXPECT_FALSE(settings.set("warm_up", "30", "--warm-up"));
  EXPECT_EQ(warm_up, 30);
  EXPECT_EQ(settings.set("warmup", "1", "--set")->nearest, "warm_up");
  EXPECT_EQ(settings.set("warm_up", "1e3", "--set")->found, "1e3");
}

TEST_F(SettingsTest, EachSettingDescribesItself) {
  const Settings::Row row = settings.rows()[3];
  EXPECT_EQ(row.name, "warm_up");
  EXPECT_EQ(row.environment, "MUHURAT_WARM_UP");
  EXPECT_EQ(row.expected, "a whole number of bars, 1 to 5000");
  EXPECT_EQ(row.default_text, "100");
  EXPECT_EQ(row.source, "default");
}

TEST(SettingsDeathTest, ADefaultOutOfBoundsIsAFault) {
  Settings settings;
  std::int64_t days = 0;
  EXPECT_DEATH(settings.declare(&days, {.name = "days", .min = "1", .help = "Days."}), "the rule");
}

TEST(Settings, OnlyOurVariablesAreTakenFromTheProcess) {
  ::setenv("MUHURAT_FOR_THIS_TEST", "1", 1);
  const auto variables = environment_variables();
  ::unsetenv("MUHURAT_FOR_THIS_TEST");
  EXPECT_NE(std::find(variables.begin(), variables.end(), "MUHURAT_FOR_THIS_TEST=1"),
            variables.end());
  for (const std::string& one : variables) EXPECT_TRUE(one.starts_with("MUHURAT_"));
}

}  // namespace
}  // namespace muhurat
