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

// Text in the terminal's letters: ₹ becomes Rs, an ellipsis three dots, where it is not UTF-8.
std::string for_terminal(std::string text, const Terminal& terminal);
void print(const std::string& text);       // standard output
void print_note(const std::string& text);  // standard error

}  // namespace muhurat::cli
