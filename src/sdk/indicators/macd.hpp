// Moving average convergence/divergence: a fast minus a slow exponential average (the line), an
// exponential average of that line (the signal), and their difference (the histogram).
// source: Gerald Appel, Technical Analysis: Power Tools for Active Investors (2005), with 12, 26
// and 9; seeded as TA-Lib's MACD: both averages start at the same update, so the fast one leaves
// out the first slow − fast values. Warm-up: slow + signal − 1 updates.
#pragma once

#include <cstddef>

#include "sdk/indicators/checks.hpp"
#include "sdk/indicators/seeded_average.hpp"

namespace muhurat::sdk {

struct MacdPeriods {
  int fast = 12;  // shorter than slow
  int slow = 26;
  int signal = 9;
};

class Macd {
 public:
  explicit Macd(MacdPeriods periods = {})
      : fast_{SeededAverage::exponential(checked_period("MACD fast period", periods.fast))},
        slow_{SeededAverage::exponential(
            checked_period("MACD slow period", periods.slow, periods.fast + 1))},
        signal_{SeededAverage::exponential(checked_period("MACD signal period", periods.signal))},
        head_start_{slow_.period() - fast_.period()},
        waiting_{head_start_} {}

  void update(double x) {
    if (!is_value(x)) return;
    slow_.push(x);
    if (waiting_ > 0) [[unlikely]] {
      --waiting_;
      return;
    }
    fast_.push(x);
    if (!slow_.is_seeded()) [[unlikely]]
      return;
    line_ = fast_.average() - slow_.average();
    signal_.push(line_);
  }

  // All three are NaN before ready.
  bool ready() const { return signal_.is_seeded(); }
  double value() const { return line(); }
  double line() const { return ready() ? line_ : not_ready; }
  double signal() const { return signal_.average(); }
  double histogram() const { return line_ - signal_.average(); }
  std::size_t warm_up() const { return slow_.period() + signal_.period() - 1; }

  void rescale(double ratio) {
    fast_.rescale(checked_ratio(ratio));
    slow_.rescale(ratio);
    signal_.rescale(ratio);
    line_ *= ratio;
  }
  void reset() {
    fast_.reset();
    slow_.reset();
    signal_.reset();
    waiting_ = head_start_;
    line_ = not_ready;
  }

 private:
  SeededAverage fast_, slow_, signal_;
  std::size_t head_start_;  // values that the slow average takes before the fast one begins
  std::size_t waiting_;
  double line_ = not_ready;
};

}  // namespace muhurat::sdk
