// What a run rests on, in words: assumptions, data quality, the facts to reproduce it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/backtest/market_data.hpp"
#include "cli/backtest/run_parts.hpp"
#include "engine/run_result.hpp"
#include "exchange/bars/bar_venue.hpp"
#include "research/run_record.hpp"
#include "sdk/parameters.hpp"

namespace muhurat::cli {

struct BacktestRequest;

std::string intervals_as_text(const market::RunTables& tables);     // "1m, 1d"
std::string parameters_as_text(const sdk::Parameters& parameters);  // "fast=10 slow=30"
// "generated sample data (seed 48)" if any instrument of the run is made up; else empty.
std::string generated_label(const market::RunTables& tables);

// `record` has the orders already.
std::vector<research::Assumption> assumptions_of(const BacktestRequest& request,
                                                 const MarketData& data, const RunParts& parts,
                                                 const engine::RunResult& result,
                                                 const exchange::BarVenueCounts& venue,
                                                 const research::RunRecord& record);
// The product of the run's orders where they have but one, else that of the request.
trading::Product product_of(const BacktestRequest& request, const engine::RunResult& result);

// By whose rates the fills were charged: "NSE equity delivery charges by trade date, Zerodha".
std::string charges_source_of(const BacktestRequest& request, const RunParts& parts,
                              const engine::RunResult& result);

std::vector<research::Fact> facts_to_reproduce(const BacktestRequest& request,
                                               const MarketData& data,
                                               const std::string& parameters);
// Buy and hold of other instruments, at the record's session closes.
void set_benchmark(const market::RunTables& tables, std::span<const market::Record> records,
                   research::RunRecord& record);

}  // namespace muhurat::cli
