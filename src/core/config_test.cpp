#include "core/config.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace muhurat {
namespace {

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    settings.declare(&fee, {.name = "fee", .unit = "INR", .min = "0", .help = "Of an order."});
    settings.declare(&profile, {.name = "profile",
                                .choices = {"realistic", "next_open", "same_close"},
                                .help = "How orders are filled."});
    settings.declare(&warm_up, {.name = "warm_up",
                                .unit = "bars",
                                .min = "1",
                                .max = "5000",
                                .help = "Bars before the first decision."});
    settings.declare(&sharpe, {.name = "thresholds.sharpe", .help = "Least Sharpe ratio."});
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

  double fee = 20;
  std::string profile = "realistic";
  std::int64_t warm_up = 100;
  double sharpe = 1;
  bool verify = false;
  Settings settings;
};

TEST_F(SettingsTest, AFileSetsTheFieldsItNames) {
  EXPECT_EQ(read("fee = 0.25\nprofile = \"next_open\"\nwarm_up = 20\n"
                 "thresholds.sharpe = 2\nverify = true\n"),
            "");
  EXPECT_EQ(fee, 0.25);
  EXPECT_EQ(profile, "next_open");
  EXPECT_EQ(warm_up, 20);
  EXPECT_EQ(sharpe, 2);
  EXPECT_TRUE(verify);
  EXPECT_EQ(settings.rows()[0].source, "x.toml:1");
}

TEST_F(SettingsTest, AnUnknownKeyIsRefusedWithTheNearest) {
  EXPECT_EQ(read("\nprofiel = 1\n"),
            "error: x.toml:2: unknown key \"profiel\"\n"
            "  expected  fee, profile, warm_up, thresholds, verify\n"
            "  nearest   profile\n"
            "  do        correct the key; unknown keys are never ignored\n"
            "exit 3\n");
  EXPECT_NE(read("[thresholds]\nsharp = 1").find("nearest   thresholds.sharpe"), std::string::npos);
  EXPECT_NE(read("[treshold]\nsharpe = 1").find("nearest   thresholds\n"), std::string::npos);
}

TEST_F(SettingsTest, AWrongValueLeavesTheFieldAndSaysWhatWasExpected) {
  EXPECT_EQ(read("fee = -1"),
            "error: x.toml:1: wrong value of \"fee\"\n"
            "  expected  a number in INR, at least 0\n"
            "  found     -1\n"
            "exit 3\n");
  EXPECT_EQ(fee, 20);
  EXPECT_NE(read("profile = \"nextopen\"").find("nearest   next_open"), std::string::npos);
  EXPECT_NE(read("warm_up = 5001").find("a whole number of bars, 1 to 5000"), std::string::npos);
  for (const char* wrong :
       {"warm_up = 1.0", "warm_up = \"20\"", "verify = 1", "fee = \"1\"", "thresholds.sharpe = nan",
        "profile = true", "profile = [\"realistic\"]", "thresholds = 1", "fee.x = 1"}) {
    EXPECT_NE(read(wrong), "") << wrong;
  }
}

TEST_F(SettingsTest, TheEnvironmentIsReadByUpperCaseNames) {
  EXPECT_EQ(environment({"PATH=/bin", "MUHURAT_FEE=5", "MUHURAT_THRESHOLDS_SHARPE=1.5",
                         "MUHURAT_PROFILE=same_close", "MUHURAT_VERIFY=true"}),
            "");
  EXPECT_EQ(fee, 5);
  EXPECT_EQ(sharpe, 1.5);
  EXPECT_EQ(profile, "same_close");
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
  const Settings::Row row = settings.rows()[2];
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
