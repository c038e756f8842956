#include "cli/backtest/composed_strategy.hpp"

#include <algorithm>

#include "cli/backtest/loaded_strategy.hpp"
#include "cli/backtest/run_words.hpp"
#include "core/nearest.hpp"
#include "sdk/catalog.hpp"

namespace muhurat::cli {
namespace {

const sdk::Part& part_of(sdk::PartKind kind, const PartChoice& choice) {
  if (const sdk::Part* part = sdk::find_part(kind, choice.part)) return *part;
  throw ProblemError{sdk::unknown_part(kind, choice.part, choice.where)};
}

std::vector<std::string> names_of(const sdk::Part& part) {
  std::vector<std::string> names;
  for (const auto& each : part.parameters()) names.emplace_back(sdk::name_of(each));
  return names;
}

// One of the three parts while the settings are dealt out.
struct Chosen {
  const char* table;
  const sdk::Part* part;
  std::vector<sdk::ParameterSetting> settings;

  bool has(const std::string& name) const {
    const auto names = names_of(*part);
    return std::find(names.begin(), names.end(), name) != names.end();
  }
  // A setting of the command line comes in place of the file's.
  void put(const sdk::ParameterSetting& setting) {
    std::erase_if(settings, [&](const auto& each) { return each.name == setting.name; });
    settings.push_back(setting);
  }
};

[[noreturn]] void refuse_as_ambiguous(const std::vector<Chosen*>& takers,
                                      const sdk::ParameterSetting& setting) {
  std::string listed;
  for (const Chosen* each : takers) {
    listed += (listed.empty() ? "" : " or ") + std::string{each->table} + "." + setting.name;
  }
  throw ProblemError{{.headline = "more than one part has a parameter " + setting.name,
                      .expected = listed,
                      .found = setting.name + "=" + setting.text,
                      .where = setting.where,
                      .what_to_do = "name it with its table, e.g. " +
                                    std::string{takers.front()->table} + "." + setting.name + "=" +
                                    setting.text}};
}

[[noreturn]] void refuse(const std::vector<Chosen>& chosen, const sdk::ParameterSetting& setting) {
  std::vector<std::string> known;
  std::string listed;
  for (const Chosen& each : chosen) {
    for (const std::string& name : names_of(*each.part)) {
      known.push_back(std::string{each.table} + "." + name);
      listed += (listed.empty() ? "" : ", ") + known.back();
    }
  }
  Problem problem{.headline = "no part of the strategy has a parameter " + setting.name,
                  .expected = listed,
                  .found = setting.name + "=" + setting.text,
                  .where = setting.where,
                  .what_to_do = "name it with its table, e.g. signal.period=10"};
  if (const auto near = nearest(setting.name, known)) problem.nearest = *near;
  throw ProblemError{std::move(problem)};
}

void deal_out(std::vector<Chosen>& chosen, const sdk::ParameterSetting& setting) {
  const std::size_t dot = setting.name.find('.');
  std::vector<Chosen*> takers;
  for (Chosen& each : chosen) {
    const bool is_named = dot != std::string::npos && setting.name.substr(0, dot) == each.table;
    if (is_named || (dot == std::string::npos && each.has(setting.name))) takers.push_back(&each);
  }
  if (takers.size() > 1) refuse_as_ambiguous(takers, setting);
  if (takers.empty()) refuse(chosen, setting);
  sdk::ParameterSetting plain = setting;
  if (dot != std::string::npos) plain.name = setting.name.substr(dot + 1);
  takers.front()->put(plain);
}

}  // namespace

ComposedParts::ComposedParts(const StrategyFile& file,
                             const std::vector<sdk::ParameterSetting>& settings) {
  std::vector<Chosen> chosen = {
      {"signal", &part_of(sdk::PartKind::Signal, file.signal), file.signal.settings},
      {"sizer", &part_of(sdk::PartKind::Sizer, file.sizer), file.sizer.settings},
      {"execution", &part_of(sdk::PartKind::Execution, file.execution), file.execution.settings}};
  for (const sdk::ParameterSetting& each : settings) deal_out(chosen, each);
  const auto make = [&](const Chosen& each, auto&& factory) {
    sdk::Parameters parameters{each.settings};
    auto made = factory(parameters);
    check_parameters(parameters, std::string{"part "} + each.part->name);
    if (!parameters_text_.empty()) parameters_text_ += "; ";
    parameters_text_ += std::string{each.part->name} + " " + parameters_as_text(parameters);
    return made;
  };
  signal_ = make(chosen[0], [&](sdk::Parameters& p) { return chosen[0].part->signal(p); });
  sizer_ = make(chosen[1], [&](sdk::Parameters& p) { return chosen[1].part->sizer(p); });
  execution_ = make(chosen[2], [&](sdk::Parameters& p) { return chosen[2].part->execution(p); });
}

}  // namespace muhurat::cli
