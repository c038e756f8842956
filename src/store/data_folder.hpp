// The folder that prices and reference data lie in. Opening it checks the version of its layout;
// opening it to write also locks it against every other process that writes.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

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
  ~DataFolder();
  DataFolder(DataFolder&& other) noexcept;
  DataFolder& operator=(DataFolder&&) = delete;

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path series() const { return root_ / "series"; }
  std::filesystem::path reference() const { return root_ / "reference"; }
  std::filesystem::path instruments_file() const { return reference() / "instruments.csv"; }
  std::filesystem::path quarantine() const { return root_ / "quarantine"; }
  bool is_writable() const { return lock_ >= 0; }

 private:
  explicit DataFolder(std::filesystem::path root) : root_{std::move(root)} {}
  void check_format() const;
  void lock();

  std::filesystem::path root_;
  int lock_ = -1;  // descriptor of the lock file
};

}  // namespace muhurat::store
