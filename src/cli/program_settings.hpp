// What holds for every command of one user: where prices and compiled strategies lie. Read once,
// from the settings file, then from the environment, which wins; options of a command win over
// both.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/config.hpp"

namespace muhurat::cli {

struct ProgramSettings {
  std::string data;   // folder of prices
  std::string cache;  // folder of compiled strategies
  std::filesystem::path file;
  std::vector<Settings::Row> rows;  // each with its source, for muhurat config
};

// Throws a ProblemError that names the file and line, or the variable, if a setting is unknown.
const ProgramSettings& program_settings();

// Of --data where that was given, else of the settings.
std::filesystem::path data_folder(const std::string& option);

}  // namespace muhurat::cli
