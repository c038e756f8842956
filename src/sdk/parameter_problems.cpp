#include "sdk/parameter_problems.hpp"

#include <vector>

#include "core/nearest.hpp"

namespace muhurat::sdk {
namespace {

// A place in a file has a line.
bool is_option(std::string_view where) {
  return where.find(':') == std::string_view::npos;
}

std::string key_of(const ParameterOwner& owner, std::string_view name) {
  std::string key{owner.prefix};
  if (!key.empty()) key += '.';
  key += name;
  return key;
}

std::string found_at(std::string_view text, std::string_view where) {
  std::string found{text};
  if (is_option(where) && !where.empty()) found += ", from " + std::string{where};
  return found;
}

Problem unknown_key(const Parameters& parameters, const ParameterSetting& setting,
                    const ParameterOwner& owner) {
  const std::string key = key_of(owner, setting.name);
  Problem problem{.headline = headline_at(setting.where, "unknown key \"" + key + "\"")};
  std::vector<std::string> names;
  for (const ParameterDeclaration& each : parameters.declared()) names.emplace_back(name_of(each));
  for (const std::string& each : names) {
    problem.expected += (problem.expected.empty() ? "" : ", ") + each;
  }
  if (names.empty()) problem.expected = std::string{owner.name} + " takes no settings";
  if (!owner.listed_by.empty()) problem.expected += " (" + std::string{owner.listed_by} + ")";
  if (is_option(setting.where)) problem.found = found_at(key, setting.where);
  if (const auto meant = nearest(setting.name, names)) problem.nearest = key_of(owner, *meant);
  problem.what_to_do = "correct the key; unknown keys are never ignored";
  return problem;
}

}  // namespace

std::optional<Problem> problem_with(const Parameters& parameters, const ParameterOwner& owner) {
  const auto unknown = parameters.unknown();
  if (!unknown.empty()) return unknown_key(parameters, unknown.front(), owner);
  if (parameters.problems().empty()) return std::nullopt;
  const Parameters::Problem& first = parameters.problems().front();
  const std::string key = key_of(owner, first.name);
  return Problem{.headline = headline_at(
                     first.where, key + " is not what " + std::string{owner.name} + " takes"),
                 .expected = first.expected,
                 .found = found_at(first.found, first.where)};
}

std::string headline_at(std::string_view where, std::string text) {
  if (is_option(where)) return text;
  return std::string{where} + ": " + text;
}

}  // namespace muhurat::sdk
