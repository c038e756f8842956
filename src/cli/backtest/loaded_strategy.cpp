#include "cli/backtest/loaded_strategy.hpp"

#include <dlfcn.h>

#include "core/nearest.hpp"

namespace muhurat::cli {
namespace {

const sdk::StrategyExport* load(const CompiledStrategy& compiled, const std::string& file) {
  void* library = dlopen(compiled.library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    throw ProblemError{{.headline = file + " cannot be loaded",
                        .expected = "a strategy that links against the sdk alone",
                        .found = dlerror(),
                        .exit_code = ExitCode::Compile}};
  }
  using Export = const sdk::StrategyExport* (*)();
  const auto exported = reinterpret_cast<Export>(dlsym(library, "muhurat_strategy"));
  if (exported == nullptr) {
    throw ProblemError{{.headline = file + " exports no strategy",
                        .expected = "MUHURAT_STRATEGY(YourClass) as its last line",
                        .found = "none",
                        .exit_code = ExitCode::Compile}};
  }
  const sdk::StrategyExport* found = exported();
  if (found->stamp != strategy_stamp()) {
    throw ProblemError{{.headline = file + " was compiled for another program",
                        .expected = strategy_stamp(),
                        .found = found->stamp,
                        .what_to_do = "remove " + compiled.library.string(),
                        .exit_code = ExitCode::Compile}};
  }
  return found;
}

std::vector<std::string> declared_names(const sdk::Parameters& parameters) {
  std::vector<std::string> names;
  for (const auto& each : parameters.declared()) names.emplace_back(sdk::name_of(each));
  return names;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

LoadedStrategy::LoadedStrategy(const CompiledStrategy& compiled, const std::string& file,
                               std::vector<sdk::ParameterSetting> settings)
    : exported_{load(compiled, file)},
      parameters_{std::move(settings)},
      strategy_{exported_->make(parameters_), exported_->destroy} {
  check_parameters(parameters_, file);
}

void check_parameters(const sdk::Parameters& parameters, const std::string& owner) {
  for (const sdk::Parameters::Problem& each : parameters.problems()) {
    throw ProblemError{{.headline = "parameter " + each.name + " of " + owner + " does not fit",
                        .expected = each.expected,
                        .found = each.found,
                        .where = each.where,
                        .what_to_do = "change the value"}};
  }
  const auto unknown = parameters.unknown();
  if (unknown.empty()) return;
  const std::vector<std::string> names = declared_names(parameters);
  Problem problem{.headline = owner + " has no parameter " + unknown.front().name,
                  .expected = names.empty() ? "no parameter" : joined(names),
                  .found = unknown.front().name + " = " + unknown.front().text,
                  .where = unknown.front().where,
                  .what_to_do = "correct the name; unknown names are never ignored"};
  if (const auto near = nearest(unknown.front().name, names)) problem.nearest = *near;
  throw ProblemError{std::move(problem)};
}

}  // namespace muhurat::cli
