// What the stock sizers have in common: a new target only where the instrument's view changed (the
// rebalance timer marks every view as changed), so that a price move alone never trades; cut toward
// zero to the lot; no shorts unless allowed.
#pragma once

#include <cstddef>

#include "core/numbers.hpp"
#include "sdk/parameters.hpp"
#include "sdk/risk_sizer.hpp"

namespace muhurat::sdk {

class StockSizer : public RiskSizer {
 public:
  void size(const Forecasts& forecasts, const PortfolioView& portfolio, Targets& targets) final;
  std::size_t rebalance_sessions() const final { return rebalance_sessions_; }

 protected:
  explicit StockSizer(Parameters& parameters);

  // What a view of full strength would hold, ≥ 0, before it is cut to the lot. Called with a mark
  // above zero; may note in the target's reason what it reckoned with, and set its stop.
  virtual Quantity full_size(InstrumentId instrument, const PortfolioView& portfolio,
                             Target& target) const = 0;

 private:
  bool allow_short_;
  std::size_t rebalance_sessions_;
};

// How many units the budget buys, cut to eight decimals; at most what a Quantity holds. price > 0.
Quantity units_for(Money budget, Price price, std::int64_t multiplier);

}  // namespace muhurat::sdk
