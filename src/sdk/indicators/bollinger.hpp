// Bollinger bands: the simple average of n values, and k population deviations to both sides of it.
// source: John Bollinger, Bollinger on Bollinger Bands (2001), with 20 and 2; TA-Lib, function
// BBANDS. Warm-up: n updates.
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <vector>

#include "sdk/indicators/checks.hpp"

namespace muhurat::sdk {

// Sums over the window are kept as in rolling.hpp. Squares are taken of the distance from an
// anchor, the last value of the block before, which is always within the window: so the difference
// of the mean square and the squared mean loses no more digits than the window itself spans, at any
// level of prices.
class Bollinger {
 public:
  explicit Bollinger(std::integral auto period, double deviations = 2)
      : parts_(checked_period("Bollinger period", period, 2),
               Sums{not_ready, not_ready, not_ready}),
        count_{static_cast<double>(parts_.size())},
        share_{1 / count_},
        deviations_{checked_deviations(deviations)} {}

  void update(double x) {
    if (!is_value(x)) return;
    const double distance = x - anchor_;
    head_ = head_ + Sums{x, distance, distance * distance};
    parts_[at_].values = x;
    settle(++at_ == parts_.size() ? turn() : parts_[at_] + head_);
  }

  bool ready() const { return is_full_; }
  double value() const { return middle_; }  // NaN before ready, as are the others
  double upper() const { return middle_ + width_; }
  double middle() const { return middle_; }  // the same bits as Sma
  double lower() const { return middle_ - width_; }
  std::size_t warm_up() const { return parts_.size(); }

  void rescale(double ratio) {
    checked_ratio(ratio);
    for (Sums& part : parts_) part = part.times(ratio);
    head_ = head_.times(ratio);
    anchor_ *= ratio;
    middle_ *= ratio;
    width_ *= ratio;
  }
  void reset() { *this = Bollinger{parts_.size(), deviations_}; }

 private:
  struct Sums {
    double values, distances, squares;
    friend Sums operator+(const Sums& older, const Sums& newer) {
      return {older.values + newer.values, older.distances + newer.distances,
              older.squares + newer.squares};
    }
    Sums times(double ratio) const {
      return {values * ratio, distances * ratio, squares * (ratio * ratio)};
    }
  };

  static double checked_deviations(double deviations) {
    if (!(deviations >= 0) || !is_value(deviations)) {
      throw std::invalid_argument("Bollinger deviations: expected 0 or more, found " +
                                  std::to_string(deviations));
    }
    return deviations;
  }

  // The block is complete: measures it from its last value and joins it to tails from its end.
  Sums turn() {
    anchor_ = parts_.back().values;
    Sums tail{0, 0, 0};
    for (std::size_t i = parts_.size(); i-- > 0;) {
      const double x = parts_[i].values, distance = x - anchor_;
      tail = Sums{x, distance, distance * distance} + tail;
      parts_[i] = tail;
    }
    const Sums whole{head_.values, tail.distances, tail.squares};
    head_ = {0, 0, 0};
    at_ = 0;
    is_full_ = true;
    return whole;
  }

  void settle(const Sums& whole) {
    middle_ = whole.values / count_;
    const double variance = (whole.squares - whole.distances * whole.distances * share_) * share_;
    width_ = deviations_ * std::sqrt(variance < 0 ? 0 : variance);
  }

  std::vector<Sums> parts_;
  std::size_t at_ = 0;
  Sums head_{0, 0, 0};
  double anchor_ = 0;
  double count_, share_, deviations_;
  double middle_ = not_ready;
  double width_ = not_ready;
  bool is_full_ = false;
};

}  // namespace muhurat::sdk
