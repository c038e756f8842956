#include "research/explain_words.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "core/check.hpp"
#include "core/text.hpp"

namespace muhurat::research {
namespace {

// Without an exponent, in as few digits as read back to the same number.
std::string shortest(double value) {
  std::array<char, 400> digits{};  // the longest, the one nearest to 0, has 326
  const auto [end, fault] =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  CHECK(fault == std::errc{});
  return {digits.data(), end};
}

// The number without its last bit where that is what keeps it from fifteen digits: the double of
// 123456789.45 rupees reads 123456789.45000002.
double without_last_bit(double value) {
  const std::string digits = fmt::format("{:.14e}", value);
  double read = value;
  std::from_chars(digits.data(), digits.data() + digits.size(), read);
  return read == std::nextafter(value, read) ? read : value;
}

// Prices and quantities have up to eight decimals and are written with all of them, so that what
// lies off the tick does not seem to lie on it. What has more is a share, or a product of
// fractions: ten digits.
std::string refusal_number(double value) {
  const std::string text = shortest(without_last_bit(value));
  const std::size_t point = text.find('.');
  const bool has_all = point == text.npos || text.size() - point - 1 <= Price::decimals;
  return has_all ? text : plain_number(value);
}

}  // namespace

std::string PlainPrinter::time(Timestamp value) {
  return to_text(value);
}
std::string PlainPrinter::money(Money value) {
  return to_text(value);
}
std::string PlainPrinter::quantity(Quantity value) {
  return to_text(value);
}
std::string PlainPrinter::price(Price value) {
  return to_text(value);
}
std::string PlainPrinter::order(OrderId value) {
  return to_text(value);
}
std::string PlainPrinter::forecast(double value) {
  return fmt::format("{:+.2f}", value);
}
std::string PlainPrinter::number(const trading::NamedValue& named) {
  return plain_number(named.value);
}

std::string PlainPrinter::digits(const std::string& plain) {
  return plain;
}

std::string plain_number(double value) {
  const bool is_long = std::isfinite(value) && std::abs(value) >= 1e10;
  return is_long ? fmt::format("{:.0f}", value) : fmt::format("{:.10g}", value);
}

std::string reason_text(const trading::Reason& reason, ExplainPrinter& printer) {
  std::string values;
  for (const trading::NamedValue& each : reason.values) {
    if (each.name == nullptr) continue;
    values += fmt::format("{}{} {}", values.empty() ? "" : ", ", each.name, printer.number(each));
  }
  const std::string text = reason.text == nullptr ? "" : reason.text;
  return text + (text.empty() || values.empty() ? "" : "; ") + values;
}

std::string reason_text(const trading::Reason& reason) {
  PlainPrinter plainly;
  return reason_text(reason, plainly);
}

std::string refusal_text(const trading::RiskRefusal& refusal, ExplainPrinter& printer) {
  const std::string limit = refusal_number(refusal.limit);
  std::string value = refusal_number(refusal.value);
  if (value == limit) value = shortest(refusal.value);  // it would seem to keep the limit
  std::string text = fmt::format(
      "{} {}: value {}, limit {}", refusal.rule == nullptr ? "" : refusal.rule,
      refusal.code == nullptr ? "" : refusal.code, printer.digits(value), printer.digits(limit));
  if (refusal.nearest_below.is_positive() || refusal.nearest_above.is_positive()) {
    text += fmt::format(", nearest {} and {}", printer.price(refusal.nearest_below),
                        printer.price(refusal.nearest_above));
  }
  return text;
}

std::string refusal_text(const trading::RiskRefusal& refusal) {
  PlainPrinter plainly;
  return refusal_text(refusal, plainly);
}

std::string ExplainWords::signal(const OrderLine& line) const {
  const ExplainSignal& signal = line.chain.signal;
  const std::string why = reason_text(signal.reason, printer_);
  const std::string head =
      signal.forecast ? "forecast " + printer_.forecast(*signal.forecast) : signal.head;
  return head + (head.empty() || why.empty() ? "" : "; ") + why;
}

std::string ExplainWords::sizing(const OrderLine& line) const {
  const std::string whole = "quantity " + printer_.quantity(line.order.quantity);
  if (line.order.parent.value() != 0) return whole + ", what the entry filled";
  const ExplainSizing& sizing = line.chain.sizing;
  if (!sizing.target) return whole + " as written, no sizer";
  const std::string why = reason_text(sizing.reason, printer_);
  return fmt::format("target {}, gap {}{}{}", printer_.quantity(*sizing.target),
                     printer_.quantity(sizing.gap), why.empty() ? "" : "; ", why);
}

std::string ExplainWords::execution(const OrderLine& line) const {
  const trading::Order& order = line.order;
  std::string text = fmt::format("{} {} {}", to_text(order.side), printer_.quantity(order.quantity),
                                 to_text(order.type()));
  if (const auto* limit = std::get_if<trading::Limit>(&order.pricing)) {
    text += " at " + printer_.price(limit->price);
  } else if (const auto* stop = std::get_if<trading::Stop>(&order.pricing)) {
    text += ", trigger " + printer_.price(stop->trigger);
  } else if (const auto* both = std::get_if<trading::StopLimit>(&order.pricing)) {
    text += fmt::format(", trigger {}, limit {}", printer_.price(both->trigger),
                        printer_.price(both->limit));
  }
  return fmt::format("{}, {}, {}", text, to_text(order.validity), to_text(order.product));
}

std::string ExplainWords::risk(const OrderLine& line) const {
  if (!line.chain.refusal) return "passed";
  const bool is_denied = line.order.state == trading::OrderState::Denied;
  return (is_denied ? "denied by " : "passed; a change was refused by ") +
         refusal_text(*line.chain.refusal, printer_);
}

std::string ExplainWords::venue(const OrderLine& line) const {
  return line.chain.venue;
}

std::string ExplainWords::fill(const OrderLine& line) const {
  if (!line.average) return {};
  return fmt::format("{} of {} at {}", printer_.quantity(line.order.filled),
                     printer_.quantity(line.order.quantity), printer_.price(*line.average));
}

std::string ExplainWords::market(const OrderLine& line) const {
  const ExplainMarket& known = line.chain.market;
  std::string text;
  if (known.parent.value() != 0) {
    text = fmt::format("came with order {}, {}", printer_.order(known.parent),
                       printer_.time(known.written));
  } else if (!known.bar) {
    text = fmt::format("decided {}, before the first bar of the run", printer_.time(known.written));
  } else if (*known.bar == known.written) {
    text = "decided on bar " + printer_.time(known.written);
  } else {
    text = fmt::format("decided {}, last bar {}", printer_.time(known.written),
                       printer_.time(*known.bar));
  }
  if (known.bar) text += ", close " + printer_.price(known.close);
  if (!known.first_fill) return text;
  text += "; filled in bar " + printer_.time(*known.first_fill);
  if (known.last_fill != known.first_fill) text += " to " + printer_.time(*known.last_fill);
  return text;
}

std::string ExplainWords::charges(const OrderLine& line) const {
  return line.chain.booking ? printer_.money(line.chain.booking->charges) : "";
}

std::string ExplainWords::portfolio(const OrderLine& line) const {
  if (!line.chain.booking) return {};
  const ExplainBooking& booking = *line.chain.booking;
  return fmt::format("position {} to {}, cash {} to {}", printer_.quantity(booking.position_before),
                     printer_.quantity(booking.position_after), printer_.money(booking.cash_before),
                     printer_.money(booking.cash_after));
}

}  // namespace muhurat::research
