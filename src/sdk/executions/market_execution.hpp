// Closes every gap by a market order.
#pragma once

#include "sdk/execution_model.hpp"
#include "sdk/parameters.hpp"

namespace muhurat::sdk {

class MarketExecution final : public ExecutionModel {
 public:
  MarketExecution() = default;
  explicit MarketExecution(Parameters&) {}
  void work(const Gaps& gaps, const WorkingOrders& working, OrderDeskView& desk) override;
};

}  // namespace muhurat::sdk
