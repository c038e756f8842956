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
  explicit Rolling(std::size_t size) : parts_(size, not_ready), size_{size} {}

  // A finite value.
  void push(double value) {
    head_ = Fold::join(head_, value);
    parts_[at_] = value;
    if (++at_ == size_) {
      turn();
    } else {
      whole_ = Fold::join(parts_[at_], head_);
    }
  }

  // NaN until as many values have come as the window holds.
  double whole() const { return whole_; }
  bool is_full() const { return is_full_; }
  std::size_t size() const { return size_; }

  void rescale(double ratio) {
    for (double& part : parts_) part *= ratio;
    head_ *= ratio;
    whole_ *= ratio;
  }
  void reset() { *this = Rolling{size_}; }

 private:
  // The block is complete: what was the head is the whole window, and the values become tails.
  void turn() {
    double* const parts = parts_.data();
    std::size_t done = size_ - 1;  // from here on, tails
    double tail = parts[done];
    // Four at a time: they are joined among themselves while the tail behind them is still awaited.
    for (; done > 4; done -= 4) {
      double* const four = parts + done - 4;
      const double last_two = Fold::join(four[2], four[3]);
      const double last_three = Fold::join(four[1], last_two);
      const double all = Fold::join(four[0], last_three);
      four[3] = Fold::join(four[3], tail);
      four[2] = Fold::join(last_two, tail);
      four[1] = Fold::join(last_three, tail);
      four[0] = tail = Fold::join(all, tail);
    }
    for (; done > 1; --done) parts[done - 1] = tail = Fold::join(parts[done - 1], tail);
    whole_ = head_;
    head_ = Fold::identity;
    at_ = 0;
    is_full_ = true;
  }

  // Below at_: values of this block. From at_ on: tails of the block before, each from its place to
  // the block's end (NaN while there was none).
  std::vector<double> parts_;
  std::size_t size_;
  std::size_t at_ = 0;
  double head_ = Fold::identity;
  double whole_ = not_ready;
  bool is_full_ = false;
};

}  // namespace muhurat::sdk
