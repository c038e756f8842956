#include <algorithm>

#include "core/check.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {
namespace {

Money slippage_of(const RunRecord& record) {
  Money sum;
  for (const FillLine& line : record.fills) sum += line.slippage;
  return sum;
}

Money fill_value_of(const RunRecord& record) {
  Money sum;
  for (const FillLine& line : record.fills) sum += line.fill.value;
  return sum;
}

std::vector<Figure> figures_of(const RunRecord& record) {
  std::vector<double> equity;
  std::vector<double> exposure;
  for (const SessionClose& close : record.sessions) {
    equity.push_back(close.equity.to_double());
    exposure.push_back(close.gross_exposure.to_double());
  }
  std::vector<TradeResult> trades;
  for (const TradeLine& line : record.trades) trades.push_back({line.trip.gross, line.trip.net()});
  return compute_figures({.capital = record.capital,
                          .final_equity = record.final_equity,
                          .equity = equity,
                          .gross_exposure = exposure,
                          .benchmark = record.benchmark,
                          .benchmark_final = record.benchmark_final,
                          .trades = trades,
                          .charges = record.charges.total(),
                          .slippage = slippage_of(record),
                          .fill_value = fill_value_of(record),
                          .risk_free = record.facts.risk_free,
                          .year_sessions = record.facts.year_sessions});
}

// The session that a moment is booked in: the first whose close is at or after it.
std::size_t session_at(const std::vector<SessionClose>& sessions, Timestamp time) {
  const auto found = std::lower_bound(
      sessions.begin(), sessions.end(), time,
      [](const SessionClose& close, Timestamp moment) { return close.time < moment; });
  return std::min(static_cast<std::size_t>(found - sessions.begin()), sessions.size() - 1);
}

std::vector<WeekSession> week_sessions_of(const RunRecord& record) {
  std::vector<WeekSession> sessions(record.sessions.size());
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    sessions[i].date = record.sessions[i].date;
    sessions[i].equity = record.sessions[i].equity.to_double();
    if (!record.benchmark.empty()) sessions[i].benchmark = record.benchmark[i];
  }
  for (const FillLine& line : record.fills) {
    WeekSession& session = sessions[session_at(record.sessions, line.fill.time)];
    session.fill_value += line.fill.value.to_double();
    session.costs += (line.charges + line.slippage).to_double();
  }
  auto charged = sessions.begin();
  for (const DayCharge& charge : record.day_charges) {  // both by date
    while (charged != sessions.end() && charged->date < charge.date) ++charged;
    if (charged == sessions.end()) break;
    charged->costs += charge.amount.to_double();
  }
  for (const TradeLine& line : record.trades) {
    WeekSession& session = sessions[session_at(record.sessions, line.trip.exit_time)];
    ++session.trades;
    if (line.trip.net().is_positive()) ++session.hits;
  }
  return sessions;
}

// Whether trading dates of the same ISO week lie before the first or after the last session of the
// run.
bool is_cut(const RunRecord& record, Date date, bool at_start) {
  for (const auto& calendar : record.tables->sessions) {
    for (const market::Session& session : calendar) {
      if (session.date.iso_week() != date.iso_week()) continue;
      if (at_start ? session.date < date : session.date > date) return true;
    }
  }
  return false;
}

std::vector<Week> weeks_of(const RunRecord& record) {
  if (record.sessions.empty()) return {};
  const std::vector<WeekSession> sessions = week_sessions_of(record);
  std::vector<CurveStep> steps;
  steps.reserve(record.curve.size());
  for (const CurvePoint& point : record.curve) {
    steps.push_back({session_at(record.sessions, point.time), point.equity.to_double()});
  }
  return evaluate_weeks({.capital = record.capital.to_double(),
                         .sessions = sessions,
                         .steps = steps,
                         .has_benchmark = !record.benchmark.empty(),
                         .limits = week_limits_of(record.thresholds),
                         .first_is_partial = is_cut(record, record.sessions.front().date, true),
                         .last_is_partial = is_cut(record, record.sessions.back().date, false)});
}

}  // namespace

Evaluation evaluate(const RunRecord& record) {
  CHECK(record.benchmark.empty() || record.benchmark.size() == record.sessions.size());
  Evaluation evaluation;
  evaluation.figures = figures_of(record);
  evaluation.weeks = weeks_of(record);
  evaluation.verdict = judge_run(evaluation.figures, record.thresholds);
  return evaluation;
}

}  // namespace muhurat::research
