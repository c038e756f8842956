// muhurat config: the settings that hold for every command, and where each was set.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/command.hpp"
#include "cli/program_settings.hpp"
#include "cli/table.hpp"

namespace muhurat::cli {
namespace {

ExitCode show_settings(const Terminal& terminal) {
  const ProgramSettings& settings = program_settings();
  Table table{{"setting", "value", "set by", "environment", "what it is"}};
  for (const Settings::Row& row : settings.rows) {
    table.add({row.name, row.value, row.source, row.environment, row.help});
  }
  std::error_code missing;
  const bool has_file = std::filesystem::exists(settings.file, missing);
  print(for_terminal(table.text() + fmt::format("\nsettings file  {}{}\n", settings.file.string(),
                                                has_file ? "" : " (not there)"),
                     terminal));
  return ExitCode::Done;
}

}  // namespace

void add_config(Program& program) {
  CLI::App* app = program.app->add_subcommand("config", "show the settings and where each was set");
  app->footer(
      "\nA setting is read from the settings file (TOML, one line each, as data = "
      "\"/srv/prices\"),\n"
      "then from the environment, which wins; an option as --data wins over both.\n"
      "\nExamples:\n  muhurat config\n  MUHURAT_DATA=/srv/prices muhurat config\n");
  app->callback([&program] {
    *program.chosen = [](const Terminal& terminal) { return show_settings(terminal); };
  });
}

}  // namespace muhurat::cli
