// A second backtester, slow and plain, written from the design and
// docs/guides/how-a-fill-is-decided.md and not from the engine: no tables, every rule as a
// loop over all orders. What it says is compared with what the engine says on many random
// scenarios.
#pragma once

#include <vector>

#include "naive/scenario.hpp"
#include "trading/fill.hpp"

namespace muhurat::naive {

struct NaiveFill {
  std::size_t order = 0;  // 1, 2, 3 …
  Price price;
  Quantity quantity;
  Timestamp time;
  trading::FillRule rule = trading::FillRule::None;
};
// What an order holds of the account until it is final or its change is answered.
struct Claim {
  Quantity rest;     // 0 for a child
  Quantity opening;  // the part of it that opens or extends a position
  Price price;       // that its money is reckoned at
  Money charges;
  Quantity more_rest;  // while a change is in flight: the larger of both stands
  Money more_money;
};
struct NaiveOrder {
  std::size_t id = 0;
  trading::OrderRequest request;
  trading::OrderRole role = trading::OrderRole::Entry;
  trading::OrderState state = trading::OrderState::Working;
  Quantity filled;
  Timestamp since;    // works from the first bar that starts here or later
  Timestamp expires;  // of a DAY order: its session's close
  bool triggered = false;
  bool just_triggered = false;  // of a stop-limit: on this bar's path, at its trigger or better
  bool is_cancelled_by_hand = false;  // of a child: by the script
  Price anchor;                       // of an entry: the price of its first fill
  Quantity in_flight;                 // given back in this callback, and not yet known to be free
  Claim claim;
  Quantity given_up;  // of an entry: its children protect so much less
  std::size_t parent = 0, stop_child = 0, target_child = 0;
};
struct NaiveResult {
  std::vector<NaiveOrder> orders;
  std::vector<NaiveFill> fills;
  std::vector<Quantity> positions;  // in the end, by instrument
  Money cash, equity;
};

NaiveResult run_naive(const Scenario& scenario);

}  // namespace muhurat::naive
