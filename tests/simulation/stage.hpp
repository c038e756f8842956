// For tests: everything a run needs, in one process and in memory. Bars are written as text, one
// instrument a letter; a strategy is a few lambdas; what happened is drawn as text.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "engine/engine.hpp"
#include "exchange/bars/bar_venue.hpp"
#include "sdk/fees/simple_fees.hpp"
#include "sdk/slippage/slippage.hpp"
#include "sdk/strategy.hpp"

namespace muhurat::simulation {

class MemoryFeed final : public sdk::DataFeed {
 public:
  explicit MemoryFeed(const std::vector<Bar>& bars) : bars_{&bars} {}
  bool next(Record& record) override {
    if (next_ == bars_->size()) return false;
    record = Record{(*bars_)[next_++]};
    return true;
  }

 private:
  const std::vector<Bar>* bars_;
  std::size_t next_ = 0;
};

// A strategy of lambdas; those that are not set are not overridden.
class Script final : public Strategy {
 public:
  std::function<void(Context&)> start;
  std::function<void(Context&, const Bar&)> bar;
  std::function<void(Context&, const Slice&)> slice;
  std::function<void(Context&, const OrderEvent&)> order;
  std::function<void(Context&, TimerId)> timer;
  std::function<void(Context&)> stop;

  unsigned callbacks() const {
    return (bar ? unsigned{sdk::OnBar} : 0) | (slice ? unsigned{sdk::OnSlice} : 0) |
           (order ? unsigned{sdk::OnOrder} : 0) | (timer ? unsigned{sdk::OnTimer} : 0);
  }
  void on_start(Context& context) override {
    if (start) start(context);
  }
  void on_bar(Context& context, const Bar& each) override { bar(context, each); }
  void on_slice(Context& context, const Slice& each) override { slice(context, each); }
  void on_order(Context& context, const OrderEvent& event) override { order(context, event); }
  void on_timer(Context& context, TimerId each) override { timer(context, each); }
  void on_stop(Context& context) override {
    if (stop) stop(context);
  }
};

// Sessions 09:15 to 15:30 UTC on every day from 2026-01-01 on; tick 1, lot 1.
class Stage {
 public:
  explicit Stage(std::size_t instruments = 1, market::Interval interval = market::Interval::days(1))
      : interval_{interval} {
    for (std::size_t i = 0; i < instruments; ++i) add_instrument();
  }

  static constexpr Date first_day = Date::from_civil(2026, 1, 1);
  static Timestamp at(int day, int hour, int minute) {
    return Timestamp::from_seconds(std::int64_t{first_day.days() + day} * 86'400) +
           Duration::minutes(hour * 60 + minute);
  }
  static Timestamp open_of(int day) { return at(day, 9, 15); }
  static Timestamp close_of(int day) { return at(day, 15, 30); }

  // The bar of a whole day, "open high low close" and perhaps a volume.
  void day(int day, const std::string& text, std::uint32_t instrument = 0) {
    bar(open_of(day), close_of(day), text, instrument);
  }
  void bar(Timestamp start, Timestamp end, const std::string& text, std::uint32_t series = 0) {
    std::istringstream words{text};
    std::int64_t open = 0, high = 0, low = 0, close = 0;
    double volume = 1e6;
    words >> open >> high >> low >> close;
    if (!(words >> volume)) volume = 1e6;
    Bar made;
    made.available_time = end;
    made.series = SeriesId{series};
    made.length_ms = static_cast<std::uint32_t>((end - start).ns() / 1'000'000);
    made.open = Price{open};
    made.high = Price{high};
    made.low = Price{low};
    made.close = Price{close};
    made.volume = volume;
    bars.push_back(made);
  }

  engine::RunResult run(Script& script) { return run_with(script, script.callbacks()); }
  engine::RunResult run_with(Strategy& strategy, unsigned callbacks) {
    exchange::BarVenue venue{tables, profile, slippage};
    engine::Engine engine{tables, venue, *fees, strategy, callbacks, settings};
    return finish(engine);
  }
  engine::RunResult run(const engine::ComposedParts& parts) {
    exchange::BarVenue venue{tables, profile, slippage};
    engine::Engine engine{tables, venue, *fees, parts, settings};
    return finish(engine);
  }

  market::RunTables tables;
  std::vector<Bar> bars;
  exchange::FillProfile profile = exchange::next_open;
  sdk::NoSlippage slippage;
  std::unique_ptr<sdk::FeeModel> fees = std::make_unique<sdk::FlatFees>(Money{0});
  engine::RunSettings settings = [] {
    engine::RunSettings with;
    with.capital = Money{1'000'000};
    return with;
  }();

 private:
  engine::RunResult finish(engine::Engine& engine) {
    MemoryFeed feed{bars};
    engine.start();
    engine.run(feed);
    return engine.take_result();
  }
  void add_instrument() {
    const auto number = static_cast<std::uint32_t>(tables.instruments.size());
    market::Instrument instrument;
    instrument.id = InstrumentId{number};
    instrument.exchange = "TEST";
    instrument.symbol = std::string(1, static_cast<char>('A' + number));
    instrument.currency = "INR";
    market::InstrumentTerms terms;
    terms.tick = Price{1};
    terms.lot = Quantity{1};
    instrument.terms.push_back(terms);
    tables.instruments.push_back(instrument);
    market::Series series;
    series.id = SeriesId{number};
    series.instrument = instrument.id;
    series.interval = interval_;
    series.is_matching = true;
    tables.series.push_back(series);
    std::vector<market::Session> sessions;
    for (int day = 0; day < 60; ++day) {
      sessions.push_back({first_day + day, open_of(day), close_of(day)});
    }
    tables.sessions.push_back(sessions);
  }

  market::Interval interval_;
};

inline constexpr InstrumentId first_instrument{0};

// "1 buy 5 at 100 open": one line a fill.
inline std::string draw_fills(const engine::RunResult& result) {
  std::string drawn;
  for (const engine::FillRow& row : result.fills) {
    drawn += std::to_string(row.fill.order.value()) + " " + trading::to_text(row.fill.side) + " " +
             to_text(row.fill.quantity) + " at " + to_text(row.fill.price) + " " +
             trading::to_text(row.fill.rule) + "\n";
  }
  return drawn;
}

// "1 filled 5 of 5": one line an order.
inline std::string draw_orders(const engine::RunResult& result) {
  std::string drawn;
  for (const engine::OrderRow& row : result.orders) {
    drawn += std::to_string(row.order.id.value()) + " " + trading::to_text(row.order.state) + " " +
             to_text(row.order.filled) + " of " + to_text(row.order.quantity) + "\n";
  }
  return drawn;
}

}  // namespace muhurat::simulation
