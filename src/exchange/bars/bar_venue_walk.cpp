// The walk through one bar: which order acts next on the path, and what comes of it.
#include <algorithm>

#include "core/check.hpp"
#include "exchange/bars/bar_venue.hpp"

namespace muhurat::exchange {

using trading::Evidence;
using trading::EvidenceKind;
using trading::FillRule;
using trading::Order;
using trading::OrderType;
using trading::Side;

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
bool BarVenue::step() {
  bool has_said = false;
  while (walk_.stage != Stage::Idle && !walk_.book->orders.empty()) {
    switch (walk_.stage) {
      case Stage::ExpireEarly: has_said = expire(true); break;
      case Stage::Open: has_said = act(true); break;
      case Stage::CancelIoc: has_said = cancel_ioc(); break;
      case Stage::Path: has_said = act(false); break;
      case Stage::ExpireLate: has_said = expire(false); break;
      case Stage::Idle: break;
    }
    if (has_said) return true;
    walk_.stage = after(walk_.stage);
  }
  walk_.stage = Stage::Idle;
  return false;
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

bool BarVenue::expire(bool early) {
  Book& book = *walk_.book;
  const Timestamp until = early ? book.bar.start() : book.bar.available_time;
  for (std::size_t i = 0; i < book.orders.size(); ++i) {
    const Resting& resting = book.orders[i];
    if (resting.expires <= until) {
      remove(book, i, EvidenceKind::Expired, resting.expires);
      return true;
    }
  }
  return false;
}

// Sessions that closed before this bar did so for every book; orders of the bar's own book end in
// its walk, for it may have begun before the close, as may a bar of this moment in another book.
void BarVenue::end_sessions(const market::Bar& bar) {
  if (bar.available_time != now_) ended_ = now_;  // the moment before this one
  ended_ = std::max(ended_, bar.start());
  if (next_expiry_ > ended_) return;
  has_ended_sessions_ = true;
  set_may_say_more(true);
}

// By order id over all books but the one that is walked.
bool BarVenue::expire_elsewhere() {
  const Book* const walked = walk_.stage == Stage::Idle ? nullptr : walk_.book;
  next_expiry_ = Timestamp::max();
  Book* book = nullptr;
  std::size_t index = 0;
  for (Book& each : books_) {
    for (std::size_t i = 0; i < each.orders.size(); ++i) {
      const Resting& resting = each.orders[i];
      const bool is_over = &each != walked && resting.expires <= ended_;
      const bool is_first = book == nullptr || resting.order.id < book->orders[index].order.id;
      if (is_over && is_first) {
        book = &each;
        index = i;
      }
      if (&each == walked && resting.expires <= now_) continue;
      next_expiry_ = std::min(next_expiry_, resting.expires);
    }
  }
  has_ended_sessions_ = book != nullptr;
  if (book == nullptr) return false;
  remove(*book, index, EvidenceKind::Expired, book->orders[index].expires);
  return true;
}

bool BarVenue::cancel_ioc() {
  Book& book = *walk_.book;
  for (std::size_t i = 0; i < book.orders.size(); ++i) {
    const Resting& resting = book.orders[i];
    if (resting.order.validity == trading::Validity::Ioc && resting.since <= book.bar.start()) {
      remove(book, i, EvidenceKind::Cancelled, book.bar.start());
      return true;
    }
  }
  return false;
}

// What comes next on the path, if anything does.
bool BarVenue::act(bool at_open) {
  Book& book = *walk_.book;
  Act acts[2];
  Act* candidate = &acts[0];
  const Act* first = nullptr;
  std::size_t index = 0;
  for (std::size_t i = 0; i < book.orders.size(); ++i) {
    const Resting& resting = book.orders[i];
    if (resting.since > book.bar.start()) continue;
    if (!find_act(resting, *candidate) || (at_open && candidate->place.leg > 0)) continue;
    if (first == nullptr || is_before(*candidate, *first)) {
      first = candidate;
      candidate = first == &acts[0] ? &acts[1] : &acts[0];
      index = i;
    }
  }
  if (first == nullptr) return false;
  walk_.at = {first->place.leg, first->place.price};
  if (first->is_trigger) {
    trigger(book.orders[index], *first);
  } else {
    execute(book, index, *first);
  }
  return true;
}

bool BarVenue::is_before(const Act& a, const Act& b) const {
  if (exchange::is_before(walk_.path, a.place, b.place)) return true;
  if (exchange::is_before(walk_.path, b.place, a.place)) return false;
  if (a.turn != b.turn) return a.turn < b.turn;
  return a.order < b.order;
}

bool BarVenue::find_act(const Resting& resting, Act& act) const {
  const Order& order = resting.order;
  const bool opens = walk_.at.leg == 0;
  act.place = {walk_.at.leg, walk_.at.price};
  act.order = order.id;
  act.is_trigger = awaits_trigger(order);
  act.rule = FillRule::None;
  if (act.is_trigger) {
    const Price trigger = trigger_price(order.pricing);
    act.turn = Turn::Stop;
    if (opens && at_or_beyond(order.side, walk_.at.price, trigger)) return true;
    const Direction direction = order.side == Side::Buy ? Direction::Rising : Direction::Falling;
    const std::optional<Place> place = meet(walk_.path, walk_.at, {direction, trigger, trigger});
    if (place) act.place = *place;
    return place.has_value();
  }
  if (walk_.book->cap.is_zero()) return false;
  if (!is_market_like(order)) return find_limit_act(resting, act);
  act.turn = Turn::Market;
  act.rule = FillRule::Open;
  if (resting.triggered_now) act.rule = opens ? FillRule::StopAtOpen : FillRule::StopTriggered;
  return true;
}

bool BarVenue::find_limit_act(const Resting& resting, Act& act) const {
  const Order& order = resting.order;
  const Price limit = limit_price(order.pricing);
  act.turn = Turn::Limit;
  act.rule = FillRule::LimitTouched;
  if (resting.joined == walk_.at && at_or_better(order.side, walk_.at.price, limit)) {
    act.rule = walk_.at.leg == 0 ? FillRule::LimitAtOpen : FillRule::StopTriggered;
    return true;
  }
  const Price through = profile_.limit_needs_trade_through ? walk_.terms->tick : Price{};
  const bool buys = order.side == Side::Buy;
  const std::optional<Place> place = meet(walk_.path, walk_.at,
                                          {buys ? Direction::Falling : Direction::Rising, limit,
                                           buys ? limit - through : limit + through});
  if (place) act.place = *place;
  return place.has_value();
}

Timestamp BarVenue::time_at(const Place& place) const {
  const market::Bar& bar = walk_.book->bar;
  return place.leg == 0 ? bar.start() : bar.available_time;
}

void BarVenue::trigger(Resting& resting, const Act& act) {
  resting.order.is_triggered = true;
  resting.triggered_now = true;
  resting.joined = act.place;
  say(EvidenceKind::Triggered, act.order, time_at(act.place));
}

bool BarVenue::fill_at_close() {
  while (!closing_.empty()) {
    const Closing closing = closing_.front();
    closing_.erase(closing_.begin());
    Book& book = *closing.book;
    for (std::size_t i = 0; i < book.orders.size(); ++i) {
      if (book.orders[i].order.id != closing.order || book.cap.is_zero()) continue;
      execute(book, i,
              {.place = {0, book.bar.close}, .order = closing.order, .rule = FillRule::Close});
      return true;
    }
  }
  return false;
}

// Fills what the cap allows of an order, and takes it away if that was all.
void BarVenue::execute(Book& book, std::size_t index, const Act& act) {
  Order& order = book.orders[index].order;
  const Quantity quantity = std::min(order.rest(), book.cap);
  const Price unslipped =
      act.rule == FillRule::LimitTouched ? limit_price(order.pricing) : act.place.price;
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
  said_.kind = EvidenceKind::Filled;
  said_.rule = act.rule;
  said_.order = order.id;
  said_.time = act.rule == FillRule::Close ? book.bar.available_time : time_at(act.place);
  said_.execution = ++executions_;
  said_.quantity = quantity;
  said_.filled_total = order.filled;
  said_.price = price;
  said_.unslipped = unslipped;
  if (order.rest().is_zero()) erase(book, index);
}

}  // namespace muhurat::exchange
