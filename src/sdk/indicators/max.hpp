// Rolling maximum: the highest of the last n values; over bars the upper line of a channel after
// Richard Donchian.
// source: TA-Lib, function MAX (ta-lib.org). Warm-up: n updates.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>

#include "sdk/indicators/checks.hpp"
#include "sdk/indicators/price_line.hpp"
#include "sdk/indicators/rolling.hpp"

namespace muhurat::sdk {

class Max {
 public:
  explicit Max(std::integral auto period) : window_{checked_period("MAX period", period)} {}

  void update(double x) {
    if (is_value(x)) window_.push(x);
  }

  bool ready() const { return window_.is_full(); }
  double value() const { return window_.whole(); }  // NaN before ready
  std::size_t warm_up() const { return window_.size(); }
  std::array<PriceLine, 1> lines() const { return {{{"highest of", window_.size(), value()}}}; }

  void rescale(double ratio) { window_.rescale(checked_ratio(ratio)); }
  void reset() { window_.reset(); }

 private:
  Rolling<MaxFold> window_;
};

}  // namespace muhurat::sdk
