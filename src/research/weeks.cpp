#include "research/weeks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace muhurat::research {
namespace {

// Sessions [begin, end) of one ISO week.
struct SessionRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<SessionRange> ranges_of(std::span<const WeekSession> sessions) {
  std::vector<SessionRange> ranges;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    const bool begins =
        ranges.empty() || sessions[i].date.iso_week() != sessions[i - 1].date.iso_week();
    if (begins) ranges.push_back({i, i});
    ranges.back().end = i + 1;
  }
  return ranges;
}

// The deepest fall below the running peak within the week, its base included.
class WeekFall {
 public:
  explicit WeekFall(double base) : peak_{base} {}
  void add(double equity) {
    peak_ = std::max(peak_, equity);
    if (peak_ > 0) deepest_ = std::min(deepest_, equity / peak_ - 1);
  }
  double deepest() const { return deepest_; }

 private:
  double peak_;
  double deepest_ = 0;
};

std::string percent(double fraction) {
  return fmt::format("{:.2f}%", fraction * 100);
}

std::string points(double fraction) {
  return fmt::format("{:.2f}", fraction * 100);
}

void add_reason(std::string& reasons, const std::string& reason) {
  if (!reasons.empty()) reasons += "; ";
  reasons += reason;
}

void judge(Week& week, const WeekLimits& limits) {
  const double costs = week.costs.to_double();
  const double gross = (week.net + week.costs).to_double();
  bool fails = false;
  if (week.period_return < limits.return_min) {
    fails = true;
    add_reason(week.reason, fmt::format("return {}, limit {}", percent(week.period_return),
                                        percent(limits.return_min)));
  }
  if (-week.drawdown > limits.drawdown_max) {
    fails = true;
    add_reason(week.reason, fmt::format("drawdown {}, limit {}", percent(-week.drawdown),
                                        percent(limits.drawdown_max)));
  }
  if (week.turnover > limits.turnover_max) {
    add_reason(week.reason,
               fmt::format("turnover {:.1f}×, limit {:g}×", week.turnover, limits.turnover_max));
  }
  if (gross > 0 && costs > limits.costs_share_max * gross) {
    add_reason(week.reason, fmt::format("costs {} of gross, limit {}", percent(costs / gross),
                                        percent(limits.costs_share_max)));
  }
  if (week.benchmark && *week.benchmark - week.period_return > limits.behind_max) {
    add_reason(week.reason, fmt::format("{} points behind benchmark, limit {}",
                                        points(*week.benchmark - week.period_return),
                                        points(limits.behind_max)));
  }
  constexpr double still = 1e-6;  // a return below it moved nothing
  if (fails) {
    week.verdict = WeekVerdict::Fail;
  } else if (week.trades == 0 && std::fabs(week.period_return) < still) {
    week.verdict = WeekVerdict::NoTrades;
    week.reason.clear();
  } else {
    week.verdict = week.reason.empty() ? WeekVerdict::Pass : WeekVerdict::Watch;
  }
}

Week measure(const WeekInput& input, SessionRange range, std::size_t& step) {
  const auto sessions = input.sessions;
  const Money before = range.begin == 0 ? input.capital : sessions[range.begin - 1].equity;
  const Money after = sessions[range.end - 1].equity;
  const double base = before.to_double();
  const double benchmark_base =
      range.begin == 0 ? input.capital.to_double() : sessions[range.begin - 1].benchmark;
  Week week;
  week.week = sessions[range.begin].date.iso_week();
  week.first = sessions[range.begin].date;
  week.last = sessions[range.end - 1].date;
  WeekFall fall{base};
  double equity_sum = 0;
  double fill_value = 0;
  std::size_t hits = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    for (; step < input.steps.size() && input.steps[step].session <= i; ++step) {
      fall.add(input.steps[step].equity);
    }
    const double equity = sessions[i].equity.to_double();
    fall.add(equity);
    equity_sum += equity;
    fill_value += sessions[i].fill_value;
    week.costs += sessions[i].costs;
    week.trades += sessions[i].trades;
    hits += sessions[i].hits;
  }
  week.net = after - before;
  week.period_return = base > 0 ? after.to_double() / base - 1 : 0;
  if (input.has_benchmark && benchmark_base > 0) {
    week.benchmark = sessions[range.end - 1].benchmark / benchmark_base - 1;
  }
  week.drawdown = fall.deepest();
  if (week.trades > 0) week.hit_rate = static_cast<double>(hits) / static_cast<double>(week.trades);
  const double mean_equity = equity_sum / static_cast<double>(range.end - range.begin);
  week.turnover = mean_equity > 0 ? fill_value / mean_equity : 0;
  return week;
}

}  // namespace

const char* to_text(WeekVerdict verdict) {
  switch (verdict) {
    case WeekVerdict::Pass: return "pass";
    case WeekVerdict::Watch: return "watch";
    case WeekVerdict::Fail: return "fail";
    case WeekVerdict::NoTrades: return "no_trades";
  }
  return "";
}

std::span<const WeekMetric> week_metrics() {
  using Kind = sdk::Threshold::Kind;
  static constexpr std::array metrics = {
      WeekMetric{"week.return", Kind::AtLeast, &WeekLimits::return_min},
      WeekMetric{"week.drawdown", Kind::AtMost, &WeekLimits::drawdown_max},
      WeekMetric{"week.turnover", Kind::AtMost, &WeekLimits::turnover_max},
      WeekMetric{"week.costs_share", Kind::AtMost, &WeekLimits::costs_share_max},
      WeekMetric{"week.behind_benchmark", Kind::AtMost, &WeekLimits::behind_max}};
  return metrics;
}

const WeekMetric* find_week_metric(std::string_view id) {
  const auto metrics = week_metrics();
  const auto found = std::ranges::find_if(metrics, [&](const auto& each) { return id == each.id; });
  return found == metrics.end() ? nullptr : &*found;
}

WeekLimits week_limits_of(const sdk::Thresholds& thresholds) {
  WeekLimits limits;
  for (const sdk::Threshold& threshold : thresholds) {
    if (const WeekMetric* metric = find_week_metric(threshold.metric)) {
      limits.*metric->limit = threshold.limit;
    }
  }
  return limits;
}

std::vector<Week> evaluate_weeks(const WeekInput& input) {
  std::vector<Week> weeks;
  std::size_t step = 0;
  for (const SessionRange range : ranges_of(input.sessions)) {
    weeks.push_back(measure(input, range, step));
    judge(weeks.back(), input.limits);
  }
  if (!weeks.empty()) {
    weeks.front().is_partial = input.first_is_partial;
    weeks.back().is_partial = weeks.back().is_partial || input.last_is_partial;
  }
  return weeks;
}

}  // namespace muhurat::research
