#include "store/data_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <utility>

#include "core/error.hpp"
#include "store/file_io.hpp"

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

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw_io_problem(folder, "made", error.value());
}

}  // namespace

DataFolder::DataFolder(std::filesystem::path root, Access access) : DataFolder{std::move(root)} {
  check_format();
  if (access == Access::Read) return;
  make_folder(root_);
  lock();
  check_format();  // once more: it may have come before the lock
  if (!std::filesystem::exists(root_ / "format")) {
    replace_file(root_ / "format", fmt::format("{}{}\n", format_words, format));
  }
  for (const auto& folder : {series(), reference(), quarantine()}) make_folder(folder);
}

DataFolder::~DataFolder() {
  if (lock_ >= 0) ::close(lock_);  // which unlocks it
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : root_{std::move(other.root_)}, lock_{std::exchange(other.lock_, -1)} {}

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
  const std::string text = read_text(file);
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
  const std::filesystem::path file = root_ / "lock";
  lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock_ < 0) throw_io_problem(file, "opened", errno);
  if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) {
    const std::string text = fmt::format("{}\n", ::getpid());
    if (::ftruncate(lock_, 0) != 0 ||
        ::pwrite(lock_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
      throw_io_problem(file, "written", errno);
    }
    return;
  }
  const int error = errno;
  ::close(std::exchange(lock_, -1));
  if (error != EWOULDBLOCK) throw_io_problem(file, "locked", error);
  std::string holder = read_text(file);
  while (!holder.empty() && holder.back() == '\n') holder.pop_back();
  throw ProblemError{{.headline = fmt::format("the data folder {} is locked", root_.string()),
                      .expected = "no other process that writes to it",
                      .found = fmt::format("process {} holds {}", holder, file.string()),
                      .kept = "nothing was written",
                      .what_to_do = "wait for that process, or end it",
                      .exit_code = ExitCode::Surroundings}};
}

}  // namespace muhurat::store
