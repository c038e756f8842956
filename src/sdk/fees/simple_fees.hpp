// Fee models without tables: none, so much per order, such a part of the value.
#pragma once

#include "core/numbers.hpp"
#include "sdk/fee_model.hpp"
#include "sdk/fees/per_order.hpp"
#include "sdk/parameters.hpp"

namespace muhurat::sdk {

class NoFees final : public FeeModel {
 public:
  NoFees() = default;
  explicit NoFees(Parameters&) {}
  void on_fill(const trading::Fill&, Charges&) override {}
};

// Levied with the first fill of an order, however many it has; an order without fills is free.
class FlatFees final : public FeeModel {
 public:
  explicit FlatFees(Money per_order) : per_order_{per_order} {}
  explicit FlatFees(Parameters& parameters);
  void on_fill(const trading::Fill& fill, Charges& charges) override {
    bool& is_charged = is_charged_[fill.order];
    if (is_charged) return;
    is_charged = true;
    charges.add(ChargeKind::Brokerage, per_order_);
  }
  Money estimate(const trading::Fill& fill) const override {
    return is_charged_.find(fill.order) ? Money{} : per_order_;
  }
  std::vector<ChargeRule> rules() const override;

 private:
  Money per_order_;
  PerOrder<bool> is_charged_;
};

// Of the value of each fill, bought or sold, unrounded.
class PercentFees final : public FeeModel {
 public:
  explicit PercentFees(Rate of_value) : of_value_{of_value} {}
  explicit PercentFees(Parameters& parameters);
  void on_fill(const trading::Fill& fill, Charges& charges) override {
    charges.add(ChargeKind::Brokerage, estimate(fill));
  }
  Money estimate(const trading::Fill& fill) const override {
    return multiply(fill.value, of_value_, Rounding::HalfUp);
  }
  std::vector<ChargeRule> rules() const override;

 private:
  Rate of_value_;
};

}  // namespace muhurat::sdk
