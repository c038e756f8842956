// How much worse than the data's price a market or stop fill is.
#pragma once

#include "core/numbers.hpp"
#include "market/record.hpp"
#include "trading/order.hpp"

namespace muhurat::sdk {

class SlippageModel {
 public:
  virtual ~SlippageModel() = default;
  // The price after slippage: against us, rounded away to the tick, not clamped to the bar. The
  // order's rest() is what fills now.
  virtual Price worsen(const trading::Order& order, Price unslipped, const market::Bar& bar,
                       Price tick) = 0;
  virtual bool is_none() const { return false; }
};

}  // namespace muhurat::sdk
