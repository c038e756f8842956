// Who is told of everything that happens at the desk, at once and in order: the engine, for the
// state hash, the order log and Explain.
#pragma once

#include "core/timestamp.hpp"
#include "trading/evidence.hpp"
#include "trading/fill.hpp"
#include "trading/order.hpp"

namespace muhurat::trading {

class OrderObserver {
 public:
  virtual ~OrderObserver() = default;
  // First of all for each order, bracket children included; its state is Created.
  virtual void on_request(const Order& order, const Reason& reason) = 0;
  virtual void on_state(const Order& order, OrderState before) = 0;
  virtual void on_refusal(const Order& order, const RiskRefusal& refusal) = 0;
  // Before the state change it causes. Charges follow when the engine has reckoned them.
  virtual void on_fill(const Order& order, const Fill& fill) = 0;
  // New terms took effect.
  virtual void on_changed(const Order& order) = 0;
  // The last that is heard of the order, but for a fill that comes too late.
  virtual void on_final(const Order& order) = 0;
  virtual void on_break(const Break& broken) = 0;
};

}  // namespace muhurat::trading
