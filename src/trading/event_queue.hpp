// What a strategy has yet to be told, first in, first out. A ring that grows to the most that was
// ever waiting and never beyond its limit.
#pragma once

#include <cstddef>
#include <vector>

#include "core/check.hpp"
#include "trading/evidence.hpp"

namespace muhurat::trading {

class EventQueue {
 public:
  static constexpr std::size_t limit = std::size_t{1} << 20;

  bool empty() const { return size_ == 0; }
  // A place at the end, to be filled in.
  OrderEvent& push() {
    if (size_ == ring_.size()) grow();
    return ring_[(first_ + size_++) & (ring_.size() - 1)];
  }
  bool pop(OrderEvent& event) {
    if (size_ == 0) return false;
    event = ring_[first_];
    first_ = (first_ + 1) & (ring_.size() - 1);
    --size_;
    return true;
  }

 private:
  void grow();

  std::vector<OrderEvent> ring_ = std::vector<OrderEvent>(16);  // a power of two
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace muhurat::trading
