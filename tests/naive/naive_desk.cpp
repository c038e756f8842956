// What the desk above the venue does: the script's orders, the checks, fills and brackets.
#include "core/check.hpp"
#include "naive/naive_run.hpp"

namespace muhurat::naive {

void Naive::fill(std::size_t index, Price price, FillRule rule, const market::Bar& bar,
                 Timestamp time) {
  NaiveOrder& o = out.orders[index];
  const Quantity quantity = fillable(o);
  if (!quantity.is_positive()) return;
  if (has_cap) cap -= quantity;
  const auto& instrument = s.tables.instruments[o.request.instrument.index()];
  const Money value = price * quantity * instrument.multiplier;
  out.cash -= is_buy(o) ? value : -value;
  if (o.filled.is_zero()) out.cash -= s.fee;
  if (o.filled.is_zero()) o.anchor = price;
  if (o.filled.is_zero() && o.request.bracket != trading::Bracket{})
    protected_entries.push_back(o.id);
  o.filled += quantity;
  if (o.filled == o.request.quantity) o.state = OrderState::Filled;
  o.claim.rest -= std::min(o.claim.rest, quantity);
  o.claim.opening = std::min(o.claim.opening, o.claim.rest);
  out.fills.push_back({o.id, price, quantity, time, rule});
  const InstrumentId traded = o.request.instrument;
  const bool is_child = o.role != OrderRole::Entry;
  fit_children(traded, bar.available_time);
  if (sells_only_holdings()) {
    CHECK(!held(traded).is_negative());
    if (is_child) trim_exits(traded);
  }
  if (order(index + 1).state == OrderState::Filled) tell(index + 1, bar);
}

// The script is told of an order that is wholly filled, and answers with orders that work from the
// next bar.
void Naive::tell(std::size_t id, const market::Bar& bar) {
  for (const Action& action : s.script) {
    if (action.kind != Action::Kind::Answer || action.at_bar >= acted) continue;
    if (submitted[action.nth] == id) submit(action, bar);
  }
}

// A child sold what the strategy's own exits wanted to sell too: these become as small as what is
// left, or are cancelled, the newest first.
void Naive::trim_exits(InstrumentId instrument) {
  Quantity left = held(instrument);
  for (NaiveOrder& o : out.orders) {
    if (o.state != OrderState::Working || o.request.instrument != instrument || is_buy(o) ||
        o.role != OrderRole::Entry) {
      continue;
    }
    const Quantity keeps = std::min(left, o.request.quantity - o.filled);
    left -= keeps;
    if (keeps.is_positive())
      o.request.quantity = o.filled + keeps;
    else
      o.state = OrderState::Cancelled;
    answer(o.id);
  }
}

// What the children of an entry are to cover: what it has filled, less what they have closed and
// what was given up; nothing where there can be no child.
Quantity Naive::protected_now(const NaiveOrder& entry) const {
  if (!wants(entry, OrderRole::StopChild) && !wants(entry, OrderRole::TargetChild)) return {};
  Quantity left = entry.filled - entry.given_up;
  for (const NaiveOrder& o : out.orders) {
    if (o.parent == entry.id) left -= o.filled;
  }
  return left;
}
// A child that was cancelled by hand does not come back.
bool Naive::wants(const NaiveOrder& entry, OrderRole role) const {
  const trading::Bracket& bracket = entry.request.bracket;
  const Price distance = role == OrderRole::StopChild ? bracket.stop : bracket.target;
  const std::size_t child = child_of(entry, role);
  return distance.is_positive() && (child == 0 || !order(child).is_cancelled_by_hand);
}

// After any fill: protection that is larger than the position is given up, that of the oldest
// entry first, as lots are closed (the first filled is the oldest); then the children follow.
void Naive::fit_children(InstrumentId instrument, Timestamp time) {
  for (const Side side : {Side::Buy, Side::Sell}) {
    const Quantity position = held(instrument) * (side == Side::Buy ? 1 : -1);
    Quantity excess = -std::max(position, Quantity{});
    for (const std::size_t id : protected_entries_of(instrument, side)) {
      excess += protected_now(order(id));
    }
    for (const std::size_t id : protected_entries_of(instrument, side)) {
      const Quantity part = std::min(excess, protected_now(order(id)));
      if (!part.is_positive()) continue;
      order(id).given_up += part;
      excess -= part;
    }
  }
  for (const std::size_t id : protected_entries) {
    if (order(id).request.instrument != instrument) continue;
    fit_child(id, OrderRole::StopChild, time);
    fit_child(id, OrderRole::TargetChild, time);
  }
}
std::vector<std::size_t> Naive::protected_entries_of(InstrumentId instrument, Side side) const {
  std::vector<std::size_t> ids;
  for (const std::size_t id : protected_entries) {
    const auto& request = order(id).request;
    if (request.instrument == instrument && request.side == side) ids.push_back(id);
  }
  return ids;
}
void Naive::fit_child(std::size_t entry, OrderRole role, Timestamp time) {
  const Quantity covered = protected_now(order(entry));
  const std::size_t id = child_of(order(entry), role);
  if (id != 0 && order(id).state == OrderState::Working) {
    if (covered.is_positive())
      order(id).request.quantity = order(id).filled + covered;
    else
      order(id).state = OrderState::Cancelled;
  } else if (covered.is_positive() && wants(order(entry), role)) {
    add_child(entry, role, time);
  }
}
void Naive::add_child(std::size_t entry, OrderRole role, Timestamp time) {
  const NaiveOrder& parent = order(entry);
  const trading::Bracket bracket = parent.request.bracket;
  const std::int64_t up = is_buy(parent) ? 1 : -1;
  NaiveOrder child;
  child.id = out.orders.size() + 1;
  child.request = parent.request;
  child.request.side = trading::opposite(parent.request.side);
  if (role == OrderRole::StopChild)
    child.request.pricing = trading::Stop{parent.anchor - bracket.stop * up};
  else
    child.request.pricing = trading::Limit{parent.anchor + bracket.target * up};
  child.request.validity = Validity::Gtc;
  child.request.bracket = {};
  child.request.quantity = protected_now(parent);
  child.role = role;
  child.parent = entry;
  child.since = time;
  (role == OrderRole::StopChild ? order(entry).stop_child : order(entry).target_child) = child.id;
  out.orders.push_back(child);
}

Timestamp Naive::session_close_for(InstrumentId instrument, Timestamp time) const {
  for (const auto& session : s.tables.sessions[instrument.index()]) {
    if (session.close > time) return session.close;
  }
  return Timestamp::max();
}

Quantity Naive::held(InstrumentId instrument) const {
  Quantity sum;
  for (const NaiveOrder& o : out.orders) {
    if (o.request.instrument == instrument) sum += is_buy(o) ? o.filled : -o.filled;
  }
  return sum;
}

bool Naive::is_denied(const NaiveOrder& order) const {
  if (s.checks_cash && lacks_cash(order)) return true;
  if (!s.checks_orders) return false;
  const auto& request = order.request;
  const bool has_limit = acts_as_limit(order) || type(order) == OrderType::StopLimit;
  if (has_limit && !limit(order).is_multiple_of(tick())) return true;
  if (waits_for_trigger(order) && !trigger(order).is_multiple_of(tick())) return true;
  const Quantity lot = s.tables.instruments[request.instrument.index()].terms.front().lot;
  if (!request.quantity.is_multiple_of(lot)) return true;
  if (order.role != OrderRole::Entry) return false;
  if (is_buy(order) || !sells_only_holdings()) return false;
  Quantity left = held(request.instrument);
  for (const NaiveOrder& o : out.orders) {
    const bool is_other_exit = o.request.instrument == request.instrument && !is_buy(o) &&
                               o.role == OrderRole::Entry && o.id != order.id;
    if (!is_other_exit) continue;
    left -= o.in_flight;
    if (o.state == OrderState::Working) left -= o.request.quantity - o.filled;
  }
  return request.quantity - order.filled > left;
}

std::size_t Naive::submit(const Action& action, const market::Bar& bar) {
  NaiveOrder order;
  order.id = out.orders.size() + 1;
  order.request = action.request;
  order.since = bar.available_time;
  order.expires = session_close_for(order.request.instrument, bar.available_time);
  if (is_denied(order)) order.state = OrderState::Denied;
  if (order.state == OrderState::Working) order.claim = claim_of(order);
  out.orders.push_back(order);
  return order.id;
}

namespace {

void set_limit(trading::Pricing& pricing, Price price) {
  if (auto* both = std::get_if<trading::StopLimit>(&pricing))
    both->limit = price;
  else
    pricing = trading::Limit{price};
}
void set_trigger(trading::Pricing& pricing, Price price) {
  if (auto* both = std::get_if<trading::StopLimit>(&pricing))
    both->trigger = price;
  else
    pricing = trading::Stop{price};
}

}  // namespace

// The quantity of a child says what both children are to protect: less than now, never more.
bool Naive::change(std::size_t id, const trading::OrderChange& change, Timestamp time) {
  if (order(id).state != OrderState::Working) return false;
  NaiveOrder next = order(id);
  if (change.quantity) next.request.quantity = *change.quantity;
  if (change.limit) set_limit(next.request.pricing, *change.limit);
  if (change.trigger) set_trigger(next.request.pricing, *change.trigger);
  const Quantity less = order(id).request.quantity - next.request.quantity;
  const bool is_child = next.role != OrderRole::Entry;
  if (is_child && less.is_negative()) return false;
  if (next.request.quantity <= next.filled || is_denied(next)) return false;
  if (next.request.pricing != order(id).request.pricing) next.since = time;
  if (less.is_positive()) next.in_flight += less;
  const Claim asked = claim_of(next);
  const InstrumentId instrument = next.request.instrument;
  const Money more = money_of(asked, instrument) - money_of(next.claim, instrument);
  next.claim.more_rest = std::max(asked.rest - next.claim.rest, Quantity{});
  next.claim.more_money = std::max(more, Money{});
  order(id) = next;
  if (!is_child) return true;
  order(next.parent).given_up += less;
  fit_children(next.request.instrument, time);
  return true;
}

bool Naive::cancel(std::size_t id) {
  if (order(id).state != OrderState::Working) return false;
  order(id).state = OrderState::Cancelled;
  order(id).is_cancelled_by_hand = true;
  order(id).in_flight += order(id).request.quantity - order(id).filled;
  return true;
}

// What the script asks for is answered after the callback: until then a cancel or a smaller
// quantity leaves its claim on what is held, and other sales are judged with it.
void Naive::act(std::size_t index) {
  const market::Bar& bar = s.bars[index];
  known = index + 1;
  acted = index + 1;
  std::vector<std::size_t> asked;  // to be cancelled or changed
  for (const Action& action : s.script) {
    if (action.at_bar != index) continue;
    if (action.kind == Action::Kind::Submit) {
      submitted.push_back(submit(action, bar));
      continue;
    }
    if (action.kind == Action::Kind::Answer) continue;
    std::size_t id = submitted[action.nth];
    if (action.role != OrderRole::Entry) id = child_of(order(id), action.role);
    if (id == 0) continue;
    const bool is_accepted = action.kind == Action::Kind::Change
                                 ? change(id, action.change, bar.available_time)
                                 : cancel(id);
    if (is_accepted) asked.push_back(id);
  }
  for (const std::size_t id : asked) answer(id);
  for (NaiveOrder& each : out.orders) each.in_flight = Quantity{};
}

// A known outcome: what is over claims nothing, what goes on is reckoned anew.
void Naive::answer(std::size_t id) {
  NaiveOrder& o = order(id);
  o.claim = Claim{};
  if (o.state == OrderState::Working) o.claim = claim_of(o);
}

// The end of a run: every live order is cancelled, then each position is closed by a market order
// at the last mark, with charges and without slippage; under same_close by the rule of that profile
// where the instrument's bar became known now.
void Naive::close_positions() {
  for (std::size_t id = 1; id <= out.orders.size(); ++id) {
    if (cancel(id)) answer(id);
  }
  for (NaiveOrder& each : out.orders) each.in_flight = Quantity{};
  if (s.bars.empty()) return;
  const market::Bar& last = s.bars.back();
  for (const market::Instrument& instrument : s.tables.instruments) {
    const Quantity position = held(instrument.id);
    if (position.is_zero()) continue;
    NaiveOrder closing;
    closing.id = out.orders.size() + 1;
    closing.request.instrument = instrument.id;
    closing.request.side = position.is_positive() ? Side::Sell : Side::Buy;
    closing.request.quantity = abs(position);
    if (is_denied(closing)) closing.state = OrderState::Denied;
    closing.since = last.available_time;
    out.orders.push_back(closing);
    if (closing.state == OrderState::Denied) continue;
    fill_at_close(s.bars.size() - 1);
    if (out.orders.back().state != OrderState::Working) continue;
    has_cap = false;
    fill(out.orders.size() - 1, last_mark(instrument.id), FillRule::Close, last,
         last.available_time);
  }
}

// Before the first bar of an instrument is over, its first fill says what it is worth.
Price Naive::last_mark(InstrumentId instrument) const {
  for (std::size_t i = known; i > 0; --i) {
    if (s.bars[i - 1].series.value() == instrument.value()) return s.bars[i - 1].close;
  }
  for (const NaiveFill& each : out.fills) {
    if (order(each.order).request.instrument == instrument) return each.price;
  }
  return {};
}

}  // namespace muhurat::naive
