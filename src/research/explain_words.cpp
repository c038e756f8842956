#include "research/explain_words.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "core/parse.hpp"
#include "core/text.hpp"
#include "research/explain.hpp"

namespace muhurat::research {

ExplainWords::ExplainWords(const RunRecord& record, Form form)
    : record_{record},
      form_{form},
      formatter_{{.medium = Medium::Screen, .currency = record.facts.currency}} {}

std::string ExplainWords::time(Timestamp value) const {
  if (form_ == Form::File) return to_text(value);
  const std::int64_t offset = record_.zone == nullptr ? 0 : record_.zone->offset_seconds(value);
  return format_order_time(value, Duration::seconds(offset));
}

std::string ExplainWords::money(Money value) const {
  return form_ == Form::File ? to_text(value) : formatter_.money(value, {.decimals = 2});
}

std::string ExplainWords::quantity(Quantity value) const {
  return form_ == Form::File ? to_text(value) : formatter_.quantity(value);
}

std::string ExplainWords::price(Price value, InstrumentId instrument) const {
  if (form_ == Form::File) return to_text(value);
  const market::Instrument& of = record_.tables->instruments[instrument.index()];
  return formatter_.price(value, decimals_of(of.terms_on(record_.facts.to).tick));
}

// A reason's numbers have no unit of their own; the equity that sizers note is money.
std::string ExplainWords::number(const trading::NamedValue& named) const {
  const std::string plain = plain_number(named.value);
  if (form_ == Form::File) return plain;
  const auto amount = parse_money(plain);
  if (amount && std::string_view{named.name} == "equity") return money(*amount);
  if (const auto value = parse_price(plain)) return formatter_.price(*value, 0);
  const bool is_count = std::abs(named.value) >= 1e10 && std::abs(named.value) < 9e18;
  return is_count ? formatter_.count(static_cast<std::int64_t>(named.value)) : plain;
}

std::string ExplainWords::reason(const trading::Reason& reason) const {
  return reason_text(reason, [this](const trading::NamedValue& each) { return number(each); });
}

std::string ExplainWords::signal(const OrderLine& line) const {
  const ExplainSignal& signal = line.chain.signal;
  const std::string why = reason(signal.reason);
  return signal.head + (signal.head.empty() || why.empty() ? "" : "; ") + why;
}

std::string ExplainWords::sizing(const OrderLine& line) const {
  const std::string whole = "quantity " + quantity(line.order.quantity);
  if (line.order.parent.value() != 0) return whole + ", what the entry filled";
  const ExplainSizing& sizing = line.chain.sizing;
  if (!sizing.target) return whole + " as written, no sizer";
  const std::string why = reason(sizing.reason);
  return fmt::format("target {}, gap {}{}{}", quantity(*sizing.target), quantity(sizing.gap),
                     why.empty() ? "" : "; ", why);
}

std::string ExplainWords::execution(const OrderLine& line) const {
  const trading::Order& order = line.order;
  std::string text =
      fmt::format("{} {} {}", to_text(order.side), quantity(order.quantity), to_text(order.type()));
  if (const auto* limit = std::get_if<trading::Limit>(&order.pricing)) {
    text += " at " + price(limit->price, order.instrument);
  } else if (const auto* stop = std::get_if<trading::Stop>(&order.pricing)) {
    text += ", trigger " + price(stop->trigger, order.instrument);
  } else if (const auto* both = std::get_if<trading::StopLimit>(&order.pricing)) {
    text += fmt::format(", trigger {}, limit {}", price(both->trigger, order.instrument),
                        price(both->limit, order.instrument));
  }
  return fmt::format("{}, {}, {}", text, to_text(order.validity), to_text(order.product));
}

std::string ExplainWords::fill(const OrderLine& line) const {
  if (!line.average) return {};
  return fmt::format("{} of {} at {}", quantity(line.order.filled), quantity(line.order.quantity),
                     price(*line.average, line.order.instrument));
}

std::string ExplainWords::market(const OrderLine& line) const {
  const ExplainMarket& known = line.chain.market;
  std::string text;
  if (known.parent.value() != 0) {
    text = fmt::format("came with order {}, {}", to_text(known.parent), time(known.written));
  } else if (!known.bar) {
    text = fmt::format("decided {}, before the first bar of the run", time(known.written));
  } else if (*known.bar == known.written) {
    text = "decided on bar " + time(known.written);
  } else {
    text = fmt::format("decided {}, last bar {}", time(known.written), time(*known.bar));
  }
  if (known.bar) text += ", close " + price(known.close, line.order.instrument);
  if (!known.first_fill) return text;
  text += "; filled in bar " + time(*known.first_fill);
  if (known.last_fill != known.first_fill) text += " to " + time(*known.last_fill);
  return text;
}

std::string ExplainWords::charges(const OrderLine& line) const {
  return line.chain.booking ? money(line.chain.booking->charges) : "";
}

std::string ExplainWords::portfolio(const OrderLine& line) const {
  if (!line.chain.booking) return {};
  const ExplainBooking& booking = *line.chain.booking;
  return fmt::format("position {} to {}, cash {} to {}", quantity(booking.position_before),
                     quantity(booking.position_after), money(booking.cash_before),
                     money(booking.cash_after));
}

}  // namespace muhurat::research
