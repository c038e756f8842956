// A small random world for two backtesters: bars, a script of orders, and the conventions of the
// run. Both get the same scenario; what they make of it is compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "exchange/bars/profile.hpp"
#include "market/run_tables.hpp"
#include "trading/order.hpp"

namespace muhurat::naive {

// What the script does at the end of a bar (an index into the bars), or, an Answer, when it is told
// that an order is wholly filled.
struct Action {
  enum class Kind { Submit, Cancel, Change, Answer };
  Kind kind = Kind::Submit;
  std::size_t at_bar = 0;
  trading::OrderRequest request = {};  // of a Submit, and of an Answer
  std::size_t nth = 0;                 // of the others: the order that the n-th Submit wrote,
  trading::OrderRole role = trading::OrderRole::Entry;  // or a child of it
  trading::OrderChange change = {};
};

enum class SlippageKind { None, Ticks, BasisPoints, ShareOfVolume };

struct Scenario {
  market::RunTables tables;
  std::vector<market::Bar> bars;  // in the engine's order
  std::vector<Action> script;     // by bar
  exchange::FillProfile profile;
  SlippageKind slippage = SlippageKind::None;
  std::int64_t slippage_amount = 0;  // ticks, basis points, or impact in percent
  Money fee;                         // per order
  bool checks_orders = false;        // tick, lot and no short delivery; else no limits at all
  bool checks_cash = false;
  trading::Product product = trading::Product::Cnc;
  bool closes_at_end = false;    // else positions are left at their last mark
  Money capital{1'000'000'000};  // where cash is not checked, no sum that matters
};

Scenario random_scenario(std::uint64_t seed);
std::string draw(const Scenario& scenario);

}  // namespace muhurat::naive
