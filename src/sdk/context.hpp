// What a free-form strategy sees and may do while one event is handled. Everything it reads lies in
// plain arrays that the engine keeps; only orders, timers and registrations call back.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "core/check.hpp"
#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "market/run_tables.hpp"
#include "sdk/history.hpp"
#include "sdk/portfolio_view.hpp"
#include "sdk/registered_indicator.hpp"
#include "trading/order.hpp"

namespace muhurat::sdk {

using TimerId = Id<struct TimerTag, std::uint32_t>;

// What the engine does for a strategy.
class Host {
 public:
  virtual ~Host() = default;
  virtual OrderId submit(const trading::OrderRequest& request) = 0;
  virtual void change(OrderId order, const trading::OrderChange& change) = 0;
  virtual void cancel(OrderId order) = 0;
  virtual const trading::Order* find(OrderId order) const = 0;  // live orders only
  virtual std::span<const trading::Order* const> live_orders(InstrumentId instrument) = 0;
  virtual TimerId at_time_of_day(Duration since_midnight) = 0;
  virtual TimerId before_close(Duration before) = 0;
  virtual void keep_history(SeriesId series, std::size_t bars) = 0;
  virtual void add(SeriesId series, std::unique_ptr<RegisteredIndicator> indicator) = 0;
  virtual History history(SeriesId series) const = 0;
};

struct ContextState {
  PortfolioState portfolio;
  const market::RunTables* tables = nullptr;
  const SeriesId* matching = nullptr;  // the matching series, by InstrumentId
  Host* host = nullptr;
};

class Context final {
 public:
  explicit Context(ContextState& state) : state_{&state} {}
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  Timestamp now() const { return state_->portfolio.now; }
  const PortfolioView portfolio() const { return PortfolioView{state_->portfolio}; }
  const trading::Position& position(InstrumentId id) const {
    return state_->portfolio.positions[id.index()];
  }
  Price mark(InstrumentId id) const { return position(id).mark; }
  Money cash() const { return portfolio().cash(); }
  Money equity() const { return portfolio().equity(); }

  std::span<const market::Instrument> instruments() const { return state_->tables->instruments; }
  std::span<const market::Series> series() const { return state_->tables->series; }
  const market::Instrument& instrument(InstrumentId id) const {
    return state_->tables->instruments[id.index()];
  }
  const market::InstrumentTerms& terms(InstrumentId id) const {
    return *state_->portfolio.terms[id.index()];
  }
  InstrumentId instrument_of(const market::Bar& bar) const {
    return state_->tables->series[bar.series.index()].instrument;
  }
  // The series whose records fill orders of this instrument: the finest of the run, or the one
  // named.
  SeriesId matching_series(InstrumentId id) const { return state_->matching[id.index()]; }
  // The series of an instrument with this interval; CHECKs that the run has it.
  SeriesId series_of(InstrumentId id, market::Interval interval) const {
    for (const market::Series& each : series()) {
      if (each.instrument == id && each.interval == interval) return each.id;
    }
    CHECK(!"the run has a series of this instrument and interval");
    return {};
  }

  // Whole lots of an instrument that a part of equity buys at its last price; 0.1 is a tenth. At
  // most what one order may be for.
  Quantity quantity_for(InstrumentId id, double part_of_equity) const {
    const Money budget =
        multiply(equity(), Rate::from_double(part_of_equity), Rounding::TowardZero);
    const int128 unit = static_cast<int128>(mark(id).raw()) * position(id).multiplier;
    if (unit <= 0 || !budget.is_positive()) return Quantity{};
    const int128 most = trading::order_quantity_max.raw();
    const auto units = static_cast<std::int64_t>(std::min(budget.raw() / unit, most));
    return Quantity::from_raw(units).truncate_to(terms(id).lot);
  }

  // Orders. The id comes back at once; what becomes of the order comes to on_order. A refusal is an
  // OrderEvent::Denied, delivered after this callback has returned.
  OrderId submit(const trading::OrderRequest& request) { return state_->host->submit(request); }
  // Market orders unless priced. Out of line: most bars write no order, and a callback stays small.
  [[gnu::noinline]] OrderId buy(InstrumentId id, Quantity quantity) {
    return submit({.instrument = id, .side = trading::Side::Buy, .quantity = quantity});
  }
  [[gnu::noinline]] OrderId sell(InstrumentId id, Quantity quantity) {
    return submit({.instrument = id, .side = trading::Side::Sell, .quantity = quantity});
  }
  OrderId buy(InstrumentId id, Quantity quantity, const trading::Pricing& pricing) {
    return submit(
        {.instrument = id, .side = trading::Side::Buy, .quantity = quantity, .pricing = pricing});
  }
  OrderId sell(InstrumentId id, Quantity quantity, const trading::Pricing& pricing) {
    return submit(
        {.instrument = id, .side = trading::Side::Sell, .quantity = quantity, .pricing = pricing});
  }
  void change(OrderId order, const trading::OrderChange& change) {
    state_->host->change(order, change);
  }
  void cancel(OrderId order) { state_->host->cancel(order); }
  const trading::Order* find(OrderId order) const { return state_->host->find(order); }
  std::span<const trading::Order* const> live_orders(InstrumentId id) const {
    return state_->host->live_orders(id);
  }

  // In on_start only: what the run keeps for this strategy.
  void keep_history(SeriesId series, std::size_t bars) { state_->host->keep_history(series, bars); }
  // Registers an indicator on a series and returns it; the engine owns and feeds it.
  template <class Indicator>
  const Indicator& add(SeriesId series, Indicator indicator) {
    auto owned = std::make_unique<Registered<Indicator>>(std::move(indicator));
    const Indicator& reference = owned->indicator;
    state_->host->add(series, std::move(owned));
    return reference;
  }
  // Fires on_timer each session day at this time of day, in the exchange's zone.
  TimerId at_time_of_day(int hour, int minute) {
    return state_->host->at_time_of_day(Duration::hours(hour) + Duration::minutes(minute));
  }
  // Fires on_timer this long before each session's close.
  TimerId before_close(Duration before) { return state_->host->before_close(before); }

  // The past bars of a series kept by keep_history, newest first; the bar being handled is 0 bars
  // ago.
  History history(SeriesId series) const { return state_->host->history(series); }
  History history(SeriesId series, std::size_t bars) const { return history(series).newest(bars); }

 private:
  ContextState* state_;
};

}  // namespace muhurat::sdk
