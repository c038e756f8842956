// Simple moving average: the mean of the last n values.
// source: TA-Lib, function SMA (ta-lib.org). Warm-up: n updates.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>

#include "sdk/indicators/checks.hpp"
#include "sdk/indicators/price_line.hpp"
#include "sdk/indicators/rolling.hpp"

namespace muhurat::sdk {

// There is no drift: each result adds just the values in its window (rolling.hpp), in an order that
// depends on their place in the stream alone, and divides once. Sums of prices on a binary grid
// such as 0.25 are exact, so that equal averages of different lengths compare equal.
class Sma {
 public:
  explicit Sma(std::integral auto period)
      : window_{checked_period("SMA period", period)},
        count_{static_cast<double>(window_.size())} {}

  void update(double x) {
    if (is_value(x)) window_.push(x);
  }

  bool ready() const { return window_.is_full(); }
  double value() const { return window_.whole() / count_; }  // NaN before ready
  std::size_t warm_up() const { return window_.size(); }
  std::array<PriceLine, 1> lines() const { return {{{"SMA", window_.size(), value()}}}; }

  void rescale(double ratio) { window_.rescale(checked_ratio(ratio)); }
  void reset() { *this = Sma{window_.size()}; }

 private:
  Rolling<SumFold> window_;
  double count_;
};

}  // namespace muhurat::sdk
