// Rolling minimum: the lowest of the last n values; over bars the lower line of a channel after
// Richard Donchian.
// source: TA-Lib, function MIN (ta-lib.org). Warm-up: n updates.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>

#include "sdk/indicators/checks.hpp"
#include "sdk/indicators/price_line.hpp"
#include "sdk/indicators/rolling.hpp"

namespace muhurat::sdk {

class Min {
 public:
  explicit Min(std::integral auto period) : window_{checked_period("MIN period", period)} {}

  void update(double x) {
    if (is_value(x)) window_.push(x);
  }

  bool ready() const { return window_.is_full(); }
  double value() const { return window_.whole(); }  // NaN before ready
  std::size_t warm_up() const { return window_.size(); }
  std::array<PriceLine, 1> lines() const { return {{{"lowest of", window_.size(), value()}}}; }

  void rescale(double ratio) { window_.rescale(checked_ratio(ratio)); }
  void reset() { window_.reset(); }

 private:
  Rolling<MinFold> window_;
};

}  // namespace muhurat::sdk
