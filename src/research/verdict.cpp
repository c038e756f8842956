#include "research/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "research/weeks.hpp"

namespace muhurat::research {
namespace {

using Kind = sdk::Threshold::Kind;

// Falls and losses are kept negative; a limit on them is written as a positive size.
bool is_judged_by_size(const std::string& metric) {
  return metric == "max_drawdown";
}

// `costs` in a threshold means their share of gross: an amount would say nothing.
std::string figure_id_of(const std::string& metric) {
  return metric == "costs" ? "costs_share" : metric;
}

JudgedThreshold judge(std::span<const Figure> figures, const sdk::Threshold& threshold) {
  JudgedThreshold judged{.threshold = threshold, .found = {}, .met = {}};
  const Figure* figure = find_figure(figures, figure_id_of(threshold.metric));
  if (figure == nullptr) return judged;
  judged.found = number_of(figure->value);
  if (!judged.found) return judged;
  if (is_judged_by_size(threshold.metric)) judged.found = std::fabs(*judged.found);
  judged.met = threshold.kind == Kind::AtLeast ? *judged.found >= threshold.limit
                                               : *judged.found <= threshold.limit;
  return judged;
}

const char* words_of(Kind kind) {
  return kind == Kind::AtLeast ? "at_least" : "at_most";
}

}  // namespace

const char* to_text(RunVerdict verdict) {
  switch (verdict) {
    case RunVerdict::Pass: return "pass";
    case RunVerdict::Review: return "review";
    case RunVerdict::Reject: return "reject";
    case RunVerdict::NoVerdict: return "no_verdict";
  }
  return "";
}

std::size_t Verdict::met() const {
  return static_cast<std::size_t>(std::count_if(thresholds.begin(), thresholds.end(),
                                                [](const auto& each) { return each.met == true; }));
}

sdk::Thresholds default_thresholds() {
  return {{.metric = "cagr", .kind = Kind::AtLeast, .limit = 0.12},
          {.metric = "max_drawdown", .kind = Kind::AtMost, .limit = 0.12},
          {.metric = "sharpe", .kind = Kind::AtLeast, .limit = 1},
          {.metric = "trades", .kind = Kind::AtLeast, .limit = 100},
          {.metric = "profit_factor", .kind = Kind::AtLeast, .limit = 1.3},
          {.metric = "costs", .kind = Kind::AtMost, .limit = 0.25}};
}

sdk::Thresholds merge_thresholds(sdk::Thresholds defaults, const sdk::Thresholds& own) {
  for (const sdk::Threshold& mine : own) {
    const auto same = std::find_if(defaults.begin(), defaults.end(),
                                   [&](const auto& each) { return each.metric == mine.metric; });
    if (same == defaults.end()) {
      defaults.push_back(mine);
    } else {
      *same = mine;
    }
  }
  return defaults;
}

bool is_judgeable(const std::string& metric) {
  return find_week_metric(metric) != nullptr || find_figure_definition(metric) != nullptr;
}

Kind usual_kind(const std::string& metric) {
  static const std::vector<std::string> ceilings = {"max_drawdown", "max_drawdown_sessions",
                                                    "volatility",   "exposure",
                                                    "turnover",     "costs",
                                                    "charges",      "slippage",
                                                    "costs_share",  "beta"};
  if (const WeekMetric* weekly = find_week_metric(metric)) return weekly->kind;
  return std::ranges::find(ceilings, metric) == ceilings.end() ? Kind::AtLeast : Kind::AtMost;
}

std::optional<Problem> problem_of(const sdk::Threshold& threshold) {
  const WeekMetric* weekly = find_week_metric(threshold.metric);
  if (weekly == nullptr) return std::nullopt;
  if (threshold.kind != weekly->kind) {
    return Problem{
        .headline = fmt::format("{} takes no {}", weekly->id, words_of(threshold.kind)),
        .expected = words_of(weekly->kind),
        .found = fmt::format("{} {}", words_of(threshold.kind), threshold.limit),
        .what_to_do = fmt::format("write {}; a kind is never ignored", words_of(weekly->kind))};
  }
  if (threshold.hard) {
    return Problem{.headline = fmt::format("{} cannot be hard", weekly->id),
                   .expected = "a threshold without hard: a week has a verdict of its own",
                   .found = "hard = true",
                   .what_to_do = "leave hard to the thresholds of the run"};
  }
  return std::nullopt;
}

Verdict judge_run(std::span<const Figure> figures, const sdk::Thresholds& thresholds) {
  Verdict verdict;
  bool missed_hard = false;
  bool missed_soft = false;
  for (const sdk::Threshold& threshold : thresholds) {
    if (find_week_metric(threshold.metric) != nullptr) continue;
    verdict.thresholds.push_back(judge(figures, threshold));
    if (verdict.thresholds.back().met != true) {
      (threshold.hard ? missed_hard : missed_soft) = true;
    }
  }
  const Figure* trades = find_figure(figures, "trades");
  const double count = trades == nullptr ? 0 : number_of(trades->value).value_or(0);
  const Figure* profit = find_figure(figures, "net_profit");
  const bool earned = profit != nullptr && number_of(profit->value).value_or(0) > 0;
  if (count < static_cast<double>(trades_for_verdict_min)) {
    verdict.result = RunVerdict::NoVerdict;
    verdict.reason = fmt::format("needs {} trades, has {}", trades_for_verdict_min, count);
  } else if (missed_hard || !earned) {
    verdict.result = RunVerdict::Reject;
    if (!earned) verdict.reason = "net profit is not above 0";
  } else {
    verdict.result = missed_soft ? RunVerdict::Review : RunVerdict::Pass;
  }
  return verdict;
}

}  // namespace muhurat::research
