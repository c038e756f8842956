// A fill: an execution of ours, as the venue reports it. It becomes cash and a position in
// Portfolio.
#pragma once

#include <cstdint>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "trading/order.hpp"

namespace muhurat::trading {

// The venue's rule that set the price. docs/guides/how-a-fill-is-decided.md explains each.
enum class FillRule : std::uint8_t {
  None,
  Open,          // a market order at the open
  Close,         // at the close: profile same_close, or the end of a run
  LimitAtOpen,   // a limit that the open met or bettered
  LimitTouched,  // a limit met on the path through the bar
  StopAtOpen,    // a trigger that the open had already passed: at the open, the worse of the two
  StopTriggered  // at the trigger
};
const char* to_text(FillRule rule);  // open, close, limit_at_open, …

struct Fill {
  OrderId order;
  InstrumentId instrument;
  Side side = Side::Buy;
  Product product = Product::Cnc;
  FillRule rule = FillRule::None;
  Quantity quantity;  // > 0
  Price price;        // with slippage
  Price unslipped;    // before slippage
  Timestamp time;     // when it happened, as nearly as the venue knows
  Date date;          // of the session, in the exchange's zone
  Money value;        // price × quantity × multiplier, > 0

  constexpr Quantity signed_quantity() const { return with_sign(quantity, side); }
};

}  // namespace muhurat::trading
