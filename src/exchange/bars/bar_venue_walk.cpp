// The walk through one bar: which order acts next on the path, and what comes of it.
#include <algorithm>

#include "core/check.hpp"
#include "exchange/bars/bar_venue.hpp"

namespace muhurat::exchange {

using trading::Evidence;
using trading::EvidenceKind;
using trading::FillRule;
using trading::Limit;
using trading::Order;
using trading::OrderType;
using trading::Side;
using trading::Stop;
using trading::StopLimit;

namespace {

// At one place market orders act first, then stops, then limits.
enum class Turn : std::uint8_t { Market, Stop, Limit };

bool is_market_like(const Order& order) {
  return order.type() == OrderType::Market ||
         (order.type() == OrderType::Stop && order.is_triggered);
}
bool awaits_trigger(const Order& order) {
  return !order.is_triggered &&
         (order.type() == OrderType::Stop || order.type() == OrderType::StopLimit);
}
Price trigger_of(const Order& order) {
  const auto* stop = std::get_if<Stop>(&order.pricing);
  return stop != nullptr ? stop->trigger : std::get<StopLimit>(order.pricing).trigger;
}
Price limit_of(const Order& order) {
  const auto* limit = std::get_if<Limit>(&order.pricing);
  return limit != nullptr ? limit->price : std::get<StopLimit>(order.pricing).limit;
}
bool at_or_better(Side side, Price price, Price limit) {
  return side == Side::Buy ? price <= limit : price >= limit;
}
bool at_or_beyond(Side side, Price price, Price trigger) {
  return side == Side::Buy ? price >= trigger : price <= trigger;
}

}  // namespace

struct BarVenue::Act {
  Place place;
  Turn turn = Turn::Market;
  OrderId order;
  bool is_trigger = false;  // else a fill
  FillRule rule = FillRule::None;
};

// One piece of evidence of the walk; none: the walk is done.
std::optional<Evidence> BarVenue::step() {
  std::optional<Evidence> evidence;
  while (walk_.stage != Stage::Idle && !walk_.book->orders.empty()) {
    switch (walk_.stage) {
      case Stage::ExpireEarly: evidence = expire(true); break;
      case Stage::Open: evidence = act(true); break;
      case Stage::CancelIoc: evidence = cancel_ioc(); break;
      case Stage::Path: evidence = act(false); break;
      case Stage::ExpireLate: evidence = expire(false); break;
      case Stage::Idle: break;
    }
    if (evidence) return evidence;
    walk_.stage = after(walk_.stage);
  }
  walk_.stage = Stage::Idle;
  return std::nullopt;
}

BarVenue::Stage BarVenue::after(Stage stage) const {
  switch (stage) {
    case Stage::ExpireEarly:
      if (walk_.book->can_fill) return Stage::Open;
      return walk_.in_session ? Stage::CancelIoc : Stage::ExpireLate;
    case Stage::Open: return Stage::CancelIoc;
    case Stage::CancelIoc: return walk_.book->can_fill ? Stage::Path : Stage::ExpireLate;
    case Stage::Path: return Stage::ExpireLate;
    case Stage::ExpireLate:
    case Stage::Idle: break;
  }
  return Stage::Idle;
}

std::optional<Evidence> BarVenue::expire(bool early) {
  Book& book = *walk_.book;
  const Timestamp until = early ? book.bar.start() : book.bar.available_time;
  for (std::size_t i = 0; i < book.orders.size(); ++i) {
    const Resting& resting = book.orders[i];
    if (resting.expires <= until) {
      return remove(book, i, EvidenceKind::Expired, resting.expires);
    }
  }
  return std::nullopt;
}

std::optional<Evidence> BarVenue::cancel_ioc() {
  Book& book = *walk_.book;
  for (std::size_t i = 0; i < book.orders.size(); ++i) {
    const Resting& resting = book.orders[i];
    if (resting.order.validity == trading::Validity::Ioc && resting.since <= book.bar.start()) {
      return remove(book, i, EvidenceKind::Cancelled, book.bar.start());
    }
  }
  return std::nullopt;
}

// What comes next on the path, if anything does.
std::optional<Evidence> BarVenue::act(bool at_open) {
  Book& book = *walk_.book;
  std::optional<Act> first;
  std::size_t index = 0;
  for (std::size_t i = 0; i < book.orders.size(); ++i) {
    const Resting& resting = book.orders[i];
    if (resting.since > book.bar.start()) continue;
    const std::optional<Act> candidate = act_of(resting);
    if (!candidate || (at_open && candidate->place.leg > 0)) continue;
    if (!first || is_before(*candidate, *first)) {
      first = candidate;
      index = i;
    }
  }
  if (!first) return std::nullopt;
  walk_.at = first->place;
  if (first->is_trigger) return trigger(book.orders[index], *first);
  return execute(book, index, *first);
}

bool BarVenue::is_before(const Act& a, const Act& b) const {
  if (exchange::is_before(walk_.path, a.place, b.place)) return true;
  if (exchange::is_before(walk_.path, b.place, a.place)) return false;
  if (a.turn != b.turn) return a.turn < b.turn;
  return a.order < b.order;
}

std::optional<BarVenue::Act> BarVenue::act_of(const Resting& resting) const {
  const Order& order = resting.order;
  const bool opens = walk_.at.leg == 0;
  if (awaits_trigger(order)) {
    const Price trigger = trigger_of(order);
    Act act{.place = walk_.at, .turn = Turn::Stop, .order = order.id, .is_trigger = true};
    if (opens && at_or_beyond(order.side, walk_.at.price, trigger)) return act;
    const Direction direction = order.side == Side::Buy ? Direction::Rising : Direction::Falling;
    const std::optional<Place> place = meet(walk_.path, walk_.at, {direction, trigger, trigger});
    if (!place) return std::nullopt;
    act.place = *place;
    return act;
  }
  if (walk_.book->cap.is_zero()) return std::nullopt;
  if (!is_market_like(order)) return limit_act_of(resting);
  Act act{.place = walk_.at, .turn = Turn::Market, .order = order.id, .rule = FillRule::Open};
  if (resting.triggered_now) act.rule = opens ? FillRule::StopAtOpen : FillRule::StopTriggered;
  return act;
}

std::optional<BarVenue::Act> BarVenue::limit_act_of(const Resting& resting) const {
  const Order& order = resting.order;
  const Price limit = limit_of(order);
  Act act{
      .place = walk_.at, .turn = Turn::Limit, .order = order.id, .rule = FillRule::LimitTouched};
  if (resting.joined == walk_.at && at_or_better(order.side, walk_.at.price, limit)) {
    act.rule = walk_.at.leg == 0 ? FillRule::LimitAtOpen : FillRule::StopTriggered;
    return act;
  }
  const Price through = profile_.limit_needs_trade_through ? walk_.terms->tick : Price{};
  const bool buys = order.side == Side::Buy;
  const std::optional<Place> place = meet(walk_.path, walk_.at,
                                          {buys ? Direction::Falling : Direction::Rising, limit,
                                           buys ? limit - through : limit + through});
  if (!place) return std::nullopt;
  act.place = *place;
  return act;
}

Timestamp BarVenue::time_at(const Place& place) const {
  const market::Bar& bar = walk_.book->bar;
  return place.leg == 0 ? bar.start() : bar.available_time;
}

Evidence BarVenue::trigger(Resting& resting, const Act& act) {
  resting.order.is_triggered = true;
  resting.triggered_now = true;
  resting.joined = act.place;
  return evidence_of(EvidenceKind::Triggered, act.order, time_at(act.place));
}

std::optional<Evidence> BarVenue::fill_at_close() {
  while (!closing_.empty()) {
    const Closing closing = closing_.front();
    closing_.erase(closing_.begin());
    Book& book = *closing.book;
    for (std::size_t i = 0; i < book.orders.size(); ++i) {
      if (book.orders[i].order.id != closing.order || book.cap.is_zero()) continue;
      return execute(
          book, i, {.place = {0, book.bar.close}, .order = closing.order, .rule = FillRule::Close});
    }
  }
  return std::nullopt;
}

// Fills what the cap allows of an order, and takes it away if that was all.
Evidence BarVenue::execute(Book& book, std::size_t index, const Act& act) {
  Order& order = book.orders[index].order;
  const Quantity quantity = std::min(order.rest(), book.cap);
  const Price unslipped = act.rule == FillRule::LimitTouched ? limit_of(order) : act.place.price;
  Price price = unslipped;
  if (has_slippage_ && act.turn == Turn::Market) {
    Order filling = order;
    filling.quantity = filling.filled + quantity;
    price = slippage_->worsen(filling, unslipped, book.bar,
                              book.sessions.terms_for(book.bar.start()).tick);
  }
  counts_.fills += 1;
  counts_.capped += quantity < order.rest() ? 1 : 0;
  counts_.at_gap += act.rule == FillRule::StopAtOpen ? 1 : 0;
  order.filled += quantity;
  if (book.cap != Quantity::max()) book.cap -= quantity;
  const Evidence filled{
      .kind = EvidenceKind::Filled,
      .rule = act.rule,
      .order = order.id,
      .time = act.rule == FillRule::Close ? book.bar.available_time : time_at(act.place),
      .execution = ++executions_,
      .quantity = quantity,
      .filled_total = order.filled,
      .price = price,
      .unslipped = unslipped};
  if (order.rest().is_zero()) erase(book, index);
  return filled;
}

}  // namespace muhurat::exchange
