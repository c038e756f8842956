#include "sdk/fees/simple_fees.hpp"

#include "core/text.hpp"

namespace muhurat::sdk {

FlatFees::FlatFees(Parameters& parameters)
    : per_order_{Price::from_double(parameters.number(
                     {"amount", 20, 0, 1'000'000,
                      "charged once per executed order, in the instrument's currency"})) *
                 Quantity{1}} {}

std::vector<ChargeRule> FlatFees::rules() const {
  return {
      {ChargeKind::Brokerage, to_text(per_order_) + " per executed order", "the run's setting"}};
}

PercentFees::PercentFees(Parameters& parameters)
    : of_value_{Rate::from_double(
          parameters.number({"percent", 0.1, 0, 100, "percent of the value of each fill"}) / 100)} {
}

std::vector<ChargeRule> PercentFees::rules() const {
  return {{ChargeKind::Brokerage,
           to_text(Rate::from_raw(of_value_.raw() * 100)) + " % of value, buy and sell",
           "the run's setting"}};
}

}  // namespace muhurat::sdk
