// Average true range: Wilder's average of how far each bar reached, the gap from the close before
// included.
// source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section III; seeded
// as TA-Lib's ATR. Warm-up: n + 1 updates, for the first bar has no close before it.
#pragma once

#include <concepts>
#include <cstddef>

#include "sdk/indicators/checks.hpp"
#include "sdk/indicators/seeded_average.hpp"

namespace muhurat::sdk {

class Atr {
 public:
  explicit Atr(std::integral auto period)
      : average_{SeededAverage::wilder(checked_period("ATR period", period))} {}

  // One bar; left out whole if one of the three is no value.
  void update(double high, double low, double close) {
    if (!is_value(high) || !is_value(low) || !is_value(close)) return;
    if (is_value(previous_close_)) [[likely]] {
      const double top = high > previous_close_ ? high : previous_close_;
      const double bottom = low < previous_close_ ? low : previous_close_;
      average_.push(top - bottom);
    }
    previous_close_ = close;
  }

  bool ready() const { return average_.is_seeded(); }
  double value() const { return average_.average(); }  // NaN before ready
  std::size_t warm_up() const { return average_.period() + 1; }

  void rescale(double ratio) {
    average_.rescale(checked_ratio(ratio));
    previous_close_ *= ratio;
  }
  void reset() {
    average_.reset();
    previous_close_ = not_ready;
  }

 private:
  SeededAverage average_;
  double previous_close_ = not_ready;
};

}  // namespace muhurat::sdk
