// Help and usage errors in the program's own shape.
#pragma once

#include <string>

#include "core/error.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace muhurat::cli {

std::string usage_head();
void set_up_program(CLI::App& app);
// Of the subcommand that was named, or of the program.
std::string help_text(const CLI::App& app);
Problem usage_problem(const CLI::App& app, const CLI::ParseError& error);

}  // namespace muhurat::cli
