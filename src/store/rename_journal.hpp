// Files of a data folder that are replaced together, whatever ends the process between two of them.
// A note of all of them, FOLDER/journal, is on the disk before the first and is removed after the
// last. Where it stands, the whole counts, and whoever opens the folder next does what is left.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/timestamp.hpp"
#include "store/file_io.hpp"

namespace muhurat::store {

// PATH.new takes the place of PATH.
struct NotedRename {
  std::string path;      // below the data folder: reference/instruments.csv
  std::string checksum;  // of the new file, which is known by it under either name; in hex
};

std::string to_text(std::span<const NotedRename> renames);
// Throws ProblemError, naming `file`, for all that to_text does not write, and for a path that
// leads out of the data folder.
std::vector<NotedRename> parse_rename_journal(std::string_view text, std::string_view file);

std::filesystem::path rename_journal(const std::filesystem::path& folder);

// All renames, or none: each from TO.new to TO, below the folder, and synced. Only for the one that
// has the folder's lock, as what follows; both have the folder alone meanwhile, for which they
// wait. Throws ProblemError as rename_all, sync_renamed and FolderHold do.
void rename_together(const std::filesystem::path& folder, std::span<const FileRename> renames,
                     Duration wait_max = Duration::seconds(30));

// Does what is left of those renames that another process had to leave; false where there are none.
// Throws ProblemError, and has renamed nothing, where the journal is damaged, or a file that it
// names is neither in its place nor beside it.
bool finish_renames(const std::filesystem::path& folder);

}  // namespace muhurat::store
