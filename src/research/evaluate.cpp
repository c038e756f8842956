#include <algorithm>
#include <map>
#include <utility>

#include "core/check.hpp"
#include "research/partial_period.hpp"
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

// That of a fill: where trading never stops, one session opens at the moment at which the one
// before closes, and the date tells them apart.
std::size_t session_of(const std::vector<SessionClose>& sessions, const trading::Fill& fill) {
  const auto dated = std::ranges::lower_bound(sessions, fill.date, {}, &SessionClose::date);
  const auto first = static_cast<std::size_t>(dated - sessions.begin());
  return std::min(std::max(first, session_at(sessions, fill.time)), sessions.size() - 1);
}

std::vector<WeekSession> week_sessions_of(const RunRecord& record) {
  std::vector<WeekSession> sessions(record.sessions.size());
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    sessions[i].date = record.sessions[i].date;
    sessions[i].equity = record.sessions[i].equity;
    if (!record.benchmark.empty()) sessions[i].benchmark = record.benchmark[i];
  }
  std::map<std::pair<OrderId, Timestamp>, std::size_t> session_of_exit;
  for (const FillLine& line : record.fills) {
    const std::size_t place = session_of(record.sessions, line.fill);
    session_of_exit[{line.fill.order, line.fill.time}] = place;
    WeekSession& session = sessions[place];
    session.fill_value += line.fill.value.to_double();
    session.costs += line.charges + line.slippage;
  }
  auto charged = sessions.begin();
  for (const DayCharge& charge : record.day_charges) {  // both by date
    while (charged != sessions.end() && charged->date < charge.date) ++charged;
    if (charged == sessions.end()) break;
    charged->costs += charge.amount;
  }
  for (const TradeLine& line : record.trades) {
    const auto exit = session_of_exit.find({line.trip.exit_order, line.trip.exit_time});
    CHECK(exit != session_of_exit.end());
    WeekSession& session = sessions[exit->second];
    ++session.trades;
    if (line.trip.net().is_positive()) ++session.hits;
  }
  return sessions;
}

std::vector<Week> weeks_of(const RunRecord& record) {
  if (record.sessions.empty()) return {};
  const auto week_of = [](Date date) { return date.iso_week(); };
  const std::vector<WeekSession> sessions = week_sessions_of(record);
  std::vector<CurveStep> steps;
  steps.reserve(record.curve.size());
  for (const CurvePoint& point : record.curve) {
    steps.push_back({session_at(record.sessions, point.time), point.equity.to_double()});
  }
  return evaluate_weeks({.capital = record.capital,
                         .sessions = sessions,
                         .steps = steps,
                         .has_benchmark = !record.benchmark.empty(),
                         .limits = week_limits_of(record.thresholds),
                         .first_is_partial = is_cut(record, RunEdge::Start, week_of),
                         .last_is_partial = is_cut(record, RunEdge::End, week_of)});
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
