// Files and folders that are written whole or not at all, and locks that name their holder.
// Whatever the disk refuses is thrown as a SurroundingsError, which says what was tried on which
// path and why not.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "core/result.hpp"

namespace muhurat {
inline namespace core {

// The disk, a folder or a permission is in the way: exit code 6.
class SurroundingsError : public ProblemError {
 public:
  // `tried` completes "cannot …", e.g. "write"; `error_number` is errno's.
  SurroundingsError(std::string_view tried, const std::filesystem::path& path, int error_number);
  explicit SurroundingsError(const std::filesystem::filesystem_error& error)
      : SurroundingsError{"use", error.path1(), error.code().value()} {}
  const std::filesystem::path& path() const { return path_; }
  int error_number() const { return error_number_; }

 private:
  std::filesystem::path path_;
  int error_number_;
};

std::string read_file(const std::filesystem::path& path);
std::optional<std::string> read_file_if_there(const std::filesystem::path& path);

// A file that appears under its name only with commit(): bytes go to a file beside it, which is
// synced and renamed. Without commit the file beside is removed and the old one stays as it was.
class WholeFile {
 public:
  explicit WholeFile(std::filesystem::path path);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  void append(std::string_view text) { append(std::as_bytes(std::span{text})); }
  void append(std::span<const std::byte> bytes);
  void commit();

 private:
  std::filesystem::path path_;
  std::filesystem::path beside_;
  int descriptor_ = -1;
};

void write_file(const std::filesystem::path& path, std::string_view text);
void make_folder(const std::filesystem::path& folder);  // with those above it; may be there
void sync_folder(const std::filesystem::path& folder);

// Both must exist; afterwards each is the other. In one step where the file system can, else by
// three renames.
void exchange_folders(const std::filesystem::path& one, const std::filesystem::path& other);

struct LockHolder {
  int pid = 0;  // 0 if it did not write its number yet
};

// Held until destruction or the end of the process, whatever ends it.
class FolderLock {
 public:
  static Result<FolderLock, LockHolder> acquire(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_{descriptor} {}
  int descriptor_;
};

}  // namespace core
}  // namespace muhurat
