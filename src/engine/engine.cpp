// The engine put together, and what it lends a strategy: the loop is in engine_loop.cpp.
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
      products_(tables.instruments.size(), settings.product),
      matching_(tables.instruments.size()),
      work_(tables.series.size()),
      wants_slices_{(callbacks & sdk::OnSlice) != 0},
      ends_plainly_{!wants_slices_ && !gate_.wants_equity()},
      hash_moment_{settings.hash_until.value_or(Timestamp::max())},
      marker_{settings.marker != nullptr ? settings.marker : &own_marker_} {
  for (const market::Series& series : tables.series) {
    CHECK(series.kind == market::RecordKind::Bar && "the engine replays bars only");
    if (series.is_matching) matching_[series.instrument.index()] = series.id;
  }
  state_.portfolio.instrument_count = tables.instruments.size();
  state_.portfolio.positions = portfolio_.positions().data();
  state_.portfolio.instruments = tables.instruments.data();
  state_.portfolio.terms = terms_.data();
  state_.portfolio.cash = &portfolio_.cash();
  state_.portfolio.market_value = &portfolio_.market_value();
  state_.tables = &tables;
  state_.matching = matching_.data();
  state_.host = this;
  desk_.set_observer(&log_);
  desk_.keep_events((callbacks & sdk::OnOrder) != 0);
  refresh_terms(now());
}

Engine::~Engine() = default;

void Engine::start() {
  CHECK(phase_ == Phase::Made);
  phase_ = Phase::Starting;
  call(CallbackKind::OnStart, CallbackMarker::no_instrument, [&] { strategy_.on_start(context_); });
  find_work(0);
}

std::size_t Engine::warm_up_bars(SeriesId series) const {
  const std::size_t parts = composed_ != nullptr ? composed_->warm_up_bars() : 0;
  return std::max(histories_.warm_up_bars(series), parts);
}

RunResult Engine::take_result() {
  CHECK(phase_ == Phase::Done);
  RunResult result;
  result.counts = counts_;
  log_.move_to(result);
  result.counts.callbacks = marker_->count();
  result.counts.fills_below_zero = static_cast<std::uint64_t>(portfolio_.fills_below_zero());
  result.round_trips = portfolio_.take_round_trips();
  result.hash_until = std::move(hash_until_);
  result.drawn = histories_.take_drawn();
  if (composed_ != nullptr) composed_->add_drawn(result.drawn);
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
                        std::string{"a call of "} + what, now()};
  }
}

void Engine::may_prepare(const char* what) const {
  if (phase_ != Phase::Starting) {
    throw StrategyError{std::string{"strategy stopped: "} + what + " after on_start",
                        "indicators, histories and timers in on_start, before the first bar",
                        std::string{"a call of "} + what, now()};
  }
}

void Engine::may_be_of_a_day(const char* what, Duration value) const {
  if (value < Duration{} || value >= Duration::days(1)) {
    const std::int64_t minutes = value.ns() / Duration::minutes(1).ns();
    throw StrategyError{std::string{"strategy stopped: "} + what + " outside a day",
                        "0 to 23 hours 59 minutes", std::to_string(minutes) + " minutes", now()};
  }
}

OrderId Engine::submit(const trading::OrderRequest& request) {
  may_write("submit");
  commands_.add(now());
  if (request.instrument.index() >= tables_.instruments.size()) {
    throw StrategyError{"strategy stopped: an order for an instrument that the run does not have",
                        std::to_string(tables_.instruments.size()) + " instruments, from 0 on",
                        "instrument number " + std::to_string(request.instrument.value()), now()};
  }
  return desk_.submit(request, now());
}

void Engine::change(OrderId order, const trading::OrderChange& change) {
  may_write("change");
  commands_.add(now());
  if (is_matching_) {
    deferred_.push_back({order, change});
  } else {
    desk_.change(order, change, now());
  }
}

void Engine::cancel(OrderId order) {
  may_write("cancel");
  commands_.add(now());
  if (is_matching_) {
    deferred_.push_back({order, std::nullopt});
  } else {
    desk_.cancel(order, now());
  }
}

const trading::Order* Engine::find(OrderId order) const {
  return desk_.find(order);
}

std::span<const trading::Order* const> Engine::live_orders(InstrumentId instrument) {
  return desk_.live_orders(instrument);
}

sdk::TimerId Engine::at_time_of_day(Duration since_midnight) {
  may_prepare("at_time_of_day");
  may_be_of_a_day("at_time_of_day", since_midnight);
  return timers_.at_time_of_day(since_midnight);
}

sdk::TimerId Engine::before_close(Duration before) {
  may_prepare("before_close");
  may_be_of_a_day("before_close", before);
  return timers_.before_close(before);
}

void Engine::keep_history(SeriesId series, std::size_t bars) {
  may_prepare("keep_history");
  histories_.keep(series, bars);
}

void Engine::add(SeriesId series, std::unique_ptr<sdk::RegisteredIndicator> indicator) {
  may_prepare("add");
  histories_.add(series, std::move(indicator));
}

sdk::History Engine::history(SeriesId series) const {
  if (phase_ != Phase::Starting && !histories_.keeps(series)) {
    throw StrategyError{"strategy stopped: history of a series that is not kept",
                        "context.keep_history(series, bars) in on_start", "a call of history",
                        now()};
  }
  return histories_.of(series);
}

}  // namespace muhurat::engine
