#include "engine/run_hash.hpp"

namespace muhurat::engine {

RunHash::RunHash(const market::RunTables& tables) {
  for (const market::Instrument& instrument : tables.instruments) {
    keys_.emplace_back(instrument.key());
  }
}

void RunHash::add_request(const trading::Order& order) {
  const Price limit = trading::limit_price(order.pricing);
  const Price trigger = trading::trigger_price(order.pricing);
  hash_.append_all(Tag::Request, order.id, order.parent);
  hash_.append(keys_[order.instrument.index()]);
  hash_.append_all(order.side, order.type(), order.validity, order.product, order.quantity, limit,
                   trigger, order.bracket.stop, order.bracket.target, order.written);
}

void RunHash::add_state(const trading::Order& order) {
  hash_.append_all(Tag::State, order.id, order.state, order.filled);
}

void RunHash::add_terms(const trading::Order& order) {
  const Price limit = trading::limit_price(order.pricing);
  const Price trigger = trading::trigger_price(order.pricing);
  hash_.append_all(Tag::Terms, order.id, order.quantity, limit, trigger);
}

void RunHash::add_fill(const trading::Fill& fill, const trading::Charges& charges) {
  constexpr std::uint8_t end_of_charges = 0xFF;
  hash_.append_all(Tag::Fill, fill.order, fill.quantity, fill.price, fill.time);
  charges.for_each([&](trading::ChargeKind kind, Money amount) { hash_.append_all(kind, amount); });
  hash_.append_all(end_of_charges);
}

void RunHash::add_cash(Money cash) {
  hash_.append_all(Tag::Cash, cash);
}

void RunHash::add_position(InstrumentId instrument, const trading::Position& position) {
  hash_.append_all(Tag::Position);
  hash_.append(keys_[instrument.index()]);
  hash_.append_all(position.quantity, position.cost);
}

void RunHash::add_open_order(const trading::Order& order) {
  hash_.append_all(Tag::OpenOrder, order.id, order.state, order.filled);
}

}  // namespace muhurat::engine
