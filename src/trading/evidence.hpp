// Evidence is what a venue says happened; an OrderEvent is what a strategy is told about it.
// Evidence may be late, doubled or out of order: the desk sorts that out and never loses a fill.
#pragma once

#include <cstdint>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "trading/fill.hpp"
#include "trading/order.hpp"

namespace muhurat::trading {

enum class EvidenceKind : std::uint8_t {
  Accepted,        // the order works at the venue
  Triggered,       // a stop's trigger was met
  Filled,          // `quantity` at `price`; `filled_total` after it
  Changed,         // the change took effect
  ChangeRejected,  // the order works on as it was
  Cancelled,
  CancelRejected,
  Rejected,
  Expired,
  NoAnswer  // sent, and nothing came back in time
};

struct Evidence {
  EvidenceKind kind = EvidenceKind::Accepted;
  FillRule rule = FillRule::None;
  OrderId order;
  Timestamp time;
  std::uint64_t execution = 0;  // the venue's number of a fill, to know it when it comes twice
  Quantity quantity;            // of this fill
  Quantity filled_total;        // of the order, this fill included
  Price price;                  // of this fill
  Price unslipped;              // of this fill, before slippage
  const char* text = nullptr;   // the venue's own words, a literal or kept by the venue
};

// Evidence that cannot be true, or that came too late to be harmless.
enum class BreakKind : std::uint8_t {
  UnknownOrder,      // evidence for an order we never sent
  FillOnFinalOrder,  // booked, because money moved
  Overfill,          // more filled than asked for: booked as far as the venue says
  AfterFinal,        // a state change of an order that is final
  Contradiction      // e.g. a filled total that shrinks
};
struct Break {
  BreakKind kind;
  Evidence evidence;
};

enum class OrderEventKind : std::uint8_t {
  Denied,  // by our risk gate, or a cancel or change that could not be made
  Working,
  Triggered,
  Filled,  // a part or the whole: order.state tells
  Changed,
  ChangeRejected,
  Cancelled,
  CancelRejected,
  Rejected,
  Expired,
  Unknown
};

// The rule that refused an order (docs/reference/limits.md), its limit and what was found.
struct RiskRefusal {
  const char* rule = nullptr;  // "C07"
  const char* code = nullptr;  // "TICK_SIZE"
  double limit = 0;
  double value = 0;
  Price nearest_below, nearest_above;  // C07: the two nearest prices that would do
};

struct OrderEvent {
  OrderEventKind kind;
  Timestamp time;
  Order order;          // as it is after the event
  Fill fill;            // of a Filled
  RiskRefusal refusal;  // of a Denied
};

}  // namespace muhurat::trading
