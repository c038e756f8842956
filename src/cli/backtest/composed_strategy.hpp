// Signal, sizer and execution model made from the catalog by a TOML strategy's choice.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/backtest/strategy_file.hpp"
#include "engine/composed.hpp"
#include "sdk/execution_model.hpp"
#include "sdk/risk_sizer.hpp"
#include "sdk/signal.hpp"

namespace muhurat::cli {

class ComposedParts {
 public:
  // `settings` of --set are "signal.period=10" or, where only one part has that name, "period=10".
  // Throws ProblemError naming the unknown part or parameter.
  ComposedParts(const StrategyFile& file, const std::vector<sdk::ParameterSetting>& settings);

  engine::ComposedParts parts() { return {*signal_, *sizer_, *execution_}; }
  const std::string& parameters_text() const { return parameters_text_; }

 private:
  std::unique_ptr<sdk::Signal> signal_;
  std::unique_ptr<sdk::RiskSizer> sizer_;
  std::unique_ptr<sdk::ExecutionModel> execution_;
  std::string parameters_text_;
};

}  // namespace muhurat::cli
