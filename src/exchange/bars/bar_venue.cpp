#include "exchange/bars/bar_venue.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"

namespace muhurat::exchange {

using trading::Evidence;
using trading::EvidenceKind;
using trading::Order;
using trading::OrderType;

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
  set_may_say_more(false);
  books_.reserve(tables.instruments.size());
  for (const market::Instrument& instrument : tables.instruments) {
    books_.emplace_back(trading::SessionCursor{tables, instrument.id});
  }
}

void BarVenue::submit(trading::ApprovedOrder&& approved) {
  const Order& order = std::move(approved).spend();
  Book& book = books_[order.instrument.index()];
  Resting& resting = insert(book, order);
  resting.since = std::max(order.written, now_);
  if (order.validity == trading::Validity::Day) {
    const market::Session* session = book.sessions.session_for(resting.since);
    if (session != nullptr) resting.expires = session->close;
    next_expiry_ = std::min(next_expiry_, resting.expires);
  }
  if (profile_.market_at_close && fills_at_close_of(book, resting)) {
    closing_.push_back({&book, order.id});
  }
  answer(EvidenceKind::Accepted, order.id, resting.since);
}

void BarVenue::change(trading::ApprovedChange&& approved) {
  const Timestamp asked = approved.time();
  const Order& changed = std::move(approved).spend();
  Book* book = nullptr;
  Resting* resting = find(changed.id, &book);
  const Timestamp now = std::max(asked, now_);
  if (resting == nullptr) return answer(EvidenceKind::ChangeRejected, changed.id, now);
  Order& order = resting->order;
  if (order.pricing != changed.pricing) {
    order.pricing = changed.pricing;
    resting->since = now;
  }
  order.quantity = changed.quantity;
  answer(EvidenceKind::Changed, changed.id, now);
  if (!order.rest().is_positive()) cancel(changed.id, now);
}

void BarVenue::cancel(OrderId order, Timestamp now) {
  now = std::max(now, now_);
  Book* book = nullptr;
  const Resting* resting = find(order, &book);
  if (resting == nullptr) return answer(EvidenceKind::CancelRejected, order, now);
  erase(*book, static_cast<std::size_t>(resting - book->orders.data()));
  answer(EvidenceKind::Cancelled, order, now);
}

// By OrderId: a desk numbers upward, so the place is nearly always the end.
BarVenue::Resting& BarVenue::insert(Book& book, const Order& order) {
  std::size_t place = book.orders.size();
  while (place > 0 && book.orders[place - 1].order.id > order.id) --place;
  Resting& resting =
      place == book.orders.size()
          ? book.orders.emplace_back(order)
          : *book.orders.emplace(book.orders.begin() + static_cast<std::ptrdiff_t>(place), order);
  resting_ += 1;
  set_wants_records(true);
  return resting;
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

void BarVenue::answer(EvidenceKind kind, OrderId order, Timestamp time) {
  answers_.push_back({kind, order, time});
  set_may_say_more(true);
}

bool BarVenue::fills_at_close_of(const Book& book, const Resting& resting) const {
  return resting.order.type() == OrderType::Market && book.has_bar && book.can_fill &&
         book.bar.available_time == resting.order.written;
}

Quantity BarVenue::cap_of(const market::Series& series, const market::Bar& bar) const {
  constexpr double most = 9e10;  // that a Quantity holds
  if (profile_.volume_share.is_zero() || !series.has_volume_at(bar.available_time) ||
      bar.volume >= most) {
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
  const bool has_volume = bar.volume > 0 || !series.has_volume_at(bar.available_time);
  book.bar = bar;
  book.has_bar = true;
  book.can_fill = in_session && has_volume;
  book.cap = cap_of(series, bar);
  if (book.orders.empty()) return;
  walk_.book = &book;
  walk_.in_session = in_session;
  walk_.path = path_of(bar, profile_.path);
  const Price open = bar.open;
  walk_.at = {0, open};
  walk_.stage = Stage::ExpireEarly;
  set_may_say_more(true);
  counts_.off_session += in_session ? 0 : 1;
  counts_.without_volume += in_session && !has_volume ? 1 : 0;
  for (Resting& resting : book.orders) {
    resting.joined = {0, open};
    resting.triggered_now = false;
    if (profile_.market_at_close && fills_at_close_of(book, resting)) {
      closing_.push_back({&book, resting.order.id});
    }
  }
}

// Flattened: all that it calls lies in one piece, for calls cost stores (docs/adr/0015).
[[gnu::flatten]] const Evidence* BarVenue::say_next() {
  bool has_said = true;
  if (next_answer_ < answers_.size()) {
    const Answer& answer = answers_[next_answer_++];
    say(answer.kind, answer.order, answer.time);
    if (next_answer_ == answers_.size()) {
      answers_.clear();
      next_answer_ = 0;
    }
  } else {
    has_said = (has_ended_sessions_ && expire_elsewhere()) ||
               (walk_.stage != Stage::Idle && step()) || (!closing_.empty() && fill_at_close());
  }
  // What is written from here on works after this bar only.
  if (walk_.stage != Stage::Idle && walk_.book->orders.empty()) walk_.stage = Stage::Idle;
  set_may_say_more(has_ended_sessions_ || walk_.stage != Stage::Idle || !answers_.empty() ||
                   !closing_.empty());
  return has_said ? &said_ : nullptr;
}

// What is no fill.
void BarVenue::say(EvidenceKind kind, OrderId order, Timestamp time) {
  said_.kind = kind;
  said_.rule = trading::FillRule::None;
  said_.order = order;
  said_.time = time;
  said_.execution = 0;
  said_.quantity = said_.filled_total = Quantity{};
  said_.price = said_.unslipped = Price{};
}

void BarVenue::remove(Book& book, std::size_t index, EvidenceKind kind, Timestamp time) {
  const OrderId order = book.orders[index].order.id;
  erase(book, index);
  say(kind, order, time);
}

}  // namespace muhurat::exchange
