// Files that take their places together are also seen together: whoever renames them has the data
// folder alone for these milliseconds, and whoever opens files that must agree shares it with the
// others that do, while it opens them. What is open stays as it was, so nobody holds the folder
// while it reads. Apart from the lock of the one process that writes, which it has all the time.
#pragma once

#include <filesystem>
#include <optional>

#include "core/timestamp.hpp"

namespace muhurat::store {

// A folder that is locked, until destruction or the end of the process, whatever ends it.
class FolderFlock {
 public:
  enum class Kind { Shared, Alone };

  explicit FolderFlock(const std::filesystem::path& folder);  // opened, not locked yet
  FolderFlock(FolderFlock&& other) noexcept;
  FolderFlock& operator=(FolderFlock&& other) noexcept;
  ~FolderFlock();

  // False: another has it. A folder that is not there, or cannot be locked, counts as locked.
  bool try_lock(Kind kind);

 private:
  int descriptor_ = -1;
};

// The locks lie on folders that are there anyway: one that can only be read, or that an older
// program wrote, needs no file made in it.
class FolderHold {
 public:
  // Not for a process that shares the folder already: it would wait for itself.
  static FolderHold alone(const std::filesystem::path& folder,
                          Duration wait_max = Duration::seconds(30));  // throws ProblemError
  // Empty while somebody has the folder alone, or waits for it: many readers would never let it. A
  // folder that is not there, or cannot be locked, is shared without a lock: its files can be read
  // all the same, each whole by itself.
  static std::optional<FolderHold> shared(const std::filesystem::path& folder);
  static FolderHold nothing() { return FolderHold{}; }

 private:
  // Readers come in by a door, which is shut while somebody waits for the last of them to leave.
  std::optional<FolderFlock> door_, room_;
};

}  // namespace muhurat::store
