// The orders that work on closing one gap: never Held ones, never protective children. Before a new
// order is written, those that have become too much are taken back.
#pragma once

#include "core/numbers.hpp"
#include "sdk/execution_model.hpp"

namespace muhurat::sdk {

constexpr trading::Side side_of(Quantity signed_quantity) {
  return signed_quantity.is_negative() ? trading::Side::Sell : trading::Side::Buy;
}

class ClosingOrders {
 public:
  ClosingOrders(const Gap& gap, const WorkingOrders& working) : gap_{&gap}, working_{working} {}

  // Whether a cancel or a change of one of them is in flight: then it is too early for anything.
  bool is_settling() const;
  // What will be held once they are filled: what the gap is measured from.
  Quantity expected() const { return gap_->target.position - gap_->quantity; }
  // Takes back what works against the gap, the newest first, and no more than the gap. True: some
  // was, and the gap will be known anew when that is confirmed.
  bool take_back(OrderDeskView& desk) const;

 private:
  bool counts(const trading::Order& order) const {
    return order.instrument == gap_->instrument && !trading::is_protective(order.role) &&
           order.state != trading::OrderState::Held && !trading::is_final(order.state);
  }
  const Gap* gap_;
  WorkingOrders working_;
};

}  // namespace muhurat::sdk
