#include "research/collect.hpp"

#include <algorithm>

#include "research/benchmark.hpp"
#include "research/explain.hpp"
#include "research/explain_words.hpp"
#include "research/matching_bars.hpp"
#include "trading/share.hpp"

namespace muhurat::research {
namespace {

std::size_t index_of(OrderId id) {
  return static_cast<std::size_t>(id.value() - 1);
}

Money slippage_of(const trading::Fill& fill, std::int64_t multiplier) {
  return abs((fill.price - fill.unslipped) * fill.quantity) * multiplier;
}

void collect_orders(const engine::RunResult& result, RunRecord& record) {
  const Explainer explainer{result, record};
  record.orders.reserve(result.orders.size());
  for (const engine::OrderRow& row : result.orders) {
    OrderLine line{.order = row.order,
                   .last_fill = {},
                   .reason = explainer.reason_of(row),
                   .chain = explainer.chain_of(row)};
    if (!row.order.filled.is_zero())
      line.average = divide(row.order.filled_value, row.order.filled);
    record.orders.push_back(std::move(line));
  }
}

void collect_fills(const engine::RunResult& result, RunRecord& record) {
  record.fills.reserve(result.fills.size());
  for (const engine::FillRow& row : result.fills) {
    const std::int64_t multiplier =
        record.tables->instruments[row.fill.instrument.index()].multiplier;
    record.fills.push_back({row.fill, row.charges.total(), slippage_of(row.fill, multiplier)});
    record.orders[index_of(row.fill.order)].last_fill = row.fill.time;
  }
}

// Worst and best open result on the bars that overlap the trade.
void measure_excursion(const MatchingBars& bars, std::int64_t multiplier, TradeLine& line) {
  const trading::RoundTrip& trip = line.trip;
  auto bar = std::upper_bound(
      bars.begin(), bars.end(), trip.entry_time,
      [](Timestamp time, const market::Bar* each) { return time < each->available_time; });
  Price lowest = std::min(trip.entry_price, trip.exit_price);
  Price highest = std::max(trip.entry_price, trip.exit_price);
  for (; bar != bars.end() && (*bar)->start() < trip.exit_time; ++bar) {
    ++line.bars;
    if ((*bar)->available_time > trip.exit_time) break;  // left inside this bar
    lowest = std::min(lowest, (*bar)->low);
    highest = std::max(highest, (*bar)->high);
  }
  const bool is_long = trip.side == trading::Side::Buy;
  const Money down = (lowest - trip.entry_price) * trip.quantity * multiplier;
  const Money up = (highest - trip.entry_price) * trip.quantity * multiplier;
  line.worst = is_long ? down : -up;
  line.best = is_long ? up : -down;
}

std::string exit_of(const trading::Order& order, const engine::OrderRow& row) {
  switch (order.role) {
    case trading::OrderRole::StopChild: return "stop";
    case trading::OrderRole::TargetChild: return "target";
    case trading::OrderRole::Entry: break;
  }
  return row.reason.text == nullptr ? "signal" : row.reason.text;
}

// Money at risk at entry: the distance to the bracket's stop, where the entry had one.
std::optional<Money> risk_of(const trading::Order& entry, const trading::RoundTrip& trip,
                             std::int64_t multiplier) {
  if (!entry.bracket.stop.is_positive()) return std::nullopt;
  return entry.bracket.stop * trip.quantity * multiplier;
}

void collect_trades(const engine::RunResult& result, RunRecord& record) {
  constexpr std::size_t measured_max = 200'000;  // bars looked at: a bound for extreme runs
  std::vector<Money> slippage(result.orders.size());
  for (const FillLine& line : record.fills) slippage[index_of(line.fill.order)] += line.slippage;
  const std::vector<MatchingBars> bars = matching_bars(record);
  record.trades.reserve(result.round_trips.size());
  for (const trading::RoundTrip& trip : result.round_trips) {
    const trading::Order& entry = result.orders[index_of(trip.entry_order)].order;
    const engine::OrderRow& exit = result.orders[index_of(trip.exit_order)];
    const std::int64_t multiplier = record.tables->instruments[trip.instrument.index()].multiplier;
    TradeLine line{.trip = trip, .slippage = {}, .worst = {}, .best = {}, .exit = {}};
    line.slippage =
        trading::share_of(slippage[index_of(trip.entry_order)], trip.quantity, entry.filled) +
        trading::share_of(slippage[index_of(trip.exit_order)], trip.quantity, exit.order.filled);
    line.exit = exit_of(exit.order, exit);
    line.entry_at_open = is_at_open(result.orders[index_of(trip.entry_order)].rule);
    line.exit_at_open = is_at_open(exit.rule);
    line.risk = risk_of(entry, trip, multiplier);
    if (record.trades.size() < measured_max) {
      measure_excursion(bars[trip.instrument.index()], multiplier, line);
    }
    record.trades.push_back(std::move(line));
  }
}

void collect_curve(const engine::RunResult& result, RunRecord& record) {
  for (const engine::EquityBar& bar : result.curve.thinned()) {
    record.curve.push_back({bar.first, bar.open});
    record.curve.push_back({bar.last, bar.low});
    record.curve.push_back({bar.last, bar.high});
    record.curve.push_back({bar.last, bar.close});
  }
  result.curve.for_each([&](const engine::EquityPoint& point) {
    record.curve.push_back({point.time, point.equity});
  });
  if (!result.curve.thinned().empty()) {
    record.curve_note = "older points are kept as open, low, high and close of each session";
  }
}

}  // namespace

void collect(const engine::RunResult& result, RunRecord& record) {
  record.capital = result.capital;
  record.final_equity = result.equity;
  record.final_cash = result.cash;
  record.charges = result.charges;
  record.positions = result.positions;
  record.state_hash = result.state_hash;
  record.facts.bars = result.counts.records;
  std::vector<Timestamp> closes;
  for (const engine::CloseRow& row : result.closes) {
    record.sessions.push_back({row.date, row.time, row.equity, row.cash, row.gross_exposure});
    closes.push_back(row.time);
  }
  for (const engine::DayChargesRow& row : result.day_charges) {
    record.day_charges.push_back({row.date, row.charges.total()});
  }
  collect_orders(result, record);
  collect_fills(result, record);
  collect_trades(result, record);
  collect_curve(result, record);
  if (record.benchmark.empty() && !closes.empty()) {
    BenchmarkCurve curve =
        buy_and_hold(*record.tables, record.records, closes, Timestamp::max(), result.capital);
    record.benchmark = std::move(curve.equity);
    record.benchmark_final = money_of(curve.final_equity);
  }
  if (!record.sessions.empty()) {
    record.facts.from = record.sessions.front().date;
    record.facts.to = record.sessions.back().date;
  }
}

}  // namespace muhurat::research
