#include <fmt/format.h>

#include <cmath>

#include "research/report/sections.hpp"
#include "research/report/table.hpp"

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
constexpr int ratio_decimals = 6;
std::optional<std::int64_t> millionths(std::optional<double> ratio) {
  if (!ratio || !std::isfinite(*ratio) || std::fabs(*ratio) >= 0x1p31) return std::nullopt;
  return std::llround(*ratio * 1e6);
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
  std::vector<const Week*> rows;
  for (const Week& week : weeks) rows.push_back(&week);
  json.begin_object();
  Table<Week> table{json, std::move(rows)};
  const auto ratio = [&](const char* name, auto value) {
    table.numbers(name, ratio_decimals, [&](const Week& week) { return millionths(value(week)); });
  };
  const auto money = [&](const char* name, auto value) {
    table.numbers(name, scope.decimals,
                  [&](const Week& week) { return scope.minor_units(value(week)); });
  };
  table.letters("verdict", [](const Week& week) { return letter_of(week.verdict); });
  ratio("return", [](const Week& week) { return week.period_return; });
  money("net", [](const Week& week) { return week.net; });
  ratio("benchmark", [](const Week& week) { return week.benchmark; });
  ratio("drawdown", [](const Week& week) { return week.drawdown; });
  table.whole_numbers("trades", [](const Week& week) { return week.trades; });
  ratio("hit_rate", [](const Week& week) { return week.hit_rate; });
  ratio("turnover", [](const Week& week) { return week.turnover; });
  money("costs", [](const Week& week) { return week.costs; });
  table.whole_numbers("first", [](const Week& week) { return week.first.days(); });
  table.whole_numbers("last", [](const Week& week) { return week.last.days(); });
  json.key("reason").begin_array();
  for (const Week& week : weeks) json.value(screen_text(week.reason));
  json.end();
  json.key("partial").begin_array();
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    if (weeks[i].is_partial) json.value(i);
  }
  json.end();
  write_rules(json, week_limits_of(scope.record.thresholds));
  json.end();
}

}  // namespace muhurat::research
