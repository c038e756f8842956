// The folder that prices and reference data lie in. Opening it checks the version of its layout;
// opening it to write also locks it against every other process that writes.
#pragma once

#include <filesystem>
#include <optional>

#include "core/file.hpp"
#include "core/timestamp.hpp"
#include "store/folder_hold.hpp"

namespace muhurat::store {

enum class Access { Read, Write };

class DataFolder {
 public:
  // The version of the layout that this program writes. It reads this one and those before it.
  static constexpr int format = 1;

  // Read: the folder need not exist and is then empty. Write: it is made where it is missing.
  // Either completes an import that was killed while its files took their places. A reader that
  // finds one at it waits, at most so long. Throws ProblemError if a newer program wrote the
  // folder, another process is writing to it (which it names), or an import cannot be completed.
  DataFolder(std::filesystem::path root, Access access, Duration wait_max = Duration::seconds(5));

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path series() const { return root_ / "series"; }
  std::filesystem::path reference() const { return root_ / "reference"; }
  std::filesystem::path instruments_file() const { return reference() / "instruments.csv"; }
  std::filesystem::path quarantine() const { return root_ / "quarantine"; }
  bool is_writable() const { return lock_.has_value(); }
  bool has_completed_import() const { return has_completed_import_; }

  // While it lives no import publishes anything, so that files opened meanwhile agree. Have it for
  // that only: imports wait for it. Throws as the constructor does, for the same reasons.
  FolderHold hold() const;

 private:
  void check_format() const;
  FolderHold hold(bool& has_completed) const;

  std::filesystem::path root_;
  Duration wait_max_;
  std::optional<FolderLock> lock_;
  bool has_completed_import_ = false;
};

}  // namespace muhurat::store
