// Bollinger bands: the simple average of n values, and k population deviations to both sides of it.
// source: John Bollinger, Bollinger on Bollinger Bands (2001), with 20 and 2; TA-Lib, function
// BBANDS. Warm-up: n updates.
#pragma once

#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "sdk/indicators/checks.hpp"
#include "sdk/indicators/price_line.hpp"

namespace muhurat::sdk {

// Sums over the window are kept in two halves as in rolling.hpp, of the distances from an anchor:
// the last value of the block before, which always lies within the window. So they are as small as
// the window is wide: the variance keeps its digits at any level of prices, there is no drift, and
// where a price stands still the three lines are that price exactly.
class Bollinger {
 public:
  explicit Bollinger(std::integral auto period, double deviations = 2)
      : parts_(checked_period("Bollinger period", period, 2), Sums{not_ready, not_ready}),
        share_{1 / static_cast<double>(parts_.size())},
        deviations_{checked_deviations(deviations)} {}

  void update(double x) {
    if (!is_value(x)) return;
    head_ = head_ + measured(x - anchor_);
    parts_[at_].distances = x;
    settle(++at_ == parts_.size() ? turn() : parts_[at_] + head_);
  }

  bool ready() const { return is_full_; }
  double value() const { return middle_; }  // NaN before ready, as are the others
  double upper() const { return middle_ + width_; }
  double middle() const { return middle_; }
  double lower() const { return middle_ - width_; }
  std::size_t warm_up() const { return parts_.size(); }
  std::array<PriceLine, 3> lines() const {
    return {{{"Bollinger upper", parts_.size(), upper()},
             {"Bollinger middle", parts_.size(), middle()},
             {"Bollinger lower", parts_.size(), lower()}}};
  }

  void rescale(double ratio) {
    checked_ratio(ratio);
    for (Sums& part : parts_) part = {part.distances * ratio, part.squares * (ratio * ratio)};
    head_ = {head_.distances * ratio, head_.squares * (ratio * ratio)};
    anchor_ *= ratio;
    middle_ *= ratio;
    width_ *= ratio;
  }
  void reset() { *this = Bollinger{parts_.size(), deviations_}; }

 private:
  struct Sums {
    double distances, squares;
    friend Sums operator+(const Sums& older, const Sums& newer) {
      return {older.distances + newer.distances, older.squares + newer.squares};
    }
  };
  static Sums measured(double distance) { return {distance, distance * distance}; }

  static double checked_deviations(double deviations) {
    if (!(deviations >= 0) || !is_value(deviations)) {
      throw std::invalid_argument("Bollinger deviations: expected 0 or more, found " +
                                  std::to_string(deviations));
    }
    return deviations;
  }

  // The block is complete and is the window: measured anew from its last value, its values become
  // tails.
  Sums turn() {
    const double anchor = parts_.back().distances;
    Sums tail{0, 0};
    for (std::size_t i = parts_.size(); i-- > 0;) {
      tail = measured(parts_[i].distances - anchor) + tail;
      parts_[i] = tail;
    }
    anchor_ = anchor;
    head_ = {0, 0};
    at_ = 0;
    is_full_ = true;
    return tail;
  }

  void settle(const Sums& whole) {
    const double distance = whole.distances * share_;
    const double variance = whole.squares * share_ - distance * distance;
    middle_ = anchor_ + distance;
    width_ = deviations_ * std::sqrt(variance < 0 ? 0 : variance);
  }

  // Below at_: in `distances` the values of this block as they came. From at_ on: tails of the
  // block before, each from its place to the block's end (NaN while there was none).
  std::vector<Sums> parts_;
  std::size_t at_ = 0;
  Sums head_{0, 0};
  double anchor_ = 0;
  double share_, deviations_;
  double middle_ = not_ready;
  double width_ = not_ready;
  bool is_full_ = false;
};

}  // namespace muhurat::sdk
