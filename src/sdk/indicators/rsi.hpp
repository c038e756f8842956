// Relative strength index: 100 · gains ÷ (gains + losses), both as Wilder's averages of the changes
// from one value to the next.
// source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section VI; seeded as
// TA-Lib's RSI. Warm-up: n + 1 updates, for n changes.
#pragma once

#include <concepts>
#include <cstddef>

#include "sdk/indicators/checks.hpp"
#include "sdk/indicators/seeded_average.hpp"

namespace muhurat::sdk {

// Between 0 and 100. Where nothing moved at all, neither side is stronger: 50 (TA-Lib says 0, which
// a strategy would take for a fall).
class Rsi {
 public:
  explicit Rsi(std::integral auto period)
      : gains_{SeededAverage::wilder(checked_period("RSI period", period, 2))}, losses_{gains_} {}

  void update(double x) {
    if (!is_value(x)) return;
    const double change = x - previous_;
    previous_ = x;
    if (!is_value(change)) return;  // the first value
    gains_.push(change > 0 ? change : 0);
    losses_.push(change < 0 ? -change : 0);
    const double moves = gains_.average() + losses_.average();
    value_ = moves == 0 ? 50 : 100 * (gains_.average() / moves);
  }

  bool ready() const { return gains_.is_seeded(); }
  double value() const { return value_; }  // NaN before ready
  std::size_t warm_up() const { return gains_.period() + 1; }

  // The value itself has no unit and stays.
  void rescale(double ratio) {
    gains_.rescale(checked_ratio(ratio));
    losses_.rescale(ratio);
    previous_ *= ratio;
  }
  void reset() {
    gains_.reset();
    losses_.reset();
    previous_ = value_ = not_ready;
  }

 private:
  SeededAverage gains_, losses_;
  double previous_ = not_ready;
  double value_ = not_ready;
};

}  // namespace muhurat::sdk
