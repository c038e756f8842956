#include "research/report/sample_run_test.hpp"

#include <gtest/gtest.h>

#include "core/parse.hpp"
#include "core/random.hpp"
#include "core/text.hpp"
#include "research/explain_words.hpp"

namespace muhurat::research {
namespace {

constexpr std::int64_t quarter_past_nine = (9 * 60 + 15) * 60;
constexpr std::int64_t session_seconds = 375 * 60;

Timestamp open_of(Date date) {  // 09:15 IST
  return Timestamp::from_seconds(date.days() * std::int64_t{86'400} + quarter_past_nine - 19'800);
}

market::Instrument share() {
  market::Instrument instrument;
  instrument.exchange = "NSE";
  instrument.segment = "EQ";
  instrument.symbol = "DEODAR";
  instrument.currency = "INR";
  instrument.terms = {{.tick = parse_price("0.05").value(), .lot = Quantity{1}, .freeze = {}}};
  return instrument;
}

market::Bar bar_of(Timestamp close, std::int64_t seconds, Random& random, std::int64_t& ticks) {
  const auto tick = [&](std::int64_t n) { return Price::from_raw(n * (Price::one / 20)); };
  const std::int64_t open = ticks;
  ticks += static_cast<std::int64_t>(random.below(41)) - 20;
  market::Bar bar;
  bar.available_time = close;
  bar.length_ms = static_cast<std::uint32_t>(seconds * 1000);
  bar.open = tick(open);
  bar.close = tick(ticks);
  bar.high = tick(std::max(open, ticks) + static_cast<std::int64_t>(random.below(10)));
  bar.low = tick(std::min(open, ticks) - static_cast<std::int64_t>(random.below(10)));
  bar.volume = static_cast<double>(1'000 + random.below(100'000));
  return bar;
}

Money money(const char* text) {
  return parse_money(text).value();
}

OrderLine& add_order(SampleRun& run, trading::Side side, Quantity quantity, Timestamp written) {
  OrderLine line{.order = {}, .last_fill = {}, .reason = {}, .chain = {}};
  line.order.id = OrderId{run.record.orders.size() + 1};
  line.order.side = side;
  line.order.quantity = quantity;
  line.order.written = written;
  line.order.state = trading::OrderState::Working;
  line.chain.market.written = written;
  line.chain.market.bar = written;
  line.chain.market.close = Price{10'000};
  line.chain.signal.forecast = 1.0;
  line.chain.sizing = {Quantity{100}, Quantity{100}, {}};
  run.record.orders.push_back(line);
  return run.record.orders.back();
}

// Fills the order whole at the bar's open; slippage is one unit of money.
void fill(SampleRun& run, OrderLine& line, const market::Bar& bar, Money charges) {
  line.order.state = trading::OrderState::Filled;
  line.order.filled = line.order.quantity;
  line.order.filled_value = bar.open * line.order.quantity;
  line.average = bar.open;
  line.last_fill = bar.start();
  FillLine row{.fill = {}, .charges = charges, .slippage = Money{1}};
  row.fill.order = line.order.id;
  row.fill.side = line.order.side;
  row.fill.quantity = line.order.quantity;
  row.fill.price = bar.open;
  row.fill.unslipped = bar.open;
  row.fill.time = bar.start();
  row.fill.value = line.order.filled_value;
  run.record.fills.push_back(row);
  run.record.charges.add(trading::ChargeKind::Stt, charges);
  const Money value = row.fill.value;
  line.chain.booking = ExplainBooking{.charges = charges,
                                      .position_before = {},
                                      .position_after = row.fill.signed_quantity(),
                                      .cash_before = run.record.final_cash,
                                      .cash_after = {}};
  run.record.final_cash += (line.order.side == trading::Side::Buy ? -value : value) - charges;
  line.chain.booking->cash_after = run.record.final_cash;
}

}  // namespace

std::unique_ptr<SampleRun> market_of(int sessions, int bars_a_session, int instruments) {
  auto run = std::make_unique<SampleRun>();
  const auto interval =
      bars_a_session == 1 ? market::Interval::days(1) : market::Interval::minutes(1);
  std::vector<std::int64_t> ticks;
  for (std::uint32_t id = 0; id < static_cast<std::uint32_t>(instruments); ++id) {
    run->tables.instruments.push_back(share());
    if (id > 0) run->tables.instruments.back().symbol += std::to_string(id);
    run->tables.series.push_back({.id = SeriesId{id},
                                  .instrument = InstrumentId{id},
                                  .interval = interval,
                                  .is_matching = true});
    run->tables.sessions.emplace_back();
    ticks.push_back(200'000);
  }
  Random random{11};
  Date date = Date::from_civil(2026, 3, 9);
  const std::int64_t length = session_seconds / bars_a_session;
  for (int i = 0; i < sessions; ++i) {
    const Timestamp open = open_of(date);
    const Timestamp close = open + Duration::seconds(session_seconds);
    for (auto& of : run->tables.sessions)
      of.push_back({.date = date, .open = open, .close = close});
    for (int k = 1; k <= bars_a_session; ++k) {
      for (std::uint32_t id = 0; id < ticks.size(); ++id) {
        market::Bar bar = bar_of(open + Duration::seconds(length * k), length, random, ticks[id]);
        bar.series = SeriesId{id};
        run->records.emplace_back(bar);
      }
    }
    run->record.sessions.push_back(
        {.date = date, .time = close, .equity = {}, .cash = {}, .gross_exposure = {}});
    date = date + (date.weekday() == Weekday::Friday ? 3 : 1);
  }
  RunRecord& record = run->record;
  record.tables = &run->tables;
  record.zone = &run->zone;
  record.records = run->records;
  record.facts.from = record.sessions.front().date;
  record.facts.to = record.sessions.back().date;
  record.facts.bars = run->records.size();
  record.capital = record.final_cash = Money{100'000'000};
  record.positions.resize(ticks.size());
  record.thresholds = default_thresholds();
  return run;
}

void add_trade(SampleRun& run, std::size_t entry_bar, std::size_t exit_bar) {
  const market::Bar& entry = run.records[entry_bar].bar;
  const market::Bar& exit = run.records[exit_bar].bar;
  const Quantity quantity{100};
  OrderLine& bought = add_order(run, trading::Side::Buy, quantity, entry.start());
  fill(run, bought, entry, money("10.25"));
  OrderLine& sold = add_order(run, trading::Side::Sell, quantity, exit.start());
  fill(run, sold, exit, money("12.5"));
  TradeLine line{
      .trip = {}, .slippage = Money{2}, .worst = Money{-40}, .best = Money{60}, .exit = "signal"};
  line.trip.quantity = quantity;
  line.trip.entry_time = entry.start();
  line.trip.entry_price = entry.open;
  line.trip.exit_time = exit.start();
  line.trip.exit_price = exit.open;
  line.trip.gross = (exit.open - entry.open) * quantity;
  line.trip.charges = money("22.75");
  line.trip.exit_order = OrderId{run.record.orders.size()};
  line.trip.entry_order = OrderId{run.record.orders.size() - 1};
  line.bars = static_cast<std::uint32_t>(exit_bar - entry_bar);
  run.record.trades.push_back(line);
}

void close_books(SampleRun& run) {
  RunRecord& record = run.record;
  const market::Bar& last = run.records.back().bar;
  trading::Position& position = record.positions.front();
  position.mark = last.close;
  record.final_equity = record.final_cash + position.value();
  for (SessionClose& close : record.sessions) {
    // The curve swings around an even way from the capital to the end.
    const auto place = &close - record.sessions.data() + 1;
    const auto count = static_cast<std::int64_t>(record.sessions.size());
    const Money gain = record.final_equity - record.capital;
    close.equity = record.capital + Money::from_raw(gain.raw() * place / count);
    if (place < count) close.equity += Money{(place % 3 - 1) * 250'000};
    close.cash = record.final_cash;
    close.gross_exposure = abs(position.value());
    record.curve.push_back({close.time, close.equity});
    record.benchmark.push_back(100'000'000.0 + static_cast<double>(place));
  }
  record.benchmark_final = Money{100'000'000 + static_cast<std::int64_t>(record.sessions.size())};
  record.benchmark_name = "NSE:DEODAR, bought and held";
  run.evaluation = evaluate(record);
}

std::unique_ptr<SampleRun> sample_run() {
  auto run = market_of(10, 1);
  RunRecord& record = run->record;
  record.facts.name = "crossover";
  record.facts.id = "bt-0c41f7";
  record.facts.command = "muhurat backtest crossover.cpp --instrument NSE:DEODAR";
  record.facts.interval = "1d";
  record.facts.generated = "generated sample data (seed 48)";
  record.facts.finished = Timestamp::from_seconds(1'774'000'000);
  record.state_hash = "6f1c09ae77d241b8e05a3c94d1f08826";
  record.charges_source = "Zerodha, NSE equity delivery";
  record.charge_rules = {{trading::ChargeKind::Stt, "0.1% of value, buy and sell", "circular"}};
  record.assumptions = {{"Market orders", "next bar's open", false},
                        {"Slippage", "2 bp", false},
                        {"Path in a bar", "nearer extreme of a bar first", false},
                        {"Margin", "no margin: cash covers every position", false},
                        {"Volume", "any quantity fills", true}};
  record.quality.coverage = {{InstrumentId{0}, {{2026, 3, 10, 11}}}};
  record.quality.gaps = {{InstrumentId{0}, "no bars on 2026-03-21"}};
  record.quality.gaps_in_all = 1;
  record.quality.missing_bars = 1;
  record.quality.instruments_with_gaps = {InstrumentId{0}};
  record.reproduce = {{"Muhurat", "0.1.0", false}};
  add_trade(*run, 1, 4);
  OrderLine& open = add_order(*run, trading::Side::Buy, Quantity{50}, run->records[6].bar.start());
  fill(*run, open, run->records[6].bar, money("6.1"));
  record.positions[0].quantity = Quantity{50};
  record.positions[0].cost = run->records[6].bar.open * Quantity{50};
  OrderLine& denied = add_order(*run, trading::Side::Buy, Quantity{7}, run->records[7].bar.start());
  denied.order.state = trading::OrderState::Denied;
  denied.chain.refusal = trading::RiskRefusal{.rule = "C07",
                                              .code = "TICK_SIZE",
                                              .limit = 0.05,
                                              .value = 100.03,
                                              .nearest_below = Price{100},
                                              .nearest_above = parse_price("100.05").value()};
  denied.reason = refusal_text(*denied.chain.refusal);
  OrderLine& resting =
      add_order(*run, trading::Side::Sell, Quantity{50}, run->records[8].bar.start());
  resting.order.pricing = trading::Limit{Price{12'000}};
  record.day_charges = {{record.sessions[4].date, money("0.37")}};
  record.charges.add(trading::ChargeKind::Stt, money("0.37"));
  record.final_cash -= money("0.37");
  close_books(*run);
  return run;
}

}  // namespace muhurat::research
