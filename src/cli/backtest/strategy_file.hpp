// A strategy composed in TOML: [signal], [sizer] and [execution] name a part each with its
// parameters, [run] has the keys of the command line, [thresholds] says what the run is judged by.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/run_options.hpp"
#include "core/error.hpp"
#include "core/result.hpp"
#include "sdk/parameters.hpp"
#include "sdk/threshold.hpp"

namespace muhurat::cli {

struct PartChoice {
  std::string part;   // rsi_reversion
  std::string where;  // mean_reversion.toml:3
  std::vector<sdk::ParameterSetting> settings;
};

struct StrategyFile {
  PartChoice signal, sizer, execution;
  OptionTexts run;
  sdk::Thresholds thresholds;
};

// Unknown tables and keys are refused by file, line and nearest name.
Result<StrategyFile, Problem> read_strategy_file(const std::filesystem::path& path);

}  // namespace muhurat::cli
