#include "research/figures.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/text.hpp"
#include "research/verdict.hpp"
#include "research/weeks.hpp"

namespace muhurat::research {
namespace {

std::string draw(const FigureValue& value) {
  if (const Money* money = std::get_if<Money>(&value)) return to_text(*money);
  if (const double* number = std::get_if<double>(&value)) return fmt::format("{:.6g}", *number);
  return std::holds_alternative<Infinity>(value) ? "infinity" : "unknown";
}

std::string draw(const std::vector<Figure>& figures, std::initializer_list<const char*> ids) {
  std::string text;
  for (const char* id : ids) {
    const Figure* figure = find_figure(figures, id);
    if (figure == nullptr) continue;
    text += std::string{id} + " " + draw(figure->value);
    if (!figure->reason.empty()) text += " (" + figure->reason + ")";
    text += "\n";
  }
  return text;
}

TEST(Figures, OfTwoTradesByHand) {
  const std::vector<double> equity = {1010, 990, 1100};
  const std::vector<double> exposure = {505, 990, 0};
  const std::vector<TradeResult> trades = {{Money{130}, Money{120}}, {Money{-15}, Money{-20}}};
  const auto figures = compute_figures({.capital = Money{1000},
                                        .final_equity = Money{1100},
                                        .equity = equity,
                                        .gross_exposure = exposure,
                                        .benchmark = {},
                                        .trades = trades,
                                        .charges = Money{15},
                                        .slippage = Money{5},
                                        .fill_value = Money{3100},
                                        .year_sessions = 248});
  EXPECT_EQ(draw(figures, {"net_profit", "final_equity", "total_return", "exposure", "turnover",
                           "max_drawdown", "max_drawdown_sessions", "trades", "hit_rate",
                           "profit_factor", "expectancy", "average_win", "average_loss",
                           "best_trade", "worst_trade", "costs", "costs_share", "alpha"}),
            "net_profit 100\n"
            "final_equity 1100\n"
            "total_return 0.1\n"
            "exposure 0.5\n"
            "turnover 248\n"
            "max_drawdown -0.019802\n"
            "max_drawdown_sessions 2\n"
            "trades 2\n"
            "hit_rate 0.5\n"
            "profit_factor 6\n"
            "expectancy 50\n"
            "average_win 120\n"
            "average_loss -20\n"
            "best_trade 120\n"
            "worst_trade -20\n"
            "costs 20\n"
            "costs_share 0.166667\n");
}

TEST(Figures, WithoutTradesSayWhatTheyNeed) {
  const std::vector<double> equity = {1000, 1000};
  const std::vector<double> exposure = {0, 0};
  const auto figures = compute_figures({.capital = Money{1000},
                                        .final_equity = Money{1000},
                                        .equity = equity,
                                        .gross_exposure = exposure,
                                        .benchmark = {},
                                        .trades = {},
                                        .charges = {},
                                        .slippage = {},
                                        .fill_value = {},
                                        .year_sessions = 248});
  EXPECT_EQ(draw(figures, {"sharpe", "sortino", "calmar", "sqn", "hit_rate", "profit_factor",
                           "expectancy", "costs_share"}),
            "sharpe unknown (equity did not move)\n"
            "sortino unknown (no session with a loss)\n"
            "calmar unknown (no drawdown)\n"
            "sqn unknown (needs 2 trades, has 0)\n"
            "hit_rate unknown (needs 1 trades, has 0)\n"
            "profit_factor unknown (needs 1 trades, has 0)\n"
            "expectancy unknown (no trade)\n"
            "costs_share 0\n");
}

std::string regression_of(const std::vector<double>& equity, const std::vector<double>& benchmark) {
  const std::vector<double> exposure(equity.size());
  return draw(compute_figures({.capital = Money{1000},
                               .final_equity = Money{1000},
                               .equity = equity,
                               .gross_exposure = exposure,
                               .benchmark = benchmark,
                               .trades = {},
                               .charges = {},
                               .slippage = {},
                               .fill_value = {},
                               .year_sessions = 248}),
              {"alpha", "beta"});
}

TEST(Figures, AlphaAndBetaSayWhetherSessionsOrMovementAreMissing) {
  EXPECT_EQ(regression_of({1010}, {1020}),
            "alpha unknown (needs 2 sessions, has 1)\n"
            "beta unknown (needs 2 sessions, has 1)\n");
  EXPECT_EQ(regression_of({1010, 1000}, {1000, 1000}),
            "alpha unknown (the benchmark did not move)\n"
            "beta unknown (the benchmark did not move)\n");
}

std::vector<Figure> figures_with(double trades, double profit, double sharpe) {
  std::vector<Figure> figures;
  figures.push_back({.definition = find_figure_definition("trades"), .value = trades});
  figures.push_back({.definition = find_figure_definition("net_profit"),
                     .value = Money{static_cast<std::int64_t>(profit)}});
  figures.push_back({.definition = find_figure_definition("sharpe"), .value = sharpe});
  return figures;
}

RunVerdict judged(double trades, double profit, double sharpe, bool hard) {
  const sdk::Thresholds thresholds = {
      {.metric = "sharpe", .kind = sdk::Threshold::Kind::AtLeast, .limit = 1, .hard = hard}};
  return judge_run(figures_with(trades, profit, sharpe), thresholds).result;
}

TEST(Verdict, FollowsThresholdsProfitAndTheNumberOfTrades) {
  EXPECT_EQ(judged(30, 1, 1.0, false), RunVerdict::Pass);
  EXPECT_EQ(judged(30, 1, 0.99, false), RunVerdict::Review);
  EXPECT_EQ(judged(30, 1, 0.99, true), RunVerdict::Reject);
  EXPECT_EQ(judged(30, 0, 1.0, false), RunVerdict::Reject);
  EXPECT_EQ(judged(29, 1, 1.0, false), RunVerdict::NoVerdict);
}

TEST(Verdict, AThresholdOfARunTakesEitherKind) {
  for (const auto kind : {sdk::Threshold::Kind::AtLeast, sdk::Threshold::Kind::AtMost}) {
    const sdk::Threshold sharpe{.metric = "sharpe", .kind = kind, .limit = 1, .hard = true};
    EXPECT_FALSE(problem_of(sharpe));
    const bool is_floor = kind == sdk::Threshold::Kind::AtLeast;
    EXPECT_EQ(judge_run(figures_with(30, 1, 0.9), {sharpe}).result,
              is_floor ? RunVerdict::Reject : RunVerdict::Pass);
    EXPECT_EQ(judge_run(figures_with(30, 1, 1.1), {sharpe}).result,
              is_floor ? RunVerdict::Pass : RunVerdict::Reject);
  }
}

std::string complaint(sdk::Threshold threshold) {
  const auto problem = problem_of(threshold);
  return problem ? problem->headline + " | " + problem->expected + " | " + problem->found : "none";
}

TEST(Verdict, AThresholdOfWeeksHasOneKindAndIsNeverHard) {
  using Kind = sdk::Threshold::Kind;
  EXPECT_EQ(complaint({.metric = "week.return", .kind = Kind::AtMost, .limit = 0.9}),
            "week.return takes no at_most | at_least | at_most 0.9");
  EXPECT_EQ(complaint({.metric = "week.drawdown", .kind = Kind::AtLeast, .limit = 0.05}),
            "week.drawdown takes no at_least | at_most | at_least 0.05");
  EXPECT_EQ(complaint({.metric = "week.turnover", .kind = Kind::AtMost, .limit = 3, .hard = true}),
            "week.turnover cannot be hard | a threshold without hard: a week has a verdict of its "
            "own | hard = true");
  for (const WeekMetric& each : week_metrics()) {
    EXPECT_EQ(complaint({.metric = each.id, .kind = usual_kind(each.id), .limit = 1}), "none");
  }
}

}  // namespace
}  // namespace muhurat::research
