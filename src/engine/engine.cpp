#include "engine/engine.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"
#include "engine/strategy_error.hpp"

namespace muhurat::engine {

// The gate asks what an order's fill would cost; the fee model knows.
class Engine::Charger final : public trading::ChargeEstimator {
 public:
  explicit Charger(const sdk::FeeModel& fees) : fees_{fees} {}
  Money estimate(const trading::Fill& fill) const override { return fees_.estimate(fill); }

 private:
  const sdk::FeeModel& fees_;
};

namespace {

constexpr std::size_t records_per_block = 256;  // 16 kB

bool has_lines(const trading::Charges& charges) {
  for (std::size_t i = 0; i < trading::charge_kind_count; ++i) {
    if (!charges.line(static_cast<trading::ChargeKind>(i)).is_zero()) return true;
  }
  return false;
}

}  // namespace

Engine::Engine(const market::RunTables& tables, trading::Venue& venue, sdk::FeeModel& fees,
               sdk::Strategy& strategy, unsigned callbacks, const RunSettings& settings)
    : Engine{tables, venue, fees, &strategy, callbacks, nullptr, settings} {}

Engine::Engine(const market::RunTables& tables, trading::Venue& venue, sdk::FeeModel& fees,
               const ComposedParts& parts, const RunSettings& settings)
    : Engine{tables, venue, fees, nullptr, ComposedStrategy::callbacks, &parts, settings} {}

Engine::Engine(const market::RunTables& tables, trading::Venue& venue, sdk::FeeModel& fees,
               sdk::Strategy* strategy, unsigned callbacks, const ComposedParts* parts,
               const RunSettings& settings)
    : tables_{tables},
      venue_{venue},
      fees_{fees},
      settings_{settings},
      charger_{std::make_unique<Charger>(fees)},
      portfolio_{tables, settings.capital},
      gate_{tables, settings.limits, portfolio_, *charger_},
      desk_{tables, gate_, venue, settings.product},
      log_{tables, fees},
      session_closes_{session_closes_of(tables)},
      curve_{times_of(session_closes_)},
      timers_{session_closes_, tables.zone},
      histories_{tables.series.size()},
      composed_{parts == nullptr ? nullptr
                                 : std::make_unique<ComposedStrategy>(
                                       tables, *parts,
                                       ComposedStrategy::Surroundings{desk_, log_, state_.portfolio,
                                                                      commands_})},
      strategy_{parts == nullptr ? *strategy : *composed_},
      callbacks_{callbacks},
      terms_(tables.instruments.size()),
      matching_(tables.instruments.size()),
      wants_slices_{(callbacks & sdk::OnSlice) != 0},
      marker_{settings.marker != nullptr ? settings.marker : &own_marker_} {
  for (const market::Series& series : tables.series) {
    if (series.is_matching) matching_[series.instrument.index()] = series.id;
  }
  state_.portfolio.instrument_count = tables.instruments.size();
  state_.portfolio.positions = portfolio_.positions().data();
  state_.portfolio.instruments = tables.instruments.data();
  state_.portfolio.terms = terms_.data();
  state_.portfolio.cash = state_.portfolio.equity = settings.capital;
  state_.tables = &tables;
  state_.matching = matching_.data();
  state_.host = this;
  desk_.set_observer(&log_);
  desk_.keep_events((callbacks & sdk::OnOrder) != 0);
  refresh_terms();
}

Engine::~Engine() = default;

template <class Call>
void Engine::call(CallbackKind kind, std::uint32_t instrument, Call&& callback) {
  state_.portfolio.cash = portfolio_.cash();
  state_.portfolio.equity = portfolio_.equity();
  commands_.begin_callback();
  marker_->begin(kind, instrument);
  callback();
  marker_->end();
}

void Engine::start() {
  CHECK(phase_ == Phase::Made);
  phase_ = Phase::Starting;
  call(CallbackKind::OnStart, CallbackMarker::no_instrument, [&] { strategy_.on_start(context_); });
}

std::size_t Engine::warm_up_bars(SeriesId series) const {
  const std::size_t parts = composed_ != nullptr ? composed_->warm_up_bars() : 0;
  return std::max(histories_.warm_up_bars(series), parts);
}

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

void Engine::begin_moment(Timestamp time) {
  CHECK(time > now_);  // a feed gives records in order
  if (phase_ == Phase::WarmUp && time > settings_.from) begin_live(time);
  if (phase_ == Phase::Live && time > next_event_) pass_time(time);
  now_ = time;
  state_.portfolio.now = time;
  marker_->time_ns.store(time.ns(), std::memory_order_relaxed);
  commands_.begin_moment();
}

void Engine::begin_live(Timestamp first) {
  phase_ = Phase::Live;
  first_ = first;
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

void Engine::step(const market::Record& record) {
  const market::Series& series = tables_.series[record.bar.series.index()];
  const bool is_live = phase_ == Phase::Live;
  if (series.is_matching) {
    if (is_live && venue_.wants_records()) match(record);
    portfolio_.mark(series.instrument, record.bar.close);
  }
  if (series.kind == market::RecordKind::Bar) histories_.update(record.bar);
  if (wants_slices_) slice_.push_back(record);
  if (!is_live) {
    counts_.warm_up_records += 1;
    return;
  }
  counts_.records += 1;
  if ((callbacks_ & sdk::OnBar) != 0 && series.kind == market::RecordKind::Bar) {
    call(CallbackKind::OnBar, series.instrument.value(),
         [&] { strategy_.on_bar(context_, record.bar); });
    if (commands_.any_in_callback()) settle();
  }
}

// Step (1): the venue sees the record, and all that it causes is told. What the strategy asks of
// live orders meanwhile reaches the venue after the record.
void Engine::match(const market::Record& record) {
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

void Engine::end_moment() {
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

RunResult Engine::take_result() {
  CHECK(phase_ == Phase::Done);
  RunResult result;
  result.counts = counts_;
  log_.move_to(result);
  result.counts.callbacks = marker_->count.load();
  result.counts.fills_below_zero = static_cast<std::uint64_t>(portfolio_.fills_below_zero());
  result.round_trips = portfolio_.round_trips().to_vector();
  result.positions.assign(portfolio_.positions().begin(), portfolio_.positions().end());
  result.curve = std::move(curve_);
  result.closes = std::move(closes_);
  result.day_charges = std::move(day_charges_);
  result.charges = portfolio_.charges();
  result.capital = portfolio_.capital();
  result.cash = portfolio_.cash();
  result.equity = portfolio_.equity();
  result.lowest_cash = portfolio_.lowest_cash();
  result.first = first_;
  result.last = last_;
  return result;
}

void Engine::may_write(const char* what) const {
  if (phase_ == Phase::Starting) {
    throw StrategyError{std::string{"strategy stopped: "} + what + " in on_start",
                        "indicators, histories and timers; orders from the first bar on",
                        std::string{"a call of "} + what, now_};
  }
}

OrderId Engine::submit(const trading::OrderRequest& request) {
  may_write("submit");
  commands_.add(now_);
  if (request.instrument.index() >= tables_.instruments.size()) {
    throw StrategyError{"strategy stopped: an order for an instrument that the run does not have",
                        std::to_string(tables_.instruments.size()) + " instruments, from 0 on",
                        "instrument number " + std::to_string(request.instrument.value()), now_};
  }
  return desk_.submit(request, now_);
}

void Engine::change(OrderId order, const trading::OrderChange& change) {
  may_write("change");
  commands_.add(now_);
  if (is_matching_) {
    deferred_.push_back({order, change});
  } else {
    desk_.change(order, change, now_);
  }
}

void Engine::cancel(OrderId order) {
  may_write("cancel");
  commands_.add(now_);
  if (is_matching_) {
    deferred_.push_back({order, std::nullopt});
  } else {
    desk_.cancel(order, now_);
  }
}

const trading::Order* Engine::find(OrderId order) const {
  return desk_.find(order);
}

std::span<const trading::Order* const> Engine::live_orders(InstrumentId instrument) {
  return desk_.live_orders(instrument);
}

sdk::TimerId Engine::at_time_of_day(Duration since_midnight) {
  return timers_.at_time_of_day(since_midnight);
}

sdk::TimerId Engine::before_close(Duration before) {
  return timers_.before_close(before);
}

void Engine::keep_history(SeriesId series, std::size_t bars) {
  histories_.keep(series, bars);
}

void Engine::add(SeriesId series, std::unique_ptr<sdk::RegisteredIndicator> indicator) {
  histories_.add(series, std::move(indicator));
}

sdk::History Engine::history(SeriesId series) const {
  return histories_.of(series);
}

}  // namespace muhurat::engine
