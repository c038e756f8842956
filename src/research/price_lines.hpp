// The strategy's own lines over the prices, traced anew from the indicators as they were before
// their first bar: the run itself keeps none of their values.
#pragma once

#include <span>
#include <vector>

#include "engine/callback_marker.hpp"
#include "market/record.hpp"
#include "market/run_tables.hpp"
#include "research/run_record.hpp"
#include "sdk/registered_indicator.hpp"

namespace muhurat::research {

inline constexpr std::size_t price_lines_most = 6;  // of one instrument

// `records` with the warm-up; values are kept of the matching bars after `from`. An indicator of
// another series has at each matching bar the value that the strategy knew there. The indicators
// are used up. `marker` is told of each moment, for a watchdog.
std::vector<PriceLineValues> trace_price_lines(std::span<sdk::DrawnIndicator> drawn,
                                               const market::RunTables& tables,
                                               std::span<const market::Record> records,
                                               Timestamp from, engine::CallbackMarker& marker);

}  // namespace muhurat::research
