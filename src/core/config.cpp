#include "core/config.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/check.hpp"
#include "core/nearest.hpp"

namespace muhurat {
inline namespace core {
namespace {

constexpr std::string_view prefix = "MUHURAT_";

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return number;
}

// How the types are told, read and written; one overload of each for every type of Settings::Field.
struct Text {
  static std::string noun(const std::string*) { return "a text"; }
  static std::string noun(const std::int64_t*) { return "a whole number"; }
  static std::string noun(const double*) { return "a number"; }
  static std::string noun(const bool*) { return "true or false"; }

  static auto read(const std::string*, std::string_view text) {
    return std::optional{std::string{text}};
  }
  static auto read(const std::int64_t*, std::string_view text) {
    return number_of<std::int64_t>(text);
  }
  static std::optional<double> read(const double*, std::string_view text) {
    const auto number = number_of<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
  }
  static std::optional<bool> read(const bool*, std::string_view text) {
    if (text == "true") return true;
    if (text == "false") return false;
    return std::nullopt;
  }

  static std::string write(const std::string& value) { return value; }
  static std::string write(std::int64_t value) { return std::to_string(value); }
  static std::string write(double value) { return fmt::format("{}", value); }
  static std::string write(bool value) { return value ? "true" : "false"; }
};

std::string text_of(const Settings::Field& field) {
  return std::visit([](const auto* value) { return Text::write(*value); }, field);
}

std::string expected_of(const Settings::Field& field, const Settings::Declaration& declared) {
  if (!declared.choices.empty()) {
    return fmt::format("one of {}", fmt::join(declared.choices, ", "));
  }
  std::string text = std::visit([](const auto* value) { return Text::noun(value); }, field);
  const bool is_count = std::holds_alternative<std::int64_t*>(field);
  if (!declared.unit.empty()) text += (is_count ? " of " : " in ") + declared.unit;
  if (!declared.min.empty() && !declared.max.empty()) {
    text += fmt::format(", {} to {}", declared.min, declared.max);
  } else if (!declared.min.empty()) {
    text += ", at least " + declared.min;
  } else if (!declared.max.empty()) {
    text += ", at most " + declared.max;
  }
  return text;
}

// Takes the text into the field if it is a value of the type, within bounds and one of the choices.
bool take(const Settings::Field& field, const Settings::Declaration& declared,
          std::string_view text) {
  const auto& choices = declared.choices;
  if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end()) {
    return false;
  }
  const auto take_into = [&](auto* target) {
    auto value = Text::read(target, text);
    if (!value) return false;
    if (!declared.min.empty() && *value < Text::read(target, declared.min).value()) return false;
    if (!declared.max.empty() && *value > Text::read(target, declared.max).value()) return false;
    *target = std::move(*value);
    return true;
  };
  return std::visit(take_into, field);
}

// The text of a TOML value whose type fits the field: a text is no number.
std::optional<std::string> text_for(const Settings::Field& field, const TomlValue& value) {
  if (std::holds_alternative<std::string*>(field)) {
    const auto* text = value.as<std::string>();
    return text != nullptr ? std::optional{*text} : std::nullopt;
  }
  if (std::holds_alternative<bool*>(field)) {
    return value.as<bool>() != nullptr ? std::optional{value.shown()} : std::nullopt;
  }
  const bool is_count = std::holds_alternative<std::int64_t*>(field);
  return is_count && value.as<std::int64_t>() == nullptr ? std::nullopt : value.decimal();
}

std::string environment_name(std::string_view name) {
  std::string text{prefix};
  for (const char c : name) {
    const bool is_lower = c >= 'a' && c <= 'z';
    text += is_lower ? static_cast<char>(c - 'a' + 'A') : c == '.' || c == '-' ? '_' : c;
  }
  return text;
}

}  // namespace

void Settings::declare(Field field, Declaration declaration) {
  CHECK(find(declaration.name) == nullptr);
  CHECK(!declaration.help.empty());
  std::string default_text = text_of(field);
  CHECK(take(field, declaration, default_text));
  settings_.push_back({field, std::move(declaration), std::move(default_text)});
}

Settings::Setting* Settings::find(std::string_view name) {
  for (Setting& setting : settings_) {
    if (setting.declaration.name == name) return &setting;
  }
  return nullptr;
}

