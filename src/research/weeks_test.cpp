#include "research/weeks.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat::research {
namespace {

// Five sessions from Monday 2026-03-16 (2026-W12), then the next week.
std::vector<WeekSession> sessions_of(const std::vector<std::int64_t>& equity) {
  std::vector<WeekSession> sessions;
  Date date = Date::from_civil(2026, 3, 16);
  for (const std::int64_t value : equity) {
    sessions.push_back({.date = date, .equity = Money{value}, .benchmark = 100, .costs = {}});
    date = date + (date.weekday() == Weekday::Friday ? 3 : 1);
  }
  return sessions;
}

std::string draw(const std::vector<Week>& weeks) {
  std::string text;
  for (const Week& week : weeks) {
    text += fmt::format("{}-W{:02} {} {:.2f}% {}\n", week.week.year, week.week.week,
                        to_text(week.verdict), week.period_return * 100, week.reason);
  }
  return text;
}

TEST(Weeks, AreJudgedFromTheCloseBeforeThem) {
  auto sessions = sessions_of({101, 101, 101, 101, 102, 102, 102, 102, 102, 99});
  for (WeekSession& each : sessions) each.trades = 1;
  EXPECT_EQ(draw(evaluate_weeks({.capital = Money{100}, .sessions = sessions, .steps = {}})),
            "2026-W12 pass 2.00% \n"
            "2026-W13 fail -2.94% return -2.94%, limit -2.00%\n");
}

TEST(Weeks, ALossOfExactlyTheLimitIsStillAPass) {
  auto sessions = sessions_of({98});
  sessions[0].trades = 1;
  WeekInput input{.capital = Money{100}, .sessions = sessions, .steps = {}};
  input.limits.return_min = 98.0 / 100 - 1;
  EXPECT_EQ(draw(evaluate_weeks(input)), "2026-W12 pass -2.00% \n");
}

TEST(Weeks, DrawdownIsTakenOnTheTimeStepCurve) {
  auto sessions = sessions_of({100, 100});
  sessions[1].trades = 1;
  const std::vector<CurveStep> steps = {{0, 104}, {1, 100}};
  EXPECT_EQ(draw(evaluate_weeks({.capital = Money{100}, .sessions = sessions, .steps = steps})),
            "2026-W12 fail 0.00% drawdown 3.85%, limit 3.00%\n");
}

TEST(Weeks, WatchNamesTurnoverCostsAndBenchmark) {
  auto sessions = sessions_of({101});
  sessions[0].trades = 2;
  sessions[0].hits = 1;
  sessions[0].costs = Money{1};
  sessions[0].fill_value = 1111;
  sessions[0].benchmark = 105;
  const auto weeks = evaluate_weeks(
      {.capital = Money{100}, .sessions = sessions, .steps = {}, .has_benchmark = true});
  EXPECT_EQ(draw(weeks),
            "2026-W12 watch 1.00% turnover 11.0×, limit 10×; costs 50.00% of gross, limit 35.00%; "
            "4.00 points behind benchmark, limit 3.00\n");
  EXPECT_EQ(weeks[0].hit_rate, 0.5);
}

TEST(Weeks, NetAndCostsAreExact) {
  auto sessions = sessions_of({0, 0, 0, 0, 0, 0});
  for (WeekSession& each : sessions) {
    each.equity = parse_money("1000000.1000000000000001").value();
    each.costs = parse_money("0.0333000000000001").value();
  }
  sessions.back().equity = parse_money("1000000.3000000000000002").value();
  const auto weeks =
      evaluate_weeks({.capital = Money{1'000'000}, .sessions = sessions, .steps = {}});
  EXPECT_EQ(to_text(weeks[0].net), "0.1000000000000001");
  EXPECT_EQ(to_text(weeks[1].net), "0.2000000000000001");
  EXPECT_EQ(to_text(weeks[0].costs), "0.1665000000000005");
}

TEST(Weeks, CostsThatTakeTheWholeGrossLeaveNoneToBeAShareOf) {
  auto sessions = sessions_of({0});
  sessions[0].trades = 1;
  sessions[0].costs = parse_money("358.45").value();
  sessions[0].equity = parse_money("94641.7").value();
  const Money capital = parse_money("95000.15").value();
  EXPECT_EQ(draw(evaluate_weeks({.capital = capital, .sessions = sessions, .steps = {}})),
            "2026-W12 pass -0.38% \n");
}

TEST(Weeks, AWeekWithoutTradesOrMovementSaysSo) {
  const auto sessions = sessions_of({100});
  EXPECT_EQ(draw(evaluate_weeks({.capital = Money{100}, .sessions = sessions, .steps = {}})),
            "2026-W12 no_trades 0.00% \n");
}

TEST(Weeks, AnOwnLimitTakesThePlaceOfTheUsualOne) {
  for (const WeekMetric& each : week_metrics()) {
    const WeekLimits limits = week_limits_of({{.metric = each.id, .kind = each.kind, .limit = 7}});
    EXPECT_EQ(limits.*each.limit, 7) << each.id;
  }
  EXPECT_EQ(find_week_metric("week.sharpe"), nullptr);
}

}  // namespace
}  // namespace muhurat::research
