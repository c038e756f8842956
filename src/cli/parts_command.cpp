// muhurat parts: the stock parts with their parameters, for people and as JSON.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "cli/command.hpp"
#include "core/json.hpp"
#include "core/nearest.hpp"
#include "sdk/catalog.hpp"

namespace muhurat::cli {
namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};

// "integer 1 to 500, else 14"
std::string bounds_text(const sdk::ParameterDeclaration& declaration) {
  return std::visit(Overloaded{[](const sdk::IntegerParameter& each) {
                                 return fmt::format("integer {} to {}, else {}", each.min, each.max,
                                                    each.standard);
                               },
                               [](const sdk::NumberParameter& each) {
                                 return fmt::format("number {} to {}, else {}", each.min, each.max,
                                                    each.standard);
                               },
                               [](const sdk::SwitchParameter& each) {
                                 return fmt::format("true or false, else {}", each.standard);
                               },
                               [](const sdk::ChoiceParameter& each) {
                                 std::string names;
                                 for (const char* choice : each.choices) {
                                   names += (names.empty() ? "" : ", ") + std::string{choice};
                                 }
                                 return fmt::format("one of {}, else {}", names, each.standard);
                               }},
                    declaration);
}

const char* help_of(const sdk::ParameterDeclaration& declaration) {
  return std::visit([](const auto& each) { return each.help; }, declaration);
}

std::string part_text(const sdk::Part& part) {
  std::string text =
      fmt::format("{}   {}\n    {}\n", part.name, sdk::to_text(part.kind()), part.help);
  for (const sdk::ParameterDeclaration& each : part.parameters()) {
    text +=
        fmt::format("    {:<16}{:<34}{}\n", sdk::name_of(each), bounds_text(each), help_of(each));
  }
  return text;
}

void write_parameter(JsonWriter& json, const sdk::ParameterDeclaration& declaration) {
  json.begin_object().member("name", sdk::name_of(declaration));
  std::visit(Overloaded{[&](const sdk::IntegerParameter& each) {
                          json.member("type", "integer").member("standard", each.standard);
                          json.member("min", each.min).member("max", each.max);
                        },
                        [&](const sdk::NumberParameter& each) {
                          json.member("type", "number").member("standard", each.standard);
                          json.member("min", each.min).member("max", each.max);
                        },
                        [&](const sdk::SwitchParameter& each) {
                          json.member("type", "switch").member("standard", each.standard);
                        },
                        [&](const sdk::ChoiceParameter& each) {
                          json.member("type", "choice").member("standard", each.standard);
                          json.key("choices").begin_array();
                          for (const char* choice : each.choices) json.value(choice);
                          json.end();
                        }},
             declaration);
  json.member("help", help_of(declaration)).end();
}

std::string parts_json() {
  std::string out;
  JsonWriter json{out, JsonLayout::Indented};
  json.begin_object().key("parts").begin_array();
  for (const sdk::Part& part : sdk::catalog()) {
    json.begin_object().member("kind", sdk::to_text(part.kind())).member("name", part.name);
    json.member("help", part.help).key("parameters").begin_array();
    for (const sdk::ParameterDeclaration& each : part.parameters()) write_parameter(json, each);
    json.end().end();
  }
  json.end().end();
  out.push_back('\n');
  return out;
}

ExitCode show_parts(const std::string& name, bool as_json, const Terminal& terminal) {
  if (as_json) {
    print(parts_json());
    return ExitCode::Done;
  }
  std::string text;
  std::vector<std::string> names;
  for (const sdk::Part& part : sdk::catalog()) {
    names.emplace_back(part.name);
    if (name.empty() || name == part.name) text += (text.empty() ? "" : "\n") + part_text(part);
  }
  if (text.empty()) {
    Problem problem{.headline = "no part is called " + name,
                    .expected = "a name listed by muhurat parts",
                    .found = name};
    if (const auto near = nearest(name, names)) problem.nearest = *near;
    throw ProblemError{std::move(problem)};
  }
  print(for_terminal(text, terminal));
  return ExitCode::Done;
}

}  // namespace

void add_parts(Program& program) {
  CLI::App* app = program.app->add_subcommand("parts", "list the stock parts and their parameters");
  const auto name = std::make_shared<std::string>();
  const auto as_json = std::make_shared<bool>(false);
  app->add_option("part", *name, "show this part alone")->option_text("NAME");
  app->add_flag("--json", *as_json, "as JSON on standard output");
  app->footer(
      "\nExamples:\n  muhurat parts\n  muhurat parts rsi_reversion\n  muhurat parts --json\n");
  app->callback([name, as_json, &program] {
    *program.chosen = [name, as_json](const Terminal& terminal) {
      return show_parts(*name, *as_json, terminal);
    };
  });
}

}  // namespace muhurat::cli
