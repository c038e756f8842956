// The one hash of a run, over orders, changes of state, fills with their charges and the final
// state, in the order of happening. The bytes are laid down in docs/reference/state-hash.md, so
// that a second program can compute them.
#pragma once

#include <string>
#include <vector>

#include "core/state_hash.hpp"
#include "market/run_tables.hpp"
#include "trading/charges.hpp"
#include "trading/fill.hpp"
#include "trading/order.hpp"
#include "trading/position.hpp"

namespace muhurat::engine {

class RunHash {
 public:
  explicit RunHash(const market::RunTables& tables);

  void add_request(const trading::Order& order);
  void add_state(const trading::Order& order);
  void add_terms(const trading::Order& order);  // a change took effect
  void add_fill(const trading::Fill& fill, const trading::Charges& charges);

  // The final state, in this order.
  void add_cash(Money cash);
  void add_position(InstrumentId instrument, const trading::Position& position);
  void add_open_order(const trading::Order& order);

  std::string hex() const { return hash_.hex(); }

 private:
  enum class Tag : std::uint8_t {
    Request = 1,
    State = 2,
    Terms = 3,
    Fill = 4,
    Cash = 5,
    Position = 6,
    OpenOrder = 7
  };
  StateHash hash_;
  std::vector<StateHash::Text> keys_;  // by InstrumentId
};

}  // namespace muhurat::engine
