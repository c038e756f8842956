// A compiled strategy file in this process: its library loaded, its stamp compared, its parameters
// read and the strategy made. It stays loaded until the end of the process, because texts of the
// run lie in it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/strategy_compiler.hpp"
#include "sdk/plugin.hpp"

namespace muhurat::cli {

class LoadedStrategy {
 public:
  // Throws ProblemError: another stamp, no export, or parameters that do not fit (exit 3).
  LoadedStrategy(const CompiledStrategy& compiled, const std::string& file,
                 std::vector<sdk::ParameterSetting> settings);

  sdk::Strategy& strategy() { return *strategy_; }
  unsigned callbacks() const { return exported_->callbacks; }
  const sdk::Parameters& parameters() const { return parameters_; }

 private:
  const sdk::StrategyExport* exported_ = nullptr;
  sdk::Parameters parameters_;
  std::unique_ptr<sdk::Strategy, void (*)(sdk::Strategy*)> strategy_;
};

// Throws ProblemError for the first setting that does not fit or that nobody declared. `owner` is
// what has the parameters, e.g. "crossover.cpp" or "part rsi_reversion".
void check_parameters(const sdk::Parameters& parameters, const std::string& owner);

}  // namespace muhurat::cli