std::vector<std::string> Settings::names_in(std::string_view table) const {
  std::vector<std::string> names;
  for (const Setting& setting : settings_) {
    std::string_view name = setting.declaration.name;
    if (!name.starts_with(table)) continue;
    name.remove_prefix(table.size());
    const std::string first{name.substr(0, name.find('.'))};
    if (std::find(names.begin(), names.end(), first) == names.end()) names.push_back(first);
  }
  return names;
}

std::optional<Problem> Settings::read(const TomlTable& table, const TomlPlace& place) {
  for (const TomlEntry& entry : table.entries) {
    if (auto problem = read_entry(entry, place, "")) return problem;
  }
  return std::nullopt;
}

std::optional<Problem> Settings::read_entry(const TomlEntry& entry, const TomlPlace& place,
                                            std::string_view table) {
  const std::string name = std::string{table} + entry.key;
  Setting* setting = find(name);
  if (const auto* nested = entry.value.as<TomlTable>(); nested != nullptr && setting == nullptr) {
    const std::vector<std::string> known = names_in(name + '.');
    if (known.empty()) return unknown_key(place, entry, names_in(table));
    const TomlPlace inner{.file = place.file, .table = place.full_key(entry.key)};
    for (const TomlEntry& one : nested->entries) {
      if (auto problem = read_entry(one, inner, name + '.')) return problem;
    }
    return std::nullopt;
  }
  if (setting == nullptr) return unknown_key(place, entry, names_in(table));
  const auto text = text_for(setting->field, entry.value);
  if (!text || !take(setting->field, setting->declaration, *text)) {
    Problem problem = wrong_value(place, entry, expected_of(setting->field, setting->declaration));
    if (text) problem.nearest = nearest(*text, setting->declaration.choices).value_or("");
    return problem;
  }
  setting->source = fmt::format("{}:{}", place.file, entry.value.line);
  return std::nullopt;
}

std::optional<Problem> Settings::set(std::string_view name, std::string_view text,
                                     std::string_view where) {
  Setting* setting = find(name);
  if (setting == nullptr) {
    std::vector<std::string> known;
    for (const Setting& one : settings_) known.push_back(one.declaration.name);
    return Problem{.headline = fmt::format("unknown setting \"{}\"", name),
                   .expected = fmt::format("{}", fmt::join(known, ", ")),
                   .nearest = nearest(name, known).value_or(""),
                   .where = std::string{where},
                   .exit_code = ExitCode::Input};
  }
  if (!take(setting->field, setting->declaration, text)) {
    return Problem{.headline = fmt::format("wrong value of \"{}\"", name),
                   .expected = expected_of(setting->field, setting->declaration),
                   .found = text.empty() ? "nothing" : std::string{text},
                   .nearest = nearest(text, setting->declaration.choices).value_or(""),
                   .where = std::string{where},
                   .exit_code = ExitCode::Input};
  }
  setting->source = where;
  return std::nullopt;
}

std::optional<Problem> Settings::read_environment(std::span<const std::string> variables) {
  for (const std::string& variable : variables) {
    const std::size_t equals = std::min(variable.find('='), variable.size());
    const std::string name = variable.substr(0, equals);
    if (!name.starts_with(prefix)) continue;
    const std::string text = variable.substr(std::min(equals + 1, variable.size()));
    std::vector<std::string> known;
    const Setting* meant = nullptr;
    for (const Setting& setting : settings_) {
      known.push_back(environment_name(setting.declaration.name));
      if (known.back() == name) meant = &setting;
    }
    if (meant == nullptr) {
      return Problem{.headline = fmt::format("unknown setting {} in the environment", name),
                     .expected = fmt::format("{}", fmt::join(known, ", ")),
                     .nearest = nearest(name, known).value_or(""),
                     .what_to_do = "correct the name or unset it"};
    }
    if (auto problem = set(meant->declaration.name, text, name)) return problem;
  }
  return std::nullopt;
}

std::vector<Settings::Row> Settings::rows() const {
  std::vector<Row> rows;
  for (const Setting& setting : settings_) {
    const Declaration& declared = setting.declaration;
    rows.push_back({declared.name, environment_name(declared.name),
                    expected_of(setting.field, declared), setting.default_text,
                    text_of(setting.field), declared.help, setting.source});
  }
  return rows;
}

std::vector<std::string> environment_variables() {
  std::vector<std::string> variables;
  for (char** variable = ::environ; variable != nullptr && *variable != nullptr; ++variable) {
    if (std::string_view{*variable}.starts_with(prefix)) variables.emplace_back(*variable);
  }
  return variables;
}

}  // namespace core
}  // namespace muhurat
