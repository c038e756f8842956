// How the desk rounds a price to the tick when an execution model or a bracket wrote it: limits to
// the passive side, triggers away from the market. Free-form orders are never rounded; rule C07
// denies them.
#pragma once

#include "core/numbers.hpp"
#include "trading/order.hpp"

namespace muhurat::trading {

constexpr Price round_limit(Price price, Side side, Price tick) {
  return side == Side::Buy ? price.floor_to(tick) : price.ceil_to(tick);
}
constexpr Price round_trigger(Price price, Side side, Price tick) {
  return side == Side::Buy ? price.ceil_to(tick) : price.floor_to(tick);
}
Pricing round_to_tick(const Pricing& pricing, Side side, Price tick);

}  // namespace muhurat::trading
