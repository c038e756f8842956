// Equity per time step. The newest points are kept one by one; above a million the oldest are
// thinned to open, high, low and close per session, so that a run of any length stays bounded.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/numbers.hpp"
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
  static constexpr std::size_t points_max = 1'000'000;

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
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const EquityPoint* first = blocks_[i].get();
      const EquityPoint* last = i + 1 == blocks_.size() ? next_ : first + block_size;
      for (; first != last; ++first) visit(*first);
    }
  }

 private:
  static constexpr std::size_t block_size = 50'000;
  using Block = std::unique_ptr<EquityPoint[]>;

  void next_block();
  void thin(const Block& block);

  std::vector<Timestamp> session_closes_;
  std::size_t session_ = 0;  // of the last thinned point
  std::vector<EquityBar> thinned_;
  std::vector<Block> blocks_;  // oldest first
  EquityPoint* next_ = nullptr;
  EquityPoint* end_ = nullptr;
};

}  // namespace muhurat::engine
