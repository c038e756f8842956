// Statistics of equity samples, as pure functions of doubles: estimates, never cash. Samples are
// taken at each session close; the first return is from the capital; returns are simple; deviations
// divide by n − 1. docs/reference/metrics.md gives formula, unit and source of each.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace muhurat::research {

// r[i] = equity[i] ÷ equity[i−1] − 1, with the capital before the first.
std::vector<double> returns_of(double capital, std::span<const double> equity);

double mean(std::span<const double> values);
// With n − 1; none for fewer than two values.
std::optional<double> standard_deviation(std::span<const double> values);

// (final ÷ capital)^(year ÷ sessions) − 1; none without sessions, −1 if everything was lost.
std::optional<double> compound_annual_growth(double capital, double final_equity,
                                             std::size_t sessions, double year_sessions);
// Deviation of returns × √year.
std::optional<double> annual_volatility(std::span<const double> returns, double year_sessions);
// Mean excess return ÷ deviation × √year; none if the deviation is 0 or unknown.
std::optional<double> sharpe_ratio(std::span<const double> returns, double risk_free,
                                   double year_sessions);
// Mean excess return ÷ root mean square of min(excess, 0) over all n × √year; none without a loss.
std::optional<double> sortino_ratio(std::span<const double> returns, double risk_free,
                                    double year_sessions);

// A fall below the running peak, capital included.
struct DrawdownSpan {
  std::optional<std::size_t> peak = {};  // sample of the peak; none: the capital before the first
  std::size_t trough = 0;
  std::optional<std::size_t> recovered = {};  // first sample at the peak again; none: not yet
  double depth = 0;                           // negative fraction of the peak

  // Sessions from the peak to the recovery, or to the end of `samples`.
  std::size_t sessions(std::size_t samples) const;
};
// Every drawdown, in order of time; a sample at the peak ends one.
std::vector<DrawdownSpan> drawdowns_of(double capital, std::span<const double> equity);
// The depth of the deepest: 0 or negative.
double max_drawdown(double capital, std::span<const double> equity);

struct Regression {
  double alpha = 0;  // per year
  double beta = 0;
};
// Of returns on the benchmark's returns (same length); none if the benchmark does not move.
std::optional<Regression> regress(std::span<const double> returns,
                                  std::span<const double> benchmark, double risk_free,
                                  double year_sessions);

}  // namespace muhurat::research
