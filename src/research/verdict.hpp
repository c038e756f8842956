// The verdict of a run: its figures held against thresholds.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "research/figures.hpp"
#include "sdk/threshold.hpp"

namespace muhurat::research {

enum class RunVerdict { Pass, Review, Reject, NoVerdict };
const char* to_text(RunVerdict verdict);  // pass, review, reject, no_verdict

struct JudgedThreshold {
  sdk::Threshold threshold;
  std::optional<double> found;  // a drawdown as a positive fraction; none: unknown
  std::optional<bool> met;      // none: could not be judged
};

struct Verdict {
  RunVerdict result = RunVerdict::NoVerdict;
  std::vector<JudgedThreshold> thresholds;
  std::string reason;  // why there is no verdict, or a rejection without a missed hard threshold

  std::size_t met() const;
};

// CAGR ≥ 12 %, drawdown ≤ 12 %, Sharpe ≥ 1, trades ≥ 100, profit factor ≥ 1.3, costs ≤ 25 % of
// gross: all soft.
sdk::Thresholds default_thresholds();
// The defaults, each replaced by one's own of the same metric; own ones of other metrics follow.
sdk::Thresholds merge_thresholds(sdk::Thresholds defaults, const sdk::Thresholds& own);
// Whether a threshold can name the metric: an id of figures.hpp, or a weekly one of weeks.hpp.
bool is_judgeable(const std::string& metric);
// How a threshold judges unless it says so itself: falls, costs, exposure and turnover have a
// ceiling, everything else a floor.
sdk::Threshold::Kind usual_kind(const std::string& metric);
// A threshold of a judgeable metric that would not be kept as it stands: a week is judged by one
// kind each, and never hard.
std::optional<Problem> problem_of(const sdk::Threshold& threshold);

inline constexpr std::size_t trades_for_verdict_min = 30;
Verdict judge_run(std::span<const Figure> figures, const sdk::Thresholds& thresholds);

}  // namespace muhurat::research
