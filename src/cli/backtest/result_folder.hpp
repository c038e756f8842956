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
// its parent must exist, and another folder must be able to take its place. Asked before the run,
// so that nothing is computed in vain.
std::optional<Problem> check_result_folder(const std::filesystem::path& named);
// Where it lies, whole: a link to a folder is followed, so that the link stays.
std::filesystem::path result_folder_of(const std::filesystem::path& named);

using ResultFiles = std::vector<std::pair<std::string, std::string>>;  // name, content
ResultFiles result_files(const research::RunRecord& record, const research::Evaluation& evaluation);

// A name beside `folder`, of result_folder_of, that is not taken: for the folder that receives the
// files.
std::filesystem::path beside_of(const std::filesystem::path& folder);
// Writes the files into the new folder `beside`. Throws SurroundingsError; then nothing is left
// behind.
void write_files(const std::filesystem::path& beside, const ResultFiles& files);
// Puts the new folder in the old one's place and removes the old one. Whatever it throws, the new
// folder is gone too.
void take_place(const std::filesystem::path& beside, const std::filesystem::path& folder);

}  // namespace muhurat::cli
