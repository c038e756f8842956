// Cash, positions and what they are worth. Fills and charges go in, each exactly once; equity is
// kept as a running total, so that a bar costs one multiplication and nothing is scanned.
//
// At every moment, to the last decimal:
//   equity = capital + Σ realised + Σ unrealised − Σ charges
//   cash   = capital − Σ signed value of fills − Σ charges
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/rows.hpp"
#include "core/timestamp.hpp"
#include "market/run_tables.hpp"
#include "trading/charges.hpp"
#include "trading/fill.hpp"
#include "trading/position.hpp"

namespace muhurat::trading {

// The open part of an entry fill.
struct Lot {
  Quantity quantity;  // > 0, of the position's side
  Price price;
  Timestamp time;
  OrderId order;
  Money charges;  // of the entry, for this part
};

class Portfolio {
 public:
  Portfolio(const market::RunTables& tables, Money capital);

  // The last price of an instrument's matching series.
  void mark(InstrumentId instrument, Price price) {
    Position& position = positions_[instrument.index()];
    if (!position.is_flat()) {
      market_value_ += (price - position.mark) * units_[instrument.index()];
    }
    position.mark = price;
  }
  // Books a fill and the charges levied on it. A first fill before any mark marks at its price.
  void apply(const Fill& fill, const Charges& charges);
  // Books charges that belong to no one fill: a day's rounding entries, depository charges.
  void book(const Charges& charges);

  Money capital() const { return capital_; }
  const Money& cash() const { return cash_; }
  const Money& market_value() const { return market_value_; }  // Σ mark × units
  Money equity() const { return cash_ + market_value_; }
  bool is_invested() const { return held_ > 0; }  // some position is not flat
  // Cash that no open short needs. A short keeps back its proceeds and as much again, so that it
  // ties up what a long position of the same cost does.
  Money free_cash() const { return cash_ - short_cost_ - short_cost_; }
  Money gross_exposure() const;  // Σ |value| at the marks

  std::span<const Position> positions() const { return positions_; }
  const Position& position(InstrumentId instrument) const { return positions_[instrument.index()]; }
  // First in, first out.
  std::span<const Lot> lots(InstrumentId instrument) const;
  const Rows<RoundTrip>& round_trips() const { return round_trips_; }
  Rows<RoundTrip> take_round_trips() { return std::move(round_trips_); }
  Money realised() const { return realised_; }         // gross of charges
  const Charges& charges() const { return charges_; }  // booked so far, by kind
  Money lowest_cash() const { return lowest_cash_; }
  std::int64_t fills() const { return fills_; }
  std::int64_t fills_below_zero() const { return fills_below_zero_; }  // that left cash below 0

 private:
  struct LotQueue {
    std::vector<Lot> lots;
    std::size_t first = 0;
  };
  struct Booking;  // a fill being booked
  void close_lots(Booking& booking);
  void open_lot(Booking& booking);
  void pay(Money amount, const Charges& charges);

  std::vector<Position> positions_;  // by InstrumentId, as all below
  std::vector<Quantity> units_;      // quantity × multiplier
  std::vector<LotQueue> lots_;
  Rows<RoundTrip> round_trips_;
  Charges charges_;
  Money capital_;
  Money cash_;
  Money market_value_;
  Money short_cost_;  // Σ −cost of short positions, ≥ 0
  Money realised_;
  Money lowest_cash_;
  std::size_t held_ = 0;  // positions that are not flat
  std::int64_t fills_ = 0;
  std::int64_t fills_below_zero_ = 0;
};

}  // namespace muhurat::trading
