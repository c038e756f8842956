#include "engine/equity_curve.hpp"

#include <algorithm>
#include <utility>

namespace muhurat::engine {

EquityCurve::EquityCurve(std::vector<Timestamp> session_closes)
    : session_closes_{std::move(session_closes)} {}

std::size_t EquityCurve::size() const {
  if (blocks_.empty()) return 0;
  return full_ + static_cast<std::size_t>(next_ - blocks_.back().begin());
}

void EquityCurve::next_block() {
  Block block;
  if (blocks_.empty()) {
    block.small = std::make_unique_for_overwrite<EquityPoint[]>(first_points);
    block.size = first_points;
  } else {
    full_ += blocks_.back().size;
    if (full_ >= points_min + block_points) {
      thin(blocks_.front());
      full_ -= blocks_.front().size;
      block = std::move(blocks_.front());
      blocks_.erase(blocks_.begin());
    }
    if (!block.large) block = {make_large_block(), nullptr, block_points};
  }
  next_ = block.begin();
  end_ = block.end();
  blocks_.push_back(std::move(block));
}

// A session that a block's end cuts goes on in the bar it began.
void EquityCurve::thin(const Block& block) {
  bool continues = !thinned_.empty();
  for (const EquityPoint* point = block.begin(); point != block.end(); ++point) {
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
