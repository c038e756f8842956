// What the tests of the rules share: prices as text, limit sets of a few rules, a position to start
// from.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "trading/trading_floor_test.hpp"

namespace muhurat::trading {

inline const std::string passed;

inline Price price(const char* text) {
  return *parse_price(text);
}
inline Limit limit(const char* text) {
  return Limit{price(text)};
}
inline Stop stop(const char* text) {
  return Stop{price(text)};
}

// Only the rules of `entries`.
inline Limits only(std::initializer_list<LimitEntry> entries) {
  const std::vector<LimitEntry> list{entries};
  return *limits_from(Limits::none(), list);
}

// A position at 100, opened by an order of its own.
inline void hold(Floor& floor, std::int64_t quantity) {
  const Side side = quantity > 0 ? Side::Buy : Side::Sell;
  const OrderId id = floor.order(side, quantity > 0 ? quantity : -quantity, Market{}, {});
  floor.say("fill " + number_of(id) + " " + std::to_string(quantity > 0 ? quantity : -quantity) +
            "@100");
  floor.told();
  floor.sent();
}

inline RiskRefusal last_refusal(Floor& floor) {
  OrderEvent event;
  RiskRefusal refusal;
  while (floor.desk.next_event(event)) refusal = event.refusal;
  return refusal;
}

}  // namespace muhurat::trading
