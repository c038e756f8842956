// The recursive average under EMA, RSI, ATR and MACD: the mean of the first n values, then each
// further value moves it by a fixed step: average += (x − average) · step. As in TA-Lib, which
// seeds the same way.
#pragma once

#include <cstddef>

#include "sdk/indicators/checks.hpp"

namespace muhurat::sdk {

class SeededAverage {
 public:
  // The usual step of an exponential average, and that of Wilder's.
  static SeededAverage exponential(std::size_t period) {
    return {period, 2.0 / static_cast<double>(period + 1)};
  }
  static SeededAverage wilder(std::size_t period) {
    return {period, 1.0 / static_cast<double>(period)};
  }

  // A finite value.
  void push(double value) {
    if (seen_ == period_) [[likely]] {
      average_ += (value - average_) * step_;
    } else {
      seed(value);
    }
  }

  // NaN until `period` values have come.
  double average() const { return average_; }
  bool is_seeded() const { return seen_ == period_; }
  std::size_t period() const { return period_; }

  void rescale(double ratio) {
    sum_ *= ratio;
    average_ *= ratio;
  }
  void reset() { *this = SeededAverage{period_, step_}; }

 private:
  SeededAverage(std::size_t period, double step) : period_{period}, step_{step} {}

  void seed(double value) {
    sum_ += value;
    if (++seen_ == period_) average_ = sum_ / static_cast<double>(period_);
  }

  std::size_t period_;
  std::size_t seen_ = 0;
  double step_;
  double sum_ = 0;
  double average_ = not_ready;
};

}  // namespace muhurat::sdk
