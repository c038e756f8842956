// The rules of docs/reference/limits.md, each a question to one order as it would stand at the
// venue. They only read; RiskGate gathers what they look at and keeps what was approved.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "market/instrument.hpp"
#include "market/session.hpp"
#include "trading/evidence.hpp"
#include "trading/ledger.hpp"
#include "trading/limits.hpp"
#include "trading/order.hpp"

namespace muhurat::trading {

enum class Scope : std::uint8_t { Global, Account, User, Strategy };
inline constexpr std::size_t scope_count = 4;
// Active: all orders. Reducing: only what lowers a position. Halted: cancels only.
enum class TradingState : std::uint8_t { Active, Reducing, Halted };

// An order and all that the rules look at.
struct JudgedOrder {
  const Order& order;  // a change: as it would be
  const market::Instrument& instrument;
  const market::InstrumentTerms& terms;
  const market::Session* session;  // that the order will belong to; null: none any more
  Timestamp now;
  TradingState state;
  Quantity position;        // signed
  Quantity open;            // rest of the other working orders of its side
  Quantity opening;         // the part of its rest that opens or extends a position
  Quantity quantity_limit;  // Z01 of this instrument; 0: the general one
  Quantity position_limit;  // Z06 of this instrument; 0: the general one
  Price price;              // limit, trigger or last mark; 0: not known
  Money needed;             // Z11: by the opening part, charges included
  Money free_cash;          // Z11: what no other order has reserved
  Money equity;

  // Strictly lowers the position, whatever else is working: exempt from the rules that
  // docs/reference/limits.md lists for such orders.
  constexpr bool is_reducing() const { return opening.is_zero(); }
};

// What must hold for any order to be kept at all, whatever the set: a known instrument, known
// words, a quantity, amounts that can be computed with. Rules C01 and, for a quantity of 0, C08.
bool is_well_formed(const Order& order, std::size_t instrument_count, RiskRefusal& refusal);
bool is_computable(const JudgedOrder& judged, RiskRefusal& refusal);

// All rules of the set but C02; false with the first that refuses.
bool passes(const Limits& limits, const Ledger& ledger, const JudgedOrder& judged,
            RiskRefusal& refusal);

// The price that an order is reckoned at: its limit, its trigger or the last mark.
Price reference_price(const Pricing& pricing, Price mark);

}  // namespace muhurat::trading
