#include "sdk/executions/closing_orders.hpp"

#include <algorithm>

namespace muhurat::sdk {

bool ClosingOrders::is_settling() const {
  return std::any_of(working_.begin(), working_.end(), [&](const trading::Order& order) {
    return counts(order) && (order.is_cancelling || order.is_changing);
  });
}

bool ClosingOrders::take_back(OrderDeskView& desk) const {
  const trading::Side side = side_of(gap_->quantity);
  const Quantity lot = desk.terms(gap_->instrument).lot;
  Quantity excess = abs(gap_->quantity).truncate_to(lot);
  bool is_taken = false;
  for (std::size_t i = working_.size(); i-- > 0 && excess.is_positive();) {
    const trading::Order& order = working_[i];
    if (!counts(order) || order.side == side || order.rest().is_zero()) continue;
    if (order.rest() <= excess) {
      desk.cancel(order.id);
      excess -= order.rest();
    } else {
      desk.change(order.id, {.quantity = order.quantity - excess});
      excess = Quantity{};
    }
    is_taken = true;
  }
  return is_taken;
}

}  // namespace muhurat::sdk
