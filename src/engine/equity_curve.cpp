#include "engine/equity_curve.hpp"

#include <algorithm>
#include <utility>

namespace muhurat::engine {

EquityCurve::EquityCurve(std::vector<Timestamp> session_closes)
    : session_closes_{std::move(session_closes)} {}

std::size_t EquityCurve::size() const {
  if (blocks_.empty()) return 0;
  return (blocks_.size() - 1) * block_size + static_cast<std::size_t>(next_ - blocks_.back().get());
}

void EquityCurve::next_block() {
  static_assert(points_max % block_size == 0);
  Block block;
  if (blocks_.size() * block_size < points_max) {
    block = std::make_unique_for_overwrite<EquityPoint[]>(block_size);
  } else {
    thin(blocks_.front());
    block = std::move(blocks_.front());
    blocks_.erase(blocks_.begin());
  }
  next_ = block.get();
  end_ = next_ + block_size;
  blocks_.push_back(std::move(block));
}

// A session that a block's end cuts goes on in the bar it began.
void EquityCurve::thin(const Block& block) {
  bool continues = !thinned_.empty();
  for (const EquityPoint* point = block.get(); point != block.get() + block_size; ++point) {
    while (session_ < session_closes_.size() && session_closes_[session_] < point->time) {
      ++session_;
      continues = false;
    }
    if (!continues) {
      const Money equity = point->equity;
      thinned_.push_back({point->time, point->time, equity, equity, equity, equity, 0});
      continues = true;
    }
    EquityBar& bar = thinned_.back();
    bar.last = point->time;
    bar.high = std::max(bar.high, point->equity);
    bar.low = std::min(bar.low, point->equity);
    bar.close = point->equity;
    bar.points += 1;
  }
}

}  // namespace muhurat::engine
