#include "research/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.hpp"
#include "core/math.hpp"

namespace muhurat::research {

std::vector<double> returns_of(double capital, std::span<const double> equity) {
  std::vector<double> returns;
  returns.reserve(equity.size());
  double before = capital;
  for (const double now : equity) {
    returns.push_back(before > 0 ? now / before - 1 : 0);
    before = now;
  }
  return returns;
}

double mean(std::span<const double> values) {
  if (values.empty()) return 0;
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

std::optional<double> standard_deviation(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  const double middle = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - middle) * (value - middle);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

std::optional<double> compound_annual_growth(double capital, double final_equity,
                                             std::size_t sessions, double year_sessions) {
  if (sessions == 0 || capital <= 0) return std::nullopt;
  if (final_equity <= 0) return -1.0;
  return pow(final_equity / capital, year_sessions / static_cast<double>(sessions)) - 1;
}

std::optional<double> annual_volatility(std::span<const double> returns, double year_sessions) {
  const auto deviation = standard_deviation(returns);
  if (!deviation) return std::nullopt;
  return *deviation * std::sqrt(year_sessions);
}

std::optional<double> sharpe_ratio(std::span<const double> returns, double risk_free,
                                   double year_sessions) {
  const auto deviation = standard_deviation(returns);
  if (!deviation || *deviation <= 0) return std::nullopt;
  const double excess = mean(returns) - risk_free / year_sessions;
  return excess / *deviation * std::sqrt(year_sessions);
}

std::optional<double> sortino_ratio(std::span<const double> returns, double risk_free,
                                    double year_sessions) {
  if (returns.size() < 2) return std::nullopt;
  double squares = 0;
  for (const double value : returns) {
    const double loss = std::min(value, 0.0);
    squares += loss * loss;
  }
  if (squares <= 0) return std::nullopt;
  const double downside = std::sqrt(squares / static_cast<double>(returns.size()));
  return (mean(returns) - risk_free / year_sessions) / downside * std::sqrt(year_sessions);
}

std::size_t DrawdownSpan::sessions(std::size_t samples) const {
  const std::size_t end = recovered.value_or(samples == 0 ? 0 : samples - 1);
  return peak ? end - *peak : end + 1;
}

std::vector<DrawdownSpan> drawdowns_of(double capital, std::span<const double> equity) {
  std::vector<DrawdownSpan> spans;
  double peak = capital;
  std::optional<std::size_t> peak_at;
  bool is_down = false;
  for (std::size_t i = 0; i < equity.size(); ++i) {
    if (equity[i] >= peak) {
      if (is_down) spans.back().recovered = i;
      is_down = false;
      peak = equity[i];
      peak_at = i;
      continue;
    }
    const double depth = equity[i] / peak - 1;
    if (!is_down) spans.push_back({.peak = peak_at, .trough = i, .depth = depth});
    is_down = true;
    if (depth < spans.back().depth) {
      spans.back().depth = depth;
      spans.back().trough = i;
    }
  }
  return spans;
}

double max_drawdown(double capital, std::span<const double> equity) {
  double peak = capital;
  double deepest = 0;
  for (const double now : equity) {
    peak = std::max(peak, now);
    if (peak > 0) deepest = std::min(deepest, now / peak - 1);
  }
  return deepest;
}

std::optional<Regression> regress(std::span<const double> returns,
                                  std::span<const double> benchmark, double risk_free,
                                  double year_sessions) {
  CHECK(returns.size() == benchmark.size());
  if (returns.size() < 2) return std::nullopt;
  const double own_mean = mean(returns);
  const double benchmark_mean = mean(benchmark);
  double covariance = 0;
  double variance = 0;
  for (std::size_t i = 0; i < returns.size(); ++i) {
    const double distance = benchmark[i] - benchmark_mean;
    covariance += (returns[i] - own_mean) * distance;
    variance += distance * distance;
  }
  if (variance <= 0) return std::nullopt;
  const double hurdle = risk_free / year_sessions;
  Regression line;
  line.beta = covariance / variance;
  line.alpha = ((own_mean - hurdle) - line.beta * (benchmark_mean - hurdle)) * year_sessions;
  return line;
}

}  // namespace muhurat::research
