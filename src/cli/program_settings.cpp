#include "cli/program_settings.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "core/file.hpp"

namespace muhurat::cli {
namespace {

namespace fs = std::filesystem;

// A folder of this user after the XDG Base Directory Specification 0.8.
fs::path user_folder(const char* variable, const char* below_home) {
  const char* named = std::getenv(variable);
  if (named != nullptr && *named != '\0') return fs::path{named} / "muhurat";
  const char* home = std::getenv("HOME");
  return fs::path{home == nullptr ? "." : home} / below_home / "muhurat";
}

// The build and the tests have variables of their own, which are no settings of the program.
bool is_for_program(std::string_view variable) {
  constexpr std::array<std::string_view, 7> others = {
      "MUHURAT_CHROMIUM=", "MUHURAT_FOR_THIS_TEST=", "MUHURAT_REAL_DATA=",    "MUHURAT_REPORT=",
      "MUHURAT_UI_BUILD=", "MUHURAT_UI_OUT=",        "MUHURAT_WRITE_GOLDENS="};
  const bool is_empty = variable.ends_with('=');  // the same as unset
  return !is_empty && std::none_of(others.begin(), others.end(), [&](std::string_view other) {
    return variable.starts_with(other);
  });
}

void check(const std::optional<Problem>& problem) {
  if (problem) throw ProblemError{*problem};
}

void read_settings_file(Settings& settings, const fs::path& file) {
  std::error_code missing;
  if (!fs::exists(file, missing)) return;
  const auto root = parse_toml(read_file(file), file.string());
  if (!root) throw ProblemError{root.error()};
  check(settings.read(*root, {.file = file.string()}));
}

ProgramSettings read_settings() {
  ProgramSettings read{.data = user_folder("XDG_DATA_HOME", ".local/share"),
                       .cache = user_folder("XDG_CACHE_HOME", ".cache"),
                       .file = user_folder("XDG_CONFIG_HOME", ".config") / "settings.toml",
                       .rows = {}};
  Settings settings;
  settings.declare(&read.data, {.name = "data", .help = "folder of prices"});
  settings.declare(&read.cache, {.name = "cache", .help = "folder of compiled strategies"});
  read_settings_file(settings, read.file);
  std::vector<std::string> variables = environment_variables();
  std::erase_if(variables, [](const std::string& each) { return !is_for_program(each); });
  check(settings.read_environment(variables));
  read.rows = settings.rows();
  return read;
}

}  // namespace

const ProgramSettings& program_settings() {
  static const ProgramSettings settings = read_settings();
  return settings;
}

fs::path data_folder(const std::string& option) {
  return option.empty() ? program_settings().data : option;
}

}  // namespace muhurat::cli
