// With the move, after Richard Donchian: long when a close is above the highest high of the last
// `entry` bars before it, flat again when one is below the lowest low of the last `exit` bars; the
// mirror image for shorts. There is no view before the first breakout.
#pragma once

#include <cstddef>
#include <vector>

#include "sdk/indicators/max.hpp"
#include "sdk/indicators/min.hpp"
#include "sdk/matching_series.hpp"
#include "sdk/parameters.hpp"
#include "sdk/signal.hpp"

namespace muhurat::sdk {

class ChannelBreakout final : public Signal {
 public:
  explicit ChannelBreakout(Parameters& parameters);

  void on_start(const market::RunTables& tables) override;
  void on_slice(const Slice& slice, Forecasts& forecasts) override;
  bool columns(const History& history, ForecastColumns& forecasts) const override;
  std::size_t warm_up() const override { return (entry_ > exit_ ? entry_ : exit_) + 1; }
  std::vector<std::unique_ptr<RegisteredIndicator>> drawn() const override;

 private:
  struct Channel {
    Max entry_high, exit_high;
    Min entry_low, exit_low;
    double view = 0;
  };

  std::size_t entry_;
  std::size_t exit_;
  MatchingSeries series_;
  std::vector<Channel> channels_;  // by InstrumentId
};

}  // namespace muhurat::sdk
