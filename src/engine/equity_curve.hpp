// Equity per time step. The newest points are kept one by one; above a million the oldest are
// thinned to open, high, low and close per session, so that a run of any length stays bounded.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/numbers.hpp"
#include "core/rows.hpp"
#include "core/timestamp.hpp"

namespace muhurat::engine {

struct EquityPoint {
  Timestamp time;
  Money equity;
};
// The points of one session that were thinned; its close in time is that of the last of them.
struct EquityBar {
  Timestamp first;
  Timestamp last;
  Money open, high, low, close;
  std::size_t points = 0;
};

class EquityCurve {
 public:
  // Kept one by one at least; at most a block more.
  static constexpr std::size_t points_min = 1'000'000;

  // `session_closes` in ascending order: where sessions are cut when points are thinned.
  explicit EquityCurve(std::vector<Timestamp> session_closes);

  void add(Timestamp time, Money equity) {
    if (next_ == end_) next_block();
    *next_++ = {time, equity};
  }
  // The equity at the last point, when the end of the run changed it.
  void replace_last(Money equity) {
    if (!blocks_.empty()) next_[-1].equity = equity;
  }
  // Oldest first: sessions that were thinned, then single points.
  const std::vector<EquityBar>& thinned() const { return thinned_; }
  std::size_t size() const;  // single points
  template <class Visitor>
  void for_each(Visitor&& visit) const {
    for (const Block& block : blocks_) {
      const EquityPoint* const end = &block == &blocks_.back() ? next_ : block.end();
      for (const EquityPoint* point = block.begin(); point != end; ++point) visit(*point);
    }
  }

 private:
  static constexpr std::size_t first_points = 2'048;  // most runs are short
  static constexpr std::size_t block_points = large_block_bytes / sizeof(EquityPoint);
  struct Block {
    LargeBlock large;  // or else
    std::unique_ptr<EquityPoint[]> small;
    std::size_t size = 0;
    EquityPoint* begin() const {
      return large ? reinterpret_cast<EquityPoint*>(large.get()) : small.get();
    }
    EquityPoint* end() const { return begin() + size; }
  };

  void next_block();
  void thin(const Block& block);

  std::vector<Timestamp> session_closes_;
  std::size_t session_ = 0;  // of the last thinned point
  std::vector<EquityBar> thinned_;
  std::vector<Block> blocks_;  // oldest first
  std::size_t full_ = 0;       // points in all blocks but the last
  EquityPoint* next_ = nullptr;
  EquityPoint* end_ = nullptr;
};

}  // namespace muhurat::engine
