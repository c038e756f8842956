// Closes gaps by market orders, and gives each entry a protective stop and a target: the sizer's
// stop distance if it gave one, else a distance in ticks, average true ranges or percent. What only
// reduces a position goes without; a gap that turns it is closed by two orders.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/numbers.hpp"
#include "sdk/average_range.hpp"
#include "sdk/execution_model.hpp"
#include "sdk/parameters.hpp"

namespace muhurat::sdk {

class BracketExecution final : public ExecutionModel {
 public:
  explicit BracketExecution(Parameters& parameters);

  void on_start(const market::RunTables& tables) override { ranges_.on_start(tables); }
  bool observes() const override { return stop_.atr > 0 || target_.atr > 0; }
  void observe(const Slice& slice) override { ranges_.observe(slice); }
  std::size_t warm_up() const override { return observes() ? ranges_.warm_up() : 0; }
  void work(const Gaps& gaps, const WorkingOrders& working, OrderDeskView& desk) override;

 private:
  // The first that is not zero counts: ticks, ranges (once known), percent; all zero: none.
  struct Distance {
    std::int64_t ticks = 0;
    double atr = 0;
    Rate of_price;
  };
  Price price_of(const Distance& distance, const Gap& gap, Price tick) const;
  trading::Bracket bracket(const Gap& gap, Price tick) const;

  Distance stop_;
  Distance target_;
  double reward_;
  AverageRange ranges_;
};

}  // namespace muhurat::sdk
