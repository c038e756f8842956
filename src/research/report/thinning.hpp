// Long series made short without losing a peak: session closes keep the lowest and highest of each
// group, bars are joined with their neighbours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "market/record.hpp"

namespace muhurat::research {

// Indexes of the values to keep, ascending: all if they are at most `most`, else the first, the
// last, and the lowest and highest of equal groups, at most `most` in all (`most` ≥ 4).
std::vector<std::size_t> keep_extremes(std::span<const double> values, std::size_t most);

// A bar, or neighbours joined into one: first open, highest, lowest, last close, all the volume.
struct JoinedBar {
  Timestamp time;  // the close of the last
  Price open, high, low, close;
  double volume = 0;
};

struct JoinedBars {
  std::vector<JoinedBar> bars;
  std::size_t joined = 1;         // bars in one, at most
  bool crosses_sessions = false;  // a joined bar may hold bars of several sessions
};

// Joins by 4, 16, 64 … within a session (bars with the same number in `session_of`), the finest
// that gives at most `most` bars; where one bar a session is still too many, sessions are joined
// too.
JoinedBars join_bars(std::span<const market::Bar* const> bars,
                     std::span<const std::int32_t> session_of, std::size_t most);

}  // namespace muhurat::research
