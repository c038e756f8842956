// Equity per time step, kept as stretches of equal equity: while nothing is held a step costs no
// memory. The newest are kept whole; above a million the oldest are thinned to open, high, low and
// close per session, so that a run of any length stays bounded.
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
// Steps with one equity, of one session.
struct EquityStretch {
  Timestamp first;
  Timestamp last;
  Money equity;
};
// The stretches of one session that were thinned.
struct EquityBar {
  Timestamp first;
  Timestamp last;
  Money open, high, low, close;
  std::size_t stretches = 0;
};

class EquityCurve {
 public:
  // Stretches kept whole at least; at most a block more.
  static constexpr std::size_t kept_min = 1'000'000;

  // `session_closes` in ascending order: where sessions are cut when stretches are thinned.
  explicit EquityCurve(std::vector<Timestamp> session_closes);

  // A step. All steps since the last one that was added had its equity; `before` was their last.
  void add(Timestamp before, Timestamp time, Money equity) {
    if (is_open_) {
      EquityStretch& open = next_[-1];
      if (open.equity == equity) return;
      if (open.last != before) open.last = before;
    } else {
      is_open_ = true;
    }
    if (next_ == end_) next_block();
    *next_++ = {time, time, equity};
  }
  // A session is over, `last` was its last step: the next step begins another stretch.
  void cut(Timestamp last) {
    if (is_open_) next_[-1].last = last;
    is_open_ = false;
  }
  // The run is over with the step `last`, the one before it was `before`. Its equity is that of all
  // since the last one that was added, or the end of the run changed it.
  void finish(Timestamp before, Timestamp last, Money equity);
  // Oldest first: sessions that were thinned, then stretches.
  const std::vector<EquityBar>& thinned() const { return thinned_; }
  std::size_t size() const;  // stretches
  // Visits the first and the last step of each stretch, once if they are the same.
  template <class Visitor>
  void for_each(Visitor&& visit) const {
    for (const Block& block : blocks_) {
      const EquityStretch* const end = &block == &blocks_.back() ? next_ : block.end();
      for (const EquityStretch* each = block.begin(); each != end; ++each) {
        visit(EquityPoint{each->first, each->equity});
        if (each->last != each->first) visit(EquityPoint{each->last, each->equity});
      }
    }
  }

 private:
  static constexpr std::size_t first_stretches = 2'048;  // most runs are short
  static constexpr std::size_t block_stretches = large_block_bytes / sizeof(EquityStretch);
  struct Block {
    LargeBlock large;  // or else
    std::unique_ptr<EquityStretch[]> small;
    std::size_t size = 0;
    EquityStretch* begin() const {
      return large ? reinterpret_cast<EquityStretch*>(large.get()) : small.get();
    }
    EquityStretch* end() const { return begin() + size; }
  };

  void next_block();
  void thin(const Block& block);

  std::vector<Timestamp> session_closes_;
  std::size_t session_ = 0;  // of the last thinned stretch
  std::vector<EquityBar> thinned_;
  std::vector<Block> blocks_;  // oldest first
  std::size_t full_ = 0;       // stretches in all blocks but the last
  bool is_open_ = false;       // the newest stretch goes on
  EquityStretch* next_ = nullptr;
  EquityStretch* end_ = nullptr;
};

}  // namespace muhurat::engine
