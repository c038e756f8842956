#include "trading/event_queue.hpp"

namespace muhurat::trading {

void EventQueue::grow() {
  CHECK(ring_.size() < limit);
  std::vector<OrderEvent> larger(2 * ring_.size());
  for (std::size_t i = 0; i < size_; ++i) larger[i] = ring_[(first_ + i) & (ring_.size() - 1)];
  ring_.swap(larger);
  first_ = 0;
}

}  // namespace muhurat::trading
