// What every subcommand is: it adds its options to the program and says what to do when it was
// chosen. One file each.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/error.hpp"
#include "core/format.hpp"

namespace CLI {
class App;
}

namespace muhurat::cli {

// How this terminal is written to.
struct Terminal {
  bool is_utf8 = true;          // else Rs, # and ok
  bool shows_progress = false;  // standard error is a terminal
  Medium medium() const { return is_utf8 ? Medium::Terminal : Medium::Ascii; }
};
Terminal detect_terminal();

// What the chosen subcommand does; returns the exit code. What it throws is printed by main.
using Action = std::function<ExitCode(const Terminal&)>;

struct Program {
  CLI::App* app = nullptr;
  Action* chosen = nullptr;  // set by the subcommand that was named
  std::string command_line;  // as it was typed
};

void add_backtest(Program& program);
void add_import(Program& program);
void add_new(Program& program);
void add_data(Program& program);
void add_parts(Program& program);
void add_report(Program& program);
void add_demo(Program& program);
void add_config(Program& program);

// Text in the terminal's letters: control letters as \x1B; where it is not UTF-8, ₹ becomes Rs and
// an ellipsis three dots.
std::string for_terminal(std::string text, const Terminal& terminal);
// A stream that the caller closed leaves its number to the next file that is opened, which would
// receive what is printed. This takes the number, so that printing there fails.
void keep_standard_streams();

// On standard output, written when it returns. Throws SurroundingsError, as on a full disk; a
// reader that has gone ends the process quietly.
void print(const std::string& text);
void print_note(const std::string& text);  // standard error

}  // namespace muhurat::cli
