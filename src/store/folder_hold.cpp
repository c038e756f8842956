#include "store/folder_hold.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "core/clock.hpp"
#include "core/file.hpp"

namespace muhurat::store {
namespace {

namespace fs = std::filesystem;

int open_folder(const fs::path& folder) {
  int descriptor = -1;
  do descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

// Any other folder than that of the hold itself.
fs::path door_of(const fs::path& folder) {
  return folder / "series";
}

[[noreturn]] void refuse_busy(const fs::path& folder, Duration waited) {
  throw ProblemError{
      {.headline = fmt::format("the data folder {} is being read", folder.string()),
       .expected = fmt::format("a moment without readers within {} s", waited.to_seconds()),
       .found = "other processes that open its files",
       .kept = "the data are as they were",
       .what_to_do = "repeat the command, or end a reader that has stopped",
       .exit_code = ExitCode::Surroundings}};
}

// Until it is locked.
void wait_for(FolderFlock& lock, const fs::path& folder, const Stopwatch& watch,
              Duration wait_max) {
  while (!lock.try_lock(FolderFlock::Kind::Alone)) {
    if (watch.elapsed() >= wait_max) refuse_busy(folder, wait_max);
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
}

}  // namespace

FolderFlock::FolderFlock(const fs::path& folder) : descriptor_{open_folder(folder)} {}

FolderFlock::FolderFlock(FolderFlock&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)} {}

FolderFlock& FolderFlock::operator=(FolderFlock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

// Unlocked and not only closed: a child that was forked meanwhile has the same lock open.
FolderFlock::~FolderFlock() {
  if (descriptor_ < 0) return;
  (void)::flock(descriptor_, LOCK_UN);
  ::close(descriptor_);
}

bool FolderFlock::try_lock(Kind kind) {
  if (descriptor_ < 0) return true;
  int result = 0;
  do result = ::flock(descriptor_, (kind == Kind::Alone ? LOCK_EX : LOCK_SH) | LOCK_NB);
  while (result != 0 && errno == EINTR);
  return result == 0 || errno != EWOULDBLOCK;
}

FolderHold FolderHold::alone(const fs::path& folder, Duration wait_max) {
  const Stopwatch watch;
  FolderHold hold;
  wait_for(hold.door_.emplace(door_of(folder)), folder, watch, wait_max);
  wait_for(hold.room_.emplace(folder), folder, watch, wait_max);
  return hold;
}

std::optional<FolderHold> FolderHold::shared(const fs::path& folder) {
  FolderFlock door{door_of(folder)};
  if (!door.try_lock(FolderFlock::Kind::Shared)) return std::nullopt;
  FolderHold hold;
  if (!hold.room_.emplace(folder).try_lock(FolderFlock::Kind::Shared)) return std::nullopt;
  return hold;
}

}  // namespace muhurat::store
