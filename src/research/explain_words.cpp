#include "research/explain_words.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

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

std::string ExplainWords::market(const ExplainChain& chain) const {
  const ExplainMarket& known = chain.market;
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
  if (known.bar) text += ", close " + to_text(known.close);
  if (!known.first_fill) return text;
  text += "; filled in bar " + time(*known.first_fill);
  if (known.last_fill != known.first_fill) text += " to " + time(*known.last_fill);
  return text;
}

std::string ExplainWords::charges(const ExplainChain& chain) const {
  return chain.booking ? money(chain.booking->charges) : "";
}

std::string ExplainWords::portfolio(const ExplainChain& chain) const {
  if (!chain.booking) return {};
  const ExplainBooking& booking = *chain.booking;
  return fmt::format("position {} to {}, cash {} to {}", quantity(booking.position_before),
                     quantity(booking.position_after), money(booking.cash_before),
                     money(booking.cash_after));
}

}  // namespace muhurat::research
