// The stock sizers: a fixed quantity, a part of equity, and a part of equity put at risk.
#pragma once

#include <cstdint>
#include <vector>

#include "core/numbers.hpp"
#include "sdk/average_range.hpp"
#include "sdk/sizers/stock_sizer.hpp"

namespace muhurat::sdk {

class FixedSizer final : public StockSizer {
 public:
  explicit FixedSizer(Parameters& parameters);

 private:
  Quantity full_size(InstrumentId, const PortfolioView&, Target&) const override {
    return quantity_;
  }
  Quantity quantity_;
};

// So much of equity, at the last price, in each instrument.
class PercentOfEquitySizer final : public StockSizer {
 public:
  explicit PercentOfEquitySizer(Parameters& parameters);

 private:
  Quantity full_size(InstrumentId instrument, const PortfolioView& portfolio,
                     Target& target) const override;
  Rate part_;
};

// As much as loses so much of equity if the price moves against it by the stop distance: a
// multiple of the average true range, or a percentage of the price. Sets the target's stop, so that
// the bracket execution protects at that very distance.
class RiskPerTradeSizer final : public StockSizer {
 public:
  explicit RiskPerTradeSizer(Parameters& parameters);

  void on_start(const market::RunTables& tables) override { ranges_.on_start(tables); }
  bool observes() const override { return uses_range(); }
  void observe(const Slice& slice) override { ranges_.observe(slice); }
  std::size_t warm_up() const override { return uses_range() ? ranges_.warm_up() : 0; }

 private:
  bool uses_range() const { return stop_percent_.is_zero(); }
  Quantity full_size(InstrumentId instrument, const PortfolioView& portfolio,
                     Target& target) const override;
  // Zero where it is not known yet.
  Price distance(InstrumentId instrument, const PortfolioView& portfolio) const;

  Rate risk_;
  double multiple_;
  AverageRange ranges_;
  Rate stop_percent_;
  Rate part_most_;
};

}  // namespace muhurat::sdk
