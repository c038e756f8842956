#include "store/data_folder.hpp"

#include <fmt/format.h>

#include <charconv>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "core/file.hpp"

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

}  // namespace

DataFolder::DataFolder(std::filesystem::path root, Access access) : root_{std::move(root)} {
  check_format();
  if (access == Access::Read) return;
  make_folder(root_);
  lock();
  check_format();  // once more: it may have come before the lock
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

void DataFolder::lock() {
  auto lock = FolderLock::acquire(root_);
  if (lock) {
    lock_ = std::move(*lock);
    return;
  }
  throw ProblemError{{.headline = fmt::format("the data folder {} is locked", root_.string()),
                      .expected = "no other process that writes to it",
                      .found = lock.error().pid == 0
                                   ? std::string{"another process is writing"}
                                   : fmt::format("process {} is writing", lock.error().pid),
                      .kept = "nothing was written",
                      .what_to_do = "wait for that process, or end it",
                      .exit_code = ExitCode::Surroundings}};
}

}  // namespace muhurat::store
