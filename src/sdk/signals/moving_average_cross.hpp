// Long when the fast average of closes crosses above the slow one, short when it crosses below; in
// between the view stands. There is no view before the first cross.
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "sdk/indicators/ema.hpp"
#include "sdk/indicators/sma.hpp"
#include "sdk/matching_series.hpp"
#include "sdk/parameters.hpp"
#include "sdk/signal.hpp"

namespace muhurat::sdk {

class MovingAverageCross final : public Signal {
 public:
  explicit MovingAverageCross(Parameters& parameters);

  void on_start(const market::RunTables& tables) override;
  void on_slice(const Slice& slice, Forecasts& forecasts) override;
  bool columns(const History& history, ForecastColumns& forecasts) const override;
  std::size_t warm_up() const override { return slow_ + 1; }
  std::vector<std::unique_ptr<RegisteredIndicator>> drawn() const override;

 private:
  template <class Average>
  struct Pair {
    Average fast, slow;
  };
  template <class Average>
  void read(std::vector<Pair<Average>>& pairs, const Slice& slice, Forecasts& forecasts);

  std::size_t fast_;
  std::size_t slow_;
  bool is_exponential_;
  MatchingSeries series_;
  std::variant<std::vector<Pair<Sma>>, std::vector<Pair<Ema>>> pairs_;  // by InstrumentId
};

}  // namespace muhurat::sdk
