// The loop itself: what happens at one record, at the end of one moment and between two.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/check.hpp"
#include "engine/engine.hpp"

namespace muhurat::engine {
namespace {

constexpr std::size_t records_per_block = 256;  // 16 kB
// How far ahead records are fetched: the machine's own fetching ahead stops where a page ends,
// which is at every 64th record.
constexpr std::size_t records_ahead = 32;

// An address and no pointer, for it may lie behind the end of its block.
[[gnu::always_inline]] inline void fetch_ahead_of(const market::Record& record) {
  const auto address = reinterpret_cast<std::uintptr_t>(&record);
  __builtin_prefetch(reinterpret_cast<const void*>(address + records_ahead * sizeof record));
}

bool has_lines(const trading::Charges& charges) {
  bool has = false;
  charges.for_each([&](trading::ChargeKind, Money) { has = true; });
  return has;
}

}  // namespace

void Engine::run(sdk::DataFeed& feed) {
  CHECK(phase_ == Phase::Starting);
  phase_ = Phase::WarmUp;
  state_.portfolio.now = Timestamp::min();
  std::vector<market::Record> buffer(records_per_block);
  for (;;) {
    const std::span<const market::Record> records = feed.next_block(buffer);
    if (records.empty()) break;
    for (const market::Record& record : records) {
      fetch_ahead_of(record);
      const Timestamp time = record.bar.available_time;
      if (time > now()) {
        end_moment();
        begin_moment(time, static_cast<std::size_t>(&record - records.data()));
      } else {
        CHECK(time == now());  // a feed gives records in order
      }
      step(record);
    }
    counts_.records += records.size();
    marker_->records.store(counts_.records, std::memory_order_relaxed);
  }
  end_moment();
  finish();
}

// The three below run once a record, and lie in the loop whole: what is seldom is called from them.
[[gnu::always_inline]] inline void Engine::begin_moment(Timestamp time, std::size_t in_block) {
  before_ = now();
  if (time > next_event_) arrive(time, in_block);
  state_.portfolio.now = time;
  marker_->time_ns.store(time.ns(), std::memory_order_relaxed);
}

[[gnu::always_inline]] inline void Engine::end_moment() {
  if (now() >= next_departure_) return depart();
  if (!equity_moves_) return;
  equity_moves_ = portfolio_.is_invested();
  curve_.add(before_, now(), portfolio_.equity());
}

[[gnu::always_inline]] inline void Engine::step(const market::Record& record) {
  const SeriesWork& work = work_[record.bar.series.index()];
  if (work.is_matching) {
    if (venue_.wants_records()) match(record);
    portfolio_.mark(work.instrument, record.bar.close);
  }
  if (work.is_kept) keep(record);
  if (!work.is_told) return;
  if (call(CallbackKind::OnBar, work.instrument.value(),
           [&] { strategy_.on_bar(context_, record.bar); })) {
    settle();
  }
}

// For those who look at past bars, and for the slice.
void Engine::keep(const market::Record& record) {
  if (histories_.is_watched(record.bar.series)) histories_.update(record.bar);
  if (wants_slices_) slice_.push_back(record);
}

// What the records of each series are for, with these callbacks to be called.
void Engine::find_work(unsigned callbacks) {
  for (const market::Series& series : tables_.series) {
    work_[series.id.index()] = {.instrument = series.instrument,
                                .is_matching = series.is_matching,
                                .is_kept = wants_slices_ || histories_.is_watched(series.id),
                                .is_told = (callbacks & sdk::OnBar) != 0};
  }
}

void Engine::arrive(Timestamp time, std::size_t in_block) {
  if (time > hash_moment_) keep_hash();
  if (phase_ == Phase::WarmUp && time > settings_.from) {
    begin_live(time, counts_.records + in_block);
  }
  if (phase_ == Phase::Live && time > next_event_) pass_time(time);
}

void Engine::begin_live(Timestamp first, std::uint64_t records_before) {
  phase_ = Phase::Live;
  first_ = first;
  find_work(callbacks_);
  counts_.warm_up_records = records_before;
  if (composed_ != nullptr) composed_->end_warm_up();
  const auto is_over = [&](const SessionClose& close) { return close.time < first; };
  next_close_ = static_cast<std::size_t>(
      std::find_if_not(session_closes_.begin(), session_closes_.end(), is_over) -
      session_closes_.begin());
  timers_.start_after(settings_.from == Timestamp::min() ? first - Duration::nanoseconds(1)
                                                         : settings_.from);
  find_next_event();
  refresh_terms(first);
}

void Engine::find_next_event() {
  next_event_ = timers_.next_time();
  if (next_close_ < session_closes_.size()) {
    next_event_ = std::min(next_event_, session_closes_[next_close_].time);
  }
  next_event_ = std::min(next_event_, hash_moment_);
  if (ends_plainly_) next_departure_ = next_event_;
}

void Engine::keep_hash() {
  hash_moment_ = Timestamp::max();
  hash_until_ = log_.hash();
  if (phase_ == Phase::Live) find_next_event();
}

// What lies between two moments with records: timers, and sessions that close. At one time timers
// come first.
void Engine::pass_time(Timestamp until) {
  while (next_event_ < until) {
    if (timers_.next_time() == next_event_) {
      fire_timer();
    } else {
      close_session(session_closes_[next_close_++]);
    }
    find_next_event();
  }
}

void Engine::fire_timer() {
  const Timers::Fired fired = timers_.take();
  state_.portfolio.now = fired.time;
  if ((callbacks_ & sdk::OnTimer) == 0) return;
  call(CallbackKind::OnTimer, CallbackMarker::no_instrument,
       [&] { strategy_.on_timer(context_, fired.timer); });
  settle();
}

void Engine::close_session(const SessionClose& close) {
  if (close.ends_date) end_date(close.date);
  if (close.is_sampled) sample(close.time, close.date);
  refresh_terms(close.time);
  curve_.cut(before_);
  equity_moves_ = true;
}

void Engine::end_date(Date date) {
  trading::Charges charges;
  fees_.on_day_end(date, charges);
  if (has_lines(charges)) {
    portfolio_.book(charges);
    day_charges_.push_back({date, charges});
  }
  if (composed_ != nullptr) composed_->on_date_end();
}

void Engine::sample(Timestamp time, Date date) {
  closes_.push_back(
      {time, date, portfolio_.equity(), portfolio_.cash(), portfolio_.gross_exposure()});
}

void Engine::refresh_terms(Timestamp time) {
  for (const market::Instrument& instrument : tables_.instruments) {
    terms_[instrument.id.index()] = &gate_.terms(instrument.id, time);
  }
}

// Step (1): the venue sees the record, and all that it causes is told. What the strategy asks of
// live orders meanwhile reaches the venue after the record.
[[gnu::noinline]] void Engine::match(const market::Record& record) {
  if (phase_ != Phase::Live) return;
  venue_.on_record(record);
  is_matching_ = true;
  drain();
  is_matching_ = false;
  if (deferred_.empty()) return;
  const std::vector<Deferred> deferred = std::exchange(deferred_, {});
  for (const Deferred& each : deferred) {
    if (each.change) {
      desk_.change(each.order, *each.change, now());
    } else {
      desk_.cancel(each.order, now());
    }
  }
  settle();
}

void Engine::drain() {
  while (const trading::Evidence* evidence = venue_.next()) {
    if (const trading::Fill* fill = desk_.apply(*evidence, now())) book(*fill);
    tell_strategy();
  }
}

void Engine::book(const trading::Fill& fill) {
  portfolio_.apply(fill, log_.charges_of_last_fill());
  products_[fill.instrument.index()] = fill.product;
  equity_moves_ = true;
}

// After a callback that wrote orders: refusals first, then what the venue says.
void Engine::settle() {
  tell_strategy();
  drain();
}

void Engine::tell_strategy() {
  if ((callbacks_ & sdk::OnOrder) == 0) return;
  while (desk_.next_event(event_)) {
    call(CallbackKind::OnOrder, event_.order.instrument.value(),
         [&] { strategy_.on_order(context_, event_); });
  }
}

// The end of a moment that ends a session or fires timers, or when more is wanted of each.
void Engine::depart() {
  if (now() == Timestamp::min()) return;
  if (wants_slices_) {
    const sdk::Slice slice{now(), slice_, tables_.series};
    if (phase_ == Phase::Live) {
      counts_.slices += 1;
      if (call(CallbackKind::OnSlice, CallbackMarker::no_instrument,
               [&] { strategy_.on_slice(context_, slice); })) {
        settle();
      }
    } else if (composed_ != nullptr) {
      composed_->warm_up(slice);
    }
    slice_.clear();
  }
  if (phase_ != Phase::Live) return;
  if (timers_.next_time() == now()) {
    while (timers_.next_time() == now()) fire_timer();
    find_next_event();
  }
  equity_moves_ = portfolio_.is_invested();
  curve_.add(before_, now(), portfolio_.equity());
  if (gate_.wants_equity()) {
    gate_.observe(gate_.date_of(InstrumentId{0}, now()), portfolio_.equity());
  }
}

void Engine::finish() {
  if (hash_moment_ != Timestamp::max()) keep_hash();
  const bool was_live = phase_ == Phase::Live;
  if (!was_live) counts_.warm_up_records = counts_.records;
  counts_.records -= counts_.warm_up_records;
  last_ = now();
  phase_ = Phase::Stopping;
  call(CallbackKind::OnStop, CallbackMarker::no_instrument, [&] { strategy_.on_stop(context_); });
  settle();
  if (was_live) {
    if (settings_.end == EndMode::Close) close_positions();
    close_last_session();
  }
  log_.finish(desk_, portfolio_);
  phase_ = Phase::Done;
}

// The session that the last record lies in is over, as far as this run goes; the last sample and
// the last point of the curve carry the final state.
void Engine::close_last_session() {
  const Timestamp end = now(), before = std::exchange(before_, now());
  while (next_close_ < session_closes_.size() && session_closes_[next_close_].open < end) {
    close_session(session_closes_[next_close_++]);
  }
  if (next_close_ > 0 && !session_closes_[next_close_ - 1].ends_date) {
    end_date(
        session_closes_[next_close_ - 1].date);  // elsewhere it goes on, for this run it is over
  }
  if (!closes_.empty()) {
    const CloseRow last = closes_.back();
    closes_.pop_back();
    sample(last.time, last.date);
  }
  curve_.finish(before, end, portfolio_.equity());
}

// Live orders are cancelled, then each position is closed by a market order. What the venue does
// not fill at once the engine fills at the last mark, as the venue would: no bar is left for it.
void Engine::close_positions() {
  for (const market::Instrument& instrument : tables_.instruments) {
    std::vector<OrderId> live;
    for (const trading::Order* order : desk_.live_orders(instrument.id)) live.push_back(order->id);
    for (const OrderId order : live) {
      if (desk_.find(order) != nullptr) desk_.cancel(order, now());
    }
  }
  settle();
  for (const market::Instrument& instrument : tables_.instruments) {
    const trading::Position position = portfolio_.position(instrument.id);
    if (position.is_flat()) continue;
    trading::OrderRequest request;
    request.instrument = instrument.id;
    request.side = position.quantity.is_positive() ? trading::Side::Sell : trading::Side::Buy;
    request.quantity = abs(position.quantity);
    request.product = products_[instrument.id.index()];
    request.reason.text = "end of the run";
    const OrderId order = desk_.submit(request, now());
    settle();
    if (const trading::Order* left = desk_.find(order)) {
      fill_at_mark(*left, position.mark);
    }
    if (!portfolio_.position(instrument.id).is_flat()) counts_.not_closed += 1;
  }
}

void Engine::fill_at_mark(const trading::Order& order, Price mark) {
  trading::Evidence evidence;
  evidence.kind = trading::EvidenceKind::Filled;
  evidence.rule = trading::FillRule::Close;
  evidence.order = order.id;
  evidence.time = now();
  evidence.quantity = order.rest();
  evidence.filled_total = order.quantity;
  evidence.price = evidence.unslipped = mark;
  if (const trading::Fill* fill = desk_.apply(evidence, now())) book(*fill);
  settle();
}

}  // namespace muhurat::engine
