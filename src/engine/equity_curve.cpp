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

void EquityCurve::finish(Timestamp before, Timestamp last, Money equity) {
  if (blocks_.empty()) return;
  EquityStretch& end = next_[-1];
  if (is_open_) end.last = last;
  is_open_ = false;
  if (end.equity == equity) return;
  if (end.first == end.last) {
    end.equity = equity;
  } else {
    end.last = before;
    add(before, last, equity);
  }
}

void EquityCurve::next_block() {
  Block block;
  if (blocks_.empty()) {
    block.small = std::make_unique_for_overwrite<EquityStretch[]>(first_stretches);
    block.size = first_stretches;
  } else {
    full_ += blocks_.back().size;
    if (full_ >= kept_min + block_stretches) {
      thin(blocks_.front());
      full_ -= blocks_.front().size;
      block = std::move(blocks_.front());
      blocks_.erase(blocks_.begin());
    }
    if (!block.large) block = {make_large_block(), nullptr, block_stretches};
  }
  next_ = block.begin();
  end_ = block.end();
  blocks_.push_back(std::move(block));
}

// A session that a block's end cuts goes on in the bar it began.
void EquityCurve::thin(const Block& block) {
  bool continues = !thinned_.empty();
  for (const EquityStretch* each = block.begin(); each != block.end(); ++each) {
    while (session_ < session_closes_.size() && session_closes_[session_] < each->first) {
      ++session_;
      continues = false;
    }
    if (!continues) {
      const Money equity = each->equity;
      thinned_.push_back({each->first, each->last, equity, equity, equity, equity, 0});
      continues = true;
    }
    EquityBar& bar = thinned_.back();
    bar.last = each->last;
    bar.high = std::max(bar.high, each->equity);
    bar.low = std::min(bar.low, each->equity);
    bar.close = each->equity;
    bar.stretches += 1;
  }
}

}  // namespace muhurat::engine
