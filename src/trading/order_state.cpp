#include "trading/order_state.hpp"

#include <array>

#include "core/check.hpp"

namespace muhurat::trading {
namespace {

// The order works at the venue, whatever we knew before.
void note_working(Order& order) {
  if (order.state == OrderState::Sent || order.state == OrderState::Unknown) {
    order.state = OrderState::Working;
  }
}

void settle_change(Order& order, Applied& applied) {
  applied.is_settled_change = order.is_changing;
  order.is_changing = false;
}

void finish(Order& order, OrderState state, Applied& applied) {
  settle_change(order, applied);
  order.is_cancelling = false;
  order.state = state;
}

// How much this evidence adds to what was filled. Numbered executions speak for themselves; without
// a number the venue's running total tells, and a total that was reached before adds nothing.
Quantity new_part(const Order& order, const Evidence& evidence) {
  if (evidence.execution != 0 || !evidence.filled_total.is_positive()) return evidence.quantity;
  return evidence.filled_total - order.filled;
}

// All that was asked for is filled, and no larger quantity is on its way.
bool is_complete(const Order& order, const Terms& asked) {
  return !order.rest().is_positive() && !(order.is_changing && asked.quantity > order.filled);
}

void apply_fill(Order& order, const Evidence& evidence, const Terms& asked, Applied& applied) {
  const Quantity part = new_part(order, evidence);
  if (!part.is_positive()) {
    if (evidence.quantity.is_negative()) applied.broken = BreakKind::Contradiction;
    return;
  }
  order.filled += part;
  order.filled_value += evidence.price * part;
  applied.filled_now = part;
  applied.event = OrderEventKind::Filled;
  const bool was_sent = order.state != OrderState::Created && order.state != OrderState::Held &&
                        order.state != OrderState::Denied;
  if (!was_sent) {
    applied.broken = BreakKind::UnknownOrder;
  } else if (is_final(order.state)) {
    applied.broken = BreakKind::FillOnFinalOrder;
  } else if (order.rest().is_negative() && !(order.is_changing && asked.quantity >= order.filled)) {
    applied.broken = BreakKind::Overfill;
  }
  if (is_final(order.state)) return;
  if (is_complete(order, asked)) {
    finish(order, OrderState::Filled, applied);
  } else {
    order.state = OrderState::Working;
  }
}

void apply_end(Order& order, const Evidence& evidence, OrderState state, OrderEventKind event,
               Applied& applied) {
  const bool shrinks = evidence.filled_total.is_positive() && evidence.filled_total < order.filled;
  const bool was_filled = state == OrderState::Rejected && order.filled.is_positive();
  if (shrinks || was_filled) applied.broken = BreakKind::Contradiction;
  finish(order, state, applied);
  applied.event = event;
}

void apply_change(Order& order, const Terms& asked, Applied& applied) {
  if (!order.is_changing) return;
  order.quantity = asked.quantity < order.filled ? order.filled : asked.quantity;
  order.pricing = asked.pricing;
  settle_change(order, applied);
  note_working(order);
  applied.event = OrderEventKind::Changed;
  if (order.rest().is_zero()) finish(order, OrderState::Filled, applied);
  applied.is_settled_change = true;
}

void apply_change_rejected(Order& order, Applied& applied) {
  if (!order.is_changing) return;
  settle_change(order, applied);
  note_working(order);
  applied.event = OrderEventKind::ChangeRejected;
  if (!order.rest().is_positive()) finish(order, OrderState::Filled, applied);
  applied.is_settled_change = true;
}

void apply_trigger(Order& order, Applied& applied) {
  if (order.type() != OrderType::Stop && order.type() != OrderType::StopLimit) {
    applied.broken = BreakKind::Contradiction;
    return;
  }
  note_working(order);
  if (!order.is_triggered) applied.event = OrderEventKind::Triggered;
  order.is_triggered = true;
}

void apply_no_answer(Order& order, Applied& applied) {
  if (order.state == OrderState::Sent) {
    order.state = OrderState::Unknown;
    applied.event = OrderEventKind::Unknown;
  }
}

void apply_to_live(Order& order, const Evidence& evidence, const Terms& asked, Applied& applied) {
  switch (evidence.kind) {
    case EvidenceKind::Accepted: {
      note_working(order);
      if (order.state != applied.before) applied.event = OrderEventKind::Working;
      return;
    }
    case EvidenceKind::Triggered: return apply_trigger(order, applied);
    case EvidenceKind::Changed: return apply_change(order, asked, applied);
    case EvidenceKind::ChangeRejected: return apply_change_rejected(order, applied);
    case EvidenceKind::Cancelled:
      return apply_end(order, evidence, OrderState::Cancelled, OrderEventKind::Cancelled, applied);
    case EvidenceKind::Rejected:
      return apply_end(order, evidence, OrderState::Rejected, OrderEventKind::Rejected, applied);
    case EvidenceKind::Expired:
      return apply_end(order, evidence, OrderState::Expired, OrderEventKind::Expired, applied);
    case EvidenceKind::CancelRejected: {
      if (order.is_cancelling) applied.event = OrderEventKind::CancelRejected;
      order.is_cancelling = false;
      return;
    }
    case EvidenceKind::NoAnswer: return apply_no_answer(order, applied);
    case EvidenceKind::Filled: return;  // apply_fill's
  }
}

// A final order stays as it is. What repeats its end, or was overtaken by it, is harmless; another
// end than the one we know cannot be true.
void apply_to_final(const Order& order, const Evidence& evidence, Applied& applied) {
  const auto differs = [&](OrderState told) { return order.state != told; };
  const bool is_other_end =
      (evidence.kind == EvidenceKind::Cancelled && differs(OrderState::Cancelled)) ||
      (evidence.kind == EvidenceKind::Rejected && differs(OrderState::Rejected)) ||
      (evidence.kind == EvidenceKind::Expired && differs(OrderState::Expired));
  if (is_other_end) applied.broken = BreakKind::AfterFinal;
}

}  // namespace

bool is_allowed(const Order& order, Command command) {
  using enum OrderState;
  const OrderState state = order.state;
  switch (command) {
    case Command::Deny:
    case Command::Send: return state == Created || state == Held;
    case Command::Hold: return state == Created;
    case Command::Change:
      return (state == Sent || state == Working) && !order.is_changing && !order.is_cancelling;
    case Command::Cancel:
      return state == Held ||
             ((state == Sent || state == Working || state == Unknown) && !order.is_cancelling);
  }
  return false;
}

void command(Order& order, Command command) {
  CHECK(is_allowed(order, command));
  switch (command) {
    case Command::Deny: order.state = OrderState::Denied; return;
    case Command::Hold: order.state = OrderState::Held; return;
    case Command::Send: order.state = OrderState::Sent; return;
    case Command::Change: order.is_changing = true; return;
    case Command::Cancel: {
      if (order.state == OrderState::Held) {
        order.state = OrderState::Cancelled;
      } else {
        order.is_cancelling = true;
      }
      return;
    }
  }
}

Applied apply(Order& order, const Evidence& evidence, const Terms& asked) {
  Applied applied;
  applied.before = order.state;
  if (evidence.kind == EvidenceKind::Filled) {
    apply_fill(order, evidence, asked, applied);
  } else if (order.state == OrderState::Created || order.state == OrderState::Held ||
             order.state == OrderState::Denied) {
    applied.broken = BreakKind::UnknownOrder;
  } else if (is_final(order.state)) {
    apply_to_final(order, evidence, applied);
  } else {
    apply_to_live(order, evidence, asked, applied);
  }
  return applied;
}

}  // namespace muhurat::trading
