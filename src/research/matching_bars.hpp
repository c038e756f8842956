// The bars of one instrument's matching series, in order of time: what the market did around an
// order or a trade.
#pragma once

#include <vector>

#include "market/record.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {

using MatchingBars = std::vector<const market::Bar*>;

// Of each instrument of the run, by InstrumentId; they point into the run's records.
std::vector<MatchingBars> matching_bars(const RunRecord& record);

}  // namespace muhurat::research
