#include <algorithm>
#include <deque>

#include "research/report/sections.hpp"

namespace muhurat::research {
namespace {

struct OpenLot {
  Quantity quantity;  // signed
  Timestamp time;
};

// When the oldest lot that is still open was bought or sold short: fills taken first in, first out.
Timestamp open_since(const RunRecord& record, InstrumentId instrument) {
  std::deque<OpenLot> lots;
  for (const FillLine& line : record.fills) {
    if (line.fill.instrument != instrument) continue;
    Quantity rest = line.fill.signed_quantity();
    while (!rest.is_zero() && !lots.empty() &&
           lots.front().quantity.is_positive() != rest.is_positive()) {
      const Quantity part = std::min(abs(rest), abs(lots.front().quantity));
      const Quantity signed_part = rest.is_positive() ? part : -part;
      lots.front().quantity += signed_part;
      rest -= signed_part;
      if (lots.front().quantity.is_zero()) lots.pop_front();
    }
    if (!rest.is_zero()) lots.push_back({rest, line.fill.time});
  }
  return lots.empty() ? record.facts.finished : lots.front().time;
}

// Charges of the fills that no closed trade carries.
Money open_charges(const RunRecord& record, InstrumentId instrument) {
  Money charges;
  for (const FillLine& line : record.fills) {
    if (line.fill.instrument == instrument) charges += line.charges;
  }
  for (const TradeLine& line : record.trades) {
    if (line.trip.instrument == instrument) charges -= line.trip.charges;
  }
  return charges;
}

std::optional<double> price_of(const trading::Pricing& pricing) {
  if (const auto* limit = std::get_if<trading::Limit>(&pricing)) return limit->price.to_double();
  if (const auto* stop = std::get_if<trading::Stop>(&pricing)) return stop->trigger.to_double();
  if (const auto* both = std::get_if<trading::StopLimit>(&pricing)) return both->limit.to_double();
  return std::nullopt;
}

// Writes the position and returns its unrealised result less the charges paid for it.
Money write_position(JsonWriter& json, const RunRecord& record, InstrumentId id) {
  const trading::Position& position = record.positions[id.index()];
  const Money charges = open_charges(record, id);
  const Money cost = abs(position.cost);
  const Quantity units = abs(position.quantity) * position.multiplier;
  json.begin_object().member("instrument", id.value());
  json.member("side", position.quantity.is_positive() ? "long" : "short");
  json.member("quantity", abs(position.quantity).to_double());
  json.member("average", divide(cost, units).to_double());
  json.member("last", position.mark.to_double());
  json.member("since", seconds_of(open_since(record, id)));
  json.member("unrealised", position.unrealised()).member("charges", charges).end();
  return position.unrealised() - charges;
}

void write_open_orders(JsonWriter& json, const RunRecord& record) {
  constexpr int listed_most = 200;
  int listed = 0;
  json.key("orders").begin_array();
  for (const OrderLine& line : record.orders) {
    const trading::Order& order = line.order;
    if (trading::is_final(order.state) || ++listed > listed_most) continue;
    json.begin_object().member("id", to_text(order.id));
    json.member("instrument", order.instrument.value())
        .member("side", trading::to_text(order.side));
    json.member("type", order.type() == trading::OrderType::StopLimit
                            ? "stop-limit"
                            : trading::to_text(order.type()));
    json.member("quantity", order.rest().to_double()).member("price", price_of(order.pricing));
    json.member("state", state_text(order.state)).end();
  }
  json.end();
}

}  // namespace

void write_open(JsonWriter& json, const Scope& scope) {
  const RunRecord& record = scope.record;
  Money outside = record.final_equity - record.capital;  // what is in no closed trade
  for (const TradeLine& line : record.trades) outside -= line.trip.net();
  const bool has_position = std::any_of(record.positions.begin(), record.positions.end(),
                                        [](const auto& each) { return !each.is_flat(); });
  const bool has_order =
      std::any_of(record.orders.begin(), record.orders.end(),
                  [](const auto& each) { return !trading::is_final(each.order.state); });
  if (!has_position && !has_order && outside.is_zero()) return;
  json.key("open").begin_object().key("positions").begin_array();
  Money of_positions;
  for (std::size_t i = 0; i < record.positions.size(); ++i) {
    if (record.positions[i].is_flat()) continue;
    of_positions += write_position(json, record, InstrumentId{static_cast<std::uint32_t>(i)});
  }
  json.end().member("net", outside);
  if (of_positions != outside) json.member("day_charges", of_positions - outside);
  write_open_orders(json, record);
  json.end();
}

}  // namespace muhurat::research
