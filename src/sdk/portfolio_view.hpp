// What a sizer or a strategy may know of the portfolio: positions, cash, equity, marks; read-only.
#pragma once

#include <cstddef>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "market/instrument.hpp"
#include "trading/position.hpp"

namespace muhurat::sdk {

// Plain values and arrays that others keep; everything below reads them inline.
struct PortfolioState {
  Timestamp now = Timestamp::min();
  std::size_t instrument_count = 0;
  const trading::Position* positions = nullptr;           // by InstrumentId
  const market::Instrument* instruments = nullptr;        // by InstrumentId
  const market::InstrumentTerms* const* terms = nullptr;  // in force now, by InstrumentId
  const Money* cash = nullptr;
  const Money* market_value = nullptr;  // of all positions at their marks
};

class PortfolioView {
 public:
  explicit PortfolioView(const PortfolioState& state) : state_{&state} {}

  Timestamp now() const { return state_->now; }
  std::size_t instrument_count() const { return state_->instrument_count; }
  const trading::Position& position(InstrumentId id) const { return state_->positions[id.index()]; }
  const market::Instrument& instrument(InstrumentId id) const {
    return state_->instruments[id.index()];
  }
  const market::InstrumentTerms& terms(InstrumentId id) const { return *state_->terms[id.index()]; }
  Price mark(InstrumentId id) const { return state_->positions[id.index()].mark; }
  Money cash() const { return *state_->cash; }
  Money equity() const { return *state_->cash + *state_->market_value; }

 private:
  const PortfolioState* state_;
};

}  // namespace muhurat::sdk
