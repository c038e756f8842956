#include "sdk/executions/market_execution.hpp"

#include "sdk/executions/closing_orders.hpp"

namespace muhurat::sdk {

void MarketExecution::work(const Gaps& gaps, const WorkingOrders& working, OrderDeskView& desk) {
  for (const Gap& gap : gaps) {
    const ClosingOrders orders{gap, working};
    if (orders.is_settling() || orders.take_back(desk)) continue;
    const Quantity missing = gap.quantity.truncate_to(desk.terms(gap.instrument).lot);
    if (missing.is_zero()) continue;
    desk.submit({.instrument = gap.instrument,
                 .side = side_of(missing),
                 .quantity = abs(missing),
                 .reason = gap.target.why});
  }
}

}  // namespace muhurat::sdk
