#include "store/data_folder.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "store/rename_journal.hpp"

namespace muhurat::store {
namespace {

constexpr std::string_view format_words = "muhurat data format ";

// Empty where the file is not of ours.
int format_of(std::string_view text) {
  if (!text.starts_with(format_words)) return 0;
  text.remove_prefix(format_words.size());
  int version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

[[noreturn]] void refuse_locked(const std::filesystem::path& root, const LockHolder& holder,
                                const char* kept) {
  throw ProblemError{{.headline = fmt::format("the data folder {} is locked", root.string()),
                      .expected = "no other process that writes to it",
                      .found = holder.pid == 0 ? std::string{"another process is writing"}
                                               : fmt::format("process {} is writing", holder.pid),
                      .kept = kept,
                      .what_to_do = "wait for that process, or end it",
                      .exit_code = ExitCode::Surroundings}};
}

Result<FolderLock, LockHolder> lock_to_complete(const std::filesystem::path& root) {
  try {
    return FolderLock::acquire(root);
  } catch (const SurroundingsError& error) {  // a folder that can only be read, perhaps
    Problem problem = error.problem();
    problem.kept = "nothing was read: an import was cut short and has to be completed first";
    throw ProblemError{std::move(problem)};
  }
}

}  // namespace

DataFolder::DataFolder(std::filesystem::path root, Access access, Duration wait_max)
    : root_{std::move(root)}, wait_max_{wait_max} {
  check_format();
  if (access == Access::Read) {
    (void)hold(has_completed_import_);
    return;
  }
  make_folder(root_);
  auto lock = FolderLock::acquire(root_);
  if (!lock) refuse_locked(root_, lock.error(), "nothing was written");
  lock_ = std::move(*lock);
  check_format();  // once more: it may have come before the lock
  has_completed_import_ = finish_renames(root_);
  if (!std::filesystem::exists(root_ / "format")) {
    write_file(root_ / "format", fmt::format("{}{}\n", format_words, format));
  }
  for (const auto& folder : {series(), reference(), quarantine()}) make_folder(folder);
}

void DataFolder::check_format() const {
  const std::filesystem::path file = root_ / "format";
  if (!std::filesystem::exists(file)) {
    if (std::filesystem::exists(series())) {
      throw ProblemError{
          {.headline = fmt::format("{} has no format file", root_.string()),
           .expected = fmt::format("{} with \"{}{}\"", file.string(), format_words, format),
           .kept = "nothing was read or written",
           .exit_code = ExitCode::Surroundings}};
    }
    return;
  }
  const std::string text = read_file(file);
  const int version = format_of(text);
  if (version >= 1 && version <= format) return;
  throw ProblemError{
      {.headline = version > format
                       ? fmt::format("{} was written by a newer version of muhurat", root_.string())
                       : fmt::format("{} is not a data folder of muhurat", root_.string()),
       .expected = fmt::format("data format {} or older", format),
       .found = version > format ? fmt::format("data format {}", version)
                                 : fmt::format("{} with other words", file.string()),
       .kept = "nothing was read or written",
       .what_to_do = version > format ? "use the newer program, or another folder with --data"
                                      : "name another folder with --data",
       .exit_code = ExitCode::Surroundings}};
}

FolderHold DataFolder::hold() const {
  bool ignored = false;
  return hold(ignored);
}

// A journal that nobody is busy with was left by an import that was killed: years from before it
// lie beside years from after it, and would for good. It never appears while the folder is shared.
// The share is given back before it is completed, which needs the folder alone.
FolderHold DataFolder::hold(bool& has_completed) const {
  if (is_writable()) return FolderHold::nothing();  // who else would publish?
  const Stopwatch watch;
  for (;;) {
    LockHolder writer;
    if (auto shared = FolderHold::shared(root_)) {
      if (!std::filesystem::exists(rename_journal(root_))) return std::move(*shared);
      shared.reset();
      const auto lock = lock_to_complete(root_);
      if (lock) {
        has_completed |= finish_renames(root_);
        continue;
      }
      writer = lock.error();
    }
    if (watch.elapsed() >= wait_max_) refuse_locked(root_, writer, "nothing was read");
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
}

}  // namespace muhurat::store
