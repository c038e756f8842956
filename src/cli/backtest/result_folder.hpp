// The folder that --out names: it receives a whole result or stays as it was. The files are written
// beside it and the two are exchanged in one step.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "research/run_record.hpp"

namespace muhurat::cli {

// What is wrong with the folder as a target: it may be new, empty or an earlier result of ours, and
// its parent must exist. Asked before the run, so that nothing is computed in vain.
std::optional<Problem> check_result_folder(const std::filesystem::path& folder);

using ResultFiles = std::vector<std::pair<std::string, std::string>>;  // name, content
ResultFiles result_files(const research::RunRecord& record, const research::Evaluation& evaluation);

// Writes the files into a new folder beside `folder` and returns its path. Throws
// SurroundingsError; then nothing is left behind.
std::filesystem::path write_beside(const std::filesystem::path& folder, const ResultFiles& files);
// Puts the new folder in the old one's place and removes the old one.
void take_place(const std::filesystem::path& beside, const std::filesystem::path& folder);

// Removes what a run that was stopped while writing left beside the folder.
void remove_stale_beside(const std::filesystem::path& folder);

}  // namespace muhurat::cli
