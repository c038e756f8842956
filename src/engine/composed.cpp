#include "engine/composed.hpp"

#include <algorithm>
#include <utility>

namespace muhurat::engine {

ComposedStrategy::ComposedStrategy(const market::RunTables& tables, const ComposedParts& parts,
                                   const Surroundings& surroundings)
    : tables_{&tables},
      parts_{parts},
      around_{surroundings},
      forecasts_{tables.instruments.size()},
      targets_{tables.instruments.size()},
      states_(tables.instruments.size()) {}

void ComposedStrategy::on_start(sdk::Context&) {
  parts_.signal.on_start(*tables_);
  parts_.sizer.on_start(*tables_);
  parts_.execution.on_start(*tables_);
  sizer_observes_ = parts_.sizer.observes();
  execution_observes_ = parts_.execution.observes();
}

std::size_t ComposedStrategy::warm_up_bars() const {
  return std::max({parts_.signal.warm_up(), parts_.sizer.warm_up(), parts_.execution.warm_up()});
}

// What the parts see of every slice, warm-up included.
void ComposedStrategy::look(const sdk::Slice& slice) {
  if (sizer_observes_) parts_.sizer.observe(slice);
  if (execution_observes_) parts_.execution.observe(slice);
  forecasts_.begin_slice();
  parts_.signal.on_slice(slice, forecasts_);
}

void ComposedStrategy::warm_up(const sdk::Slice& slice) {
  look(slice);
}

void ComposedStrategy::on_slice(sdk::Context&, const sdk::Slice& slice) {
  look(slice);
  size();
  gaps_.clear();
  for (const market::Instrument& instrument : tables_->instruments) collect_gap(instrument.id);
  work();
}

void ComposedStrategy::size() {
  end_overrides();
  const std::size_t sessions = parts_.sizer.rebalance_sessions();
  if (sessions > 0 && sessions_since_rebalance_ >= sessions) {
    sessions_since_rebalance_ = 0;
    forecasts_.mark_all_changed();
  }
  if (!forecasts_.any_changed() && !fill_came_) return;
  fill_came_ = false;
  parts_.sizer.size(forecasts_, sdk::PortfolioView{around_.portfolio}, targets_);
  for (const market::Instrument& instrument : tables_->instruments) {
    take_target(instrument.id);
  }
  forecasts_.clear_changes();
}

void ComposedStrategy::add_drawn(std::vector<sdk::DrawnIndicator>& drawn) const {
  for (const market::Series& series : tables_->series) {
    if (!series.is_matching) continue;
    for (auto& each : parts_.signal.drawn()) drawn.push_back({series.id, std::move(each)});
  }
}

// What a protective child left is the target until the view itself changes; the rebalance timer is
// no change of view.
void ComposedStrategy::end_overrides() {
  if (!forecasts_.any_changed()) return;
  for (const market::Instrument& instrument : tables_->instruments) {
    State& state = states_[instrument.id.index()];
    if (!state.is_overridden || !forecasts_[instrument.id].has_changed) continue;
    state.is_overridden = false;
    state.is_released = true;
  }
}

void ComposedStrategy::take_target(InstrumentId instrument) {
  State& state = states_[instrument.index()];
  const bool has_changed = targets_[instrument].has_changed;
  targets_.clear_change(instrument);
  const bool is_released = std::exchange(state.is_released, false);
  if (!has_changed && !is_released) return;
  state.blocked_until = Timestamp::min();
  if (targets_[instrument].is_present) shrink_protection(instrument);
}

// A target smaller than what the protective children sell would be oversold by them.
void ComposedStrategy::shrink_protection(InstrumentId instrument) {
  const Quantity protects = around_.desk.protection(instrument);
  const Quantity target = wanted(instrument);
  const bool same_side = protects.is_positive() == target.is_positive() && !target.is_zero();
  const Quantity keeps = same_side ? abs(target) : Quantity{};
  if (abs(protects) <= keeps) return;
  around_.commands.add(around_.portfolio.now);
  around_.desk.shrink_protection(instrument, keeps, around_.portfolio.now);
  states_[instrument.index()].is_shrinking = true;
}

bool ComposedStrategy::is_protection_settled(InstrumentId instrument) const {
  for (const trading::Order* order : around_.desk.live_orders(instrument)) {
    if (trading::is_protective(order->role) && (order->is_changing || order->is_cancelling)) {
      return false;
    }
  }
  return true;
}

Quantity ComposedStrategy::wanted(InstrumentId instrument) const {
  const State& state = states_[instrument.index()];
  return state.is_overridden ? state.left : targets_[instrument].target.position;
}

void ComposedStrategy::collect_gap(InstrumentId instrument) {
  State& state = states_[instrument.index()];
  const Timestamp now = around_.portfolio.now;
  if (!targets_[instrument].is_present || state.worked == now || now < state.blocked_until) return;
  if (state.is_shrinking) {
    if (!is_protection_settled(instrument)) return;
    state.is_shrinking = false;
  }
  const trading::Position& position = around_.portfolio.positions[instrument.index()];
  const Quantity gap = wanted(instrument) - position.quantity - around_.desk.working(instrument);
  if (gap == state.last_gap && !state.is_stale) return;
  state.last_gap = gap;
  state.is_stale = false;
  state.worked = now;
  sdk::Target target = targets_[instrument].target;
  target.position = wanted(instrument);
  gaps_.push_back({instrument, gap, target, position.mark});
}

void ComposedStrategy::work() {
  if (gaps_.empty()) return;
  working_.clear();
  for (const sdk::Gap& gap : gaps_) {
    for (const trading::Order* order : around_.desk.live_orders(gap.instrument)) {
      working_.push_back(*order);
    }
  }
  parts_.execution.work(gaps_, working_, *this);
}

void ComposedStrategy::on_order(sdk::Context&, const trading::OrderEvent& event) {
  const InstrumentId instrument = event.order.instrument;
  State& state = states_[instrument.index()];
  state.is_stale = true;
  if (event.kind == trading::OrderEventKind::Filled) {
    fill_came_ = true;
    if (trading::is_protective(event.order.role)) {
      state.is_overridden = true;
      state.left = around_.portfolio.positions[instrument.index()].quantity;
    }
  }
  const bool is_refused = event.kind == trading::OrderEventKind::Denied ||
                          event.kind == trading::OrderEventKind::Rejected;
  // What was written about an order that is gone says nothing of this gap.
  if (is_refused && event.order.state != trading::OrderState::Created) {
    state.blocked_until = next_session_after(instrument, around_.portfolio.now);
  }
  if (state.is_shrinking && is_protection_settled(instrument)) {
    gaps_.clear();
    collect_gap(instrument);
    work();
  }
}

Timestamp ComposedStrategy::next_session_after(InstrumentId instrument, Timestamp time) const {
  const auto& sessions = tables_->sessions[instrument.index()];
  const auto next = std::upper_bound(
      sessions.begin(), sessions.end(), time,
      [](Timestamp moment, const market::Session& session) { return moment < session.open; });
  return next == sessions.end() ? Timestamp::max() : next->open;
}

OrderId ComposedStrategy::submit(const trading::OrderRequest& request) {
  around_.commands.add(around_.portfolio.now);
  const InstrumentId instrument = request.instrument;
  const sdk::Forecasts::Entry& forecast = forecasts_[instrument];
  // An order was written because of the view; what cut its size is told by its chain.
  trading::OrderRequest written = request;
  const bool is_sizers = request.reason.text == targets_[instrument].target.why.text;
  if (forecast.is_present && is_sizers) written.reason = forecast.reason;
  const OrderId order = around_.desk.submit_rounded(written, around_.portfolio.now);
  around_.log.explain(order, {.slice = around_.portfolio.now,
                              .strength = forecast.strength,
                              .has_forecast = forecast.is_present,
                              .signal = forecast.reason,
                              .target = wanted(instrument),
                              .sizer = targets_[instrument].target.why,
                              .gap = states_[instrument.index()].last_gap});
  return order;
}

void ComposedStrategy::change(OrderId order, const trading::OrderChange& change) {
  around_.commands.add(around_.portfolio.now);
  around_.desk.change_rounded(order, change, around_.portfolio.now);
}

void ComposedStrategy::cancel(OrderId order) {
  around_.commands.add(around_.portfolio.now);
  around_.desk.cancel(order, around_.portfolio.now);
}

const market::InstrumentTerms& ComposedStrategy::terms(InstrumentId instrument) const {
  return *around_.portfolio.terms[instrument.index()];
}

}  // namespace muhurat::engine
