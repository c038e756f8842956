// The loop itself: what happens at one record, at the end of one moment and between two.
#include <algorithm>
#include <utility>

#include "core/check.hpp"
#include "engine/engine.hpp"

namespace muhurat::engine {
namespace {

constexpr std::size_t records_per_block = 256;  // 16 kB

bool has_lines(const trading::Charges& charges) {
  bool has = false;
  charges.for_each([&](trading::ChargeKind, Money) { has = true; });
  return has;
}

}  // namespace

void Engine::run(sdk::DataFeed& feed) {
  CHECK(phase_ == Phase::Starting);
  phase_ = Phase::WarmUp;
  now_ = Timestamp::min();
  std::vector<market::Record> buffer(records_per_block);
  for (;;) {
    const std::span<const market::Record> records = feed.next_block(buffer);
    if (records.empty()) break;
    for (const market::Record& record : records) {
      const Timestamp time = record.bar.available_time;
      if (time != now_) {
        end_moment();
        begin_moment(time);
      }
      step(record);
    }
  }
  end_moment();
  finish();
}

// The three below run once a record, and lie in the loop whole: what is seldom is called from them.
[[gnu::always_inline]] inline void Engine::begin_moment(Timestamp time) {
  CHECK(time > now_);  // a feed gives records in order
  if (time > next_event_) arrive(time);
  now_ = time;
  state_.portfolio.now = time;
  marker_->time_ns.store(time.ns(), std::memory_order_relaxed);
  commands_.begin_moment();
}

[[gnu::always_inline]] inline void Engine::end_moment() {
  if (!ends_plainly_ || now_ >= next_event_) return depart();
  curve_.add(now_, state_.portfolio.equity);
  marker_->records.store(counts_.records, std::memory_order_relaxed);
}

[[gnu::always_inline]] inline void Engine::step(const market::Record& record) {
  const market::Series& series = tables_.series[record.bar.series.index()];
  counts_.records += 1;
  if (series.kind != market::RecordKind::Bar) return step_tick(record, series);
  if (series.is_matching) {
    if (venue_.wants_records()) match(record);
    if (portfolio_.mark(series.instrument, record.bar.close)) {
      state_.portfolio.equity = portfolio_.equity();
    }
  }
  histories_.update(record.bar);
  if (wants_slices_) slice_.push_back(record);
  if ((told_ & sdk::OnBar) == 0) return;
  call(CallbackKind::OnBar, series.instrument.value(),
       [&] { strategy_.on_bar(context_, record.bar); });
  if (commands_.any_in_callback()) settle();
}

void Engine::arrive(Timestamp time) {
  if (phase_ == Phase::WarmUp && time > settings_.from) begin_live(time);
  if (phase_ == Phase::Live && time > next_event_) pass_time(time);
}

void Engine::begin_live(Timestamp first) {
  phase_ = Phase::Live;
  first_ = first;
  told_ = callbacks_;
  counts_.warm_up_records = std::exchange(counts_.records, 0);
  if (composed_ != nullptr) composed_->end_warm_up();
  const auto is_over = [&](const SessionClose& close) { return close.time < first; };
  next_close_ = static_cast<std::size_t>(
      std::find_if_not(session_closes_.begin(), session_closes_.end(), is_over) -
      session_closes_.begin());
  timers_.start_after(settings_.from == Timestamp::min() ? first - Duration::nanoseconds(1)
                                                         : settings_.from);
  find_next_event();
  state_.portfolio.now = first;
  refresh_terms();
}

void Engine::find_next_event() {
  next_event_ = timers_.next_time();
  if (next_close_ < session_closes_.size()) {
    next_event_ = std::min(next_event_, session_closes_[next_close_].time);
  }
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
  now_ = fired.time;
  state_.portfolio.now = now_;
  if ((callbacks_ & sdk::OnTimer) == 0) return;
  call(CallbackKind::OnTimer, CallbackMarker::no_instrument,
       [&] { strategy_.on_timer(context_, fired.timer); });
  settle();
}

void Engine::close_session(const SessionClose& close) {
  if (close.ends_date) {
    trading::Charges charges;
    fees_.on_day_end(close.date, charges);
    if (has_lines(charges)) {
      portfolio_.book(charges);
      day_charges_.push_back({close.date, charges});
    }
    if (composed_ != nullptr) composed_->on_date_end();
  }
  sample(close.time, close.date);
  state_.portfolio.now = close.time;
  refresh_terms();
  refresh_money();
  curve_.cut();
}

void Engine::sample(Timestamp time, Date date) {
  closes_.push_back(
      {time, date, portfolio_.equity(), portfolio_.cash(), portfolio_.gross_exposure()});
}

void Engine::refresh_terms() {
  for (const market::Instrument& instrument : tables_.instruments) {
    terms_[instrument.id.index()] = &gate_.terms(instrument.id, state_.portfolio.now);
  }
}

// What strategies read of it; the marks of bars bring equity up to date by themselves.
void Engine::refresh_money() {
  state_.portfolio.cash = portfolio_.cash();
  state_.portfolio.equity = portfolio_.equity();
}

void Engine::step_tick(const market::Record& record, const market::Series& series) {
  const bool is_quote = series.kind == market::RecordKind::Quote;
  if (series.is_matching && venue_.wants_records()) match(record);
  if (wants_slices_) slice_.push_back(record);
  if ((told_ & (is_quote ? sdk::OnQuote : sdk::OnTrade)) == 0) return;
  if (is_quote) {
    call(CallbackKind::OnQuote, series.instrument.value(),
         [&] { strategy_.on_quote(context_, record.quote); });
  } else {
    call(CallbackKind::OnTrade, series.instrument.value(),
         [&] { strategy_.on_trade(context_, record.trade); });
  }
  if (commands_.any_in_callback()) settle();
}

// Step (1): the venue sees the record, and all that it causes is told. What the strategy asks of
// live orders meanwhile reaches the venue after the record.
void Engine::match(const market::Record& record) {
  if (phase_ != Phase::Live) return;
  venue_.on_record(record);
  is_matching_ = true;
  drain();
  is_matching_ = false;
  if (deferred_.empty()) return;
  const std::vector<Deferred> deferred = std::exchange(deferred_, {});
  for (const Deferred& each : deferred) {
    if (each.change) {
      desk_.change(each.order, *each.change, now_);
    } else {
      desk_.cancel(each.order, now_);
    }
  }
  settle();
}

void Engine::drain() {
  while (const std::optional<trading::Evidence> evidence = venue_.next()) {
    if (const std::optional<trading::Fill> fill = desk_.apply(*evidence, now_)) book(*fill);
    tell_strategy();
  }
}

void Engine::book(const trading::Fill& fill) {
  portfolio_.apply(fill, log_.charges_of_last_fill());
  refresh_money();
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
  if (now_ == Timestamp::min()) return;
  if (wants_slices_) {
    const sdk::Slice slice{now_, slice_, tables_.series};
    if (phase_ == Phase::Live) {
      counts_.slices += 1;
      call(CallbackKind::OnSlice, CallbackMarker::no_instrument,
           [&] { strategy_.on_slice(context_, slice); });
      if (commands_.any_in_callback()) settle();
    } else if (composed_ != nullptr) {
      composed_->warm_up(slice);
    }
    slice_.clear();
  }
  if (phase_ != Phase::Live) return;
  if (timers_.next_time() == now_) {
    while (timers_.next_time() == now_) fire_timer();
    find_next_event();
  }
  curve_.add(now_, portfolio_.equity());
  if (gate_.wants_equity()) {
    gate_.observe(gate_.date_of(InstrumentId{0}, now_), portfolio_.equity());
  }
  marker_->records.store(counts_.records, std::memory_order_relaxed);
}

void Engine::finish() {
  const bool was_live = phase_ == Phase::Live;
  if (!was_live) counts_.warm_up_records = std::exchange(counts_.records, 0);
  last_ = now_;
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
  const Timestamp end = now_;
  while (next_close_ < session_closes_.size() && session_closes_[next_close_].open < end) {
    close_session(session_closes_[next_close_++]);
  }
  if (!closes_.empty()) {
    const CloseRow last = closes_.back();
    closes_.pop_back();
    sample(last.time, last.date);
  }
  curve_.replace_last(portfolio_.equity());
}

// Live orders are cancelled, then each position is closed by a market order at its last mark. The
// engine itself is the venue here: there is no bar left to fill it.
void Engine::close_positions() {
  for (const market::Instrument& instrument : tables_.instruments) {
    std::vector<OrderId> live;
    for (const trading::Order* order : desk_.live_orders(instrument.id)) live.push_back(order->id);
    for (const OrderId order : live) {
      if (desk_.find(order) != nullptr) desk_.cancel(order, now_);
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
    request.reason.text = "end of the run";
    const OrderId order = desk_.submit(request, now_);
    trading::Evidence evidence;
    evidence.kind = trading::EvidenceKind::Filled;
    evidence.rule = trading::FillRule::Close;
    evidence.order = order;
    evidence.time = now_;
    evidence.quantity = evidence.filled_total = request.quantity;
    evidence.price = evidence.unslipped = position.mark;
    if (desk_.find(order) == nullptr) {
      counts_.not_closed += 1;
    } else if (const std::optional<trading::Fill> fill = desk_.apply(evidence, now_)) {
      book(*fill);
    }
    settle();
  }
}

}  // namespace muhurat::engine
