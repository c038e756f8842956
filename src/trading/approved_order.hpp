// An order that the RiskGate has passed. Nobody else can make one, it cannot be copied, and a venue
// spends it once: skipping risk, or sending twice, does not compile.
#pragma once

#include <utility>

#include "core/check.hpp"
#include "trading/order.hpp"

namespace muhurat::trading {

class ApprovedOrder {
 public:
  ApprovedOrder(const ApprovedOrder&) = delete;
  ApprovedOrder& operator=(const ApprovedOrder&) = delete;
  ApprovedOrder(ApprovedOrder&& other) noexcept
      : order_{other.order_}, is_spent_{std::exchange(other.is_spent_, true)} {
    CHECK(!is_spent_);
  }
  ApprovedOrder& operator=(ApprovedOrder&&) = delete;

  // The order to send, for as long as this lives. Spends the approval: a second call fails CHECK.
  const Order& spend() && {
    CHECK(!is_spent_);
    is_spent_ = true;
    return order_;
  }

 private:
  friend class RiskGate;
  explicit ApprovedOrder(const Order& order) : order_{order} {}
  Order order_;
  bool is_spent_ = false;
};

// The same for a change: the order as it will be, judged as the new total.
class ApprovedChange {
 public:
  ApprovedChange(const ApprovedChange&) = delete;
  ApprovedChange& operator=(const ApprovedChange&) = delete;
  ApprovedChange(ApprovedChange&& other) noexcept
      : order_{other.order_}, time_{other.time_}, is_spent_{std::exchange(other.is_spent_, true)} {
    CHECK(!is_spent_);
  }
  ApprovedChange& operator=(ApprovedChange&&) = delete;

  // What it asks for, without spending it.
  const Order& order() const { return order_; }
  Timestamp time() const { return time_; }  // when it was asked for

  const Order& spend() && {
    CHECK(!is_spent_);
    is_spent_ = true;
    return order_;
  }

 private:
  friend class RiskGate;
  ApprovedChange(const Order& order, Timestamp time) : order_{order}, time_{time} {}
  Order order_;
  Timestamp time_;
  bool is_spent_ = false;
};

}  // namespace muhurat::trading
