#include "engine/run_hash.hpp"

namespace muhurat::engine {
namespace {

template <class Enumeration>
std::uint8_t byte_of(Enumeration value) {
  return static_cast<std::uint8_t>(value);
}

}  // namespace

RunHash::RunHash(const market::RunTables& tables) {
  for (const market::Instrument& instrument : tables.instruments) keys_.push_back(instrument.key());
}

// Limit and trigger; 0 where the type has none.
void RunHash::add_prices(const trading::Pricing& pricing) {
  Price limit;
  Price trigger;
  if (const auto* as_limit = std::get_if<trading::Limit>(&pricing)) limit = as_limit->price;
  if (const auto* as_stop = std::get_if<trading::Stop>(&pricing)) trigger = as_stop->trigger;
  if (const auto* as_both = std::get_if<trading::StopLimit>(&pricing)) {
    limit = as_both->limit;
    trigger = as_both->trigger;
  }
  hash_.append(limit);
  hash_.append(trigger);
}

void RunHash::add_request(const trading::Order& order) {
  begin(Tag::Request);
  hash_.append(order.id);
  hash_.append(order.parent);
  hash_.append(keys_[order.instrument.index()]);
  hash_.append_u8(byte_of(order.side));
  hash_.append_u8(byte_of(order.type()));
  hash_.append_u8(byte_of(order.validity));
  hash_.append_u8(byte_of(order.product));
  hash_.append(order.quantity);
  add_prices(order.pricing);
  hash_.append(order.bracket.stop);
  hash_.append(order.bracket.target);
  hash_.append(order.written);
}

void RunHash::add_state(const trading::Order& order) {
  begin(Tag::State);
  hash_.append(order.id);
  hash_.append_u8(byte_of(order.state));
  hash_.append(order.filled);
}

void RunHash::add_terms(const trading::Order& order) {
  begin(Tag::Terms);
  hash_.append(order.id);
  hash_.append(order.quantity);
  add_prices(order.pricing);
}

void RunHash::add_fill(const trading::Fill& fill, const trading::Charges& charges) {
  begin(Tag::Fill);
  hash_.append(fill.order);
  hash_.append(fill.quantity);
  hash_.append(fill.price);
  hash_.append(fill.time);
  for (std::size_t i = 0; i < trading::charge_kind_count; ++i) {
    const Money amount = charges.line(static_cast<trading::ChargeKind>(i));
    if (amount.is_zero()) continue;
    hash_.append_u8(static_cast<std::uint8_t>(i));
    hash_.append(amount);
  }
  hash_.append_u8(0xFF);
}

void RunHash::add_cash(Money cash) {
  begin(Tag::Cash);
  hash_.append(cash);
}

void RunHash::add_position(InstrumentId instrument, const trading::Position& position) {
  begin(Tag::Position);
  hash_.append(keys_[instrument.index()]);
  hash_.append(position.quantity);
  hash_.append(position.cost);
}

void RunHash::add_open_order(const trading::Order& order) {
  begin(Tag::OpenOrder);
  hash_.append(order.id);
  hash_.append_u8(byte_of(order.state));
  hash_.append(order.filled);
}

}  // namespace muhurat::engine
