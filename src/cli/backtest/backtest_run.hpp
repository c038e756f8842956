// One backtest, in the child process: the strategy loaded, the data read, the engine run, the
// result evaluated and written beside its folder. Everything concrete is chosen and wired here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/backtest/market_data.hpp"
#include "cli/backtest/strategy_file.hpp"
#include "cli/child_process.hpp"
#include "cli/run_options.hpp"
#include "cli/strategy_compiler.hpp"
#include "research/run_record.hpp"
#include "sdk/parameters.hpp"

namespace muhurat::cli {

struct BacktestRequest {
  std::filesystem::path file;                   // crossover.cpp or mean_reversion.toml
  std::optional<CompiledStrategy> compiled;     // of a C++ file
  std::optional<StrategyFile> composed;         // of a TOML file
  std::vector<sdk::ParameterSetting> settings;  // --set
  RunOptions options;
  std::filesystem::path data;
  bool verify = false;
  std::string command;  // as it was typed, for the report
  Timestamp started;    // when the program began, by its monotonic clock
};

// Runs and evaluates. Throws ProblemError; `page` tells the watching parent where the run stands.
struct BacktestOutcome {
  research::RunRecord record;
  research::Evaluation evaluation;
  // What the record refers to.
  std::unique_ptr<MarketData> data;
  std::unique_ptr<store::SeriesFeed> feed;
};
BacktestOutcome run_backtest(const BacktestRequest& request, SharedPage& page);

}  // namespace muhurat::cli
