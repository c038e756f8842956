// The part of the desk that keeps protective children in step with what their entry filled.
#include <algorithm>

#include "core/check.hpp"
#include "trading/order_desk.hpp"
#include "trading/tick_rounding.hpp"

namespace muhurat::trading {
namespace {

// The child as it is to be written; its quantity is what the family protects.
Order child_of(const Family& family, OrderRole role, Price tick) {
  Order child;
  child.parent = family.entry;
  child.instrument = family.instrument;
  child.side = opposite(family.side);
  child.role = role;
  child.validity = Validity::Gtc;
  child.product = family.product;
  child.quantity = family.covered();
  if (role == OrderRole::StopChild) {
    const Price trigger = family.side == Side::Buy ? family.anchor - family.stop.distance
                                                   : family.anchor + family.stop.distance;
    child.pricing = Stop{round_trigger(trigger, child.side, tick)};
  } else {
    const Price limit = family.side == Side::Buy ? family.anchor + family.target.distance
                                                 : family.anchor - family.target.distance;
    child.pricing = Limit{round_limit(limit, child.side, tick)};
  }
  return child;
}

Reason reason_of(const Family& family, OrderRole role) {
  const bool is_stop = role == OrderRole::StopChild;
  Reason reason;
  reason.text = is_stop ? "bracket stop" : "bracket target";
  reason.note("first_fill", family.anchor.to_double());
  reason.note("distance", (is_stop ? family.stop : family.target).distance.to_double());
  return reason;
}

}  // namespace

// Counts a fill in the family of its order, which an entry's first fill begins.
void OrderDesk::join_family(Live& live, const Fill& fill) {
  const Order& order = live.order;
  const bool has_bracket = order.bracket != Bracket{};
  if (live.family == BracketBook::none && has_bracket) {
    live.family = brackets_.open(order, fill.price);
  }
  if (live.family == BracketBook::none) return;
  Family& family = brackets_.at(live.family);
  (is_protective(order.role) ? family.exited : family.filled) += fill.quantity;
  // A child that filled although its part had been given up takes that back; nothing is protected
  // less than not at all.
  if (family.covered().is_negative()) family.released += family.covered();
}

void OrderDesk::leave_family(const Live& live) {
  Family& family = brackets_.at(live.family);
  if (!is_protective(live.order.role)) {
    family.is_entry_live = false;
    return;
  }
  Child& child = family.child(live.order.role);
  child.order = OrderId{};
  // A child that ended by another hand than ours is not written again.
  if (live.order.state != OrderState::Filled && !live.is_withdrawn) child.is_wanted = false;
}

void OrderDesk::shrink_protection(InstrumentId instrument, Quantity quantity, Timestamp now) {
  if (brackets_.of(instrument).empty()) return;
  brackets_.release_beyond(instrument, quantity, quantity);
  reconcile(instrument, now);
}

// Makes the children of an instrument protect what is there to be protected, and no more.
[[gnu::noinline]] void OrderDesk::reconcile(InstrumentId instrument, Timestamp now) {
  const Quantity net = net_[instrument.index()];
  brackets_.release_beyond(instrument, std::max(net, Quantity{}), std::max(-net, Quantity{}));
  for (std::size_t i = 0; i < brackets_.of(instrument).size(); ++i) {
    const std::uint32_t family = brackets_.of(instrument)[i];
    fit_child(family, OrderRole::StopChild, now);
    fit_child(family, OrderRole::TargetChild, now);
  }
  if (gate_.limits().no_short_delivery) trim_exits(instrument, now);
  for (std::size_t i = brackets_.of(instrument).size(); i > 0; --i) {
    brackets_.close_if_done(brackets_.of(instrument)[i - 1]);
  }
}

// Z13 after a child sold: the strategy's own exits may sell no more than is still held. The oldest
// keep what they claim.
void OrderDesk::trim_exits(InstrumentId instrument, Timestamp now) {
  Quantity left = std::max(net_[instrument.index()], Quantity{});
  for (const Order* order : live_[instrument.index()]) {
    const bool is_exit = order->side == Side::Sell && is_delivery(order->product);
    if (!is_exit || is_protective(order->role)) continue;
    Live& live = *orders_.find(order->id);
    const Quantity total = order->is_changing ? live.asked.quantity : order->quantity;
    const Quantity rest = total - order->filled;
    const Quantity keeps = std::min(rest, left);
    left -= keeps;
    if (keeps == rest || order->is_cancelling) continue;
    const OrderChange smaller{.quantity = order->filled + keeps};
    const bool may_stay = keeps.is_positive() && is_allowed(*order, Command::Change);
    if (!may_stay || !try_change(live, smaller, now)) start_cancel(live, now);
  }
}

void OrderDesk::fit_child(std::uint32_t index, OrderRole role, Timestamp now) {
  const Family& family = brackets_.at(index);
  const Quantity covered = family.covered();
  const Child& child = role == OrderRole::StopChild ? family.stop : family.target;
  if (child.order == OrderId{}) {
    if (child.is_wanted && covered.is_positive()) write_child(index, role, now);
    return;
  }
  Live& live = *orders_.find(child.order);
  if (live.order.is_cancelling) return;
  if (!covered.is_positive()) {
    live.is_withdrawn = true;
    return start_cancel(live, now);
  }
  const Quantity total = live.order.filled + covered;
  if (live.order.quantity == total || !is_allowed(live.order, Command::Change)) return;
  const bool is_too_large = total < live.order.quantity;
  if (!try_change(live, {.quantity = total}, now) && is_too_large) {
    live.is_withdrawn = true;  // written anew in its size once it is gone
    start_cancel(live, now);
  }
}

void OrderDesk::write_child(std::uint32_t index, OrderRole role, Timestamp now) {
  Family& family = brackets_.at(index);
  const Price tick = gate_.terms(family.instrument, now).tick;
  const OrderId id{++last_id_};
  finished_.push_back({});
  Live& live = orders_.insert(id);
  live.order = child_of(family, role, tick);
  live.order.id = id;
  live.order.written = now;
  live.family = index;
  Child& child = family.child(role);
  child.order = id;
  if (role == OrderRole::TargetChild) {
    live.order.sibling = family.stop.order;
  } else if (family.target.order != OrderId{}) {
    live.order.sibling = family.target.order;
  } else if (family.target.is_wanted) {
    live.order.sibling = OrderId{last_id_ + 1};  // written next
  }
  if (!send(live, reason_of(family, role), now)) {
    child.order = OrderId{};
    child.is_wanted = false;
  }
}

}  // namespace muhurat::trading
