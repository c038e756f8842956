// A position as it is read on the path of every bar: plain numbers. Its lots are in Portfolio.
#pragma once

#include <cstdint>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "trading/order.hpp"

namespace muhurat::trading {

struct Position {
  Quantity quantity;  // signed: negative is short
  Price mark;         // the last price of the matching series; zero: none yet
  Money cost;         // of the open lots: Σ price × quantity × multiplier, signed like quantity
  Money realised;     // of closed lots, gross of charges
  Money charges;      // booked on this instrument so far
  std::int64_t multiplier = 1;

  constexpr bool is_flat() const { return quantity.is_zero(); }
  constexpr Money value() const { return mark * quantity * multiplier; }
  constexpr Money unrealised() const { return value() - cost; }
};

// A closed trade of ours: the part of an entry fill that an exit fill closed, first in, first out.
struct RoundTrip {
  InstrumentId instrument;
  Side side = Side::Buy;  // of the entry: Buy is a long trade
  Quantity quantity;
  Timestamp entry_time;
  Price entry_price;
  Timestamp exit_time;
  Price exit_price;
  Money gross;
  Money charges;  // of both fills, by quantity
  OrderId entry_order;
  OrderId exit_order;

  constexpr Money net() const { return gross - charges; }
};

}  // namespace muhurat::trading
