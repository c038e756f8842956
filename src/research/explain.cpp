#include "research/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "core/text.hpp"
#include "research/explain_words.hpp"

namespace muhurat::research {
namespace {

// The counter of an id of this run: its epoch is 0 and ids count from 1.
std::size_t index_of(OrderId id) {
  return static_cast<std::size_t>(id.value() - 1);
}

const char* words_of(trading::FillRule rule) {
  using trading::FillRule;
  switch (rule) {
    case FillRule::Open: return "at the open";
    case FillRule::Close: return "at the close";
    case FillRule::LimitAtOpen: return "limit met at the open";
    case FillRule::LimitTouched: return "limit met inside the bar";
    case FillRule::StopAtOpen: return "stop already passed at the open: the open";
    case FillRule::StopTriggered: return "stop triggered: at the trigger";
    default: return "";
  }
}

// The first bar that closes after the time.
MatchingBars::const_iterator bar_after(const MatchingBars& bars, Timestamp time) {
  return std::upper_bound(
      bars.begin(), bars.end(), time,
      [](Timestamp moment, const market::Bar* bar) { return moment < bar->available_time; });
}

// A fill that is not at the open has the time of its bar's close.
std::optional<Timestamp> bar_of_fill(const MatchingBars& bars, const trading::Fill& fill) {
  const bool at_open = is_at_open(fill.rule);
  const Timestamp before = at_open ? fill.time : fill.time - Duration::nanoseconds(1);
  const auto bar = bar_after(bars, before);
  return bar == bars.end() ? std::nullopt : std::optional{(*bar)->available_time};
}

void append(std::string& text, std::string_view more) {
  if (more.empty()) return;
  if (!text.empty()) text += ", ";
  text += more;
}

}  // namespace

bool is_at_open(trading::FillRule rule) {
  using trading::FillRule;
  return rule == FillRule::Open || rule == FillRule::LimitAtOpen || rule == FillRule::StopAtOpen;
}

Denials denials_of(std::span<const OrderLine> orders, const Formatter& formatter) {
  std::map<std::string, std::int64_t> by_rule;
  Denials denials;
  for (const OrderLine& line : orders) {
    if (line.order.state != trading::OrderState::Denied) continue;
    ++denials.count;
    ++by_rule[line.reason.substr(0, line.reason.find(':'))];
  }
  std::vector<std::pair<std::string, std::int64_t>> rules{by_rule.begin(), by_rule.end()};
  std::ranges::sort(rules, {},
                    [](const auto& each) { return std::pair{-each.second, each.first}; });
  for (const auto& [rule, count] : rules) {
    append(denials.rules, rules.size() > 1 ? rule + " " + formatter.count(count) : rule);
  }
  return denials;
}

Explainer::Explainer(const engine::RunResult& result, const RunRecord& record)
    : result_{result},
      record_{record},
      bars_{matching_bars(record)},
      bookings_(result.orders.size()),
      ends_(result.orders.size()) {
  replay_books();
}

// Cash and positions as the portfolio booked them: fill by fill, and what a date's end charged
// before the fills of the next one.
void Explainer::replay_books() {
  Money cash = result_.capital;
  std::vector<Quantity> held(record_.tables->instruments.size());
  auto day = result_.day_charges.begin();
  for (const engine::FillRow& row : result_.fills) {
    const trading::Fill& fill = row.fill;
    for (; day != result_.day_charges.end() && day->date < fill.date; ++day) {
      cash -= day->charges.total();
    }
    const std::size_t order = index_of(fill.order);
    Quantity& position = held[fill.instrument.index()];
    std::optional<ExplainBooking>& booking = bookings_[order];
    if (!booking) {
      booking = ExplainBooking{.charges = {},
                               .position_before = position,
                               .position_after = {},
                               .cash_before = cash,
                               .cash_after = {}};
      ends_[order].first = fill;
    }
    ends_[order].last = fill;
    position += fill.signed_quantity();
    cash -= (fill.side == trading::Side::Buy ? fill.value : -fill.value) + row.charges.total();
    booking->charges += row.charges.total();
    booking->position_after = position;
    booking->cash_after = cash;
  }
}

ExplainMarket Explainer::market_of(const trading::Order& order) const {
  const MatchingBars& bars = bars_[order.instrument.index()];
  ExplainMarket market{.written = order.written, .parent = order.parent, .close = {}};
  if (const auto next = bar_after(bars, order.written); next != bars.begin()) {
    const market::Bar& last = **std::prev(next);
    market.bar = last.available_time;
    market.close = last.close;
  }
  const auto& [first, last] = ends_[index_of(order.id)];
  if (first) {
    market.first_fill = bar_of_fill(bars, *first);
    market.last_fill = bar_of_fill(bars, *last);
  }
  return market;
}

ExplainSignal Explainer::signal_of(const engine::OrderRow& row) const {
  if (row.order.role == trading::OrderRole::StopChild) return {"protective stop of a bracket"};
  if (row.order.role == trading::OrderRole::TargetChild) return {"target of a bracket"};
  if (row.explain == engine::OrderRow::none) {
    const bool is_told = !reason_text(row.reason).empty();
    return {is_told ? "" : "the strategy's own order, no reason given", row.reason};
  }
  const engine::ExplainRow& explain = result_.explains[row.explain];
  if (!explain.has_forecast) return {"no forecast", explain.signal};
  return {"", explain.signal, explain.strength};
}

// A refusal of an order that was not denied is of a change to it.
std::string Explainer::reason_of(const engine::OrderRow& row) const {
  const bool is_denied = row.order.state == trading::OrderState::Denied;
  return is_denied && row.refusal != engine::OrderRow::none
             ? refusal_text(result_.refusals[row.refusal])
             : reason_text(row.reason);
}

ExplainChain Explainer::chain_of(const engine::OrderRow& row) const {
  const trading::Order& order = row.order;
  ExplainChain chain;
  chain.market = market_of(order);
  chain.signal = signal_of(row);
  if (row.explain != engine::OrderRow::none) {
    const engine::ExplainRow& explain = result_.explains[row.explain];
    chain.sizing = {explain.target, explain.gap, explain.sizer};
  }
  if (row.refusal != engine::OrderRow::none) chain.refusal = result_.refusals[row.refusal];
  if (order.state == trading::OrderState::Denied) return chain;
  chain.venue = to_text(order.state);
  append(chain.venue, words_of(row.rule));
  if (!order.filled.is_zero()) {
    chain.booking = bookings_[index_of(order.id)];
  }
  return chain;
}

}  // namespace muhurat::research
