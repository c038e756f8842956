// Against the move: long while the relative strength index of closes is below the lower bound,
// short while it is above the upper one; in between the view stands. So a long position is closed
// (or turned, where the sizer allows shorts) when the index has risen above the upper bound.
#pragma once

#include <cstddef>
#include <vector>

#include "sdk/indicators/rsi.hpp"
#include "sdk/matching_series.hpp"
#include "sdk/parameters.hpp"
#include "sdk/signal.hpp"

namespace muhurat::sdk {

class RsiReversion final : public Signal {
 public:
  explicit RsiReversion(Parameters& parameters);

  void on_start(const market::RunTables& tables) override;
  void on_slice(const Slice& slice, Forecasts& forecasts) override;
  bool columns(const History& history, ForecastColumns& forecasts) const override;
  std::size_t warm_up() const override { return period_ + 1; }

 private:
  std::size_t period_;
  double lower_;
  double upper_;
  MatchingSeries series_;
  std::vector<Rsi> indexes_;  // by InstrumentId
};

}  // namespace muhurat::sdk
