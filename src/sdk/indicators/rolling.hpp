// A sum, maximum or minimum over the last n values, in constant time and without drift. The stream
// is cut into blocks of n. A window is a tail of the block before and a head of the current one;
// both are kept joined, the tails for each possible start, so a result is one join of two numbers.
// Nothing is ever subtracted: a value that has left the window leaves no trace, however large.
// source: for maxima, van Herk, Pattern Recognition Letters 13 (1992); Gil and Werman, IEEE PAMI 15
// (1993).
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "sdk/indicators/checks.hpp"

namespace muhurat::sdk {

struct SumFold {
  static constexpr double identity = 0;
  static double join(double older, double newer) { return older + newer; }
};

struct MaxFold {
  static constexpr double identity = -std::numeric_limits<double>::infinity();
  static double join(double older, double newer) { return older < newer ? newer : older; }
};

struct MinFold {
  static constexpr double identity = std::numeric_limits<double>::infinity();
  static double join(double older, double newer) { return newer < older ? newer : older; }
};

template <typename Fold>
class Rolling {
 public:
  explicit Rolling(std::size_t size) : parts_(size, not_ready) {}

  // A finite value.
  void push(double value) {
    head_ = Fold::join(head_, value);
    parts_[at_] = value;
    if (++at_ == parts_.size()) {
      turn();
    } else {
      whole_ = Fold::join(parts_[at_], head_);
    }
  }

  // NaN until as many values have come as the window holds.
  double whole() const { return whole_; }
  bool is_full() const { return is_full_; }
  std::size_t size() const { return parts_.size(); }

  void rescale(double ratio) {
    for (double& part : parts_) part *= ratio;
    head_ *= ratio;
    whole_ *= ratio;
  }
  void reset() { *this = Rolling{parts_.size()}; }

 private:
  // The block is complete: what was the head is the whole window, and the values become tails.
  void turn() {
    double tail = parts_.back();
    for (std::size_t i = parts_.size() - 1; i-- > 1;) {
      tail = Fold::join(parts_[i], tail);
      parts_[i] = tail;
    }
    whole_ = head_;
    head_ = Fold::identity;
    at_ = 0;
    is_full_ = true;
  }

  // Below at_: values of this block. From at_ on: tails of the block before, each from its place to
  // the block's end (NaN while there was none).
  std::vector<double> parts_;
  std::size_t at_ = 0;
  double head_ = Fold::identity;
  double whole_ = not_ready;
  bool is_full_ = false;
};

}  // namespace muhurat::sdk
