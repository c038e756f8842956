#include "trading/tick_rounding.hpp"

namespace muhurat::trading {

Pricing round_to_tick(const Pricing& pricing, Side side, Price tick) {
  Pricing rounded = pricing;
  if (auto* limit = std::get_if<Limit>(&rounded)) {
    limit->price = round_limit(limit->price, side, tick);
  } else if (auto* stop = std::get_if<Stop>(&rounded)) {
    stop->trigger = round_trigger(stop->trigger, side, tick);
  } else if (auto* both = std::get_if<StopLimit>(&rounded)) {
    both->trigger = round_trigger(both->trigger, side, tick);
    both->limit = round_limit(both->limit, side, tick);
  }
  return rounded;
}

}  // namespace muhurat::trading
