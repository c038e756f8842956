#include "research/explain.hpp"

#include <fmt/format.h>

#include <string_view>

#include "core/text.hpp"

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

std::string number(double value) {
  return fmt::format("{:.10g}", value);
}

void append(std::string& text, std::string_view more, std::string_view separator = ", ") {
  if (more.empty()) return;
  if (!text.empty()) text += separator;
  text += more;
}

}  // namespace

std::string refusal_text(const trading::RiskRefusal& refusal) {
  std::string text = fmt::format("{} {}", refusal.rule == nullptr ? "" : refusal.rule,
                                 refusal.code == nullptr ? "" : refusal.code);
  append(text, fmt::format("value {}, limit {}", number(refusal.value), number(refusal.limit)),
         ": ");
  if (refusal.nearest_below.is_positive() || refusal.nearest_above.is_positive()) {
    append(text, fmt::format("nearest {} and {}", to_text(refusal.nearest_below),
                             to_text(refusal.nearest_above)));
  }
  return text;
}

std::string reason_text(const trading::Reason& reason) {
  std::string values;
  for (const trading::NamedValue& each : reason.values) {
    if (each.name != nullptr) append(values, std::string{each.name} + " " + number(each.value));
  }
  std::string text = reason.text == nullptr ? "" : reason.text;
  append(text, values, "; ");
  return text;
}

Explainer::Explainer(const engine::RunResult& result, const RunRecord& record)
    : result_{result},
      record_{record},
      formatter_{{.medium = Medium::Screen, .currency = record.facts.currency}},
      charges_(result.orders.size()) {
  for (const engine::FillRow& row : result.fills) {
    charges_[index_of(row.fill.order)] += row.charges.total();
  }
}

std::string Explainer::signal_of(const engine::OrderRow& row) const {
  if (row.order.role == trading::OrderRole::StopChild) return "protective stop of a bracket";
  if (row.order.role == trading::OrderRole::TargetChild) return "target of a bracket";
  if (row.explain == engine::OrderRow::none) return reason_text(row.reason);
  const engine::ExplainRow& explain = result_.explains[row.explain];
  std::string text =
      explain.has_forecast ? fmt::format("forecast {:+.2f}", explain.strength) : "no forecast";
  append(text, reason_text(explain.signal), "; ");
  return text;
}

std::string Explainer::request_of(const trading::Order& order) const {
  std::string text =
      fmt::format("{} {} {}", to_text(order.side), to_text(order.quantity), to_text(order.type()));
  if (const auto* limit = std::get_if<trading::Limit>(&order.pricing)) {
    append(text, to_text(limit->price), " at ");
  } else if (const auto* stop = std::get_if<trading::Stop>(&order.pricing)) {
    append(text, to_text(stop->trigger), ", trigger ");
  } else if (const auto* both = std::get_if<trading::StopLimit>(&order.pricing)) {
    append(text, fmt::format("trigger {}, limit {}", to_text(both->trigger), to_text(both->limit)));
  }
  append(text, to_text(order.validity));
  append(text, to_text(order.product));
  return text;
}

ExplainChain Explainer::chain_of(const engine::OrderRow& row) const {
  const trading::Order& order = row.order;
  ExplainChain chain;
  const Duration offset =
      Duration::seconds(record_.zone == nullptr ? 0 : record_.zone->offset_seconds(order.written));
  chain.market = "decided " + format_order_time(order.written, offset);
  chain.signal = signal_of(row);
  if (row.explain != engine::OrderRow::none) {
    const engine::ExplainRow& explain = result_.explains[row.explain];
    chain.sizing = fmt::format("target {}, gap {}", to_text(explain.target), to_text(explain.gap));
    append(chain.sizing, reason_text(explain.sizer), "; ");
  }
  chain.execution = request_of(order);
  if (row.refusal != engine::OrderRow::none) {
    chain.risk = "denied by " + refusal_text(result_.refusals[row.refusal]);
    if (order.state == trading::OrderState::Denied) return chain;
  } else {
    chain.risk = "passed";
  }
  chain.venue = to_text(order.state);
  append(chain.venue, words_of(row.rule));
  if (!order.filled.is_zero()) {
    const Price average = divide(order.filled_value, order.filled);
    chain.fill = fmt::format("{} of {} at {}", to_text(order.filled), to_text(order.quantity),
                             to_text(average));
    chain.charges = formatter_.money(charges_[index_of(order.id)], {.decimals = 2});
    chain.portfolio = order.side == trading::Side::Buy ? "bought, first in first out"
                                                       : "sold, first in first out";
  }
  return chain;
}

}  // namespace muhurat::research
