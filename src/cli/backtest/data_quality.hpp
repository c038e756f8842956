// How whole the bars are that a run read, by the calendar of each instrument.
#pragma once

#include <span>

#include "cli/backtest/market_data.hpp"
#include "research/run_record.hpp"

namespace muhurat::cli {

// `records` are those of the run, without the warm-up. Gaps are what `muhurat data verify` calls
// so.
research::DataQuality quality_of(const MarketData& data, std::span<const market::Record> records);

}  // namespace muhurat::cli
