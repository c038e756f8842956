// The weekly evaluation: each ISO week of trading dates judged by its return, drawdown, turnover,
// costs and distance to the benchmark. It is the unit in which a strategy is kept or stopped.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "sdk/threshold.hpp"

namespace muhurat::research {

enum class WeekVerdict { Pass, Watch, Fail, NoTrades };
const char* to_text(WeekVerdict verdict);  // pass, watch, fail, no_trades

struct WeekLimits {
  double return_min = -0.02;      // Fail below it
  double drawdown_max = 0.03;     // Fail above it
  double turnover_max = 10;       // Watch above it, multiple of mean equity
  double costs_share_max = 0.35;  // Watch above it, share of a positive gross result
  double behind_max = 0.03;       // Watch if further behind the benchmark
};
// What a threshold of weeks can be about: each has a kind of its own, and none is hard, since a
// week has a verdict of its own.
struct WeekMetric {
  const char* id;  // week.return
  sdk::Threshold::Kind kind;
  double WeekLimits::* limit;
};
std::span<const WeekMetric> week_metrics();
const WeekMetric* find_week_metric(std::string_view id);  // null if no week is judged by it

// The limits of those thresholds whose metric is one of weeks.
WeekLimits week_limits_of(const sdk::Thresholds& thresholds);

// One session, as the weeks need it. What only ratios are made of is an estimate in the run's
// currency.
struct WeekSession {
  Date date;
  Money equity;  // at the close
  double benchmark = 0;
  Money costs;             // charges and slippage booked since the close before
  double fill_value = 0;   // Σ |value| of the fills since the close before
  std::size_t trades = 0;  // round trips closed
  std::size_t hits = 0;    // of them with net above 0
};

// A point of the time-step curve, in order of time.
struct CurveStep {
  std::size_t session = 0;  // index into the sessions: the one whose close is the next
  double equity = 0;
};

struct Week {
  IsoWeek week;
  Date first, last;  // trading dates
  bool is_partial = false;
  Money net;  // the weeks of a run sum up to its net profit
  double period_return = 0;
  std::optional<double> benchmark = {};
  double drawdown = 0;  // 0 or negative
  std::size_t trades = 0;
  std::optional<double> hit_rate = {};
  Money costs;
  double turnover = 0;
  WeekVerdict verdict = WeekVerdict::Pass;
  std::string reason;  // "drawdown 3.61%, limit 3.00%"; empty if nothing was missed
};

struct WeekInput {
  Money capital;
  std::span<const WeekSession> sessions;
  std::span<const CurveStep> steps;
  bool has_benchmark = false;
  WeekLimits limits = {};
  bool first_is_partial = false;  // the run began or ended within these weeks' trading dates
  bool last_is_partial = false;
};

std::vector<Week> evaluate_weeks(const WeekInput& input);

}  // namespace muhurat::research
