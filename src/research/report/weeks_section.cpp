#include <fmt/format.h>

#include <cmath>

#include "research/report/packing.hpp"
#include "research/report/sections.hpp"

namespace muhurat::research {
namespace {

char letter_of(WeekVerdict verdict) {
  switch (verdict) {
    case WeekVerdict::Pass: return 'P';
    case WeekVerdict::Watch: return 'W';
    case WeekVerdict::Fail: return 'F';
    case WeekVerdict::NoTrades: return 'N';
  }
  return 'N';
}

// Of fractions that are shown as percentages with two decimals.
double six_decimals(double ratio) {
  return std::round(ratio * 1e6) / 1e6;
}
std::optional<double> six_decimals(std::optional<double> ratio) {
  return ratio ? std::optional{six_decimals(*ratio)} : std::nullopt;
}

std::string percent(double ratio) {
  return screen_text(fmt::format("{:.4g}%", ratio * 100));
}

void write_rules(JsonWriter& json, const WeekLimits& limits) {
  json.key("fail_rules").begin_array();
  json.value("return < " + percent(limits.return_min));
  json.value("drawdown > " + percent(limits.drawdown_max)).end();
  json.key("watch_rules").begin_array();
  json.value(fmt::format("turnover > {:g}×", limits.turnover_max));
  json.value("costs > " + percent(limits.costs_share_max) + " of gross");
  json.value(fmt::format("{:.4g} points behind benchmark", limits.behind_max * 100)).end();
}

}  // namespace

void write_weeks(JsonWriter& json, const Scope& scope) {
  const std::vector<Week>& weeks = scope.evaluation.weeks;
  const auto column = [&](const char* name, auto value) {
    json.key(name).begin_array();
    for (const Week& week : weeks) json.value(value(week));
    json.end();
  };
  json.begin_object();
  column("week", [](const Week& week) { return week.week; });
  std::string verdicts;
  for (const Week& week : weeks) verdicts += letter_of(week.verdict);
  json.member("verdict", verdicts);
  column("return", [](const Week& week) { return six_decimals(week.period_return); });
  column("net", [&](const Week& week) { return scope.rounded(week.net); });
  column("benchmark", [](const Week& week) { return six_decimals(week.benchmark); });
  column("drawdown", [](const Week& week) { return six_decimals(week.drawdown); });
  column("trades", [](const Week& week) { return week.trades; });
  column("hit_rate", [](const Week& week) { return six_decimals(week.hit_rate); });
  column("turnover", [](const Week& week) { return six_decimals(week.turnover); });
  column("costs", [&](const Week& week) { return scope.rounded(week.costs); });
  std::vector<std::int64_t> first, last;
  for (const Week& week : weeks) {
    first.push_back(week.first.days());
    last.push_back(week.last.days());
  }
  write_ints(json.key("first"), first);
  write_ints(json.key("last"), last);
  column("reason", [](const Week& week) { return screen_text(week.reason); });
  json.key("partial").begin_array();
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    if (weeks[i].is_partial) json.value(i);
  }
  json.end();
  write_rules(json, week_limits_of(scope.record.thresholds));
  json.end();
}

}  // namespace muhurat::research
