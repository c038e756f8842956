#include "sdk/parameters.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace muhurat::sdk {
namespace {

// Without an exponent where people would write none: 1000000, and not 1e+06.
std::string shortest(double value) {
  char text[32];
  const bool is_plain = value == 0 || (std::abs(value) >= 1e-6 && std::abs(value) < 1e15);
  const auto end =
      is_plain ? std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr
               : std::to_chars(text, text + sizeof text, value).ptr;
  return {text, end};
}

std::string expected(const IntegerParameter& of) {
  return "an integer, " + std::to_string(of.min) + " to " + std::to_string(of.max);
}
std::string expected(const NumberParameter& of) {
  return "a number, " + shortest(of.min) + " to " + shortest(of.max);
}
std::string expected(const SwitchParameter&) {
  return "true or false";
}
std::string expected(const ChoiceParameter& of) {
  std::string text;
  for (std::size_t i = 0; i < of.choices.size(); ++i) {
    if (i > 0) text += i + 1 == of.choices.size() ? " or " : ", ";
    text += of.choices[i];
  }
  return text;
}

// Wholly a number; neither NaN nor infinity, whose names from_chars would take.
template <class Number>
std::optional<Number> read_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int64_t> read(const IntegerParameter& of, std::string_view text) {
  const auto value = read_number<std::int64_t>(text);
  return value && *value >= of.min && *value <= of.max ? value : std::nullopt;
}
// A NaN fails both comparisons.
std::optional<double> read(const NumberParameter& of, std::string_view text) {
  const auto value = read_number<double>(text);
  return value && *value >= of.min && *value <= of.max ? value : std::nullopt;
}
std::optional<bool> read(const SwitchParameter&, std::string_view text) {
  if (text == "true" || text == "on" || text == "yes") return true;
  if (text == "false" || text == "off" || text == "no") return false;
  return std::nullopt;
}
std::optional<std::string> read(const ChoiceParameter& of, std::string_view text) {
  for (const char* choice : of.choices) {
    if (text == choice) return std::string{text};
  }
  return std::nullopt;
}

std::string text_of(std::int64_t value) {
  return std::to_string(value);
}
std::string text_of(double value) {
  return shortest(value);
}
std::string text_of(bool value) {
  return value ? "true" : "false";
}
std::string text_of(const std::string& value) {
  return value;
}

// What is shown of a text that a user wrote.
std::string shortened(const std::string& text) {
  constexpr std::size_t most = 60;
  return text.size() <= most ? text : text.substr(0, most) + "...";
}

}  // namespace

const char* name_of(const ParameterDeclaration& declaration) {
  return std::visit([](const auto& each) { return each.name; }, declaration);
}

std::string expected_of(const ParameterDeclaration& declaration) {
  return std::visit([](const auto& each) { return expected(each); }, declaration);
}

std::string text_of(const ParameterValue& value) {
  return std::visit([](const auto& each) { return text_of(each); }, value);
}

Parameters::Parameters(std::vector<ParameterSetting> settings) : settings_{std::move(settings)} {}

template <class Value, class Declaration>
Value Parameters::take(const Declaration& declaration, Value standard) {
  const bool is_new = std::none_of(declared_.begin(), declared_.end(), [&](const auto& each) {
    return std::string_view{name_of(each)} == declaration.name;
  });
  Value value = standard;
  if (const ParameterSetting* setting = find(declaration.name)) {
    if (auto given = read(declaration, setting->text)) {
      value = *std::move(given);
    } else if (is_new) {
      problems_.push_back({.name = declaration.name,
                           .expected = expected(declaration),
                           .found = shortened(setting->text),
                           .where = setting->where});
    }
  }
  if (!is_new) return value;
  if (!read(declaration, text_of(standard))) {
    problems_.push_back({.name = declaration.name,
                         .expected = expected(declaration),
                         .found = text_of(standard) + " as its standard value",
                         .where = "the declaration of the parameter"});
  }
  declared_.emplace_back(declaration);
  values_.emplace_back(value);
  return value;
}

std::int64_t Parameters::integer(const IntegerParameter& declaration) {
  return take<std::int64_t>(declaration, declaration.standard);
}
double Parameters::number(const NumberParameter& declaration) {
  return take<double>(declaration, declaration.standard);
}
bool Parameters::is_on(const SwitchParameter& declaration) {
  return take<bool>(declaration, declaration.standard);
}
std::string Parameters::choice(const ChoiceParameter& declaration) {
  return take<std::string>(declaration, declaration.standard);
}

void Parameters::refuse(std::string_view name, std::string expected) {
  Problem problem{std::string{name}, std::move(expected), {}, {}};
  for (std::size_t i = 0; i < declared_.size(); ++i) {
    if (name == name_of(declared_[i])) problem.found = text_of(values_[i]);
  }
  if (const ParameterSetting* setting = find(name)) {
    problem.where = setting->where;
  } else {
    problem.found += ", its standard value";
  }
  problems_.push_back(std::move(problem));
}

std::vector<ParameterSetting> Parameters::unknown() const {
  std::vector<ParameterSetting> settings;
  for (const ParameterSetting& setting : settings_) {
    const bool is_declared = std::any_of(declared_.begin(), declared_.end(), [&](const auto& each) {
      return setting.name == name_of(each);
    });
    if (!is_declared) settings.push_back(setting);
  }
  return settings;
}

// The last one given counts: --set comes after the lines of a file.
const ParameterSetting* Parameters::find(std::string_view name) const {
  const auto found =
      std::find_if(settings_.rbegin(), settings_.rend(),
                   [&](const ParameterSetting& setting) { return setting.name == name; });
  return found == settings_.rend() ? nullptr : &*found;
}

}  // namespace muhurat::sdk
