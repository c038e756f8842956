#include "trading/order_desk.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"
#include "trading/tick_rounding.hpp"
#include "trading/value.hpp"

namespace muhurat::trading {
namespace {

constexpr const char* desk_rule = "desk";

RiskRefusal refusal_of(const char* code) {
  return {desk_rule, code, 0, 0, {}, {}};
}

}  // namespace

OrderDesk::OrderDesk(const market::RunTables& tables, RiskGate& gate, Venue& venue,
                     Product run_product)
    : tables_{tables},
      gate_{gate},
      venue_{venue},
      run_product_{run_product},
      live_(tables.instruments.size()),
      net_(tables.instruments.size()),
      brackets_{tables.instruments.size()} {}

const Order* OrderDesk::find(OrderId id) const {
  const Live* const live = orders_.find(id);
  return live != nullptr ? &live->order : nullptr;
}

// Flattened: all that it calls lies in one piece, for calls cost stores (docs/adr/0015).
[[gnu::flatten]] OrderId OrderDesk::submit(const OrderRequest& request, Timestamp now) {
  Live& live = write(request, now);
  const OrderId id = live.order.id;
  send(live, request.reason, now);
  return id;
}

OrderId OrderDesk::submit_rounded(const OrderRequest& request, Timestamp now) {
  if (type_of(request.pricing) == OrderType::Market ||
      request.instrument.index() >= tables_.instruments.size()) {
    return submit(request, now);
  }
  OrderRequest rounded = request;
  const Price tick = gate_.terms(request.instrument, now).tick;
  rounded.pricing = round_to_tick(request.pricing, request.side, tick);
  return submit(rounded, now);
}

OrderDesk::Live& OrderDesk::write(const OrderRequest& request, Timestamp now) {
  const OrderId id{++last_id_};
  finished_.push_back({});
  Live& live = orders_.insert(id);
  Order& order = live.order;
  order.id = id;
  order.instrument = request.instrument;
  order.side = request.side;
  order.validity = request.validity;
  order.product = request.product.value_or(run_product_);
  order.quantity = request.quantity;
  order.pricing = request.pricing;
  order.bracket = request.bracket;
  order.written = now;
  return live;
}

// False if the gate refused it; `live` is gone then.
bool OrderDesk::send(Live& live, const Reason& reason, Timestamp now) {
  Order& order = live.order;
  const bool is_known = order.instrument.index() < live_.size();
  if (observer_ != nullptr && is_known) observer_->on_request(order, reason);
  auto approved = gate_.approve(order, now);
  if (!approved) [[unlikely]] {
    command(order, Command::Deny);
    if (observer_ != nullptr && is_known) {
      observer_->on_refusal(order, approved.error());
      observer_->on_state(order, OrderState::Created);
      observer_->on_final(order);
    }
    deny(order, approved.error(), now);
    remember(order);
    orders_.erase(order.id);
    return false;
  }
  command(order, Command::Send);
  live_[order.instrument.index()].push_back(&order);
  note_state(order, OrderState::Created);
  venue_.submit(std::move(*approved));
  return true;
}

// As much as is remembered of an order that is not live; its state stays Created.
Order OrderDesk::gone(OrderId id) const {
  Order order;
  order.id = id;
  if (id.value() == 0 || id.value() > last_id_) return order;
  const Finished& finished = finished_[id.index() - 1];
  order.instrument = finished.instrument;
  order.side = finished.side;
  order.role = finished.role;
  order.product = finished.product;
  order.quantity = finished.quantity;
  order.filled = finished.filled;
  return order;
}

void OrderDesk::change(OrderId id, const OrderChange& change, Timestamp now) {
  Live* const live = orders_.find(id);
  if (live == nullptr) return deny(gone(id), refusal_of("NOT_LIVE"), now);
  const Order& order = live->order;
  if (!is_allowed(order, Command::Change)) {
    return deny(order, refusal_of("CHANGE_IN_FLIGHT"), now);
  }
  if (!is_protective(order.role) || !change.quantity) {
    try_change(*live, change, now);
    return;
  }
  Family& family = brackets_.at(live->family);
  const Quantity given_up = family.covered() - (*change.quantity - order.filled);
  if (given_up.is_negative()) {
    return deny(order,
                {"Z14",
                 "REDUCE_ONLY_VIOLATION",
                 (order.filled + family.covered()).to_double(),
                 change.quantity->to_double(),
                 {},
                 {}},
                now);
  }
  if (!try_change(*live, change, now)) return;
  family.released += given_up;
  reconcile(order.instrument, now);
}

void OrderDesk::change_rounded(OrderId id, const OrderChange& change, Timestamp now) {
  const Order* const order = find(id);
  if (order == nullptr) return this->change(id, change, now);
  const Price tick = gate_.terms(order->instrument, now).tick;
  OrderChange rounded = change;
  if (change.limit) rounded.limit = round_limit(*change.limit, order->side, tick);
  if (change.trigger) rounded.trigger = round_trigger(*change.trigger, order->side, tick);
  this->change(id, rounded, now);
}

bool OrderDesk::try_change(Live& live, const OrderChange& change, Timestamp now) {
  auto approved = gate_.approve_change(live.order, change, now);
  if (!approved) {
    deny(live.order, approved.error(), now);
    if (observer_ != nullptr) observer_->on_refusal(live.order, approved.error());
    return false;
  }
  command(live.order, Command::Change);
  live.asked = {approved->order().quantity, approved->order().pricing};
  venue_.change(std::move(*approved));
  return true;
}

void OrderDesk::cancel(OrderId id, Timestamp now) {
  Live* const live = orders_.find(id);
  if (live == nullptr) return deny(gone(id), refusal_of("NOT_LIVE"), now);
  if (!live->order.is_cancelling) start_cancel(*live, now);
}

void OrderDesk::start_cancel(Live& live, Timestamp now) {
  command(live.order, Command::Cancel);
  venue_.cancel(live.order.id, now);
}

// Flattened: all that it calls lies in one piece, for calls cost stores (docs/adr/0015).
[[gnu::flatten]] const Fill* OrderDesk::apply(const Evidence& evidence, Timestamp now) {
  if (evidence.kind == EvidenceKind::Filled && evidence.execution != 0 &&
      !executions_.insert(evidence.execution)) {
    return nullptr;
  }
  Live* const live = orders_.find(evidence.order);
  return live != nullptr ? apply_to(*live, evidence, now) : apply_late(evidence, now);
}

const Fill* OrderDesk::apply_to(Live& live, const Evidence& evidence, Timestamp now) {
  const Fill* fill = nullptr;
  Order& order = live.order;
  const Applied applied = trading::apply(order, evidence, live.asked);
  if (applied.filled_now.is_positive()) {
    fill = book(order, evidence, applied.filled_now);
    if (!is_final(order.state)) [[unlikely]]
      gate_.on_fill(order, applied.filled_now);
    join_family(live, *fill);
  }
  if (applied.is_settled_change && !is_final(order.state)) [[unlikely]] {
    if (applied.event == OrderEventKind::Changed) {
      gate_.on_changed(order, now);
      if (observer_ != nullptr) observer_->on_changed(order);
    } else {
      gate_.on_change_rejected(order);
    }
  }
  if (order.state != applied.before) [[likely]] {
    note_state(order, applied.before);
  }
  if (applied.event) {
    OrderEvent* const event = tell(*applied.event, order, evidence.time);
    if (event != nullptr && fill != nullptr) event->fill = *fill;
  }
  if (applied.broken) [[unlikely]]
    raise(*applied.broken, evidence);

  const InstrumentId instrument = order.instrument;
  const bool is_over = is_final(order.state);
  const bool fits_children = fill != nullptr || is_over || applied.event == OrderEventKind::Changed;
  if (is_over) finish(live);
  if (fits_children && !brackets_.of(instrument).empty()) [[unlikely]]
    reconcile(instrument, now);
  return fill;
}

// Evidence for an order that is no longer live: only a fill still matters, for money moved.
[[gnu::noinline]] const Fill* OrderDesk::apply_late(const Evidence& evidence, Timestamp now) {
  const std::uint64_t id = evidence.order.value();
  if (id == 0 || id > last_id_) {
    raise(BreakKind::UnknownOrder, evidence);
    return nullptr;
  }
  Finished& finished = finished_[evidence.order.index() - 1];
  Order order = gone(evidence.order);
  order.state = finished.state;
  const Applied applied = trading::apply(order, evidence, Terms{});
  const Fill* fill = nullptr;
  if (applied.filled_now.is_positive() && order.instrument.index() < net_.size()) {
    finished.filled = order.filled;
    fill = book(order, evidence, applied.filled_now);
    if (OrderEvent* const event = tell(OrderEventKind::Filled, order, evidence.time)) {
      event->fill = *fill;
    }
    brackets_.add_late_fill(*fill);
    if (!brackets_.of(order.instrument).empty()) reconcile(order.instrument, now);
  }
  if (applied.broken) raise(*applied.broken, evidence);
  return fill;
}

const Fill* OrderDesk::book(const Order& order, const Evidence& evidence, Quantity quantity) {
  Fill& fill = fill_;
  const std::int64_t multiplier = tables_.instruments[order.instrument.index()].multiplier;
  fill.order = order.id;
  fill.instrument = order.instrument;
  fill.side = order.side;
  fill.product = order.product;
  fill.rule = evidence.rule;
  fill.quantity = quantity;
  fill.price = evidence.price;
  fill.unslipped = evidence.unslipped;
  fill.time = evidence.time;
  fill.date = gate_.date_of(order.instrument, evidence.time);
  fill.value = value_of(evidence.price, quantity, multiplier);
  net_[order.instrument.index()] += fill.signed_quantity();
  if (observer_ != nullptr) observer_->on_fill(order, fill);
  return &fill;
}

void OrderDesk::finish(Live& live) {
  const Order& order = live.order;
  remember(order);
  std::vector<const Order*>& live_orders = live_[order.instrument.index()];
  live_orders.erase(std::prev(std::find(live_orders.rbegin(), live_orders.rend(), &order).base()));
  gate_.on_final(order);
  if (observer_ != nullptr) observer_->on_final(order);
  if (live.family != BracketBook::none) [[unlikely]]
    leave_family(live);
  orders_.erase(order.id);
}

void OrderDesk::remember(const Order& order) {
  finished_[order.id.index() - 1] = {order.instrument, order.side,     order.product, order.role,
                                     order.state,      order.quantity, order.filled};
}

// What cannot be true stops entries, for our books may be wrong; what lowers a position may go on.
void OrderDesk::raise(BreakKind kind, const Evidence& evidence) {
  if (gate_.state(Scope::Account) == TradingState::Active) {
    gate_.set_state(Scope::Account, TradingState::Reducing);
  }
  if (observer_ != nullptr) observer_->on_break({kind, evidence});
}

void OrderDesk::note_state(const Order& order, OrderState before) {
  if (observer_ != nullptr) observer_->on_state(order, before);
}

OrderEvent* OrderDesk::tell(OrderEventKind kind, const Order& order, Timestamp time) {
  if (!keeps_events_) return nullptr;
  OrderEvent& event = events_.push();
  event.kind = kind;
  event.time = time;
  event.order = order;
  event.fill = Fill{};
  event.refusal = RiskRefusal{};
  return &event;
}

void OrderDesk::deny(const Order& order, const RiskRefusal& refusal, Timestamp time) {
  if (OrderEvent* const event = tell(OrderEventKind::Denied, order, time)) {
    event->refusal = refusal;
  }
}

}  // namespace muhurat::trading
