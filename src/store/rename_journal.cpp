#include "store/rename_journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "core/check.hpp"
#include "core/checksum.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "store/folder_hold.hpp"

namespace muhurat::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view first_line = "muhurat journal 1\n";
constexpr std::string_view word = "rename ";
constexpr std::size_t hex_digits = 32;

std::string checksum_of(std::string_view text) {
  return to_hex(checksum(std::as_bytes(std::span{text})));
}

bool has_checksum(const fs::path& file, std::string_view expected) {
  const auto bytes = read_file_if_there(file);
  return bytes && checksum_of(*bytes) == expected;
}

FileRename renaming_to(const fs::path& to) {
  return {fs::path{to} += ".new", to};
}

bool stays_inside(const std::string& text) {
  const fs::path path{text};
  return path.is_relative() && text == path.lexically_normal().native() && path.has_filename() &&
         *path.begin() != ".." && *path.begin() != "." &&
         text.find_first_of(std::string_view{"\n\0", 2}) == std::string::npos;
}

[[noreturn]] void refuse(std::string headline, std::string expected, std::string found,
                         std::string_view journal) {
  throw ProblemError{
      {.headline = std::move(headline),
       .expected = std::move(expected),
       .found = std::move(found),
       .kept = "nothing was read or written",
       .what_to_do = fmt::format("remove {} and repeat the import that was cut short", journal)}};
}

std::string line_at(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) return "the end of the file";
  return std::string{text.substr(begin, std::min<std::size_t>(text.find('\n', begin) - begin, 80))};
}

// Shows the first line that is another than it should be.
void check_text(std::string_view expected, std::string_view found, std::string_view file) {
  if (expected == found) return;
  const auto differ = std::ranges::mismatch(expected, found).in1 - expected.begin();
  const std::size_t begin = expected.substr(0, static_cast<std::size_t>(differ)).rfind('\n') + 1;
  refuse(fmt::format("{} is damaged", file), line_at(expected, begin), line_at(found, begin), file);
}

// What is to be written there. The new files are on the disk by then, their folders afterwards.
std::string journal_of(const fs::path& folder, std::span<const FileRename> renames) {
  std::vector<NotedRename> noted;
  std::set<fs::path> folders;  // which may be as new as the files, and not on the disk yet
  for (const FileRename& each : renames) {
    const fs::path path = each.to.lexically_relative(folder);
    CHECK(stays_inside(path.string()) && each.from == renaming_to(each.to).from);
    noted.push_back({path.string(), checksum_of(read_file(each.from))});
    for (fs::path above = path.parent_path(); !above.empty(); above = above.parent_path()) {
      folders.insert(folder / above);
    }
  }
  for (const fs::path& each : folders) sync_folder(each);
  return to_text(noted);
}

// Synced, because one that came back would speak of files that were replaced since.
void remove_journal(const fs::path& folder) {
  std::error_code error;
  fs::remove(rename_journal(folder), error);
  if (error) throw SurroundingsError{"remove", rename_journal(folder), error.value()};
  sync_folder(folder);
}

}  // namespace

std::string to_text(std::span<const NotedRename> renames) {
  std::string text{first_line};
  for (const NotedRename& each : renames) {
    text += fmt::format("{}{} {}\n", word, each.checksum, each.path);
  }
  return text + fmt::format("checksum {}\n", checksum_of(text));
}

std::vector<NotedRename> parse_rename_journal(std::string_view text, std::string_view file) {
  std::vector<NotedRename> renames;
  std::size_t end = 0;
  for (std::size_t begin = 0; end = text.find('\n', begin), end != text.npos; begin = end + 1) {
    const std::string_view line = text.substr(begin, end - begin);
    if (!line.starts_with(word) || line.size() <= word.size() + hex_digits) continue;
    renames.push_back({.path = std::string{line.substr(word.size() + hex_digits + 1)},
                       .checksum = std::string{line.substr(word.size(), hex_digits)}});
  }
  check_text(to_text(renames), text, file);
  for (const NotedRename& each : renames) {
    if (stays_inside(each.path)) continue;
    refuse(fmt::format("{} is damaged", file), "a path inside the data folder", each.path, file);
  }
  return renames;
}

fs::path rename_journal(const fs::path& folder) {
  return folder / "journal";
}

void rename_together(const fs::path& folder, std::span<const FileRename> renames,
                     Duration wait_max) {
  if (renames.empty()) return;
  const bool is_noted = renames.size() > 1;  // one alone is done or not
  const std::string journal = is_noted ? journal_of(folder, renames) : "";
  const FolderHold hold = FolderHold::alone(folder, wait_max);
  try {
    if (is_noted) write_file(rename_journal(folder), journal);
    rename_all(renames);
  } catch (const ProblemError&) {  // taken back; what could not be, it says
    try {
      if (is_noted) remove_journal(folder);
    } catch (const SurroundingsError&) {  // the first is the one to tell
    }
    throw;
  }
  sync_renamed(renames);
  if (is_noted) remove_journal(folder);
}

bool finish_renames(const fs::path& folder) {
  const fs::path journal = rename_journal(folder);
  const auto text = read_file_if_there(journal);
  if (!text) return false;
  const FolderHold hold = FolderHold::alone(folder);
  std::vector<FileRename> all;
  std::vector<FileRename> left;
  for (const NotedRename& each : parse_rename_journal(*text, journal.string())) {
    const FileRename& rename = all.emplace_back(renaming_to(folder / each.path));
    if (has_checksum(rename.to, each.checksum)) continue;  // done before
    if (!has_checksum(rename.from, each.checksum)) {
      refuse(
          fmt::format("the import into {} that was cut short cannot be completed", folder.string()),
          fmt::format("{} or {} with checksum {}", rename.from.string(), rename.to.string(),
                      each.checksum),
          "neither", journal.string());
    }
    left.push_back(rename);
  }
  rename_all(left);
  sync_renamed(all);
  remove_journal(folder);
  return true;
}

}  // namespace muhurat::store
