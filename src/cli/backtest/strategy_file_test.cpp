#include "cli/backtest/strategy_file.hpp"

#include <gtest/gtest.h>

#include "core/file.hpp"
#include "store/temporary_folder.hpp"

namespace muhurat::cli {
namespace {

using Kind = sdk::Threshold::Kind;

// Reads thresholds.toml, whose line 8 is the first of [thresholds].
Result<StrategyFile, Problem> read(const std::string& thresholds) {
  const store::TemporaryFolder folder{"strategy_file"};
  const auto file = folder.path() / "thresholds.toml";
  write_file(file,
             "[signal]\npart = \"rsi_reversion\"\n[sizer]\npart = \"fixed_quantity\"\n"
             "[execution]\npart = \"market\"\n[thresholds]\n" +
                 thresholds);
  return read_strategy_file(file);
}

std::string complaint(const std::string& thresholds) {
  const auto file = read(thresholds);
  if (file) return "none";
  const std::string& headline = file.error().headline;
  return headline.substr(headline.find("thresholds.toml")) + " | " + file.error().expected + " | " +
         file.error().found + " | " + file.error().nearest;
}

TEST(StrategyFile, AThresholdHasItsUsualKindUnlessItNamesOne) {
  const auto file = read(
      "sharpe = 1\nmax_drawdown = 0.2\nbeta = { at_least = 0.5, hard = true }\n"
      "week.return = -0.05\nweek.drawdown = { at_most = 0.1, hard = false }\n");
  ASSERT_TRUE(file) << to_text(file.error());
  std::string drawn;
  for (const sdk::Threshold& each : file->thresholds) {
    drawn += each.metric + (each.kind == Kind::AtLeast ? " at_least " : " at_most ") +
             std::to_string(each.limit) + (each.hard ? " hard\n" : "\n");
  }
  EXPECT_EQ(drawn,
            "sharpe at_least 1.000000\n"
            "max_drawdown at_most 0.200000\n"
            "beta at_least 0.500000 hard\n"
            "week.return at_least -0.050000\n"
            "week.drawdown at_most 0.100000\n");
}

TEST(StrategyFile, AWeeksThresholdOfAnotherKindOrAHardOneIsRefusedByLine) {
  EXPECT_EQ(complaint("week.return = { at_most = 0.9, hard = true }\n"),
            "thresholds.toml:8: week.return takes no at_most | at_least | at_most 0.9 | ");
  EXPECT_EQ(complaint("sharpe = 1\nweek.costs_share = { at_least = 0.2 }\n"),
            "thresholds.toml:9: week.costs_share takes no at_least | at_most | at_least 0.2 | ");
  EXPECT_EQ(complaint("week.drawdown = { at_most = 0.05, hard = true }\n"),
            "thresholds.toml:8: week.drawdown cannot be hard | a threshold without hard: a week "
            "has a verdict of its own | hard = true | ");
}

TEST(StrategyFile, AMetricOfWeeksThatThereIsNotNamesTheNearestOfThem) {
  EXPECT_EQ(complaint("week.drawdwn = 0.05\n"),
            "thresholds.toml:8: unknown key \"thresholds.week.drawdwn\" | return, drawdown, "
            "turnover, costs_share, behind_benchmark (docs/reference/metrics.md) |  | "
            "thresholds.week.drawdown");
}

}  // namespace
}  // namespace muhurat::cli
