// Exponential moving average: the mean of the first n values, then e += (x − e) · 2/(n + 1).
// source: TA-Lib, function EMA with its default compatibility (ta-lib.org). Warm-up: n updates; the
// weight of that first mean falls below 1 % after about 2.3 n further ones.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>

#include "sdk/indicators/checks.hpp"
#include "sdk/indicators/price_line.hpp"
#include "sdk/indicators/seeded_average.hpp"

namespace muhurat::sdk {

class Ema {
 public:
  explicit Ema(std::integral auto period)
      : average_{SeededAverage::exponential(checked_period("EMA period", period))} {}

  void update(double x) {
    if (is_value(x)) average_.push(x);
  }

  bool ready() const { return average_.is_seeded(); }
  double value() const { return average_.average(); }  // NaN before ready
  std::size_t warm_up() const { return average_.period(); }
  std::array<PriceLine, 1> lines() const { return {{{"EMA", average_.period(), value()}}}; }

  void rescale(double ratio) { average_.rescale(checked_ratio(ratio)); }
  void reset() { average_.reset(); }

 private:
  SeededAverage average_;
};

}  // namespace muhurat::sdk
