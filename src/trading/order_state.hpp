// The one state machine of an order, for backtest, paper and live. Commands come from us and follow
// a table: a wrong one is a fault of the program and fails CHECK. Evidence comes from a venue and
// may be late, doubled or out of order: it never fails; what cannot be true is told as a Break.
#pragma once

#include <cstdint>
#include <optional>

#include "trading/evidence.hpp"
#include "trading/order.hpp"

namespace muhurat::trading {

enum class Command : std::uint8_t {
  Deny,    // Created, Held → Denied
  Hold,    // Created → Held
  Send,    // Created, Held → Sent
  Change,  // Sent, Working: a change is in flight
  Cancel   // Held → Cancelled; Sent, Working, Unknown: a cancel is in flight
};
inline constexpr std::size_t command_count = 5;

bool is_allowed(const Order& order, Command command);
// CHECKs that it is allowed.
void command(Order& order, Command command);

// What a change in flight asks for; it takes effect when the venue says Changed.
struct Terms {
  Quantity quantity;
  Pricing pricing;
};

// What one piece of evidence did to an order.
struct Applied {
  OrderState before = OrderState::Created;
  Quantity filled_now;                  // > 0: an execution to be charged and booked
  std::optional<OrderEventKind> event;  // what the strategy is told; none: nothing new
  std::optional<BreakKind> broken;      // what cannot be true, or came too late to be harmless
  bool is_settled_change = false;       // a change in flight was answered, either way
};

// Applies it. An execution that was seen before must not be passed in again: whoever owns the order
// keeps the numbers (NumberSet). A fill without a number is told from the venue's running total.
// `asked` are the terms of the change in flight, if the order has one.
Applied apply(Order& order, const Evidence& evidence, const Terms& asked);

}  // namespace muhurat::trading
