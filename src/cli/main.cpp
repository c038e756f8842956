// muhurat: the one program. It finds the subcommand, runs it and turns whatever goes wrong into one
// message and an exit code.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "cli/command.hpp"
#include "cli/usage.hpp"
#include "cli/version.hpp"
#include "core/file.hpp"
#include "core/shell_word.hpp"

namespace {

using namespace muhurat;
using namespace muhurat::cli;

std::string command_line_of(int count, char** words) {
  std::string text = "muhurat";
  for (int i = 1; i < count; ++i) text += " " + shell_word(words[i]);
  return text;
}

int end_with(const Problem& problem, const Terminal& terminal) {
  print_note(for_terminal(to_text(problem), terminal));
  return static_cast<int>(problem.exit_code);
}

int run(int count, char** words, const Terminal& terminal) {
  CLI::App app{usage_head(), "muhurat"};
  Action chosen;
  Program program{.app = &app, .chosen = &chosen, .command_line = command_line_of(count, words)};
  set_up_program(app);
  add_demo(program);
  add_import(program);
  add_data(program);
  add_new(program);
  add_backtest(program);
  add_report(program);
  add_parts(program);
  add_config(program);
  try {
    app.parse(count, words);
  } catch (const CLI::CallForHelp&) {
    print(for_terminal(help_text(app), terminal));
    return 0;
  } catch (const CLI::CallForVersion&) {
    print("muhurat " + version_text() + "\n");
    return 0;
  } catch (const CLI::ParseError& error) {
    return end_with(usage_problem(app, error), terminal);
  }
  return static_cast<int>(chosen(terminal));
}

}  // namespace

int main(int count, char** words) {
  keep_standard_streams();
  const Terminal terminal = detect_terminal();
  try {
    return run(count, words, terminal);
  } catch (const ProblemError& error) {
    return end_with(error.problem(), terminal);
  } catch (const std::filesystem::filesystem_error& error) {
    return end_with(SurroundingsError{error}.problem(), terminal);
  } catch (const std::exception& error) {
    return end_with({.headline = error.what(),
                     .what_to_do = "report it with the command and its files",
                     .exit_code = ExitCode::Fault},
                    terminal);
  }
}
