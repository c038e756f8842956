// The folder that prices and reference data lie in. Opening it checks the version of its layout;
// opening it to write also locks it against every other process that writes.
#pragma once

#include <filesystem>
#include <optional>

#include "core/file.hpp"

namespace muhurat::store {

enum class Access { Read, Write };

class DataFolder {
 public:
  // The version of the layout that this program writes. It reads this one and those before it.
  static constexpr int format = 1;

  // Read: the folder need not exist and is then empty. Write: it is made where it is missing.
  // Throws ProblemError if a newer program wrote it, or another process is writing to it (which it
  // names).
  DataFolder(std::filesystem::path root, Access access);

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path series() const { return root_ / "series"; }
  std::filesystem::path reference() const { return root_ / "reference"; }
  std::filesystem::path instruments_file() const { return reference() / "instruments.csv"; }
  std::filesystem::path quarantine() const { return root_ / "quarantine"; }
  bool is_writable() const { return lock_.has_value(); }

 private:
  void check_format() const;
  void lock();

  std::filesystem::path root_;
  std::optional<FolderLock> lock_;
};

}  // namespace muhurat::store
