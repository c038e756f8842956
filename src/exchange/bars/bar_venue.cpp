#include "exchange/bars/bar_venue.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"

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

Evidence evidence_of(EvidenceKind kind, OrderId order, Timestamp time) {
  Evidence evidence;
  evidence.kind = kind;
  evidence.order = order;
  evidence.time = time;
  return evidence;
}

}  // namespace

struct BarVenue::Act {
  Place place;
  Turn turn = Turn::Market;
  OrderId order;
  bool is_trigger = false;  // else a fill
  FillRule rule = FillRule::None;
};

BarVenue::BarVenue(const market::RunTables& tables, const FillProfile& profile,
                   sdk::SlippageModel& slippage)
    : tables_{&tables},
      profile_{profile},
      slippage_{&slippage},
      has_slippage_{!slippage.is_none()},
      now_{Timestamp::min()} {
  for (const market::Series& series : tables.series) {
    CHECK(!series.is_matching || series.kind == market::RecordKind::Bar);
  }
  set_wants_records(profile.market_at_close);
  books_.reserve(tables.instruments.size());
  for (const market::Instrument& instrument : tables.instruments) {
    books_.emplace_back(trading::SessionCursor{tables, instrument.id});
  }
}

void BarVenue::submit(trading::ApprovedOrder&& approved) {
  const Order order = std::move(approved).spend();
  Book& book = books_[order.instrument.index()];
  Resting resting{.order = order,
                  .since = std::max(order.written, now_),
                  .expires = Timestamp::max(),
                  .joined = {}};
  if (order.validity == trading::Validity::Day) {
    const market::Session* session = book.sessions.session_for(resting.since);
    if (session != nullptr) resting.expires = session->close;
  }
  if (profile_.market_at_close && fills_at_close_of(book, resting)) {
    closing_.push_back({&book, order.id});
  }
  insert(book, resting);
  tell(EvidenceKind::Accepted, order.id, resting.since);
}

void BarVenue::change(trading::ApprovedChange&& approved) {
  const Timestamp asked = approved.time();
  const Order changed = std::move(approved).spend();
  Book* book = nullptr;
  Resting* resting = find(changed.id, &book);
  if (resting == nullptr) return tell(EvidenceKind::ChangeRejected, changed.id, now_);
  Order& order = resting->order;
  if (order.pricing != changed.pricing) {
    order.pricing = changed.pricing;
    resting->since = std::max(asked, now_);
  }
  order.quantity = changed.quantity;
  tell(EvidenceKind::Changed, changed.id, now_);
  if (!order.rest().is_positive()) cancel(changed.id);
}

void BarVenue::cancel(OrderId order) {
  Book* book = nullptr;
  const Resting* resting = find(order, &book);
  if (resting == nullptr) return tell(EvidenceKind::CancelRejected, order, now_);
  erase(*book, static_cast<std::size_t>(resting - book->orders.data()));
  tell(EvidenceKind::Cancelled, order, now_);
}

// By OrderId: a desk numbers upward, so the place is nearly always the end.
void BarVenue::insert(Book& book, const Resting& resting) {
  auto place = book.orders.end();
  while (place != book.orders.begin() && std::prev(place)->order.id > resting.order.id) --place;
  book.orders.insert(place, resting);
  resting_ += 1;
  set_wants_records(true);
}

void BarVenue::erase(Book& book, std::size_t index) {
  book.orders.erase(book.orders.begin() + static_cast<std::ptrdiff_t>(index));
  resting_ -= 1;
  set_wants_records(profile_.market_at_close || resting_ > 0);
}

BarVenue::Resting* BarVenue::find(OrderId order, Book** book) {
  for (Book& each : books_) {
    for (Resting& resting : each.orders) {
      if (resting.order.id == order) {
        *book = &each;
        return &resting;
      }
    }
  }
  return nullptr;
}

void BarVenue::tell(EvidenceKind kind, OrderId order, Timestamp time) {
  told_.push_back(evidence_of(kind, order, time));
}

bool BarVenue::fills_at_close_of(const Book& book, const Resting& resting) const {
  return resting.order.type() == OrderType::Market && book.has_bar && book.can_fill &&
         book.bar.available_time == resting.order.written;
}

Quantity BarVenue::cap_of(const market::Series& series, const market::Bar& bar) const {
  constexpr double most = 9e10;  // that a Quantity holds
  if (profile_.volume_share.is_zero() || !series.has_volume || bar.volume >= most) {
    return Quantity::max();
  }
  const int128 share = static_cast<int128>(Quantity::from_double(bar.volume).raw()) *
                       profile_.volume_share.raw() / Rate::one;
  return Quantity::from_raw(static_cast<std::int64_t>(share)).truncate_to(walk_.terms->lot);
}

void BarVenue::begin(Book& book, const market::Series& series, const market::Bar& bar) {
  CHECK(walk_.stage == Stage::Idle);
  const market::Session* session = book.sessions.session_for(bar.start());
  walk_.terms = &book.sessions.terms_for(bar.start());
  const bool in_session =
      session != nullptr && (session->open < bar.available_time || session->open <= bar.start());
  const bool has_volume = bar.volume > 0 || !series.has_volume;
  book.bar = bar;
  book.has_bar = true;
  book.can_fill = in_session && has_volume;
  book.cap = cap_of(series, bar);
  if (book.orders.empty()) return;
  walk_.book = &book;
  walk_.in_session = in_session;
  walk_.path = path_of(bar, profile_.path);
  walk_.at = {0, bar.open};
  walk_.stage = Stage::ExpireEarly;
  counts_.off_session += in_session ? 0 : 1;
  counts_.without_volume += in_session && !has_volume ? 1 : 0;
  for (Resting& resting : book.orders) {
    resting.joined = walk_.at;
    resting.triggered_now = false;
    if (profile_.market_at_close && fills_at_close_of(book, resting)) {
      closing_.push_back({&book, resting.order.id});
    }
  }
}

std::optional<Evidence> BarVenue::next() {
  if (told_next_ < told_.size()) {
    const Evidence told = told_[told_next_++];
    if (told_next_ == told_.size()) {
      told_.clear();
      told_next_ = 0;
    }
    return told;
  }
  if (walk_.stage != Stage::Idle) {
    if (std::optional<Evidence> evidence = step()) return evidence;
  }
  if (!closing_.empty()) return fill_at_close();
  return std::nullopt;
}

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

Evidence BarVenue::remove(Book& book, std::size_t index, EvidenceKind kind, Timestamp time) {
  const OrderId order = book.orders[index].order.id;
  erase(book, index);
  return evidence_of(kind, order, time);
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
